"""A frame for one annex in a file of its own: no title page or signatures, and the letter it has in the contract."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from izacontract.render.frame_check import NUMBERING, Reading
from izacontract.render.frame_guard import DOCUMENT
from izacontract.render.frame_styles import LISTS
from izacontract.render.frame_tags import read_tags, text_of
from izacontract.word.xml import W

ANNEX_NUMBER = next(text for levels in LISTS for name, _, text in levels if name == "Bijlagekop")
_REFERENCES = (f"{W}headerReference", f"{W}footerReference")
_IN_PLACE = "{{p bijlagen }}"
_OF_THE_FIRST_PAGE = ("titlePg", "type")


def for_annex(parts: Mapping[str, bytes], reading: Reading, position: int) -> tuple[dict[str, bytes], Reading]:
    """Return the `parts` of a sound frame, and that frame as read, for the annex at `position`, from 1.

    Every page has the header and footer that pages with annexes have; of the body only the annex is left.
    """
    body = deepcopy(reading.roots[DOCUMENT])
    _leave_annexes(body.find(f"{W}body"))
    roots = {**reading.roots, DOCUMENT: body}
    cut = {**parts, DOCUMENT: _written(body)}
    if NUMBERING in reading.roots:
        roots[NUMBERING] = deepcopy(reading.roots[NUMBERING])
        _start_at(roots[NUMBERING], position)
        cut[NUMBERING] = _written(roots[NUMBERING])
    return cut, Reading(roots, reading.sheet, read_tags(roots))


def _leave_annexes(body: etree._Element) -> None:
    """Take everything out of `body` but the place of the annexes and the section in which it stands."""
    place = next(node for node in body if "".join(text_of(node).split()) == "".join(_IN_PLACE.split()))
    inherited: dict[tuple[str, str], etree._Element] = {}
    section = None
    is_after = False
    for node in body:
        is_after = is_after or node is place
        found = node if node.tag == f"{W}sectPr" else node.find(f"{W}pPr/{W}sectPr")
        if found is not None:
            inherited |= {(one.tag, one.get(f"{W}type", "default")): one for one in found if one.tag in _REFERENCES}
            if is_after:
                section = deepcopy(found)
                break
    for node in list(body):
        if node is not place:
            body.remove(node)
    if section is None:
        return
    for one in list(section):
        name = etree.QName(one).localname
        if one.tag in _REFERENCES or name in _OF_THE_FIRST_PAGE:
            section.remove(one)
        elif name == "pgNumType":
            one.attrib.pop(f"{W}start", None)
    section[:0] = [deepcopy(one) for (_, kind), one in inherited.items() if kind != "first"]
    body.append(section)


def _start_at(numbering: etree._Element, position: int) -> None:
    """Let the list of annexes in `numbering` begin at `position`."""
    for level in numbering.iter(f"{W}lvl"):
        text, start = level.find(f"{W}lvlText"), level.find(f"{W}start")
        if text is not None and text.get(f"{W}val") == ANNEX_NUMBER and start is not None:
            start.set(f"{W}val", str(position))


def _written(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))

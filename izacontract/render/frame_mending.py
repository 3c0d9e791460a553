"""What a frame gets before it is read: usual names for its parts, what controls stand for, the style of our tables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from lxml import etree

from izacontract.errors import FileError, Finding
from izacontract.message import Message
from izacontract.render.frame_tags import TEXT_PARTS
from izacontract.render.seal_part import SEAL
from izacontract.word.bindings import CORE_STORE, bound_value, fill_control
from izacontract.word.opening import WordFile
from izacontract.word.package import read_package
from izacontract.word.renaming import with_usual_names, without_loose_ends
from izacontract.word.xml import W, parsed

TABLE_STYLE = "Contracttabel"
STYLES = "word/styles.xml"
ADDED_STYLE = Message(
    "sjabloon.tabelstijl-toegevoegd",
    'Het sjabloon mist de tabelstijl "{name}"; die van het standaardsjabloon wordt gebruikt.',
    'The frame lacks the table style "{name}"; that of the standard frame is used.',
    "Een sjabloon dat als .odt is bewaard, verliest tabelstijlen. Neem de stijl in Word over uit het standaardsjabloon "
    "als u haar wilt aanpassen.",
    "A frame that was saved as .odt loses table styles. Copy the style from the standard frame in Word to restyle it.",
)

_CORE = {"title": "titel", "subject": "kenmerk", "contentStatus": "status"}
"""The core properties that we write, and the tags that stand for them."""


def standard_frame() -> bytes:
    """Return the Word file of the standard frame, as a house would restyle it."""
    return (files("clause_templates") / "frames" / "overeenkomst.docx").read_bytes()


def prepared(parts: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[Finding]]:
    """Return the parts of a frame ready to be read, and a warning for what was added to them."""
    whole = with_usual_names(without_loose_ends(parts), SEAL)
    for name, content in whole.items():
        if TEXT_PARTS.fullmatch(name) and b"dataBinding" in content:
            whole[name] = _filled(whole, content)
    styles = parsed(whole.get(STYLES, b""))
    if styles is None or _style(styles, TABLE_STYLE) is not None:
        return whole, []
    styles.append(etree.fromstring(_table_style()))
    whole[STYLES] = bytes(etree.tostring(styles, xml_declaration=True, encoding="UTF-8", standalone=True))
    return whole, [ADDED_STYLE.warning(name=TABLE_STYLE)]


def _filled(parts: Mapping[str, bytes], content: bytes) -> bytes:
    """Return a part in which each bound control says what it is bound to: a tag for our properties, else the data."""
    root = parsed(content)
    if root is None:
        return content
    file = WordFile(parts)
    for control in root.iter(f"{W}sdt"):
        binding, inside = control.find(f"{W}sdtPr/{W}dataBinding"), control.find(f"{W}sdtContent")
        if binding is None or inside is None:
            continue
        last = binding.get(f"{W}xpath", "").rpartition("/")[2].rpartition(":")[2].partition("[")[0]
        if binding.get(f"{W}storeItemID", "").upper() == CORE_STORE:
            shown = f"{{{{ {_CORE[last]} }}}}" if last in _CORE else None
        else:
            try:
                shown = bound_value(file, binding)
            except FileError:
                shown = None
        if shown is not None:
            fill_control(inside, shown)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


@cache
def _table_style() -> bytes:
    styles = parsed(read_package(standard_frame())[STYLES])
    found = _style(styles, TABLE_STYLE) if styles is not None else None
    if found is None:
        raise LookupError(f"The standard frame lacks {TABLE_STYLE}")
    based = found.find(f"{W}basedOn")
    if based is not None:
        found.remove(based)
    return bytes(etree.tostring(found))


def _style(styles: etree._Element, name: str) -> etree._Element | None:
    named = ((style, style.find(f"{W}name")) for style in styles.iter(f"{W}style"))
    return next((style for style, one in named if one is not None and one.get(f"{W}val") == name), None)

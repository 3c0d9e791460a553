"""What Word says about text beside the text: style and list, tracked changes, hidden and struck words."""

from __future__ import annotations

from datetime import date

from lxml import etree

from izacontract.render.ooxml import NAMESPACE
from izacontract.render.word_text import Change, Paragraph

W = f"{{{NAMESPACE}}}"
CHANGES = {"ins": "in", "moveTo": "in", "del": "out", "moveFrom": "out"}
"""The elements around what was put in or taken out; Word marks a move as both."""

_OFF = ("0", "false", "off")


def properties_of(node: etree._Element | None) -> Paragraph:
    """Return a paragraph without text that has the properties in `node`."""
    paragraph = Paragraph()
    if node is None:
        return paragraph
    style, listed = node.find(f"{W}pStyle"), node.find(f"{W}numPr")
    if style is not None:
        paragraph.style = style.get(f"{W}val", "")
    if listed is not None:
        number, level = listed.find(f"{W}numId"), listed.find(f"{W}ilvl")
        paragraph.list_id = number.get(f"{W}val") if number is not None else None
        depth = level.get(f"{W}val", "") if level is not None else ""
        paragraph.level = int(depth) if depth.isdecimal() else None
    mark = node.find(f"{W}rPr")
    paragraph.mark = change_in(mark) if mark is not None else None
    return paragraph


def change_in(properties: etree._Element) -> Change | None:
    """Return the change of a whole row or of the end of a paragraph; what was put in and taken out again is out."""
    found = [tracked(node) for name in CHANGES for node in properties.findall(f"{W}{name}")]
    return next((change for change in found if change.kind == "out"), found[0] if found else None)


def tracked(node: etree._Element) -> Change:
    """Return the change that the element `node` marks, with its author and day."""
    try:
        day = date.fromisoformat(node.get(f"{W}date", "")[:10])
    except ValueError:
        day = None
    put_in = CHANGES[node.tag.removeprefix(W)] == "in"
    return Change("in" if put_in else "out", "tracked", node.get(f"{W}author", ""), day)


def look_of(properties: etree._Element) -> Change | None:
    """Return why text with `properties` counts as taken out although it is there: nobody sees it, or it is struck."""
    for name, how in (("vanish", "hidden"), ("strike", "struck"), ("dstrike", "struck")):
        node = properties.find(f"{W}{name}")
        if node is not None and node.get(f"{W}val") not in _OFF:
            return Change("out", "hidden" if how == "hidden" else "struck")
    return None


def looks_in(styles: etree._Element) -> dict[str, Change]:
    """Return the styles, by id, that hide text or strike it through."""
    found: dict[str, Change] = {}
    for style in styles.iter(f"{W}style"):
        properties = style.find(f"{W}rPr")
        if properties is not None and (look := look_of(properties)):
            found[style.get(f"{W}styleId", "")] = look
    return found

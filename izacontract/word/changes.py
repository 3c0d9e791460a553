"""What Word says about text beside the text: style and list, and tracked changes."""

from __future__ import annotations

from datetime import date

from lxml import etree

from izacontract.word.document import Change, Paragraph
from izacontract.word.xml import W

CHANGES = {"ins": "in", "moveTo": "in", "del": "out", "moveFrom": "out"}
"""The elements around what was put in or taken out; Word marks a move as both."""

CELL_CHANGES = {"cellIns": "in", "cellDel": "out"}
_KINDS = CHANGES | CELL_CHANGES


def properties_of(node: etree._Element | None) -> Paragraph:
    """Return a paragraph without text that has the properties in `node`."""
    paragraph = Paragraph(properties=node)
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
    """Return the change of a row, a cell or the end of a paragraph; what was put in and taken out again is out."""
    found = [tracked(node) for name in _KINDS for node in properties.findall(f"{W}{name}")]
    return next((change for change in found if change.kind == "out"), found[0] if found else None)


def tracked(node: etree._Element) -> Change:
    """Return the change that the element `node` marks, with its author and day."""
    try:
        day = date.fromisoformat(node.get(f"{W}date", "")[:10])
    except ValueError:
        day = None
    put_in = _KINDS[node.tag.removeprefix(W)] == "in"
    return Change("in" if put_in else "out", "tracked", node.get(f"{W}author", ""), day)

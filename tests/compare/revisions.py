"""What Word does with the tracked changes of a document: accept them all, or reject them all."""

from __future__ import annotations

import io
import re
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GONE = {"accept": ("del", "moveFrom"), "reject": ("ins", "moveTo")}
TEXTS = {f"{W}t": None, f"{W}delText": None, f"{W}tab": "\t", f"{W}br": "\n"}
Paragraphs = list[tuple[str, str]]
"""The style and the text of each paragraph."""


def without_changes(document: bytes) -> Paragraphs:
    """Return the paragraphs of a Word file, its headers and footers first; it must hold no tracked changes."""
    found = _parts(document)
    for root in found:
        assert not list(root.iter(*(f"{W}{name}" for names in GONE.values() for name in names)))
    return [line for root in found for line in _paragraphs(root)]


def settled(document: bytes, how: str) -> Paragraphs:
    """Return the paragraphs once every tracked change is accepted, or `how` is "reject" rejected."""
    return [line for root in _parts(document) for line in _paragraphs(_settle(root, how))]


def _parts(document: bytes) -> list[etree._Element]:
    with ZipFile(io.BytesIO(document)) as package:
        names = [name for name in sorted(package.namelist()) if re.fullmatch(r"word/(header|footer)\d*\.xml", name)]
        return [etree.fromstring(package.read(name)) for name in (*names, "word/document.xml")]


def _settle(root: etree._Element, how: str) -> etree._Element:
    if how == "reject":
        for change in list(root.iter(f"{W}pPrChange")):
            properties, before = change.getparent(), change.find(f"{W}pPr")
            for child in [node for node in properties if node.tag != f"{W}rPr"]:
                properties.remove(child)
            properties[:0] = list(before) if before is not None else []
    for row in list(root.iter(f"{W}tr")):
        if any(row.find(f"{W}trPr/{W}{name}") is not None for name in GONE[how]):
            row.getparent().remove(row)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None:
            table.getparent().remove(table)
    marks = [
        paragraph
        for paragraph in root.iter(f"{W}p")
        if any(paragraph.find(f"{W}pPr/{W}rPr/{W}{name}") is not None for name in GONE[how])
    ]
    for name in GONE[how]:
        for node in list(root.iter(f"{W}{name}")):
            node.getparent().remove(node)
    for paragraph in reversed(marks):
        _join(paragraph)
    return root


def _join(paragraph: etree._Element) -> None:
    """Take away the mark at the end of `paragraph`: what is left of it begins the next one."""
    following = paragraph.getnext()
    content = [node for node in paragraph if node.tag != f"{W}pPr"]
    if following is not None and following.tag == f"{W}p":
        at = 1 if following.find(f"{W}pPr") is not None else 0
        following[at:at] = content
        paragraph.getparent().remove(paragraph)
    elif not "".join(_texts(paragraph)):
        paragraph.getparent().remove(paragraph)


def _paragraphs(root: etree._Element) -> Paragraphs:
    found = []
    for paragraph in root.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        found.append(("" if style is None else style.get(f"{W}val"), "".join(_texts(paragraph))))
    return found


def _texts(paragraph: etree._Element) -> list[str]:
    return [TEXTS[node.tag] or node.text or "" for node in paragraph.iter(*TEXTS) if node.getparent().tag == f"{W}r"]

"""Comments in the margin of a Word file: a part of their own, and marks around the paragraphs that they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

import yaml
from lxml import etree

from izacontract.word.ooxml import NAMESPACE, printable
from izacontract.word.xml import W

PART: Final = "word/comments.xml"
_TYPES: Final = "[Content_Types].xml"
_RELATIONS: Final = "word/_rels/document.xml.rels"
_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class MarginComment:
    """A comment at a paragraph: its lines, who wrote it and on what day."""

    paragraph: etree._Element
    lines: tuple[str, ...]


@cache
def phrases() -> Mapping[str, str]:
    """Return what comments say, by name."""
    text = (files("clause_templates") / "frames" / "opmerkingen.yaml").read_text(encoding="utf-8")
    found: dict[str, str] = yaml.safe_load(text)
    return found


def with_comments(
    parts: Mapping[str, bytes], comments: Sequence[MarginComment], author: str, day: date
) -> dict[str, bytes]:
    """Return `parts` with a part for `comments`, after marking the paragraphs, which stand in a tree of the caller."""
    author = printable(author)
    root = etree.Element(f"{W}comments", nsmap={"w": NAMESPACE})
    for number, comment in enumerate(comments):
        node = etree.SubElement(root, f"{W}comment")
        node.set(f"{W}id", str(number))
        node.set(f"{W}author", author)
        node.set(f"{W}date", f"{day.isoformat()}T00:00:00Z")
        node.set(f"{W}initials", "".join(word[0] for word in author.split()[:3]).upper())
        for line in comment.lines:
            text = etree.SubElement(etree.SubElement(etree.SubElement(node, f"{W}p"), f"{W}r"), f"{W}t")
            text.text = printable(line)
            text.set(_SPACE, "preserve")
        _mark(comment.paragraph, number)
    if not comments:
        return dict(parts)
    override = f'<Override PartName="/{PART}" ContentType="{_CONTENT}"/></Types>'.encode()
    relation = f'<Relationship Id="rIdOpmerkingen" Type="{_KIND}" Target="comments.xml"/></Relationships>'.encode()
    return {
        **parts,
        PART: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True),
        _TYPES: parts[_TYPES].replace(b"</Types>", override),
        _RELATIONS: parts[_RELATIONS].replace(b"</Relationships>", relation),
    }


def _mark(paragraph: etree._Element, number: int) -> None:
    """Put the marks of comment `number` around all of `paragraph`."""
    start, end = etree.Element(f"{W}commentRangeStart"), etree.Element(f"{W}commentRangeEnd")
    for node in (start, end):
        node.set(f"{W}id", str(number))
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        paragraph.insert(0, start)
    else:
        properties.addnext(start)
    paragraph.append(end)
    run = etree.SubElement(paragraph, f"{W}r")
    etree.SubElement(run, f"{W}commentReference").set(f"{W}id", str(number))

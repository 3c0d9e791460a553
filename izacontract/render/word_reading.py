"""From the XML of a Word document to its text, with every tracked, struck and hidden word still known as such."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from lxml import etree

from izacontract.render.word_changes import CHANGES, W, change_in, look_of, looks_in, properties_of, tracked
from izacontract.render.word_text import Block, Change, Document, Paragraph, Row, Span, Spot, Table

PICTURE = "\ufffc"
"""Stands in a text where the document shows a picture."""

COMPUTED = "#"
"""Stands in a text for what a field computes anew each time, such as the number of the page."""

VOLATILE = frozenset(
    ("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "STYLEREF", "SEQ", "DATE", "TIME", "CREATEDATE",
     "SAVEDATE", "PRINTDATE", "EDITTIME", "REVNUM", "NUMWORDS", "NUMCHARS", "FILENAME", "FILESIZE", "TEMPLATE",
     "AUTHOR", "LASTSAVEDBY", "USERNAME", "TITLE", "SUBJECT", "KEYWORDS", "COMMENTS", "INFO", "DOCPROPERTY")
)  # fmt: skip
"""The fields whose result says nothing about the agreement."""

INSERTED_FILE = "[ingevoegd bestand]"

Notes = Mapping[tuple[str, str], etree._Element]
"""Footnotes and endnotes by kind and id."""

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPH, _TABLE, _FILE, _BOX = f"{W}p", f"{W}tbl", f"{W}altChunk", f"{W}txbxContent"
_BOOKMARKS = (f"{W}bookmarkStart", f"{W}bookmarkEnd")
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": ""}
_WIDEST = 64
"""No more columns than Word can make, whatever a cell says that it spans."""


@dataclass(slots=True)
class _Field:
    """A field that is open where we read."""

    number: int
    instruction: str = ""
    shows: bool = False

    @property
    def kind(self) -> str:
        return (self.instruction.split() or [""])[0].upper()

    @property
    def target(self) -> str:
        words = self.instruction.split()
        return words[1] if self.kind == "REF" and len(words) > 1 else ""


def read_part(root: etree._Element, styles: etree._Element | None = None, notes: Notes | None = None) -> Document:
    """Return the text in `root` (a body, a header, a footer) in reading order, with its bookmarks.

    `styles` is the root of the styles part, which tells what is hidden. The numbers of lists are not filled in.
    """
    reader = _Reader({} if styles is None else looks_in(styles), notes or {})
    reader.blocks_in(root)
    return Document(tuple(reader.blocks), reader.bookmarks)


class _Reader:
    """Reads one part from top to bottom."""

    def __init__(self, looks: Mapping[str, Change], notes: Notes) -> None:
        self.blocks: list[Block] = []
        self.bookmarks: dict[str, tuple[Spot, Spot]] = {}
        self._notes = notes
        self._looks = looks
        self._sink: list[Block] = self.blocks
        self._paragraph = Paragraph()
        self._boxes: list[etree._Element] = []
        self._offset = 0
        self._fields: list[_Field] = []
        self._count = 0
        self._open: dict[str, tuple[str, Spot]] = {}
        self._starts: dict[str, Spot] = {}

    def blocks_in(self, parent: etree._Element) -> None:
        """Read the paragraphs and tables in `parent`, whatever wraps them."""
        for node in parent:
            if node.tag == _PARAGRAPH:
                self._read_paragraph(node)
            elif node.tag == _TABLE:
                self._read_table(node)
            elif node.tag == _FILE:
                self._sink.append(Paragraph([Span(INSERTED_FILE)]))
            elif node.tag in _BOOKMARKS:
                self._mark(node)
            elif _is_wrapper(node):
                self.blocks_in(node)

    def _read_paragraph(self, node: etree._Element) -> None:
        top = self._sink is self.blocks
        before = self._sink[-1] if self._sink else None
        paragraph = properties_of(node.find(f"{W}pPr"))
        if isinstance(before, Paragraph) and before.mark and before.mark.kind == "out" and before.text.strip():
            # The end of the paragraph before was taken out: this is its rest.
            self._sink.pop()
            paragraph.spans, paragraph.joined = [*before.spans, Span("\n", before.mark)], before.mark
            self._offset = before.length + 1 if top else self._offset
        elif top:
            self._offset = 0
        outer, self._paragraph = self._paragraph, paragraph
        boxes, self._boxes = self._boxes, []
        self._inline(node, None)
        self._sink.append(paragraph)
        self._offset = 0 if top else self._offset
        for box in self._boxes:
            self.blocks_in(box)
        self._paragraph, self._boxes = outer, boxes

    def _read_table(self, node: etree._Element) -> None:
        table = Table()
        if self._sink is self.blocks:
            self._offset = 0
        for tr in _through(node, f"{W}tr"):
            mark = tr.find(f"{W}trPr")
            row = Row(change=change_in(mark) if mark is not None else None)
            for tc in _through(tr, f"{W}tc"):
                with self._into([]) as cell:
                    self.blocks_in(tc)
                row.cells.append([paragraph for block in cell for paragraph in _flat(block)])
                row.cells += [[] for _ in range(_spanned(tc) - 1)]
            table.rows.append(row)
        self._sink.append(table)
        if self._sink is self.blocks:
            self._offset = 0

    @contextmanager
    def _into(self, sink: list[Block]) -> Iterator[list[Block]]:
        outer, self._sink = self._sink, sink
        yield sink
        self._sink = outer

    def _inline(self, node: etree._Element, change: Change | None) -> None:
        for child in node:
            handle = _INLINES.get(child.tag)
            if handle is not None:
                handle(self, child, change)
            elif _is_wrapper(child):
                self._inline(child, change)

    def _run(self, node: etree._Element, change: Change | None) -> None:
        look = self._looks.get(self._paragraph.style)
        properties = node.find(f"{W}rPr")
        if properties is not None:
            style = properties.find(f"{W}rStyle")
            look = (
                look_of(properties)
                or (self._looks.get(style.get(f"{W}val", "")) if style is not None else None)
                or look
            )
        if look is None:
            self._inline(node, change)
        elif change is None:
            self._inline(node, look)
        elif change.kind == "out":
            self._inline(node, change)

    def _change(self, node: etree._Element, change: Change | None) -> None:
        here = tracked(node)
        if change is None or change.kind == here.kind:
            self._inline(node, here)

    def _put(self, text: str, change: Change | None) -> None:
        if not text or any(not field.shows or field.kind in VOLATILE for field in self._fields):
            return
        if any(field.kind == "TOC" for field in self._fields):
            self._paragraph.in_contents = True
        pointer = next((field for field in reversed(self._fields) if field.target), None)
        target, number = (pointer.target, pointer.number) if pointer else ("", 0)
        self._paragraph.spans.append(Span(text, change, target, number))
        self._offset += len(text)

    def _break(self, node: etree._Element, change: Change | None) -> None:
        if node.get(f"{W}type") not in ("page", "column"):
            self._put(_BREAKS[node.tag.removeprefix(W)], change)

    def _symbol(self, node: etree._Element, change: Change | None) -> None:
        code = node.get(f"{W}char", "")
        self._put(chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", code) else "?", change)

    def _note(self, node: etree._Element, change: Change | None) -> None:
        kind = node.tag.removeprefix(W).removesuffix("Reference")
        note = self._notes.get((kind, node.get(f"{W}id", "")))
        text = "".join(piece.text or "" for piece in note.iter(f"{W}t")) if note is not None else ""
        self._put(f" [voetnoot: {text.strip()}]", change)

    def _picture(self, node: etree._Element, change: Change | None) -> None:
        if boxes := _boxes_in(node):
            self._boxes += boxes
        else:
            self._put(PICTURE, change)

    def _field_char(self, node: etree._Element, change: Change | None) -> None:
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            self._count += 1
            self._fields.append(_Field(self._count))
        elif self._fields and kind == "separate":
            self._show(change)
        elif self._fields and kind == "end":
            self._fields.pop()

    def _instruction(self, node: etree._Element, change: Change | None) -> None:
        if self._fields and not self._fields[-1].shows:
            self._fields[-1].instruction += node.text or ""

    def _simple_field(self, node: etree._Element, change: Change | None) -> None:
        self._count += 1
        self._fields.append(_Field(self._count, node.get(f"{W}instr", "")))
        self._show(change)
        self._inline(node, change)
        self._fields.pop()

    def _show(self, change: Change | None) -> None:
        """Let what follows count as the result of the innermost field; one that computes itself shows as a sign."""
        field = self._fields.pop()
        if field.kind in VOLATILE:
            self._put(COMPUTED, change)
        field.shows = True
        self._fields.append(field)

    def _mark(self, node: etree._Element) -> None:
        number = node.get(f"{W}id", "")
        here = (len(self.blocks), self._offset)
        if node.tag == f"{W}bookmarkStart":
            name = node.get(f"{W}name", "")
            # LibreOffice 7.4 writes the start of a long bookmark twice, and only the second has an end.
            self._open[number] = (name, self._starts.setdefault(name, here))
        elif number in self._open:
            name, start = self._open.pop(number)
            self.bookmarks.setdefault(name, (start, here))


_INLINES: Mapping[str, Callable[[_Reader, etree._Element, Change | None], None]] = {
    f"{W}t": lambda reader, node, change: reader._put(_typed(node), change),
    f"{W}delText": lambda reader, node, change: reader._put(_typed(node), change),
    _MATH_TEXT: lambda reader, node, change: reader._put(node.text or "", change),
    f"{W}r": _Reader._run,
    f"{W}pPr": lambda reader, node, change: None,
    f"{W}fldChar": _Reader._field_char,
    f"{W}instrText": _Reader._instruction,
    f"{W}delInstrText": _Reader._instruction,
    f"{W}fldSimple": _Reader._simple_field,
    f"{W}bookmarkStart": lambda reader, node, change: reader._mark(node),
    f"{W}bookmarkEnd": lambda reader, node, change: reader._mark(node),
    f"{W}sym": _Reader._symbol,
    f"{W}footnoteReference": _Reader._note,
    f"{W}endnoteReference": _Reader._note,
    f"{W}drawing": _Reader._picture,
    f"{W}pict": _Reader._picture,
    f"{W}object": _Reader._picture,
    f"{W}subDoc": lambda reader, node, change: reader._put(INSERTED_FILE, change),
    **{f"{W}{name}": _Reader._change for name in CHANGES},
    **{f"{W}{name}": _Reader._break for name in _BREAKS},
}
"""What stands in a paragraph, and what a reader does with it; the table is made once, not for each part."""


def _is_wrapper(node: etree._Element) -> bool:
    """Return whether what is in `node` is read as if it stood there: not properties, nor what repeats its neighbour."""
    return isinstance(node.tag, str) and not node.tag.endswith("Pr") and node.tag != _FALLBACK


def _boxes_in(node: etree._Element) -> list[etree._Element]:
    """Return the text boxes in a picture, without those within another one."""
    if node.tag == _BOX:
        return [node]
    return [box for child in node if isinstance(child.tag, str) and child.tag != _FALLBACK for box in _boxes_in(child)]


def _through(node: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Give the rows of a table or the cells of a row, also those in a content control."""
    for child in node:
        if child.tag == tag:
            yield child
        elif _is_wrapper(child) and child.tag not in (f"{W}tr", f"{W}tc"):
            yield from _through(child, tag)


def _flat(block: Block) -> Iterator[Paragraph]:
    return Document((block,), {}).paragraphs()


def _spanned(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    width = span.get(f"{W}val", "1") if span is not None else "1"
    return min(max(int(width), 1), _WIDEST) if width.isdecimal() else 1


def _typed(node: etree._Element) -> str:
    """Return the text of `node` as Word shows it: spaces at its ends count only where it says so."""
    text = node.text or ""
    return text if node.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve" else text.strip(" \t\r\n")

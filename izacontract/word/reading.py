"""From the XML of a Word document to its text, with every tracked, struck and hidden word still known as such."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from lxml import etree

from izacontract.word.branches import ALTERNATE
from izacontract.word.changes import CELL_CHANGES, change_in, properties_of
from izacontract.word.definitions import squeezed
from izacontract.word.document import Block, Change, Document, Fact, Paragraph, Row, Span, Table
from izacontract.word.inline import CONTROL, INSERTED_FILE, InlineReader
from izacontract.word.kit import Kit
from izacontract.word.looks import Ground
from izacontract.word.styles import PLACES, is_on, whole
from izacontract.word.vocabulary import IN_CELL, IN_PARAGRAPH, IN_ROW, IN_TABLE, is_wrapper
from izacontract.word.xml import W

_PARAGRAPH, _TABLE, _FILE, _SECTION = (f"{W}{name}" for name in ("p", "tbl", "altChunk", "sectPr"))
_BOOKMARKS = (f"{W}bookmarkStart", f"{W}bookmarkEnd")
_WIDEST = 64
"""No more columns than Word can make, whatever a cell says that it spans."""

_NARROW = 150
"""Twips below which a cell shows no text."""


def read_part(root: Iterable[etree._Element], kit: Kit, path: str = "") -> Document:
    """Return what stands in `root` (a body, a header, a footer) in reading order, with its bookmarks.

    `path` is that of the part, by which it names others. The numbers of lists are not filled in.
    """
    reader = _Reader(kit, path or kit.file.main)
    reader.blocks_in(root)
    return reader.document()


class _Reader(InlineReader):
    """Reads one part from top to bottom."""

    def document(self) -> Document:
        """Return what was read."""
        facts, comments = tuple(self._facts), tuple(self._comments)
        return Document(tuple(self.blocks), self.bookmarks, facts, comments, tuple(self._sections))

    def blocks_in(self, parent: Iterable[etree._Element]) -> None:
        """Read the paragraphs and tables in `parent`, whatever wraps them."""
        for node in parent:
            if node.tag == _PARAGRAPH:
                self._read_paragraph(node)
            elif node.tag == _TABLE:
                self._read_table(node)
            elif node.tag == _FILE:
                self._fact("file", INSERTED_FILE)
                self._sink.append(Paragraph([Span(INSERTED_FILE)]))
            elif node.tag in _BOOKMARKS:
                self._mark(node)
            elif node.tag == _SECTION:
                self._sections.append(node)
            elif node.tag == CONTROL:
                self.blocks_in(self._control(node))
            elif node.tag == ALTERNATE:
                self.blocks_in(self._branch(node))
            elif self._is_wrapper(node):
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
        ground, self._ground = self._ground, self._grounded(paragraph)
        paragraph.ground = self._ground
        self._inline(node, self._around)
        self._sink.append(paragraph)
        if paragraph.properties is not None:
            self._properties(paragraph.properties)
        for kind, text in self._kit.styles.places(paragraph.properties, self._paragraph_style(paragraph)):
            self._at_last(kind, text)
        self._offset = 0 if top else self._offset
        for box in self._boxes:
            self.blocks_in(box)
        self._paragraph, self._boxes, self._ground = outer, boxes, ground

    def _grounded(self, paragraph: Paragraph) -> Ground:
        style = self._paragraph_style(paragraph)
        return self._kit.looks.ground(paragraph.properties, style, self._table, self._paper)

    def _paragraph_style(self, paragraph: Paragraph) -> str:
        """Return the style that counts for `paragraph`: its own, or the default when that does not exist."""
        usual = self._kit.styles.default_of("paragraph")
        return paragraph.style if paragraph.style in self._kit.styles else usual

    def _table_paper(self, shade: etree._Element | None) -> str:
        """Return the colour behind the cells of a table: its own, that of its style, or the one around it."""
        palette, styles = self._kit.looks.palette, self._kit.styles
        of_style = (styles.found(self._table, f"{W}{kind}/{W}shd") for kind in ("tcPr", "tblPr"))
        return next((fill for one in (shade, *of_style) if (fill := palette.fill(one))), self._paper)

    def _properties(self, properties: etree._Element) -> None:
        """Keep what the properties of a paragraph say beside its style, list and end."""
        mark = properties.find(f"{W}rPr")
        if mark is not None and any(is_on(node) for node in mark.iterchildren(f"{W}vanish", f"{W}specVanish")):
            self._at_last("hidden", "\u00b6")
        for node in properties:
            name = etree.QName(node).localname if isinstance(node.tag, str) else ""
            if node.tag == _SECTION:
                self._sections.append(node)
            elif name not in PLACES and name and name not in IN_PARAGRAPH:
                self._at_last("unknown", name)
        for name in _twice(properties):
            self._at_last("unknown", name)

    def _at_last(self, kind: str, text: str = "") -> None:
        """Keep a fact about the block that was read last."""
        top = self._sink is self.blocks
        self._facts.append(Fact(kind, text, len(self.blocks) - 1 if top else len(self.blocks)))

    def _read_table(self, node: etree._Element) -> None:
        table = Table()
        if self._sink is self.blocks:
            self._offset = 0
        else:
            self._fact("table", "in cel")
        style = node.find(f"{W}tblPr/{W}tblStyle")
        usual = self._table or self._kit.styles.default_of("table")
        outer, self._table = self._table, style.get(f"{W}val", "") if style is not None else usual
        self._known_only(node.find(f"{W}tblPr"), IN_TABLE)
        paper, self._paper = self._paper, self._table_paper(node.find(f"{W}tblPr/{W}shd"))
        for tr in self._through(node, f"{W}tr"):
            properties = tr.find(f"{W}trPr")
            row = Row(change=change_in(properties) if properties is not None else None)
            unseen = self._row_hides(properties)
            for tc in self._through(tr, f"{W}tc"):
                row.cells.append(self._read_cell(tc, unseen))
                row.cells += [[] for _ in range(_spanned(tc) - 1)]
            table.rows.append(row)
        self._table, self._paper = outer, paper
        self._sink.append(table)
        if self._sink is self.blocks:
            self._offset = 0

    def _read_cell(self, tc: etree._Element, unseen: Change | None) -> list[Paragraph]:
        """Return the paragraphs of a cell; a cell that a merge, a row or its size hides counts as taken out."""
        properties = tc.find(f"{W}tcPr")
        paper, around = self._paper, self._around
        if properties is not None:
            merge = properties.find(f"{W}vMerge")
            width = properties.find(f"{W}tcW")
            narrow = width is not None and width.get(f"{W}type") == "dxa" and whole(width.get(f"{W}w"), _NARROW)
            if merge is not None and merge.get(f"{W}val") != "restart":
                unseen = unseen or Change("out", "merged")
            elif narrow is not False and 0 < (narrow or 0) < _NARROW:
                unseen = unseen or Change("out", "tiny")
            if merge is not None or _spanned(tc) > 1 or properties.find(f"{W}hMerge") is not None:
                self._fact("merge")
            if any(properties.find(f"{W}{name}") is not None for name in CELL_CHANGES):
                unseen = unseen or change_in(properties)
            self._known_only(properties, IN_CELL)
            shade = properties.find(f"{W}shd")
            self._paper = self._kit.looks.palette.fill(shade) or paper
        self._around = unseen or around
        with self._into([]) as cell:
            self.blocks_in(tc)
        self._paper, self._around = paper, around
        return [paragraph for block in cell for paragraph in _flat(block)]

    def _through(self, node: etree._Element, tag: str) -> Iterator[etree._Element]:
        """Give the rows of a table or the cells of a row, also those in a content control or in alternate content."""
        for child in node:
            if child.tag == tag:
                yield child
            elif child.tag == CONTROL:
                yield from self._through(self._control(child), tag)
            elif child.tag == ALTERNATE:
                yield from self._through(self._branch(child), tag)
            elif isinstance(child.tag, str) and is_wrapper(child.tag) and child.tag not in (f"{W}tr", f"{W}tc"):
                yield from self._through(child, tag)

    def _row_hides(self, properties: etree._Element | None) -> Change | None:
        """Return why nobody sees the texts of a row: it is hidden, or lower than a line."""
        if properties is None:
            return None
        self._known_only(properties, IN_ROW)
        hidden, height = properties.find(f"{W}hidden"), properties.find(f"{W}trHeight")
        if hidden is not None and is_on(hidden):
            return Change("out", "hidden")
        if height is not None and height.get(f"{W}hRule") == "exact":
            self._fact("row", "exact")
            if whole(height.get(f"{W}val"), 240) < _NARROW:
                return Change("out", "tiny")
        return None

    def _known_only(self, properties: etree._Element | None, known: frozenset[str]) -> None:
        """Keep each property of a table, a row or a cell that is not on the list of what hides and moves nothing."""
        for name in _names(properties):
            if name not in known:
                self._fact("table", name)
        for name in dict.fromkeys((*squeezed(properties), *_twice(properties))):
            self._fact("table", name)

    @contextmanager
    def _into(self, sink: list[Block]) -> Iterator[list[Block]]:
        outer, self._sink = self._sink, sink
        yield sink
        self._sink = outer

    def read_note(self, note: etree._Element) -> Document:
        """Return what stands in a footnote or an endnote."""
        return read_part(note, self._kit, self._path)


def _names(properties: etree._Element | None) -> list[str]:
    nodes = () if properties is None else properties
    return [etree.QName(node).localname for node in nodes if isinstance(node.tag, str)]


def _twice(properties: etree._Element | None) -> Iterator[str]:
    """Give the properties that stand there twice: programs differ in which of both they take."""
    names = _names(properties)
    if len(set(names)) < len(names):
        yield from (name for name in dict.fromkeys(names) if names.count(name) > 1)


def _flat(block: Block) -> Iterator[Paragraph]:
    return Document((block,), {}).paragraphs()


def _spanned(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    width = span.get(f"{W}val", "1") if span is not None else "1"
    return min(max(int(width), 1), _WIDEST) if width.isdecimal() else 1

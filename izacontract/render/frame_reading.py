"""What a frame says in one document, as a reader of the finished file will read it: that is what the seal keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from functools import lru_cache

from lxml import etree

from izacontract.render.seal import SealedAround, SealedBlock, SealedMargins, SealedTable, SealedText, Surroundings
from izacontract.word.definitions import definition_facts
from izacontract.word.document import Document, Fact, Paragraph, Table
from izacontract.word.inventory import file_facts
from izacontract.word.kit import Kit
from izacontract.word.numbers import fill_numbers
from izacontract.word.opening import WordFile
from izacontract.word.reading import read_part
from izacontract.word.sections import SectionReader, Shown, lines_of
from izacontract.word.xml import W


class FrameReading:
    """Reads what one frame was filled with; paragraphs that stood in an earlier document are not read again."""

    def __init__(self, parts: Mapping[str, bytes], trial: Mapping[str, etree._Element]) -> None:
        self._file = WordFile(parts)
        self._kit = Kit(self._file, follows_bindings=False)
        self._facts = (*file_facts(self._file), *definition_facts(self._kit))
        body = trial[self._file.main].find(f"{W}body")
        whole = read_part(body, self._kit)
        fill_numbers(whole, self._kit)
        numbered = any(paragraph.number for paragraph in whole.paragraphs())
        self._one_by_one = not numbered and all(map(_is_closed, body))
        self.forget()

    def forget(self) -> None:
        """Drop what was read for earlier documents."""
        self._child = lru_cache(maxsize=1024)(self._read_child)
        self._margin: Callable[[str, str], Shown] = lru_cache(maxsize=256)(self._read_margin)

    def surroundings(
        self, body: str, filled: Mapping[str, str], first: Mapping[str, str], printed: Iterable[Fact]
    ) -> Surroundings:
        """Return what stands around the articles.

        `body` is the document part with an instruction (`<?artikelen?>`) at each place, `filled` gives the XML of the
        tagged headers and footers, `first` the slot of the first part at each place that is not empty, and `printed`
        the facts about what is printed there.
        """
        if any(path in filled for kind in ("footnotes", "endnotes") for path in self._file.of_kind(kind)):
            # What a note says hangs on the contract: nothing that was read for another one counts.
            return self._with_notes(filled)._surroundings(body, filled, first, printed)
        return self._surroundings(body, filled, first, printed)

    def _surroundings(
        self, body: str, filled: Mapping[str, str], first: Mapping[str, str], printed: Iterable[Fact]
    ) -> Surroundings:
        root = etree.fromstring(body.encode()).find(f"{W}body")
        groups = list(_groups(root, first))
        documents = [self._documents(nodes) for _, nodes in groups]
        if not self._one_by_one:
            blocks = (block for group in documents for document in group for block in document.blocks)
            fill_numbers(Document(tuple(blocks), {}), self._kit)
        around = tuple(
            SealedAround(slot, tuple(sealed_blocks(group))) for (slot, _), group in zip(groups, documents, strict=True)
        )
        every = [document for group in documents for document in group]
        breaks = [section for document in every for section in document.sections]
        sections = SectionReader(self._kit, lambda path: self._margin(path, filled.get(path, "")))
        margins = tuple(SealedMargins(one.default, one.first, one.even) for one in sections.margins(breaks))
        facts = [fact for document in every for fact in document.facts]
        facts += [*printed, *sections.facts(breaks), *self._facts]
        return Surroundings(tuple(one for one in around if one.blocks), margins, tuple(sorted(map(fact_text, facts))))

    def _with_notes(self, filled: Mapping[str, str]) -> FrameReading:
        """Return a reading of the same frame with its notes as they are `filled`."""
        other = copy(self)
        notes = [path for kind in ("footnotes", "endnotes") for path in self._file.of_kind(kind) if path in filled]
        other._file = self._file.with_parts({path: filled[path].encode() for path in notes})
        other._kit = self._kit.of(other._file)
        other._one_by_one = False
        other._margin = other._read_margin
        return other

    def _documents(self, nodes: list[etree._Element]) -> list[Document]:
        if self._one_by_one:
            return [self._child(etree.tostring(node, with_tail=False)) for node in nodes]
        return [read_part(nodes, self._kit)]

    def _read_child(self, xml: bytes) -> Document:
        return read_part([etree.fromstring(xml)], self._kit)

    def _read_margin(self, path: str, xml: str) -> Shown:
        root = etree.fromstring(xml.encode()) if xml else self._file.root(path)
        document = read_part(root, self._kit, path)
        fill_numbers(document, self._kit)
        return tuple(lines_of(document)), document.facts


def fact_text(fact: Fact) -> str:
    """Return `fact` as the seal keeps it: "field: PAGE"."""
    return f"{fact.kind}: {fact.text}"


def sealed_blocks(documents: Iterable[Document]) -> Iterator[SealedBlock]:
    """Give the blocks of `documents` that hold text or a number, as the seal keeps them."""
    for document in documents:
        for block in document.blocks:
            if isinstance(block, Table):
                rows = [[_cell(cell) for cell in row.cells] for row in block.rows]
                yield SealedTable(tuple(tuple(map(SealedText, row)) for row in rows))
            elif (block.text.strip() or block.number.strip()) and not block.in_contents:
                yield SealedText(block.text.strip(), block.number)


def _cell(cell: Iterable[Paragraph]) -> str:
    return "\n".join(paragraph.text for paragraph in cell)


def _is_closed(node: etree._Element) -> bool:
    """Return whether every field that opens in a child of the body also closes there."""
    kinds = [one.get(f"{W}fldCharType") for one in node.iter(f"{W}fldChar")]
    return kinds.count("begin") == kinds.count("end")


def _groups(body: etree._Element, first: Mapping[str, str]) -> Iterator[tuple[str, list[etree._Element]]]:
    """Give the children of the body up to each place where something is printed, with its first slot, and the rest."""
    nodes: list[etree._Element] = []
    for node in body:
        if not isinstance(node.tag, str):
            if slot := first.get(getattr(node, "target", "")):
                yield slot, nodes
                nodes = []
        else:
            nodes.append(node)
    yield "", nodes

"""What a frame says in one document, as a reader of the finished file will read it: that is what the seal keeps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Generic, TypeVar

from lxml import etree

from izacontract.render.frame_pieces import Pieces as BodyPieces
from izacontract.render.frame_pieces import pieces_of
from izacontract.render.frame_shapes import Pieces, holds_signs, pieces_of_text, texts_in, with_signs, with_texts
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

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Child:
    """What a child of the body says, as the seal keeps it; `place` is what is printed there instead, or behind it."""

    blocks: tuple[SealedBlock, ...] = ()
    sections: tuple[etree._Element, ...] = ()
    facts: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class _Shape(Generic[T]):
    """What a child or a margin says, whatever texts are put in it: its lines in pieces, and its facts."""

    lines: tuple[Pieces, ...]
    facts: tuple[T, ...]


def _read(document: Document) -> _Child:
    return _Child(tuple(sealed_blocks([document])), tuple(document.sections), tuple(map(fact_text, document.facts)))


_NAME = re.compile(rb"<[^\s/>]+")
_NAMESPACE = re.compile(rb"""xmlns(?::[\w.-]+)?\s*=\s*(?:"[^"]*"|'[^']*')""")
"""The declaration of a namespace, which a child of the body takes with it when it is read by itself."""


class FrameReading:
    """Reads what one frame was filled with; paragraphs that stood in an earlier document are not read again."""

    def __init__(self, parts: Mapping[str, bytes], trial: Mapping[str, etree._Element]) -> None:
        self._file = WordFile(parts)
        self._kit = Kit(self._file, follows_bindings=False)
        self._facts = tuple(map(fact_text, (*file_facts(self._file), *definition_facts(self._kit))))
        body = trial[self._file.main].find(f"{W}body")
        whole = read_part(body, self._kit)
        fill_numbers(whole, self._kit)
        numbered = any(paragraph.number for paragraph in whole.paragraphs())
        self._one_by_one = not numbered and all(map(_is_closed, body))
        self.forget()

    def forget(self) -> None:
        """Drop what was read for earlier documents."""
        self._pieces: BodyPieces | None = None
        self._child = lru_cache(maxsize=1024)(self._read_child)
        self._margin: Callable[[str, str], Shown] | None = lru_cache(maxsize=256)(self._read_margin)
        self._shape = lru_cache(maxsize=256)(self._read_shape)
        self._margin_shape = lru_cache(maxsize=64)(self._read_margin_shape)

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
        around: list[SealedAround] = []
        blocks: list[SealedBlock] = []
        children = self._children(body.encode()) if self._one_by_one else self._together(body.encode(), first)
        for child in children:
            blocks += child.blocks
            if slot := first.get(child.place):
                around.append(SealedAround(slot, tuple(blocks)))
                blocks = []
        around.append(SealedAround("", tuple(blocks)))
        breaks = [section for child in children for section in child.sections]
        margin = self._margin or self._read_margin
        sections = SectionReader(self._kit, lambda path: margin(path, filled.get(path, "")))
        margins = tuple(SealedMargins(one.default, one.first, one.even) for one in sections.margins(breaks))
        facts = [fact for child in children for fact in child.facts]
        facts += [fact_text(fact) for fact in (*printed, *sections.facts(breaks))]
        facts += self._facts
        return Surroundings(tuple(one for one in around if one.blocks), margins, tuple(sorted(facts)))

    def _children(self, body: bytes) -> list[_Child]:
        """Return what the children of the body say, of which only those that are new are looked into."""
        self._pieces = pieces = pieces_of(body, self._pieces)
        return [self._child(piece, pieces.head, pieces.tail) for piece in pieces.children]

    def _read_child(self, piece: bytes, head: bytes, tail: bytes) -> _Child:
        if piece.startswith(b"<?"):
            (node,) = etree.fromstring(head + piece + tail).find(f"{W}body")
            return _Child(place=node.target)
        found = texts_in(piece.decode())
        shape = self._shape(found.holes, head) if found else None
        if found is None or shape is None:
            return self._read_alone(piece, head)
        return _Child(tuple(SealedText(with_texts(one, found.texts)) for one in shape.lines), (), shape.facts)

    def _read_shape(self, holes: str, head: bytes) -> _Shape[str] | None:
        """Return what a child with `holes` says whatever is put in them; None when that hangs on what is put in."""
        child = self._read_alone(with_signs(holes).encode(), head)
        lines = [block.text for block in child.blocks if isinstance(block, SealedText) and not block.number]
        if child.sections or len(lines) < len(child.blocks) or any(map(holds_signs, child.facts)):
            return None
        return _Shape(tuple(map(pieces_of_text, lines)), child.facts)

    def _read_alone(self, piece: bytes, head: bytes) -> _Child:
        alone = _NAME.sub(lambda name: b" ".join((name[0], *_NAMESPACE.findall(head))), piece, count=1)
        return _read(read_part([etree.fromstring(alone)], self._kit))

    def _together(self, body: bytes, first: Mapping[str, str]) -> list[_Child]:
        """Return what stands before each place where something is printed, numbered through, and the places."""
        groups = list(_groups(etree.fromstring(body).find(f"{W}body"), first))
        documents = [read_part(nodes, self._kit) for _, nodes in groups]
        fill_numbers(Document(tuple(block for document in documents for block in document.blocks), {}), self._kit)
        return [replace(_read(document), place=place) for (place, _), document in zip(groups, documents, strict=True)]

    def _with_notes(self, filled: Mapping[str, str]) -> FrameReading:
        """Return a reading of the same frame with its notes as they are `filled`."""
        other = copy(self)
        notes = [path for kind in ("footnotes", "endnotes") for path in self._file.of_kind(kind) if path in filled]
        other._file = self._file.with_parts({path: filled[path].encode() for path in notes})
        other._kit = self._kit.of(other._file)
        other._one_by_one = False
        other._margin = None
        return other

    def _read_margin(self, path: str, xml: str) -> Shown:
        found = texts_in(xml)
        shape = self._margin_shape(path, found.holes) if found else None
        if found is None or shape is None:
            return self._read_whole_margin(path, xml)[0]
        return tuple(with_texts(one, found.texts) for one in shape.lines), shape.facts

    def _read_margin_shape(self, path: str, holes: str) -> _Shape[Fact] | None:
        """Return what the margin with `holes` says, as `_read_shape` does."""
        (lines, facts), is_numbered = self._read_whole_margin(path, with_signs(holes))
        if is_numbered or any(holds_signs(fact.text) for fact in facts):
            return None
        return _Shape(tuple(map(pieces_of_text, lines)), facts)

    def _read_whole_margin(self, path: str, xml: str) -> tuple[Shown, bool]:
        root = etree.fromstring(xml.encode()) if xml else self._file.root(path)
        document = read_part(root, self._kit, path)
        fill_numbers(document, self._kit)
        shown = tuple(lines_of(document)), document.facts
        return shown, any(paragraph.number for paragraph in document.paragraphs())


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
    """Give the children of the body up to each place where something is printed, with that place, and the rest."""
    nodes: list[etree._Element] = []
    for node in body:
        if not isinstance(node.tag, str):
            if (place := getattr(node, "target", "")) in first:
                yield place, nodes
                nodes = []
        else:
            nodes.append(node)
    yield "", nodes

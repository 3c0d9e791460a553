"""A returned document as units to compare: what each paragraph and table says now, and what was taken out whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from izacontract.differ.alignment import TABLE, Key
from izacontract.differ.tokens import (
    Token,
    clean,
    keys,
    plain_tokens,
    sealed_tokens,
    tokens_before,
    tokens_now,
)
from izacontract.render.seal import Seal, SealedBlock, SealedTable, SealedText
from izacontract.word.document import Block, Change, Document, Paragraph, Span, Spot, Table

NOWHERE = -1


@dataclass(slots=True)
class Unit:
    """A paragraph or table with text; `at` is its place among the blocks, `key` what is compared of it."""

    at: int
    block: Block
    key: Key

    @property
    def number(self) -> str:
        """Return the number that it prints, "" without one."""
        return self.block.number if isinstance(self.block, Paragraph) else ""


class Returned:
    """What came back, with its texts as words; a number in a reference counts as it was when it is a right one."""

    def __init__(self, document: Document, seal: Seal) -> None:
        self._document = document
        self._sent = _sent_numbers(seal)
        self.bookmarks = document.bookmarks
        self.units: list[Unit] = []
        self.contents: list[Paragraph] = []
        self.gone: dict[Key, Paragraph] = {}
        self.joined: list[Paragraph] = []
        self.rows_out: dict[Key, Change] = {}
        for at, block in enumerate(document.blocks):
            if isinstance(block, Table):
                self._add_table(at, block)
            elif block.in_contents:
                self.contents.append(block)
            elif block.text.strip() or block.number.strip():
                self.units.append(Unit(at, block, keys(self.now(block))))
                if block.joined is not None:
                    self.joined.append(block)
            elif block.old_text.strip():
                self.gone.setdefault(keys(self.before(block)), block)

    def units_of(self, paragraphs: Iterable[Paragraph]) -> list[Unit]:
        """Return `paragraphs` of another part of the document as units; they have no place among the blocks."""
        return [Unit(NOWHERE, paragraph, keys(self.now(paragraph))) for paragraph in paragraphs]

    def now(self, paragraph: Paragraph) -> list[Token]:
        """Return the words of `paragraph` once all tracked changes are accepted."""
        return tokens_now(paragraph.spans, self.reads)

    def before(self, paragraph: Paragraph) -> list[Token]:
        """Return the words of `paragraph` before the tracked changes."""
        return tokens_before(paragraph.spans, self.reads)

    def reads(self, target: str, number: str) -> str | None:
        """Return what to make of a number that points at `target`: see `tokens.Reads`.

        It is right when it is as it was sent, or what the list prints there now. A wrong one was typed over, or the
        field points elsewhere than before; Word puts the list's number back when it updates the field.
        """
        sent, now = self._sent.get(target), self.numbers_at(target)
        if sent is None:
            return None
        if bare_number(number) in sent or bare_number(number) in now:
            return number
        return f"{number} (veld: {sorted(now)[0]})" if now else number + " (veld)"

    def was_sent(self, bookmark: str) -> bool:
        """Return whether the document as sent referred to `bookmark` or had a heading in it."""
        return bookmark in self._sent

    def stands(self, bookmark: str) -> bool:
        """Return whether there is text where `bookmark` starts."""
        block = self.block_at(self.bookmarks[bookmark][0]) if bookmark in self.bookmarks else None
        return block is not None and bool(block.text.strip())

    def numbers_at(self, bookmark: str) -> frozenset[str]:
        """Return the numbers that the list prints now where `bookmark` starts; none when it is gone."""
        return self._numbers.get(bookmark, frozenset())

    @cached_property
    def _numbers(self) -> Mapping[str, frozenset[str]]:
        found = {}
        for name, (start, _) in self.bookmarks.items():
            block = self.block_at(start)
            if isinstance(block, Paragraph) and block.text.strip():
                found[name] = frozenset(map(bare_number, block.numbers)) - {""}
        return found

    def block_at(self, spot: Spot) -> Block | None:
        """Return the block in which `spot` lies."""
        return self._document.blocks[spot[0]] if spot[0] < len(self._document.blocks) else None

    def covered(self, bookmark: str) -> list[Unit]:
        """Return the units that hold some text within `bookmark`; none when it is gone or empty.

        Programs put an end that stood after a table at the start of what follows; that is not within.
        """
        if bookmark not in self.bookmarks:
            return []
        (first, after), (last, until) = self.bookmarks[bookmark]
        if (first, after) == (last, until):
            return []
        return [
            unit
            for unit in self.units
            if first <= unit.at <= last
            and not (unit.at == last and until == 0)
            and not (unit.at == first and after >= unit.block.length)
        ]

    def _add_table(self, at: int, table: Table) -> None:
        """Keep `table` as a unit, or as what was taken out when none of its rows is left."""
        rows = [row for row in table.rows if row.is_there]
        if rows:
            key = _table_key([[keys(self.now(joined(cell))) for cell in row.cells] for row in rows])
            self.units.append(Unit(at, table, key))
        elif table.rows and (change := table.rows[0].change):
            key = _table_key([[keys(self.before(joined(cell))) for cell in row.cells] for row in table.rows])
            self.rows_out[key] = change


@lru_cache(maxsize=4096)
def sealed_key(block: SealedBlock) -> Key:
    """Return what is compared of a sealed block."""
    if isinstance(block, SealedTable):
        return _table_key([[keys(sealed_tokens(cell)) for cell in row] for row in block.rows])
    return keys(sealed_tokens(block))


def line_key(text: str) -> Key:
    """Return what is compared of a line without references."""
    return keys(plain_tokens(text))


def joined(cell: Iterable[Paragraph]) -> Paragraph:
    """Return the paragraphs of a cell as one."""
    whole = Paragraph()
    for paragraph in cell:
        if whole.spans:
            whole.spans.append(Span("\n"))
        whole.spans += paragraph.spans
        whole.joined = whole.end or paragraph.end
    return whole


def _table_key(rows: Iterable[Iterable[Key]]) -> Key:
    return (TABLE, *(word for row in rows for cell in (("\0row",), *row) for word in ("\0cell", *cell)))


def _sent_numbers(seal: Seal) -> dict[str, set[str]]:
    """Return the numbers that the document as sent printed for each bookmark."""
    found = {part.bookmark: {bare_number(part.number)} for part in seal.parts}
    for clause in seal.clauses:
        for block in clause.blocks:
            cells = (block,) if isinstance(block, SealedText) else (cell for row in block.rows for cell in row)
            for text in cells:
                for start, end, target in text.points:
                    found.setdefault(target, set()).add(bare_number(text.text[start:end]))
    return found


def bare_number(number: str) -> str:
    """Return `number` as a reference prints it: without the points that end a number, in any case."""
    return " ".join(clean(number).lower().split()).rstrip(".")

"""A contract as it prints, so that a change in a document can be laid beside the value that stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from izacontract.differ.changes import Op, Piece
from izacontract.model.contract import Block, Contract, Definitions, Inline, Lid, Onderdeel, Placeholder, Value, Words
from izacontract.take.readings import bare


class Spot(NamedTuple):
    """Where a text stands: its clause, which paragraph or table of that, and of a table the row and column, else -1."""

    clause: str
    at: int
    row: int = -1
    column: int = -1


@dataclass(frozen=True, slots=True)
class PrintedBlock:
    """A paragraph or table of a clause as the Word file has it; `cells` are its texts by row and column.

    `lid` is the lid that it belongs to, None for a table and for definitions; `is_lid` says that it is the lid itself
    and no onderdeel of it. `number` is what is printed before it.
    """

    cells: tuple[tuple[tuple[Inline, ...], ...], ...]
    lid: Lid | None = None
    is_lid: bool = False
    is_table: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class PrintedClause:
    """A clause as it prints, and what its article or annex is called."""

    id: str
    label: str
    blocks: tuple[PrintedBlock, ...]


def printed_clauses(contract: Contract) -> dict[str, PrintedClause]:
    """Return the clauses of `contract` by id, their blocks in the order of the seal."""
    found: dict[str, PrintedClause] = {}
    for part in contract.parts:
        for clause in part.clauses:
            blocks = tuple(block for one in clause.blocks for block in _blocks(one))
            found[clause.id] = PrintedClause(clause.id, part.heading, blocks)
    return found


def texts(clauses: dict[str, PrintedClause]) -> dict[Spot, tuple[Inline, ...]]:
    """Return every text of `clauses` by its spot."""
    found: dict[Spot, tuple[Inline, ...]] = {}
    for clause in clauses.values():
        for at, block in enumerate(clause.blocks):
            if not block.is_table:
                found[Spot(clause.id, at)] = block.cells[0][0]
                continue
            for row, cells in enumerate(block.cells):
                for column, cell in enumerate(cells):
                    found[Spot(clause.id, at, row, column)] = cell
    return found


def text_of(inlines: Iterable[Inline]) -> str:
    """Return `inlines` as they print."""
    return "".join(inline.text for inline in inlines)


def value_at(inlines: Sequence[Inline], start: int, end: int) -> int | None:
    """Return which of `inlines` is the value in which the letters from `start` to `end` lie; None for no value.

    Letters count without white space. A value that is touched at its edge counts when no other holds the letters.
    """
    at = 0
    touched: int | None = None
    for index, inline in enumerate(inlines):
        length = len(bare(inline.text))
        if isinstance(inline, (Value, Placeholder)) and at <= start and end <= at + length:
            if start < end or at < start < at + length:
                return index
            touched = index if touched is None else touched
        at += length
    return touched


def start_of(inlines: Sequence[Inline], index: int) -> int:
    """Return how many letters, white space not counted, stand before the inline at `index`."""
    return sum(len(bare(inline.text)) for inline in inlines[:index])


def changed_text(text: str, changes: Iterable[tuple[int, int, str]]) -> str:
    """Return `text` in which the letters from start to end, counted without white space, are replaced; several at once.

    A replacement brings the white space before it along; nothing in its place takes the space away.
    """
    places = [at for at, letter in enumerate(text) if not letter.isspace()]
    for start, end, new in sorted(changes, reverse=True):
        first = places[start] if start < len(places) else len(text)
        last = places[end - 1] + 1 if end > start else first
        before, after = text[:first], text[last:]
        if start == end:
            # What is put in stands after the letter before it; the space between them comes along.
            first = places[start - 1] + 1 if start else 0
            before, after = text[:first], text[first:]
            text = f"{before}{new}{after}"
        elif new:
            text = f"{before}{new.strip()}{after}"
        else:
            text = f"{before.rstrip()}{after}" if after[:1].isspace() or not after else f"{before}{after.lstrip()}"
    return text


def stretches(pieces: Sequence[Piece]) -> Iterator[tuple[str, str]]:
    """Give the words that went and those that came of each change in `pieces`, with the space before them."""
    was = now = ""
    inside = False
    for piece in pieces:
        if piece.op is Op.SAME:
            if inside:
                yield was, now
            was, now, inside = "", "", False
        elif piece.op is Op.OLD:
            was, inside = was + piece.text, True
        else:
            now, inside = now + piece.text, True
    if inside:
        yield was, now


def composed(pieces: Sequence[Piece], chosen: Sequence[str | None]) -> str:
    """Return the text of `pieces` in which each change, in order, is what `chosen` says; None leaves it as it was."""
    text, place = "", -1
    inside = False
    for piece in pieces:
        if piece.op is Op.SAME:
            text, inside = text + piece.text, False
            continue
        if not inside:
            place, inside = place + 1, True
            new = chosen[place]
            if new is not None:
                text += new
        if chosen[place] is None and piece.op is Op.OLD:
            text += piece.text
    return text.strip()


def _blocks(block: Block) -> Iterator[PrintedBlock]:
    if isinstance(block, Lid):
        yield PrintedBlock(((block.text,),), block, is_lid=True, number=block.number)
        yield from _parts(block.parts, block)
    elif isinstance(block, Definitions):
        for term, meaning in block.items:
            yield PrintedBlock((((Words(f"{term}: "), *meaning),),))
    else:
        yield PrintedBlock(block.rows, is_table=True)


def _parts(parts: Iterable[Onderdeel], lid: Lid) -> Iterator[PrintedBlock]:
    for part in parts:
        yield PrintedBlock(((part.text,),), lid, number=part.number)
        yield from _parts(part.parts, lid)

"""What was sent, for later: the text of every clause as we printed it, with its hash and all versions.

A checksum over the whole shows that a seal was damaged. It is no signature: who changes the text on purpose can make a
new seal as well, so a purchaser in doubt compares with the file that was sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import entry_points, version
from typing import Final, Literal

from pydantic import TypeAdapter, with_config

from izacontract.hookspecs import GROUP
from izacontract.model.contract import (
    Block,
    Contract,
    Definitions,
    Inline,
    Lid,
    Onderdeel,
    PlacedClause,
    Reference,
    Value,
    Words,
)
from izacontract.model.memory import Same
from izacontract.render.marks import label, mark_name
from izacontract.render.seal_amendment import SealedAmendment
from izacontract.render.seal_facts import (
    STRICT,
    SealedDeviation,
    SealedGeneral,
    SealedTerm,
    deviations_of,
    general_of,
    term_of,
)
from izacontract.word.ooxml import bookmark_name
from izacontract.word.remembered import remembered

SCHEMA: Final = "izacontract/seal/2"
FORMER: Final = "izacontract/seal/1"

Pointer = tuple[int, int, str]
"""Where in a text the number of something else stands, and the bookmark of that: start, end, name."""


class SealError(Exception):
    """A seal that does not say what we wrote; the message says why, in English and for the log only."""


@with_config(STRICT)
@dataclass(frozen=True, slots=True)
class SealedText:
    """A paragraph or a cell: its text as printed, the number that the list prints before it, what it points at.

    `mark` is the bookmark by which others may point at it.
    """

    text: str
    number: str = ""
    points: tuple[Pointer, ...] = ()
    mark: str = ""


@with_config(STRICT)
@dataclass(frozen=True, slots=True)
class SealedTable:
    """A table: its rows of cells, the header first."""

    rows: tuple[tuple[SealedText, ...], ...]


SealedBlock = SealedText | SealedTable


@with_config(STRICT)
@dataclass(frozen=True, slots=True)
class SealedClause:
    """A clause: id, title, the day of its version, its blocks and their hash."""

    id: str
    title: str
    version: date
    blocks: tuple[SealedBlock, ...]
    sha256: str

    @property
    def bookmark(self) -> str:
        """Return the name of the bookmark in which the clause was printed."""
        return bookmark_name("C", self.id)


@with_config(STRICT)
@dataclass(frozen=True, slots=True)
class SealedPart:
    """An article, annex or other part: slot, number as printed ("artikel 8" or ""), heading, clauses."""

    slot: str
    number: str
    heading: str
    clauses: tuple[SealedClause, ...]

    @property
    def bookmark(self) -> str:
        """Return the name of the bookmark around the heading."""
        return bookmark_name("H", self.slot)


@with_config(STRICT)
@dataclass(frozen=True, slots=True)
class SealedAround:
    """What the frame says before the part with the slot `before`; "" is the end of the document, "*" anywhere."""

    before: str
    blocks: tuple[SealedBlock, ...]


@with_config(STRICT)
@dataclass(frozen=True, slots=True)
class SealedMargins:
    """The lines that the headers and footers of a section show: on most pages, on its first, and on even pages."""

    default: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    even: tuple[str, ...] = ()


@with_config(STRICT)
@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a frame makes of one document, beside the articles.

    `facts` are the things beside words that can hide or reveal some, as `kind: text`, as often as they stand there:
    fields, pictures, parts.
    """

    around: tuple[SealedAround, ...] = ()
    sections: tuple[SealedMargins, ...] = ()
    facts: tuple[str, ...] = ()


@with_config(STRICT)
@dataclass(frozen=True, slots=True)
class Seal:
    """A whole document as it was sent.

    `plugins` are those that had clauses to decide, with their versions; `surroundings` is what the frame says around
    the articles, in headers and footers. A seal of the former build has the schema `FORMER`: it knows `margins` as one
    list, and neither facts nor which section shows what. `unreviewed` is the reason why a final text went out without
    the review of a lawyer. `term` is None in what was made before seals held it, and for a general part; `amendment`
    makes it an addendum or a running text.
    """

    tool: str
    plugins: Mapping[str, str]
    fingerprint: str
    reference: str
    title: str
    status: str
    surroundings: Surroundings
    parts: tuple[SealedPart, ...]
    margins: tuple[str, ...] = ()
    unreviewed: str = ""
    deviations: tuple[SealedDeviation, ...] = ()
    general: SealedGeneral | None = None
    term: SealedTerm | None = None
    amendment: SealedAmendment | None = None
    schema: Literal["izacontract/seal/1", "izacontract/seal/2"] = SCHEMA

    @property
    def is_former(self) -> bool:
        """Return whether the former build made it."""
        return self.schema == FORMER

    @property
    def clauses(self) -> tuple[SealedClause, ...]:
        """Return every clause, in the order of the document."""
        return tuple(clause for part in self.parts for clause in part.clauses)


def seal_contract(
    contract: Contract, surroundings: Surroundings | None = None, amendment: SealedAmendment | None = None
) -> Seal:
    """Return the seal of `contract` with what the frame says around it, and what it changes if it is an addendum."""
    head = seal_head(contract, surroundings or Surroundings(), amendment)
    parts = (_part(part.slot, label(part), part.heading, tuple(map(Same, part.clauses))) for part in contract.parts)
    return replace(head, parts=tuple(parts))


def seal_head(contract: Contract, surroundings: Surroundings, amendment: SealedAmendment | None) -> Seal:
    """Return the seal of `contract` as `seal_contract` does, yet without its parts."""
    plugins = sorted({decision.plugin for decision in contract.decisions})
    installed = _installed()
    return Seal(
        tool=_tool(),
        plugins={name: installed.get(name, "") for name in plugins},
        fingerprint=contract.fingerprint,
        reference=contract.reference,
        title=contract.title,
        status=contract.status,
        unreviewed=contract.unreviewed,
        deviations=tuple(deviations_of(contract)),
        surroundings=surroundings,
        general=general_of(contract),
        term=term_of(contract),
        amendment=amendment,
        parts=(),
    )


def hash_of(blocks: Iterable[SealedBlock]) -> str:
    """Return the sha256 of the text of `blocks`: a line per paragraph with its number, or per row with tabs."""
    return sha256("\n".join(line for block in blocks for line in lines_of(block)).encode()).hexdigest()


def seal_text(seal: Seal) -> str:
    """Return `seal` as JSON on one line; what has its default is left out."""
    parts = _parts_adapter().dump_json(seal.parts, exclude_defaults=True).removeprefix(b"[")
    return (head_json(seal) + PARTS + parts + b"}").decode()


PARTS: Final = b',"parts":['
"""What stands between the head of a seal and its first part."""


def head_json(seal: Seal) -> bytes:
    """Return the JSON of `seal` up to what opens its parts, `PARTS`."""
    return seal_adapter().dump_json(seal, exclude={"parts"}, exclude_defaults=True).removesuffix(b"}")


@lru_cache(maxsize=1)
def seal_adapter() -> TypeAdapter[Seal]:
    """Return what writes and reads the JSON of a seal."""
    return TypeAdapter(Seal)


@lru_cache(maxsize=1)
def _parts_adapter() -> TypeAdapter[tuple[SealedPart, ...]]:
    return TypeAdapter(tuple[SealedPart, ...])


@cache
def _tool() -> str:
    return version("izacontract")


@cache
def _installed() -> Mapping[str, str]:
    """Return the version of every installed plugin by name; "" for one that does not say."""
    return {entry.name: entry.dist.version if entry.dist else "" for entry in entry_points(group=GROUP)}


def _weight(block: SealedBlock) -> int:
    """Return about how many bytes `block` takes."""
    if isinstance(block, SealedTable):
        return sum(200 + len(cell.text) for row in block.rows for cell in row)
    return 200 + len(block.text)


@remembered(2, lambda part: sum(1000 + 200 * len(clause.blocks) for clause in part.clauses))
def _part(slot: str, number: str, heading: str, clauses: tuple[Same[PlacedClause], ...]) -> SealedPart:
    return SealedPart(slot, number, heading, tuple(_clause(clause.__self__) for clause in clauses))


def _clause(clause: PlacedClause) -> SealedClause:
    blocks = tuple(sealed for block in clause.blocks for sealed in sealed_blocks_of(Same(block)))
    return SealedClause(clause.id, clause.title, clause.version, blocks, hash_of(blocks))


@remembered(2, lambda blocks: sum(map(_weight, blocks)))
def sealed_blocks_of(same: Same[Block]) -> tuple[SealedBlock, ...]:
    """Return a block in the paragraphs and tables that the Word printer makes of it."""
    block = same.__self__
    if isinstance(block, Lid):
        mark = mark_name(block.mark) if block.mark else ""
        return (sealed_text(block.text, block.number, mark), *_parts(block.parts))
    if isinstance(block, Definitions):
        return tuple(sealed_text((Words(f"{term}: "), *meaning)) for term, meaning in block.items)
    header = tuple(SealedText(cell) for cell in block.header)
    rows = [
        tuple(
            [
                SealedText(cell[0].text) if len(cell) == 1 and type(cell[0]) in (Value, Words) else sealed_text(cell)
                for cell in row
            ]
        )
        for row in block.rows
    ]
    return (SealedTable((header, *rows)),)


def _parts(parts: Iterable[Onderdeel]) -> Iterator[SealedText]:
    for part in parts:
        yield sealed_text(part.text, part.number)
        yield from _parts(part.parts)


def sealed_text(inlines: Iterable[Inline], number: str = "", mark: str = "") -> SealedText:
    """Return `inlines` as one paragraph or cell, with the `number` before it and the bookmark `mark` around it."""
    text = ""
    points: list[Pointer] = []
    for inline in inlines:
        if isinstance(inline, Reference) and inline.parts:
            for printed, target in inline.parts:
                if target is not None:
                    points.append((len(text), len(text) + len(printed), mark_name(target)))
                text += printed
        else:
            text += inline.text
    return SealedText(text, number, tuple(points), mark)


def lines_of(block: SealedBlock) -> Iterator[str]:
    """Give the lines of `block` that its hash is of."""
    if isinstance(block, SealedTable):
        yield from ("\t".join(cell.text for cell in row) for row in block.rows)
    else:
        yield f"{block.number} {block.text}" if block.number else block.text

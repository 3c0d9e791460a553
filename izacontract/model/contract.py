"""The finished contract: articles, annexes, decisions, findings and sources, frozen and ready to print.

Its JSON form is a public shape: `SCHEMA` names its version.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from izacontract.errors import Finding
from izacontract.model.clause import Presence, Source
from izacontract.model.commitment import Commitment
from izacontract.model.deviation import ChosenPosition, Deviation
from izacontract.model.edition import GeneralPart
from izacontract.model.values import OpenPoint

SCHEMA = "izacontract/contract/1"


@dataclass(frozen=True, slots=True)
class Words:
    """Text of the clause itself."""

    text: str
    kind: Literal["words"] = "words"


@dataclass(frozen=True, slots=True)
class Value:
    """A filled-in value as printed; `name` is the variable. A newline or tab in it is kept."""

    text: str
    name: str
    kind: Literal["value"] = "value"


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A value still open, printed so that nobody overlooks it."""

    text: str
    field: str
    kind: Literal["placeholder"] = "placeholder"


@dataclass(frozen=True, slots=True)
class Reference:
    """A pointer to a clause or lid, with the text it prints.

    `parts` says how the text falls apart into fixed words and living numbers: each part is a text and the
    mark of what it numbers, or None for words. Marks are `article:<slot>`, `annex:<slot>` and the `mark` of a
    lid, `<clause id>#<place>`. Until numbers are known `text` is empty and `otherwise` holds the words for
    an absent clause.
    """

    text: str
    clause: str
    lid: str | None = None
    otherwise: str | None = None
    parts: tuple[tuple[str, str | None], ...] = ()
    kind: Literal["reference"] = "reference"


Inline = Words | Value | Placeholder | Reference


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """A part of a lid: a., b. or 1°, 2°, with its own parts."""

    number: str
    text: tuple[Inline, ...]
    parts: tuple[Onderdeel, ...] = ()


@dataclass(frozen=True, slots=True)
class Lid:
    """A numbered paragraph of an article; `number` is "" for the only lid and for running text.

    `mark` is what references point at, `name` how the clause text calls the lid.
    """

    number: str
    text: tuple[Inline, ...]
    parts: tuple[Onderdeel, ...] = ()
    mark: str = ""
    name: str = ""
    kind: Literal["lid"] = "lid"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; `align` per column is "left" or "right"."""

    header: tuple[str, ...]
    align: tuple[Literal["left", "right"], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    kind: Literal["table"] = "table"

    def __hash__(self) -> int:
        """Return the hash of the texts in it, which a table that is held as texts has as well."""
        said = tuple(tuple("".join(inline.text for inline in cell) for cell in row) for row in self.rows)
        return hash((self.header, self.align, said))


@dataclass(frozen=True, slots=True)
class Definitions:
    """The defined terms that the contract uses, alphabetically: each term with its meaning."""

    items: tuple[tuple[str, tuple[Inline, ...]], ...]
    kind: Literal["definitions"] = "definitions"


Block = Lid | Table | Definitions


def texts_of(block: Block) -> Iterator[tuple[Inline, ...]]:
    """Give each text in `block`, in the order of print, but the header of a table and the terms of definitions."""
    match block:
        case Lid():
            yield block.text
            yield from _texts_below(block.parts)
        case Table():
            yield from (cell for row in block.rows for cell in row)
        case Definitions():
            yield from (meaning for _, meaning in block.items)


def _texts_below(parts: Iterable[Onderdeel]) -> Iterator[tuple[Inline, ...]]:
    for part in parts:
        yield part.text
        yield from _texts_below(part.parts)


@dataclass(frozen=True, slots=True)
class PlacedClause:
    """A clause in its place: id, title, the day of its text and the numbered blocks."""

    id: str
    title: str
    version: date
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its number as printed ("8"); `number` is "" for parts before and after the articles."""

    number: str
    slot: str
    heading: str
    clauses: tuple[PlacedClause, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex with its letter."""

    letter: str
    slot: str
    heading: str
    clauses: tuple[PlacedClause, ...]


class Ground(StrEnum):
    """What settled a decision."""

    RULE = "rule"  # a plugin's rule looked at the request
    OMISSION = "omission"  # the request leaves the clause out, with its reason
    SECTOR = "sector"  # the clause belongs to other sectors
    TOPIC = "topic"  # contracts of this sector do not carry the clause's topic
    NOBODY = "nobody"  # no plugin answered for the clause


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A value that decided: its path in the request, how people call it, and what stood there, as Dutch text."""

    path: str
    label: str
    value: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What was settled about one clause of the library: in or out, and why.

    `version` is the day of the text in force on the reference day, also of a clause that is out; None when it has
    none. `origin` is the plugin or house library of that text, `ruled_by` the plugin whose rule decided, "" when the
    core did. `explanation` is the clause in plain words. `reviewed` names who reviewed the text as a lawyer.
    `deviations` are the leden that parties made otherwise, and `position` is what they chose where the clause has
    positions.
    """

    clause: str
    title: str
    include: bool
    because: str
    plugin: str
    presence: Presence
    version: date | None
    origin: str
    looked_at: tuple[LookedAt, ...]
    omitted: str | None
    sources: tuple[Source, ...]
    ground: Ground = Ground.RULE
    ruled_by: str = ""
    explanation: str = ""
    reviewed: str | None = None
    deviations: tuple[Deviation, ...] = ()
    position: ChosenPosition | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A party as the title page shows it."""

    role: str
    name: str
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Contract:
    """One draft contract, complete: what every printer prints and every report reads.

    `commitments` are what the national agreements ask; `izacontract.coverage` holds the text against them.
    `unreviewed` is the reason why a final text goes out while a lawyer has not reviewed all of it. `general` is the
    general part that the contract refers to, with the articles of it that hold.
    """

    schema: str
    reference: str
    title: str
    sector: str
    sector_title: str
    status: Literal["concept", "definitief"]
    begin: date
    end: date
    reference_day: date
    fingerprint: str
    insurers: tuple[Party, ...]
    provider: Party | None
    opening: tuple[Article, ...]
    articles: tuple[Article, ...]
    closing: tuple[Article, ...]
    annexes: tuple[Annex, ...]
    decisions: tuple[Decision, ...]
    findings: tuple[Finding, ...]
    open_points: tuple[OpenPoint, ...]
    sources: tuple[Source, ...]
    commitments: tuple[Commitment, ...] = ()
    unreviewed: str = ""
    general: GeneralPart | None = None

    @property
    def is_general_part(self) -> bool:
        """Return whether this is an edition of a general part: it has the articles of one, and no parties."""
        return self.general is not None and not self.parties

    @property
    def parties(self) -> tuple[Party, ...]:
        """Return the parties as the title page and the signatures name them: insurers first."""
        return (*self.insurers, *([self.provider] if self.provider else []))

    @property
    def deviations(self) -> tuple[Deviation, ...]:
        """Return the leden that parties made otherwise, in order of clause."""
        return tuple(deviation for decision in self.decisions for deviation in decision.deviations)

    @property
    def positions(self) -> tuple[ChosenPosition, ...]:
        """Return the positions that parties chose, in order of clause."""
        return tuple(decision.position for decision in self.decisions if decision.position is not None)

    @property
    def parts(self) -> tuple[Article | Annex, ...]:
        """Return everything that is printed after the title page, in order."""
        return (*self.opening, *self.articles, *self.closing, *self.annexes)

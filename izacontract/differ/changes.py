"""What a comparison says: per clause what was and what is now, each with its reason; frozen and ready to print.

Its JSON form is a public shape: `SCHEMA` names its version.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

SCHEMA = "izacontract/compare/1"


class ChangeKind(StrEnum):
    """How a clause or a line of it differs."""

    ADDED = "added"
    DROPPED = "dropped"
    MOVED = "moved"
    REWORDED = "reworded"
    VALUE = "value"  # the same words around another value
    SOURCE = "source"


class Op(StrEnum):
    """Whether a piece of text stands in both, in the old contract only, or in the new one only."""

    SAME = "same"
    OLD = "old"
    NEW = "new"


PieceKind = Literal["words", "value", "placeholder", "reference", "cell"]
"""What a piece of text is: words, a value, a placeholder, a reference, or the border between two cells."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in both sides, in the old one only, or in the new one only.

    `kind` and `name` say what it is: words, a value (`name` is its variable), a placeholder (its field), a reference
    (its target: "clause" or "clause#lid", of a document its bookmark) or the border between two cells. A reference in
    both prints as it is now.
    """

    op: Op
    text: str
    kind: PieceKind = "words"
    name: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Because of what: the new text, the rule, a value of the request, a parameter, another clause, or the parties.

    `about` is what `text` tells about: the day of a text, a key of the request, the id of a parameter or clause.
    """

    kind: Literal["text", "rule", "value", "parameter", "clause", "agreed"]
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class LineChange:
    """A paragraph, table row or definition that differs.

    `old` and `new` are its place (from 0) among the lines of the clause, None where it does not stand; the numbers
    are those that are printed before it. `heads` are the headings above the cells of a table row.
    """

    kind: ChangeKind
    style: str
    old: int | None
    new: int | None
    old_number: str
    new_number: str
    pieces: tuple[Piece, ...]
    heads: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A source as it was and as it is now; "" where it does not stand."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ClausePlace:
    """Where a clause stands: the part of the document, its slot, and what is printed there.

    `label` is "artikel 8", "bijlage B" or "". `after` is the clause before it in the whole document.
    """

    part: Literal["title", "opening", "article", "closing", "annex", "library"]
    slot: str
    label: str
    heading: str
    after: str | None = None


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """All that differs in one clause, in the heading of an article, or on the title page.

    `kinds` names each kind once; `old` and `new` are where it stands, None where it does not stand; the versions are
    the days of its text.
    """

    subject: Literal["title", "heading", "clause"]
    id: str
    title: str
    kinds: tuple[ChangeKind, ...]
    old: ClausePlace | None
    new: ClausePlace | None
    old_version: date | None
    new_version: date | None
    lines: tuple[LineChange, ...]
    sources: tuple[SourceChange, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """A key of the request whose value differs, as text; None where nothing stands."""

    key: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class ParameterChange:
    """A dated figure that differs between two days; None where no value holds."""

    id: str
    title: str
    unit: str
    old: str | None
    new: str | None
    old_source: str
    new_source: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """What stands on one side: a contract, or the library on a day.

    `day` picked the texts and figures; a document does not tell it. `fingerprint` is "" for the library.
    """

    name: str
    title: str
    day: date | None
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences between `old` and `new`, in the order of the document; none when both say the same.

    `altered` are the files that say something else now than when they were made; what they said then was compared.
    """

    schema: str
    old: Side
    new: Side
    answers: tuple[ChangedAnswer, ...]
    changes: tuple[ClauseChange, ...]
    parameters: tuple[ParameterChange, ...]
    unchanged: int
    not_compared: tuple[str, ...]
    altered: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Return whether anything that was compared is different."""
        return bool(self.changes or self.parameters)

    def count(self, kind: ChangeKind) -> int:
        """Return how many clauses, headings and title pages differ in this way."""
        return sum(kind in change.kinds for change in self.changes)

"""What a verification says, frozen and ready to print.

Its JSON form is a public shape: `SCHEMA` names its version.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final, Literal

from pydantic import TypeAdapter

from izacontract.differ.changes import Piece
from izacontract.render.seal_facts import SealedDeviation

SCHEMA: Final = "izacontract/verify/1"
Tracked = Literal["all", "partly", "none"]


class ClauseStatus(StrEnum):
    """What became of a clause; one that moved and changed counts as changed."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    MOVED = "moved"
    REMOVED = "removed"


class EditKind(StrEnum):
    """What was done to a paragraph, a heading, a table or a line of the frame."""

    REWORDED = "reworded"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    CELL = "cell"
    ROW_ADDED = "row-added"
    ROW_REMOVED = "row-removed"
    COLUMN_ADDED = "column-added"
    COLUMN_REMOVED = "column-removed"
    SPLIT = "split"
    MERGED = "merged"
    UNPROVEN = "unproven"


@dataclass(frozen=True, slots=True)
class ChangedBy:
    """How a change came about: tracked by Word, with its author and day, or by a look that keeps words from readers."""

    how: Literal["tracked", "struck", "hidden", "pale", "tiny", "away", "merged"]
    author: str
    day: date | None


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words that went, words that came, whether Word recorded all of that, a part of it or nothing, and who did it.

    `change_id` is by what the change is called, the same in each run: see `izacontract.differ.naming`.
    """

    was: str
    now: str
    tracked: Tracked
    by: tuple[ChangedBy, ...]
    change_id: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """One paragraph, heading, cell or row that changed, was added, removed or moved.

    `number` is that of the paragraph as it was sent, "" for what was added; `number_now` is its number now. `was` and
    `now` are the whole texts; when words changed, `pieces` are both in one, and `changes` say which words and by whom.
    In a table, `row` counts from 1, the header included, `row_label` is its first cell, `column` the column's heading.
    `at` is which paragraph or table of its clause it is about, as that was sent, from 0; of what was added the one
    before it, -1 for none; None outside clauses. `change_id` is by what it is called; where words changed each has one.
    """

    kind: EditKind
    number: str = ""
    number_now: str = ""
    was: str = ""
    now: str = ""
    pieces: tuple[Piece, ...] = ()
    changes: tuple[WordChange, ...] = ()
    tracked: Tracked = "none"
    by: tuple[ChangedBy, ...] = ()
    row: int | None = None
    row_label: str = ""
    column: str = ""
    at: int | None = None
    change_id: str = ""


@dataclass(frozen=True, slots=True)
class VerifiedClause:
    """A clause that was sent: what became of it. `moved_after` is the clause before it now, "" for the first.

    `bookmark` is "lost" when its bookmark is gone and it was found by its text. `change_id` is by what its removal is
    called, or that it moved.
    """

    id: str
    title: str
    version: date
    status: ClauseStatus
    moved: bool = False
    moved_after: str = ""
    bookmark: Literal["kept", "lost"] = "kept"
    edits: tuple[Edit, ...] = ()
    change_id: str = ""


@dataclass(frozen=True, slots=True)
class VerifiedPart:
    """An article, annex or other part that was sent: number and heading then, number now, edits of the heading."""

    slot: str
    number: str
    number_now: str
    heading: str
    edits: tuple[Edit, ...]
    clauses: tuple[VerifiedClause, ...]


@dataclass(frozen=True, slots=True)
class AddedPart:
    """A new article, annex or other text under a heading of its own; `after` is the clause before it, "" for none."""

    number: str
    heading: str
    after: str
    edits: tuple[Edit, ...]
    change_id: str = ""


@dataclass(frozen=True, slots=True)
class Outside:
    """A change outside the clauses: around the articles, in a margin, in the contents, in all numbers, in the file."""

    place: Literal["frame", "margin", "contents", "numbers", "file"]
    edit: Edit


@dataclass(frozen=True, slots=True)
class VerificationNote:
    """Something to know that changes no word: its code, the clause that it is about, the number or text in question.

    A comment has its `author` and `day`.
    """

    code: Literal[
        "bookmark-lost",
        "reference-to-nothing",
        "fields-not-updated",
        "tracked-changes",
        "list-lost",
        "comment",
        "former-seal",
    ]
    clause: str = ""
    number: str = ""
    text: str = ""
    count: int = 0
    author: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """A returned document against its seal.

    `sealed_by` says who made that: `nobody` signed it, somebody `unknown`, the owner of the key that is `known`, or it
    is that of the sender's `own-copy`. A seal in the sender's manifest is `sent`, one that is not there `not-sent`.
    `unreviewed` is the reason why a final text was sent without the review of a lawyer, `deviations` what parties had
    made otherwise when it was sent. `provider` is the provider as the title page names it, "" where it does not.
    `addendum_to` is the reference of the contract that an addendum or running text belongs to, "" for a contract.
    """

    schema: str
    file: str
    changed: bool
    reference: str
    title: str
    fingerprint: str
    tool: str
    plugins: Mapping[str, str]
    parts: tuple[VerifiedPart, ...]
    added: tuple[AddedPart, ...]
    outside: tuple[Outside, ...]
    notes: tuple[VerificationNote, ...]
    sealed_by: Literal["nobody", "unknown", "known", "own-copy", "sent", "not-sent"] = "nobody"
    unreviewed: str = ""
    deviations: tuple[SealedDeviation, ...] = ()
    provider: str = ""
    addendum_to: str = ""

    @property
    def clauses(self) -> tuple[VerifiedClause, ...]:
        """Return every clause that was sent, in the order in which it was sent."""
        return tuple(clause for part in self.parts for clause in part.clauses)


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Verification]:
    return TypeAdapter(Verification)


def json_text(verification: Verification) -> str:
    """Return `verification` as JSON text with English keys, indented by two spaces."""
    return _adapter().dump_json(verification, indent=2).decode() + "\n"


def verification_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what `json_text` writes."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | _adapter().json_schema(mode="serialization")

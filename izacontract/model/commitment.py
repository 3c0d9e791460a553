"""What the national agreements ask of a contract, and the clauses that answer it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from izacontract.model.clause import Source


@dataclass(frozen=True, slots=True)
class Link:
    """A clause, or with `lid` one named lid of it."""

    clause: str
    lid: str | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """One thing that an agreement asks of a contract.

    Any of `clauses` answers it by itself. `also` names clauses that fill it in, such as the annex with the amounts,
    and answer nothing alone. `sectors` is None when it concerns all; `since` is the first day on which it asks
    something, None for the first day of the agreement. `hangs_on` names a clause without which it asks nothing.
    `chapter` groups it, as "3.8 Contractering".
    """

    id: str
    chapter: str
    text: str
    source: Source
    clauses: tuple[Link, ...]
    also: tuple[str, ...]
    sectors: tuple[str, ...] | None
    since: date | None
    plugin: str
    hangs_on: str | None = None


class Status(StrEnum):
    """What became of a commitment in a contract."""

    ANSWERED = "answered"
    NOT_APPLICABLE = "not-applicable"
    MISSING = "missing"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a contract does with a commitment: `links` are what answers it, `because` why nothing does."""

    commitment: Commitment
    status: Status
    because: str
    links: tuple[Link, ...] = ()

"""What a lid asks of whom by when, as its text declares it, and the events from whose day a term counts."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal


class Who(StrEnum):
    """Who owes: one of the parties, both together, or each for itself."""

    PROVIDER = "zorgaanbieder"
    INSURER = "zorgverzekeraar"
    BOTH = "partijen"
    EACH = "elke partij"

    def concerns(self, party: Who | None) -> bool:
        """Return whether what this one owes is owed by `party`; None asks of nobody in particular."""
        return party in (None, self, Who.BOTH, Who.EACH) or self in (Who.BOTH, Who.EACH)


FIRST_DAY: Final = "eerste-dag"
LAST_DAY: Final = "laatste-dag"
START: Final = "aanvangsdag"
CONTRACT_YEAR: Final = "contractjaar"
ANCHORS: Final = (FIRST_DAY, LAST_DAY, START, CONTRACT_YEAR)
"""The days that every contract has: its first and last, the start of its work, and the end of each of its years."""

SIGNED: Final = "ondertekening"
"""The event that, when it comes after the first day, is the start."""

DAY_OF_YEAR: Final = re.compile(
    r"(\d{1,2}) (januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
)
TERM: Final = re.compile(r"(\w+) (uur|dag|dagen|week|weken|maand|maanden|kwartaal|halfjaar|jaar|jaren)")
"""A term with its unit: a number, a Dutch word for one, or a variable."""

NUMBERS: Final[Mapping[str, int]] = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9,
    "tien": 10, "elf": 11, "twaalf": 12,
}  # fmt: skip
"""The numbers that a text may write as a word."""

Year = Literal["each", "next", "last"]
"""Of which years a day of the year is meant: each contract year, the year after each, or the year of the last day."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens on a day that no contract knows beforehand; `title` completes "na"."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class DeclaredDuty:
    """One duty of a lid: who does `what`, and by when.

    The day is `day` itself, or `within` a term `after` or `before` one; each names an anchor of `ANCHORS`, a day of
    the year, a variable (or `variable.column`) that the lid prints, an event, or a duty ("#lid", "clause#lid"). Of
    several, with a bar between them, the latest counts. `within` are terms to be added up. `by` says in words by when,
    where nothing can be computed. A duty with `says` is there only in a lid that prints these words. A `yearly` day
    returns in each later contract year. A term of `payment` does not wait for a working day. A `firm` day, which the
    law sets or from which something holds, is not moved by the contract. `usual` is the term that holds where a lid
    names none, by the name of its variable in the lid with the rule "usual-terms". `otherwise` is the lid or clause
    that says what follows. `number` counts the duties of one lid from 1.
    """

    lid: str
    number: int
    who: Who
    what: str
    day: str | None = None
    after: str | None = None
    before: str | None = None
    within: tuple[str, ...] = ()
    by: str = ""
    year: Year = "each"
    yearly: bool = False
    says: str = ""
    proof: str = ""
    otherwise: str = ""
    payment: bool = False
    firm: bool = False
    usual: str = ""

    @property
    def anchor(self) -> str:
        """Return what the day hangs on, as it was declared."""
        return self.day or self.after or self.before or ""

    @property
    def anchors(self) -> tuple[str, ...]:
        """Return the days of which the latest counts."""
        return tuple(part.strip() for part in self.anchor.split("|"))

    @property
    def id(self) -> str:
        """Return how other duties call this one within its clause: "betaaldag", the second of a lid "betaaldag.2"."""
        return self.lid if self.number == 1 else f"{self.lid}.{self.number}"


Rule = Literal["next-working-day", "not-before-start", "usual-terms"]
"""How a contract counts: a term whose last day is a weekend or holiday ends on the next other day; what was due
before the start, or within a term after it, is due when that term after the start ends; the terms that hold where a
lid names none."""


@dataclass(frozen=True, slots=True)
class CountingRule:
    """A lid that says how terms are counted; `within` is the term of "not-before-start"."""

    lid: str
    rule: Rule
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Duties:
    """What a dated text declares of its leden: duties, how terms count, and which ask nothing, with the reason."""

    declared: tuple[DeclaredDuty, ...] = ()
    rules: tuple[CountingRule, ...] = ()
    none: tuple[tuple[str, str], ...] = ()

    @property
    def leden(self) -> frozenset[str]:
        """Return the leden that are spoken of."""
        spoken = (*(one.lid for one in self.declared), *(one.lid for one in self.rules))
        return frozenset((*spoken, *(lid for lid, _ in self.none)))


def is_event(anchor: str, variables: Container[str]) -> bool:
    """Return whether `anchor` can only be the id of an event: no day, other duty or one of `variables`."""
    known = anchor in ANCHORS or "#" in anchor or DAY_OF_YEAR.fullmatch(anchor) is not None
    return not known and anchor.partition(".")[0] not in variables

"""What the national agreements ask of a contract in which years, and the clauses that answer it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from izacontract.model.clause import Source


@dataclass(frozen=True, slots=True)
class Link:
    """A clause, or with `lid` one named lid of it."""

    clause: str
    lid: str | None = None


class State(StrEnum):
    """What became of a commitment after the last year of its accord, in the words of the data."""

    CONTINUED = "doorgetrokken"
    LAPSED = "vervallen"
    UNCERTAIN = "onzeker"


@dataclass(frozen=True, slots=True)
class After:
    """The state of a commitment after its last year, with the passages that say so.

    Of an uncertain one they are those that contradict each other. `until` is the last contract year of what continues
    it, None when that has no end.
    """

    state: State
    passages: tuple[Source, ...]
    until: int | None


@dataclass(frozen=True, slots=True)
class Commitment:
    """One thing that an agreement asks of a contract.

    Any of `clauses` answers it by itself. `also` names clauses that fill it in, such as the annex with the amounts,
    and answer nothing alone. `sectors` is None when it concerns all. `since` and `until` are the first and last
    contract year in which it asks something, None without a bound; `after` tells what became of it then, None when
    nothing did. `hangs_on` names a clause without which it asks nothing. `chapter` groups it, as "IZA J Contractering".
    """

    id: str
    chapter: str
    text: str
    source: Source
    clauses: tuple[Link, ...]
    also: tuple[str, ...]
    sectors: tuple[str, ...] | None
    since: int | None
    plugin: str
    hangs_on: str | None = None
    until: int | None = None
    after: After | None = None

    @property
    def last(self) -> int | None:
        """Return the last contract year in which it asks something, also when it is uncertain whether it still does."""
        if self.after is None or self.after.state is State.LAPSED:
            return self.until
        return self.after.until

    def asks_in(self, years: Iterable[int]) -> tuple[int, ...]:
        """Return the contract years of `years` in which it asks something."""
        return tuple(
            year
            for year in years
            if (self.since is None or year >= self.since) and (self.last is None or year <= self.last)
        )

    def beyond(self, years: Iterable[int]) -> tuple[int, ...]:
        """Return the contract years of `years` in which `after` tells whether it still asks something."""
        return () if self.until is None else tuple(year for year in years if year > self.until)


class Status(StrEnum):
    """What became of a commitment in a contract."""

    ANSWERED = "answered"
    NOT_APPLICABLE = "not-applicable"
    MISSING = "missing"
    ADDENDUM = "addendum"  # it began after the first day of the contract, whose texts do not know it
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a contract does with a commitment in the contract years in which that asks something.

    `links` are what answers it, `because` why nothing does. Without `years` it asks nothing in any of them.
    """

    commitment: Commitment
    status: Status
    because: str
    links: tuple[Link, ...] = ()
    years: tuple[int, ...] = ()

    @property
    def uncertain(self) -> bool:
        """Return whether it is uncertain for some of `years` that the agreement still asks it."""
        after = self.commitment.after
        return after is not None and after.state is State.UNCERTAIN and bool(self.commitment.beyond(self.years))

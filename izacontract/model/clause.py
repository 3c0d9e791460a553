"""A clause of the library: its place, its dated texts, and the facts with which they stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from izacontract.errors import NoVersionInForce
from izacontract.model.duty import Duties

NO_DUTIES: Final = Duties()


class Presence(StrEnum):
    """When a clause is in a contract, as its rule decides it."""

    ALWAYS = "always"
    MANDATORY = "mandatory"  # in unless the request leaves it out with a reason
    CONDITIONAL = "conditional"
    OPTIONAL = "optional"


class Place(StrEnum):
    """The part of the document where a slot stands."""

    OPENING = "opening"  # parties and recitals, before the articles, without article number
    ARTICLE = "article"
    CLOSING = "closing"  # the signatures
    ANNEX = "annex"


@dataclass(frozen=True, slots=True)
class Slot:
    """An article, annex or other part of the skeleton; it falls out when no clause fills it.

    `without` names clauses that the heading speaks of, each group with the heading when none of it is in the contract.
    """

    id: str
    heading: str
    place: Place
    plugin: str
    after: str | None = None
    without: tuple[tuple[tuple[str, ...], str], ...] = ()

    def heading_over(self, clauses: Collection[str]) -> str:
        """Return the heading over the `clauses` (ids) that fill the slot: it names nothing that is not there."""
        fitting = (heading for absent, heading in self.without if not any(clause in clauses for clause in absent))
        return next(fitting, self.heading)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a clause, figure or commitment comes from.

    `document` is its title and `section` the place in it, as printed. `identifier` is what it is found by: the number
    of a law, an ECLI, a Stb., Stcrt. or Kamerstuk number, or publisher and day; "" where none is given. `work` is the
    id of the accord or law that the library describes, "" for another source, and `concept` the place in the concept
    of that accord. `publisher` is who issued it, where that is named. `valid_on` is a day on which the text read so.
    `consulted` is None for a source named from general knowledge, which nobody has opened yet.
    """

    document: str
    section: str
    consulted: date | None
    url: str | None = None
    identifier: str = ""
    work: str = ""
    concept: str = ""
    valid_on: date | None = None
    publisher: str = ""

    @property
    def title(self) -> str:
        """Return the document, and behind it the identifier unless document or place already is it."""
        if self.identifier in ("", self.document, self.section):
            return self.document
        return f"{self.document} ({self.identifier})"

    @property
    def citation(self) -> str:
        """Return the source as every list prints it: "Zorgverzekeringswet (BWBR0018450), artikel 11"."""
        return f"{self.title}, {self.section}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table variable: its heading and the type of its cells."""

    key: str
    title: str
    type: str
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Variable:
    """A value that a clause text prints or chooses by.

    `type` names the filter that prints it. `key` is the dotted path in the request it is read from,
    `parameter` the id of a parameter; without either the rule gives the value. `optional` admits None.
    `labels` says how each choice of a "keuze" (or each item of a "lijst") prints.
    """

    name: str
    type: str
    key: str | None = None
    parameter: str | None = None
    optional: bool = False
    columns: tuple[Column, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Term:
    """A defined term: how it is written, its other forms, and what it means."""

    term: str
    meaning: str
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseVersion:
    """The text of a clause from a day, with the facts in its header.

    `fixed` names the leden that law or an accord fixes, each with where: no contract may say them otherwise. `duties`
    is what its leden ask of whom by when.
    """

    clause: str
    since: date
    text: str
    change: str
    sources: tuple[Source, ...]
    variables: Mapping[str, Variable]
    terms: tuple[Term, ...]
    file: str
    first_line: int
    reviewed: str | None = None
    origin: str = ""
    fixed: Mapping[str, Source] = field(default_factory=dict)
    duties: Duties = NO_DUTIES


@dataclass(frozen=True, slots=True)
class ClausePosition:
    """A ranked alternative for some leden of a clause, with its texts in order of day; `rank` 1 is the first fallback.

    `replaces` names the leden of the clause's own text in whose place it comes, `condition` says when it may be
    taken, `may_agree` who may agree to it.
    """

    name: str
    title: str
    rank: int
    replaces: tuple[str, ...]
    condition: str
    explanation: str
    may_agree: str
    versions: tuple[ClauseVersion, ...]

    def text_on(self, day: date) -> ClauseVersion | None:
        """Return the text in force on `day`, None before the first."""
        found = [version for version in self.versions if version.since <= day]
        return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class Clause:
    """A stable id with a place in the contract and its texts in order of day.

    `per_year` names the value of its texts that says what is paid, at most or in all, in a calendar year; "" for none.
    """

    id: str
    title: str
    plugin: str
    slot: str
    order: int
    presence: Presence
    sectors: frozenset[str] | None
    topic: str | None
    explanation: str
    versions: tuple[ClauseVersion, ...]
    withdrawn: date | None = None
    positions: tuple[ClausePosition, ...] = ()
    per_year: str = ""

    def version_on(self, day: date) -> ClauseVersion:
        """Return the text in force on `day`.

        A version holds from its own day until the day before the next one starts.
        Raises NoVersionInForce before the first version and from the day of withdrawal.
        """
        if (found := self.text_on(day)) is None:
            raise NoVersionInForce(self.id, day)
        return found

    def text_on(self, day: date) -> ClauseVersion | None:
        """Return what `version_on` does; None where that raises."""
        found = [version for version in self.versions if version.since <= day]
        return found[-1] if found and not self.is_withdrawn_on(day) else None

    def is_withdrawn_on(self, day: date) -> bool:
        """Return whether no contract of `day` can hold it any more."""
        return self.withdrawn is not None and self.withdrawn <= day

"""A general part that is published once for many contracts: its edition, and what its articles say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class GeneralLid:
    """A lid of a general part: the number as printed ("A12.3"), its name in the clause text, and what it prints.

    `lines` are the lid itself and its onderdelen, each with its number.
    """

    number: str
    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GeneralArticle:
    """An article of a general part with its leden, by the id of the clause that they come from."""

    number: str
    slot: str
    heading: str
    clauses: Mapping[str, tuple[GeneralLid, ...]]


@dataclass(frozen=True, slots=True)
class GeneralPart:
    """An edition of the general part of a sector; `sha256` is that of its file, `terms` says what each term means.

    With `is_outside` it is a document of others: `edition` is its mark, `sector` is "", and of each article only the
    place is known ("artikel 7"), as is that of the leden that are called by name. `called` is how a contract names it.
    """

    title: str
    edition: str
    day: date
    sha256: str
    sector: str
    articles: tuple[GeneralArticle, ...]
    terms: Mapping[str, str]
    called: str = "het Algemeen deel"
    is_outside: bool = False

    @property
    def leden(self) -> Mapping[str, tuple[GeneralLid, ...]]:
        """Return the leden of each clause, by id."""
        return {clause: leden for article in self.articles for clause, leden in article.clauses.items()}

    @property
    def digest(self) -> str:
        """Return what tells it apart from any other: the SHA-256 of its file, or of all that is known of it."""
        return sha256(repr(self).encode()).hexdigest() if self.is_outside else self.sha256

    def of_it(self, numbers: str) -> str:
        """Return how a contract speaks of the place `numbers`: "artikel A1.2 van het Algemeen deel"."""
        return f"{numbers if self.is_outside else f'artikel {numbers}'} van {self.called}"

"""What of the national agreements landed: each commitment held against a contract, or against a sector's clauses.

It works per contract year, and is a check of the text, not a legal verdict: it says which words are there, not whether
they suffice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from izacontract.build.commitments import answers, begun, not_asked, totals
from izacontract.clauses.leden import LID
from izacontract.clauses.library import Library
from izacontract.model.clause import Clause, Presence
from izacontract.model.commitment import Answer, Commitment, Link, Status
from izacontract.model.contract import Contract
from izacontract.model.places import standings
from izacontract.model.sector import Sector

PRESENCES = {
    Presence.ALWAYS: "in elk contract",
    Presence.MANDATORY: "in elk contract, tenzij met een reden weggelaten",
    Presence.CONDITIONAL: "als de aanvraag daar aanleiding toe geeft",
    Presence.OPTIONAL: "alleen op verzoek",
}
"""When a clause is in a contract, the surest first."""


@dataclass(frozen=True, slots=True)
class CoverageRow(Answer):
    """What became of one commitment in contract years: `articles` say where it is answered.

    `because` says why nothing does, or under which condition. For a sector, whose clauses have no numbers yet,
    `articles` are the headings of the articles. A commitment has a row for each group of years with one answer.
    """

    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every commitment against one contract or one sector in contract `years`.

    `code` is that of the sector, `title` that of what was checked.
    """

    code: str
    title: str
    years: tuple[int, ...]
    rows: tuple[CoverageRow, ...]

    @property
    def totals(self) -> dict[str, Counter[Status]]:
        """Return how many rows of each chapter have each status, chapters in their order."""
        return totals(self.rows)


def coverage(contract: Contract, years: Sequence[int] = (), accord: str | None = None) -> Coverage:
    """Return what of the agreements this contract's text carries, with the article and lid of each answer.

    It is about the contract years `years`, by default all of the term, and about one `accord` (id), by default all.
    """
    places = standings(contract)
    chosen = tuple(years) or term(contract)

    def prints(link: Link) -> bool:
        return link.lid is None or (link.clause in places and places[link.clause].has(link.lid))

    def articles(links: Iterable[Link]) -> tuple[str, ...]:
        found = (
            places[link.clause].lid(link.lid) if link.lid else places[link.clause].words
            for link in links
            if link.clause in places
        )
        return tuple(dict.fromkeys(found))

    asked = _of_accord(contract.commitments, accord)
    found = answers(asked, contract.decisions, contract.sector, chosen, contract.reference_day.year, prints)
    rows = (CoverageRow(a.commitment, a.status, a.because, a.links, a.years, articles(a.links)) for a in found)
    return Coverage(contract.sector, f"{contract.title} {contract.reference}", chosen, tuple(rows))


def term(contract: Contract) -> tuple[int, ...]:
    """Return the contract years in which `contract` has a day."""
    return tuple(range(contract.begin.year, contract.end.year + 1))


def sector_coverage(sector: Sector, library: Library, years: Sequence[int] = (), accord: str | None = None) -> Coverage:
    """Return what of the agreements a contract for `sector` can carry that begins in each of `years`.

    Those are by default all years of the commitments in `library`, of one `accord` (id) or of all.
    """
    commitments = _of_accord(library.commitments, accord)
    chosen = tuple(years) or contract_years(library)
    rows = [
        row
        for commitment in begun(commitments, chosen)
        for row in _sector_rows(sector, library, commitment, chosen)
    ]  # fmt: skip
    return Coverage(sector.code, sector.title, chosen, tuple(rows))


def contract_years(library: Library) -> tuple[int, ...]:
    """Return the contract years in which the commitments of `library` ask something.

    Without such a year that of the newest text, and without a text this year.
    """
    bounds = [year for one in library.commitments for year in (one.since, one.last) if year is not None]
    if not bounds:
        texts = [version.since.year for clause in library.clauses.values() for version in clause.versions]
        bounds = [max(texts, default=date.today().year)]
    return tuple(range(min(bounds), max(bounds) + 1))


def gaps(coverages: Sequence[Coverage]) -> list[tuple[CoverageRow, tuple[str, ...]]]:
    """Return each commitment that the library leaves unanswered, with the codes of the sectors where it does."""
    missing: dict[str, tuple[CoverageRow, tuple[str, ...]]] = {}
    for one in coverages:
        for row in one.rows:
            if row.status is Status.MISSING:
                first, codes = missing.get(row.commitment.id, (row, ()))
                years = tuple(sorted({*first.years, *row.years}))
                missing[row.commitment.id] = (
                    replace(first, because="", years=years),
                    tuple(dict.fromkeys((*codes, one.code))),
                )
    return list(missing.values())


def side_by_side(coverages: Sequence[Coverage]) -> list[tuple[Commitment, list[list[CoverageRow]]]]:
    """Return each commitment with its rows in each of `coverages`."""
    found: dict[str, tuple[Commitment, list[list[CoverageRow]]]] = {}
    for place, one in enumerate(coverages):
        for row in one.rows:
            empty: list[list[CoverageRow]] = [[] for _ in coverages]
            found.setdefault(row.commitment.id, (row.commitment, empty))[1][place].append(row)
    return list(found.values())


def unlinked(library: Library) -> list[str]:
    """Return the ids of the clauses that cite an agreement with commitments, while no commitment names them."""
    agreements = {commitment.source.document for commitment in library.commitments}
    linked = {link.clause for commitment in library.commitments for link in commitment.clauses}
    linked |= {clause for commitment in library.commitments for clause in commitment.also}
    return [
        clause.id
        for clause in library.clauses.values()
        if clause.id not in linked
        and any(source.document in agreements for version in clause.versions for source in version.sources)
    ]


def _of_accord(commitments: Iterable[Commitment], accord: str | None) -> list[Commitment]:
    return [one for one in commitments if accord is None or one.source.work == accord]


def _sector_rows(
    sector: Sector, library: Library, commitment: Commitment, years: Sequence[int]
) -> Iterable[CoverageRow]:
    if because := not_asked(commitment, sector.code, years):
        return [CoverageRow(commitment, Status.NOT_APPLICABLE, because)]
    asked = [_sector_row(sector, library, commitment, year) for year in commitment.asks_in(years)]
    grouped = [list(rows) for _, rows in groupby(asked, lambda row: replace(row, years=()))]
    return [replace(rows[0], years=tuple(row.years[0] for row in rows)) for rows in grouped]


def _sector_row(sector: Sector, library: Library, commitment: Commitment, year: int) -> CoverageRow:
    def available(link: Link) -> Clause | None:
        clause = library.clauses.get(link.clause)
        return clause if clause is not None and _may_hold(sector, clause, link.lid, date(year, 1, 1)) else None

    headings = {slot.id: slot.heading for slot in library.slots}
    found = {link: clause for link in commitment.clauses if (clause := available(link))}
    if not found:
        because = "voor deze zorgsoort is er nog geen clausule"
        return CoverageRow(commitment, Status.MISSING, because, years=(year,))
    because = PRESENCES[min((clause.presence for clause in found.values()), key=list(PRESENCES).index)]
    found |= {link: clause for link in map(Link, commitment.also) if (clause := available(link))}
    articles = dict.fromkeys(headings[clause.slot] for clause in found.values())
    return CoverageRow(commitment, Status.ANSWERED, because, tuple(found), (year,), tuple(articles))


def _may_hold(sector: Sector, clause: Clause, lid: str | None, day: date) -> bool:
    found = clause.text_on(day) if sector.may_hold(clause) else None
    return found is not None and (lid is None or lid in LID.findall(found.text))

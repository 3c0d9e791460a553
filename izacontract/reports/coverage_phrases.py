"""What every printer of a coverage says in the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from izacontract import dutch
from izacontract.build.commitments import STATUSES, place, standing
from izacontract.coverage import Coverage, CoverageRow
from izacontract.model.commitment import Status

NOTE = "Dit is een controle van de tekst: staat er een afspraak over? Het is geen juridisch oordeel."
MARKS: Mapping[Status, str] = {
    Status.ANSWERED: "✓",
    Status.NOT_APPLICABLE: "–",
    Status.MISSING: "!",
    Status.ADDENDUM: "+",
    Status.LEFT_OUT: "×",
}
"""One sign for each status, for a matrix."""

UNCERTAIN = "Onzeker of het akkoord het nog vraagt"
GAPS = "Gaten in de bibliotheek"
NO_GAPS = "Elke afspraak heeft voor elke zorgsoort waarover zij gaat ten minste één clausule."
UNLINKED = "Clausules met een bron uit het akkoord die bij geen afspraak horen"


def title(coverages: Sequence[Coverage]) -> str:
    """Return what was held against which agreements, in which years: "Dekking Proefakkoord: fysiotherapie, 2026"."""
    sources = [row.commitment.source for one in coverages for row in one.rows]
    documents = dutch.listing(list(dict.fromkeys(source.document for source in sources)))
    subject = coverages[0].title if len(coverages) == 1 else "alle zorgsoorten"
    covered = years([year for one in coverages[:1] for year in one.years])
    return ": ".join((f"Dekking {documents}".rstrip(), f"{subject}, {covered}".rstrip(", ")))


def years(covered: Sequence[int]) -> str:
    """Return contract years in print: "2023-2026" or "2023 en 2025-2026"."""
    runs = [
        [year for _, year in run]
        for _, run in groupby(enumerate(sorted(covered)), lambda numbered: numbered[1] - numbered[0])
    ]
    return dutch.listing([str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs])


def counts(counted: Counter[Status]) -> str:
    """Return how many commitments have each status: "80 beantwoord, 34 niet van toepassing, 4 ontbreekt"."""
    return ", ".join(f"{counted[status]} {name}" for status, name in STATUSES.items())


def section(row: CoverageRow) -> str:
    """Return where the agreement that its chapter names asks it: "§ 4.1.3"."""
    return row.commitment.source.section


def whole_place(row: CoverageRow) -> str:
    """Return where which agreement asks it: "Proefakkoord, § 4.1.3"."""
    return place(row.commitment.source)


def state(row: CoverageRow) -> str:
    """Return what became of it after the years of its agreement, in so far as `row` is about those; else ""."""
    return standing(row.commitment) if row.commitment.beyond(row.years) else ""


def answer(row: CoverageRow) -> str:
    """Return the status of `row` in its years with the places that answer it, or the reason why nothing does."""
    said = _answer(row)
    if row.years:
        said = f"{years(row.years)}: {said}"
    return f"{said} ({state(row)})" if state(row) else said


def uncertain(rows: Iterable[CoverageRow]) -> Sequence[CoverageRow]:
    """Return those of `rows` of which it is uncertain whether the agreement still asks them."""
    return [row for row in rows if row.uncertain]


def doubts(coverages: Iterable[Coverage]) -> Sequence[CoverageRow]:
    """Return a row of each commitment that is uncertain in any of `coverages`, each commitment once."""
    return list({row.commitment.id: row for one in coverages for row in uncertain(one.rows)}.values())


def marks(rows: Iterable[CoverageRow]) -> str:
    """Return the sign of one commitment in a matrix: one for each group of years, the first years first."""
    return "".join(dict.fromkeys(MARKS[row.status] for row in rows))


def total(coverage: Coverage) -> Counter[Status]:
    """Return how many rows of all chapters together have each status."""
    return Counter(row.status for row in coverage.rows)


def chapters(rows: Iterable[CoverageRow]) -> Mapping[str, Sequence[CoverageRow]]:
    """Return `rows` by chapter."""
    found: dict[str, list[CoverageRow]] = {}
    for row in rows:
        found.setdefault(row.commitment.chapter, []).append(row)
    return found


def _answer(row: CoverageRow) -> str:
    places = dutch.listing(list(row.articles))
    match row.status, bool(row.because):
        case Status.ANSWERED, False:
            return f"beantwoord in {places}"
        case Status.ANSWERED, True:
            return f"beantwoord onder {places}: {row.because}"
        case Status.ADDENDUM, _:
            return row.because
        case status, _:
            return f"{STATUSES[status]}: {row.because}"

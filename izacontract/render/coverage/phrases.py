"""What every printer of a coverage says in the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from izacontract import dutch
from izacontract.build.cover import STATUSES
from izacontract.coverage import Coverage, CoverageRow
from izacontract.model.commitment import Status

NOTE = "Dit is een controle van de tekst: staat er een afspraak over? Het is geen juridisch oordeel."
MARKS: Mapping[Status, str] = {
    Status.ANSWERED: "✓",
    Status.NOT_APPLICABLE: "–",
    Status.MISSING: "!",
    Status.LEFT_OUT: "×",
}
"""One sign for each status, for a matrix."""

GAPS = "Gaten in de bibliotheek"
NO_GAPS = "Elke afspraak heeft voor elke zorgsoort waarover zij gaat ten minste één clausule."
UNLINKED = "Clausules met een bron uit het akkoord die bij geen afspraak horen"


def title(coverages: Sequence[Coverage]) -> str:
    """Return what was held against which agreement: "Dekking Integraal Zorgakkoord: fysiotherapie"."""
    sources = [row.commitment.source for one in coverages for row in one.rows]
    documents = dutch.listing(list(dict.fromkeys(source.document for source in sources)))
    subject = coverages[0].title if len(coverages) == 1 else "alle zorgsoorten"
    return f"Dekking {documents}: {subject}" if documents else f"Dekking: {subject}"


def counts(counted: Counter[Status]) -> str:
    """Return how many commitments have each status: "80 beantwoord, 34 niet van toepassing, 4 ontbreekt"."""
    return ", ".join(f"{counted[status]} {name}" for status, name in STATUSES.items())


def section(row: CoverageRow) -> str:
    """Return where the agreement asks it: "§ 4.1.3"."""
    return row.commitment.source.section


def answer(row: CoverageRow) -> str:
    """Return the status of `row` with the places that answer it, or the reason why nothing does."""
    places = dutch.listing(list(row.articles))
    match row.status, bool(row.because):
        case Status.ANSWERED, False:
            return f"beantwoord in {places}"
        case Status.ANSWERED, True:
            return f"beantwoord onder {places}: {row.because}"
        case Status.NOT_APPLICABLE, _:
            return f"niet van toepassing: {row.because}"
        case status, _:
            return f"{STATUSES[status]}: {row.because}"


def total(coverage: Coverage) -> Counter[Status]:
    """Return how many commitments of all chapters together have each status."""
    return Counter(row.status for row in coverage.rows)


def chapters(rows: Iterable[CoverageRow]) -> Mapping[str, Sequence[CoverageRow]]:
    """Return `rows` by chapter."""
    found: dict[str, list[CoverageRow]] = {}
    for row in rows:
        found.setdefault(row.commitment.chapter, []).append(row)
    return found

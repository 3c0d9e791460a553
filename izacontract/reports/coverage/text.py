"""Prints a coverage as plain text: first what counts, then commitment by commitment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from izacontract.build.commitments import NOT_CARRIED, STATUSES
from izacontract.coverage import Coverage, CoverageRow, gaps, side_by_side
from izacontract.model.commitment import Status
from izacontract.reports.coverage import phrases

INDENT = "    "
HEADINGS = {**STATUSES, Status.NOT_APPLICABLE: "n.v.t.", Status.ADDENDUM: "addendum"}


def coverage_text(coverages: Sequence[Coverage], unlinked: Sequence[str] = ()) -> str:
    """Return `coverages` as text: one in full, several as a matrix with the gaps of the library.

    `unlinked` are the ids of clauses that cite the agreement and that no commitment names.
    """
    lines = [phrases.title(coverages), phrases.NOTE, ""]
    lines += _in_full(coverages[0]) if len(coverages) == 1 else _matrix(coverages, unlinked)
    return "\n".join(lines) + "\n"


def _in_full(coverage: Coverage) -> Iterator[str]:
    yield from _totals(coverage)
    absent = [row for row in coverage.rows if row.status in NOT_CARRIED]
    yield from _part("Ontbreekt, nieuw of weggelaten", absent, phrases.whole_place)
    yield from _part(phrases.UNCERTAIN, phrases.uncertain(coverage.rows), phrases.whole_place)
    for chapter, rows in phrases.chapters(coverage.rows).items():
        yield from _part(chapter, rows, phrases.section)


def _part(heading: str, rows: Sequence[CoverageRow], place: Callable[[CoverageRow], str]) -> Iterator[str]:
    if rows:
        yield from ("", heading.upper())
    for row in rows:
        yield f"{place(row)}: {row.commitment.text}"
        yield f"{INDENT}{phrases.answer(row)}"


def _totals(coverage: Coverage) -> Iterator[str]:
    counted = coverage.totals
    width = max(map(len, (*counted, "Samen")))
    yield "  ".join([" " * width, *HEADINGS.values()])
    for chapter, statuses in (*counted.items(), ("Samen", phrases.total(coverage))):
        yield "  ".join(
            [chapter.ljust(width), *(str(statuses[status]).rjust(len(name)) for status, name in HEADINGS.items())]
        )


def _matrix(coverages: Sequence[Coverage], unlinked: Sequence[str]) -> Iterator[str]:
    for one in coverages:
        yield f"{one.code}: {phrases.counts(phrases.total(one))}"
    yield from ("", phrases.GAPS.upper())
    missing = gaps(coverages)
    for row, codes in missing:
        yield f"{phrases.whole_place(row)}: {row.commitment.text}"
        yield f"{INDENT}{phrases.years(row.years)}: geen clausule voor {', '.join(codes)}"
    if not missing:
        yield phrases.NO_GAPS
    if unlinked:
        yield from ("", f"{phrases.UNLINKED}: {', '.join(unlinked)}")
    if doubts := phrases.doubts(coverages):
        yield from ("", phrases.UNCERTAIN.upper())
    for row in doubts:
        yield f"{phrases.whole_place(row)}: {row.commitment.text}"
        yield f"{INDENT}{phrases.state(row)}"
    yield ""
    yield ", ".join(f"{mark} {STATUSES[status]}" for status, mark in phrases.MARKS.items())
    yield "  ".join(one.code for one in coverages)
    chapter = ""
    for commitment, cells in side_by_side(coverages):
        if commitment.chapter != chapter:
            chapter = commitment.chapter
            yield from ("", chapter.upper())
        signs = [phrases.marks(rows).center(len(one.code)) for one, rows in zip(coverages, cells, strict=True)]
        yield f"{'  '.join(signs)}  {commitment.source.section}: {commitment.text}"

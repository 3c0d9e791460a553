"""Prints a coverage as plain text: first what counts, then commitment by commitment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from izacontract.build.cover import STATUSES
from izacontract.coverage import Coverage, CoverageRow, gaps
from izacontract.model.commitment import Status
from izacontract.render.coverage import phrases

INDENT = "    "
HEADINGS = {**STATUSES, Status.NOT_APPLICABLE: "n.v.t."}


def coverage_text(coverages: Sequence[Coverage], unlinked: Sequence[str] = ()) -> str:
    """Return `coverages` as text: one in full, several as a matrix with the gaps of the library.

    `unlinked` are the ids of clauses that cite the agreement and that no commitment names.
    """
    lines = [phrases.title(coverages), phrases.NOTE, ""]
    lines += _in_full(coverages[0]) if len(coverages) == 1 else _matrix(coverages, unlinked)
    return "\n".join(lines) + "\n"


def _in_full(coverage: Coverage) -> Iterator[str]:
    yield from _totals(coverage)
    absent = [row for row in coverage.rows if row.status in (Status.MISSING, Status.LEFT_OUT)]
    if absent:
        yield from ("", "ONTBREEKT OF WEGGELATEN")
        for row in absent:
            yield from _row(row)
    for chapter, rows in phrases.chapters(coverage.rows).items():
        yield from ("", chapter.upper())
        for row in rows:
            yield from _row(row)


def _row(row: CoverageRow) -> Iterator[str]:
    yield f"{phrases.section(row)}: {row.commitment.text}"
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
        yield f"{phrases.section(row)}: {row.commitment.text}"
        yield f"{INDENT}geen clausule voor {', '.join(codes)}"
    if not missing:
        yield phrases.NO_GAPS
    if unlinked:
        yield from ("", f"{phrases.UNLINKED}: {', '.join(unlinked)}")
    yield ""
    yield ", ".join(f"{mark} {STATUSES[status]}" for status, mark in phrases.MARKS.items())
    yield "  ".join(one.code for one in coverages)
    for chapter, rows in phrases.chapters(coverages[0].rows if coverages else ()).items():
        yield from ("", chapter.upper())
        for row in rows:
            marks = "  ".join(phrases.MARKS[_same(one, row).status].center(len(one.code)) for one in coverages)
            yield f"{marks}  {phrases.section(row)}: {row.commitment.text}"


def _same(coverage: Coverage, row: CoverageRow) -> CoverageRow:
    return next(other for other in coverage.rows if other.commitment.id == row.commitment.id)

"""Prints a coverage as one HTML page that stands by itself: a matrix of commitments by sectors."""

from __future__ import annotations

from collections.abc import Sequence

from izacontract.build.commitments import STATUSES
from izacontract.coverage import Coverage, gaps, side_by_side
from izacontract.render.page_template import pages_of
from izacontract.reports.coverage import phrases


def coverage_html(coverages: Sequence[Coverage], unlinked: Sequence[str] = ()) -> str:
    """Return `coverages` as a complete HTML document in Dutch: each a column of the matrix, one with its answers.

    `unlinked` are the ids of clauses that cite the agreement and that no commitment names.
    """
    chapters: dict[str, list[object]] = {}
    for commitment, cells in side_by_side(coverages):
        chapters.setdefault(commitment.chapter, []).append((commitment, cells))
    return (
        pages_of()
        .get_template("coverage.html")
        .render(
            coverages=coverages, chapters=chapters, gaps=gaps(coverages), unlinked=unlinked,
            doubts=phrases.doubts(coverages), statuses=STATUSES, phrases=phrases,
        )
    )  # fmt: skip

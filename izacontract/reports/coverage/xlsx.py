"""Prints a coverage as an Excel workbook: a sheet with every commitment and a sheet with the totals."""

from __future__ import annotations

from collections.abc import Sequence

from izacontract import dutch
from izacontract.build.commitments import STATUSES
from izacontract.coverage import Coverage
from izacontract.render.workbook import Cell, Sheet, workbook
from izacontract.reports.coverage import phrases

HEADER = (
    "Zorgsoort", "Onderdeel", "Vindplaats", "Afspraak", "Jaren", "Status", "Waar", "Toelichting", "Na het akkoord",
    "Clausules",
)  # fmt: skip
WIDTHS = (16, 34, 34, 60, 14, 20, 40, 44, 44, 40)
TOTALS = ("Zorgsoort", "Onderdeel", *(name.capitalize() for name in STATUSES.values()))
TOTAL_WIDTHS = (16, 60, 14, 22, 14, 24, 14)


def coverage_xlsx(coverages: Sequence[Coverage], unlinked: Sequence[str] = ()) -> bytes:
    """Return `coverages` as an Excel file; each row is one commitment for one sector.

    `unlinked` are the ids of clauses that cite the agreement and that no commitment names.
    """
    rows = [
        (
            one.code,
            row.commitment.chapter,
            phrases.whole_place(row),
            row.commitment.text,
            phrases.years(row.years),
            STATUSES[row.status],
            dutch.listing(list(row.articles)),
            row.because,
            phrases.state(row),
            ", ".join(f"{link.clause}#{link.lid}" if link.lid else link.clause for link in row.links),
        )
        for one in coverages
        for row in one.rows
    ]
    totals: list[list[Cell]] = [
        [one.code, chapter, *(counted[status] for status in STATUSES)]
        for one in coverages
        for chapter, counted in one.totals.items()
    ]
    about = [(phrases.NOTE,), *((f"{phrases.UNLINKED}: {name}",) for name in unlinked)]
    sheets = [
        Sheet("Afspraken", HEADER, WIDTHS, rows),
        Sheet("Totalen", TOTALS, TOTAL_WIDTHS, totals),
        Sheet("Over deze lijst", ("Over deze lijst",), (100,), about),
    ]
    return workbook(phrases.title(coverages), sheets)

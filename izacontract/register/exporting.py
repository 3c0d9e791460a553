"""A register written to a file: as a workbook, as CSV, and as JSON, whose shape is public."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from izacontract.batch.faults import harmless
from izacontract.errors import Told
from izacontract.register.listing import CONTRACTS, PARTS, rows_under, shown, whole_json
from izacontract.register.reading import Filters, WholeContract
from izacontract.render.answers import json_answer
from izacontract.render.workbook import Sheet, workbook

EXPORTED: Final = "izacontract/register-export/1"


def export_json(found: Iterable[WholeContract], where: str, filters: Filters, on: date) -> str:
    """Return everything about the contracts `found` in the shape `izacontract/register-export/1`."""
    contracts = [whole_json(one) for one in found]
    return json_answer(
        {
            "schema": EXPORTED,
            "register": where,
            "as_of": on.isoformat(),
            "filters": filters.as_json(),
            "count": len(contracts),
            "contracts": contracts,
        }
    )


def export_xlsx(found: Sequence[WholeContract], language: str) -> bytes:
    """Return the contracts `found` as a workbook: a sheet for them, and one for each thing that they have many of."""
    return workbook(
        Told("Register", "Register").in_language(language),
        [
            Sheet(
                title.in_language(language),
                tuple(name.in_language(language) for name, _ in columns),
                tuple(width for _, width in columns),
                [*rows_under(columns, found, language)],
            )
            for title, columns in ((Told("Contracten", "Contracts"), CONTRACTS), *PARTS)
        ],
    )


def export_csv(found: Sequence[WholeContract], language: str) -> bytes:
    """Return a line for each of the contracts `found`: UTF-8 with a mark and semicolons, as Dutch Excel opens it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([title.in_language(language) for title, _ in CONTRACTS])
    for row in rows_under(CONTRACTS, found, language):
        writer.writerow([harmless(cell) if isinstance(cell, str) else shown(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")

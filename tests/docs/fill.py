"""Types into an empty workbook as a user would: `fill.py FILE KEY=VALUE ...`, once for each row of a table."""

from __future__ import annotations

import sys
from datetime import date

from openpyxl import load_workbook


def typed(text: str) -> str | date:
    """Return what a user types: a day as a day, anything else as it stands."""
    return date.fromisoformat(text) if text[4:5] == "-" == text[7:8] else text


if __name__ == "__main__":
    book = load_workbook(sys.argv[1])
    given = dict(pair.partition("=")[::2] for pair in sys.argv[2:])
    page = book["Aanvraag"] if "Aanvraag" in book.sheetnames else book.worksheets[0]
    head = next(row for row in page.iter_rows() if any(cell.value in ("sleutel", "kenmerk") for cell in row))
    names = {"waarde" if cell.value == "Waarde" else cell.value: cell.column for cell in head}
    if "sleutel" in names:
        for row in page.iter_rows(min_row=head[0].row + 1):
            if (key := row[names["sleutel"] - 1].value) in given:
                page.cell(row[0].row, names["waarde"]).value = typed(given[key])
    else:
        first = next(row for row in range(head[0].row + 1, 1000) if page.cell(row, names["kenmerk"]).value is None)
        for key, value in given.items():
            page.cell(first, names[key]).value = typed(value)
    book.save(sys.argv[1])

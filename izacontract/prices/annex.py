"""The price list of a request as an Excel workbook, which can be imported again."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from izacontract.intake.keys import KeyList
from izacontract.intake.tree import Node
from izacontract.model.values import Typed
from izacontract.prices.columns import SYNONYMS
from izacontract.render.workbook import saved

SHEET: Final = "Prijslijst"
WIDTH: Final = 18
WIDER: Final = 60
EUROS: Final = "#,##0.00"
PERCENTAGE: Final = "0.00####"
TEXT: Final = "@"


def price_workbook(lines: Iterable[Node], known: KeyList) -> bytes:
    """Return the performances `lines` as a workbook with one sheet; a key that no line has gets no column."""
    rows = [line for line in lines if isinstance(line, dict)]
    keys = [key for key in SYNONYMS if key == "code" or any(isinstance(row.get(key), Typed) for row in rows)]
    keys += ["tarief"] * (not {"tarief", "maximum"} & set(keys))
    book = Workbook(write_only=True)
    page = book.create_sheet(SHEET)
    page.freeze_panes = "A2"
    for column, key in enumerate(keys, start=1):
        page.column_dimensions[get_column_letter(column)].width = WIDER if key == "omschrijving" else WIDTH
    header = [WriteOnlyCell(page, key.replace("_", " ").capitalize()) for key in keys]
    for cell in header:
        cell.font = Font(bold=True)
    page.append(header)
    for row in rows:
        page.append([_cell(page, row.get(key), is_number=known.columns[key].sort.is_number, key=key) for key in keys])
    return saved(book)


def _cell(page: Any, value: Node, *, is_number: bool, key: str) -> Any:
    if not isinstance(value, Typed):
        return None
    if is_number and value.replace(".", "", 1).isdecimal():
        cell = WriteOnlyCell(page, Decimal(value))  # type: ignore[arg-type]  # openpyxl writes a Decimal as its digits
        cell.number_format = PERCENTAGE if key.startswith("percentage") else EUROS
        return cell
    cell = WriteOnlyCell(page, str(value))
    cell.data_type = "s"
    cell.number_format = TEXT
    return cell

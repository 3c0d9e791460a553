"""The prices in Excel: the same bytes for the same contract, and formulas that follow when somebody changes a value."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from izacontract import AnnexSheet, Formula, build_contract, read_request
from izacontract.office import convert
from izacontract.render.pdf import SECONDS
from izacontract.split.workbook import annex_workbook
from tests.conftest import needs
from tests.contracts.support import SECTORS, example, plugins, with_values

PRICES = "bijlage-prijzen"
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,{}"
"""One sheet, by its number, with the values as they are, not as they are shown."""


def book_of(request: Mapping[str, Any]) -> bytes:
    read = read_request(request, plugins())
    contract = build_contract(read, plugins())
    annex = next(annex for annex in contract.annexes if annex.slot == PRICES)
    return annex_workbook(contract, annex, plugins().calculate_annexes(read))


def tables_of(request: Mapping[str, Any]) -> dict[str, AnnexSheet]:
    return {sheet.title: sheet for sheet in plugins().calculate_annexes(read_request(request, plugins()))}


def computed(book: openpyxl.Workbook, folder: Path, sheet: str = "Tarieven") -> list[list[str]]:
    """Return the cells of `sheet` in `book` as LibreOffice computes them; the file holds no results."""
    file = folder / "prijzen.xlsx"
    book.save(file)
    convert([file], needs("soffice"), SECONDS, CSV.format(book.sheetnames.index(sheet) + 1))
    with (folder / f"prijzen-{sheet}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


@pytest.mark.parametrize("sector", SECTORS)
def test_same_contract_gives_the_same_bytes_and_every_result_without_computing(sector: str) -> None:
    data = book_of(example(sector))
    assert data == book_of(example(sector))
    shown = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    for title, sheet in tables_of(example(sector)).items():
        for row, values in enumerate(sheet.rows, 2):
            for column, value in enumerate(values, 1):
                if isinstance(value, Formula) and value.value is not None:
                    by = 100 if sheet.columns[column - 1].kind == "procent" else 1
                    assert Decimal(str(shown[title].cell(row, column).value)) == value.value / by


def test_workbook_says_of_which_contract_it_is() -> None:
    book = openpyxl.load_workbook(io.BytesIO(book_of(example("mdz"))))
    assert book.sheetnames == ["Overeenkomst", "Tarieven", "Index", "Afronding"]
    assert book["Overeenkomst"]["B2"].value == "MDZ-2026-0005"
    assert all(page.oddHeader.left.text == "Overeenkomst MDZ-2026-0005" for page in book.worksheets)


def test_text_that_looks_like_a_formula_stays_a_text() -> None:
    request = example("mdz")
    request["tarieven"]["prestaties"][0]["omschrijving"] = "=1+1"
    cell = openpyxl.load_workbook(io.BytesIO(book_of(request)))["Tarieven"]["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_changed_values_give_the_tariffs_that_the_contract_would_have(tmp_path: Path) -> None:
    changes = {"ova.percentage": "3.17", "ova.materiele_index": "2.45"}
    request = with_values(example("msz"), changes)
    for at, line in enumerate(request["tarieven"]["prestaties"]):
        line["tarief"] = f"{1234.56 + 77.77 * at:.2f}"
    book = openpyxl.load_workbook(io.BytesIO(book_of(example("msz"))))
    book["Index"]["C2"], book["Index"]["C3"] = 0.0317, 0.0245
    for at, line in enumerate(request["tarieven"]["prestaties"]):
        book["Tarieven"].cell(at + 2, 4).value = float(line["tarief"])
    wanted = [
        tuple(cell.value if isinstance(cell, Formula) else cell for cell in row[3:9])
        for row in tables_of(request)["Tarieven"].rows
    ]
    found = [tuple(round(Decimal(cell), 2) for cell in row[3:9]) for row in computed(book, tmp_path)[1:]]
    assert found == wanted


def test_tariffs_after_a_price_element_are_there_for_days_of_the_contract_only(tmp_path: Path) -> None:
    assert "Na een prijselement" not in tables_of(example("msz"))
    request = example("msz")
    request["overige_prijselementen"][0]["einde"] = "2026-06-30"
    rows = tables_of(request)["Na een prijselement"].rows
    assert {row[1] for row in rows} == {date(2026, 7, 1)}
    wanted = [row[2].value for row in rows if isinstance(row[2], Formula)]
    assert len(wanted) == len(rows) == len(request["tarieven"]["prestaties"])
    book = openpyxl.load_workbook(io.BytesIO(book_of(request)))
    found = [Decimal(row[2]) for row in computed(book, tmp_path, "Na een prijselement")[1:]]
    assert found == wanted


def test_open_value_leaves_what_needs_it_empty() -> None:
    request = with_values(example("mdz"), {"ova.materiele_index": None})
    sheet = tables_of(request)["Tarieven"]
    assert all(row[-1].value is None for row in sheet.rows if isinstance(row[-1], Formula))
    shown = openpyxl.load_workbook(io.BytesIO(book_of(request)), data_only=True)
    assert shown["Tarieven"]["I2"].value is None

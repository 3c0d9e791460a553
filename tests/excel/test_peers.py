"""Workbooks that other programs write say what was typed: request, table and price list by each of them in its ways."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Final

import pyexcelerate
import pytest
import xlsxwriter

from izacontract import load_plugins
from izacontract.batch.rows import TableRow, read_table
from izacontract.host import Plugins
from izacontract.intake.read import examine_request
from izacontract.intake.sources import tree_of, tree_of_bytes
from izacontract.intake.tree import Tree, tree_of_mapping
from tests.conftest import missing, needs
from tests.excel.filling import REQUESTS, bare_form, cell_of, data_of
from tests.prices.test_import import taken

MODULES: Final = "IZACONTRACT_NODE_MODULES"
"""The variable that names the folder in which exceljs and xlsx (SheetJS) are installed."""

SECTOR: Final = "huisartsen"


@dataclass(frozen=True)
class Formula:
    """A formula with the result that its program reckoned."""

    text: str
    result: float


@dataclass(frozen=True)
class Shown:
    """A value in a number format."""

    value: Any
    format: str


Rows = Sequence[Sequence[Any]]
Sheets = Mapping[str, Rows]


@cache
def plugins() -> Plugins:
    return load_plugins()


@cache
def example() -> Tree:
    return tree_of(REQUESTS / f"{SECTOR}.yaml", plugins())


@cache
def typed() -> Tree:
    """Return the example as its workbook says it, which test_excel.py holds against the example."""
    return tree_of_bytes(data_of(bare_form(example(), plugins())), "aanvraag.xlsx", plugins())


@cache
def request_sheets() -> Sheets:
    """Return the example as sheets, with a percentage and a share as the percentages that people see."""
    book = bare_form(example(), plugins())
    for key, value in (("ova.percentage", 4.18), ("ova.aandeel_loon", 76)):
        cell = cell_of(book, key)
        cell.value, cell.number_format = value / 100, "0.00%"
    return {page.title: [*_rows(page)] for page in book.worksheets}


def _rows(page: Any) -> Iterator[list[Any]]:
    for row in page.iter_rows():
        yield [
            Shown(cell.value, cell.number_format)
            if cell.value is not None and cell.number_format == "0.00%"
            else cell.value.date()
            if isinstance(cell.value, datetime)
            else cell.value
            for cell in row
        ]


TABLE: Final[Sheets] = {
    "Contracten": [
        ["kenmerk", "zorgaanbieder.naam", "zorgaanbieder.agb", "zorgaanbieder.kvk", "overeenkomst.begin",
         "ova.percentage", "ova.aandeel_loon", "mtvp.deelname", "mtvp.tarief_per_kwartaal", "mtvp.ingeschreven_verzekerden"],
        ["HA-1", "Praktijk <De Linde> & Zn", "01999417", 90000101, date(2027, 1, 1),
         Shown(0.0418, "0.00%"), Shown(0.765, "0.0%"), True, 3.23, 3180],
        ["HA-2", "  Praktijk De Eik ", Shown(1999418, "00000000"), "90000102", date(2027, 1, 31),
         Shown(4.18, "0.00_%"), Shown(0.76, '0.00" %"'), False, Shown(1234.56, "€ #,##0.00"), Shown(3000, "#,##0")],
        [None, None],
        ["HA-3", "Praktijk De Es", None, None, None, "4,18", "76%", "WAAR", "1.234,56", None],
    ]
}  # fmt: skip

PRICES: Final[Sheets] = {
    "Tarieven": [
        ["Prijslijst 2027"],
        [],
        ["Prestatiecode", "Omschrijving", "Eenheid", "NZa-maximumtarief 2027", "% van het maximum"],
        [190001, "Heupprothese", "per zorgproduct", Shown(10950, "#,##0.00"), Shown(0.985, "0.0%")],
        ["190009", "Knieprothese", "per zorgproduct", 9870.5, None],
        [Shown(190011, "0"), "Vóór­onderzoek", "per stuk", "1.250,50", "98,5%"],
    ]
}


def as_json(rows: Rows) -> list[list[dict[str, Any] | None]]:
    return [[_as_json(value) for value in row] for row in rows]


def _as_json(value: Any) -> dict[str, Any] | None:
    match value:
        case None:
            return None
        case Formula():
            return {"formula": value.text, "value": value.result}
        case Shown():
            return {"value": value.value, "format": value.format}
        case date():
            return {"day": value.isoformat(), "format": "dd-mm-yyyy"}
        case _:
            return {"value": value}


def by_xlsxwriter(file: Path, sheets: Sheets, way: str) -> None:
    options = {"constant_memory": way == "inline", "default_date_format": "dd-mm-yyyy", "date_1904": way == "1904"}
    with xlsxwriter.Workbook(str(file), {**options, "strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, Formula):
                        page.write_formula(number, column, f"={value.text}", None, value.result)
                    elif isinstance(value, Shown):
                        page.write(number, column, value.value, book.add_format({"num_format": value.format}))
                    elif value is not None:
                        page.write(number, column, value)


def by_pyexcelerate(file: Path, sheets: Sheets, way: str) -> None:
    book = pyexcelerate.Workbook()
    for name, rows in sheets.items():
        page = book.new_sheet(name)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                if value is None:
                    continue
                if isinstance(value, Shown):
                    style = pyexcelerate.Style(
                        format=pyexcelerate.Format(escape(value.format))
                    )  # it puts it in the XML as it is
                    page.set_cell_style(number, column, style)
                    value = value.value
                elif type(value) is date:
                    value = datetime(value.year, value.month, value.day)
                page.set_cell_value(number, column, f"={value.text}" if isinstance(value, Formula) else value)
    book.save(str(file))


IN_PYTHON: Final[Mapping[str, Callable[[Path, Sheets, str], None]]] = {
    "xlsxwriter": by_xlsxwriter,
    "pyexcelerate": by_pyexcelerate,
}
WAYS: Final = [
    *(("exceljs", way) for way in ("usual", "streamed", "1904")),
    *(("sheetjs", way) for way in ("shared", "in cells", "days", "1904")),
    *(("xlsxwriter", way) for way in ("usual", "inline", "1904")),
    ("pyexcelerate", "usual"),
]
FORMULAS: Final[Sheets] = {
    "Contracten": [
        ["kenmerk", "zorgaanbieder.naam", "mtvp.tarief_per_kwartaal", "mtvp.ingeschreven_verzekerden"],
        ["HA-1", "Praktijk De Linde", Formula("1.5+2", 3.5), 3180],
    ]
}
FILES: Final[Mapping[str, Callable[[], Sheets]]] = {
    "aanvraag": request_sheets,
    "tabel": lambda: TABLE,
    "prijzen": lambda: PRICES,
    "formule": lambda: FORMULAS,
}


def named(program: str, way: str, what: str) -> str:
    return f"{program}-{way.replace(' ', '_')}-{what}.xlsx"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with every workbook by every program in every way."""
    folder = tmp_path_factory.mktemp("peers")
    modules = os.environ.get(MODULES, "")
    if not all(Path(modules, name).is_dir() for name in ("exceljs", "xlsx")):
        missing("exceljs or xlsx (SheetJS)")
    tasks = []
    for program, way in WAYS:
        for what, sheets in FILES.items():
            file = folder / named(program, way, what)
            if program in IN_PYTHON:
                IN_PYTHON[program](file, sheets(), way)
                continue
            pages = [{"name": name, "rows": as_json(rows)} for name, rows in sheets().items()]
            tasks.append({"program": program, "way": way, "file": str(file), "sheets": pages})
    script = str(Path(__file__).with_name("peers.cjs"))
    subprocess.run([needs("node"), script, modules], input=json.dumps(tasks), text=True, check=True)
    return folder


def rows_of(file: Path) -> list[TableRow]:
    base = tree_of_mapping({"overeenkomst": {"sector": SECTOR}})
    return list(read_table(file, base, plugins()).rows())


@pytest.mark.parametrize(("program", "way"), WAYS)
def test_request_is_the_request_that_was_typed(program: str, way: str, folder: Path) -> None:
    file = folder / named(program, way, "aanvraag")
    assert tree_of(file, plugins()).root == typed().root
    assert examine_request(file, plugins()).request is not None


@pytest.mark.parametrize(("program", "way"), WAYS)
def test_table_has_the_rows_that_were_typed(program: str, way: str, folder: Path) -> None:
    rows = rows_of(folder / named(program, way, "tabel"))
    assert [(row.number, row.kenmerk, row.findings) for row in rows] == [
        (2, "HA-1", ()),
        (3, "HA-2", ()),
        (5, "HA-3", ()),
    ]
    linde, eik, es = ({key: row.tree.root.get(key) for key in ("zorgaanbieder", "ova", "mtvp")} for row in rows)
    assert [row.tree.root["overeenkomst"]["begin"] for row in rows[:2]] == ["2027-01-01", "2027-01-31"]  # type: ignore[index, call-overload]  # it is a group
    assert linde == {
        "zorgaanbieder": {"naam": "Praktijk <De Linde> & Zn", "agb": "01999417", "kvk": "90000101"},
        "ova": {"percentage": "4.18", "aandeel_loon": "0.765"},
        "mtvp": {"deelname": "true", "tarief_per_kwartaal": "3.23", "ingeschreven_verzekerden": "3180"},
    }
    assert eik == {
        "zorgaanbieder": {"naam": "Praktijk De Eik", "agb": "01999418", "kvk": "90000102"},
        "ova": {"percentage": "4.18", "aandeel_loon": "0.76"},
        "mtvp": {"deelname": "false", "tarief_per_kwartaal": "1234.56", "ingeschreven_verzekerden": "3000"},
    }
    assert (es["ova"], es["mtvp"]) == (
        {"percentage": "4.18", "aandeel_loon": "0.76"},
        {"deelname": "true", "tarief_per_kwartaal": "1234.56"},
    )


@pytest.mark.parametrize(("program", "way"), WAYS)
def test_price_list_has_the_performances_that_were_typed(program: str, way: str, folder: Path) -> None:
    heup, knie, onderzoek = taken(folder / named(program, way, "prijzen"))[0]
    assert (heup["code"], heup["maximum"], heup["percentage_van_maximum"], heup["tarief"]) == (
        "190001", "10950.00", "98.5", "10785.75",
    )  # fmt: skip
    assert (knie["code"], knie["maximum"], knie["tarief"]) == ("190009", "9870.50", "9722.44")
    assert (onderzoek["code"], onderzoek["omschrijving"]) == ("190011", "Vóór­onderzoek")
    assert (onderzoek["maximum"], onderzoek["tarief"]) == ("1250.50", "1231.74")


@pytest.mark.parametrize(("program", "way"), WAYS)
def test_formula_is_the_only_fault_though_its_result_is_kept(program: str, way: str, folder: Path) -> None:
    (row,) = rows_of(folder / named(program, way, "formule"))
    assert [(finding.code, finding.position.cell if finding.position else "") for finding in row.findings] == [
        ("cel.formule", "C2")
    ]
    assert row.tree.root["zorgaanbieder"] == {"naam": "Praktijk De Linde"}

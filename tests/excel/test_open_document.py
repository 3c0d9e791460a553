"""Workbooks of LibreOffice (.ods): what somebody saved there says the same, or why it cannot be read here."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from izacontract import load_plugins
from izacontract.batch.rows import read_table
from izacontract.errors import RequestInvalid
from izacontract.host import Plugins
from izacontract.intake.open_document import as_excel
from izacontract.intake.read import examine_request, examine_tree
from izacontract.intake.sources import tree_of, tree_of_bytes
from izacontract.intake.tree import tree_of_mapping
from izacontract.office import CHOSEN, convert
from tests.conftest import needs
from tests.excel.filling import REQUESTS, filled_form
from tests.prices.test_import import taken

SECTOR = "huisartsen"


@cache
def plugins() -> Plugins:
    return load_plugins()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a request, one with a fault, a table and prices in Excel, and each as LibreOffice saves it."""
    office = needs("soffice")
    folder = tmp_path_factory.mktemp("ods")
    form = filled_form(tree_of(REQUESTS / f"{SECTOR}.yaml", plugins()), plugins())
    form.save(folder / "aanvraag.xlsx")
    asked: Any = form["Aanvraag"]
    next(row for row in asked if row[0].value == "zorgaanbieder.kvk")[2].value = "12"
    form.save(folder / "fout.xlsx")
    table, prices = Workbook(), Workbook()
    rows: Any = table.worksheets[0]
    rows.append(["kenmerk", "zorgaanbieder.agb", "ova.percentage", "mtvp.deelname", "overeenkomst.begin"])
    rows.append(["HA-1", "01999417", 0.0418, True, "1-1-2027"])
    rows.cell(2, 3).number_format = "0.00%"
    lines: Any = prices.worksheets[0]
    lines.append(["Prestatiecode", "Omschrijving", "Tarief 2027 (€)"])
    lines.append([190001, "Heup", 10950.5])
    table.save(folder / "tabel.xlsx")
    prices.save(folder / "prijzen.xlsx")
    convert(sorted(folder.glob("*.xlsx")), office, 180, "ods")
    return folder


def test_request_says_what_it_said_in_excel(folder: Path) -> None:
    ours, theirs = (tree_of(folder / f"aanvraag.{ending}", plugins()) for ending in ("ods", "xlsx"))
    assert ours.root == theirs.root
    assert [finding.code for finding in ours.findings] == [finding.code for finding in theirs.findings]
    assert examine_tree(ours, plugins()).request is not None


def test_table_says_what_it_said_in_excel(folder: Path) -> None:
    base = tree_of_mapping(json.loads(json.dumps({"overeenkomst": {"sector": SECTOR}})))
    ours, theirs = (
        [row.tree.root for row in read_table(folder / f"tabel.{ending}", base, plugins()).rows()]
        for ending in ("ods", "xlsx")
    )
    assert ours == theirs
    (row,) = ours
    assert row["ova"] == {"percentage": "4.18"}
    assert row["zorgaanbieder"] == {"agb": "01999417"}


def test_price_list_says_what_it_said_in_excel(folder: Path) -> None:
    lines, _ = taken(folder / "prijzen.ods")
    assert lines == taken(folder / "prijzen.xlsx")[0]
    assert (lines[0]["code"], lines[0]["tarief"]) == ("190001", "10950.50")


def test_fault_names_sheet_and_cell_of_the_file_that_was_given(folder: Path) -> None:
    page: Any = load_workbook(folder / "fout.xlsx")["Aanvraag"]
    row = next(cell.row for cell in page["A"] if cell.value == "zorgaanbieder.kvk")
    findings = examine_request(folder / "fout.ods", plugins()).findings
    faults = [finding for finding in findings if finding.severity == "fault"]
    assert [str(finding.position) for finding in faults] == [f"{folder}/fout.ods, blad Aanvraag, cel C{row}"]


@pytest.fixture
def small(folder: Path) -> bytes:
    return (folder / "prijzen.ods").read_bytes()


def refused(data: bytes, most: int = 30_000_000) -> Any:
    with pytest.raises(RequestInvalid) as caught:
        as_excel(data, "x.ods", most)
    (finding,) = caught.value.findings
    return finding


def test_without_libreoffice_it_is_told_what_to_do(small: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CHOSEN, "/nergens/soffice")
    finding = refused(small)
    assert finding.code == "excel.geen-libreoffice"
    assert ".xlsx" in finding.hint.nl and ".xlsx" in finding.hint.en


def test_file_that_libreoffice_cannot_read_is_told(
    small: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\necho wachtwoord nodig\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv(CHOSEN, str(program))
    finding = refused(small)
    assert (finding.code, "wachtwoord nodig" in finding.message.nl) == ("excel.ods-mislukt", True)


def test_damaged_or_very_large_file_never_reaches_libreoffice(small: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CHOSEN, "/nergens/soffice")
    assert refused(small, most=100).code == "excel.te-groot"
    assert refused(small[: len(small) // 2]).code == "excel.beschadigd"


def test_bytes_that_somebody_sent_are_not_opened_by_libreoffice(small: bytes) -> None:
    with pytest.raises(RequestInvalid) as caught:
        tree_of_bytes(small, "x.ods", plugins())
    assert caught.value.findings[0].code == "excel.geen-werkmap"

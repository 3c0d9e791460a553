"""A price list of 500 lines, all the way: from the purchaser's workbook into the contract, and back from the provider."""

from __future__ import annotations

import shutil
from copy import deepcopy
from pathlib import Path

import pytest
from openpyxl import Workbook

from izacontract.cli.app import main
from tests.conftest import REQUESTS
from tests.verify.edits import Edited, text

LINES = 500
FIRST = 190_000


def price_list(file: Path, *, next_year: bool = False) -> None:
    """Write a price list of `LINES` performances; that of next year has one tariff and one performance of its own."""
    book = Workbook()
    page = book.worksheets[0]
    page.append(["Prijslijst Ziekenhuis De Duin"])
    page.append(["Prestatiecode", "Omschrijving", "Eenheid", "Tarief 2027 (€)"])
    for number in range(LINES):
        tariff = 100 + 1.25 * number + (10 if next_year and number == 250 else 0)
        page.append([FIRST + number, f"Prestatie {number}", "per zorgproduct", tariff])
        if next_year and number == 100:
            page.append([195_555, "Nieuwe prestatie", "per zorgproduct", 77.5])
    page.append([None, "Totaal"])
    book.save(file)


def test_lines_are_known_by_their_code_from_import_to_the_returned_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(REQUESTS / "2027" / "msz.yaml", "basis.yaml")
    price_list(Path("lijst.xlsx"))
    price_list(Path("volgend.xlsx"), next_year=True)
    assert main(["prices", "import", "lijst.xlsx", "--into", "basis.yaml", "-o", "aanvraag.yaml"]) == 0
    assert main(["prices", "import", "volgend.xlsx", "--into", "aanvraag.yaml", "-o", "nieuw.yaml"]) == 0
    told = capsys.readouterr().err
    assert "Gelezen: 500 codes die als getal zijn opgeslagen, zoals '190000'." in told
    assert "Nieuwe codes: 195555." in told

    assert main(["compare", "aanvraag.yaml", "nieuw.yaml"]) == 1
    changed = capsys.readouterr().out.partition("Gewijzigd in de aanvraag")[2].split("\n\n")[0].split("\n")[1:]
    assert [line.strip().replace("\u00a0", " ") for line in changed] == [
        "tarieven.prestaties[190250].tarief: € 412,50 → € 422,50",
        "tarieven.prestaties[195555]: geen → 195555",
    ]

    assert main(["generate", "aanvraag.yaml", "-o", "verzonden.docx"]) == 0
    assert main(["verify", "verzonden.docx"]) == 0
    edited = Edited(Path("verzonden.docx").read_bytes())
    rows = [node for node in edited.body.iter() if str(node.tag).endswith("}tr")]
    row = next(node for node in rows if text(node).startswith("190250"))
    added = deepcopy(next(node for node in rows if text(node).startswith("190100")))
    for node in added.iter():
        if node.text and "190100" in node.text:
            node.text = node.text.replace("190100", "195555")
    for node in row.iter():
        if node.text and "412,50" in node.text:
            node.text = node.text.replace("412,50", "512,50")
    row.addprevious(added)
    Path("terug.docx").write_bytes(edited.saved())
    capsys.readouterr()
    assert main(["verify", "terug.docx"]) == 1
    told = capsys.readouterr().out
    assert "190250" in told and "512,50" in told and "195555" in told
    # What stands in the other lines is not told: one inserted row is one line.
    assert [code for code in map(str, range(FIRST, FIRST + LINES)) if code in told] == ["190250"]

"""`izacontract deviations` on the command line: one table over the requests of a folder."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.conftest import Run

Written = Callable[..., Path]

OWN: dict[str, Any] = {
    "afwijkingen": [
        {
            "clausule": "fysio.tarief",
            "lid": "betaling",
            "wat": "toevoegen",
            "tekst": "Partijen doen een proef.",
            "reden": "proef",
            "overeengekomen_door": "A. Proef",
            "overeengekomen_op": "2024-11-03",
        }
    ],
    "posities": [{"clausule": "fysio.tarief", "keuze": "standaard", "reden": "zo gebleven"}],
    "eigen_bijlagen": [{"titel": "Protocol", "kenmerk": "P-1", "datum": "2024-10-01"}],
    "bijzondere_bepalingen": [
        {"kop": "Avond", "tekst": "Er is een avondspreekuur.", "soort": "aanvulling", "reden": "wens"}
    ],
}


@pytest.fixture
def folder(request_file: Written) -> Path:
    """Return a folder with a plain request, one with own words, and one that cannot be read."""
    plain = request_file("gewoon.yaml")
    request_file("eigen.yaml", **OWN)
    (plain.parent / "stuk.yaml").write_text("overeenkomst: [", encoding="utf-8")
    (plain.parent / "lees.txt").write_text("geen aanvraag", encoding="utf-8")
    return plain.parent


def test_every_deviation_is_listed_by_clause_and_an_unread_request_stops_nothing(run: Run, folder: Path) -> None:
    ran = run("deviations", folder, "--json")
    assert (ran.status, ran.err) == (0, "")
    found = json.loads(ran.out)
    assert [(row["clause"], row["what"], row["subject"]) for row in found["deviations"]] == [
        ("fysio.tarief", "toevoegen", "betaling"),
        ("eigen artikel", "aanvulling", "Avond"),
        ("eigen bijlage", "bijlage", "Protocol"),
    ]
    assert found["deviations"][0]["agreed_on"] == "2024-11-03"
    assert [one["file"] for one in found["unread"]] == ["stuk.yaml"]
    assert found["read"] == 2


def test_table_is_written_in_every_form(run: Run, folder: Path) -> None:
    text = run("deviations", folder).out
    assert text.startswith(f"Afwijkingen in {folder.name}\n2 aanvragen gelezen, 1 met iets eigens, 1 niet gelezen.\n")
    assert "toevoegen 'betaling'" in text
    for end in ("html", "docx", "xlsx", "json", "txt"):
        assert run("deviations", folder, "-o", folder / f"uit.{end}").status == 0
    book = openpyxl.load_workbook(io.BytesIO((folder / "uit.xlsx").read_bytes()))
    assert [cell.value for cell in next(book["Afwijkingen"].iter_rows(min_row=2))][:3] == [
        "fysio.tarief", "toevoegen", "betaling",
    ]  # fmt: skip


def test_what_is_no_folder_is_told(run: Run, folder: Path) -> None:
    assert "is geen map" in run("deviations", folder / "weg").err


def test_rows_of_a_table_deviate_each_by_a_sheet_of_their_own(run: Run, request_file: Written, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheets = {
        "contracten": [("overeenkomst.kenmerk", "overeenkomst.plaats"), ("T-1", "Ede"), ("T-2", "Ede")],
        "afwijkingen": [
            ("overeenkomst.kenmerk", "clausule", "lid", "wat", "tekst", "reden"),
            ("T-1", "fysio.tarief", "betaling", "vervangen", "Zo **dan**.", "proef"),
        ],
    }
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    book.save(tmp_path / "tabel.xlsx")
    base = request_file("basis.yaml")
    ran = run("batch", tmp_path / "tabel.xlsx", "--base", base, "-o", tmp_path / "uit", "--format", "text")
    assert "2 gemaakt" in ran.out + ran.err
    printed = [(tmp_path / "uit" / f"T-{number}.txt").read_text(encoding="utf-8") for number in (1, 2)]
    assert ["Zo **dan**." in text for text in printed] == [True, False]
    memo = openpyxl.load_workbook(tmp_path / "uit" / "memo.xlsx")
    assert [row[-1] for row in memo["Contracten"].values][1:] == ["fysio.tarief: lid 'betaling' vervangen", None]
    alone = json.loads(run("deviations", tmp_path, "--json").out)
    assert [(one["file"], "--base" in one["because"]["nl"]) for one in alone["unread"]] == [("tabel.xlsx", True)]
    (tmp_path / "tabel.csv").write_text("overeenkomst.kenmerk;overeenkomst.plaats\nT-3;Ede\n", encoding="utf-8")
    lines = "overeenkomst.kenmerk;clausule;keuze;reden\nT-3;fysio.tarief;geen;proef\n"
    (tmp_path / "tabel.posities.csv").write_text(lines, encoding="utf-8")
    found = json.loads(run("deviations", tmp_path, "--base", base, "--json").out)
    assert [(row["file"], row["reference"], row["what"]) for row in found["deviations"]] == [
        ("tabel.xlsx, rij 2", "T-1", "vervangen"),
    ]  # fmt: skip
    assert [(one["file"], "geen positie" in one["because"]["nl"]) for one in found["unread"]] == [
        ("tabel.csv, rij 2", True)
    ]
    assert found["read"] == 2

"""`izacontract coverage` on the command line."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from izacontract.loading import load_plugins
from tests.cli.conftest import Run, use

Written = Callable[..., Path]


def test_request_is_held_against_the_commitments(run: Run, request_file: Written) -> None:
    ran = run("coverage", request_file())
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Dekking Proefakkoord: Zorgovereenkomst fysiotherapie F-1, 2025\n")
    assert "beantwoord in artikel 4.2" in ran.out


def test_sector_and_all_are_held_against_the_library(run: Run) -> None:
    assert run("coverage", "fysio").out.startswith("Dekking Proefakkoord en Vervolgakkoord: fysiotherapie, 2023-2028\n")
    assert run("coverage", "alle") == run("coverage")


def test_year_and_accord_narrow_the_report(run: Run, request_file: Written) -> None:
    assert run("coverage", "fysio", "--year", "2024").out.startswith("Dekking Proefakkoord: fysiotherapie, 2024\n")
    narrowed = json.loads(run("coverage", "fysio", "--year", "2027", "--accord", "proef", "--json").out)
    assert narrowed["years"] == [2027]
    assert {row["accord"] for row in narrowed["rows"]} == {"proef"}
    after = {row["id"]: row["after"] for row in narrowed["rows"]}
    assert (after["proef-1.1-tarief"]["state"], after["proef-1.1-tarief"]["years"]) == ("onzeker", [2027])
    assert run("coverage", request_file(), "--year", "2025").status == 0


def test_year_outside_the_term_and_unknown_accord_are_refused(run: Run, request_file: Written) -> None:
    ran = run("coverage", request_file(), "--year", "2026")
    assert (ran.status, ran.out) == (2, "")
    assert "2026 is geen jaar van 2025 tot en met 2025" in ran.err
    ran = run("coverage", "fysio", "--accord", "proeef")
    assert (ran.status, ran.out) == (2, "")
    assert "proef, vervolg" in ran.err


def test_rows_as_json(run: Run, request_file: Written) -> None:
    for subject in (request_file(), "fysio", "alle"):
        answer = json.loads(run("coverage", subject, "--json").out)
        assert answer["schema"] == "izacontract/coverage/1"
        assert all({"section", "status", "articles", "sector"} <= row.keys() for row in answer["rows"])
        assert run("coverage", subject, "--format", "json").out == run("coverage", subject, "--json").out


def test_page_and_workbook_go_to_the_file_that_is_named(run: Run, request_file: Written, tmp_path: Path) -> None:
    assert run("coverage", request_file(), "-o", "dekking.html").err == "Geschreven: dekking.html.\n"
    assert (tmp_path / "dekking.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert run("coverage", "fysio", "-o", "dekking.xlsx").out == ""
    assert openpyxl.load_workbook(tmp_path / "dekking.xlsx").sheetnames == ["Afspraken", "Totalen", "Over deze lijst"]
    assert run("coverage", "fysio", "-o", "dekking.xlsx").status == 5
    assert run("coverage", "fysio", "-o", "dekking.xlsx", "--force").status == 0


def test_workbook_goes_to_a_pipe_but_not_to_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    data = run("coverage", "fysio", "--format", "xlsx").data
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda self: True)
    ran = run("coverage", "fysio", "--format", "xlsx")
    assert (ran.status, ran.out) == (2, "")
    assert "-o" in ran.err


def test_what_is_neither_file_nor_sector_is_refused(run: Run) -> None:
    ran = run("coverage", "fysi")
    assert (ran.status, ran.out) == (2, "")
    assert "fysio, alle" in ran.err
    assert "neither a file nor a sector" in run("coverage", "fysi", "--lang", "en").err


def test_two_forms_at_once_are_refused(run: Run) -> None:
    assert run("coverage", "fysio", "--json", "--format", "html").status == 2


def test_without_plugins_there_is_nothing_to_hold(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, load_plugins([]))
    ran = run("coverage")
    assert (ran.status, ran.out) == (2, "")
    assert "zorgsoort" in ran.err

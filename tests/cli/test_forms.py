"""Every report says the same words in every form, by the same options."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from html import unescape
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from izacontract.reports.forms import ReportForm
from tests.cli.conftest import Run
from tests.support import fysio
from tests.verify.edits import Edited, reword, text

Written = Callable[..., Path]
STARTS = {"txt": b"", "html": b"<!DOCTYPE html>", "docx": b"PK", "xlsx": b"PK", "json": b"{"}


@pytest.fixture
def commands(run: Run, request_file: Written, tmp_path: Path) -> dict[str, tuple[str, ...]]:
    """Return a command of each report that has something to say."""
    request = request_file("aanvraag.json", fysio={**fysio()["fysio"], "tarief": 40})
    assert run("generate", request, "-o", "terug.docx").status == 0
    edited = Edited((tmp_path / "terug.docx").read_bytes())
    lid = edited.clause("fysio.behandeling")[0]
    reword(lid, text(lid).split()[-1], "zorg & <tijd>.")
    (tmp_path / "terug.docx").write_bytes(edited.saved())
    return {
        "compare": ("compare", "--sector", "fysio", "--from", "2025-01-01", "--to", "2026-01-01"),
        "verify": ("verify", "terug.docx"),
        "coverage": ("coverage", str(request)),
        "explain": ("explain", str(request)),
        "memo": ("memo", str(request)),
    }


REPORTS = pytest.mark.parametrize("report", ["compare", "verify", "coverage", "explain", "memo"])


@REPORTS
@pytest.mark.parametrize("suffix", STARTS)
def test_name_of_the_file_chooses_the_form_of_every_report(
    run: Run, commands: dict[str, tuple[str, ...]], tmp_path: Path, report: str, suffix: str
) -> None:
    command = commands[report]
    form = "text" if suffix == "txt" else suffix
    status = int(report in ("compare", "verify"))
    ran = run(*command, "-o", f"verslag.{suffix}")
    assert (ran.status, ran.out, ran.err) == (status, "", f"Geschreven: verslag.{suffix}.\n")
    written = (tmp_path / f"verslag.{suffix}").read_bytes()
    assert written.startswith(STARTS[suffix])
    assert run(*command, "-o", f"verslag.{suffix}").status == 5, "never overwritten unasked"
    assert run(*command, "--format", form).data == written


@REPORTS
def test_name_that_ends_in_no_form_of_a_report_is_refused(
    run: Run, commands: dict[str, tuple[str, ...]], tmp_path: Path, report: str
) -> None:
    ran = run(*commands[report], "-o", "verslag.pdf")
    assert (ran.status, ran.out, (tmp_path / "verslag.pdf").exists()) == (2, "", False)
    assert ".txt, .html, .docx, .xlsx, .json" in ran.err


@REPORTS
def test_json_is_asked_for_in_two_ways_and_not_with_another_form(
    run: Run, commands: dict[str, tuple[str, ...]], report: str
) -> None:
    command = commands[report]
    assert run(*command, "--json").out == run(*command, "--format", "json").out
    assert json.loads(run(*command, "--json").out)["schema"].startswith("izacontract/")
    assert run(*command, "--json", "--format", "html").status == 2


@REPORTS
def test_text_page_and_word_document_say_the_same_words(
    run: Run, commands: dict[str, tuple[str, ...]], report: str
) -> None:
    command = commands[report]
    said = _words(run(*command).out)
    page = _words(unescape(re.sub("<[^>]+>", " ", run(*command, "--format", "html").out.partition("<body>")[2])))
    document = _words(_word_text(run(*command, "--format", "docx").data))
    assert said <= document
    assert said - {"n", "v", "t"} <= page, "a column of figures has a short name in plain text"


@REPORTS
def test_word_document_has_headings_in_order(run: Run, commands: dict[str, tuple[str, ...]], report: str) -> None:
    document = Document(io.BytesIO(run(*commands[report], "--format", "docx").data))
    levels = [int(name[-1]) for one in document.paragraphs if (name := one.style.name).startswith("Heading")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert document.core_properties.author == "izacontract"


def test_workbook_of_a_verification_has_was_beside_now(run: Run, commands: dict[str, tuple[str, ...]]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(run(*commands["verify"], "--format", "xlsx").data))
    assert book.sheetnames == ["Wijzigingen", "Verantwoording"]
    row = [cell.value for cell in next(book["Wijzigingen"].iter_rows(min_row=2))]
    assert row[1:3] == ["F-1", "Praktijk Proef"]
    assert row[5:8] == ["fysio.behandeling", "2.1", "gewijzigd"]
    assert row[9].endswith("zorg & <tijd>.")
    english = openpyxl.load_workbook(io.BytesIO(run(*commands["verify"], "--format", "xlsx", "--lang", "en").data))
    assert english.sheetnames == ["Changes", "Account"]


def test_comparison_with_an_altered_document_says_so_first(
    run: Run, commands: dict[str, tuple[str, ...]], request_file: Written
) -> None:
    ran = run("compare", request_file("aanvraag.json", fysio={**fysio()["fysio"], "tarief": 40}), "terug.docx")
    assert ran.status == 1
    assert ran.out.splitlines()[0].startswith("LET OP: terug.docx is gewijzigd nadat izacontract het maakte.")
    assert "Er is geen verschil in wat is vergeleken." in ran.out


def test_every_form_has_a_name_that_a_file_can_end_with() -> None:
    assert {form.value for form in ReportForm} == {"text", *STARTS} - {"txt"}


def _words(printed: str) -> set[str]:
    """Return the words of a report; marks of what goes and comes, and capitals of headings, are of the form."""
    return set(re.findall(r"\w+", printed.lower()))


def _word_text(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])

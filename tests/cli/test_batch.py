"""`izacontract batch` as a purchaser types it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import Any

import openpyxl
import pytest

from izacontract import ContractRequest, Finding, Message, hookimpl, load_plugins
from izacontract.errors import ExitStatus
from izacontract.host import Plugins
from tests.cli.conftest import Run, use
from tests.support import FYSIO, outside

TABLE = "kenmerk;zorgaanbieder.naam;zorgaanbieder.kvk\nA;Praktijk A;90000101\nB;Praktijk B;90000102\nC;Praktijk C;1\n"


@pytest.fixture
def table(tmp_path: Path, request_file: Callable[..., Path]) -> Path:
    """Return a table of three rows, of which the last has a fault, with its base beside it."""
    request_file("basis.json")
    file = tmp_path / "tabel.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


def test_rows_become_contracts_and_faults_a_list(run: Run, table: Path, tmp_path: Path) -> None:
    ran = run("batch", table, "--base", "basis.json", "-o", "uit")
    assert ran.status == ExitStatus.DIFFERENCES
    assert {file.name for file in (tmp_path / "uit").iterdir()} == {
        "A.docx", "B.docx", "fouten.csv", "fouten.xlsx", "manifest.jsonl", "memo.xlsx",
        "overzicht.xlsx",
    }  # fmt: skip
    assert ran.err.splitlines()[-1].startswith("3 rijen: 2 gemaakt, 0 ongewijzigd, 0 verwijderd, 1 mislukt")
    assert "fouten.xlsx" in ran.err
    assert ran.out == ""


def unreviewed(plugins: Plugins) -> Plugins:
    """Return `plugins` with no text that a lawyer reviewed."""
    clauses = {
        clause.id: replace(clause, versions=tuple(replace(version, reviewed=None) for version in clause.versions))
        for clause in plugins.library.clauses.values()
    }
    changed = replace(plugins)
    vars(changed)["library"] = replace(plugins.library, clauses=clauses)
    return changed


def test_final_without_review_makes_nothing_but_for_a_reason_that_the_memo_tells(
    run: Run, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, unreviewed(outside()))
    given = ("batch", table, "--base", "basis.json", "-o", "uit", "--workers", "1", "--force", "--final")
    ran = run(*given)
    assert ran.status == ExitStatus.REQUEST
    assert not list((tmp_path / "uit").glob("*.docx"))
    ran = run(*given, "--unreviewed", "jurist leest mee")
    assert ran.status == ExitStatus.DIFFERENCES
    book = openpyxl.load_workbook(tmp_path / "uit" / "memo.xlsx")
    assert "jurist leest mee" in [row[1] for row in book["Run"].values]
    assert [row[1] for row in book["Contracten"].values] == ["Kenmerk", "A", "B"]
    assert {row[3] for row in book["Teksten"].values} == {"Juridisch beoordeeld", "nee"}


def test_rows_refer_to_an_edition_and_are_made_anew_for_another(run: Run, table: Path, tmp_path: Path) -> None:
    def edition(name: str) -> None:
        ran = run(
            "edition", "fysio", "--season", "2025", "--edition", name, "--day", "2024-11-12", "-o", f"{name}.docx"
        )
        assert ran.status == ExitStatus.DONE, ran.err

    def counts(*more: str) -> str:
        ran = run("batch", table, "--base", "basis.json", "-o", "uit", "--format", "text", "--workers", "1", *more)
        return ran.err.splitlines()[-1]

    edition("een")
    edition("twee")
    assert counts("--by-reference", "een.docx").startswith("3 rijen: 2 gemaakt")
    assert "uitgave een van 12 november 2024" in (tmp_path / "uit" / "A.txt").read_text(encoding="utf-8")
    header = json.loads((tmp_path / "uit" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()[0])
    digest = sha256((tmp_path / "een.docx").read_bytes()).hexdigest()
    assert header["surroundings"]["options"]["general_part"] == digest
    assert counts("--by-reference", "een.docx", "--resume").startswith("3 rijen: 0 gemaakt, 2 ongewijzigd")
    assert counts("--by-reference", "twee.docx", "--resume").startswith("3 rijen: 2 gemaakt, 0 ongewijzigd")
    assert counts("--resume").startswith("3 rijen: 2 gemaakt, 0 ongewijzigd")


def test_mended_rows_are_made_by_resume(run: Run, table: Path, tmp_path: Path) -> None:
    run("batch", table, "--base", "basis.json", "-o", "uit")
    table.write_text(TABLE.replace("C;1", "C;90000103"), encoding="utf-8")
    ran = run("batch", table, "--base", "basis.json", "-o", "uit", "--resume")
    assert ran.status == ExitStatus.DONE
    assert ran.err.splitlines()[-1].startswith("3 rijen: 1 gemaakt, 2 ongewijzigd, 0 verwijderd, 0 mislukt")
    assert not (tmp_path / "uit" / "fouten.csv").exists()


def test_excel_table_gives_what_csv_gives(run: Run, table: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in TABLE.splitlines():
        book.worksheets[0].append(line.split(";"))
    book.save(tmp_path / "tabel.xlsx")
    run("batch", table, "--base", "basis.json", "-o", "csv")
    run("batch", tmp_path / "tabel.xlsx", "--base", "basis.json", "-o", "excel")
    for name in ("A.docx", "B.docx", "manifest.jsonl"):
        assert (tmp_path / "csv" / name).read_bytes() == (tmp_path / "excel" / name).read_bytes()
    assert "cel C4" in (tmp_path / "excel" / "fouten.csv").read_text(encoding="utf-8-sig")


def test_dry_run_prints_the_faults_and_makes_nothing(run: Run, table: Path, tmp_path: Path) -> None:
    before = {file.name for file in tmp_path.iterdir()}
    ran = run("batch", table, "--base", "basis.json", "--dry-run")
    assert ran.status == ExitStatus.DIFFERENCES
    assert "tabel.csv:4:3" in ran.err
    assert "zorgaanbieder.kvk" in ran.err
    assert ran.err.splitlines()[-1].startswith("3 rijen gecontroleerd: 2 goed, 1 fout")
    assert {file.name for file in tmp_path.iterdir()} == before


def test_dry_run_with_a_folder_lists_the_faults_there(run: Run, table: Path, tmp_path: Path) -> None:
    assert run("batch", table, "--base", "basis.json", "-o", "uit", "--dry-run").status == ExitStatus.DIFFERENCES
    assert {file.name for file in (tmp_path / "uit").iterdir()} == {"fouten.csv", "fouten.xlsx"}


def test_json_report_has_its_counts(run: Run, table: Path) -> None:
    ran = run("batch", table, "--base", "basis.json", "-o", "uit", "--json", "--lang", "en")
    answer = json.loads(ran.out)
    assert answer["schema"] == "izacontract/batch-report/1"
    assert (answer["rows"], answer["made"], answer["failed"], answer["faults"]) == (3, 2, 1, 1)
    assert answer["manifest"] == "manifest.jsonl"
    assert ran.err.splitlines()[-1].startswith("3 rows: 2 made, 0 unchanged, 0 removed, 1 failed")


def test_names_follow_the_pattern(run: Run, table: Path, tmp_path: Path) -> None:
    run("batch", table, "--base", "basis.json", "-o", "uit", "--name", "{rij} {zorgaanbieder.naam}", "--format", "text")
    assert (tmp_path / "uit" / "2 Praktijk A.txt").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--name", "contract"], "{kenmerk}"),
        (["--name", "{zorgaanbieder.nam}"], "Bedoelt u 'zorgaanbieder.naam'"),
        (["--format", "odt"], "docx, pdf, text, html, json"),
        (["--format", "text", "--split"], "--split geldt alleen voor docx en pdf"),
        (["--format", "text", "--frame", "huis.docx"], "--frame geldt alleen voor docx"),
        (["--dask", "tcp://127.0.0.1:1", "--workers", "2"], "gaan niet samen"),
    ],
)
def test_options_that_cannot_be_met_are_refused(
    options: list[str], said: str, run: Run, table: Path, tmp_path: Path
) -> None:
    ran = run("batch", table, "--base", "basis.json", "-o", "uit", *options)
    assert ran.status == ExitStatus.USAGE
    assert said in ran.err
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize("given", [["-o", "uit"], ["--base", "basis.json"]])
def test_what_is_needed_is_asked_for(given: list[str], run: Run, table: Path) -> None:
    ran = run("batch", table, *given)
    assert ran.status == ExitStatus.USAGE
    assert "ontbreekt" in ran.err


def test_folder_that_holds_a_run_is_refused_with_what_to_do(run: Run, table: Path) -> None:
    run("batch", table, "--base", "basis.json", "-o", "uit")
    ran = run("batch", table, "--base", "basis.json", "-o", "uit")
    assert ran.status == ExitStatus.FILE
    assert "--resume" in ran.err
    assert run("batch", table, "--base", "basis.json", "-o", "uit", "--force").status == ExitStatus.DIFFERENCES


def test_faulty_table_is_refused_before_anything_is_written(run: Run, table: Path, tmp_path: Path) -> None:
    table.write_text("kenmerk;zorgaanbieder.nam\nA;x\n", encoding="utf-8")
    ran = run("batch", table, "--base", "basis.json", "-o", "uit")
    assert ran.status == ExitStatus.REQUEST
    assert "zorgaanbieder.naam" in ran.err
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize("missing", ["tabel", "basis", "sjabloon"])
def test_file_that_is_not_there_is_told(missing: str, run: Run, table: Path, tmp_path: Path) -> None:
    named = {"tabel": "tabel.csv", "basis": "basis.json"} | {missing: "weg.csv"}
    frame = ["--frame", named["sjabloon"]] if missing == "sjabloon" else []
    ran = run("batch", named["tabel"], "--base", named["basis"], "-o", "uit", *frame)
    assert ran.status == ExitStatus.FILE
    assert "weg.csv" in ran.err
    assert not (tmp_path / "uit").exists()


def test_batch_refuses_while_a_plugin_is_broken(run: Run, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, load_plugins([FYSIO, EntryPoint("stuk", "bestaat_niet", "izacontract")]))
    ran = run("batch", table, "--base", "basis.json", "-o", "uit")
    assert ran.status == ExitStatus.PLUGIN
    assert "[plugin.kapot]" in ran.err


def test_what_is_to_mend_before_final_has_its_own_name_also_when_nothing_is_made_anew(
    run: Run, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = Message("proef.reden", "Er is geen reden.", "There is no reason.", "Geef een reden.", "Give a reason.")

    @hookimpl
    def check_request(request: ContractRequest) -> list[Finding]:
        return [message.before_final("fysio", "tarief")]

    module = ModuleType("proef_reden")
    vars(module)["check_request"] = check_request
    monkeypatch.setitem(sys.modules, module.__name__, module)
    use(monkeypatch, load_plugins([FYSIO, EntryPoint("reden", module.__name__, "izacontract")]))
    given = ("batch", table, "--base", "basis.json", "-o", "uit", "--workers", "1")
    first = run(*given)
    assert "2 te herstellen vóór definitief [proef.reden]: Er is geen reden." in first.err
    again = run(*given, "--resume", "--json")
    assert "2 te herstellen vóór definitief [proef.reden]" in again.err
    assert (json.loads(again.out)["before_final"], json.loads(again.out)["unchanged"]) == ({"proef.reden": 2}, 2)
    final = run(*given[:-2], "--force", "--final", "--workers", "1")
    assert final.err.splitlines()[-1].startswith("3 rijen: 0 gemaakt, 0 ongewijzigd, 2 verwijderd, 3 mislukt")


def test_empty_table_is_written_and_filled_in_gives_contracts(run: Run, table: Path, tmp_path: Path) -> None:
    assert run("batch", "--template", "fysio", "leeg.xlsx").status == ExitStatus.DONE
    book = openpyxl.load_workbook(tmp_path / "leeg.xlsx")
    sheet = book.worksheets[0]
    titles: dict[Any, int] = {cell.value: cell.column for cell in sheet[1]}
    row = sheet.max_row + 1
    sheet.cell(row, titles["kenmerk"], "T-1")
    sheet.cell(row, titles["zorgaanbieder.naam"], "Uit de tabel")
    book.save(tmp_path / "vol.xlsx")
    ran = run("batch", "vol.xlsx", "--base", "basis.json", "-o", "uit", "--format", "text")
    assert ran.status == ExitStatus.DONE, ran.err
    assert "Uit de tabel" in (tmp_path / "uit" / "T-1.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("sector", "file", "status"), [("fysio", "leeg.csv", 2), ("tandarts", "leeg.xlsx", 2)])
def test_empty_table_that_cannot_be_made_is_refused(
    sector: str, file: str, status: int, run: Run, tmp_path: Path
) -> None:
    assert run("batch", "--template", sector, file).status == status
    assert not (tmp_path / file).exists()


def test_empty_table_overwrites_nothing_unasked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "leeg.xlsx").touch()
    assert run("batch", "--template", "fysio", "leeg.xlsx").status == ExitStatus.FILE
    assert run("batch", "--template", "fysio", "leeg.xlsx", "--force").status == ExitStatus.DONE


def test_progress_is_plain_lines_without_a_terminal(run: Run, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("izacontract.cli.batch_progress.SECONDS", 0.0)
    ran = run("batch", table, "--base", "basis.json", "-o", "uit")
    assert any(line.startswith("3 van 3 rijen") and "1 mislukt" in line for line in ran.err.splitlines())
    assert "\x1b" not in ran.err


def test_progress_is_a_bar_on_a_terminal(run: Run, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    ran = run("batch", table, "--base", "basis.json", "-o", "uit")
    assert "Contracten" in ran.err
    assert "3 van 3 rijen" in ran.err


def test_empty_table_with_chosen_columns_has_these_in_their_order(run: Run, tmp_path: Path) -> None:
    chosen = "zorgaanbieder.kvk, zorgaanbieder.naam,zorgverzekeraar.rechtspersonen"
    assert run("batch", "--template", "fysio", "leeg.xlsx", "--columns", chosen).status == ExitStatus.DONE
    book = openpyxl.load_workbook(tmp_path / "leeg.xlsx")
    assert [cell.value for cell in book["Contracten"][1]] == ["kenmerk", "zorgaanbieder.kvk", "zorgaanbieder.naam"]
    assert "zorgverzekeraar.rechtspersonen" in book.sheetnames
    assert "bijzondere_bepalingen" not in book.sheetnames


def test_unknown_columns_of_an_empty_table_are_all_told_with_what_was_meant(run: Run, tmp_path: Path) -> None:
    ran = run("batch", "--template", "fysio", "leeg.xlsx", "--columns", "zorgaanbieder.kvkk,zorgaanbieder.naamm")
    assert ran.status == ExitStatus.USAGE
    assert "zorgaanbieder.kvkk, zorgaanbieder.naamm" in ran.err
    assert "'zorgaanbieder.kvk'" in ran.err
    assert not (tmp_path / "leeg.xlsx").exists()


def test_fault_of_the_base_is_told_once_and_no_row_is_begun(
    run: Run, tmp_path: Path, request_file: Callable[..., Path]
) -> None:
    request_file("basis.json", instellingen={"verwijsstijl": "zomaar"})
    (tmp_path / "tabel.csv").write_text(TABLE, encoding="utf-8")
    ran = run("batch", "tabel.csv", "--base", "basis.json", "-o", "uit")
    assert ran.status == ExitStatus.REQUEST
    assert ran.err.count("zomaar") == 1
    assert "De basisaanvraag is niet goed" in ran.err
    assert not (tmp_path / "uit").exists()


def test_fault_of_the_base_below_a_column_that_is_empty_everywhere_is_told_once(
    run: Run, tmp_path: Path, request_file: Callable[..., Path]
) -> None:
    request_file("basis.json", zorgaanbieder={"naam": "Uit de basis", "kvk": "12"})
    table = "kenmerk;zorgaanbieder.naam;zorgaanbieder.kvk\nA;Praktijk A;\nB;Praktijk B;\n"
    (tmp_path / "tabel.csv").write_text(table, encoding="utf-8")
    ran = run("batch", "tabel.csv", "--base", "basis.json", "-o", "uit")
    assert ran.status == ExitStatus.REQUEST
    assert ran.err.count("zorgaanbieder.kvk") == 1
    assert "De basisaanvraag is niet goed" in ran.err


def test_fault_of_the_base_that_rows_mend_stops_nothing(
    run: Run, tmp_path: Path, request_file: Callable[..., Path]
) -> None:
    request_file("basis.json", zorgaanbieder={"naam": "Uit de basis", "kvk": "12"})
    (tmp_path / "tabel.csv").write_text(TABLE, encoding="utf-8")
    ran = run("batch", "tabel.csv", "--base", "basis.json", "-o", "uit", "--format", "text")
    assert ran.err.splitlines()[-1].startswith("3 rijen: 2 gemaakt, 0 ongewijzigd, 0 verwijderd, 1 mislukt")


def test_row_that_lacks_what_the_base_leaves_to_it_is_blamed_itself(
    run: Run, tmp_path: Path, request_file: Callable[..., Path]
) -> None:
    request_file("basis.json", zorgaanbieder={"plaats": "Ede"})
    (tmp_path / "tabel.csv").write_text("kenmerk;zorgaanbieder.naam\nA;\nB;Praktijk B\n", encoding="utf-8")
    ran = run("batch", "tabel.csv", "--base", "basis.json", "--dry-run")
    assert "1 goed, 1 fout" in ran.err
    assert "(tabel.csv:2:1)" in ran.err
    assert "basis.json" not in ran.err

"""`register` on the command line: what it prints, refuses and writes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from izacontract.register.recording import REGISTER
from tests.cli.conftest import Run

Written = Callable[..., Path]
TODAY = f"{date.today():%d-%m-%Y}"


@pytest.fixture
def kept(run: Run, request_file: Written, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Return what runs the command with a register that holds one contract."""
    monkeypatch.setenv(REGISTER, str(tmp_path / "register.db"))
    monkeypatch.setenv("IZACONTRACT_USER", "janneke")
    ran = run("register", "add", request_file())
    assert ran.status == 0
    assert f"Nieuw register gemaakt: {tmp_path / 'register.db'}." in ran.err
    return run


def test_without_a_register_every_command_says_how_to_name_one(run: Run, request_file: Written) -> None:
    for arguments in (
        ["list"],
        ["show", "F-1"],
        ["add", request_file()],
        ["set", "F-1", "terug"],
        ["undo", "F-1", "--reason", "x"],
        ["export"],
    ):
        ran = run("register", *arguments)
        assert (ran.status, ran.out) == (2, "")
        assert "[register.niet-genoemd]" in ran.err


def test_list_is_a_table_with_dutch_days(kept: Run) -> None:
    ran = kept("register", "list")
    assert ran.out.splitlines() == [
        "Kenmerk  Zorgsoort  Status   Sinds       Begin       Einde       Zorgaanbieder",
        f"F-1      fysio      concept  {TODAY}  01-01-2025  31-12-2025  Praktijk Proef",
    ]
    assert f"1 contract op {TODAY}." in ran.err
    nothing = kept("register", "list", "--sector", "ergo")
    assert (nothing.out, nothing.status) == ("", 0)
    assert "Geen contracten" in nothing.err


def test_list_as_json_has_its_shape(kept: Run) -> None:
    answer = json.loads(kept("register", "list", "--json", "--as-of", "2025-03-01", "--party", "proef").out)
    assert (answer["schema"], answer["as_of"], answer["count"]) == ("izacontract/register/1", "2025-03-01", 1)
    assert answer["filters"] == {"party": "proef"}
    (one,) = answer["contracts"]
    assert list(one) == [
        "reference", "sector", "title", "status", "status_day", "begin", "end", "renews", "ended_on", "parties",
        "versions", "documents", "addenda", "events", "created", "changed",
    ]  # fmt: skip


def test_steps_lead_to_a_contract_that_runs_on_its_days(kept: Run) -> None:
    for status in ("verstuurd", "terug", "Akkoord", "getekend"):
        assert kept("register", "set", "F-1", status, "--note", "zo").status == 0
    for day, status in (("2024-12-31", "getekend"), ("2025-06-01", "loopt"), ("2026-01-01", "beëindigd")):
        answer = json.loads(kept("register", "list", "--json", "--as-of", day, "--status", status).out)
        assert [one["status"] for one in answer["contracts"]] == [status]


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["set", "F-1", "klaar"], 2, "Kies een van: concept, verstuurd, terug, akkoord, getekend, loopt, beëindigd"),
        (["set", "F-1", "akkoord"], 3, "Wel kan: verstuurd, beëindigd"),
        (["set", "F-1", "verstuurd", "--on", "1 maart"], 2, "is geen datum"),
        (["set", "F-2", "verstuurd"], 3, "Bedoelt u 'F-1'?"),
        (["show", "F-2"], 3, "[register.onbekend]"),
        (["event", "F-1", " "], 3, "[register.leeg]"),
        (["list", "--status", "klaar"], 2, "[register.status]"),
        (["export", "-o", "x.docx"], 2, "eindigt niet op een vorm"),
        (["export", "-o", "register.db", "--force"], 2, "eindigt niet op een vorm"),
        (["remove", "F-1"], 2, "--reason"),
        (["add", "weg.yaml"], 5, "het bestaat niet"),
        (["add", "."], 3, "[register.niets]"),
    ],
)
def test_what_cannot_be_is_told(arguments: list[str], status: int, words: str, kept: Run) -> None:
    before = kept("register", "list", "--json").out
    ran = kept("register", *arguments)
    assert (ran.status, ran.out) == (status, "")
    assert words in ran.err
    assert kept("register", "list", "--json").out == before


def test_one_file_that_cannot_be_read_keeps_all_out(kept: Run, request_file: Written, tmp_path: Path) -> None:
    good = request_file("goed.json", overeenkomst={
        "kenmerk": "F-9", "sector": "fysio", "begin": "2025-01-01", "einde": "2025-12-31"})  # fmt: skip
    (tmp_path / "brief.docx").write_bytes(b"geen Word")
    bad = request_file("fout.json", fysio={"tarief": "4,18", "soort": "thuis"})
    ran = kept("register", "add", good, "brief.docx", bad)
    assert ran.status != 0
    assert "brief.docx" in ran.err
    assert "fysio.tarief" in ran.err
    assert "Er is niets in het register gezet." in ran.err
    assert "F-9" not in kept("register", "list").out
    assert kept("register", "add", good, good).status == 0


def test_show_tells_everything_and_of_a_removed_contract_the_log(kept: Run) -> None:
    kept("register", "event", "F-1", "goedkeuring plan", "--on", "2026-01-02", "--note", "brief")
    told = kept("register", "show", "F-1").out
    for words in ("Praktijk Proef", "04999101", "aanvraag.json", "goedkeuring plan", "02-01-2026", "janneke", "brief"):
        assert words in told
    assert kept("register", "remove", "F-1", "--reason", "dubbel", "--by", "bo").status == 0
    ran = kept("register", "show", "F-1")
    assert ran.status == 3
    assert [word for word in ("Praktijk", "aanvraag.json", "brief") if word in ran.out] == []
    assert "dubbel" in ran.out
    assert "bo" in ran.out


def test_show_and_change_answer_in_json(kept: Run) -> None:
    shown = json.loads(kept("register", "show", "F-1", "--json").out)
    assert (shown["schema"], len(shown["versions"]), shown["log"][0]["action"]) == (
        "izacontract/register-contract/1", 1, "add",
    )  # fmt: skip
    changed = json.loads(kept("register", "set", "F-1", "verstuurd", "--json").out)
    assert (changed["schema"], changed["contracts"][0]["status"]) == ("izacontract/register-change/1", "verstuurd")
    assert json.loads(kept("register", "add", "aanvraag.json", "--json").out)["unchanged"] == ["F-1"]
    assert json.loads(kept("register", "remove", "F-1", "--reason", "x", "--json").out)["removed"] == ["F-1"]


def test_export_writes_excel_csv_and_json(kept: Run, tmp_path: Path) -> None:
    for name in ("x.xlsx", "x.csv", "x.json"):
        assert kept("register", "export", "-o", name).status == 0
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert book.sheetnames == ["Contracten", "Versies", "Allonges", "Documenten", "Gebeurtenissen", "Log"]
    header, row = [[cell.value for cell in line] for line in book["Contracten"].iter_rows()]
    assert dict(zip(header, row, strict=True))["Zorgaanbieder"] == "Praktijk Proef"
    lines = list(csv.reader(io.StringIO((tmp_path / "x.csv").read_text(encoding="utf-8-sig")), delimiter=";"))
    assert lines[1][:3] == ["F-1", "fysio", "concept"]
    answer = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert (answer["schema"], answer["contracts"][0]["documents"][0]["name"]) == (
        "izacontract/register-export/1", "aanvraag.json",
    )  # fmt: skip
    assert kept("register", "export", "-o", "x.csv").status == 5


def test_register_is_spoken_of_in_english(kept: Run) -> None:
    assert "from there it cannot become" in kept("register", "set", "F-1", "akkoord", "--lang", "en").err
    assert kept("register", "list", "--lang", "en").out.startswith("Reference  Sector")


def test_event_on_which_no_duty_hangs_is_kept_with_a_warning(kept: Run) -> None:
    ran = kept("register", "event", "F-1", "opzeging", "--on", "2026-01-02")
    assert ran.status == 0
    assert "aan 'opzeging' hangt geen verplichting" in ran.err

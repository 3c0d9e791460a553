"""`izacontract compare`: every kind of side, every form, and an exit status that scripts can use."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from syrupy.assertion import SnapshotAssertion

from izacontract.render.json import json_text
from izacontract.render.word import word
from tests.cli.conftest import Run
from tests.support import contract_of, fysio

Files = Callable[..., Path]


def other(**terms: Any) -> dict[str, Any]:
    return {**fysio()["fysio"], **terms}


def test_identical_requests_give_no_difference(run: Run, request_file: Files) -> None:
    ran = run("compare", request_file("a.json"), request_file("b.json"))
    assert (ran.status, ran.err) == (0, "")
    assert "Er is geen verschil" in ran.out


def test_plain_output(run: Run, request_file: Files, snapshot: SnapshotAssertion) -> None:
    ran = run("compare", request_file("a.json"), request_file("b.json", fysio=other(tarief=41, locaties=None)))
    assert ran.status == 1
    assert ran.out == snapshot


def test_json_output(run: Run, request_file: Files, snapshot: SnapshotAssertion) -> None:
    ran = run("compare", request_file("a.json"), request_file("b.json", fysio=other(tarief=41)), "--json")
    assert ran.status == 1
    assert json.loads(ran.out)["schema"] == "izacontract/compare/1"
    assert ran.out == snapshot


def test_yearly_list_of_a_sector(run: Run) -> None:
    ran = run("compare", "--sector", "fysio", "--from", "2025-01-01", "--to", "2026-01-01")
    assert ran.status == 1
    assert "fysio.behandeling" in ran.out
    assert run("compare", "--sector", "fysio", "--from", "2025-01-01", "--to", "2025-02-01").status == 0


@pytest.fixture
def sides(tmp_path: Path, request_file: Files) -> dict[str, Path]:
    """Return the same contract as a request, as JSON and as a document, with another tariff as `new`."""
    files = {"request": request_file("was.json"), "json": tmp_path / "contract.json", "docx": tmp_path / "was.docx"}
    files["json"].write_text(json_text(contract_of(fysio())), encoding="utf-8")
    files["docx"].write_bytes(word(contract_of(fysio())))
    files["new"] = request_file("wordt.json", fysio=other(tarief=41))
    return files


@pytest.mark.parametrize("old", ["request", "json", "docx"])
@pytest.mark.parametrize("new", ["request", "json", "docx"])
def test_the_same_contract_is_the_same_in_every_form(run: Run, sides: dict[str, Path], old: str, new: str) -> None:
    ran = run("compare", sides[old], sides[new])
    assert ran.status == 0, ran.out


@pytest.mark.parametrize("old", ["request", "json", "docx"])
def test_changed_value_shows_whatever_the_form_of_the_old_contract(run: Run, sides: dict[str, Path], old: str) -> None:
    ran = run("compare", sides[old], sides["new"])
    assert ran.status == 1
    assert "[-€\xa040,00-]{+€\xa041,00+}" in ran.out
    assert "andere waarden" in ran.out


def test_edits_after_sending_are_named_as_not_compared(run: Run, sides: dict[str, Path]) -> None:
    assert "zie daarvoor izacontract verify" in run("compare", sides["docx"], sides["new"]).out


@pytest.mark.parametrize(
    ("name", "start"), [("v.html", b"<!DOCTYPE"), ("v.xlsx", b"PK"), ("v.docx", b"PK"), ("v.json", b"{")]
)
def test_name_of_the_file_chooses_the_form(
    run: Run, sides: dict[str, Path], tmp_path: Path, name: str, start: bytes
) -> None:
    ran = run("compare", sides["request"], sides["new"], "-o", name)
    assert (ran.status, ran.out) == (1, "")
    assert (tmp_path / name).read_bytes().startswith(start)
    assert run("compare", sides["request"], sides["new"], "-o", name).status == 5, "never overwritten unasked"
    assert run("compare", sides["request"], sides["new"], "-o", name, "--force").status == 1


def test_redline_of_documents_says_what_it_leaves_out(run: Run, sides: dict[str, Path], tmp_path: Path) -> None:
    ran = run("compare", sides["docx"], sides["new"], "--format", "docx", "-o", "revisies.docx")
    assert "Niet vergeleken: " in ran.err
    with ZipFile(tmp_path / "revisies.docx") as package:
        assert b"<w:del " in package.read("word/document.xml")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("a.json",),
        ("-", "-"),
        ("a.json", "b.json", "--from", "2025-01-01"),
        ("a.json", "b.json", "--frame", "huis.docx"),
        ("a.json", "b.json", "--json", "--format", "html"),
        ("--sector", "fysio"),
        ("--sector", "fysio", "--from", "2025-01-01", "--to", "morgen"),
        ("--sector", "onbekend", "--from", "2025-01-01", "--to", "2026-01-01"),
        ("--sector", "fysio", "--from", "2025-01-01", "--to", "2026-01-01", "--frame", "huis.docx", "-o", "v.docx"),
        ("a.json", "b.json", "--sector", "fysio", "--from", "2025-01-01", "--to", "2026-01-01"),
    ],
)
def test_what_does_not_go_together_is_refused(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run("compare", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert "--help" in ran.err or "jaar, maand en dag" in ran.err or "Kies uit" in ran.err


def test_faults_of_either_side_are_told_with_their_file(run: Run, request_file: Files) -> None:
    wrong = request_file("fout.json", fysio={"tarief": "veel"})
    for arguments in ((wrong, request_file()), (request_file(), wrong)):
        ran = run("compare", *arguments)
        assert ran.status == 3
        assert "fout.json:" in ran.err


def test_contract_that_is_not_ours_is_refused(run: Run, sides: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "stuk.json").write_text('{"schema": "izacontract/contract/1", "title": 3}', encoding="utf-8")
    ran = run("compare", "stuk.json", sides["new"])
    assert ran.status == 5
    assert "[vergelijking.geen-contract]" in ran.err


def test_document_without_our_seal_is_refused(run: Run, sides: dict[str, Path], tmp_path: Path) -> None:
    from izacontract.word.package import pack_parts, read_package

    parts = read_package(sides["docx"].read_bytes())
    bare = {name: content for name, content in parts.items() if not name.startswith("customXml/item")}
    (tmp_path / "kaal.docx").write_bytes(pack_parts(bare))
    ran = run("compare", "kaal.docx", sides["new"])
    assert ran.status == 4
    assert "[zegel." in ran.err
    assert run("compare", "weg.docx", sides["new"]).status == 5

"""`izacontract new`, and every command on a request in Excel."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from izacontract.intake.sources import tree_of_bytes
from tests.cli.conftest import Run
from tests.excel.filling import cell_of, data_of, filled_form, opened
from tests.support import fysio, outside

NEEDED = {
    "overeenkomst.begin",
    "overeenkomst.einde",
    "zorgverzekeraar.rechtspersonen[1].naam",
    "zorgverzekeraar",
    "zorgaanbieder",
}
"""Without these there is no draft."""


def filled(**changes: Any) -> Workbook:
    """Return the empty workbook for the outside sector with its complete request typed in."""
    data = json.dumps(fysio(**changes)).encode()
    return filled_form(tree_of_bytes(data, "aanvraag.json", outside()), outside())


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Return a filled-in request in Excel."""
    file = tmp_path / "aanvraag.xlsx"
    file.write_bytes(data_of(filled()))
    return file


@pytest.mark.parametrize("name", ["nieuw.yaml", "nieuw.xlsx", "NIEUW.YML"])
def test_new_writes_a_request_that_lacks_only_what_a_draft_needs(run: Run, name: str) -> None:
    made = run("new", "fysio", "-o", name)
    assert (made.status, made.out) == (0, "")
    assert f"izacontract check {name}" in made.err
    checked = run("check", name, "--json")
    findings = json.loads(checked.out)["findings"]
    assert checked.status == 3
    assert {finding["code"] for finding in findings} == {"sleutel.ontbreekt"}
    assert {finding["path"] for finding in findings} <= NEEDED
    assert {"overeenkomst.begin", "zorgaanbieder"} <= {finding["path"] for finding in findings}


def test_new_yaml_says_of_each_value_its_help_unit_supplier_and_choices(run: Run) -> None:
    written = run("new", "fysio", "-o", "-").out
    lines = " ".join(line.strip().lstrip("#").strip() for line in written.splitlines())
    assert "Tarief (euro): Tarief per zitting. " in lines
    assert "Door partijen; nodig voor een definitief contract." in lines
    assert "Waar de zorg plaatsvindt. Door de zorgaanbieder; nodig voor een definitief contract." in lines
    assert "Keuzes: praktijk, thuis." in lines
    assert "Melding (dagen): Dagen om te melden. " in lines
    assert "Door partijen; mag leeg blijven. Zonder opgave: 7." in lines
    assert '  agb: ""' in written
    assert "\n#weggelaten:\n" in written
    assert all(len(line) <= 115 for line in written.splitlines())


def test_every_part_of_new_yaml_is_valid_once_its_sign_is_taken_away(run: Run, tmp_path: Path) -> None:
    written = run("new", "fysio", "-o", "-").out
    lines = [line[1:] if line[:1] == "#" and line[:2] != "# " else line for line in written.splitlines()]
    (tmp_path / "alles.yaml").write_text("\n".join(lines), encoding="utf-8")
    codes = {finding["code"] for finding in json.loads(run("check", "alles.yaml", "--json").out)["findings"]}
    assert codes == {"sleutel.ontbreekt"}


def test_new_refuses_what_it_cannot_write(run: Run, tmp_path: Path) -> None:
    assert run("new", "fysio", "-o", "nieuw.docx").status == 2
    wrong = run("new", "fisio", "-o", "nieuw.xlsx")
    assert (wrong.status, "Bedoelt u 'fysio'?" in wrong.err) == (2, True)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "er.xlsx").write_text("van mij", encoding="utf-8")
    assert run("new", "fysio", "-o", "er.xlsx").status == 5
    assert (tmp_path / "er.xlsx").read_text(encoding="utf-8") == "van mij"
    assert run("new", "fysio", "-o", "er.xlsx", "--force").status == 0
    assert opened((tmp_path / "er.xlsx").read_bytes()).sheetnames[:2] == ["Wat te doen", "Aanvraag"]


def test_generate_makes_of_a_workbook_what_it_makes_of_json(run: Run, workbook: Path, tmp_path: Path) -> None:
    (tmp_path / "aanvraag.json").write_text(json.dumps(fysio()), encoding="utf-8")
    made = run("generate", workbook, "--format", "text", "-o", "-")
    assert (made.status, made.out) == (0, run("generate", "aanvraag.json", "--format", "text", "-o", "-").out)
    assert run("generate", workbook).status == 0
    assert (tmp_path / "aanvraag.docx").read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("command", [("check",), ("show",), ("explain", "--json"), ("coverage", "--json")])
def test_command_reads_a_workbook(command: tuple[str, ...], run: Run, workbook: Path, tmp_path: Path) -> None:
    (tmp_path / "aanvraag.json").write_text(json.dumps(fysio()), encoding="utf-8")
    ours, theirs = (run(command[0], file, *command[1:]) for file in (workbook, "aanvraag.json"))
    assert ours.status == theirs.status == 0
    assert without_fingerprint(ours.out) == without_fingerprint(theirs.out)


def without_fingerprint(out: str) -> str:
    return "\n".join(line for line in out.splitlines() if "fingerprint" not in line)


def test_compare_takes_a_workbook_on_either_side(run: Run, workbook: Path, tmp_path: Path) -> None:
    (tmp_path / "duurder.json").write_text(
        json.dumps(fysio(fysio={"tarief": 45, "soort": "thuis", "locaties": ["Ede", "Lunteren"]})), encoding="utf-8"
    )
    compared = run("compare", workbook, "duurder.json")
    assert compared.status == 1
    assert "45,00" in compared.out
    assert run("compare", workbook, workbook).status == 0


def test_fault_in_a_workbook_is_told_with_sheet_and_cell(run: Run, tmp_path: Path) -> None:
    book = filled()
    cell = cell_of(book, "zorgaanbieder.agb")
    cell.value, cell.number_format = 4999101, "0"
    (tmp_path / "aanvraag.xlsx").write_bytes(data_of(book))
    told = run("check", "aanvraag.xlsx")
    assert told.status == 3
    at = f"cel {cell.coordinate}: zorgaanbieder.agb: '4999101' bestaat niet uit"
    assert f"aanvraag.xlsx, blad Aanvraag, {at}" in told.err
    english = run("check", "aanvraag.xlsx", "--lang", "en")
    at = f"cell {cell.coordinate}: zorgaanbieder.agb: '4999101' is not exactly"
    assert f"aanvraag.xlsx, sheet Aanvraag, {at}" in english.err
    (finding,) = json.loads(run("check", "aanvraag.xlsx", "--json").out)["findings"]
    place = {key: finding[key] for key in ("file", "sheet", "cell", "line", "column")}
    assert place == {
        "file": "aanvraag.xlsx", "sheet": "Aanvraag", "cell": cell.coordinate, "line": cell.row, "column": 3,
    }  # fmt: skip
    (tmp_path / "aanvraag.json").write_text(json.dumps(fysio(zorgaanbieder={})), encoding="utf-8")
    (finding, *_) = json.loads(run("check", "aanvraag.json", "--json").out)["findings"]
    assert (finding["sheet"], finding["cell"]) == (None, None)


def test_workbook_may_come_from_standard_input(run: Run, workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(workbook.read_bytes())

    monkeypatch.setattr("sys.stdin", Stdin)
    assert run("check", "-").status == 0


@pytest.mark.parametrize(("name", "data"), [("x.xlsx", b"kenmerk: x"), ("x.xlsx", b""), ("x.xls", b"\xd0\xcf\x11\xe0")])
def test_file_that_is_no_workbook_is_refused_without_a_traceback(
    name: str, data: bytes, run: Run, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    told = run("generate", name)
    assert (told.status, "excel.geen-werkmap" in told.err, "Traceback" in told.err) == (3, True, False)

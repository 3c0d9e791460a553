"""`izacontract renew` as people type it: one request, a folder, a table."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook

from izacontract.errors import ExitStatus
from tests.cli.conftest import Run
from tests.support import fysio

Written = Callable[..., Path]


def test_next_request_is_written_beside_the_old_one_and_the_list_printed(
    run: Run, request_file: Written, tmp_path: Path
) -> None:
    old = request_file("aanvraag.json")
    before = old.read_bytes()
    ran = run("renew", old, "--begin", "2026-01-01")
    assert ran.status == ExitStatus.DONE, ran.err
    assert "overeenkomst.kenmerk: was F-1, wordt open" in ran.out
    assert "door de verlenging 1 in te vullen, 0 weggelaten. Het nieuwe contract heeft" in " ".join(ran.err.split())
    text = (tmp_path / "aanvraag-2026.yaml").read_text(encoding="utf-8")
    assert "begin: 2026-01-01" in text
    assert "kenmerk:  # vul in: elk contract heeft een eigen kenmerk (was F-1)" in text
    assert old.read_bytes() == before
    checked = run("check", "aanvraag-2026.yaml")
    assert checked.status == ExitStatus.DONE
    (opens,) = re.findall(r"\d+ open punt(?:en)?", checked.err)
    assert f"Het nieuwe contract heeft {opens}." in " ".join(ran.err.split())


def test_list_of_what_was_and_is_to_be_is_written_for_the_letter(
    run: Run, request_file: Written, tmp_path: Path
) -> None:
    ran = run("renew", request_file(), "--begin", "2026-01-01", "-o", "nieuw.yaml", "--letter", "brief.docx")
    assert ran.status == ExitStatus.DONE, ran.err
    assert (tmp_path / "brief.docx").read_bytes()[:2] == b"PK"
    assert ran.out == ""


def test_mistake_in_the_command_writes_nothing(run: Run, request_file: Written, tmp_path: Path) -> None:
    old = request_file()
    for arguments, status in (
        (("--begin", "volgend jaar"), ExitStatus.USAGE),
        (("--begin", "2026-01-01", "-o", "nieuw.docx"), ExitStatus.USAGE),
        (("--begin", "2026-01-01", "--letter", "brief.odt"), ExitStatus.USAGE),
        (("--begin", "2024-01-01", "-o", "nieuw.yaml"), ExitStatus.REQUEST),
        (("--begin", "2026-01-01", "-o", tmp_path / "weg" / "nieuw.yaml"), ExitStatus.FILE),
    ):
        assert run("renew", old, *arguments).status == status, arguments
    assert run("renew", "weg.yaml", "--begin", "2026-01-01").status == ExitStatus.FILE
    assert [file.name for file in tmp_path.iterdir()] == [old.name]


def test_one_bad_request_of_a_folder_is_a_row_with_its_reason(run: Run, request_file: Written, tmp_path: Path) -> None:
    folder = tmp_path / "aanvragen"
    folder.mkdir()
    for name in ("a", "b"):
        file = request_file(f"{name}.json", overeenkomst={**fysio()["overeenkomst"], "kenmerk": name})
        file.rename(folder / file.name)
    (folder / "kapot.yaml").write_text("overeenkomst: [", encoding="utf-8")
    ran = run("renew", folder, "--begin", "2026-01-01", "-o", "volgend")
    assert ran.status == ExitStatus.DIFFERENCES
    assert "2 van 3 aanvragen" in ran.err
    assert {file.name for file in (tmp_path / "volgend").iterdir()} == {"a-2026.yaml", "b-2026.yaml", "overzicht.xlsx"}
    rows = list(load_workbook(tmp_path / "volgend" / "overzicht.xlsx")["Overzicht"].values)
    assert [(row[0], row[1]) for row in rows[1:]] == [
        ("a.json", "gemaakt"),
        ("b.json", "gemaakt"),
        ("kapot.yaml", "niet gemaakt"),
    ]
    assert rows[3][-1]
    assert run("renew", folder, "--begin", "2026-01-01", "-o", "volgend").status == ExitStatus.FILE
    assert run("renew", folder, "--begin", "2026-01-01", "-o", "volgend", "--force").status == ExitStatus.DIFFERENCES


def test_folder_is_not_renewed_over_itself(run: Run, request_file: Written, tmp_path: Path) -> None:
    (tmp_path / "nu").mkdir()
    old = request_file("nu/aanvraag.json")
    before = old.read_bytes()
    ran = run("renew", "nu", "--begin", "2026-01-01", "-o", "nu/../nu", "--force")
    assert ran.status == ExitStatus.FILE
    assert "de aanvragen van nu" in ran.err
    assert [file.name for file in old.parent.iterdir()] == ["aanvraag.json"]
    assert old.read_bytes() == before


def test_rows_of_a_table_are_renewed_over_their_base(run: Run, request_file: Written, tmp_path: Path) -> None:
    base = request_file("basis.json")
    (tmp_path / "tabel.csv").write_text(
        "overeenkomst.kenmerk;zorgaanbieder.naam\nF-1;Praktijk Een\nF-2;Praktijk Twee\n", encoding="utf-8"
    )
    ran = run("renew", "tabel.csv", "--base", base, "--begin", "2026-01-01", "-o", "volgend")
    assert ran.status == ExitStatus.DONE, ran.err
    names = {file.name for file in (tmp_path / "volgend").iterdir()}
    assert names == {"F-1-2026.yaml", "F-2-2026.yaml", "overzicht.xlsx"}
    assert "naam: Praktijk Twee" in (tmp_path / "volgend" / "F-2-2026.yaml").read_text(encoding="utf-8")

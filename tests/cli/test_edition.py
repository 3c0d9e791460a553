"""`izacontract edition` as a house types it."""

from __future__ import annotations

from pathlib import Path

from izacontract.errors import ExitStatus
from tests.cli.conftest import Run

GIVEN = ("edition", "fysio", "--season")


def test_edition_against_an_earlier_one_says_what_was_and_what_is_now(run: Run, tmp_path: Path) -> None:
    run(*GIVEN, "2025", "--day", "2024-11-12", "-o", "oud.docx")
    ran = run(*GIVEN, "2026", "--day", "2025-11-12", "-o", "nieuw.docx", "--against", "oud.docx")
    assert ran.status == ExitStatus.DONE, ran.err
    assert {file.name for file in tmp_path.iterdir()} == {"oud.docx", "nieuw.docx", "nieuw-was-wordt.docx"}
    assert "nieuw-was-wordt.docx; " in ran.err


def test_what_is_no_edition_is_not_compared_with(run: Run, tmp_path: Path) -> None:
    (tmp_path / "oud.docx").write_bytes(b"geen Word")
    ran = run(*GIVEN, "2025", "-o", "nieuw.docx", "--against", "oud.docx")
    assert ran.status == ExitStatus.FILE
    assert not (tmp_path / "nieuw.docx").exists()

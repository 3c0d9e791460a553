"""PDF by LibreOffice: for archives and screen readers, within its time, and a clear word when it does not come."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest

from izacontract.errors import ExitStatus, FileError
from izacontract.render import pdf as module
from izacontract.render.pdf import CHOSEN, find_office, pdf
from tests.conftest import needs
from tests.render.documents import contract_called, document


def script(folder: Path, text: str) -> str:
    """Return a program in `folder` that stands in for LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    program.chmod(0o755)
    return str(program)


def info(data: bytes, tmp_path: Path) -> dict[str, str]:
    """Return what poppler says of a PDF."""
    needs("pdfinfo")
    file = tmp_path / "contract.pdf"
    file.write_bytes(data)
    said = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, check=True).stdout
    return {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in said.splitlines())}


def test_pdf_is_for_archives_and_for_screen_readers(tmp_path: Path) -> None:
    data = pdf(document("proef"), needs("soffice"))
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in data
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert b"/Lang(nl-NL)" in data
    facts = info(data, tmp_path)
    assert (facts["Title"], facts["Tagged"]) == (contract_called("proef").title, "yes")
    assert int(facts["Pages"]) > 4
    assert "A4" in facts["Page size"]


def test_missing_office_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(module, "ELSEWHERE", ())
    monkeypatch.delenv(CHOSEN, raising=False)
    with pytest.raises(FileError) as told:
        find_office()
    assert (told.value.code, told.value.status) == ("pdf.geen-libreoffice", ExitStatus.FILE)
    assert "libreoffice" in told.value.hint.nl
    assert "libreoffice" in told.value.hint.en


def test_office_may_stand_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = script(tmp_path, "true")
    monkeypatch.setenv(CHOSEN, program)
    assert find_office() == program
    monkeypatch.setenv(CHOSEN, str(tmp_path / "weg"))
    with pytest.raises(FileError):
        find_office()


def test_office_that_hangs_is_ended_with_what_it_started(tmp_path: Path) -> None:
    program = script(tmp_path, f"sleep 60 & echo $! > {tmp_path}/child; wait")
    start = time.perf_counter()
    with pytest.raises(FileError, match="1 seconden"):
        pdf(b"PK", program, seconds=1)
    assert time.perf_counter() - start < 20
    child = int((tmp_path / "child").read_text())
    for _ in range(50):
        if not is_running(child):
            return
        time.sleep(0.1)
    pytest.fail("the child still runs")


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("echo geen filter >&2; exit 1", "geen filter"),
        ("exit 3", "status 3"),
        ('for last; do :; done; echo "%PDF-1.4" > "${last%.docx}.pdf"', "7.4"),
    ],
)
def test_office_that_fails_or_is_too_old_is_told(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(FileError, match=words) as told:
        pdf(b"PK", script(tmp_path, text))
    assert told.value.code == "pdf.mislukt"


def test_program_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="start niet"):
        pdf(b"PK", str(tmp_path))

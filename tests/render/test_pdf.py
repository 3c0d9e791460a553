"""PDF by LibreOffice: for archives and screen readers, within its time, and a clear word when it does not come."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest

from izacontract import office
from izacontract.errors import ExitStatus, FileError
from izacontract.office import CHOSEN
from izacontract.render import pdf as module
from izacontract.render.pdf import find_office, pdf, pdfs
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
    monkeypatch.setattr(office, "ELSEWHERE", ())
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


EACH = """
echo call >> "$(dirname "$0")/calls"
for file; do
    case "$file" in *.docx)
        grep -q kapot "$file" && exit 1
        printf '%%PDF-1.6 <pdfaid:part>2</pdfaid:part> %s %%%%EOF' "$(cat "$file")" > "${file%.docx}.pdf"
    esac
done
"""
"""Makes a PDF of each document, until one ends it."""


def calls(folder: Path) -> int:
    return len((folder / "calls").read_text(encoding="utf-8").split())


def test_documents_are_turned_into_pdf_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_IN_ONE_CALL", 3)
    made = pdfs([b"een", b"twee", b"drie", b"vier"], script(tmp_path, EACH))
    assert [b" een " in made[0], b" drie " in made[2], b" vier " in made[3]] == [True] * 3  # type: ignore[operator]
    assert calls(tmp_path) == 2


def test_document_that_ends_the_office_takes_no_other_with_it(tmp_path: Path) -> None:
    made = pdfs([b"een", b"kapot", b"drie"], script(tmp_path, EACH))
    assert [isinstance(one, FileError) for one in made] == [False, True, False]
    assert calls(tmp_path) == 3


def test_pdf_that_was_cut_off_is_none(tmp_path: Path) -> None:
    cut_off = EACH.replace(" %%%%EOF", "")
    with pytest.raises(FileError, match="niet af"):
        pdf(b"een", script(tmp_path, cut_off))

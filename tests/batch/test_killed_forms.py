"""The command killed while it writes contracts in parts, as PDF, or by reference: taken up, nothing is lost or half."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import docx
import psutil
import pytest

from izacontract.errors import ExitStatus
from izacontract.office import CHOSEN
from tests.batch.support import contents, outlived
from tests.batch.test_killed import Command

ROWS = 32
"""More than one piece of work, the second of which is cut off."""

OFFICE = """\
#!/bin/sh
for file; do
    case "$file" in *.docx)
        { printf '%%PDF-1.6 <pdfaid:part>2</pdfaid:part> '; cksum < "$file"; printf '%%%%EOF'; } > "${file%.docx}.pdf"
    esac
done
"""
"""Stands in for LibreOffice: its PDF of a document is always the same, so that two runs can be compared."""

FORMS = {
    "parts": (("--split",), "* overeenkomst.docx"),
    "pdf": (("--format", "pdf"), "*.pdf"),
    "parts and pdf": (("--split", "--format", "pdf"), "* overeenkomst.pdf"),
    "by reference": (("--by-reference", "algemeen.yaml"), "*.docx"),
    "parts by reference": (("--split", "--by-reference", "algemeen.yaml"), "* overeenkomst.docx"),
}
GENERAL = """\
titel: Algemeen deel van de proef
kenmerk: AD-1
datum: 2024-11-01
clausules:
  - {clausule: fysio.behandeling, waar: artikel 3}
"""


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Command:
    home = tmp_path_factory.mktemp("vormen")
    office = home / "soffice"
    office.write_text(OFFICE, encoding="utf-8")
    office.chmod(0o755)
    (home / "algemeen.yaml").write_text(GENERAL, encoding="utf-8")
    made = Command(home, ROWS)
    made.environment[CHOSEN] = str(office)
    return made


@pytest.mark.parametrize("form", FORMS)
def test_killed_run_taken_up_gives_the_folder_of_an_unbroken_run(form: str, command: Command) -> None:
    options, pattern = FORMS[form]
    whole, out = (f"{form.replace(' ', '-')}-{name}" for name in ("heel", "gedood"))
    status, said = command.here(whole, *options)
    assert status == ExitStatus.DIFFERENCES, said
    assert said.splitlines()[-1].startswith("32 rijen: 31 gemaakt, 0 ongewijzigd, 0 verwijderd, 1 mislukt")
    running = command.start(out, "--workers", "1", *options)
    while not list((command.home / out).glob(pattern)) and running.poll() is None:
        time.sleep(0.005)
    assert running.poll() is None, "the run was done before it could be killed"
    below = psutil.Process(running.pid).children(recursive=True)
    os.kill(running.pid, signal.SIGKILL)
    running.communicate()
    assert outlived(below) == []
    assert 0 < len(list((command.home / out).glob(pattern))) < 31
    status, said = command.here(out, "--resume", *options)
    assert status == ExitStatus.DIFFERENCES, said
    assert contents(command.home / out) == contents(command.home / whole)


def test_form_of_an_earlier_run_may_be_another(command: Command) -> None:
    out = "anders"
    command.here(out)
    status, said = command.here(out, "--resume", "--split", "--by-reference", "algemeen.yaml")
    assert status == ExitStatus.DIFFERENCES, said
    assert not Path(command.home / out / "F-0.docx").exists()
    paragraphs = docx.Document(str(command.home / out / "F-0 overeenkomst.docx")).paragraphs
    assert any("Algemeen deel van de proef" in paragraph.text for paragraph in paragraphs)

"""Taking the frame along, checking one's own, and printing in it."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from izacontract.render.frame_mending import standard_frame
from izacontract.word.package import pack_parts, read_package
from tests.cli.conftest import Run
from tests.render.house import house_frame

Written = Callable[..., Path]


def broken_frame() -> bytes:
    """Return the standard frame with three faults and a warning."""
    parts = read_package(standard_frame())
    body = parts["word/document.xml"].replace(b"{{p artikelen }}", b"hier").replace(b"{{ begin }}", b"{{ start }}")
    parts["word/document.xml"] = body
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'w:name w:val="Begrip"', b'w:name w:val="Definitie"')
    parts["word/header1.xml"] = parts["word/header1.xml"].replace(b"{{ status }}", b"")
    return pack_parts(parts)


def test_exported_frame_is_good_and_prints_a_contract(run: Run, request_file: Written, tmp_path: Path) -> None:
    exported = run("frames", "export", "huis.docx")
    assert (exported.status, exported.out) == (0, "")
    assert "huis.docx" in exported.err
    checked = run("frames", "check", "huis.docx")
    assert (checked.status, checked.err) == (0, "Het sjabloon is goed; geen waarschuwingen.\n")
    assert run("generate", request_file(), "--frame", "huis.docx").status == 0
    assert run("generate", request_file(), "-o", "standaard.docx").status == 0
    assert (tmp_path / "aanvraag.docx").read_bytes() == (tmp_path / "standaard.docx").read_bytes()


def test_export_goes_to_standard_output_and_never_overwrites(run: Run, tmp_path: Path) -> None:
    assert run("frames", "export", "-").data == standard_frame()
    (tmp_path / "huis.docx").write_text("van mij")
    assert run("frames", "export", "huis.docx").status == 5
    assert (tmp_path / "huis.docx").read_text() == "van mij"
    assert run("frames", "export", "huis.docx", "--force").status == 0
    assert (tmp_path / "huis.docx").read_bytes() == standard_frame()


def test_check_reads_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(standard_frame())))
    assert run("frames", "check", "-").status == 0


def test_check_tells_everything_at_once_in_two_languages(run: Run, tmp_path: Path) -> None:
    (tmp_path / "huis.docx").write_bytes(broken_frame())
    dutch, english = run("frames", "check", "huis.docx"), run("frames", "check", "huis.docx", "--lang", "en")
    assert (dutch.status, english.status, dutch.out) == (4, 4, "")
    for code in ("sjabloon.stijl", "sjabloon.plaats", "sjabloon.onbekende-waarde", "sjabloon.koptekst"):
        assert f"[{code}]" in dutch.err
        assert f"[{code}]" in english.err
    assert "Het sjabloon mist stijlen: Begrip." in dutch.err
    assert "The frame lacks styles: Begrip." in english.err
    assert dutch.err.endswith("Het sjabloon is niet goed: 3 fouten, 1 waarschuwing.\n")
    assert english.err.endswith("The frame is not valid: 3 faults, 1 warning.\n")


def test_check_gives_json_in_a_versioned_shape(run: Run, tmp_path: Path) -> None:
    (tmp_path / "huis.docx").write_bytes(broken_frame())
    ran = run("frames", "check", "huis.docx", "--json", "--lang", "en")
    answer = json.loads(ran.out)
    assert (ran.status, ran.err) == (4, "")
    assert (answer["schema"], answer["file"], answer["valid"]) == ("izacontract/frame-check/1", "huis.docx", False)
    assert {finding["severity"] for finding in answer["findings"]} == {"fault", "warning"}
    assert set(answer["findings"][0]) == {"severity", "code", "message", "hint"}
    (tmp_path / "goed.docx").write_bytes(house_frame())
    assert json.loads(run("frames", "check", "goed.docx", "--json").out)["valid"] is True


def test_generate_refuses_a_bad_frame_with_all_its_faults(run: Run, request_file: Written, tmp_path: Path) -> None:
    (tmp_path / "huis.docx").write_bytes(broken_frame())
    ran = run("generate", request_file(), "--frame", "huis.docx")
    assert ran.status == 4
    assert ran.err.endswith("Het sjabloon huis.docx is niet goed: 3 fouten.\n")
    assert ran.err.count("[sjabloon.") == 4
    assert not (tmp_path / "aanvraag.docx").exists()


def test_frame_that_is_not_there_is_a_fault_of_the_file(run: Run) -> None:
    assert run("frames", "check", "weg.docx").status == 5
    assert run("frames", "export", "geen/map/huis.docx").status == 5


@pytest.mark.parametrize("arguments", [[], ["check"], ["export"], ["maak", "x.docx"]])
def test_wrong_use_of_frames_is_told(run: Run, arguments: list[str]) -> None:
    assert run("frames", *arguments).status == 2


def test_pdf_without_libreoffice_is_told_and_writes_nothing(
    run: Run, request_file: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IZACONTRACT_LIBREOFFICE", str(tmp_path / "weg"))
    ran = run("generate", request_file(), "-o", "contract.pdf")
    assert ran.status == 5
    assert "[pdf.geen-libreoffice]" in ran.err
    assert not (tmp_path / "contract.pdf").exists()


def test_pdf_goes_where_the_others_go(
    run: Run, request_file: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = tmp_path / "soffice"
    made = 'printf "%s" "%PDF <pdfaid:part>2</pdfaid:part> %%EOF" > "${last%.docx}.pdf"'
    office.write_text(f"#!/bin/sh\nfor last; do :; done\n{made}\n")
    office.chmod(0o755)
    monkeypatch.setenv("IZACONTRACT_LIBREOFFICE", str(office))
    (tmp_path / "huis.docx").write_bytes(house_frame())
    assert run("generate", request_file(), "--format", "pdf", "--frame", "huis.docx").status == 0
    assert (tmp_path / "aanvraag.pdf").read_bytes().startswith(b"%PDF")
    assert io.BytesIO(run("generate", request_file(), "--format", "pdf", "-o", "-").data).read(4) == b"%PDF"

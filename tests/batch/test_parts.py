"""A run of contracts in parts and as PDFs: every file of a row or none, named apart, and made again only where needed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from izacontract.batch import worker
from izacontract.batch.executors import here
from izacontract.batch.folder import run_folder
from izacontract.batch.manifest import seals_in
from izacontract.batch.names import PatternError, read_pattern
from izacontract.batch.rows import TableRow
from izacontract.batch.run import Totals, prepare, run
from izacontract.errors import FileError
from izacontract.office import CHOSEN
from izacontract.render.formats import ContractFormat
from izacontract.split.metadata import read_metadata
from tests.batch.support import base, contents, entries, good
from tests.support import outside

PARTS = ("bijlage A.docx", "gegevens.json", "overeenkomst.docx")


def made(
    rows: Sequence[TableRow],
    out: Path,
    form: ContractFormat = ContractFormat.DOCX,
    *,
    in_parts: bool = True,
    resume: bool = False,
    name: str = "{kenmerk}",
) -> Totals:
    pattern = read_pattern(name, ".docx" if in_parts else form.suffix, in_parts=in_parts)
    prepared = prepare(base(), outside(), form, parts=pattern if in_parts else None)
    with run_folder(out, resume=resume, force=False) as folder:
        return run(rows, prepared, pattern, folder, here())


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let LibreOffice be there; returns of how many documents each call was."""
    calls: list[int] = []

    def pdfs(documents: Sequence[bytes], program: str) -> list[bytes | FileError]:
        calls.append(len(documents))
        return [b"%PDF " + str(len(calls)).encode() + document[-9:] for document in documents]

    monkeypatch.setattr(worker, "find_office", lambda: "soffice")
    monkeypatch.setattr(worker, "pdfs", pdfs)
    return calls


def documents(folder: Path) -> list[str]:
    return [name for name in contents(folder) if name.startswith("K-")]


def test_every_row_has_all_its_files_and_the_manifest_knows_each(tmp_path: Path) -> None:
    out = tmp_path / "uit"
    totals = made(good(base(), 2), out)
    assert (totals.rows, totals.made, totals.failed) == (2, 2, 0)
    assert documents(out) == [f"K-0000{row} {part}" for row in (2, 3) for part in PARTS]
    hashes = contents(out)
    for entry in entries(out):
        files: list[dict[str, Any]] = [entry, *entry["parts"]]
        assert {one["file"]: one["sha256"] for one in files} == {
            name: hashes[name] for name in hashes if name.startswith(entry["reference"])
        }
        assert {one["seal"] for one in files if one["seal"]} <= seals_in(out / "manifest.jsonl")
        told = read_metadata((out / f"{entry['reference']} gegevens.json").read_bytes(), "")
        assert all(hashes[one.file] == one.sha256 for one in told.files)


def test_run_that_goes_on_makes_what_is_missing_and_nothing_else(tmp_path: Path) -> None:
    out, rows = tmp_path / "uit", good(base(), 2)
    made(rows, out)
    before = contents(out)
    (out / "K-00003 bijlage A.docx").unlink()
    totals = made(rows, out, resume=True)
    assert (totals.made, totals.kept) == (1, 1)
    assert contents(out) == before


def test_files_of_a_row_that_is_gone_are_all_taken_away(tmp_path: Path) -> None:
    out, rows = tmp_path / "uit", good(base(), 2)
    made(rows, out)
    made(rows[:1], out, resume=True)
    assert documents(out) == [f"K-00002 {part}" for part in PARTS]


def test_changed_file_of_a_contract_in_parts_is_not_overwritten(tmp_path: Path) -> None:
    out, rows = tmp_path / "uit", good(base(), 1)
    made(rows, out)
    (out / "K-00002 bijlage A.docx").write_bytes(b"van mij")
    with pytest.raises(FileError) as told:
        made(rows, out, resume=True)
    assert "K-00002 bijlage A.docx" in told.value.message.nl


def test_pdfs_of_rows_are_made_together_and_stay_when_nothing_changed(tmp_path: Path, office: list[int]) -> None:
    out, rows = tmp_path / "uit", good(base(), 3)
    totals = made(rows, out, ContractFormat.PDF, in_parts=False)
    assert (totals.made, office) == (3, [3])
    before = contents(out)
    (out / "K-00004.pdf").unlink()
    totals = made(rows, out, ContractFormat.PDF, in_parts=False, resume=True)
    assert (totals.made, totals.kept, office) == (1, 2, [3, 1])
    after = contents(out)
    assert [name for name in before if before[name] != after[name]] == [
        "K-00004.pdf",
        "manifest.jsonl",
        "overzicht.xlsx",
    ]


def test_parts_as_pdf_stand_beside_the_word_files(tmp_path: Path, office: list[int]) -> None:
    out = tmp_path / "uit"
    made(good(base(), 1), out, ContractFormat.PDF)
    assert documents(out) == [
        "K-00002 bijlage A.docx",
        "K-00002 bijlage A.pdf",
        "K-00002 gegevens.json",
        "K-00002 overeenkomst.docx",
        "K-00002 overeenkomst.pdf",
    ]
    told = json.loads((out / "K-00002 gegevens.json").read_bytes())
    assert [one["format"] for one in told["files"]] == ["docx", "pdf", "docx", "pdf"]


def test_document_that_gives_no_pdf_is_a_fault_of_its_row_only(
    tmp_path: Path, office: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = FileError("LibreOffice kon geen pdf maken.", "", code="pdf.mislukt")
    monkeypatch.setattr(worker, "pdfs", lambda documents, program: [failed, *(b"%PDF" for _ in documents[1:])])
    totals = made(good(base(), 3), tmp_path / "uit", ContractFormat.PDF, in_parts=False)
    assert (totals.made, totals.failed) == (2, 1)
    assert documents(tmp_path / "uit") == ["K-00003.pdf", "K-00004.pdf"]


def test_worker_without_libreoffice_is_refused_for_pdf_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CHOSEN, "/nergens/soffice")
    for form, is_told in ((ContractFormat.PDF, True), (ContractFormat.DOCX, False)):
        opened = worker.open_job(prepare(base(), outside(), form).job)
        assert isinstance(opened, worker.Different)
        assert ("LibreOffice (pdf)" in opened.what) is is_told


def test_two_rows_of_one_name_are_told_of_the_part_that_both_have(tmp_path: Path) -> None:
    totals = made(good(base(), 2), tmp_path / "uit", name="{deel} {overeenkomst.plaats}")
    assert (totals.made, totals.failed) == (1, 1)


def test_name_of_a_part_is_for_contracts_in_parts() -> None:
    with pytest.raises(PatternError, match="--split"):
        read_pattern("{kenmerk} {deel}", ".docx")
    assert read_pattern("{kenmerk}", ".docx", in_parts=True).text == "{kenmerk} {deel}"

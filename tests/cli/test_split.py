"""A contract in separate files: which files there are, what they are called, and that there are all of them or none."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from izacontract.errors import FileError
from izacontract.render import pdf
from izacontract.split import files as split_files
from izacontract.split.folder import FORMER
from tests.cli.conftest import Run

Written = Callable[..., Path]
OWN = [{"titel": "Protocol & afspraken", "kenmerk": "P-1", "datum": "2024-10-01"}]
MAIN, LISTING = "F-1 overeenkomst.docx", "F-1 gegevens.json"


@pytest.fixture
def two(request_file: Written) -> Path:
    """Return a request whose contract has two annexes."""
    return request_file(eigen_bijlagen=OWN)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def listed(folder: Path, name: str = LISTING) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((folder / name).read_bytes())
    return answer


def test_contract_annexes_memo_and_what_lists_them_are_files_by_themselves(
    run: Run, two: Path, tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    ran = run("generate", two, "--split", "delen")
    assert ran.status == 0, ran.err
    told = listed(tmp_path / "delen")
    assert names(tmp_path / "delen") == sorted([LISTING, *(one["file"] for one in told["files"])])
    for one in told["files"]:
        one["sha256"], one["size"], one["seal"] = "…", 0, "…" if one["seal"] else None
    assert json.dumps(told | {"fingerprint": "…"}, ensure_ascii=False, indent=2) == snapshot
    assert "F-1 memo.docx (houdt u zelf)" in ran.err


def test_same_request_gives_the_same_files(run: Run, two: Path, tmp_path: Path) -> None:
    for folder in ("een", "twee"):
        assert run("generate", two, "--split", folder).status == 0
    first, second = tmp_path / "een", tmp_path / "twee"
    assert names(first) == names(second)
    assert [(first / name).read_bytes() for name in names(first)] == [
        (second / name).read_bytes() for name in names(second)
    ]


def test_pattern_names_every_file(run: Run, two: Path, tmp_path: Path) -> None:
    assert run("generate", two, "--split", "delen", "--name", "{deel} {zorgaanbieder.naam}").status == 0
    assert "bijlage B Praktijk Proef.docx" in names(tmp_path / "delen")


@pytest.mark.parametrize("final", [False, True])
def test_contract_names_the_files_of_its_annexes_and_their_hash_when_it_is_final(
    run: Run, two: Path, tmp_path: Path, final: bool
) -> None:
    asked = ["--final", "--unreviewed", "jurist leest mee"] if final else []
    assert run("generate", two, "--split", "delen", *asked).status == 0
    ran = run("verify", tmp_path / "delen" / MAIN, "--json")
    assert ran.status == 0
    clauses = [clause["id"] for part in json.loads(ran.out)["parts"] for clause in part["clauses"]]
    assert clauses.count("eigen.losse-bijlagen") == 1
    annexes = [one for one in listed(tmp_path / "delen")["files"] if one["annex"]]
    from docx import Document

    table = next(t for t in Document(str(tmp_path / "delen" / MAIN)).tables if t.cell(0, 2).text == "Bestand")
    rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    assert [row[2] for row in rows] == [one["file"] for one in annexes]
    assert [row[3:] for row in rows] == [[one["sha256"]] if final else [] for one in annexes]


def test_every_document_can_be_verified_and_is_known_by_the_list(run: Run, two: Path, tmp_path: Path) -> None:
    assert run("generate", two, "--split", "delen").status == 0
    for one in listed(tmp_path / "delen")["files"]:
        if one["seal"]:
            ran = run("verify", tmp_path / "delen" / one["file"], "--manifest", tmp_path / "delen" / LISTING)
            assert ran.status == 0, ran.out
            assert "Het zegel staat in uw manifest" in ran.out


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda file: file.unlink(), "F-1 bijlage B.docx: ONTBREEKT"),
        (lambda file: file.write_bytes(file.read_bytes() + b" "), "F-1 bijlage B.docx: GEWIJZIGD"),
    ],
)
def test_set_that_is_not_as_it_was_written_is_told_file_by_file(
    run: Run, two: Path, tmp_path: Path, spoil: Callable[[Path], None], said: str
) -> None:
    assert run("generate", two, "--split", "delen").status == 0
    listing = tmp_path / "delen" / LISTING
    assert run("verify", listing).status == 0
    spoil(tmp_path / "delen" / "F-1 bijlage B.docx")
    ran = run("verify", listing)
    assert ran.status == 1
    assert said in ran.out
    assert "F-1 bijlage A.docx: ongewijzigd" in ran.out


def test_annex_of_another_hash_than_the_final_contract_names_is_told(run: Run, two: Path, tmp_path: Path) -> None:
    assert run("generate", two, "--split", "delen", "--final", "--unreviewed", "jurist leest mee").status == 0
    folder = tmp_path / "delen"
    told, annex = listed(folder), folder / "F-1 bijlage B.docx"
    annex.write_bytes((folder / "F-1 bijlage A.docx").read_bytes())
    for one in told["files"]:
        if one["file"] == annex.name:
            one["sha256"] = next(other["sha256"] for other in told["files"] if other["file"] == "F-1 bijlage A.docx")
    (folder / LISTING).write_text(json.dumps(told), encoding="utf-8")
    ran = run("verify", folder / LISTING)
    assert (ran.status, "F-1 bijlage B.docx: STAAT ANDERS IN DE OVEREENKOMST" in ran.out) == (1, True)


def test_list_of_other_files_is_no_list(run: Run, tmp_path: Path) -> None:
    (tmp_path / "iets.json").write_text('{"schema": "iets anders"}', encoding="utf-8")
    ran = run("verify", tmp_path / "iets.json")
    assert ran.status == 5
    assert "[split.gegevens]" in ran.err


def test_set_in_the_folder_is_replaced_as_a_whole_with_force_only(
    run: Run, two: Path, request_file: Written, tmp_path: Path
) -> None:
    assert run("generate", two, "--split", "delen").status == 0
    one = request_file("een.json")
    ran = run("generate", one, "--split", "delen")
    assert (ran.status, "[split.map-bevat-set]" in ran.err) == (5, True)
    assert run("generate", one, "--split", "delen", "--force").status == 0
    assert "F-1 bijlage B.docx" not in names(tmp_path / "delen")
    assert run("verify", tmp_path / "delen" / LISTING).status == 0


def test_files_of_others_stay_and_are_named(run: Run, two: Path, tmp_path: Path) -> None:
    (tmp_path / "delen").mkdir()
    (tmp_path / "delen" / "brief.docx").touch()
    for force in ([], ["--force"]):
        ran = run("generate", two, "--split", "delen", *force)
        assert (ran.status, "brief.docx" in ran.err) == (5, True)
    assert names(tmp_path / "delen") == ["brief.docx"]


@pytest.mark.parametrize("exists", [False, True])
def test_nothing_is_left_when_a_file_cannot_be_written(
    run: Run, two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exists: bool
) -> None:
    before, folder = {}, (tmp_path / "delen").resolve()
    if exists:
        assert run("generate", two, "--split", "delen").status == 0
        before = {name: (tmp_path / "delen" / name).read_bytes() for name in names(tmp_path / "delen")}
    rename = Path.rename

    def full(self: Path, target: Path) -> Path:
        is_last = self.name == LISTING and target.parent == folder and self.parent.suffix == ".tmp"
        if target == folder or is_last:
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full)
    ran = run("generate", two, "--split", "delen", "--force")
    assert (ran.status, "[split.onschrijfbaar]" in ran.err) == (5, True)
    now = {name: (tmp_path / "delen" / name).read_bytes() for name in names(tmp_path / "delen")} if exists else {}
    assert now == before
    assert [name for name in names(tmp_path) if name.endswith(".tmp")] == []
    assert (tmp_path / "delen").exists() == exists


def test_files_that_cannot_be_put_back_are_kept_and_told(
    run: Run, two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("generate", two, "--split", "delen").status == 0
    before, rename = names(tmp_path / "delen"), Path.rename

    def full(self: Path, target: Path) -> Path:
        if self.parent != (tmp_path / "delen").resolve():
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full)
    ran = run("generate", two, "--split", "delen", "--force")
    assert (ran.status, "[split.niet-teruggezet]" in ran.err) == (5, True)
    assert names(next(tmp_path.glob(".delen.*.tmp")) / FORMER) == before


def test_contract_without_annexes_is_refused(run: Run, request_file: Written, tmp_path: Path) -> None:
    ran = run("generate", request_file(fysio={"tarief": 40, "soort": "thuis"}), "--split", "delen")
    assert (ran.status, "[split.geen-bijlagen]" in ran.err) == (3, True)
    assert not (tmp_path / "delen").exists()


def test_two_parts_of_one_name_are_refused(
    run: Run, two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(split_files, "ANNEX", "bijlage")
    ran = run("generate", two, "--split", "delen")
    assert (ran.status, "[split.naam-dubbel]" in ran.err) == (3, True)
    assert not (tmp_path / "delen").exists()


def test_missing_office_is_told_before_anything_is_made(
    run: Run, two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(pdf.CHOSEN, str(tmp_path / "nergens"))
    ran = run("generate", two, "--split", "delen", "--pdf")
    assert (ran.status, "[pdf.geen-libreoffice]" in ran.err) == (5, True)
    assert not (tmp_path / "delen").exists()


def test_pdf_of_each_document_that_is_sent(
    run: Run, two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "find_office", lambda: "soffice")
    monkeypatch.setattr(pdf, "pdfs", lambda documents, office: [b"%PDF" + document[:9] for document in documents])
    assert run("generate", two, "--split", "delen", "--pdf").status == 0
    made = [name for name in names(tmp_path / "delen") if name.endswith(".pdf")]
    assert made == ["F-1 bijlage A.pdf", "F-1 bijlage B.pdf", "F-1 overeenkomst.pdf"]


def test_document_that_gives_no_pdf_leaves_nothing(
    run: Run, two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "find_office", lambda: "soffice")
    monkeypatch.setattr(pdf, "pdfs", lambda documents, office: [FileError("nee", "no", code="pdf.mislukt")])
    ran = run("generate", two, "--split", "delen", "--pdf")
    assert (ran.status, "[pdf.mislukt]" in ran.err) == (5, True)
    assert not (tmp_path / "delen").exists()


@pytest.mark.parametrize(
    "beside", [["-o", "a.docx"], ["--format", "docx"], ["--name", "{kenmerk"], ["--name", "{deel}/{kenmerk}"]]
)
def test_what_does_not_go_with_split_is_refused(run: Run, two: Path, tmp_path: Path, beside: list[str]) -> None:
    assert run("generate", two, "--split", "delen", *beside).status == 2
    assert not (tmp_path / "delen").exists()


@pytest.mark.parametrize("alone", [["--pdf"], ["--name", "{kenmerk}"]])
def test_what_belongs_to_split_is_refused_without_it(run: Run, two: Path, alone: list[str]) -> None:
    ran = run("generate", two, *alone)
    assert (ran.status, "--split" in ran.err) == (2, True)

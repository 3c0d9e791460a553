"""A filled-in table taken over in a folder of requests: nothing is lost, and what is no table is told."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from izacontract.errors import FileError
from izacontract.intake.request_file import request_file
from izacontract.intake.schema import schema
from izacontract.model.values import Typed, TypedKind
from izacontract.render.workbook import Sheet, workbook
from izacontract.take.folder import FolderSummary, take_folder
from izacontract.take.single import Terms
from izacontract.take.table import read_answers
from izacontract.take.wording import Agreed
from tests.contracts.support import plugins
from tests.take.support import changes_in, request_path, sent, with_values

HEAD = ("Bestand", "Kenmerk", "Wijziging", "Accepteren", "Toelichting")


def table(rows: Sequence[tuple[str, ...]]) -> bytes:
    return workbook("Terug", [Sheet("Wijzigingen", HEAD, (10,) * 5, rows)])


def returned(folder: Path) -> list[tuple[str, ...]]:
    """Put two documents of one contract, each with another change, in `folder`; return their rows."""
    (folder / "sent.docx").write_bytes(sent("ggz"))
    rows: list[tuple[str, ...]] = []
    for name, key, value in (("een", "afrekening_uiterlijk", "2028-09-30"), ("twee", "bedrag", "1111111.00")):
        kind = TypedKind.DAY if key == "afrekening_uiterlijk" else TypedKind.NUMBER
        data = with_values("ggz", {("volume", key): Typed(value, kind)})
        (folder / f"{name}.docx").write_bytes(data)
        rows += [(f"{name}.docx", "GGZ-2027-0031", change.name, "ja", "") for change in changes_in(data, "ggz")]
    return rows


def take_over(folder: Path, *, force: bool) -> FolderSummary:
    terms = Terms(Agreed("", None), "", date(2026, 11, 11))
    anew = lambda sector, root: request_file(schema(sector, plugins()), root)  # noqa: E731
    write = lambda path, data: path.write_bytes(data) and None  # noqa: E731
    out = folder / "nieuw"
    return take_folder(
        folder / "t.xlsx",
        folder / "req",
        out,
        folder / "sent.docx",
        terms,
        plugins(),
        anew=anew,
        write=write,
        force=force,
    )


@pytest.mark.parametrize("force", [False, True])
def test_second_document_of_a_contract_does_not_replace_what_the_first_gave(tmp_path: Path, force: bool) -> None:
    (tmp_path / "req").mkdir()
    shutil.copy(request_path("ggz"), tmp_path / "req" / "a.yaml")
    (tmp_path / "t.xlsx").write_bytes(table(returned(tmp_path)))
    one, two = take_over(tmp_path, force=force).rows
    assert one.because is None
    assert two.because is not None
    assert "een.docx" in two.because.nl
    assert "2028-09-30" in (tmp_path / "nieuw" / "a.yaml").read_text(encoding="utf-8")
    if force:  # a next run may write the same again
        assert take_over(tmp_path, force=True).rows[0].because is None


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_table_that_is_damaged_is_told(tmp_path: Path, part: str) -> None:
    whole = tmp_path / "heel.xlsx"
    whole.write_bytes(table([("een.docx", "K", "abc", "ja", "")]))
    assert [one.accept for one in read_answers(whole)] == [["abc"]]
    damaged = tmp_path / "kapot.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(damaged, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data[: len(data) // 2] if name == part else data)
    with pytest.raises(FileError) as refused:
        read_answers(damaged)
    assert refused.value.code == "overnemen.geen-tabel"


def test_answer_that_is_a_formula_is_told_with_its_row(tmp_path: Path) -> None:
    file = tmp_path / "t.xlsx"
    file.write_bytes(workbook("T", [Sheet("W", HEAD, (10,) * 5, [("a.docx", "K", "abc", "=1+1", "")])]))
    assert read_answers(file)[0].counter == [("abc", "=1+1")]
    from openpyxl import load_workbook

    book = load_workbook(file)
    book.worksheets[0].cell(2, 4).value = "=1+1"
    book.save(file)
    with pytest.raises(FileError) as refused:
        read_answers(file)
    assert "rij 2" in refused.value.message.nl


def test_answers_as_people_type_them_are_read(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    file = tmp_path / "t.xlsx"
    answers = ("JA", "nee", "binnen 56 dagen", "", "", "")
    file.write_bytes(table([("a.docx", "K", f"w{at}", answer, "x" * (at == 1)) for at, answer in enumerate(answers)]))
    book = load_workbook(file)
    for row, value in ((5, True), (6, False), (7, 56)):
        book.worksheets[0].cell(row, 4).value = value
    book.save(file)
    (one,) = read_answers(file)
    assert one.accept == ["w0", "w3"]
    assert one.refuse == [("w1", "x"), ("w4", "")]
    assert one.counter == [("w2", "binnen 56 dagen"), ("w5", "56")]

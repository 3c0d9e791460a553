"""Many contracts at the desk: a table becomes a set, its faults are mended on the page, and the set is saved."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from izacontract.desk.invited_routes import LARGEST_FILE
from izacontract.desk.job import work
from izacontract.desk.jobs import END, LOCK, TASK, Jobs, State
from izacontract.desk.keeping import requests_on
from izacontract.desk.locks import held, is_held
from izacontract.desk.routes import LARGEST_BODY, largest_body
from izacontract.desk.sets import mended
from izacontract.errors import FileError
from izacontract.register.opening import open_register
from izacontract.register.reading import Filters, listed
from izacontract.web import guard
from tests.desk.conftest import AtDesk
from tests.desk.support import MSZ, finished, ok, text_of

CSV = "kenmerk;zorgaanbieder.kvk;zorgaanbieder.agb\nMSZ-1;90000031;06999202\nMSZ-2;9000003;06999302\n"


def send(desk: AtDesk, table: str = CSV) -> object:
    files = {"tabel": ("ronde.csv", table.encode()), "basis": ("basis.yaml", MSZ.read_bytes())}
    return desk.client.post("/bureau/tabellen", files=files)


def test_table_is_made_its_fault_mended_on_the_page_and_the_set_saved(at_desk: AtDesk) -> None:
    said = finished(at_desk, send(at_desk))
    assert "2 rijen: 1 gemaakt" in said
    assert requests_on(at_desk.desk) == ["MSZ-1"]
    page = ok(at_desk.client.get("/bureau/tabellen/ronde"))
    assert 'name="cel:3:zorgaanbieder.kvk"' in page.text
    assert "bestaat niet uit precies 8 cijfers" in text_of(page)
    values = {"was:3:zorgaanbieder.kvk": "9000003", "cel:3:zorgaanbieder.kvk": "90000032"}
    said = finished(at_desk, at_desk.client.post("/bureau/tabellen/ronde/herstel", data=values))
    assert "1 gemaakt, 1 ongewijzigd" in said
    assert requests_on(at_desk.desk) == ["MSZ-1", "MSZ-2"]
    page = ok(at_desk.client.get("/bureau/tabellen/ronde"))
    assert "cel:" not in page.text
    assert 'href="/bureau/contract/MSZ-2"' in page.text
    packed = zipfile.ZipFile(io.BytesIO(ok(at_desk.client.get("/bureau/tabellen/ronde/zip")).content))
    assert {"MSZ-1.docx", "MSZ-2.docx", "overzicht.xlsx"} <= set(packed.namelist())
    assert ok(at_desk.client.get("/bureau/tabellen/ronde/overzicht.xlsx")).content[:2] == b"PK"
    assert ok(at_desk.client.get("/bureau/contract/MSZ-2/bestand/concepten/MSZ-2.docx")).content[:2] == b"PK"
    found = listed(open_register(at_desk.desk.address()), Filters(), at_desk.clock.now.date())
    assert [one.reference for one in found] == ["MSZ-1", "MSZ-2"]
    start = ok(at_desk.client.get("/bureau"))
    assert 'href="/bureau/contract/MSZ-1"' in start.text
    renewing = {"begin": "2028-01-01", "contract": ["MSZ-1", "MSZ-2"]}
    said = finished(at_desk, at_desk.client.post("/bureau/vernieuwen", data=renewing))
    assert requests_on(at_desk.desk) == ["MSZ-1", "MSZ-1-2028", "MSZ-2", "MSZ-2-2028"]
    due = ok(at_desk.client.get("/bureau/termijnen?status=concept&van=2027-01-01&tot=2027-03-31"))
    assert "MSZ-1" in text_of(due)


def test_contract_that_was_changed_at_the_desk_is_not_replaced_by_its_table(at_desk: AtDesk) -> None:
    finished(at_desk, send(at_desk, CSV.partition("MSZ-2")[0]))
    file = at_desk.desk.request("MSZ-1")
    file.write_text(file.read_text(encoding="utf-8") + "\n# van een collega\n", encoding="utf-8")
    files = {"tabel": ("nieuw.csv", CSV.replace("06999202", "06999402").partition("MSZ-2")[0].encode())}
    said = finished(at_desk, at_desk.client.post("/bureau/tabellen/ronde/tabel", files=files))
    assert "Niet vervangen" in said
    assert "van een collega" in file.read_text(encoding="utf-8")


def test_table_that_cannot_be_read_leaves_nothing_behind(at_desk: AtDesk) -> None:
    answer = ok(send(at_desk, "zonder;hoofd\n1;2\n"), 422)
    assert "tabel.csv" in text_of(answer)
    assert not list((at_desk.desk.folder / "tabellen").iterdir())


def test_mending_a_workbook_keeps_first_zeros_and_takes_no_formula(at_desk: AtDesk) -> None:
    home = at_desk.desk.folder / "tabellen" / "set"
    home.mkdir()
    book = openpyxl.Workbook()
    book.active.append(["kenmerk", "zorgaanbieder.agb"])
    book.active.append(["A", "1"])
    book.save(home / "tabel.xlsx")
    left = mended(at_desk.desk, "set", {(2, "zorgaanbieder.agb"): "06999202", (2, "kenmerk"): "=1+1", (2, "geen"): "x"})
    assert left == ["geen"]
    sheet = openpyxl.load_workbook(home / "tabel.xlsx").active
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["B2"].value) == ("=1+1", "s", "06999202")


def test_empty_table_is_that_of_the_command(at_desk: AtDesk) -> None:
    assert ok(at_desk.client.get("/bureau/lege-tabel?zorgsoort=ggz")).content[:2] == b"PK"
    assert at_desk.client.get("/bureau/lege-tabel?zorgsoort=geen").status_code == 422


@pytest.fixture
def broken(at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the name of a job whose process is gone without an end, as after a power failure."""
    monkeypatch.setattr(Jobs, "_run", lambda self, name: None)
    task = Jobs(at_desk.desk).start("Tabel", [["batch"]], "Anouk", "nl", total=2)
    long_ago = datetime(2026, 1, 1, tzinfo=UTC).timestamp()
    os.utime(at_desk.desk.folder / "werk" / task.id / TASK, (long_ago, long_ago))
    return task.id


def test_job_that_was_broken_off_is_found_again_and_goes_on_when_told(
    at_desk: AtDesk, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    went_on: list[str] = []
    monkeypatch.setattr(Jobs, "_run", lambda self, name: went_on.append(name))
    assert "afgebroken" in text_of(ok(at_desk.client.get("/bureau")))
    assert "Ga verder" in text_of(ok(at_desk.client.get(f"/bureau/werk/{broken}")))
    ok(at_desk.client.post(f"/bureau/werk/{broken}/verder"), 303)
    assert went_on == [broken]


def test_job_is_at_work_as_long_as_its_process_holds_the_lock(at_desk: AtDesk, broken: str) -> None:
    home = at_desk.desk.folder / "werk" / broken
    with held(home / LOCK):
        assert is_held(home / LOCK)
        job = Jobs(at_desk.desk).get(broken)
        assert job is not None
        assert job.state is State.RUNS
        assert "u kunt deze pagina verlaten" in text_of(ok(at_desk.client.get(f"/bureau/werk/{broken}"))).lower()
    assert not is_held(home / LOCK)
    (home / END).write_text('{"status": 3, "at": "2026-11-22T12:00:00Z"}')
    job = Jobs(at_desk.desk).get(broken)
    assert job is not None
    assert job.state is State.FAILED


def test_job_that_was_started_twice_is_done_once(at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[list[str]] = []
    monkeypatch.setattr("izacontract.desk.job.main", lambda given: done.append(given) or 0)
    task = Jobs(at_desk.desk).start("Vernieuwen", [["renew", "a"], ["renew", "b"]], "Anouk", "nl")
    work(at_desk.desk.folder, task.id)
    assert done == [["--lang", "nl", "renew", "a"], ["--lang", "nl", "renew", "b"]]


def test_job_that_goes_on_does_not_do_again_what_was_done(
    at_desk: AtDesk, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = Jobs(at_desk.desk).start("Vernieuwen", [["renew", "a"], ["renew", "b"]], "Anouk", "nl")
    answers, done = [0, 130, 0], []
    monkeypatch.setattr("izacontract.desk.job.main", lambda given: done.append(given[-1]) or answers[len(done) - 1])
    work(at_desk.desk.folder, task.id)
    work(at_desk.desk.folder, task.id)
    assert done == ["a", "b", "b"]


def test_job_says_why_what_it_made_could_not_be_put_on_the_desk(at_desk: AtDesk) -> None:
    task = Jobs(at_desk.desk).start("Tabel", [], "Anouk", "en", after="tabel", subject="weg")
    job = Jobs(at_desk.desk).get(task.id)
    assert job is not None
    assert job.state is State.FAILED
    assert "weg is not on the desk any more" in job.said


def test_table_that_cannot_be_written_leaves_the_one_that_was_there(
    at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = at_desk.desk.folder / "tabellen" / "set"
    home.mkdir()
    (home / "tabel.csv").write_text(CSV, encoding="utf-8")

    def full(target: Path, data: bytes, *, force: bool) -> None:
        raise FileError("schijf vol", "disk full")

    monkeypatch.setattr("izacontract.desk.tables.write_whole", full)
    ok(at_desk.client.post("/bureau/tabellen/set/tabel", files={"tabel": ("nieuw.xlsx", b"x")}), 422)
    assert (home / "tabel.csv").read_text(encoding="utf-8") == CSV


def test_only_a_form_with_files_may_be_large() -> None:
    assert largest_body("/bureau/tabellen/x/tabel") == largest_body("/bureau/terug") == LARGEST_BODY
    assert largest_body("/bureau/contract/x/aanvraag") == guard.LARGEST_BODY
    assert largest_body("/uitnodiging/x/bestand") == LARGEST_FILE

"""What falls due over all contracts of a register: by their requests, with the events that it holds, this month."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from izacontract.cli.app import main
from izacontract.duties.due import EVER, Period
from izacontract.impact.portfolio import typed_in
from izacontract.model.duty import Who
from izacontract.register.due import AllDue, due_in, happened_in
from izacontract.register.opening import Opened, open_register
from izacontract.register.reading import Filters, all_whole
from izacontract.register.sources import entries_in
from izacontract.register.steps import Status
from izacontract.register.store import Register
from tests.contracts.support import plugins
from tests.register.support import JANNEKE, TODAY, later

REQUESTS = Path(__file__).parents[1] / "requests" / "2027"
SIGNED = ("MSZ-2027-0008", "HA-2027-0417")


@cache
def _entries(sector: str) -> tuple[object, ...]:
    return tuple(entries_in(REQUESTS / f"{sector}.yaml", plugins()))


@pytest.fixture
def known(tmp_path: Path) -> Opened:
    """Return a register with three contracts of which two were signed on 1 March 2027."""
    register = Register(open_register(str(tmp_path / "r.db")))
    register.record("add", [one for sector in ("msz", "huisartsen", "ggz") for one in _entries(sector)], JANNEKE)
    for to in (Status.SENT, Status.AGREED, Status.SIGNED):
        register.move(SIGNED, to, JANNEKE, on=TODAY)
    return register.opened


def due(known: Opened, *paths: Path, period: Period = EVER, who: Who | None = None) -> AllDue:
    found = all_whole(known, Filters((Status.SIGNED, Status.RUNNING)), date(2027, 3, 2))
    return due_in(found, typed_in(paths or (REQUESTS,), plugins(), None, None), plugins(), period, who)


def test_only_contracts_of_the_register_count_and_the_others_are_named(known: Opened) -> None:
    found = due(known)
    assert {one.contract.reference for one in found.contracts} == set(SIGNED)
    assert "GGZ-2027-0031" in found.others
    assert (found.absent, found.unread) == ((), ())
    assert all(one.provider and one.duties for one in found.contracts)


def test_contract_without_a_request_and_file_with_faults_are_told(known: Opened, tmp_path: Path) -> None:
    wrong = tmp_path / "fout.yaml"
    wrong.write_text("overeenkomst: {sector: msz, begin: 31-31-2027}\n", encoding="utf-8")
    found = due(known, REQUESTS / "msz.yaml", wrong)
    assert [one.reference for one in found.absent] == ["HA-2027-0417"]
    assert [Path(one.name).name for one in found.unread] == ["fout.yaml"]


def test_period_and_party_narrow_what_is_due(known: Opened) -> None:
    all_of = [duty for one in due(known).contracts for duty in one.duties]
    period = Period(date(2027, 3, 1), date(2027, 3, 31))
    march = [duty for one in due(known, period=period).contracts for duty in one.duties if duty.day]
    assert march and len(march) < len([duty for duty in all_of if duty.day])
    assert all(duty.day and duty.day.month == 3 and duty.day.year == 2027 for duty in march)
    own = [duty for one in due(known, who=Who.INSURER).contracts for duty in one.duties]
    assert {duty.who for duty in own} == {Who.INSURER, Who.BOTH, Who.EACH}


def test_recorded_event_gives_its_duties_a_day(known: Opened) -> None:
    waiting = next(duty.event for one in due(known).contracts for duty in one.duties if duty.day is None and duty.event)
    reference = next(
        one.contract.reference for one in due(known).contracts for duty in one.duties if duty.event == waiting
    )
    Register(known).happened(reference, waiting, date(2027, 4, 1), later(40))
    dated = [
        duty
        for one in due(known).contracts
        if one.contract.reference == reference
        for duty in one.duties
        if duty.day is not None and "1 april 2027" in duty.how
    ]
    assert dated


def test_day_of_signature_is_an_event(known: Opened) -> None:
    whole = all_whole(known, Filters(text="MSZ-2027-0008"), TODAY)[0]
    assert happened_in(whole)["ondertekening"] == [TODAY]


def test_command_writes_all_forms(known: Opened, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["register", "due", str(REQUESTS), "--from", "2027-01-01", "--to", "2027-12-31", "--register", known.where]
    assert main([*given, "--status", "getekend,loopt", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["schema"] == "izacontract/register-due/1"
    assert {one["reference"] for one in answer["contracts"]} == set(SIGNED)
    days = [one["day"] for contract in answer["contracts"] for one in contract["due"]]
    assert days and all(day.startswith("2027-") for day in days)
    book = tmp_path / "due.xlsx"
    assert main([*given, "--status", "getekend,loopt", "-o", str(book)]) == 0
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames == ["Verplichtingen", "Wacht op", "Telt niet mee"]
    assert sheets["Verplichtingen"].max_row == len(days) + 1
    assert main([*given, "--status", "concept", "--party", "Veenland"]) == 0
    assert "GGZ-2027-0031" in capsys.readouterr().out


def test_request_that_another_with_its_reference_replaces_is_told(known: Opened, tmp_path: Path) -> None:
    copy = tmp_path / "tweede.yaml"
    copy.write_bytes((REQUESTS / "msz.yaml").read_bytes())
    found = due(known, REQUESTS / "msz.yaml", copy)
    assert [one.contract.reference for one in found.contracts] == ["MSZ-2027-0008"]
    assert [one.name for one in found.unread] == [str(REQUESTS / "msz.yaml")]
    assert str(copy) in found.unread[0].because.nl

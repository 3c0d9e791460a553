"""The duties of our own texts: every term has one, and the contracts for 2027 give them on their days."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar

from izacontract.clauses.lint_duties import missing_duties
from izacontract.duties.due import Duty, Period, duties_of
from izacontract.model.duty import Who
from tests.cli import conftest as of_command
from tests.cli.conftest import Run, use
from tests.contracts.support import REQUESTS, SEASON, build, plugins, request_called, typed


def due(name: str, events: dict[str, list[date]] | None = None, days: Period | None = None) -> dict[str, Duty]:
    request = typed((REQUESTS / f"{name}.yaml").read_text(encoding="utf-8"))
    found = duties_of(build(request), plugins().library, events or {}, days or Period())
    assert len({duty.key for duty in found}) == len(found)
    return {duty.key: duty for duty in found}


def test_every_lid_with_a_term_says_who_owes_what_or_why_nobody_does() -> None:
    assert missing_duties(plugins().library) == []


def test_no_duty_of_parties_together_is_said_of_one() -> None:
    of_one = ("Meldt", "Antwoordt", "Kan", "Toont", "Geeft", "Zendt", "Stuurt", "Reageert", "Noemt", "Heeft", "Doet")
    library = plugins().library
    said = [
        (clause.id, duty.what)
        for clause in library.clauses.values()
        for text in (*clause.versions, *(version for position in clause.positions for version in position.versions))
        for duty in text.duties.declared
        if duty.who is Who.BOTH and duty.what.split()[0] in of_one
    ]
    assert said == []


def test_every_event_is_one_that_a_duty_hangs_on() -> None:
    library = plugins().library
    used = {
        anchor
        for clause in library.clauses.values()
        for text in (*clause.versions, *(version for position in clause.positions for version in position.versions))
        for duty in text.duties.declared
        for anchor in duty.anchors
    }
    # a signature makes the start, which other duties count from
    assert set(library.events) - used - {"ondertekening"} == set()


@pytest.mark.parametrize("sector", SEASON)
def test_every_duty_of_a_season_has_a_day_or_an_event_that_gives_it(sector: str) -> None:
    found = due(f"2027/{sector}")
    assert sum(duty.day is not None for duty in found.values()) >= 10
    for duty in found.values():
        assert duty.place, duty.key
        assert "…" not in f"{duty.what}{duty.proof}", duty.key
        assert duty.day is not None or duty.event, duty.key


@pytest.mark.parametrize(
    ("name", "key", "day"),
    [
        ("2027/msz", "algemeen.volume#afrekening/2027", date(2028, 7, 1)),
        ("2027/msz", "algemeen.volume#afrekening/2028", date(2029, 7, 1)),
        ("2027/msz", "algemeen.bijlage-resultaten#bewijs/1", date(2027, 12, 15)),
        # 30 days after 1 January 2027 is a Sunday
        ("2027/msz", "algemeen.looptijd#late-ondertekening", date(2027, 2, 1)),
        ("2027/msz", "algemeen.monitoring#rapportage/2027-03-31", date(2027, 4, 21)),
        ("2027/huisartsen", "huisartsen.mtvp#maatregelen/1", date(2027, 3, 31)),
        ("2027/huisartsen", "algemeen.contracteerproces#twaalf-november/2027", date(2027, 11, 11)),
        ("2027/mdz", "mdz.doorcontractering#indexatie/2027", date(2028, 1, 28)),
        ("2027/ggz", "ggz.kwaliteit#levering/2027", date(2028, 1, 28)),
        ("2027/wijkverpleging", "wijkverpleging.systeemfuncties#onderbouwing/2027", date(2028, 1, 28)),
    ],
)
def test_duty_falls_on_the_day_that_the_contract_says(name: str, key: str, day: date) -> None:
    assert due(name)[key].day == day


def test_notice_sets_off_what_hangs_on_it() -> None:
    found = due("2027/msz", {"opzegging": [date(2027, 3, 5)]})
    # 21 days after 5 March is Good Friday of 2027; the first other day is the Tuesday after Easter
    assert found["algemeen.beeindiging#overdracht/2027-03-05"].day == date(2027, 3, 30)


def test_renewal_by_itself_asks_for_notice_so_many_months_before_the_last_day() -> None:
    contract = build(
        {
            **request_called("kleinste ggz"),
            "overeenkomst": {
                "sector": "ggz", "begin": "2026-01-01", "einde": "2026-12-31", "verlenging": "stilzwijgend-een-jaar",
            },
        }
    )  # fmt: skip
    found = {duty.id: duty for duty in duties_of(contract, plugins().library)}
    assert found["algemeen.looptijd#verlenging"].day in {
        date(2026, 12 - months, day) for months, day in ((3, 30), (6, 30), (2, 31))
    }


run = of_command.run


@pytest.fixture
def command(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs the command with our own plugins."""
    use(monkeypatch, plugins())
    return run


FILE = REQUESTS / "2027" / "msz.yaml"


def test_command_shows_what_is_due_in_a_month_and_what_waits(command: Run) -> None:
    ran = command("duties", FILE, "--from", "2027-01-01", "--to", "2027-01-31", "--who", "zorgverzekeraar")
    assert ran.status == 0
    assert "januari 2027" in ran.out
    assert "februari 2027\n" not in ran.out
    assert "zorgaanbieder: " not in ran.out
    assert "[opzegging]" in ran.out


def test_command_writes_a_workbook_a_calendar_and_data(command: Run) -> None:
    event = ("--event", "opzegging=2027-03-05")
    assert command("duties", FILE, *event, "-o", "d.xlsx").status == 0

    book = openpyxl.load_workbook(Path("d.xlsx"))
    assert book.sheetnames == ["Verplichtingen", "Wacht op"]
    assert [cell.value for cell in book["Verplichtingen"][1]][:4] == ["Dag", "Wie", "Wat", "Artikel"]
    assert command("duties", FILE, *event, "--remind", 14, "-o", "d.ics").status == 0
    calendar = Calendar.from_ical(Path("d.ics").read_bytes())
    found = json.loads(command("duties", FILE, *event, "--json").out)
    assert found["schema"] == "izacontract/duties/1"
    assert len(calendar.walk("VEVENT")) == len(found["due"]) == book["Verplichtingen"].max_row - 1
    assert {one["event"] for one in found["waiting"]} >= {"ingebrekestelling"}
    assert command("duties", FILE, *event, "-o", "d.ics").status == 5  # never overwritten unasked


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("--event", "opzeging=2027-03-01"), "Bedoelt u 'opzegging'?"),
        (("--event", "opzegging"), "is geen gebeurtenis met een dag"),
        (("--event", "opzegging=1 maart"), "is geen datum"),
        (("--from", "2027-03-01", "--to", "2027-02-01"), "ligt vóór"),
        (("--remind", "7"), "--remind hoort bij een bestand .ics"),
    ],
)
def test_wrong_option_is_told(command: Run, arguments: tuple[str, ...], what: str) -> None:
    ran = command("duties", FILE, *arguments)
    assert ran.status == 2
    assert what in ran.err


def test_both_parties_see_what_they_owe_together() -> None:
    assert any(duty.who is Who.BOTH for duty in due("2027/msz").values())

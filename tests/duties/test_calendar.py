"""The calendar file: parsed back by its own library, it holds whole days with identifiers that last."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from icalendar import Calendar, Component
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from izacontract.duties.due import duties_of
from izacontract.render.workbook import DAY, EURO, Sheet, workbook
from izacontract.reports.duty_calendar import duties_calendar
from tests.duties.support import contract_of, library_of
from tests.duties.test_due import ANSWER, LID

STAMP = datetime(2026, 11, 29, 12, tzinfo=UTC)


def events(path: Path, term: int, days: list[date], remind: int | None = None) -> list[Component]:
    library = library_of(path, ANSWER, LID)
    contract = contract_of(library, {"termijn": term})
    written = duties_calendar(contract, duties_of(contract, library, {"melding": days}), STAMP, remind)
    assert b"\r\n" in written
    calendar = Calendar.from_ical(written)
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")
    assert not calendar.errors
    return list(calendar.walk("VEVENT"))


def test_duty_is_an_event_of_a_whole_day_that_says_what_who_and_where(tmp_path: Path) -> None:
    (event,) = events(tmp_path, 14, [date(2027, 3, 1)])
    assert not event.errors
    assert (event.start, event.end) == (date(2027, 3, 15), date(2027, 3, 16))
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["SUMMARY"] == "Zorgverzekeraar: Antwoordt. (artikel 1.1)"
    assert "14 dagen na ontvangst van de melding (1 maart 2027)" in event["DESCRIPTION"]
    assert event["DTSTAMP"].dt == STAMP


def test_event_keeps_its_identifier_when_its_day_moves(tmp_path: Path) -> None:
    first = events(tmp_path, 14, [date(2027, 3, 1), date(2027, 4, 1)])
    later = events(tmp_path, 21, [date(2027, 3, 1), date(2027, 4, 1)])
    assert [event["UID"] for event in first] == [event["UID"] for event in later]
    assert [event.start for event in first] != [event.start for event in later]
    assert len({event["UID"] for event in first}) == 2


def test_reminder_comes_as_many_days_before(tmp_path: Path) -> None:
    (event,) = events(tmp_path, 14, [date(2027, 3, 1)], remind=7)
    (alarm,) = event.walk("VALARM")
    assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(days=-7))
    (plain,) = events(tmp_path, 14, [date(2027, 3, 1)])
    assert plain.walk("VALARM") == []


def test_duty_that_waits_is_in_no_calendar(tmp_path: Path) -> None:
    assert events(tmp_path, 14, []) == []


def test_day_in_the_first_cell_of_a_sheet_is_a_day_in_every_row() -> None:
    rows = [(date(2027, 3, day), "tekst", 3) for day in (1, 2)]
    page = load_workbook(BytesIO(workbook("x", [Sheet("x", ("Dag", "Wat", "Hoeveel"), (9, 9, 9), rows)])))["x"]
    for row in (2, 3):
        assert [page.cell(row, column).number_format for column in (1, 2, 3)] == [DAY, "General", "General"]


def test_amount_is_a_number_in_euro_that_a_sheet_can_add() -> None:
    rows = [(Decimal("1234.50"), "tekst"), (Decimal("-3.05"), "")]
    page = load_workbook(BytesIO(workbook("x", [Sheet("x", ("Bedrag", "Wat"), (14, 9), rows)])))["x"]
    assert [(page.cell(row, 1).value, page.cell(row, 1).number_format) for row in (2, 3)] == [
        (1234.5, EURO),
        (-3.05, EURO),
    ]


def test_row_is_as_high_as_its_longest_wrapped_text() -> None:
    rows = [("kort", 1), ("woord " * 20, 2), ("een\ntwee\ndrie", 3), ("lang " * 4000, 4)]
    page = load_workbook(BytesIO(workbook("x", [Sheet("x", ("Wat", "Aantal"), (30, 9), rows)])))["x"]
    heights = [page.row_dimensions[row].height for row in (1, 2, 3, 4, 5)]
    assert heights[:2] == [None, None]
    assert heights[2] is not None and heights[2] >= 4 * 15
    assert heights[3:] == [45, 409]


def test_row_of_words_in_looks_of_their_own_is_as_high_as_they_need() -> None:
    rich = CellRichText("woord " * 20, TextBlock(InlineFont(b=True), "vet"))
    page = load_workbook(BytesIO(workbook("x", [Sheet("x", ("Wat",), (30,), [(rich,)])])))["x"]
    height = page.row_dimensions[2].height
    assert height is not None and height >= 4 * 15

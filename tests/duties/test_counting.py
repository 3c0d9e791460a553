"""Terms and working days: what a calendar does that one easily gets wrong."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from izacontract.duties.counting import Term, earlier, is_working_day, later, next_working_day, why_no_working_day


@pytest.mark.parametrize(
    ("day", "term", "last"),
    [
        (date(2027, 3, 1), Term(14, "dagen"), date(2027, 3, 15)),
        (date(2027, 12, 20), Term(14, "dagen"), date(2028, 1, 3)),
        (date(2027, 3, 1), Term(6, "weken"), date(2027, 4, 12)),
        (date(2027, 1, 31), Term(1, "maand"), date(2027, 2, 28)),
        (date(2028, 1, 31), Term(1, "maand"), date(2028, 2, 29)),
        (date(2028, 2, 29), Term(1, "jaar"), date(2029, 2, 28)),
        (date(2027, 11, 30), Term(3, "maanden"), date(2028, 2, 29)),
        (date(2027, 3, 1), Term(72, "uur"), date(2027, 3, 4)),
        (date(2027, 3, 1), Term(1, "uur"), date(2027, 3, 2)),
    ],
)
def test_day_of_the_event_does_not_count_and_a_month_ends_on_its_number_or_its_last_day(
    day: date, term: Term, last: date
) -> None:
    assert later(day, term) == last


def test_term_before_a_day_counts_back() -> None:
    assert earlier(date(2027, 12, 31), Term(3, "maanden")) == date(2027, 9, 30)
    assert earlier(date(2028, 3, 1), Term(1, "dag")) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("day", "next_day", "why"),
    [
        (date(2027, 3, 26), date(2027, 3, 30), "Goede vrijdag"),
        (date(2027, 3, 29), date(2027, 3, 30), "Tweede paasdag"),
        (date(2027, 3, 27), date(2027, 3, 30), "een zaterdag"),
        # 5 May is a public holiday once in five years, but no term ends on it in any year
        (date(2027, 5, 5), date(2027, 5, 7), "Bevrijdingsdag"),
        # Koningsdag of 2031 would be a Sunday: it is kept on Saturday 26 April, and the Monday is a day like others
        (date(2031, 4, 26), date(2031, 4, 28), "Koningsdag"),
        (date(2031, 4, 27), date(2031, 4, 28), "een zondag"),
        (date(2027, 4, 27), date(2027, 4, 28), "Koningsdag"),
        (date(2027, 12, 25), date(2027, 12, 27), "Eerste kerstdag"),
        (date(2027, 12, 31), date(2027, 12, 31), ""),
        (date(2028, 1, 1), date(2028, 1, 3), "Nieuwjaarsdag"),
    ],
)
def test_no_term_ends_on_a_weekend_or_holiday(day: date, next_day: date, why: str) -> None:
    assert next_working_day(day) == next_day
    assert why_no_working_day(day) == why


@given(some.dates(date(2020, 1, 1), date(2060, 12, 31)))
def test_next_working_day_is_the_first_one(day: date) -> None:
    found = next_working_day(day)
    assert is_working_day(found)
    assert all(not is_working_day(day + timedelta(days=count)) for count in range((found - day).days))

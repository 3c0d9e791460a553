"""Arithmetic on days that rules share: quarters and whole years."""

from __future__ import annotations

from datetime import date

import pytest

from izacontract import first_day_of_quarter, last_day_of_quarter, last_day_of_years
from izacontract.dutch import quarter


@pytest.mark.parametrize(
    ("typed", "words", "first", "last"),
    [
        ("2025-Q1", "eerste kwartaal van 2025", date(2025, 1, 1), date(2025, 3, 31)),
        ("2024-Q2", "tweede kwartaal van 2024", date(2024, 4, 1), date(2024, 6, 30)),
        ("2025-Q3", "derde kwartaal van 2025", date(2025, 7, 1), date(2025, 9, 30)),
        ("2025-Q4", "vierde kwartaal van 2025", date(2025, 10, 1), date(2025, 12, 31)),
    ],
)
def test_quarter_has_its_words_and_days(typed: str, words: str, first: date, last: date) -> None:
    assert quarter(typed) == words
    assert first_day_of_quarter(typed) == first
    assert last_day_of_quarter(first) == last_day_of_quarter(last) == last


@pytest.mark.parametrize(
    ("begin", "years", "last"),
    [
        (date(2025, 1, 1), 5, date(2029, 12, 31)),
        (date(2025, 7, 15), 10, date(2035, 7, 14)),
        (date(2024, 2, 29), 5, date(2029, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2024, 3, 1), 5, date(2029, 2, 28)),
    ],
)
def test_whole_years_end_the_day_before_their_anniversary(begin: date, years: int, last: date) -> None:
    assert last_day_of_years(begin, years) == last

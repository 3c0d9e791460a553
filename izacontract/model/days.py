"""Arithmetic on days that the rules of several plugins share: quarters, and terms of whole years."""

from __future__ import annotations

from datetime import date, timedelta


def first_day_of_quarter(quarter: str) -> date:
    """Return the first day of a quarter such as "2025-Q1"."""
    year, number = quarter.split("-Q")
    return date(int(year), 3 * int(number) - 2, 1)


def last_day_of_quarter(day: date) -> date:
    """Return the last day of the quarter in which `day` falls."""
    month = 3 * ((day.month + 2) // 3)
    return date(day.year, 12, 31) if month == 12 else date(day.year, month + 1, 1) - timedelta(days=1)


def last_day_of_years(begin: date, years: int) -> date:
    """Return the last day, inclusive, of `years` whole years that start on `begin`.

    Years from 29 February end on the last day of February, also when the last one is no leap year.
    """
    year = begin.year + years
    leap_day = (begin.month, begin.day) == (2, 29)
    return (date(year, 3, 1) if leap_day else begin.replace(year=year)) - timedelta(days=1)

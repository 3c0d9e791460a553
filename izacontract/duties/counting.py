"""Terms and days: adding them up, and which days no term ends on."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

MONTHS: Final = {
    "maand": 1, "maanden": 1, "kwartaal": 3, "halfjaar": 6, "jaar": 12, "jaren": 12,
}  # fmt: skip
"""How many months each unit is that does not count days."""

DAYS: Final = {"dag": 1, "dagen": 1, "week": 7, "weken": 7}
HOURS: Final = "uur"
SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Term:
    """A term: how many of which unit, as a text prints it."""

    count: int
    unit: str

    def __str__(self) -> str:
        return f"{self.count} {self.unit}"

    @property
    def in_hours(self) -> bool:
        """Return whether it counts hours, and so does not wait for a working day."""
        return self.unit == HOURS


def later(day: date, term: Term) -> date:
    """Return the last day of `term` after `day`, which itself does not count; of hours the day on which they end.

    A month ends on the day with the same number, or on the last day of a shorter month. OverflowError past the year
    9999.
    """
    return _moved(day, term, 1)


def earlier(day: date, term: Term) -> date:
    """Return the day that lies `term` before `day`."""
    return _moved(day, term, -1)


def _moved(day: date, term: Term, sign: int) -> date:
    if term.unit in MONTHS:
        return months_later(day, sign * term.count * MONTHS[term.unit])
    days = -(-term.count // 24) if term.in_hours else term.count * DAYS[term.unit]
    return day + timedelta(days=sign * days)


def months_later(day: date, months: int) -> date:
    """Return the day with the same number `months` later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"no year {year}")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def is_working_day(day: date) -> bool:
    """Return whether `day` is no Saturday, Sunday or generally recognised holiday in the Netherlands.

    The holidays are those of article 3 of the Algemene termijnenwet: also 5 May of every year, and Good Friday.
    """
    return day.weekday() < SATURDAY and day not in _holidays(day.year)


def next_working_day(day: date) -> date:
    """Return `day`, or the first working day after it when it is none."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def why_no_working_day(day: date) -> str:
    """Return in Dutch why nothing ends on `day`: "een zaterdag", "Koningsdag"; "" for a working day."""
    if (holiday := _holidays(day.year).get(day)) is not None:
        return holiday
    return ("een zaterdag", "een zondag")[day.weekday() - SATURDAY] if day.weekday() >= SATURDAY else ""


@lru_cache(maxsize=64)
def _holidays(year: int) -> dict[date, str]:
    # It takes a while to import, and only who asks for days needs it.
    from holidays.countries.netherlands import Netherlands

    # 5 May is a public holiday once in five years only, yet the law recognises it every year.
    given = {"years": year, "categories": ("public", "optional"), "language": "nl", "expand": False}
    return dict(Netherlands(**given))  # type: ignore[no-untyped-call]

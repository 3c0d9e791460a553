"""Days and moments on a page, in its language; those of a contract itself are Dutch (`izacontract.dutch`)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_date

from izacontract import dutch
from izacontract.errors import Told


def day_in(value: date, language: str) -> str:
    """Write a day in full in `language`: "1 januari 2027", "1 January 2027"."""
    return format_date(value, "d MMMM y", locale="en_GB") if language == "en" else dutch.day(value)


def moment_in(value: datetime, language: str) -> str:
    """Return a moment as people in the Netherlands read it: "6 december 2026, 13:00 uur (Nederlandse tijd)"."""
    try:
        at = value.astimezone(ZoneInfo("Europe/Amsterdam"))
    except ZoneInfoNotFoundError:  # a machine without time zones
        at = value.astimezone(UTC)
        return f"{day_in(at.date(), language)}, {at:%H:%M} UTC"
    clock = Told(f"{at:%H:%M} uur (Nederlandse tijd)", f"{at:%H:%M} (Dutch time)")
    return f"{day_in(at.date(), language)}, {clock.in_language(language)}"

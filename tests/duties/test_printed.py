"""The days that a contract prints: what parties typed may look like one and be none."""

from __future__ import annotations

from datetime import date

import pytest

from izacontract.duties.printed import day_in


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("29 februari 2028", date(2028, 2, 29)),
        ("29 februari 2027", None),
        ("31 juni 2027", None),
        ("² juli 2027", None),
        ("derde kwartaal van 2027", date(2027, 7, 1)),
        ("derde kwartaal van volgend", None),
        ("1 juli", None),
    ],
)
def test_only_a_day_of_the_calendar_is_a_day(text: str, day: date | None) -> None:
    assert day_in(text) == day

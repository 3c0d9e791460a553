"""How long the accord behind a contract runs: the day that held on the reference day, with its doubt."""

from __future__ import annotations

from datetime import date

import pytest
from izacontract_algemeen.rules.contract import last_day_of_iza, term

from izacontract.intake.read import read_request
from izacontract.model.accords import Accord
from tests.contracts.support import changed, plugins, smallest


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2022, 12, 31), None),
        (date(2023, 1, 1), date(2026, 12, 31)),
        (date(2025, 9, 7), date(2026, 12, 31)),
        (date(2025, 9, 8), date(2028, 12, 31)),
        (date(2028, 12, 31), date(2028, 12, 31)),
    ],
)
def test_last_day_of_the_iza_is_the_one_that_held_on_the_day(day: date, last: date | None) -> None:
    assert last_day_of_iza(day, plugins().parameters) == last


@pytest.mark.parametrize(
    ("begin", "end", "is_doubted", "is_outlasted"),
    [
        ("2025-01-01", "2026-12-31", False, False),
        ("2025-01-01", "2027-01-01", False, True),
        ("2026-01-01", "2026-12-31", False, False),
        ("2026-01-01", "2027-01-01", True, False),
        ("2026-01-01", "2028-12-31", True, False),
        ("2026-01-01", "2029-01-01", True, True),
    ],
)
def test_reason_of_the_term_tells_the_doubt_when_the_term_makes_it_matter(
    begin: str, end: str, is_doubted: bool, is_outlasted: bool
) -> None:
    request = read_request(changed(smallest("mdz"), overeenkomst__begin=begin, overeenkomst__einde=end), plugins())
    found = term(request, plugins().parameters)
    assert ("onzeker" in found.because) is is_doubted
    assert ("p. 96" in found.because and "p. 82" in found.because) is is_doubted
    assert found.values["na_iza"] is is_outlasted


def test_the_days_that_texts_print_are_those_of_the_accords() -> None:
    library = plugins().library
    for name in ("iza", "azwa"):
        accord = library.works[name]
        assert isinstance(accord, Accord)
        for value in library.parameters.by_id[f"algemeen.{name}-laatste-dag"].values:
            assert date.fromisoformat(str(value.value)) == accord.last_day(value.since), (name, value.since)
    signed = library.works["azwa"]
    assert isinstance(signed, Accord)
    assert library.parameters.day("algemeen.azwa-ondertekend") == signed.signed

"""Where the signed accords differ from the concept that the texts were once written from: no contract says what is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from izacontract import Contract
from izacontract.render.text import text
from tests.contracts.support import CHANGED, SECTORS, build, plugins, request_called

REQUESTS = (
    *SECTORS,
    *(f"kleinste {sector}" for sector in SECTORS),
    *(str(path.relative_to(CHANGED).with_suffix("")) for path in sorted(CHANGED.rglob("*.yaml"))),
)
EXTENDED = date(2025, 9, 8)
"""The day on which the AZWA, that extends the IZA, was signed."""

GONE = {
    "andere prijzen zo volledig mogelijk": r"zo volledig mogelijk",
    "prijzen in § 4.1.3": r"§ 4\.1\.3[^|\n]*(?:prijs|prijzen|OVA|index)|(?:prijs|prijzen|OVA|index)[^|\n]*§ 4\.1\.3",
    "een onderdeel als bijlage": r"IZA,? bijlage [A-L]\b",
}
"""Words that only the concept supports, by what they say."""


@cache
def contract_of(name: str) -> Contract:
    return build(request_called(name))


def told(contract: Contract) -> Iterator[str]:
    """Yield what the contract prints up to its sources, and the reason of each clause that this plugin brings."""
    yield text(contract)
    yield from (f"{item.clause}: {item.because}" for item in contract.decisions if item.ruled_by == "algemeen")


@pytest.mark.parametrize("said", GONE)
@pytest.mark.parametrize("name", REQUESTS)
def test_no_contract_says_what_only_the_concept_says(name: str, said: str) -> None:
    assert [words for words in told(contract_of(name)) if re.search(GONE[said], words)] == []


@pytest.mark.parametrize("name", REQUESTS)
def test_no_contract_from_the_extension_on_ends_the_accord_in_2026(name: str) -> None:
    contract = contract_of(name)
    last = re.findall(r"Het IZA geldt tot en met \d+ \w+ (\d{4})\.", text(contract))
    assert last in ([], ["2028"] if contract.reference_day >= EXTENDED else ["2026"])


@pytest.mark.parametrize("name", REQUESTS)
def test_contract_before_2026_names_no_accord_of_later(name: str) -> None:
    contract = contract_of(name)
    assert contract.reference_day.year >= 2026 or "AZWA" not in text(contract)


def test_frames_are_those_of_the_signed_text() -> None:
    total = dict.fromkeys((2023, 2024, 2025, 2026), 0)
    for sector in SECTORS:
        for year in total:
            total[year] += int(plugins().parameters.amount(f"algemeen.macrokader-{sector}", date(year, 1, 1)) or 0)
    printed = {2023: 39071, 2024: 39553, 2025: 39909, 2026: 40232}
    assert {year: total[year] - printed[year] for year in total} == {2023: 0, 2024: 1, 2025: 0, 2026: 0}


@pytest.mark.parametrize("sector", SECTORS)
def test_growth_of_2026_goes_on_under_reservation(sector: str) -> None:
    name = f"algemeen.volumegroei-{sector}"
    values = [plugins().parameters.on(name, date(year, 1, 1)) for year in (2026, 2027, 2028)]
    assert len({value.value for value in values if value}) == 1
    assert [value.status.split()[0] for value in values if value] == ["vastgesteld", *["onder-voorbehoud"] * 2]
    assert plugins().parameters.on(name, date(2029, 1, 1)) is None

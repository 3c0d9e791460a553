"""What is recovered above a ceiling, recomputed with exact fractions: never negative, never more than the excess."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from izacontract_algemeen.rules.ceiling_recovery import Care, above_ceiling, recovery
from izacontract_algemeen.rules.index_calculation import cents
from izacontract_algemeen.rules.volume import annex_values, example_care
from izacontract_algemeen.terms.volume import Volume

from izacontract import read_request
from tests.contracts.support import plugins, request_called, with_values

amounts = st.decimals(min_value=0, max_value=1_000_000, places=2)
ceilings = st.decimals(min_value="0.01", max_value=3_000_000, places=2)
percentages = st.decimals(min_value=0, max_value=100, places=2)
delivered = st.lists(
    st.builds(Care, st.integers(1, 9), amounts, st.booleans(), st.booleans(), st.booleans()), max_size=12
)
HALF_A_CENT = Fraction(1, 200)


def place_of(care: Care, *, full: bool) -> str:
    """Return the letter of the formula under which care above the ceiling counts, "" for none."""
    return "A" if care.answered_late else "D" if care.continued and full else "E" if care.in_room else ""


@given(delivered, ceilings, amounts, percentages, st.booleans())
def test_formula_recomputed_from_the_days_gives_the_same(
    care: list[Care], ceiling: Decimal, room: Decimal, paid: Decimal, full: bool
) -> None:
    parts = dict.fromkeys(("A", "D", "E", ""), Fraction(0))
    for day in range(1, 10):
        before = sum((Fraction(item.amount) for item in care if item.day < day), Fraction(0))
        of_day = [item for item in care if item.day == day]
        total = sum((Fraction(item.amount) for item in of_day), Fraction(0))
        under = min(total, max(Fraction(0), Fraction(ceiling) - before))
        for item in of_day:
            parts[place_of(item, full=full)] += Fraction(item.amount) * (total - under) / total if total else 0
    excess = sum(parts.values(), Fraction(0))
    left = excess - parts["A"] - parts["D"] - min(parts["E"], Fraction(room))
    exact = left * (100 - Fraction(paid)) / 100

    found = recovery(care, ceiling, room=room, paid_above=paid, continued_in_full=full)

    assert found.excess == excess == max(Fraction(0), sum(Fraction(item.amount) for item in care) - Fraction(ceiling))
    assert abs(Fraction(found.recovered) - exact) <= HALF_A_CENT
    assert Decimal(0) <= found.recovered <= cents(excess)


@given(delivered, ceilings, amounts)
def test_order_in_which_care_is_claimed_changes_nothing(care: list[Care], ceiling: Decimal, room: Decimal) -> None:
    assert recovery(care[::-1], ceiling, room=room) == recovery(care, ceiling, room=room)


@given(delivered, ceilings, st.integers(0, 11))
def test_a_protected_item_never_raises_what_is_recovered(care: list[Care], ceiling: Decimal, place: int) -> None:
    plain = recovery(care, ceiling)
    protected = [replace(item, answered_late=True) if at == place else item for at, item in enumerate(care)]
    assert recovery(protected, ceiling).recovered <= plain.recovered


def test_day_that_passes_the_ceiling_counts_in_proportion() -> None:
    care = [Care(1, Decimal(90)), Care(2, Decimal(30)), Care(2, Decimal(10), continued=True), Care(3, Decimal(5))]
    assert above_ceiling(care, Decimal(100)) == [0, Fraction(45, 2), Fraction(15, 2), 5]


@pytest.mark.parametrize(
    ("paid", "full", "recovered"),
    [("65", False, "9.80"), ("0", False, "28.00"), ("0", True, "20.50"), ("100", True, "0")],
)
def test_recovery_per_variant(paid: str, full: bool, recovered: str) -> None:
    care = [Care(1, Decimal(100)), Care(2, Decimal(20)), Care(3, Decimal("7.50"), continued=True)]
    care += [Care(4, Decimal(4), answered_late=True), Care(5, Decimal(3), in_room=True)]
    found = recovery(care, Decimal(100), room=Decimal("2.50"), paid_above=Decimal(paid), continued_in_full=full)
    assert found.recovered == Decimal(recovered)


@given(ceilings)
def test_example_of_the_annex_is_in_whole_cents(ceiling: Decimal) -> None:
    care, room = example_care(ceiling)
    found = recovery(list(care.values()), ceiling, room=room)
    parts = (found.excess, found.answered_late, found.continued, found.in_room)
    assert all(part == Fraction(cents(part)) for part in parts)
    assert found.recovered == cents(found.excess) - sum((cents(part) for part in parts[1:]), Decimal(0))
    assert all(item.amount >= 0 for item in care.values())


def test_a_ceiling_of_a_later_year_leaves_out_an_element_that_has_ended() -> None:
    request = request_called("msz")
    request["volume"] |= {"inclusief_ova": "nee"}
    ending = {
        "soort": "passende-zorg", "omschrijving": "Proef", "percentage": "-0.40", "onderbouwing": "Proef",
        "bewijs": "Proef", "einde": "2025-12-31",
    }  # fmt: skip

    def ceilings(*elements: dict[str, str]) -> list[Decimal]:
        read = read_request(request | {"overige_prijselementen": list(elements)}, plugins())
        agreed = read.section(Volume)
        assert agreed is not None
        return [row["bedrag"] for row in annex_values(read, agreed)["plafonds"] if row["bedrag"] is not None]

    with_element, without = ceilings(ending), ceilings()
    assert with_element[0] < without[0]
    assert with_element[1:] == without[1:] != []


@settings(deadline=None, max_examples=25)
@given(st.lists(st.decimals(min_value="1000.01", max_value=9_000_000, places=2), min_size=2, max_size=2))
def test_ceilings_of_the_legal_entities_are_the_ceiling_to_the_cent_also_at_another_price_level(
    parts: list[Decimal],
) -> None:
    changes: dict[str, Any] = {
        "volume.inclusief_ova": False,
        "volume.bedrag": str(sum(parts)),
        "volume.jaren": None,
        "volume.per_rechtspersoon": [
            {"uzovi": uzovi, "jaar": 2025, "bedrag": str(part)}
            for uzovi, part in zip(("9981", "9982"), parts, strict=True)
        ],
    }
    request = read_request(with_values(request_called("delen van twee rechtspersonen"), changes), plugins())
    agreed = request.section(Volume)
    assert agreed is not None
    found: dict[str, Any] = annex_values(request, agreed)
    whole = found["plafonds"][0]["bedrag"]
    assert whole > sum(parts)
    assert sum(row["bedrag"] for row in found["verdeling"]) == whole
    assert found["van_wie"] == "De Linde Zorgverzekeringen N.V."
    (own,) = (row["bedrag"] for row in found["voorbeeld"] if row["zorg"] == "eerder")
    assert own < found["verdeling"][0]["bedrag"]

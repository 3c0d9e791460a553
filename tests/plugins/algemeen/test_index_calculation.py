"""The calculation of annex B: the parts add up to the cent, and nothing takes from the wage effect."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from izacontract_algemeen.rules.index_calculation import (
    Amount,
    _calculated,
    calculate,
    cents,
    effect_of,
    in_decimals,
    total,
    wage_index,
)

from izacontract import OpenPoint

OPEN = OpenPoint("ova.percentage")
OTHER = OpenPoint("ova.aandeel_loon")

tariffs = st.decimals(min_value=0, max_value=10_000_000, places=2, allow_nan=False, allow_infinity=False)
percentages = st.decimals(min_value=-5, max_value=15, places=2, allow_nan=False, allow_infinity=False)
elements = st.lists(st.decimals(min_value=-3, max_value=3, places=2).filter(bool), max_size=4)


@st.composite
def shares(draw: st.DrawFn) -> tuple[Decimal, Decimal, Decimal]:
    """Give shares of wages, material and capital, in thousandths, that add up to 1."""
    wages = draw(st.integers(0, 1000))
    material = draw(st.integers(0, 1000 - wages))
    return Decimal(wages) / 1000, Decimal(material) / 1000, Decimal(1000 - wages - material) / 1000


def number(amount: Amount) -> Decimal:
    assert isinstance(amount, Decimal)
    return amount


def effects_of(
    parts: tuple[Decimal, Decimal, Decimal], percentage: Decimal, settlement: Decimal, material: Decimal
) -> list[Decimal]:
    wages, goods, capital = parts
    figures = ((wages, wage_index(percentage, settlement)), (goods, material), (capital, Decimal(0)))
    return [number(effect_of(share, index)) for share, index in figures]


@given(tariffs, shares(), percentages, percentages, percentages, elements)
def test_parts_add_up_to_the_new_tariff_to_the_cent(
    old: Decimal,
    parts: tuple[Decimal, Decimal, Decimal],
    percentage: Decimal,
    settlement: Decimal,
    material: Decimal,
    others: list[Decimal],
) -> None:
    effects = [*effects_of(parts, percentage, settlement, material), *others]
    calculation = calculate(old, effects)
    exact = old * (1 + sum(effects, Decimal(0)) / 100)
    assert number(calculation.old) + number(total(*calculation.effects)) == calculation.new
    assert calculation.new == exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    for effect, part in zip(effects, calculation.effects, strict=True):
        assert number(part) == number(part).quantize(Decimal("0.01"))
        assert abs(number(part) - old * effect / 100) <= Decimal("0.005") * len(effects) + Decimal("0.005")


@given(tariffs, shares(), percentages, percentages, percentages, elements.filter(bool))
def test_other_elements_leave_the_wage_effect_as_it_is(
    old: Decimal,
    parts: tuple[Decimal, Decimal, Decimal],
    percentage: Decimal,
    settlement: Decimal,
    material: Decimal,
    others: list[Decimal],
) -> None:
    wages = parts[0] * number(wage_index(percentage, settlement))
    calculation = calculate(old, [*effects_of(parts, percentage, settlement, material), *others])
    assert calculation.effects[0] == cents(old * wages / 100)


@given(tariffs, percentages.filter(lambda value: value >= 0))
def test_a_price_of_wages_alone_rises_by_the_wage_index(old: Decimal, percentage: Decimal) -> None:
    calculation = calculate(old, [number(effect_of(Decimal(1), percentage)), Decimal(0), Decimal(0)])
    assert calculation.effects == (cents(old * percentage / 100), Decimal(0), Decimal(0))


@pytest.mark.parametrize(
    ("percentage", "settlement", "index"),
    [("4.18", "1.01", "5.232218"), ("4.94", "1.55", "6.566570"), ("4.00", "-0.15", "3.844"), ("4.18", "0", "4.18")],
)
def test_wage_index_multiplies_percentage_and_settlement_unrounded(
    percentage: str, settlement: str, index: str
) -> None:
    assert wage_index(Decimal(percentage), Decimal(settlement)) == Decimal(index)


@pytest.mark.parametrize(("year", "index"), [(("4.94", "1.55"), "6.56"), (("4.18", "1.01"), "5.23")])
def test_wage_index_agrees_with_published_figures(year: tuple[str, str], index: str) -> None:
    computed = number(wage_index(Decimal(year[0]), Decimal(year[1])))
    assert abs(computed - Decimal(index)) < Decimal("0.01")


@pytest.mark.parametrize(
    ("amount", "rounded"), [("0.005", "0.01"), ("0.0049", "0.00"), ("-0.005", "-0.01"), ("2.675", "2.68")]
)
def test_half_a_cent_counts_as_one(amount: str, rounded: str) -> None:
    assert cents(Decimal(amount)) == Decimal(rounded)


def test_elements_are_added_and_not_compounded() -> None:
    calculation = calculate(Decimal("100.00"), [Decimal(4), Decimal(1), Decimal(0), Decimal("-2")])
    assert calculation.effects == (Decimal(4), Decimal(1), Decimal(0), Decimal("-2"))
    assert calculation.new == Decimal("103.00")


def test_last_part_that_is_not_zero_takes_the_difference() -> None:
    calculation = calculate(Decimal("1.00"), [Decimal("0.4"), Decimal("0.4"), Decimal(0)])
    assert calculation.effects == (Decimal("0.00"), Decimal("0.01"), Decimal("0.00"))
    assert calculation.new == Decimal("1.01")


@pytest.mark.parametrize(
    ("old", "effects", "cells", "new"),
    [
        (Decimal(100), [OPEN, Decimal(1)], (OPEN, OPEN), OPEN),
        (Decimal(100), [Decimal(1), OPEN], (Decimal(1), OPEN), OPEN),
        (Decimal(100), [OTHER, OPEN, Decimal(1)], (OTHER, OPEN, OTHER), OTHER),
        (OPEN, [Decimal(1), OTHER], (OPEN, OPEN), OPEN),
        (OPEN, [Decimal(1), Decimal(0)], (OPEN, Decimal(0)), OPEN),
        (Decimal(100), [Decimal(1), OPEN, Decimal(0)], (Decimal(1), OPEN, Decimal(0)), OPEN),
        (OPEN, [], (), OPEN),
    ],
)
def test_a_cell_that_needs_an_open_value_is_that_open_point(
    old: Amount, effects: list[Amount], cells: tuple[Amount, ...], new: Amount
) -> None:
    calculation = calculate(old, effects)
    assert [str(cell) for cell in calculation.effects] == [
        str(cents(cell)) if isinstance(cell, Decimal) else str(cell) for cell in cells
    ]
    assert calculation.new is new


@pytest.mark.parametrize(
    ("share", "index", "effect"),
    [
        (Decimal("0.60"), Decimal("5.00"), Decimal("3.00")),
        (Decimal(0), OPEN, Decimal(0)),
        (OTHER, OPEN, OTHER),
        (Decimal("0.30"), OPEN, OPEN),
    ],
)
def test_index_on_a_share_of_nothing_is_not_needed(share: Amount, index: Amount, effect: Amount) -> None:
    found = effect_of(share, index)
    assert found is effect if isinstance(effect, OpenPoint) else found == effect


@given(tariffs | st.sampled_from([Decimal("17.4"), Decimal("0"), Decimal("0.005"), Decimal("-0.00")]), st.data())
def test_whole_numbers_reckon_as_decimals_do_to_the_last_sign(old: Decimal, data: st.DataObject) -> None:
    small = st.decimals(min_value=-20, max_value=20, places=6, allow_nan=False, allow_infinity=False)
    effects = tuple(data.draw(st.lists(small | elements.map(sum).map(Decimal), min_size=1, max_size=6)))
    assert str(_calculated.__wrapped__(old, effects)) == str(in_decimals(old, effects))

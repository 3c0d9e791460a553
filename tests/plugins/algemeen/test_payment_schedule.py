"""The payment schedule: what a result pays stays within its amount, never falls as more is achieved, and adds up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from izacontract_algemeen.rules.payment_schedule import (
    Partial,
    PayableResult,
    achieved,
    cents,
    examples,
    outcomes,
    payment,
    sum_of,
)

AMOUNTS = st.decimals(min_value=0, max_value=10_000_000, places=2)
VALUES = st.decimals(min_value=-100_000, max_value=100_000, places=3)
PARTIALS: Sequence[Partial] = ("geen", "naar-rato", "drempel")


@st.composite
def results(draw: st.DrawFn) -> PayableResult:
    """Draw a result that must rise or fall, with a threshold strictly between baseline and target."""
    ends = draw(st.lists(VALUES, min_size=2, max_size=2, unique=True))
    threshold = ends[0] + (ends[1] - ends[0]) * draw(st.integers(1, 9)) / 10
    return PayableResult("K", ends[0], ends[1], draw(AMOUNTS), draw(st.sampled_from(PARTIALS)), threshold)


def result(partial: Partial, *, falling: bool = False, threshold: int | None = None) -> PayableResult:
    baseline, target = (100, 0) if falling else (0, 100)
    level = None if threshold is None else Decimal(threshold)
    return PayableResult("K1", Decimal(baseline), Decimal(target), Decimal("1000.00"), partial, level)


@given(results(), VALUES)
def test_a_payment_is_whole_cents_between_nothing_and_the_amount(result: PayableResult, measured: Decimal) -> None:
    paid = payment(result, measured)
    assert Decimal(0) <= paid <= result.amount
    assert paid == paid.quantize(Decimal("0.01"))


@given(results(), VALUES, VALUES)
def test_more_achieved_never_pays_less(result: PayableResult, one: Decimal, other: Decimal) -> None:
    less, more = sorted((one, other), key=lambda value: achieved(result, value))
    assert payment(result, less) <= payment(result, more)


@given(results())
def test_the_baseline_pays_nothing_and_the_target_everything(result: PayableResult) -> None:
    assert payment(result, result.baseline) == 0
    assert payment(result, result.target) == result.amount


@given(results())
def test_beyond_the_ends_nothing_changes(result: PayableResult) -> None:
    distance = result.target - result.baseline
    assert payment(result, result.baseline - distance) == 0
    assert payment(result, result.target + distance) == result.amount


@given(results(), VALUES)
def test_a_falling_result_pays_what_its_mirror_image_pays(result: PayableResult, measured: Decimal) -> None:
    threshold = None if result.threshold is None else -result.threshold
    mirror = PayableResult("K", -result.baseline, -result.target, result.amount, result.partial, threshold)
    assert payment(result, measured) == payment(mirror, -measured)


@given(results(), VALUES)
def test_no_rule_pays_more_than_proportion(result: PayableResult, measured: Decimal) -> None:
    in_proportion = PayableResult("K", result.baseline, result.target, result.amount, "naar-rato")
    assert payment(result, measured) in (Decimal(0), payment(in_proportion, measured))


@given(st.lists(results(), max_size=8))
def test_the_schedule_adds_up_to_the_cent(several: list[PayableResult]) -> None:
    rows = outcomes(several)
    total = sum_of(rows, "Samen")
    assert total.full == sum((item.amount for item in several), Decimal(0))
    assert total.half == sum((row.half for row in rows), Decimal(0))
    assert total.none == 0


@given(st.integers(0, 10**9), st.integers(1, 10**6))
def test_cents_are_rounded_half_up(numerator: int, denominator: int) -> None:
    exact = Fraction(numerator, denominator)
    rounded = cents(exact)
    assert abs(Fraction(rounded) - exact) <= Fraction(1, 200)
    assert Fraction(rounded) - exact != Fraction(-1, 200)
    assert cents(Fraction(rounded)) == rounded


@pytest.mark.parametrize("amount", ["0.005", "0.015", "0.025", "2.675", "0.0049", "0"])
def test_half_a_cent_counts_as_one(amount: str) -> None:
    assert cents(Fraction(amount)) == Decimal(amount).quantize(Decimal("0.01"), ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("partial", "falling", "threshold", "measured", "paid"),
    [
        ("geen", False, None, "99.9", "0.00"),
        ("geen", False, None, "100", "1000.00"),
        ("geen", True, None, "0.1", "0.00"),
        ("geen", True, None, "0", "1000.00"),
        ("naar-rato", False, None, "50", "500.00"),
        ("naar-rato", False, None, "33.3335", "333.34"),
        ("naar-rato", True, None, "75", "250.00"),
        ("naar-rato", False, None, "-5", "0.00"),
        ("naar-rato", True, None, "120", "0.00"),
        ("naar-rato", False, None, "140", "1000.00"),
        ("drempel", False, 60, "59.9", "0.00"),
        ("drempel", False, 60, "60", "600.00"),
        ("drempel", False, 60, "80", "800.00"),
        ("drempel", True, 40, "40.1", "0.00"),
        ("drempel", True, 40, "40", "600.00"),
        ("drempel", True, 40, "-3", "1000.00"),
    ],
)
def test_what_partial_achievement_pays(
    partial: Partial, falling: bool, threshold: int | None, measured: str, paid: str
) -> None:
    assert payment(result(partial, falling=falling, threshold=threshold), Decimal(measured)) == Decimal(paid)


def test_each_way_of_paying_partly_has_an_example_rising_and_falling() -> None:
    shown = examples(
        [
            result("geen"),
            result("drempel", threshold=60),
            result("naar-rato", falling=True),
            result("naar-rato", falling=True),
            result("naar-rato"),
        ]
    )
    assert [(one.result.partial, one.measured, one.payment) for one in shown] == [
        ("geen", Decimal(50), Decimal("0.00")),
        ("drempel", Decimal(80), Decimal("800.00")),
        ("naar-rato", Decimal(50), Decimal("500.00")),
        ("naar-rato", Decimal(50), Decimal("500.00")),
    ]


def test_without_results_there_is_no_example() -> None:
    assert examples([]) == ()


def test_equal_baseline_and_target_cannot_be_paid() -> None:
    with pytest.raises(ValueError, match="equal"):
        payment(PayableResult("K", Decimal(1), Decimal(1), Decimal(1), "naar-rato"), Decimal(1))


def test_a_threshold_rule_needs_a_threshold() -> None:
    with pytest.raises(ValueError, match="threshold"):
        payment(result("drempel"), Decimal(50))

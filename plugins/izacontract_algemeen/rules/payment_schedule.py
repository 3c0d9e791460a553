"""What results pay: the share of an amount that a measured value earns, and the schedule of annex E.

Amounts are in euro and rounded to cents, half up, once per payment; degrees of achievement run from 0 to 1 and are
never rounded on the way. Everything here is exact arithmetic on `Fraction`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from izacontract_algemeen.rules.index_calculation import cents

Partial = Literal["geen", "naar-rato", "drempel"]
"""What partial achievement pays: nothing, in proportion, or in proportion from a threshold on."""


@dataclass(frozen=True, slots=True)
class PayableResult:
    """A result whose payment can be computed: baseline and target differ, and `amount` (euro) is not negative.

    `threshold` is a value between the two; it counts only where `partial` is "drempel".
    """

    kpi: str
    baseline: Decimal
    target: Decimal
    amount: Decimal
    partial: Partial
    threshold: Decimal | None = None

    def value_at(self, degree: Fraction) -> Fraction:
        """Return the measured value at `degree` (0 baseline, 1 target)."""
        return Fraction(self.baseline) + degree * (Fraction(self.target) - Fraction(self.baseline))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one result pays (euro) at the baseline, halfway, at its threshold (None without one) and at the target."""

    kpi: str
    none: Decimal
    half: Decimal
    full: Decimal
    threshold: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """One payment worked out: the measured value, the unrounded degree of achievement and the payment (euro)."""

    result: PayableResult
    measured: Decimal
    degree: Fraction
    payment: Decimal


def achieved(result: PayableResult, measured: Decimal | Fraction) -> Fraction:
    """Return the degree of achievement, from 0 to 1, of a result that must rise or fall.

    Raises ValueError when baseline and target are equal: nothing can then be achieved.
    """
    if result.baseline == result.target:
        raise ValueError(f"baseline and target of {result.kpi} are equal")
    distance = Fraction(result.target) - Fraction(result.baseline)
    degree = (Fraction(measured) - Fraction(result.baseline)) / distance
    return min(max(degree, Fraction(0)), Fraction(1))


def payment(result: PayableResult, measured: Decimal | Fraction) -> Decimal:
    """Return what `result` pays (euro, in cents) at the `measured` value; IZA, § 4.2.3, step 3.

    The target pays the whole amount. Short of it "geen" pays nothing, "naar-rato" the degree of achievement, and
    "drempel" the same from the threshold on and nothing before it. Raises ValueError as `achieved`, and for
    "drempel" without a threshold.
    """
    degree = achieved(result, measured)
    if degree < 1 and not _pays_partly(result, degree):
        return Decimal("0.00")
    return cents(Fraction(result.amount) * degree)


def _pays_partly(result: PayableResult, degree: Fraction) -> bool:
    match result.partial:
        case "geen":
            return False
        case "naar-rato":
            return True
        case "drempel":
            if result.threshold is None:
                raise ValueError(f"{result.kpi} has no threshold")
            return degree >= achieved(result, result.threshold)


def outcomes(results: Sequence[PayableResult]) -> tuple[Outcome, ...]:
    """Return what each of `results` pays at 0%, 50%, its threshold and 100%, in their order."""
    return tuple(map(_outcome, results))


@lru_cache(maxsize=1024)
def _outcome(result: PayableResult) -> Outcome:
    degrees = (Fraction(0), Fraction(1, 2), Fraction(1))
    at_threshold = None
    if result.partial == "drempel" and result.threshold is not None:
        at_threshold = payment(result, result.threshold)
    none, half, full = (payment(result, result.value_at(degree)) for degree in degrees)
    return Outcome(result.kpi, none, half, full, at_threshold)


def sum_of(rows: Sequence[Outcome], kpi: str) -> Outcome:
    """Return the row, named `kpi`, that adds up the printed amounts of `rows`, to the cent."""
    zero = Decimal("0.00")
    return Outcome(
        kpi,
        sum((row.none for row in rows), zero),
        sum((row.half for row in rows), zero),
        sum((row.full for row in rows), zero),
    )


def examples(results: Sequence[PayableResult]) -> tuple[Example, ...]:
    """Return payments worked out, in the order of `results`: one for each way in which they pay partly.

    Of each way the first that must rise and the first that must fall are shown, as people read the formula the wrong
    way round for the latter. A result is measured halfway; one with a threshold halfway between threshold and target,
    so that there is something to pay.
    """
    shown: dict[tuple[str, bool], PayableResult] = {}
    for result in results:
        shown.setdefault((result.partial, result.target < result.baseline), result)
    return tuple(map(_example, shown.values()))


@lru_cache(maxsize=1024)
def _example(result: PayableResult) -> Example:
    start = result.threshold if result.partial == "drempel" and result.threshold is not None else result.baseline
    measured = (start + result.target) / 2
    return Example(result, measured, achieved(result, measured), payment(result, measured))

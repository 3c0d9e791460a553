"""The calculation of annex B: from the old tariff, part by part, to the new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from izacontract import OpenPoint

Amount = Decimal | OpenPoint
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Calculation:
    """A tariff worked out, in euro: the old one, the effect of each part, and the new one.

    The effects add up to the difference between new and old. A cell that needs an open value is that open point.
    """

    old: Amount
    effects: tuple[Amount, ...]
    new: Amount


def first_open(*values: object) -> OpenPoint | None:
    """Return the first of `values` that is still an open point, or None."""
    return next((value for value in values if isinstance(value, OpenPoint)), None)


def total(*amounts: Amount) -> Amount:
    """Return the sum of `amounts`, or the first open point among them."""
    missing = first_open(*amounts)
    if missing is not None:
        return missing
    return sum((amount for amount in amounts if isinstance(amount, Decimal)), Decimal(0))


def cents(amount: Decimal | Fraction) -> Decimal:
    """Return `amount` (euro) in whole cents; half a cent counts as one, away from zero."""
    if isinstance(amount, Decimal):
        return amount.quantize(CENT, ROUND_HALF_UP)
    whole = (abs(amount) * 200 + 1) // 2
    return Decimal(whole if amount >= 0 else -whole).scaleb(-2)


def wage_index(percentage: Amount, settlement: Amount) -> Amount:
    """Return the wage index in percent, unrounded: (1 + percentage) x (1 + settlement) - 1.

    That the settlement of the year before counts is practice of VWS and NZa; the signed IZA does not ask for it.
    """
    if isinstance(percentage, OpenPoint):
        return percentage
    if isinstance(settlement, OpenPoint):
        return settlement
    return percentage + settlement + (percentage * settlement).scaleb(-2)


def effect_of(share: Amount, index: Amount) -> Amount:
    """Return what an `index` (percent) on a `share` (of one) of the price does to the price, in percent."""
    if isinstance(share, OpenPoint):
        return share
    if share == 0:
        return Decimal(0)
    return index if isinstance(index, OpenPoint) else share * index


def calculate(old: Amount, effects: Sequence[Amount]) -> Calculation:
    """Return the new tariff: `old` (euro) x (1 + the sum of `effects`, each a percentage of the old tariff).

    New tariff and parts are rounded to cents, half up. The last part that is not zero takes the difference, so that
    the parts add up to the new tariff.
    """
    missing = first_open(old, *effects)
    if missing is None:
        return Calculation(old, *_calculated(_decimal(old), tuple(_decimal(effect) for effect in effects)))
    known = [_part(old, effect) for effect in effects]
    taker = next((place for place in reversed(range(len(effects))) if _may_be_something(effects[place])), None)
    if taker is not None and not isinstance(known[taker], OpenPoint):
        known[taker] = missing
    return Calculation(old, tuple(known), missing)


@lru_cache(maxsize=16384)
def _calculated(old: Decimal, effects: tuple[Decimal, ...]) -> tuple[tuple[Decimal, ...], Decimal]:
    """Return the parts and the new tariff; all are in whole cents, so 17.4 and 17.40 give the same."""
    parts = [cents((old * effect).scaleb(-2)) for effect in effects]
    new = cents(old + (old * sum(effects, Decimal(0))).scaleb(-2))
    taker = next((place for place in reversed(range(len(effects))) if effects[place]), None)
    if taker is not None:
        parts[taker] += new - old - sum(parts, Decimal(0))
    return tuple(parts), new


def _part(old: Amount, effect: Amount) -> Amount:
    if not _may_be_something(effect):
        return cents(Decimal(0))
    if isinstance(old, OpenPoint):
        return old
    return effect if isinstance(effect, OpenPoint) else cents((old * effect).scaleb(-2))


def _may_be_something(effect: Amount) -> bool:
    return isinstance(effect, OpenPoint) or effect != 0


def _decimal(amount: Amount) -> Decimal:
    if isinstance(amount, OpenPoint):  # pragma: no cover - the caller has looked
        raise TypeError(f"{amount.field} is nog open")
    return amount

"""The calculation of annex B: from the old tariff, part by part, to the new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from typing import cast

from izacontract import OpenPoint

Amount = Decimal | OpenPoint
CENT = Decimal("0.01")
EXACT = 60
"""Digits that hold the largest amount times a share times two percentages without rounding."""


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


def share_of(amount: Amount, percentage: Amount) -> Amount:
    """Return `percentage` of `amount` (euro) in whole cents, or the open point among them."""
    if isinstance(amount, OpenPoint):
        return amount
    return percentage if isinstance(percentage, OpenPoint) else cents((amount * percentage).scaleb(-2))


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

    The first effect is that of the wages. New tariff and parts are rounded to cents, half up. What the parts then
    differ from the new tariff goes, a cent each, to the parts beside the wages that rounding moved furthest the other
    way, the last of equals first. So no part is more than a cent off or changes its sign, and that of the wages is
    what share and index give (unless wages fall and no other part can take the cent).
    """
    if isinstance(old, Decimal) and {*map(type, effects)} <= {Decimal}:
        return Calculation(old, *_calculated(old, cast("tuple[Decimal, ...]", tuple(effects))))
    missing = first_open(old, *effects)
    if missing is None:
        return Calculation(old, *_calculated(_decimal(old), tuple(_decimal(effect) for effect in effects)))
    parts = [_part(old, effect) for effect in effects]
    for place, part in enumerate(parts[1:], start=1):
        if _may_be_something(effects[place]) and not isinstance(part, OpenPoint):
            parts[place] = missing
    return Calculation(old, tuple(parts), missing)


@lru_cache(maxsize=16384)
def _calculated(old: Decimal, effects: tuple[Decimal, ...]) -> tuple[tuple[Decimal, ...], Decimal]:
    """Return the parts and the new tariff; all are in whole cents, so 17.4 and 17.40 give the same."""
    return _in_whole_numbers(old, effects) or in_decimals(old, effects)


def in_decimals(old: Decimal, effects: tuple[Decimal, ...]) -> tuple[tuple[Decimal, ...], Decimal]:
    """Return the parts and the new tariff, reckoned as `calculate` says it."""
    with localcontext(prec=EXACT):
        exact = [(old * effect).scaleb(-2) for effect in effects]
        new = cents(old + sum(exact, Decimal(0)))
        parts = [cents(part) for part in exact]
    difference = new - old - sum(parts, Decimal(0))
    if not difference:
        return tuple(parts), new
    step = CENT.copy_sign(difference)
    furthest = sorted(range(len(parts)), key=lambda place: (place > 0, (exact[place] - parts[place]) * step, place))
    for place in reversed(furthest[len(parts) - int(abs(difference) / CENT) :]):
        parts[place] += step
    return tuple(parts), new


def _in_whole_numbers(old: Decimal, effects: tuple[Decimal, ...]) -> tuple[tuple[Decimal, ...], Decimal] | None:
    """Return what `in_decimals` does, a few times as fast: each line of a long price list has its own tariff.

    None for a tariff with parts of a cent, and where nothing comes out, of which a decimal keeps the sign.
    """
    numbers, whole = _scaled(effects)
    count = old.scaleb(2)
    if (before := int(count)) != count:
        return None
    exact = [before * number for number in numbers]
    parts = [_half_up(part, whole) for part in exact]
    new = _half_up(before * whole + sum(exact), whole)
    if not new or any(effect.is_signed() and not part for effect, part in zip(effects, parts, strict=True)):
        return None
    if difference := new - before - sum(parts):
        step = 1 if difference > 0 else -1
        gaps = [(part - rounded * whole) * step for part, rounded in zip(exact, parts, strict=True)]
        furthest = sorted(range(len(parts)), key=lambda place: (place > 0, gaps[place], place))
        for place in furthest[len(parts) - abs(difference) :]:
            parts[place] += step
    return tuple([Decimal(part).scaleb(-2) for part in parts]), Decimal(new).scaleb(-2)


@lru_cache(maxsize=512)
def _scaled(effects: tuple[Decimal, ...]) -> tuple[tuple[int, ...], int]:
    """Return `effects` (percent) in whole numbers of the smallest decimal in them, and how many of these are 100%."""
    decimals = max(0, *(-int(effect.as_tuple().exponent) for effect in effects))
    with localcontext(prec=EXACT):
        return tuple(int(effect.scaleb(decimals)) for effect in effects), 10 ** (decimals + 2)


def _half_up(amount: int, whole: int) -> int:
    """Return `amount` divided by `whole`, half a one counting as one, away from zero."""
    rounded = (2 * abs(amount) + whole) // (2 * whole)
    return rounded if amount >= 0 else -rounded


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

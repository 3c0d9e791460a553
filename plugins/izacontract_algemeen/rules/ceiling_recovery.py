"""What is recovered above a ceiling: which care lies above it, and the formula of the article on volume."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import groupby

from izacontract_algemeen.rules.index_calculation import cents


@dataclass(frozen=True, slots=True)
class Care:
    """Care at its tariff (euro) on the day that decides its place, counted from the first day of the contract year.

    `answered_late`: delivered while the insurer had not answered in time. `continued`: acute care or running
    treatment. `in_room`: care for which the insurer gave extra room.
    """

    day: int
    amount: Decimal
    answered_late: bool = False
    continued: bool = False
    in_room: bool = False


@dataclass(frozen=True, slots=True)
class Recovery:
    """The amounts of the formula, in euro and unrounded, and what is recovered, in cents."""

    excess: Fraction
    answered_late: Fraction
    continued: Fraction
    in_room: Fraction
    recovered: Decimal


def above_ceiling(care: Sequence[Care], ceiling: Decimal) -> list[Fraction]:
    """Return, in the order of `care`, how much of each item lies above `ceiling` (euro).

    Care counts in the order of its days. Care of the day on which the ceiling is passed lies above it in proportion.
    """
    return list(_above_ceiling(tuple(care), ceiling))


@lru_cache(maxsize=64)
def _above_ceiling(care: tuple[Care, ...], ceiling: Decimal) -> tuple[Fraction, ...]:
    counted, shares = Fraction(0), {}
    for day, items in groupby(sorted(care, key=lambda item: item.day), key=lambda item: item.day):
        amount = sum((Fraction(item.amount) for item in items), Fraction(0))
        above = min(max(counted + amount - Fraction(ceiling), Fraction(0)), amount)
        shares[day] = above / amount if amount else Fraction(0)
        counted += amount
    return tuple(Fraction(item.amount) * shares[item.day] for item in care)


def recovery(
    care: Sequence[Care],
    ceiling: Decimal,
    *,
    room: Decimal = Decimal(0),
    paid_above: Decimal = Decimal(0),
    continued_in_full: bool = True,
) -> Recovery:
    """Return what the insurer recovers over a year: (excess - late - continued - room) x (100% - `paid_above`).

    Each amount counts once, in that order; extra room counts up to `room` (euro). Under the duty to go on delivering
    (`continued_in_full` false) acute care and running treatments are paid as other care is.
    """
    parts = excess, late, continued, roomy = _parts(tuple(care), ceiling, room, continued_in_full)
    recovered = (excess - late - continued - roomy) * (1 - Fraction(paid_above) / 100)
    return Recovery(*parts, cents(recovered))


@lru_cache(maxsize=64)
def _parts(
    care: tuple[Care, ...], ceiling: Decimal, room: Decimal, continued_in_full: bool
) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """Return the excess, and what of it was answered late, continued, or within the extra room."""
    late = continued = roomy = Fraction(0)
    above = above_ceiling(care, ceiling)
    for item, amount in zip(care, above, strict=True):
        if item.answered_late:
            late += amount
        elif item.continued and continued_in_full:
            continued += amount
        elif item.in_room:
            roomy += amount
    return sum(above, Fraction(0)), late, continued, min(roomy, Fraction(room))

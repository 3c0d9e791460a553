"""The legal entities of the insurer: how many there are, and which of them a row in the request is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, pairwise

from izacontract import ContractRequest
from izacontract_algemeen.rules.index_calculation import cents
from izacontract_algemeen.terms.entities import PerEntity


def several(request: ContractRequest) -> bool:
    """Return whether more than one legal entity stands on the insurer's side."""
    return len(request.insurer.entities) > 1


def names(request: ContractRequest) -> Mapping[str, str]:
    """Return the name of each legal entity by its UZOVI code; one whose code is still open is left out."""
    return {entity.uzovi: entity.name for entity in request.insurer.entities if isinstance(entity.uzovi, str)}


def named(request: ContractRequest, row: PerEntity) -> dict[str, object]:
    """Return the columns that say which entity `row` is about."""
    return {"naam": names(request).get(row.uzovi, row.uzovi), "uzovi": row.uzovi}


def divided(request: ContractRequest, rows: Sequence[PerEntity]) -> bool:
    """Return whether the request says what the part of each of several entities is; else they have it jointly."""
    return several(request) and bool(rows)


def parts_of(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Return `amount` (euro, in whole cents) divided in proportion to `weights`: none below zero, not all zero.

    Each part is the difference of two rounded running totals: the parts add up to the amount to the cent, none is
    below zero, and none is a whole cent away from its exact share.
    """
    whole = sum(weights, Decimal(0))
    totals = [
        cents(Fraction(amount) * Fraction(upto) / Fraction(whole)) for upto in accumulate(weights, initial=Decimal(0))
    ]
    return [until - before for before, until in pairwise(totals)]

"""What follows from the columns of a price list: tariffs from maxima, percentages from both, and what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, Final

from izacontract.errors import Finding
from izacontract.intake.tree import Node, Tree, typed_at
from izacontract.model.values import Typed, TypedKind
from izacontract.prices import messages as m
from izacontract.prices.columns import SYNONYMS
from izacontract.prices.listing import AT, PriceList, PriceRow, few

_CENT: Final = Decimal("0.01")
_EUROS: Final = ("tarief", "maximum", "tweede_maximum", "oud_tarief")
_PLACES: Final = 7
"""A percentage prints six decimals at most."""

_LEAST: Final = 5
_WITH_MAXIMUM: Final = "nza-maximum"
_KEPT: Final = ("omschrijving", "eenheid", "regime")
"""What a list without that column takes from the performance of the same code in the request."""


def share_of(maximum: Decimal, percentage: Decimal) -> Decimal:
    """Return `percentage` of `maximum` (euro) in whole cents, half up: the rule by which the contract is checked."""
    return (maximum * percentage).scaleb(-2).quantize(_CENT, ROUND_HALF_UP)


def lines_of(tree: Tree) -> dict[str, dict[str, Node]]:
    """Return the performances in the request `tree` by code."""
    section = tree.root.get(AT[0])
    lines = section.get(AT[1]) if isinstance(section, dict) else None
    found = [line for line in lines or [] if isinstance(line, dict)] if isinstance(lines, list) else []
    return {str(line["code"]): line for line in found if isinstance(line.get("code"), Typed)}


def completed(prices: PriceList, into: Tree) -> list[Node]:
    """Return the performances that `prices` gives the request `into`; what is wrong is put in its findings."""
    regime = str(typed_at(into.root, (AT[0], "regime")) or "")
    percentage = _number(typed_at(into.root, (AT[0], "percentage_van_maximum")))
    were = lines_of(into)
    lines: list[Node] = []
    for place, row in enumerate(prices.rows):
        old = were.get(str(row.values.get("code")), {})
        kept = {key: old[key] for key in _KEPT if key not in row.values and isinstance(old.get(key), Typed)}
        line: dict[str, Node] = {**kept, **row.values}
        has_share = str(line.get("regime") or regime) == _WITH_MAXIMUM and "tweede_maximum" not in line
        if has_share and (fault := _worked_out(line, row, percentage)) is not None:
            prices.findings.append(replace(fault, path=(*AT, place, "tarief")))
        for key in _EUROS:
            if (amount := _number(line.get(key))) is not None and amount == amount.quantize(_CENT):
                line[key] = _typed(amount.quantize(_CENT))
        lines.append({key: line[key] for key in SYNONYMS if key in line})
    for key in ("tarief", "omschrijving", "eenheid"):
        lacking = [place for place, line in enumerate(lines) if isinstance(line, dict) and key not in line]
        if lacking:
            codes = few(str(prices.rows[place].values.get("code")) for place in lacking)
            prices.findings.append(
                replace(m.GAPS.warning(key=key, codes=codes), position=prices.rows[lacking[0]].place)
            )
    return lines


def _worked_out(line: dict[str, Node], row: PriceRow, usual: Decimal | None) -> Finding | None:
    """Put in `line` what follows from its maximum; return what is wrong with what was typed."""
    maximum, tariff = _number(line.get("maximum")), _number(line.get("tarief"))
    own = _number(line.get("percentage_van_maximum"))
    if not maximum:
        return None
    at = row.places.get("tarief", row.place)
    percentage = own if own is not None else None if usual is None else min(usual, Decimal(100))
    right = None if percentage is None else share_of(maximum, percentage)
    facts: dict[str, Any] = {"code": line.get("code"), "maximum": maximum, "tariff": tariff}
    if tariff is None:
        if right is not None:
            line["tarief"] = _typed(right)
        return None
    if right == tariff:
        return None
    if own is not None:
        return replace(m.NOT_THE_SHARE.finding(**facts, percentage=own, right=right), position=at)
    for places in range(_PLACES):
        found = (tariff * 100 / maximum).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        if _LEAST <= found <= 100 and share_of(maximum, found) == tariff:
            line["percentage_van_maximum"] = _typed(found)
            return None
    return replace(m.NO_PERCENTAGE.finding(**facts), position=at)


def changes(old: Mapping[str, object], new: Mapping[str, object]) -> list[Finding]:
    """Return which codes left and which came, from the price list `old` to `new`."""
    left, came = [code for code in old if code not in new], [code for code in new if code not in old]
    found = [m.LEFT.warning(codes=few(left))] * bool(left)
    return found + [m.CAME.warning(codes=few(came))] * bool(came)


def _number(value: Node) -> Decimal | None:
    try:
        number = Decimal(str(value)) if isinstance(value, Typed) else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


def _typed(number: Decimal) -> Typed:
    return Typed(f"{number:f}", TypedKind.NUMBER)

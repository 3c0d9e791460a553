"""The rows of annex B on tariffs with an NZa maximum and on the other price elements, each recomputable."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from izacontract import ContractRequest, OpenPoint
from izacontract_algemeen.rules.agreed_prices import tariffs_of
from izacontract_algemeen.rules.index import Index
from izacontract_algemeen.rules.index_calculation import Calculation, calculate, first_open
from izacontract_algemeen.rules.price_list import Row, Rows, described
from izacontract_algemeen.terms.price_elements import PriceElement
from izacontract_algemeen.terms.prices import COMPUTED, Performance, Tariffs


def has_own_percentage(request: ContractRequest) -> bool:
    """Return whether a performance has a percentage of the NZa maximum of its own."""
    lines = tariffs_of(request).under("nza-maximum")
    return not isinstance(lines, OpenPoint) and any(line.percentage_of_maximum is not None for line in lines)


def is_below_maximum(request: ContractRequest) -> bool | OpenPoint:
    """Return whether a tariff is less than all of the NZa maximum; open as long as a percentage that decides is."""
    given = tariffs_of(request)
    lines = given.under("nza-maximum")
    ordinary = () if isinstance(lines, OpenPoint) else [line for line in lines if not given.at_second_maximum(line)]
    percentages = [given.percentage_of(line) for line in ordinary] or [given.percentage_of_maximum]
    if any(not isinstance(percentage, OpenPoint) and percentage < 100 for percentage in percentages):
        return True
    missing = first_open(*percentages)
    return False if missing is None else missing


def maximum_rows(tariffs: Tariffs) -> Rows:
    """Return the price list with an NZa maximum: the maximum, how much of it is paid, and the tariff."""
    lines = tariffs.under("nza-maximum")
    if isinstance(lines, OpenPoint):
        return lines
    return [
        described(line) | {"maximum": line.maximum, "percentage": tariffs.percentage_of(line), "tarief": line.tariff}
        for line in lines
        if not tariffs.at_second_maximum(line)
    ]


def second_maximum_rows(tariffs: Tariffs) -> list[Row]:
    """Return the price list up to the second maximum: old tariff, both maxima, and the tariff agreed on."""
    lines = tariffs.under("nza-maximum")
    return [
        described(line)
        | {"oud": line.previous, "maximum": line.maximum, "tweede": line.second_maximum, "tarief": line.tariff}
        for line in (() if isinstance(lines, OpenPoint) else lines)
        if tariffs.at_second_maximum(line)
    ]


def last_day_of(element: PriceElement, request: ContractRequest) -> date:
    """Return the last day on which `element` holds: its own, or else that of the term that was agreed on."""
    return request.agreement.end if element.last_day is None else element.last_day


def reaches(index: Index) -> tuple[bool, bool]:
    """Return whether an element holds for a tariff that annex B computes, and for one with an NZa maximum.

    As long as the price list is open, the contract's regime says so.
    """
    if isinstance(index.tariffs.performances, OpenPoint):
        return bool(index.tariffs.regimes & COMPUTED), "nza-maximum" in index.tariffs.regimes
    lines = [line for line in index.tariffs.performances if index.of(line)]
    regimes = [index.tariffs.regime_of(line) for line in lines]
    known = {regime for regime in regimes if not isinstance(regime, OpenPoint)}
    return bool(known & COMPUTED), "nza-maximum" in known


def element_rows(index: Index) -> list[Row]:
    """Return, per computed tariff, each element as a line of its own: its percentage and its effect in euro."""
    return list(_effects(index, *COMPUTED))


def has_several_elements(index: Index) -> bool:
    """Return whether a computed tariff has more than one element, so that their sum does not show each of them."""
    return any(len(index.of(line)) > 1 for line in _lines(index, *COMPUTED))


def maximum_element_rows(index: Index) -> list[Row]:
    """Return, per tariff with an NZa maximum, each element between that maximum and the tariff."""
    return list(_effects(index, "nza-maximum"))


def ends_before_contract(element: PriceElement, request: ContractRequest) -> bool:
    """Return whether the contract, or what renews it, has days on which `element` no longer holds."""
    return request.agreement.renewal != "geen" or last_day_of(element, request) < request.agreement.end


def afterwards_rows(index: Index, request: ContractRequest) -> list[Row]:
    """Return, per performance and per last day of one of its elements, the tariff from the day after.

    A day after the end of a contract that is not renewed gets none: no tariff of this contract holds on it.
    """
    rows: list[Row] = []
    ends: dict[int, list[tuple[date, tuple[PriceElement, ...]]]] = {}
    for line in _lines(index, *COMPUTED, "nza-maximum"):
        held = index.of(line)
        if id(held) not in ends:
            ends[id(held)] = list(_ends(held, request))
        rows += [
            {"code": line.code, "vanaf": start, "tarief": _worked_out(index, line, left).new}
            for start, left in ends[id(held)]
        ]
    return rows


def _ends(held: tuple[PriceElement, ...], request: ContractRequest) -> Iterator[tuple[date, tuple[PriceElement, ...]]]:
    """Give each day of the contract from which fewer of the elements `held` hold, and those that are left."""
    for last in sorted({last_day_of(one, request) for one in held if ends_before_contract(one, request)}):
        yield last + timedelta(days=1), tuple(element for element in held if last_day_of(element, request) > last)


def reason_rows(index: Index, request: ContractRequest) -> list[Row]:
    """Return each element with its reason, evidence and last day; only a discount cannot do without evidence."""
    return [
        {
            "omschrijving": element.description,
            "soort": element.kind,
            "percentage": element.percentage,
            "tot_en_met": last_day_of(element, request),
            "onderbouwing": element.reasons,
            "bewijs": None if isinstance(element.evidence, OpenPoint) and not element.is_discount else element.evidence,
        }
        for element in index.elements
    ]


def beside_wages_rows(index: Index) -> list[Row]:
    """Return each element that says why it stands apart from the OVA."""
    return [
        {"omschrijving": element.description, "reden": element.beside_wages}
        for element in index.elements
        if element.beside_wages is not None
    ]


def _effects(index: Index, *regimes: str) -> Iterator[Row]:
    for line in _lines(index, *regimes):
        held = index.of(line)
        calculation = _worked_out(index, line, held)
        for element, effect in zip(held, calculation.effects[3:], strict=True):
            yield {
                "code": line.code,
                "van": calculation.old,
                "element": element.description,
                "percentage": element.percentage,
                "bedrag": effect,
            }


def _worked_out(index: Index, line: Performance, elements: tuple[PriceElement, ...]) -> Calculation:
    """Return the tariff of `line` with `elements`: from the old one, or from the NZa maximum."""
    regime = index.tariffs.regime_of(line)
    if not isinstance(regime, OpenPoint) and regime in COMPUTED:
        return index.tariff(line) if elements is index.of(line) else index.on(line.tariff, elements)
    nothing = Decimal(0)
    return calculate(line.maximum, (nothing, nothing, nothing, *(element.percentage for element in elements)))


def _lines(index: Index, *regimes: str) -> tuple[Performance, ...]:
    lines = index.tariffs.under(*regimes)
    return () if isinstance(lines, OpenPoint) else lines

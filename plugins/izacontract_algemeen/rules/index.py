"""What makes prices change under a contract: the effect of wages, material, capital and other elements."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from izacontract import ContractRequest, OpenPoint
from izacontract_algemeen.rules.agreed_prices import has_ova, left_out, ova_of, tariffs_of
from izacontract_algemeen.rules.index_calculation import Amount, Calculation, calculate, effect_of, wage_index
from izacontract_algemeen.terms.ova import Ova
from izacontract_algemeen.terms.price_elements import PriceElement
from izacontract_algemeen.terms.prices import COMPUTED, Performance, Tariffs


@dataclass(frozen=True)
class Index:
    """What makes prices change: each effect in percent of the old tariff, and the figures behind it.

    `has_wages` and `has_prices` say whether the contract passes on the OVA, and other price development.
    """

    ova: Ova
    tariffs: Tariffs
    has_wages: bool
    has_prices: bool
    wage_index: Amount
    wages: Amount
    material: Amount
    capital: Amount
    elements: tuple[PriceElement, ...]

    @property
    def general(self) -> tuple[PriceElement, ...]:
        """Return the elements that hold for every computed tariff, and so for a ceiling as well."""
        return tuple(element for element in self.elements if not element.codes and self.tariffs.regimes & COMPUTED)

    def of(self, line: Performance) -> tuple[PriceElement, ...]:
        """Return the elements that hold for `line`."""
        known = self._held.get(id(line))
        if known is None or known[0] is not line:
            held = tuple(element for element in self.elements if element.holds_for(line, self.tariffs))
            known = line, self._sets.setdefault(tuple(map(id, held)), held)
            self._held[id(line)] = known
        return known[1]

    @cached_property
    def _held(self) -> dict[int, tuple[Performance, tuple[PriceElement, ...]]]:
        """Return the elements that were asked for, by line: each table of annex B asks for those of all lines."""
        return {}

    @cached_property
    def _sets(self) -> dict[tuple[int, ...], tuple[PriceElement, ...]]:
        """Return the sets of elements, each one object however many lines it holds for."""
        return {}

    def tariff(self, line: Performance) -> Calculation:
        """Return the old tariff of `line` worked out to the new price level, with the elements that hold for it."""
        known = self._worked_out.get(id(line))
        if known is None or known[0] is not line:
            known = self._worked_out[id(line)] = line, self.on(line.tariff, self.of(line))
        return known[1]

    @cached_property
    def _worked_out(self) -> dict[int, tuple[Performance, Calculation]]:
        """Return the tariffs that were asked for, by line."""
        return {}

    def ceiling(self, amount: Amount, year: int) -> Calculation:
        """Return `amount`, the ceiling of `year` at the old price level, worked out to the new one.

        An element whose last day lies before that year is left out.
        """
        held = (element for element in self.general if element.last_day is None or element.last_day.year >= year)
        return self.on(amount, tuple(held))

    def lump_sum(self, amount: Amount) -> Calculation:
        """Return `amount`, a lump sum at the old price level, worked out to the new one; no element holds for it."""
        return self.on(amount, ())

    def on(self, amount: Amount, elements: tuple[PriceElement, ...]) -> Calculation:
        """Return `amount` (euro, old price level) worked out: wages, material, capital, then each of `elements`."""
        return calculate(
            amount, (self.wages, self.material, self.capital, *[element.percentage for element in elements])
        )


def price_level(request: ContractRequest, year: int, *, is_given: bool, is_raised: bool) -> dict[str, object]:
    """Return the columns on the price level of the amount for `year`, and on how it comes to that of the year itself.

    `is_given`: the request names an amount for that year, else that of the year before goes on. `is_raised`: the
    amount already stands at the level that the contract begins with.
    """
    known, passes_on = ova_of(request).year, has_ova(request)
    if not is_given:
        follows = "vorig-geindexeerd" if passes_on else "vorig-schriftelijk"
        return {"prijspeil": year if passes_on else None, "aanpassing": follows}
    if isinstance(known, OpenPoint):
        return {"prijspeil": known, "aanpassing": None}
    follows = "geindexeerd" if passes_on else "schriftelijk"
    return {"prijspeil": known if is_raised else known - 1, "aanpassing": follows if year > known else None}


def index_of(request: ContractRequest) -> Index:
    """Return what makes prices change under this contract.

    A contract without the clause on the OVA has no wage effect; without the clause on other price development
    as well, none of material and capital.
    """
    return request.once(_index)


def _index(request: ContractRequest) -> Index:
    ova = ova_of(request)
    has_wages = has_ova(request)
    has_prices = has_wages or not left_out(request, "algemeen.prijsontwikkeling")
    wages = wage_index(ova.percentage, ova.settlement)
    capital_index = Decimal(0) if ova.capital_index is None else ova.capital_index
    return Index(
        ova=ova,
        tariffs=tariffs_of(request),
        has_wages=has_wages,
        has_prices=has_prices,
        wage_index=wages,
        wages=effect_of(ova.wage_share, wages) if has_wages else Decimal(0),
        material=effect_of(ova.material_share, ova.material_index) if has_prices else Decimal(0),
        capital=effect_of(ova.capital_share, capital_index) if has_prices else Decimal(0),
        elements=request.listed(PriceElement),
    )

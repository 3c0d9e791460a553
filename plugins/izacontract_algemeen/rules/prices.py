"""Which price clauses a contract has, and the figures of its price list (annex B)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from izacontract import ContractRequest, OpenPoint, Parameters, Proposal, is_open, leave_out, put_in
from izacontract_algemeen.rules.index_calculation import Amount, Calculation, calculate, effect_of, first_open, wage_index
from izacontract_algemeen.terms.prices import COMPUTED, Ova, Performance, PriceElement, Tariffs
from izacontract_algemeen.terms.volume import CEILINGS, Volume

Row = Mapping[str, object]

ELEMENT_LABELS = {
    "productiviteit": "productiviteit",
    "doelmatigheid": "doelmatigheid",
    "passende-zorg": "effecten van passende zorg",
    "volume": "volumeontwikkeling",
    "historisch-prijsverschil": "historisch prijsverschil",
    "lokale-omstandigheden": "lokale omstandigheden",
    "anders": "anders",
}


@dataclass(frozen=True)
class Index:
    """What makes prices change, each effect in percent of the old tariff, and the figures it comes from."""

    wage_index: Amount
    wages: Amount
    material: Amount
    capital: Amount
    elements: tuple[PriceElement, ...]

    @property
    def effects(self) -> tuple[Amount, ...]:
        """Return the effects in the order of annex B: wages, material, capital, then each other element."""
        return (self.wages, self.material, self.capital, *(element.percentage for element in self.elements))

    @property
    def total(self) -> Amount:
        """Return the sum of the effects, or the first open value among them."""
        missing = first_open(*self.effects)
        return missing or sum((e for e in self.effects if isinstance(e, Decimal)), Decimal(0)) if missing is None else missing


def tariffs_of(request: ContractRequest) -> Tariffs:
    """Return the section that every contract has."""
    return _always(request, Tariffs)


def ova_of(request: ContractRequest) -> Ova:
    """Return the section that every contract has."""
    return _always(request, Ova)

"""The figures of the price list (annex B): what makes prices change, and the rows of its tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from izacontract import ContractRequest, OpenPoint, Terms
from izacontract_algemeen.rules.index_calculation import (
    Amount,
    Calculation,
    calculate,
    effect_of,
    total,
    wage_index,
)
from izacontract_algemeen.rules.known_figures import Figure
from izacontract_algemeen.terms.lump_sum import LumpSum
from izacontract_algemeen.terms.prices import COMPUTED, Ova, Performance, PriceElement, Tariffs
from izacontract_algemeen.terms.volume import CEILINGS, Volume

Row = Mapping[str, object]
Rows = list[Row] | OpenPoint
SomeTerms = TypeVar("SomeTerms", bound=Terms)


def tariffs_of(request: ContractRequest) -> Tariffs:
    """Return the tariffs by which performances are paid: without those of a lump sum, which have claim tariffs."""
    given, covered = _always(request, Tariffs), covered_codes(request)
    if not covered or isinstance(given.performances, OpenPoint):
        return given
    lines = tuple(line for line in given.performances if line.code not in covered)
    return given.model_copy(update={"performances": lines})


def covered_lines(request: ContractRequest) -> tuple[Performance, ...] | OpenPoint:
    """Return the lines of the price list under a lump sum; open while its performances or the price list are."""
    agreed, lines = request.section(LumpSum), _always(request, Tariffs).performances
    if agreed is None:
        return ()
    if isinstance(agreed.performances, OpenPoint):
        return agreed.performances
    return lines if isinstance(lines, OpenPoint) else tuple(line for line in lines if line.code in agreed.performances)


def covered_codes(request: ContractRequest) -> frozenset[str]:
    """Return the codes of the performances under a lump sum, as far as they are known."""
    agreed = request.section(LumpSum)
    if agreed is None or isinstance(agreed.performances, OpenPoint):
        return frozenset()
    return frozenset(agreed.performances)


def has_lump_sum(request: ContractRequest) -> bool:
    """Return whether the contract has a lump sum."""
    return request.section(LumpSum) is not None


def pays_by_performance(request: ContractRequest) -> bool:
    """Return whether a performance is paid by its tariff; not so where the lump sum covers the whole price list."""
    lines = tariffs_of(request).performances
    return isinstance(lines, OpenPoint) or bool(lines)


def nza_reference(request: ContractRequest) -> str | OpenPoint | None:
    """Return the NZa rule or decision under the tariffs; None where it is not given and no tariff is free (Wmg 35)."""
    given = _always(request, Tariffs)
    is_needed = "vrij" in given.regimes
    return None if isinstance(given.nza_reference, OpenPoint) and not is_needed else given.nza_reference


def ova_of(request: ContractRequest) -> Ova:
    """Return the OVA, a section that every contract has."""
    return _always(request, Ova)


def left_out(request: ContractRequest, clause: str) -> bool:
    """Return whether the request leaves out `clause`."""
    return any(omission.clause == clause for omission in request.omissions)


def has_ova(request: ContractRequest) -> bool:
    """Return whether the contract keeps the clause on the OVA."""
    return not left_out(request, "algemeen.ova")


def goes_on(request: ContractRequest) -> bool:
    """Return whether the contract touches more than one calendar year, or may be renewed into one."""
    return len(request.agreement.years) > 1 or request.agreement.renewal != "geen"


def has_part_of_year(request: ContractRequest) -> bool:
    """Return whether the contract begins or ends within a calendar year; a yearly amount is then for a part of it."""
    begin, end = request.agreement.begin, request.agreement.end
    return (begin.month, begin.day) != (1, 1) or (end.month, end.day) != (12, 31)


def ova_precedes(request: ContractRequest) -> bool:
    """Return whether the OVA given is that of the year before the contract's first, its own still being unknown."""
    year = ova_of(request).year
    return not isinstance(year, OpenPoint) and year < request.agreement.begin.year


def starts_on(request: ContractRequest) -> date | OpenPoint:
    """Return the day from which the new tariff holds: 1 January of the OVA year, or the first day if that is later."""
    year = ova_of(request).year
    return year if isinstance(year, OpenPoint) else max(request.agreement.begin, date(year, 1, 1))


def starts_later(request: ContractRequest) -> bool | OpenPoint:
    """Return whether the new tariff holds from a later day than the contract, so that the old one is paid first."""
    start = starts_on(request)
    return start if isinstance(start, OpenPoint) else start > request.agreement.begin


def first_settled_year(request: ContractRequest) -> int | OpenPoint:
    """Return the first year whose OVA can be settled: that of the OVA, or the contract's first if that is later.

    Before its first day the contract pays nothing, so there is nothing to settle.
    """
    year = ova_of(request).year
    return year if isinstance(year, OpenPoint) else max(year, request.agreement.begin.year)


def pays_the_difference(request: ContractRequest) -> bool:
    """Return whether a figure of the OVA that turns out otherwise is settled as an amount.

    Only tariffs that the contract itself works out, and a lump sum, can be.
    """
    ova = request.section(Ova)
    if ova is None or ova.settles != "bedrag" or not has_ova(request):
        return False
    return has_lump_sum(request) or bool(tariffs_of(request).regimes & COMPUTED)


def has_ceiling(request: ContractRequest) -> bool:
    """Return whether the contract has a ceiling; false as long as the kind of the volume agreement is open."""
    volume = request.section(Volume)
    return volume is not None and not isinstance(volume.kind, OpenPoint) and volume.kind in CEILINGS


def has_indexed_ceiling(request: ContractRequest) -> bool:
    """Return whether the contract brings a ceiling to its own price level."""
    volume = request.section(Volume)
    return volume is not None and has_ceiling(request) and not volume.includes_ova


def needs_formula(request: ContractRequest) -> bool:
    """Return whether the contract itself works out an index: for a tariff, or for a ceiling at another price level."""
    if tariffs_of(request).regimes & COMPUTED or has_lump_sum(request):
        return True
    volume = request.section(Volume)
    if volume is None or not has_ceiling(request):
        return False
    return not volume.includes_ova or goes_on(request) or ova_precedes(request)


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
        return tuple(element for element in self.elements if element.holds_for(line, self.tariffs))

    def tariff(self, line: Performance) -> Calculation:
        """Return the old tariff of `line` worked out to the new price level, with the elements that hold for it."""
        return self.on(line.tariff, self.of(line))

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
            amount, (self.wages, self.material, self.capital, *(element.percentage for element in elements))
        )


def index_of(request: ContractRequest) -> Index:
    """Return what makes prices change under this contract.

    A contract without the clause on the OVA has no wage effect; without the clause on other price development
    as well, none of material and capital.
    """
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


def index_rows(index: Index) -> list[Row]:
    """Return the table that shows how the index comes about; a share of nothing has no line."""
    ova = index.ova
    lines: list[tuple[str, object, object, Amount]] = []
    if index.has_wages:
        lines.append(("index-lonen", ova.wage_share, index.wage_index, index.wages))
    if index.has_prices and not _is_nothing(ova.material_share):
        lines.append(("index-materieel", ova.material_share, ova.material_index, index.material))
    if index.has_prices and not _is_nothing(ova.capital_share):
        lines.append(("index-kapitaal", ova.capital_share, ova.capital_index, index.capital))
    lines.append(("index-totaal", None, None, total(index.wages, index.material, index.capital)))
    return [
        {"onderdeel": name, "aandeel": share, "index": figure, "effect": effect}
        for name, share, figure, effect in lines
    ]


def list_rows(lines: tuple[Performance, ...] | OpenPoint) -> Rows:
    """Return the price list of performances whose tariff is printed as given."""
    if isinstance(lines, OpenPoint):
        return lines
    return [described(line) | {"tarief": line.tariff} for line in lines]


def computed_rows(lines: tuple[Performance, ...] | OpenPoint, index: Index) -> Rows:
    """Return the price list of performances whose new tariff is computed from the old one."""
    if isinstance(lines, OpenPoint):
        return lines
    return [described(line) | {"oud": line.tariff, "nieuw": index.tariff(line).new} for line in lines]


def calculation_rows(lines: tuple[Performance, ...] | OpenPoint, index: Index) -> Rows:
    """Return, per performance, the old tariff, the effect of each part in euro, and the new tariff."""
    if isinstance(lines, OpenPoint):
        return lines
    return [{"code": line.code} | calculation_cells(index.tariff(line)) for line in lines]


def calculation_cells(calculation: Calculation) -> dict[str, object]:
    """Return the cells of one calculation; the other elements together are one cell."""
    wages, material, capital, *others = calculation.effects
    return {
        "oud": calculation.old,
        "loon": wages,
        "materieel": material,
        "kapitaal": capital,
        "overig": total(*others),
        "nieuw": calculation.new,
    }


def wage_proof_rows(lines: tuple[Performance, ...] | OpenPoint, index: Index) -> Rows:
    """Return, per performance, the old tariff x the wage share x the wage index and the wage effect that comes out."""
    if isinstance(lines, OpenPoint):
        return lines
    return [
        {
            "code": line.code,
            "oud": line.tariff,
            "aandeel": index.ova.wage_share,
            "index": index.wage_index,
            "effect": index.tariff(line).effects[0],
        }
        for line in lines
    ]


def described(line: Performance) -> dict[str, object]:
    """Return what says which performance `line` is."""
    return {"code": line.code, "omschrijving": line.description, "eenheid": line.unit}


def deviation_rows(figures: Sequence[Figure]) -> list[Row]:
    """Return each figure of the OVA that is another than the known one, with both."""
    return [
        {"cijfer": figure.key, "bekend": figure.known, "status": figure.status, "gebruikt": figure.used}
        for figure in figures
        if figure.deviates
    ]


def size_of(amount: Amount) -> Amount:
    """Return `amount` without its sign, open when it is."""
    return amount if isinstance(amount, OpenPoint) else abs(amount)


def neighbour(year: int | OpenPoint, step: int) -> int | OpenPoint:
    """Return the year `step` years from `year`, open when that is open."""
    return year if isinstance(year, OpenPoint) else year + step


def _always(request: ContractRequest, model: type[SomeTerms]) -> SomeTerms:
    found = request.section(model)
    if found is None:
        raise LookupError(f"{model.__name__} belongs to a section that every request has")
    return found


def _is_nothing(share: Amount) -> bool:
    return not isinstance(share, OpenPoint) and share == 0

"""What a request agrees on prices, as the rules ask it: tariffs, OVA, ceiling and lump sum, and from when."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from izacontract import ContractRequest, OpenPoint, Terms
from izacontract_algemeen.rules.entities import several
from izacontract_algemeen.terms.lump_sum import LumpSum
from izacontract_algemeen.terms.ova import Ova
from izacontract_algemeen.terms.prices import AMOUNT, COMPUTED, Performance, Tariffs
from izacontract_algemeen.terms.volume import CEILINGS, Volume

SomeTerms = TypeVar("SomeTerms", bound=Terms)


def tariffs_of(request: ContractRequest) -> Tariffs:
    """Return the tariffs by which performances are paid: without those of a lump sum, which have claim tariffs."""
    return request.once(_tariffs)


def _tariffs(request: ContractRequest) -> Tariffs:
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
    return isinstance(lines, OpenPoint) or any(line.regime != AMOUNT for line in lines)


def nza_reference(request: ContractRequest) -> str | OpenPoint | None:
    """Return the NZa rule or decision under the tariffs; None where it is not given and no tariff is free (Wmg 35)."""
    given = _always(request, Tariffs)
    is_needed = bool(given.regimes & {"vrij", AMOUNT})
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


def _always(request: ContractRequest, model: type[SomeTerms]) -> SomeTerms:
    found = request.section(model)
    if found is None:
        raise LookupError(f"{model.__name__} belongs to a section that every request has")
    return found


def yearly_amount(request: ContractRequest, *, has_years: bool) -> dict[str, object]:
    """Return what an article on an amount per year prints of the years: its price levels, and which others follow."""
    year = ova_of(request).year
    return {
        "eerste_jaar": request.agreement.begin.year,
        "prijspeil": year,
        "vorig_prijspeil": year if isinstance(year, OpenPoint) else year - 1,
        "gaat_door": goes_on(request),
        "jaren": has_years,
        "ova": has_ova(request),
        "meer_rechtspersonen": several(request),
    }

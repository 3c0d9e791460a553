"""Which volume clauses a contract has, and the ceilings per year (annex C)."""

from __future__ import annotations

from decimal import Decimal

from izacontract import ContractRequest, OpenPoint, Parameters, Proposal, leave_out, put_in
from izacontract_algemeen.rules import price_list as annex
from izacontract_algemeen.rules.index_calculation import Amount, cents
from izacontract_algemeen.terms.volume import CEILINGS, Volume


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return the answers for the article on volume and for its annex."""
    agreed = request.section(Volume)
    clauses = ("algemeen.volume", "algemeen.bijlage-volume")
    if agreed is None:
        because = "geen afspraak over volume in de aanvraag"
        return [leave_out(clause, because=because, looked_at=("volume",)) for clause in clauses]
    because = "de soort van de afspraak over volume is nog open"
    if not isinstance(agreed.kind, OpenPoint):
        because = (
            "prijs maal aantal, zonder plafond" if agreed.kind not in CEILINGS else f"een {agreed.kind} is afgesproken"
        )
    values = (article_values(request, agreed), annex_values(request, agreed))
    return [
        put_in(
            clause, because=because, values=given, looked_at=("volume.soort", "volume.bedrag", "volume.boven_plafond")
        )
        for clause, given in zip(clauses, values, strict=True)
    ]


def article_values(request: ContractRequest, agreed: Volume) -> dict[str, object]:
    """Return what the article prints besides what the request says: the first ceiling and its price level."""
    year = annex.ova_of(request).year
    return {
        "plafond": _at_contract_level(request, agreed, agreed.ceiling),
        "vergoeding": Decimal(0) if agreed.paid_above is None else agreed.paid_above,
        "eerste_jaar": request.agreement.begin.year,
        "prijspeil": year,
        "vorig_prijspeil": annex.neighbour(year, -1),
        "gaat_door": annex.goes_on(request),
        "jaren": bool(agreed.years),
        "ova": annex.has_ova(request),
        "prijzen": annex.index_of(request).has_prices,
        "elementen": bool(annex.index_of(request).elements),
        "meer_rechtspersonen": len(request.insurer.entities) > 1,
        "deel_van_jaar": annex.has_part_of_year(request),
        "lumpsum": annex.has_lump_sum(request),
    }


def annex_values(request: ContractRequest, agreed: Volume) -> dict[str, object]:
    """Return the ceilings per year and, where they stand at an older price level, the calculation to the contract's."""
    index = annex.index_of(request)
    given = given_ceilings(request, agreed)
    return {
        "omgerekend": index.has_prices or bool(index.elements),
        "plafonds": [ceiling_row(request, agreed, year, amount) for year, amount in given],
        "berekening": [
            {"jaar": year} | annex.calculation_cells(index.on(amount)) for year, amount in given if amount is not None
        ],
    }


def given_ceilings(request: ContractRequest, agreed: Volume) -> list[tuple[int, Amount | None]]:
    """Return each calendar year of the term with the ceiling given for it; None where an earlier one is indexed."""
    if agreed.years:
        return sorted((line.year, line.ceiling) for line in agreed.years)
    first, *later = request.agreement.years
    return [(first, agreed.ceiling), *((year, None) for year in later)]


def ceiling_row(request: ContractRequest, agreed: Volume, year: int, amount: Amount | None) -> annex.Row:
    """Return the line of one year: its ceiling, the turnover at which the provider reports, and the price level."""
    if amount is None:
        known = annex.has_ova(request)
        follows = "vorig-geindexeerd" if known else "vorig-schriftelijk"
        level = year if known else None
        return {"jaar": year, "bedrag": None, "melding": None, "prijspeil": level, "aanpassing": follows}
    ceiling = _at_contract_level(request, agreed, amount)
    return {
        "jaar": year,
        "bedrag": ceiling,
        "melding": _share_of(ceiling, agreed.warning_at),
        **_level(request, agreed, year),
    }


def _at_contract_level(request: ContractRequest, agreed: Volume, amount: Amount) -> Amount:
    return amount if agreed.includes_ova else annex.index_of(request).on(amount).new


def _share_of(ceiling: Amount, percentage: Amount) -> Amount:
    if isinstance(ceiling, OpenPoint):
        return ceiling
    return percentage if isinstance(percentage, OpenPoint) else cents((ceiling * percentage).scaleb(-2))


def _level(request: ContractRequest, agreed: Volume, year: int) -> dict[str, object]:
    """Return the price level of an amount given for `year`, and how it comes to that of the year itself, if it must."""
    known = annex.ova_of(request).year
    if isinstance(known, OpenPoint):
        return {"prijspeil": known, "aanpassing": None}
    brought = agreed.includes_ova or annex.index_of(request).has_prices
    level = known if brought else known - 1
    follows = "geindexeerd" if annex.has_ova(request) else "schriftelijk"
    return {"prijspeil": level, "aanpassing": follows if year > known else None}

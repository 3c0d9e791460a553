"""Which clauses on a lump sum a contract has, and what is owed per year and per legal entity."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from izacontract import ContractRequest, OpenPoint, Parameters, Proposal, leave_out, put_in
from izacontract_algemeen.rules import price_list as annex
from izacontract_algemeen.rules.agreed_prices import pays_by_performance, yearly_amount
from izacontract_algemeen.rules.entities import named, parts_of, several
from izacontract_algemeen.rules.index import index_of, price_level
from izacontract_algemeen.rules.index_calculation import Amount, Calculation, cents
from izacontract_algemeen.terms.lump_sum import LumpSum

CLAUSE, ANNEX = "algemeen.lumpsum", "algemeen.bijlage-lumpsum"


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return the answers for the article on the lump sum and for its annex."""
    agreed, looked_at = request.section(LumpSum), ("lumpsum",)
    if agreed is None:
        because = "geen lumpsum in de aanvraag"
        return [leave_out(clause, because=because, looked_at=looked_at) for clause in (CLAUSE, ANNEX)]
    because = "de aanvraag bevat een lumpsum"
    return [
        put_in(CLAUSE, because=because, values=article_values(request, agreed), looked_at=looked_at),
        put_in(ANNEX, because=because, values=annex_values(request, agreed), looked_at=looked_at),
    ]


def article_values(request: ContractRequest, agreed: LumpSum) -> dict[str, object]:
    """Return what the article prints besides what the request says: the first amount and its price levels."""
    return yearly_amount(request, has_years=bool(agreed.years)) | {
        "eerste_bedrag": due(request, agreed)[0][1],
        "aangepast": index_of(request).has_prices,
        "daarbuiten": pays_by_performance(request),
    }


def annex_values(request: ContractRequest, agreed: LumpSum) -> dict[str, object]:
    """Return the amount per year, how it comes from the older price level, and the part of each legal entity."""
    index = index_of(request)
    return {
        "aangepast": index.has_prices,
        "bedragen": [row(request, year, amount) for year, amount in given_amounts(request, agreed)],
        "berekening": [
            calculation_row(year, index.lump_sum(amount))
            for year, amount in given_amounts(request, agreed)
            if amount is not None
        ],
        "meer_rechtspersonen": several(request),
        "delen": part_rows(request, agreed),
    }


def given_amounts(request: ContractRequest, agreed: LumpSum) -> list[tuple[int, Amount | None]]:
    """Return each calendar year of the term with the amount given for it; None where an earlier one is indexed."""
    typed: dict[int, Amount] = {line.year: line.amount for line in agreed.years}
    first, *later = request.agreement.years
    return [(first, agreed.amount), *((year, typed.get(year)) for year in later)]


def due(request: ContractRequest, agreed: LumpSum) -> list[tuple[int, Amount]]:
    """Return what is owed (euro) in each contract year whose amount is given, at the price level of the contract."""
    index = index_of(request)
    return [
        (year, for_days(index.lump_sum(amount).new, *days_of(request, year)))
        for year, amount in given_amounts(request, agreed)
        if amount is not None
    ]


def row(request: ContractRequest, year: int, amount: Amount | None) -> annex.Row:
    """Return the line of one contract year: the amount of a whole year, its days, and what is owed."""
    days, all_days = days_of(request, year)
    index = index_of(request)
    level = price_level(request, year, is_given=amount is not None, is_raised=index.has_prices)
    found = {"jaar": year, "dagen": days, "van": all_days, **level}
    if amount is None:
        return found | {"bedrag": None, "lumpsum": None}
    whole = index.lump_sum(amount).new
    return found | {"bedrag": whole, "lumpsum": for_days(whole, days, all_days)}


def calculation_row(year: int, calculation: Calculation) -> annex.Row:
    """Return how the amount of a whole `year` comes to the new price level; other price elements have no part in it."""
    wages, material, capital = calculation.effects
    figures = {"oud": calculation.old, "loon": wages, "materieel": material, "kapitaal": capital}
    return {"jaar": year} | figures | {"nieuw": calculation.new}


def days_of(request: ContractRequest, year: int) -> tuple[int, int]:
    """Return how many days of the calendar year `year` the term holds, and how many that year has."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    begin, end = max(first, request.agreement.begin), min(last, request.agreement.end)
    return (end - begin).days + 1, (last - first).days + 1


def for_days(amount: Amount, days: int, all_days: int) -> Amount:
    """Return the part of a whole year's `amount` (euro) that belongs to `days` of it, in whole cents."""
    return amount if isinstance(amount, OpenPoint) else cents(Fraction(amount) * days / all_days)


def part_rows(request: ContractRequest, agreed: LumpSum) -> annex.Rows:
    """Return, per contract year whose amount is given, what each legal entity owes."""
    entities = agreed.per_entity
    if isinstance(entities, OpenPoint):
        return entities
    rows: list[annex.Row] = []
    for year, amount in due(request, agreed):
        known = None if isinstance(amount, OpenPoint) else parts_of(amount, [line.share for line in entities])
        rows += [
            {"jaar": year, **named(request, line), "aandeel": line.share}
            | {"bedrag": amount if known is None else known[place]}
            for place, line in enumerate(entities)
        ]
    return rows

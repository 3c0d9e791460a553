"""Which volume clauses a contract has, and the ceilings per year (annex C)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from izacontract import ContractRequest, OpenPoint, Parameters, Proposal, leave_out, put_in
from izacontract_algemeen.rules import price_list as annex
from izacontract_algemeen.rules.accords import EXTRA_MEANS_FROM, too_early
from izacontract_algemeen.rules.agreed_prices import has_lump_sum, has_part_of_year, yearly_amount
from izacontract_algemeen.rules.ceiling_recovery import Care, above_ceiling, recovery
from izacontract_algemeen.rules.entities import divided, named, names, parts_of
from izacontract_algemeen.rules.index import index_of, price_level
from izacontract_algemeen.rules.index_calculation import Amount, cents, first_open, share_of
from izacontract_algemeen.terms.volume import CEILINGS, EntityCeiling, ExtraMeans, Volume

EXTRA_MEANS = "algemeen.remgelden"


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return the answers for the articles on volume and on extra means, and for the annex."""
    return [*volume(request), extra_means(request, parameters)]


def extra_means(request: ContractRequest, parameters: Parameters) -> Proposal:
    """AZWA, hoofdstuk 4, 4 c, p. 83: contracts say how means for a higher demand are used, or that it is open."""
    if early := too_early(EXTRA_MEANS, request, parameters.day(EXTRA_MEANS_FROM)):
        return early
    rows = request.listed(ExtraMeans)
    agreed = [{"inzet": row.use, "jaar": row.year, "titel": row.title, "bewijs": row.evidence} for row in rows]
    return put_in(
        EXTRA_MEANS,
        because="AZWA, hoofdstuk 4, 4 c: partijen spreken af hoe zij extra middelen voor een hogere zorgvraag inzetten",
        values={"afspraken": agreed, "met_afspraken": bool(rows)},
        looked_at=("remgelden",),
    )


def volume(request: ContractRequest) -> list[Proposal]:
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
    return yearly_amount(request, has_years=bool(agreed.years)) | {
        "plafond": _at_contract_level(request, agreed, agreed.ceiling, request.agreement.begin.year),
        "vergoeding": Decimal(0) if agreed.paid_above is None else agreed.paid_above,
        "prijzen": index_of(request).has_prices,
        "elementen": bool(index_of(request).general),
        "verdeeld": divided(request, agreed.per_entity),
        "deel_van_jaar": has_part_of_year(request),
        "lumpsum": has_lump_sum(request),
    }


def annex_values(request: ContractRequest, agreed: Volume) -> dict[str, object]:
    """Return the ceilings per year and, where they stand at an older price level, the calculation to the contract's."""
    index = index_of(request)
    given = given_ceilings(request, agreed)
    return {
        "omgerekend": index.has_prices or bool(index.general),
        "plafonds": [ceiling_row(request, agreed, year, amount) for year, amount in given],
        "verdeeld": divided(request, agreed.per_entity),
        "verdeling": [
            {"jaar": row.year} | named(request, row) | {"bedrag": part} for row, part in ceiling_parts(request, agreed)
        ],
        "berekening": [
            {"jaar": year} | annex.calculation_cells(index.ceiling(amount, year))
            for year, amount in given
            if amount is not None
        ],
        **example_values(request, agreed),
    }


def example_values(request: ContractRequest, agreed: Volume) -> dict[str, object]:
    """Return the example of the formula: care around the first ceiling, made up, and what would be recovered of it."""
    year, whose = request.agreement.begin.year, ""
    ceiling = _at_contract_level(request, agreed, agreed.ceiling, year)
    if divided(request, agreed.per_entity):
        row, ceiling = ceiling_parts(request, agreed)[0]
        whose = names(request)[row.uzovi]
    paid = Decimal(0) if agreed.paid_above is None else agreed.paid_above
    amounts = ("voorbeeld", "extra_ruimte", "o", "a", "d", "e", "terug")
    open_value = first_open(ceiling, agreed.above_ceiling, paid)
    if open_value is not None or not isinstance(ceiling, Decimal):
        return {"vergoeding": paid, "van_wie": whose} | dict.fromkeys(amounts, open_value)
    on_duty = agreed.above_ceiling == "doorleverplicht"
    care, room = example_care(ceiling)
    found = recovery(list(care.values()), ceiling, room=room, paid_above=paid, continued_in_full=not on_duty)
    rows = [
        {"zorg": name, "bedrag": item.amount, "boven": cents(above), "telt": _counts_as(item, on_duty=on_duty)}
        for (name, item), above in zip(care.items(), above_ceiling(list(care.values()), ceiling), strict=True)
    ]
    total = sum((item.amount for item in care.values()), Decimal(0))
    rows.append({"zorg": "samen", "bedrag": total, "boven": cents(found.excess), "telt": None})
    parts = (found.excess, found.answered_late, found.continued, found.in_room)
    return {"vergoeding": paid, "van_wie": whose} | dict(
        zip(amounts, (rows, room, *(cents(part) for part in parts), found.recovered), strict=True)
    )


def example_care(ceiling: Decimal) -> tuple[dict[str, Care], Decimal]:
    """Return made-up care of a year by name, and extra room in euro, all in shares of `ceiling`.

    Twice what was left of the ceiling is delivered on the day that passes it, so every half is in whole cents.
    """
    left, planned = (cents((ceiling * share).scaleb(-3)) for share in (10, 6))
    answered_late, running, room, more, last = (cents((ceiling * share).scaleb(-3)) for share in (5, 8, 3, 7, 4))
    care = {
        "eerder": Care(1, ceiling - left),
        "dag-planbaar": Care(2, 2 * planned),
        "dag-acuut": Care(2, 2 * (left - planned), continued=True),
        "laat-antwoord": Care(3, answered_late, answered_late=True),
        "lopend": Care(4, running, continued=True),
        "extra-ruimte": Care(5, more, in_room=True),
        "overig": Care(6, last),
    }
    return care, room


def _counts_as(care: Care, *, on_duty: bool) -> str | None:
    if care.answered_late:
        return "a"
    if care.continued and not on_duty:
        return "d"
    return "e" if care.in_room else None


def given_ceilings(request: ContractRequest, agreed: Volume) -> list[tuple[int, Amount | None]]:
    """Return each calendar year of the term with the ceiling given for it; None where an earlier one is indexed."""
    if agreed.years:
        return sorted((line.year, line.ceiling) for line in agreed.years)
    first, *later = request.agreement.years
    return [(first, agreed.ceiling), *((year, None) for year in later)]


def ceiling_row(request: ContractRequest, agreed: Volume, year: int, amount: Amount | None) -> annex.Row:
    """Return the line of one year: its ceiling, the turnover at which the provider reports, and the price level."""
    is_raised = agreed.includes_ova or index_of(request).has_prices
    level = price_level(request, year, is_given=amount is not None, is_raised=is_raised)
    if amount is None:
        return {"jaar": year, "bedrag": None, "melding": None, **level}
    ceiling = _at_contract_level(request, agreed, amount, year)
    return {"jaar": year, "bedrag": ceiling, "melding": share_of(ceiling, agreed.warning_at), **level}


def ceiling_parts(request: ContractRequest, agreed: Volume) -> list[tuple[EntityCeiling, Amount]]:
    """Return each row on a legal entity, by year, with its part of that year's ceiling at the level of the contract."""
    found: list[tuple[EntityCeiling, Amount]] = []
    for year, group in groupby(sorted(agreed.per_entity, key=lambda row: row.year), key=lambda row: row.year):
        rows = list(group)
        given = [row.ceiling for row in rows]
        whole = _at_contract_level(request, agreed, sum(given, Decimal(0)), year)
        parts: Sequence[Amount] = [whole] * len(rows) if isinstance(whole, OpenPoint) else parts_of(whole, given)
        found += zip(rows, parts, strict=True)
    return found


def _at_contract_level(request: ContractRequest, agreed: Volume, amount: Amount, year: int) -> Amount:
    return amount if agreed.includes_ova else index_of(request).ceiling(amount, year).new

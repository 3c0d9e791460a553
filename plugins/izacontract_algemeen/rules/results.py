"""Decides on payment on results, monitoring and annex E; IZA, § 4.2.3, steps 3 and 4, and onderdeel J, § 3."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from izacontract import BOTH, ContractRequest, OpenPoint, Parameters, Proposal, is_open, leave_out, put_in
from izacontract_algemeen.rules.entities import several
from izacontract_algemeen.rules.payment_schedule import (
    Example,
    Outcome,
    PayableResult,
    examples,
    outcomes,
    sum_of,
)
from izacontract_algemeen.rules.transformation import above_zero, after_price_agreement, has_funds, parts, role
from izacontract_algemeen.terms.results import Monitoring, Result
from izacontract_algemeen.terms.transformation import TransformationFunds, TransformationPlan

PAYMENT = "algemeen.betaling-bij-resultaat"
MONITORING = "algemeen.monitoring"
ANNEX = "algemeen.bijlage-resultaten"
SUM = "som-van-alle-kpis"
"""What stands in the column of KPIs in the last row, which holds the sum; the text knows its words."""

NO_RESULTS = OpenPoint("betaling_bij_resultaat", "KPI's met bedrag", BOTH)


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return one answer for each clause on results."""
    results = request.listed(Result)
    if not pays_on_results(request):
        out = [
            leave_out(
                clause,
                because="de aanvraag koppelt geen betaling aan resultaten",
                looked_at=("betaling_bij_resultaat",),
            )
            for clause in (PAYMENT, ANNEX)
        ]
        return [*out, monitoring(request)]
    return [payment_on_results(request, results), annex(request, results, parameters), monitoring(request)]


def pays_on_results(request: ContractRequest) -> bool:
    """Return whether the contract pays on results: because the request asks for it, or because funds force it."""
    return bool(request.listed(Result)) or has_funds(request)


def payment_on_results(request: ContractRequest, results: Sequence[Result]) -> Proposal:
    """Return the clause on payment; funds force it (IZA, § 4.2.3, step 3), else the request asks for it."""
    funds = request.section(TransformationFunds) if has_funds(request) else None
    total = sum_or_open([result.amount for result in results])
    values = role(request, request.section(TransformationPlan)) | {
        "met_middelen": funds is not None,
        "met_inspanning": any(result.kind == "inspanning" for result in results),
        "met_geen": pays(results, "geen"),
        "met_drempel": pays(results, "drempel"),
        "meet_verzekeraar": measures(results, "verzekeraar"),
        "meet_aanbieder": measures(results, "aanbieder"),
        "meet_accountant": measures(results, "accountant"),
        "meet_onafhankelijk": measures(results, "onafhankelijke-partij"),
        "meer_rechtspersonen": several(request),
        **{key: value for key, value in parts(request, funds).items() if key != "verdeling"},
        "totaal": total if funds is None else funds.share,
        "voorschot": None if funds is None else above_zero(funds.advance),
    }
    because = (
        "de aanvraag koppelt betaling aan resultaten"
        if funds is None
        else "transformatiemiddelen worden per mijlpaal betaald"
    )
    looked_at = ("betaling_bij_resultaat", "transformatiemiddelen")
    return put_in(PAYMENT, because=because, values=values, looked_at=looked_at)


def monitoring(request: ContractRequest) -> Proposal:
    """Return the clause on monitoring, forced by a plan, by funds and by payment on results (IZA, onderdeel J, § 3)."""
    plan, results, funds = request.section(TransformationPlan), request.listed(Result), has_funds(request)
    looked_at = ("transformatieplan", "transformatiemiddelen", "betaling_bij_resultaat")
    if plan is None and not results and not funds:
        because = "geen transformatieplan, transformatiemiddelen of betaling bij resultaat in de aanvraag"
        return leave_out(MONITORING, because=because, looked_at=looked_at)
    terms = request.section(Monitoring)
    values = role(request, plan) | {
        "frequentie": "kwartaal" if terms is None else terms.frequency,
        "contact": OpenPoint("monitoring.contact", "", BOTH) if terms is None else terms.contact,
        "met_plan": plan is not None,
        "met_middelen": funds,
        "met_resultaten": pays_on_results(request),
    }
    because = (
        "het transformatieplan vraagt monitoring" if plan is not None else "betaling bij resultaat vraagt monitoring"
    )
    return put_in(MONITORING, because=because, values=values, looked_at=looked_at)


def annex(request: ContractRequest, results: Sequence[Result], parameters: Parameters) -> Proposal:
    """Return annex E: what is measured, how, what it pays, and an example; open when results are still to come."""
    reasons = [
        {"kpi": result.kpi, "reden": result.reason}
        for result in results
        if result.kind == "inspanning" and result.reason is not None
    ]
    values: dict[str, object] = {
        "met_kpis": bool(results),
        "met_redenen": bool(reasons),
        "meting": measurements(results) if results else NO_RESULTS,
        "redenen": reasons,
        "bewijzen": evidence(results),
        "bedragen": amounts(results, titles(request, results, parameters)),
        "uitkomsten": schedule(results),
        **worked_examples(results),
    }
    return put_in(
        ANNEX, because="hoort bij betaling bij resultaat", values=values, looked_at=("betaling_bij_resultaat",)
    )


def pays(results: Sequence[Result], partial: str) -> bool:
    """Return whether a result pays partly in the way `partial`; true as well while that is open."""
    return not results or any(is_open(result.partial) or result.partial == partial for result in results)


def measures(results: Sequence[Result], meter: str) -> bool:
    """Return whether `meter` measures one of `results`."""
    return any(not is_open(result.measured_by) and result.measured_by == meter for result in results)


def titles(request: ContractRequest, results: Sequence[Result], parameters: Parameters) -> list[str | OpenPoint]:
    """Return the claim title of each result: its own, else the NZa performance of the funds; else it is open (Wmg 35).

    Funds by price agreement have one for what is paid after the last day for such agreements (IZA, § 4.2.3).
    """
    funds = request.section(TransformationFunds) if has_funds(request) else None
    by_performance = funds is not None and (is_open(funds.route) or funds.route == "prestatie")
    return [
        funds.nza_reference
        if funds is not None
        and is_open(result.claim_title)
        and (by_performance or after_price_agreement(request, result, parameters))
        else result.claim_title
        for result in results
    ]


def measurements(results: Sequence[Result]) -> list[dict[str, object]]:
    """Return a row per result: what is measured, from where to where."""
    return [
        {
            "kpi": result.kpi,
            "omschrijving": result.description,
            "eenheid": result.unit,
            "nulwaarde": result.baseline,
            "streefwaarde": result.target,
            "soort": result.kind,
        }
        for result in results
    ]


def evidence(results: Sequence[Result]) -> list[dict[str, object]]:
    """Return a row per result: when it is measured, by whom and with which evidence."""
    return [
        {
            "kpi": result.kpi,
            "peildatum": result.measured_on,
            "leverdag": result.delivered_by,
            "bewijs": result.evidence,
            "meter": result.measured_by,
        }
        for result in results
    ]


def amounts(results: Sequence[Result], claimed: Sequence[str | OpenPoint]) -> list[dict[str, object]]:
    """Return a row per result with amount (euro), rule and title, and a last row with the sum to the cent."""
    rows: list[dict[str, object]] = [
        {
            "kpi": result.kpi,
            "bedrag": result.amount,
            "gedeeltelijk": result.partial,
            "drempel": result.threshold if pays([result], "drempel") else None,
            "betaaltitel": title,
        }
        for result, title in zip(results, claimed, strict=True)
    ]
    total = sum_or_open([result.amount for result in results])
    return [*rows, {"kpi": SUM, "bedrag": total, "gedeeltelijk": None, "drempel": None, "betaaltitel": None}]


def schedule(results: Sequence[Result]) -> list[dict[str, object]]:
    """Return a row per result with what 0%, 50%, its threshold and 100% pay (euro), and a last row with the sum."""
    known = [payable(result) for result in results]
    closed = outcomes([found for found in known if isinstance(found, PayableResult)])
    coming = iter(closed)
    rows = [
        row(next(coming)) if isinstance(found, PayableResult) else open_row(result.kpi, found)
        for result, found in zip(results, known, strict=True)
    ]
    missing = next((found for found in known if isinstance(found, OpenPoint)), None)
    return [*rows, row(sum_of(closed, SUM)) if missing is None else open_row(SUM, missing)]


def worked_examples(results: Sequence[Result]) -> dict[str, object]:
    """Return the rows of the printed examples; none while no result is complete."""
    shown = examples([found for found in map(payable, results) if isinstance(found, PayableResult)])
    return {"met_voorbeeld": bool(shown), "voorbeelden": [example_row(one) for one in shown]}


def example_row(one: Example) -> dict[str, object]:
    """Return the measured value, how far it is achieved and what that pays, as annex E prints them."""
    printed, is_rounded = _printed(one.degree)
    return {
        "kpi": one.result.kpi,
        "waarde": one.measured,
        "nulwaarde": one.result.baseline,
        "streefwaarde": one.result.target,
        "mate": printed,
        "afgerond": is_rounded,
        "bedrag": one.result.amount,
        "uitkomst": one.payment,
        "soort": one.result.partial,
    }


@lru_cache(maxsize=1024)
def _printed(degree: Fraction) -> tuple[Decimal, bool]:
    """Return `degree` with four decimals at most, and whether it had more."""
    printed = (Decimal(degree.numerator) / Decimal(degree.denominator)).quantize(Decimal("0.0001"), ROUND_HALF_UP)
    return printed.normalize(), Fraction(printed) != degree


def payable(result: Result) -> PayableResult | OpenPoint:
    """Return `result` as the schedule computes it, or the first value of it that is still open."""
    baseline, target, amount, partial = result.baseline, result.target, result.amount, result.partial
    if isinstance(baseline, OpenPoint):
        return baseline
    if isinstance(target, OpenPoint):
        return target
    if isinstance(amount, OpenPoint):
        return amount
    if isinstance(partial, OpenPoint):
        return partial
    return PayableResult(result.kpi, baseline, target, amount, partial, result.threshold)


def row(outcome: Outcome) -> dict[str, object]:
    """Return `outcome` as annex E prints it."""
    return {
        "kpi": outcome.kpi,
        "niets": outcome.none,
        "helft": outcome.half,
        "drempel": outcome.threshold,
        "alles": outcome.full,
    }


def open_row(kpi: str, missing: OpenPoint) -> dict[str, object]:
    """Return the row of a result that cannot be computed yet."""
    return {"kpi": kpi, "niets": missing, "helft": missing, "drempel": None, "alles": missing}


def sum_or_open(values: Sequence[Decimal | OpenPoint]) -> Decimal | OpenPoint:
    """Return the sum of `values` (euro), or the first of them that is still open; without any, the open results."""
    missing = next((value for value in values if isinstance(value, OpenPoint)), None)
    if missing is not None or not values:
        return NO_RESULTS if missing is None else missing
    return sum((value for value in values if isinstance(value, Decimal)), Decimal("0.00"))

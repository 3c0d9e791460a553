"""Checks the transformation funds: an approved plan, amounts, route and period; IZA, § 4.2."""

from __future__ import annotations

from collections.abc import Iterator

from izacontract import ContractRequest, Finding, Message, OpenPoint, Parameters, is_open, last_day_of_years
from izacontract_algemeen.rules.transformation import LAST_BEGIN_WITH_PRICE_AGREEMENT
from izacontract_algemeen.terms.transformation import TransformationFunds, TransformationPlan

FUNDS = "transformatiemiddelen"
LONGEST_YEARS = "algemeen.transformatiemiddelen-jaren"
LAST_DAY_OF_FUNDS = "algemeen.middelen-laatste-dag"
ASSESSMENT_STOPPED_ON = "algemeen.beoordeling-gestopt"
"""From this day plans without approval are no longer assessed."""

FUNDS_EXHAUSTED_ON = "algemeen.middelen-uitgeput"
"""On this measuring day the funds were exhausted (letter of 9 April 2026, p. 3)."""

NO_PLAN = Message(
    "algemeen.middelen-zonder-plan",
    "Transformatiemiddelen vragen een goedgekeurd transformatieplan, en de aanvraag heeft geen plan.",
    "Funds need an approved transformation plan, and the request has no plan.",
    "Vul transformatieplan in, met goedgekeurd_op en goedkeuring, of laat transformatiemiddelen weg (IZA, § 4.2.3).",
    "Fill in transformatieplan, with goedgekeurd_op and goedkeuring, or leave transformatiemiddelen out (IZA, "
    "§ 4.2.3).",
)
NOT_APPROVED = Message(
    "algemeen.middelen-zonder-goedkeuring",
    "Transformatiemiddelen vragen een goedgekeurd transformatieplan; plan '{reference}' heeft geen goedkeuring.",
    "Funds need an approved transformation plan; plan '{reference}' has no approval.",
    "Vul goedgekeurd_op en goedkeuring in, of laat transformatiemiddelen weg (IZA, § 4.2.3).",
    "Fill in goedgekeurd_op and goedkeuring, or leave transformatiemiddelen out (IZA, § 4.2.3).",
)
NO_REFERENCE_AFTER_STOP = Message(
    "algemeen.middelen-zonder-kenmerk-na-stop",
    "Sinds {stopped:%d-%m-%Y} worden plannen niet meer beoordeeld; middelen vragen een kenmerk van een eerdere "
    "goedkeuring, en plan '{reference}' heeft dat niet.",
    "Since {stopped:%d-%m-%Y} plans are no longer assessed; funds need the reference of an earlier approval, and plan "
    "'{reference}' has none.",
    "Vul goedgekeurd_op en goedkeuring in, of laat transformatiemiddelen weg; gelijkgerichtheid kan zonder middelen.",
    "Fill in goedgekeurd_op and goedkeuring, or leave transformatiemiddelen out; alignment needs no funds.",
)
SHARE_TOO_HIGH = Message(
    "algemeen.aandeel-boven-toegekend",
    "Het aandeel van de zorgverzekeraar (€ {share:.2f}) is hoger dan het toegekende totaal (€ {granted:.2f}).",
    "The insurer's share (€ {share:.2f}) is above the granted total (€ {granted:.2f}).",
    "Controleer toegekend en aandeel_verzekeraar.",
    "Check toegekend and aandeel_verzekeraar.",
)
ADVANCE_TOO_HIGH = Message(
    "algemeen.voorschot-boven-aandeel",
    "Het voorschot (€ {advance:.2f}) is hoger dan het aandeel van de zorgverzekeraar (€ {share:.2f}).",
    "The advance (€ {advance:.2f}) is above the insurer's share (€ {share:.2f}).",
    "Spreek een voorschot af van ten hoogste het aandeel.",
    "Agree on an advance of at most the share.",
)
PRICE_AGREEMENT_TOO_LATE = Message(
    "algemeen.prijsafspraak-vanaf-2025",
    "De route 'prijsafspraak' kan alleen als begin en peildatum van het contract uiterlijk op {last:%d-%m-%Y} liggen; "
    "hier is dat {begin:%d-%m-%Y}.",
    "The route 'prijsafspraak' only fits when begin and peildatum of the contract are {last:%d-%m-%Y} or earlier; "
    "here that is {begin:%d-%m-%Y}.",
    "Kies 'prestatie' en vul nza_kenmerk in (IZA, § 4.2.3).",
    "Choose 'prestatie' and fill in nza_kenmerk (IZA, § 4.2.3).",
)
FUNDS_END_FIRST = Message(
    "algemeen.middelen-einde-voor-begin",
    "De transformatiemiddelen eindigen op {end:%d-%m-%Y}, vóór de eerste dag {begin:%d-%m-%Y}.",
    "The funds end on {end:%d-%m-%Y}, before their first day {begin:%d-%m-%Y}.",
    "Controleer begin en einde van de middelen.",
    "Check begin and einde of the funds.",
)
TOO_LONG = Message(
    "algemeen.middelen-langer-dan-vijf-jaar",
    "De transformatiemiddelen lopen tot en met {end:%d-%m-%Y}, langer dan {years} jaar.",
    "The funds run through {end:%d-%m-%Y}, longer than {years} years.",
    "Laat de middelen uiterlijk op {last:%d-%m-%Y} eindigen (IZA, § 4.2.1).",
    "Let the funds end on {last:%d-%m-%Y} at the latest (IZA, § 4.2.1).",
)
BEFORE_PLAN = Message(
    "algemeen.middelen-voor-plan",
    "De transformatiemiddelen beginnen op {begin:%d-%m-%Y}, vóór het begin van het plan ({plan:%d-%m-%Y}).",
    "The funds begin on {begin:%d-%m-%Y}, before the transformation plan ({plan:%d-%m-%Y}).",
    "Laat de middelen beginnen op of na de eerste dag van het plan.",
    "Let the funds begin on or after the first day of the plan.",
)
AFTER_PLAN = Message(
    "algemeen.middelen-na-plan",
    "De transformatiemiddelen lopen tot en met {end:%d-%m-%Y}, na het einde van het plan ({plan:%d-%m-%Y}).",
    "The funds run through {end:%d-%m-%Y}, past the end of the transformation plan ({plan:%d-%m-%Y}).",
    "Laat de middelen uiterlijk op de laatste dag van het plan eindigen.",
    "Let the funds end on the last day of the plan at the latest.",
)
AFTER_THE_FUNDS = Message(
    "algemeen.middelen-na-laatste-dag",
    "De transformatiemiddelen lopen tot en met {end:%d-%m-%Y}; landelijk zijn er middelen tot en met {last:%d-%m-%Y}.",
    "The funds run through {end:%d-%m-%Y}; nationally there are funds through {last:%d-%m-%Y}.",
    "Laat de middelen uiterlijk op {last:%d-%m-%Y} eindigen, of controleer wie daarna betaalt (AZWA, "
    "hoofdstuk 4, 8 a, p. 85).",
    "Let the funds end on {last:%d-%m-%Y} at the latest, or check who pays after that (AZWA, hoofdstuk 4, 8 a, p. 85).",
)
EXHAUSTED = Message(
    "algemeen.middelen-uitgeput",
    "Op peildatum {day:%d-%m-%Y} waren de transformatiemiddelen uitgeput; voor andere plannen is er een wachtrij.",
    "On the measuring day {day:%d-%m-%Y} the funds were exhausted; for other plans there is a queue.",
    "Typ bij toegekend_op een dag tot en met {day:%Y-%m-%d}, of ga na dat het plan uit de wachtrij middelen kreeg.",
    "Type a day through {day:%Y-%m-%d} at toegekend_op, or check that the plan got funds from the queue.",
)
STRICTER = Message(
    "algemeen.terugvordering-zonder-reden",
    "'terugvordering' is strenger dan het Beoordelingskader: toegekende middelen blijven; een reden ontbreekt.",
    "'terugvordering' is stricter than the Beoordelingskader: funds that were granted stay; a reason is missing.",
    "Vul terugvordering_reden in, of kies 'vrijval-macro' (Beoordelingskader, stap 3).",
    "Fill in terugvordering_reden, or choose 'vrijval-macro' (Beoordelingskader, step 3).",
)


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return the faults and warnings about the funds; none when the request has no funds."""
    terms = request.section(TransformationFunds)
    if terms is None:
        return []
    plan = request.section(TransformationPlan)
    return [
        *basis(plan, request, parameters),
        *amounts(terms),
        *route(terms, request, parameters),
        *period(terms, parameters),
        *within_plan(terms, plan),
        *granted(terms, request, parameters),
        *unspent(terms),
    ]


def basis(plan: TransformationPlan | None, request: ContractRequest, parameters: Parameters) -> Iterator[Finding]:
    """Yield a fault for funds without an approved plan (IZA, § 4.2.3, step 2); half an approval is a fault too."""
    if plan is None:
        yield NO_PLAN.finding(FUNDS)
    elif is_open(plan.approved_on) and is_open(plan.approval):
        stopped = parameters.day(ASSESSMENT_STOPPED_ON)
        after = not is_open(request.agreement.begin) and request.reference_day >= stopped
        message = NO_REFERENCE_AFTER_STOP if after else NOT_APPROVED
        yield message.finding(FUNDS, reference=plan.reference, stopped=stopped)


def amounts(terms: TransformationFunds) -> Iterator[Finding]:
    """Yield a fault for a share above the total, and for an advance above the share."""
    if isinstance(terms.share, OpenPoint):
        return
    if not isinstance(terms.granted, OpenPoint) and terms.share > terms.granted:
        yield SHARE_TOO_HIGH.finding(FUNDS, "aandeel_verzekeraar", share=terms.share, granted=terms.granted)
    if terms.advance is not None and not is_open(terms.advance) and terms.advance > terms.share:
        yield ADVANCE_TOO_HIGH.finding(FUNDS, "voorschot", advance=terms.advance, share=terms.share)


def route(terms: TransformationFunds, request: ContractRequest, parameters: Parameters) -> Iterator[Finding]:
    """Yield a fault for price agreements in a contract that begins too late for them (IZA, § 4.2.3)."""
    if is_open(terms.route, request.agreement.begin) or terms.route != "prijsafspraak":
        return
    begin, last = max(request.agreement.begin, request.reference_day), parameters.day(LAST_BEGIN_WITH_PRICE_AGREEMENT)
    if begin <= last:
        return
    yield PRICE_AGREEMENT_TOO_LATE.finding(FUNDS, "route", begin=begin, last=last)


def period(terms: TransformationFunds, parameters: Parameters) -> Iterator[Finding]:
    """Yield a fault for an end before the begin or too long a period, a warning for an end after that of the funds."""
    if isinstance(terms.end, OpenPoint):
        return
    if not isinstance(terms.begin, OpenPoint):
        years = parameters.count(LONGEST_YEARS)
        last = last_day_of_years(terms.begin, years)
        if terms.end < terms.begin:
            yield FUNDS_END_FIRST.finding(FUNDS, "einde", begin=terms.begin, end=terms.end)
        elif terms.end > last:
            yield TOO_LONG.finding(FUNDS, "einde", end=terms.end, last=last, years=years)
    last_of_funds = parameters.day(LAST_DAY_OF_FUNDS)
    if terms.end > last_of_funds:
        yield AFTER_THE_FUNDS.warning(FUNDS, "einde", end=terms.end, last=last_of_funds)


def within_plan(terms: TransformationFunds, plan: TransformationPlan | None) -> Iterator[Finding]:
    """Yield a fault for each end of the period that lies outside the plan."""
    if plan is None:
        return
    if not isinstance(terms.begin, OpenPoint) and not isinstance(plan.begin, OpenPoint) and terms.begin < plan.begin:
        yield BEFORE_PLAN.finding(FUNDS, "begin", begin=terms.begin, plan=plan.begin)
    if not isinstance(terms.end, OpenPoint) and not isinstance(plan.end, OpenPoint) and terms.end > plan.end:
        yield AFTER_PLAN.finding(FUNDS, "einde", end=terms.end, plan=plan.end)


def granted(terms: TransformationFunds, request: ContractRequest, parameters: Parameters) -> Iterator[Finding]:
    """Yield a warning for funds in a contract from the year in which all were granted, unless they were by then."""
    exhausted, begin = parameters.day(FUNDS_EXHAUSTED_ON), request.agreement.begin
    if is_open(begin) or begin.year < exhausted.year:
        return
    if terms.granted_on is None or terms.granted_on > exhausted:
        yield EXHAUSTED.warning(FUNDS, "toegekend_op", day=exhausted)


def unspent(terms: TransformationFunds) -> Iterator[Finding]:
    """Yield a finding, fatal for a final, for the stricter agreement on funds that were earned without a reason."""
    if terms.unspent == "terugvordering" and terms.unspent_reason is None:
        yield STRICTER.before_final(FUNDS, "terugvordering_reden")

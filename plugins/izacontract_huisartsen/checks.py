"""Checks a request for general practice: free tariffs and MTVP against the NZa, and the plan for the duties."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from izacontract import ContractRequest, Finding, Message, OpenPoint, Parameters, first_day_of_quarter, is_open
from izacontract_huisartsen.rules import ASKED, MAXIMUM, SEGMENT_1_FROM
from izacontract_huisartsen.terms import GeneralPractice

ABOVE_MAXIMUM = Message(
    "huisartsen.mtvp-boven-maximum",
    "Het bedrag voor MTVP (€ {bedrag:.2f}) is hoger dan het maximum van de NZa voor {jaar}: € {maximum:.2f} per "
    "ingeschreven verzekerde per kwartaal.",
    "The amount for MTVP (€ {bedrag:.2f}) is above the NZa maximum for {jaar}: € {maximum:.2f} per registered patient "
    "per quarter.",
    "Vul bij tarief_per_kwartaal ten hoogste {hoogste} in; meer betalen mag niet (Wmg, artikel 35).",
    "Fill in at most {hoogste} at tarief_per_kwartaal; paying more is not allowed (Wmg, article 35).",
)

MAXIMUM_UNKNOWN = Message(
    "huisartsen.mtvp-maximum-niet-bekend",
    "Het maximum van de NZa voor MTVP in {jaar} is niet bekend; het bedrag (€ {bedrag:.2f}) is daar niet aan getoetst.",
    "The NZa maximum for MTVP in {jaar} is not known; the amount (€ {bedrag:.2f}) was not held against it.",
    "Zet het maximum uit de tariefbeschikking van de NZa voor {jaar} met zijn bron in een regel van de lijst seizoen "
    "(mtvp_maximum) of in uw huisbibliotheek; meer betalen mag niet (Wmg, artikel 35).",
    "Put the maximum of the NZa's tariff decision for {jaar} with its source in a row of the list seizoen "
    "(mtvp_maximum) or in your house library; paying more is not allowed (Wmg, article 35).",
)

FREE_TARIFF = Message(
    "huisartsen.vrij-tarief",
    "De NZa stelt voor huisartsenzorg maximumtarieven vast; een vrij tarief is daar niet geldig (Wmg, artikel 35).",
    "For general practice the NZa sets maximum tariffs; a free tariff is not valid there (Wmg, article 35).",
    "Typ nza-maximum, met tarieven.percentage_van_maximum. Laat de NZa een prestatie vrij, zoals in segment 3, typ dan "
    "alleen bij die prestatie regime: vrij, en in tarieven.nza_kenmerk de regel of beschikking die dat toestaat.",
    "Type nza-maximum, with tarieven.percentage_van_maximum. If the NZa leaves a performance free, as in segment 3, "
    "type regime: vrij at that performance only, and in tarieven.nza_kenmerk the rule or decision that allows it.",
)


NO_SUBJECT = Message(
    "huisartsen.dienstenplan-onvolledig",
    "Het dienstenplan zegt niets over '{onderwerp}'.",
    "The plan for the duties says nothing on '{onderwerp}'.",
    "Voeg bij dienstenplan.afspraken een regel toe met onderwerp: {onderwerp}, afspraak, uiterlijk en bewijs (IZA, "
    "onderdeel C, § 5, b, p. 51-52).",
    "Add a row to dienstenplan.afspraken with onderwerp: {onderwerp}, afspraak, uiterlijk and bewijs (IZA, "
    "onderdeel C, § 5, b, p. 51-52).",
)
PLAN_LATE = Message(
    "huisartsen.dienstenplan-te-laat",
    "Het dienstenplan werkt vanaf {start:%d-%m-%Y}, meer dan {months} maanden na de goedkeuring ({approved:%d-%m-%Y}).",
    "The plan for the duties works from {start:%d-%m-%Y}, more than {months} months after its approval on "
    "{approved:%d-%m-%Y}.",
    "Vul bij begin uiterlijk {latest} in (IZA, onderdeel C, § 5, b, p. 51).",
    "Fill in {latest} at begin at the latest (IZA, onderdeel C, § 5, b, p. 51).",
)
PLAN_UNUSED = Message(
    "huisartsen.dienstenplan-zonder-huisartsenpost",
    "dienstenplan is ingevuld, maar volgens de aanvraag levert de zorgaanbieder geen huisartsenpost; het plan komt "
    "niet in het contract.",
    "dienstenplan is filled in, but by the request the provider delivers no out-of-hours centre; the contract leaves "
    "the plan out.",
    "Vul huisartsen.acute_functies: [huisartsenpost] in, of laat dienstenplan weg.",
    "Fill in huisartsen.acute_functies: [huisartsenpost], or leave dienstenplan out.",
)
TOO_EARLY = Message(
    "huisartsen.afspraak-van-later",
    "Dit contract neemt de teksten van {day:%d-%m-%Y} en laat '{key}' weg; die afspraak staat in contracten vanaf "
    "{first:%d-%m-%Y}.",
    "This contract takes the texts of {day:%d-%m-%Y} and leaves '{key}' out; that agreement stands in contracts from "
    "{first:%d-%m-%Y}.",
    "Laat {key} weg, of vul bij overeenkomst.begin een dag vanaf {first} in (AZWA, p. 50, 54 en 58-60).",
    "Leave {key} out, or fill in a day from {first} at overeenkomst.begin (AZWA, p. 50, 54 and 58-60).",
)
TAILORED_TITLE = Message(
    "huisartsen.maatwerk-zonder-prijs",
    "Prestatie '{code}' staat niet in de prijslijst, dus het maatwerk heeft geen titel om te worden betaald.",
    "Performance '{code}' is not in the price list, so the tailored agreements have no title to be paid by.",
    "Neem de code over uit tarieven.prestaties, of voeg de prestatie daar toe met haar tarief.",
    "Copy the code from tarieven.prestaties, or add the performance there with its tariff.",
)
TAILORED_LATE = Message(
    "huisartsen.maatwerk-resultaat-te-laat",
    "Het resultaat '{resultaat}' is uiterlijk op {due:%d-%m-%Y} bereikt, na het einde van het maatwerk "
    "({end:%d-%m-%Y}).",
    "The result '{resultaat}' is due on {due:%d-%m-%Y}, after the tailored agreements end on {end:%d-%m-%Y}.",
    "Vul bij uiterlijk ten hoogste {end} in, of verleng maatwerk.einde.",
    "Fill in {end} at uiterlijk at the latest, or extend maatwerk.einde.",
)
TAILORED_PAST_FRAME = Message(
    "huisartsen.maatwerk-na-het-kader",
    "Het maatwerk loopt tot en met {end:%d-%m-%Y}; het AZWA geeft er ruimte voor tot en met {last:%d-%m-%Y}.",
    "The tailored agreements run through {end:%d-%m-%Y}; the AZWA has room for them through {last:%d-%m-%Y}.",
    "Vul bij maatwerk.einde ten hoogste {last} in, of ga na waaruit het daarna wordt betaald (AZWA, D4, p. 59).",
    "Fill in {last} at maatwerk.einde at the latest, or check what pays for it afterwards (AZWA, D4, p. 59).",
)
TAILORED_REGIME = Message(
    "huisartsen.maatwerk-regime",
    "Met prestatie '{code}' worden de bedragen van het maatwerk gedeclareerd, maar haar tarief is dat van zorg.",
    "Performance '{code}' claims the amounts of the tailored agreements, but its tariff is that of care.",
    "Typ bij die prestatie regime: bedrag, tarief: 1.00 en eenheid: per euro van het afgesproken bedrag.",
    "Type regime: bedrag, tarief: 1.00 and eenheid: per euro van het afgesproken bedrag at that performance.",
)
TAILORED_LAST_DAY = "huisartsen.maatwerk-laatste-dag"
SUBJECTS = ("dekking", "verdeling", "tarieven", "beroep-op-de-post")
PLAN_MONTHS = "huisartsen.dienstenplan-uiterlijk-maanden"


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return the faults and warnings about free tariffs, the amount for MTVP and the plan for the duties."""
    return [
        *free_tariff(request),
        *amount_for_patient_time(request, parameters),
        *duty_plan(request, parameters),
        *too_early(request, parameters),
        *tailored(request, parameters),
    ]


def too_early(request: ContractRequest, parameters: Parameters) -> Iterator[Finding]:
    """Give a warning per agreement of the AZWA that the texts of this contract do not have yet."""
    terms, day = request.section(GeneralPractice), request.reference_day
    for row in ASKED:
        first = parameters.day(row.since)
        if terms is not None and getattr(terms, row.name) and day < first:
            yield TOO_EARLY.warning("huisartsen", row.key, key=row.key, day=day, first=first)


def tailored(request: ContractRequest, parameters: Parameters) -> Iterator[Finding]:
    """Give what does not fit the tailored agreements: their title, their last day, and results after it."""
    terms = request.section(GeneralPractice)
    if terms is None or terms.tailored is None:
        return
    made, at = terms.tailored, ("huisartsen", "maatwerk")
    lines = request.value("tarieven.prestaties")
    priced = lines is None or is_open(lines, made.performance) or any(line.code == made.performance for line in lines)
    if not priced:
        yield TAILORED_TITLE.finding(*at, "prestatie", code=made.performance)
    if not isinstance(made.performance, OpenPoint) and _pays_care(made.performance, request):
        yield TAILORED_REGIME.before_final(*at, "prestatie", code=made.performance)
    if isinstance(made.end, OpenPoint):
        return
    if made.end > (last := parameters.day(TAILORED_LAST_DAY)):
        yield TAILORED_PAST_FRAME.warning(*at, "einde", end=made.end, last=last)
    if isinstance(made.results, OpenPoint):
        return
    for place, row in enumerate(made.results):
        if not isinstance(row.due, OpenPoint) and row.due > made.end:
            due_at = (*at, "resultaten", place, "uiterlijk")
            yield TAILORED_LATE.finding(*due_at, resultaat=row.result, due=row.due, end=made.end)


def _pays_care(code: str, request: ContractRequest) -> bool:
    """Return whether performance `code` has another regime than that of an amount: its own, or else the contract's."""
    contract, lines = request.value("tarieven.regime"), request.value("tarieven.prestaties")
    own = [] if lines is None or is_open(lines) else [line.regime for line in lines if line.code == code]
    regimes = [contract if regime is None else regime for regime in own]
    return any(not is_open(regime) and regime != "bedrag" for regime in regimes)


def duty_plan(request: ContractRequest, parameters: Parameters) -> Iterator[Finding]:
    """Give what a plan for the duties lacks, a plan that starts late, and one that the contract leaves out."""
    terms = request.section(GeneralPractice)
    if terms is None or isinstance(terms.duty_plan, OpenPoint) or is_open(terms.acute_functions):
        return
    plan, at = terms.duty_plan, ("huisartsen", "dienstenplan")
    if "huisartsenpost" not in terms.acute_functions:
        if plan.approved_on is not None or not all(
            is_open(value) for value in (plan.reference, plan.start, plan.agreements)
        ):
            yield PLAN_UNUSED.finding(*at)
        return
    if not isinstance(plan.agreements, OpenPoint):
        agreed = [row.subject for row in plan.agreements if not is_open(row, row.subject)]
        for subject in SUBJECTS:
            if subject not in agreed:
                yield NO_SUBJECT.before_final(*at, "afspraken", onderwerp=subject)
    if plan.approved_on is None or isinstance(plan.start, OpenPoint) or is_open(plan.approved_on):
        return
    months = parameters.count(PLAN_MONTHS)
    latest = months_later(plan.approved_on, months)
    if plan.start > latest:
        approved = plan.approved_on
        yield PLAN_LATE.finding(*at, "begin", start=plan.start, approved=approved, months=months, latest=latest)


def months_later(day: date, months: int) -> date:
    """Return the day that many months after `day`, or the last of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def free_tariff(request: ContractRequest) -> Iterator[Finding]:
    """Give a fault for a free tariff of the whole contract, or of a performance without NZa reference (Wmg 35)."""
    contract, lines = request.value("tarieven.regime"), request.value("tarieven.prestaties")
    regimes = [] if lines is None or is_open(lines) else [line.regime for line in lines]
    if not is_open(contract) and contract == "vrij" and (not regimes or None in regimes):
        yield FREE_TARIFF.finding("tarieven", "regime")
    if is_open(request.value("tarieven.nza_kenmerk")):
        for place, regime in enumerate(regimes):
            if regime == "vrij":
                yield FREE_TARIFF.finding("tarieven", "prestaties", place, "regime")


def amount_for_patient_time(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return a fault when the amount for MTVP is above a known maximum in a year of the contract, else what is unknown.

    There is a maximum from the day that MTVP is a performance in segment 1.
    """
    amount = request.value("mtvp.tarief_per_kwartaal")
    if amount is None or is_open(amount):
        return []
    unknown = []
    for day in days_of_payment(request):
        maximum = parameters.amount(MAXIMUM, day)
        if maximum is None and day >= parameters.day(SEGMENT_1_FROM):
            unknown.append(str(day.year))
        if maximum is not None and amount > maximum:
            return [
                ABOVE_MAXIMUM.finding(
                    "mtvp",
                    "tarief_per_kwartaal",
                    bedrag=amount,
                    maximum=maximum,
                    hoogste=maximum,
                    jaar=day.year,
                )
            ]
    at, years = ("mtvp", "tarief_per_kwartaal"), ", ".join(unknown)
    return [MAXIMUM_UNKNOWN.warning(*at, bedrag=amount, jaar=years)] if years else []


def days_of_payment(request: ContractRequest) -> Iterator[date]:
    """Yield the first day in each calendar year of the contract on which MTVP is paid."""
    agreement, start = request.agreement, request.value("mtvp.startkwartaal")
    if is_open(agreement.begin, agreement.end):
        return
    first = agreement.begin if start is None or is_open(start) else max(agreement.begin, first_day_of_quarter(start))
    for year in range(first.year, agreement.end.year + 1):
        if (day := max(first, date(year, 1, 1))) <= agreement.end:
            yield day

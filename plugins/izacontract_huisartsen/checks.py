"""Checks a request for general practice: free tariffs, and the amount for MTVP, against the maxima of the NZa."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from izacontract import ContractRequest, Finding, Message, Parameters, first_day_of_quarter, is_open
from izacontract_huisartsen.rules import MAXIMUM, SEGMENT_1_FROM

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
    "Toets het bedrag zelf aan de tariefbeschikking van de NZa voor {jaar}, of zet dat maximum in uw huisbibliotheek "
    "(parameters/*.yaml); meer betalen mag niet (Wmg, artikel 35).",
    "Hold the amount against the NZa's tariff decision for {jaar}, or put that maximum in your house library "
    "(parameters/*.yaml); paying more is not allowed (Wmg, article 35).",
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


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return the faults and warnings about free tariffs and about the amount for MTVP."""
    if request.sector != "huisartsen":
        return []
    return [*free_tariff(request), *amount_for_patient_time(request, parameters)]


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

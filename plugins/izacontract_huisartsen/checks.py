"""Checks a request for general practice: the amount for MTVP against the maximum of the NZa."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from izacontract import ContractRequest, Finding, Message, Parameters, is_open
from izacontract_huisartsen.rules import MAXIMUM, first_day

ABOVE_MAXIMUM = Message(
    "huisartsen.mtvp-boven-maximum",
    "Het bedrag voor MTVP (€ {bedrag}) is hoger dan het maximum van de NZa voor {jaar}: € {maximum} per "
    "ingeschreven verzekerde per kwartaal.",
    "The amount for MTVP (€ {bedrag}) is above the NZa maximum for {jaar}: € {maximum} per registered patient "
    "per quarter.",
    "Vul bij tarief_per_kwartaal ten hoogste {hoogste} in; meer betalen mag niet (Wmg, artikel 35).",
    "Fill in at most {hoogste} at tarief_per_kwartaal; paying more is not allowed (Wmg, article 35).",
)


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return a fault when the amount for MTVP is above the maximum in a year of the contract for which it is known."""
    amount = request.value("mtvp.tarief_per_kwartaal")
    if request.sector != "huisartsen" or amount is None or is_open(amount):
        return []
    for day in days_of_payment(request):
        maximum = parameters.amount(MAXIMUM, day)
        if maximum is not None and amount > maximum:
            return [
                ABOVE_MAXIMUM.finding(
                    "mtvp",
                    "tarief_per_kwartaal",
                    bedrag=dutch(amount),
                    maximum=dutch(maximum),
                    hoogste=maximum,
                    jaar=day.year,
                )
            ]
    return []


def days_of_payment(request: ContractRequest) -> Iterator[date]:
    """Yield the first day in each calendar year of the contract on which MTVP is paid."""
    agreement, start = request.agreement, request.value("mtvp.startkwartaal")
    if is_open(agreement.begin, agreement.end):
        return
    first = agreement.begin if start is None or is_open(start) else max(agreement.begin, first_day(start))
    for year in range(first.year, agreement.end.year + 1):
        if (day := max(first, date(year, 1, 1))) <= agreement.end:
            yield day


def dutch(amount: object) -> str:
    """Return an amount with a decimal comma."""
    return str(amount).replace(".", ",")

"""Decides on the clauses of a contract for general practice."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from izacontract import ContractRequest, Parameters, Proposal, is_open, leave_out, put_in
from izacontract_huisartsen.terms import GeneralPractice

PATIENT_TIME = "huisartsen.mtvp"
AVAILABILITY = "huisartsen.beschikbaarheid"
ACUTE_CAPACITY = "algemeen.acute-capaciteit"

MAXIMUM = "huisartsen.mtvp-maximum"
SEGMENT_1_FROM = "huisartsen.mtvp-segment-1-vanaf"

ACUTE_FUNCTIONS = {"huisartsenpost": "de huisartsenpost"}
QUARTERS = ("eerste", "tweede", "derde", "vierde")


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return the decisions for a contract of this sector, and nothing for other sectors."""
    if request.sector != "huisartsen":
        return []
    return [patient_time(request, parameters), availability(request), acute_capacity(request)]


def patient_time(request: ContractRequest, parameters: Parameters) -> Proposal:
    """IZA 3.3 and annex E, 3a: from 2023 every contract with a practice holds agreements on MTVP."""
    return put_in(
        PATIENT_TIME,
        because="vanaf 2023 bevat elk contract voor huisartsenzorg afspraken over MTVP",
        values=measure_days(request) | payment(request, parameters),
        looked_at=("mtvp.deelname", "mtvp.startkwartaal", "mtvp.maatregelen"),
    )


def availability(request: ContractRequest) -> Proposal:
    """IZA annex C, 5b and annex K, 5: being available, and a fair share of duties outside office hours."""
    return put_in(
        AVAILABILITY,
        because="de zorgaanbieder levert huisartsenzorg, met inschrijving, bereikbaarheid en diensten",
        values={"huisartsenpost": "huisartsenpost" in acute_functions(request)},
        looked_at=("huisartsen.acute_functies",),
    )


def acute_capacity(request: ContractRequest) -> Proposal:
    """IZA annex C, 6e: contracted acute capacity is not reduced within the term."""
    looked_at = ("huisartsen.acute_functies",)
    functions = [ACUTE_FUNCTIONS[function] for function in acute_functions(request)]
    if not functions:
        return leave_out(ACUTE_CAPACITY, because="de aanvraag noemt geen acute functies", looked_at=looked_at)
    because = "de zorgaanbieder levert acute huisartsenzorg"
    return put_in(ACUTE_CAPACITY, because=because, values={"functies": functions}, looked_at=looked_at)


def acute_functions(request: ContractRequest) -> tuple[str, ...]:
    """Return the acute functions of the request, each once."""
    terms = request.section(GeneralPractice)
    return () if terms is None else tuple(dict.fromkeys(terms.acute_functions))


def measure_days(request: ContractRequest) -> dict[str, object]:
    """Return the first quarter in words and the two days on which measures are due.

    `inrichting` is the last day of the first quarter of participation within the contract, `uitvoering` the
    last day of that calendar year; neither lies past the contract's last day.
    """
    start = request.value("mtvp.startkwartaal")
    if start is None or is_open(start):
        return {"start": start, "inrichting": start, "uitvoering": start}
    first, end = max(first_day(start), request.agreement.begin), request.agreement.end
    return {
        "start": in_words(start),
        "inrichting": min(last_day_of_quarter(first), end),
        "uitvoering": min(date(first.year, 12, 31), end),
    }


def payment(request: ContractRequest, parameters: Parameters) -> dict[str, object]:
    """Return how the amount is funded in the years of the contract, the known maximum and the estimate.

    Until 2025 MTVP was an agreement in segment 3; since then it is a performance in segment 1 with a maximum
    of the NZa. The estimate is the number of insured times the amount.
    """
    agreement, day = request.agreement, request.reference_day
    change = segment_1_from(parameters, day)
    known = parameters.amount(MAXIMUM, day)
    return {
        "segment_3": agreement.begin < change,
        "segment_3_meerjarig": agreement.begin.year < min(agreement.end, change - timedelta(days=1)).year,
        "segment_1": agreement.end >= change,
        "maximum": known if agreement.end >= change else None,
        "maximum_op": day,
        "raming": estimate(request),
    }


def estimate(request: ContractRequest) -> Decimal | None:
    """Return what MTVP costs in a quarter, in euro, or None while the number or the amount is still open."""
    patients, amount = request.value("mtvp.ingeschreven_verzekerden"), request.value("mtvp.tarief_per_kwartaal")
    if patients is None or amount is None or is_open(patients, amount):
        return None
    return Decimal(patients) * Decimal(amount)


def segment_1_from(parameters: Parameters, day: date) -> date:
    """Return the first day on which MTVP is a performance in segment 1; far away while it is not known."""
    found = parameters.on(SEGMENT_1_FROM, day)
    return date.max if found is None else date.fromisoformat(str(found.value))


def first_day(quarter: str) -> date:
    """Return the first day of a quarter such as "2025-Q1"."""
    year, number = quarter.split("-Q")
    return date(int(year), 3 * int(number) - 2, 1)


def last_day_of_quarter(day: date) -> date:
    """Return the last day of the quarter in which `day` falls."""
    month = 3 * ((day.month + 2) // 3)
    return date(day.year, 12, 31) if month == 12 else date(day.year, month + 1, 1) - timedelta(days=1)


def in_words(quarter: str) -> str:
    """Return "eerste kwartaal van 2025" for "2025-Q1"."""
    year, number = quarter.split("-Q")
    return f"{QUARTERS[int(number) - 1]} kwartaal van {year}"

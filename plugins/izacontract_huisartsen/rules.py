"""Decides on the clauses of a contract for general practice."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from izacontract import (
    ContractRequest,
    OpenPoint,
    Parameters,
    Proposal,
    first_day_of_quarter,
    is_open,
    last_day_of_quarter,
    leave_out,
    put_in,
)
from izacontract_huisartsen.terms import GeneralPractice

PATIENT_TIME = "huisartsen.mtvp"
AVAILABILITY = "huisartsen.beschikbaarheid"
DUTY_PLAN = "huisartsen.dienstenplan"
DUTY_ANNEX = "huisartsen.bijlage-dienstenplan"
ACUTE_CAPACITY = "algemeen.acute-capaciteit"
ANNEX = "algemeen.bijlage-mtvp"

MAXIMUM = "huisartsen.mtvp-maximum"
SEGMENT_1_FROM = "huisartsen.mtvp-segment-1-vanaf"

EXPLORATORY_TALK = "huisartsen.verkennend-gesprek"
TAILORED = "huisartsen.maatwerk"
AZWA_FROM = "huisartsen.azwa-vanaf"
PLANNING_FROM = "huisartsen.zorgplanning-vanaf"


class Asked(NamedTuple):
    """A clause of the AZWA that a contract from the day in parameter `since` holds when the request fills `key`.

    `name` is the field of the section.
    """

    clause: str
    key: str
    name: str
    since: str
    what: str


ASKED = (
    Asked(TAILORED, "maatwerk", "tailored", AZWA_FROM, "maatwerk uit het plan van het collectief"),
    Asked("huisartsen.vaste-patienten", "plekken_systeem", "places_system", AZWA_FROM, "plaats voor nieuwe patiënten"),
    Asked("huisartsen.huisvesting", "huisvesting_handreiking", "housing_guide", AZWA_FROM, "huisvesting"),
    Asked("huisartsen.consultatie-ggz", "consultatie_ggz", "consultation", AZWA_FROM, "overleg met de ggz"),
    Asked("huisartsen.zorgplanning", "zorgplanning", "care_planning", PLANNING_FROM, "proactieve zorgplanning"),
)


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return the decisions for a contract of this sector."""
    return [
        patient_time(request, parameters),
        annex(request),
        availability(request),
        *duty_plan(request),
        acute_capacity(request),
        exploratory_talk(),
        *(asked(row, request, parameters) for row in ASKED),
    ]


def exploratory_talk() -> Proposal:
    """IZA, onderdeel F, § 2, p. 71-75: the practice asks for the talk, and remains the one who refers."""
    because = "elk contract voor huisartsenzorg regelt het verkennend gesprek met ggz en sociaal domein"
    return put_in(EXPLORATORY_TALK, because=because)


def asked(row: Asked, request: ContractRequest, parameters: Parameters) -> Proposal:
    """AZWA, C6, C8, D3 and D4, p. 50, 54 and 58-60: agreed where the request asks for it."""
    looked_at = (f"huisartsen.{row.key}",)
    terms = request.section(GeneralPractice)
    if terms is None or not getattr(terms, row.name):
        return leave_out(row.clause, because=f"de aanvraag bevat geen afspraken over {row.what}", looked_at=looked_at)
    first = parameters.day(row.since)
    if request.reference_day < first:
        because = f"deze afspraak staat in contracten met een eerste dag vanaf {first:%d-%m-%Y}"
        return leave_out(row.clause, because=because, looked_at=(*looked_at, "overeenkomst.begin"))
    because = f"de aanvraag bevat afspraken over {row.what}"
    values = {"meer_rechtspersonen": len(request.insurer.entities) > 1} if row.clause == TAILORED else {}
    return put_in(row.clause, because=because, values=values, looked_at=looked_at)


def patient_time(request: ContractRequest, parameters: Parameters) -> Proposal:
    """IZA, onderdeel E, § 3, 2 b, p. 66-67: from 2023 every contract with a practice holds agreements on MTVP."""
    return put_in(
        PATIENT_TIME,
        because="vanaf 2023 bevat elk contract voor huisartsenzorg afspraken over MTVP",
        values=measure_days(request) | payment(request, parameters),
        looked_at=("mtvp.deelname", "mtvp.startkwartaal", "mtvp.maatregelen"),
    )


def annex(request: ContractRequest) -> Proposal:
    """IZA, onderdeel E, § 3, 2 b, p. 66-67: the plan by which a practice takes part; it goes with the clause."""
    looked_at = ("mtvp.deelname", "weggelaten")
    participation = request.value("mtvp.deelname")
    if any(omission.clause == PATIENT_TIME for omission in request.omissions):
        because = "de afspraken over MTVP zijn uit het contract gelaten"
        return leave_out(ANNEX, because=because, looked_at=looked_at)
    if participation is None or is_open(participation):
        because = "nog niet is ingevuld of de zorgaanbieder aan MTVP deelneemt"
        return leave_out(ANNEX, because=because, looked_at=looked_at[:1])
    if not participation:
        return leave_out(ANNEX, because="de zorgaanbieder neemt niet deel aan MTVP", looked_at=looked_at[:1])
    because = "de zorgaanbieder neemt deel aan MTVP"
    return put_in(
        ANNEX,
        because=because,
        values={"ondersteuning": False, "maatregelen": measures(request)},
        looked_at=looked_at[:1],
    )


def measures(request: ContractRequest) -> object:
    """Return a row per chosen measure in the order of the request; the text knows its name and aim."""
    chosen = request.value("mtvp.maatregelen")
    return chosen if is_open(chosen) else tuple({"maatregel": measure, "doel": measure} for measure in chosen)


def availability(request: ContractRequest) -> Proposal:
    """IZA, onderdeel C, § 5, b, p. 51: being available, and a fair share of duties outside office hours."""
    return put_in(
        AVAILABILITY,
        because="de zorgaanbieder levert huisartsenzorg, met inschrijving, bereikbaarheid en diensten",
        values={"huisartsenpost": "huisartsenpost" in acute_functions(request)},
        looked_at=("huisartsen.acute_functies",),
    )


def duty_plan(request: ContractRequest) -> list[Proposal]:
    """IZA, onderdeel C, § 5, b, p. 51-52: the plan for the duties of an out-of-hours centre, and its annex."""
    looked_at = ("huisartsen.acute_functies", "huisartsen.dienstenplan")
    if "huisartsenpost" not in acute_functions(request):
        because = "de zorgaanbieder levert onder dit contract geen huisartsenpost"
        return [leave_out(clause, because=because, looked_at=looked_at[:1]) for clause in (DUTY_PLAN, DUTY_ANNEX)]
    because = "de zorgaanbieder levert een huisartsenpost, met een plan voor de diensten"
    return [put_in(clause, because=because, looked_at=looked_at) for clause in (DUTY_PLAN, DUTY_ANNEX)]


def acute_capacity(request: ContractRequest) -> Proposal:
    """IZA, onderdeel C, § 6, d, p. 54: contracted acute capacity is not reduced within the term."""
    looked_at = ("huisartsen.acute_functies", "huisartsen.acute_capaciteit")
    terms, functions = request.section(GeneralPractice), acute_functions(request)
    if terms is None or not functions:
        return leave_out(ACUTE_CAPACITY, because="de aanvraag noemt geen acute functies", looked_at=looked_at[:1])
    rows: object = terms.acute_capacity
    if not isinstance(terms.acute_capacity, OpenPoint):
        rows = [
            {"functie": row.function, "omvang": row.size, "tijden": row.hours, "locatie": row.location}
            for row in terms.acute_capacity
        ]
    because = "de zorgaanbieder levert acute huisartsenzorg"
    values = {"functies": functions, "capaciteit": rows}
    return put_in(ACUTE_CAPACITY, because=because, values=values, looked_at=looked_at)


def acute_functions(request: ContractRequest) -> tuple[str, ...]:
    """Return the acute functions of the request, each once."""
    terms = request.section(GeneralPractice)
    return () if terms is None else tuple(dict.fromkeys(terms.acute_functions))


def measure_days(request: ContractRequest) -> dict[str, object]:
    """Return the two days on which measures are due.

    `inrichting` is the last day of the first quarter of participation within the contract in which terms run,
    `uitvoering` the last day of that calendar year; neither lies past the contract's last day.
    """
    start = request.value("mtvp.startkwartaal")
    if start is None or is_open(start):
        return {"inrichting": start, "uitvoering": start}
    first, end = max(first_day_of_quarter(start), request.agreement.terms_run_from), request.agreement.end
    return {
        "inrichting": min(last_day_of_quarter(first), end),
        "uitvoering": min(date(first.year, 12, 31), end),
    }


def payment(request: ContractRequest, parameters: Parameters) -> dict[str, object]:
    """Return how the amount is funded in the years of the contract, and the estimate.

    Until 2025 MTVP was an agreement in segment 3; since then it is a performance in segment 1 with a maximum
    of the NZa. The estimate is the number of insured times the amount.
    """
    agreement, day = request.agreement, request.reference_day
    change = parameters.day(SEGMENT_1_FROM)
    return {
        "segment_3": agreement.begin < change,
        "segment_3_meerjarig": agreement.begin.year < min(agreement.end, change - timedelta(days=1)).year,
        "segment_1": agreement.end >= change,
        "al_in_segment_1": day >= change,
        "maximum_op": day,
        "raming": estimate(request),
        **patients(request),
    }


def patients(request: ContractRequest) -> dict[str, object]:
    """Return how the registered patients are divided over several legal entities of the insurer, where that is said."""
    several = len(request.insurer.entities) > 1
    names = {entity.uzovi: entity.name for entity in request.insurer.entities if not is_open(entity.uzovi)}
    rows = (request.value("mtvp.per_rechtspersoon") or ()) if several else ()
    return {
        "meer_rechtspersonen": several,
        "verdeeld": bool(rows),
        "aantallen": [
            {"naam": names.get(row.uzovi, row.uzovi), "verzekerden": row.registered_patients} for row in rows
        ],
    }


def estimate(request: ContractRequest) -> Decimal | None:
    """Return what MTVP costs in a quarter, in euro, or None while the number or the amount is still open."""
    patients, amount = request.value("mtvp.ingeschreven_verzekerden"), request.value("mtvp.tarief_per_kwartaal")
    if patients is None or amount is None or is_open(patients, amount):
        return None
    return Decimal(patients) * Decimal(amount)

"""Decides on the clauses of a contract for multidisciplinary care."""

from __future__ import annotations

from datetime import date, timedelta

from izacontract import ContractRequest, Parameters, Proposal, is_open, leave_out, put_in
from izacontract_mdz.terms import MultidisciplinaryCare

CHAINS = "mdz.ketens"
PARTNERS = "mdz.doorcontractering"
ORGANISATION = "mdz.organisatie"
PATIENT_TIME = "mdz.mtvp-ondersteuning"

QUARTERS = ("eerste", "tweede", "derde", "vierde")


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return the decisions for a contract of this sector, and nothing for other sectors."""
    if request.sector != "mdz":
        return []
    terms = request.section(MultidisciplinaryCare)
    return [chains(), partners(), organisation(request, terms), patient_time(request, terms)]


def chains() -> Proposal:
    """Return the clause on the chains, which every contract of this sector has."""
    return put_in(
        CHAINS, because="elk contract voor multidisciplinaire zorg regelt de ketens", looked_at=("mdz.ketens",)
    )


def partners() -> Proposal:
    """Return the clause on the chain partners, by whom the provider has the care delivered."""
    return put_in(PARTNERS, because="de zorgaanbieder levert ketenzorg met ketenpartners", looked_at=("mdz.ketens",))


def organisation(request: ContractRequest, terms: MultidisciplinaryCare | None) -> Proposal:
    """Return the clause on regional organisation and infrastructure when the provider delivers it."""
    looked_at = ("mdz.organisatie_en_infrastructuur",)
    if terms is None or not terms.organisation_and_infrastructure:
        because = "de zorgaanbieder levert geen regionale organisatie en infrastructuur"
        return leave_out(ORGANISATION, because=because, looked_at=looked_at)
    because = "de zorgaanbieder levert regionale organisatie en infrastructuur"
    values = {"meer_rechtspersonen": len(request.insurer.entities) > 1}
    return put_in(ORGANISATION, because=because, values=values, looked_at=looked_at)


def patient_time(request: ContractRequest, terms: MultidisciplinaryCare | None) -> Proposal:
    """IZA annex E, 3a: a regional organisation of general practitioners supports its practices."""
    looked_at = ("mdz.regionale_huisartsenorganisatie", "mtvp.deelname")
    if terms is None or not terms.regional_organisation:
        because = "de zorgaanbieder is geen regionale huisartsenorganisatie"
        return leave_out(PATIENT_TIME, because=because, looked_at=looked_at)
    if request.value("mtvp") is None:
        because = "de aanvraag bevat geen afspraken over MTVP"
        return leave_out(PATIENT_TIME, because=because, looked_at=looked_at)
    because = "de zorgaanbieder is een regionale huisartsenorganisatie en de aanvraag bevat afspraken over MTVP"
    return put_in(PATIENT_TIME, because=because, values=support_days(request), looked_at=looked_at)


def support_days(request: ContractRequest) -> dict[str, object]:
    """Return the first quarter in words and the two days on which support is due.

    `inrichting` is the last day of the first quarter of support within the contract, `uitvoering` the last day
    of that calendar year; neither lies past the contract's last day.
    """
    start = request.value("mtvp.startkwartaal")
    if start is None or is_open(start):
        return {"start": start, "inrichting": start, "uitvoering": start}
    year, number = start.split("-Q")
    first = max(date(int(year), 3 * int(number) - 2, 1), request.agreement.begin)
    end = request.agreement.end
    return {
        "start": f"{QUARTERS[int(number) - 1]} kwartaal van {year}",
        "inrichting": min(last_day_of_quarter(first), end),
        "uitvoering": min(date(first.year, 12, 31), end),
    }


def last_day_of_quarter(day: date) -> date:
    """Return the last day of the quarter in which `day` falls."""
    month = 3 * ((day.month + 2) // 3)
    return date(day.year, 12, 31) if month == 12 else date(day.year, month + 1, 1) - timedelta(days=1)

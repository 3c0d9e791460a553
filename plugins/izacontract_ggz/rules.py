"""Decides on the clauses of a contract for mental health care."""

from __future__ import annotations

from datetime import date

from izacontract import ContractRequest, OpenPoint, Parameters, Proposal, is_open, leave_out, put_in
from izacontract_ggz.terms import MentalHealthCare

FUNDING = "ggz.bekostiging"
ACCESS = "ggz.toegang"
QUALITY = "ggz.kwaliteit"
COMPLEX_CARE = "ggz.complexe-zorg"
CRUCIAL_OFFER = "ggz.cruciaal-aanbod"
EXPLORATORY_TALK = "ggz.verkennend-gesprek"
DUTIES = "ggz.diensten"
ACUTE_CAPACITY = "algemeen.acute-capaciteit"

OUTCOMES_FROM = "ggz.uitkomstinformatie-vanaf"


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return the decisions for a contract of this sector."""
    terms = request.section(MentalHealthCare)
    if terms is None:
        return []
    return [
        funding(),
        access(),
        duties(terms),
        quality(terms, request, parameters),
        complex_care(terms, request),
        crucial_offer(terms),
        exploratory_talk(terms),
        acute_capacity(terms),
    ]


def funding() -> Proposal:
    """IZA, onderdeel B, § 6, p. 48: the zorgprestatiemodel and typing of the care needed, in every contract."""
    because = "elk contract voor geestelijke gezondheidszorg regelt de bekostiging en de regie"
    return put_in(FUNDING, because=because, looked_at=("ggz.bekostiging",))


def access() -> Proposal:
    """Waiting lists, the order of placing and the report, in every contract.

    IZA, onderdeel F, Mentale gezondheidscentra en regionale wachtlijsten, p. 75-77.
    """
    because = "elk contract voor geestelijke gezondheidszorg regelt wachttijden en toegang"
    return put_in(ACCESS, because=because, looked_at=("ggz.wachttijden",))


def duties(terms: MentalHealthCare) -> Proposal:
    """Duties in the region, and what the roles in it ask.

    IZA, onderdeel H, § 9, p. 90, and onderdeel F, § 2, a, p. 72.
    """
    because = "elk contract voor geestelijke gezondheidszorg regelt diensten en bereikbaarheid in de regio"
    values = {
        "kerninstelling": "kerninstelling" in terms.roles,
        "regievoerder": "regievoerder-acute-ggz" in terms.roles,
    }
    return put_in(DUTIES, because=because, values=values, looked_at=("ggz.dienstenregeling", "ggz.rollen"))


def quality(terms: MentalHealthCare, request: ContractRequest, parameters: Parameters) -> Proposal:
    """IZA, onderdeel A, § 10, b, p. 40: outcome information from 2025, in every contract of the sector."""
    because = "elk contract voor geestelijke gezondheidszorg regelt uitkomstinformatie"
    values = {"vanaf": outcomes_from(request, parameters), "beschikbaar": bool(terms.outcomes)}
    looked_at = ("ggz.uitkomstinformatie", "overeenkomst.begin", "overeenkomst.einde")
    return put_in(QUALITY, because=because, values=values, looked_at=looked_at)


def outcomes_from(request: ContractRequest, parameters: Parameters) -> date | None:
    """Return the first day of the contract on which outcome information is due, None when it ends before that."""
    agreement, agreed = request.agreement, parameters.day(OUTCOMES_FROM)
    if agreement.end < agreed and agreement.renewal == "geen":
        return None
    return max(agreement.terms_run_from, agreed)


def complex_care(terms: MentalHealthCare, request: ContractRequest) -> Proposal:
    """IZA, onderdeel B, § 6, p. 48: enough complex care, with the room that the funding gives."""
    looked_at: tuple[str, ...] = ("ggz.complexe_zorg",)
    if not terms.complex_care:
        because = "de zorgaanbieder verleent volgens de aanvraag geen complexe psychische zorg"
        return leave_out(COMPLEX_CARE, because=because, looked_at=looked_at)
    max_max = request.value("tarieven.max_max")
    values = {"max_max": max_max if is_open(max_max) else bool(max_max)}
    because = "de zorgaanbieder verleent complexe psychische zorg"
    looked_at = (*looked_at, "ggz.complexe_zorg_aanbod", "tarieven.max_max")
    return put_in(COMPLEX_CARE, because=because, values=values, looked_at=looked_at)


def crucial_offer(terms: MentalHealthCare) -> Proposal:
    """Care that must stay available is not reduced without notice and plan.

    IZA, onderdeel D, Cruciale ggz, p. 60-62.
    """
    looked_at = ("ggz.cruciaal_aanbod", "ggz.regiobeeld")
    if not terms.crucial_offer:
        return leave_out(CRUCIAL_OFFER, because="de aanvraag noemt geen cruciaal aanbod", looked_at=looked_at[:1])
    return put_in(CRUCIAL_OFFER, because="de aanvraag noemt cruciaal aanbod", looked_at=looked_at)


def exploratory_talk(terms: MentalHealthCare) -> Proposal:
    """IZA, onderdeel F, § 2, p. 71-75: an exploratory talk before referral of people with problems in more domains."""
    looked_at: tuple[str, ...] = ("ggz.verkennend_gesprek",)
    if not terms.exploratory_talk:
        because = "de zorgaanbieder werkt volgens de aanvraag niet mee aan verkennende gesprekken"
        return leave_out(EXPLORATORY_TALK, because=because, looked_at=looked_at)
    because = "de zorgaanbieder werkt mee aan verkennende gesprekken"
    values = {"kerninstelling": "kerninstelling" in terms.roles}
    looked_at = (*looked_at, "ggz.verkennend_gesprek_weken", "ggz.rollen")
    return put_in(EXPLORATORY_TALK, because=because, values=values, looked_at=looked_at)


def acute_capacity(terms: MentalHealthCare) -> Proposal:
    """IZA, onderdeel C, § 6, d, p. 54: contracted acute capacity is not reduced within the term."""
    looked_at = ("ggz.acute_functies", "ggz.acute_capaciteit")
    functions = tuple(dict.fromkeys(terms.acute_functions))
    if not functions:
        return leave_out(ACUTE_CAPACITY, because="de aanvraag noemt geen acute functies", looked_at=looked_at[:1])
    rows: object = terms.acute_capacity
    if not isinstance(terms.acute_capacity, OpenPoint):
        rows = [
            {"functie": row.function, "omvang": row.size, "tijden": row.hours, "locatie": row.location}
            for row in terms.acute_capacity
        ]
    because = "de zorgaanbieder levert acute geestelijke gezondheidszorg"
    values = {"functies": functions, "capaciteit": rows}
    return put_in(ACUTE_CAPACITY, because=because, values=values, looked_at=looked_at)

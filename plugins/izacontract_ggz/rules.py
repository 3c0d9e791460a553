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
WAITING_LISTS = "ggz.wachttijden"
TREATMENT_PLAN = "ggz.behandelplan"
GROWTH_PATH = "ggz.groeipad"
EXCLUSION = "ggz.exclusiecriteria"
CONSULTATION = "ggz.consultatie"
FOLLOW_UP = "ggz.passend-vervolg"
CRUCIAL_TARIFFS = "ggz.cruciale-tarieven"
ADMINISTRATION = "ggz.administratie"

OUTCOMES_FROM = "ggz.uitkomstinformatie-vanaf"
OF_AZWA = (WAITING_LISTS, TREATMENT_PLAN, GROWTH_PATH, EXCLUSION, CONSULTATION, FOLLOW_UP, ADMINISTRATION)
LISTS_CLEAN_BY = "ggz.wachtlijsten-geschoond"
AZWA_FROM = date(2026, 1, 1)
"""First day of the texts that arrange the AZWA; a contract that begins earlier needs an addendum."""
CRUCIAL_TARIFFS_FROM = date(2027, 1, 1)


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
        *of_azwa(terms, request, parameters),
        crucial_tariffs(terms, request),
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


def of_azwa(terms: MentalHealthCare, request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return the decisions on what the AZWA asks of contracts from 2026 on: A1, C3a and C6, p. 21, 41-43 and 48-51."""
    if request.reference_day < AZWA_FROM:
        because = "het AZWA vraagt dit van contracten die in 2026 of later beginnen"
        return [leave_out(clause, because=because, looked_at=("overeenkomst.begin",)) for clause in OF_AZWA]
    each, clean_by = "elk contract voor ggz vanaf 2026", parameters.day(LISTS_CLEAN_BY)
    lists = {"schonen": clean_by if request.reference_day <= clean_by else None}
    return [
        put_in(WAITING_LISTS, because=f"{each} regelt wachtlijstgegevens en bemiddeling", values=lists),
        put_in(TREATMENT_PLAN, because=f"{each} regelt doelen, vorm en duur van de behandeling"),
        put_in(GROWTH_PATH, because=f"{each} heeft een groeipad", looked_at=("ggz.groeipad",)),
        put_in(EXCLUSION, because=f"{each} beperkt exclusiecriteria"),
        when_given(CONSULTATION, "ggz.consultatie", terms.consultation),
        when_given(FOLLOW_UP, "ggz.passend_vervolg", terms.follow_up),
        when_given(ADMINISTRATION, "ggz.administratieprogramma", terms.administration),
    ]


def when_given(clause: str, key: str, given: object) -> Proposal:
    """Return the decision on a `clause` that stands in a contract when the request fills in `key`."""
    if given is None:
        return leave_out(clause, because=f"de aanvraag noemt geen {key}", looked_at=(key,))
    return put_in(clause, because=f"de aanvraag noemt {key}", looked_at=(key,))


def crucial_tariffs(terms: MentalHealthCare, request: ContractRequest) -> Proposal:
    """AZWA, D7, p. 67: tariffs for crucial care rise once there is room for it, within those of the NZa."""
    looked_at = ("ggz.cruciaal_aanbod", "overeenkomst.begin")
    if not terms.crucial_offer:
        because = "de aanvraag noemt geen cruciaal aanbod"
        return leave_out(CRUCIAL_TARIFFS, because=because, looked_at=looked_at[:1])
    if request.reference_day < CRUCIAL_TARIFFS_FROM:
        because = "het AZWA vraagt dit van contracten die in 2027 of later beginnen"
        return leave_out(CRUCIAL_TARIFFS, because=because, looked_at=looked_at)
    return put_in(CRUCIAL_TARIFFS, because="de aanvraag noemt cruciaal aanbod", looked_at=looked_at)

"""Decides on the clauses of a contract for multidisciplinary care."""

from __future__ import annotations

from datetime import date

from izacontract import (
    ContractRequest,
    Parameters,
    Proposal,
    first_day_of_quarter,
    is_open,
    last_day_of_quarter,
    leave_out,
    put_in,
)
from izacontract_mdz.terms import MultidisciplinaryCare

CHAINS = "mdz.ketens"
PARTNERS = "mdz.doorcontractering"
ORGANISATION = "mdz.organisatie"
PATIENT_TIME = "mdz.mtvp-ondersteuning"
ALLIANCE = "mdz.resv"
COLLECTIVE = "mdz.rho"
ANNEX = "algemeen.bijlage-mtvp"

AZWA_FROM = "mdz.azwa-vanaf"
ALLIANCE_FROM = "mdz.resv-vanaf"


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return the decisions for a contract of this sector."""
    terms = request.section(MultidisciplinaryCare)
    return [
        chains(),
        partners(),
        organisation(request, terms),
        patient_time(request, terms),
        annex(request, terms),
        alliance(request, terms, parameters),
        collective(request, terms, parameters),
    ]


def alliance(request: ContractRequest, terms: MultidisciplinaryCare | None, parameters: Parameters) -> Proposal:
    """AZWA, D2, b, p. 57: from 2027 the regional alliance for primary care is paid structurally."""
    looked_at, first = ("mdz.resv", "overeenkomst.begin"), parameters.day(ALLIANCE_FROM)
    if terms is None or terms.alliance is None:
        because = "de aanvraag noemt geen regionaal eerstelijnssamenwerkingsverband"
        return leave_out(ALLIANCE, because=because, looked_at=looked_at[:1])
    if request.reference_day < first:
        because = f"structurele financiering van dit verband staat in contracten vanaf {first:%d-%m-%Y}"
        return leave_out(ALLIANCE, because=because, looked_at=looked_at)
    because = "de zorgaanbieder draagt een regionaal eerstelijnssamenwerkingsverband"
    values = {"meer_rechtspersonen": len(request.insurer.entities) > 1}
    return put_in(ALLIANCE, because=because, values=values, looked_at=looked_at[:1])


def collective(request: ContractRequest, terms: MultidisciplinaryCare | None, parameters: Parameters) -> Proposal:
    """AZWA, D4, p. 60: the regional organisation works on the plan for access, paid as organisation."""
    looked_at = ("mdz.regionale_huisartsenorganisatie", "mdz.toegangsplan", "overeenkomst.begin")
    first = parameters.day(AZWA_FROM)
    if terms is None or not terms.regional_organisation:
        because = "de zorgaanbieder is geen regionale huisartsenorganisatie"
        return leave_out(COLLECTIVE, because=because, looked_at=looked_at[:1])
    if request.reference_day < first:
        because = f"het plan voor toegankelijke huisartsenzorg staat in contracten vanaf {first:%d-%m-%Y}"
        return leave_out(COLLECTIVE, because=because, looked_at=looked_at)
    because = "de zorgaanbieder is een regionale huisartsenorganisatie"
    return put_in(COLLECTIVE, because=because, looked_at=looked_at[:2])


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
    return put_in(ORGANISATION, because=because, values=values, looked_at=(*looked_at, "mdz.diensten"))


def patient_time(request: ContractRequest, terms: MultidisciplinaryCare | None) -> Proposal:
    """IZA, onderdeel E, § 3, 2 b, p. 66-67: a regional organisation of general practitioners supports its practices."""
    looked_at = ("mdz.regionale_huisartsenorganisatie", "mtvp.deelname")
    if terms is None or not terms.regional_organisation:
        because = "de zorgaanbieder is geen regionale huisartsenorganisatie"
        return leave_out(PATIENT_TIME, because=because, looked_at=looked_at)
    if request.value("mtvp") is None:
        because = "de aanvraag bevat geen afspraken over MTVP"
        return leave_out(PATIENT_TIME, because=because, looked_at=looked_at)
    because = "de zorgaanbieder is een regionale huisartsenorganisatie en de aanvraag bevat afspraken over MTVP"
    values = support_days(request) | {"meer_rechtspersonen": len(request.insurer.entities) > 1}
    return put_in(PATIENT_TIME, because=because, values=values, looked_at=looked_at)


def annex(request: ContractRequest, terms: MultidisciplinaryCare | None) -> Proposal:
    """IZA, onderdeel E, § 3, 2 b, p. 66-67: the plan for the support; it goes with the clause."""
    looked_at = ("mdz.regionale_huisartsenorganisatie", "mtvp.deelname")
    support = patient_time(request, terms)
    if not support.include:
        return leave_out(ANNEX, because=support.because, looked_at=looked_at)
    participation = request.value("mtvp.deelname")
    if participation is None or is_open(participation):
        because = "nog niet is ingevuld of de zorgaanbieder aan MTVP deelneemt"
        return leave_out(ANNEX, because=because, looked_at=looked_at[1:])
    if not participation:
        return leave_out(ANNEX, because="de zorgaanbieder neemt niet deel aan MTVP", looked_at=looked_at[1:])
    because = "de zorgaanbieder neemt deel aan MTVP"
    return put_in(
        ANNEX,
        because=because,
        values={"ondersteuning": True, "maatregelen": measures(request)},
        looked_at=looked_at[1:],
    )


def measures(request: ContractRequest) -> object:
    """Return a row per chosen measure in the order of the request; the text knows its name and aim."""
    chosen = request.value("mtvp.maatregelen")
    return chosen if is_open(chosen) else tuple({"maatregel": measure, "doel": measure} for measure in chosen)


def support_days(request: ContractRequest) -> dict[str, object]:
    """Return the two days on which support is due.

    `inrichting` is the last day of the first quarter of support within the contract in which terms run, `uitvoering`
    the last day of that calendar year; neither lies past the contract's last day.
    """
    start = request.value("mtvp.startkwartaal")
    if start is None or is_open(start):
        return {"inrichting": start, "uitvoering": start}
    first, end = max(first_day_of_quarter(start), request.agreement.terms_run_from), request.agreement.end
    return {
        "inrichting": min(last_day_of_quarter(first), end),
        "uitvoering": min(date(first.year, 12, 31), end),
    }

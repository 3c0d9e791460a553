"""Decides on the clauses of a contract for district nursing."""

from __future__ import annotations

from datetime import date

from izacontract import ContractRequest, OpenPoint, Parameters, Proposal, is_open, leave_out, put_in
from izacontract_wijkverpleging.terms import DistrictNursing

FUNDING = "wijkverpleging.bekostiging"
INDICATION = "wijkverpleging.indicatie"
TEAMS = "wijkverpleging.teams"
ROOM = "wijkverpleging.ruimte"
SYSTEM_FUNCTIONS = "wijkverpleging.systeemfuncties"
ACUTE_CAPACITY = "algemeen.acute-capaciteit"
TERMINAL_CARE = "wijkverpleging.terminale-zorg"
QUALITY = "wijkverpleging.kwaliteit"
JOINT_INDICATION = "wijkverpleging.domeinoverstijgend"
EARLY_DEPLOYMENT = "wijkverpleging.vroeg-inzet"

OF_AZWA = (TERMINAL_CARE, QUALITY, JOINT_INDICATION, EARLY_DEPLOYMENT)
AZWA_FROM = date(2026, 1, 1)
"""First day of the texts that arrange the AZWA; a contract that begins earlier needs an addendum."""
CEILINGS = frozenset({"omzetplafond", "zorgkostenplafond"})


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return the decisions for a contract of this sector."""
    terms = request.section(DistrictNursing)
    night_care = terms is not None and bool(terms.unplanned_night_care)
    temporary_stay = terms is not None and bool(terms.temporary_stay)
    capacity_insight = terms is not None and bool(terms.capacity_insight)
    return [
        funding(request),
        indication(),
        teams(capacity_insight),
        room(),
        system_functions(night_care, temporary_stay),
        acute_capacity(terms if night_care else None),
        *of_azwa(terms, request),
    ]


def funding(request: ContractRequest) -> Proposal:
    """Wmg 35 and 58: a free tariff in district nursing rests on an experiment of the NZa."""
    looked_at = ("tarieven.regime", "tarieven.prestaties")
    if has_free_tariff(request):
        because = "het contract kent een vrij tarief, en dat steunt op een experiment van de NZa"
        return put_in(FUNDING, because=because, looked_at=looked_at)
    if is_open(request.value("tarieven.regime")):
        return leave_out(FUNDING, because="het tariefregime is nog niet gekozen", looked_at=looked_at)
    return leave_out(FUNDING, because="het contract kent geen vrij tarief", looked_at=looked_at)


def has_free_tariff(request: ContractRequest) -> bool:
    """Return whether the contract, or one of its performances, has the regime `vrij`."""
    performances = request.value("tarieven.prestaties")
    given = () if performances is None or is_open(performances) else performances
    regimes = (request.value("tarieven.regime"), *(getattr(performance, "regime", None) for performance in given))
    return any(not is_open(regime) and regime == "vrij" for regime in regimes)


def indication() -> Proposal:
    """Besluit zorgverzekering 2.10: care follows the indication of a nurse."""
    return put_in(INDICATION, because="wijkverpleging volgt altijd op een indicatie")


def teams(capacity_insight: bool) -> Proposal:
    """IZA, onderdeel E, § 3, 3 b, p. 68: teams that people recognise and can reach, with insight in who has room."""
    return put_in(
        TEAMS,
        because="elk contract voor wijkverpleging bevat afspraken over herkenbare en aanspreekbare teams",
        values={"capaciteitsinzicht": capacity_insight},
        looked_at=("wijkverpleging.herkenbaar_team", "wijkverpleging.capaciteitsinzicht"),
    )


def room() -> Proposal:
    """IZA, onderdeel J, § 2, p. 99: the contract gives room, means and conditions, and costs are shown objectively."""
    because = "elk contract voor wijkverpleging geeft ruimte, middelen en voorwaarden voor passende zorg"
    looked_at = ("wijkverpleging.randvoorwaarden", "wijkverpleging.kostenonderbouwing")
    return put_in(ROOM, because=because, looked_at=looked_at)


def system_functions(night_care: bool, temporary_stay: bool) -> Proposal:
    """IZA, onderdeel B, § 5, h, p. 47: regional functions are organised, bought and paid for as such."""
    looked_at = ("wijkverpleging.onplanbare_nachtzorg", "wijkverpleging.coordinatie_tijdelijk_verblijf")
    if not night_care and not temporary_stay:
        because = "de zorgaanbieder levert geen onplanbare nachtzorg of coördinatie van tijdelijk verblijf"
        return leave_out(SYSTEM_FUNCTIONS, because=because, looked_at=looked_at)
    return put_in(
        SYSTEM_FUNCTIONS,
        because="de zorgaanbieder levert een regionale functie",
        values={"nachtzorg": night_care, "coordinatie": temporary_stay},
        looked_at=(*looked_at, "wijkverpleging.systeemfuncties"),
    )


def acute_capacity(terms: DistrictNursing | None) -> Proposal:
    """IZA, onderdeel C, § 6, d and § 7, a, p. 54: unplanned nursing is acute capacity; `terms` is None without it."""
    looked_at = ("wijkverpleging.onplanbare_nachtzorg", "wijkverpleging.systeemfuncties")
    if terms is None:
        because = "de zorgaanbieder levert geen onplanbare nachtzorg"
        return leave_out(ACUTE_CAPACITY, because=because, looked_at=looked_at[:1])
    rows: object = terms.system_functions
    if not isinstance(terms.system_functions, OpenPoint):
        rows = [
            {"functie": row.function, "omvang": row.staff, "tijden": row.hours, "locatie": row.area}
            for row in terms.system_functions
            if row.function == "onplanbare-nachtzorg"
        ]
    because = "de zorgaanbieder levert onplanbare nachtzorg"
    values = {"functies": ("onplanbare-nachtzorg",), "capaciteit": rows}
    return put_in(ACUTE_CAPACITY, because=because, values=values, looked_at=looked_at)


def of_azwa(terms: DistrictNursing | None, request: ContractRequest) -> list[Proposal]:
    """Return the decisions on what the AZWA asks of contracts from 2026 on: B1, C7, D2 and E1, on p. 28-70."""
    if request.reference_day < AZWA_FROM:
        because = "het AZWA vraagt dit van contracten die in 2026 of later beginnen"
        return [leave_out(clause, because=because, looked_at=("overeenkomst.begin",)) for clause in OF_AZWA]
    because = "elk contract voor wijkverpleging vanaf 2026 begrenst de vraag om kwaliteitsinformatie"
    joint, early = (None, None) if terms is None else (terms.joint_indication, terms.early_deployment)
    return [
        terminal_care(request),
        put_in(QUALITY, because=because),
        when_given(JOINT_INDICATION, "wijkverpleging.domeinoverstijgend", joint),
        when_given(EARLY_DEPLOYMENT, "wijkverpleging.vroeg_inzet", early),
    ]


def when_given(clause: str, key: str, given: object) -> Proposal:
    """Return the decision on a `clause` that stands in a contract when the request fills in `key`."""
    if given is None:
        return leave_out(clause, because=f"de aanvraag noemt geen {key}", looked_at=(key,))
    return put_in(clause, because=f"de aanvraag noemt {key}", looked_at=(key,))


def terminal_care(request: ContractRequest) -> Proposal:
    """AZWA, C7, p. 52-53: no ceiling or efficiency agreement stops care at the end of life."""
    kind, elements = request.value("volume.soort"), request.value("overige_prijselementen")
    kinds = [] if elements is None or is_open(elements) else [element.kind for element in elements]
    looked_at = ("volume.soort", "overige_prijselementen", "wijkverpleging.terminale_zorg")
    if is_open(kind):
        because = "de soort van de afspraak over volume is nog open"
    elif kind in CEILINGS:
        because = f"het contract kent een {kind}"
    elif "doelmatigheid" in kinds:
        because = "het contract kent een doelmatigheidsafspraak"
    else:
        because = "het contract kent geen plafond en geen doelmatigheidsafspraak"
        return leave_out(TERMINAL_CARE, because=because, looked_at=looked_at[:2])
    return put_in(
        TERMINAL_CARE,
        because=because,
        values={"plafond": kind if is_open(kind) else kind in CEILINGS},
        looked_at=looked_at,
    )

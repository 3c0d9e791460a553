"""Decides on the clauses of a contract for specialist medical care."""

from __future__ import annotations

from typing import NamedTuple

from izacontract import ContractRequest, OpenPoint, Parameters, Proposal, leave_out, put_in
from izacontract_msz.terms import SpecialistCare, VolumeNorm

INSTITUTION = "msz.instelling"
SPECIALISTS_COMPANY = "msz.msb"
EXPENSIVE_DRUGS = "msz.dure-geneesmiddelen"
HIGHLY_COMPLEX_CARE = "msz.hoogcomplexe-zorg"
VOLUME_NORMS = "msz.volumenormen"
WAITING_TIMES = "msz.wachttijden"
ACUTE_CAPACITY = "algemeen.acute-capaciteit"

SENSIBLE_REGISTRATION = "msz.zire"

AZWA_FROM = "msz.azwa-vanaf"
REGISTRATION_FROM = "msz.zire-vanaf"
NORMS_FROM = "msz.volumenormen-vanaf"
GUIDE = ("msz.volumenormen-richtnorm-laag", "msz.volumenormen-richtnorm-hoog")


class Asked(NamedTuple):
    """A clause of the AZWA that a contract holds when the request fills `key`, field `name` of the section."""

    clause: str
    key: str
    name: str
    what: str


ASKED = (
    Asked("msz.basisinfrastructuur", "basisinfrastructuur", "base_role", "een rol in een ROAZ- en regioplan"),
    Asked("msz.netwerken", "netwerken", "networks", "netwerken voor medisch-specialistische zorg"),
    Asked("msz.dure-technologie", "dure_technologie", "equipment", "dure medische technologie"),
    Asked("msz.kwaliteitsinformatie", "kwaliteitsinformatie", "choice_information", "nieuwe keuze-informatie"),
    Asked(
        "msz.zorgplanning-titel",
        "zorgplanning_betaaltitel",
        "planning_title",
        "een betaaltitel voor proactieve zorgplanning",
    ),
)


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return the decisions for a contract of this sector."""
    terms = request.section(SpecialistCare)
    if terms is None:
        return []
    return [
        institution(),
        waiting_times(),
        specialists_company(terms),
        expensive_drugs(terms, request),
        highly_complex_care(terms),
        volume_norms(terms, request, parameters),
        acute_capacity(terms),
        *(asked(row, terms, request, parameters) for row in ASKED),
        sensible_registration(terms, request, parameters),
    ]


def institution() -> Proposal:
    """Return the clause that says as what kind of institution the provider delivers the care."""
    because = "elk contract voor medisch-specialistische zorg noemt de soort instelling"
    return put_in(INSTITUTION, because=because, looked_at=("msz.soort_instelling",))


def waiting_times() -> Proposal:
    """IZA, onderdeel D, m, p. 59: waiting times are known, and both sides look for a way to shorten them."""
    because = "elk contract voor medisch-specialistische zorg regelt wachttijden en bemiddeling"
    return put_in(WAITING_TIMES, because=because)


def specialists_company(terms: SpecialistCare) -> Proposal:
    """IZA, onderdeel A, § 15, b, p. 41-42: hospital and specialists' company pull the same way, openly."""
    looked_at = ("msz.msb", "msz.msb_overeenkomst")
    if terms.specialists_company is None:
        because = "de aanvraag noemt geen medisch-specialistisch bedrijf"
        return leave_out(SPECIALISTS_COMPANY, because=because, looked_at=looked_at[:1])
    because = "in het ziekenhuis werkt een medisch-specialistisch bedrijf"
    return put_in(SPECIALISTS_COMPANY, because=because, looked_at=looked_at)


def expensive_drugs(terms: SpecialistCare, request: ContractRequest) -> Proposal:
    """Appropriate use; the threshold is information.

    IZA, onderdeel A, § 8, g-h, p. 38-39, and onderdeel K, § 4, 1 b, p. 106.
    """
    looked_at = ("msz.dure_geneesmiddelen",)
    if not terms.expensive_drugs:
        because = "de zorgaanbieder verstrekt volgens de aanvraag geen dure geneesmiddelen"
        return leave_out(EXPENSIVE_DRUGS, because=because, looked_at=looked_at)
    values = {"jaar": request.reference_day.year}
    because = "de zorgaanbieder verstrekt dure geneesmiddelen"
    return put_in(EXPENSIVE_DRUGS, because=because, values=values, looked_at=looked_at)


def highly_complex_care(terms: SpecialistCare) -> Proposal:
    """IZA, onderdeel J, § 4, i, p. 103: listed new treatments are accessible until they are contracted."""
    looked_at = ("msz.hoogcomplexe_zorg",)
    if not terms.highly_complex_care:
        because = "de aanvraag noemt geen nieuwe hoogcomplexe behandelingen"
        return leave_out(HIGHLY_COMPLEX_CARE, because=because, looked_at=looked_at)
    because = "de aanvraag noemt nieuwe hoogcomplexe behandelingen"
    return put_in(HIGHLY_COMPLEX_CARE, because=because, looked_at=looked_at)


def volume_norms(terms: SpecialistCare, request: ContractRequest, parameters: Parameters) -> Proposal:
    """What becomes of interventions below the norm that was set for a location.

    IZA, onderdeel D, a-l, p. 57-58, and Besluitvorming, b, p. 59.
    """
    looked_at = ("msz.volumenormen", "overeenkomst.einde", "overeenkomst.verlenging")
    if not terms.volume_norms:
        return leave_out(VOLUME_NORMS, because="de aanvraag noemt geen volumenormen", looked_at=("msz.volumenormen",))
    because = "de aanvraag noemt ingrepen met een volumenorm"
    below = [norm for norm in terms.volume_norms if is_below(norm) and norm_works(norm, request, parameters)]
    apart = [norm for norm in terms.volume_norms if is_outside_guide(norm, parameters)]
    values = {
        "afwijkend": bool(apart),
        "afwijkingen": [{"interventie": norm.intervention, "norm": norm.norm, "grond": norm.ground} for norm in apart],
        "overgangen": [
            {
                "interventie": norm.intervention,
                "aanpak": norm.approach,
                "instelling": norm.partner,
                "vanaf": norm.approach_from,
            }
            for norm in below
        ],
        "onder_norm": bool(below),
    }
    return put_in(VOLUME_NORMS, because=because, values=values, looked_at=looked_at)


def is_below(norm: VolumeNorm) -> bool:
    """Return whether the present volume is below the norm; not while either is open."""
    if isinstance(norm.norm, OpenPoint) or isinstance(norm.volume, OpenPoint):
        return False
    return norm.volume < norm.norm


def is_outside_guide(norm: VolumeNorm, parameters: Parameters) -> bool:
    """Return whether the norm lies outside the national guide; not while it is open."""
    if isinstance(norm.norm, OpenPoint):
        return False
    low, high = (parameters.count(name) for name in GUIDE)
    return not low <= norm.norm <= high


def norm_works(norm: VolumeNorm, request: ContractRequest, parameters: Parameters) -> bool:
    """Return whether the contract can have a day on which `norm` works; while that day is open, the earliest counts."""
    first = parameters.day(NORMS_FROM) if isinstance(norm.works_from, OpenPoint) else norm.works_from
    return request.agreement.end >= first or request.agreement.renewal != "geen"


def acute_capacity(terms: SpecialistCare) -> Proposal:
    """IZA, onderdeel C, § 6, d, p. 54: contracted acute capacity is not reduced within the term."""
    looked_at = ("msz.acute_functies", "msz.acute_capaciteit")
    functions = tuple(dict.fromkeys(terms.acute_functions))
    if not functions:
        return leave_out(ACUTE_CAPACITY, because="de aanvraag noemt geen acute functies", looked_at=looked_at[:1])
    rows: object = terms.acute_capacity
    if not isinstance(terms.acute_capacity, OpenPoint):
        rows = [
            {"functie": row.function, "omvang": row.size, "tijden": row.hours, "locatie": row.location}
            for row in terms.acute_capacity
        ]
    because = "de zorgaanbieder levert acute medisch-specialistische zorg"
    values = {"functies": functions, "capaciteit": rows}
    return put_in(ACUTE_CAPACITY, because=because, values=values, looked_at=looked_at)


def asked(row: Asked, terms: SpecialistCare, request: ContractRequest, parameters: Parameters) -> Proposal:
    """AZWA, B2, C8, D1 and E1, p. 31, 53-55 and 68-69: agreed from contract year 2026, where the provider has it."""
    looked_at = (f"msz.{row.key}",)
    if not getattr(terms, row.name):
        return leave_out(
            row.clause, because=f"de aanvraag noemt geen {row.what.removeprefix('een ')}", looked_at=looked_at
        )
    first = parameters.day(AZWA_FROM)
    if request.reference_day < first:
        because = f"deze afspraak staat in contracten met een eerste dag vanaf {first:%d-%m-%Y}"
        return leave_out(row.clause, because=because, looked_at=(*looked_at, "overeenkomst.begin"))
    return put_in(row.clause, because=f"de aanvraag noemt {row.what}", looked_at=looked_at)


def sensible_registration(terms: SpecialistCare, request: ContractRequest, parameters: Parameters) -> Proposal:
    """AZWA, A1, 2, p. 21: intensive cares register what is useful, in contracts from the year in which it starts."""
    looked_at = ("msz.acute_functies", "overeenkomst.begin")
    first = parameters.day(REGISTRATION_FROM)
    if "ic" not in terms.acute_functions:
        because = "de zorgaanbieder levert volgens de aanvraag geen intensive care"
        return leave_out(SENSIBLE_REGISTRATION, because=because, looked_at=looked_at[:1])
    if request.reference_day.year < first.year:
        because = f"zinvolle registratie op de intensive care staat in contracten met een eerste dag vanaf {first.year}"
        return leave_out(SENSIBLE_REGISTRATION, because=because, looked_at=looked_at)
    return put_in(SENSIBLE_REGISTRATION, because="de zorgaanbieder levert intensive care", looked_at=looked_at)

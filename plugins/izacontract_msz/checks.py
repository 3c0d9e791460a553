"""Checks a request for specialist medical care: who may name an MSB or acute functions, and the lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from izacontract import ContractRequest, Finding, Message, OpenPoint, Parameters, is_open
from izacontract_msz.rules import ASKED, AZWA_FROM, NORMS_FROM, is_below, is_outside_guide, norm_works
from izacontract_msz.terms import SpecialistCare

COMPANY_OUTSIDE_HOSPITAL = Message(
    "msz.msb-buiten-ziekenhuis",
    "Een medisch-specialistisch bedrijf (MSB) hoort bij een ziekenhuis, niet bij een zelfstandige kliniek.",
    "A medical specialists' company (MSB) belongs to a hospital, not to an independent clinic.",
    "Laat msz.msb weg, of verbeter msz.soort_instelling.",
    "Leave msz.msb out, or correct msz.soort_instelling.",
)
COMPANY_IN_UNIVERSITY_HOSPITAL = Message(
    "msz.msb-in-umc",
    "De aanvraag noemt een medisch-specialistisch bedrijf (MSB) in een umc; daar zijn medisch specialisten gewoonlijk "
    "in loondienst.",
    "The request names a medical specialists' company (MSB) in a university hospital; specialists are usually employed "
    "there.",
    "Controleer msz.msb en msz.soort_instelling bij de zorgaanbieder.",
    "Check msz.msb and msz.soort_instelling with the provider.",
)
ACUTE_IN_CLINIC = Message(
    "msz.acuut-in-kliniek",
    "De aanvraag noemt acute functies bij een zelfstandige kliniek; die levert gewoonlijk alleen planbare zorg.",
    "The request names acute functions at an independent clinic, which usually delivers plannable care only.",
    "Controleer msz.acute_functies en msz.soort_instelling bij de zorgaanbieder.",
    "Check msz.acute_functies and msz.soort_instelling with the provider.",
)
TWICE = Message(
    "msz.dubbel",
    "'{naam}' staat twee keer in de lijst.",
    "'{naam}' stands twice in the list.",
    "Laat één regel per naam staan.",
    "Keep one row per name.",
)
BELOW_NORM = Message(
    "msz.onder-volumenorm",
    "Het volume van '{interventie}' ({volume}) is lager dan de volumenorm ({norm}), en het contract kan een dag hebben "
    "waarop die norm werkt.",
    "The volume of '{interventie}' ({volume}) is below the volume norm ({norm}), and the contract can have a day on "
    "which that norm works.",
    "Vul aanpak (overdracht of samenwerking), aanpak_met en aanpak_vanaf in, en koop elders voldoende in (IZA, "
    "onderdeel D, g en i, p. 58, en Besluitvorming, b, p. 59).",
    "Fill in aanpak (overdracht or samenwerking), aanpak_met and aanpak_vanaf, and buy enough elsewhere (IZA, "
    "onderdeel D, g and i, p. 58, and Besluitvorming, b, p. 59).",
)
INSIDE_GUIDE = Message(
    "msz.volumenorm-binnen-richtnorm",
    "De norm van '{interventie}' ({norm}) ligt binnen de richtinggevende norm; de afwijkingsgrond heeft geen werking.",
    "The norm of '{interventie}' ({norm}) lies within the national guide, so the ground to deviate has no effect.",
    "Laat afwijkingsgrond weg, of verbeter norm volgens het besluit (IZA, onderdeel D, c, p. 57-58).",
    "Leave afwijkingsgrond out, or correct norm by the decision (IZA, onderdeel D, c, p. 57-58).",
)
WORKS_TOO_EARLY = Message(
    "msz.volumenorm-voor-besluit",
    "De norm van '{interventie}' werkt vanaf {works:%d-%m-%Y}, maar is pas vastgesteld op {set_on:%d-%m-%Y}.",
    "The norm of '{interventie}' works from {works:%d-%m-%Y}, but was set only on {set_on:%d-%m-%Y}.",
    "Vul bij vanaf een dag na het besluit in, of verbeter vastgesteld_op.",
    "Fill in a day after the decision at vanaf, or correct vastgesteld_op.",
)
OTHER_DAY = Message(
    "msz.volumenorm-andere-dag",
    "De norm van '{interventie}' werkt in dit contract vanaf {works:%d-%m-%Y}; landelijk is dat {days}.",
    "The norm of '{interventie}' works in this contract from {works:%d-%m-%Y}; nationally that is {days}.",
    "Controleer vanaf in het besluit (IZA, onderdeel D, g en k, p. 58; Kamerbrief van 9 april 2026, p. 2).",
    "Check vanaf in the decision (IZA, onderdeel D, g and k, p. 58; letter to parliament of 9 April 2026, p. 2).",
)
TOO_EARLY = Message(
    "msz.afspraak-van-later",
    "Dit contract neemt de teksten van {day:%d-%m-%Y} en laat '{key}' weg; die afspraak staat in contracten vanaf "
    "{first:%d-%m-%Y}.",
    "This contract takes the texts of {day:%d-%m-%Y} and leaves '{key}' out; that agreement stands in contracts from "
    "{first:%d-%m-%Y}.",
    "Laat {key} weg, of vul bij overeenkomst.begin een dag vanaf {first} in (AZWA, p. 31, 43-46, 53-55 en 69).",
    "Leave {key} out, or fill in a day from {first} at overeenkomst.begin (AZWA, p. 31, 43-46, 53-55 and 69).",
)
WORKING_DAYS = (NORMS_FROM, "msz.volumenormen-later-vanaf", "msz.volumenormen-tweede-tranche")


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return the faults and warnings about the section `msz`."""
    terms = request.section(SpecialistCare)
    if terms is None:
        return []
    return [
        *institution(terms),
        *doubles(terms),
        *below_norm(terms, request, parameters),
        *norms(terms, parameters),
        *too_early(terms, request, parameters),
    ]


def too_early(terms: SpecialistCare, request: ContractRequest, parameters: Parameters) -> Iterator[Finding]:
    """Give a warning per agreement of the AZWA that the texts of this contract do not have yet."""
    first, day = parameters.day(AZWA_FROM), request.reference_day
    named = {row.key: getattr(terms, row.name) for row in ASKED} | {"wachtgegevens": terms.waiting_data}
    for key, value in named.items():
        if value and day < first:
            yield TOO_EARLY.warning("msz", key, key=key, day=day, first=first)


def institution(terms: SpecialistCare) -> Iterator[Finding]:
    """Give what does not fit the institution: an MSB exists in a hospital only (IZA, onderdeel A, § 15, b, p. 41)."""
    if is_open(terms.institution):
        return
    if terms.specialists_company is not None and terms.institution == "zelfstandige-kliniek":
        yield COMPANY_OUTSIDE_HOSPITAL.finding("msz", "msb")
    if terms.specialists_company is not None and terms.institution == "umc":
        yield COMPANY_IN_UNIVERSITY_HOSPITAL.warning("msz", "msb")
    if not is_open(terms.acute_functions) and terms.acute_functions and terms.institution == "zelfstandige-kliniek":
        yield ACUTE_IN_CLINIC.warning("msz", "acute_functies")


def doubles(terms: SpecialistCare) -> Iterator[Finding]:
    """Give each name that stands twice in a list: the contract would hold two answers."""
    if not is_open(terms.volume_norms):
        yield from repeated("volumenormen", "interventie", [norm.intervention for norm in terms.volume_norms])
    if not is_open(terms.highly_complex_care):
        yield from repeated("hoogcomplexe_zorg", "naam", [care.name for care in terms.highly_complex_care])
    yield from repeated("netwerken", "netwerk", [network.name for network in terms.networks])
    yield from repeated("dure_technologie", "technologie", [row.technology for row in terms.equipment])
    yield from repeated("kwaliteitsinformatie", "aandoening", [row.condition for row in terms.choice_information])


def repeated(key: str, column: str, names: Sequence[str]) -> Iterator[Finding]:
    """Give a fault for each name that stands earlier in the list too, whatever its capitals."""
    seen: set[str] = set()
    for index, name in enumerate(names):
        if is_open(name):
            continue
        if name.casefold() in seen:
            yield TWICE.finding("msz", key, index, column, naam=name)
        seen.add(name.casefold())


def below_norm(terms: SpecialistCare, request: ContractRequest, parameters: Parameters) -> Iterator[Finding]:
    """Give a warning per intervention below its norm, without an approach, when the contract reaches the norms."""
    if is_open(terms.volume_norms, request.agreement.end, request.agreement.renewal):
        return
    for index, row in enumerate(terms.volume_norms):
        if is_open(row, row.intervention) or not is_open(row.approach):
            continue
        if is_below(row) and norm_works(row, request, parameters):
            facts = {"interventie": row.intervention, "volume": row.volume, "norm": row.norm}
            yield BELOW_NORM.warning("msz", "volumenormen", index, "volume", **facts)


def norms(terms: SpecialistCare, parameters: Parameters) -> Iterator[Finding]:
    """Give what does not fit the decision of a norm: a ground without deviation, and the day from which it works."""
    if is_open(terms.volume_norms):
        return
    for index, row in enumerate(terms.volume_norms):
        if is_open(row, row.intervention):
            continue
        at, name = ("msz", "volumenormen", index), row.intervention
        if not is_open(row.norm, row.ground) and not is_outside_guide(row, parameters):
            yield INSIDE_GUIDE.warning(*at, "afwijkingsgrond", interventie=name, norm=row.norm)
        if isinstance(row.works_from, OpenPoint):
            continue
        if not isinstance(row.set_on, OpenPoint) and row.works_from < row.set_on:
            yield WORKS_TOO_EARLY.finding(*at, "vanaf", interventie=name, works=row.works_from, set_on=row.set_on)
        national = [parameters.day(day) for day in WORKING_DAYS]
        if row.works_from not in national:
            days = ", ".join(f"{day:%d-%m-%Y}" for day in national)
            yield OTHER_DAY.warning(*at, "vanaf", interventie=name, works=row.works_from, days=days)

"""Checks a request for multidisciplinary care: the chains, who may support MTVP, and the titles of payments."""

from __future__ import annotations

from collections.abc import Iterator

from izacontract import ContractRequest, Finding, Message, OpenPoint, Parameters, is_open
from izacontract_mdz.rules import ALLIANCE_FROM, AZWA_FROM
from izacontract_mdz.terms import MultidisciplinaryCare

NO_CHAIN = Message(
    "mdz.geen-keten",
    "Er is geen keten genoemd.",
    "No chain is named.",
    "Noem bij ketens ten minste één keten, zoals diabetes, of laat de sleutel weg als die nog niet bekend is.",
    "Name at least one chain at ketens, such as diabetes, or leave the key out while it is not known.",
)
CHAIN_TWICE = Message(
    "mdz.keten-dubbel",
    "De keten '{keten}' staat er meer dan één keer.",
    "The chain '{keten}' stands here more than once.",
    "Laat elke keten één keer staan.",
    "Keep each chain once.",
)
NO_REGIONAL_ORGANISATION = Message(
    "mdz.mtvp-zonder-regionale-organisatie",
    "Afspraken over MTVP horen bij multidisciplinaire zorg alleen als de zorgaanbieder een regionale "
    "huisartsenorganisatie is (IZA, onderdeel E, § 3, 2 b, p. 66-67).",
    "Agreements on MTVP belong in multidisciplinary care only when the provider is a regional organisation of "
    "general practitioners (IZA, onderdeel E, § 3, 2 b, p. 66-67).",
    "Vul bij mdz.regionale_huisartsenorganisatie ja in als dat zo is, of laat het onderdeel mtvp weg.",
    "Fill in ja at mdz.regionale_huisartsenorganisatie if that is the case, or leave the section mtvp out.",
)

NO_ORGANISATION = Message(
    "mdz.diensten-zonder-organisatie",
    "diensten is ingevuld, maar volgens de aanvraag levert de zorgaanbieder geen organisatie en infrastructuur; de "
    "diensten komen niet in het contract.",
    "diensten is filled in, but by the request the provider delivers no organisation and infrastructure; the contract "
    "leaves the services out.",
    "Vul mdz.organisatie_en_infrastructuur: ja in, of laat diensten weg.",
    "Fill in mdz.organisatie_en_infrastructuur: ja, or leave diensten out.",
)
NO_SUCH_PERFORMANCE = Message(
    "mdz.prestatie-niet-in-prijslijst",
    "Prestatie '{code}' staat niet in de prijslijst, dus '{key}' noemt geen titel en geen tarief.",
    "Performance '{code}' is not in the price list, so '{key}' names no title and no tariff.",
    "Neem de code over uit tarieven.prestaties, of voeg de prestatie daar toe met haar tarief.",
    "Copy the code from tarieven.prestaties, or add the performance there with its tariff.",
)
UNDER_LUMP_SUM = Message(
    "mdz.prestatie-onder-lumpsum",
    "Prestatie '{code}' bij '{key}' heeft een eigen afrekening en valt ook onder de lumpsum.",
    "Performance '{code}' at '{key}' has an account of its own and is under the lump sum too.",
    "Haal '{code}' uit lumpsum.prestaties.",
    "Take '{code}' out of lumpsum.prestaties.",
)
TOO_EARLY = Message(
    "mdz.afspraak-van-later",
    "Dit contract neemt de teksten van {day:%d-%m-%Y} en laat '{key}' weg; die afspraak staat in contracten vanaf "
    "{first:%d-%m-%Y}.",
    "This contract takes the texts of {day:%d-%m-%Y} and leaves '{key}' out; that agreement stands in contracts from "
    "{first:%d-%m-%Y}.",
    "Laat {key} weg, of vul bij overeenkomst.begin een dag vanaf {first} in (AZWA, D2, p. 57, en D4, p. 60).",
    "Leave {key} out, or fill in a day from {first} at overeenkomst.begin (AZWA, D2, p. 57, and D4, p. 60).",
)
PLAN_WITHOUT_ORGANISATION = Message(
    "mdz.toegangsplan-zonder-regionale-organisatie",
    "toegangsplan is ingevuld, maar volgens de aanvraag is de zorgaanbieder geen regionale huisartsenorganisatie; het "
    "plan komt niet in het contract.",
    "toegangsplan is filled in, but by the request the provider is no regional organisation of general practitioners; "
    "the contract leaves the plan out.",
    "Vul mdz.regionale_huisartsenorganisatie: ja in, of laat toegangsplan weg.",
    "Fill in mdz.regionale_huisartsenorganisatie: ja, or leave toegangsplan out.",
)
PAID_BY = (
    ("prestatie_mtvp", "mdz.prestatie_mtvp"),
    ("prestatie_organisatie", "mdz.prestatie_organisatie"),
    ("prestatie", "mdz.resv.prestatie"),
)


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return the faults in the agreements of this sector."""
    terms = request.section(MultidisciplinaryCare)
    if terms is None:
        return []
    return [
        *chains(terms),
        *services(terms),
        *patient_time(request, terms),
        *titles(request),
        *access_plan(terms),
        *too_early(request, terms, parameters),
    ]


def access_plan(terms: MultidisciplinaryCare) -> Iterator[Finding]:
    """Yield a fault for a plan for access that the contract would leave out."""
    if terms.access_plan and not terms.regional_organisation:
        yield PLAN_WITHOUT_ORGANISATION.finding("mdz", "toegangsplan")


def too_early(request: ContractRequest, terms: MultidisciplinaryCare, parameters: Parameters) -> Iterator[Finding]:
    """Yield a warning per agreement of the AZWA that the texts of this contract do not have yet."""
    day = request.reference_day
    for key, value, name in (
        ("resv", terms.alliance, ALLIANCE_FROM),
        ("toegangsplan", terms.access_plan, AZWA_FROM),
    ):
        if value and day < (first := parameters.day(name)):
            yield TOO_EARLY.warning("mdz", key, key=key, day=day, first=first)


def chains(terms: MultidisciplinaryCare) -> Iterator[Finding]:
    """Yield a fault when no chain is named, and one for each that repeats an earlier one."""
    named = terms.chains
    if isinstance(named, OpenPoint):
        return
    if not named:
        yield NO_CHAIN.finding("mdz", "ketens")
    for place, chain in enumerate(named):
        if chain in named[:place]:
            yield CHAIN_TWICE.finding("mdz", "ketens", place, keten=chain)


def services(terms: MultidisciplinaryCare) -> Iterator[Finding]:
    """Yield a fault for services that the contract would leave out."""
    if is_open(terms.services, terms.organisation_and_infrastructure):
        return
    if terms.services and not terms.organisation_and_infrastructure:
        yield NO_ORGANISATION.finding("mdz", "diensten")


def patient_time(request: ContractRequest, terms: MultidisciplinaryCare) -> Iterator[Finding]:
    """Yield a fault when the request holds MTVP without a regional organisation."""
    if is_open(terms.regional_organisation):
        return
    if request.value("mtvp") is not None and not terms.regional_organisation:
        yield NO_REGIONAL_ORGANISATION.finding("mtvp")


def titles(request: ContractRequest) -> Iterator[Finding]:
    """Yield a fault for a payment by a performance that is not in the price list, or that a lump sum pays too."""
    lines, covered = request.value("tarieven.prestaties"), request.value("lumpsum.prestaties")
    for key, path in PAID_BY:
        code = request.value(path)
        if code is None or is_open(code):
            continue
        at = path.split(".")
        if lines is not None and not is_open(lines) and all(line.code != code for line in lines):
            yield NO_SUCH_PERFORMANCE.finding(*at, code=code, key=key)
        if covered is not None and not is_open(covered) and code in covered:
            yield UNDER_LUMP_SUM.finding(*at, code=code, key=key)

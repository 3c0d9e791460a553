"""Checks a request for mental health care: outcome information, the list of crucial offer, and free tariffs."""

from __future__ import annotations

from collections.abc import Iterator

from izacontract import ContractRequest, Finding, Message, Parameters, is_open
from izacontract_ggz.rules import outcomes_from
from izacontract_ggz.terms import MentalHealthCare

OUTCOMES_MISSING = Message(
    "ggz.geen-uitkomstinformatie",
    "De zorgaanbieder beschikt niet over uitkomstinformatie, terwijl die vanaf {day:%d-%m-%Y} in dit contract hoort.",
    "The provider has no outcome information, while it is due in this contract from {day:%d-%m-%Y} on.",
    "De tekst vraagt nu een stappenplan; spreek af wanneer de informatie er is (IZA, bijlage A, 9).",
    "The text now asks for a plan in steps; agree on the day the information is there (IZA, annex A, 9).",
)
TWICE = Message(
    "ggz.dubbel",
    "'{naam}' staat twee keer in de lijst.",
    "'{naam}' stands twice in the list.",
    "Laat één regel per aanbod staan.",
    "Keep one row per offer.",
)
NO_COMPLEX_CARE = Message(
    "ggz.aanbod-zonder-complexe-zorg",
    "complexe_zorg_aanbod is ingevuld, maar volgens de aanvraag verleent de zorgaanbieder geen complexe zorg; het "
    "aanbod komt niet in het contract.",
    "complexe_zorg_aanbod is filled in, but by the request the provider gives no complex care; the contract leaves it "
    "out.",
    "Vul ggz.complexe_zorg: ja in, of laat complexe_zorg_aanbod weg.",
    "Fill in ggz.complexe_zorg: ja, or leave complexe_zorg_aanbod out.",
)

FREE_TARIFF = Message(
    "ggz.vrij-tarief",
    "De NZa stelt voor geestelijke gezondheidszorg maximumtarieven vast; een vrij tarief is daar niet geldig (Wmg, "
    "artikel 35).",
    "For mental health care the NZa sets maximum tariffs; a free tariff is not valid there (Wmg, article 35).",
    "Typ nza-maximum, met tarieven.percentage_van_maximum. Laat de NZa één prestatie vrij, typ dan alleen bij die "
    "prestatie regime: vrij, en in tarieven.nza_kenmerk de regel of beschikking die dat toestaat.",
    "Type nza-maximum, with tarieven.percentage_van_maximum. If the NZa leaves one performance free, type regime: vrij "
    "at that performance only, and in tarieven.nza_kenmerk the rule or decision that allows it.",
)


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return the faults and warnings about the section `ggz` and about free tariffs."""
    terms = request.section(MentalHealthCare)
    if request.sector != "ggz" or terms is None:
        return []
    return [*no_outcomes(terms, request, parameters), *doubles(terms), *complex_care(terms), *free_tariff(request)]


def no_outcomes(terms: MentalHealthCare, request: ContractRequest, parameters: Parameters) -> Iterator[Finding]:
    """Give a warning when the request says that outcome information is not there though it is due."""
    agreement = request.agreement
    if terms.outcomes is None or is_open(terms.outcomes, agreement.begin, agreement.end, agreement.renewal):
        return
    day = outcomes_from(request, parameters)
    if not terms.outcomes and day is not None:
        yield OUTCOMES_MISSING.warning("ggz", "uitkomstinformatie", day=day)


def doubles(terms: MentalHealthCare) -> Iterator[Finding]:
    """Give a fault for each crucial offer that stands earlier in the list too, whatever its capitals."""
    if is_open(terms.crucial_offer):
        return
    seen: set[str] = set()
    for index, offer in enumerate(terms.crucial_offer):
        if is_open(offer, offer.name):
            continue
        if offer.name.casefold() in seen:
            yield TWICE.finding("ggz", "cruciaal_aanbod", index, "naam", naam=offer.name)
        seen.add(offer.name.casefold())


def complex_care(terms: MentalHealthCare) -> Iterator[Finding]:
    """Give a fault for groups of complex care that the contract would leave out."""
    if is_open(terms.complex_care, terms.complex_groups):
        return
    if terms.complex_groups and not terms.complex_care:
        yield NO_COMPLEX_CARE.finding("ggz", "complexe_zorg_aanbod")


def free_tariff(request: ContractRequest) -> Iterator[Finding]:
    """Give a fault for a free tariff of the whole contract, or of a performance without NZa reference (Wmg 35)."""
    contract, lines = request.value("tarieven.regime"), request.value("tarieven.prestaties")
    regimes = [] if lines is None or is_open(lines) else [line.regime for line in lines]
    if not is_open(contract) and contract == "vrij" and (not regimes or None in regimes):
        yield FREE_TARIFF.finding("tarieven", "regime")
    if is_open(request.value("tarieven.nza_kenmerk")):
        for place, regime in enumerate(regimes):
            if regime == "vrij":
                yield FREE_TARIFF.finding("tarieven", "prestaties", place, "regime")

"""Checks a request for mental health care: outcome information from 2025, and the list of crucial offer."""

from __future__ import annotations

from collections.abc import Iterator

from izacontract import ContractRequest, Finding, Message, Parameters, is_open
from izacontract_ggz.rules import outcomes_from
from izacontract_ggz.terms import MentalHealthCare

OUTCOMES_MISSING = Message(
    "ggz.geen-uitkomstinformatie",
    "De zorgaanbieder beschikt niet over uitkomstinformatie, terwijl het contract een dag vanaf 1 januari 2025 heeft.",
    "The provider has no outcome information, while the contract has a day from 1 January 2025 on.",
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


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return the faults and warnings about the section `ggz`."""
    terms = request.section(MentalHealthCare)
    if request.sector != "ggz" or terms is None:
        return []
    return [*no_outcomes(terms, request), *doubles(terms)]


def no_outcomes(terms: MentalHealthCare, request: ContractRequest) -> Iterator[Finding]:
    """Give a warning when the request says that outcome information is not there though it is due."""
    agreement = request.agreement
    if terms.outcomes is None or is_open(terms.outcomes, agreement.begin, agreement.end, agreement.renewal):
        return
    if not terms.outcomes and outcomes_from(request) is not None:
        yield OUTCOMES_MISSING.warning("ggz", "uitkomstinformatie")


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

"""Checks what the request says on hybrid care and prevention."""

from __future__ import annotations

from izacontract import ContractRequest, Finding, Message, Parameters, is_open
from izacontract_algemeen.rules.care import HYBRID_FROM, reaches_hybrid_care
from izacontract_algemeen.terms.care import HybridCare, Prevention

NO_PROCESS = Message(
    "algemeen.hybride-zorg-leeg",
    "De lijst met hybride zorgprocessen is leeg.",
    "The list of hybrid care processes is empty.",
    "Noem ten minste één zorgproces, of laat de sleutel weg zodat het een open punt wordt.",
    "Name at least one care process, or leave the key out so that it becomes an open point.",
)
NO_PREVENTION = Message(
    "algemeen.preventie-leeg",
    "Het onderdeel preventie noemt geen afspraak; het contract krijgt er geen clausule over.",
    "The section preventie names no agreement; the contract gets no clause on it.",
    "Vul preventie.afspraken in of laat het onderdeel weg.",
    "Fill in preventie.afspraken or leave the section out.",
)
HYBRID_LEFT_OUT = Message(
    "algemeen.hybride-zorg-weggelaten",
    "De clausule over hybride zorg is weggelaten, terwijl het contract een dag in {year} of later kan hebben.",
    "The clause on hybrid care is left out, while the contract can have a day in {year} or later.",
    "Het IZA (onderdeel I, § 2.3, A c, p. 96) vraagt deze afspraken uiterlijk in {year} in elk contract; de "
    "reden komt in het memo.",
    "The IZA (onderdeel I, § 2.3, A c, p. 96) asks for these in every contract by {year}; the reason goes into the "
    "memo.",
)


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return a fault for an empty list of care processes, and warnings on prevention and an omission."""
    findings = []
    hybrid, prevention = request.section(HybridCare), request.section(Prevention)
    if hybrid is not None and not is_open(hybrid.processes) and not hybrid.processes:
        findings.append(NO_PROCESS.finding("hybride_zorg", "zorgprocessen"))
    if prevention is not None and not is_open(prevention.agreements) and not prevention.agreements:
        findings.append(NO_PREVENTION.warning("preventie", "afspraken"))
    return findings + omission(request, parameters)


def omission(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return a warning when the clause on hybrid care is left out of a contract that the IZA wants it in."""
    if is_open(request.agreement.end, request.agreement.renewal, request.omissions):
        return []
    if not reaches_hybrid_care(request, parameters):
        return []
    first = parameters.day(HYBRID_FROM).year
    return [
        HYBRID_LEFT_OUT.warning("weggelaten", place, "clausule", year=first)
        for place, omitted in enumerate(request.omissions)
        if not is_open(omitted, omitted.clause) and omitted.clause == "algemeen.hybride-zorg"
    ]

"""Checks the agreement itself: its term, the day of signing and the insurer's legal entities."""

from __future__ import annotations

from collections.abc import Iterator

from izacontract import ContractRequest, Finding, Message, Parameters, is_open, last_day_of_years
from izacontract_algemeen.rules.accords import AZWA_SIGNED
from izacontract_algemeen.rules.contract import FIRST_DAY_OF_IZA, last_day_of_iza

LONGEST_TERM = 10
"""Years; a limit of our own, so that a mistyped year does not make a contract of a century."""
CODES = (("kvk", "KvK-nummer"), ("uzovi", "UZOVI-code"))

END_BEFORE_BEGIN = Message(
    "algemeen.einde-voor-begin",
    "Het contract eindigt op {end:%d-%m-%Y}, vóór de eerste dag {begin:%d-%m-%Y}.",
    "The contract ends on {end:%d-%m-%Y}, before its first day {begin:%d-%m-%Y}.",
    "Maak overeenkomst.einde gelijk aan of later dan overeenkomst.begin.",
    "Make overeenkomst.einde equal to or later than overeenkomst.begin.",
)
BEGIN_TOO_EARLY = Message(
    "algemeen.begin-voor-2023",
    "Het contract begint op {begin:%d-%m-%Y}; het IZA loopt vanaf {first:%d-%m-%Y}.",
    "The contract begins on {begin:%d-%m-%Y}; the IZA runs from {first:%d-%m-%Y}.",
    "Laat het contract op of na die dag beginnen; eerdere contracten maakt dit programma niet.",
    "Let the contract begin on or after that day; this program makes no earlier contracts.",
)
TERM_TOO_LONG = Message(
    "algemeen.looptijd-te-lang",
    "Het contract loopt tot en met {end:%d-%m-%Y}, langer dan {years} jaar.",
    "The contract runs through {end:%d-%m-%Y}, longer than {years} years.",
    "Laat het contract uiterlijk op {last:%d-%m-%Y} eindigen.",
    "Let the contract end on {last:%d-%m-%Y} at the latest.",
)
SIGNED_LATE = Message(
    "algemeen.ondertekend-na-begin",
    "Het contract wordt op {signed:%d-%m-%Y} ondertekend, na de eerste dag {begin:%d-%m-%Y}.",
    "The contract is signed on {signed:%d-%m-%Y}, after its first day {begin:%d-%m-%Y}.",
    "Het contract werkt terug tot de eerste dag. Controleer of beide partijen dat bedoelen.",
    "The contract works back to its first day. Check that both parties mean this.",
)
PAST_IZA = Message(
    "algemeen.looptijd-na-iza",
    "Het contract loopt tot en met {end:%d-%m-%Y}. Op de dag van de teksten ({day:%d-%m-%Y}) geldt het IZA tot en met "
    "{last:%d-%m-%Y}; het AZWA heeft het daarna verlengd tot en met {extended:%d-%m-%Y}.",
    "The contract runs through {end:%d-%m-%Y}. On the day of its texts ({day:%d-%m-%Y}) the IZA runs through "
    "{last:%d-%m-%Y}; the AZWA has extended it through {extended:%d-%m-%Y} since.",
    "De afspraken berusten op het contract zelf en gelden door. Regel per addendum wat het AZWA vraagt; wat dat "
    "is, zegt: "
    "izacontract coverage AANVRAAG --accord azwa",
    "The agreements rest on the contract itself and go on. Arrange by addendum what the AZWA asks; what that is says: "
    "izacontract coverage REQUEST --accord azwa",
)
PAST_ACCORDS = Message(
    "algemeen.looptijd-na-azwa",
    "Het contract loopt tot en met {end:%d-%m-%Y}; het IZA en het AZWA gelden tot en met {last:%d-%m-%Y}.",
    "The contract runs through {end:%d-%m-%Y}; the IZA and the AZWA run through {last:%d-%m-%Y}.",
    "De afspraken berusten op het contract zelf en gelden door. Vraag na wat deze akkoorden opvolgt, en "
    "controleer of u ook "
    "na die dag hetzelfde wilt; anders typt u bij overeenkomst.einde {last:%Y-%m-%d}.",
    "The agreements rest on the contract itself and go on. Ask what succeeds these accords, and check that you "
    "want the "
    "same after that day; otherwise type {last:%Y-%m-%d} at overeenkomst.einde.",
)
RENEWED_PAST_ACCORDS = Message(
    "algemeen.verlenging-na-iza",
    "Het contract kan door verlenging doorlopen na {last:%d-%m-%Y}, de laatste dag van het IZA en het AZWA.",
    "The contract can go on by renewal after {last:%d-%m-%Y}, the last day of the IZA and the AZWA.",
    "De afspraken berusten op het contract zelf en gelden door. Vraag na wat deze akkoorden opvolgt, en "
    "controleer of u ook "
    "na die dag hetzelfde wilt.",
    "The agreements rest on the contract itself and go on. Ask what succeeds these accords, and check that you "
    "want the "
    "same after that day.",
)
NO_ENTITY = Message(
    "algemeen.geen-rechtspersoon",
    "De aanvraag noemt geen rechtspersoon van de zorgverzekeraar.",
    "The request names no legal entity of the insurer.",
    "Noem ten minste één rechtspersoon met naam, kvk en uzovi.",
    "Name at least one legal entity with naam, kvk and uzovi.",
)
SAME_CODE = Message(
    "algemeen.zelfde-code",
    "{name} {code} staat bij twee rechtspersonen.",
    "{name} {code} stands with two legal entities.",
    "Geef iedere rechtspersoon haar eigen {name}, of verwijder de dubbele rechtspersoon.",
    "Give each legal entity its own {name}, or remove the duplicate entity.",
)


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return what is wrong with the term, the signing and the legal entities, and what deserves a warning."""
    return [*term(request, parameters), *signing(request), *entities(request)]


def term(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return the findings about the first and last day (IZA, hoofdstuk 7, p. 28; AZWA, hoofdstuk 5, p. 96)."""
    begin, end = request.agreement.begin, request.agreement.end
    if is_open(begin):
        return []
    findings = [*past_accords(request, parameters)]
    first_of_iza = parameters.day(FIRST_DAY_OF_IZA)
    if begin < first_of_iza:
        findings.append(BEGIN_TOO_EARLY.finding("overeenkomst", "begin", begin=begin, first=first_of_iza))
    if is_open(end):
        return findings
    if end < begin:
        findings.append(END_BEFORE_BEGIN.finding("overeenkomst", "einde", begin=begin, end=end))
    elif end > (last := last_day_of_years(begin, LONGEST_TERM)):
        findings.append(TERM_TOO_LONG.finding("overeenkomst", "einde", end=end, years=LONGEST_TERM, last=last))
    return findings


def past_accords(request: ContractRequest, parameters: Parameters) -> Iterator[Finding]:
    """Yield a warning when the contract outlasts, or by renewal can, the accords: by its texts, and as they hold now.

    Texts from before the AZWA know an earlier last day of the IZA than the one that holds since.
    """
    end, renewal, day = request.agreement.end, request.agreement.renewal, request.reference_day
    last = last_day_of_iza(day, parameters)
    extended = last_day_of_iza(max(day, parameters.day(AZWA_SIGNED)), parameters)
    if last is None or extended is None or is_open(end):
        return
    if last < extended and end > last:
        yield PAST_IZA.warning("overeenkomst", "einde", end=end, last=last, day=day, extended=extended)
    if end > extended:
        yield PAST_ACCORDS.warning("overeenkomst", "einde", end=end, last=extended)
    elif not is_open(renewal) and renewal != "geen":
        yield RENEWED_PAST_ACCORDS.warning("overeenkomst", "verlenging", last=extended)


def signing(request: ContractRequest) -> list[Finding]:
    """Return a warning when the contract is signed after its first day."""
    begin, signed = request.agreement.begin, request.agreement.signed_on
    if signed is None or is_open(begin, signed) or signed <= begin:
        return []
    return [SIGNED_LATE.warning("overeenkomst", "ondertekend_op", signed=signed, begin=begin)]


def entities(request: ContractRequest) -> list[Finding]:
    """Return a fault without legal entities, and one for each code that an earlier entity has too."""
    listed = request.insurer.entities
    if is_open(listed):
        return []
    if not listed:
        return [NO_ENTITY.finding("zorgverzekeraar", "rechtspersonen")]
    findings = []
    for key, name in CODES:
        seen: set[str] = set()
        for place, entity in enumerate(listed):
            code = entity.kvk if key == "kvk" else entity.uzovi
            if isinstance(code, str):
                if code in seen:
                    findings.append(
                        SAME_CODE.finding("zorgverzekeraar", "rechtspersonen", place, key, name=name, code=code)
                    )
                seen.add(code)
    return findings

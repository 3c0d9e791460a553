"""Checks the new ways of working that the AZWA asks for: initiatives, technology, AI, and the social domain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from izacontract import ContractRequest, Finding, Message, OpenPoint, Parameters, is_open, last_day_of_years
from izacontract_algemeen.terms.care import AppropriateCare
from izacontract_algemeen.terms.region import BasicFunction
from izacontract_algemeen.terms.technology import Ai, MedicalTechnology

YEARS = "algemeen.initiatief-jaren"
PRIORITISED = ("spraakgestuurd-rapporteren", "capaciteitsplanning")

INITIATIVE_TWICE = Message(
    "algemeen.initiatief-dubbel",
    "Initiatief '{name}' staat er meer dan één keer.",
    "Initiative '{name}' stands here more than once.",
    "Laat één regel staan: bij initiatieven als partijen het afspreken, anders bij niet_ingevoerd.",
    "Keep one row: at initiatieven if the parties agree on it, otherwise at niet_ingevoerd.",
)
INITIATIVE_LATE = Message(
    "algemeen.initiatief-te-laat",
    "Initiatief '{name}' is op {due:%d-%m-%Y} ingevoerd, ruim {years} jaar na de bekendmaking (AZWA, E2, 4, p. 72).",
    "Initiative '{name}' is in place on {due:%d-%m-%Y}, over {years} years after publication (AZWA, E2, 4, p. 72).",
    "Typ bij uiterlijk een dag tot en met {last:%Y-%m-%d}, of geef in later_omdat de reden.",
    "Type a day up to {last:%Y-%m-%d} at uiterlijk, or give the reason at later_omdat.",
)
OLD_WAY_TOO_EARLY = Message(
    "algemeen.technologie-gat",
    "De oude werkwijze stopt op {ends:%d-%m-%Y}, maar '{name}' is pas vanaf {start:%d-%m-%Y} in gebruik.",
    "The old way stops on {ends:%d-%m-%Y}, but '{name}' is in use only from {start:%d-%m-%Y}.",
    "Typ bij stopt_op een dag vanaf de dag vóór {start:%Y-%m-%d}, of een vroegere dag bij vanaf.",
    "Type at stopt_op a day from the day before {start:%Y-%m-%d} on, or an earlier day at vanaf.",
)
PAID_TOO_SHORT = Message(
    "algemeen.technologie-vergoeding-te-kort",
    "De vergoeding van '{name}' eindigt op {paid:%d-%m-%Y}, voordat de oude werkwijze stopt ({ends:%d-%m-%Y}).",
    "The payment for '{name}' ends on {paid:%d-%m-%Y}, before the old way stops ({ends:%d-%m-%Y}).",
    "Typ bij betaald_tot een dag vanaf {ends:%Y-%m-%d}; het AZWA (B2, p. 31) vraagt afspraken voor de lange termijn.",
    "Type a day from {ends:%Y-%m-%d} on at betaald_tot; the AZWA (B2, p. 31) asks for agreements for the long term.",
)
AI_UNANSWERED = Message(
    "algemeen.ai-gebied-ontbreekt",
    "De aanvraag zegt niet of de zorgaanbieder AI gebruikt voor {area} (AZWA, A4, p. 25: pas toe of leg uit).",
    "The request does not say whether the provider uses AI for {area} (AZWA, A4, p. 25: apply or explain).",
    "Voeg een regel met gebied: {area} toe bij toepassingen, of met uitleg bij niet_toegepast.",
    "Add a row with gebied: {area} at toepassingen, or with uitleg at niet_toegepast.",
)
AI_BOTH = Message(
    "algemeen.ai-toegepast-en-niet",
    "Voor {area} staat er een toepassing van AI en ook een uitleg waarom er geen is.",
    "For {area} there is an application of AI and also an explanation why there is none.",
    "Haal gebied: {area} weg bij niet_toegepast of bij toepassingen.",
    "Take gebied: {area} away at niet_toegepast or at toepassingen.",
)
FUNCTION_TWICE = Message(
    "algemeen.basisfunctionaliteit-dubbel",
    "Basisfunctionaliteit '{name}' staat er meer dan één keer.",
    "Basic function '{name}' stands here more than once.",
    "Laat elke basisfunctionaliteit één keer staan, met de hele taak.",
    "Keep each basic function once, with the whole task.",
)


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return the faults and warnings about the new ways of working."""
    return [
        *initiatives(request, parameters),
        *technologies(request),
        *artificial_intelligence(request),
        *functions(request),
    ]


def initiatives(request: ContractRequest, parameters: Parameters) -> Iterator[Finding]:
    """Yield each initiative that stands here twice, and each that takes longer than the AZWA says, without a reason."""
    care = request.section(AppropriateCare)
    if care is None:
        return
    agreed, declined = care.initiatives, care.declined
    names = [*(row.initiative for row in agreed), *(row.initiative for row in declined)]
    places = [
        *(("initiatieven", place) for place in range(len(agreed))),
        *(("niet_ingevoerd", place) for place in range(len(declined))),
    ]
    for turn in repeated(names):
        yield INITIATIVE_TWICE.finding("passende_zorg", *places[turn], "initiatief", name=names[turn])
    years = parameters.count(YEARS)
    for place, row in enumerate(agreed):
        if isinstance(row.published, OpenPoint) or isinstance(row.due, OpenPoint) or row.later_because is not None:
            continue
        last = last_day_of_years(row.published, years) + timedelta(days=1)
        if row.due > last:
            path = ("passende_zorg", "initiatieven", place, "uiterlijk")
            yield INITIATIVE_LATE.before_final(*path, name=row.initiative, due=row.due, years=years, last=last)


def technologies(request: ContractRequest) -> Iterator[Finding]:
    """Yield a fault where nothing is in use between the old way and the new, and where payment ends too early."""
    for place, row in enumerate(request.listed(MedicalTechnology)):
        if isinstance(row.old_way_ends, OpenPoint):
            continue
        if not isinstance(row.start, OpenPoint) and (row.start - row.old_way_ends).days > 1:
            path = ("medische_technologie", place, "stopt_op")
            yield OLD_WAY_TOO_EARLY.finding(*path, name=row.technology, ends=row.old_way_ends, start=row.start)
        if not isinstance(row.paid_until, OpenPoint) and row.paid_until < row.old_way_ends:
            path = ("medische_technologie", place, "betaald_tot")
            yield PAID_TOO_SHORT.finding(*path, name=row.technology, paid=row.paid_until, ends=row.old_way_ends)


def artificial_intelligence(request: ContractRequest) -> Iterator[Finding]:
    """Yield a warning for each prioritised field without an answer, and a fault for one with two answers."""
    terms = request.section(Ai)
    if terms is None:
        return
    areas = [row.area for row in terms.applications]
    if is_open(*areas):
        return
    explained = {row.area: place for place, row in enumerate(terms.not_applied)}
    for area in PRIORITISED:
        if area in areas and area in explained:
            yield AI_BOTH.finding("ai", "niet_toegepast", explained[area], "gebied", area=area)
        elif area not in areas and area not in explained:
            yield AI_UNANSWERED.warning("ai", area=area)


def functions(request: ContractRequest) -> Iterator[Finding]:
    """Yield a fault for each basic function that repeats an earlier one."""
    names = [row.function for row in request.listed(BasicFunction)]
    for place in repeated(names):
        yield FUNCTION_TWICE.finding("basisfunctionaliteiten", place, "functie", name=names[place])


def repeated(names: Iterable[str]) -> Iterator[int]:
    """Give the place of each name that stood earlier in `names`, whatever its capitals and spacing."""
    seen: set[str] = set()
    for place, name in enumerate(names):
        plain = " ".join(name.split()).casefold()
        if plain in seen:
            yield place
        seen.add(plain)

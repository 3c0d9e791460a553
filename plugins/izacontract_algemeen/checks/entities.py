"""Checks what is typed per legal entity: each entity of the insurer once, and their parts make the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import TypeVar

from izacontract import ContractRequest, Finding, Message, OpenPoint, Parameters, is_open
from izacontract_algemeen.rules.entities import names
from izacontract_algemeen.terms.entities import PerEntity
from izacontract_algemeen.terms.lump_sum import LumpSum
from izacontract_algemeen.terms.patient_time import PatientTime
from izacontract_algemeen.terms.transformation import TransformationFunds
from izacontract_algemeen.terms.volume import Volume

Row = TypeVar("Row", bound=PerEntity)
KEY = "per_rechtspersoon"

UNKNOWN = Message(
    "algemeen.rechtspersoon-onbekend",
    "UZOVI-code {uzovi} is niet van een van de rechtspersonen van de zorgverzekeraar ({known}).",
    "UZOVI code {uzovi} belongs to none of the insurer's legal entities ({known}).",
    "Vul een code in die bij zorgverzekeraar.rechtspersonen staat, of zet de rechtspersoon daarbij.",
    "Fill in a code that stands at zorgverzekeraar.rechtspersonen, or add the legal entity there.",
)
TWICE = Message(
    "algemeen.rechtspersoon-dubbel",
    "UZOVI-code {uzovi} staat hier meer dan één keer.",
    "UZOVI code {uzovi} stands here more than once.",
    "Noem elke rechtspersoon één keer, en bij volume één keer per jaar.",
    "Name each legal entity once, and at volume once a year.",
)
MISSING = Message(
    "algemeen.rechtspersoon-zonder-deel",
    "Het deel van {name} (UZOVI-code {uzovi}) ontbreekt{year}.",
    "The part of {name} (UZOVI code {uzovi}) is missing{year}.",
    'Voeg een regel toe met uzovi: "{uzovi}" (een deel mag 0 zijn), of laat {key} weg: dan geldt het voor de '
    "rechtspersonen samen.",
    'Add a line with uzovi: "{uzovi}" (a part may be 0), or leave {key} out: it then holds for the entities jointly.',
)
SHARE_MISSING = Message(
    "algemeen.lumpsum-zonder-aandeel",
    "Het aandeel van {name} (UZOVI-code {uzovi}) in de lumpsum ontbreekt.",
    "The share of {name} (UZOVI code {uzovi}) in the lump sum is missing.",
    'Voeg onder {key} een regel toe met uzovi: "{uzovi}" en het aandeel (0 mag); samen zijn de aandelen 1.',
    'Add a line with uzovi: "{uzovi}" and the share (it may be 0) to {key}; together the shares are 1.',
)
OTHER_SUM = Message(
    "algemeen.delen-niet-het-geheel",
    "De delen van de rechtspersonen zijn bij {key} samen {parts}{year}; het geheel is {whole}.",
    "The parts of the legal entities at {key} add up to {parts}{year}; the whole is {whole}.",
    "Pas de delen aan, of vul als geheel {parts} in.",
    "Change the parts, or fill in {parts} as the whole.",
)
NO_WHOLE = Message(
    "algemeen.deel-zonder-geheel",
    "Voor {year} noemt de aanvraag een omzetplafond per rechtspersoon, maar geen omzetplafond voor hen samen.",
    "For {year} the request has a ceiling per legal entity, but none for them together.",
    "Kies een jaar waarvoor volume een bedrag noemt ({known}), of vul dat jaar aan bij volume.jaren.",
    "Choose a year for which volume has an amount ({known}), or add that year at volume.jaren.",
)


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return what is wrong with the parts of the entities in funds, ceilings, lump sum and registered patients."""
    return [*funds(request), *ceilings(request), *lump_sums(request), *patients(request)]


def funds(request: ContractRequest) -> Iterator[Finding]:
    """Yield what is wrong with the entities' parts of the share in the funds and of the advance."""
    terms = request.section(TransformationFunds)
    if terms is None or not terms.per_entity:
        return
    rows, at = terms.per_entity, ("transformatiemiddelen", KEY)
    yield from each_once(request, rows, at)
    yield from add_up([row.share for row in rows], terms.share, (*at, "aandeel_verzekeraar"))
    advances = [row.advance for row in rows if row.advance is not None]
    if advances:
        yield from add_up(advances, terms.advance or Decimal(0), (*at, "voorschot"))


def ceilings(request: ContractRequest) -> Iterator[Finding]:
    """Yield what is wrong with the entities' own ceilings, year by year."""
    terms = request.section(Volume)
    if terms is None or not terms.per_entity or is_open(terms.years):
        return
    given: dict[int, Decimal | OpenPoint] = {line.year: line.ceiling for line in terms.years} or {
        request.agreement.begin.year: terms.ceiling
    }
    at = ("volume", KEY)
    for year, ceiling in given.items():
        rows = [row for row in terms.per_entity if row.year == year]
        yield from each_once(request, rows, at, f" voor {year}")
        if rows:
            yield from add_up([row.ceiling for row in rows], ceiling, (*at, "bedrag"), f" voor {year}")
    for place, row in enumerate(terms.per_entity):
        if row.year not in given:
            yield NO_WHOLE.finding(*at, place, "jaar", year=row.year, known=", ".join(map(str, given)))


def lump_sums(request: ContractRequest) -> Iterator[Finding]:
    """Yield what is wrong with the entities' shares of the lump sum."""
    terms, at = request.section(LumpSum), ("lumpsum", KEY)
    if terms is None or isinstance(terms.per_entity, OpenPoint):
        return
    yield from each_once(request, terms.per_entity, at, missing=SHARE_MISSING)
    yield from add_up([row.share for row in terms.per_entity], Decimal(1), at, show=str)


def patients(request: ContractRequest) -> Iterator[Finding]:
    """Yield what is wrong with the entities' registered patients."""
    terms = request.section(PatientTime)
    if terms is None or not terms.per_entity:
        return
    at = ("mtvp", KEY)
    yield from each_once(request, terms.per_entity, at)
    counts = [row.registered_patients for row in terms.per_entity]
    yield from add_up(counts, terms.registered_patients, (*at, "ingeschreven_verzekerden"), show=str)


def each_once(
    request: ContractRequest, rows: Sequence[Row], at: tuple[str, ...], year: str = "", missing: Message = MISSING
) -> Iterator[Finding]:
    """Yield a fault for a code that is nobody's or stands twice, and for an entity without a row."""
    known = names(request)
    if len(known) < len(request.insurer.entities):
        return
    seen: set[str] = set()
    for row in rows:
        if row.uzovi not in known:
            yield UNKNOWN.finding(*at, uzovi=row.uzovi, known=", ".join(known))
        elif row.uzovi in seen:
            yield TWICE.finding(*at, uzovi=row.uzovi)
        seen.add(row.uzovi)
    for uzovi, name in known.items():
        if uzovi not in seen:
            yield missing.finding(*at, name=name, uzovi=uzovi, year=year, key=".".join(at))


def add_up(
    parts: Sequence[Decimal | int],
    whole: Decimal | int | OpenPoint,
    at: tuple[str, ...],
    year: str = "",
    show: Callable[[Decimal | int], str] = "€ {:.2f}".format,
) -> Iterator[Finding]:
    """Yield a fault when `parts` are not together the `whole`; an open whole is not compared."""
    if isinstance(whole, OpenPoint) or sum(parts) == whole:
        return
    key = ".".join(at)
    yield OTHER_SUM.finding(*at[:2], key=key, parts=show(sum(parts)), whole=show(whole), year=year)

"""Checks the performances by which an amount of an article is claimed (regime `bedrag`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from izacontract import ContractRequest, Finding, Message, OpenPoint, Terms
from izacontract_algemeen.terms.prices import AMOUNT, Tariffs

NOT_ONE_EURO = Message(
    "algemeen.bedrag-per-euro",
    "Met prestatie '{code}' wordt een bedrag uit een artikel gedeclareerd; haar tarief is dan € 1,00 per euro van dat "
    "bedrag.",
    "Performance '{code}' claims an amount of an article; its tariff is then € 1.00 per euro of that amount.",
    "Typ tarief: 1.00 en eenheid: per euro van het afgesproken bedrag, en het bedrag zelf waar het is afgesproken, "
    "zoals bij huisartsen.maatwerk.resultaten. Betaalt de prestatie zorg, kies dan een ander regime.",
    "Type tarief: 1.00 and eenheid: per euro van het afgesproken bedrag, and the amount itself where it is agreed on, "
    "as at huisartsen.maatwerk.resultaten. If the performance pays care, choose another regime.",
)
UNNAMED = Message(
    "algemeen.bedrag-zonder-artikel",
    "Prestatie '{code}' is voor een bedrag uit een artikel, maar geen artikel noemt haar.",
    "Performance '{code}' is for an amount of an article, but no article names it.",
    "Haal de prestatie weg, of typ haar code waar het bedrag staat, zoals bij hybride_zorg.bijdrage_verzekeraar.",
    "Remove the performance, or type its code where the amount stands, as at hybride_zorg.bijdrage_verzekeraar.",
)
NO_CARE = Message(
    "algemeen.prijslijst-zonder-zorg",
    "De prijslijst heeft alleen prestaties voor een bedrag uit een artikel, en geen die zorg betaalt.",
    "The price list has only performances for an amount of an article, and none that pays care.",
    "Voeg de prestaties toe waarmee de zorg wordt gedeclareerd.",
    "Add the performances by which the care is claimed.",
)

FUNDS = frozenset({"transformatiemiddelen", "doorbraakmiddelen"})
"""Sections whose article points to a performance by the decision of the NZa, and not by its code."""

NO_ARTICLES = frozenset({"tarieven", "lumpsum", "overige_prijselementen"})
"""Sections in which a code says for which care something holds."""


def check_request(request: ContractRequest, given: Tariffs) -> Iterator[Finding]:
    """Give what is wrong with each performance that claims an amount of an article.

    At fault is another tariff than one euro: whatever else a tariff is, the OVA comes into it (IZA, onderdeel J,
    § 5). A performance that nothing else in the request names is warned of; each section of funds may have one.
    """
    lines = () if isinstance(given.performances, OpenPoint) else given.performances
    amounts = [(place, line) for place, line in enumerate(lines) if line.regime == AMOUNT]
    if amounts and len(amounts) == len(lines):
        yield NO_CARE.finding("tarieven", "prestaties")
    pointed_to = len(request.given & FUNDS)
    for place, line in amounts:
        at = ("tarieven", "prestaties", place)
        if not isinstance(line.tariff, OpenPoint) and line.tariff != 1:
            yield NOT_ONE_EURO.finding(*at, "tarief", code=line.code)
        if not isinstance(line.unit, OpenPoint) and "euro" not in line.unit.lower():
            yield NOT_ONE_EURO.finding(*at, "eenheid", code=line.code)
        if not _is_named(line.code, request):
            pointed_to -= 1
            if pointed_to < 0:
                yield UNNAMED.warning(*at, "code", code=line.code)


def _is_named(code: str, request: ContractRequest) -> bool:
    """Return whether a text outside the price list holds `code` as a word of its own."""
    named = re.compile(rf"(?<![\w-]){re.escape(code)}(?![\w-])", re.IGNORECASE)
    return any(named.search(said) for said in request.once(_said_elsewhere))


def _said_elsewhere(request: ContractRequest) -> tuple[str, ...]:
    """Return all texts that the request holds outside the sections in `NO_ARTICLES`."""
    sections = [terms for key, terms in request.sections.items() if key not in NO_ARTICLES]
    return tuple(_texts([*sections, request.provisions, request.own_annexes, request.deviations]))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Terms):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)

"""Checks the breakthrough funds: their period, and milestones that add up to the share; AZWA, hoofdstuk 4, 8 b."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from izacontract import ContractRequest, Finding, Message, OpenPoint, Parameters
from izacontract_algemeen.rules.accords import BREAKTHROUGH_FROM
from izacontract_algemeen.terms.breakthrough import BreakthroughFunds

FUNDS = "doorbraakmiddelen"
BREAKTHROUGH_UNTIL = "algemeen.doorbraakmiddelen-laatste-dag"

PERIOD = Message(
    "algemeen.doorbraakmiddelen-periode",
    "De doorbraakmiddelen lopen van {begin:%d-%m-%Y} tot en met {end:%d-%m-%Y}; zij zijn er van {first:%d-%m-%Y} "
    "tot en "
    "met {last:%d-%m-%Y}.",
    "The breakthrough funds run from {begin:%d-%m-%Y} through {end:%d-%m-%Y}; they exist from {first:%d-%m-%Y} through "
    "{last:%d-%m-%Y}.",
    "Kies begin niet vóór {first:%Y-%m-%d}, einde niet na {last:%Y-%m-%d} en niet vóór begin (AZWA, hoofdstuk 4, 8 b, "
    "p. 85).",
    "Choose begin not before {first:%Y-%m-%d}, einde not after {last:%Y-%m-%d} and not before begin (AZWA, hoofdstuk "
    "4, 8 b, p. 85).",
)
SUM = Message(
    "algemeen.doorbraakmiddelen-som",
    "De mijlpalen zijn samen € {total:.2f}, maar het aandeel van de zorgverzekeraar is € {share:.2f}.",
    "The milestones add up to € {total:.2f}, but the insurer's share is € {share:.2f}.",
    "Maak de bedragen van de mijlpalen samen {share:.2f}, of typ {total:.2f} bij aandeel_verzekeraar.",
    "Make the amounts of the milestones {share:.2f} together, or type {total:.2f} at aandeel_verzekeraar.",
)
LATE = Message(
    "algemeen.doorbraakmijlpaal-buiten-periode",
    "De mijlpaal van {due:%d-%m-%Y} valt buiten de periode van de doorbraakmiddelen ({begin:%d-%m-%Y} tot en met "
    "{end:%d-%m-%Y}).",
    "The milestone of {due:%d-%m-%Y} is outside the period of the breakthrough funds ({begin:%d-%m-%Y} through "
    "{end:%d-%m-%Y}).",
    "Kies bij uiterlijk een dag van {begin:%Y-%m-%d} tot en met {end:%Y-%m-%d}.",
    "Choose at uiterlijk a day from {begin:%Y-%m-%d} through {end:%Y-%m-%d}.",
)


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return the faults in the funds; none when the request has no funds."""
    terms = request.section(BreakthroughFunds)
    return [] if terms is None else [*period(terms, parameters), *amounts(terms), *milestones(terms)]


def period(terms: BreakthroughFunds, parameters: Parameters) -> Iterator[Finding]:
    """Yield a fault for a period outside the years of the funds, or with an end before its begin."""
    begin, end = terms.begin, terms.end
    first, last = parameters.day(BREAKTHROUGH_FROM), parameters.day(BREAKTHROUGH_UNTIL)
    if isinstance(begin, OpenPoint) or isinstance(end, OpenPoint) or first <= begin <= end <= last:
        return
    yield PERIOD.finding(FUNDS, "einde", begin=begin, end=end, first=first, last=last)


def amounts(terms: BreakthroughFunds) -> Iterator[Finding]:
    """Yield a fault for milestones that do not add up to the share."""
    if isinstance(terms.share, OpenPoint) or isinstance(terms.milestones, OpenPoint):
        return
    known = [row.amount for row in terms.milestones if isinstance(row.amount, Decimal)]
    total = sum(known, Decimal(0))
    if len(known) == len(terms.milestones) and total != terms.share:
        yield SUM.finding(FUNDS, "mijlpalen", total=total, share=terms.share)


def milestones(terms: BreakthroughFunds) -> Iterator[Finding]:
    """Yield a fault for each milestone outside the period of the funds."""
    begin, end = terms.begin, terms.end
    if isinstance(begin, OpenPoint) or isinstance(end, OpenPoint) or isinstance(terms.milestones, OpenPoint):
        return
    for place, row in enumerate(terms.milestones):
        if not isinstance(row.due, OpenPoint) and not begin <= row.due <= end:
            yield LATE.finding(FUNDS, "mijlpalen", place, "uiterlijk", due=row.due, begin=begin, end=end)

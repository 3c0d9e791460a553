"""Holds the terms of a contract against each other: one that must fit within another does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from izacontract import ContractRequest, Finding, Message, OpenPoint, is_open
from izacontract_algemeen.terms.execution import Deadlines
from izacontract_algemeen.terms.results import Monitoring, Result
from izacontract_algemeen.terms.volume import CEILINGS, Volume

VERDICT = 42
"""Days; the six weeks in which the clause on results has the insurer judge a complete file."""

OFFER = 28
"""Days; a choice of our own: four weeks are the least in which a next contract can be answered and discussed."""

PERIODS = {"maand": 28, "kwartaal": 90, "halfjaar": 181, "jaar": 365}
"""The fewest days that lie between two reports."""

HEARING = Message(
    "algemeen.termijn-hoor-na-einde",
    "Wie opzegt, neemt {limit} dagen in acht (termijnen.overleg), maar de ander heeft {term} dagen om te reageren.",
    "Who gives notice waits {limit} days (termijnen.overleg), but the other has {term} days to respond.",
    "Typ bij termijnen.hoor ten hoogste {limit}, of bij termijnen.overleg ten minste {term}.",
    "Type {limit} at most for termijnen.hoor, or {term} at least for termijnen.overleg.",
)
TRANSFER = Message(
    "algemeen.termijn-antwoord-na-einde",
    "Het plan voor de overdracht komt binnen {term} dagen (termijnen.antwoord), als de opzegtermijn van {limit} dagen "
    "(termijnen.overleg) al voorbij is.",
    "The plan for the transfer comes within {term} days (termijnen.antwoord), when the notice period of {limit} days "
    "(termijnen.overleg) is over already.",
    "Typ bij termijnen.antwoord ten hoogste {limit}, of bij termijnen.overleg ten minste {term}.",
    "Type {limit} at most for termijnen.antwoord, or {term} at least for termijnen.overleg.",
)
INCOMPLETE = Message(
    "algemeen.termijn-melding-na-oordeel",
    "Wat aan het bewijs van een resultaat ontbreekt, wordt pas na {term} dagen gemeld (termijnen.melding); het oordeel "
    "volgt al binnen zes weken.",
    "What is missing in the evidence of a result is told after {term} days only (termijnen.melding); the verdict comes "
    "within six weeks.",
    "Typ bij termijnen.melding ten hoogste {limit}; gewoon is 7.",
    "Type {limit} at most for termijnen.melding; 7 is common.",
)
REPORT = Message(
    "algemeen.termijn-rapportage-na-volgende",
    "De rapportage komt binnen {term} dagen na een periode (termijnen.antwoord); dan is de volgende, van {limit} "
    "dagen, al voorbij.",
    "The report comes within {term} days after a period (termijnen.antwoord); by then the next one, of {limit} days, "
    "is over.",
    "Typ bij termijnen.antwoord ten hoogste {limit}, of kies bij monitoring.frequentie een langere periode.",
    "Type {limit} at most for termijnen.antwoord, or choose a longer period for monitoring.frequentie.",
)
NOTICE = Message(
    "algemeen.termijn-melding-na-plafond",
    "Melding en antwoord bij het plafond duren samen {term} dagen; bij gelijke productie is het al na {limit} dagen "
    "bereikt.",
    "Notice and answer about the ceiling take {term} days together; with even production it is reached after {limit}.",
    "Verlaag volume.waarschuwing, of verkort termijnen.melding of volume.reactietermijn_dagen.",
    "Lower volume.waarschuwing, or shorten termijnen.melding or volume.reactietermijn_dagen.",
)
LATE_OFFER = Message(
    "algemeen.termijn-aanbod-te-laat",
    "Een aanbod voor een volgend contract mag komen tot {limit} dagen vóór het einde (termijnen.antwoord en "
    "termijnen.overleg samen); dat is minder dan {term} dagen.",
    "An offer for a next contract may come until {limit} days before the end (termijnen.antwoord and termijnen.overleg "
    "together); that is less than {term} days.",
    "Typ langere termijnen; gewoon zijn 21 bij termijnen.antwoord en 28 bij termijnen.overleg.",
    "Type longer terms; common are 21 for termijnen.antwoord and 28 for termijnen.overleg.",
)


@dataclass(frozen=True, slots=True)
class Fit:
    """A term of `days` that must fit in `within`, both of the request; None where it does not matter.

    What does not fit contradicts itself and stands in the way of a final text, unless it is only `unwise`.
    """

    message: Message
    key: str
    days: Callable[[Deadlines, ContractRequest], int | None]
    within: Callable[[Deadlines, ContractRequest], int | None]
    unwise: bool = False


def reporting_period(terms: Deadlines, request: ContractRequest) -> int | None:
    """Return the days between two reports, None where nobody reports."""
    agreed = request.section(Monitoring)
    return None if agreed is None else PERIODS[agreed.frequency]


def notice_and_answer(terms: Deadlines, request: ContractRequest) -> int | None:
    """Return the days from the warning level of a ceiling to the insurer's answer, None without a ceiling."""
    agreed = request.section(Volume)
    if (
        agreed is None
        or is_open(agreed.kind)
        or isinstance(agreed.answer_days, OpenPoint)
        or agreed.kind not in CEILINGS
    ):
        return None
    return terms.report + agreed.answer_days


def to_the_ceiling(terms: Deadlines, request: ContractRequest) -> int | None:
    """Return the days from the warning level of a ceiling to the ceiling, with even production in the first year."""
    agreed, begin, end = request.section(Volume), request.agreement.begin, request.agreement.end
    if agreed is None or isinstance(agreed.warning_at, OpenPoint) or is_open(begin, end) or end < begin:
        return None
    year = (min(end, date(begin.year, 12, 31)) - begin).days + 1
    return int(year * (100 - agreed.warning_at) / 100)


FITS = (
    Fit(HEARING, "hoor", lambda terms, _: terms.hearing, lambda terms, _: terms.talks),
    Fit(TRANSFER, "antwoord", lambda terms, _: terms.answer, lambda terms, _: terms.talks),
    Fit(
        INCOMPLETE, "melding",
        lambda terms, request: terms.report if request.listed(Result) else None, lambda *_: VERDICT - 1,
    ),
    Fit(REPORT, "antwoord", lambda terms, _: terms.answer, reporting_period),
    Fit(NOTICE, "melding", notice_and_answer, to_the_ceiling, unwise=True),
    Fit(LATE_OFFER, "overleg", lambda *_: OFFER, lambda terms, _: terms.answer + terms.talks, unwise=True),
)  # fmt: skip


def check_request(request: ContractRequest) -> list[Finding]:
    """Return a finding for each term that does not fit within the one that it must fit in."""
    terms = request.section(Deadlines)
    if terms is None or is_open(terms.report, terms.answer, terms.hearing, terms.talks):
        return []
    found = []
    for fit in FITS:
        days, limit = fit.days(terms, request), fit.within(terms, request)
        if days is not None and limit is not None and days > limit:
            tell = fit.message.warning if fit.unwise else fit.message.before_final
            found.append(tell("termijnen", fit.key, term=days, limit=limit))
    return found

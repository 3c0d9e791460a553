"""What the core finds in the leden that a request makes otherwise, and in the positions that it chooses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from izacontract.clauses.leden import LID
from izacontract.clauses.library import Library
from izacontract.dutch import listing
from izacontract.errors import ClauseError, Finding, Path, Told
from izacontract.intake.own import WHEN, WHO
from izacontract.message import Message
from izacontract.model.clause import Clause, ClauseVersion
from izacontract.model.deviation import STANDARD, LidDeviation, PositionChoice
from izacontract.model.request import ContractRequest
from izacontract.model.values import is_open

UNKNOWN_CLAUSE = Message(
    "afwijkingen.onbekende-clausule",
    "Er is geen clausule '{clause}'.",
    "There is no clause '{clause}'.",
    "{hint}",
    "{hint}",
)
UNKNOWN_LID = Message(
    "afwijkingen.onbekend-lid",
    "Clausule '{clause}' heeft geen lid met de naam '{lid}'.",
    "Clause '{clause}' has no lid called '{lid}'.",
    "Typ de naam van het lid, geen nummer: {names}. Voor andere woorden: bijzondere_bepalingen.",
    "Type the name of the lid, no number: {names}. For other words: bijzondere_bepalingen.",
)
FIXED = Message(
    "afwijkingen.vast-lid",
    "Van lid '{lid}' van clausule '{clause}' kan een contract niet afwijken: het volgt uit {source}.",
    "No contract can say lid '{lid}' of clause '{clause}' otherwise: it follows from {source}.",
    "Haal de afwijking weg.",
    "Remove the deviation.",
)
TWICE = Message(
    "afwijkingen.dubbel",
    "Lid '{lid}' van clausule '{clause}' staat hier voor de tweede keer.",
    "Lid '{lid}' of clause '{clause}' stands here for the second time.",
    "Zet beide in één afwijking: wat vervangen, met alle regels in tekst.",
    "Put both in one deviation: wat vervangen, with all lines in tekst.",
)
NO_TEXT = Message(
    "afwijkingen.geen-tekst",
    "Zonder tekst is niet bekend wat er moet komen te staan.",
    "Without a text it is not known what has to stand there.",
    "Vul tekst in, of typ bij wat: vervallen.",
    "Fill in tekst, or type at wat: vervallen.",
)
TEXT_TOO_MANY = Message(
    "afwijkingen.tekst-te-veel",
    "Het lid vervalt, maar er staat ook een tekst.",
    "The lid is dropped, but there is a text as well.",
    "Haal tekst weg, of typ bij wat: vervangen.",
    "Remove tekst, or type at wat: vervangen.",
)
NOT_AGREED = Message(
    "afwijkingen.niet-overeengekomen",
    "Van deze afwijking is niet vastgelegd {what}.",
    "Of this deviation it is not on record {what}.",
    "Vul het in; een definitief contract kan niet zonder.",
    "Fill it in; a final contract cannot do without.",
)
POSITION_CLAUSE = Message(
    "posities.onbekende-clausule",
    "Er is geen clausule '{clause}'.",
    "There is no clause '{clause}'.",
    "{hint}",
    "{hint}",
)
NO_POSITION = Message(
    "posities.onbekende-keuze",
    "Clausule '{clause}' heeft geen positie '{choice}'.",
    "Clause '{clause}' has no position '{choice}'.",
    "Kies uit: {names}. Wat elk inhoudt: izacontract clauses show {clause}",
    "Choose from: {names}. What each means: izacontract clauses show {clause}",
)
POSITION_TWICE = Message(
    "posities.dubbel",
    "Voor clausule '{clause}' staat hier een tweede positie.",
    "Here stands a second position for clause '{clause}'.",
    "Houd één positie per clausule.",
    "Keep one position a clause.",
)
NOT_APPROVED = Message(
    "posities.niet-goedgekeurd",
    "Van deze positie is niet vastgelegd wie haar goedkeurde.",
    "Of this position it is not on record who approved it.",
    "Vul akkoord_door in; een definitief contract kan niet zonder. Wie dat mag: {who}.",
    "Fill in akkoord_door; a final contract cannot do without. Who may: {who}.",
)


def deviations(request: ContractRequest, library: Callable[[], Library]) -> Iterator[Finding]:
    """Give a fault for each deviation and position that the library does not allow, and what a final still needs.

    `library` is asked only for a request that has one.
    """
    chosen: dict[str, str] = {}
    for index, position in enumerate(request.positions):
        yield from _position(position, ("posities", index), chosen, request.reference_day, library())
    seen: set[tuple[str, str]] = set()
    for index, deviation in enumerate(request.deviations):
        at = ("afwijkingen", index)
        yield from _words(deviation, at)
        yield from _place(deviation, at, request, chosen, library())
        if (deviation.clause, deviation.lid) in seen:
            yield TWICE.finding(*at, "lid", clause=deviation.clause, lid=deviation.lid)
        seen.add((deviation.clause, deviation.lid))


def _position(
    choice: PositionChoice, at: Path, chosen: dict[str, str], day: date, library: Library
) -> Iterator[Finding]:
    try:
        clause = library.clause(choice.clause)
    except ClauseError as error:
        yield POSITION_CLAUSE.finding(*at, "clausule", clause=choice.clause, hint=error.hint)
        return
    if clause.id in chosen:
        yield POSITION_TWICE.finding(*at, "clausule", clause=clause.id)
    chosen[clause.id] = choice.choice
    names = (STANDARD, *(position.name for position in clause.positions if position.text_on(day) is not None))
    if choice.choice not in names:
        listed = ", ".join(names)
        yield NO_POSITION.finding(*at, "keuze", clause=clause.id, choice=choice.choice, names=listed)
    elif choice.choice != STANDARD and is_open(choice.approved_by):
        who = next(position.may_agree for position in clause.positions if position.name == choice.choice)
        yield NOT_APPROVED.before_final(*at, "akkoord_door", who=who)


def _words(deviation: LidDeviation, at: Path) -> Iterator[Finding]:
    if not is_open(deviation.what):  # open only where it is absent or refused, which is told already
        if deviation.what == "vervallen" and deviation.lines:
            yield TEXT_TOO_MANY.finding(*at, "tekst")
        elif deviation.what != "vervallen" and not deviation.lines:
            yield NO_TEXT.finding(*at, "tekst")
    for key, value, what in (
        ("overeengekomen_door", deviation.agreed_by, WHO),
        ("overeengekomen_op", deviation.agreed_on, WHEN),
    ):
        if is_open(value):
            yield NOT_AGREED.before_final(*at, key, what=what)


def _place(
    deviation: LidDeviation, at: Path, request: ContractRequest, chosen: dict[str, str], library: Library
) -> Iterator[Finding]:
    try:
        clause = library.clause(deviation.clause)
    except ClauseError as error:
        yield UNKNOWN_CLAUSE.finding(*at, "clausule", clause=deviation.clause, hint=error.hint)
        return
    texts = _texts(clause, chosen.get(clause.id, STANDARD), request)
    if not texts:
        return
    lid, fixed = deviation.lid, {name: source for text in texts for name, source in text.fixed.items()}
    names = dict.fromkeys(name for text in texts for name in LID.findall(text.text))
    if lid not in names:
        free = listing([f"'{name}'" for name in names if name not in fixed])
        listed = Told(free or "dit kan hier bij geen enkel lid", free or "here it can be done with no lid")
        yield UNKNOWN_LID.finding(*at, "lid", clause=clause.id, lid=lid, names=listed)
    elif lid in fixed:
        yield FIXED.finding(*at, "lid", clause=clause.id, lid=lid, source=fixed[lid].citation)


def _texts(clause: Clause, choice: str, request: ContractRequest) -> list[ClauseVersion]:
    """Return the texts that the clause is made of on the reference day: its own, and that of its position."""
    day = request.reference_day
    found = [clause.text_on(day), *(one.text_on(day) for one in clause.positions if one.name == choice)]
    return [text for text in found if text is not None]

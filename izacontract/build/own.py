"""The parties' own words as clauses: decided, filled, numbered and sealed by the steps that every clause goes through.

Their text is a value of a text of ours, so that it prints as typed whatever it holds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from izacontract.build.defined import defined_by
from izacontract.build.evidence import shown
from izacontract.build.propose import Settled
from izacontract.clauses.library import Library
from izacontract.clauses.ours import our_clauses
from izacontract.errors import Finding
from izacontract.message import Message
from izacontract.model.clause import Clause, ClauseVersion, Place, Presence, Slot, Variable
from izacontract.model.contract import Decision, LookedAt
from izacontract.model.memory import remembered
from izacontract.model.own import ORIGIN, OWNER, OwnAnnex, OwnProvision
from izacontract.model.request import ContractRequest
from izacontract.model.values import OpenPoint

ABSENT_PLACE = Message(
    "bijzondere-bepalingen.plaats-ontbreekt",
    "Clausule '{clause}', waarachter deze bepaling hoort, staat niet in dit contract: {because}.",
    "Clause '{clause}', which this provision follows, is not in this contract: {because}.",
    "Kies een clausule die er wel in staat, of haal plaats weg: dan wordt het een eigen artikel.",
    "Choose a clause that is in it, or take plaats away: then it becomes an article of its own.",
)
LOOKS_LIKE_REFERENCE = Message(
    "bijzondere-bepalingen.verwijzing",
    "Regel {line} noemt '{typed}'; dat nummer blijft staan als de nummers van het contract veranderen.",
    "Line {line} says '{typed}'; that number stays when the numbers of the contract change.",
    "Noem het onderwerp in plaats van het nummer, of ga na of het klopt in het contract dat u verstuurt.",
    "Name the subject rather than the number, or see whether it is right in the contract that you send.",
)
OTHER_CAPITALS = Message(
    "bijzondere-bepalingen.begrip",
    "Regel {line} schrijft '{typed}'; het contract omschrijft het begrip '{term}'.",
    "Line {line} says '{typed}'; the contract defines the term '{term}'.",
    "Schrijf '{term}' als u het begrip bedoelt; anders kan dit blijven staan.",
    "Write '{term}' when you mean the term; otherwise this may stay.",
)

CORE: Final = "izacontract"
ANNEX: Final = f"{OWNER}.bijlage"
"""The clause of the core that names a document which the parties add."""
LONGEST_NAME: Final = 20
"""Characters of a heading in an id: with what is added to it, an id stays within what a bookmark in Word can hold."""
REFERENCE: Final = re.compile(
    r"\b(?:(?i:artikel(?:en)?|art\.|lid|leden|onderde(?:el|len))\s+[0-9]+(?:[.:][0-9]+)*[a-z]?"
    r"|(?i:bijlagen?)\s+(?:[A-Z]|[0-9]+))\b(?![.:]?[0-9])"
    r"(?!(?:,? \w+ lid,?)? (?:van de |van het |van )?(?!Overeenkomst|Contract)[A-Z])"
)
"""What points at a place in a contract by number; an article of a named law ("artikel 13 Zvw") is none."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The clauses of the parties: their slots, decisions and values, and the clause that each follows, if any."""

    slots: tuple[Slot, ...] = ()
    settled: tuple[Settled, ...] = ()
    follows: tuple[str | None, ...] = ()


def own_words(request: ContractRequest, library: Library) -> OwnWords:
    """Return the own provisions and annexes of `request` as clauses, in the order in which they were typed."""
    if not (request.provisions or request.own_annexes):
        return OwnWords()
    taken = {*library.clauses, *(slot.id for slot in library.slots), *our_clauses()}
    slots: list[Slot] = []
    settled: list[Settled] = []
    for provision in request.provisions:
        name = _name(provision.heading, taken)
        place = library.clauses[provision.follows].slot if provision.follows else f"{OWNER}-{name}"
        if not provision.follows:
            slots.append(Slot(place, provision.heading, Place.ARTICLE, CORE))
        settled.append(_provision(provision, f"{OWNER}.{name}", place, request.reference_day))
    for annex in request.own_annexes:
        name = f"bijlage-{_name(annex.title, taken, 'bijlage-')}"
        slots.append(Slot(f"{OWNER}-{name}", annex.title, Place.ANNEX, CORE))
        settled.append(_annex(annex, f"{OWNER}.{name}", f"{OWNER}-{name}", request.reference_day))
    follows = (*(provision.follows for provision in request.provisions), *(None for _ in request.own_annexes))
    return OwnWords(tuple(slots), tuple(settled), follows)


def with_own_slots(slots: Sequence[Slot], own: OwnWords) -> tuple[Slot, ...]:
    """Return `slots` with those of the parties behind the last article and the last annex: no other number changes."""
    ours = tuple(slots)
    for place in (Place.ARTICLE, Place.ANNEX):
        last = max((index for index, slot in enumerate(ours) if slot.place is place), default=len(ours) - 1) + 1
        ours = (*ours[:last], *(slot for slot in own.slots if slot.place is place), *ours[last:])
    return ours


def with_own_clauses(ordered: Sequence[Settled], own: OwnWords) -> list[Settled]:
    """Return `ordered` with each clause of the parties behind the one that it follows, or at the end."""
    after: dict[str | None, list[Settled]] = {}
    for item, follows in zip(own.settled, own.follows, strict=True):
        after.setdefault(follows, []).append(item)
    placed = [one for item in ordered for one in (item, *after.get(item.clause.id, ()))]
    return [*placed, *after.get(None, ())]


def absent_places(request: ContractRequest, settled: Sequence[Settled]) -> Iterator[Finding]:
    """Give a fault for each provision that follows a clause that is not in the contract."""
    out = {item.clause.id: item.decision.because for item in settled if not item.decision.include}
    for index, provision in enumerate(request.provisions):
        if provision.follows in out:
            at, because = ("bijzondere_bepalingen", index, "plaats"), out[provision.follows]
            yield ABSENT_PLACE.finding(*at, clause=provision.follows, because=because)


def doubtful_words(request: ContractRequest, settled: Sequence[Settled]) -> Iterator[Finding]:
    """Give a warning for each line that seems to name a number of the contract, or a defined term in other capitals."""
    typed_words = [
        *((("bijzondere_bepalingen", index, "tekst"), one.lines) for index, one in enumerate(request.provisions)),
        *((("afwijkingen", index, "tekst"), one.lines) for index, one in enumerate(request.deviations)),
    ]
    if not typed_words:
        return
    terms = defined_by(item.version for item in settled if item.decision.include and item.version is not None)
    forms = {form: name for name, (term, _) in terms.items() for form in (name, *term.forms)}
    by_small = {form.casefold(): name for form, name in forms.items()}
    known = re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(forms, key=len, reverse=True)))})(?!\w)", re.IGNORECASE
    )
    for at, lines in typed_words:
        for number, line in enumerate(lines, start=1):
            for found in REFERENCE.finditer(line):
                yield LOOKS_LIKE_REFERENCE.warning(*at, line=number, typed=found[0])
            typed = {found[0] for found in known.finditer(line)} if forms else ()
            for word in sorted(word for word in typed if word not in forms):
                term = by_small.get(word.casefold())
                if term is not None:
                    yield OTHER_CAPITALS.warning(*at, line=number, typed=word, term=term)


def _name(heading: str, taken: set[str], before: str = "") -> str:
    """Return a name for the id of what stands under `heading`, and add the id to `taken`.

    It comes from the words, not from the place in the list: the same provision next year has the same id.
    """
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
    words = "-".join(re.findall(r"[a-z0-9]+", plain))
    stem = (words[: LONGEST_NAME - len(before)].strip("-")) or "bepaling"
    name, number = stem, 1
    while not {f"{OWNER}.{before}{name}", f"{OWNER}-{before}{name}"}.isdisjoint(taken):
        number += 1
        name = f"{stem}-{number}"
    taken |= {f"{OWNER}.{before}{name}", f"{OWNER}-{before}{name}"}
    return name


def _provision(provision: OwnProvision, clause_id: str, slot: str, day: date) -> Settled:
    agreed_on = day if isinstance(provision.agreed_on, OpenPoint) else provision.agreed_on
    agreed = None
    if not (isinstance(provision.agreed_by, OpenPoint) or isinstance(provision.agreed_on, OpenPoint)):
        agreed = f"akkoord van {provision.agreed_by} op {shown(provision.agreed_on, None)}"
    values = {f"lid_{number}": line for number, line in enumerate(provision.lines, start=1)}
    because = f"{provision.kind}, {agreed or 'nog niet overeengekomen'}: {provision.reason}"
    text = "\n".join(f"{number}. {{{{ {name} | tekst }}}}" for number, name in enumerate(values, start=1))
    variables = tuple((name, "tekst") for name in values)
    explanation = f"Een eigen afspraak van partijen ({provision.kind}), in hun eigen woorden."
    clause = _own_clause(clause_id, provision.heading, slot, text + "\n", variables, agreed_on, explanation)
    follows = (LookedAt("bijzondere_bepalingen.plaats", "Bijzondere bepalingen, plaats", provision.follows or "geen"),)
    return own_settled(clause, because, values, follows)


def _annex(annex: OwnAnnex, clause_id: str, slot: str, day: date) -> Settled:
    values: dict[str, object] = {"titel": annex.title, "kenmerk": annex.mark, "datum": annex.day}
    values |= {name: value for name, value in (("bestand", annex.file), ("sha256", annex.sha256)) if value is not None}
    since = day if isinstance(annex.day, OpenPoint) else annex.day
    clause = _annex_clause(clause_id, annex.title, slot, since)
    return own_settled(clause, "partijen voegen dit document als bijlage toe", values, ())


@remembered(256)
def _annex_clause(clause_id: str, title: str, slot: str, since: date) -> Clause:
    """Return the clause of the core for an annex of the parties, as that of one document."""
    ours = our_clauses()[ANNEX]
    version = replace(ours.versions[-1], clause=clause_id, since=since, origin=ORIGIN)
    return replace(ours, id=clause_id, title=title, plugin=CORE, slot=slot, versions=(version,))


def own_settled(
    clause: Clause, because: str, values: Mapping[str, object], looked_at: Collection[LookedAt] = ()
) -> Settled:
    """Return `clause` as in the contract, filled with `values`."""
    (version,) = clause.versions
    decision = Decision(
        clause.id,
        clause.title,
        True,
        because,
        clause.plugin,
        clause.presence,
        version.since,
        version.origin,
        tuple(looked_at),
        None,
        version.sources,
        explanation=clause.explanation,
    )
    return Settled(clause, decision, values, version)


@remembered(256)
def _own_clause(
    clause_id: str,
    title: str,
    slot: str,
    text: str,
    variables: tuple[tuple[str, str], ...],
    since: date,
    explanation: str,
) -> Clause:
    """Return a clause whose only text is ours around `variables` (name and type), in which the parties' words stand."""
    named = {name: Variable(name, kind) for name, kind in variables}
    version = ClauseVersion(clause_id, since, text, "Eigen afspraak.", (), named, (), ORIGIN, 1, origin=ORIGIN)
    return Clause(clause_id, title, CORE, slot, 0, Presence.OPTIONAL, None, None, explanation, (version,))

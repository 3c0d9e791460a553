"""Where one contract says otherwise than the library: the position that parties chose, and the leden they changed.

Both are done to the blocks of a clause after it is filled and before it is numbered, so that everything after this
step (numbers, references, seal, comparison) sees a clause as any other. What parties typed prints as typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from izacontract.build.contents import FilledClause
from izacontract.build.evidence import shown
from izacontract.build.propose import Settled
from izacontract.clauses.text import Filled
from izacontract.dutch import listing
from izacontract.errors import Finding
from izacontract.message import Message
from izacontract.model.contract import Block, Lid, Placeholder, Reference, Value, texts_of
from izacontract.model.deviation import STANDARD, ChosenPosition, Deviation, PositionChoice
from izacontract.model.request import ContractRequest
from izacontract.model.values import is_open

ABSENT_CLAUSE = Message(
    "afwijkingen.clausule-ontbreekt",
    "Clausule '{clause}' staat niet in dit contract: {because}.",
    "Clause '{clause}' is not in this contract: {because}.",
    "Haal de regel weg, of vul in waarmee de clausule in het contract komt.",
    "Remove the line, or fill in what brings the clause into the contract.",
)
ABSENT_POSITION = Message(
    "posities.clausule-ontbreekt",
    "Clausule '{clause}' staat niet in dit contract: {because}.",
    "Clause '{clause}' is not in this contract: {because}.",
    "Haal de regel weg, of vul in waarmee de clausule in het contract komt.",
    "Remove the line, or fill in what brings the clause into the contract.",
)
ABSENT_LID = Message(
    "afwijkingen.lid-ontbreekt",
    "Deze vorm van clausule '{clause}' heeft geen lid '{lid}'.",
    "This form of clause '{clause}' has no lid '{lid}'.",
    "Kies een lid dat er wel staat: {names}.",
    "Choose a lid that is there: {names}.",
)
REFERRED_TO = Message(
    "afwijkingen.verwijzing",
    "Lid '{lid}' van clausule '{clause}' kan niet vervallen: {others} verwijst ernaar.",
    "Lid '{lid}' of clause '{clause}' cannot be dropped: {others} refers to it.",
    "Typ bij wat: vervangen, en zeg in tekst wat er dan geldt.",
    "Type at wat: vervangen, and say in tekst what then holds.",
)
NOTHING_LEFT = Message(
    "afwijkingen.niets-over",
    "Van clausule '{clause}' blijft geen woord over.",
    "Of clause '{clause}' no word is left.",
    "Laat de clausule weg met weggelaten, of typ bij wat: vervangen.",
    "Leave the clause out with weggelaten, or type at wat: vervangen.",
)
POSITION_ABSENT = Message(
    "posities.past-niet",
    "Positie '{choice}' past niet op deze vorm van clausule '{clause}'.",
    "Position '{choice}' does not fit this form of clause '{clause}'.",
    "Haal de regel weg, of kies: standaard.",
    "Remove the line, or choose: standaard.",
)

TYPED: Final = "afwijking"
"""The name of a value that stands for words of the parties."""


def with_deviations(request: ContractRequest, settled: Sequence[Settled]) -> list[Settled]:
    """Return `settled` with each decision knowing the deviations and the position that `request` has for it."""
    if not (request.deviations or request.positions):
        return list(settled)
    choices = {choice.clause: choice for choice in request.positions}
    return [_deviating(item, request, choices.get(item.clause.id)) for item in settled]


def absent_clauses(request: ContractRequest, settled: Sequence[Settled]) -> Iterator[Finding]:
    """Give a fault for each deviation and position of a clause that is not in the contract."""
    out = {item.clause.id: item.decision.because for item in settled if not item.decision.include}
    for at, deviation in enumerate(request.deviations):
        if (clause := deviation.clause) in out:
            yield ABSENT_CLAUSE.finding("afwijkingen", at, "clausule", clause=clause, because=out[clause])
    for at, position in enumerate(request.positions):
        if (clause := position.clause) in out:
            yield ABSENT_POSITION.finding("posities", at, "clausule", clause=clause, because=out[clause])


def take_position(standard: Filled, other: Filled, leden: Sequence[str]) -> Filled | None:
    """Return `standard` with the blocks of `other` in the place of the first of its `leden`; None when it has none.

    The other leden of that name list fall out. A lid of the standard that others refer to keeps its name where the
    position has a lid of that name.
    """
    kept: list[Block] = []
    placed = False
    for block in standard.blocks:
        if isinstance(block, Lid) and block.name in leden:
            kept += () if placed else other.blocks
            placed = True
        else:
            kept.append(block)
    return _with(standard, kept, other) if placed else None


def position_absent(request: ContractRequest, clause: str) -> Finding:
    """Return the fault that the chosen position has no place in this form of the clause."""
    at, choice = next((at, one) for at, one in enumerate(request.positions) if one.clause == clause)
    return POSITION_ABSENT.finding("posities", at, "keuze", clause=clause, choice=choice.choice)


def _deviating(item: Settled, request: ContractRequest, choice: PositionChoice | None) -> Settled:
    decision, alternative = item.decision, None
    if not decision.include:
        return item
    found = tuple(one.recorded for one in request.deviations if one.clause == item.clause.id)
    because = [decision.because, *map(_said, found)]
    sources = decision.sources
    position = None
    if choice is not None:
        taken = next((one for one in item.clause.positions if one.name == choice.choice), None)
        approved = None if is_open(choice.approved_by) else str(choice.approved_by)
        title, who, leden = (taken.title, taken.may_agree, taken.replaces) if taken else (STANDARD, "", ())
        because.insert(1, f"positie '{choice.choice}', akkoord van {approved or 'nog niemand'}: {choice.reason}")
        alternative = taken.text_on(request.reference_day) if taken else None
        position = ChosenPosition(item.clause.id, choice.choice, title, choice.reason, approved, who, leden)
        if alternative is not None:
            origin = alternative.origin or item.clause.plugin
            position = replace(position, since=alternative.since, origin=origin, reviewed=alternative.reviewed)
            sources = tuple(dict.fromkeys((*sources, *alternative.sources)))
    if len(because) == 1:
        return item
    changed = replace(decision, because="; ".join(because), deviations=found, position=position, sources=sources)
    return replace(item, decision=changed, alternative=alternative)


def _said(deviation: Deviation) -> str:
    agreed = "nog niet overeengekomen"
    if deviation.agreed_by is not None and deviation.agreed_on is not None:
        agreed = f"akkoord van {deviation.agreed_by} op {shown(deviation.agreed_on, None)}"
    return f"lid '{deviation.lid}' {WHAT[deviation.what]}, {agreed}: {deviation.reason}"


WHAT: Final = {"vervangen": "vervangen", "vervallen": "vervallen", "toevoegen": "aangevuld"}
"""What was done to a lid, as a reason says it."""


def deviated(item: FilledClause, request: ContractRequest, faults: list[Finding]) -> FilledClause:
    """Return `item` with the leden that parties made otherwise; what cannot be done is added to `faults`."""
    if not item.settled.decision.deviations:
        return item
    clause, filled = item.settled.clause.id, item.filled
    for index, deviation in enumerate(request.deviations):
        if deviation.clause != clause:
            continue
        at = ("afwijkingen", index)
        names = dict.fromkeys(block.name for block in filled.blocks if isinstance(block, Lid) and block.name)
        if deviation.lid not in names:
            listed = listing([f"'{name}'" for name in names])
            faults.append(ABSENT_LID.finding(*at, "lid", clause=clause, lid=deviation.lid, names=listed))
            continue
        blocks = [other for block in filled.blocks for other in _otherwise(block, deviation.recorded)]
        if not blocks:
            faults.append(NOTHING_LEFT.finding(*at, "wat", clause=clause))
            continue
        filled = _with(filled, blocks)
    return item if filled is item.filled else replace(item, filled=filled)


def _otherwise(block: Block, deviation: Deviation) -> tuple[Block, ...]:
    """Return what stands in the place of `block`: itself, nothing, or what parties typed."""
    if not (isinstance(block, Lid) and block.name == deviation.lid):
        return (block,)
    typed = tuple(Lid(block.number or "1.", (Value(line, TYPED),)) for line in deviation.lines)
    if deviation.what == "toevoegen":
        return (block, *typed)
    return tuple(replace(lid, name=block.name) if not index else lid for index, lid in enumerate(typed))


def _with(filled: Filled, blocks: Sequence[Block], more: Filled | None = None) -> Filled:
    """Return the blocks with those open points that they still print."""
    texts = chain.from_iterable(text for block in blocks for text in texts_of(block))
    printed = {inline.field for inline in texts if isinstance(inline, Placeholder)}
    points = (*filled.open_points, *(more.open_points if more else ()))
    return Filled(tuple(blocks), tuple(point for point in points if point.field in printed))


def referred_to(request: ContractRequest, filled: Sequence[FilledClause]) -> Iterator[Finding]:
    """Give a fault for each lid that is dropped while a text in the contract refers to it without another way."""
    dropped = {(one.clause, one.lid): index for index, one in enumerate(request.deviations) if one.what == "vervallen"}
    others: dict[tuple[str, str], list[str]] = {}
    for item in filled if dropped else ():
        inlines = chain.from_iterable(text for block in item.filled.blocks for text in texts_of(block))
        for inline in inlines:
            if isinstance(inline, Reference) and inline.otherwise is None and inline.lid is not None:
                others.setdefault((inline.clause, inline.lid), []).append(item.settled.clause.id)
    for (clause, lid), index in dropped.items():
        if (clause, lid) in others:
            named = listing(list(dict.fromkeys(others[clause, lid])))
            yield REFERRED_TO.finding("afwijkingen", index, "lid", clause=clause, lid=lid, others=named)

"""A contract beside a general part: what that says in the same words is left out and referred to."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from izacontract.build.contents import FilledClause
from izacontract.build.edition import Group, groups_of, items_of, lines_of, outside, text_of, with_groups
from izacontract.build.number import LidNumber, NumberedPart, with_number
from izacontract.build.own import CORE, own_settled
from izacontract.build.propose import Settled
from izacontract.build.refer import Elsewhere, Refer
from izacontract.clauses.ours import our_clauses
from izacontract.clauses.text import Filled
from izacontract.dutch import listing
from izacontract.errors import ClauseError, Finding
from izacontract.message import Message
from izacontract.model.clause import Clause, Place, Slot
from izacontract.model.contract import Block, Definitions, Inline, Lid
from izacontract.model.edition import GeneralLid, GeneralPart
from izacontract.model.memory import Same, remembered
from izacontract.model.own import INCORPORATION, OUTSIDE

OTHER_SECTOR = Message(
    "algemeen-deel.andere-zorgsoort",
    "'{title}' is van een andere zorgsoort dan {sector}.",
    "'{title}' is of another sector than {sector}.",
    "Neem een uitgave voor {sector}; maak er een met: izacontract edition {sector} --season JAAR -o algemeen-deel.docx",
    "Take an edition for {sector}; make one with: izacontract edition {sector} --season YEAR -o general-part.docx",
)
OTHER_TEXTS = Message(
    "algemeen-deel.andere-teksten",
    "'{title}' hoort bij andere teksten dan dit contract: {why}",
    "'{title}' goes with other texts than this contract: {why}",
    "Maak een uitgave van de teksten van nu, met izacontract edition, of kies die van het jaar van dit contract.",
    "Make an edition of today's texts, with izacontract edition, or choose the one of this contract's year.",
)
HARDLY_HOLDS = Message(
    "algemeen-deel.geldt-weinig",
    "Van '{title}' gelden in dit contract {void} van de {count} leden niet: de teksten van dit contract zijn anders.",
    "Of '{title}' {void} of the {count} leden do not hold in this contract: the texts of this contract differ.",
    "Neem de uitgave van het jaar van dit contract; maak er anders een met izacontract edition.",
    "Take the edition of this contract's year, or make one with izacontract edition.",
)
MOST_VOID: Final = 0.1
"""The share of the leden of an edition that a contract may leave out before that is told."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A contract beside a general part: the clauses that stay in it, how it points at the others, what is void there.

    `general` is the general part with only the leden that hold for this contract. `findings` are warnings.
    """

    clauses: Sequence[FilledClause]
    elsewhere: Elsewhere
    void: tuple[str, ...]
    general: GeneralPart
    findings: tuple[Finding, ...] = ()


def beside(clauses: Sequence[FilledClause], general: GeneralPart, slots: Sequence[Slot], style: str) -> Beside:
    """Return the contract of `clauses` without every lid that `general` holds in the very same words."""
    resolver = _resolver(general, style, tuple(outside(clauses, slots).items()))
    leden = general.leden
    shared: list[_Shared] = []
    stay: list[FilledClause] = []
    for item in clauses:
        clause = item.version.clause
        if clause not in leden:
            stay.append(item)
            continue
        found = _compared(resolver, item.filled, clause, general)
        shared.append(found.shared)
        if found.kept:
            stay.append(with_groups(item, found.kept) if found.shared.held else item)
    there = frozenset(item.version.clause for item in stay)
    return replace(_outcome(general, tuple(shared), there), clauses=stay)


@dataclass(frozen=True, slots=True)
class _Shared:
    """Of one clause the leden that the general part `held`, and those of it that do not hold for the contract."""

    clause: str
    held: tuple[GeneralLid, ...]
    lapsed: tuple[GeneralLid, ...]


_shared = remembered(1024)(_Shared)
"""The same object for the same leden, so that what follows from all of them together is found again."""


@dataclass(frozen=True, slots=True)
class _Compared:
    """Of one clause what stays in the contract, and what it shares with the general part."""

    kept: tuple[Group, ...]
    shared: _Shared


@remembered(1024, key=lambda resolver, filled, clause, general: (Same(resolver), Same(filled), clause, Same(general)))
def _compared(resolver: Refer, filled: Filled, clause: str, general: GeneralPart) -> _Compared:
    """Return what of a clause, as it was `filled`, the general part says in the same words."""
    waiting = list(general.leden[clause])
    held: list[GeneralLid] = []
    kept: list[Group] = []
    for group in groups_of(filled):
        found = _found(group, clause, waiting, resolver)
        left = _undefined(group, general.terms, resolver, clause) if found else group
        if found is not None:
            waiting.remove(found)
            held.append(found)
        if left:
            kept.append(left)
    return _Compared(tuple(kept), _shared(clause, tuple(held), tuple(waiting)))


def _same_outcome(general: GeneralPart, shared: Sequence[_Shared], there: Collection[str]) -> Hashable:
    return Same(general), *map(Same, shared), there


@remembered(64, key=_same_outcome)
def _outcome(general: GeneralPart, shared: Sequence[_Shared], there: Collection[str]) -> Beside:
    """Return what follows for a contract as a whole from its clauses that were compared, but for what stays in it."""
    held = {one.clause: one.held for one in shared if one.held}
    lapsed = dict(general.leden) | {one.clause: one.lapsed for one in shared}
    applies = tuple(
        replace(article, clauses={clause: held[clause] for clause in article.clauses if clause in held})
        for article in general.articles
    )
    void = tuple(run for clause, leden in general.leden.items() for run in _runs(lapsed[clause], leden))
    gone, every = (sum(map(len, leden.values())) for leden in (lapsed, general.leden))
    told = [HARDLY_HOLDS.warning(title=general.title, void=gone, count=every)] if gone > MOST_VOID * every else []
    return Beside((), _pointing(general, held, there), void, replace(general, articles=applies), tuple(told))


@remembered(64, key=lambda general, style, words: (Same(general), style, words))
def _resolver(general: GeneralPart, style: str, words: tuple[tuple[tuple[str, str | None], str], ...]) -> Refer:
    """Return what resolves references as `general` does, which speaks of the contract in `words`."""
    layout = tuple(
        NumberedPart(Place.ARTICLE, article.number, article.slot, article.heading, {
            clause: tuple(LidNumber(lid.number, "", lid.name) for lid in leden if lid.number)
            for clause, leden in article.clauses.items()
        })
        for article in general.articles
    )  # fmt: skip
    return Refer(layout, style, Elsewhere(dict(words)))


@remembered(4096, key=lambda resolver, lid, clause: (Same(resolver), Same(lid), clause))
def _lines_there(resolver: Refer, lid: Lid, clause: str) -> tuple[str, ...]:
    """Return what `lid` would say in the general part; nothing when it points at a lid that this does not have."""
    try:
        resolved = resolver.block(with_number(lid, None), clause)
    except ClauseError:
        return ()
    return lines_of(resolved) if isinstance(resolved, Lid) else ()


def _found(group: Group, clause: str, waiting: Sequence[GeneralLid], resolver: Refer) -> GeneralLid | None:
    """Return the lid among `waiting` that says what `group` does, None when there is none."""
    first = group[0]
    if not waiting or not isinstance(first, Lid) or not all(isinstance(block, Definitions) for block in group[1:]):
        return None
    lines = _lines_there(resolver, first, clause)
    return next((lid for lid in waiting if lid.lines == lines), None)


def _undefined(group: Group, terms: Mapping[str, str], resolver: Refer, clause: str) -> Group:
    """Return what of `group`, whose lid the general part has, is not there: a lid with definitions, or nothing."""
    left: list[Block] = []
    for block in group[1:]:
        items = tuple(
            item
            for item in items_of(block)
            if item[0] not in terms or terms[item[0]] != _meaning(item, resolver, clause)
        )
        if items:
            left.append(Definitions(items))
    return (group[0], *left) if left else ()


def _meaning(item: tuple[str, tuple[Inline, ...]], resolver: Refer, clause: str) -> str | None:
    """Return what a term means in the words of the general part, None when it speaks of what that does not have."""
    try:
        ((_, meaning),) = items_of(resolver.block(Definitions((item,)), clause))
    except ClauseError:
        return None
    return text_of(meaning)


def _pointing(general: GeneralPart, held: Mapping[str, Sequence[GeneralLid]], there: Collection[str]) -> Elsewhere:
    """Return how a contract speaks of the leden that it `held` in the general part; `there` is what it has itself."""
    instead: dict[tuple[str, str | None], str] = {}
    besides: dict[str, str] = {}
    for article in general.articles:
        for clause, leden in article.clauses.items():
            if clause not in held:
                continue
            instead |= {
                (clause, lid.name): general.of_it(lid.number or article.number) for lid in held[clause] if lid.name
            }
            whole = len(article.clauses) == 1 and len(held[clause]) == len(leden)
            words = general.of_it(article.number if whole else listing(_runs(held[clause], leden)))
            if clause in there:
                besides[clause] = words
            else:
                instead[clause, None] = words
    return Elsewhere(instead, besides)


@remembered(64, key=lambda part: (Same(part.general), part.void))
def incorporated(part: Beside) -> Settled:
    """Return the clause by which a contract takes an edition over, or a document that others wrote."""
    general = part.general
    values: dict[str, object] = {"titel": general.title, "dag": general.day}
    if general.sha256 or not general.is_outside:
        values["sha256"] = general.sha256
    if general.is_outside:
        values |= {"kenmerk": general.edition, "aanduiding": general.called}
    else:
        values["uitgave"] = general.edition
    if part.void:
        values["vervallen"] = listing(list(part.void))
    ours = our_clauses()[OUTSIDE if general.is_outside else INCORPORATION]
    version = replace(ours.versions[-1], origin=CORE)
    clause = replace(ours, plugin=CORE, versions=(version,))
    return own_settled(clause, f"de overeenkomst verwijst naar '{general.title}'", values)


@remembered(64)
def with_incorporation(slots: Sequence[Slot], clause: Clause) -> tuple[Slot, ...]:
    """Return `slots` with an article before all others for the `clause` by which a contract takes a part over."""
    first = next((index for index, slot in enumerate(slots) if slot.place is Place.ARTICLE), len(slots))
    return (*slots[:first], Slot(clause.slot, clause.title, Place.ARTICLE, CORE), *slots[first:])


def _runs(held: Sequence[GeneralLid], leden: Sequence[GeneralLid]) -> list[str]:
    """Return the numbers of `held`, those that follow each other among `leden` as "A5.1 tot en met A5.4"."""
    runs: list[list[str]] = []
    last = -2
    for at, lid in enumerate(leden):
        if lid not in held or not lid.number:
            continue
        if at != last + 1:
            runs.append([])
        runs[-1].append(lid.number)
        last = at
    return [run[0] if len(run) == 1 else f"{run[0]} tot en met {run[-1]}" for run in runs]

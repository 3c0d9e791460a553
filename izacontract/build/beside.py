"""A contract beside a general part: what that says in the same words is left out and referred to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from izacontract.build.contents import FilledClause
from izacontract.build.edition import Group, groups_of, items_of, lines_of, outside, text_of, with_groups
from izacontract.build.number import LidNumber, NumberedPart, with_number
from izacontract.build.own import CORE, own_clause, own_settled
from izacontract.build.propose import Settled
from izacontract.build.refer import Elsewhere, Refer
from izacontract.dutch import listing
from izacontract.errors import ClauseError
from izacontract.model.clause import Place, Slot
from izacontract.model.contract import Block, Definitions, Inline, Lid
from izacontract.model.edition import GeneralLid, GeneralPart
from izacontract.model.own import INCORPORATION, OWNER

INCORPORATING: Final = Slot(f"{OWNER}-algemeen-deel", "Algemeen deel", Place.ARTICLE, CORE)
INCORPORATED: Final = (
    "1. Het document “{{ titel | tekst }}”, uitgave {{ uitgave | tekst }} van {{ dag | datum }} (hierna: het Algemeen "
    "deel), is deel van de Overeenkomst. Het bestand heeft het controlegetal (SHA-256) {{ sha256 | tekst }}. De "
    "Zorgverzekeraar heeft het vóór de ondertekening aan de Zorgaanbieder verstrekt.\n"
    "1. Zegt het Algemeen deel iets anders dan een ander artikel van de Overeenkomst, dan geldt dat andere artikel. "
    "Een artikel van het Algemeen deel en het artikel van de Overeenkomst met hetzelfde opschrift zijn samen één "
    "geheel: een verwijzing in het Algemeen deel naar dat artikel omvat wat de Overeenkomst onder dat opschrift "
    "bepaalt. Begrippen hebben in beide dezelfde betekenis.\n"
    "1. Een latere uitgave van het Algemeen deel geldt alleen als Partijen dat Schriftelijk afspreken.\n"
)
VOID: Final = (
    "1. Van het Algemeen deel gelden niet: artikel {{ vervallen | tekst }}. Wat de Overeenkomst daarover "
    "anders regelt, staat onder hetzelfde opschrift.\n"
)
EXPLAINED: Final = (
    "De voorwaarden die voor elk contract gelijk zijn, staan in een apart document dat bij dit contract hoort."
)


@dataclass(frozen=True, slots=True)
class Beside:
    """A contract beside a general part: the clauses that stay in it, how it points at the others, what is void there.

    `general` is the general part with only the leden that hold for this contract.
    """

    clauses: Sequence[FilledClause]
    elsewhere: Elsewhere
    void: tuple[str, ...]
    general: GeneralPart


def beside(clauses: Sequence[FilledClause], general: GeneralPart, slots: Sequence[Slot], style: str) -> Beside:
    """Return the contract of `clauses` without every lid that `general` holds in the very same words."""
    layout = tuple(
        NumberedPart(Place.ARTICLE, article.number, article.slot, article.heading, {
            clause: tuple(LidNumber(lid.number, "", lid.name) for lid in leden if lid.number)
            for clause, leden in article.clauses.items()
        })
        for article in general.articles
    )  # fmt: skip
    resolver = Refer(layout, style, Elsewhere(outside(clauses, slots)))
    waiting = {clause: list(leden) for clause, leden in general.leden.items()}
    held: dict[str, list[GeneralLid]] = {}
    stay: list[FilledClause] = []
    for item in clauses:
        clause = item.version.clause
        kept: list[Group] = []
        for group in groups_of(item.filled):
            found = _found(group, clause, waiting.get(clause, ()), resolver)
            left = _undefined(group, general.terms, resolver, clause) if found else group
            if found is not None:
                waiting[clause].remove(found)
                held.setdefault(clause, []).append(found)
            if left:
                kept.append(left)
        if kept:
            stay.append(with_groups(item, kept) if clause in held else item)
    applies = tuple(
        replace(article, clauses={clause: tuple(held[clause]) for clause in article.clauses if clause in held})
        for article in general.articles
    )
    void = tuple(
        run for clause, leden in general.leden.items() for run in _runs(waiting[clause], leden) if waiting[clause]
    )
    there = {item.version.clause for item in stay}
    return Beside(stay, _pointing(general, held, there), void, replace(general, articles=applies))


def _found(group: Group, clause: str, waiting: Sequence[GeneralLid], resolver: Refer) -> GeneralLid | None:
    """Return the lid among `waiting` that says what `group` does, None when there is none."""
    first = group[0]
    if not waiting or not isinstance(first, Lid) or not all(isinstance(block, Definitions) for block in group[1:]):
        return None
    try:
        resolved = resolver.block(with_number(first, None), clause)
    except ClauseError:  # it points at a lid that the general part does not have
        return None
    lines = lines_of(resolved) if isinstance(resolved, Lid) else ()
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
                (clause, lid.name): _of_general([lid.number or article.number]) for lid in held[clause] if lid.name
            }
            whole = len(article.clauses) == 1 and len(held[clause]) == len(leden)
            words = _of_general([article.number] if whole else _runs(held[clause], leden))
            if clause in there:
                besides[clause] = words
            else:
                instead[clause, None] = words
    return Elsewhere(instead, besides)


def with_incorporation(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """Return `slots` with an article before all others in which the contract takes a general part over."""
    first = next((index for index, slot in enumerate(slots) if slot.place is Place.ARTICLE), len(slots))
    return (*slots[:first], INCORPORATING, *slots[first:])


def incorporated(part: Beside) -> Settled:
    """Return the clause by which a contract takes the general part over."""
    general = part.general
    values: dict[str, object] = {"titel": general.title, "uitgave": general.edition, "dag": general.day}
    values["sha256"] = general.sha256
    text = INCORPORATED
    if part.void:
        values["vervallen"] = listing(list(part.void))
        text += VOID
    kinds = tuple((name, "datum" if name == "dag" else "tekst") for name in values)
    clause = own_clause(INCORPORATION, INCORPORATING.heading, INCORPORATING.id, text, kinds, general.day, EXPLAINED)
    return own_settled(clause, f"de overeenkomst verwijst naar '{general.title}'", values)


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


def _of_general(numbers: Sequence[str]) -> str:
    return f"artikel {listing(list(numbers))} van het Algemeen deel"

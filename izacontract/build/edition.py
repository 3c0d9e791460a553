"""The general part of a sector: every lid that holds no value of one contract, and a contract beside it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from izacontract.build.contents import FilledClause
from izacontract.build.number import Layout, LidNumber, NumberedPart, number, with_number
from izacontract.build.own import CORE, own_clause, own_settled
from izacontract.build.place import place
from izacontract.build.propose import Settled
from izacontract.build.refer import Elsewhere, Refer
from izacontract.clauses.text import Filled
from izacontract.dutch import listing
from izacontract.errors import ClauseError
from izacontract.model.clause import ClauseVersion, Place, Slot
from izacontract.model.contract import (
    Article,
    Block,
    Definitions,
    Inline,
    Lid,
    Onderdeel,
    PlacedClause,
    Placeholder,
    Reference,
    Value,
    texts_of,
)
from izacontract.model.edition import GeneralArticle, GeneralLid, GeneralPart
from izacontract.model.own import OWNER

PREFIX: Final = "A"
"""Stands before the number of each article of a general part, so that it is none of the contract."""
OF_ONE_CONTRACT: Final = ("overeenkomst.", "zorgverzekeraar.", "zorgaanbieder.")
"""Keys whose values are those of one contract, whoever typed them."""

INCORPORATION: Final = f"{OWNER}.algemeen-deel"
INCORPORATING: Final = Slot(f"{OWNER}-algemeen-deel", "Algemeen deel", Place.ARTICLE, CORE)
INCORPORATED: Final = (
    "1. Het document “{{ titel | tekst }}”, uitgave {{ uitgave | tekst }} van {{ dag | datum }} (hierna: het Algemeen "
    "deel), is deel van de Overeenkomst. Het bestand heeft het controlegetal (SHA-256) {{ sha256 | tekst }}. De "
    "Zorgverzekeraar heeft het vóór de ondertekening aan de Zorgaanbieder verstrekt.\n"
    "1. De Overeenkomst gaat voor op het Algemeen deel. Een artikel van het Algemeen deel en het artikel van de "
    "Overeenkomst met hetzelfde opschrift zijn samen één geheel: een verwijzing in het Algemeen deel naar dat artikel "
    "omvat wat de Overeenkomst onder dat opschrift bepaalt. Begrippen hebben in beide dezelfde betekenis.\n"
    "1. Een latere uitgave van het Algemeen deel geldt alleen als Partijen dat Schriftelijk afspreken.\n"
)
VOID: Final = (
    "1. Van het Algemeen deel gelden niet: artikel {{ vervallen | tekst }}. Wat daarvoor in de plaats komt, staat in "
    "de Overeenkomst onder hetzelfde opschrift.\n"
)
EXPLAINED: Final = (
    "De voorwaarden die voor elk contract gelijk zijn, staan in een apart document dat bij dit contract hoort."
)

Group = tuple[Block, ...]
"""A lid with the tables and definitions below it."""


def general_clauses(
    clauses: Sequence[FilledClause], slots: Sequence[Slot], is_for_all: Callable[[str], bool]
) -> list[FilledClause]:
    """Return what of `clauses` can stand in a general part: the leden that hold no value of one contract.

    `is_for_all` says whether the value at a key of the request holds for every contract; figures of law do.
    A lid that points at a lid outside the general part is left to the contract: without the number it says less.
    """
    places = {slot.id: slot.place for slot in slots}
    kept = {
        item.version.clause: [
            general for group in groups_of(item.filled) if (general := _general(group, item.version, is_for_all))
        ]
        for item in clauses
        if places[item.settled.clause.slot] is Place.ARTICLE
    }
    words, present = _outside(clauses, slots), {item.version.clause for item in clauses}
    while True:
        there: set[tuple[str, str | None]] = {
            (clause, group[0].name) for clause, groups in kept.items() for group in groups if isinstance(group[0], Lid)
        }
        there |= {(clause, None) for clause, groups in kept.items() if groups}

        def leads(one: Reference, there: Collection[tuple[str, str | None]] = there) -> bool:
            at = one.clause, one.lid
            return at in there or at in words or (one.otherwise is not None and one.clause not in present)

        fewer = {
            clause: [left for group in groups if (left := _leading(group, leads))] for clause, groups in kept.items()
        }
        if fewer == kept:
            return [_with_groups(item, kept[name]) for item in clauses if kept.get(name := item.version.clause)]
        kept = fewer


def general_layout(clauses: Sequence[FilledClause], slots: Sequence[Slot]) -> Layout:
    """Return the articles of the general part with `clauses`, numbered A1, A2 and their leden A1.1, A1.2."""
    return number(place(slots, clauses), PREFIX)


def general_articles(
    clauses: Sequence[FilledClause], every: Sequence[FilledClause], slots: Sequence[Slot], style: str
) -> tuple[Article, ...]:
    """Return the articles of the general part with `clauses`, of which `every` clause would be in the contract."""
    layout = general_layout(clauses, slots)
    resolver = Refer(layout, style, Elsewhere(_outside(every, slots)))
    texts = {item.version.clause: item for item in clauses}
    return tuple(
        Article(part.number, part.slot, part.heading, tuple(resolver.placed(texts[name]) for name in part.clauses))
        for part in layout
    )


def published(articles: Sequence[Article], edition: str, day: date, title: str, sector: str) -> GeneralPart:
    """Return the general part that `articles` are, not yet with the hash of its file."""
    blocks = [block for article in articles for clause in article.clauses for block in clause.blocks]
    found = tuple(
        GeneralArticle(article.number, article.slot, article.heading, {one.id: _leden(one) for one in article.clauses})
        for article in articles
    )
    defined = {term: _text(meaning) for block in blocks for term, meaning in items_of(block)}
    return GeneralPart(title, edition, day, "", sector, found, defined)


def _leden(clause: PlacedClause) -> tuple[GeneralLid, ...]:
    return tuple(GeneralLid(one.number, one.name, lines_of(one)) for one in clause.blocks if isinstance(one, Lid))


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
    resolver = Refer(layout, style, Elsewhere(_outside(clauses, slots)))
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
            stay.append(_with_groups(item, kept) if clause in held else item)
    applies = tuple(
        replace(article, clauses={clause: tuple(held[clause]) for clause in article.clauses if clause in held})
        for article in general.articles
    )
    void = tuple(
        run for clause, leden in general.leden.items() for run in _runs(waiting[clause], leden) if waiting[clause]
    )
    there = {item.version.clause for item in stay}
    return Beside(stay, _pointing(general, held, there), void, replace(general, articles=applies))


def groups_of(filled: Filled) -> Iterator[Group]:
    """Give the leden of a clause, each with the tables and definitions below it."""
    group: list[Block] = []
    for block in filled.blocks:
        if isinstance(block, Lid) and group:
            yield tuple(group)
            group = []
        group.append(block)
    if group:
        yield tuple(group)


def items_of(block: Block) -> Sequence[tuple[str, tuple[Inline, ...]]]:
    """Return the terms that `block` defines, each with its meaning."""
    return block.items if isinstance(block, Definitions) else ()


def lines_of(lid: Lid) -> tuple[str, ...]:
    """Return what `lid` prints: its own text, and each onderdeel with its number."""
    return _text(lid.text), *_lines(lid.parts)


def _text(inlines: Sequence[Inline]) -> str:
    return "".join(inline.text for inline in inlines)


def _lines(parts: Sequence[Onderdeel]) -> Iterator[str]:
    for part in parts:
        yield f"{part.number} {_text(part.text)}"
        yield from _lines(part.parts)


def _general(group: Group, version: ClauseVersion, is_for_all: Callable[[str], bool]) -> Group:
    """Return what of `group` holds for every contract: all of it, a lid with fewer definitions, or nothing."""

    def holds(text: Sequence[Inline]) -> bool:
        """Return whether `text` prints no value of one contract."""
        values = [version.variables.get(inline.name) for inline in text if isinstance(inline, Value)]
        return not any(isinstance(inline, Placeholder) for inline in text) and all(
            one is not None and (one.parameter is not None or (one.key is not None and is_for_all(one.key)))
            for one in values
        )

    first, *below = group
    if not isinstance(first, Lid) or not all(isinstance(block, Definitions) for block in below):
        return ()
    if not all(map(holds, texts_of(first))):
        return ()
    defined = (tuple(item for item in items_of(block) if holds(item[1])) for block in below)
    return first, *map(Definitions, defined)


def _leading(group: Group, leads: Callable[[Reference], bool]) -> Group:
    """Return what of `group` points only at what a general part can speak of: a lid, with fewer definitions."""
    first, *below = group
    if not all(map(leads, _references(texts_of(first)))):
        return ()
    fewer = (tuple(item for item in items_of(block) if all(map(leads, _references([item[1]])))) for block in below)
    return first, *map(Definitions, fewer)


def _references(texts: Iterable[Sequence[Inline]]) -> Iterator[Reference]:
    return (inline for text in texts for inline in text if isinstance(inline, Reference))


def _with_groups(item: FilledClause, groups: Sequence[Group]) -> FilledClause:
    blocks = tuple(block for group in groups for block in group)
    return replace(item, filled=replace(item.filled, blocks=blocks))


def _outside(clauses: Sequence[FilledClause], slots: Sequence[Slot]) -> Mapping[tuple[str, str | None], str]:
    """Return how a general part speaks of a clause of the contract that has an article or annex to itself."""
    found: dict[tuple[str, str | None], str] = {}
    for filled in place(slots, clauses):
        if len(filled.clauses) > 1 or filled.slot.place not in (Place.ARTICLE, Place.ANNEX):
            continue
        kind = "de bijlage" if filled.slot.place is Place.ANNEX else "het artikel"
        found[filled.clauses[0].version.clause, None] = f"{kind} ‘{filled.slot.heading}’ van de Overeenkomst"
    return found


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
    return _text(meaning)


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

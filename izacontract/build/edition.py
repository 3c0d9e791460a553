"""The general part of a sector: every lid that holds no value of one contract, published once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from izacontract.build.contents import FilledClause
from izacontract.build.number import Layout, number
from izacontract.build.place import place
from izacontract.build.refer import Elsewhere, Refer
from izacontract.clauses.text import Filled
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
from izacontract.model.memory import Same, remembered

PREFIX: Final = "A"
"""Stands before the number of each article of a general part, so that it is none of the contract."""
OF_ONE_CONTRACT: Final = ("overeenkomst.", "zorgverzekeraar.", "zorgaanbieder.")
"""Keys whose values are those of one contract, whoever typed them."""

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
    words, present = outside(clauses, slots), {item.version.clause for item in clauses}
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
            return [with_groups(item, kept[name]) for item in clauses if kept.get(name := item.version.clause)]
        kept = fewer


def general_layout(clauses: Sequence[FilledClause], slots: Sequence[Slot]) -> Layout:
    """Return the articles of the general part with `clauses`, numbered A1, A2 and their leden A1.1, A1.2."""
    return number(place(slots, clauses), PREFIX)


def general_articles(
    clauses: Sequence[FilledClause], every: Sequence[FilledClause], slots: Sequence[Slot], style: str
) -> tuple[Article, ...]:
    """Return the articles of the general part with `clauses`, of which `every` clause would be in the contract."""
    layout = general_layout(clauses, slots)
    resolver = Refer(layout, style, Elsewhere(outside(every, slots)))
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
    defined = {term: text_of(meaning) for block in blocks for term, meaning in items_of(block)}
    return GeneralPart(title, edition, day, "", sector, found, defined)


def _leden(clause: PlacedClause) -> tuple[GeneralLid, ...]:
    return tuple(GeneralLid(one.number, one.name, lines_of(one)) for one in clause.blocks if isinstance(one, Lid))


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
    return text_of(lid.text), *_lines(lid.parts)


def text_of(inlines: Sequence[Inline]) -> str:
    """Return what `inlines` print."""
    return "".join(inline.text for inline in inlines)


def _lines(parts: Sequence[Onderdeel]) -> Iterator[str]:
    for part in parts:
        yield f"{part.number} {text_of(part.text)}"
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


def with_groups(item: FilledClause, groups: Sequence[Group]) -> FilledClause:
    """Return `item` with only `groups` of its text."""
    return replace(item, filled=_with_blocks(item.filled, tuple(block for group in groups for block in group)))


@remembered(1024, key=lambda filled, blocks: (Same(filled), *map(Same, blocks)))
def _with_blocks(filled: Filled, blocks: tuple[Block, ...]) -> Filled:
    return replace(filled, blocks=blocks)


def outside(clauses: Sequence[FilledClause], slots: Sequence[Slot]) -> Mapping[tuple[str, str | None], str]:
    """Return how a general part speaks of a clause of the contract that has an article or annex to itself."""
    found: dict[tuple[str, str | None], str] = {}
    for filled in place(slots, clauses):
        if len(filled.clauses) > 1 or filled.slot.place not in (Place.ARTICLE, Place.ANNEX):
            continue
        kind = "de bijlage" if filled.slot.place is Place.ANNEX else "het artikel"
        found[filled.clauses[0].version.clause, None] = f"{kind} ‘{filled.slot.heading}’ van de Overeenkomst"
    return found

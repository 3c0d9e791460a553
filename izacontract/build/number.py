"""Step number: articles, leden, onderdelen and annexes get the numbers that Word's own lists will print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from izacontract.build.contents import FilledClause
from izacontract.build.place import FilledSlot
from izacontract.model.clause import Place
from izacontract.model.contract import Annex, Article, Block, Lid, Onderdeel, PlacedClause


def number(slots: Sequence[FilledSlot]) -> tuple[list[Article | Annex], ...]:
    """Return opening parts, articles, closing parts and annexes, each numbered in the order of the document.

    Articles count 1, 2, 3 and their leden 1.1, 1.2; annexes A, B, C and theirs A.1; in the parts before and
    after the articles leden count 1., 2. by themselves.
    """
    articles, annexes = count(1), count(0)
    parts: dict[Place, list[Article | Annex]] = {part: [] for part in Place}
    for filled in slots:
        slot = filled.slot
        if slot.place is Place.ANNEX:
            label = letter(next(annexes))
            parts[slot.place].append(Annex(label, slot.id, slot.heading, _clauses(filled.clauses, f"{label}.%d")))
        elif slot.place is Place.ARTICLE:
            label = str(next(articles))
            parts[slot.place].append(Article(label, slot.id, slot.heading, _clauses(filled.clauses, f"{label}.%d")))
        else:
            parts[slot.place].append(Article("", slot.id, slot.heading, _clauses(filled.clauses, "%d.")))
    return tuple(parts[part] for part in (Place.OPENING, Place.ARTICLE, Place.CLOSING, Place.ANNEX))


def letter(index: int) -> str:
    """Return the letter of place `index` (from 0) as Word counts: A to Z, then AA, BB."""
    return chr(ord("A") + index % 26) * (index // 26 + 1)


def _clauses(clauses: Sequence[FilledClause], pattern: str) -> tuple[PlacedClause, ...]:
    leden = count(1)
    return tuple(
        PlacedClause(
            item.settled.clause.id,
            item.settled.clause.title,
            item.version.since,
            tuple(_blocks(item.filled.blocks, item.settled.clause.id, pattern, leden)),
        )
        for item in clauses
    )


def _blocks(blocks: Sequence[Block], clause_id: str, pattern: str, leden: Iterator[int]) -> Iterator[Block]:
    inside = count(1)
    for block in blocks:
        if not isinstance(block, Lid):
            yield block
        elif block.number:
            yield replace(
                block, number=pattern % next(leden), mark=f"{clause_id}#{next(inside)}", parts=_parts(block.parts)
            )
        else:
            yield replace(block, parts=_parts(block.parts))


def _parts(parts: Sequence[Onderdeel], depth: int = 0) -> tuple[Onderdeel, ...]:
    return tuple(
        replace(
            part, number=f"{index + 1}°" if depth else f"{letter(index).lower()}.", parts=_parts(part.parts, depth + 1)
        )
        for index, part in enumerate(parts)
    )

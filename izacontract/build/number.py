"""Step number: articles, leden, onderdelen and annexes get the numbers that Word's own lists will print."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from izacontract.build.contents import FilledClause
from izacontract.build.place import FilledSlot
from izacontract.clauses.text import Filled
from izacontract.model.clause import Place
from izacontract.model.contract import Block, Lid, Onderdeel
from izacontract.model.memory import remembered


@dataclass(frozen=True, slots=True)
class LidNumber:
    """The number of a lid as printed, the mark that references point at, and how its text calls it ("" for not)."""

    number: str
    mark: str
    name: str


@dataclass(frozen=True, slots=True)
class NumberedPart:
    """An article, annex or other part with its number or letter ("" for none) and the leden of each clause, by id."""

    place: Place
    number: str
    slot: str
    heading: str
    clauses: Mapping[str, tuple[LidNumber, ...]]


Layout = tuple[NumberedPart, ...]
"""The parts of a contract in the order of the document: all that a reference needs to know."""


def _printed_parts(slots: Sequence[FilledSlot], prefix: str = "") -> Hashable:
    """Return all of `slots` that decides on numbers."""
    return prefix, *(
        (filled.slot.id, filled.slot.place, filled.slot.heading, tuple(map(_leden, filled.clauses))) for filled in slots
    )


@remembered(1024, key=_printed_parts)
def number(slots: Sequence[FilledSlot], prefix: str = "") -> Layout:
    """Return the parts that `slots` become, each numbered in the order of the document, an article behind `prefix`.

    Articles count 1, 2, 3 and their leden 1.1, 1.2; annexes A, B, C and theirs A.1; in the parts before and
    after the articles leden count 1., 2. by themselves. Contracts whose parts and leden are the same share one layout.
    """
    articles, annexes = count(1), count(0)
    parts: dict[Place, list[NumberedPart]] = {place: [] for place in Place}
    for filled in slots:
        slot = filled.slot
        if slot.place is Place.ANNEX:
            label = letter(next(annexes))
        elif slot.place is Place.ARTICLE:
            label = f"{prefix}{next(articles)}"
        else:
            label = ""
        pattern, leden = f"{label}.%d" if label else "%d.", count(1)
        clauses = {
            item.version.clause: tuple(
                LidNumber(pattern % next(leden), f"{item.version.clause}#{index}", name)
                for index, name in enumerate(_names(item.filled), start=1)
            )
            for item in filled.clauses
        }
        parts[slot.place].append(NumberedPart(slot.place, label, slot.id, slot.heading, clauses))
    return tuple(part for place in (Place.OPENING, Place.ARTICLE, Place.CLOSING, Place.ANNEX) for part in parts[place])


def with_number(block: Block, lid: LidNumber | None) -> Block:
    """Return `block` with the number of its `lid`, if it has one, and those of its onderdelen."""
    if not isinstance(block, Lid):
        return block
    number, mark = (lid.number, lid.mark) if lid else ("", block.mark)
    return Lid(number, block.text, _parts(block.parts), mark, block.name)


def letter(index: int) -> str:
    """Return the letter of place `index` (from 0) as Word counts: A to Z, then AA, BB."""
    return chr(ord("A") + index % 26) * (index // 26 + 1)


def position_of(letters: str) -> int:
    """Return the place, from 0, that `letter` writes as `letters`."""
    return ord(letters[0]) - ord("A") + 26 * (len(letters) - 1)


def _leden(item: FilledClause) -> tuple[str, tuple[str, ...]]:
    return item.version.clause, _names(item.filled)


@remembered(512)
def _names(filled: Filled) -> tuple[str, ...]:
    """Return how the text calls each lid that gets a number."""
    return tuple(block.name for block in filled.blocks if isinstance(block, Lid) and block.number)


def _parts(parts: Sequence[Onderdeel], depth: int = 0) -> tuple[Onderdeel, ...]:
    if not parts:
        return ()
    return tuple(
        Onderdeel(f"{index + 1}°" if depth else f"{letter(index).lower()}.", part.text, _parts(part.parts, depth + 1))
        for index, part in enumerate(parts)
    )

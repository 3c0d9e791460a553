"""Which provision of a contract is which of what it is to become."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from izacontract.amend.provisions import Part, Provision
from izacontract.differ.alignment import Pair, Traits, align_texts
from izacontract.differ.tokens import FIGURE

_FIGURES: Final = re.compile(FIGURE)


@dataclass(frozen=True, slots=True)
class Matched:
    """A provision as it stands and as it is to be; None where it does not stand."""

    old: Provision | None
    new: Provision | None


def matched(old: Part | None, new: Part) -> list[Matched]:
    """Return every provision that holds in either, in the order of `new`; what lapses follows what it stood after.

    What only stands in another place there lapses and is put in: its number cannot move with it.
    """
    stand, come = old.live if old is not None else (), new.provisions
    found: list[Matched] = []
    for pair in align_texts(stand, come, _TRAITS):
        if pair.moved:
            continue
        found.append(_of(pair, stand, come))
    moved = {pair.new: pair.old for pair in align_texts(stand, come, _TRAITS) if pair.moved}
    return list(_replaced(_with_moved(found, moved, stand, come)))


def masked(one: Provision) -> str:
    """Return what `one` says without the numbers that it refers to, which may shift."""
    texts = []
    for line in (*one.lines, *(cell for row in one.rows for cell in row)):
        at, kept = 0, ""
        for start, end, _ in line.points:
            kept += line.text[at:start] + "\0"
            at = end
        texts.append(f"{line.number} {kept}{line.text[at:]}")
    return "\n".join(texts)


def _anchor(one: Provision) -> str:
    """Return what stays of `one` while its figures change: the term, the heads of a table, or its other words."""
    if one.kind == "tabel":
        return "\t".join(one.header)
    return one.term or _FIGURES.sub("\0", masked(one))


_TRAITS: Traits[Provision] = Traits(
    (lambda one: (one.clause, one.kind, masked(one)), lambda one: (one.clause, one.kind, _anchor(one))),
    lambda one: one.words.split(),
    lambda one: (one.clause, one.kind),
)


def _of(pair: Pair, stand: Sequence[Provision], come: Sequence[Provision]) -> Matched:
    return Matched(
        None if pair.old is None else stand[pair.old],
        None if pair.new is None else come[pair.new],
    )


def _with_moved(
    found: list[Matched], moved: dict[int | None, int | None], stand: Sequence[Provision], come: Sequence[Provision]
) -> list[Matched]:
    """Return `found` with what moved as something that lapses where it stood, and comes where it is to be."""
    for new_at, old_at in moved.items():
        if new_at is None or old_at is None:
            continue
        before = come[new_at - 1] if new_at else None
        place = next((i + 1 for i, one in enumerate(found) if before is not None and one.new is before), 0)
        found.insert(place, Matched(None, come[new_at]))
        before = stand[old_at - 1] if old_at else None
        place = next((i + 1 for i, one in enumerate(found) if before is not None and one.old is before), 0)
        found.insert(place, Matched(stand[old_at], None))
    return found


def _replaced(found: Sequence[Matched]) -> Iterator[Matched]:
    """Give `found`, but of what lapses and what comes in one place and one clause as many as can be as replaced.

    The number then stays in use, as in a law of which a lid is worded anew.
    """
    at = 0
    while at < len(found):
        if found[at].old is not None and found[at].new is not None:
            yield found[at]
            at += 1
            continue
        end = at
        while end < len(found) and (found[end].old is None or found[end].new is None):
            end += 1
        yield from _paired(found[at:end])
        at = end


def _paired(stretch: Sequence[Matched]) -> Iterator[Matched]:
    gone = [one.old for one in stretch if one.old is not None]
    for one in stretch:
        if one.new is None:
            continue
        new = one.new
        # a term is another term, and a table with other heads another table: only numbered text is worded anew
        alike = next(
            (old for old in gone if new.kind == "lid" and (old.clause, old.kind) == (new.clause, new.kind)), None
        )
        if alike is None:
            yield one
        else:
            for old in gone[: gone.index(alike)]:
                yield Matched(old, None)
            gone = gone[gone.index(alike) + 1 :]
            yield Matched(alike, new)
    for old in gone:
        yield Matched(old, None)

"""Step place: clauses into the slots of the skeleton; a slot without clauses drops out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from izacontract.build.contents import FilledClause
from izacontract.build.propose import Settled
from izacontract.model.clause import Clause, Slot


@dataclass(frozen=True, slots=True)
class FilledSlot:
    """A slot with its clauses in order."""

    slot: Slot
    clauses: tuple[FilledClause, ...]


def in_document_order(slots: Sequence[Slot], settled: Sequence[Settled]) -> list[Settled]:
    """Return `settled` in the order in which the document prints its clauses, so that its lists follow its text."""
    places = {slot.id: place for place, slot in enumerate(slots)}
    return sorted(settled, key=lambda item: (places[item.clause.slot], *_inside(item.clause)))


def place(slots: Sequence[Slot], clauses: Sequence[FilledClause]) -> list[FilledSlot]:
    """Return the slots that hold clauses, in the order of the skeleton; inside a slot order and then id decide."""
    by_slot: dict[str, list[FilledClause]] = {}
    for clause in sorted(clauses, key=lambda item: _inside(item.settled.clause)):
        by_slot.setdefault(clause.settled.clause.slot, []).append(clause)
    return [FilledSlot(slot, tuple(by_slot[slot.id])) for slot in slots if slot.id in by_slot]


def _inside(clause: Clause) -> tuple[int, str]:
    return clause.order, clause.id

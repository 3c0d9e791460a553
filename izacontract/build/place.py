"""Step place: clauses into the slots of the skeleton; a slot without clauses drops out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from izacontract.build.contents import FilledClause
from izacontract.build.propose import Settled
from izacontract.model.clause import Slot


@dataclass(frozen=True, slots=True)
class FilledSlot:
    """A slot with its clauses in order."""

    slot: Slot
    clauses: tuple[FilledClause, ...]


def in_document_order(slots: Sequence[Slot], settled: Sequence[Settled]) -> list[Settled]:
    """Return `settled` in the order in which the document prints its clauses, so that its lists follow its text.

    Slots stand in the order of the skeleton; inside a slot order and then id decide.
    """
    places = {slot.id: place for place, slot in enumerate(slots)}
    return sorted(settled, key=lambda item: (places[item.clause.slot], item.clause.order, item.clause.id))


def place(slots: Sequence[Slot], clauses: Sequence[FilledClause]) -> list[FilledSlot]:
    """Return the slots that hold `clauses`, which stand in the order of the document, in the order of the skeleton.

    Each has the heading that fits its clauses.
    """
    by_slot: dict[str, list[FilledClause]] = {}
    for clause in clauses:
        by_slot.setdefault(clause.settled.clause.slot, []).append(clause)
    return [
        FilledSlot(_headed(slot, by_slot[slot.id]), tuple(by_slot[slot.id])) for slot in slots if slot.id in by_slot
    ]


def _headed(slot: Slot, clauses: Sequence[FilledClause]) -> Slot:
    if not slot.without:
        return slot
    return replace(slot, heading=slot.heading_over([clause.settled.clause.id for clause in clauses]))

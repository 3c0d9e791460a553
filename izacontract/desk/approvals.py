"""Whose approval of a position counts at a desk where people have roles: that of a lawyer, given at the desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from izacontract.desk import messages as m
from izacontract.desk.keeping import digest
from izacontract.desk.who import REVIEWERS, Person
from izacontract.intake.tree import Node, typed_at
from izacontract.model.sections import POSITIONS

APPROVED: Final = "akkoord_door"


@dataclass(frozen=True, slots=True)
class Position:
    """A position that a request takes: its place there, and who approved it ("" nobody)."""

    place: int
    clause: str
    choice: str
    reason: str
    approved: str

    @property
    def mark(self) -> str:
        """Return what tells whether it is still the one that was read."""
        return digest("\n".join((self.clause, self.choice, self.reason, self.approved)).encode())


def positions_in(root: Mapping[str, Node]) -> Iterator[Position]:
    """Give every position that the request `root` takes."""
    chosen = root.get(POSITIONS.key)
    for place, row in enumerate(chosen if isinstance(chosen, list) else ()):
        if isinstance(row, dict):
            told = (str(typed_at(row, (key,)) or "") for key in ("clausule", "keuze", "reden", APPROVED))
            # a form sends other line breaks than a file has
            yield Position(place, *(" ".join(text.split()) for text in told))


def not_theirs(person: Person, root: Mapping[str, Node], before: Mapping[str, Node] | None = None) -> list[Position]:
    """Return the positions in `root` with an approval that `person` may not give, and that `before` does not have.

    None without sign-in: then there is nobody else to approve.
    """
    if not person.signed_in or person.may(REVIEWERS):
        return []
    stood = {one.mark for one in positions_in(before or {})}
    return [one for one in positions_in(root) if one.approved and one.mark not in stood]


def without_approval(root: dict[str, Node], positions: list[Position]) -> None:
    """Take the approval of `positions` out of the request `root`."""
    chosen = root.get(POSITIONS.key)
    for one in positions:
        row = chosen[one.place] if isinstance(chosen, list) else None
        if isinstance(row, dict):
            row.pop(APPROVED, None)


def refuse_not_theirs(person: Person, root: Mapping[str, Node], before: Mapping[str, Node] | None = None) -> None:
    """Raise DeskRefused when `root` has an approval that `person` may not give and `before` does not have."""
    if found := not_theirs(person, root, before):
        raise m.NOT_APPROVED.failure(m.DeskRefused, names=named_in(found))


def named_in(positions: list[Position]) -> str:
    """Return who is said to have approved `positions`, each with the clause."""
    return ", ".join(dict.fromkeys(f"{one.approved} ({one.clause})" for one in positions))

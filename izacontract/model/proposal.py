"""What a rule answers about a clause: in or out, with which values and because of what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Proposal:
    """A rule's answer for one clause.

    `values` fill the text. `looked_at` names the request's paths that decided.
    """

    clause: str
    include: bool
    because: str
    values: Mapping[str, object] = field(default_factory=dict)
    looked_at: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not (isinstance(self.values, Mapping) and isinstance(self.looked_at, tuple)):
            raise TypeError("a proposal has values by name (mapping) and the paths it looked at (tuple)")
        if not (isinstance(self.clause, str) and isinstance(self.because, str) and isinstance(self.include, bool)):
            raise TypeError("a proposal has a clause (str), in or out (bool) and a reason (str)")


def put_in(
    clause: str, *, because: str, values: Mapping[str, object] | None = None, looked_at: tuple[str, ...] = ()
) -> Proposal:
    """Return the proposal that puts `clause` in the contract with `values`."""
    return Proposal(clause, True, because, values or {}, looked_at)


def leave_out(clause: str, *, because: str, looked_at: tuple[str, ...] = ()) -> Proposal:
    """Return the proposal that leaves `clause` out."""
    return Proposal(clause, False, because, {}, looked_at)

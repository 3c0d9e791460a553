"""The steps of a contract from draft to end: which may follow which, and what its days make of the step on record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final


class Status(StrEnum):
    """How far a contract is, in the word that people read."""

    DRAFT = "concept"
    SENT = "verstuurd"
    RETURNED = "terug"
    AGREED = "akkoord"
    SIGNED = "getekend"
    RUNNING = "loopt"
    ENDED = "beëindigd"


NEXT: Final[Mapping[Status, tuple[Status, ...]]] = {
    Status.DRAFT: (Status.SENT, Status.ENDED),
    Status.SENT: (Status.RETURNED, Status.AGREED, Status.SIGNED, Status.DRAFT, Status.ENDED),
    Status.RETURNED: (Status.SENT, Status.AGREED, Status.ENDED),
    Status.AGREED: (Status.SIGNED, Status.SENT, Status.RETURNED, Status.ENDED),
    Status.SIGNED: (Status.ENDED,),
    Status.ENDED: (),
}
"""The steps that may follow each step on record. `RUNNING` is no step on record: it follows from days."""

UNDO: Final = "undo"
"""The action of a line of the log that takes the last step back."""

REMOVE: Final = "remove"
"""The action of a line of the log that takes a contract out; what comes under its reference later begins anew."""

BEFORE_SIGNING: Final = frozenset({Status.DRAFT, Status.SENT, Status.RETURNED, Status.AGREED})
"""The steps in which parties, sector and term follow the latest version; from signing on they stand."""


def status_on(
    day: date, recorded: Status, begin: date | None, end: date | None, ended_on: date | None, *, renews: bool
) -> Status:
    """Return what a contract is on `day`, with `recorded` as its step on record.

    A signed contract runs from its first day through its last one and has ended the day after. One that `renews`
    silently runs until its end is on record. One that was ended runs through the day `ended_on`, if it had been signed;
    the caller passes `Status.SIGNED` as `recorded` for that.
    """
    if recorded is not Status.SIGNED:
        return recorded
    if ended_on is not None and day > ended_on:
        return Status.ENDED
    if begin is None or day < begin:
        return Status.SIGNED
    if end is not None and day > end and not renews:
        return Status.ENDED
    return Status.RUNNING


def steps_that_stand(changes: Iterable[tuple[str, Mapping[str, Any]]]) -> list[Mapping[str, Any]]:
    """Return the steps in the log of one contract that stand: not taken back, nor of one that was removed.

    `changes` are the actions of its lines with their details: a step says `from`, `to` and `day`, that of an addendum
    that was signed `addendum` and `signed`.
    """
    standing: list[Mapping[str, Any]] = []
    for action, details in changes:
        if action in (UNDO, REMOVE):
            standing = standing[:-1] if action == UNDO else []
        elif "from" in details or "signed" in details:
            standing.append(details)
    return standing


def listed(statuses: tuple[Status, ...]) -> str:
    """Return `statuses` as people read them: "verstuurd, beëindigd"."""
    return ", ".join(statuses)


ASCII: Final[Mapping[str, Status]] = {"beeindigd": Status.ENDED}
"""How a status may be typed by who has no such letter at hand."""


def status_of(typed: str) -> Status | None:
    """Return the status that somebody `typed`, in capitals or not; None for no status."""
    plain = typed.strip().casefold()
    return ASCII.get(plain) or next((status for status in Status if status == plain), None)

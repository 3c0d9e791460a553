"""Writing to a register: what commands did with contracts, the next step, an event, and the end of a contract in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select, update

from izacontract.meant import did_you_mean
from izacontract.register import messages as m
from izacontract.register.facts import Entry
from izacontract.register.journal import Journal
from izacontract.register.merging import Merger, Written
from izacontract.register.messages import RegisterRefused
from izacontract.register.opening import Opened
from izacontract.register.schema import addenda, contracts, events, log
from izacontract.register.steps import NEXT, REMOVE, UNDO, Status, listed, status_on, steps_that_stand
from izacontract.register.who import Who, clean

AT_ONCE: Final = 500
"""So many contracts are looked up and written together; all of a command stand in one transaction all the same."""

LONGEST_REFERENCE: Final = 200
LONGEST_EVENT: Final = 100
LONGEST_NOTE: Final = 2_000


class Register:
    """Writes to an opened register; every call is one transaction: all of it is kept, or by an error nothing."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened

    def record(self, action: str, entries: Iterable[Entry], who: Who) -> Written:
        """Keep what `action` did with contracts, and return what that changed.

        An entry without a reference, for another contract than the register has, or for an unknown one that had to be
        known is told in the findings and skipped; the others are kept. Raises FileError when the register cannot be
        written.
        """
        written = Written()
        with self.opened.writing() as connection:
            merger = Merger(connection, who, action, written)
            waiting: dict[str, Entry] = {}
            for entry in entries:
                reference = entry.contract.reference
                if not reference or len(reference) > LONGEST_REFERENCE:
                    what = entry.contract.title or entry.contract.sector or action
                    written.findings.append(m.NO_REFERENCE.warning(what=what))
                    continue
                if reference in waiting or len(waiting) == AT_ONCE:
                    merger.merge(waiting)
                    waiting = {}
                waiting[reference] = entry
            merger.merge(waiting)
        return written

    def move(self, references: Sequence[str], to: Status, who: Who, *, on: date, note: str = "") -> None:
        """Put the contracts `references` on the step `to`, taken on the day `on`.

        For the end of a signed contract `on` is its last day. Raises RegisterRefused for a step that may not follow, of
        whichever of them, and then changes none.
        """
        note = _words(note, "--note", LONGEST_NOTE, may_be_empty=True)
        with self.opened.writing() as connection:
            journal = Journal(connection, who.by, who.moment)
            for reference in dict.fromkeys(references):
                row = _contract(connection, reference)
                _check_step(row, to, on, who.today, note)
                values: dict[str, Any] = {"status": to.value, "status_day": on, "changed": who.moment}
                if to is Status.SIGNED:
                    values["signed"] = True
                elif to is Status.ENDED and row.signed:
                    values["ended_on"] = on
                connection.execute(update(contracts).where(contracts.c.id == row.id).values(values))
                details = {"from": row.status, "to": to.value, "day": on.isoformat()}
                journal.write("set", reference, details, note=note, contract=row.id)
            journal.flush()

    def undo(self, reference: str, reason: str, who: Who) -> Status:
        """Take back the last step of the contract `reference`, which was recorded by mistake, and return that step.

        The log keeps it, with who took it back and the `reason`. Raises RegisterRefused for a contract that is not
        there, has taken no step, or a reason without words.
        """
        reason = _words(reason, "--reason", LONGEST_NOTE)
        with self.opened.writing() as connection:
            row = _contract(connection, reference)
            lines = connection.execute(select(log).where(log.c.reference == reference).order_by(log.c.id))
            steps = steps_that_stand((line.action, json.loads(line.details)) for line in lines)
            if not steps:
                raise m.NO_STEP.failure(RegisterRefused, reference=reference, now=row.status)
            undone = steps[-1]
            journal = Journal(connection, who.by, who.moment)
            if "signed" in undone:
                _unsigned(connection, row, undone, who)
                told = {"addendum": undone["addendum"], "taken_back": undone["signed"]}
                journal.write(UNDO, reference, told, note=reason, contract=row.id)
                journal.flush()
                return Status(row.status)
            before = next((step["day"] for step in reversed(steps[:-1]) if "day" in step), row.created[:10])
            values = {"status": undone["from"], "status_day": date.fromisoformat(before), "changed": who.moment}
            values |= {"signed": False} if undone["to"] == Status.SIGNED else {}
            values |= {"ended_on": None} if undone["to"] == Status.ENDED else {}
            connection.execute(update(contracts).where(contracts.c.id == row.id).values(values))
            details = {"from": undone["to"], "to": undone["from"], "day": before}
            journal.write(UNDO, reference, details, note=reason, contract=row.id)
            journal.flush()
        return Status(undone["to"])

    def sign_addendum(self, reference: str, number: int, who: Who, *, on: date, note: str = "") -> date | None:
        """Record that addendum `number` of the contract `reference` was signed on the day `on`.

        Returns the last day of the contract when the addendum moved it; the register then has that one. Raises
        RegisterRefused for a contract or an addendum that is not there, one that was signed before, a contract that is
        not signed itself, or a day in the future or before the contract was signed.
        """
        note = _words(note, "--note", LONGEST_NOTE, may_be_empty=True)
        if on > who.today:
            raise m.IN_FUTURE.failure(RegisterRefused, what=f"{reference}, allonge {number}", day=_day(on))
        with self.opened.writing() as connection:
            row = _contract(connection, reference)
            there = connection.execute(select(addenda).where(addenda.c.contract == row.id)).all()
            one = next((found for found in there if found.number == number), None)
            if one is None:
                numbers = ", ".join(str(found.number) for found in there) or "-"
                raise m.NO_ADDENDUM.failure(RegisterRefused, reference=reference, number=number, known=numbers)
            if one.signed is not None:
                raise m.ADDENDUM_SIGNED.failure(
                    RegisterRefused, reference=reference, number=number, day=_day(one.signed)
                )
            if not row.signed:
                raise m.NOT_SIGNED.failure(RegisterRefused, reference=reference, now=row.status, number=number)
            if row.status == Status.SIGNED and on < row.status_day:
                raise m.TOO_EARLY.failure(
                    RegisterRefused, reference=reference, now=row.status, last=_day(row.status_day),
                    wanted=f"allonge {number}", day=_day(on),
                )  # fmt: skip
            moved = one.end if one.end != row.end else None
            here = (addenda.c.contract == row.id) & (addenda.c.number == number)
            connection.execute(update(addenda).where(here).values(signed=on))
            values = {"changed": who.moment} | ({"end": moved} if moved else {})
            connection.execute(update(contracts).where(contracts.c.id == row.id).values(values))
            details: dict[str, object] = {"addendum": number, "signed": on.isoformat()}
            if moved:
                details |= {"end": moved.isoformat(), "end_was": row.end.isoformat() if row.end else None}
            journal = Journal(connection, who.by, who.moment)
            journal.write("addendum", reference, details, note=note, contract=row.id)
            journal.flush()
        return moved

    def happened(self, reference: str, name: str, on: date, who: Who, *, note: str = "") -> bool:
        """Record that the event `name` happened on the day `on`; returns False when that was recorded before.

        Raises RegisterRefused for a contract that is not there, a name that cannot be kept, or a day in the future.
        """
        name = _words(name, "NAME", LONGEST_EVENT)
        note = _words(note, "--note", LONGEST_NOTE, may_be_empty=True)
        if on > who.today:
            raise m.IN_FUTURE.failure(RegisterRefused, what=name, day=_day(on))
        with self.opened.writing() as connection:
            row = _contract(connection, reference)
            there = connection.execute(select(events).where(events.c.contract == row.id)).all()
            if any(one.name == name and one.day == on for one in there):
                return False
            number = max((one.number for one in there), default=0) + 1
            connection.execute(
                insert(events).values(contract=row.id, number=number, name=name, day=on, recorded=who.moment)
            )
            connection.execute(update(contracts).where(contracts.c.id == row.id).values(changed=who.moment))
            journal = Journal(connection, who.by, who.moment)
            journal.write("event", reference, {"event": name, "day": on.isoformat()}, note=note, contract=row.id)
            journal.flush()
        return True

    def remove(self, reference: str, reason: str, who: Who) -> None:
        """Take the contract `reference` out, with its parties, versions, documents, events and notes.

        The log keeps what was done with it, without party data, and the `reason`. Raises RegisterRefused for a contract
        that is not there, or a reason without words.
        """
        reason = _words(reason, "--reason", LONGEST_NOTE)
        with self.opened.writing() as connection:
            row = _contract(connection, reference)
            connection.execute(delete(contracts).where(contracts.c.id == row.id))
            journal = Journal(connection, who.by, who.moment)
            journal.write(REMOVE, reference, {"status": row.status}, note=reason)
            journal.flush()


def unknown(connection: Connection, reference: str) -> RegisterRefused:
    """Return the error that `reference` is not in the register, with the one that it is most like."""
    known = connection.execute(select(contracts.c.reference)).scalars()
    return m.UNKNOWN.failure(RegisterRefused, reference=reference, meant=did_you_mean(reference, known))


def _contract(connection: Connection, reference: str) -> Row[Any]:
    row = connection.execute(select(contracts).where(contracts.c.reference == reference)).one_or_none()
    if row is None:
        raise unknown(connection, reference)
    return row


def _unsigned(connection: Connection, row: Row[Any], step: Mapping[str, Any], who: Who) -> None:
    """Take back that an addendum of the contract in `row` was signed, and the last day that came of it."""
    here = (addenda.c.contract == row.id) & (addenda.c.number == step["addendum"])
    connection.execute(update(addenda).where(here).values(signed=None))
    values: dict[str, Any] = {"changed": who.moment}
    if "end" in step:
        values["end"] = date.fromisoformat(step["end_was"]) if step["end_was"] else None
    connection.execute(update(contracts).where(contracts.c.id == row.id).values(values))


def _check_step(row: Row[Any], to: Status, on: date, today: date, note: str) -> None:
    """Raise RegisterRefused when the contract in `row` may not take the step `to` on the day `on`."""
    now = Status(row.status)
    shown = status_on(today, Status.SIGNED if row.signed else now, row.begin, row.end, row.ended_on, renews=row.renews)
    if to is Status.RUNNING:
        raise m.FOLLOWS.failure(RegisterRefused, reference=row.reference)
    if to not in NEXT[now]:
        allowed = listed(NEXT[now]) or "-"
        raise m.NOT_ALLOWED.failure(RegisterRefused, reference=row.reference, now=shown, wanted=to, allowed=allowed)
    if on > today and to is not Status.ENDED:
        raise m.IN_FUTURE.failure(RegisterRefused, what=f"{row.reference}: {to}", day=_day(on))
    if to is not Status.ENDED and now is not Status.DRAFT and on < row.status_day:
        raise m.TOO_EARLY.failure(
            RegisterRefused, reference=row.reference, now=now, last=_day(row.status_day), wanted=to, day=_day(on)
        )
    if to is Status.ENDED and now is not Status.SIGNED and not note:
        raise m.NEEDS_NOTE.failure(RegisterRefused, reference=row.reference)
    if to is Status.ENDED and now is Status.SIGNED and row.begin is not None and on < row.begin:
        raise m.BEFORE_BEGIN.failure(RegisterRefused, reference=row.reference, begin=_day(row.begin), day=_day(on))


def _words(text: str, what: str, most: int, *, may_be_empty: bool = False) -> str:
    """Return `text` on one line; raises RegisterRefused when it is empty or too long."""
    text = clean(text)
    if not text and not may_be_empty:
        raise m.NO_WORDS.failure(RegisterRefused, what=what, most=most)
    if len(text) > most:
        raise m.TOO_LONG.failure(RegisterRefused, what=what, length=len(text), most=most)
    return text


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"

"""The invitations in the register of a desk: kept, closed and answered, each call in one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, func, insert, select, update

from izacontract.desk import invitation_messages as m
from izacontract.desk.invitation import Agreement, Invitation, Kind, ReceivedFile, Remark, Side
from izacontract.desk.invitation_tables import agreements, files, invitations, remarks, with_invitations
from izacontract.desk.messages import DeskRefused
from izacontract.register.who import Who, clean
from izacontract.word.ooxml import printable

MOST_REMARKS: Final = 1_000
MOST_FILES: Final = 20
LONGEST_TEXT: Final = 10_000
LONGEST_NAME: Final = 100


class Invitations:
    """The invitations in the register at `address`; every call is one transaction. Raises FileError as a register."""

    def __init__(self, address: str) -> None:
        self._opened = with_invitations(address)

    def add(
        self, draft: str, contract: str, reference: str, provider: str, invited: str, until: datetime, who: Who
    ) -> int:
        """Keep that `invited` may answer the draft called `draft`, and return the number of the invitation.

        Other invitations for the same contract are closed: it has one draft, and this is it.
        """
        moment = Who(who.by, until).moment
        with self._opened.writing() as connection:
            number = (connection.execute(select(func.max(invitations.c.id))).scalar() or 0) + 1
            others = invitations.c.contract == contract, invitations.c.state == "open"
            closed = {"state": "replaced", "closed": who.moment, "closed_by": who.by}
            connection.execute(update(invitations).where(*others).values(closed))
            row = {
                "id": number,
                "draft": draft,
                "contract": contract,
                "reference": reference[:200],
                "provider": provider,
                "invited": named(invited),
                "made": who.moment,
                "made_by": who.by,
                "until": moment,
                "state": "open",
                "answers": "[]",
                "revision": 0,
            }
            row |= dict.fromkeys(("closed", "closed_by", "answered", "answered_by"), "")
            connection.execute(insert(invitations).values(row))
        return number

    def all(self, contract: str = "") -> Sequence[Invitation]:
        """Return every invitation, or those for `contract`, the newest first."""
        asked = select(invitations).order_by(invitations.c.id.desc())
        with self._opened.reading() as connection:
            rows = connection.execute(asked.where(invitations.c.contract == contract) if contract else asked).all()
            return [_whole(connection, row) for row in rows]

    def heard(self, contract: str = "", most: int = 50) -> Sequence[Invitation]:
        """Return the open invitations in answer to which a provider said or sent something, the newest first.

        At most `most`, of every contract or of `contract` alone.
        """
        said = select(remarks.c.invitation).where(remarks.c.side == "provider", remarks.c.withdrawn == "")
        spoke = said.union(select(files.c.invitation))
        asked = select(invitations).where(invitations.c.state == "open", invitations.c.id.in_(spoke))
        if contract:
            asked = asked.where(invitations.c.contract == contract)
        with self._opened.reading() as connection:
            rows = connection.execute(asked.order_by(invitations.c.id.desc()).limit(most)).all()
            return [_whole(connection, row) for row in rows]

    def get(self, number: int) -> Invitation | None:
        """Return the invitation `number`, None when there is none."""
        return self._one(invitations.c.id == number)

    def of_draft(self, draft: str) -> Invitation | None:
        """Return the invitation to the draft called `draft`, None when there is none."""
        return self._one(invitations.c.draft == draft)

    def _one(self, condition: Any) -> Invitation | None:
        with self._opened.reading() as connection:
            row = connection.execute(select(invitations).where(condition)).one_or_none()
            return None if row is None else _whole(connection, row)

    def revoke(self, number: int, who: Who) -> None:
        """End the invitation `number`, also one that was replaced: its link shows nothing any more."""
        values = {"state": "revoked", "closed": who.moment, "closed_by": who.by}
        with self._opened.writing() as connection:
            asked = update(invitations).where(invitations.c.id == number, invitations.c.state != "revoked")
            connection.execute(asked.values(values))

    def renamed(self, old: str, new: str) -> None:
        """Let the invitations for the contract `old` be for the same contract by its name `new`."""
        with self._opened.writing() as connection:
            connection.execute(update(invitations).where(invitations.c.contract == old).values(contract=new))

    def revoke_all(self, who: Who) -> None:
        """End every invitation, as when the key of their links is replaced."""
        values = {"state": "revoked", "closed": who.moment, "closed_by": who.by}
        with self._opened.writing() as connection:
            connection.execute(update(invitations).where(invitations.c.state != "revoked").values(values))

    def fill_in(self, number: int, answers: Iterable[tuple[str, str]], revision: int, who: Who) -> bool:
        """Keep what the provider filled in; returns False when somebody else did so after `revision`.

        Raises DeskRefused when the invitation is closed.
        """
        told = json.dumps(list(answers), ensure_ascii=False)
        with self._opened.writing() as connection:
            row = _still_open(connection, number, who)
            if row.revision != revision:
                return False
            values = {"answers": told, "answered": who.moment, "answered_by": who.by, "revision": revision + 1}
            connection.execute(update(invitations).where(invitations.c.id == number).values(values))
        return True

    def say(self, number: int, place: tuple[str, int, str, str], side: Side, kind: Kind, text: str, who: Who) -> int:
        """Keep something that `side` says of a place (clause, paragraph, label, text), and return its number.

        Raises DeskRefused when the invitation is closed, or when too much was said.
        """
        clause, at, label, quoted = place
        with self._opened.writing() as connection:
            _still_open(connection, number, who)
            values = {"clause": clause, "place": at, "label": label[:200], "quoted": quoted, "side": side}
            values |= {
                "kind": kind,
                "text": printable(text[:LONGEST_TEXT]),
                "by": who.by,
                "at": who.moment,
                "withdrawn": "",
            }
            return _added(connection, remarks, number, values, MOST_REMARKS)

    def withdraw(self, number: int, remark: int, who: Who) -> bool:
        """Take back the provider's remark `remark`; returns whether it stood. Raises DeskRefused as `say` does."""
        with self._opened.writing() as connection:
            _still_open(connection, number, who)
            asked = update(remarks).where(
                remarks.c.invitation == number,
                remarks.c.number == remark,
                remarks.c.side == "provider",
                remarks.c.withdrawn == "",
            )
            return bool(connection.execute(asked.values(withdrawn=who.moment)).rowcount)

    def agree(self, number: int, slot: str, label: str, who: Who) -> bool:
        """Keep that `who` agrees to the article in `slot`; returns False when somebody did already."""
        with self._opened.writing() as connection:
            _still_open(connection, number, who)
            if connection.execute(select(agreements).where(*_standing(number, slot))).first() is not None:
                return False
            values = {"slot": slot, "label": label, "by": who.by, "at": who.moment, "withdrawn": "", "withdrawn_by": ""}
            _added(connection, agreements, number, values, MOST_REMARKS)
        return True

    def take_back(self, number: int, slot: str, who: Who) -> bool:
        """Take the agreement to the article in `slot` back; returns whether one stood."""
        with self._opened.writing() as connection:
            _still_open(connection, number, who)
            values = {"withdrawn": who.moment, "withdrawn_by": who.by}
            return bool(connection.execute(update(agreements).where(*_standing(number, slot)).values(values)).rowcount)

    def receive(self, number: int, file: tuple[str, str, str, int, int], who: Who) -> int:
        """Keep that a file came (name, stored name, sha256, size, changes) and return its number."""
        names = ("name", "stored", "sha256", "size", "changes")
        with self._opened.writing() as connection:
            _still_open(connection, number, who)
            values = dict(zip(names, file, strict=True)) | {"by": who.by, "at": who.moment}
            return _added(connection, files, number, values, MOST_FILES)


def named(text: str) -> str:
    """Return the name that somebody typed, on one line and as every database keeps it."""
    return clean(text)[:LONGEST_NAME]


def _still_open(connection: Connection, number: int, who: Who) -> Row[Any]:
    row = connection.execute(select(invitations).where(invitations.c.id == number)).one_or_none()
    if row is None or row.state != "open" or who.moment >= row.until:
        raise m.CLOSED.failure(DeskRefused)
    return row


def _added(connection: Connection, table: Table, invitation: int, values: Mapping[str, object], most: int) -> int:
    last = connection.execute(select(func.max(table.c.number)).where(table.c.invitation == invitation)).scalar() or 0
    if last >= most:
        raise m.TOO_MUCH.failure(DeskRefused, most=most)
    connection.execute(insert(table).values({"invitation": invitation, "number": last + 1, **values}))
    return int(last) + 1


def _standing(number: int, slot: str) -> tuple[Any, ...]:
    return agreements.c.invitation == number, agreements.c.slot == slot, agreements.c.withdrawn == ""


def _whole(connection: Connection, row: Row[Any]) -> Invitation:
    """Return the invitation in `row` with all that belongs to it."""

    def rows(table: Table) -> list[dict[str, Any]]:
        asked = select(table).where(table.c.invitation == row.id).order_by(table.c.number)
        found = [dict(one._mapping) for one in connection.execute(asked)]
        return [{name: value for name, value in one.items() if name != "invitation"} for one in found]

    values = dict(row._mapping)
    values["answers"] = tuple((str(name), str(text)) for name, text in json.loads(row.answers))
    return Invitation(
        **values,
        remarks=tuple(Remark(**one) for one in rows(remarks)),
        agreements=tuple(Agreement(**one) for one in rows(agreements)),
        files=tuple(ReceivedFile(**one) for one in rows(files)),
    )

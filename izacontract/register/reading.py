"""Reading from a register: the contracts that answer to a filter, and everything about one."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, Table, and_, exists, func, or_, select

from izacontract.register.facts import PartyFacts
from izacontract.register.opening import Opened
from izacontract.register.schema import addenda, contracts, documents, events, log, notes, parties, versions
from izacontract.register.steps import Status, status_on
from izacontract.register.store import unknown

AT_ONCE: Final = 500
"""So many contracts are named in one question to the database."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which contracts: all that answer to every filter that is given.

    `status` is what a contract is on the day asked for, `sector` a code, `party` a part of a name or a code of a party,
    `year` a calendar year that the term touches, `text` a part of reference, title, name or code. Small letters and
    capitals are the same.
    """

    status: tuple[Status, ...] = ()
    sector: str = ""
    party: str = ""
    year: int | None = None
    text: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the filters that were given."""
        found = {"status": [*self.status], "sector": self.sector, "party": self.party, "year": self.year,
                 "text": self.text}  # fmt: skip
        return {name: value for name, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class ListedContract:
    """A contract in a list; `status` is what it is on the day asked for, since `status_day`. Moments are in UTC."""

    reference: str
    sector: str
    title: str
    status: str
    status_day: date
    begin: date | None
    end: date | None
    renews: bool
    ended_on: date | None
    parties: tuple[PartyFacts, ...]
    versions: int
    documents: int
    addenda: int
    events: int
    created: str
    changed: str

    def names(self, role: str) -> str:
        """Return the names of the parties with `role`."""
        return "; ".join(one.name for one in self.parties if one.role == role)

    def codes(self, role: str, code: str) -> str:
        """Return the `code` (kvk, agb or uzovi) of the parties with `role`, as far as it is known."""
        return "; ".join(filter(None, (getattr(one, code) for one in self.parties if one.role == role)))


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of the log: when (UTC), by whom, what, with what, and what somebody noted."""

    at: str
    by: str
    action: str
    reference: str
    details: Mapping[str, Any]
    note: str = ""


@dataclass(frozen=True)
class WholeContract:
    """Everything about one contract; the rows of versions, documents, addenda and events are in order of number."""

    contract: ListedContract
    versions: Sequence[Mapping[str, Any]] = field(default_factory=list)
    documents: Sequence[Mapping[str, Any]] = field(default_factory=list)
    addenda: Sequence[Mapping[str, Any]] = field(default_factory=list)
    events: Sequence[Mapping[str, Any]] = field(default_factory=list)
    log: Sequence[LogLine] = field(default_factory=list)


def listed(opened: Opened, filters: Filters, on: date) -> list[ListedContract]:
    """Return the contracts that answer to `filters` on the day `on`, in order of reference."""
    with opened.reading() as connection:
        return list(_listed(connection, filters, on))


def whole(opened: Opened, references: Sequence[str], on: date) -> list[WholeContract]:
    """Return everything about the contracts `references`, in that order; raises RegisterRefused for an unknown one."""
    with opened.reading() as connection:
        return _whole(connection, references, on)


def all_whole(opened: Opened, filters: Filters, on: date) -> list[WholeContract]:
    """Return everything about the contracts that answer to `filters` on the day `on`, in order of reference."""
    with opened.reading() as connection:
        return _whole(connection, [one.reference for one in _listed(connection, filters, on)], on)


def removed_log(opened: Opened, reference: str) -> list[LogLine]:
    """Return what the log says of `reference`, also when the contract was removed; empty when it never was there."""
    with opened.reading() as connection:
        return _log(connection, [reference]).get(reference, [])


def _listed(connection: Connection, filters: Filters, on: date) -> Iterator[ListedContract]:
    return _listed_of(connection, _filtered(select(contracts), filters), on, filters.status)


def _listed_of(
    connection: Connection, query: Select[Any], on: date, wanted: Collection[Status] = ()
) -> Iterator[ListedContract]:
    rows = connection.execute(query.order_by(contracts.c.reference)).all()
    if wanted:
        rows = [row for row in rows if _status(row, on)[0] in wanted]
    # Everything is read in one go where most is asked for: a question for each few hundred contracts takes longer.
    ids = None if len(rows) > AT_ONCE else [row.id for row in rows]
    named: dict[int, list[PartyFacts]] = defaultdict(list)
    for row in connection.execute(_of(select(parties), parties, ids).order_by(parties.c.contract, parties.c.place)):
        named[row.contract].append(PartyFacts(row.role, row.name, row.kvk, row.agb, row.uzovi))
    made, files, changes, happened = (
        _counted(connection, table, ids) for table in (versions, documents, addenda, events)
    )
    for row in rows:
        status, since = _status(row, on)
        yield ListedContract(
            row.reference, row.sector, row.title, status.value, since, row.begin, row.end, row.renews, row.ended_on,
            tuple(named[row.id]), made[row.id], files[row.id], changes[row.id], happened[row.id],
            row.created, row.changed,
        )  # fmt: skip


def _filtered(query: Select[Any], filters: Filters) -> Select[Any]:
    if filters.sector:
        query = query.where(func.lower(contracts.c.sector) == filters.sector.lower())
    if filters.year is not None:
        first, last = date(filters.year, 1, 1), date(filters.year, 12, 31)
        goes_on = or_(contracts.c.end >= first, contracts.c.renews)
        has_ended = and_(contracts.c.ended_on.is_not(None), contracts.c.ended_on < first)
        query = query.where(contracts.c.begin <= last, goes_on, ~has_ended)
    if filters.text:
        query = query.where(contracts.c.sought.contains(filters.text.casefold(), autoescape=True))
    if filters.party:
        sought = parties.c.sought.contains(filters.party.casefold(), autoescape=True)
        query = query.where(exists().where(parties.c.contract == contracts.c.id, sought))
    return query


def _counted(connection: Connection, table: Table, ids: Sequence[int] | None) -> Counter[int]:
    query = select(table.c.contract, func.count()).group_by(table.c.contract)
    return Counter({row[0]: row[1] for row in connection.execute(_of(query, table, ids))})


def _of(query: Select[Any], table: Table, ids: Sequence[int] | None) -> Select[Any]:
    return query if ids is None else query.where(table.c.contract.in_(ids))


def _status(row: Row[Any], on: date) -> tuple[Status, date]:
    """Return what the contract in `row` is on the day `on`, and since when."""
    recorded = Status.SIGNED if row.signed else Status(row.status)
    status = status_on(on, recorded, row.begin, row.end, row.ended_on, renews=row.renews)
    if recorded is Status.SIGNED and status is Status.RUNNING:
        return status, max(row.begin, row.status_day) if row.status == Status.SIGNED else row.begin
    if recorded is Status.SIGNED and status is Status.ENDED:
        return status, row.ended_on or row.end
    return status, row.status_day


def _whole(connection: Connection, references: Sequence[str], on: date) -> list[WholeContract]:
    found: dict[str, WholeContract] = {}
    for start in range(0, len(references), AT_ONCE):
        some = references[start : start + AT_ONCE]
        named = select(contracts.c.reference, contracts.c.id).where(contracts.c.reference.in_(some))
        ids = {row.reference: row.id for row in connection.execute(named)}
        for reference in some:
            if reference not in ids:
                raise unknown(connection, reference)
        made, files, changes, happened = (
            _rows(connection, table, list(ids.values())) for table in (versions, documents, addenda, events)
        )
        lines = _log(connection, some)
        for one in _listed_of(connection, select(contracts).where(contracts.c.reference.in_(some)), on):
            of = ids[one.reference]
            found[one.reference] = WholeContract(
                one, made[of], files[of], changes[of], happened[of], lines.get(one.reference, [])
            )
    return [found[reference] for reference in references]


def _rows(connection: Connection, table: Table, ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = connection.execute(select(table).where(table.c.contract.in_(ids)).order_by(table.c.contract, table.c.number))
    for row in rows.mappings():
        found[row["contract"]].append({name: value for name, value in row.items() if name != "contract"})
    return found


def _log(connection: Connection, references: Sequence[str]) -> dict[str, list[LogLine]]:
    found: dict[str, list[LogLine]] = defaultdict(list)
    query = select(log, notes.c.text).outerjoin(notes, notes.c.entry == log.c.id)
    for row in connection.execute(query.where(log.c.reference.in_(references)).order_by(log.c.id)):
        found[row.reference].append(
            LogLine(row.at, row.by, row.action, row.reference, json.loads(row.details), row.text or "")
        )
    return found

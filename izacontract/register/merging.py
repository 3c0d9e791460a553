"""What commands did with contracts, laid beside what a register has of them: new, changed, or a clash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update

from izacontract.errors import Finding, Told
from izacontract.register import messages as m
from izacontract.register.facts import PROVIDER, AddendumFacts, ContractFacts, DocumentFacts, Entry, PartyFacts
from izacontract.register.journal import Journal
from izacontract.register.schema import addenda, contracts, documents, parties, versions
from izacontract.register.steps import BEFORE_SIGNING, Status
from izacontract.register.who import Who, clean

TERM: Final = Told("looptijd", "term")
SECTOR: Final = Told("zorgsoort", "sector")
PARTIES: Final = Told("partijen", "parties")


@dataclass
class Written:
    """What a write did: references that are new, changed and as they were; `findings` say what was not taken and why.

    `refused` are the references of another contract than the register has.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@dataclass
class Standing:
    """What the register has of one contract."""

    id: int
    facts: ContractFacts
    status: Status
    versions: list[tuple[str, str]] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    addenda: dict[int, tuple[date | None, str, date | None]] = field(default_factory=dict)
    signed_addenda: set[int] = field(default_factory=set)
    last_document: int = 0


class Merger:
    """Merges entries of one `action` into the register, in the transaction of `connection`."""

    def __init__(self, connection: Connection, who: Who, action: str, written: Written) -> None:
        self._connection = connection
        self._who = who
        self._journal = Journal(connection, who.by, who.moment)
        self._action = action
        self._written = written
        self._next_id = (connection.execute(select(func.max(contracts.c.id))).scalar() or 0) + 1
        self._new: dict[Table, list[dict[str, Any]]] = {}
        self._updates: list[dict[str, Any]] = []

    def merge(self, entries: Mapping[str, Entry]) -> None:
        """Take in `entries`, by reference."""
        there = standings(self._connection, entries)
        self._new = {table: [] for table in (contracts, parties, versions, documents, addenda)}
        self._updates = []
        for reference, entry in entries.items():
            standing = there.get(reference)
            if standing is None and entry.only_known:
                self._written.findings.append(m.UNKNOWN.warning(reference=reference, meant=Told("", "")))
            elif standing is None:
                self._add(entry)
            elif why := other_contract(standing.facts, entry.contract):
                self._written.refused.append(reference)
                self._written.findings.append(m.OTHER_CONTRACT.finding(reference=reference, why=why))
            else:
                self._update(standing, entry)
        for table, rows in self._new.items():
            if rows:
                self._connection.execute(insert(table), rows)
        if self._updates:
            values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in self._updates[0] if name != "of"}
            given = [{"of": row["of"], **{f"new_{name}": row[name] for name in values}} for row in self._updates]
            self._connection.execute(update(contracts).where(contracts.c.id == bindparam("of")).values(values), given)
        self._journal.flush()

    def _add(self, entry: Entry) -> None:
        standing = Standing(self._next_id, entry.contract, Status.DRAFT)
        self._next_id += 1
        self._new[contracts].append(
            {
                "id": standing.id,
                "reference": entry.contract.reference,
                **_columns(entry.contract),
                "status": Status.DRAFT.value,
                "status_day": self._who.today,
                "signed": False,
                "ended_on": None,
                "created": self._who.moment,
                "changed": self._who.moment,
            }
        )
        self._parties(standing.id, entry.contract.parties)
        details = self._made(standing, entry)
        self._log(entry, {"new": True, **details}, standing.id)
        self._written.added.append(entry.contract.reference)

    def _update(self, standing: Standing, entry: Entry) -> None:
        facts = merged(standing.facts, entry.contract)
        differs = different(standing.facts, facts)
        if differs and standing.status not in BEFORE_SIGNING:
            what = Told(", ".join(one.nl for one in differs), ", ".join(one.en for one in differs))
            self._written.findings.append(m.STANDS.warning(reference=facts.reference, what=what))
            facts = standing.facts
        details = self._made(standing, entry)
        status = standing.status
        if entry.returned and details.get("documents") and status is Status.SENT:
            status = Status.RETURNED
            details |= {"from": standing.status.value, "to": status.value, "day": self._who.today.isoformat()}
        if facts != standing.facts:
            details["facts"] = True
        if not details:
            self._written.same.append(facts.reference)
            if entry.note:
                self._log(entry, details, standing.id)
            return
        if facts.parties != standing.facts.parties:
            self._connection.execute(delete(parties).where(parties.c.contract == standing.id))
            self._parties(standing.id, facts.parties)
        self._updates.append(
            {"of": standing.id, **_columns(facts), "status": status.value, "changed": self._who.moment}
        )
        if status is not standing.status:
            self._connection.execute(
                update(contracts).where(contracts.c.id == standing.id).values(status_day=self._who.today)
            )
        self._log(entry, details, standing.id)
        self._written.changed.append(facts.reference)

    def _parties(self, contract: int, given: Iterable[PartyFacts]) -> None:
        for place, one in enumerate(given, start=1):
            sought = "\n".join((one.name, one.kvk, one.agb, one.uzovi)).casefold()
            self._new[parties].append(
                {
                    "contract": contract, "place": place, "role": one.role, "name": one.name,
                    "kvk": one.kvk, "agb": one.agb, "uzovi": one.uzovi, "sought": sought,
                }
            )  # fmt: skip

    def _made(self, standing: Standing, entry: Entry) -> dict[str, Any]:
        """Put what `entry` made beside what there is; returns what is new, for the log: no names, no parties."""
        details: dict[str, Any] = {}
        number: int | None = None
        of = [place for place, (mark, _) in enumerate(standing.versions, 1)
              if entry.version is not None and mark == entry.version.fingerprint]  # fmt: skip
        if entry.returned or (of and entry.made_beside):
            number = of[-1] if of else None
        elif entry.version is not None:
            key = (entry.version.fingerprint, entry.version.status)
            if key not in standing.versions:
                standing.versions.append(key)
                details["version"] = len(standing.versions)
                self._new[versions].append(
                    {
                        "contract": standing.id, "number": details["version"], "fingerprint": key[0], "status": key[1],
                        "open_points": entry.version.open_points, "made": self._who.moment,
                    }
                )  # fmt: skip
            number = standing.versions.index(key) + 1
        fresh = [one for one in entry.documents if one.sha256 not in standing.documents]
        for made in {one.sha256: one for one in fresh}.values():
            self._document(standing, made, number)
            details.setdefault("documents", []).append({"kind": made.kind, "sha256": made.sha256})
        if entry.addendum is not None:
            one = entry.addendum
            if standing.addenda.get(one.number) == (one.effective, one.sha256, one.end):
                return details
            if one.number in standing.signed_addenda:
                name = {"reference": standing.facts.reference, "number": one.number}
                self._written.findings.append(m.ADDENDUM_STANDS.warning(**name))
                return details
            self._addendum(standing, one)
            details["addendum"] = one.number
        return details

    def _document(self, standing: Standing, one: DocumentFacts, version: int | None) -> None:
        standing.documents.add(one.sha256)
        standing.last_document += 1
        self._new[documents].append(
            {
                "contract": standing.id, "number": standing.last_document, "version": version, "kind": one.kind,
                "name": clean(one.name), "sha256": one.sha256, "size": one.size, "recorded": self._who.moment,
            }
        )  # fmt: skip

    def _addendum(self, standing: Standing, one: AddendumFacts) -> None:
        """Put the addendum there, in the place of an earlier draft of the same number."""
        here = (addenda.c.contract == standing.id) & (addenda.c.number == one.number)
        self._connection.execute(delete(addenda).where(here))
        self._new[addenda].append(
            {
                "contract": standing.id, "number": one.number, "effective": one.effective, "sha256": one.sha256,
                "recorded": self._who.moment, "end": one.end, "signed": None,
            }
        )  # fmt: skip

    def _log(self, entry: Entry, details: Mapping[str, object], contract: int) -> None:
        self._journal.write(self._action, entry.contract.reference, details, note=clean(entry.note), contract=contract)


def standings(connection: Connection, references: Iterable[str]) -> dict[str, Standing]:
    """Return what the register has of those of `references` that it knows, by reference."""
    rows = connection.execute(select(contracts).where(contracts.c.reference.in_(list(references)))).all()
    found: dict[int, Standing] = {}
    named: dict[int, list[PartyFacts]] = {row.id: [] for row in rows}
    ids = list(named)
    for row in connection.execute(select(parties).where(parties.c.contract.in_(ids)).order_by(parties.c.place)):
        named[row.contract].append(PartyFacts(row.role, row.name, row.kvk, row.agb, row.uzovi))
    for row in rows:
        facts = ContractFacts(
            row.reference, row.sector, row.title, row.begin, row.end, row.renews, tuple(named[row.id])
        )
        found[row.id] = Standing(row.id, facts, Status(row.status))
    for row in connection.execute(select(versions).where(versions.c.contract.in_(ids)).order_by(versions.c.number)):
        found[row.contract].versions.append((row.fingerprint, row.status))
    for row in connection.execute(select(documents).where(documents.c.contract.in_(ids))):
        found[row.contract].documents.add(row.sha256)
        found[row.contract].last_document = max(found[row.contract].last_document, row.number)
    for row in connection.execute(select(addenda).where(addenda.c.contract.in_(ids))):
        found[row.contract].addenda[row.number] = (row.effective, row.sha256, row.end)
        if row.signed is not None:
            found[row.contract].signed_addenda.add(row.number)
    return {standing.facts.reference: standing for standing in found.values()}


def _columns(facts: ContractFacts) -> dict[str, Any]:
    names = (part for one in facts.parties for part in (one.name, one.kvk, one.agb, one.uzovi))
    return {
        "sector": facts.sector,
        "title": facts.title,
        "begin": facts.begin,
        "end": facts.end,
        "renews": bool(facts.renews),
        "sought": "\n".join((facts.reference, facts.title, *names)).casefold(),
    }


def merged(old: ContractFacts, new: ContractFacts) -> ContractFacts:
    """Return `new` with what it does not know taken from `old`."""
    return ContractFacts(
        old.reference,
        new.sector or old.sector,
        new.title or old.title,
        new.begin or old.begin,
        new.end or old.end,
        old.renews if new.renews is None else new.renews,
        new.parties or old.parties,
    )


def different(old: ContractFacts, new: ContractFacts) -> list[Told]:
    """Return of what `new` says something else than `old`, as people call it; the title does not count."""
    pairs = (
        (SECTOR, old.sector, new.sector),
        (TERM, (old.begin, old.end, old.renews), (new.begin, new.end, new.renews)),
        (PARTIES, old.parties, new.parties),
    )
    return [name for name, was, now in pairs if was != now]


def other_contract(old: ContractFacts, new: ContractFacts) -> Told | None:
    """Return why `new` is another contract than `old` although it has its reference; None when it may be the same.

    That is another sector, another provider (none of name, AGB and KvK the same), or a term apart from the old one.
    """
    if old.sector and new.sector and old.sector != new.sector:
        return Told(f"van zorgsoort {old.sector}, niet {new.sector}", f"of sector {old.sector}, not {new.sector}")
    was, now = (next((one for one in facts.parties if one.role == PROVIDER), None) for facts in (old, new))
    if was and now and not _same_party(was, now):
        return Told(f"met {was.name}, niet met {now.name}", f"with {was.name}, not with {now.name}")
    if old.begin and old.end and new.begin and new.end and (new.begin > old.end or new.end < old.begin):
        return Told(f"van {old.begin:%d-%m-%Y} tot en met {old.end:%d-%m-%Y}", f"from {old.begin} through {old.end}")
    return None


def _same_party(one: PartyFacts, other: PartyFacts) -> bool:
    pairs = ((one.name.casefold(), other.name.casefold()), (one.agb, other.agb), (one.kvk, other.kvk))
    return any(mine and mine == theirs for mine, theirs in pairs)

"""Contracts for a register, and all that a register holds in one value that can be compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from izacontract.register.facts import (
    INSURER,
    PROVIDER,
    ContractFacts,
    DocumentFacts,
    Entry,
    PartyFacts,
    VersionFacts,
    document_of,
)
from izacontract.register.opening import Opened, open_register
from izacontract.register.schema import tables
from izacontract.register.store import Register
from izacontract.register.who import Who

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
TODAY = date(2027, 3, 1)
JANNEKE = Who("janneke", NOON)


def later(days: int, by: str = "janneke") -> Who:
    """Return who is at work so many days after the first."""
    return Who(by, NOON + timedelta(days=days))


def facts(reference: str = "F-1", **changes: Any) -> ContractFacts:
    """Return what is known of a contract, with what `changes` says otherwise."""
    known = ContractFacts(
        reference,
        "fysio",
        "Zorgovereenkomst fysiotherapie",
        date(2027, 1, 1),
        date(2027, 12, 31),
        False,
        (
            PartyFacts(INSURER, "Proef Zorgverzekeraar N.V.", kvk="90000011", uzovi="9981"),
            PartyFacts(PROVIDER, "Praktijk Één B.V.", kvk="90000101", agb="04999101"),
        ),
    )
    return replace(known, **changes)


def provider(name: str, agb: str = "", kvk: str = "") -> tuple[PartyFacts, ...]:
    """Return the parties of a contract with another provider."""
    return (facts().parties[0], PartyFacts(PROVIDER, name, kvk=kvk, agb=agb))


def entry(reference: str = "F-1", version: str = "a", data: str = "een", **changes: Any) -> Entry:
    """Return what a command made: one version of a contract with one document."""
    return Entry(facts(reference, **changes), VersionFacts(version), (document(data),))


def document(data: str, name: str = "contract.docx") -> DocumentFacts:
    """Return the facts of a document."""
    return document_of(f"/elders/{name}", data)


def register_with(address: str, *entries: Entry) -> Register:
    """Return the register at `address` in which `entries` were put."""
    register = Register(open_register(address))
    register.record("add", entries or [entry()], JANNEKE)
    return register


def everything(opened: Opened) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, in order."""
    with opened.reading() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in tables.sorted_tables
        }

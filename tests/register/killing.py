"""Kills writes to registers at each of their steps: `python -m tests.register.killing WRITE=ADDRESS...`.

For each step a child does the write and is killed there (SIGKILL), just before the statement or the commit. After each
the register must open and hold all of the write or nothing of it. Prints, as JSON, how many steps each write has, or what
was wrong. A process of its own, as it forks and so must have one thread only.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable

from sqlalchemy import Engine, event, inspect, text

from izacontract.register import opening, schema
from izacontract.register.facts import AddendumFacts, Entry, document_of
from izacontract.register.opening import open_register
from izacontract.register.steps import Status
from izacontract.register.store import Register
from tests.register.support import JANNEKE, TODAY, entry, everything, facts, provider, register_with

ALLONGE = document_of("allonge.docx", "allonge", "allonge")


def several(number: int) -> list[Entry]:
    """Return so many contracts: more than a small cache of SQLite holds, so that the file itself is written before."""
    return [entry(f"F-{one}", data=str(one)) for one in range(100, 100 + number)]


def vary(register: Register) -> None:
    given = Entry(facts(), None, (ALLONGE,), AddendumFacts(1, TODAY, ALLONGE.sha256), "eerste allonge")
    register.record("vary", [given], JANNEKE)


WRITES: dict[str, Callable[[str], None]] = {
    "make": lambda address: None,
    "add": lambda address: Register(open_register(address)).record("add", several(3), JANNEKE) and None,
    "batch": lambda address: Register(open_register(address)).record("batch", several(300), JANNEKE) and None,
    "update": lambda address: (
        Register(open_register(address)).record(
            "generate", [entry(version="b", data="twee", parties=provider("Praktijk Een", "04999101"))], JANNEKE
        )
        and None
    ),
    "vary": lambda address: vary(Register(open_register(address))),
    "set": lambda address: Register(open_register(address)).move(
        ["F-1", "F-2"], Status.SENT, JANNEKE, on=TODAY, note="per e-mail"
    ),
    "event": lambda address: Register(open_register(address)).happened("F-1", "x", TODAY, JANNEKE, note="y") and None,
    "remove": lambda address: Register(open_register(address)).remove("F-1", "wissing", JANNEKE),
    "upgrade": lambda address: None,
}


def start(address: str, write: str) -> None:
    """Put the register in the state in which the write begins."""
    if write == "make":
        return
    register = register_with(address, entry(), entry("F-2"))
    if write == "upgrade":
        with register.opened.writing() as connection:
            connection.execute(schema.about.update().values(version=schema.SCHEMA - 1))
            connection.execute(text("ALTER TABLE register_contracts DROP COLUMN title"))


def to_this_version(connection: object) -> None:
    connection.execute(text("ALTER TABLE register_contracts ADD COLUMN title TEXT NOT NULL DEFAULT ''"))  # type: ignore[attr-defined]
    connection.execute(schema.contracts.update().values(title="Overgezet"))  # type: ignore[attr-defined]


def state(address: str, write: str) -> object:
    """Return what the register holds, without making or converting it."""
    with open_raw(address).reading() as connection:
        if write == "make":
            return opening._version(connection, address)
        if write == "upgrade":
            version = connection.execute(text("SELECT version FROM register_about")).scalar()
            columns = [one["name"] for one in inspect(connection).get_columns("register_contracts")]
            return version, columns, connection.execute(text("SELECT count(*) FROM register_log")).scalar()
    return everything(open_raw(address))


def open_raw(address: str) -> opening.Opened:
    known = opening._version
    opening._version = lambda connection, where: schema.SCHEMA
    try:
        return open_register(address)
    finally:
        opening._version = known


def killed_at(step: int, address: str, write: str) -> bool:
    """Do the write in a child that is killed at `step`; returns False when it was done before."""
    child = os.fork()
    if child == 0:
        left = step

        def count(*arguments: object, **options: object) -> None:
            nonlocal left
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

        event.listen(Engine, "before_cursor_execute", count)
        event.listen(Engine, "commit", count)
        if "://" not in address:
            event.listen(Engine, "connect", lambda connection, record: connection.execute("PRAGMA cache_size=5"))
        status = 1
        try:
            open_register(address)
            WRITES[write](address)
            status = 0
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) == 0, "the write failed"
    return False


def steps_of(address: str, write: str) -> int:
    """Return how many steps the write has, killed at each; raises for what was left behind."""
    opening.UPGRADES = schema.UPGRADES = {schema.SCHEMA - 1: to_this_version}
    start(address, write)
    before, step, seen = state(address, write), 0, []
    while killed_at(step, address, write):
        seen.append(state(address, write))
        step += 1
        assert step < 500, "the write has no end"
    after = state(address, write)
    assert after != before, "the write wrote nothing"
    assert all(one == before for one in seen), "a write that was killed left a part of it"
    open_register(address)
    return step


def main(writes: list[str]) -> None:
    told: dict[str, int | str] = {}
    for write, _, address in (one.partition("=") for one in writes):
        try:
            told[write] = steps_of(address, write)
        except Exception:  # noqa: BLE001  told, whatever it is
            told[write] = traceback.format_exc()
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])

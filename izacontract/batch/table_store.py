"""The rows of a table put aside on disk, so that lists can be found by kenmerk and memory stays flat.

SQLite keeps them in a file without a name, which is gone as soon as it is closed.
"""

from __future__ import annotations

import marshal
import pickle
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from weakref import finalize

from izacontract.errors import FileError, Finding
from izacontract.message import Message
from izacontract.model.values import TypedKind

NO_ROOM = Message(
    "tabel.geen-ruimte",
    "De tabel kan niet tijdelijk worden bewaard: {error}.",
    "The table cannot be kept for the time of the run: {error}.",
    "Maak ruimte op de schijf met tijdelijke bestanden.",
    "Make room on the disk for temporary files.",
)

SCHEMA: Final = """
CREATE TABLE rows (number INTEGER, kenmerk TEXT, cells BLOB, faults BLOB);
CREATE TABLE items (list INTEGER, number INTEGER, kenmerk TEXT, cells BLOB, faults BLOB);
CREATE TABLE codes (kind TEXT, code TEXT, number INTEGER, owner TEXT);
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
"""
FEW: Final = 5
"""So many doubles are named, and so many rows of each: the count says the rest."""

UNREADABLE: Final = "fault"
EMPTY: Final = "empty"
NUMBER_CODE: Final = "code"
"""A code that is kept as a number: whether a zero has gone shows only when its whole column is known."""

KINDS: Final = {kind.value: kind for kind in TypedKind}

StoredValue = tuple[int, str, str]
"""The number of a column, the characters in it, and their kind, or UNREADABLE, EMPTY or NUMBER_CODE."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A row of the table, or of the list with this index: its values and what is wrong, by column."""

    number: int
    kenmerk: str
    values: Sequence[StoredValue]
    faults: Sequence[tuple[int, Finding]] = ()
    list: int = -1


class Store:
    """Rows and list items, in the order in which they were put."""

    def __init__(self) -> None:
        with _on_disk():
            self._database = sqlite3.connect("", check_same_thread=False, isolation_level=None)
            self._database.executescript(SCHEMA)
        finalize(self, self._database.close)

    def put(self, row: Stored) -> None:
        """Keep a row of the table, or a list item."""
        faults = pickle.dumps(tuple(row.faults)) if row.faults else None
        cells = marshal.dumps(list(row.values))
        with _on_disk():
            if row.list < 0:
                self._run("INSERT INTO rows VALUES (?, ?, ?, ?)", row.number, row.kenmerk, cells, faults)
            else:
                self._run("INSERT INTO items VALUES (?, ?, ?, ?, ?)", row.list, row.number, row.kenmerk, cells, faults)

    def close_lists(self) -> None:
        """Make ready for `items_of`; nothing is put afterwards."""
        with _on_disk():
            self._run("CREATE INDEX by_kenmerk ON items (kenmerk, list, number)")
            self._run("CREATE INDEX row_by_kenmerk ON rows (kenmerk)")

    @property
    def count(self) -> int:
        """Return how many rows the table has."""
        return int(self._run("SELECT count(*) FROM rows").fetchone()[0])

    def rows(self) -> Iterator[Stored]:
        """Give the rows of the table in their order."""
        asked = "SELECT number, kenmerk, cells, faults FROM rows ORDER BY rowid"
        for number, kenmerk, cells, faults in self._run(asked):
            yield Stored(number, kenmerk, *_opened(cells, faults))

    def items_of(self, kenmerk: str) -> Iterator[Stored]:
        """Give the items of the contract with this kenmerk, list after list."""
        asked = "SELECT list, number, cells, faults FROM items WHERE kenmerk = ? ORDER BY list, number"
        for listed, number, cells, faults in self._run(asked, kenmerk):
            yield Stored(number, kenmerk, *_opened(cells, faults), list=listed)

    def lists(self) -> set[int]:
        """Return the lists of which some contract has an item."""
        return {listed for (listed,) in self._run("SELECT DISTINCT list FROM items")}

    def put_code(self, kind: str, code: str, number: int, owner: str = "") -> None:
        """Keep the `code` of a `kind`, such as the AGB code, that the contract in row `number` has.

        Rows of one `owner` may share it; without an owner no two rows may.
        """
        with _on_disk():
            self._run("INSERT INTO codes VALUES (?, ?, ?, ?)", kind, code, number, owner or str(number))

    def close_codes(self) -> None:
        """Make ready for `shared`; no code is put afterwards."""
        with _on_disk():
            self._run("CREATE INDEX by_code ON codes (kind, code, number)")

    def shared(self, kind: str) -> tuple[int, list[tuple[str, list[int], int]]]:
        """Return how many rows share a code of `kind` with another, and a few such codes.

        Each comes with its first rows and how many have it, the first met first.
        """
        grouped = "SELECT code, count(*) AS many, min(number) AS first FROM codes WHERE kind = ?"
        grouped += " GROUP BY code HAVING count(DISTINCT owner) > 1"
        count = self._run(f"SELECT total(many) FROM ({grouped})", kind).fetchone()[0]  # noqa: S608  our own words
        codes = self._run(f"{grouped} ORDER BY first LIMIT ?", kind, FEW).fetchall()
        first = "SELECT number FROM codes WHERE kind = ? AND code = ? ORDER BY number LIMIT ?"
        return int(count), [
            (code, [number for (number,) in self._run(first, kind, code, FEW)], many) for code, many, _ in codes
        ]

    def doubles(self) -> dict[str, tuple[tuple[int, ...], int]]:
        """Return the numbers of the first rows that share a kenmerk and how many do, by that kenmerk."""
        asked = (
            "SELECT kenmerk, number FROM rows WHERE kenmerk IN"
            " (SELECT kenmerk FROM rows WHERE kenmerk != '' GROUP BY kenmerk HAVING count(*) > 1) ORDER BY rowid"
        )
        found: dict[str, tuple[tuple[int, ...], int]] = {}
        for kenmerk, number in self._run(asked):
            first, count = found.get(kenmerk, ((), 0))
            found[kenmerk] = (*first, number) if count < FEW else first, count + 1
        return found

    def orphans(self) -> list[tuple[int, int, str]]:
        """Return list, row number and kenmerk of the first item of each kenmerk that no row of the table has."""
        asked = (
            "SELECT list, min(number), kenmerk FROM items WHERE kenmerk NOT IN (SELECT kenmerk FROM rows)"
            " GROUP BY list, kenmerk ORDER BY list, min(number)"
        )
        return list(self._run(asked))

    def kenmerken(self, most: int) -> list[str]:
        """Return the first `most` kenmerken of the table."""
        return [kenmerk for (kenmerk,) in self._run("SELECT kenmerk FROM rows LIMIT ?", most)]

    def _run(self, asked: str, *values: object) -> sqlite3.Cursor:
        return self._database.execute(asked, values)


def _opened(cells: bytes, faults: bytes | None) -> tuple[list[StoredValue], tuple[tuple[int, Finding], ...]]:
    # Both come from `put` of this same process: the file has no name and is nobody else's.
    return marshal.loads(cells), pickle.loads(faults) if faults else ()  # noqa: S301, S302


@contextmanager
def _on_disk() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise NO_ROOM.failure(FileError, error=error) from error

"""Our own process: makes the contracts of a table one at a time, each row once, all that `batch` does for a row.

`python -m benchmarks.ours TABLE BASE [LEVEL]`. Its first answer says what opening the table took, start of the process
left out. It makes the rows in the order of the table, each time that it is asked to, and knows nothing of the others
before: what a table of rows has in common is remembered by then, what a row has of its own is not.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any
from xml.sax.saxutils import escape

from psutil import Process

from benchmarks.beside import serve, timed
from izacontract.batch.job import pack_rows
from izacontract.batch.rows import RequestTable, TableRow, read_table
from izacontract.batch.run import prepare
from izacontract.batch.worker import Different, work
from izacontract.cli.files import write_whole
from izacontract.intake.sources import tree_of
from izacontract.loading import load_plugins
from izacontract.model.memory import Remembered, collect_seldom
from izacontract.render.formats import ContractFormat
from izacontract.word import package


class Bench:
    """A table that is open, and everything that it takes to make its contracts."""

    def __init__(self, table: Path, base: Path) -> None:
        collect_seldom()
        self._plugins = load_plugins()
        self._base = tree_of(str(base), self._plugins)
        self._packed = prepare(self._base, self._plugins, ContractFormat.DOCX).packed
        self._table = table
        self._coming: Iterator[TableRow] = iter(())

    def do(self, task: dict[str, Any]) -> dict[str, Any]:
        """Open the table, make the document of its next row, or tell what is remembered: how much, or which texts."""
        match task["do"]:
            case "open":
                return self._open()
            case "count":
                return {"answers": sum(map(len, held_answers())), "megabytes": Process().memory_info().rss / 1e6}
            case "recall":
                return {"found": remembered(task["texts"])}
            case _:
                return self._next(Path(task["out"]))

    def _open(self) -> dict[str, Any]:
        opened: list[RequestTable] = []
        took = timed(lambda: opened.append(read_table(self._table, self._base, self._plugins)))
        self._coming = opened[0].rows()
        return {"rows": len(opened[0]), **took}

    def _next(self, out: Path) -> dict[str, Any]:
        made: dict[str, Any] = {}

        def one() -> None:
            row = next(self._coming)
            outcomes = work(self._packed.data, self._packed.digest, pack_rows([row], self._base))
            if isinstance(outcomes, Different) or outcomes[0].facts is None:
                raise RuntimeError(f"{row.kenmerk}: {outcomes}")
            write_whole(out, outcomes[0].document, force=True)
            made.update(kenmerk=row.kenmerk, fingerprint=outcomes[0].facts.fingerprint)

        return timed(one) | made


def remembered(texts: Sequence[str]) -> list[str]:
    """Return which of `texts` this process remembers anything of: in a key, in what was made, or within its XML."""
    known, bulk = _remembered()
    whole = b"\0".join(bulk)
    return [text for text in texts if text in known or text.encode() in whole or escape(text).encode() in whole]


def held_answers() -> list[dict[Any, Any]]:
    """Return what each memory of this process holds: answers by key."""
    memories = [memory for memory in gc.get_objects() if isinstance(memory, Remembered)]
    return [held for memory in memories for held in (memory._young, memory._old)]


def _remembered() -> tuple[set[str], list[bytes]]:
    """Return every text and number, and all pieces of bytes, that hang on what is remembered."""
    known: set[str] = set()
    bulk: list[bytes] = []
    coming: list[Any] = [*held_answers()]
    seen: set[int] = set()
    while coming:
        thing = coming.pop()
        if id(thing) in seen or isinstance(thing, (type, ModuleType, FunctionType)):
            continue
        seen.add(id(thing))
        if isinstance(thing, bytes):
            bulk.append(thing)
        elif isinstance(thing, (str, Decimal, int)):
            known.add(str.__str__(thing) if isinstance(thing, str) else str(thing))
            bulk += [thing.encode()] if isinstance(thing, str) and "<" in thing else []
        else:
            coming += gc.get_referents(thing)
    return known, bulk


def main(table: str, base: str, level: str = str(package.LEVEL)) -> None:
    """Make contracts as long as they are asked for."""
    package.LEVEL = int(level)
    serve(Bench(Path(table), Path(base)).do)


if __name__ == "__main__":
    main(*sys.argv[1:])

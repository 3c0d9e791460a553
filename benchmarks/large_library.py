"""Measures a library of many clauses: the reading of it, the texts of a house over it, and a contract of them all.

Run with `python -m benchmarks.large_library [CLAUSES]`.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

from benchmarks import tables
from benchmarks.rows import REQUESTS
from izacontract import ContractRequest, Proposal, build_contract, hookimpl, load_plugins, put_in, read_request
from izacontract.render.text import text

CLAUSES = 1_000
TEXT = """\
---
change: {change}
sources: [{{document: Proefbron, section: "{number}", consulted: 2026-11-21}}]
---
1. {{{{ lid("eerste") }}}}{change} De Zorgaanbieder doet {number} keer wat hij belooft.
2. De Zorgverzekeraar betaalt dat binnen {number} dagen.
"""
CLAUSE = """\
title: Clausule {number}
slot: veel
order: {number}
presence: always
sectors: [{sector}]
explanation: U leest hier wat u afspreekt. Vragen stelt u aan de zorgverzekeraar.
"""


def write_library(folder: Path, count: int, sector: str) -> None:
    """Write `count` clauses for `sector` in `folder`, all in one article, in the shape of a plugin's library."""
    folder.mkdir(parents=True)
    (folder / "slots.yaml").write_text("- {id: veel, heading: Veel}\n", encoding="utf-8")
    for number in range(1, count + 1):
        below = folder / f"clausule-{number}"
        below.mkdir()
        (below / "clause.yaml").write_text(CLAUSE.format(number=number, sector=sector), encoding="utf-8")
        (below / "2023-01-01.md").write_text(TEXT.format(number=number, change="Eerste tekst."), encoding="utf-8")


def write_house(folder: Path, count: int) -> None:
    """Write a house's own text of each clause that `write_library` writes, in `folder`."""
    for number in range(1, count + 1):
        below = folder / "groot" / f"clausule-{number}"
        below.mkdir(parents=True)
        (below / "2024-01-01.md").write_text(TEXT.format(number=number, change="Eigen tekst."), encoding="utf-8")


def plugin(folder: Path, count: int) -> EntryPoint:
    """Return the entry point of the plugin `groot`, which puts the `count` clauses in `folder` in every contract."""

    class Groot:
        """A plugin as an object."""

        @staticmethod
        @hookimpl
        def libraries() -> Sequence[Any]:
            return [folder]

        @staticmethod
        @hookimpl
        def propose_clauses(request: ContractRequest) -> Sequence[Proposal]:
            return [put_in(f"groot.clausule-{number}", because="alles") for number in range(1, count + 1)]

    module: Any = type(sys)("benchmarks_groot")
    module.libraries, module.propose_clauses = Groot.libraries, Groot.propose_clauses
    sys.modules[module.__name__] = module
    return EntryPoint("groot", module.__name__, "izacontract")


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else CLAUSES
    installed = [
        EntryPoint(name, f"izacontract_{name}", "izacontract")
        for name in ("algemeen", "ggz", "huisartsen", "mdz", "msz", "wijkverpleging")
    ]
    lines: list[tuple[str, str]] = []

    def timed(what: str, do: Callable[[], Any]) -> Any:
        before = time.process_time()
        answer = do()
        lines.append((what, f"{time.process_time() - before:.2f}"))
        return answer

    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_library(folder / "clausules", count, "huisartsen")
        write_house(folder / "huis", count)
        entries = [*installed, plugin(folder / "clausules", count)]
        plugins = load_plugins(entries)
        timed(f"lezen van {count} clausules bij die van zes plugins", lambda: plugins.library)
        own = load_plugins(entries, house=folder / "huis")
        timed(f"lezen met {count} eigen teksten", lambda: own.library)
        request = read_request(REQUESTS / "huisartsen.yaml", own)
        contract = timed("contract met alle clausules, eerste keer", lambda: build_contract(request, own))
        timed("contract met alle clausules, nog eens", lambda: build_contract(request, own))
        timed("als tekst", lambda: text(contract))
    tables.show("large_library", ("wat", "CPU-seconden"), lines)


if __name__ == "__main__":
    main()

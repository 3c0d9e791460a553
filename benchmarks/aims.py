"""Prints every aim that was set beside what the other benchmarks of this run found: one table, from what they printed.

Run as the last of `make bench`, or `python -m benchmarks.aims [FILE]` over what a run left in build/benchmarks.md.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks import tables

Place = tuple[Mapping[str, str], str]
"""A figure in a table: the cells of its row by column, and its column."""


@dataclass(frozen=True)
class Aim:
    """What was aimed at: a figure in `column` of the printed `table`, in the row with these `cells` by column.

    `what` is how it is called, `beside` what it is measured against; `both` are our figure and the other's, of which it
    was reckoned. It is reached with `asked` or more, or, if `is_most`, with no more.
    """

    what: str
    table: str
    cells: Mapping[str, str]
    column: str
    beside: str
    asked: float
    is_most: bool = False
    both: tuple[Place, ...] = ()

    def line(self, found: Mapping[str, list[dict[str, str]]]) -> tuple[str, ...]:
        """Return the line of the table: what is aimed at, beside what, what is asked, found and reached."""
        asked = f"{'≤' if self.is_most else '≥'} {self.asked:g}"
        rows = found.get(self.table, [])
        both = [figure_at(rows, *place) for place in self.both] or ["", ""]
        told = figure_at(rows, self.cells, self.column)
        if not told:
            return (self.what, self.beside, asked, tables.NOT_MEASURED, "", "", "")
        reached = float(told) <= self.asked if self.is_most else float(told) >= self.asked
        return (self.what, self.beside, asked, told, "yes" if reached else "no", *both)


def figure_at(rows: list[dict[str, str]], cells: Mapping[str, str], column: str) -> str:
    """Return the figure in `column` of the row with `cells`, the last where two stand there; "" where there is none."""
    at = next((row for row in rows if cells.items() <= row.items()), {})
    return (re.findall(r"\d+(?:\.\d+)?", at.get(column, "")) or [""])[-1]


def _peers() -> Iterator[Aim]:
    generated, node = "docxtpl, generated template", "docxtemplater"
    for kind, example, peer, asked in (
        ("stock", "huisartsen", generated, 30), ("stock", "msz", generated, 30),
        ("stock", "huisartsen", node, 10), ("stock", "msz", node, 10),
        ("different", "huisartsen", generated, 25), ("different", "msz", generated, 25),
        ("fifty", "huisartsen", generated, 20), ("long", "msz", generated, 12),
    ):  # fmt: skip
        column, took = f"{example} times ours / CPU", f"{example} ms / CPU"
        both = tuple(({"generator": name}, took) for name in ("izacontract", peer))
        name = f"{example}, {kind}: times as fast, CPU ms"
        yield Aim(name, f"documents-{kind}", {"generator": peer}, column, peer, asked, both=both)


AIMS: Final = (
    *_peers(),
    *(
        Aim(f"{sector}, by reference: times as fast, CPU ms", "by-reference", {"sector": sector}, "times as fast",
            "a full contract", 3,
            both=(({"sector": sector}, "by reference, CPU ms"), ({"sector": sector}, "full, CPU ms")))
        for sector in ("huisartsen", "msz")
    ),
    *(
        Aim(f"{batch}, on two cores: contracts a second", "batches", {"batch": batch, "workers": "2"},
            "contracts a second", "a million an hour", 278)
        for batch in ("huisartsen, stock", "msz, stock")
    ),
    Aim("huisartsen, stock, on two cores: MB of all processes", "batches",
        {"batch": "huisartsen, stock", "workers": "2"}, "MB of all processes", "", 400, is_most=True),
    *(
        Aim(f"{name}: times its CPU, s", "commands", {"cold command": name}, "times bare Python", "a bare Python start",
            asked, is_most=True,
            both=tuple(({"cold command": one}, "CPU s") for one in (name, "Python, doing nothing")))
        for name, asked in (
            ("`izacontract --help`", 6), ("`izacontract generate`, huisartsen", 20),
            ("`izacontract generate`, msz", 20), ("`izacontract check`, huisartsen", 16),
            ("`izacontract show`, huisartsen", 16),
        )
    ),
    *(
        Aim(f"{what}: exponent", "growth", {"what grows": what}, "exponent", "in proportion: 1", 1.1, is_most=True)
        for what in (
            "rows of a table", "rows that are done, with --resume", "equal references in a table",
            "performances in a request", "entities of an insurer", "results that are paid for (KPI)",
            "clauses of a house", "texts of a house in the place of ours", "drafts that are shared",
        )
    ),
    Aim("a YAML request of 5,000 price lines: CPU s to read", "reading", {"price lines in a YAML request": "5000"},
        "read, CPU s", "", 1, is_most=True),
    Aim("msz, long: kB of a row to a cluster", "sent", {"rows": "msz, long"}, "kB of a row to a cluster",
        "a quarter of 75.8", 19, is_most=True),
)  # fmt: skip
"""What was set out to reach, each with the table that shows it."""


def rows_of(table: str) -> list[dict[str, str]]:
    """Return the rows of a printed table, its cells by column."""
    lines = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in table.splitlines() if line[:1] == "|"]
    header, rows = lines[0] if lines else [], lines[2:]
    return [dict(zip(header, row, strict=False)) for row in rows]


def main(printed: Path = tables.PRINTED) -> None:
    """Print the table."""
    found = {name: rows_of(text) for name, text in tables.blocks(printed.read_text(encoding="utf-8")).items()}
    header = ("what", "beside", "aim", "this run", "reached", "ours", "the other's")
    tables.show("aims", header, [aim.line(found) for aim in AIMS])


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

"""Tables that vary as those of a purchaser do: on every row another provider, with its codes, a number and a tariff."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from izacontract.batch.rows import read_table
from izacontract.host import Plugins
from izacontract.intake.read import tree_of
from izacontract.intake.tree import Tree

REQUESTS = Path(__file__).parent.parent / "tests" / "requests"
EXAMPLES = ("huisartsen", "msz")

NUMBERS = {"huisartsen": "mtvp.ingeschreven_verzekerden", "msz": "volume.vergoeding_boven_plafond"}
"""The number that each row of an example has of its own."""


def base_of(example: str) -> Path:
    """Return the request that all rows of the table of `example` share."""
    return REQUESTS / f"{example}.yaml"


def write_table(example: str, count: int, folder: Path) -> Path:
    """Return a table of `count` rows over the request of `example`, written as CSV in `folder`, its lists beside it."""
    typed = yaml.load(base_of(example).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts only
    provider, name = typed["zorgaanbieder"], typed["zorgaanbieder"]["naam"]
    group, number = NUMBERS[example].split(".")
    references = [f"{typed['overeenkomst']['kenmerk']}-{row:05}" for row in range(count)]
    names = [f"{name} {row + 1}" for row in range(count)]
    contracts: list[dict[str, str]] = [
        {
            "kenmerk": references[row],
            "zorgaanbieder.naam": names[row],
            "zorgaanbieder.agb": _moved(provider["agb"], 4, row),
            "zorgaanbieder.kvk": _moved(provider["kvk"], 2, row),
            NUMBERS[example]: str(int(typed[group][number]) + row % 30),
        }
        for row in range(count)
    ]
    table = folder / f"{example}.csv"
    _write(table, contracts)
    lines: list[dict[str, str]] = typed["tarieven"]["prestaties"]
    _write(table.with_suffix(".tarieven.prestaties.csv"), [
        {"kenmerk": references[row]} | line | ({} if index else {"tarief": _dearer(line["tarief"], row)})
        for row in range(count) for index, line in enumerate(lines)
    ])  # fmt: skip
    if members := typed.get("transformatieplan", {}).get("deelnemers"):
        _write(table.with_suffix(".transformatieplan.deelnemers.csv"), [
            {"kenmerk": references[row], "deelnemers": names[row] if member == name else member}
            for row in range(count) for member in members
        ])  # fmt: skip
    return table


def rows(example: str, count: int, folder: Path, plugins: Plugins) -> list[Tree]:
    """Return the first `count` rows of such a table as requests, read as a batch reads them."""
    table = read_table(write_table(example, count, folder), tree_of(str(base_of(example)), plugins), plugins)
    return [row.tree for row in islice(table.rows(), count)]


def _moved(code: str, fixed: int, row: int) -> str:
    """Return `code` as another provider has it; the first `fixed` digits stay, as they say what kind it is."""
    free = len(code) - fixed
    return f"{code[:fixed]}{(int(code[fixed:]) + row) % 10**free:0{free}}"


def _dearer(tariff: str, row: int) -> str:
    return f"{Decimal(tariff) + Decimal(row % 1000) / 100:.2f}"


def _write(file: Path, lines: Sequence[dict[str, Any]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(lines[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(lines)

"""Tables of contracts that nobody made before: rows as a purchaser has them, and rows in which everything differs."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle, islice
from pathlib import Path
from typing import Any, Final

import yaml

from izacontract.host import Plugins
from izacontract.intake.keys import KeyList, Leaf, Sort, keys_of
from izacontract.model.sections import CORE, sections_of

HOME = Path(__file__).parent.parent
REQUESTS = HOME / "tests" / "requests"
EXAMPLES = ("huisartsen", "msz")
NUMBERS = {"huisartsen": "mtvp.ingeschreven_verzekerden", "msz": "volume.vergoeding_boven_plafond"}
"""The number that each stock row of an example has of its own."""

PRICES: Final = "tarieven.prestaties"
SAME: Final = frozenset({
    "jaar", "begin", "einde", "peildatum", "uiterlijk", "afrekening_uiterlijk", "startkwartaal", "sector",
    "ova.percentage", "ova.nacalculatie", "ova.aandeel_loon", "ova.aandeel_materieel", "ova.aandeel_kapitaal",
    "percentage_van_maximum", "mtvp.tarief_per_kwartaal", "norm",
})  # fmt: skip
"""What contracts of one purchase year share whoever makes them, as a key or its end: its days, and public figures."""


@dataclass(frozen=True)
class Kind:
    """A kind of rows: what it is called, how many prices a row has (0: those of the example), and what differs."""

    name: str
    prices: int
    everything: bool


STOCK = Kind("stock", 0, everything=False)
DIFFERENT = Kind("different", 5, everything=True)
FIFTY = Kind("fifty", 50, everything=True)
LONG = Kind("long", 200, everything=True)
KINDS = (STOCK, DIFFERENT, FIFTY, LONG)

Lines = list[dict[str, str]]
"""The lines of a table or of one of its lists: texts by column."""


def base_of(example: str, build: Path = HOME) -> Path:
    """Return the request that all rows of the table of `example` share; each build of ours has its own."""
    return build / "tests" / "requests" / f"{example}.yaml"


def write_table(example: str, kind: Kind, count: int, folder: Path, plugins: Plugins, build: Path = HOME) -> Path:
    """Return a table of `count` rows over the request of `example`, written as CSV in `folder`, its lists beside it."""
    text = base_of(example, build).read_text(encoding="utf-8")
    typed = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - texts only
    table = folder / f"{example}-{kind.name}.csv"
    made = _different(typed, example, kind, count, plugins) if kind.everything else _stock(typed, example, count)
    for key, lines in made.items():
        _write(table.with_suffix(f".{key}.csv") if key else table, lines)
    return table


def own_texts(table: Path) -> dict[str, frozenset[str]]:
    """Return by kenmerk what stands in the table and its lists for that contract and for no other."""
    texts: dict[str, set[str]] = {}
    owners: dict[str, set[str]] = {}
    for file in (table, *table.parent.glob(f"{table.stem}.*.csv")):
        with file.open(encoding="utf-8", newline="") as opened:
            for line in csv.DictReader(opened, delimiter=";"):
                for text in filter(None, line.values()):
                    texts.setdefault(line["kenmerk"], set()).add(text)
                    owners.setdefault(text, set()).add(line["kenmerk"])
    return {kenmerk: frozenset(text for text in own if len(owners[text]) == 1) for kenmerk, own in texts.items()}


def _stock(typed: Mapping[str, Any], example: str, count: int) -> dict[str, Lines]:
    """Return rows as a purchaser has them: another provider, with its codes, a number and a tariff."""
    provider, name = typed["zorgaanbieder"], typed["zorgaanbieder"]["naam"]
    group, number = NUMBERS[example].split(".")
    references = _references(typed, count)
    names = [f"{name} {row:05}" for row in range(count)]
    made: dict[str, Lines] = {
        "": [
            {
                "kenmerk": references[row],
                "zorgaanbieder.naam": names[row],
                "zorgaanbieder.agb": _moved(provider["agb"], 4, row),
                "zorgaanbieder.kvk": _moved(provider["kvk"], 2, row),
                NUMBERS[example]: str(int(typed[group][number]) + row % 30),
            }
            for row in range(count)
        ],
        PRICES: [
            {"kenmerk": references[row]} | line | ({} if index else _dearer(line, row))
            for row in range(count)
            for index, line in enumerate(typed["tarieven"]["prestaties"])
        ],
    }
    if members := typed.get("transformatieplan", {}).get("deelnemers"):
        made["transformatieplan.deelnemers"] = [
            {"kenmerk": references[row], "deelnemers": names[row] if member == name else member}
            for row in range(count)
            for member in members
        ]
    return made


def _different(typed: Mapping[str, Any], example: str, kind: Kind, count: int, plugins: Plugins) -> dict[str, Lines]:
    """Return rows in which every text, code, amount and number is of that row alone; choices stay, and `SAME`."""
    keys = keys_of([*CORE, *sections_of(plugins.sectors[example], plugins).values()])
    references = _references(typed, count)
    given = {key: _at(typed, leaf.path) for key, leaf in keys.leaves.items()}
    leaves = {key: text for key, text in given.items() if isinstance(text, str) and key != "overeenkomst.kenmerk"}
    made: dict[str, Lines] = {
        "": [
            {"kenmerk": references[row]} | {key: _varied(keys.leaves[key], text, row) for key, text in leaves.items()}
            for row in range(count)
        ]
    }
    for key, known in keys.lists.items():
        items: list[Any] | None = _at(typed, known.path)
        if not items:
            continue
        if key == PRICES:
            items = [
                item | {"code": f"{item['code']}.{number}", "omschrijving": f"{item['omschrijving']}, groep {number}"}
                for number, item in enumerate(islice(cycle(items), kind.prices))
            ]
        made[key] = [{"kenmerk": references[row]} | line for row in range(count) for line in _items(known, items, row)]
    return made


def _items(known: KeyList, items: Sequence[Any], row: int) -> Iterator[dict[str, str]]:
    for item in items:
        values = {column: item if known.bare else _at(item, leaf.path) for column, leaf in known.columns.items()}
        yield {
            f"{known.key}.{column}" if column == "kenmerk" else column: _varied(known.columns[column], text, row)
            for column, text in values.items()
            if isinstance(text, str)
        }


def _varied(leaf: Leaf, text: str, row: int) -> str:
    """Return what stands at `leaf` for this row, where the example says `text`; equal texts stay equal."""
    if leaf.key in SAME or leaf.path[-1] in SAME:
        return text
    if leaf.path[-1] == "iban":
        return _iban(text[4:8], int(text[8:]) + row)
    match leaf.sort:
        case Sort.TEXT:
            return f"{text} {row:05}"
        case Sort.CODE:
            fixed = {"agb": 4, "kvk": 2}.get(leaf.path[-1], 1)
            return _moved(text, fixed, row) if text.isdigit() else f"{text}-{row:05}"
        case Sort.WHOLE:
            return str(int(text) + row % 150)  # more than are timed, and no term becomes too long
        case Sort.NUMBER:
            return f"{Decimal(text) * (1000 + row) / 1000:.2f}"
        case Sort.PERCENT | Sort.SHARE:
            value, step = Decimal(text), Decimal(row).scaleb(-2 if leaf.sort is Sort.PERCENT else -4)
            return str(value - step if value < 0 else value + step)
        case Sort.DAY:
            return (date.fromisoformat(text) - timedelta(row)).isoformat()
        case _:
            return text


def _iban(bank: str, account: int) -> str:
    """Return the Dutch account number with its check digits (ISO 7064, modulo 97)."""
    digits = "".join(str(int(sign, 36)) for sign in f"{bank}{account:010}NL00")
    return f"NL{98 - int(digits) % 97:02}{bank}{account:010}"


def _references(typed: Mapping[str, Any], count: int) -> list[str]:
    return [f"{typed['overeenkomst']['kenmerk']}-{row:05}" for row in range(count)]


def _at(typed: Any, path: Sequence[str]) -> Any:
    for key in path:
        typed = typed.get(key) if isinstance(typed, dict) else None
    return typed


def _moved(code: str, fixed: int, row: int) -> str:
    """Return `code` as another has it; the first `fixed` digits stay, as they say what kind it is."""
    free = len(code) - fixed
    return f"{code[:fixed]}{(int(code[fixed:]) + row) % 10**free:0{free}}"


def _dearer(line: Mapping[str, str], row: int) -> dict[str, str]:
    """Return the tariff of `line` as this row has it, and with it the maximum that it is a percentage of."""
    more = Decimal(row % 1000) / 100
    return {key: f"{Decimal(line[key]) + more:.2f}" for key in ("tarief", "maximum") if key in line}


def _write(file: Path, lines: Lines) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(dict.fromkeys(key for line in lines for key in line)), delimiter=";")
        writer.writeheader()
        writer.writerows(lines)

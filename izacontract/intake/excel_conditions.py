"""Keys that matter only beside a certain choice: said in words, and greyed in the workbook while it is not made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import quote_sheetname

from izacontract.errors import dotted
from izacontract.intake.keys import KeyList, Leaf, SheetKeys
from izacontract.intake.questionnaire import default_of
from izacontract.model.terms import Condition, only_if_of, only_if_told

GREY: Final = PatternFill("solid", start_color="E3E3E3", end_color="E3E3E3")
FADED: Final = Font(color="8C8C8C")
YES: Final = "ja"
LAST_ITEM: Final = 1_000
"""The last row of a list of which the workbook looks whether anything stands there."""


@dataclass
class Places:
    """Where keys stand in the workbook: each single value by its cell, each list by its sheet and its first items."""

    cells: dict[str, tuple[str, str]] = field(default_factory=dict)
    lists: dict[str, tuple[str, str]] = field(default_factory=dict)

    def cell(self, key: str, sheet: str) -> str | None:
        """Return the reference to the cell of `key` as formulas on `sheet` write it; None where it is not asked."""
        return _reference(*self.cells[key], sheet) if key in self.cells else None

    def items(self, key: str, sheet: str) -> str | None:
        """Return the reference to the first column of the list `key`."""
        return _reference(*self.lists[key], sheet) if key in self.lists else None


def from_start(only_if: Condition, group: Sequence[str]) -> Condition:
    """Return the condition of a key in `group` with every key written from the start of the request.

    So the conditions are that the functions below take.
    """
    return {name if "." in name else dotted((*group, name)): values for name, values in only_if.items()}


def in_words(conditions: Sequence[Condition], labels: Mapping[str, str]) -> str:
    """Return what must be so for a key to matter, as in: Alleen bij 'Soort': omzetplafond of zorgkostenplafond."""
    return " ".join(only_if_told(condition, lambda key: f"'{labels.get(key, key)}'").nl for condition in conditions)


def idle(conditions: Sequence[Condition], keys: SheetKeys, places: Places, sheet: str) -> str:
    """Return the formula that tells on `sheet` that a key does not matter, as long as each condition can be seen.

    "" where none of them can. A choice that is not made yet tells nothing, unless its default does.
    """
    found = []
    for condition in conditions:
        parts = [_not_so(key, values, keys, places, sheet) for key, values in condition.items()]
        if parts and all(parts):
            found.append(_joined("AND", [part for part in parts if part]))
    return _joined("OR", found)


def _not_so(key: str, values: tuple[str, ...], keys: SheetKeys, places: Places, sheet: str) -> str:
    if key in keys.lists:
        items = places.items(key, sheet)
        if items is None:
            return ""
        counts = [f'COUNTIF({items},"{value}")=0' for value in values]
        return _joined("AND", counts) if values else f"COUNTA({items})=0"
    cell = places.cell(key, sheet)
    leaf = keys.leaves.get(key)
    return "" if cell is None or leaf is None else other_than(cell, values, leaf)


def other_than(cell: str, values: Sequence[str], leaf: Leaf) -> str:
    """Return the formula that tells that `cell` says something else for `leaf` than one of `values`."""
    if not values:
        return f'{cell}=""'
    parts = [f'{cell}<>"{value}"' for value in values]
    if YES in values:
        parts.append(f"{cell}<>TRUE")
    default = default_of(leaf.shape)
    if not default or default in values:
        parts.append(f'{cell}<>""')
    return _joined("AND", parts)


def grey(page: Any, area: str, formula: str) -> None:
    """Grey the cells in `area` of `page` while `formula` holds; nothing for an empty one."""
    if formula:
        shows = DifferentialStyle(fill=GREY, font=FADED)
        page.conditional_formatting.add(area, Rule(type="expression", dxf=shows, formula=[formula]))


def column_conditions(listed: KeyList, letters: Mapping[str, str], row: int) -> Mapping[str, str]:
    """Return by column the formula that tells of the item in `row` that the column does not matter for it.

    `letters` are those of the columns by their key.
    """
    found: dict[str, str] = {}
    for key, leaf in listed.columns.items():
        condition = from_start(only_if_of(leaf.shape.info), leaf.path[:-1])
        parts = [
            other_than(f"${letters[name]}{row}", values, listed.columns[name])
            for name, values in condition.items()
            if name in letters
        ]
        if parts and len(parts) == len(condition):
            found[key] = _joined("AND", [f"COUNTA($B{row}:$XFD{row})>0", *parts])
    return found


def _joined(function: str, parts: Sequence[str]) -> str:
    return f"{function}({','.join(parts)})" if len(parts) > 1 else "".join(parts)


def _reference(sheet: str, cells: str, here: str) -> str:
    return cells if sheet == here else f"{quote_sheetname(sheet)}!{cells}"

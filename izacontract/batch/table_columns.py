"""The header of a table or list: which key each column fills in, and what is wrong with the others."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from izacontract.batch import table_messages as m
from izacontract.errors import Finding, Position, Told
from izacontract.intake import cell_messages as c
from izacontract.intake.cells import TypedLine
from izacontract.intake.keys import KeyList, Leaf, SheetKeys
from izacontract.meant import nearest

KENMERK: Final = "kenmerk"
REFERENCE: Final = "overeenkomst.kenmerk"
"""The key that `kenmerk` is short for: what tells the contracts of a table apart."""

FEW: Final = 6
"""So many names still fit in a hint."""


@dataclass(frozen=True)
class TablePlace:
    """A file, or a sheet of a workbook: where lines stand."""

    file: str
    sheet: str = ""

    def at(self, line: int, column: int = 1) -> Position:
        """Return the position of the cell in `column` of `line`."""
        return Position(self.file, line, column, self.sheet)

    @property
    def name(self) -> str:
        """Return the name by which findings are put in order."""
        return self.sheet or self.file


@dataclass(frozen=True)
class Header:
    """The columns of a table or list: the key of each by its number, and the number of the one with the kenmerk.

    `longest` gets the number of digits of the longest code in a column.
    """

    line: int
    columns: Mapping[int, Leaf]
    kenmerk: int
    findings: tuple[Finding, ...] = ()
    longest: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class KnownColumns:
    """What columns may say: the keys of the base request's sector in `here`, those of every sector in `everywhere`."""

    here: SheetKeys
    everywhere: SheetKeys
    sector: str
    where: Told

    def leaf(self, key: str) -> Leaf | Finding:
        """Return the key that a column of the table called `key` fills in, or why it fills in none."""
        key = self.here.called(self.everywhere.called(key))
        key = REFERENCE if is_kenmerk(key) else self.here.former.get(key, key)
        if key in self.here.leaves:
            return self.here.leaves[key]
        if key in self.everywhere.leaves:
            return m.UNACCEPTED_COLUMN.finding(key=key, sector=self.sector)
        bare = re.sub(r"\[\d*\]", "", key)
        for name, known in self.everywhere.lists.items():
            if bare == name or bare.startswith(f"{name}."):
                return c.LIST_VALUE.finding(key=key, sheet=known.sheet, where=self.where)
        if key in self.everywhere.groups:
            return c.GROUP_VALUE.finding(key=key, known=", ".join(self.everywhere.groups[key]))
        return unknown_column(key, self.here.leaves, "izacontract batch --template")


def is_kenmerk(name: str) -> bool:
    """Return whether a column called `name` says which contract a row is of."""
    return name.strip().casefold() in (KENMERK, REFERENCE)


def is_header(line: TypedLine) -> bool:
    """Return whether `line` names the columns of a table or list."""
    return any(is_kenmerk(cell.text) for cell in line.cells)


def table_header(line: TypedLine, place: TablePlace, known: KnownColumns) -> Header:
    """Return the columns of the table."""
    leaves = {cell.column: known.leaf(cell.text.strip()) for cell in line.cells}
    _together(leaves, {cell.column: cell.text.strip() for cell in line.cells}, known.sector)
    kenmerk = next(cell.column for cell in line.cells if is_kenmerk(cell.text))
    return _header(line, place, leaves, kenmerk)


def list_header(line: TypedLine, place: TablePlace, known: KeyList, reference: Leaf) -> Header:
    """Return the columns of the list `known`; their names may or may not begin with its key."""
    leaves: dict[int, Leaf | Finding] = {}
    kenmerk = next(cell.column for cell in line.cells if is_kenmerk(cell.text))
    for cell in line.cells:
        key = cell.text.strip()
        short = key.removeprefix(f"{known.key}.")
        # An item may have a `kenmerk` of its own, but only under its full name.
        if cell.column == kenmerk:
            leaves[cell.column] = reference
        else:
            leaves[cell.column] = known.column(short) or unknown_column(key, known.columns)
    return _header(line, place, leaves, kenmerk)


def meant_key(key: str, known: Collection[str]) -> Told | None:
    """Return the hint that names which of `known` the key most likely means; None when none comes near."""
    same_end = [name for name in dict.fromkeys(known) if name.rpartition(".")[2] == key.rpartition(".")[2]]
    meant = [found] if (found := nearest(key, known)) else same_end[:FEW]
    if not meant:
        return None
    names = [f"'{name}'" for name in meant]
    return Told(f"Bedoelt u {' of '.join(names)}?", f"Did you mean {' or '.join(names)}?")


def unknown_column(key: str, known: Collection[str], command: str = "") -> Finding:
    """Return the finding about a column that fills in no key, with what was probably meant."""
    if meant := meant_key(key, known):
        hint = meant
    elif command:
        hint = Told(f"Zie de kolommen met: {command}", f"See the columns with: {command}")
    else:
        names = ", ".join(known)
        hint = Told(f"Kolommen die hier passen: {names}.", f"Columns that fit here: {names}.")
    return c.UNKNOWN_COLUMN.finding(key=key, hint=hint)


def _header(line: TypedLine, place: TablePlace, leaves: Mapping[int, Leaf | Finding], kenmerk: int) -> Header:
    columns: dict[int, Leaf] = {}
    findings: list[Finding] = []
    seen: dict[str, Position] = {}
    for column, leaf in leaves.items():
        position = place.at(line.number, column)
        if isinstance(leaf, Finding):
            findings.append(replace(leaf, position=position))
        elif leaf.key in seen:
            findings.append(replace(c.DOUBLE_COLUMN.finding(key=leaf.key, place=seen[leaf.key]), position=position))
        else:
            columns[column] = leaf
            seen[leaf.key] = position
    return Header(line.number, columns, kenmerk, tuple(findings))


def _together(leaves: dict[int, Leaf | Finding], cells: Mapping[int, str], sector: str) -> None:
    """Make one finding of many columns of another sector: then most likely the base request is the wrong one."""
    others = [
        column for column, leaf in leaves.items() if isinstance(leaf, Finding) and leaf.code == m.UNACCEPTED_COLUMN.code
    ]
    if len(others) > FEW:
        first, *rest = others
        keys = ", ".join(cells[column] for column in others[:FEW])
        leaves[first] = m.UNACCEPTED_COLUMNS.finding(count=len(others), sector=sector, keys=f"{keys} …")
        for column in rest:
            del leaves[column]

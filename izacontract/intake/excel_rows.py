"""Which key a row on the sheet with single values is about: the one that stands there, or else by its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from izacontract.errors import Finding, Told
from izacontract.intake import cell_messages as m
from izacontract.intake.cells import TypedCell, TypedLine
from izacontract.intake.keys import SheetKeys
from izacontract.intake.labels import Labels, meanings_of
from izacontract.meant import meant_or

KEY: Final = "sleutel"
LABEL: Final = "gegeven"
VALUE: Final = "waarde"
"""The heads of the columns with the key, the words for it and the value; the key or the words may be absent."""


@dataclass(frozen=True)
class Columns:
    """The numbers of the columns with the value, and with the key or the words for it; 0 for one that is absent."""

    value: int
    key: int
    label: int


def columns_of(line: TypedLine) -> Columns | None:
    """Return the columns that `line` names when it is the header of a sheet with single values."""
    named = {cell.text.strip().casefold(): cell.column for cell in reversed(line.cells)}
    if VALUE not in named or not (KEY in named or LABEL in named):
        return None
    return Columns(named[VALUE], named.get(KEY, 0), named.get(LABEL, 0))


class RowKeys:
    """Tells the key of one row after another; a row with the title of a section begins that section."""

    def __init__(self, columns: Columns, keys: SheetKeys) -> None:
        self._columns = columns
        self._keys = keys
        self._labels: Labels = meanings_of(keys.sections)
        self._section = ""

    def of(self, cells: Mapping[int, TypedCell]) -> tuple[TypedCell | None, Finding | None]:
        """Return the cell that says the key of a row with these `cells`, its text that key, or why none is known.

        A row without either has (None, None).
        """
        key, label = cells.get(self._columns.key), cells.get(self._columns.label)
        value = cells.get(self._columns.value)
        if key is not None:
            typed = self._keys.called(key.text.strip())
            self._section = typed.partition(".")[0]
            return key, self._contradicts(typed, label) if label and value else None
        if label is None:
            return None, None
        if value is None and (section := self._labels.section(label.text)):
            self._section = section
            return replace(label, text=section), None
        meant = self._labels.meant(label.text, self._section)
        if len(meant) == 1:
            return replace(label, text=meant[0]), None
        return label, self._unknown(label, meant) if value else None

    def _contradicts(self, key: str, label: TypedCell) -> Finding | None:
        """Return the fault that the words beside `key` are those of other keys: rows were moved without their keys."""
        meant = self._labels.meant(label.text, self._section)
        if key not in self._keys.leaves or not meant or key in meant:
            return None
        return m.KEY_OR_LABEL.finding(*self._keys.leaves[key].path, key=key, label=label.text.strip(), meant=meant[0])

    def _unknown(self, label: TypedCell, meant: tuple[str, ...]) -> Finding:
        text = label.text.strip()
        if meant:
            return m.LABEL_TWICE.finding(label=text, keys=", ".join(meant))
        hint = Told("Haal de rij weg, of zie: izacontract schema", "Remove the row, or see: izacontract schema")
        return m.UNKNOWN_LABEL.finding(label=text, hint=meant_or(hint, text.casefold(), self._labels.everywhere))

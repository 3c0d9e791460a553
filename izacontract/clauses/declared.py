"""Whether the values that a text gets are those that it declares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from izacontract.clauses.columns import plain_columns
from izacontract.clauses.printing import fits
from izacontract.errors import Told
from izacontract.model.clause import Variable
from izacontract.model.contract import Inline
from izacontract.model.values import OpenPoint


def rows_of(value: object) -> Sequence[Mapping[str, Any]]:
    """Return the rows in `value`, none when it is no list."""
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def problem_with(variable: Variable, value: object) -> Told | None:
    """Return what is wrong when `value` is missing or is not what `variable` declares; None when nothing is."""
    if value is None and variable.optional:
        return None
    if value is None or not fits(value, variable.type):
        kind = type(value).__name__
        nl, en = ("ontbreekt", "is missing") if value is None else (f"is {kind}", f"is {kind}")
        return Told(f"hoort van type {variable.type} te zijn, maar {nl}", f"should be of type {variable.type} but {en}")
    if variable.columns and not isinstance(value, OpenPoint):
        rows = rows_of(value)
        if plain_columns(variable, rows) is not None:
            return None  # a long price list is nearly always so
        for number, row in enumerate(rows, start=1):
            if wrong := _problem_with_row(variable, row):
                return Told(f"rij {number}: {wrong.nl}", f"row {number}: {wrong.en}")
    return None


def _problem_with_row(variable: Variable, row: object) -> Told | None:
    """Return what is wrong when `row` is none, or a cell in it is unknown, missing or of another type."""
    types = {column.key: column.type for column in variable.columns}
    if not isinstance(row, Mapping):
        return Told("is geen rij met kolommen", "is no row with columns")
    if row.keys() != types.keys():
        odd = ", ".join(sorted(map(str, row.keys() ^ types.keys())))
        return Told(f"heeft niet de kolommen die de tekst declareert: {odd}", f"has not the declared columns: {odd}")
    for key, cell in row.items():
        if not _fits_cell(cell, types[key]):
            kind = types[key]
            return Told(f"kolom '{key}' hoort van type {kind} te zijn", f"column '{key}' should be of type {kind}")
    return None


def _fits_cell(cell: object, kind: str) -> bool:
    """Return whether a cell is empty, of its declared type, or made of inlines by the core itself."""
    made = isinstance(cell, tuple) and all(isinstance(one, Inline) for one in cell)
    return cell is None or made or fits(cell, kind)

"""Whether the values that a text gets are those that it declares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from izacontract.clauses.printing import fits
from izacontract.errors import ClauseError
from izacontract.model.clause import Variable
from izacontract.model.contract import Inline
from izacontract.model.values import OpenPoint


def rows_of(value: object) -> Sequence[Mapping[str, Any]]:
    """Return the rows in `value`, none when it is no list."""
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def check_value(file: str, variable: Variable, value: object) -> None:
    """Raise ClauseError, naming `file`, when `value` is missing or is not what `variable` declares."""
    if value is None and variable.optional:
        return
    if value is None or not fits(value, variable.type):
        found = "ontbreekt" if value is None else f"is {type(value).__name__}"
        found_en = "is missing" if value is None else f"is {type(value).__name__}"
        raise ClauseError(
            f"{file}: variabele '{variable.name}' hoort van type {variable.type} te zijn, maar {found}.",
            f"{file}: variable '{variable.name}' should be of type {variable.type} but {found_en}.",
            "Verbeter de regel of de key die de waarde levert.",
            "Mend the rule or the key that gives the value.",
            code="clausule.waarde",
        )
    if variable.columns and not isinstance(value, OpenPoint):
        for number, row in enumerate(rows_of(value), start=1):
            _check_row(f"{file}: variabele '{variable.name}', rij {number}", variable, row)


def _check_row(place: str, variable: Variable, row: object) -> None:
    """Raise ClauseError for a row that is not one, or with a cell that is unknown, missing or of another type."""
    types = {column.key: column.type for column in variable.columns}
    given = row if isinstance(row, Mapping) else {}
    told: tuple[str, str] | None = None
    if not isinstance(row, Mapping):
        told = "is geen rij met kolommen", "is no row with columns"
    elif given.keys() != types.keys():
        odd = ", ".join(sorted(map(str, given.keys() ^ types.keys())))
        told = f"heeft niet de kolommen die de tekst declareert: {odd}", f"has not the declared columns: {odd}"
    elif wrong := [key for key, cell in given.items() if not _fits_cell(cell, types[key])]:
        key = wrong[0]
        told = f"kolom '{key}' hoort van type {types[key]} te zijn", f"column '{key}' should be of type {types[key]}"
    if told:
        raise ClauseError(
            f"{place}: {told[0]}.",
            f"{place}: {told[1]}.",
            "Verbeter de regel die de rijen levert, of de kolommen in de kop van de tekst.",
            "Mend the rule that gives the rows, or the columns in the header of the text.",
            code="clausule.waarde",
        )


def _fits_cell(cell: object, kind: str) -> bool:
    """Return whether a cell is empty, of its declared type, or made of inlines by the core itself."""
    made = isinstance(cell, tuple) and all(isinstance(one, Inline) for one in cell)
    return cell is None or made or fits(cell, kind)

"""The rows of a table taken by column: whether all cells are plain values, and their texts, without a step per cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any, Final

from izacontract.clauses.printing import ACCEPTED, FILTERS, Filter
from izacontract.dutch import euros
from izacontract.model.clause import Column, Variable

NOTHING: Final = "–"
"""What stands in a cell without a value."""

PLAIN: Final = {
    kind: frozenset({type(None), *(one for one in accepted if one not in (tuple, list))})
    for kind, accepted in ACCEPTED.items()
}
"""The types of which a cell fits its column without another look."""

Texts = tuple[tuple[tuple[str, ...], ...], frozenset[tuple[int, int]]]
"""The texts of rows, and by row and column where no value stands."""


def plain_columns(variable: Variable, rows: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]] | None:
    """Return the cells of `rows` by column of `variable`; None unless each has all columns and cells of plain types."""
    keys = [column.key for column in variable.columns]
    if not {*map(type, rows)} <= {dict} or not {*map(len, rows)} <= {len(keys)}:
        return None
    try:
        cells = [tuple(map(itemgetter(key), rows)) for key in keys]
    except KeyError:
        return None
    fit = [PLAIN[column.type].issuperset(map(type, of)) for column, of in zip(variable.columns, cells, strict=True)]
    return cells if all(fit) else None


def printed_rows(variable: Variable, rows: Sequence[Mapping[str, Any]], filters: Mapping[str, Filter]) -> Texts | None:
    """Return the texts of `rows`; None where a cell is not plain, cannot be printed, or is printed by a plugin."""
    columns = plain_columns(variable, rows)
    if columns is None or any(filters.get(one.type) is not FILTERS.get(one.type) for one in variable.columns):
        return None
    try:
        return _printed_columns(variable, columns)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return None  # one by one it is told of which cell


def _printed_columns(variable: Variable, columns: Sequence[tuple[Any, ...]]) -> Texts:
    gaps: list[tuple[int, int]] = []
    texts: list[Sequence[str]] = []
    for place, (column, cells) in enumerate(zip(variable.columns, columns, strict=True)):
        if None in cells:
            gaps += [(row, place) for row, cell in enumerate(cells) if cell is None]
            texts.append([NOTHING if cell is None else _printed(column, (cell,))[0] for cell in cells])
        else:
            texts.append(_printed(column, cells))
    return tuple(zip(*texts, strict=True)), frozenset(gaps)


def _printed(column: Column, cells: Sequence[Any]) -> Sequence[str]:
    """Return the text of each of `cells`, none of which is empty."""
    if column.type == "euro":
        return euros(cells)
    if column.labels:
        cells = [column.labels.get(cell, cell) if isinstance(cell, str) else cell for cell in cells]
    printer = FILTERS[column.type]
    return cells if printer is str and {*map(type, cells)} == {str} else [printer(cell) for cell in cells]

"""A cell of a table or sheet, and what it must be for the key that it fills in: the value typed, or what is wrong.

Excel knows texts, numbers, days and yes/no; what it makes of the characters that somebody types may have lost some of
them. Where that can be, the cell is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from izacontract.errors import Finding
from izacontract.intake import cell_messages as m
from izacontract.intake.keys import Leaf, Sort
from izacontract.model.values import Kind, Typed


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty: its column (from 1), its characters and the kind that the file gives them.

    With `percent` it shows a hundred times its number, with a percent sign. `fault` says why it cannot be read.
    """

    column: int
    text: str
    kind: Kind = Kind.TEXT
    percent: bool = False
    fault: Finding | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet or a line of a file that is not empty, by its number (from 1)."""

    number: int
    cells: tuple[Cell, ...]


def fitted(cell: Cell, leaf: Leaf) -> Typed | Finding:
    """Return what `cell` says for the key `leaf`, or the finding, without path and place, that refuses it.

    A cell that shows percent gives the percentage for a percentage, and its own number for a part of one: both are
    what the reader of the sheet sees.
    """
    if cell.fault is not None:
        return cell.fault
    if cell.kind is Kind.TEXT:
        return Typed(cell.text if leaf.sort is Sort.TEXT else cell.text.strip())
    if refused := _refused(cell, leaf.sort):
        return refused
    if cell.percent and leaf.sort is Sort.PERCENT:
        return Typed(_hundredfold(cell.text), Kind.NUMBER)
    return Typed(cell.text, cell.kind)


def _refused(cell: Cell, sort: Sort) -> Finding | None:
    match cell.kind:
        case Kind.NUMBER if cell.percent and sort not in (Sort.PERCENT, Sort.SHARE):
            return m.PERCENT_ELSEWHERE.finding(value=cell.text, shown=_hundredfold(cell.text))
        case Kind.NUMBER if sort.is_text and sort is not Sort.CHOICE:
            return m.NUMBER_IN_TEXT.finding(value=cell.text)
        case Kind.NUMBER if sort is Sort.DAY:
            return m.NUMBER_IN_DAY.finding(value=cell.text)
        case Kind.DAY if sort.is_text:
            return m.DAY_IN_TEXT.finding(value=cell.text)
        case Kind.DAY if sort is not Sort.DAY:
            return m.DAY_IN_NUMBER.finding(value=cell.text)
        case Kind.YES_NO if sort is not Sort.YES_NO:
            return m.YES_NO_ELSEWHERE.finding()
        case _:
            return None


def _hundredfold(number: str) -> str:
    value = Decimal(number).scaleb(2)
    return f"{value.to_integral_value() if value == value.to_integral_value() else value.normalize():f}"


MARKS: Final = ("#gegeven", "#eenheid", "#door", "#uitleg")
"""How a row begins that explains the columns: title, unit, who supplies it, help. Such a row holds no values."""

EMPTIED: Final = "(leeg)"
"""What a cell of a table says to take away the value of the base request."""

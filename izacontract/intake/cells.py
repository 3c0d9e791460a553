"""A cell of a table or sheet, and what it must be for the key that it fills in: the value typed, or what is wrong.

Excel knows texts, numbers, days and yes/no; what it makes of the characters that somebody types may have lost some of
them. Where that can be, the cell is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pydantic_core import PydanticCustomError

from izacontract.errors import Finding, Told
from izacontract.intake import cell_messages as m
from izacontract.intake.keys import Leaf, Sort
from izacontract.model.typed import read_decimal, read_share
from izacontract.model.values import Typed, TypedKind

_THOUSANDS: Final = re.compile(r"[-+]?[1-9][0-9]{0,2}(\.[0-9]{3})+")
"""A number with points between thousands, as far as it has no decimals."""


@dataclass(frozen=True, slots=True)
class TypedCell:
    """A cell that is not empty: its column (from 1), its characters and the kind that the file gives them.

    With `percent` it shows a hundred times its number for each percent sign. `sheet` says that a workbook holds it,
    which tells numbers from texts. `fault` says why it cannot be read. Of a number `width` is how many digits it shows
    at least, `word` what shows instead, and `day` the day that it would be.
    """

    column: int
    text: str
    kind: TypedKind = TypedKind.TEXT
    percent: int = 0
    sheet: bool = False
    fault: Finding | None = None
    width: int = 0
    word: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A row of a sheet or a line of a file that is not empty, by its number (from 1)."""

    number: int
    cells: tuple[TypedCell, ...]


def fitted(cell: TypedCell, leaf: Leaf) -> Typed | Finding:
    """Return what `cell` says for the key `leaf`, or the finding, without path and place, that refuses it.

    A cell that shows percent gives the percentage for a percentage, and its own number for a part of one: both are
    what the reader of the sheet sees.
    """
    if cell.fault is not None:
        is_time = cell.fault.code == m.CELL_TIME.code
        return m.DAY_IN_NUMBER.finding(value=cell.text) if is_time and leaf.sort.is_number else cell.fault
    if cell.kind is TypedKind.TEXT:
        # What people paste often has spaces around it, also such as do not break; they never mean them.
        text = cell.text.strip()
        return (_no_value(text, leaf) if cell.sheet else None) or Typed(text)
    if refused := _refused(cell, leaf.sort):
        return refused
    if cell.percent and leaf.sort is Sort.PERCENT:
        return Typed(_hundredfold(cell.text), TypedKind.NUMBER)
    return Typed(cell.text, cell.kind)


def _no_value(text: str, leaf: Leaf) -> Finding | None:
    """Return why `text` in a workbook does not fit `leaf`, where that takes other words than in a file of text."""
    if leaf.sort.is_number:
        return _no_number(text, leaf.sort)
    if leaf.digits and not re.fullmatch(f"[0-9]{{{leaf.digits}}}", text):
        return m.CODE_IN_CELL.finding(value=text, length=leaf.digits)
    return None


def _no_number(text: str, sort: Sort) -> Finding | None:
    """Return why `text` in a workbook is no number for `sort`; None when it is one, or when the binder says why not."""
    better = text.replace(".", "") if sort is Sort.WHOLE and _THOUSANDS.fullmatch(text) else ""
    try:
        (read_share if sort is Sort.SHARE and "%" in text else read_decimal)(text)
    except PydanticCustomError as error:
        better = str((error.context or {}).get("facts", {}).get("better", ""))
    else:
        if not better:
            return None
    hint = Told(
        "Maak de cel op als Getal en typ alleen het getal", "Format the cell as a number and type the number only"
    )
    rest = Told(f": {_in_excel(better)}", f": {better}") if better else Told(", of maak de cel leeg.", ", or empty it.")
    return m.TEXT_IN_NUMBER.finding(value=text, hint=hint + rest)


def _in_excel(number: str) -> str:
    """Return `number` as it is typed in a Dutch Excel, which takes a point for something else."""
    return number.replace(".", ",")


def _refused(cell: TypedCell, sort: Sort) -> Finding | None:
    match cell.kind:
        case TypedKind.NUMBER if cell.percent and sort not in (Sort.PERCENT, Sort.SHARE):
            return m.PERCENT_ELSEWHERE.finding(value=cell.text, shown=_hundredfold(cell.text))
        case TypedKind.NUMBER if sort.is_text and sort is not Sort.CHOICE:
            return m.NUMBER_IN_TEXT.finding(value=cell.text)
        case TypedKind.NUMBER if sort is Sort.DAY:
            return m.NUMBER_IN_DAY.finding(value=cell.text)
        case TypedKind.DAY if sort.is_text:
            return m.DAY_IN_TEXT.finding(value=cell.text)
        case TypedKind.DAY if sort is not Sort.DAY:
            return m.DAY_IN_NUMBER.finding(value=cell.text)
        case TypedKind.YES_NO if sort is not Sort.YES_NO:
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

"""A cell of a table or sheet, and what it must be for the key that it fills in: the value typed, or what is wrong.

Excel knows texts, numbers, days and yes/no; what it makes of the characters that somebody types may have lost some of
them. Where that can be, the cell is refused; what can mean one thing only is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from izacontract.errors import Finding
from izacontract.intake import cell_messages as m
from izacontract.intake.keys import Leaf, Sort
from izacontract.intake.readings import Kind, Reading, read_text, unmarked, wrong_code
from izacontract.model.limits import Between
from izacontract.model.messages import MORE_THAN_CENTS
from izacontract.model.typed import CENTS, EXAMPLE_DAY
from izacontract.model.values import Euro, Typed, TypedKind, unit_of

EURO: Final = unit_of(Euro)
NO_LIMITS: Final = Between()


@dataclass(frozen=True, slots=True)
class TypedCell:
    """A cell that is not empty: its column (from 1), its characters and the kind that the file gives them.

    With `percent` it shows a hundred times its number for each percent sign. `sheet` says that a workbook holds it,
    which tells numbers from texts. `fault` says why it cannot be read. Of a number `width` is how many digits it shows
    at least, `word` what shows instead, and `day` the day that it would be; with `prints_percent` a percent sign shows
    behind the number as it is.
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
    prints_percent: bool = False


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A row of a sheet or a line of a file that is not empty, by its number (from 1)."""

    number: int
    cells: tuple[TypedCell, ...]


def fitted(cell: TypedCell, leaf: Leaf, longest: int = 0) -> Reading:
    """Return what `cell` says for the key `leaf`, or the finding, without path and place, that refuses it.

    A cell that shows percent gives the percentage for a percentage, and its own number for a part of one: both are
    what the reader of the sheet sees. Where a column holds codes `longest` is the number of digits of the longest:
    a shorter one that Excel keeps as a number may have lost a zero.
    """
    if cell.fault is not None:
        is_time = cell.fault.code == m.CELL_TIME.code
        return Reading(m.DAY_IN_NUMBER.finding(value=cell.text) if is_time and leaf.sort.is_number else cell.fault)
    if cell.kind is TypedKind.TEXT:
        return read_text(cell.text, leaf)
    if cell.word and leaf.sort is Sort.YES_NO:
        return read_text(cell.word, leaf)
    if cell.kind is TypedKind.NUMBER and leaf.sort is Sort.CODE and cell.text.isdecimal():
        return _code(cell.text.zfill(cell.width), leaf.digits or longest, exactly=leaf.digits > 0)
    if refused := _refused(cell, leaf):
        return Reading(refused)
    if cell.percent and leaf.sort is Sort.PERCENT:
        return Reading(Typed(_shifted(cell.text, 2 * cell.percent), TypedKind.NUMBER))
    if cell.percent and leaf.sort is Sort.SHARE:
        return Reading(Typed(_shifted(cell.text, 2 * cell.percent - 2), TypedKind.NUMBER))
    if cell.prints_percent and leaf.sort is Sort.PERCENT and cell.kind is TypedKind.NUMBER:
        return _behind_sign(cell.text, leaf.shape.limits or NO_LIMITS)
    return Reading(Typed(cell.text, cell.kind))


def _behind_sign(number: str, limits: Between) -> Reading:
    """Return the percentage in a cell that prints a percent sign behind its number.

    Who types 98,5 in it gets 98.5, who types 98,5% gets 0.985: a spreadsheet takes the sign for a hundredth. Which of
    both it was is told by the limits; where they admit both, what the cell shows counts when only that is usual.
    """
    as_shown, as_typed = Decimal(number), Decimal(number).scaleb(2)
    fits, usual = limits.admits, (limits.usual or limits).admits
    if not fits(as_typed) or as_shown == 0 or (limits.high is None and abs(as_shown) > 1):
        return Reading(Typed(number, TypedKind.NUMBER))
    if not fits(as_shown):
        return Reading(Typed(_shifted(number, 2), TypedKind.NUMBER), Kind.PERCENT)
    if usual(as_shown) and not usual(as_typed):
        return Reading(Typed(number, TypedKind.NUMBER))
    shown, typed = number.replace(".", ","), _shifted(number, 2).replace(".", ",")
    return Reading(m.PERCENT_TWICE.finding(shown=shown, typed=typed))


def _code(digits: str, length: int, *, exactly: bool) -> Reading:
    """Return the code that is kept as the number `digits`, unless a zero may have gone."""
    if len(digits) < length or (exactly and len(digits) > length):
        return Reading(wrong_code(digits, digits, length))
    return Reading(Typed(digits), Kind.CODE)


def _refused(cell: TypedCell, leaf: Leaf) -> Finding | None:
    sort = leaf.sort
    match cell.kind:
        case TypedKind.NUMBER if cell.percent and sort not in (Sort.PERCENT, Sort.SHARE):
            return m.PERCENT_ELSEWHERE.finding(value=cell.text, shown=_shifted(cell.text, 2 * cell.percent))
        case TypedKind.NUMBER if sort.is_text and sort is not Sort.CHOICE:
            return m.NUMBER_IN_TEXT.finding(value=cell.text)
        case TypedKind.NUMBER if sort is Sort.DAY:
            return m.NUMBER_IN_DAY.finding(value=cell.text, day=cell.day or EXAMPLE_DAY)
        case TypedKind.NUMBER if leaf.unit == EURO and len(cell.text.partition(".")[2]) > CENTS:
            # A cell keeps thousands and decimals apart, so nothing else can be meant.
            rounded = Decimal(cell.text).quantize(Decimal("0.01"), ROUND_HALF_UP)
            return MORE_THAN_CENTS.finding(value=cell.text.replace(".", ","), rounded=str(rounded).replace(".", ","))
        case TypedKind.DAY if sort.is_text:
            return m.DAY_IN_TEXT.finding(value=cell.text)
        case TypedKind.DAY if sort is not Sort.DAY:
            return m.DAY_IN_NUMBER.finding(value=cell.text)
        case TypedKind.YES_NO if sort is not Sort.YES_NO:
            return m.YES_NO_ELSEWHERE.finding()
        case _:
            return None


def longest_codes(lines: Iterable[TypedLine]) -> dict[int, int]:
    """Return by column how many digits the longest code in it has, of those that hold digits only."""
    longest: dict[int, int] = {}
    for line in lines:
        for cell in line.cells:
            if (length := code_length(cell)) > longest.get(cell.column, 0):
                longest[cell.column] = length
    return longest


def code_length(cell: TypedCell) -> int:
    """Return how many digits the code in `cell` shows; 0 for what is no code of digits."""
    text = unmarked(cell.text).removeprefix("'").zfill(cell.width)
    is_code = cell.kind in (TypedKind.TEXT, TypedKind.NUMBER) and text.isascii() and text.isdecimal()
    return len(text) if is_code and cell.fault is None else 0


def _shifted(number: str, places: int) -> str:
    value = Decimal(number).scaleb(places)
    return f"{value.to_integral_value() if value == value.to_integral_value() else value.normalize():f}"


MARKS: Final = ("#gegeven", "#eenheid", "#door", "#uitleg")
"""How a row begins that explains the columns: title, unit, who supplies it, help. Such a row holds no values."""

EMPTIED: Final = "(leeg)"
"""What a cell of a table says to take away the value of the base request."""

"""One cell of a sheet as its XML says it, read as it shows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from lxml import etree

from izacontract.intake import cell_messages as m
from izacontract.intake.cells import TypedCell
from izacontract.intake.excel_package import local
from izacontract.intake.number_format import GENERAL, Shown, Shows, shown
from izacontract.message import Message
from izacontract.model.values import TypedKind

DIGITS: Final = ".15g"
"""Excel keeps fifteen digits of a number and shows no more; what follows in the file is how it is stored."""

SURE_DIGITS: Final = 15
ERRORS: Final = {
    "#N/A": "#N/B",
    "#REF!": "#VERW!",
    "#VALUE!": "#WAARDE!",
    "#DIV/0!": "#DEEL/0!",
    "#NAME?": "#NAAM?",
    "#NUM!": "#GETAL!",
    "#NULL!": "#LEEG!",
}
"""What Excel stores for an error, and what a Dutch Excel shows."""

ANSWERS: Final = {"TRUE()": "true", "FALSE()": "false", "TRUE": "true", "FALSE": "false"}
"""How LibreOffice stores WAAR and ONWAAR that somebody typed: as a formula."""

EPOCH: Final = date(1899, 12, 30)
EPOCH_1904: Final = date(1904, 1, 1)
SECONDS: Final = 86_400
TOO_WIDE: Final = "########"
"""What a spreadsheet shows for a day that it does not know."""

_TYPED_TEXT: Final = re.compile(r'"((?:[^"]|"")*)"')
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_NO_DAYS: Final[Mapping[bool, int]] = {False: 1, True: 0}


class CellReader:
    """Reads the cells of one workbook, with its `texts` and `formats` by their number.

    Of a workbook from an old Mac the first day is in 1904, elsewhere it is in 1900.
    """

    def __init__(self, texts: Sequence[str], formats: Sequence[str], *, is_1904: bool) -> None:
        self._texts = texts
        self._formats = formats
        self._epoch = EPOCH_1904 if is_1904 else EPOCH

    def cells(self, row: etree._Element) -> tuple[TypedCell, ...]:
        """Return the cells of `row` that hold more than spaces."""
        space = row.tag.removesuffix("row")
        tags = (f"{space}f", f"{space}v", f"{space}is")
        found = []
        column = 0
        for node in row.iterchildren(f"{space}c"):
            name = node.get("r")
            column = column_of(name) if name else column + 1
            if len(node) and (cell := self._cell(column, node, tags)) is not None:
                found.append(cell)
        return tuple(found)

    def _cell(self, column: int, node: etree._Element, tags: tuple[str, str, str]) -> TypedCell | None:
        formula_tag, value_tag, inline_tag = tags
        value = ""
        for child in node:
            tag = child.tag
            if tag == value_tag:
                value = child.text or ""
            elif tag == formula_tag:
                return _formula(column, child.text or "")
            elif tag == inline_tag:
                return _text(column, text_of(child))
        if not value:
            return None
        match node.get("t", "n"):
            case "s":
                return _text(column, self._texts[int(value)])
            case "n":
                style = int(node.get("s", "0"))
                return self._number(column, value, self._formats[style] if style < len(self._formats) else GENERAL)
            case "b":
                return TypedCell(column, "true" if value in ("1", "true") else "false", TypedKind.YES_NO, sheet=True)
            case "e":
                return _fault(column, ERRORS.get(value, value), m.CELL_ERROR, value=ERRORS.get(value, value))
            case "d":
                return _moment(column, datetime.fromisoformat(value.removesuffix("Z")))
            case _:
                return _text(column, value)

    def _number(self, column: int, text: str, code: str) -> TypedCell:
        try:
            number = float(text)
            seen = shown(code, number) if code != GENERAL else Shown()
            if seen.shows in (Shows.DAY, Shows.TIME):
                return self._time(column, number, seen.shows)
            digits = digits_of(text, number)
        except (ValueError, ArithmeticError, InvalidOperation):
            return _fault(column, text, m.CELL_ERROR, value=text)
        if number == 0:
            digits = "0"
        as_day = self._as_day(number)
        return TypedCell(
            *(column, digits, TypedKind.NUMBER, seen.percent, True, None, seen.width, seen.word, as_day),
            prints_percent=seen.prints_percent,
        )

    def _time(self, column: int, number: float, shows: Shows) -> TypedCell:
        days, seconds = divmod(round(number * SECONDS), SECONDS)
        if shows is Shows.TIME or days < _NO_DAYS[self._epoch is EPOCH_1904]:
            hours, rest = divmod(days * SECONDS + seconds, 3600)
            value = f"{hours:02}:{rest // 60:02}"
            return _fault(column, value, m.CELL_TIME, value=value)
        try:
            day = self._epoch + timedelta(days + (self._epoch is EPOCH and days < 61))
        except OverflowError:
            return _fault(column, TOO_WIDE, m.CELL_ERROR, value=TOO_WIDE)
        return _moment(column, datetime.combine(day, time()) + timedelta(seconds=seconds))

    def _as_day(self, number: float) -> str:
        """Return the day that a number would be if it were shown as one; "" for one that is no day of a contract."""
        if not 36_000 < number < 75_000 or number != int(number):
            return ""
        return (self._epoch + timedelta(int(number))).isoformat()


def _formula(column: int, formula: str) -> TypedCell | None:
    """Return the text, WAAR or ONWAAR that a formula consists of, or else the fault that it is a formula."""
    if answer := ANSWERS.get(formula.strip().upper()):
        return TypedCell(column, answer, TypedKind.YES_NO, sheet=True)
    if text := _TYPED_TEXT.fullmatch(formula.strip()):
        return _text(column, text[1].replace('""', '"'))
    return _fault(column, f"={formula}", m.FORMULA)


def _moment(column: int, moment: datetime) -> TypedCell:
    if moment.time() == time():
        return TypedCell(column, moment.date().isoformat(), TypedKind.DAY, sheet=True)
    value = moment.isoformat(" ", "minutes")
    return _fault(column, value, m.CELL_TIME, value=value)


def _text(column: int, value: str) -> TypedCell | None:
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value) if "_x" in value else value
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return TypedCell(column, text, sheet=True) if text.strip() else None


def _fault(column: int, text: str, message: Message, **facts: Any) -> TypedCell:
    return TypedCell(column, text, sheet=True, fault=message.finding(**facts))


def digits_of(text: str, number: float) -> str:
    """Return the digits of a number as Excel shows them in a wide cell; raises ValueError for what is no number."""
    if text.isdecimal() and len(text) <= SURE_DIGITS:
        return text.lstrip("0") or "0"
    if number in (float("inf"), float("-inf")) or number != number:
        raise ValueError(text)
    return f"{Decimal(format(number, DIGITS)):f}"


def text_of(node: etree._Element) -> str:
    """Return the text of a cell that may have looks within it, without how it is pronounced."""
    runs = (run for run in node if local(run) in ("t", "r"))
    return "".join(part.text or "" for run in runs for part in ((run,) if local(run) == "t" else run.iterfind("{*}t")))


def column_of(name: str) -> int:
    """Return the number of the column, counted from 1, that the name of a cell or column begins with."""
    number = 0
    for letter in name:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - ord("A") + 1
    return number

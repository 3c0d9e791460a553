"""The rows of a long table as the XML of a sheet, written at once.

openpyxl makes an object of each cell, which takes longer than all else that it costs to write a batch of contracts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from izacontract.word.ooxml import printable

FIRST_DAY: Final = date(1899, 12, 30)
"""The day that a workbook counts as nought, for every day since March 1900."""

LINE: Final = 15
"""The height in points of a line of text in a sheet."""

HIGHEST: Final = 409
"""The height in points that Excel lets no row exceed."""

_ROWS_END: Final = re.compile(rb"<sheetData ?/>|</sheetData>")
_DIMENSION: Final = re.compile(rb'<dimension ref="[^"]*" ?/>')


@dataclass(frozen=True)
class Body:
    """The `rows` of a sheet, of texts, numbers, days and amounts (Decimal, euro), from row `first` on.

    `plain`, `dated` and `money` are the numbers of the styles of their cells, `widths` the letters in each column.
    """

    rows: Sequence[Sequence[Any]]
    first: int
    plain: int
    dated: int
    money: int
    widths: Sequence[int] = ()

    @property
    def area(self) -> str:
        """Return the cells from A1 to the last one."""
        width = max((len(row) for row in self.rows), default=1)
        return f"A1:{get_column_letter(width)}{self.first + len(self.rows) - 1}"


def height_of(row: Sequence[Any], widths: Sequence[int]) -> int | None:
    """Return the height in points that shows the texts of `row`, wrapped in columns of `widths`; None is one line.

    A program that prints a sheet without laying it out first gives each row a single line, and lets texts overlap.
    """
    most = 1
    for value, width in zip(row, widths, strict=False):
        # reckoned, not wrapped: the overview of a batch has hundreds of thousands of cells
        if isinstance(value, str) and (len(value) > width or "\n" in value):
            room = max(width * 11 // 10 - 4, 1)
            most = max(most, sum(max(len(line) - 1, 0) // room + 1 for line in value.split("\n")))
    return min(most * LINE, HIGHEST) if most > 1 else None


def with_bodies(parts: Mapping[str, bytes], bodies: Mapping[str, Body]) -> dict[str, bytes]:
    """Return the parts of a workbook with the rows of `bodies` at the end of the sheets in the parts of that name."""
    made = dict(parts)
    for part, body in bodies.items():
        if body.rows:
            rows = "".join(_rows(body)).encode()
            found = _ROWS_END.search(made[part])
            if found is None:
                raise ValueError(part)
            begin = b"" if found[0].startswith(b"</") else b"<sheetData>"
            sheet = made[part][: found.start()] + begin + rows + b"</sheetData>" + made[part][found.end() :]
            made[part] = _DIMENSION.sub(f'<dimension ref="{body.area}"/>'.encode(), sheet, count=1)
    return made


def _rows(body: Body) -> Iterable[str]:
    letters = [get_column_letter(number) for number in range(1, max(map(len, body.rows)) + 1)]
    for number, row in enumerate(body.rows, start=body.first):
        height = height_of(row, body.widths)
        yield f'<row r="{number}" ht="{height}">' if height else f'<row r="{number}">'
        for letter, value in zip(letters, row, strict=False):
            if isinstance(value, str):
                if value:
                    text = escape(printable(value))
                    yield f'<c r="{letter}{number}" s="{body.plain}" t="inlineStr">'
                    yield f'<is><t xml:space="preserve">{text}</t></is></c>'
            elif isinstance(value, date):
                yield f'<c r="{letter}{number}" s="{body.dated}"><v>{(value - FIRST_DAY).days}</v></c>'
            else:
                style = body.money if isinstance(value, Decimal) else body.plain
                yield f'<c r="{letter}{number}" s="{style}"><v>{value}</v></c>'
        yield "</row>"

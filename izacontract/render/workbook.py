"""An Excel workbook of plain tables, whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime

from lxml import etree
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from izacontract.word.package import pack_parts, read_package

Cell = str | int | date | CellRichText

FIRST_MOMENT = datetime(1980, 1, 1)
"""The time that a workbook says it was made: its bytes must not hang on the clock."""

DAY = "dd-mm-yyyy"

_CORE = "docProps/core.xml"
_STYLES = "xl/styles.xml"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OF_A_FONT = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "family", "charset", "scheme"),
)
"""What may be said of a font, in the order of ECMA-376."""

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


@dataclass(frozen=True)
class Sheet:
    """A table on a sheet of its own: a header row that stays in view and `rows`; `widths` are in letters.

    `totals` are formulas for a row above the header, where a filter hides nothing.
    """

    title: str
    header: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Sequence[Sequence[Cell]]
    totals: tuple[Cell, ...] = ()


def workbook(title: str, sheets: Sequence[Sheet]) -> bytes:
    """Return an Excel file with `sheets`; a text that begins with `=` stays a text."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = title
    for sheet in sheets:
        page = book.create_sheet(sheet.title)
        body = dated = None
        head = 2 if sheet.totals else 1
        for column, value in enumerate(sheet.totals, start=1):
            page.cell(1, column, value).font = Font(name="Calibri", size=11, bold=True)
        for number, row in enumerate((sheet.header, *sheet.rows), start=head):
            for column, value in enumerate(row, start=1):
                cell = page.cell(number, column, value)
                if isinstance(value, str):
                    cell.data_type = "s"
                if body is not None:  # openpyxl looks a style up for each cell, which takes longer than all else
                    cell._style = body if not isinstance(value, date) else dated
                    continue
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if number == head:
                    cell.font = Font(name="Calibri", size=11, bold=True)
                else:
                    # Nobody changes these styles any more, so all cells may hold the same two.
                    cell.number_format = "General"
                    body = copy(cell._style)
                    cell.number_format = DAY
                    dated = copy(cell._style)
                    cell._style = dated if isinstance(value, date) else body
        for column, width in enumerate(sheet.widths, start=1):
            page.column_dimensions[get_column_letter(column)].width = width
        page.freeze_panes = f"A{head + 1}"
        page.auto_filter.ref = f"A{head}:{page.dimensions.partition(':')[2]}" if head > 1 else page.dimensions
        set_to_print(page, head)
    return saved(book)


def set_to_print(page: Worksheet, head: int = 1) -> None:
    """Let `page` be printed on A4 across, as wide as the paper, with its row `head` on each sheet of paper."""
    page.page_setup.orientation, page.page_setup.paperSize = page.ORIENTATION_LANDSCAPE, page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{head}:{head}"


def saved(book: Workbook) -> bytes:
    """Return `book` as a file whose bytes depend on nothing but what is in it."""
    book.properties.creator = "izacontract"
    book.properties.language = "nl-NL"
    book.properties.created = FIRST_MOMENT
    file = io.BytesIO()
    book.save(file)
    parts = read_package(file.getvalue())
    moment = FIRST_MOMENT.isoformat().encode() + b"Z"
    core = _MODIFIED.sub(rb"\g<1>" + moment, parts[_CORE])
    return pack_parts({**parts, _CORE: core, _STYLES: _with_fonts_in_order(parts[_STYLES])})


def _with_fonts_in_order(styles: bytes) -> bytes:
    """Return the part `styles` with what it says of each font in the order of the standard; openpyxl keeps another."""
    root = etree.fromstring(styles)
    for font in root.iter(f"{_MAIN}font"):
        font[:] = sorted(font, key=lambda said: _OF_A_FONT.index(etree.QName(said).localname))
    printed: bytes = etree.tostring(root, encoding="UTF-8", standalone=True)
    return printed

"""An Excel workbook of plain tables, whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

from lxml import etree
from openpyxl import Workbook
from openpyxl.cell import Cell as BookCell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from izacontract.render.sheet_rows import Body, height_of, with_bodies
from izacontract.word.ooxml import printable
from izacontract.word.package import pack_parts, read_package

Cell = str | int | date | Decimal | CellRichText
"""What a cell holds; a Decimal is an amount in euro."""

FIRST_MOMENT = datetime(1980, 1, 1)
"""The time that a workbook says it was made: its bytes must not hang on the clock."""

DAY = "dd-mm-yyyy"
EURO = '"€" #,##0.00;-"€" #,##0.00'
WRAPPED = Alignment(wrap_text=True, vertical="top")
LEFT = Alignment(horizontal="left", vertical="top")
TOP = Alignment(vertical="top")

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

    `totals` are formulas for a row above the header, where a filter hides nothing. `choices` are, by the heading of a
    column, what its cells offer to choose from; anything else may be typed as well.
    """

    title: str
    header: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Sequence[Sequence[Cell]]
    totals: tuple[Cell, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def workbook(title: str, sheets: Sequence[Sheet]) -> bytes:
    """Return an Excel file with `sheets`; a text that begins with `=` stays a text."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = title
    bodies = {}
    for index, sheet in enumerate(sheets, start=1):
        page = book.create_sheet(sheet.title)
        head = 2 if sheet.totals else 1
        for column, value in enumerate(sheet.totals, start=1):
            page.cell(1, column, value).font = Font(name="Calibri", size=11, bold=True)
        for column, value in enumerate(sheet.header, start=1):
            cell = page.cell(head, column, value)
            cell.data_type = "s"
            cell.alignment, cell.font = WRAPPED, Font(name="Calibri", size=11, bold=True)
        plain, dated, money = (BookCell(page, row=head, column=1) for _ in range(3))
        plain.alignment, dated.alignment, money.alignment = WRAPPED, LEFT, TOP
        dated.number_format, money.number_format = DAY, EURO
        body = Body(sheet.rows, head + 1, plain.style_id, dated.style_id, money.style_id, sheet.widths)
        page.row_dimensions[head].height = height_of(sheet.header, sheet.widths)
        if any(isinstance(value, CellRichText) for row in sheet.rows for value in row):
            _put_rich(page, body)
        else:
            bodies[f"xl/worksheets/sheet{index}.xml"] = body
        for column, width in enumerate(sheet.widths, start=1):
            page.column_dimensions[get_column_letter(column)].width = width
        page.freeze_panes = f"A{head + 1}"
        last = get_column_letter(len(sheet.header))
        page.auto_filter.ref = f"A{head}:{last}{head + len(sheet.rows)}"
        set_to_print(page, head)
        for heading, offered in sheet.choices.items() if sheet.rows else ():
            letter = get_column_letter(sheet.header.index(heading) + 1)
            offer = DataValidation("list", formula1=f'"{",".join(offered)}"', allow_blank=True, showErrorMessage=False)
            offer.add(f"{letter}{head + 1}:{letter}{head + len(sheet.rows)}")
            page.add_data_validation(offer)
    return saved(book, bodies)


def _put_rich(page: Worksheet, body: Body) -> None:
    """Put rows in which words have looks of their own on `page`."""
    for number, row in enumerate(body.rows, start=body.first):
        for column, value in enumerate(row, start=1):
            if value != "":
                cell = page.cell(number, column, printable(value) if type(value) is str else value)
                cell.alignment = WRAPPED
                if isinstance(value, str):
                    cell.data_type = "s"
                elif isinstance(value, date):
                    cell.number_format = DAY
                elif isinstance(value, Decimal):
                    cell.number_format = EURO
        texts = [str(value) if isinstance(value, CellRichText) else value for value in row]
        page.row_dimensions[number].height = height_of(texts, body.widths)


def set_to_print(page: Worksheet, head: int = 1) -> None:
    """Let `page` be printed on A4 across, as wide as the paper, with its row `head` on each sheet of paper."""
    page.page_setup.orientation, page.page_setup.paperSize = page.ORIENTATION_LANDSCAPE, page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{head}:{head}"


def saved(book: Workbook, bodies: Mapping[str, Body] = MappingProxyType({})) -> bytes:
    """Return `book` as a file whose bytes depend on nothing but what is in it.

    `bodies` are rows that come below what openpyxl holds of a sheet, by the name of its part.
    """
    book.properties.creator = "izacontract"
    book.properties.language = "nl-NL"
    book.properties.created = FIRST_MOMENT
    file = io.BytesIO()
    book.save(file)
    parts = with_bodies(read_package(file.getvalue()), bodies)
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

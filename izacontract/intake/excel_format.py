"""How a workbook to fill in looks: headers, colours, number formats and print set-up."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from copy import copy
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from izacontract.intake.cells import MARKS
from izacontract.intake.excel_rules import rule_of
from izacontract.intake.excel_sheets import GUIDE
from izacontract.intake.keys import Leaf, Sort
from izacontract.intake.questionnaire import NEEDS, help_of
from izacontract.model.limits import dutch_notation
from izacontract.model.terms import supplier_of
from izacontract.model.values import By

Page = Any
"""A sheet of openpyxl, and what `cell` gives: for its types every cell may be a merged one, but we merge none."""

FACE: Final = "Calibri"
PLAIN: Final = Font(name=FACE, size=11)
TITLE: Final = Font(name=FACE, bold=True, size=14)
BOLD: Final = Font(name=FACE, bold=True, size=11)
QUIET: Final = Font(name=FACE, color="595959", size=9)
LINK: Final = Font(name=FACE, color="0B5394", size=9, underline="single")
SECTION: Final = PatternFill("solid", fgColor="D9E2EC")
OTHER_SECTION: Final = PatternFill("solid", fgColor="E8EDE0")
HEADER: Final = PatternFill("solid", fgColor="243B53")
HEADER_FONT: Final = Font(name=FACE, bold=True, color="FFFFFF", size=11)
FILL: Final = {
    By.INSURER: PatternFill("solid", fgColor="D6E6F5"),
    By.PROVIDER: PatternFill("solid", fgColor="DDEFD5"),
    By.BOTH: PatternFill("solid", fgColor="FFF0C8"),
}
"""The colour of a cell to fill in, by who supplies its value."""

EDGE: Final = Border(*(Side("thin", color="BCCCDC"),) * 4)
TOP: Final = Alignment(wrap_text=True, vertical="top")
UNWRAPPED: Final = Alignment(vertical="top")
FORMATS: Final = {
    Sort.TEXT: "@",
    Sort.CODE: "@",
    Sort.CHOICE: "@",
    Sort.YES_NO: "@",
    Sort.NUMBER: "General",
    Sort.WHOLE: "0",
    Sort.PERCENT: '0.00##"%"',
    Sort.SHARE: "0.00##",
    Sort.DAY: "dd\\-mm\\-yyyy",
}
"""A percentage keeps the number that is typed, with the sign printed behind it."""

EURO: Final = '"€ "#,##0.00'
COUNT: Final = "#,##0"
COUNTED: Final = ("dagen", "weken", "maanden", "ingrepen per jaar")
"""Units that stand behind a whole number in its cell."""

SAID: Final = {
    "datum, jjjj-mm-dd": "datum",
    "deel van één, bijvoorbeeld 0.60": "deel van één, zoals 0,60 of 60%",
}
"""How a workbook says a unit that a request in YAML writes otherwise."""

WIDEST: Final = 280
"""Characters; a wider sheet prints on more pages beside each other."""

TITLES: Final = 2
"""The row with the titles at the head of a list or table."""

ROWS: Final = 5
"""The rows at the head of a list or table: keys, titles, units, who supplies a value, and help."""

WIDTHS: Final = {Sort.TEXT: 30, Sort.CHOICE: 20, Sort.DAY: 13, Sort.YES_NO: 12}


def unit_and_limits(leaf: Leaf) -> str:
    """Return the unit of `leaf`, and how large its value may be."""
    limits = leaf.shape.limits.said(dutch_notation).nl if leaf.shape.limits and leaf.sort is not Sort.DAY else ""
    return "; ".join(filter(None, (SAID.get(leaf.unit, leaf.unit), limits)))


def format_of(leaf: Leaf) -> str:
    """Return the number format of a cell for `leaf`, with its unit: text for text, so that no zero gets lost."""
    if leaf.sort is Sort.NUMBER and leaf.unit.partition(" ")[0] == "euro":
        return EURO
    if leaf.sort is Sort.WHOLE and leaf.unit in COUNTED:
        return f'{COUNT}" {leaf.unit}"'
    return COUNT if leaf.sort is Sort.WHOLE and leaf.unit == "aantal" else FORMATS[leaf.sort]


Styles = dict[tuple[int, bool], Any]
"""The styles of a head in one workbook, by fill and whether it is in the row of titles."""


def put_columns(
    page: Page, leaves: Sequence[tuple[str, Leaf, PatternFill]], head: str, top: int = 1, fixed: int = 1
) -> None:
    """Write the head of a list or table: a column for each key in its colour, made fit for the values to come.

    It begins in row `top`, and stays in view with the first `fixed` columns. The first column is called `head`; in it
    each row of the head below the keys says what it is.
    """
    book = page.parent
    marks = (head, *MARKS)
    first = top + ROWS
    styles: Styles = {}
    for row, text in enumerate(marks, start=top):
        _head(page.cell(row, 1), text, SECTION, styles, is_title=False)
    for column, (key, leaf, fill) in enumerate(leaves, start=2):
        info = leaf.shape.info
        texts = {
            "#gegeven": info.title or leaf.key,
            "#eenheid": unit_and_limits(leaf),
            "#door": f"{supplier_of(info).value}; {NEEDS[leaf.shape.need]}",
            "#uitleg": help_of(leaf.shape),
        }
        for row, mark in enumerate(marks):
            _head(page.cell(top + row, column), texts.get(mark, key), fill, styles, is_title=row == TITLES - 1)
        letter = get_column_letter(column)
        page.column_dimensions[letter].width = max(WIDTHS.get(leaf.sort, 16), min(len(key) + 2, 34))
        make_fit(page, letter, leaf, book, first)
    make_high(page, top, first - 1)
    page.freeze_panes = page.cell(first, fixed + 1)
    page.print_title_rows = f"1:{first - 1}"


def make_fit(page: Page, letter: str, leaf: Leaf, book: Workbook, first: int = ROWS + 1) -> None:
    """Give the column `letter`, from the row `first` on, the format and the rule of `leaf`."""
    page.column_dimensions[letter].number_format = format_of(leaf)
    rule = rule_of(leaf, book)
    rule.add(f"{letter}{first}:{letter}1048576")
    page.add_data_validation(rule)


def _head(cell: Any, text: str, fill: PatternFill, styles: Styles, *, is_title: bool) -> None:
    """Write a cell of a head; only the first one in its style makes the style, which takes openpyxl long."""
    _write(cell, text)
    look = (id(fill), is_title)
    if look in styles:
        cell._style = copy(styles[look])
        return
    cell.fill = fill
    cell.border = EDGE
    cell.alignment = TOP
    cell.font = BOLD if is_title else QUIET
    cell.number_format = "@"
    styles[look] = cell._style


def _write(cell: Any, text: str) -> None:
    """Put a text in `cell`, also one that begins with an equals sign."""
    cell.value = text or None
    if text:
        cell.data_type = "s"


def write(cell: Any, text: str, font: Font = PLAIN) -> None:
    """Put `text` in `cell`, wrapped and at the top."""
    _write(cell, text)
    cell.alignment = TOP
    cell.font = font


def make_high(page: Page, first: int, last: int) -> None:
    """Make the rows from `first` to `last` high enough for their texts, which Excel does not do for us."""
    for row in range(first, last + 1):
        lines = 1
        for cell in page[row]:
            if cell.value and cell.data_type == "s" and cell.alignment.wrap_text:
                small = cell.font.size < PLAIN.size
                width = page.column_dimensions[cell.column_letter].width * (1.15 if small else 0.95)
                lines = max(lines, len(textwrap.wrap(str(cell.value), max(1, int(width)))))
        page.row_dimensions[row].height = 3 + 13 * lines


def hide_column(page: Page, letter: str) -> None:
    """Hide the column `letter` of `page` behind a button that shows it."""
    page.column_dimensions[letter].outlineLevel = 1
    page.column_dimensions[letter].hidden = True


def put_guide(book: Workbook, lines: Sequence[str]) -> None:
    """Add the sheet that says how to fill in the workbook; the first of `lines` is its title."""
    page: Page = book.create_sheet(GUIDE)
    for row, line in enumerate(lines, start=1):
        write(page.cell(row, 1), line, TITLE if row == 1 else PLAIN)
    page.column_dimensions["A"].width = 110
    make_high(page, 2, len(lines))
    set_for_print(page, landscape=False)


def set_for_print(page: Page, *, landscape: bool = True) -> None:
    """Let `page` print on A4 with its name and page numbers below, as wide as the paper where that can be read.

    A wider page repeats its first column on each sheet of paper.
    """
    page.page_setup.orientation = "landscape" if landscape else "portrait"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    if sum(column.width for column in page.column_dimensions.values()) <= WIDEST:
        page.page_setup.fitToWidth = 1
        page.page_setup.fitToHeight = 0
        page.sheet_properties.pageSetUpPr.fitToPage = True
    else:
        # only here: LibreOffice takes a third of a second for each sheet that repeats a column
        page.print_title_cols = "A:A"
    page.oddFooter.left.text = "&A"
    page.oddFooter.right.text = "&P / &N"

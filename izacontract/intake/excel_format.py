"""How a workbook to fill in looks and helps: headers, colours, formats, drop-downs and print set-up."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from copy import copy
from decimal import Decimal
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from izacontract.intake.cells import MARKS
from izacontract.intake.excel_sheets import CHOICES, GUIDE
from izacontract.intake.keys import Leaf, Sort
from izacontract.intake.questionnaire import NEEDS, about
from izacontract.model.limits import Between
from izacontract.model.terms import supplier_of

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
    "draft": PatternFill("solid", fgColor="FFE9A8"),
    "final": PatternFill("solid", fgColor="FFF8E1"),
    "optional": PatternFill("solid", fgColor="FFFFFF"),
}
"""The colour of a cell to fill in, by when its value is needed."""

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
    Sort.PERCENT: "0.00##",
    Sort.SHARE: "0.00##",
    Sort.DAY: "yyyy\\-mm\\-dd",
}
EURO: Final = "#,##0.00"
NUMBERS: Final = {
    Sort.WHOLE: "Typ een getal zonder decimalen.",
    Sort.NUMBER: "Typ een getal, zonder teken voor euro of procent.",
    Sort.PERCENT: "Typ een percentage in procent, zonder teken: 4,18 voor 4,18%.",
    Sort.SHARE: "Typ een deel van één: 0,60 voor 60%.",
}
"""What Excel says when something else is typed than a number."""

MOST: Final = 9_999_999_999_999
MOST_IN_FORMULA: Final = 255
"""The most characters that Excel takes of the choices of a drop-down in the rule itself."""

LONGEST_TITLE, LONGEST_PROMPT, LONGEST_ERROR = 32, 255, 225
"""The most characters of what Excel shows beside a cell."""

WIDEST: Final = 280
"""Characters; a wider sheet prints on more pages beside each other."""

TITLES: Final = 2
"""The row with the titles at the head of a list or table."""

ROWS: Final = 5
"""The rows at the head of a list or table: keys, titles, units, who supplies a value, and help."""

WIDTHS: Final = {Sort.TEXT: 26, Sort.CHOICE: 20, Sort.DAY: 13, Sort.YES_NO: 12}


def unit_of(leaf: Leaf) -> str:
    """Return the unit of `leaf`."""
    return _with_commas(leaf.unit)


def _with_commas(text: str) -> str:
    """Return `text` with its numbers as a Dutch Excel takes them: a comma before the decimals."""
    return re.sub(r"(?<=\d)\.(?=\d)", ",", text)


def format_of(leaf: Leaf) -> str:
    """Return the number format of a cell for `leaf`: text for what is text, so that no leading zero gets lost."""
    return EURO if leaf.sort is Sort.NUMBER and leaf.unit == "euro" else FORMATS[leaf.sort]


def rule_of(leaf: Leaf, book: Workbook) -> DataValidation:
    """Return what Excel accepts in a cell for `leaf` and says beside it; long choices go on a sheet of their own."""
    rule = _rule(leaf, book)
    rule.allow_blank = True
    rule.showInputMessage = rule.showErrorMessage = True
    rule.promptTitle = (leaf.shape.info.title or leaf.key)[:LONGEST_TITLE]
    unit = f" ({leaf.unit})" if leaf.unit else ""
    rule.prompt = _with_commas(f"{leaf.shape.info.description or ''}{unit} {about(leaf.shape)}").strip()[
        :LONGEST_PROMPT
    ]
    rule.errorTitle = "Past hier niet"
    return rule


def _rule(leaf: Leaf, book: Workbook) -> DataValidation:
    match leaf.sort:
        case Sort.CHOICE:
            return _choice(leaf.shape.choices, book)
        case Sort.YES_NO:
            return _choice(("ja", "nee"), book)
        case Sort.DAY:
            return DataValidation(
                "date", operator="between", formula1="DATE(2000,1,1)", formula2="DATE(2100,12,31)",
                error="Typ een datum van deze eeuw, zoals 31-1-2026.",
            )  # fmt: skip
        case Sort.WHOLE | Sort.NUMBER | Sort.PERCENT | Sort.SHARE:
            return _number(leaf)
        case Sort.CODE if digits := leaf.digits:
            return DataValidation(
                "textLength", operator="equal", formula1=str(digits),
                error=f"Typ {digits} cijfers, met voorloopnullen.",
            )  # fmt: skip
        case _:
            return DataValidation(None)


def _number(leaf: Leaf) -> DataValidation:
    """Return the rule for a number: its kind, and the limits outside which it cannot be right."""
    limits, whole = leaf.shape.limits or Between(), leaf.sort is Sort.WHOLE
    said = _with_commas(limits.said(str).nl)
    above = limits.above if isinstance(limits.above, (Decimal, int)) else -MOST
    low = above + (1 if whole else Decimal("0.01")) if limits.low is None else limits.low
    return DataValidation(
        "whole" if whole else "decimal", operator="between", formula1=str(low), formula2=str(limits.high or MOST),
        error=f"{NUMBERS[leaf.sort]}{f' Mogelijk: {said}.' if said else ''}"[:LONGEST_ERROR],
    )  # fmt: skip


def _choice(choices: Sequence[str], book: Workbook) -> DataValidation:
    listed = ",".join(choices)
    formula = f'"{listed}"'
    if len(formula) > MOST_IN_FORMULA or any("," in choice or '"' in choice for choice in choices):
        formula = _on_sheet(choices, book)
    return DataValidation("list", formula1=formula, error=f"Kies uit: {', '.join(choices)}"[:LONGEST_ERROR])


def _on_sheet(choices: Sequence[str], book: Workbook) -> str:
    """Put `choices` in a column of a hidden sheet and return the reference to it."""
    if CHOICES not in book.sheetnames:
        book.create_sheet(CHOICES).sheet_state = "hidden"
    page: Page = book[CHOICES]
    column = page.max_column + 1 if page["A1"].value is not None else 1
    for row, choice in enumerate(choices, start=1):
        _write(page.cell(row, column), choice)
    letter = get_column_letter(column)
    return f"{quote_sheetname(CHOICES)}!${letter}$1:${letter}${len(choices)}"


Styles = dict[tuple[int, bool], Any]
"""The styles of a head in one workbook, by fill and whether it is in the row of titles."""


def put_columns(page: Page, leaves: Sequence[tuple[str, Leaf, PatternFill]], head: str) -> None:
    """Write the head of a list or table: a column for each key in its colour, made fit for the values to come.

    The first column is called `head`; in it each row of the head below the keys says what it is.
    """
    book = page.parent
    marks = (head, *MARKS)
    styles: Styles = {}
    for row, text in enumerate(marks, start=1):
        _head(page.cell(row, 1), text, row, SECTION, styles)
    for column, (key, leaf, fill) in enumerate(leaves, start=2):
        info = leaf.shape.info
        texts = {
            "#gegeven": info.title or leaf.key,
            "#eenheid": unit_of(leaf),
            "#door": f"{supplier_of(info).value}; {NEEDS[leaf.shape.need]}",
            "#uitleg": info.description or "",
        }
        for row in range(1, ROWS + 1):
            _head(page.cell(row, column), key if row == 1 else texts[marks[row - 1]], row, fill, styles)
        letter = get_column_letter(column)
        page.column_dimensions[letter].width = max(WIDTHS.get(leaf.sort, 15), min(len(key) + 2, 34))
        make_fit(page, letter, leaf, book)
    make_high(page, 1, ROWS)
    page.freeze_panes = page.cell(ROWS + 1, 2)
    page.print_title_rows = f"1:{ROWS}"


def make_fit(page: Page, letter: str, leaf: Leaf, book: Workbook) -> None:
    """Give the column `letter`, below the head, the format and the rule of `leaf`."""
    page.column_dimensions[letter].number_format = format_of(leaf)
    rule = rule_of(leaf, book)
    rule.add(f"{letter}{ROWS + 1}:{letter}1048576")
    page.add_data_validation(rule)


def _head(cell: Any, text: str, row: int, fill: PatternFill, styles: Styles) -> None:
    """Write a cell of a head; only the first one in its style makes the style, which takes openpyxl long."""
    _write(cell, text)
    look = (id(fill), row == TITLES)
    if look in styles:
        cell._style = copy(styles[look])
        return
    cell.fill = fill
    cell.border = EDGE
    cell.alignment = TOP
    cell.font = BOLD if row == TITLES else QUIET
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
            if cell.value and cell.alignment.wrap_text:
                small = cell.font.size < PLAIN.size
                width = page.column_dimensions[cell.column_letter].width * (1.15 if small else 0.95)
                lines = max(lines, len(textwrap.wrap(str(cell.value), max(1, int(width)))))
        page.row_dimensions[row].height = 3 + 13 * lines


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

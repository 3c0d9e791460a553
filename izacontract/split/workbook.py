"""The sheets to an annex as an Excel file whose formulas work, also where nobody computes: what comes out is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from lxml import etree
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from izacontract.model.contract import Annex, Contract
from izacontract.model.sheet import AnnexSheet, Formula, SheetCell
from izacontract.render.title import term
from izacontract.render.workbook import EURO, saved, set_to_print
from izacontract.word.package import pack_parts, read_package

ABOUT: Final = "Overeenkomst"
NOTE: Final = (
    "Dit bestand rekent de bijlage na en is geen deel van de Overeenkomst; bij verschil geldt de bijlage. Gekleurde "
    "cellen zijn gegevens: verander er een, en wat ervan afhangt, rekent mee."
)
FORMATS: Final[Mapping[str, str]] = {
    "euro": EURO, "procent": "0.00####%", "aandeel": "0.####%", "getal": "0.##########",
    "datum": "dd-mm-yyyy", "tekst": "@",
}  # fmt: skip
NARROW, WIDE = 14, 44
LINE: Final = 15
"""How high a line of text is, in points."""

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_GIVEN: Final = PatternFill("solid", fgColor="FFF4E5B8")
_HEADING: Final = PatternFill("solid", fgColor="FFE4EAF1")


def annex_workbook(contract: Contract, annex: Annex, sheets: Sequence[AnnexSheet]) -> bytes:
    """Return an Excel file with `sheets` to `annex`, behind one that says of which `contract` it is.

    The same contract gives the same bytes.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = f"Bijlage {annex.letter} bij {contract.title}"
    book.properties.subject = contract.reference
    _about(book.create_sheet(ABOUT), contract, annex)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title), sheet)
    for page in book.worksheets:
        set_to_print(page)
        if page.oddHeader is not None:
            page.oddHeader.left.text = f"Overeenkomst {contract.reference}".replace("&", "&&")
            page.oddHeader.right.text = contract.status
    return _with_outcomes(saved(book), sheets)


def _about(page: Worksheet, contract: Contract, annex: Annex) -> None:
    rows = [
        ("Overeenkomst", contract.title),
        ("Kenmerk", contract.reference),
        ("Looptijd", term(contract)),
        *((party.role.capitalize(), party.name) for party in contract.parties),
        (f"Bijlage {annex.letter}", annex.heading),
        ("Let op", NOTE),
    ]
    for number, (label, text) in enumerate(rows, 1):
        for column, said in enumerate((label, text), 1):
            cell = page.cell(number, column, said)
            cell.data_type, cell.alignment = "s", Alignment(wrap_text=True, vertical="top")
        page.cell(number, 1).font = Font(name="Calibri", size=11, bold=True)
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 24, 90


def _fill(page: Worksheet, sheet: AnnexSheet) -> None:
    lines = 1
    for number, column in enumerate(sheet.columns, 1):
        head = page.cell(1, number, column.title)
        head.data_type, head.fill = "s", _HEADING
        head.font, head.alignment = Font(name="Calibri", size=11, bold=True), Alignment(wrap_text=True, vertical="top")
        texts = [row[number - 1] for row in sheet.rows]
        longest = max((len(text) for text in texts if isinstance(text, str)), default=0)
        width = page.column_dimensions[get_column_letter(number)].width = min(max(longest + 2, NARROW), WIDE)
        lines = max(lines, len(column.title) // (width - 4) + 1)
        for row, value in enumerate(texts, 2):
            cell = page.cell(row, number)
            cell.number_format = FORMATS[column.kind]
            if isinstance(value, Formula):
                # An open value is a text: what needs it stays empty rather than an error.
                cell.value = f'=IFERROR({value.text},"")'
            elif value is not None:
                cell.value = value / 100 if isinstance(value, Decimal) and column.kind == "procent" else value
                if isinstance(value, str):
                    cell.data_type, cell.alignment = "s", Alignment(wrap_text=True, vertical="top")
                if column.kind not in ("tekst", "datum"):
                    cell.fill = _GIVEN
    page.row_dimensions[1].height = LINE * lines
    page.freeze_panes = "B2"


def _with_outcomes(book: bytes, sheets: Sequence[AnnexSheet]) -> bytes:
    """Return the Excel file `book` in which each formula also has what comes out of it now.

    A program that shows a file without computing, such as that of a phone, has nothing else to show.
    """
    parts = dict(read_package(book))
    for number, sheet in enumerate(sheets, 2):
        name = f"xl/worksheets/sheet{number}.xml"
        root = etree.fromstring(parts[name])
        cells = {cell.get("r"): cell for cell in root.iter(f"{_MAIN}c")}
        for row, values in enumerate(sheet.rows, 2):
            for column, (value, about) in enumerate(zip(values, sheet.columns, strict=True), 1):
                if outcome := _outcome(value, about.kind):
                    shown = cells[f"{get_column_letter(column)}{row}"].find(f"{_MAIN}v")
                    shown.text = outcome
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return pack_parts(parts)


def _outcome(value: SheetCell, kind: str) -> str:
    if not isinstance(value, Formula) or value.value is None:
        return ""
    return format(value.value / 100 if kind == "procent" else value.value, "f")

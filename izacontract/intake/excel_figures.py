"""The figures of the season on a sheet of their own: what the library knows, from where, and what it does not know."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from openpyxl import Workbook

from izacontract import dutch
from izacontract.host import Plugins
from izacontract.intake import excel_format as look
from izacontract.intake.excel_sheets import FIGURES
from izacontract.model.parameter import Parameter, ParameterValue
from izacontract.model.sector import Sector

HEADER: Final = ("Cijfer", "Van", "Tot en met", "Waarde", "Eenheid", "Status", "Bron", "Geraadpleegd op")
WIDTHS: Final = (44, 18, 18, 12, 26, 34, 60, 18)
NOT_KNOWN: Final = "niet bekend"
EXPLAINED: Final = (
    "Wat izacontract weet van de cijfers die per jaar veranderen. Voor een jaar dat hier 'niet bekend' heet, neemt het "
    "geen ander jaar: vul het cijfer zelf in, met jaar, status, bron en dag, op blad Seizoen, of zet het in uw "
    "huisbibliotheek. U hoeft hier niets in te vullen."
)


def figures_of(sector: Sector, plugins: Plugins) -> list[Parameter]:
    """Return the parameters that a request for `sector` may supply itself: those of all sectors and its own."""
    others = plugins.sectors.keys() - {sector.code}
    found = plugins.library.parameters.by_id.values()
    return [one for one in found if one.key and one.id.partition(".")[0] not in others]


def foreign_keys(sector: Sector, plugins: Plugins) -> frozenset[str]:
    """Return the keys of figures that only other sectors have."""
    ours = {one.key for one in figures_of(sector, plugins)}
    return frozenset(one.key for one in plugins.library.parameters.by_id.values() if one.key) - ours


def put_figures(book: Workbook, sector: Sector, plugins: Plugins) -> None:
    """Add the sheet with the figures for `sector`, each year with its source, and with what is not known."""
    page: look.Page = book.create_sheet(FIGURES)
    look.write(page.cell(1, 1), "Bekende cijfers per jaar", look.TITLE)
    page.cell(1, 1).alignment = look.UNWRAPPED
    look.write(page.cell(2, 1), EXPLAINED, look.QUIET)
    page.cell(2, 1).alignment = look.UNWRAPPED
    for column, (name, width) in enumerate(zip(HEADER, WIDTHS, strict=True), start=1):
        cell = page.cell(3, column)
        look.write(cell, name, look.HEADER_FONT)
        cell.fill = look.HEADER
        page.column_dimensions[cell.column_letter].width = width
    row = 4
    for parameter in figures_of(sector, plugins):
        for value in parameter.values:
            _put_known(page, row, parameter, value)
            row += 1
        row = _put_unknown(page, row, parameter)
    look.make_high(page, 4, row - 1)
    page.freeze_panes = "B4"
    page.print_title_rows = "3:3"
    look.set_for_print(page)


def _put_known(page: look.Page, row: int, parameter: Parameter, value: ParameterValue) -> None:
    source = value.source
    until = "" if value.until is None else dutch.day(value.until)
    consulted = "" if source.consulted is None else dutch.day(source.consulted)
    cited = ", ".join(filter(None, (source.citation, source.url or "")))
    unit = parameter.unit
    cells = (parameter.title, dutch.day(value.since), until, "", unit, value.status, cited, consulted)
    for column, text in enumerate(cells, start=1):
        look.write(page.cell(row, column), text)
    shown = page.cell(row, 4)
    shown.value = Decimal(value.value)
    shown.data_type = "n"
    shown.number_format = look.EURO if unit.startswith("euro") else '0.00"%"' if unit == "procent" else "General"


def _put_unknown(page: look.Page, row: int, parameter: Parameter) -> int:
    """Say from which year on nothing is known of `parameter`; returns the next row."""
    last = max((value.until or value.since for value in parameter.values), default=None)
    if any(value.until is None for value in parameter.values):
        return row
    since = "elk jaar" if last is None else f"{last.year + 1} en later"
    for column, text in enumerate((parameter.title, since, "", NOT_KNOWN, parameter.unit), start=1):
        look.write(page.cell(row, column), text, look.BOLD if column == 4 else look.PLAIN)
    return row + 1

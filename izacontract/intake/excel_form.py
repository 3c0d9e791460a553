"""An empty request as a workbook: a sheet with every single value, and a sheet for each list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink

from izacontract.errors import dotted
from izacontract.host import Plugins
from izacontract.intake import excel_format as look
from izacontract.intake.excel_format import Page
from izacontract.intake.excel_source import MARK_COLUMN, REQUEST
from izacontract.intake.keys import KeyList, Leaf, SheetKeys, keys_of
from izacontract.intake.questionnaire import asked_sections
from izacontract.model.sector import Section, Sector
from izacontract.model.shapes import shapes_of
from izacontract.model.terms import Terms, supplier_of

Asks = Callable[[Leaf | KeyList], bool]
KnownValue = Callable[[Leaf], Any]

HEADER: Final = ("sleutel", "gegeven", "waarde", "eenheid", "nodig voor", "door", "uitleg")
WIDTHS: Final = (38, 34, 40, 18, 12, 17, 75)
SECTOR: Final = "overeenkomst.sector"
HEADER_ROW: Final = 3
VALUE_COLUMN: Final = 3
EXPLAINED: Final = len(HEADER)
NEEDED_FOR: Final = {"draft": "concept", "final": "definitief", "optional": ""}
GUIDE: Final = (
    "Zo vult u deze aanvraag in",
    "1. Vul op blad Aanvraag kolom C (waarde) in. Geel: nodig voor een concept. Lichtgeel: nodig voor een definitief "
    "contract; in een concept wordt het een open punt. Wit: mag leeg blijven.",
    "2. Lijsten, zoals prestaties of deelnemers, hebben elk een eigen blad. Vul daar per onderdeel één rij in, onder "
    "de uitleg.",
    "3. Codes (KvK, AGB, UZOVI) zijn tekst: zo blijft een voorloopnul staan. Typ een percentage in procenten (4,18), "
    "een aandeel als deel van één (0,60) en een datum als datum.",
    "4. Een cel die u als percentage opmaakt, telt voor wat u ziet: 4,18% is het percentage 4,18 en 60% het aandeel "
    "0,60.",
    "5. Gebruik geen formules en voeg geen cellen samen; plak uitkomsten als waarde. Andere bladen horen hier niet in.",
    "6. Laat kolom A (sleutel), de kop en de namen van de bladen staan: daaraan herkent izacontract de gegevens. "
    "Rijen die u niet gebruikt, mag u weghalen.",
    "7. Controleer de aanvraag met: izacontract check aanvraag.xlsx",
    "8. Maak het concept met: izacontract generate aanvraag.xlsx",
)


def excel_form(
    sector: Sector,
    plugins: Plugins,
    asks: Asks = lambda asked: True,
    known: KnownValue | None = None,
    *,
    what: str = "Aanvraag",
    guide: Sequence[str] = GUIDE,
) -> Workbook:
    """Return the workbook in which a person fills in a request for `sector`, and which intake reads.

    It holds the keys and lists that it `asks` (default: all), the single values with what is `known` of them.
    """
    sections = asked_sections(sector, plugins)
    whole = keys_of(sections)
    leaves = {key: leaf for key, leaf in whole.leaves.items() if asks(leaf)}
    keys = replace(whole, leaves=leaves, lists={key: one for key, one in whole.lists.items() if asks(one)})
    book = Workbook()
    page: Page = book.worksheets[0]
    page.title = REQUEST
    title = f"{what} voor een contract {sector.title}"
    _put_request(page, sections, keys, title, known or (lambda leaf: sector.code if leaf.key == SECTOR else ""))
    for listed in keys.lists.values():
        _put_list(book.create_sheet(listed.sheet), listed)
    look.put_guide(book, guide)
    book.properties.title = title
    return book


def _put_request(page: Page, sections: Sequence[Section], keys: SheetKeys, title: str, known: KnownValue) -> None:
    look.write(page.cell(1, 2), title, look.TITLE)
    page.cell(1, 2).alignment = look.UNWRAPPED
    look.write(page.cell(2, 2), "Vul kolom C in; het blad Toelichting zegt hoe.", look.QUIET)
    page.cell(2, 2).alignment = look.UNWRAPPED
    for column, (name, width) in enumerate(zip(HEADER, WIDTHS, strict=True), start=1):
        cell = page.cell(HEADER_ROW, column)
        look.write(cell, name, look.HEADER_FONT)
        cell.fill = look.HEADER
        page.column_dimensions[cell.column_letter].width = width
    row = HEADER_ROW + 1
    for section in sections:
        asked = (*keys.leaves, *keys.lists)
        if any(key == section.key or key.startswith(f"{section.key}.") for key in asked):
            row = _put_section(page, row, section, keys, known)
    look.make_high(page, HEADER_ROW + 1, row - 1)
    page.freeze_panes = page.cell(HEADER_ROW + 1, VALUE_COLUMN)
    page.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    look.set_for_print(page)


def _put_section(page: Page, row: int, section: Section, keys: SheetKeys, known: KnownValue) -> int:
    """Write the rows of `section` from `row` on and return the first row below it."""
    for column in range(1, EXPLAINED + 1):
        page.cell(row, column).fill = look.SECTION
    look.write(page.cell(row, 1), section.key, look.QUIET)
    look.write(page.cell(row, 2), section.title, look.BOLD)
    if not section.always or section.many:
        look.write(page.cell(row, 5), "mag ontbreken", look.QUIET)
    if section.many:
        _point_to(page, row, keys.lists[section.key], "")
        return row + 1
    return _put_group(page, row + 1, section.model, (section.key,), "", keys, known)


def _put_group(
    page: Page, row: int, model: type[Terms], path: tuple[str, ...], above: str, keys: SheetKeys, known: KnownValue
) -> int:
    for key, shape in shapes_of(model).items():
        below = (*path, key)
        title = f"{above}{shape.info.title or key}"
        if shape.model is not None and not shape.many:
            row = _put_group(page, row, shape.model, below, f"{title}: ", keys, known)
            continue
        if dotted(below) not in (keys.lists if shape.many else keys.leaves):
            continue
        look.write(page.cell(row, 1), dotted(below), look.QUIET)
        look.write(page.cell(row, 2), title)
        look.write(page.cell(row, 5), NEEDED_FOR[shape.need], look.QUIET)
        look.write(page.cell(row, 6), supplier_of(shape.info).value, look.QUIET)
        if shape.many:
            _point_to(page, row, keys.lists[dotted(below)], shape.info.description or "")
        else:
            look.write(page.cell(row, 7), shape.info.description or "", look.QUIET)
            _put_value(page, row, keys.leaves[dotted(below)], known)
        row += 1
    return row


def _put_value(page: Page, row: int, leaf: Leaf, known: KnownValue) -> None:
    cell = page.cell(row, VALUE_COLUMN)
    value = known(leaf)
    look.write(cell, value if isinstance(value, str) else "")
    if value and not isinstance(value, str):
        cell.value = value
    cell.fill = look.FILL[leaf.shape.need]
    cell.border = look.EDGE
    cell.number_format = look.format_of(leaf)
    look.write(page.cell(row, 4), look.unit_of(leaf), look.QUIET)
    rule = look.rule_of(leaf, page.parent)
    rule.add(cell.coordinate)
    page.add_data_validation(rule)


def _point_to(page: Page, row: int, known: KeyList, help: str) -> None:
    """Say in the row of a list on which sheet its items go."""
    page.cell(row, VALUE_COLUMN).fill = look.SECTION
    cell = page.cell(row, 7)
    look.write(cell, f"Vul in op blad {known.sheet}. {help}".strip(), look.LINK)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quote_sheetname(known.sheet)}!A1")


def _put_list(page: Page, known: KeyList) -> None:
    """Write the sheet of a list: a column for each key of an item, and one in which the head says what it is."""
    columns = [(leaf.key, leaf, look.SECTION) for leaf in known.columns.values()]
    look.put_columns(page, columns, MARK_COLUMN)
    page.column_dimensions["A"].width = 10
    look.set_for_print(page)

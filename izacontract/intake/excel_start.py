"""The first sheet of a workbook to fill in: the steps, what the colours mean, and the way to the other sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink

from izacontract.intake import excel_format as look
from izacontract.intake.excel_conditions import FADED, GREY
from izacontract.intake.excel_sheets import EXPLAINED, FIGURES, START
from izacontract.intake.keys import Leaf, SheetKeys
from izacontract.model.terms import choices_of
from izacontract.model.values import By

STEPS: Final = (
    "Vul blad Aanvraag in: de gekleurde cellen onder Waarde. Wat u niet weet, laat u leeg; in een concept wordt het "
    "een open punt.",
    "Vul de bladen met lijsten in die u nodig hebt, per onderdeel één rij. Wat u niet gebruikt, laat u leeg.",
    "Typ zoals u gewend bent: 4,18 of 4,18% bij een percentage, 1.250,50 bij een bedrag, 31-1-2027 bij een datum. "
    "Codes (KvK, AGB, UZOVI) houden hun voorloopnul.",
    "Kijk op blad Bekende cijfers wat er voor uw jaar bekend is, en wat u zelf met een bron moet invullen.",
    "Bewaar het bestand en controleer het met: izacontract check aanvraag.xlsx. De meldingen noemen blad en cel.",
    "Maak het concept met: izacontract generate aanvraag.xlsx",
    "Gebruik geen formules en voeg geen cellen samen. Laat de kopregels, de verborgen kolom A en de namen van de "
    "bladen staan; sorteer blad Aanvraag niet. Rijen en bladen die u niet gebruikt, mag u weghalen.",
)
WIDTHS: Final = (4, 40, 60, 20, 18, 52)
LEGEND: Final = {
    By.INSURER: "de zorgverzekeraar vult dit in",
    By.PROVIDER: "de zorgaanbieder vult dit in",
    By.BOTH: "partijen spreken dit samen af",
}


@dataclass(frozen=True)
class Tab:
    """A sheet to fill in: its name, what goes there, who fills it in (None: each their own), until when it may lack.

    `count` is the formula that says how far it is.
    """

    name: str
    what: str
    by: By | None
    needed: str
    count: str


def put_start(book: Workbook, title: str, steps: Sequence[str], tabs: Sequence[Tab]) -> None:
    """Add the sheet that says what to do, with links to `tabs` and the sheets to look things up in."""
    page: look.Page = book.create_sheet(START, 0)
    for letter, width in zip("ABCDEF", WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    row = _put_heading(page, 1, title, look.TITLE)
    for number, step in enumerate(steps, start=1):
        look.write(page.cell(row, 1), str(number))
        look.write(page.cell(row, 2), step)
        page.merge_cells(start_row=row, end_row=row, start_column=2, end_column=6)
        page.row_dimensions[row].height = 17 if len(step) < _WIDE else 32
        row += 1
    row = _put_legend(page, _put_heading(page, row + 1, "Kleuren"))
    row = _put_heading(page, row + 1, "Bladen")
    for column, name in enumerate(("Blad", "Wat u er invult", "Door", "Nodig voor", "Stand"), start=2):
        look.write(page.cell(row, column), name, look.HEADER_FONT)
        page.cell(row, column).fill = look.HEADER
    first = row + 1
    for row, tab in enumerate(tabs, start=first):
        _put_link(page, row, tab.name)
        look.write(page.cell(row, 3), tab.what)
        look.write(page.cell(row, 4), "ieder zijn eigen kleur" if tab.by is None else tab.by.value)
        if tab.by is not None:
            page.cell(row, 4).fill = look.FILL[tab.by]
        look.write(page.cell(row, 5), tab.needed)
        page.cell(row, 6).value = tab.count
        page.cell(row, 6).font = look.PLAIN
        page.cell(row, 6).alignment = look.TOP
    last = first + len(tabs)
    to_look_up: tuple[tuple[str, str], ...] = (
        (FIGURES, "Wat bekend is van OVA, index en maxima: niets in te vullen."),
    )
    if EXPLAINED in book.sheetnames:
        to_look_up += ((EXPLAINED, "Wat elke keuze betekent: niets in te vullen."),)
    for row, (name, what) in enumerate(to_look_up, start=last):
        _put_link(page, row, name)
        look.write(page.cell(row, 3), what)
    look.make_high(page, first, last + len(to_look_up) - 1)
    page.sheet_view.showGridLines = False
    look.set_for_print(page)


_WIDE: Final = 175
"""Characters that fit on a line across the sheet."""


def _put_heading(page: look.Page, row: int, text: str, font: Font = look.BOLD) -> int:
    look.write(page.cell(row, 1), text, font)
    page.cell(row, 1).alignment = look.UNWRAPPED
    return row + 1


def _put_legend(page: look.Page, row: int) -> int:
    for by, text in LEGEND.items():
        _put_meaning(page, row, by.value, text)
        page.cell(row, 2).fill = look.FILL[by]
        page.cell(row, 2).border = look.EDGE
        row += 1
    idle = "hangt af van een keuze die anders is gemaakt; de uitleg in de rij noemt haar"
    _put_meaning(page, row, "niet van toepassing", idle, Font(name=look.FACE, color=FADED.color))
    page.cell(row, 2).fill = GREY
    _put_meaning(page, row + 1, "vet", "nodig voor een concept; de andere gegevens mogen later", look.BOLD)
    _put_meaning(page, row + 2, "(concept), (definitief)", "daarvoor nodig als u het onderdeel gebruikt")
    return row + 3


def _put_meaning(page: look.Page, row: int, sign: str, meaning: str, font: Font = look.PLAIN) -> None:
    look.write(page.cell(row, 2), sign, font)
    look.write(page.cell(row, 3), meaning)
    page.cell(row, 3).alignment = look.UNWRAPPED


def _put_link(page: look.Page, row: int, sheet: str) -> None:
    cell = page.cell(row, 2)
    look.write(cell, sheet, look.LINK)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quote_sheetname(sheet)}!A1")


def put_choices(book: Workbook, keys: SheetKeys, labels: Mapping[str, str]) -> None:
    """Add the sheet that says of every choice what it means; none where nothing is said of any."""
    rows = list(_choices(keys, labels))
    if not rows:
        return
    page: look.Page = book.create_sheet(EXPLAINED)
    look.write(page.cell(1, 1), "Wat elke keuze betekent", look.TITLE)
    page.cell(1, 1).alignment = look.UNWRAPPED
    for column, (name, width) in enumerate(zip(("Gegeven", "Keuze", "Betekenis"), (52, 28, 90), strict=True), start=1):
        cell = page.cell(2, column)
        look.write(cell, name, look.HEADER_FONT)
        cell.fill = look.HEADER
        page.column_dimensions[cell.column_letter].width = width
    for row, texts in enumerate(rows, start=3):
        for column, text in enumerate(texts, start=1):
            look.write(page.cell(row, column), text)
    look.make_high(page, 3, len(rows) + 2)
    page.freeze_panes = "A3"
    page.print_title_rows = "2:2"
    look.set_for_print(page, landscape=False)


def _choices(keys: SheetKeys, labels: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    titles = {section.key: section.title for section in keys.sections}

    def rows(name: str, leaf: Leaf) -> Iterator[tuple[str, str, str]]:
        for choice, meaning in choices_of(leaf.shape.info).items():
            yield name, choice, meaning

    for key, leaf in keys.leaves.items():
        yield from rows(f"{titles[leaf.path[0]]}: {labels[key]}", leaf)
    for listed in keys.lists.values():
        for leaf in listed.columns.values():
            name = listed.tab if listed.bare else f"{listed.tab}: {leaf.shape.info.title or leaf.key}"
            yield from rows(name, leaf)

"""An empty table as a workbook: a sheet with a row for each contract, and a sheet for each list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from izacontract.batch.table_columns import KENMERK, REFERENCE, is_kenmerk, unknown_column
from izacontract.batch.table_sources import CONTRACTS
from izacontract.host import Plugins
from izacontract.intake import excel_format as look
from izacontract.intake.keys import keys_of
from izacontract.intake.questionnaire import asked_sections
from izacontract.render.workbook import saved

TEMPLATE: Final = "izacontract batch --template"
FIRST: Final = "zorgaanbieder"
"""The section whose columns come first: who the contract is with tells the rows apart."""

GUIDE: Final = (
    "Zo vult u deze tabel in",
    "1. Vul op blad Contracten per contract één rij in, onder de uitleg. Elk contract heeft een eigen kenmerk.",
    "2. Wat voor alle contracten gelijk is, staat in de basisaanvraag. Een lege cel houdt wat daar staat. Typ (leeg) "
    "in een cel om de waarde van de basisaanvraag weg te laten. Kolommen die u niet gebruikt, mag u weghalen.",
    "3. Lijsten, zoals prestaties of deelnemers, hebben elk een eigen blad: per onderdeel één rij, met het kenmerk van "
    "het contract in kolom A. Wie daar rijen heeft, krijgt die in plaats van de lijst van de basisaanvraag. Bladen die "
    "u niet gebruikt, mag u weghalen.",
    "4. Codes (KvK, AGB, UZOVI) zijn tekst: zo blijft een voorloopnul staan. Typ een percentage in procenten (4,18), "
    "een aandeel als deel van één (0,60) en een datum als datum.",
    "5. Gebruik geen formules en voeg geen cellen samen; plak uitkomsten als waarde. Ook rijen die een filter "
    "verbergt, tellen mee.",
    "6. Laat de eerste rij (sleutels) en de namen van de bladen staan. Rijen die beginnen met #gegeven, #eenheid, "
    "#door of #uitleg slaat izacontract over.",
    "7. Controleer de tabel met: izacontract batch tabel.xlsx --base aanvraag.yaml --dry-run",
    "8. Maak de contracten met: izacontract batch tabel.xlsx --base aanvraag.yaml -o map",
)


class UnknownColumns(ValueError):
    """Columns were chosen that no table of the sector has; `args` are each with its hint."""


def table_template(sector: str, plugins: Plugins, chosen: Sequence[str] = ()) -> bytes:
    """Return an empty table for contracts of `sector`, with the keys and lists `chosen` (default: all).

    Raises KeyError for a sector that is not installed, UnknownColumns for a key or list that it does not know.
    """
    found = plugins.sectors[sector]
    sections = sorted(asked_sections(found, plugins), key=lambda section: section.key != FIRST)
    keys = keys_of(sections)
    fills = {section.key: (look.SECTION, look.OTHER_SECTION)[turn % 2] for turn, section in enumerate(sections)}
    book = Workbook()
    page: look.Page = book.worksheets[0]
    page.title = CONTRACTS
    offered = [key for key in keys.leaves if key not in (REFERENCE, "overeenkomst.sector")]
    names = {keys.former.get(name, name): None for name in chosen if not is_kenmerk(name)}
    accepted = (*offered, *keys.lists)
    command = f"{TEMPLATE} {sector}"
    if unknown := [(name, unknown_column(name, accepted, command).hint) for name in names if name not in accepted]:
        raise UnknownColumns(*unknown)
    columns = [
        (key, keys.leaves[key], fills[keys.leaves[key].path[0]])
        for key in ([name for name in names if name in offered] if chosen else offered)
    ]
    look.put_columns(page, columns, KENMERK)
    look.make_fit(page, "A", keys.leaves[REFERENCE], book)
    _set_up(page, 24)
    for known in (one for key, one in keys.lists.items() if not chosen or key in names):
        sheet = book.create_sheet(known.sheet)
        look.put_columns(sheet, [(leaf.key, leaf, look.SECTION) for leaf in known.columns.values()], KENMERK)
        _set_up(sheet, 24)
        sheet.column_dimensions["A"].number_format = "@"
        rule = DataValidation(None, allow_blank=True, showInputMessage=True)
        rule.promptTitle, rule.prompt = "Kenmerk", f"Het kenmerk van het contract op blad {CONTRACTS}."
        rule.add(f"A{look.ROWS + 1}:A1048576")
        sheet.add_data_validation(rule)
    look.put_guide(book, GUIDE)
    book.properties.title = f"Contracten {found.title}"
    return saved(book)


def _set_up(page: look.Page, width: int) -> None:
    page.column_dimensions["A"].width = width
    look.set_for_print(page)

"""Which sheets of a workbook hold which lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from operator import attrgetter
from typing import Final

from izacontract.errors import Finding, Position, Told
from izacontract.intake import cell_messages as m
from izacontract.intake.excel_file import Workbook
from izacontract.intake.keys import KeyList, SheetKeys
from izacontract.intake.translate import suggested_choice
from izacontract.meant import nearest

GUIDE: Final = "Toelichting"
START: Final = "Wat te doen"
FIGURES: Final = "Bekende cijfers"
EXPLAINED: Final = "Uitleg keuzes"
CHOICES: Final = "Keuzes"
OURS: Final = (START, GUIDE, FIGURES, EXPLAINED, CHOICES)
"""Sheets that we put in a workbook and that hold no values: how it works, known figures, what drop-downs offer."""


Names = Callable[[KeyList], str]
"""What the sheet of a list is called in hints: by its key in a table, in words in a request."""


def list_sheets(
    book: Workbook,
    main: str,
    keys: SheetKeys,
    what: Told,
    findings: list[Finding],
    called: Names = attrgetter("sheet"),
) -> list[tuple[str, KeyList]]:
    """Return the sheets that hold lists, in the order of the workbook.

    A sheet that holds something else, of which `what` says where it does not belong, or a list that another sheet
    holds already, is put in `findings`; an empty one is passed over.
    """
    found: dict[str, tuple[str, KeyList]] = {}
    for sheet in book.sheets:
        if sheet == main or sheet in OURS:
            continue
        known = keys.list_called(sheet)
        position = Position(book.name, 0, 0, sheet)
        if sheet in book.hidden and not book.is_empty(sheet):
            read = Told("gelezen", "read") if known else Told("overgeslagen", "passed over")
            findings.append(replace(m.HIDDEN.warning(sheet=sheet, read=read), position=position))
        if known is None and sheet in book.hidden:
            continue
        if known is None:
            if not book.is_empty(sheet):
                hint = _meant(book, sheet, keys, called)
                finding = m.UNKNOWN_SHEET.finding(sheet=sheet, what=what, hint=hint)
                findings.append(replace(finding, position=position))
        elif known.key in found:
            finding = m.SHEET_TWICE.finding(first=found[known.key][0], sheet=sheet, key=known.key)
            findings.append(replace(finding, position=position))
        else:
            found[known.key] = (sheet, known)
    return list(found.values())


def _meant(book: Workbook, sheet: str, keys: SheetKeys, called: Names) -> Told:
    """Return the hint that names the list which `sheet` most likely holds: by its name, else by its columns."""
    header = next(book.lines(sheet)).cells
    columns = {cell.text.strip() for cell in header if not cell.text.startswith("#")}
    lists = keys.lists.values()
    by_columns = [called(known) for known in lists if columns and columns <= known.columns.keys()]
    meant = nearest(sheet, [called(known) for known in lists]) or nearest(sheet, [known.sheet for known in lists])
    if meant := meant or (by_columns[0] if len(by_columns) == 1 else None):
        return Told(f"Bedoelt u '{meant}'?", f"Did you mean '{meant}'?")
    return suggested_choice(sheet, [called(known) for known in lists if _is_free(book, known)])


def _is_free(book: Workbook, known: KeyList) -> bool:
    return known.tab not in book.sheets and known.sheet not in book.sheets

"""Filling in a workbook as a person does: texts typed, days as days, numbers as numbers."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from izacontract.host import Plugins
from izacontract.intake.excel_form import excel_form
from izacontract.intake.keys import KeyList, Leaf, SheetKeys, Sort, keys_of
from izacontract.intake.tree import Node, Tree
from izacontract.model.sections import CORE, sections_of
from izacontract.model.sector import Sector
from izacontract.render.workbook import saved

REQUESTS = Path(__file__).parent.parent / "requests"
FIRST_ITEM = 6
"""The first row below the head of a list in a table, and on a bare sheet."""

_FORMS: dict[int, tuple[Sector, bytes]] = {}
"""The empty request of each sector, which is kept so that its id is nobody else's."""


def all_keys(plugins: Plugins) -> SheetKeys:
    """Return the keys of every sector."""
    return keys_of([*CORE, *sections_of(None, plugins).values()])


def empty_form(sector: str, plugins: Plugins) -> Workbook:
    """Return the empty request for `sector`, opened from its bytes; these are written once."""
    form = plugins.sectors[sector]
    if id(form) not in _FORMS:
        _FORMS[id(form)] = (form, saved(excel_form(form, plugins)))
    return opened(_FORMS[id(form)][1])


def opened(data: bytes) -> Workbook:
    """Return the workbook in `data`."""
    return load_workbook(io.BytesIO(data))


def data_of(book: Workbook) -> bytes:
    """Return `book` as a person saves it."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def typed(text: str, leaf: Leaf) -> Any:
    """Return what Excel keeps when a person types the value that a request writes as `text`."""
    match leaf.sort:
        case Sort.DAY:
            return date.fromisoformat(text)
        case Sort.NUMBER | Sort.WHOLE | Sort.PERCENT | Sort.SHARE:
            number = Decimal(text)
            return int(number) if number == number.to_integral_value() else float(number)
        case Sort.YES_NO:
            return {"true": "ja", "false": "nee"}[text]
        case _:
            return text


def leaves_of(node: Node, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    """Return the values and lists in a group by their path."""
    if not isinstance(node, dict):
        return {path: node}
    return {below: value for key, item in node.items() for below, value in leaves_of(item, (*path, key)).items()}


def filled_form(tree: Tree, plugins: Plugins) -> Workbook:
    """Return the empty request of the sector of `tree`, with all that is in `tree` typed in it."""
    agreement: Any = tree.root["overeenkomst"]
    return filled_in(empty_form(agreement["sector"], plugins), tree, plugins)


def bare_form(tree: Tree, plugins: Plugins) -> Workbook:
    """Return a workbook of keys and values only, with all that is in `tree` typed in it: quick to make and read.

    A list has a sheet when something was typed on it.
    """
    book = Workbook()
    page: Any = book.worksheets[0]
    page.title = "Aanvraag"
    page.append(["sleutel", "gegeven", "waarde"])
    leaves = {".".join(path): value for path, value in leaves_of(tree.root).items()}
    for key, known in all_keys(plugins).lists.items():
        if key in leaves:
            bare_sheet(book, known)
    for key, value in leaves.items():
        if not isinstance(value, list):
            page.append([key])
    return filled_in(book, tree, plugins)


def filled_in(book: Workbook, tree: Tree, plugins: Plugins) -> Workbook:
    """Return `book` with all that is in `tree` typed in it."""
    keys = all_keys(plugins)
    rows = {cell.value: cell.row for cell in book["Aanvraag"]["A"] if cell.value}
    for path, value in leaves_of(tree.root).items():
        key = ".".join(path)
        if isinstance(value, list):
            put_items(book, keys, key, value)
        elif value is not None:
            book["Aanvraag"].cell(rows[key], 3).value = typed(value, keys.leaves[key])
    return book


def bare_sheet(book: Workbook, known: KeyList) -> Any:
    """Return the bare sheet of a list, which is added when it is not there."""
    if known.sheet not in book.sheetnames:
        sheet: Any = book.create_sheet(known.sheet)
        sheet.append(["#sleutel", *known.columns])
    return book[known.sheet]


def put_items(
    book: Workbook, keys: SheetKeys, key: str, items: list[Any], kenmerk: str = "", row: int = FIRST_ITEM
) -> int:
    """Type the items of a list on its sheet, of a table with the `kenmerk` before it; returns the next row."""
    known = keys.lists[key]
    page: Any = bare_sheet(book, known) if known.tab not in book.sheetnames else book[known.tab]
    head = 2 if page["A2"].value == "#sleutel" else 1
    row += head - 1
    columns = {cell.value: cell.column for cell in page[head]}
    for item in items:
        if kenmerk:
            page.cell(row, 1).value = kenmerk
        values = {(): item} if known.bare else leaves_of(item)
        for path, text in values.items():
            name = ".".join(path) or known.path[-1]
            if name != "mtvp_maximum" or name in columns:  # a figure that the form of another sector does not ask
                page.cell(row, columns[name]).value = typed(text, known.columns[name])
        row += 1
    return row


def cell_of(book: Workbook, key: str) -> Any:
    """Return the cell with the value of `key`."""
    row = next(cell.row for cell in book["Aanvraag"]["A"] if cell.value == key)
    return book["Aanvraag"].cell(row, 3)


def without_traces(contract: Mapping[str, Any]) -> dict[str, Any]:
    """Return a contract as JSON without what tells two writings of one request apart."""
    return {key: value for key, value in contract.items() if key != "fingerprint"}

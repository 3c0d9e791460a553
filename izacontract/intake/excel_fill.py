"""A request typed into the workbook that asks for it, each value as its cell shows it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Final

from pydantic_core import PydanticCustomError

from izacontract.errors import Path
from izacontract.intake import excel_format as look
from izacontract.intake.cells import TypedCell, fitted
from izacontract.intake.keys import KeyList, Leaf, Sort
from izacontract.intake.tree import Node, typed_at
from izacontract.model.typed import read_day, read_decimal, read_yes_no
from izacontract.model.values import Typed, TypedKind

WHOLE_PERCENT: Final = "0.00##%"
"""The format of a percentage of which a sign behind the number would leave a doubt: the cell keeps a hundredth."""

MOST_DIGITS: Final = 15
"""So many digits of a number a workbook keeps."""


def put_value(cell: Any, typed: Typed, leaf: Leaf) -> None:
    """Put `typed` in `cell` as a person would type it for `leaf`; as it was typed where it cannot be read."""
    meant = meaning(typed, leaf.sort)
    if isinstance(meant, bool):
        meant = "ja" if meant else "nee"
    if isinstance(meant, Decimal) and len(meant.as_tuple().digits) > MOST_DIGITS:
        meant = str(typed)
    if isinstance(meant, str):
        cell.value = meant or None
        cell.data_type = "s" if meant else "n"
        return
    if isinstance(meant, Decimal) and leaf.sort is Sort.PERCENT and not _is_clear(meant, leaf):
        meant, cell.number_format = meant.scaleb(-2), WHOLE_PERCENT
    cell.value = meant


def _is_clear(number: Decimal, leaf: Leaf) -> bool:
    """Return whether `number` with a percent sign behind it is read as itself."""
    read = fitted(TypedCell(1, f"{number:f}", TypedKind.NUMBER, sheet=True, prints_percent=True), leaf)
    return isinstance(read.value, Typed) and Decimal(read.value) == number


def put_items(page: look.Page, listed: KeyList, items: list[Node], first: int) -> None:
    """Put each of `items` in a row of `page` from `first` on."""
    for row, item in enumerate(items, start=first):
        for column, leaf in enumerate(listed.columns.values(), start=2):
            typed = item if listed.bare else _typed(item, leaf)
            if isinstance(typed, Typed):
                cell = page.cell(row, column)
                cell.number_format = look.format_of(leaf)
                put_value(cell, typed, leaf)


def _typed(item: Node, leaf: Leaf) -> Typed | None:
    """Return what `item` says for `leaf`; of codes in one cell all of them, parted by semicolons."""
    node: Node = item
    for step in leaf.path:
        node = node.get(step) if isinstance(node, dict) else None
    if isinstance(node, list):
        return Typed("; ".join(str(code) for code in node))
    return typed_at(item, leaf.path)


def node_at(root: Node, path: Path) -> Node:
    """Return what stands at `path` below `root`; None where nothing does."""
    for step in path:
        root = root.get(str(step)) if isinstance(root, dict) else None
    return root


def meaning(typed: Typed, sort: Sort) -> str | bool | Decimal | date:
    """Return what `typed` says, however it is written; its characters where it cannot be read."""
    try:
        if sort.is_number:
            return read_decimal(typed)
        if sort is Sort.DAY:
            return read_day(typed)
        if sort is Sort.YES_NO:
            return read_yes_no(typed)
    except PydanticCustomError:
        pass
    return str(typed).strip()

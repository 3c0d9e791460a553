"""Sheets on which an annex can be computed again: what was given, and formulas for the rest; data, no workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as Excel keeps it, in English and without the sign before it: `ROUND(D2*E2,2)`.

    A column of per cents is a fraction there. `value` is what comes out now, in the unit of its column; None while a
    value that it needs is open.
    """

    text: str
    value: Decimal | None


SheetCell = str | Decimal | date | Formula | None
"""A value that was given, a formula, or nothing; an open value is the text that the contract prints for it."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its heading and how its cells are shown; "procent" takes per cents, "aandeel" a fraction of one."""

    title: str
    kind: Literal["tekst", "euro", "procent", "aandeel", "getal", "datum"] = "tekst"


@dataclass(frozen=True, slots=True)
class AnnexSheet:
    """A sheet to the annex in the slot `annex`: the headings in row 1, then `rows`, each with a cell a column.

    Formulas point at cells by these rows, and at other sheets of the annex by their `title`.
    """

    annex: str
    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[SheetCell, ...], ...]

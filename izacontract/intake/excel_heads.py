"""Which line on the sheet of a list names its columns: that with the keys, or else with the words for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from izacontract.intake.cells import MARKS, TypedLine
from izacontract.intake.keys import KeyList

MARK_COLUMN: Final = "#sleutel"
"""The head of the column of a list in which the rows that explain say so; what else stands in it is a note."""

TITLE_MARK: Final = MARKS[0]
"""The head of that same column beside the words for the columns, which name them where the keys are gone."""

TOP: Final = 20
"""The header stands in one of the first so many rows that are not empty."""


def list_header(lines: Sequence[TypedLine], known: KeyList) -> TypedLine:
    """Return the one of `lines`, of which there is one at least, that names the columns of the list `known`."""
    for mark in (MARK_COLUMN, TITLE_MARK):
        if found := next((line for line in lines if line.cells[0].text.strip() == mark), None):
            return found

    def names(line: TypedLine) -> int:
        texts = (cell.text.strip() for cell in line.cells)
        return sum(1 for text in texts if known.column(text) or known.titled(text))

    return lines[0] if names(lines[0]) else max(lines[:TOP], key=names)

"""Rows printed by column: the same texts as one by one, and nothing where a cell asks for more."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from izacontract.clauses.columns import plain_columns, printed_rows
from izacontract.clauses.printing import FILTERS
from izacontract.model.clause import Column, Variable
from izacontract.model.values import OpenPoint, Typed

COLUMNS = {"code": "tekst", "tarief": "euro", "deel": "procent", "aantal": "getal", "vanaf": "datum", "soort": "keuze"}
TABLE = Variable(
    "rijen",
    "rijen",
    columns=tuple(
        Column(key, key.title(), kind, {"a": "eerste soort"} if kind == "keuze" else {})
        for key, kind in COLUMNS.items()
    ),
)
ROW: dict[str, Any] = {
    "code": "A%01\n", "tarief": Decimal("1234.5"), "deel": Decimal("-0.75"), "aantal": 3180,
    "vanaf": date(2027, 1, 1), "soort": "a",
}  # fmt: skip


def test_each_cell_prints_as_its_filter_does() -> None:
    rows = [ROW, ROW | {"code": "", "soort": "b", "aantal": Decimal("0.5")}, dict.fromkeys(ROW)]
    texts, gaps = printed_rows(TABLE, rows, FILTERS) or ((), frozenset())
    assert texts[0] == ("A%01\n", "€\xa01.234,50", "-0,75%", "3.180", "1 januari 2027", "eerste soort")
    assert texts[1] == ("", *texts[0][1:3], "0,5", texts[0][4], "b")
    assert texts[2] == ("–",) * 6
    assert gaps == {(2, column) for column in range(6)}


@pytest.mark.parametrize(
    "row",
    [
        ROW | {"tarief": OpenPoint("tarief")},
        ROW | {"tarief": 12},
        ROW | {"code": Typed("A01")},
        ROW | {"aantal": True},
        ROW | {"meer": "x"},
        {key: value for key, value in ROW.items() if key != "code"},
        {("tarieven" if key == "tarief" else key): value for key, value in ROW.items()},
        "geen rij",
    ],
)
def test_row_that_is_not_plain_is_left_to_a_closer_look(row: Any) -> None:
    assert plain_columns(TABLE, [ROW, row]) is None
    assert printed_rows(TABLE, [ROW, row], FILTERS) is None


def test_type_that_a_plugin_prints_is_asked_of_the_plugin() -> None:
    assert printed_rows(TABLE, [ROW], {**FILTERS, "procent": lambda value: f"{value} pct"}) is None
    assert printed_rows(TABLE, [], FILTERS) == ((), frozenset())

"""What a printed value may mean, and how it is typed: in the digits of what stood there."""

from __future__ import annotations

import pytest

from izacontract.differ.changes import Op, Piece
from izacontract.model.contract import Value, Words
from izacontract.model.values import Typed, TypedKind
from izacontract.take.printed import changed_text, composed, value_at
from izacontract.take.readings import retyped

LABELS = {"prijspeil": "in het prijspeil", "bedrag": "als één bedrag"}


@pytest.mark.parametrize(
    ("typed", "kind", "before", "after", "expected"),
    [
        ("3.9", TypedKind.NUMBER, "3,90%", "2,90%", "2.9"),
        ("3.9", TypedKind.NUMBER, "3,90%", "2,95%", "2.95"),
        ("0.60", TypedKind.NUMBER, "60%", "55%", "0.55"),
        ("48750000.00", TypedKind.NUMBER, "€\u00a048.750.000,00", "€ 48.800.000,50", "48800000.50"),
        ("40", TypedKind.NUMBER, "€\u00a040,00", "€\u00a044,00", "44"),
        ("30", TypedKind.NUMBER, "30\u00a0dagen", "45 dagen", "45"),
        ("2027-01-01", TypedKind.DAY, "1 januari 2027", "15 februari 2027", "2027-02-15"),
        ("2027-Q1", TypedKind.TEXT, "eerste kwartaal van 2027", "derde kwartaal van 2027", "2027-Q3"),
        (
            "NL79FIKT0000000101",
            TypedKind.TEXT,
            "NL79 FIKT 0000 0001 01",
            "NL06 FIKT 0000 0001 02",
            "NL06FIKT0000000102",
        ),
        ("prijspeil", TypedKind.TEXT, "in het prijspeil", "als één bedrag", "bedrag"),
        ("Zandvoort", TypedKind.TEXT, "Zandvoort", "Haarlem", "Haarlem"),
    ],
)
def test_value_is_typed_as_the_one_that_it_replaces(
    typed: str, kind: TypedKind, before: str, after: str, expected: str
) -> None:
    assert [str(new) for new in retyped(Typed(typed, kind), before, after, LABELS)] == [expected]


@pytest.mark.parametrize(
    ("typed", "before", "after"),
    [("4.9", "3,90%", "2,90%"), ("30", "30 februari 2027", "31 februari 2027"), ("3", "drie", "vier")],
)
def test_what_does_not_print_so_is_no_candidate(typed: str, before: str, after: str) -> None:
    assert list(retyped(Typed(typed, TypedKind.NUMBER), before, after, {})) == []


def test_letters_are_replaced_whatever_the_white_space() -> None:
    assert changed_text("€\u00a01.250,00", [(1, 9, "1.300,00")]) == "€\u00a01.300,00"
    assert changed_text("Stichting Zorg Ede", [(9, 9, " Nieuwe")]) == "Stichting Nieuwe Zorg Ede"
    assert changed_text("Stichting Zorg Ede", [(9, 13, "")]) == "Stichting Ede"
    assert changed_text("a b c", [(0, 1, "x"), (2, 3, "z")]) == "x b z"


def test_value_around_a_change_is_found() -> None:
    inlines = (Words("Het is "), Value("€\u00a040,00", "tarief"), Words(" per zitting."))
    assert value_at(inlines, 6, 11) == 1
    assert value_at(inlines, 0, 3) is None
    assert value_at(inlines, 6, 14) is None


def test_text_is_composed_of_what_was_chosen() -> None:
    pieces = (Piece(Op.SAME, "De"), Piece(Op.NEW, " kleine"), Piece(Op.SAME, " praktijk"), Piece(Op.OLD, " werkt"))
    pieces += (Piece(Op.NEW, " rust"), Piece(Op.SAME, "."))
    assert composed(pieces, [None, None]) == "De praktijk werkt."
    assert composed(pieces, [" kleine", " rust"]) == "De kleine praktijk rust."
    assert composed(pieces, [None, " slaapt"]) == "De praktijk slaapt."

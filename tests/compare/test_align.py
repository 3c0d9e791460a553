"""Lines find their own across two texts: by text, by name, by what stays when values change, by their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izacontract.differ.alignment import align_texts, kept_in_order
from izacontract.differ.changes import Op
from izacontract.differ.line_changes import LINES, compared, line_changes
from izacontract.differ.lines import TextLine, lines_of_text, row
from izacontract.differ.tokens import printed


def line(text: str, anchor: str = "") -> TextLine:
    return TextLine("lid", "", (printed("words", text),), anchor)


def pair_lines(old: list[TextLine], new: list[TextLine]) -> list[tuple[int | None, int | None]]:
    return [(pair.old, pair.new) for pair in align_texts(old, new, LINES)]


def price(code: str, amount: str) -> TextLine:
    return row([(printed("value", code, "prijzen.code"),), (printed("value", amount, "prijzen.tarief"),)])


def test_row_that_disappears_from_the_middle_does_not_shift_the_others() -> None:
    old = [price("A1", "€ 1"), price("A2", "€ 2"), price("A3", "€ 3")]
    new = [price("A1", "€ 1,10"), price("A3", "€ 3,30")]
    assert pair_lines(old, new) == [(0, 0), (1, None), (2, 1)]


def test_named_lid_is_the_same_lid_however_it_is_reworded() -> None:
    old = [line("Iets heel anders.", "melding")]
    new = [line("Nieuw vooraf."), line("De Zorgaanbieder meldt het binnen een week.", "melding")]
    assert pair_lines(old, new) == [(None, 0), (0, 1)]


def test_reworded_line_is_found_by_its_words() -> None:
    old = [line("Een."), line("De Zorgaanbieder meldt een overschrijding binnen zeven dagen."), line("Drie.")]
    new = [line("Een."), line("De Zorgaanbieder meldt elke overschrijding binnen tien dagen."), line("Drie.")]
    assert (1, 1) in pair_lines(old, new)


def test_line_with_nothing_in_common_is_dropped_and_added() -> None:
    assert pair_lines([line("Rood geel blauw.")], [line("Zes zeven acht.")]) == [(0, None), (None, 0)]


def test_cells_are_compared_with_the_cells_above_them() -> None:
    pieces = compared(price("A1", "€ 2"), price("A2", "€ 1"))
    assert [(piece.op, piece.text) for piece in pieces] == [
        (Op.OLD, "A1"), (Op.NEW, "A2"), (Op.SAME, " | "), (Op.OLD, "€ 2"), (Op.NEW, "€ 1"),
    ]  # fmt: skip


def test_hundreds_of_new_rows_are_no_reason_to_wait() -> None:
    old = [line(f"Regel {number} van de oude lijst met prestaties.") for number in range(1500)]
    new = [line(f"Andere {number} in een nieuwe opzet.") for number in range(1500)]
    assert len(pair_lines(old, new)) == 3000


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [("abcd", "abcd", "abcd"), ("abcd", "bcda", "bcd"), ("ab", "cd", ""), ("abc", "axbc", "abc")],
)
def test_clauses_keep_their_order_but_for_those_that_moved(old: str, new: str, kept: str) -> None:
    assert kept_in_order(old, new) == frozenset(kept)


TEXTS = st.lists(
    st.lists(st.sampled_from(("de", "Zorgaanbieder", "meldt", "€\xa010,00", "12", "dagen,", "niet", "(a)")), max_size=8)
    .map(" ".join),
    max_size=7,
).map("\n".join)  # fmt: skip


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_back_from_the_changes(old: str, new: str) -> None:
    was, now = lines_of_text(old), lines_of_text(new)
    changes = list(line_changes(was, now))
    for found in changes:
        sides = {
            side: "".join(piece.text for piece in found.pieces if piece.op in (Op.SAME, side))
            for side in (Op.OLD, Op.NEW)
        }
        if found.old is not None:
            assert sides[Op.OLD] == was[found.old].key[1]
        if found.new is not None:
            assert sides[Op.NEW] == now[found.new].key[1]
    gone, come = {found.old for found in changes}, {found.new for found in changes}
    assert [was[i].key for i in range(len(was)) if i not in gone] == [
        now[j].key for j in range(len(now)) if j not in come
    ]

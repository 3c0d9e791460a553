"""The borders of the comparison: from how much in common two texts are one, and what is too much to weigh."""

from __future__ import annotations

import pytest

from izacontract.differ.alignment import TABLE, Pair, align, likeness
from izacontract.differ.contracts import in_order
from izacontract.differ.lines import plain_runs
from izacontract.differ.tokens import Token
from izacontract.differ.words import Stretch, plain_steps, steps


def common(shared: int, of: int, mark: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return two texts of `of` words each, `shared` of which are the same in both."""
    same = tuple(f"{mark}{number}" for number in range(shared))
    return tuple((*same, *(f"{mark}{side}{number}" for number in range(of - shared))) for side in "xy")  # type: ignore[return-value]


def test_likeness_is_twice_what_is_shared_by_what_both_hold() -> None:
    assert likeness(["a", "b", "c", "d"], ["a", "b", "x"]) == 4 / 7
    assert likeness((), ()) == likeness(("a",), ()) == 0.0


@pytest.mark.parametrize(("shared", "are_one"), [(49, False), (50, True), (51, True)])
def test_of_several_texts_in_one_place_two_are_one_from_half_in_common(shared: int, are_one: bool) -> None:
    one, other = common(shared, 100, "a")
    pairs = align([one, ("weg",)], [other, ("nieuw",)])
    assert (Pair(0, 0) in pairs) is are_one


@pytest.mark.parametrize(("shared", "are_one"), [(29, False), (30, True), (31, True)])
def test_only_text_that_went_and_came_are_one_from_three_tenths_in_common(shared: int, are_one: bool) -> None:
    one, other = common(shared, 100, "a")
    assert align([one], [other]) == ([Pair(0, 0)] if are_one else [Pair(0, None), Pair(None, 0)])


@pytest.mark.parametrize(("shared", "is_moved"), [(74, False), (75, True), (76, True)])
def test_text_elsewhere_has_moved_from_three_quarters_in_common(shared: int, is_moved: bool) -> None:
    one, other = common(shared, 100, "a")
    stays = ("blijft", "staan")
    assert (Pair(0, 1, moved=True) in align([one, stays], [stays, other])) is is_moved


def test_table_is_never_a_paragraph_reworded() -> None:
    words = ("zelfde", "woorden", "in", "beide")
    assert align([(TABLE, *words)], [words]) == [Pair(0, None), Pair(None, 0)]
    assert align([(TABLE, *words)], [(TABLE, *words[:3], "anders")]) == [Pair(0, 0)]


@pytest.mark.parametrize(("columns", "is_weighed"), [(199, True), (200, True), (201, False)])
def test_more_than_40000_pairs_in_one_stretch_are_not_weighed(columns: int, is_weighed: bool) -> None:
    old = [(f"o{number}", "a") for number in range(200)]
    new = [(f"n{number}", "b") for number in range(columns)]
    old[0] = ("een", "twee", "drie")
    new[0] = ("een", "twee", "vier")
    assert (Pair(0, 0) in align(old, new)) is is_weighed


def test_as_many_texts_in_the_place_of_others_belong_together_by_place_only() -> None:
    old, new = [("a",), ("b",)], [("c",), ("d",)]
    assert align(old, new, by_place=True) == [Pair(0, 0), Pair(1, 1)]
    assert align(old, new[:1], by_place=True) == [Pair(0, None), Pair(1, None), Pair(None, 0)]


def tokens(*texts: str) -> list[Token]:
    return [Token(text, text) for text in texts]


@pytest.mark.parametrize(("count", "is_read"), [(5_999, True), (6_000, True), (6_001, False)])
def test_text_of_more_than_6000_words_is_compared_as_a_whole(count: int, is_read: bool) -> None:
    old = tokens(*(f"w{number}" for number in range(count)))
    found = plain_steps(old, [*old[:-1], *tokens("anders")])
    assert found[0] == Stretch(is_read, *((0, count - is_read),) * 2)


@pytest.mark.parametrize(("between", "is_one"), [("de", True), ("het", True), ("deze", False)])
def test_three_letters_or_fewer_between_two_changes_are_part_of_them(between: str, is_one: bool) -> None:
    old, new = tokens("x", between, "y"), tokens("p", between, "q")
    assert [step.same for step in steps(old, new)] == ([False] if is_one else [False, True, False])


@pytest.mark.parametrize(("between", "is_one"), [("abcd", True), ("abcde", True), ("abcdef", False)])
def test_what_stays_is_part_of_two_changes_that_are_as_long(between: str, is_one: bool) -> None:
    old, new = tokens("xxxxx", between, "yyyyy"), tokens("p", between, "q")
    assert [step.same for step in steps(old, new)] == ([False] if is_one else [False, True, False])


def test_words_between_two_changed_values_stay_however_few() -> None:
    old, new = tokens("10", "of", "20"), tokens("11", "of", "21")
    assert [step.same for step in steps(old, new)] == [False, True, False]
    old, new = tokens("10", "5", "20"), tokens("11", "5", "21")
    assert [step.same for step in steps(old, new)] == [False]


def test_figures_in_a_text_that_nobody_knows_count_as_values() -> None:
    found = list(plain_runs("Van €\xa012,50 tot 3 dagen."))
    assert [token.text for token in found if token.kind == "value"] == ["€\xa012,50", "3"]
    assert "".join(token.text for token in found) == "Van €\xa012,50 tot 3 dagen."
    assert list(plain_runs("")) == []


@pytest.mark.parametrize(
    ("old", "new", "ordered"),
    [
        ("ab", "b", "ab"),
        ("ba", "b", "ba"),
        ("xyb", "b", "xyb"),
        ("abc", "cb", "acb"),
        ("", "ab", "ab"),
        ("ab", "", "ab"),
        ("ab", "ba", "ba"),
    ],
)
def test_what_stands_in_the_old_only_follows_what_it_followed_there(old: str, new: str, ordered: str) -> None:
    assert "".join(in_order(old, new)) == ordered

"""What is remembered: bounded, told apart exactly, and never taken for something else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations, count

import pytest

from izacontract import OpenPoint
from izacontract.model.memory import exactly, remembered
from izacontract.model.request import Settings
from izacontract.model.typed import Typed, TypedKind


def test_what_was_made_is_given_back_as_it_is() -> None:
    made = count()
    function = remembered(2)(lambda whole, key: [next(made)])
    whole = object()
    first = function(whole, "key")
    assert function(whole, "key") is first
    assert function(object(), "key") is not first
    assert function(whole, "other key") is not first


def test_memory_keeps_what_was_used_last_and_is_bounded() -> None:
    function = remembered(10)(lambda key: key)
    for key in range(1000):
        assert function("kept") == "kept"
        function(key)
    assert function.known("kept") == "kept"
    assert function.known(999) == 999
    assert sum(function.known(key) is not None for key in range(1000)) <= 20


def test_long_lists_leave_room_for_fewer_and_a_huge_one_is_not_kept() -> None:
    function = remembered(12)(lambda key: tuple(range(1000 if key == "huge" else 30)))
    for key in range(50):
        function(key)
    assert sum(function.known(key) is not None for key in range(50)) <= 6
    assert function("huge") == tuple(range(1000))
    assert function.known("huge") is None


def test_small_memory_still_holds_a_long_list_that_all_rows_share() -> None:
    function = remembered(100)(lambda key: tuple(range(300)) if key == "shared" else (1,))
    shared = function("shared")
    for key in range(1000):
        function(key)
        assert function("shared") is shared


def test_what_fails_or_may_not_stay_is_not_remembered() -> None:
    made = count()
    function = remembered(2, when=lambda found: found > 1)(lambda key: next(made) if key else 1 // 0)
    with pytest.raises(ZeroDivisionError):
        function("")
    assert [function("key") for _ in range(4)] == [0, 1, 2, 2]


def test_object_that_is_gone_is_never_taken_for_a_new_one_in_its_place() -> None:
    function = remembered(4)(lambda held: f"{held[0][0]}")
    for number in range(1000):
        assert function(([number],)) == f"{number}"


def test_numbers_that_print_otherwise_are_remembered_apart() -> None:
    function = remembered(100)(lambda value: [repr(value)])
    for value in (1, True, Decimal(1), Decimal("1.0"), "1", None, date(2025, 1, 1), ("1", (1, True)), ("1", (True, 1))):
        assert function(value) == [repr(value)]


def values() -> Iterator[object]:
    yield from (1, True, Decimal(1), Decimal("1.0"), "1", 0, False, None, "", Decimal("0"), Decimal("-0"))
    yield from (
        Typed("1"),
        Typed("1", TypedKind.NUMBER),
        date(2025, 1, 1),
        "2025-01-01",
        OpenPoint("a"),
        OpenPoint("a", "euro"),
    )
    yield from ((), [], {}, (1,), (True,), ((1,),), [1], {"a": 1}, {"a": True}, {"a": 1, "b": 2}, {"b": 2, "a": 1})
    yield from (Settings.model_validate({}), Settings.model_validate({"verwijsstijl": "aanwijzingen"}))


def test_values_that_may_print_otherwise_have_keys_of_their_own() -> None:
    keys = [exactly(value) for value in values()]
    assert keys[:-2] == [exactly(value) for value in values()][:-2]
    for one, other in combinations(keys, 2):
        assert one != other


def test_value_that_is_not_known_equals_no_other() -> None:
    assert exactly({1, 2}) != exactly({1, 2})

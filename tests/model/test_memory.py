"""What is remembered: bounded, told apart exactly, and never taken for something else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations, count

import pytest

from izacontract import OpenPoint
from izacontract.model.memory import Memory, exactly
from izacontract.model.request import Settings
from izacontract.model.typed import Typed, TypedKind


def test_what_was_made_is_given_back_as_it_is() -> None:
    memory, made = Memory[list[int]](2), count()
    whole = object()
    first = memory.recall((whole,), "key", lambda: [next(made)])
    assert memory.recall((whole,), "key", lambda: [next(made)]) is first
    assert memory.recall((object(),), "key", lambda: [next(made)]) is not first
    assert memory.recall((whole,), "other key", lambda: [next(made)]) is not first


def test_memory_keeps_what_was_used_last_and_is_bounded() -> None:
    memory, made = Memory[int](10), count()
    for key in range(1000):
        assert memory.recall((), "kept", lambda: -1) == -1
        memory.recall((), key, lambda: next(made))
    assert memory.known((), "kept") == -1
    assert memory.known((), 999) == 999
    assert sum(memory.known((), key) is not None for key in range(1000)) <= 20


def test_long_lists_leave_room_for_fewer_and_a_huge_one_is_not_kept() -> None:
    memory = Memory[tuple[int, ...]](12)
    for key in range(50):
        memory.recall((), key, lambda: tuple(range(30)))
    assert sum(memory.known((), key) is not None for key in range(50)) <= 6
    assert memory.recall((), "huge", lambda: tuple(range(1000))) == tuple(range(1000))
    assert memory.known((), "huge") is None


def test_small_memory_still_holds_a_long_list_that_all_rows_share() -> None:
    memory = Memory[tuple[int, ...]](100)
    shared = memory.recall((), "shared", lambda: tuple(range(300)))
    for key in range(1000):
        memory.recall((), key, lambda: (1,))
        assert memory.recall((), "shared", lambda: ()) is shared


def test_what_fails_is_not_remembered() -> None:
    memory = Memory[str](2)
    with pytest.raises(ZeroDivisionError):
        memory.recall((), "key", lambda: str(1 // 0))
    assert memory.recall((), "key", lambda: "made") == "made"


def test_object_that_is_gone_is_never_taken_for_a_new_one_in_its_place() -> None:
    memory = Memory[str](4)
    for number in range(1000):
        assert memory.recall(([number],), None, lambda number=number: f"{number}") == f"{number}"  # type: ignore[misc]


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

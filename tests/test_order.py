"""The run begins with what takes long, and a process gets the tests of one file together."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.slow import SLOW, slow_first

ROOT = Path(__file__).parents[1]


def test_slow_files_exist_and_are_named_once() -> None:
    assert [file for file in SLOW if not (ROOT / file).is_file()] == []
    assert len(set(SLOW)) == len(SLOW)


def test_slow_files_come_first_and_the_rest_stays_in_order() -> None:
    names = ["tests/a.py::test_one", f"{SLOW[1]}::test_two", "tests/b.py::test_x[1]", f"{SLOW[0]}::test_y[a]@a"]
    items: list[Any] = [SimpleNamespace(nodeid=name) for name in names]
    slow_first(items)
    assert [item.nodeid for item in items] == [names[3], names[1], names[0], names[2]]


def test_group_goes_to_one_process_and_so_does_a_file() -> None:
    scheduling = pytest.importorskip("tests.scheduling")
    assert scheduling.group_of("tests/a.py::test_one[x@y]") == "tests/a.py"
    assert scheduling.group_of("tests/a.py::test_one[x@y]@office") == "office"
    assert scheduling.group_of("tests/a.py::test_one@office") == "office"

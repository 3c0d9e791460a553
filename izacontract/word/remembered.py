"""What was printed for one contract and serves the next, within a fixed size in bytes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from izacontract.model.memory import Decorator
from izacontract.model.memory import Remembered as Remembered

P = ParamSpec("P")
T = TypeVar("T")

MEGABYTE = 1_000_000


def remembered(megabytes: int, weigh: Callable[[Any], int]) -> Decorator:
    """Return the decorator that lets a function remember so many `megabytes`; `weigh` gives the bytes of a result."""

    def decorate(function: Callable[P, T], /) -> Remembered[P, T]:
        return Remembered(function, megabytes * MEGABYTE, weigh)

    return decorate

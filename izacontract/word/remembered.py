"""What was printed for one contract and serves the next, within a fixed size in bytes."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

MEGABYTE = 1_000_000


class Remembered(Generic[P, T]):
    """A pure function that remembers what it gave, until that weighs too much; then what was not used lately goes.

    It keeps two generations, and drops the older one when the younger has half the weight: a table of a thousand rows
    counts for what it is, and to find something costs one look.
    """

    def __init__(self, function: Callable[P, T], most: int, weigh: Callable[[T], int]) -> None:
        self._function = function
        self._half = most // 2
        self._weigh = weigh
        self.forget()
        update_wrapper(self, function)

    def forget(self) -> None:
        """Drop everything."""
        self._young: dict[tuple[object, ...], T] = {}
        self._old: dict[tuple[object, ...], T] = {}
        self.weight = 0

    def __call__(self, *key: P.args, **none: P.kwargs) -> T:
        """Return what the function gives for the arguments in `key`; all of them are positional."""
        found = self._young.get(key)
        if found is None:
            found = self._old.get(key)
            if found is None:
                found = self._function(*key, **none)
            self._keep(key, found)
        return found

    def _keep(self, key: tuple[object, ...], found: T) -> None:
        self._young[key] = found
        self.weight += self._weigh(found)
        if self.weight > self._half:
            self._old, self._young, self.weight = self._young, {}, 0


class _Decorator(Protocol):
    def __call__(self, function: Callable[P, T], /) -> Remembered[P, T]: ...


def remembered(megabytes: int, weigh: Callable[[Any], int]) -> _Decorator:
    """Return the decorator that lets a function remember so many `megabytes`; `weigh` gives the bytes of a result."""

    def decorate(function: Callable[P, T], /) -> Remembered[P, T]:
        return Remembered(function, megabytes * MEGABYTE, weigh)

    return decorate

"""What is remembered from one contract to the next: bounded memories, and the keys that things are remembered under."""

from __future__ import annotations

import gc
from collections.abc import Callable, Hashable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from threading import Lock
from typing import Final, Generic, TypeVar
from weakref import WeakSet

from izacontract.model.contract import Table
from izacontract.model.terms import Terms
from izacontract.model.typed import Typed
from izacontract.model.values import OpenPoint

T = TypeVar("T")
BULKY: Final = 8
"""So much a thing may weigh for each that a memory takes, before it takes fewer."""

_ALL: Final[WeakSet[Memory]] = WeakSet()  # type: ignore[type-arg]  # of whatever kind


class Same(Generic[T]):
    """Stands for the frozen object `it` in a key, which keeps it alive as long as something is remembered under it.

    To hash a whole clause costs more than to look it up; a clause that did not change is the same object in the next
    contract. What is made of an equal clause that is another object is made again, and is the same.
    """

    __slots__ = ("it",)

    def __init__(self, it: T) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.it is other.it


class Memory(Generic[T]):
    """Remembers the things that were used last: `size` of them, or twice that; of things with long lists fewer.

    Each is remembered under all it is made of: frozen objects, which count as themselves, and a key, which counts by
    what it holds. What comes back is shared, so it must be frozen or left alone. Threads may use a memory together.
    """

    def __init__(self, size: int) -> None:
        # What a row of a large table has of its own is never asked for again: a memory that takes much of it grows for
        # nothing. What long lists weigh is bounded apart, so that a small memory can still hold one that rows share.
        self._size = size
        self._most = size * BULKY
        self._weight = 0
        # A second lookup now and then costs less than to keep everything in order of use.
        self._young: dict[Hashable, tuple[T, tuple[object, ...]]] = {}
        self._old: dict[Hashable, tuple[T, tuple[object, ...]]] = {}
        self._lock = Lock()
        _ALL.add(self)

    def recall(self, frozen: tuple[object, ...], key: Hashable, make: Callable[[], T]) -> T:
        """Return what is remembered of `frozen` and `key`; what is not is made, and remembered unless it is huge.

        Nothing is remembered when `make` raises or gives None. An object stays alive as long as something is
        remembered of it, so that its id is nobody else's.
        """
        found = self._young.get((key, *map(id, frozen)))
        if found is not None:
            return found[0]
        known = self.known(frozen, key)
        return known if known is not None else self.keep(frozen, key, make())

    def known(self, frozen: tuple[object, ...], key: Hashable) -> T | None:
        """Return what is remembered of `frozen` and `key`, or None."""
        whole = (key, *map(id, frozen))
        found = self._young.get(whole)
        if found is None and (found := self._old.get(whole)) is not None:
            self._kept(whole, found)
        return None if found is None else found[0]

    def keep(self, frozen: tuple[object, ...], key: Hashable, made: T) -> T:
        """Remember what was `made` of `frozen` and `key`; return it, or what another thread made in the meantime."""
        return self._kept((key, *map(id, frozen)), (made, frozen))

    def _kept(self, whole: tuple[Hashable, ...], entry: tuple[T, tuple[object, ...]]) -> T:
        made, frozen = entry
        weight = 1 + bulk(made) + bulk(whole[0]) + sum(map(bulk, frozen))
        if weight * 2 > self._most:
            return made
        with self._lock:
            if self._weight + weight > self._most or len(self._young) >= self._size:
                self._old, self._young, self._weight = self._young, {}, 0
            self._weight += weight
            return self._young.setdefault(whole, entry)[0]

    def forget(self) -> None:
        """Forget everything."""
        with self._lock:
            self._young, self._old, self._weight = {}, {}, 0


def collect_seldom() -> None:
    """Let this process look for garbage less often: nearly all that it makes is remembered, or goes by itself.

    To look through all that is remembered again and again takes time, and finds nothing.
    """
    gc.set_threshold(20_000, 10, 10)


def forget_all() -> None:
    """Make every memory forget everything, as in a new process."""
    for memory in list(_ALL):
        memory.forget()


def bulk(thing: object) -> int:
    """Return how much there is in `thing`: the rows of its tables, the items of its lists; 0 where it has none.

    It looks no deeper than it must to tell a long price list from a paragraph.
    """
    if isinstance(thing, tuple):
        return len(thing) + sum([len(item) for item in thing if type(item) is tuple])
    if isinstance(thing, Table):
        return len(thing.rows)
    if isinstance(thing, Terms):
        return sum([len(value) for value in vars(thing).values() if type(value) is tuple])
    return sum([1 + bulk(block) for block in getattr(thing, "blocks", ())])


def exactly(value: object) -> Hashable:
    """Return the key that another value has only when nothing in it differs: kinds, digits, order, keys.

    1, 1.0 and True equal each other, 17.4 and 17.40 too, but they do not print alike. Terms are frozen, so one object
    is enough; what is not known here gets a key of its own, and so is never taken for something else.
    """
    kind = type(value)
    if kind is str or value is None:
        return value
    if kind is Typed:
        return value.kind, str.__str__(value)  # type: ignore[attr-defined]  # the kind is Typed
    if kind is bool or kind is int or kind is date:
        return kind, value
    if kind is Decimal:
        return kind, str(value)
    if kind is dict or isinstance(value, Mapping):
        return (dict, *[(name, exactly(item)) for name, item in value.items()])  # type: ignore[attr-defined]  # as above
    if isinstance(value, (tuple, list)):
        return (kind, *[exactly(item) for item in value])
    if isinstance(value, OpenPoint):
        return OpenPoint, value.field, value.unit, value.by
    if isinstance(value, Terms):
        return Same(value)
    if isinstance(value, Enum):
        return kind, value.name
    return object()

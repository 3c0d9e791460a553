"""What is remembered from one contract to the next: functions with a bounded memory, and the keys of what they gave."""

from __future__ import annotations

import gc
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import partial, update_wrapper
from itertools import chain
from operator import attrgetter
from sys import maxsize
from threading import Lock
from types import MethodType
from typing import TYPE_CHECKING, Any, Final, Generic, ParamSpec, Protocol, TypeVar, cast
from weakref import WeakSet

from izacontract.model.contract import Table
from izacontract.model.terms import Terms
from izacontract.model.text_table import TextTable
from izacontract.model.typed import Typed
from izacontract.model.values import OpenPoint

P = ParamSpec("P")
T = TypeVar("T")
BULKY: Final = 8
"""So much a thing may weigh for each that a memory takes, before it takes fewer."""

_ALL: Final[WeakSet[Remembered[..., Any]]] = WeakSet()


def _itself(it: T) -> T:
    return it


if TYPE_CHECKING:

    class Same(Generic[T]):
        """Stands for the frozen object `__self__` in a key, which keeps it alive as long as that key is remembered.

        To hash a whole clause costs more than to look it up; a clause that did not change is the same object in the
        next contract. What is made of an equal clause that is another object is made again, and is the same.
        """

        __self__: T

        def __init__(self, it: T) -> None: ...

else:
    Same = partial(MethodType, _itself)
    """A method bound to the object: Python compares and hashes one by the very object that it is bound to, in C."""


class Remembered(Generic[P, T]):
    """A pure function that remembers what it gave last, until that is too many or weighs too much.

    Each answer is remembered under a key: what the function was asked. What comes back is shared, so it must be frozen
    or left alone. Nothing is remembered when the function raises or gives None. Threads may use it together.
    """

    def __init__(
        self,
        function: Callable[P, T],
        most: int,
        weigh: Callable[[T], int],
        *,
        size: int = maxsize,
        largest: int = maxsize,
        key: Callable[..., Hashable] | None = None,
        when: Callable[[T], bool] | None = None,
    ) -> None:
        """Remember half of `most` in weight, and `size` answers, or twice that; none that weighs more than `largest`.

        `key` gives the key of the arguments, by default the arguments themselves; `when` says which answer may stay.
        """
        self._function, self._weigh, self._when = function, weigh, when
        self._key = key
        self._half, self._size, self._largest = most // 2, size, largest
        self._lock = Lock()
        self.forget()
        update_wrapper(self, function)
        _ALL.add(self)

    def forget(self) -> None:
        """Forget everything."""
        with self._lock:
            self._young: dict[Hashable, T] = {}
            self._old: dict[Hashable, T] = {}
            self.weight = 0

    def __call__(self, *args: P.args, **none: P.kwargs) -> T:
        """Return what the function gives for `args`; all of them are positional."""
        key = args if self._key is None else self._key(*args, **none)
        found = self._young.get(key)
        if found is not None:
            return found
        if (found := self._old.get(key)) is None:
            found = self._function(*args, **none)
            if found is None or (self._when is not None and not self._when(found)):
                return found
        return self._keep(_Kept.of(key, args) if self._key is by_arguments else key, found)

    def known(self, *args: P.args, **none: P.kwargs) -> T | None:
        """Return what is remembered of `args`, or None."""
        key = args if self._key is None else self._key(*args, **none)
        found = self._young.get(key)
        return self._old.get(key) if found is None else found

    def _keep(self, key: Hashable, found: T) -> T:
        weight = self._weigh(found)
        if self._key is not None:
            weight += bulk(key) + sum(map(bulk, getattr(key, "arguments", ())))
        if weight > self._largest:
            return found
        with self._lock:
            # A second lookup now and then costs less than to keep everything in order of use.
            if self.weight + weight > self._half or len(self._young) >= self._size:
                self._old, self._young, self.weight = self._young, {}, 0
            self.weight += weight
            return self._young.setdefault(key, found)


class _Kept(tuple[Hashable, ...]):
    """A key that keeps the arguments alive that it counts as themselves, so that their ids are nobody else's."""

    arguments: tuple[object, ...]

    @classmethod
    def of(cls, key: Any, arguments: tuple[object, ...]) -> _Kept:
        """Return `key`, which holds ids of `arguments`, as one that keeps these alive."""
        kept = cls(key)
        kept.arguments = arguments
        return kept


def by_arguments(*args: object) -> tuple[Hashable, ...]:
    """Return the key of `args`: values and tuples by exactly what they hold, any other (frozen) object as itself."""
    return tuple(
        [
            arg if (kind := type(arg)) in _THEMSELVES else _part(arg, kind) if kind in _BY_VALUE else id(arg)
            for arg in args
        ]
    )


_THEMSELVES: Final = frozenset({str, type(None), frozenset})
_BY_VALUE: Final = frozenset({tuple, bool, int, date, Decimal})


def _part(value: Any, kind: type) -> Hashable:
    if kind is tuple:
        return by_arguments(*value)
    return kind, str(value) if kind is Decimal else value


class Decorator(Protocol):
    """Lets a function remember what it gives."""

    def __call__(self, function: Callable[P, T], /) -> Remembered[P, T]:
        """Return `function` with a memory."""


def remembered(
    size: int, *, key: Callable[..., Hashable] = by_arguments, when: Callable[[Any], bool] | None = None
) -> Decorator:
    """Return the decorator that lets a pure function remember `size` answers, or twice that; of long lists fewer.

    `key` gives the key of the arguments where not all of them decide; frozen objects stand in it as `Same`. An answer
    stays only if `when` says so.
    """

    # What a row of a large table has of its own is never asked for again: a memory that takes much of it grows for
    # nothing. What long lists weigh is bounded apart, so that a small memory can still hold one that rows share.
    def decorate(function: Callable[P, T], /) -> Remembered[P, T]:
        most = size * BULKY
        return Remembered(
            function, 2 * most, lambda made: 1 + bulk(made), size=size, largest=most // 2, key=key, when=when
        )

    return decorate


def collect_seldom() -> None:
    """Let this process look for garbage less often: nearly all that it makes is remembered, or goes by itself.

    To look through all that is remembered again and again takes time, and finds nothing: some fifty objects for each
    contract. It is done when so many objects more are there than went by themselves.
    """
    gc.set_threshold(200_000, 10, 10)


def forget_all() -> None:
    """Make every memory forget everything, as in a new process."""
    for memory in list(_ALL):
        memory.forget()


def bulk(thing: object) -> int:
    """Return how much there is in `thing`: the rows of its tables, the items of its lists; 0 where it has none.

    It looks no deeper than it must to tell a long price list from a paragraph.
    """
    kind = type(thing)
    if kind in _LIGHT:
        return 0
    weigh = _WEIGH.get(kind)
    if weigh is None:
        weigh = _WEIGH[kind] = _weigher(kind)
    return weigh(thing)


def _weigher(kind: type) -> Callable[[Any], int]:
    """Return how things of `kind` are weighed; asked once for each kind."""
    if kind is MethodType:  # it stands for an object
        return lambda thing: bulk(thing.__self__)
    if issubclass(kind, tuple):
        return lambda thing: len(thing) + sum([len(item) for item in thing if type(item) is tuple])
    if issubclass(kind, TextTable):
        return lambda thing: len(thing.texts)
    if issubclass(kind, Table):
        return lambda thing: len(thing.rows)
    if issubclass(kind, Terms):
        return lambda thing: sum([len(value) for value in vars(thing).values() if type(value) is tuple])
    if "blocks" in getattr(kind, "__dataclass_fields__", ()):
        return lambda thing: sum([1 + bulk(block) for block in thing.blocks])
    _LIGHT.add(kind)
    return lambda thing: 0


_LIGHT: Final[set[type]] = set()
"""The kinds of which no thing weighs anything."""

_WEIGH: Final[dict[type, Callable[[Any], int]]] = {}


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
    if (kind is tuple or kind is list) and (said := _said_of_rows(value)):  # type: ignore[arg-type]  # as above
        return kind, said
    if kind is tuple or kind is list:
        return (kind, *[exactly(item) for item in value])  # type: ignore[attr-defined]  # as above
    if kind is OpenPoint:
        return OpenPoint, value.field, value.unit, value.by  # type: ignore[attr-defined]  # as above
    if isinstance(value, Terms):
        return Same(value)
    if kind is dict or isinstance(value, Mapping):
        return (dict, *[(name, exactly(item)) for name, item in value.items()])  # type: ignore[attr-defined]  # as above
    if isinstance(value, (tuple, list)):
        return (kind, *[exactly(item) for item in value])
    if isinstance(value, Enum):
        return kind, value.name
    return object()


_SAID_WHOLE: Final = frozenset({str, type(None), bool, int, date, Decimal, OpenPoint})
"""The kinds of which `repr` tells everything; none of them has a part of another kind."""


def _said_of_rows(value: Sequence[object]) -> Hashable:
    """Return the key of rows of plain values, such as a price list of any length; None for anything else.

    To look at the kinds of all cells at once and let `repr` write them takes a tenth of looking at each.
    """
    if not value or {*map(type, value)} != {dict}:
        return None
    rows = cast("Sequence[dict[object, object]]", value)
    if {*map(type, chain.from_iterable(rows))} != {str}:
        return None
    cells = list(chain.from_iterable(map(dict.values, rows)))
    kinds = {*map(type, cells)}
    if kinds == {Typed}:
        return repr(value), *map(attrgetter("kind"), cells)
    return repr(value) if kinds <= _SAID_WHOLE else None

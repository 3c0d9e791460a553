"""Which texts of the one side belong to which of the other: the same, the same but for values, alike, or moved."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

ALIKE = 0.5
"""The share of words that two texts have in common when one is the other, reworded."""

ALIKE_ELSEWHERE = 0.75
"""The same for a text that also moved."""

ALIKE_ALONE = 0.3
"""The same for the only text that went and the only one that came in one place."""

MOST_PAIRS = 40_000
"""So many pairs are weighed at most in one stretch; beyond it texts count as removed and added."""

Key = tuple[str, ...]
"""The words of a text, as far as they count."""

TABLE = "\0table"
"""Opens the key of a table, which is never a paragraph reworded."""

T = TypeVar("T")
Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Pair:
    """A text by its place on the one side and on the other; None where it does not stand."""

    old: int | None
    new: int | None
    moved: bool = False


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of words, from 0 to 1, that two texts have in common (Dice)."""
    return _dice(Counter(one), Counter(other))


def kept_in_order(old: Sequence[Name], new: Sequence[Name]) -> frozenset[Name]:
    """Return as many names as can be that stand in both in the same order; others that stand in both have moved."""
    order = {name: place for place, name in enumerate(old)}
    shared = [name for name in new if name in order]
    ends: list[int] = []
    tails: list[int] = []
    before: list[int | None] = []
    for index, name in enumerate(shared):
        at = bisect_left(ends, order[name])
        before.append(tails[at - 1] if at else None)
        ends[at : at + 1] = [order[name]]
        tails[at : at + 1] = [index]
    kept = []
    last = tails[-1] if tails else None
    while last is not None:
        kept.append(shared[last])
        last = before[last]
    return frozenset(kept)


@dataclass(frozen=True)
class Traits(Generic[T]):
    """How texts of one type are joined: `joints` give what makes two texts one, the surest first.

    Those that nothing joins are weighed by their `words`; only a text of the same `sort` can be one reworded.
    """

    joints: tuple[Callable[[T], Hashable], ...]
    words: Callable[[T], Sequence[str]]
    sort: Callable[[T], Hashable]


KEYS: Traits[Key] = Traits((lambda key: key,), lambda key: key, lambda key: key[:1] == (TABLE,))


def align(old: Sequence[Key], new: Sequence[Key], by_place: bool = False) -> list[Pair]:
    """Return every text, given as its key, once: see `align_texts`."""
    return _Aligning(old, new, KEYS, by_place).pairs()


def align_texts(old: Sequence[T], new: Sequence[T], traits: Traits[T], by_place: bool = False) -> list[Pair]:
    """Return every text once, in the order of `new`; what is gone follows what it stood after.

    With `by_place`, as many texts in the place of as many others belong together however different they are.
    """
    return _Aligning(old, new, traits, by_place).pairs()


class _Aligning(Generic[T]):
    """Two sides while their texts are joined."""

    def __init__(self, old: Sequence[T], new: Sequence[T], traits: Traits[T], by_place: bool) -> None:
        self._old, self._new = old, new
        self._traits = traits
        self._by_place = by_place
        self._counts: dict[T, Counter[str]] = {}

    def pairs(self) -> list[Pair]:
        """Return every text once."""
        old, new = self._old, self._new
        joined = dict(self._joined(range(len(old)), range(len(new)), self._traits.joints))
        left_new = sorted(set(range(len(new))) - set(joined.values()))
        left_old = [row for row in range(len(old)) if row not in joined]
        moved = self._moved(left_old, left_new)
        came = {column: Pair(row, column) for row, column in joined.items()}
        came |= {column: Pair(row, column, moved=True) for row, column in moved.items()}
        gone: dict[int | None, list[Pair]] = {}
        last: int | None = None
        for row in range(len(old)):
            if row in joined:
                last = joined[row]
            elif row not in moved:
                gone.setdefault(last, []).append(Pair(row, None))
        pairs = gone.get(None, [])
        for column in range(len(new)):
            pairs += (came.get(column, Pair(None, column)), *gone.get(column, ()))
        return pairs

    def _joined(
        self, rows: range, columns: range, joints: Sequence[Callable[[T], Hashable]]
    ) -> Iterator[tuple[int, int]]:
        """Give the pairs among `rows` of the old side and `columns` of the new one, in order; they never cross."""
        if not rows or not columns:
            return
        if not joints:
            yield from self._alike(rows, columns)
            return
        joint, *others = joints
        were, are = [joint(self._old[row]) for row in rows], [joint(self._new[column]) for column in columns]
        at, to = rows.start, columns.start
        for i, j, size in SequenceMatcher(None, were, are, autojunk=False).get_matching_blocks():
            yield from self._joined(range(at, rows.start + i), range(to, columns.start + j), others)
            yield from ((rows.start + i + step, columns.start + j + step) for step in range(size))
            at, to = rows.start + i + size, columns.start + j + size

    def _alike(self, rows: range, columns: range) -> Iterator[tuple[int, int]]:
        """Give the pairs that have the most words in common, in order."""
        if self._by_place and len(rows) == len(columns):
            yield from zip(rows, columns, strict=True)
            return
        if len(rows) * len(columns) > MOST_PAIRS:
            return
        least = ALIKE_ALONE if len(rows) == len(columns) == 1 else ALIKE
        share = [[self._share(i, j, least) for j in columns] for i in rows]
        # best[i][j]: the most that the texts from i and from j on can have in common
        best = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
        for i in reversed(range(len(rows))):
            for j in reversed(range(len(columns))):
                joined = share[i][j] + best[i + 1][j + 1] if share[i][j] else 0.0
                best[i][j] = max(best[i + 1][j], best[i][j + 1], joined)
        i = j = 0
        while i < len(rows) and j < len(columns):
            if share[i][j] and best[i][j] == share[i][j] + best[i + 1][j + 1]:
                yield rows[i], columns[j]
                i, j = i + 1, j + 1
            elif best[i][j] == best[i + 1][j]:
                i += 1
            else:
                j += 1

    def _moved(self, rows: Sequence[int], columns: Sequence[int]) -> dict[int, int]:
        """Return which of `rows` that went stand elsewhere, among `columns` that came."""
        if len(rows) * len(columns) > MOST_PAIRS:
            return {}
        left = list(columns)
        found = {}
        for row in rows:
            shares = {column: self._share(row, column, ALIKE_ELSEWHERE) for column in left}
            best = max(left, key=shares.__getitem__, default=None)
            if best is not None and shares[best]:
                found[row] = best
                left.remove(best)
        return found

    def _share(self, row: int, column: int, least: float) -> float:
        """Return the share of words in common, or 0 when the two are too different to be one text."""
        old, new = self._old[row], self._new[column]
        if self._traits.sort(old) != self._traits.sort(new):
            return 0.0
        found = _dice(self._count(old), self._count(new))
        return found if found >= least else 0.0

    def _count(self, text: T) -> Counter[str]:
        found = self._counts.get(text)
        if found is None:
            found = self._counts[text] = Counter(self._traits.words(text))
        return found


def _dice(one: Counter[str], other: Counter[str]) -> float:
    if not one or not other:
        return 0.0
    return 2 * (one & other).total() / (one.total() + other.total())

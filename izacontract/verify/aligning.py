"""Which texts of what was sent belong to which of what came back: the same, alike, or moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from izacontract.verify.tokens import likeness

ALIKE = 0.5
"""The share of words that two texts have in common when one is the other, reworded."""

ALIKE_ELSEWHERE = 0.75
"""The same for a text that also moved."""

ALIKE_ALONE = 0.3
"""The same for the only text that went and the only one that came in one place."""

MOST_PAIRS = 40_000
"""So many pairs are weighed at most in one stretch; beyond it texts count as removed and added."""

Key = tuple[str, ...]

TABLE = "\0table"
"""Opens the key of a table, which is never a paragraph reworded."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A text by its place in what was sent and in what came back; None when it is not there."""

    old: int | None
    new: int | None
    moved: bool = False


def align(old: Sequence[Key], new: Sequence[Key], by_place: bool = False) -> list[Pair]:
    """Return every text once: those that came back in their order, and what is gone before what came in its place.

    With `by_place`, as many texts in the place of as many others belong together however different they are.
    """
    kept = _in_order(old, new)
    left_old, left_new = set(range(len(old))), set(range(len(new)))
    pairs = [Pair(i, j) for i, j in kept]
    ends = [*kept, (len(old), len(new))]
    starts = [(-1, -1), *kept]
    for (i, j), (to_i, to_j) in zip(starts, ends, strict=True):
        rows, columns = range(i + 1, to_i), range(j + 1, to_j)
        if by_place and len(rows) == len(columns):
            pairs += [Pair(row, column) for row, column in zip(rows, columns, strict=True)]
        else:
            pairs += [Pair(row, column) for row, column in _alike(old, new, rows, columns)]
    left_old -= {pair.old for pair in pairs if pair.old is not None}
    left_new -= {pair.new for pair in pairs if pair.new is not None}
    for row in sorted(left_old) if len(left_old) * len(left_new) <= MOST_PAIRS else ():
        best = max(sorted(left_new), key=lambda column: likeness(old[row], new[column]), default=None)
        if best is not None and likeness(old[row], new[best]) >= ALIKE_ELSEWHERE:
            pairs.append(Pair(row, best, moved=True))
            left_new.discard(best)
            left_old.discard(row)
    pairs += [Pair(None, column) for column in left_new]
    return _sorted(pairs, sorted(left_old))


def kept_in_order(places: Sequence[int]) -> set[int]:
    """Return the indexes of the longest row of `places` that only goes up; the others have moved."""
    ends: list[int] = []
    tails: list[int] = []
    before: list[int | None] = []
    for index, place in enumerate(places):
        at = bisect_left(ends, place)
        before.append(tails[at - 1] if at else None)
        ends[at : at + 1] = [place]
        tails[at : at + 1] = [index]
    kept: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


def _in_order(old: Sequence[Key], new: Sequence[Key]) -> list[tuple[int, int]]:
    """Return the pairs of texts that are the same and stand in the same order."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(i + step, j + step) for i, j, size in matcher.get_matching_blocks() for step in range(size)]


def _alike(old: Sequence[Key], new: Sequence[Key], rows: range, columns: range) -> list[tuple[int, int]]:
    """Return the pairs among `rows` and `columns`, in order, that have the most words in common."""
    if not rows or not columns or len(rows) * len(columns) > MOST_PAIRS:
        return []
    least = ALIKE_ALONE if len(rows) == len(columns) == 1 else ALIKE
    share = [[_share(old[i], new[j], least) for j in columns] for i in rows]
    best = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    for i in reversed(range(len(rows))):
        for j in reversed(range(len(columns))):
            joined = share[i][j] + best[i + 1][j + 1] if share[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], joined)
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < len(rows) and j < len(columns):
        if share[i][j] and best[i][j] == share[i][j] + best[i + 1][j + 1]:
            found.append((rows[i], columns[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _share(old: Key, new: Key, least: float) -> float:
    if (old[:1] == (TABLE,)) != (new[:1] == (TABLE,)):
        return 0.0
    found = likeness(old, new)
    return found if found >= least else 0.0


def _sorted(pairs: Sequence[Pair], gone: Sequence[int]) -> list[Pair]:
    """Return `pairs` in the order of what came back, each text that is `gone` right after the one it followed."""
    found = sorted(pairs, key=lambda pair: pair.new if pair.new is not None else -1)
    for row in gone:
        before = [
            index for index, pair in enumerate(found) if pair.old is not None and pair.old < row and not pair.moved
        ]
        found.insert(before[-1] + 1 if before else 0, Pair(row, None))
    return found

"""Which lines and clauses of the old contract belong to which of the new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher

from izacontract.compare.reading import Line

ALIKE = 0.5
"""The share of words that two lines must have in common to count as one line reworded."""

MOST_PAIRS = 40_000
"""So many pairs are weighed at most in one stretch; beyond it lines count as dropped and added."""

Pair = tuple[int | None, int | None]
Key = Callable[[Line], Hashable]
KEYS: tuple[Key, ...] = (lambda line: line.key, lambda line: line.skeleton)
"""What joins two lines, the surest first; lines that neither joins are weighed by their words."""


def pair_lines(old: Sequence[Line], new: Sequence[Line]) -> list[Pair]:
    """Return every line once, by its place in `old` and in `new`, in reading order; dropped lines before added ones.

    Pairs never cross.
    """
    joined = list(_joined(old, new, range(len(old)), range(len(new)), KEYS))
    pairs: list[Pair] = []
    i = j = 0
    for at, to in [*joined, (len(old), len(new))]:
        pairs += [(place, None) for place in range(i, at)]
        pairs += [(None, place) for place in range(j, to)]
        if at < len(old):
            pairs.append((at, to))
        i, j = at + 1, to + 1
    return pairs


def kept_in_order(old: Sequence[str], new: Sequence[str]) -> frozenset[str]:
    """Return the ids that stand in both in the same order; others that stand in both have moved."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return frozenset(old[i + place] for i, _, size in matcher.get_matching_blocks() for place in range(size))


def _joined(
    old: Sequence[Line], new: Sequence[Line], rows: range, columns: range, keys: Sequence[Key]
) -> Iterator[tuple[int, int]]:
    """Give the pairs among `rows` of `old` and `columns` of `new`, in order."""
    if not rows or not columns:
        return
    if not keys:
        yield from _alike(old, new, rows, columns)
        return
    key, *others = keys
    matcher = SequenceMatcher(None, [key(old[i]) for i in rows], [key(new[j]) for j in columns], autojunk=False)
    at, to = rows.start, columns.start
    for i, j, size in matcher.get_matching_blocks():
        yield from _joined(old, new, range(at, rows.start + i), range(to, columns.start + j), others)
        yield from ((rows.start + i + place, columns.start + j + place) for place in range(size))
        at, to = rows.start + i + size, columns.start + j + size


def _alike(old: Sequence[Line], new: Sequence[Line], rows: range, columns: range) -> Iterator[tuple[int, int]]:
    """Give the pairs that have the most words in common, in order."""
    if len(rows) * len(columns) > MOST_PAIRS:
        return
    were = [Counter(old[i].key[1].split()) for i in rows]
    are = [Counter(new[j].key[1].split()) for j in columns]
    # best[i][j]: the most that the lines from i and from j on can have in common
    best = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    share = [
        [_share(old[i], new[j], was, now) for j, now in zip(columns, are, strict=True)]
        for i, was in zip(rows, were, strict=True)
    ]
    for i in reversed(range(len(rows))):
        for j in reversed(range(len(columns))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], share[i][j] + best[i + 1][j + 1])
    i = j = 0
    while i < len(rows) and j < len(columns):
        if share[i][j] and best[i][j] == share[i][j] + best[i + 1][j + 1]:
            yield rows[i], columns[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _share(old: Line, new: Line, was: Counter[str], now: Counter[str]) -> float:
    """Return the share of words in common (Dice), or 0 when the two are too different to be one line."""
    if old.style != new.style:
        return 0.0
    common = 2 * (was & now).total() / max(was.total() + now.total(), 1)
    return common if common >= ALIKE else 0.0

"""Paragraphs that were split or joined with all their words as they were: said once, not as words that moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from izacontract.differ.alignment import TABLE, Key

MOST_PIECES = 6
"""In no more pieces than this does anybody split a paragraph that can still be called one."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Consecutive texts that were sent and those that came back, one on one side and several on the other."""

    old: tuple[int, ...]
    new: tuple[int, ...]


def find_cuts(old: Sequence[Key], new: Sequence[Key]) -> list[Cut]:
    """Return every text of `old` that stands in `new` in pieces, and every one of `new` that joins several of `old`."""
    known_old, known_new = set(old), set(new)
    cuts: list[Cut] = []
    for at, key in enumerate(old):
        if key not in known_new and (run := _pieces(key, new, known_old, {j for cut in cuts for j in cut.new})):
            cuts.append(Cut((at,), run))
    taken = {i for cut in cuts for i in cut.old}
    for at, key in enumerate(new):
        if key not in known_old and (run := _pieces(key, old, known_new, taken)):
            cuts.append(Cut(run, (at,)))
            taken |= set(run)
    return cuts


def _pieces(whole: Key, texts: Sequence[Key], known: set[Key], taken: set[int]) -> tuple[int, ...]:
    """Return the places of consecutive `texts` that make up `whole`, none of them `known` on the other side."""
    if not whole or whole[0] == TABLE:
        return ()
    for first in range(len(texts)):
        length = 0
        for last in range(first, min(first + MOST_PIECES, len(texts))):
            text = texts[last]
            if not text or text in known or last in taken or text != whole[length : length + len(text)]:
                break
            length += len(text)
            if length == len(whole) and last > first:
                return tuple(range(first, last + 1))
    return ()

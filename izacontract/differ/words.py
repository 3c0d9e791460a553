"""Two texts compared word by word, so that what changed can be read in its sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from izacontract.differ.changes import Op, Piece
from izacontract.differ.tokens import Token, Tokens, keys

MOST_WORDS = 6_000
"""A text with more words and spaces is compared as a whole: no paragraph of a contract is that long, and time would be.
"""

FEW = 3
"""Between two changes so many letters that stay the same are too few to be read apart."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of both texts: from token to token of the old and of the new one, the same or not."""

    same: bool
    old: tuple[int, int]
    new: tuple[int, int]


Apart = Callable[[Stretch, Stretch], bool]
"""Whether two changes are to be told apart however little stays the same between them."""


def plain_steps(old: Tokens, new: Tokens) -> list[Stretch]:
    """Return every stretch of both texts in reading order: what stays the same and what differs."""
    if max(len(old), len(new)) > MOST_WORDS:
        return [Stretch(False, (0, len(old)), (0, len(new)))]
    matcher = SequenceMatcher(None, keys(old), keys(new), autojunk=False)
    return [Stretch(tag == "equal", (i, j), (k, m)) for tag, i, j, k, m in matcher.get_opcodes()]


def steps(old: Tokens, new: Tokens, apart: Apart = lambda one, other: False) -> list[Stretch]:
    """Return the stretches of both texts, two changes as one when hardly anything stays between them.

    That is when it is a few letters, or no longer than either change; but words between two changed values always stay,
    and so does what lies between changes that are to be told `apart`.
    """
    merged: list[Stretch] = []
    for step in plain_steps(old, new):
        merged.append(step)
        while len(merged) > 2 and not step.same and not merged[-3].same:
            before, between, after = merged[-3:]
            if apart(before, after) or not _is_stray(before, between, after, old, new):
                break
            merged[-3:] = [Stretch(False, (before.old[0], after.old[1]), (before.new[0], after.new[1]))]
    return merged


def pieces(found: Iterable[Stretch], old: Tokens, new: Tokens) -> tuple[Piece, ...]:
    """Return both texts as pieces in reading order, what goes before what comes.

    The pieces that are not old make the new text, those that are not new the old text.
    """
    told: list[Piece] = []
    for step in found:
        if step.same:
            told += pieces_of(new[slice(*step.new)], Op.SAME)
        else:
            told += (*pieces_of(old[slice(*step.old)], Op.OLD), *pieces_of(new[slice(*step.new)], Op.NEW))
    return tuple(told)


def pieces_of(tokens: Iterable[Token], op: Op) -> Iterator[Piece]:
    """Give `tokens` as the fewest pieces, all with `op`."""
    for (kind, name), run in groupby(tokens, key=lambda token: (token.kind, token.name)):
        yield Piece(op, "".join(f" {token.text}" if token.spaced else token.text for token in run), kind, name)


def _is_stray(before: Stretch, between: Stretch, after: Stretch, old: Tokens, new: Tokens) -> bool:
    changed = [(old[slice(*step.old)], new[slice(*step.new)]) for step in (before, after)]
    kept = new[slice(*between.new)]
    values = all(token.is_value for sides in changed for side in sides for token in side)
    if values and not all(token.is_value for token in kept):
        return False
    length = _length(kept)
    return length <= FEW or all(length <= max(map(_length, sides)) for sides in changed)


def _length(tokens: Sequence[Token]) -> int:
    return sum(len(token.text) for token in tokens if not token.text.isspace())

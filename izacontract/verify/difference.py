"""Two texts word by word: what was, what is now, and who changed it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from izacontract.render.word_text import Change
from izacontract.verify.tokens import Token, Tokens, keys, plain_tokens, shown
from izacontract.verify.verification import By, Piece

MOST_WORDS = 20_000
"""A text with more words is compared as a whole: no paragraph of a contract is that long, and time would be."""

Tracked = Literal["all", "partly", "none"]


@dataclass(frozen=True, slots=True)
class Wording:
    """A text that was reworded: the words that went and came, within all its words, and who did it."""

    was: str
    now: str
    pieces: tuple[Piece, ...]
    tracked: Tracked
    by: tuple[By, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """A stretch of both texts: from word to word of the old and of the new one, the same or not."""

    same: bool
    old: tuple[int, int]
    new: tuple[int, int]
    tracked: Tracked = "all"
    by: tuple[By, ...] = ()


def wordings(was: Tokens, now: Tokens, before: Tokens, mark: Change | None = None) -> list[Wording]:
    """Return every change from `was` to `now`, in reading order, each with all the words around it.

    `before` is the text with every tracked change rejected: where it is not what was sent, somebody changed it without
    tracking. `mark` is the tracked change of the end of the paragraph, which explains words that nothing else explains.
    """
    was = typed_out(was, now)
    if keys(was) == keys(now):
        return []
    steps = _attributed(_merged(_steps(was, now), was, now), was, now, typed_out(before, was), mark)
    pieces = [piece for step in steps for piece in _pieces(step, was, now)]
    found = []
    for step in steps:
        if not step.same:
            here = [piece for other in steps for piece in _pieces(other, was, now, settled=other is not step)]
            gone, come = shown(was[slice(*step.old)]), shown(now[slice(*step.new)])
            found.append(Wording(gone, come, tuple(here), step.tracked, step.by))
    return found if len(found) < MOST_EDITS else [_whole(was, now, steps, pieces)]


MOST_EDITS = 6
"""A sentence with so many changes was written anew, and reads best as one."""


def typed_out(was: Tokens, now: Tokens) -> list[Token]:
    """Return `was` with each reference as plain words that `now` has as plain words too.

    That happens when a program or a person turns the field into its text; a number is then as good as the field.
    """
    there = {token.target for token in now if token.target}
    plain: list[Token] = []
    for token in was:
        if token.target and token.target not in there:
            words = plain_tokens(token.text)
            plain += [Token(words[0].text, words[0].key, token.spaced, token.changes), *words[1:]] if words else []
        else:
            plain.append(token)
    return plain


def everything(tokens: Tokens, mark: Change | None = None) -> tuple[Tracked, tuple[By, ...]]:
    """Return whether all of `tokens`, put in or taken out as a whole, was tracked, and by whom."""
    by = _who(token.changes for token in tokens)
    if mark is not None and not by:
        by = _who([(mark,)])
    if not by:
        return "none", ()
    return "all" if all(token.changes for token in tokens) or mark is not None else "partly", by


def _steps(was: Tokens, now: Tokens) -> list[_Step]:
    if max(len(was), len(now)) > MOST_WORDS:
        return [_Step(False, (0, len(was)), (0, len(now)))]
    matcher = SequenceMatcher(None, keys(was), keys(now), autojunk=False)
    return [_Step(tag == "equal", (i, j), (k, m)) for tag, i, j, k, m in matcher.get_opcodes()]


def _merged(steps: Iterable[_Step], was: Tokens, now: Tokens) -> list[_Step]:
    """Return `steps` with two changes as one when hardly anything stays between them."""
    merged: list[_Step] = []
    for step in steps:
        merged.append(step)
        if len(merged) > 2 and not step.same and not merged[-3].same:
            before, between = merged[-3], merged[-2]
            if len(shown(now[slice(*between.new)])) <= 3 and _one_hand(before, step, was, now):
                joined = _Step(False, (before.old[0], step.old[1]), (before.new[0], step.new[1]))
                merged[-3:] = [joined]
    return merged


def _one_hand(one: _Step, other: _Step, was: Tokens, now: Tokens) -> bool:
    """Return whether the same people made both changes."""
    hands = [_who(token.changes for token in now[slice(*step.new)]) for step in (one, other) if step.new[0] < step.new[1]]
    return len(hands) < 2 or hands[0] == hands[1]


def _attributed(
    steps: Iterable[_Step], was: Tokens, now: Tokens, before: Tokens, mark: Change | None
) -> list[_Step]:
    """Return `steps`, each change with who made it."""
    places: dict[int, int] = {}
    untracked: list[tuple[int, int]] = []
    for step in _steps(was, before):
        if step.same:
            places |= zip(range(*step.old), range(*step.new), strict=True)
        else:
            untracked.append(step.old)
    done = []
    for step in steps:
        if not step.same:
            gone = [before[places[at]] for at in range(*step.old) if at in places]
            by = _who(token.changes for token in (*gone, *now[slice(*step.new)]))
            touched = any(start <= step.old[1] and step.old[0] <= end for start, end in untracked)
            if not by and mark is not None:
                by, touched = _who([(mark,)]), False
            step = _Step(False, step.old, step.new, "none" if not by else "partly" if touched else "all", by)
        done.append(step)
    return done


def _who(changes: Iterable[Sequence[Change]]) -> tuple[By, ...]:
    found = dict.fromkeys(change for several in changes for change in several)
    return tuple(dict.fromkeys(By(change.how, change.author, change.day) for change in found))


def _pieces(step: _Step, was: Tokens, now: Tokens, settled: bool = False) -> list[Piece]:
    """Return `step` as text; a change that is `settled` shows as it is now."""
    old, new = _shown(was[slice(*step.old)]), _shown(now[slice(*step.new)])
    if step.same or settled:
        return [Piece("same", new)] if new else []
    return [Piece(op, text) for op, text in (("old", old), ("new", new)) if text]


def _shown(tokens: Tokens) -> str:
    """Return `tokens` as text, with the space before the first where there is one."""
    return (" " if tokens and tokens[0].spaced else "") + shown(tokens)

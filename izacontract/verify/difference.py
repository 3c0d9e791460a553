"""Two texts word by word: what was, what is now, and who changed it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from izacontract.verify.tokens import Token, Tokens, keys, plain_tokens, shown
from izacontract.verify.verification import By, Piece, Tracked, WordChange
from izacontract.word.document import Change

MOST_WORDS = 3_000
"""A text with more words is compared as a whole: no paragraph of a contract is that long, and time would be."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A stretch of both texts: from word to word of the old and of the new one, the same or not."""

    same: bool
    old: tuple[int, int]
    new: tuple[int, int]
    tracked: Tracked = "all"
    by: tuple[By, ...] = ()


def reworded(
    was: Tokens, now: Tokens, before: Tokens, mark: Change | None = None
) -> tuple[tuple[Piece, ...], tuple[WordChange, ...]]:
    """Return all words of both texts in reading order, and every change between them; nothing for texts that agree.

    `before` is the text with every tracked change rejected: where it is not what was sent, somebody changed it without
    tracking. `mark` is the tracked change of the end of the paragraph, which explains words that nothing else explains.
    """
    was = typed_out(was, now)
    if keys(was) == keys(now):
        return (), ()
    steps = _attributed(_merged(_steps(was, now), was, now), was, now, typed_out(before, was), mark)
    pieces = tuple(piece for step in steps for piece in _pieces(step, was, now))
    changes = tuple(
        WordChange(shown(was[slice(*step.old)]), shown(now[slice(*step.new)]), step.tracked, step.by)
        for step in steps
        if not step.same
    )
    return pieces, changes


def typed_out(was: Tokens, now: Tokens) -> list[Token]:
    """Return `was` with each reference as plain words that `now` has as plain words too.

    That happens when a program or a person turns the field into its text; a number is then as good as the field.
    """
    there = {token.target for token in now if token.target}
    plain: list[Token] = []
    for token in was:
        if token.target and token.target not in there:
            words = [replace(word, changes=token.changes) for word in plain_tokens(token.text)]
            plain += [replace(words[0], spaced=token.spaced), *words[1:]] if words else []
        else:
            plain.append(token)
    return plain


def overall(changes: Iterable[WordChange]) -> tuple[Tracked, tuple[By, ...]]:
    """Return whether all of `changes` were tracked, and by whom together."""
    found = list(changes)
    kinds = {change.tracked for change in found}
    by = tuple(dict.fromkeys(by for change in found for by in change.by))
    if kinds == {"all"}:
        return "all", by
    return ("none", by) if kinds <= {"none"} else ("partly", by)


def in_whole(tokens: Tokens, mark: Change | None = None) -> tuple[Tracked, tuple[By, ...]]:
    """Return whether `tokens`, put in or taken out as a whole, were tracked, and by whom.

    `mark` is the tracked change of the end of the paragraph; it explains words that nothing else explains.
    """
    by = who(change for token in tokens for change in token.changes)
    if not by:
        by = who([mark] if mark else ())
        return ("all" if by else "none"), by
    return ("all" if all(token.changes for token in tokens) else "partly"), by


def who(changes: Iterable[Change]) -> tuple[By, ...]:
    """Return how `changes` came about and by whom, each once."""
    return tuple(dict.fromkeys(By(change.how, change.author, change.day) for change in changes))


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
            if len(shown(now[slice(*between.new)])) <= 3 and _one_hand(before, step, now):
                joined = _Step(False, (before.old[0], step.old[1]), (before.new[0], step.new[1]))
                merged[-3:] = [joined]
    return merged


def _one_hand(one: _Step, other: _Step, now: Tokens) -> bool:
    """Return whether the same people made both changes."""
    hands = [
        who(change for token in now[slice(*step.new)] for change in token.changes)
        for step in (one, other)
        if step.new[0] < step.new[1]
    ]
    return len(hands) < 2 or hands[0] == hands[1]


def _attributed(steps: Iterable[_Step], was: Tokens, now: Tokens, before: Tokens, mark: Change | None) -> list[_Step]:
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
            by = who(change for token in (*gone, *now[slice(*step.new)]) for change in token.changes)
            touched = any(start <= step.old[1] and step.old[0] <= end for start, end in untracked)
            if not by and mark is not None:
                by, touched = who([mark]), False
            step = _Step(False, step.old, step.new, "none" if not by else "partly" if touched else "all", by)
        done.append(step)
    return done


def _pieces(step: _Step, was: Tokens, now: Tokens) -> list[Piece]:
    old, new = _shown(was[slice(*step.old)]), _shown(now[slice(*step.new)])
    if step.same:
        return [Piece("same", new)]
    return [piece for piece in (Piece("old", old), Piece("new", new)) if piece.text]


def _shown(tokens: Tokens) -> str:
    """Return `tokens` as text, with the space before the first where there is one."""
    return (" " if tokens and tokens[0].spaced else "") + shown(tokens)

"""Two texts word by word, and who changed what: tracked by Word, or without a trace."""

from __future__ import annotations

from collections.abc import Iterable

from izacontract.differ.changes import Piece
from izacontract.differ.tokens import Tokens, keys, plain_tokens, shown
from izacontract.differ.verification import ChangedBy, Tracked, WordChange
from izacontract.differ.words import Stretch, pieces, plain_steps, steps
from izacontract.word.document import Change


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
    found = steps(was, now, lambda one, other: not _one_hand(one, other, now))
    hands = _hands(found, was, now, typed_out(before, was), mark)
    changes = tuple(
        WordChange(shown(was[slice(*step.old)]), shown(now[slice(*step.new)]), *hand)
        for step, hand in zip((step for step in found if not step.same), hands, strict=True)
    )
    return pieces(found, was, now), changes


def typed_out(was: Tokens, now: Tokens) -> Tokens:
    """Return `was` with each reference as plain words that `now` has as plain words too.

    That happens when a program or a person turns the field into its text; a number is then as good as the field.
    """
    there = {token.target for token in now if token.target}
    plain = []
    for token in was:
        if token.target and token.target not in there:
            words = [word._replace(changes=token.changes) for word in plain_tokens(token.text)]
            plain += [words[0]._replace(spaced=token.spaced), *words[1:]] if words else []
        else:
            plain.append(token)
    return plain


def overall(changes: Iterable[WordChange]) -> tuple[Tracked, tuple[ChangedBy, ...]]:
    """Return whether all of `changes` were tracked, and by whom together."""
    found = list(changes)
    kinds = {change.tracked for change in found}
    by = tuple(dict.fromkeys(by for change in found for by in change.by))
    if kinds == {"all"}:
        return "all", by
    return ("none", by) if kinds <= {"none"} else ("partly", by)


def in_whole(tokens: Tokens, mark: Change | None = None) -> tuple[Tracked, tuple[ChangedBy, ...]]:
    """Return whether `tokens`, put in or taken out as a whole, were tracked, and by whom.

    `mark` is the tracked change of the end of the paragraph; it explains words that nothing else explains.
    """
    by = _made_by(tokens)
    if not by:
        by = who([mark] if mark else ())
        return ("all" if by else "none"), by
    return ("all" if all(token.changes for token in tokens) else "partly"), by


def who(changes: Iterable[Change]) -> tuple[ChangedBy, ...]:
    """Return how `changes` came about and by whom, each once."""
    return tuple(dict.fromkeys(ChangedBy(change.how, change.author, change.day) for change in changes))


def _made_by(tokens: Tokens) -> tuple[ChangedBy, ...]:
    return who(change for token in tokens for change in token.changes)


def _one_hand(one: Stretch, other: Stretch, now: Tokens) -> bool:
    """Return whether the same people made both changes."""
    hands = [_made_by(now[slice(*step.new)]) for step in (one, other) if step.new[0] < step.new[1]]
    return len(hands) < 2 or hands[0] == hands[1]


def _hands(
    found: Iterable[Stretch], was: Tokens, now: Tokens, before: Tokens, mark: Change | None
) -> list[tuple[Tracked, tuple[ChangedBy, ...]]]:
    """Return of each change in `found` whether it was tracked, and by whom."""
    places: dict[int, int] = {}
    untracked: list[tuple[int, int]] = []
    for step in plain_steps(was, before):
        if step.same:
            places |= zip(range(*step.old), range(*step.new), strict=True)
        else:
            untracked.append(step.old)
    hands: list[tuple[Tracked, tuple[ChangedBy, ...]]] = []
    for step in found:
        if step.same:
            continue
        gone = [before[places[at]] for at in range(*step.old) if at in places]
        by = _made_by([*gone, *now[slice(*step.new)]])
        touched = any(start <= step.old[1] and step.old[0] <= end for start, end in untracked)
        if not by and mark is not None:
            by, touched = who([mark]), False
        hands.append(("none" if not by else "partly" if touched else "all", by))
    return hands

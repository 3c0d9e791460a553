"""Texts as the words that count in a comparison: quotes, spaces and soft hyphens of a word processor do not."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from izacontract.render.seal import SealedText
from izacontract.word.document import Change, Span

_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks of direction, told by their code: they have no sign of their own."""

_WORDS = re.compile(r"\s+|\w+(?:[.,:/'’‘\-\u2010\u2011]\w+)*(?:(?<=\d)%)?|.", re.DOTALL)
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
"""Soft hyphens and joiners: programs put them in and take them out by themselves. Marks of direction are no such thing:
they can put the figures of an amount in another order."""

_SAME = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'", "`": "'", "\u00b4": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"', "\u2033": '"',
    "\u2010": "-", "\u2011": "-",
})  # fmt: skip
"""Signs that autocorrection puts in the place of those that were typed."""

Reads = Callable[[str, str], str | None]
"""What to make of a number that points at a bookmark (its name, the number): the same number when it is right, another
text when it is wrong, None when nothing that was sent points there, so that it is only words."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign, or the number in a reference; `spaced` when white space stands before it.

    `changes` are those that put in or took out some of its letters.
    """

    text: str
    key: str
    spaced: bool = False
    changes: tuple[Change, ...] = ()
    target: str = ""


Tokens = Sequence[Token]


def sealed_tokens(sealed: SealedText) -> list[Token]:
    """Return the words of a sealed text, each number that points at something as one token."""
    pieces: list[tuple[str, Change | None, str, int]] = []
    at = 0
    for count, (start, end, target) in enumerate(sealed.points, start=1):
        pieces += ((sealed.text[at:start], None, "", 0), (sealed.text[start:end], None, target, count))
        at = end
    return _tokens([*pieces, (sealed.text[at:], None, "", 0)], lambda target, number: number)


def tokens_now(spans: Iterable[Span], reads: Reads) -> list[Token]:
    """Return the words of `spans` once all tracked changes are accepted."""
    return _tokens([(s.text, s.change, s.target, s.field) for s in spans if s.is_there], reads)


def tokens_before(spans: Iterable[Span], reads: Reads) -> list[Token]:
    """Return the words of `spans` before the tracked changes."""
    return _tokens([(s.text, s.change, s.target, s.field) for s in spans if s.was_there], reads)


def plain_tokens(text: str) -> list[Token]:
    """Return the words of a text without references."""
    return _tokens([(text, None, "", 0)], lambda target, number: None)


def keys(tokens: Iterable[Token]) -> tuple[str, ...]:
    """Return what is compared of `tokens`."""
    return tuple(token.key for token in tokens)


def shown(tokens: Iterable[Token]) -> str:
    """Return `tokens` as text, with single spaces."""
    return "".join(f" {token.text}" if token.spaced else token.text for token in tokens).strip()


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of words, from 0 to 1, that two texts have in common (Dice)."""
    if not one or not other:
        return 0.0
    return 2 * (Counter(one) & Counter(other)).total() / (len(one) + len(other))


def _tokens(pieces: Sequence[tuple[str, Change | None, str, int]], reads: Reads) -> list[Token]:
    """Return the words of `pieces` (text, change, target, field); a field whose number is right becomes one token."""
    found: list[Token] = []
    words: list[tuple[str, Change | None]] = []
    at = 0
    while at < len(pieces):
        _, _, target, field = pieces[at]
        last = at + 1
        while target and last < len(pieces) and pieces[last][3] == field:
            last += 1
        number = clean("".join(piece[0] for piece in pieces[at:last])).strip()
        read = reads(target, number) if target and number else None
        if read is not None:
            spaced = _flush(words, found)
            changes = _changes(piece[1] for piece in pieces[at:last])
            right = read == number
            key = f"\0{target}" if right else f"\0{target}\0{number}"
            found.append(Token(read, key, spaced, changes, target if right else ""))
        else:
            words += [(clean(piece[0]), piece[1]) for piece in pieces[at:last]]
        at = last
    _flush(words, found)
    return found


def _flush(pieces: list[tuple[str, Change | None]], found: list[Token]) -> bool:
    """Add the words in `pieces` to `found`; returns whether white space follows the last one."""
    spaced = False
    changed: list[tuple[int, int, Change]] = []
    length = 0
    for text, change in pieces:
        if change is not None and text:
            changed.append((length, length + len(text), change))
        length += len(text)
    for match in _WORDS.finditer("".join(text for text, _ in pieces)):
        if match[0].isspace():
            spaced = True
            continue
        start, end = match.span()
        changes = _changes(change for first, last, change in changed if first < end and start < last) if changed else ()
        found.append(Token(match[0], _folded(match[0]), spaced, changes))
        spaced = False
    pieces.clear()
    return spaced


@lru_cache(maxsize=8192)
def _folded(word: str) -> str:
    return word.translate(_SAME)


def _changes(changes: Iterable[Change | None]) -> tuple[Change, ...]:
    return tuple(dict.fromkeys(change for change in changes if change is not None))


def clean(text: str) -> str:
    """Return `text` without what nobody sees, and with each accent on its letter."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFC", text).translate(_UNSEEN)
    return _DIRECTION.sub(lambda found: f" [U+{ord(found[0]):04X}] ", plain)

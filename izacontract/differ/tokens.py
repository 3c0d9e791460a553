"""Texts as the words that count in a comparison: all of what we print, and what counts of what came back.

Quotes, spaces and soft hyphens that a word processor changes by itself do not count in a document that came back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from izacontract.differ.changes import PieceKind
from izacontract.render.seal import SealedText
from izacontract.word.document import Change, Span

_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks of direction, told by their code: they have no sign of their own."""

FIGURE = r"(?:€\xa0)?-?\d+(?:[.,]\d+)*%?(?![\w-])"
"""An amount, share or number as we print it."""

WHOLE_VALUE = 4
"""A value of so many words at most changes as a whole; a longer one is text, compared word by word."""

_WORD = r"\s+|\w+(?:[.,:/'’‘\-\u2010\u2011]\w+)*(?:(?<=\d)%)?|."
_WORDS = re.compile(_WORD, re.DOTALL)
_EXACT = re.compile(rf"{FIGURE}|{_WORD}", re.DOTALL)
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


class Token(NamedTuple):
    """The least that differs: a word, a sign, white space, or a whole value, placeholder, reference or cell border.

    `key` is what makes two the same: the text, and of a reference its target, not its number. `name` is the variable,
    field or target. `spaced` says that white space stands before it that is no token by itself. `changes` are those
    that put in or took out some of its letters.
    """

    text: str
    key: str
    kind: PieceKind = "words"
    name: str = ""
    spaced: bool = False
    changes: tuple[Change, ...] = ()

    @property
    def is_value(self) -> bool:
        """Return whether it is a filled-in value or one still open, or a figure."""
        return self.kind in ("value", "placeholder") or any(map(str.isdigit, self.text))

    @property
    def target(self) -> str:
        """Return what a reference points at, "" for anything else."""
        return self.name if self.kind == "reference" else ""


Tokens = Sequence[Token]


def printed(kind: PieceKind, text: str, name: str = "") -> Token:
    """Return a run of text that we print ourselves; `exact_tokens` cuts it."""
    return Token(text, f"\0{name}\0" if kind in ("reference", "cell") else text, kind, name)


def exact_tokens(runs: Iterable[Token]) -> Iterator[Token]:
    """Give `runs` cut into what may differ by itself: words, white space, and short values as a whole."""
    for run in runs:
        short = run.kind == "value" and run.text.count(" ") < WHOLE_VALUE
        if short or run.kind not in ("words", "value"):
            yield run
        else:
            yield from (Token(word, word, run.kind, run.name) for word in _EXACT.findall(run.text))


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
        number = clean("".join(piece[0] for piece in pieces[at:last])).strip() if target else ""
        read = reads(target, number) if number else None
        if read is not None:
            spaced = _flush(words, found)
            changes = _changes(piece[1] for piece in pieces[at:last])
            right = read == number
            key = f"\0{target}" if right else f"\0{target}\0{number}"
            kind: PieceKind = "reference" if right else "words"
            found.append(Token(read, key, kind, target if right else "", spaced, changes))
        else:
            words += [(clean(piece[0]), piece[1]) for piece in pieces[at:last]]
        at = last
    _flush(words, found)
    return found


def _flush(pieces: list[tuple[str, Change | None]], found: list[Token]) -> bool:
    """Add the words in `pieces` to `found`; returns whether white space follows the last one."""
    if all(change is None for _, change in pieces):
        words, spaced = _unchanged("".join(text for text, _ in pieces))
        found += words
        pieces.clear()
        return spaced
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
        found.append(Token(match[0], _folded(match[0]), spaced=spaced, changes=changes))
        spaced = False
    pieces.clear()
    return spaced


@lru_cache(maxsize=4096)
def _unchanged(text: str) -> tuple[tuple[Token, ...], bool]:
    """Return the words of a text without changes, and whether white space follows the last one.

    One verification reads most paragraphs three times, and most paragraphs stand in every contract.
    """
    found: list[Token] = []
    spaced = False
    for word in _WORDS.findall(text):
        if word.isspace():
            spaced = True
            continue
        found.append(Token(word, _folded(word), spaced=spaced))
        spaced = False
    return tuple(found), spaced


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

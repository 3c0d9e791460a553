"""What a frame says in one paragraph or margin, read once for all texts that a contract may put in it.

A value of a contract changes what is read in one way only, as long as it is plain: the text stands where it stands. So
a piece is read once with signs of our own for its texts, and after that the texts are put in the places of the signs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TEXT = re.compile(r"(?<=>)[^<>]+(?=</w:t>)")
_HOLE = "<w:t/>"
"""Stands for a text in the key of a shape; no text holds such a sign."""

_SIGN = re.compile("\ue000([0-9]+)\ue001")
"""Stands for a text while a shape is read: signs that no alphabet has, around the number of the text."""

_OTHER_ENTITY = re.compile("&(?!(?:lt|gt|amp);)")

Pieces = tuple[str | int, ...]
"""A text in pieces: words of the frame, and the number of each text that is put in."""


@dataclass(frozen=True, slots=True)
class Texts:
    """A piece of XML with a hole for each text in it, and those texts, each as a reader sees it."""

    holes: str
    texts: tuple[str, ...]


def texts_in(xml: str) -> Texts | None:
    """Return the texts in `xml`, None where one of them is not plain.

    A plain text has no space at its ends, no line end or tab in it, and no entity but those for signs of XML.
    """
    found: list[str] = []
    for text in _TEXT.findall(xml):
        if "&" in text and _OTHER_ENTITY.search(text):
            return None
        seen = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        if not seen.isprintable() or seen != seen.strip():
            return None
        found.append(seen)
    if not found or "\ue000" in xml or _HOLE in xml:
        return None
    return Texts(_TEXT.sub(_HOLE, xml), tuple(found))


def with_signs(holes: str) -> str:
    """Return the XML with a sign in the place of each hole."""
    first, *others = holes.split(_HOLE)
    return first + "".join([f"\ue000{number}\ue001{words}" for number, words in enumerate(others)])


def pieces_of_text(text: str) -> Pieces:
    """Return `text`, as it was read with signs, in pieces."""
    parts = _SIGN.split(text)
    return tuple(int(part) if place % 2 else part for place, part in enumerate(parts))


def with_texts(pieces: Pieces, texts: Sequence[str]) -> str:
    """Return the text in `pieces` with `texts` in their places."""
    return "".join([texts[piece] if isinstance(piece, int) else piece for piece in pieces])


def holds_signs(text: str) -> bool:
    """Return whether a sign stands in `text`."""
    return "\ue000" in text

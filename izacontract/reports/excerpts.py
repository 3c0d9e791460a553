"""Changed words with what stands around them, so that a reader finds the place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from izacontract.differ.changes import Op, Piece
from izacontract.differ.verification import Edit, WordChange

AROUND = 8
"""So many words before and after a change show where it stands."""

LONGEST = 300
"""A text that came or went whole shows so many letters at most; the JSON form has all of it."""


def cut(text: str) -> str:
    """Return `text`, or its beginning when it is too long for a report."""
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"


def excerpts(edit: Edit) -> Iterator[tuple[WordChange, tuple[Piece, ...], tuple[Piece, ...]]]:
    """Give each change of `edit` with the words around it, in the text that was sent and in the one that came back."""
    pieces = edit.pieces
    starts = [
        at for at, piece in enumerate(pieces) if piece.op is not Op.SAME and (not at or pieces[at - 1].op is Op.SAME)
    ]
    for change, start in zip(edit.changes, starts, strict=True):
        end = start
        while end < len(pieces) and pieces[end].op is not Op.SAME:
            end += 1
        yield change, _within(pieces, start, end, Op.OLD), _within(pieces, start, end, Op.NEW)


def _within(pieces: Sequence[Piece], start: int, end: int, side: Op) -> tuple[Piece, ...]:
    changed = _text(piece for piece in pieces[start:end] if piece.op is side)
    before = _text(piece for piece in pieces[:start] if piece.op in (Op.SAME, side)).split(" ")
    after = _text(piece for piece in pieces[end:] if piece.op in (Op.SAME, side)).split(" ")
    left = ("… " if len(before) > AROUND else "") + " ".join(before[-AROUND:])
    right = " ".join(after[:AROUND]) + (" …" if len(after) > AROUND else "")
    left += " " if changed.startswith(" ") else ""
    found = (Piece(Op.SAME, left.lstrip()), Piece(side, changed.strip()), Piece(Op.SAME, right.rstrip()))
    return tuple(piece for piece in found if piece.text)


def _text(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)

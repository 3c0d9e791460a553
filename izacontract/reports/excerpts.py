"""Changed words with what stands around them, so that a reader finds the place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from izacontract.differ.changes import Piece
from izacontract.differ.verification import Edit, WordChange

AROUND = 8
"""So many words before and after a change show where it stands."""

LONGEST = 300
"""A text that came or went whole shows so many letters at most; the JSON form has all of it."""


def cut(text: str) -> str:
    """Return `text`, or its beginning when it is too long for a report."""
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"


def excerpts(edit: Edit) -> Iterator[tuple[WordChange, str, str]]:
    """Give each change of `edit` with the words around it, in the text that was sent and in the one that came back."""
    pieces = edit.pieces
    starts = [at for at, piece in enumerate(pieces) if piece.op != "same" and (not at or pieces[at - 1].op == "same")]
    for change, start in zip(edit.changes, starts, strict=True):
        end = start
        while end < len(pieces) and pieces[end].op != "same":
            end += 1
        gone = "".join(piece.text for piece in pieces[start:end] if piece.op == "old")
        come = "".join(piece.text for piece in pieces[start:end] if piece.op == "new")
        yield change, _within(pieces, start, end, gone, "old"), _within(pieces, start, end, come, "new")


def _within(pieces: Sequence[Piece], start: int, end: int, changed: str, side: str) -> str:
    before = "".join(piece.text for piece in pieces[:start] if piece.op in ("same", side)).split(" ")
    after = "".join(piece.text for piece in pieces[end:] if piece.op in ("same", side)).split(" ")
    left = ("… " if len(before) > AROUND else "") + " ".join(before[-AROUND:])
    right = " ".join(after[:AROUND]) + (" …" if len(after) > AROUND else "")
    marked = f"«{changed.strip()}»" if changed.strip() else ""
    space = " " if changed.startswith(" ") else ""
    return f"{left}{space}{marked}{right}".strip()

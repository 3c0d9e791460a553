"""Two lines compared word by word, so that what changed can be read in its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from izacontract.compare.changes import Op, Piece
from izacontract.compare.reading import BORDER, Line, Token

CELL = Piece(Op.SAME, BORDER.text, "cell")

Step = tuple[bool, list[Token], list[Token]]
"""Whether both say the same, with the tokens of the old line and of the new one."""


def compared(old: Line, new: Line) -> tuple[Piece, ...]:
    """Return the pieces of both lines in reading order, what goes before what comes.

    The pieces that are not old make the new line, those that are not new the old line.
    """
    were, are = _cells(old.tokens), _cells(new.tokens)
    if len(were) != len(are):
        were, are = [list(old.tokens)], [list(new.tokens)]
    pieces: list[Piece] = []
    for was, now in zip(were, are, strict=True):
        pieces += [CELL] * bool(pieces)
        for same, old_run, new_run in _steps(was, now):
            if same:
                pieces += pieces_of(new_run, Op.SAME)
            else:
                pieces += (*pieces_of(old_run, Op.OLD), *pieces_of(new_run, Op.NEW))
    return tuple(pieces)


def pieces_of(tokens: Iterable[Token], op: Op) -> tuple[Piece, ...]:
    """Return `tokens` as the fewest pieces, all with `op`."""
    return tuple(
        Piece(op, "".join(token.text for token in run), kind, name)
        for (kind, name), run in groupby(tokens, key=lambda token: (token.kind, token.name))
    )


def only_values(pieces: Iterable[Piece]) -> bool:
    """Return whether nothing but values differs."""
    return all(piece.op is Op.SAME or piece.kind in ("value", "placeholder") for piece in pieces)


def _cells(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return `tokens` by cell of a table row; text without cells is one."""
    cells: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == "cell":
            cells.append([])
        else:
            cells[-1].append(token)
    return cells


def _steps(old: Sequence[Token], new: Sequence[Token]) -> list[Step]:
    matcher = SequenceMatcher(None, [token.key for token in old], [token.key for token in new], autojunk=False)
    steps: list[Step] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        steps.append((tag == "equal", list(old[i:j]), list(new[k:m])))
        while len(steps) > 2 and not steps[-1][0] and _is_stray(*steps[-3:]):
            (_, was, now), (_, between, also), (_, later, newer) = steps[-3:]
            steps[-3:] = [(False, was + between + later, now + also + newer)]
    return steps


def _is_stray(before: Step, between: Step, after: Step) -> bool:
    """Return whether what is the same `between` two changes is too little to be read apart from them.

    That is when it is no longer than either change; but words between two changed values always stay.
    """
    values = all(token.is_value for step in (before, after) for token in (*step[1], *step[2]))
    if values and not all(token.is_value for token in between[1]):
        return False
    length = _length(between[2])
    return all(length <= max(_length(step[1]), _length(step[2])) for step in (before, after))


def _length(tokens: Iterable[Token]) -> int:
    return sum(len(token.text) for token in tokens if not token.text.isspace())

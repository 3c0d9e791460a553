"""Two lists of lines compared: which came, which went, and what changed in those that stayed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from izacontract.compare.align import pair_lines
from izacontract.compare.changes import Kind, LineChange, Op
from izacontract.compare.reading import Line
from izacontract.compare.words import compared, only_values, pieces_of


def line_changes(old: Sequence[Line], new: Sequence[Line]) -> Iterator[LineChange]:
    """Give every line that differs, in reading order, without reasons."""
    if [line.key for line in old] == [line.key for line in new]:
        return
    for at, to in pair_lines(old, new):
        was = None if at is None else old[at]
        now = None if to is None else new[to]
        if was is None and now is not None:
            yield LineChange(Kind.ADDED, now.style, at, to, "", now.number, pieces_of(now.runs, Op.NEW), now.heads)
        elif now is None and was is not None:
            yield LineChange(Kind.DROPPED, was.style, at, to, was.number, "", pieces_of(was.runs, Op.OLD), was.heads)
        elif was and now and was.key != now.key:
            pieces = compared(was, now)
            kind = Kind.VALUE if only_values(pieces) else Kind.REWORDED
            yield LineChange(kind, now.style, at, to, was.number, now.number, pieces, now.heads)

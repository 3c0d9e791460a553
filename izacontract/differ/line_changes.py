"""Two lists of lines, or of sources, compared: which came, which went or moved, and what changed in the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from izacontract import dutch
from izacontract.differ.alignment import Traits, align_texts
from izacontract.differ.changes import ChangeKind, LineChange, Op, Piece, SourceChange
from izacontract.differ.lines import BORDER, TextLine
from izacontract.differ.tokens import Token
from izacontract.differ.words import pieces, pieces_of, steps
from izacontract.model.clause import Source

LINES: Traits[TextLine] = Traits(
    (lambda line: line.key, lambda line: line.skeleton), lambda line: line.key[1].split(), lambda line: line.style
)
"""Lines are one by their text, or else by their name or all but their values."""


def line_changes(old: Sequence[TextLine], new: Sequence[TextLine]) -> Iterator[LineChange]:
    """Give every line that differs, in reading order, without reasons."""
    if [line.key for line in old] == [line.key for line in new]:
        return
    for pair in align_texts(old, new, LINES):
        was = None if pair.old is None else old[pair.old]
        now = None if pair.new is None else new[pair.new]
        if was is None and now is not None:
            found = tuple(pieces_of(now.runs, Op.NEW))
            yield LineChange(ChangeKind.ADDED, now.style, None, pair.new, "", now.number, found, now.heads)
        elif now is None and was is not None:
            found = tuple(pieces_of(was.runs, Op.OLD))
            yield LineChange(ChangeKind.DROPPED, was.style, pair.old, None, was.number, "", found, was.heads)
        elif was and now and (pair.moved or was.key != now.key):
            found = compared(was, now)
            kind = ChangeKind.VALUE if only_values(found) else ChangeKind.REWORDED
            kind = ChangeKind.MOVED if was.key == now.key else kind
            yield LineChange(kind, now.style, pair.old, pair.new, was.number, now.number, found, now.heads)


def compared(old: TextLine, new: TextLine) -> tuple[Piece, ...]:
    """Return the pieces of both lines in reading order, cell by cell when both have as many."""
    were, are = _cells(old.tokens), _cells(new.tokens)
    if len(were) != len(are):
        were, are = [list(old.tokens)], [list(new.tokens)]
    found: list[Piece] = []
    for was, now in zip(were, are, strict=True):
        found += pieces_of([BORDER] * bool(found), Op.SAME)
        found += pieces(steps(was, now), was, now)
    return tuple(found)


def only_values(found: Iterable[Piece]) -> bool:
    """Return whether nothing but values differs."""
    return all(piece.op is Op.SAME or piece.kind in ("value", "placeholder") for piece in found)


def _cells(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return `tokens` by cell of a table row; text without cells is one."""
    cells: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == "cell":
            cells.append([])
        else:
            cells[-1].append(token)
    return cells


def source_changes(old: Sequence[Source], new: Sequence[Source]) -> tuple[SourceChange, ...]:
    """Return the sources that came, went or changed; one is the same source when document and section are."""
    if old == new:
        return ()
    were, are = ({(source.document, source.section): cited(source) for source in side} for side in (old, new))
    return tuple(
        SourceChange(were.get(place, ""), are.get(place, ""))
        for place in dict.fromkeys((*were, *are))
        if were.get(place) != are.get(place)
    )


def cited(source: Source) -> str:
    """Write `source` with all that may differ in it."""
    consulted = f"geraadpleegd op {dutch.day(source.consulted)}" if source.consulted else ""
    parts = (source.citation, consulted, source.url)
    return ", ".join(part for part in parts if part)

"""Two tables cell by cell, so that a changed amount is reported with its row and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from izacontract.differ.alignment import Key, Pair, align
from izacontract.differ.hands import overall, reworded, who
from izacontract.differ.tokens import keys, sealed_tokens
from izacontract.differ.verification import Edit, EditKind
from izacontract.render.seal import SealedTable, SealedText
from izacontract.verify.returned import Returned, joined
from izacontract.word.document import Change, Paragraph, Row, Table


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column of the table that was sent is which of the one that came back."""

    pairs: tuple[tuple[int, int], ...]
    gone: tuple[int, ...]
    new: tuple[int, ...]


def compare_tables(sealed: SealedTable, table: Table, returned: Returned) -> Iterator[Edit]:
    """Give every column, row and cell that changed, came or went; rows in the order of the table that came back."""
    rows = [row for row in table.rows if row.is_there]
    old = [[keys(sealed_tokens(cell)) for cell in row] for row in sealed.rows]
    new = [[keys(returned.now(cell)) for cell in _cells(row)] for row in rows]
    columns = _columns(old[0], new[0] if new else [])
    header = [cell.text for cell in sealed.rows[0]]
    for at in columns.gone:
        yield Edit(EditKind.COLUMN_REMOVED, was=header[at], column=header[at])
    for at in columns.new:
        text = _cells(rows[0])[at].text
        yield Edit(EditKind.COLUMN_ADDED, now=text, column=text)
    for pair in _pairs(old, new, columns):
        if pair.old is None and pair.new is not None:
            texts = [cell.text.strip() for cell in _cells(rows[pair.new])]
            change = rows[pair.new].change or _first_change(rows[pair.new])
            yield _row(EditKind.ROW_ADDED, pair.new, texts, change)
        elif pair.new is None and pair.old is not None:
            texts = [cell.text for cell in sealed.rows[pair.old]]
            yield _row(EditKind.ROW_REMOVED, pair.old, texts, _removal(table, old[pair.old], returned))
        elif pair.old is not None and pair.new is not None:
            label = sealed.rows[pair.old][0].text
            if pair.moved:
                yield Edit(EditKind.MOVED, row=pair.old + 1, row_label=label)
            now = _cells(rows[pair.new])
            for i, j in columns.pairs:
                cell = now[j] if j < len(now) else Paragraph()
                for edit in compare_cells(sealed.rows[pair.old][i], cell, returned):
                    yield replace(edit, row=pair.old + 1, row_label=label, column=header[i])


def compare_cells(sealed: SealedText, cell: Paragraph, returned: Returned) -> Iterator[Edit]:
    """Give the change of one cell, if there is one."""
    now = returned.now(cell)
    pieces, changes = reworded(sealed_tokens(sealed), now, returned.before(cell), cell.end)
    if changes:
        tracked, by = overall(changes)
        text = " ".join(cell.text.split())
        yield Edit(EditKind.CELL, was=sealed.text, now=text, pieces=pieces, changes=changes, tracked=tracked, by=by)


def _cells(row: Row) -> list[Paragraph]:
    return [joined(cell) for cell in row.cells]


def _columns(old: Sequence[Key], new: Sequence[Key]) -> _Columns:
    """Join columns by their place when there are as many as before, otherwise by their headings."""
    if len(old) == len(new):
        return _Columns(tuple((at, at) for at in range(len(old))), (), ())
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    pairs = tuple((i + step, j + step) for i, j, size in blocks for step in range(size))
    gone = set(range(len(old))) - {i for i, _ in pairs}
    come = set(range(len(new))) - {j for _, j in pairs}
    return _Columns(pairs, tuple(sorted(gone)), tuple(sorted(come)))


def _pairs(old: Sequence[Sequence[Key]], new: Sequence[Sequence[Key]], columns: _Columns) -> list[Pair]:
    """Join the rows; as many in the place of as many others are the same rows, with other values."""
    were = [tuple(word for at, _ in columns.pairs for word in ("\0cell", *row[at])) for row in old]
    are = [tuple(word for _, at in columns.pairs if at < len(row) for word in ("\0cell", *row[at])) for row in new]
    return align(were, are, by_place=True)


def _removal(table: Table, row: Sequence[Key], returned: Returned) -> Change | None:
    """Return the tracked change that took `row` out, if Word recorded one."""
    for candidate in table.rows:
        taken_out = candidate.change is not None and not candidate.is_there
        if taken_out and [keys(returned.before(cell)) for cell in _cells(candidate)] == list(row):
            return candidate.change
    return None


def _first_change(row: Row) -> Change | None:
    changes = (span.change for cell in _cells(row) for span in cell.spans if span.is_there)
    return next((change for change in changes if change is not None), None)


def _row(kind: EditKind, at: int, texts: Sequence[str], change: Change | None) -> Edit:
    text = " | ".join(texts)
    label = texts[0] if texts else ""
    was, now = (text, "") if kind is EditKind.ROW_REMOVED else ("", text)
    by = who([change] if change else ())
    return Edit(kind, was=was, now=now, tracked="all" if by else "none", by=by, row=at + 1, row_label=label)

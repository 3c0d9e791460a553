"""Prints a report as plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from textwrap import wrap

from izacontract.differ.changes import Op, Piece
from izacontract.reports.page import Bullets, Heading, Labels, Page, PageBlock, PageLine, PageTable

WIDTH = 110
CONTEXT = 60
"""So many letters of what stays the same are shown on either side of a change."""


def page_text(page: Page) -> str:
    """Return `page` as text, one line per paragraph."""
    lines = [page.first, page.title] if page.first else [page.title]
    for block in page.blocks:
        lines += _lines(block, page)
    return "\n".join(lines) + "\n"


def _lines(block: PageBlock, page: Page) -> Iterator[str]:
    match block:
        case Heading():
            yield from _heading(block, capitals=page.capitals and block.level == 2)
        case PageLine():
            if block.apart:
                yield ""
            text = f"{block.number} {_marked(block.pieces, page.marks, whole=block.whole)}".strip()
            margin = " " * (block.depth * page.indent)
            yield margin + " " * block.pushed + text.replace("\n", f"\n{margin}{' ' * page.indent}")
        case Labels():
            yield from _facts(block, page.indent)
        case Bullets():
            yield from (f"- {text}" for text in block.texts)
        case PageTable():
            yield from (f"{' ' * page.indent}{line}" for line in block.lines) if block.lines else _grid(block)


def _heading(heading: Heading, *, capitals: bool) -> Iterator[str]:
    about = f" ({heading.about})" if heading.about else ""
    said = f": {heading.said}" if heading.said else ""
    yield from ("", (heading.text.upper() if capitals else heading.text) + about + said)


def _facts(facts: Labels, indent: int) -> Iterator[str]:
    margin = " " * (facts.depth * indent)
    width = max(facts.width, *(len(label) + 2 for label, _ in facts.rows))
    apart = [""] * (facts.depth == 0)
    yield from apart
    for label, text in facts.rows:
        start, further = f"{margin}{label:<{width}}", margin + " " * width
        yield from wrap(
            text, WIDTH, initial_indent=start, subsequent_indent=further, break_long_words=False, break_on_hyphens=False
        )
    yield from apart


def _grid(grid: PageTable) -> Iterator[str]:
    """Give the rows: of figures under their headings, or each with its signs before its text, which goes on freely."""
    if grid.figures:
        rows = [row for _, group in grid.groups for row in group]
        held = list(zip(grid.header, *rows, strict=True))
        lengths = [max(map(len, column)) for column in held]
        counts = [index > 0 and all(map(_is_figure, column[1:])) for index, column in enumerate(held)]
        yield ""
        for row in (("", *grid.header[1:]), *rows):
            cells = zip(row, lengths, counts, strict=True)
            yield "  ".join(
                cell.rjust(length) if count else cell.ljust(length) for cell, length, count in cells
            ).rstrip()
        return
    yield "  ".join(grid.header[:-1])
    for heading, rows_of_group in grid.groups:
        yield from ("", heading.upper())
        for *signs, text in rows_of_group:
            columns = zip(signs, grid.header, strict=False)
            yield "  ".join([*(sign.center(len(head)) for sign, head in columns), text])


def _is_figure(cell: str) -> bool:
    """Return whether `cell` is a number, which stands to the right; words stand to the left, below their heading."""
    return cell.strip("€%- ").replace(".", "").replace(",", "").isdigit() or cell in ("", "-", "–")


def _marked(pieces: Sequence[Piece], marks: Mapping[Op, tuple[str, str]], *, whole: bool) -> str:
    """Return `pieces` with what goes and comes between marks; what stays is cut short unless `whole`."""
    runs = [(op, "".join(piece.text for piece in run)) for op, run in groupby(pieces, key=lambda piece: piece.op)]
    shown = []
    for at, (op, text) in enumerate(runs):
        if op is Op.SAME and not whole:
            text = _excerpt(text, first=at == 0, last=at == len(runs) - 1)
        before, after = marks[op]
        shown.append(f"{before}{text}{after}")
    return "".join(shown)


def _excerpt(text: str, *, first: bool, last: bool) -> str:
    """Return the ends of `text` that stand next to a change, cut between words."""
    if len(text) <= CONTEXT * (1 if first or last else 2):
        return text
    head = "" if first else text[:CONTEXT].rsplit(" ", 1)[0]
    tail = "" if last else text[-CONTEXT:].split(" ", 1)[-1]
    return f"{head}{' ' if head else ''}…{' ' if tail else ''}{tail}"

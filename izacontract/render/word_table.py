"""Tables in WordprocessingML: a repeated header row, rows that stay whole, amounts to the right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import isqrt

from izacontract.model.contract import Inline, Placeholder, Table, Value, Words
from izacontract.model.text_table import TextTable
from izacontract.word import ooxml

LETTER = 90
"""The width of an average letter in twips in type of nine points, that of the standard frame."""

PADDING = 190
"""The margins of a cell and a little more, in twips."""

FEW_LETTERS = 6
"""A word of no more letters than this counts for one more: its letters may all be wide, as in "Samen"."""

LONGEST = 240
"""Letters beyond which a text no longer makes its column wider."""

SHORT = 20
"""Letters up to which the texts of a column stay on one line when there is room: dates, codes, names of units."""

BOLD = 1
"""Letters that a word in the header asks for on top, because it is bold."""

OPEN_LETTERS = 14
"""As how many letters a value that is still open counts."""

LONGEST_WORD = 24
"""Letters beyond which a word may break, so that one long word leaves room for the other columns."""

_BREAKABLE = (("\t", " "), ("\r", " "), ("\n", " "), ("/", " "), ("-", "- "))
"""Puts a space wherever Word may break a line; `str.split` by itself would also break at a space that holds."""

_ROW = "<w:tr><w:trPr><w:cantSplit/></w:trPr>\0</w:tr>"
_OPEN_TABLE = re.compile(r"</w:tbl>(?:\s*<w:bookmark(?:Start|End)[^>]*/>)*\s*\Z")
_TOUCHING = re.compile(r"</w:tbl>((?:\s*<w:bookmark(?:Start|End)[^>]*/>)*\s*)(?=<w:(?:tbl|sectPr)[ >])")


def table(
    block: Table,
    styles: Mapping[str, str],
    width: int,
    letter: int,
    print_inlines: Callable[[Iterable[Inline]], str],
) -> str:
    """Return `block` as wide as the text (`width`, twips) in type with letters of `letter` twips.

    `print_inlines` gives the runs of a cell.
    """
    if isinstance(block, TextTable):
        texts = block.texts
    else:
        texts = tuple(tuple(_counted(cell) for cell in row) for row in block.rows)
    columns = column_widths((block.header, *texts), width, letter)
    right = [align == "right" for align in block.align]
    heads = [styles["Tabelgetalkop" if is_right else "Tabelkop"] for is_right in right]
    bodies = [styles["Tabelgetal" if is_right else "Tabeltekst"] for is_right in right]
    header = "".join(
        _cell(column, style, ooxml.run(text)) for column, style, text in zip(columns, heads, block.header, strict=True)
    )
    # what stands around the words of a cell is the same in its whole column
    around = [_cell(column, style, "\0") for column, style in zip(columns, bodies, strict=True)]
    if isinstance(block, TextTable):
        rows = _text_rows(block.texts, around)
    else:
        rows = "".join(
            _ROW.replace(
                "\0",
                "".join([whole.replace("\0", print_inlines(cell)) for whole, cell in zip(around, row, strict=True)]),
            )
            for row in block.rows
        )
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{styles["Contracttabel"]}"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        f' w:lastColumn="0" w:noHBand="0" w:noVBand="0"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{header}</w:tr>{rows}</w:tbl>"
    )


def _text_rows(texts: Sequence[tuple[str, ...]], around: Sequence[str]) -> str:
    """Return rows of `texts`, each within what stands `around` the words of its column, where a NUL stands for them.

    All rows are written by one pattern: nothing is looked up or decided for each cell.
    """
    columns, cells = [], []
    if not texts:
        return ""
    for whole, column in zip(around, zip(*texts, strict=True), strict=True):
        is_bare = all(column) and ooxml.is_as_typed("".join(column))
        columns.append(column if is_bare else tuple(map(ooxml.run, column)))
        cells.append(whole.replace("%", "%%").replace("\0", ooxml.run("%s") if is_bare else "%s"))
    pattern = _ROW.replace("\0", "".join(cells))
    return "".join(map(pattern.__mod__, zip(*columns, strict=True)))


def _is_plain(cell: Sequence[Inline]) -> bool:
    """Return whether `cell` is one value or one piece of text, as nearly all are."""
    return len(cell) == 1 and type(cell[0]) in (Value, Words)


def _cell(width: int, style: str, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{ooxml.paragraph(style, content)}</w:tc>'


def _counted(cell: Sequence[Inline]) -> str:
    """Return the text by which `cell` asks for width: a value still open must not decide how the table looks."""
    if _is_plain(cell):
        return cell[0].text
    return "".join(inline.text[:OPEN_LETTERS] if isinstance(inline, Placeholder) else inline.text for inline in cell)


def column_widths(rows: Sequence[Sequence[str]], width: int, letter: int = LETTER) -> list[int]:
    """Return the width of each column in twips, together `width`.

    Each column first gets room for its longest word, so that no amount breaks, and a column of short texts for all of
    them; what remains goes by the length of all its texts, long ones counting most. Columns that are together too wide
    shrink alike.
    """
    by_column = list(zip(*rows, strict=True))
    columns = [list(map(len, column)) for column in by_column]
    words = [max(_longest_word((head,)) + BOLD, _longest_word(column)) for head, *column in by_column]
    lengths = [max([word, *column]) for word, column in zip(words, columns, strict=True)]
    whole = _twips(lengths, letter)
    short = (length if length <= SHORT else word for word, length in zip(words, lengths, strict=True))
    least = _twips(short, letter)
    if sum(least) > width:
        least = _twips(words, letter)
    room = width - sum(least)
    if room <= 0:
        shares = [low * width // sum(least) for low in least]
    elif sum(whole) <= width:
        shares = [wish * width // sum(whole) for wish in whole]
    else:
        wishes = [max(_weight(column) * letter + PADDING - low, 1) for column, low in zip(columns, least, strict=True)]
        shares = [low + room * wish // sum(wishes) for low, wish in zip(least, wishes, strict=True)]
    shares[-1] += width - sum(shares)
    return shares


def _weight(lengths: Sequence[int]) -> int:
    """Return the root mean square of `lengths` in whole letters, so that it is the same everywhere."""
    squares = sum(min(length, LONGEST) ** 2 * often for length, often in Counter(lengths).items())
    return isqrt(squares // len(lengths))


def _twips(counts: Iterable[int], letter: int) -> list[int]:
    return [count * letter + PADDING for count in counts]


def _longest_word(texts: Iterable[str]) -> int:
    """Return the letters for which the longest word of `texts` asks, 1 without any."""
    joined = " ".join(texts)
    for sign, parted in _BREAKABLE:
        joined = joined.replace(sign, parted)
    longest = min(max(map(len, joined.split(" "))), LONGEST_WORD)
    return longest + (longest <= FEW_LETTERS)


def keep_apart(body: str, style: str) -> str:
    """Return `body` with a paragraph after a table that would touch the next one, or the end of the document.

    Word joins two tables without a paragraph between them, and asks for one after the last. It is the only paragraph
    without text that we write, in a style of its own that takes hardly any room.
    """
    return _TOUCHING.sub(lambda found: f"</w:tbl>{found[1]}{ooxml.paragraph(style, '')}", body)


def open_table(body: str) -> str:
    """Return the end of `body` from the close of the table it ends in; "" when it ends in anything else.

    Put before what follows, `keep_apart` sees whether that touches the table.
    """
    at = body.rfind("</w:tbl>")
    found = _OPEN_TABLE.match(body, at) if at >= 0 else None
    return found[0] if found else ""

"""Turns the Markdown of a filled text into leden, onderdelen and tables, with values still set aside.

A value stands in the Markdown as a numbered slot between two private-use characters, so nothing that a user
typed is ever read as Markdown. The reading is remembered by content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from izacontract.clauses.kept import kept
from izacontract.errors import Told
from izacontract.model.memory import remembered

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

OPEN, CLOSE = "\ue000", "\ue001"
SLOT = re.compile(f"{OPEN}([0-9]+){CLOSE}")
ALLOWED = {"root", "ordered_list", "list_item", "paragraph", "inline", "text", "softbreak", "table", "thead", "tbody",
           "tr", "th", "td"}  # fmt: skip

CALLED = {
    "heading": Told("een kop", "a heading"),
    "hr": Told("een streep", "a rule"),
    "bullet_list": Told("een lijst met streepjes", "a bullet list"),
    "em": Told("schuine tekst", "italic text"),
    "strong": Told("vette tekst", "bold text"),
    "link": Told("een link", "a link"),
    "image": Told("een afbeelding", "an image"),
    "code_inline": Told("code", "code"),
    "fence": Told("code", "code"),
    "code_block": Told("tekst die vier spaties inspringt", "text indented by four spaces"),
    "blockquote": Told("een citaat", "a quotation"),
    "hardbreak": Told("een harde regel", "a hard line break"),
}
"""What people call the Markdown that is not allowed."""

DEEPEST = 3
"""Lid, onderdeel and one level below: a frame has styles and numbers for no more."""

TextPiece = str | int
"""Words, or the number of a slot."""


@dataclass(frozen=True, slots=True)
class TextItem:
    """A numbered item or, without `numbered`, a paragraph; `lines` beyond the first hold one slot each."""

    pieces: tuple[TextPiece, ...]
    slots_after: tuple[int, ...]
    items: tuple[TextItem, ...]
    numbered: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A pipe table: header cells, alignment and rows."""

    header: tuple[tuple[TextPiece, ...], ...]
    right: tuple[bool, ...]
    rows: tuple[tuple[tuple[TextPiece, ...], ...], ...]


class NotAllowed(Exception):
    """The Markdown holds something else than items, paragraphs and tables; `line` counts from 1."""

    def __init__(self, what: Told, line: int = 1) -> None:
        super().__init__(what.en)
        self.what = what
        self.line = line


@remembered(1)
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(["entity", "escape", "autolink"])


def parse(markdown: str) -> tuple[TextItem | Grid, ...]:
    """Return the blocks of `markdown`; raises NotAllowed for anything but items, paragraphs and tables."""
    found = kept("markdown", markdown, lambda: [_as_data(block) for block in _read(markdown)])
    return tuple(map(_block_of, found))


def _read(markdown: str) -> tuple[TextItem | Grid, ...]:
    from markdown_it.tree import SyntaxTreeNode

    root = SyntaxTreeNode(_markdown().parse(markdown))
    for node in root.walk():
        if node.type not in ALLOWED:
            raise NotAllowed(CALLED.get(node.type, Told(node.type, node.type)), _line(node))
    return tuple(block for node in root.children for block in _blocks(node))


def _line(node: SyntaxTreeNode | None) -> int:
    """Return the line where `node`, or the nearest thing around it, begins."""
    while node is not None and not node.map:
        node = node.parent
    return node.map[0] + 1 if node is not None and node.map else 1


@remembered(2048)
def parse_with_slots(markdown: str) -> tuple[tuple[TextItem | Grid, tuple[int, ...]], ...]:
    """Return the blocks that `parse` gives, each with the numbers of the slots in it."""
    return tuple((block, tuple(_slots_in(block))) for block in parse(markdown))


def _as_data(block: TextItem | Grid) -> list[Any]:
    """Return `block` as lists, texts and numbers."""
    if isinstance(block, Grid):
        rows = [[list(cell) for cell in row] for row in (block.header, *block.rows)]
        return [rows, list(block.right)]
    return [list(block.pieces), list(block.slots_after), [_as_data(item) for item in block.items], block.numbered]


def _block_of(data: list[Any]) -> TextItem | Grid:
    if len(data) == 2:
        header, *rows = [tuple(map(tuple, row)) for row in data[0]]
        return Grid(header, tuple(data[1]), tuple(rows))
    return _item_of(data)


def _item_of(data: list[Any]) -> TextItem:
    pieces, slots, items, numbered = data
    return TextItem(tuple(pieces), tuple(slots), tuple(map(_item_of, items)), numbered=numbered)


def _slots_in(block: TextItem | Grid) -> Iterator[int]:
    if isinstance(block, Grid):
        for cells in (block.header, *block.rows):
            for cell in cells:
                yield from (piece for piece in cell if isinstance(piece, int))
    else:
        yield from (piece for piece in block.pieces if isinstance(piece, int))
        yield from block.slots_after
        for item in block.items:
            yield from _slots_in(item)


def _blocks(node: SyntaxTreeNode) -> list[TextItem | Grid]:
    if node.type == "ordered_list":
        return [_item(child) for child in node.children]
    if node.type == "table":
        return [_grid(node)]
    pieces, slots = _pieces(node)
    return [TextItem(pieces, slots, (), numbered=False)]


def _item(node: SyntaxTreeNode, depth: int = 1) -> TextItem:
    if depth > DEEPEST:
        raise NotAllowed(Told("een vierde niveau van nummers", "a fourth level of numbers"), _line(node))
    if not node.children or node.children[0].type != "paragraph":
        raise NotAllowed(Told("een nummer zonder tekst", "a number without text"), _line(node))
    pieces, slots = _pieces(node.children[0])
    items: list[TextItem] = []
    for child in node.children[1:]:
        if child.type == "ordered_list":
            items += [_item(grandchild, depth + 1) for grandchild in child.children]
            continue
        more, found = _pieces(child) if child.type == "paragraph" else ((), ())
        if more or not found:
            raise NotAllowed(Told("een tweede alinea in een lid", "a second paragraph in a lid"), _line(child))
        slots += found
    return TextItem(pieces, slots, tuple(items), numbered=True)


def _grid(node: SyntaxTreeNode) -> Grid:
    head, *body = node.children
    cells = head.children[0].children
    right = tuple("right" in str(cell.attrs.get("style", "")) for cell in cells)
    rows = [row for part in body for row in part.children]
    return Grid(
        tuple(_cell(cell) for cell in cells),
        right,
        tuple(tuple(_cell(cell) for cell in row.children) for row in rows),
    )


def _cell(node: SyntaxTreeNode) -> tuple[TextPiece, ...]:
    return _split("".join(child.content for inline in node.children for child in inline.children))


def _pieces(paragraph: SyntaxTreeNode) -> tuple[tuple[TextPiece, ...], tuple[int, ...]]:
    """Return the pieces of a paragraph, and apart the slots that stand alone on a later line."""
    inline = paragraph.children[0]
    content = "".join("\n" if child.type == "softbreak" else child.content for child in inline.children)
    first, *others = content.split("\n")
    alone = [int(match[1]) for line in others if (match := SLOT.fullmatch(line.strip()))]
    words = [first, *(line.strip() for line in others if not SLOT.fullmatch(line.strip()))]
    return _split(" ".join(words)), tuple(alone)


def _split(text: str) -> tuple[TextPiece, ...]:
    parts = SLOT.split(text)
    return tuple(int(part) if index % 2 else part for index, part in enumerate(parts) if part)

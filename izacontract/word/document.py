"""A Word document as text to compare: paragraphs and tables, and who put in or took out which words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from lxml import etree

if TYPE_CHECKING:
    from izacontract.word.looks import Ground


How = Literal["tracked", "struck", "hidden", "pale", "tiny", "away", "merged"]
"""What made a word come or go: Word's tracking, a line through it, hidden text, the colour of the paper, letters too
small to read, a place off the page, a cell merged into another."""


@dataclass(frozen=True, slots=True)
class Change:
    """How a word came or went: tracked by Word with its author and day, or made so that nobody reads it."""

    kind: Literal["in", "out"]
    how: How = "tracked"
    author: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text. `target` is the bookmark of which it prints the number, `field` tells two such pieces apart."""

    text: str
    change: Change | None = None
    target: str = ""
    field: int = 0

    @property
    def is_there(self) -> bool:
        """Return whether the text stands in the document once all tracked changes are accepted."""
        return self.change is None or self.change.kind == "in"

    @property
    def was_there(self) -> bool:
        """Return whether the text stood in the document before the tracked changes."""
        return self.change is None or self.change.kind == "out"


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its text, its style and list, and whether its end was put in or taken out.

    `joined` is the change that took out the end of the paragraph before it, so that both are one.
    `properties` are its own and `ground` is what its text stands on, for the look of its number.
    `number` is what the list prints before it now, `numbers` that and what it prints while what was taken out still
    counts; both are filled in once all paragraphs are known.
    """

    spans: list[Span] = field(default_factory=list)
    style: str = ""
    list_id: str | None = None
    level: int | None = None
    mark: Change | None = None
    joined: Change | None = None
    in_contents: bool = False
    number: str = ""
    numbers: tuple[str, ...] = ()
    properties: etree._Element | None = None
    ground: Ground | None = None

    @property
    def text(self) -> str:
        """Return the text once all tracked changes are accepted."""
        return "".join(span.text for span in self.spans if span.is_there)

    @property
    def end(self) -> Change | None:
        """Return the tracked change that split it off or joined it, if there is one."""
        return self.mark or self.joined

    @property
    def old_text(self) -> str:
        """Return the text before the tracked changes."""
        return "".join(span.text for span in self.spans if span.was_there)

    @property
    def length(self) -> int:
        """Return how many characters it holds, those put in and those taken out included."""
        return sum(len(span.text) for span in self.spans)


@dataclass(slots=True)
class Row:
    """A row of cells, each a list of paragraphs; `change` when the whole row was put in or taken out."""

    cells: list[list[Paragraph]] = field(default_factory=list)
    change: Change | None = None

    @property
    def is_there(self) -> bool:
        """Return whether the row is there once all tracked changes are accepted."""
        return self.change is None or self.change.kind == "in"


@dataclass(slots=True)
class Table:
    """A table with its rows, the header among them."""

    rows: list[Row] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the text of all cells once all tracked changes are accepted."""
        return " ".join(paragraph.text for row in self.rows if row.is_there for paragraph in _in_row(row))

    @property
    def length(self) -> int:
        """Return how many characters it holds."""
        return sum(paragraph.length for row in self.rows for paragraph in _in_row(row))


Block = Paragraph | Table

Spot = tuple[int, int]
"""A place in a document: the number of a block and how many characters of it stand before the place."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something beside the words that a reader could see, or that could hide or reveal words.

    `kind` is what it is ("field", "look", "part"), `text` says which, and `at` is the block in which it stands, -1 when
    it is about the file as a whole.
    """

    kind: str
    text: str = ""
    at: int = -1


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in the margin: who made it on what day, what it says, and the block at which it hangs."""

    author: str
    day: date | None
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Document:
    """A part of a document in reading order; `bookmarks` gives where each starts and ends.

    `sections` are its section breaks (`w:sectPr`) in order.
    """

    blocks: tuple[Block, ...]
    bookmarks: Mapping[str, tuple[Spot, Spot]]
    facts: tuple[Fact, ...] = ()
    comments: tuple[Comment, ...] = ()
    sections: tuple[etree._Element, ...] = ()

    def paragraphs(self) -> Iterator[Paragraph]:
        """Give every paragraph, those in tables included."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block
            else:
                for row in block.rows:
                    yield from _in_row(row)


def _in_row(row: Row) -> Iterator[Paragraph]:
    for cell in row.cells:
        yield from cell

"""A report as what stands in it, in reading order; every printer prints the same page, so all forms say the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from izacontract.differ.changes import Op, Piece
from izacontract.render.workbook import Sheet

BRACKETS: Mapping[Op, tuple[str, str]] = {Op.SAME: ("", ""), Op.OLD: ("[-", "-]"), Op.NEW: ("{+", "+}")}
"""How plain text marks what goes and what comes."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `about` is the id of its subject, `said` what is said of it as a whole."""

    text: str
    level: Literal[2, 3] = 2
    about: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class PageLine:
    """A paragraph, `depth` steps to the right; `number` is that of the text it shows.

    `quiet` is a remark, `strong` what the paragraphs after it are about, `apart` the first of a group. What stays the
    same may be cut short in plain text unless it is to be `whole`; `pushed` puts it so many letters further there.
    """

    pieces: tuple[Piece, ...]
    depth: int = 0
    number: str = ""
    quiet: bool = False
    strong: bool = False
    apart: bool = False
    whole: bool = True
    pushed: int = 0


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels, each with a text; "" is the label of a text that goes on. In plain text they take `width` at least."""

    rows: tuple[tuple[str, str], ...]
    depth: int = 0
    width: int = 0


@dataclass(frozen=True, slots=True)
class Bullets:
    """Remarks that stand by themselves."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table; `groups` are its rows under the heading of each group, "" for none. `lines` are the rows read aloud.

    In plain text the columns but the first and last are centred, or to the right when they hold `figures`.
    """

    header: tuple[str, ...]
    groups: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    lines: tuple[str, ...] = ()
    figures: bool = False


PageBlock = Heading | PageLine | Labels | Bullets | PageTable


@dataclass(frozen=True, slots=True)
class Page:
    """A report to read; `first` is what is to be known before all else.

    In plain text `capitals` are for its headings, and `indent` letters are one step to the right.
    """

    title: str
    blocks: tuple[PageBlock, ...]
    language: str = "nl"
    first: str = ""
    capitals: bool = False
    indent: int = 4
    marks: Mapping[Op, tuple[str, str]] = field(default_factory=lambda: BRACKETS)


@dataclass(frozen=True)
class Reportable:
    """What a command reports: as a page to read, as sheets to sort and filter, and as data.

    `html` is a page that is drawn in its own way; without it the page is.
    """

    page: Callable[[], Page]
    sheets: Callable[[], Sequence[Sheet]]
    json: Callable[[], str]
    html: Callable[[], str] | None = None


def plain(text: str) -> tuple[Piece, ...]:
    """Return `text`, of which nothing differs, as pieces."""
    return (Piece(Op.SAME, text),)

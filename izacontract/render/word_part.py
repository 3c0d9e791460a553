"""An article or annex in WordprocessingML, printed once: the same part in the next contract is only looked up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from izacontract.model.contract import (
    Annex,
    Article,
    Block,
    Definitions,
    Inline,
    Lid,
    Onderdeel,
    PlacedClause,
    Placeholder,
    Reference,
    Table,
)
from izacontract.render import ooxml
from izacontract.render.frame import Frame
from izacontract.render.marks import Marks, heading_mark, lid_marks, mark_name, part_marks
from izacontract.render.remembered import Same, remembered
from izacontract.render.word_table import keep_apart, open_table, table


@dataclass(frozen=True, slots=True)
class Styles:
    """The place of one kind of part in the frame, and the styles in which it is printed, by name."""

    place: str
    heading: str
    lid: str
    running: str
    parts: tuple[str, str]


ARTICLE = Styles("artikelen", "Artikelkop", "Lid", "Artikeltekst", ("Onderdeel", "Subonderdeel"))
ANNEX = Styles("bijlagen", "Bijlagekop", "Bijlagelid", "Tekst", ("Bijlageonderdeel", "Bijlagesubonderdeel"))
OPENING = Styles("aanhef", "Aanhefkop", "Aanheflid", "Tekst", ("Aanhefonderdeel", "Aanhefsubonderdeel"))
CLOSING = Styles("ondertekening", "Aanhefkop", "Aanheflid", "Slottekst", ("Aanhefonderdeel", "Aanhefsubonderdeel"))
"""Its running text stays on the page of the signatures."""


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """A part as XML, the first number that it leaves free for a bookmark, and the table it ends in (`open_table`)."""

    xml: bytes
    free: int
    table: str


def print_part(part: Article | Annex, styles: Styles, frame: Frame, wanted: frozenset[str], first: int) -> PrintedPart:
    """Return `part` with its heading; what stands in it goes by `styles`.

    The leden in `wanted` get a bookmark; bookmarks are numbered from `first`.
    """
    here = tuple(mark for mark in part_marks(part).own if mark in wanted)
    return _part(heading_mark(part), part.heading, tuple(map(Same, part.clauses)), styles, frame, here, first)


@remembered(8, lambda part: len(part.xml))
def _part(
    mark: str,
    heading: str,
    clauses: tuple[Same[PlacedClause], ...],
    styles: Styles,
    frame: Frame,
    wanted: tuple[str, ...],
    first: int,
) -> PrintedPart:
    marks = Marks(wanted, first)
    pieces = [ooxml.paragraph(frame.styles[styles.heading], marks.around_heading(mark, ooxml.run(heading)))]
    for clause in clauses:
        here = tuple(mark for mark in lid_marks(clause.it) if mark in wanted)
        xml, marks.next = _clause(clause, styles, frame, here, marks.next)
        pieces.append(xml)
    whole = keep_apart("".join(pieces), frame.styles["Tabelafstand"])
    return PrintedPart(whole.encode(), marks.next, open_table(whole))


@remembered(4, lambda printed: len(printed[0]))
def _clause(
    same: Same[PlacedClause], styles: Styles, frame: Frame, wanted: tuple[str, ...], first: int
) -> tuple[str, int]:
    """Return a clause within its bookmark, and the first number that it leaves free."""
    marks = Marks(wanted, first)
    blocks = "".join(_Printer(styles, frame, marks).blocks(same.it.blocks))
    return marks.around_clause(same.it.id, blocks), marks.next


class _Printer:
    """Prints the blocks of one clause."""

    def __init__(self, styles: Styles, frame: Frame, marks: Marks) -> None:
        self._kinds = styles
        self._styles = frame.styles
        self._frame = frame
        self._marks = marks

    def blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        for block, after in zip(blocks, (*blocks[1:], None), strict=False):
            if isinstance(block, Lid):
                yield self._lid(block, introduces=after is not None and not isinstance(after, Lid))
            elif isinstance(block, Definitions):
                for term, meaning in block.items:
                    yield self._definition(term, meaning)
            else:
                yield _table(block, self._kinds.place, self._frame)

    def _lid(self, lid: Lid, introduces: bool) -> str:
        """Return `lid` with its onderdelen; one that introduces something stays on the page of what follows."""
        style = self._styles[self._kinds.lid if lid.number else self._kinds.running]
        content = self._marks.around_lid(lid.mark, self._inlines(lid.text))
        first = ooxml.paragraph(style, content, keep_next=bool(lid.parts) or introduces)
        return first + self._onderdelen(lid.parts) if lid.parts else first

    def _onderdelen(self, parts: Iterable[Onderdeel], depth: int = 0) -> str:
        style = self._styles[self._kinds.parts[depth]]
        return "".join(
            ooxml.paragraph(style, self._inlines(part.text)) + self._onderdelen(part.parts, depth + 1)
            if part.parts
            else ooxml.paragraph(style, self._inlines(part.text))
            for part in parts
        )

    def _inlines(self, inlines: Iterable[Inline]) -> str:
        return _inlines(inlines, self._styles["Open punt"])

    def _definition(self, term: str, meaning: Iterable[Inline]) -> str:
        named = ooxml.run(term, self._styles["Begripsterm"])
        return ooxml.paragraph(self._styles["Begrip"], f"{named}{ooxml.run(': ')}{self._inlines(meaning)}")


@remembered(4, len)
def _table(block: Table, place: str, frame: Frame) -> str:
    """Return a table of a clause; one of many rows often is as it was where the clause is not."""

    def print_inlines(inlines: Iterable[Inline]) -> str:
        return _inlines(inlines, frame.styles["Open punt"])

    return table(block, frame.styles, frame.widths[place], frame.letter, print_inlines)


def _inlines(inlines: Iterable[Inline], open_style: str) -> str:
    """Return `inlines` as runs: a reference as a field, an open value in `open_style`.

    Words and values next to each other share a run, so that a negotiator finds one text to edit.
    """
    pieces: list[str] = []
    text = ""
    for inline in inlines:
        if isinstance(inline, Placeholder):
            pieces += (ooxml.run(text), ooxml.run(inline.text, open_style))
            text = ""
        elif isinstance(inline, Reference):
            for printed, mark in inline.parts or ((inline.text, None),):
                if mark is None:
                    text += printed
                else:
                    pieces += (ooxml.run(text), ooxml.reference(mark_name(mark), printed))
                    text = ""
        else:
            text += inline.text
    pieces.append(ooxml.run(text))
    return "".join(pieces)

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
)
from izacontract.model.memory import Same
from izacontract.render.frame import Frame
from izacontract.render.marks import Marks, heading_mark, mark_name
from izacontract.render.word_table import keep_apart, open_table, table
from izacontract.word import ooxml
from izacontract.word.remembered import remembered


@dataclass(frozen=True, slots=True, eq=False)
class PartStyles:
    """The place of one kind of part in the frame, and the styles in which it is printed, by name."""

    place: str
    heading: str
    lid: str
    running: str
    parts: tuple[str, str]


ARTICLE = PartStyles("artikelen", "Artikelkop", "Lid", "Artikeltekst", ("Onderdeel", "Subonderdeel"))
ANNEX = PartStyles("bijlagen", "Bijlagekop", "Bijlagelid", "Tekst", ("Bijlageonderdeel", "Bijlagesubonderdeel"))
OPENING = PartStyles("aanhef", "Aanhefkop", "Aanheflid", "Tekst", ("Aanhefonderdeel", "Aanhefsubonderdeel"))
CLOSING = PartStyles("ondertekening", "Aanhefkop", "Aanheflid", "Slottekst", ("Aanhefonderdeel", "Aanhefsubonderdeel"))
"""Its running text stays on the page of the signatures."""


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """A part as XML, the first number that it leaves free for a bookmark, and the table it ends in (`open_table`)."""

    xml: bytes
    free: int
    table: str


def print_part(
    part: Article | Annex, styles: PartStyles, frame: Frame, wanted: tuple[str, ...], first: int
) -> PrintedPart:
    """Return `part` with its heading; what stands in it goes by `styles`.

    The leden with the marks in `wanted` get a bookmark; bookmarks are numbered from `first`.
    """
    # an article that was put in between two others has its number in its heading, as no list counts so
    style = OPENING.heading if isinstance(part, Article) and not part.number else styles.heading
    return _part(heading_mark(part), style, part.heading, tuple(map(Same, part.clauses)), styles, frame, wanted, first)


@remembered(6, lambda part: len(part.xml))
def _part(
    mark: str,
    style: str,
    heading: str,
    clauses: tuple[Same[PlacedClause], ...],
    styles: PartStyles,
    frame: Frame,
    wanted: tuple[str, ...],
    first: int,
) -> PrintedPart:
    marks = Marks(wanted, first)
    pieces = [ooxml.paragraph(frame.styles[style], marks.around_heading(mark, ooxml.run(heading)))]
    for clause in clauses:
        printed = [block for block in _blocks(clause.__self__.blocks, styles, frame, marks) if block]
        pieces += marks.around_clause(clause.__self__.id, printed)
    whole = keep_apart("".join(pieces), frame.styles["Tabelafstand"])
    return PrintedPart(whole.encode(), marks.free, open_table(whole))


def _blocks(blocks: Sequence[Block], styles: PartStyles, frame: Frame, marks: Marks) -> Iterator[str]:
    for block, after in zip(blocks, (*blocks[1:], None), strict=False):
        introduces = isinstance(block, Lid) and after is not None and not isinstance(after, Lid)
        number = marks.number_of(block.mark) if isinstance(block, Lid) else None
        yield _block(Same(block), styles, frame, introduces, number)


@remembered(6, len)
def _block(block: Same[Block], styles: PartStyles, frame: Frame, introduces: bool, number: int | None) -> str:
    """Return a block; a lid that `introduces` something stays on its page, one with a `number` gets a bookmark."""
    return _Printer(styles, frame).block(block.__self__, introduces, number)


class _Printer:
    """Prints one block."""

    def __init__(self, styles: PartStyles, frame: Frame) -> None:
        self._kinds = styles
        self._styles = frame.styles
        self._frame = frame

    def block(self, block: Block, introduces: bool, number: int | None) -> str:
        if isinstance(block, Lid):
            return self._lid(block, introduces, number)
        if isinstance(block, Definitions):
            return "".join(self._definition(term, meaning) for term, meaning in block.items)
        width = self._frame.widths[self._kinds.place]
        return table(block, self._styles, width, self._frame.letter, self._inlines)

    def _lid(self, lid: Lid, introduces: bool, number: int | None) -> str:
        """Return `lid` with its onderdelen, which keep it on their page."""
        style = self._styles[self._kinds.lid if lid.number else self._kinds.running]
        content = self._inlines(lid.text)
        if number is not None:
            content = ooxml.bookmark(number, mark_name(lid.mark), content)
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

    def _definition(self, term: str, meaning: Iterable[Inline]) -> str:
        named = ooxml.run(term, self._styles["Begripsterm"])
        return ooxml.paragraph(self._styles["Begrip"], f"{named}{ooxml.run(': ')}{self._inlines(meaning)}")

    def _inlines(self, inlines: Iterable[Inline]) -> str:
        """Return `inlines` as runs: a reference as a field, an open value in its own style.

        Words and values next to each other share a run, so that a negotiator finds one text to edit.
        """
        pieces: list[str] = []
        text = ""
        for inline in inlines:
            if isinstance(inline, Placeholder):
                pieces += (ooxml.run(text), ooxml.run(inline.text, self._styles["Open punt"]))
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

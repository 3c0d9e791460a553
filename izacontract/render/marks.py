"""The bookmarks of a Word document: which marks of a contract need one, how it is called, where it goes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from izacontract.model.contract import (
    Annex,
    Article,
    Block,
    Contract,
    Lid,
    PlacedClause,
    Reference,
    texts_of,
)
from izacontract.model.memory import Same
from izacontract.model.text_table import TextTable
from izacontract.word.ooxml import bookmark, bookmark_end, bookmark_name, bookmark_start
from izacontract.word.remembered import remembered


def heading_mark(part: Article | Annex) -> str:
    """Return the mark of the heading of `part`: "article:indexatie", "annex:bijlage-prijzen"."""
    return f"{'annex' if isinstance(part, Annex) else 'article'}:{part.slot}"


def label(part: Article | Annex) -> str:
    """Return the number before the heading of `part` as Word's list prints it: "artikel 8", "bijlage B" or ""."""
    if isinstance(part, Annex):
        return f"bijlage {part.letter}"
    return f"artikel {part.number}" if part.number else ""


@lru_cache(maxsize=8192)
def mark_name(mark: str) -> str:
    """Return the bookmark name of a heading or a lid: a heading has the letter H and its slot, a lid L and its mark."""
    return bookmark_name("L", mark) if "#" in mark else bookmark_name("H", mark.partition(":")[2])


@dataclass(frozen=True, slots=True)
class _PartMarks:
    """The marks of an article or annex: `own` of its leden, `referred` that its text points at; its length in signs."""

    own: tuple[str, ...]
    referred: frozenset[str]
    length: int


@remembered(1, lambda marks: 1000 + 4 * marks.length)
def _marks_in(clauses: tuple[Same[PlacedClause], ...]) -> _PartMarks:
    found = [_marks_of(Same(block)) for clause in clauses for block in clause.__self__.blocks]
    return _PartMarks(
        tuple(
            block.mark
            for clause in clauses
            for block in clause.__self__.blocks
            if isinstance(block, Lid) and block.mark
        ),
        frozenset().union(*(marks for marks, _ in found)),
        sum(length for _, length in found),
    )


@remembered(2, lambda found: 500 + 4 * found[1])
def _marks_of(block: Same[Block]) -> tuple[frozenset[str], int]:
    """Return the marks that the text of `block` points at, and how long that is."""
    if isinstance(block.__self__, TextTable):
        return frozenset(), sum(sum(map(len, row)) for row in block.__self__.texts)
    inlines = [inline for text in texts_of(block.__self__) for inline in text]
    referred = (mark for inline in inlines if isinstance(inline, Reference) for _, mark in inline.parts)
    return frozenset(mark for mark in referred if mark is not None), sum(len(inline.text) for inline in inlines)


def wanted_marks(contract: Contract) -> list[tuple[str, ...]]:
    """Return, for each part of `contract`, the marks of the leden that something points at: only those get a bookmark.

    Raises LookupError when something points at what is not there, and when two marks make one bookmark name.
    """
    marks = [_marks_in(tuple(map(Same, part.clauses))) for part in contract.parts]
    referred = frozenset().union(*(found.referred for found in marks))
    wanted = [tuple(mark for mark in found.own if mark in referred) for found in marks]
    there = [heading_mark(part) for part in contract.parts]
    there += [mark for found in wanted for mark in found]
    if lost := sorted(referred.difference(there)):
        raise LookupError(f"References to what the contract does not hold: {', '.join(lost)}")
    if len(set(map(mark_name, there))) != len(there):
        raise LookupError("Two marks of the contract make one bookmark name")
    return wanted


class Marks:
    """Gives bookmarks their numbers, from `free` on: to headings, to clauses, and to the leden in `wanted`."""

    def __init__(self, wanted: Collection[str], free: int) -> None:
        self._wanted = wanted
        self.free = free

    def around_heading(self, mark: str, content: str) -> str:
        """Return `content` (runs as XML) within the bookmark of the heading with `mark`."""
        return bookmark(self._number(), mark_name(mark), content)

    def number_of(self, mark: str) -> int | None:
        """Return a number for the lid with `mark`, None when nothing points at it."""
        return self._number() if mark in self._wanted else None

    def around_clause(self, clause: str, blocks: Sequence[str]) -> list[str]:
        """Return `blocks` (paragraphs and tables as XML) within the bookmark that carries the id of `clause`.

        It starts and ends inside a paragraph where it can, so that it travels with the text when that is moved. The
        blocks stay apart: those of a long price list are too large to copy for it.
        """
        if not blocks:
            return []
        number = self._number()
        start, end = bookmark_start(number, bookmark_name("C", clause)), bookmark_end(number)
        first, last = blocks[0], blocks[-1]
        if first.startswith("<w:p>"):
            at = first.index("</w:pPr>") + len("</w:pPr>")
            opened = [first[:at], start, first[at:]]
        else:
            opened = [start, first]
        pieces = [*opened, *blocks[1:]]
        if last.endswith("</w:p>"):
            return [*pieces[:-1], pieces[-1][:-6], end, "</w:p>"]
        return [*pieces, end]

    def _number(self) -> int:
        number, self.free = self.free, self.free + 1
        return number

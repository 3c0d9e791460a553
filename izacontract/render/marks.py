"""The bookmarks of a Word document: which marks of a contract need one, how it is called, where it goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from izacontract.model.contract import (
    Annex,
    Article,
    Contract,
    Definitions,
    Inline,
    Lid,
    Onderdeel,
    PlacedClause,
    Reference,
)
from izacontract.render.ooxml import bookmark_end, bookmark_name, bookmark_start
from izacontract.render.remembered import Same, remembered


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
class PartMarks:
    """The marks of an article or annex: `own` of its leden, `referred` that its text points at; its length in signs."""

    own: tuple[str, ...]
    referred: frozenset[str]
    length: int


def part_marks(part: Article | Annex) -> PartMarks:
    """Return the marks of `part`, but that of its heading."""
    return _marks_in(tuple(map(Same, part.clauses)))


@remembered(4, lambda marks: 1000 + 4 * marks.length)
def _marks_in(clauses: tuple[Same[PlacedClause], ...]) -> PartMarks:
    inlines = [inline for clause in clauses for inline in _inlines(clause.it)]
    referred = (mark for inline in inlines if isinstance(inline, Reference) for _, mark in inline.parts)
    return PartMarks(
        tuple(mark for clause in clauses for mark in lid_marks(clause.it)),
        frozenset(mark for mark in referred if mark is not None),
        sum(len(inline.text) for inline in inlines),
    )


def lid_marks(clause: PlacedClause) -> Iterator[str]:
    """Give the marks of the leden of `clause`."""
    return (block.mark for block in clause.blocks if isinstance(block, Lid) and block.mark)


def wanted_marks(contract: Contract) -> frozenset[str]:
    """Return the marks that something in `contract` points at: a lid gets a bookmark only then.

    Raises LookupError when one is not there, and when two marks make one bookmark name.
    """
    marks = list(map(part_marks, contract.parts))
    wanted = frozenset().union(*(found.referred for found in marks))
    there = [heading_mark(part) for part in contract.parts]
    there += [mark for found in marks for mark in found.own if mark in wanted]
    if lost := sorted(wanted.difference(there)):
        raise LookupError(f"References to what the contract does not hold: {', '.join(lost)}")
    if len(set(map(mark_name, there))) != len(there):
        raise LookupError("Two marks of the contract make one bookmark name")
    return wanted


class Marks:
    """Puts bookmarks around headings, clauses and the leden in `wanted`; each gets the next number from `first`."""

    def __init__(self, wanted: Iterable[str], first: int) -> None:
        self._wanted = frozenset(wanted)
        self.next = first

    def around_heading(self, mark: str, content: str) -> str:
        """Return `content` (runs as XML) within the bookmark of the heading with `mark`."""
        return self._around(mark_name(mark), content)

    def around_lid(self, mark: str, content: str) -> str:
        """Return `content` (runs as XML) within the bookmark of the lid with `mark`, or bare when nothing needs it."""
        return self._around(mark_name(mark), content) if mark in self._wanted else content

    def _around(self, name: str, content: str) -> str:
        number = self._number()
        return f"{bookmark_start(number, name)}{content}{bookmark_end(number)}"

    def around_clause(self, clause: str, blocks: str) -> str:
        """Return `blocks` (paragraphs and tables as XML) within the bookmark that carries the id of `clause`.

        It starts and ends inside a paragraph where it can, so that it travels with the text when that is moved.
        """
        if not blocks:
            return ""
        number = self._number()
        start, end = bookmark_start(number, bookmark_name("C", clause)), bookmark_end(number)
        if blocks.startswith("<w:p>"):
            at = blocks.index("</w:pPr>") + len("</w:pPr>")
            blocks = f"{blocks[:at]}{start}{blocks[at:]}"
        else:
            blocks = start + blocks
        return f"{blocks[:-6]}{end}</w:p>" if blocks.endswith("</w:p>") else blocks + end

    def _number(self) -> int:
        number, self.next = self.next, self.next + 1
        return number


def _inlines(clause: PlacedClause) -> Iterator[Inline]:
    """Give everything in `clause` that is printed, but the headers of tables and the terms of definitions."""
    for block in clause.blocks:
        if isinstance(block, Lid):
            yield from block.text
            yield from _in_onderdelen(block.parts)
        elif isinstance(block, Definitions):
            for _, meaning in block.items:
                yield from meaning
        else:
            for row in block.rows:
                for cell in row:
                    yield from cell


def _in_onderdelen(parts: Iterable[Onderdeel]) -> Iterator[Inline]:
    for part in parts:
        yield from part.text
        yield from _in_onderdelen(part.parts)

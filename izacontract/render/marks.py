"""The bookmarks of a Word document: which marks of a contract need one, how it is called, where it goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from izacontract.model.contract import Annex, Article, Contract, Definitions, Inline, Lid, Onderdeel, Reference
from izacontract.render.ooxml import bookmark_end, bookmark_name, bookmark_start


def heading_mark(part: Article | Annex) -> str:
    """Return the mark of the heading of `part`: "article:indexatie", "annex:bijlage-prijzen"."""
    return f"{'annex' if isinstance(part, Annex) else 'article'}:{part.slot}"


def label(part: Article | Annex) -> str:
    """Return the number before the heading of `part` as Word's list prints it: "artikel 8", "bijlage B" or ""."""
    if isinstance(part, Annex):
        return f"bijlage {part.letter}"
    return f"artikel {part.number}" if part.number else ""


class Marks:
    """Gives each bookmark its name and its number; a lid gets one when something refers to it.

    A clause has the letter C and its id, a heading H and its slot, a lid L, its clause and its place. Numbers start at
    `first`, above those of the frame.
    """

    def __init__(self, contract: Contract, first: int = 1) -> None:
        self._count = count(first)
        self._wanted = set(_referred(contract))
        self._names: dict[str, str] = {}
        for part in contract.parts:
            self._names[heading_mark(part)] = bookmark_name("H", part.slot)
            for clause in part.clauses:
                for block in clause.blocks:
                    if isinstance(block, Lid) and block.mark in self._wanted:
                        self._names[block.mark] = bookmark_name("L", block.mark)
        if lost := sorted(self._wanted - self._names.keys()):
            raise LookupError(f"References to what the contract does not hold: {', '.join(lost)}")
        if len(set(self._names.values())) != len(self._names):
            raise LookupError("Two marks of the contract make one bookmark name")

    def name(self, mark: str) -> str:
        """Return the bookmark name of a heading or of a lid that something refers to."""
        return self._names[mark]

    def around(self, mark: str, content: str) -> str:
        """Return `content` (runs as XML) within the bookmark of `mark`, or bare when nothing needs it."""
        name = self._names.get(mark)
        if name is None:
            return content
        number = next(self._count)
        return f"{bookmark_start(number, name)}{content}{bookmark_end(number)}"

    def around_clause(self, clause: str, blocks: str) -> str:
        """Return `blocks` (paragraphs and tables as XML) within the bookmark that carries the id of `clause`.

        It starts and ends inside a paragraph where it can, so that it travels with the text when that is moved.
        """
        if not blocks:
            return ""
        number = next(self._count)
        start, end = bookmark_start(number, bookmark_name("C", clause)), bookmark_end(number)
        if blocks.startswith("<w:p>"):
            at = blocks.index("</w:pPr>") + len("</w:pPr>")
            blocks = f"{blocks[:at]}{start}{blocks[at:]}"
        else:
            blocks = start + blocks
        return f"{blocks[:-6]}{end}</w:p>" if blocks.endswith("</w:p>") else blocks + end


def _referred(contract: Contract) -> Iterator[str]:
    """Give every mark that a reference in `contract` points at."""
    for part in contract.parts:
        for clause in part.clauses:
            for block in clause.blocks:
                if isinstance(block, Lid):
                    yield from _in_inlines(block.text)
                    yield from _in_onderdelen(block.parts)
                elif isinstance(block, Definitions):
                    for _, meaning in block.items:
                        yield from _in_inlines(meaning)
                else:
                    for row in block.rows:
                        for cell in row:
                            yield from _in_inlines(cell)


def _in_onderdelen(parts: Iterable[Onderdeel]) -> Iterator[str]:
    for part in parts:
        yield from _in_inlines(part.text)
        yield from _in_onderdelen(part.parts)


def _in_inlines(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, Reference):
            for _, mark in inline.parts:
                if mark is not None:
                    yield mark

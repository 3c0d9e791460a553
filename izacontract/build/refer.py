"""Step refer: every reference gets the number of what it points at."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from izacontract.build.contents import FilledClause
from izacontract.build.number import Layout, LidNumber, NumberedPart, with_number
from izacontract.build.place import FilledSlot
from izacontract.dutch import ordinal
from izacontract.errors import ClauseError
from izacontract.message import Message
from izacontract.model.clause import Clause, ClauseVersion, Place
from izacontract.model.contract import (
    Annex,
    Article,
    Block,
    Definitions,
    Inline,
    Lid,
    Onderdeel,
    PlacedClause,
    Reference,
    Table,
    Words,
    texts_of,
)
from izacontract.model.memory import Same, remembered
from izacontract.model.own import is_own
from izacontract.model.text_table import TextTable

Part = tuple[str, str | None]

ABSENT = Message(
    "clausule.verwijzing",
    "Clausule {clause} verwijst naar {other}, die niet in dit contract staat.",
    "Clause {clause} refers to {other}, which is not in this contract.",
    'Geef een terugval, ref("...", anders="..."), of zet de verwijzing onder een voorwaarde.',
    'Give a fallback, ref("...", anders="..."), or put the reference under a condition.',
)
NO_SUCH_LID = Message(
    "clausule.verwijzing",
    "Clausule {clause} verwijst naar lid '{lid}' van {other}, dat er niet staat.",
    "Clause {clause} refers to lid '{lid}' of {other}, which is not there.",
    'Geef het lid een naam met {{{{ lid("...") }}}}, of geef een terugval met anders=.',
    'Name the lid with {{{{ lid("...") }}}}, or give a fallback with anders=.',
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a clause stands: its part, whether it shares that, and its numbered leden."""

    part: NumberedPart
    shared: bool
    leden: tuple[LidNumber, ...]


@dataclass(frozen=True, slots=True)
class NumberedParts:
    """All that is printed after the title page."""

    opening: tuple[Article, ...]
    articles: tuple[Article, ...]
    closing: tuple[Article, ...]
    annexes: tuple[Annex, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How to speak of what stands in another document: `instead` of a number of this one, or `besides` that.

    What is pointed at is a clause, and a lid of it or None for the whole; `besides` goes by clause.
    """

    instead: Mapping[tuple[str, str | None], str] = field(default_factory=dict)
    besides: Mapping[str, str] = field(default_factory=dict)


NOWHERE: Final = Elsewhere()


def refer(layout: Layout, slots: Sequence[FilledSlot], style: str, elsewhere: Elsewhere = NOWHERE) -> NumberedParts:
    """Return the parts of a contract with the text of `slots` numbered and each reference resolved.

    A clause that prints the same as in an earlier contract is the very same object. `style` is that of the
    references: "punt" or "aanwijzingen". Raises ClauseError for a reference to what is not there.
    """
    resolver = _resolver(layout, style, elsewhere)
    texts = {filled.slot.id: filled.clauses for filled in slots}
    articles: dict[Place, list[Article]] = {place: [] for place in Place}
    annexes: list[Annex] = []
    for part in layout:
        clauses = tuple([_placed(resolver, item) for item in texts[part.slot]])
        if part.place is Place.ANNEX:
            annexes.append(Annex(part.number, part.slot, part.heading, clauses))
        else:
            articles[part.place].append(Article(part.number, part.slot, part.heading, clauses))
    opening, body, closing = (tuple(articles[place]) for place in (Place.OPENING, Place.ARTICLE, Place.CLOSING))
    return NumberedParts(opening, body, closing, tuple(annexes))


class Refer:
    """Resolves references within a `layout` in a style: "punt" or "aanwijzingen"."""

    def __init__(self, layout: Layout, style: str, elsewhere: Elsewhere = NOWHERE) -> None:
        self._style, self._elsewhere = style, elsewhere
        self._targets: Mapping[str, Target] = {
            clause: Target(part, _shares(part, clause), leden)
            for part in layout
            for clause, leden in part.clauses.items()
        }
        self._found: dict[Reference, Inline] = {}

    def placed(self, item: FilledClause) -> PlacedClause:
        """Return the clause of which each block is as it was before, where nothing in it changed."""
        clause = item.settled.clause
        leden = iter(self._targets[clause.id].leden)
        blocks = tuple(
            self._known_block(block, next(leden) if isinstance(block, Lid) and block.number else None, clause.id)
            for block in item.filled.blocks
        )
        return _clause(clause, item.version, blocks)

    def _known_block(self, block: Block, lid: LidNumber | None, clause: str) -> Block:
        if isinstance(block, TextTable):
            return block
        references = _references_in(block)
        if not references and lid is None and isinstance(block, Table):
            return block
        resolved = tuple([self._resolved(reference, clause) for reference in references])
        return _numbered(block, resolved, lid, self, clause)

    def block(self, block: Block, clause: str) -> Block:
        """Return `block` with each reference in it resolved."""
        if isinstance(block, Table):
            rows = tuple(tuple(self._inlines(cell, clause) for cell in row) for row in block.rows)
            return Table(block.header, block.align, rows)
        if isinstance(block, Definitions):
            return Definitions(tuple((term, self._inlines(text, clause)) for term, text in block.items))
        if not _refers(block):
            return block
        text = self._inlines(block.text, clause)
        return Lid(block.number, text, self._parts(block.parts, clause), block.mark, block.name)

    def _parts(self, parts: tuple[Onderdeel, ...], clause: str) -> tuple[Onderdeel, ...]:
        return tuple(
            Onderdeel(part.number, self._inlines(part.text, clause), self._parts(part.parts, clause)) for part in parts
        )

    def _inlines(self, inlines: tuple[Inline, ...], clause: str) -> tuple[Inline, ...]:
        if not any(isinstance(inline, Reference) for inline in inlines):
            return inlines
        after = (*inlines[1:], Words(""))
        return tuple(
            self._closed(self._resolved(inline, clause), then) if isinstance(inline, Reference) else inline
            for inline, then in zip(inlines, after, strict=True)
        )

    def _closed(self, found: Inline, then: Inline) -> Inline:
        """Return `found` with the comma that ends "artikel 8, tweede lid," where the sentence goes on."""
        goes_on = isinstance(then, Words) and then.text.startswith(" ")
        if not (goes_on and isinstance(found, Reference) and found.parts[-1][0].endswith(" lid")):
            return found
        return replace(found, text=f"{found.text},", parts=(*found.parts, (",", None)))

    def _resolved(self, reference: Reference, clause: str) -> Inline:
        """Return what `reference` prints: the same object in every layout where it prints the same."""
        found = self._found.get(reference)
        if found is None:
            found = self._found[reference] = _shared(self._resolve(reference, clause))
        return found

    def _resolve(self, reference: Reference, clause: str) -> Inline:
        if there := self._elsewhere.instead.get((reference.clause, reference.lid)):
            return Words(there)
        target = self._targets.get(reference.clause)
        if target is None:
            if reference.otherwise is not None:
                return Words(reference.otherwise)
            raise ABSENT.failure(ClauseError, clause=clause, other=reference.clause)
        parts = self._printed(reference, target, clause)
        if reference.lid is None and (also := self._elsewhere.besides.get(reference.clause)):
            parts = (*parts, (f" en {also}", None))
        return Reference("".join(text for text, _ in parts), reference.clause, reference.lid, None, parts)

    def _printed(self, reference: Reference, target: Target, clause: str) -> tuple[Part, ...]:
        if not target.part.number:
            return ((f"het onderdeel {target.part.heading}", None),)
        if reference.lid is not None:
            lid = next((lid for lid in target.leden if lid.name == reference.lid), None)
            if lid is None:
                if reference.otherwise is not None:
                    return ((reference.otherwise, None),)
                raise NO_SUCH_LID.failure(ClauseError, clause=clause, lid=reference.lid, other=reference.clause)
            return self._leden(target.part, (lid,))
        if target.shared and target.leden and target.part.place is not Place.ANNEX:
            return self._leden(target.part, tuple(dict.fromkeys((target.leden[0], target.leden[-1]))))
        return (_whole(target.part),)

    def _leden(self, part: NumberedPart, leden: tuple[LidNumber, ...]) -> tuple[Part, ...]:
        if self._style == "aanwijzingen" and part.place is not Place.ANNEX:
            ranks = " tot en met ".join(ordinal(int(lid.number.rsplit(".", 1)[1])) for lid in leden)
            return (_whole(part), (f", {ranks} lid", None))
        word = "bijlage " if part.place is Place.ANNEX else "artikel "
        numbers: list[Part] = [(word, None), (leden[0].number, leden[0].mark)]
        if len(leden) > 1:
            numbers += [(" tot en met ", None), (leden[1].number, leden[1].mark)]
        return tuple(numbers)


@remembered(256, key=lambda layout, style, elsewhere: (Same(layout), style, Same(elsewhere)))
def _resolver(layout: Layout, style: str, elsewhere: Elsewhere) -> Refer:
    return Refer(layout, style, elsewhere)


@remembered(512, key=lambda resolver, item: (Same(resolver), Same(item.filled), Same(item.settled.clause)))
def _placed(resolver: Refer, item: FilledClause) -> PlacedClause:
    """Return the clause in its place, with numbers; raises ClauseError when it refers to what is not there."""
    return resolver.placed(item)


@remembered(512)
def _clause(clause: Clause, version: ClauseVersion, blocks: tuple[Block, ...]) -> PlacedClause:
    return PlacedClause(clause.id, clause.title, version.since, blocks)


@remembered(1024)
def _references_in(block: Block) -> tuple[Reference, ...]:
    return tuple(dict.fromkeys(one for text in texts_of(block) for one in text if isinstance(one, Reference)))


def _prints(block: Block, resolved: tuple[Inline, ...], lid: LidNumber | None, *_: object) -> Hashable:
    return Same(block), *map(Same, resolved), (lid.number, lid.mark) if lid else None


@remembered(1024, key=_prints)
def _numbered(block: Block, resolved: tuple[Inline, ...], lid: LidNumber | None, resolver: Refer, clause: str) -> Block:
    """Return `block` with its number, and its references as `resolver` has `resolved` them."""
    return resolver.block(with_number(block, lid), clause)


@remembered(1024, key=lambda inline: inline)
def _shared(inline: Inline) -> Inline:
    return inline


def _refers(item: Lid | Onderdeel) -> bool:
    return any(isinstance(inline, Reference) for inline in item.text) or any(_refers(part) for part in item.parts)


def _shares(part: NumberedPart, clause: str) -> bool:
    """Return whether `clause` shares its article; what the parties add behind a clause of ours belongs to that."""
    return any(other != clause and (is_own(clause) or not is_own(other)) for other in part.clauses)


def _whole(part: NumberedPart) -> Part:
    if part.place is Place.ANNEX:
        return f"bijlage {part.number}", f"annex:{part.slot}"
    return f"artikel {part.number}", f"article:{part.slot}"

"""Step refer: every reference gets the number of what it points at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from izacontract.dutch import ordinal
from izacontract.errors import ClauseError
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
)

Part = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a clause stands: its article or annex, whether it shares that, and its numbered leden."""

    part: Article | Annex
    shared: bool
    leden: tuple[Lid, ...]


class Refer:
    """Resolves references against the numbered `parts` in a style: "punt" or "aanwijzingen"."""

    def __init__(self, parts: Sequence[Article | Annex], style: str) -> None:
        self._style = style
        self._targets: Mapping[str, Target] = {
            clause.id: Target(
                part,
                len(part.clauses) > 1,
                tuple(block for block in clause.blocks if isinstance(block, Lid) and block.mark),
            )
            for part in parts
            for clause in part.clauses
        }

    def part(self, part: Article | Annex) -> Article | Annex:
        """Return `part` with every reference in it resolved; raises ClauseError for one to an absent clause."""
        return replace(part, clauses=tuple(self._clause(clause) for clause in part.clauses))

    def _clause(self, clause: PlacedClause) -> PlacedClause:
        return replace(clause, blocks=tuple(self._block(block, clause.id) for block in clause.blocks))

    def _block(self, block: Block, clause: str) -> Block:
        if isinstance(block, Table):
            rows = tuple(tuple(self._inlines(cell, clause) for cell in row) for row in block.rows)
            return replace(block, rows=rows)
        if isinstance(block, Definitions):
            return replace(block, items=tuple((term, self._inlines(text, clause)) for term, text in block.items))
        if not _refers(block):
            return block
        return replace(block, text=self._inlines(block.text, clause), parts=self._parts(block.parts, clause))

    def _parts(self, parts: tuple[Onderdeel, ...], clause: str) -> tuple[Onderdeel, ...]:
        return tuple(
            replace(part, text=self._inlines(part.text, clause), parts=self._parts(part.parts, clause))
            for part in parts
        )

    def _inlines(self, inlines: tuple[Inline, ...], clause: str) -> tuple[Inline, ...]:
        if not any(isinstance(inline, Reference) for inline in inlines):
            return inlines
        return tuple(self._resolved(inline, clause) if isinstance(inline, Reference) else inline for inline in inlines)

    def _resolved(self, reference: Reference, clause: str) -> Inline:
        target = self._targets.get(reference.clause)
        if target is None:
            if reference.otherwise is not None:
                return Words(reference.otherwise)
            raise _fault(
                f"Clausule {clause} verwijst naar {reference.clause}, die niet in dit contract staat.",
                f"Clause {clause} refers to {reference.clause}, which is not in this contract.",
                'Geef een terugval, ref("...", anders="..."), of zet de verwijzing onder een voorwaarde.',
                'Give a fallback, ref("...", anders="..."), or put the reference under a condition.',
            )
        parts = self._printed(reference, target, clause)
        return replace(reference, text="".join(text for text, _ in parts), parts=parts, otherwise=None)

    def _printed(self, reference: Reference, target: Target, clause: str) -> tuple[Part, ...]:
        if isinstance(target.part, Article) and not target.part.number:
            return ((f"het onderdeel {target.part.heading}", None),)
        if reference.lid is not None:
            lid = next((lid for lid in target.leden if lid.name == reference.lid), None)
            if lid is None:
                if reference.otherwise is not None:
                    return ((reference.otherwise, None),)
                raise _fault(
                    f"Clausule {clause} verwijst naar lid '{reference.lid}' van {reference.clause}, dat er niet staat.",
                    f"Clause {clause} refers to lid '{reference.lid}' of {reference.clause}, which is not there.",
                    'Geef het lid een naam met {{ lid("...") }}, of geef een terugval met anders=.',
                    'Name the lid with {{ lid("...") }}, or give a fallback with anders=.',
                )
            return self._leden(target.part, (lid,))
        if target.shared and target.leden and isinstance(target.part, Article):
            return self._leden(target.part, tuple(dict.fromkeys((target.leden[0], target.leden[-1]))))
        return (_whole(target.part),)

    def _leden(self, part: Article | Annex, leden: tuple[Lid, ...]) -> tuple[Part, ...]:
        if self._style == "aanwijzingen" and isinstance(part, Article):
            ranks = " tot en met ".join(ordinal(int(lid.number.rsplit(".", 1)[1])) for lid in leden)
            return (_whole(part), (f", {ranks} lid", None))
        word = "bijlage " if isinstance(part, Annex) else "artikel "
        numbers: list[Part] = [(word, None), (leden[0].number, leden[0].mark)]
        if len(leden) > 1:
            numbers += [(" tot en met ", None), (leden[1].number, leden[1].mark)]
        return tuple(numbers)


def _refers(item: Lid | Onderdeel) -> bool:
    return any(isinstance(inline, Reference) for inline in item.text) or any(_refers(part) for part in item.parts)


def _whole(part: Article | Annex) -> Part:
    if isinstance(part, Annex):
        return f"bijlage {part.letter}", f"annex:{part.slot}"
    return f"artikel {part.number}", f"article:{part.slot}"


def _fault(nl: str, en: str, hint_nl: str, hint_en: str) -> ClauseError:
    return ClauseError(nl, en, hint_nl, hint_en, code="clausule.verwijzing")

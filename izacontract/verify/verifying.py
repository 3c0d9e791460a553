"""A returned Word file against what was sent: every clause, heading and line, and what is new."""

from __future__ import annotations

from collections.abc import Mapping

from izacontract.differ.alignment import align
from izacontract.differ.verification import (
    SCHEMA,
    Edit,
    Outside,
    Status,
    Verification,
    VerifiedClause,
    VerifiedPart,
)
from izacontract.render.seal import Seal, SealedClause, SealedPart, SealedText
from izacontract.render.word_reading import read_part
from izacontract.render.word_text import Paragraph
from izacontract.verify.adding import Beside, find_additions
from izacontract.verify.comparing import Comparer
from izacontract.verify.noting import notes
from izacontract.verify.numbers import fill_numbers
from izacontract.verify.opened import Opened, open_document
from izacontract.verify.placing import place
from izacontract.verify.returned import Returned, Unit, line_key
from izacontract.verify.seals import read_seal
from izacontract.verify.standing import Standing, moved_clauses, standings


def verify_document(data: bytes, name: str, sent: bytes | None = None, sent_name: str = "") -> Verification:
    """Return what changed in the Word file `data` since it was sent; `name` is how messages call it.

    The seal in it says what was sent, or that of the file `sent` when given. Raises FileError when a file cannot be
    read as a Word document, SealFault when the seal is missing or broken.
    """
    opened = open_document(data, name)
    seal = read_seal(opened, name) if sent is None else read_seal(open_document(sent, sent_name), sent_name)
    return _Verifier(opened, seal).verification(name)


class _Verifier:
    """Compares one document with one seal."""

    def __init__(self, opened: Opened, seal: Seal) -> None:
        document = read_part(opened.body, opened.styles, opened.notes)
        fill_numbers(document, opened.styles, opened.numbering)
        margins = (read_part(part, opened.styles, opened.notes) for part in opened.margins)
        self._margins = [paragraph for margin in margins for paragraph in margin.paragraphs() if paragraph.text.strip()]
        self._document = document
        self._seal = seal
        self._returned = Returned(document, seal)
        self._placed = place(seal, self._returned)
        self._standings = standings(self._returned.units, self._placed)
        self._comparer = Comparer(self._returned, lists_are_lost=self._lists_are_lost())
        self._heads = {
            owner.slot: unit
            for unit in self._returned.units
            if isinstance(owner := self._placed.owners.get(unit.at), SealedPart)
        }

    def verification(self, name: str) -> Verification:
        """Return everything that changed; `name` is how the report calls the document."""
        additions = find_additions(self._seal, self._returned, self._placed, self._comparer)
        moved = moved_clauses(self._seal, self._standings)
        parts = tuple(
            self._part(part, tuple(self._clause(clause, moved, additions.beside) for clause in part.clauses))
            for part in self._seal.parts
        )
        outside = (*self._frame(), *additions.outside, *self._margin_edits(), *additions.contents)
        changed = bool(additions.parts or outside or self._comparer.lists_are_lost) or any(
            part.edits or any(clause.status is not Status.UNCHANGED for clause in part.clauses) for part in parts
        )
        return Verification(
            schema=SCHEMA,
            file=name,
            changed=changed,
            reference=self._seal.reference,
            title=self._seal.title,
            fingerprint=self._seal.fingerprint,
            tool=self._seal.tool,
            plugins=dict(self._seal.plugins),
            parts=parts,
            added=additions.parts,
            outside=outside,
            notes=notes(self._document, self._returned, self._placed, self._comparer),
        )

    def _part(self, part: SealedPart, clauses: tuple[VerifiedClause, ...]) -> VerifiedPart:
        head = self._heads.get(part.slot)
        if head is None:
            edits = [self._comparer.line_removed(part.heading, part.number)]
            return VerifiedPart(part.slot, part.number, "", part.heading, tuple(edits), clauses)
        edits = list(self._comparer.text(SealedText(part.heading, part.number), head, part.number))
        return VerifiedPart(part.slot, part.number, _number(head), part.heading, tuple(edits), clauses)

    def _clause(self, clause: SealedClause, moved: Mapping[str, str], beside: Beside) -> VerifiedClause:
        standing = self._standings.get(clause.id, Standing((), frozenset()))
        changes = self._comparer.blocks(clause.blocks, standing.units, standing.away)
        edits = (*changes, *beside.get(clause.id, ()))
        if not standing.units:
            status = Status.REMOVED
        elif edits:
            status = Status.CHANGED
        else:
            status = Status.MOVED if clause.id in moved else Status.UNCHANGED
        return VerifiedClause(
            id=clause.id,
            title=clause.title,
            version=clause.version,
            status=status,
            moved=clause.id in moved,
            moved_after=moved.get(clause.id, ""),
            bookmark="lost" if clause.id in self._placed.lost else "kept",
            edits=edits,
        )

    def _lists_are_lost(self) -> bool:
        """Return whether no list prints a number although they did: then that is said once, not per lid.

        A program that wrote the numbers out as text lost nothing.
        """
        blocks = [block for clause in self._seal.clauses for block in clause.blocks if isinstance(block, SealedText)]
        if not any(block.number for block in blocks) or any(map(_number, self._returned.units)):
            return False
        typed = {line_key(f"{block.number} {block.text}") for block in blocks if block.number and not block.points}
        return typed.isdisjoint(unit.key for unit in self._returned.units)

    def _frame(self) -> list[Outside]:
        """Return what changed in the lines around the articles."""
        edits: list[Edit] = []
        for line, unit in self._placed.frame:
            if line is None and unit is not None:
                edits.append(self._comparer.added(unit))
            elif line is not None and unit is None:
                edits.append(self._comparer.line_removed(line))
            elif line is not None and unit is not None:
                edits += self._comparer.text(SealedText(line, _number(unit)), unit, "")
        return [Outside("frame", edit) for edit in edits]

    def _margin_edits(self) -> list[Outside]:
        """Return what changed in headers and footers; the same line in several of them counts once."""
        lines = {line_key(line): line for line in self._seal.margins}
        now = {unit.key: unit for unit in self._returned.units_of(self._margins)}
        gone = [key for key in lines if key not in now]
        come = [key for key in now if key not in lines]
        edits: list[Edit] = []
        for pair in align(gone, come, by_place=True):
            if pair.old is None and pair.new is not None:
                edits.append(self._comparer.added(now[come[pair.new]]))
            elif pair.new is None and pair.old is not None:
                edits.append(self._comparer.line_removed(lines[gone[pair.old]]))
            elif pair.old is not None and pair.new is not None:
                edits += self._comparer.text(SealedText(lines[gone[pair.old]]), now[come[pair.new]], "")
        return [Outside("margin", edit) for edit in edits]


def _number(unit: Unit) -> str:
    return unit.block.number if isinstance(unit.block, Paragraph) else ""

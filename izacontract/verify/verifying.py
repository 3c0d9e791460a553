"""A returned Word file against what was sent: every clause, heading and line, and what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from izacontract.differ.naming import with_names
from izacontract.differ.verification import (
    SCHEMA,
    ChangedBy,
    ClauseStatus,
    Edit,
    EditKind,
    Outside,
    Verification,
    VerifiedClause,
    VerifiedPart,
)
from izacontract.errors import Told
from izacontract.render.seal import Seal, SealedClause, SealedPart, SealedTable, SealedText
from izacontract.verify.adding import find_additions
from izacontract.verify.comparing import Comparer
from izacontract.verify.margins import margin_edits, margins_moved
from izacontract.verify.noting import notes
from izacontract.verify.numbering import number_forms, wrong_numbers
from izacontract.verify.placing import FrameLine, place
from izacontract.verify.rendering import with_rendered
from izacontract.verify.returned import Returned, Unit, line_key
from izacontract.verify.seals import provider_of, read_seal, signature_of
from izacontract.verify.standing import Standing, misplaced, moved_clauses, standings
from izacontract.verify.unproven import said, unsent
from izacontract.word.definitions import definition_facts
from izacontract.word.document import Document, Fact, Paragraph, Table
from izacontract.word.inventory import file_facts
from izacontract.word.kit import Kit
from izacontract.word.numbers import fill_numbers
from izacontract.word.opening import WordFile, open_word
from izacontract.word.reading import read_part
from izacontract.word.sections import SectionReader

FEW = 3
"""So many wrong numbers are told one by one; more are told once, with how many."""


def verify_document(
    data: bytes,
    name: str,
    sent: bytes | None = None,
    sent_name: str = "",
    key: bytes | None = None,
    shown: str | None = None,
    manifest: Collection[str] | None = None,
) -> Verification:
    """Return what changed in the Word file `data` since it was sent; `name` is how messages call it.

    The seal in it says what was sent, or that of the file `sent` when given. `key` is the public key of who should have
    signed it, `shown` the text of `data` as another program shows it, for a second opinion, `manifest` the sha256 of
    each seal that was sent. Raises FileError when a file cannot be read as a Word document, SealFault when the seal is
    missing or broken.
    """
    file = open_word(data, name)
    if sent is not None:
        seal = read_seal(open_word(sent, sent_name), sent_name)
        return replace(_verified(file, seal, shown), sealed_by="own-copy")
    seal, signature = read_seal(file, name), signature_of(file)
    found = _verified(file, seal, shown)
    if manifest is not None:
        known = signature is not None and signature.checksum in manifest
        return replace(found, sealed_by="sent" if known else "not-sent")
    if signature is None or not signature.signature:
        return found
    return replace(found, sealed_by="known" if signature.is_of(key) else "unknown")


def _verified(file: WordFile, seal: Seal, shown: str | None) -> Verification:
    found = _Verifier(file, seal).verification(file.name)
    return with_names(found if shown is None else with_rendered(found, seal, shown))


def held_against(data: bytes, name: str, seal: Seal) -> Verification:
    """Return how the Word file `data`, called `name`, differs from what `seal` says; raises as `verify_document`."""
    return _verified(open_word(data, name), seal, None)


class _Verifier:
    """Compares one document with one seal."""

    def __init__(self, file: WordFile, seal: Seal) -> None:
        kit = Kit(file)
        document = read_part(file.body, kit)
        fill_numbers(document, kit)
        sections = SectionReader(kit)
        self._margins = sections.margins(document.sections)
        self._elsewhere = [*sections.facts(document.sections), *file_facts(file), *definition_facts(kit)]
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
        self._edits: dict[str, list[Edit]] = {}
        self._head_edits: dict[str, list[Edit]] = {}

    def verification(self, name: str) -> Verification:
        """Return everything that changed; `name` is how the report calls the document."""
        additions = find_additions(self._seal, self._returned, self._placed, self._comparer)
        moved = misplaced(self._seal, self._standings, self._heads) | moved_clauses(self._seal, self._standings)
        for part in self._seal.parts:
            self._head_edits[part.slot] = self._head(part)
            for clause in part.clauses:
                standing = self._standings.get(clause.id, Standing((), frozenset()))
                edits = self._comparer.blocks(clause.blocks, standing.units, standing.away)
                self._edits[clause.id] = [*edits, *additions.beside.get(clause.id, ())]
        frame = self._frame()
        outside = [
            *frame,
            *self._numbers(),
            *self._unproven(),
            *additions.outside,
            *margin_edits(self._seal, self._margins, self._returned, self._comparer),
        ]
        outside += additions.contents
        parts = tuple(
            VerifiedPart(
                part.slot,
                part.number,
                self._heads[part.slot].number if part.slot in self._heads else "",
                part.heading,
                tuple(self._head_edits[part.slot]),
                tuple(self._clause(clause, moved) for clause in part.clauses),
            )
            for part in self._seal.parts
        )
        changed = bool(additions.parts or outside or self._comparer.lists_are_lost) or any(
            part.edits or any(clause.status is not ClauseStatus.UNCHANGED for clause in part.clauses) for part in parts
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
            outside=tuple(outside),
            unreviewed=self._seal.unreviewed,
            deviations=self._seal.deviations,
            provider=provider_of(self._seal),
            addendum_to=self._seal.amendment.reference if self._seal.amendment is not None else "",
            notes=notes(self._seal, self._document, self._returned, self._placed, self._comparer),
        )

    def _head(self, part: SealedPart) -> list[Edit]:
        head = self._heads.get(part.slot)
        if head is None:
            return [self._comparer.line_removed(part.heading, part.number)]
        return list(self._comparer.text(SealedText(part.heading, part.number), head, part.number))

    def _clause(self, clause: SealedClause, moved: Mapping[str, str]) -> VerifiedClause:
        standing = self._standings.get(clause.id, Standing((), frozenset()))
        edits = tuple(self._edits[clause.id])
        if not standing.units:
            status = ClauseStatus.REMOVED
        elif edits:
            status = ClauseStatus.CHANGED
        else:
            status = ClauseStatus.MOVED if clause.id in moved else ClauseStatus.UNCHANGED
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
        if not any(block.number for block in blocks) or any(unit.number for unit in self._returned.units):
            return False
        typed = {line_key(f"{block.number} {block.text}") for block in blocks if block.number and not block.points}
        return typed.isdisjoint(unit.key for unit in self._returned.units)

    def _frame(self) -> list[Outside]:
        """Return what changed in the lines around the articles."""
        edits: list[Edit] = []
        for line in self._placed.frame:
            if line.sealed is None and line.unit is not None:
                edits.append(self._comparer.added(line.unit))
            elif line.sealed is not None and line.unit is None:
                edits.append(self._comparer.removed(line.sealed, ""))
            elif line.sealed is not None and line.unit is not None:
                edits += self._framed(line, line.sealed, line.unit)
        return [Outside("frame", edit) for edit in edits]

    def _framed(self, line: FrameLine, sealed: SealedText | SealedTable, unit: Unit) -> Iterator[Edit]:
        """Give what became of one block of the frame; it stands before the part before which it was sent."""
        if self._seal.is_former and isinstance(sealed, SealedText) and isinstance(unit.block, Paragraph):
            sealed = replace(sealed, number=unit.block.number)
        moved = line.moved or self._strayed(line, unit)
        if isinstance(sealed, SealedTable) != isinstance(unit.block, Table):
            yield self._comparer.removed(sealed, "")
            yield self._comparer.added(unit)
        else:
            yield from self._comparer.pair(sealed, unit, "", moved)

    def _strayed(self, line: FrameLine, unit: Unit) -> bool:
        """Return whether a block of the frame stands on the other side of a heading than when it was sent."""
        if line.before == "*":
            return False
        slots = [part.slot for part in self._seal.parts]
        at = slots.index(line.before) if line.before in slots else len(slots)
        before = [self._heads[slot].at for slot in slots[:at] if slot in self._heads]
        after = [self._heads[slot].at for slot in slots[at:] if slot in self._heads]
        return unit.at < max(before, default=-1) or unit.at > min(after, default=unit.at)

    def _numbers(self) -> list[Outside]:
        """Add to the edits each number that is not the next one; when there are many, return that as one change."""
        if self._comparer.lists_are_lost:
            return []
        if another := self._another_list():
            return [another]
        heads = {unit.at for unit in self._heads.values()}
        parts = [part.number for part in self._seal.parts]
        wrong = list(wrong_numbers(self._returned.units, self._comparer.sent_numbers, heads, parts))
        if len(wrong) > FEW:
            at, expected, now = wrong[0]
            texts = Told(f"en {len(wrong) - 1} nummers daarna", f"and {len(wrong) - 1} numbers after it")
            edit = Edit(EditKind.RENUMBERED, expected, now or self._comparer.number_of(at), now=texts.nl, was=texts.nl)
            return [Outside("numbers", edit)]
        for at, expected, now in wrong:
            text = self._text_at(at)
            self._add(at, Edit(EditKind.RENUMBERED, expected, now, text, text))
        return []

    def _another_list(self) -> Outside | None:
        """Take out of the edits what a list that prints other words does to all numbers; return that as one change."""
        forms = Counter(form for edits in self._edits.values() for edit in edits if (form := number_forms(edit)))
        form, count = forms.most_common(1)[0] if forms else (("", ""), 0)
        if count <= FEW:
            return None
        first = next(edit for edits in self._edits.values() for edit in edits if number_forms(edit) == form)
        for clause, edits in self._edits.items():
            self._edits[clause] = [edit for edit in edits if number_forms(edit) != form]
        texts = Told(f"en {count - 1} andere nummers", f"and {count - 1} other numbers")
        return Outside("numbers", replace(first, was=texts.nl, now=texts.nl))

    def _unproven(self) -> list[Outside]:
        """Add to the edits of clauses what nobody sent and no word shows; return what stands elsewhere."""
        owned = {at for at, owner in self._placed.owners.items() if owner is not None}
        found = [*self._document.facts, *self._references(), *self._cells()]
        outside: list[Outside] = []
        in_contents = {id(block) for block in self._returned.contents}
        for fact in unsent(self._seal, found, self._elsewhere, owned):
            if fact.kind in ("hidden", "merge") and self._is_told(fact):
                continue
            edit = Edit(EditKind.UNPROVEN, self._comparer.number_of(fact.at), now=said(fact).nl)
            block = self._document.blocks[fact.at] if 0 <= fact.at < len(self._document.blocks) else None
            if fact.at in owned:
                self._add(fact.at, edit)
            elif block is None:
                outside.append(Outside("file" if fact in self._elsewhere else "frame", edit))
            else:
                outside.append(Outside("contents" if id(block) in in_contents else "frame", edit))
        if margins_moved(self._seal, self._margins):
            outside.append(Outside("margin", Edit(EditKind.UNPROVEN, now=said(Fact("margins")).nl)))
        return outside

    def _is_told(self, fact: Fact) -> bool:
        """Return whether words are already told to be gone because of what `fact` says."""
        owner = self._placed.owners.get(fact.at)
        near = self._edits.get(owner, []) if isinstance(owner, str) else []
        edits = near or [edit for edits in self._edits.values() for edit in edits]
        hidden = [edit for edit in edits if any(by.how not in ("tracked", "struck") for by in _by(edit))]
        return any(fact.kind == "merge" or fact.text in " ".join(edit.was.split()) for edit in hidden)

    def _references(self) -> Iterator[Fact]:
        """Give each reference to something that was not referred to, and each bookmark that stands at another text."""
        for unit in self._returned.units:
            paragraphs = [unit.block] if isinstance(unit.block, Paragraph) else Document((unit.block,), {}).paragraphs()
            for span in (span for paragraph in paragraphs for span in paragraph.spans):
                if span.target and span.is_there and not self._returned.was_sent(span.target):
                    yield Fact("reference", span.target, unit.at)
        for mark, at in self._comparer.marks.items():
            here = self._returned.bookmarks.get(mark)
            if here is not None and here[0][0] != at:
                yield Fact("bookmark", mark, at)

    def _cells(self) -> Iterator[Fact]:
        """Give each table with a row of more or fewer cells than its header, by which columns are told."""
        for unit in self._returned.units:
            if isinstance(unit.block, Table) and isinstance(self._placed.owners.get(unit.at), str):
                widths = {len(row.cells) for row in unit.block.rows if row.is_there}
                if len(widths) > 1:
                    yield Fact("cells", "", unit.at)

    def _add(self, at: int, edit: Edit) -> None:
        owner = self._placed.owners.get(at)
        if isinstance(owner, SealedPart):
            self._head_edits[owner.slot].append(edit)
        elif owner is not None:
            self._edits[owner].append(edit)

    def _text_at(self, at: int) -> str:
        block = self._document.blocks[at]
        return " ".join(block.text.split())


def _by(edit: Edit) -> Iterator[ChangedBy]:
    yield from edit.by
    for change in edit.changes:
        yield from change.by

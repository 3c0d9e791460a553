"""What came back that nobody sent: new articles, text beside a clause, lines around the articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from izacontract.differ.alignment import Key
from izacontract.differ.verification import AddedPart, Edit, EditKind, Outside
from izacontract.render.seal import Seal, SealedPart
from izacontract.verify.comparing import Comparer, shape
from izacontract.verify.placing import Owner, Placed
from izacontract.verify.returned import Returned, Unit, line_key
from izacontract.verify.unproven import said
from izacontract.word.document import Fact, Paragraph

Beside = Mapping[str, Sequence[Edit]]
"""What was added right after a clause, or between its heading and its text, by the clause's id."""


@dataclass(frozen=True)
class Additions:
    """Everything that is new: with a heading of its own, beside a clause, elsewhere, and in the contents."""

    parts: tuple[AddedPart, ...]
    beside: Beside
    outside: tuple[Outside, ...]
    contents: tuple[Outside, ...]


def find_additions(seal: Seal, returned: Returned, placed: Placed, comparer: Comparer) -> Additions:
    """Return what in `returned` nothing in `seal` explains, where it stands."""
    return _Finder(seal, returned, placed, comparer).additions()


class _Finder:
    """Goes through the units that nobody has."""

    def __init__(self, seal: Seal, returned: Returned, placed: Placed, comparer: Comparer) -> None:
        self._seal = seal
        self._returned = returned
        self._placed = placed
        self._comparer = comparer
        self._loose = {unit.at for unit in placed.loose}
        paragraphs = [(unit.at, unit.block) for unit in returned.units if isinstance(unit.block, Paragraph)]
        self._heads = [block for at, block in paragraphs if isinstance(placed.owners.get(at), SealedPart)]
        clauses = {block.style for at, block in paragraphs if isinstance(placed.owners.get(at), str)}
        self._styles = {block.style for block in self._heads} - clauses
        self._shapes = {shape(part.number) for part in seal.parts} - {""}

    def additions(self) -> Additions:
        parts: list[AddedPart] = []
        beside: dict[str, list[Edit]] = {}
        outside: list[Outside] = []
        last = {clause.id: len(clause.blocks) - 1 for clause in self._seal.clauses}
        for before, run, after, here in self._runs():
            headings = [index for index, unit in enumerate(run) if self._is_heading(unit)]
            for start, end in pairwise([*sorted({0, *headings}), len(run)]):
                edits = [self._comparer.added(unit) for unit in run[start:end]]
                if start in headings:
                    parts.append(AddedPart(edits[0].number_now, edits[0].now, here, tuple(edits)))
                elif isinstance(before, str):
                    beside.setdefault(before, []).extend(replace(edit, at=last[before]) for edit in edits)
                elif isinstance(before, SealedPart) and after in [clause.id for clause in before.clauses]:
                    beside.setdefault(str(after), []).extend(replace(edit, at=-1) for edit in edits)
                elif isinstance(before, SealedPart):
                    parts.append(AddedPart("", before.heading, here, tuple(edits)))
                else:
                    outside += [Outside("frame", edit) for edit in edits]
        return Additions(tuple(parts), beside, tuple(outside), tuple(self._contents(parts)))

    def _runs(self) -> Iterator[tuple[Owner, list[Unit], Owner, str]]:
        """Give each run of new units: whose the units right before and after it are, and the last clause before it."""
        run: list[Unit] = []
        before: Owner = None
        clause = ""
        for unit in self._returned.units:
            if unit.at in self._loose:
                run.append(unit)
                continue
            owner = self._placed.owners.get(unit.at)
            if run:
                yield before, run, owner, clause
                run = []
            before = owner
            clause = owner if isinstance(owner, str) else clause
        if run:
            yield before, run, None, clause

    def _is_heading(self, unit: Unit) -> bool:
        """Return whether `unit` looks like the heading of an article or annex: by its number or its style."""
        block = unit.block
        return isinstance(block, Paragraph) and (block.style in self._styles or shape(block.number) in self._shapes)

    def _contents(self, parts: Sequence[AddedPart]) -> Iterator[Outside]:
        """Give each line of the table of contents that names no heading: text may hide there."""
        headings = [(part.number, part.heading) for part in self._seal.parts]
        headings += [(part.number, part.heading) for part in parts]
        headings += [(block.number, block.text) for block in self._heads]
        known = {_entry(f"{number} {heading}") for number, heading in headings}
        sent = [_entry(f"{part.number} {part.heading}") for part in self._seal.parts]
        now = {_entry(f"{block.number} {block.text}") for block in self._heads}
        seen: list[Key] = []
        for paragraph in self._returned.contents:
            key = _entry(paragraph.text)
            entry = key[:-1] if key and key[-1].isdecimal() and key not in known else key
            if key and (entry not in known or entry in seen):
                text = " ".join(paragraph.text.split())
                yield Outside("contents", Edit(EditKind.ADDED, now=text))
            seen.append(entry)
        for part, entry in zip(self._seal.parts, sent, strict=True):
            # An entry that was updated to another number or heading stands there under that.
            if seen and entry in now and entry not in seen:
                yield Outside(
                    "contents", Edit(EditKind.REMOVED, part.number, was=f"{part.number} {part.heading}".strip())
                )
        order = [sent.index(entry) for entry in seen if entry in sent]
        stands = [_entry(f"{block.number} {block.text}") for block in self._heads]
        if order != sorted(order) and [entry for entry in seen if entry in stands] != [e for e in stands if e in seen]:
            yield Outside("contents", Edit(EditKind.UNPROVEN, now=said(Fact("order")).nl))


def _entry(text: str) -> Key:
    """Return what is compared of a line of the contents: capitals come from the looks of the number."""
    return line_key(text.lower())

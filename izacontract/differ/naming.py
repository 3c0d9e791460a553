"""The name of every change in a document that came back: short, and the same in each run whatever else changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

from izacontract.differ.changes import Op
from izacontract.differ.verification import (
    AddedPart,
    ClauseStatus,
    Edit,
    EditKind,
    Outside,
    Verification,
    VerifiedClause,
    VerifiedPart,
    WordChange,
)

LETTERS: Final = "bcdfghjkmnpqrstvwxyz"
"""No vowels, so that no name is a word, and no figures, which a spreadsheet would reckon with."""

LENGTH: Final = 8
MOVED: Final = "moved"
_MARK: Final = "\x1f"


@dataclass(frozen=True, slots=True)
class NamedChange:
    """One change that can be accepted or refused by itself.

    `clause` is "" outside the clauses, where `place` says where: the slot of a part, or `frame`, `margin`, `contents`,
    `numbers`, `file`. `edit` is what it belongs to, None for a clause that was removed or moved as a whole; `words`
    are the words of it, None when the whole edit is one change; `added` is the new article that came as a whole.
    """

    name: str
    place: str
    clause: str
    edit: Edit | None = None
    words: WordChange | None = None
    added: AddedPart | None = None
    gone: VerifiedClause | None = None

    @property
    def number(self) -> str:
        """Return the number of the lid as it was sent, or of what came as it is now."""
        if self.added is not None:
            return self.added.number
        return (self.edit.number or self.edit.number_now) if self.edit else ""

    @property
    def was(self) -> str:
        """Return the words that went, "" for none."""
        if self.words is not None:
            return self.words.was
        return self.edit.was if self.edit else ""

    @property
    def now(self) -> str:
        """Return the words that came, "" for none."""
        if self.words is not None:
            return self.words.now
        if self.added is not None:
            return "\n".join(edit.now for edit in self.added.edits)
        return self.edit.now if self.edit else ""


def with_names(found: Verification) -> Verification:
    """Return `found` in which every change has its name."""
    return _Naming(found.reference).named(found)


def named_changes(found: Verification) -> Iterator[NamedChange]:
    """Give every change of `found`, which has names, in the order in which it is reported."""
    for part in found.parts:
        yield from _of_edits(part.edits, part.slot, "")
        for clause in part.clauses:
            if clause.change_id:
                yield NamedChange(clause.change_id, part.slot, clause.id, gone=clause)
            if clause.status is not ClauseStatus.REMOVED:
                yield from _of_edits(clause.edits, part.slot, clause.id)
    for added in found.added:
        yield NamedChange(added.change_id, "", added.after, added=added)
    for outside in found.outside:
        yield from _of_edits((outside.edit,), outside.place, "")


def offsets(edit: Edit) -> list[tuple[int, int]]:
    """Return where in the text that was sent each change of `edit` starts and ends, white space not counted."""
    found: list[tuple[int, int]] = []
    at = start = 0
    inside = False
    for piece in edit.pieces:
        if piece.op is Op.SAME:
            if inside:
                found.append((start, at))
            inside = False
        elif not inside:
            inside, start = True, at
        if piece.op is not Op.NEW:
            at += len("".join(piece.text.split()))
    return [*found, (start, at)] if inside else found


def _of_edits(edits: Iterable[Edit], place: str, clause: str) -> Iterator[NamedChange]:
    for edit in edits:
        if edit.changes:
            yield from (NamedChange(words.change_id, place, clause, edit, words) for words in edit.changes)
        else:
            yield NamedChange(edit.change_id, place, clause, edit)


class _Naming:
    """Gives names; of changes that are the same in every respect the second gets another one."""

    def __init__(self, reference: str) -> None:
        self._reference = reference
        self._given: Counter[str] = Counter()

    def named(self, found: Verification) -> Verification:
        return replace(
            found,
            parts=tuple(map(self._part, found.parts)),
            added=tuple(map(self._added, found.added)),
            outside=tuple(Outside(one.place, self._edit(one.edit, one.place)) for one in found.outside),
        )

    def _part(self, part: VerifiedPart) -> VerifiedPart:
        edits = tuple(self._edit(edit, part.slot) for edit in part.edits)
        return replace(part, edits=edits, clauses=tuple(map(self._clause, part.clauses)))

    def _clause(self, clause: VerifiedClause) -> VerifiedClause:
        name = ""
        if clause.status is ClauseStatus.REMOVED:
            name = self._name(clause.id, "removed")
        elif clause.moved:
            name = self._name(clause.id, MOVED)
        edits = tuple(self._edit(edit, clause.id) for edit in clause.edits)
        return replace(clause, change_id=name, edits=edits)

    def _added(self, added: AddedPart) -> AddedPart:
        name = self._name(added.after, "part", *(edit.now for edit in added.edits))
        return replace(added, change_id=name, edits=tuple(self._edit(edit, added.after) for edit in added.edits))

    def _edit(self, edit: Edit, where: str) -> Edit:
        about = (where, str(edit.kind), edit.row_label, edit.column, edit.was)
        if edit.changes:
            named = (
                replace(words, change_id=self._name(*about, str(start), words.was, words.now))
                for words, (start, _) in zip(edit.changes, offsets(edit), strict=True)
            )
            return replace(edit, changes=tuple(named))
        # What a list prints now hangs on what was added before it.
        now = "" if edit.kind in (EditKind.RENUMBERED, EditKind.MOVED) else edit.now
        return replace(edit, change_id=self._name(*about, now))

    def _name(self, *about: str) -> str:
        said = _MARK.join((self._reference, *(" ".join(part.split()) for part in about)))
        self._given[said] += 1
        number = int.from_bytes(sha256(f"{said}{_MARK}{self._given[said]}".encode()).digest()[:8], "big")
        return "".join(LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in range(LENGTH))

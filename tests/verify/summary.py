"""A verification in a few words, for tests: what was reported where."""

from __future__ import annotations

import re
from collections.abc import Iterable

from izacontract.differ.verification import ChangedBy, ClauseStatus, Edit, EditKind, Verification, WordChange
from izacontract.verify.verifying import verify_document

Summary = dict[str, list[str]]


def verified(data: bytes) -> Verification:
    """Return what the program finds in the Word file `data`."""
    return verify_document(data, "terug.docx")


def summary(found: Verification) -> Summary:
    """Return every change by the clause, heading or place where it was reported."""
    told: Summary = {}
    for part in found.parts:
        if part.edits:
            told[f"heading {part.slot}"] = _edits(part.edits)
        for clause in part.clauses:
            lines = [f"moved after {clause.moved_after}"] if clause.moved else []
            lines += ["removed"] if clause.status is ClauseStatus.REMOVED else _edits(clause.edits)
            if lines or clause.status is not ClauseStatus.UNCHANGED:
                told[clause.id] = lines
    for added in found.added:
        told[f"new {added.heading}"] = [f"after {added.after}", *_edits(added.edits)]
    for outside in found.outside:
        told.setdefault(outside.place, []).extend(_edits([outside.edit]))
    assert found.changed == bool(told)
    return told


def notes(found: Verification) -> list[str]:
    """Return the notes as `code clause count`."""
    return [" ".join(filter(None, (note.code, note.clause, str(note.count or "")))) for note in found.notes]


def _edits(edits: Iterable[Edit]) -> list[str]:
    return [line for edit in edits for line in _edit(edit)]


def _edit(edit: Edit) -> list[str]:
    place = f"row {edit.row} {edit.column}".strip() if edit.row else ""
    if edit.changes:
        return [
            " ".join(filter(None, (edit.kind, place, f"{change.was} -> {change.now}".strip(), _hand(change))))
            for change in edit.changes
        ]
    text = f"{edit.number} -> {edit.number_now}" if edit.kind is EditKind.RENUMBERED else _start(edit.now or edit.was)
    return [" ".join(filter(None, (edit.kind, place or edit.column, text, _hand(edit))))]


def _start(text: str) -> str:
    return " ".join(text.split()[:3])


def _hand(change: WordChange | Edit) -> str:
    hands = ", ".join(_by(by) for by in change.by)
    return f"({change.tracked}: {hands})" if hands else ""


def _by(by: ChangedBy) -> str:
    return " ".join(filter(None, (re.sub("^tracked$", "", by.how), by.author, str(by.day or ""))))

"""What is otherwise in a document that came back, lid by lid, as its page shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from izacontract.differ.changes import Op, Piece
from izacontract.errors import Told
from izacontract.reports.returned import KINDS
from izacontract.reports.verification_phrases import PLACES


@dataclass(frozen=True)
class Change:
    """A change to answer: its name, what was and what is now, who made it, and whether Word marks it."""

    name: str
    was: str
    now: str
    by: str
    is_tracked: bool


@dataclass(frozen=True)
class ChangedLid:
    """A lid that came back otherwise: where it stands, both its texts in pieces, and the changes in it."""

    where: str
    heading: str
    kind: Told
    was: tuple[Piece, ...]
    now: tuple[Piece, ...]
    changes: tuple[Change, ...]


def changed_leden(found: Mapping[str, Any], language: str) -> Iterator[ChangedLid]:
    """Give everything that is otherwise in a document, in its order; `found` is what `verify` said of it as JSON."""
    for part in found["parts"]:
        for clause in part["clauses"]:
            heading = f"{part['heading']}: {clause['title']}" if clause["title"] != part["heading"] else part["heading"]
            if clause["change_id"]:
                kind = KINDS.get(f"clause-{clause['status']}", KINDS["reworded"])
                name = Change(clause["change_id"], clause["title"], "", "", is_tracked=False)
                yield ChangedLid(part["number"], heading, kind, (), (), (name,))
            yield from _edits(clause["edits"], part["number"], heading)
        yield from _edits(part["edits"], part["number"], part["heading"])
    for one in found["added"]:
        yield from _edits(one["edits"], one["number"], one["heading"])
    for one in found["outside"]:
        yield from _edits([one["edit"]], "", PLACES.get(one["place"], KINDS["reworded"]).in_language(language))


def _edits(edits: Sequence[Mapping[str, Any]], number: str, heading: str) -> Iterator[ChangedLid]:
    for edit in edits:
        changes = [edit] if edit.get("change_id") else edit.get("changes", ())
        pieces = [Piece(Op(one["op"]), one["text"]) for one in edit.get("pieces", ())]
        was = tuple(one for one in pieces if one.op is not Op.NEW) or (Piece(Op.OLD, edit.get("was", "")),)
        now = tuple(one for one in pieces if one.op is not Op.OLD) or (Piece(Op.NEW, edit.get("now", "")),)
        where = str(edit.get("number") or edit.get("number_now") or number)
        named_changes = tuple(map(_change, (one for one in changes if one.get("change_id"))))
        # a cell is found by its row and column
        cell = ", ".join(str(edit[part]) for part in ("row_label", "column") if edit.get(part))
        whole = f"{heading}: {cell}" if cell else heading
        yield ChangedLid(where, whole, KINDS.get(edit["kind"], KINDS["reworded"]), was, now, named_changes)


def _change(one: Mapping[str, Any]) -> Change:
    is_tracked = one.get("tracked") not in ("", "none")
    return Change(one["change_id"], one.get("was", ""), one.get("now", ""), _by(one), is_tracked)


def _by(change: Mapping[str, Any]) -> str:
    """Return who made a change, as Word says it."""
    authors = change.get("by") or ()
    return ", ".join(str(one.get("author", one)) if isinstance(one, dict) else str(one) for one in authors)

"""A contract with addenda applied: each change at its place, or a conflict that says what stands there instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from izacontract.amend.differing import part_digest, row_digest
from izacontract.amend.provisions import Line, Part, PartKind, Provision, Text, provision_of, row_keys
from izacontract.render.seal_amendment import SealedAmendment, SealedChange


class Conflict(Exception):
    """A change that finds another text than the one that it was made for.

    `place` is where; `later` is the number of the addendum that worded what stands there, 0 for the contract itself.
    """

    def __init__(self, number: int, place: str, later: int) -> None:
        super().__init__(place)
        self.number, self.place, self.later = number, place, later


def applied(text: Text, amendment: SealedAmendment) -> Text:
    """Return `text` with all changes of `amendment`; raises Conflict for one that was made for another text."""
    for change in amendment.changes:
        text = _applied(text, change, amendment.number)
    return text


def _applied(text: Text, change: SealedChange, number: int) -> Text:
    if change.what == "deel-invoegen":
        at = next((i + 1 for i, part in enumerate(text) if part.slot == change.at), 0 if not change.at else -1)
        if at < 0:
            raise Conflict(number, change.label or change.heading, 0)
        kind = _kind(change, text[at - 1] if at else None)
        provisions = tuple(provision_of(one, number) for one in change.provisions)
        made = Part(change.part, kind, change.label, change.heading, provisions, number, number)
        if kind == "annex":
            return (*text, made)
        return (*text[:at], made, *text[at:])
    at = next((i for i, part in enumerate(text) if part.slot == change.part and not part.lapsed), -1)
    if at < 0:
        raise Conflict(number, change.label or change.part, 0)
    return (*text[:at], _in_part(text[at], change, number), *text[at + 1 :])


def _kind(change: SealedChange, before: Part | None) -> PartKind:
    if change.label.startswith("bijlage"):
        return "annex"
    if change.label:
        return "article"
    return before.kind if before is not None else "opening"


def _in_part(part: Part, change: SealedChange, number: int) -> Part:
    match change.what:
        case "opschrift":
            if sha256(part.heading.encode()).hexdigest() != change.was:
                raise Conflict(number, part.label or part.heading, part.heading_set_by)
            return replace(part, heading=change.heading, heading_set_by=number)
        case "deel-vervallen":
            if part_digest(part) != change.was:
                raise Conflict(number, part.label or part.heading, max(one.set_by for one in part.provisions))
            return replace(part, lapsed=True, set_by=number)
        case "invoegen":
            return _put_in(part, change, number)
        case _:
            return _changed(part, change, number)


def _put_in(part: Part, change: SealedChange, number: int) -> Part:
    at = 0
    if change.at:
        at = _index(part.provisions, change.at, number, part)
    made = tuple(provision_of(one, number) for one in change.provisions)
    return replace(part, provisions=(*part.provisions[:at], *made, *part.provisions[at:]))


def _index(provisions: Sequence[Provision], id: str, number: int, part: Part) -> int:
    """Return the place behind the provision `id`."""
    at = next((i + 1 for i, one in enumerate(provisions) if one.id == id), 0)
    if not at:
        raise Conflict(number, part.label or part.heading, 0)
    return at


def _changed(part: Part, change: SealedChange, number: int) -> Part:
    at = _index(part.provisions, change.at, number, part) - 1
    one = part.provisions[at]
    if change.what.startswith("rij-"):
        made = _with_row(one, change, number, part)
    elif one.lapsed or one.digest != change.was:
        raise Conflict(number, place_of(part, one), one.set_by)
    elif change.what == "vervallen":
        made = replace(one, lapsed=True, set_by=number)
    else:
        made = replace(provision_of(change.provisions[0], number), id=one.id, mark=one.mark, number=one.number)
    return replace(part, provisions=(*part.provisions[:at], made, *part.provisions[at + 1 :]))


def _with_row(table: Provision, change: SealedChange, number: int, part: Part) -> Provision:
    header, *rows = table.rows or ((),)
    keys = row_keys(rows)
    known = keys.index(change.key) if change.key in keys else -1
    cells = tuple(Line(cell) for cell in change.row)
    here = f"{place_of(part, table)}, {change.key}"
    set_by = dict(table.rows_set_by)
    if change.what == "rij-invoegen":
        if known >= 0 or table.lapsed:
            raise Conflict(number, here, set_by.get(change.key, 0))
        at = keys.index(change.place) + 1 if change.place in keys else 0
        rows.insert(at, cells)
    elif known < 0 or table.lapsed or row_digest([cell.text for cell in rows[known]]) != change.was:
        raise Conflict(number, here, set_by.get(change.key, table.set_by))
    elif change.what == "rij-vervallen":
        del rows[known]
    else:
        rows[known] = cells
    rows_set_by = tuple((set_by | {change.key: number}).items())
    return replace(table, rows=(header, *rows), rows_set_by=rows_set_by)


def place_of(part: Part, one: Provision) -> str:
    """Return how people call the place of `one` in `part`: "artikel 9.6", "bijlage B", "Overwegingen, punt 2"."""
    if one.number and part.label:
        return f"{part.label.partition(' ')[0]} {one.number}"
    if one.number:
        return f"‘{part.heading}’, punt {one.number.rstrip('.')}"
    return part.label or f"‘{part.heading}’"

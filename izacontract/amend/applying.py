"""A contract with addenda applied: each change at its place, or a conflict that says what stands there instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import groupby

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
    for _, run in groupby(amendment.changes, key=_table_of):
        text = _applied(text, tuple(run), amendment.number)
    return text


def _table_of(change: SealedChange) -> object:
    """Return the table of which `change` touches a row: such changes are made together; of others each by itself."""
    return (change.part, change.at) if change.what.startswith("rij-") else id(change)


def _applied(text: Text, run: Sequence[SealedChange], number: int) -> Text:
    change = run[0]
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
    return (*text[:at], _in_part(text[at], run, number), *text[at + 1 :])


def _kind(change: SealedChange, before: Part | None) -> PartKind:
    if change.label.startswith("bijlage"):
        return "annex"
    if change.label:
        return "article"
    return before.kind if before is not None else "opening"


def _in_part(part: Part, run: Sequence[SealedChange], number: int) -> Part:
    change = run[0]
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
            return _changed(part, run, number)


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


def _changed(part: Part, run: Sequence[SealedChange], number: int) -> Part:
    change = run[0]
    at = _index(part.provisions, change.at, number, part) - 1
    one = part.provisions[at]
    if change.what.startswith("rij-"):
        made = _with_rows(one, run, number, part)
    elif one.lapsed or one.digest != change.was:
        raise Conflict(number, place_of(part, one), one.set_by)
    elif change.what == "vervallen":
        made = replace(one, lapsed=True, set_by=number)
    else:
        made = replace(provision_of(change.provisions[0], number), id=one.id, mark=one.mark, number=one.number)
    return replace(part, provisions=(*part.provisions[:at], made, *part.provisions[at + 1 :]))


def _with_rows(table: Provision, changes: Sequence[SealedChange], number: int, part: Part) -> Provision:
    header, *rows = table.rows or ((),)
    keys = row_keys(rows)
    known = dict(zip(keys, rows, strict=True))
    set_by = dict(table.rows_set_by)
    for change in changes:
        here = f"{place_of(part, table)}, {change.key}"
        cells = tuple(Line(cell) for cell in change.row)
        is_there = change.key in known and not table.lapsed
        if change.what == "rij-invoegen":
            if is_there or table.lapsed:
                raise Conflict(number, here, set_by.get(change.key, 0))
            keys.insert(keys.index(change.place) + 1 if change.place in known else 0, change.key)
            known[change.key] = cells
        elif not is_there or row_digest([cell.text for cell in known[change.key]]) != change.was:
            raise Conflict(number, here, set_by.get(change.key, table.set_by))
        elif change.what == "rij-vervallen":
            keys.remove(change.key)
            del known[change.key]
        else:
            known[change.key] = cells
        set_by[change.key] = number
    return replace(table, rows=(header, *(known[key] for key in keys)), rows_set_by=tuple(set_by.items()))


def place_of(part: Part, one: Provision) -> str:
    """Return how people call the place of `one` in `part`: "artikel 9.6", "bijlage B", "Overwegingen, punt 2"."""
    if one.number and part.label:
        return f"{part.label.partition(' ')[0]} {one.number}"
    if one.number:
        return f"‘{part.heading}’, punt {one.number.rstrip('.')}"
    return part.label or f"‘{part.heading}’"

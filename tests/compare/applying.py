"""What a reader of a comparison does by hand: take the old contract and carry out every change that is reported.

It reads contracts by itself, so that a mistake in how the comparison reads them shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from izacontract import Contract, dutch
from izacontract.differ.changes import ChangeKind, ClauseChange, Comparison, LineChange, Op, Piece
from izacontract.model.contract import (
    Annex,
    Article,
    Block,
    Definitions,
    Inline,
    Lid,
    Onderdeel,
    Reference,
)

Lines = tuple[tuple[str, str], ...]
"""The style and the text of each line; a reference is its target between ⟦ and ⟧."""


@dataclass(frozen=True)
class Clause:
    """A clause with the part that it stands in."""

    id: str
    slot: str
    heading: str
    lines: Lines


@dataclass(frozen=True)
class Outline:
    """All that a contract says but its numbers."""

    title: tuple[str, ...]
    clauses: tuple[Clause, ...]


def outline(contract: Contract) -> Outline:
    """Return what `contract` says."""
    return Outline(
        tuple(_title(contract)),
        tuple(
            Clause(clause.id, part.slot, part.heading, tuple(line for block in clause.blocks for line in _lines(block)))
            for part in contract.parts
            for clause in part.clauses
        ),
    )


def applied(comparison: Comparison, old: Outline) -> Outline:
    """Return `old` with every change in `comparison` carried out."""
    title, clauses = old.title, list(old.clauses)
    for change in comparison.changes:
        if change.subject == "title":
            title = tuple(text for _, text in _changed(change, tuple(("tekst", line) for line in title)))
        elif change.subject == "heading":
            ((_, heading),) = _changed(change, (("kop", change.old.heading),))
            clauses = [replace(clause, heading=heading) if clause.slot == change.id else clause for clause in clauses]
    by_id = {clause.id: clause for clause in clauses}
    for change in comparison.changes:
        if change.subject == "clause":
            _carry_out(change, clauses, by_id)
    return Outline(title, tuple(clauses))


def taken_back(comparison: Comparison, old: Outline) -> None:
    """Assert that what each change says was there, was there."""
    by_id = {clause.id: clause for clause in old.clauses}
    for change in comparison.changes:
        for line in change.lines:
            if change.subject == "clause" and line.old is not None:
                assert by_id[change.id].lines[line.old] == (line.style, _side(line.pieces, Op.OLD))


def _carry_out(change: ClauseChange, clauses: list[Clause], by_id: dict[str, Clause]) -> None:
    was = by_id.get(change.id)
    lines = _changed(change, was.lines if was else ())
    if was is not None and (change.new is None or ChangeKind.MOVED in change.kinds):
        clauses.remove(was)
    if change.new is None:
        return
    if was is not None and ChangeKind.MOVED not in change.kinds:
        now = replace(was, lines=lines)
        clauses[clauses.index(was)] = now
    else:
        now = Clause(change.id, change.new.slot, change.new.heading, lines)
        before = next((at for at, clause in enumerate(clauses) if clause.id == change.new.after), -1)
        clauses.insert(before + 1, now)
    by_id[change.id] = now


def _changed(change: ClauseChange, old: Lines) -> Lines:
    """Return the lines of a clause after `change`: new lines in their places, the kept ones in between."""
    gone = {line.old for line in change.lines if line.old is not None}
    come = {line.new: line for line in change.lines if line.new is not None}
    kept = [line for place, line in enumerate(old) if place not in gone]
    lines: list[tuple[str, str]] = []
    for place in range(len(kept) + len(come)):
        lines.append(_new(come[place]) if place in come else kept.pop(0))
    return tuple(lines)


def _new(line: LineChange) -> tuple[str, str]:
    return line.style, _side(line.pieces, Op.NEW)


def _side(pieces: Iterable[Piece], side: Op) -> str:
    return "".join(_piece(piece) for piece in pieces if piece.op in (Op.SAME, side))


def _piece(piece: Piece) -> str:
    if piece.kind == "reference":
        return f"⟦{piece.name}⟧"
    return "⟦|⟧" if piece.kind == "cell" else piece.text


def _title(contract: Contract) -> Iterator[str]:
    yield contract.title
    yield f"Status: {contract.status}"
    yield f"Kenmerk: {contract.reference}"
    yield f"Looptijd: {dutch.day(contract.begin)} tot en met {dutch.day(contract.end)}"
    for party in (*contract.insurers, contract.provider):
        yield f"{party.role.capitalize()}: {party.name}"
        yield from (f"{name}: {value}" for name, value in party.details)


def _lines(block: Block) -> Iterator[tuple[str, str]]:
    if isinstance(block, Lid):
        yield "lid" if block.number else "tekst", _text(block.text)
        yield from _parts(block.parts, "onderdeel")
    elif isinstance(block, Definitions):
        yield from (("tekst", f"{term}: {_text(meaning)}") for term, meaning in block.items)
    else:
        yield "rij", "⟦|⟧".join(block.header)
        yield from (("rij", "⟦|⟧".join(map(_text, row))) for row in block.rows)


def _parts(parts: Iterable[Onderdeel], style: str) -> Iterator[tuple[str, str]]:
    for part in parts:
        yield style, _text(part.text)
        yield from _parts(part.parts, "subonderdeel")


def _text(inlines: Iterable[Inline]) -> str:
    return "".join(_target(inline) if isinstance(inline, Reference) else inline.text for inline in inlines)


def _target(reference: Reference) -> str:
    return f"⟦{reference.clause}#{reference.lid}⟧" if reference.lid else f"⟦{reference.clause}⟧"


def moved(contract: Contract, clause_id: str, slot: str, place: int = 0) -> Contract:
    """Return `contract` with a clause moved to another article, as an older library would have had it."""
    clause = next(clause for part in contract.parts for clause in part.clauses if clause.id == clause_id)

    def without(part: Article | Annex) -> Article | Annex:
        clauses = [one for one in part.clauses if one.id != clause_id]
        if part.slot == slot:
            clauses.insert(place, clause)
        return replace(part, clauses=tuple(clauses))

    parts = {
        name: tuple(part for part in map(without, getattr(contract, name)) if part.clauses)
        for name in ("opening", "articles", "closing", "annexes")
    }
    return replace(contract, **parts)  # type: ignore[arg-type]  # the names of the parts are those of the contract

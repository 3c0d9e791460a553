"""Prints a contract as plain text: one line per lid, so that a lawyer can review a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from izacontract import dutch
from izacontract.errors import ClauseError
from izacontract.model.contract import (
    Annex,
    Article,
    Block,
    Contract,
    Definitions,
    Inline,
    Lid,
    Onderdeel,
    PlacedClause,
)

INDENT = "    "


def text(contract: Contract) -> str:
    """Return the whole contract as text; every paragraph is one line, articles are apart by an empty line."""
    lines = list(title_lines(contract))
    for part in contract.parts:
        lines += ["", heading(part)]
        for clause in part.clauses:
            lines += _clause(clause)
    return "\n".join(lines) + "\n"


def text_of_clause(contract: Contract, clause_id: str) -> str:
    """Return one clause of `contract` as text under its article's heading.

    Raises ClauseError, with the reason why, when the clause is not in the contract.
    """
    for part in contract.parts:
        for clause in part.clauses:
            if clause.id == clause_id:
                return "\n".join([heading(part), *_clause(clause)]) + "\n"
    reason = next((decision.because for decision in contract.decisions if decision.clause == clause_id), None)
    raise ClauseError(
        f"Clausule '{clause_id}' staat niet in dit contract" + (f": {reason}." if reason else "."),
        f"Clause '{clause_id}' is not in this contract" + (f": {reason}." if reason else "."),
        "Alle ids: izacontract clauses",
        "All ids: izacontract clauses",
        code="clausule.afwezig",
    )


def title_lines(contract: Contract) -> Iterator[str]:
    """Give the lines of the title page."""
    yield contract.title
    if contract.status == "concept":
        yield "Concept"
    yield f"Kenmerk: {contract.reference}"
    yield f"Looptijd: {dutch.day(contract.begin)} tot en met {dutch.day(contract.end)}"
    for party in (*contract.insurers, contract.provider):
        yield f"{party.role.capitalize()}: {party.name}"


def heading(part: Article | Annex) -> str:
    """Return the heading of an article, annex or other part as one line."""
    if isinstance(part, Annex):
        return f"Bijlage {part.letter} {part.heading}"
    return f"Artikel {part.number} {part.heading}" if part.number else part.heading


def plain(inlines: Iterable[Inline]) -> str:
    """Return `inlines` as text; a newline in a value continues on an indented line."""
    return "".join(inline.text for inline in inlines).replace("\n", f"\n{INDENT}{INDENT}")


def _clause(clause: PlacedClause) -> list[str]:
    return [line for block in clause.blocks for line in _block(block)]


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Lid):
        yield f"{block.number} {plain(block.text)}".strip()
        yield from _parts(block.parts, 1)
    elif isinstance(block, Definitions):
        for term, meaning in block.items:
            yield f"{INDENT}{term}: {plain(meaning)}"
    else:
        rows = [block.header, *(tuple(plain(cell) for cell in row) for row in block.rows)]
        yield from (_row(row) for row in rows)


def _row(cells: Sequence[str]) -> str:
    return INDENT + "| " + " | ".join(cells) + " |"


def _parts(parts: Iterable[Onderdeel], depth: int) -> Iterator[str]:
    for part in parts:
        yield f"{INDENT * depth}{part.number} {plain(part.text)}"
        yield from _parts(part.parts, depth + 1)

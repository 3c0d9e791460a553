"""Prints a contract as plain text: one line per lid, so that a lawyer can review a change.

It says what the Word document in the standard frame says, in the same order; a row of a table is one line here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

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
from izacontract.render.title import CONTENTS, SIGNED, last_line, term, title_groups

INDENT = "    "


def text(contract: Contract) -> str:
    """Return the whole contract as text; every paragraph is one line, articles are apart by an empty line."""
    lines = [*title_lines(contract), "", CONTENTS, *(f"{INDENT}{heading(part)}" for part in contract.parts)]
    lines += ["", contract.title, *_parts((*contract.opening, *contract.articles, *contract.closing))]
    for party in contract.parties:
        lines += ["", party.role.capitalize(), _continued(party.name), *SIGNED]
    lines += [*_parts(contract.annexes), "", plain(last_line(contract))]
    return "\n".join(lines) + "\n"


def text_of_clause(contract: Contract, clause_id: str) -> str:
    """Return one clause of `contract` as text under its article's heading, with what a general part says of it.

    Raises ClauseError, with the reason why, when the clause is not in the contract.
    """
    lines = [
        line
        for part in contract.parts
        for clause in part.clauses
        if clause.id == clause_id
        for line in (heading(part), *_clause(clause))
    ]
    if general := contract.general:
        for lid in general.leden.get(clause_id, ()):
            lines += [general.of_it(lid.number), *(f"{INDENT}{line}" for line in lid.lines)]
    if lines:
        return "\n".join(lines) + "\n"
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
    yield contract.status
    yield contract.title
    yield term(contract)
    for group in title_groups(contract):
        yield from ("", group.heading)
        if group.name:
            yield _continued(group.name)
        yield from (f"{INDENT}{name} {plain([value])}" for name, value in group.lines)


def heading(part: Article | Annex) -> str:
    """Return the heading of an article, annex or other part as one line."""
    if isinstance(part, Annex):
        return f"Bijlage {part.letter} {part.heading}"
    return f"Artikel {part.number} {part.heading}" if part.number else part.heading


def plain(inlines: Iterable[Inline]) -> str:
    """Return `inlines` as text; a newline in a value continues on an indented line."""
    return _continued("".join(inline.text for inline in inlines))


def _continued(text: str) -> str:
    return text.replace("\n", f"\n{INDENT}{INDENT}")


def _parts(parts: Iterable[Article | Annex]) -> Iterator[str]:
    for part in parts:
        yield from ("", heading(part))
        for clause in part.clauses:
            yield from _clause(clause)


def _clause(clause: PlacedClause) -> list[str]:
    return [line for block in clause.blocks for line in _block(block)]


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Lid):
        yield f"{block.number} {plain(block.text)}".strip()
        yield from _onderdelen(block.parts, 1)
    elif isinstance(block, Definitions):
        for name, meaning in block.items:
            yield f"{INDENT}{name}: {plain(meaning)}"
    else:
        rows = [tuple(map(_continued, block.header)), *(tuple(plain(cell) for cell in row) for row in block.rows)]
        yield from (_row(row) for row in rows)


def _row(cells: Sequence[str]) -> str:
    return INDENT + "| " + " | ".join(cells) + " |"


def _onderdelen(parts: Iterable[Onderdeel], depth: int) -> Iterator[str]:
    for part in parts:
        yield f"{INDENT * depth}{part.number} {plain(part.text)}"
        yield from _onderdelen(part.parts, depth + 1)

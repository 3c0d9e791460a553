"""What a provider wants to know first of a draft: what follows from the agreement, what it pays, what is open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from izacontract.intake.request_file import Schema
from izacontract.model.contract import Contract
from izacontract.render.text import text_of_clause
from izacontract.web.drafting import PLACEHOLDER
from izacontract.web.titles import title_of
from izacontract.web.view import View

AMOUNT: Final = re.compile(r"€\s\d[\d.]*(?:,\d\d)?")
NOTHING: Final = re.compile(r"€\s0(?:,00)?")
MOST_AMOUNTS: Final = 4
"""So many amounts tell what a clause pays; of a list of prices the others are counted."""

ITEM: Final = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True)
class Agreed:
    """A clause that follows from a national agreement: where it stands, from which sections, and what it names.

    `place` is the id of its part on the page. `amounts` are the first amounts in its text, each once, as printed;
    `more` counts the others. `open` counts the places in it that are still to be filled in.
    """

    title: str
    place: str
    follows: str
    amounts: tuple[str, ...]
    more: int
    open: int


@dataclass(frozen=True)
class OpenLine:
    """A value still to come: how people call it, its key in the contract, its unit ("" for none), who supplies it."""

    title: str
    field: str
    unit: str
    by: str


def overview(view: View) -> tuple[tuple[Agreed, ...], tuple[Agreed, ...]]:
    """Return the clauses of `view` that follow from an agreement: those with an amount or an open place, the others."""
    agreed = list(_agreed(view))
    return (
        tuple(clause for clause in agreed if clause.amounts or clause.open),
        tuple(clause for clause in agreed if not clause.amounts and not clause.open),
    )


def open_lines(contract: Contract, schema: Schema | None) -> tuple[OpenLine, ...]:
    """Return the open points of `contract`, called as `schema` does; by their key where it does not know them."""
    return tuple(
        OpenLine(_called(point.field, schema), point.field, point.unit, point.by) for point in contract.open_points
    )


def _agreed(view: View) -> Iterator[Agreed]:
    for part in view.parts:
        for clause in part.clauses:
            note = clause.note
            if not note.follows:
                continue
            text = text_of_clause(view.contract, note.clause)
            amounts = list(dict.fromkeys(AMOUNT.findall(text)))
            told = [amount for amount in amounts if not NOTHING.fullmatch(amount)]
            title = part.heading if part.heading.endswith(note.title) else f"{part.heading}: {note.title}"
            more = max(len(told) - MOST_AMOUNTS, 0)
            yield Agreed(title, part.id, note.follows, tuple(told[:MOST_AMOUNTS]), more, text.count(PLACEHOLDER))


def _called(field: str, schema: Schema | None) -> str:
    if schema is None:
        return field
    return title_of(schema, name_in_form(field)) or field


def name_in_form(field: str) -> str:
    """Return how the form calls what an open point calls `field`: its items count from 0."""
    return ITEM.sub(lambda found: f".{int(found[1]) - 1}", field)

"""A contract as lines to compare: every paragraph, row and definition, with its number beside it and not in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from izacontract import dutch
from izacontract.differ.agreed import AgreedIn, agreed_in
from izacontract.differ.changes import ClausePlace, Side
from izacontract.differ.tokens import FIGURE, Token, exact_tokens, printed
from izacontract.model.contract import (
    Annex,
    Article,
    Block,
    Contract,
    Decision,
    Definitions,
    Inline,
    Lid,
    Onderdeel,
    Party,
    Reference,
    Value,
    Words,
)

TITLE_PAGE = "titelblad"

_MONTHS = "|".join(dutch.day(date(2000, month, 1)).split()[1] for month in range(1, 13))
_VALUES = re.compile(rf"(\d{{1,2}} (?:{_MONTHS}) \d{{4}}|{FIGURE})")

BORDER = printed("cell", " | ")


@dataclass(frozen=True)
class TextLine:
    """A paragraph, row or definition as runs of text.

    `anchor` is a name that stays while the words change, or ""; `heads` are the headings above the cells of a row.
    """

    style: str
    number: str
    runs: tuple[Token, ...]
    anchor: str = ""
    heads: tuple[str, ...] = ()

    @cached_property
    def key(self) -> tuple[str, str]:
        """Return what makes two lines the same."""
        return self.style, "".join(run.key for run in self.runs)

    @cached_property
    def skeleton(self) -> tuple[str, str]:
        """Return what two lines share that differ in values only: the anchor, or else all but the values."""
        blank = (run.text if run.kind == "words" else f"\0{run.name}\0" for run in self.runs)
        return self.style, self.anchor or "".join(blank)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Return the runs cut into what may differ by itself: words, and short values as a whole."""
        return tuple(exact_tokens(self.runs))


@dataclass(frozen=True, slots=True)
class Passage:
    """What is compared as one: a clause, the heading of an article, or the title page."""

    subject: Literal["title", "heading", "clause"]
    id: str
    title: str
    place: ClausePlace
    lines: tuple[TextLine, ...]
    version: date | None = None


@dataclass(frozen=True)
class ReadSide:
    """One side as it is compared; `decisions` by clause, None where nobody knows them; what was `agreed` otherwise."""

    side: Side
    items: tuple[Passage, ...]
    decisions: Mapping[str, Decision] | None
    agreed: AgreedIn


def read_contract(contract: Contract, *, plainly: bool = False) -> ReadSide:
    """Return `contract` as it is compared, in the order of the document.

    With `plainly` it holds no more than its document shows: values are not known by name, references point at clauses
    and articles, not at leden by name, and the title page is its title, status and reference.
    """
    side = Side(contract.reference, contract.title, contract.reference_day, contract.fingerprint)
    items = [title_page(contract.title, contract.status, contract.reference, () if plainly else _title_lines(contract))]
    before: str | None = None
    for part in contract.parts:
        place = _place(contract, part)
        items.append(heading(place))
        for clause in part.clauses:
            here = replace(place, after=before)
            lines = tuple(line for block in clause.blocks for line in _lines(block, plainly))
            items.append(Passage("clause", clause.id, clause.title, here, lines, clause.version))
            before = clause.id
    decisions = {decision.clause: decision for decision in contract.decisions}
    return ReadSide(side, tuple(items), decisions, agreed_in(contract.decisions))


def title_page(title: str, status: str, reference: str, more: Iterable[TextLine] = ()) -> Passage:
    """Return the title page with its `title`, `status` and `reference`, and `more` lines."""
    lines = (
        TextLine("tekst", "", (printed("value", title, "overeenkomst.sector"),)),
        TextLine("tekst", "", (printed("words", "Status: "), printed("value", status, "status"))),
        TextLine("tekst", "", (printed("words", "Kenmerk: "), printed("value", reference, "overeenkomst.kenmerk"))),
        *more,
    )
    return Passage("title", TITLE_PAGE, "Titelblad", ClausePlace("title", TITLE_PAGE, "", "Titelblad"), lines)


def heading(place: ClausePlace) -> Passage:
    """Return the heading that stands at `place`."""
    return Passage(
        "heading", place.slot, place.heading, place, (TextLine("kop", "", (printed("words", place.heading),)),)
    )


def lines_of_text(text: str) -> tuple[TextLine, ...]:
    """Return the lines of a clause text as it stands in the library, with its variables."""
    return tuple(TextLine("tekst", "", (printed("words", line),)) for line in text.splitlines() if line.strip())


def _place(contract: Contract, part: Article | Annex) -> ClausePlace:
    if isinstance(part, Annex):
        return ClausePlace("annex", part.slot, f"bijlage {part.letter}", part.heading)
    if part.number:
        return ClausePlace("article", part.slot, f"artikel {part.number}", part.heading)
    return ClausePlace("opening" if part in contract.opening else "closing", part.slot, "", part.heading)


def _title_lines(contract: Contract) -> Iterator[TextLine]:
    begin = printed("value", dutch.day(contract.begin), "overeenkomst.begin")
    end = printed("value", dutch.day(contract.end), "overeenkomst.einde")
    yield TextLine("tekst", "", (printed("words", "Looptijd: "), begin, printed("words", " tot en met "), end))
    for party in contract.insurers:
        yield from _party(party, "zorgverzekeraar.rechtspersonen")
    if contract.provider is not None:
        yield from _party(contract.provider, "zorgaanbieder")


def _party(party: Party, key: str) -> Iterator[TextLine]:
    for name, value in ((party.role.capitalize(), party.name), *party.details):
        field = "naam" if value is party.name else name.partition("-")[0].lower()
        yield TextLine("tekst", "", (printed("words", f"{name}: "), printed("value", value, f"{key}.{field}")))


def _lines(block: Block, plainly: bool) -> Iterator[TextLine]:
    if isinstance(block, Lid):
        runs = tuple(_runs(block.text, plainly))
        yield TextLine("lid" if block.number else "tekst", block.number, runs, "" if plainly else block.name)
        yield from _parts(block.parts, "onderdeel", plainly)
    elif isinstance(block, Definitions):
        for term, meaning in block.items:
            named = plain_runs(f"{term}: ") if plainly else (printed("words", f"{term}: "),)
            yield TextLine("tekst", "", (*named, *_runs(meaning, plainly)), f"{term}: ")
    else:
        yield row(tuple(plain_runs(cell)) if plainly else (printed("words", cell),) for cell in block.header)
        for cells in block.rows:
            yield row((tuple(_runs(cell, plainly)) for cell in cells), block.header)


def row(cells: Iterable[Sequence[Token]], heads: tuple[str, ...] = ()) -> TextLine:
    """Return a table row with `cells` under `heads`; its first cell is the name that stays while the others change."""
    runs: list[Token] = []
    anchor = ""
    for cell in cells:
        anchor = anchor or "".join(token.text for token in cell)
        runs += [BORDER] * bool(runs) + (list(cell) or [printed("words", "")])
    return TextLine("rij", "", tuple(runs), anchor, heads)


def _parts(parts: Iterable[Onderdeel], style: str, plainly: bool) -> Iterator[TextLine]:
    for part in parts:
        yield TextLine(style, part.number, tuple(_runs(part.text, plainly)))
        yield from _parts(part.parts, "subonderdeel", plainly)


def _runs(inlines: Iterable[Inline], plainly: bool) -> Iterator[Token]:
    for inline in inlines:
        if isinstance(inline, Reference):
            if not plainly:
                yield printed(
                    "reference", inline.text, f"{inline.clause}#{inline.lid}" if inline.lid else inline.clause
                )
            else:
                for text, mark in inline.parts:
                    yield from [printed("reference", text, pointed_at(mark))] if mark else plain_runs(text)
        elif plainly:
            yield from plain_runs(inline.text)
        elif isinstance(inline, Words):
            yield printed("words", inline.text)
        elif isinstance(inline, Value):
            yield printed("value", inline.text, inline.name)
        else:
            yield printed("placeholder", inline.text, inline.field)


def plain_runs(text: str) -> Iterator[Token]:
    """Give `text` of which nobody knows what was filled in: its amounts, figures and days count as values."""
    for place, piece in enumerate(_VALUES.split(text)):
        if piece:
            yield printed("value" if place % 2 else "words", piece)


def pointed_at(mark: str) -> str:
    """Return the clause or slot that `mark` stands in: "algemeen.ova" of "algemeen.ova#5"."""
    return mark.partition("#")[0].rpartition(":")[2]

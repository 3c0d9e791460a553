"""A contract as lines to compare: every paragraph, row and definition, with its number beside it and not in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from izacontract import dutch
from izacontract.compare.changes import Place
from izacontract.model.contract import (
    Annex,
    Article,
    Block,
    Contract,
    Definitions,
    Inline,
    Lid,
    Onderdeel,
    Party,
    Placeholder,
    Reference,
    Value,
    Words,
)

TITLE_PAGE = "titelblad"
WHOLE_VALUE = 4
"""A value of so many words at most changes as a whole; a longer one is text, compared word by word."""

WHOLE = ("reference", "cell")
"""What is the same when it stands for the same, whatever it prints."""

_WORDS = re.compile(r"\w+(?:[.,:/'’-]\w+)*|\s+|.")


@dataclass(frozen=True, slots=True)
class Token:
    """The least that differs: a word, a space, a sign, or a whole value, placeholder, reference or cell border."""

    kind: Literal["words", "value", "placeholder", "reference", "cell"]
    text: str
    name: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Return what makes two tokens the same: the printed text, and of a reference its target, not its number."""
        return (self.kind, self.name) if self.kind in WHOLE else ("text", self.text)

    @property
    def is_value(self) -> bool:
        """Return whether it is a filled-in value or one still open."""
        return self.kind in ("value", "placeholder")


BORDER = Token("cell", " | ")


@dataclass(frozen=True)
class Line:
    """A paragraph, row or definition as runs of text. `anchor` is a name that stays while the words change, or ""."""

    style: str
    number: str
    runs: tuple[Token, ...]
    anchor: str = ""

    @cached_property
    def key(self) -> tuple[str, str]:
        """Return what makes two lines the same."""
        return self.style, "".join("\0".join(run.key) if run.kind in WHOLE else run.text for run in self.runs)

    @cached_property
    def skeleton(self) -> tuple[str, str]:
        """Return what two lines share that differ in values only: the anchor, or else all but the values."""
        blank = (run.text if run.kind == "words" else f"\0{run.name}\0" for run in self.runs)
        return self.style, self.anchor or "".join(blank)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Return the runs cut into what may differ by itself: words, and short values as a whole."""
        return tuple(token for run in self.runs for token in _cut(run))


@dataclass(frozen=True, slots=True)
class Item:
    """What is compared as one: a clause, the heading of an article, or the title page."""

    subject: Literal["title", "heading", "clause"]
    id: str
    title: str
    place: Place
    lines: tuple[Line, ...]
    version: date | None = None


def items_of(contract: Contract) -> tuple[Item, ...]:
    """Return everything that `contract` prints, in the order of the document."""
    found = [_title_page(contract)]
    before: str | None = None
    for part in contract.parts:
        place = _place(contract, part)
        found.append(
            Item("heading", part.slot, part.heading, place, (Line("kop", "", (Token("words", part.heading),)),))
        )
        for clause in part.clauses:
            here = Place(place.part, place.slot, place.label, place.heading, before)
            lines = tuple(line for block in clause.blocks for line in _lines(block))
            found.append(Item("clause", clause.id, clause.title, here, lines, clause.version))
            before = clause.id
    return tuple(found)


def lines_of_text(text: str) -> tuple[Line, ...]:
    """Return the lines of a clause text as it stands in the library, with its variables."""
    return tuple(Line("tekst", "", (Token("words", line),)) for line in text.splitlines() if line.strip())


def _place(contract: Contract, part: Article | Annex) -> Place:
    if isinstance(part, Annex):
        return Place("annex", part.slot, f"bijlage {part.letter}", part.heading)
    if part.number:
        return Place("article", part.slot, f"artikel {part.number}", part.heading)
    return Place("opening" if part in contract.opening else "closing", part.slot, "", part.heading)


def _title_page(contract: Contract) -> Item:
    def line(words: str, *values: Inline) -> Line:
        return Line("tekst", "", tuple(_runs((Words(words), *values))))

    begin = Value(dutch.day(contract.begin), "overeenkomst.begin")
    end = Value(dutch.day(contract.end), "overeenkomst.einde")
    lines = [
        line("", Value(contract.title, "overeenkomst.sector")),
        line("Status: ", Value(contract.status, "status")),
        line("Kenmerk: ", Value(contract.reference, "overeenkomst.kenmerk")),
        line("Looptijd: ", begin, Words(" tot en met "), end),
        *(shown for party in contract.insurers for shown in _party(party, "zorgverzekeraar.rechtspersonen")),
        *_party(contract.provider, "zorgaanbieder"),
    ]
    return Item("title", TITLE_PAGE, "Titelblad", Place("title", TITLE_PAGE, "", "Titelblad"), tuple(lines))


def _party(party: Party, key: str) -> Iterator[Line]:
    for name, value in ((party.role.capitalize(), party.name), *party.details):
        field = "naam" if value is party.name else name.partition("-")[0].lower()
        yield Line("tekst", "", tuple(_runs((Words(f"{name}: "), Value(value, f"{key}.{field}")))))


def _lines(block: Block) -> Iterator[Line]:
    if isinstance(block, Lid):
        yield Line("lid" if block.number else "tekst", block.number, tuple(_runs(block.text)), block.name)
        yield from _parts(block.parts, "onderdeel")
    elif isinstance(block, Definitions):
        for term, meaning in block.items:
            yield Line("begrip", "", (Token("words", f"{term}: "), *_runs(meaning)), term)
    else:
        yield Line("tabelkop", "", _row([(Words(cell),) for cell in block.header]))
        for row in block.rows:
            yield Line("rij", "", _row(row), "".join(inline.text for inline in row[0]) if row else "")


def _parts(parts: Iterable[Onderdeel], style: str) -> Iterator[Line]:
    for part in parts:
        yield Line(style, part.number, tuple(_runs(part.text)))
        yield from _parts(part.parts, "subonderdeel")


def _row(cells: Sequence[Iterable[Inline]]) -> tuple[Token, ...]:
    runs: list[Token] = []
    for cell in cells:
        runs += [BORDER] * bool(runs) + (list(_runs(cell)) or [Token("words", "")])
    return tuple(runs)


def _runs(inlines: Iterable[Inline]) -> Iterator[Token]:
    for inline in inlines:
        if isinstance(inline, Reference):
            yield Token("reference", inline.text, f"{inline.clause}#{inline.lid}" if inline.lid else inline.clause)
        elif isinstance(inline, Placeholder):
            yield Token("placeholder", inline.text, inline.field)
        elif isinstance(inline, Value):
            yield Token("value", inline.text, inline.name)
        else:
            yield Token("words", inline.text)


def _cut(run: Token) -> Iterable[Token]:
    short = run.kind == "value" and run.text.count(" ") < WHOLE_VALUE
    if short or run.kind not in ("words", "value"):
        return (run,)
    return (Token(run.kind, word, run.name) for word in _WORDS.findall(run.text))

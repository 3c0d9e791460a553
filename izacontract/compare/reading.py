"""A contract as lines to compare: every paragraph, row and definition, with its number beside it and not in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
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
        return (self.kind, self.name) if self.kind in ("reference", "cell") else ("text", self.text)

    @property
    def is_value(self) -> bool:
        """Return whether it is a filled-in value or one still open."""
        return self.kind in ("value", "placeholder")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, row or definition. `anchor` is a name that stays while the words change, or ""."""

    style: str
    number: str
    tokens: tuple[Token, ...]
    anchor: str = ""

    @property
    def key(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Return what makes two lines the same."""
        return self.style, tuple(token.key for token in self.tokens)

    @property
    def skeleton(self) -> tuple[str, str | tuple[tuple[str, str], ...]]:
        """Return what two lines share that differ in values only: the anchor, or else all but the values."""
        blank = (("value", token.name) if token.kind == "value" else token.key for token in self.tokens)
        return self.style, self.anchor or tuple(blank)


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
        found.append(Item("heading", part.slot, part.heading, place, (Line("kop", "", _words(part.heading)),)))
        for clause in part.clauses:
            here = Place(place.part, place.slot, place.label, place.heading, before)
            lines = tuple(line for block in clause.blocks for line in _lines(block))
            found.append(Item("clause", clause.id, clause.title, here, lines, clause.version))
            before = clause.id
    return tuple(found)


def lines_of_text(text: str) -> tuple[Line, ...]:
    """Return the lines of a clause text as it stands in the library, with its variables."""
    return tuple(Line("tekst", "", _words(line)) for line in text.splitlines() if line.strip())


def _place(contract: Contract, part: Article | Annex) -> Place:
    if isinstance(part, Annex):
        return Place("annex", part.slot, f"bijlage {part.letter}", part.heading)
    if part.number:
        return Place("article", part.slot, f"artikel {part.number}", part.heading)
    return Place("opening" if part in contract.opening else "closing", part.slot, "", part.heading)


def _title_page(contract: Contract) -> Item:
    def line(words: str, *values: Inline) -> Line:
        return Line("tekst", "", tuple(_tokens((Words(words), *values))))

    begin = Value(dutch.day(contract.begin), "overeenkomst.begin")
    end = Value(dutch.day(contract.end), "overeenkomst.einde")
    lines = [
        line(contract.title),
        line("Status: ", Value(contract.status, "status")),
        line("Kenmerk: ", Value(contract.reference, "overeenkomst.kenmerk")),
        line("Looptijd: ", begin, Words(" tot en met "), end),
        *(shown for party in contract.insurers for shown in _party(party, "zorgverzekeraar.rechtspersonen")),
        *_party(contract.provider, "zorgaanbieder"),
    ]
    return Item("title", TITLE_PAGE, "Titelblad", Place("title", TITLE_PAGE, "", "Titelblad"), tuple(lines))


def _party(party: Party, key: str) -> Iterator[Line]:
    shown = ((party.role.capitalize(), party.name, f"{key}.naam"),) + tuple(
        (name, value, f"{key}.{name.split('-')[0].lower()}") for name, value in party.details
    )
    for name, value, field in shown:
        yield Line("tekst", "", tuple(_tokens((Words(f"{name}: "), Value(value, field)))))


def _lines(block: Block) -> Iterator[Line]:
    if isinstance(block, Lid):
        yield Line("lid" if block.number else "tekst", block.number, tuple(_tokens(block.text)), block.name)
        yield from _parts(block.parts, "onderdeel")
    elif isinstance(block, Definitions):
        for term, meaning in block.items:
            yield Line("begrip", "", (*_words(f"{term}: "), *_tokens(meaning)), term)
    else:
        yield Line("tabelkop", "", _row([(Words(cell),) for cell in block.header]))
        for row in block.rows:
            yield Line("rij", "", _row(row), "".join(inline.text for inline in row[0]) if row else "")


def _parts(parts: Iterable[Onderdeel], style: str) -> Iterator[Line]:
    for part in parts:
        yield Line(style, part.number, tuple(_tokens(part.text)))
        yield from _parts(part.parts, "subonderdeel")


def _row(cells: Sequence[Iterable[Inline]]) -> tuple[Token, ...]:
    border = Token("cell", " | ")
    tokens: list[Token] = []
    for cell in cells:
        tokens += [border] * bool(tokens) + (list(_tokens(cell)) or [Token("words", "")])
    return tuple(tokens)


def _tokens(inlines: Iterable[Inline]) -> Iterator[Token]:
    for inline in inlines:
        if isinstance(inline, Reference):
            target = f"{inline.clause}#{inline.lid}" if inline.lid else inline.clause
            yield Token("reference", inline.text, target)
        elif isinstance(inline, Placeholder):
            yield Token("placeholder", inline.text, inline.field)
        elif isinstance(inline, Value):
            whole = inline.text.count(" ") < WHOLE_VALUE
            yield from (
                [Token("value", inline.text, inline.name)] if whole else _words(inline.text, "value", inline.name)
            )
        else:
            yield from _words(inline.text)


def _words(text: str, kind: Literal["words", "value"] = "words", name: str = "") -> tuple[Token, ...]:
    return tuple(Token(kind, word, name) for word in _WORDS.findall(text))

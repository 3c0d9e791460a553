"""Prints a contract as a Word document: its frame, filled with ready WordprocessingML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

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
    Party,
    Placeholder,
    Reference,
)
from izacontract.render import ooxml
from izacontract.render.frame import CORE, Frame, read_frame
from izacontract.render.frame_guard import DOCUMENT
from izacontract.render.frame_language import PLACES
from izacontract.render.marks import Marks, heading_mark, label
from izacontract.render.seal_part import SEAL, sealed
from izacontract.render.word_table import keep_apart, table

CONTENTS = r'TOC \o "1-1" \n \h \z \u'
"""Headings of level 1, without page numbers (they would need Word to compute them), as links."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The place of one kind of part in the frame, and the styles in which it is printed, by name."""

    place: str
    heading: str
    lid: str
    running: str
    parts: tuple[str, str]


ARTICLE = Styles("artikelen", "Artikelkop", "Lid", "Artikeltekst", ("Onderdeel", "Subonderdeel"))
ANNEX = Styles("bijlagen", "Bijlagekop", "Bijlagelid", "Tekst", ("Bijlageonderdeel", "Bijlagesubonderdeel"))
OPENING = Styles("aanhef", "Aanhefkop", "Aanheflid", "Tekst", ("Aanhefonderdeel", "Aanhefsubonderdeel"))
CLOSING = Styles("ondertekening", "Aanhefkop", "Aanheflid", "Slottekst", ("Aanhefonderdeel", "Aanhefsubonderdeel"))
"""Its running text stays on the page of the signatures."""


def word(contract: Contract, frame: Frame | None = None) -> bytes:
    """Return `contract` as a Word file in `frame`, the standard frame unless told otherwise.

    The same contract in the same frame gives the same bytes. Raises ClauseError when a text holds a character that no
    Word file can hold.
    """
    frame = frame or read_frame()
    printer = _Printer(contract, frame)
    try:
        filled = {name: _filled(name, contract, frame, printer) for name in frame.templates}
        bare = frame.templates[DOCUMENT].render(_values(DOCUMENT, contract, printer) | dict.fromkeys(PLACES, ""))
        return frame.package(filled | {SEAL: sealed(contract, bare, filled, frame.fixed)})
    except ooxml.ForbiddenCharacterError as error:
        raise ClauseError(
            f"De overeenkomst bevat een teken dat Word niet kan bewaren, {error}, in: {error.text!r}.",
            f"The contract holds a character that Word cannot hold, {error}, in: {error.text!r}.",
            "Haal het weg uit de waarde of de clausuletekst.",
            "Take it out of the value or the clause text.",
            code="clausule.teken",
        ) from error


class _Printer:
    """Prints the parts of one contract in the styles of one frame."""

    def __init__(self, contract: Contract, frame: Frame) -> None:
        self._styles = frame.styles
        self._widths = frame.widths
        self._letter = frame.letter
        self._open = frame.styles["Open punt"]
        self._marks = Marks(contract, frame.first_mark)

    def contents(self, parts: Iterable[Article | Annex]) -> str:
        """Return the table of contents with an entry for every part, as it is before anybody updates it."""
        entries = [
            ooxml.link(self._marks.name(heading_mark(part)), self._entry(label(part), part.heading)) for part in parts
        ]
        if not entries:
            return ""
        entries[0] = ooxml.field_start(CONTENTS) + entries[0]
        entries[-1] += ooxml.field_end()
        return "".join(ooxml.paragraph(self._styles["toc 1"], entry) for entry in entries)

    def _entry(self, number: str, heading: str) -> tuple[str, ...]:
        return (ooxml.run(number), ooxml.tab(), ooxml.run(heading)) if number else (ooxml.run(heading),)

    def parts(self, parts: Iterable[Article | Annex], styles: Styles) -> str:
        """Return `parts` with their headings; what stands in them goes by `styles`."""
        pieces: list[str] = []
        for part in parts:
            heading = self._marks.around(heading_mark(part), ooxml.run(part.heading))
            pieces.append(ooxml.paragraph(self._styles[styles.heading], heading))
            for clause in part.clauses:
                blocks = "".join(self._blocks(clause.blocks, styles))
                pieces.append(self._marks.around_clause(clause.id, blocks))
        return "".join(pieces)

    def _blocks(self, blocks: Sequence[Block], styles: Styles) -> Iterator[str]:
        following = (*blocks[1:], None)
        for block, after in zip(blocks, following, strict=True):
            if isinstance(block, Lid):
                yield self._lid(block, styles, introduces=after is not None and not isinstance(after, Lid))
            elif isinstance(block, Definitions):
                for term, meaning in block.items:
                    yield self._definition(term, meaning)
            else:
                yield table(block, self._styles, self._widths[styles.place], self._letter, self.inlines)

    def _lid(self, lid: Lid, styles: Styles, introduces: bool) -> str:
        """Return `lid` with its onderdelen; one that introduces something stays on the page of what follows."""
        style = self._styles[styles.lid if lid.number else styles.running]
        content = self._marks.around(lid.mark, self.inlines(lid.text))
        first = ooxml.paragraph(style, content, keep_next=bool(lid.parts) or introduces)
        return first + self._onderdelen(lid.parts, styles) if lid.parts else first

    def _onderdelen(self, parts: Iterable[Onderdeel], styles: Styles, depth: int = 0) -> str:
        style = self._styles[styles.parts[depth]]
        return "".join(
            ooxml.paragraph(style, self.inlines(part.text)) + self._onderdelen(part.parts, styles, depth + 1)
            if part.parts
            else ooxml.paragraph(style, self.inlines(part.text))
            for part in parts
        )

    def _definition(self, term: str, meaning: Iterable[Inline]) -> str:
        named = ooxml.run(term, self._styles["Begripsterm"])
        return ooxml.paragraph(self._styles["Begrip"], f"{named}{ooxml.run(': ')}{self.inlines(meaning)}")

    def inlines(self, inlines: Iterable[Inline]) -> str:
        """Return `inlines` as runs: a reference as a field, an open value in its own style.

        Words and values next to each other share a run, so that a negotiator finds one text to edit.
        """
        pieces: list[str] = []
        text = ""
        for inline in inlines:
            if isinstance(inline, Placeholder):
                pieces += (ooxml.run(text), ooxml.run(inline.text, self._open))
                text = ""
            elif isinstance(inline, Reference):
                for printed, mark in inline.parts or ((inline.text, None),):
                    if mark is None:
                        text += printed
                    else:
                        pieces += (ooxml.run(text), ooxml.reference(self._marks.name(mark), printed))
                        text = ""
            else:
                text += inline.text
        pieces.append(ooxml.run(text))
        return "".join(pieces)

    def value(self, text: str, open_texts: frozenset[str]) -> str | Markup:
        """Return a value for the frame; one that is still open leaves the run it stands in, to show its own style."""
        if text not in open_texts:
            return text
        return Markup(f'</w:t></w:r>{ooxml.run(text, self._open)}<w:r><w:t xml:space="preserve">')  # noqa: S704 - run escapes


def _values(name: str, contract: Contract, printer: _Printer) -> dict[str, object]:
    """Return what the tags of the part `name` stand for, without the places."""
    open_texts = frozenset(str(point) for point in contract.open_points)
    plain = name == CORE
    return {
        "titel": contract.title,
        "kenmerk": contract.reference if plain else printer.value(contract.reference, open_texts),
        "zorgsoort": contract.sector_title,
        "status": contract.status,
        "begin": dutch.day(contract.begin),
        "einde": dutch.day(contract.end),
        "partijen": [_party(party) for party in contract.parties],
    }


def _filled(name: str, contract: Contract, frame: Frame, printer: _Printer) -> str:
    """Return the XML of the tagged part `name`; only the body holds the places."""
    template = frame.templates[name]
    values = _values(name, contract, printer)
    if name != DOCUMENT:
        return template.render(values)
    places = {"inhoud": printer.contents(contract.parts)}
    for parts, styles in (
        (contract.opening, OPENING),
        (contract.articles, ARTICLE),
        (contract.closing, CLOSING),
        (contract.annexes, ANNEX),
    ):
        places[styles.place] = printer.parts(parts, styles)
    filled = template.render(values | {place: Markup(xml) for place, xml in places.items()})  # noqa: S704 - printed by us
    return keep_apart(filled, frame.styles["Tabelafstand"])


def _party(party: Party) -> dict[str, object]:
    details = [{"naam": name, "waarde": value} for name, value in party.details]
    return {"rol": party.role.capitalize(), "naam": party.name, "gegevens": details}

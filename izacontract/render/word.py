"""Prints a contract as a Word document: its frame, filled with ready WordprocessingML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from markupsafe import Markup, escape

from izacontract import dutch
from izacontract.errors import ClauseError
from izacontract.model.contract import Annex, Article, Contract, Party
from izacontract.render.frame import CORE, Frame, read_frame
from izacontract.render.frame_guard import DOCUMENT
from izacontract.render.frame_language import PLACES, PLAIN
from izacontract.render.marks import heading_mark, label, mark_name, wanted_marks
from izacontract.render.seal_amendment import SealedAmendment
from izacontract.render.seal_part import SEAL, sealed
from izacontract.render.title import open_texts
from izacontract.render.word_part import ANNEX, ARTICLE, CLOSING, OPENING, PartStyles, PrintedPart, print_part
from izacontract.render.word_table import keep_apart, open_table
from izacontract.word import ooxml
from izacontract.word.document import Fact
from izacontract.word.fields import normal

CONTENTS = r'TOC \o "1-1" \n \h \z \u'
"""Headings of level 1, without page numbers (they would need Word to compute them), as links."""

CONTENTS_PLACE: Final = "inhoud"
_PLACE = re.compile("\x00(\\w+)\x00")
"""How a place shows in the filled frame: XML knows no such sign, so no text can hold it."""


def word(contract: Contract, frame: Frame | None = None, amendment: SealedAmendment | None = None) -> bytes:
    """Return `contract` as a Word file in `frame`, the standard frame unless told otherwise.

    `amendment` goes into its seal, if it is an addendum. The same contract in the same frame gives the same bytes,
    whatever was printed before. Raises ClauseError when a text holds a character that no Word file can hold.
    """
    frame = frame or read_frame()
    try:
        filled = _filled(contract, frame)
        numbered = frame.with_numbered_pictures(filled)
        printed = print_places(contract, frame)
        parts = {name: [xml.encode()] for name, xml in numbered.items()}
        parts[DOCUMENT] = list(_body(numbered[DOCUMENT], printed, frame.styles["Tabelafstand"]))
        surroundings = frame.reading.surroundings(
            _PLACE.sub(r"<?\1?>", filled[DOCUMENT]), filled, _first_slots(contract), _printed_facts(contract, frame)
        )
        return frame.package(parts | {SEAL: sealed(contract, surroundings, amendment)})
    except ooxml.ForbiddenCharacterError as error:
        raise ClauseError(
            f"De overeenkomst bevat een teken dat Word niet kan bewaren, {error}, in: {error.text!r}.",
            f"The contract holds a character that Word cannot hold, {error}, in: {error.text!r}.",
            "Haal het weg uit de waarde of de clausuletekst.",
            "Take it out of the value or the clause text.",
            code="clausule.teken",
        ) from error


def _first_slots(contract: Contract) -> dict[str, str]:
    """Return the slot of the first part at each place where something is printed."""
    return {styles.place: parts[0].slot for parts, styles in _places(contract) if parts}


def _places(contract: Contract) -> tuple[tuple[Sequence[Article | Annex], PartStyles], ...]:
    return (
        (contract.opening, OPENING),
        (contract.articles, ARTICLE),
        (contract.closing, CLOSING),
        (contract.annexes, ANNEX),
    )


def _printed_facts(contract: Contract, frame: Frame) -> tuple[Fact, ...]:
    """Return the facts about what the printer puts in the places: only the field of the contents is one."""
    return (Fact("field", normal(CONTENTS)),) if contract.parts and CONTENTS_PLACE in frame.widths else ()


def _filled(contract: Contract, frame: Frame) -> dict[str, str]:
    """Return the XML of the tagged parts; only the body holds the places, each still with its own sign."""
    values = frame_values(contract, frame)
    values |= {place: Markup(f"\x00{place}\x00") for place in PLACES}  # noqa: S704 - a name of ours
    plain = values | {"kenmerk": contract.reference}
    return {name: part.render(plain if name == CORE else values) for name, part in frame.templates.items()}


def frame_values(contract: Contract, frame: Frame) -> dict[str, object]:
    """Return what the tags of a frame stand for, without the places."""
    open_ones = open_texts(contract)

    def shown(text: str) -> str | Markup:
        """Return a value; one that is still open leaves the run it stands in, to show its own style."""
        if text not in open_ones:
            return text
        run = ooxml.run(text, frame.styles["Open punt"])
        return Markup(f'</w:t></w:r>{run}<w:r><w:t xml:space="preserve">')  # noqa: S704 - run escapes

    values = {
        "titel": contract.title,
        "kenmerk": shown(contract.reference),
        "zorgsoort": contract.sector_title,
        "status": contract.status,
        "begin": dutch.day(contract.begin),
        "einde": dutch.day(contract.end),
    }
    plain = {f"{name}{PLAIN}": escape(" ".join(str(text).split())) for name, text in values.items()}
    plain[f"kenmerk{PLAIN}"] = escape(" ".join(contract.reference.split()))
    return {
        **values,
        **plain,
        "partijen": [_party(party, shown) for party in contract.parties],
    }


def _party(party: Party, shown: Callable[[str], str | Markup]) -> dict[str, object]:
    details = [{"naam": name, "waarde": shown(value)} for name, value in party.details]
    return {"rol": party.role.capitalize(), "naam": party.name, "gegevens": details}


def print_places(contract: Contract, frame: Frame) -> dict[str, list[PrintedPart]]:
    """Return what stands in each place but the contents, bookmarks numbered through from what the frame leaves free."""
    wanted = iter(wanted_marks(contract))
    places: dict[str, list[PrintedPart]] = {}
    free = frame.first_mark
    for parts, styles in _places(contract):
        places[styles.place] = []
        for part in parts:
            printed = print_part(part, styles, frame, next(wanted), free)
            places[styles.place].append(printed)
            free = printed.free
    entries = tuple((mark_name(heading_mark(part)), label(part), part.heading) for part in contract.parts)
    contents = _contents(entries, frame.styles["toc 1"])
    places[CONTENTS_PLACE] = [PrintedPart(contents, free, "")] if contents else []
    return places


@lru_cache(maxsize=64)
def _contents(entries: tuple[tuple[str, str, str], ...], style: str) -> bytes:
    """Return the table of contents as it is before anybody updates it; `entries` are bookmark, number and heading."""
    lines = [
        ooxml.link(name, (ooxml.run(number), ooxml.tab(), ooxml.run(heading)) if number else (ooxml.run(heading),))
        for name, number, heading in entries
    ]
    if lines:
        lines[0] = ooxml.field_start(CONTENTS) + lines[0]
        lines[-1] += ooxml.field_end()
    return "".join(ooxml.paragraph(style, line) for line in lines).encode()


def _body(skeleton: str, places: dict[str, list[PrintedPart]], apart: str) -> Iterator[bytes]:
    """Give the body in pieces: what the frame says around the places, and each part by itself.

    `apart` is the style of the paragraph between a table and what may not touch it.
    """
    table = ""
    for index, piece in enumerate(_PLACE.split(skeleton)):
        if index % 2:
            for printed in places[piece]:
                yield printed.xml
                table = printed.table
        elif piece:
            text = keep_apart(table + piece, apart)
            yield text[len(table) :].encode()
            table = open_table(text)

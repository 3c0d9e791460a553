"""A document that we made, read back for comparison from the seal that it carries."""

from __future__ import annotations

from collections.abc import Iterator

from izacontract.differ.agreed import agreed_when_sealed
from izacontract.differ.changes import ClausePlace, Side
from izacontract.differ.lines import Passage, ReadSide, TextLine, heading, plain_runs, row, title_page
from izacontract.differ.tokens import Token, printed
from izacontract.render.seal import Seal, SealedBlock, SealedPart, SealedTable, SealedText

NOT_COMPARED = (
    "wat na het maken in een document is veranderd; zie daarvoor izacontract verify",
    "looptijd en partijen op het titelblad van een document; zij staan ook in zijn artikelen",
    "welke woorden van een document zijn ingevuld; bedragen, getallen en dagen tellen als waarde",
)
"""What is not compared when one of the two is a document."""


def reading_of(seal: Seal) -> ReadSide:
    """Return what `seal` says its document held when it was made, to compare with another document or contract."""
    items = [title_page(seal.title, seal.status, seal.reference)]
    articles_seen = False
    before: str | None = None
    for part in seal.parts:
        articles_seen = articles_seen or bool(part.number)
        place = _place(part, articles_seen)
        items.append(heading(place))
        for clause in part.clauses:
            here = ClausePlace(place.part, place.slot, place.label, place.heading, before)
            lines = tuple(line for block in clause.blocks for line in _lines(block))
            items.append(Passage("clause", clause.id, clause.title, here, lines, clause.version))
            before = clause.id
    side = Side(seal.reference, seal.title, None, seal.fingerprint)
    return ReadSide(side, tuple(items), None, agreed_when_sealed(seal.deviations))


def _place(part: SealedPart, articles_seen: bool) -> ClausePlace:
    if part.number.startswith("bijlage"):
        return ClausePlace("annex", part.slot, part.number, part.heading)
    if part.number:
        return ClausePlace("article", part.slot, part.number, part.heading)
    return ClausePlace("closing" if articles_seen else "opening", part.slot, "", part.heading)


def _lines(block: SealedBlock) -> Iterator[TextLine]:
    if isinstance(block, SealedTable):
        heads = tuple(cell.text for cell in block.rows[0]) if block.rows else ()
        for place, cells in enumerate(block.rows):
            yield row((tuple(_runs(cell)) for cell in cells), heads if place else ())
    else:
        term, colon, _ = block.text.partition(": ")
        yield TextLine(_style(block.number), block.number, tuple(_runs(block)), "" if block.number else term + colon)


def _style(number: str) -> str:
    if not number:
        return "tekst"
    if number.endswith("°"):
        return "subonderdeel"
    return "onderdeel" if number.rstrip(".").isalpha() else "lid"


def _runs(text: SealedText) -> Iterator[Token]:
    at = 0
    for start, end, bookmark in text.points:
        yield from plain_runs(text.text[at:start])
        yield printed("reference", text.text[start:end], _pointed_at(bookmark))
        at = end
    yield from plain_runs(text.text[at:])


def _pointed_at(bookmark: str) -> str:
    """Return the clause or slot whose bookmark this is: the way back from `bookmark_name`."""
    kind, _, name = bookmark.partition("_")
    clause = name.rpartition("_")[0] if kind == "L" else name
    return clause.replace("__", ".").replace("_", "-")

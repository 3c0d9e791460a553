"""What is reported of a comparison; its JSON is public and versioned (`izacontract/compare/1`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles.colors import Color
from pydantic import TypeAdapter

from izacontract.differ.changes import ChangeKind, ClauseChange, Comparison, Op, Piece
from izacontract.render.workbook import Cell, Sheet
from izacontract.reports import comparison_phrases as phrases
from izacontract.reports.page import Bullets, Heading, Labels, Page, PageBlock, PageLine, PageTable, Reportable, plain

TITLE: Final = "Was en wordt"
LEGEND: Final = (
    Piece(Op.OLD, "zo"), Piece(Op.SAME, " gaat eruit, "), Piece(Op.NEW, "zo"),
    Piece(Op.SAME, " komt erin, … staat voor tekst die gelijk blijft."),
)  # fmt: skip
ANSWERS: Final = ("Sleutel", "Was", "Wordt")
FIGURES: Final = ("Cijfer", "Eenheid", "Was", "Wordt", "Bron", "Id")
CHANGES: Final = ("Plaats", "Nummer", "Clausule", "Wat", "Was", "Wordt", "Waarom")
GONE: Final = InlineFont(strike=True, color=Color("FF9B1C1C"))
CAME: Final = InlineFont(b=True, color=Color("FF14532D"))


def comparison_report(comparison: Comparison) -> Reportable:
    """Return what is reported of `comparison`, in Dutch."""
    return Reportable(
        lambda: Page(TITLE, tuple(_blocks(comparison)), first=phrases.altered(comparison)),
        lambda: _sheets(comparison),
        lambda: comparison_json(comparison),
    )


def comparison_json(comparison: Comparison) -> str:
    """Return `comparison` as JSON text with English keys, indented by two spaces."""
    return _adapter().dump_json(comparison, indent=2).decode() + "\n"


def comparison_from_json(text: str | bytes) -> Comparison:
    """Return the comparison that `comparison_json` wrote; raises pydantic's ValidationError for any other shape."""
    return _adapter().validate_json(text)


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Comparison]:
    return TypeAdapter(Comparison)


def _blocks(comparison: Comparison) -> Iterator[PageBlock]:
    yield Labels(tuple(phrases.sides(comparison)))
    yield PageLine(plain(phrases.summary(comparison)))
    if comparison.changes:
        yield PageLine(LEGEND)
    if comparison.answers:
        yield Heading("Gewijzigd in de aanvraag")
        yield PageTable(ANSWERS, (("", _answers(comparison)),), tuple(map(phrases.answer, comparison.answers)))
    for change in comparison.changes:
        yield from _change(change)
    if comparison.parameters:
        yield Heading("Cijfers")
        yield PageTable(FIGURES, (("", _figures(comparison)),), tuple(map(phrases.parameter, comparison.parameters)))
    yield Heading("Niet vergeleken")
    yield Bullets(comparison.not_compared)


def _change(change: ClauseChange) -> Iterator[PageBlock]:
    about = change.id if change.subject == "clause" else ""
    yield Heading(phrases.heading(change), about=about, said=phrases.kinds(change))
    if change.reasons:
        yield PageLine(plain(f"want {phrases.reasons(change.reasons)}"), 1, quiet=True)
    for line in change.lines:
        moved = plain("verplaatst: ") if line.kind is ChangeKind.MOVED else ()
        whole = line.kind in (ChangeKind.ADDED, ChangeKind.DROPPED, ChangeKind.MOVED) or line.style == "rij"
        yield PageLine((*moved, *phrases.readable(line)), 1, phrases.number(line), whole=whole)
        if line.reasons:
            yield PageLine(plain(f"want {phrases.briefly(line.reasons)}"), 2, quiet=True)
    for source in change.sources:
        yield PageLine(plain(f"bron: {source.old or phrases.NOTHING} → {source.new or phrases.NOTHING}"), 1)


def _answers(comparison: Comparison) -> tuple[tuple[str, ...], ...]:
    return tuple((a.key, a.old or phrases.NOTHING, a.new or phrases.NOTHING) for a in comparison.answers)


def _figures(comparison: Comparison) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (p.title, p.unit, p.old or phrases.NOTHING, p.new or phrases.NOTHING, p.new_source or p.old_source, p.id)
        for p in comparison.parameters
    )


def _sheets(comparison: Comparison) -> list[Sheet]:
    """Return a sheet with a row per paragraph that differs, was beside now, and what else is reported."""
    facts = [("Let op", said)] if (said := phrases.altered(comparison)) else []
    facts += [*phrases.sides(comparison), ("Samenvatting", phrases.summary(comparison))]
    facts += [("Niet vergeleken", what) for what in comparison.not_compared]
    changes = [row for change in comparison.changes for row in _rows(change)]
    sheets = [
        Sheet("Was-wordt", CHANGES, (34, 14, 26, 18, 70, 70, 50), changes),
        Sheet("Aanvraag", ANSWERS, (40, 40, 40), _answers(comparison)),
        Sheet("Cijfers", FIGURES, (40, 18, 24, 24, 60, 32), _figures(comparison)),
        Sheet("Verantwoording", ("Wat", "Toelichting"), (18, 100), facts),
    ]
    return [sheet for sheet in sheets if sheet.rows]


def _rows(change: ClauseChange) -> Iterator[Sequence[Cell]]:
    """Give a row per line that differs; one row where the place or the sources differ and the text does not."""
    about = phrases.reasons(change.reasons)
    where = phrases.heading(change)
    for line in change.lines:
        why = "; ".join(part for part in (phrases.briefly(line.reasons), about) if part)
        was, now = one_side(line.pieces, Op.OLD), one_side(line.pieces, Op.NEW)
        yield where, phrases.number(line), change.id, phrases.KINDS[line.kind], was, now, why
    for source in change.sources:
        yield where, "bron", change.id, phrases.kinds(change), source.old, source.new, about
    if not change.lines and not change.sources:
        was, now = phrases.place(change.old), phrases.place(change.new)
        yield where, "", change.id, phrases.kinds(change), was, now, about


def one_side(pieces: Sequence[Piece], side: Op) -> Cell:
    """Return what stands on one side as a cell, with what differs marked."""
    font = GONE if side is Op.OLD else CAME
    runs = [
        piece.text if piece.op is Op.SAME else TextBlock(font, piece.text)
        for piece in pieces
        if piece.op in (Op.SAME, side)
    ]
    return CellRichText(*runs) if runs else ""

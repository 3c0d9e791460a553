"""Prints a comparison as an Excel workbook: a row per paragraph that differs, was beside now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles.colors import Color

from izacontract.differ.changes import Change, Comparison, Op, Piece
from izacontract.render.workbook import Cell, Sheet, workbook
from izacontract.reports.comparison import phrases

GONE = InlineFont(strike=True, color=Color("FF9B1C1C"))
NEW = InlineFont(b=True, color=Color("FF14532D"))


def comparison_xlsx(comparison: Comparison) -> bytes:
    """Return `comparison` as an Excel file; the same comparison gives the same bytes."""
    answers = [(a.key, a.old or phrases.NOTHING, a.new or phrases.NOTHING) for a in comparison.answers]
    figures = [
        (p.title, p.unit, p.old or phrases.NOTHING, p.new or phrases.NOTHING, p.new_source or p.old_source, p.id)
        for p in comparison.parameters
    ]
    facts = [*phrases.sides(comparison), ("Samenvatting", phrases.summary(comparison))]
    facts += [("Niet vergeleken", what) for what in comparison.not_compared]
    changes = [row for change in comparison.changes for row in _rows(change)]
    sheets = [
        Sheet("Was-wordt", HEADER, WIDTHS, changes),
        Sheet("Aanvraag", ("Sleutel", "Was", "Wordt"), (40, 40, 40), answers),
        Sheet("Cijfers", ("Cijfer", "Eenheid", "Was", "Wordt", "Bron", "Id"), (40, 18, 24, 24, 60, 32), figures),
        Sheet("Verantwoording", ("Wat", "Toelichting"), (18, 100), facts),
    ]
    return workbook("Was-wordt", [sheet for sheet in sheets if sheet.rows])


HEADER = ("Plaats", "Nummer", "Clausule", "Wat", "Was", "Wordt", "Waarom")
WIDTHS = (34, 14, 26, 18, 70, 70, 50)


def _rows(change: Change) -> Iterator[Sequence[Cell]]:
    """Give a row per line that differs; one row where the place or the sources differ and the text does not."""
    about = phrases.reasons(change.reasons)
    where = phrases.heading(change)
    for line in change.lines:
        why = "; ".join(part for part in (phrases.briefly(line.reasons), about) if part)
        was, now = _text(line.pieces, Op.OLD), _text(line.pieces, Op.NEW)
        yield where, phrases.number(line), change.id, phrases.KINDS[line.kind], was, now, why
    for source in change.sources:
        yield where, "bron", change.id, phrases.kinds(change), source.old, source.new, about
    if not change.lines and not change.sources:
        was, now = phrases.place(change.old), phrases.place(change.new)
        yield where, "", change.id, phrases.kinds(change), was, now, about


def _text(pieces: Sequence[Piece], side: Op) -> Cell:
    """Return what stands on one side, with what differs marked."""
    font = GONE if side is Op.OLD else NEW
    runs = [
        piece.text if piece.op is Op.SAME else TextBlock(font, piece.text)
        for piece in pieces
        if piece.op in (Op.SAME, side)
    ]
    return CellRichText(*runs) if runs else ""

"""The changes of a returned document as rows to sort, to filter and to answer: which to take over and which not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from izacontract.differ.changes import Op, Piece
from izacontract.differ.naming import NamedChange, named_changes
from izacontract.differ.verification import ClauseStatus, EditKind, Verification
from izacontract.errors import Told
from izacontract.render.workbook import Cell, Sheet
from izacontract.reports.comparison import one_side
from izacontract.reports.verification_phrases import HEADINGS, PLACES, STATUS, Phrases

FILE: Final = Told("Bestand", "File")
REFERENCE: Final = Told("Kenmerk", "Reference")
PROVIDER: Final = Told("Zorgaanbieder", "Provider")
CLUSTER: Final = Told("Groep", "Group")
NAME: Final = Told("Wijziging", "Change")
ACCEPT: Final = Told("Accepteren", "Accept")
REMARK: Final = Told("Toelichting", "Remark")
SENT: Final = Told("Zo verzonden", "As sent")
WHERE: Final = (
    Told("Plaats", "Place"),
    Told("Clausule", "Clause"),
    Told("Nummer", "Number"),
    Told("Wat", "What"),
    Told("Was", "Was"),
    Told("Nu", "Now"),
    Told("Wie", "Who"),
)
ANSWERS: Final = ("ja", "nee")
"""What the column of answers offers; any other text is a counter-proposal."""

SHEET: Final = Told("Wijzigingen", "Changes")
BEFORE: Final = (FILE, REFERENCE, PROVIDER, CLUSTER)
"""What a row begins with: of which file it is, and which group of the same changes of several files."""


@dataclass(frozen=True)
class ChangeRow:
    """A change with what is shown of it."""

    change: NamedChange
    place: str
    number: str
    what: str
    was: Cell
    now: Cell
    hand: str

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Return the cells of the row: where, what, was and now, who, its name, and room for the answer."""
        where = (self.place, self.change.clause, self.number, self.what)
        return (*where, self.was, self.now, self.hand, self.change.name, "", "")


def answer_sheet(rows: Sequence[Sequence[Cell]], language: str, *, of_files: bool = False) -> Sheet:
    """Return `rows` as a sheet with a column to answer in; `of_files` has one more, the lid as it was sent."""
    after = (SENT,) if of_files else ()
    titles = tuple(told.in_language(language) for told in (*BEFORE, *WHERE, NAME, ACCEPT, REMARK, *after))
    text, last = (40, (70,)) if of_files else (70, ())
    widths = (28, 18, 32, 12, 34, 26, 16, 18, text, text, 40, 12, 14, 40, *last)
    return Sheet(SHEET.in_language(language), titles, widths, rows, choices={ACCEPT.in_language(language): ANSWERS})


def change_rows(found: Verification, phrases: Phrases) -> Iterator[ChangeRow]:
    """Give a row for each change of `found`, in the order in which it is reported."""
    places = {part.slot: part_label(part.number, part.heading) for part in found.parts}
    places |= {place: phrases.told(told) for place, told in PLACES.items()}
    for change in named_changes(found):
        place = places.get(change.place, "")
        if change.gone is not None:
            removed = change.gone.status is ClauseStatus.REMOVED
            what = phrases.told(STATUS[ClauseStatus.REMOVED] if removed else HEADINGS[EditKind.MOVED])
            told = phrases.removed(change.gone) if removed else phrases.moved(change.gone)
            yield ChangeRow(change, place, "", what, "", told, "")
        elif change.added is not None:
            added = change.added
            new = phrases.told(HEADINGS[EditKind.ADDED])
            yield ChangeRow(
                change, part_label(added.number, added.heading), "", new, "", change.now, phrases.hand(added.edits[0])
            )
        elif change.edit is not None:
            edit = change.edit
            was, now = _sides(change)
            what = phrases.told(HEADINGS.get(edit.kind, STATUS[ClauseStatus.CHANGED]))
            number = phrases.place(edit).strip(" :")
            yield ChangeRow(change, place, number, what, was, now, phrases.hand(change.words or edit))


def _sides(change: NamedChange) -> tuple[Cell, Cell]:
    """Return the whole text as it was and as it is now; where words changed they are marked, and no other change is."""
    edit = change.edit
    if edit is None or change.words is None:
        return ("", "") if edit is None else (edit.was, edit.now or edit.column)
    stretch = edit.changes.index(change.words)
    pieces: list[Piece] = []
    seen = -1
    for before, piece in zip((None, *edit.pieces), edit.pieces, strict=False):
        seen += piece.op is not Op.SAME and (before is None or before.op is Op.SAME)
        marked = piece.op is Op.SAME or seen == stretch
        # Of other changes in the same lid both sides show what stands now.
        pieces += [piece] if marked else [Piece(Op.SAME, piece.text)] * (piece.op is Op.NEW)
    return one_side(pieces, Op.OLD), one_side(pieces, Op.NEW)


def part_label(number: str, heading: str) -> str:
    """Return how a part is called: "Artikel 8 Indexatie"."""
    text = f"{number} {heading}".strip()
    return text[:1].upper() + text[1:]

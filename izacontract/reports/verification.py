"""What is reported of a verification, as a purchaser reads it before signing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from izacontract import dutch
from izacontract.differ.changes import Op, Piece
from izacontract.differ.verification import (
    AddedPart,
    ClauseStatus,
    Edit,
    EditKind,
    Verification,
    VerifiedClause,
    VerifiedPart,
    WordChange,
    json_text,
)
from izacontract.render.workbook import Sheet
from izacontract.reports.page import Bullets, Heading, Page, PageBlock, PageLine, Reportable, plain
from izacontract.reports.verification_phrases import HEADINGS, PLACES, STATUS, Phrases, named
from izacontract.reports.verification_rows import answer_sheet, change_rows, part_label

AROUND = 8
"""So many words before and after a change show where it stands."""

LONGEST = 300
"""A text that came or went whole shows so many letters at most; the JSON form has all of it."""

MARKS: Final[Mapping[Op, tuple[str, str]]] = {Op.SAME: ("", ""), Op.OLD: ("«", "»"), Op.NEW: ("«", "»")}


def verification_report(verification: Verification, language: str) -> Reportable:
    """Return what is reported in `language`: the outcome first, what to heed, then every change in its place."""
    report = _Report(verification, language)
    return Reportable(report.page, report.sheets, lambda: json_text(verification))


class _Report:
    """Writes one report."""

    def __init__(self, verification: Verification, language: str) -> None:
        self._verification = verification
        self._language = language
        self._phrases = Phrases(verification, language)

    def page(self) -> Page:
        """Return the report to read."""
        found = self._verification
        reference = self._phrases.say(f"kenmerk {found.reference}", f"reference {found.reference}")
        title = f"{found.file}: {found.title}, {reference}"
        return Page(
            title, tuple(self._blocks()), self._language, first=self._phrases.sealed_by(), indent=2, marks=MARKS
        )

    def _blocks(self) -> Iterator[PageBlock]:
        found = self._verification
        yield PageLine(plain(self._phrases.outcome()))
        sent = tuple(self._phrases.sent())
        if sent:
            yield Heading(self._phrases.say("Zo verzonden:", "Sent so:"))
            yield Bullets(sent)
        heeded = tuple(self._phrases.notes())
        if heeded:
            yield Heading(self._phrases.say("Let op:", "Note:"))
            yield Bullets(heeded)
        for part in found.parts:
            yield from self._part(part)
            yield from (block for added in found.added if added.after in _ids(part) for block in self._added(added))
        yield from (block for added in found.added if not added.after for block in self._added(added))
        for place, told in PLACES.items():
            edits = [outside.edit for outside in found.outside if outside.place == place]
            if edits:
                yield Heading(self._phrases.told(told))
                yield from self._edits(edits, 1)

    def _part(self, part: VerifiedPart) -> Iterator[PageBlock]:
        clauses = [clause for clause in part.clauses if clause.status is not ClauseStatus.UNCHANGED or clause.moved]
        if not clauses and not part.edits:
            return
        label = part_label(part.number, part.heading)
        now = self._phrases.say(f" (nu {part.number_now})", f" (now {part.number_now})")
        gone = any(edit.kind is EditKind.REMOVED for edit in part.edits)
        if gone and all(clause.status is ClauseStatus.REMOVED for clause in part.clauses):
            yield Heading(label, said=self._phrases.say("VERVALLEN", "REMOVED"))
        else:
            yield Heading(label + (now if part.number_now not in ("", part.number) else ""))
            if part.edits:
                yield PageLine(plain(self._phrases.say("Opschrift:", "Heading:")), 1, strong=True)
                yield from self._edits(part.edits, 2)
        for clause in clauses:
            yield from self._clause(clause)

    def _clause(self, clause: VerifiedClause) -> Iterator[PageBlock]:
        version = self._phrases.say(f"tekst van {dutch.day(clause.version)}", f"text of {clause.version}")
        status = self._phrases.told(STATUS[clause.status])
        if clause.moved and clause.status is ClauseStatus.CHANGED:
            status += self._phrases.say(" en verplaatst", " and moved")
        yield PageLine(plain(f"{clause.title} ({clause.id}, {version}): {status}"), 1, strong=True)
        if clause.moved:
            yield PageLine(plain(named(self._phrases.moved(clause), clause.change_id)), 2)
        if clause.status is ClauseStatus.REMOVED:
            yield PageLine(plain(named(self._phrases.removed(clause), clause.change_id)), 2)
        else:
            yield from self._edits(clause.edits, 2)

    def _added(self, added: AddedPart) -> Iterator[PageBlock]:
        heading, *rest = added.edits
        yield Heading(part_label(added.number, added.heading), said=self._phrases.say("NIEUW", "NEW"))
        yield PageLine(plain(named(self._phrases.hand(heading), added.change_id)), 1, quiet=True)
        yield from self._edits(rest if heading.now == added.heading else added.edits, 1, is_named=False)

    def _edits(self, edits: Sequence[Edit], depth: int, *, is_named: bool = True) -> Iterator[PageLine]:
        for edit in edits:
            place = self._phrases.place(edit)
            if edit.changes:
                for change, was, now in _excerpts(edit):
                    yield from self._words(change, was, now, place, depth)
                continue
            what, text = self._phrases.told(HEADINGS[edit.kind]), _cut(edit.now or edit.was or edit.column)
            line = f'{place}{what}: "{text}"{self._phrases.renumbered(edit)}'
            name = edit.change_id if is_named else ""
            if edit.kind in (EditKind.RENUMBERED, EditKind.COLUMN_ADDED, EditKind.COLUMN_REMOVED):
                yield PageLine(plain(named(line, name)), depth)
            else:
                yield PageLine(plain(line), depth)
                yield PageLine(plain(named(self._phrases.hand(edit), name)), depth + 1, quiet=True)

    def _words(
        self, change: WordChange, was: Sequence[Piece], now: Sequence[Piece], place: str, depth: int
    ) -> Iterator[PageLine]:
        lines = [(self._phrases.say("was", "was"), was), (self._phrases.say("nu ", "now"), now)]
        if not change.was:
            lines = [(self._phrases.say("toegevoegd", "added"), now)]
        elif not change.now:
            lines = [(self._phrases.say("geschrapt", "removed"), was)]
        for index, (word, pieces) in enumerate(lines):
            start, pushed = (place, 0) if index == 0 else ("", len(place))
            yield PageLine((*plain(f"{start}{word}: "), *pieces), depth, pushed=pushed)
        yield PageLine(plain(named(self._phrases.hand(change), change.change_id)), depth + 1, quiet=True)

    def sheets(self) -> list[Sheet]:
        """Return a sheet with a row per change, was beside now, and a sheet with the outcome."""
        facts = [(self._phrases.say("Zegel", "Seal"), self._phrases.sealed_by())]
        facts += [(self._phrases.say("Uitkomst", "Outcome"), self._phrases.outcome())]
        facts += [(self._phrases.say("Zo verzonden", "Sent so"), told) for told in self._phrases.sent()]
        facts += [(self._phrases.say("Let op", "Note"), note) for note in self._phrases.notes()]
        about = (self._phrases.say("Wat", "What"), self._phrases.say("Toelichting", "Explanation"))
        account = Sheet(self._phrases.say("Verantwoording", "Account"), about, (18, 100), facts)
        found = self._verification
        before = (found.file, found.reference, found.provider, "")
        rows = [(*before, *row.cells) for row in change_rows(found, self._phrases)]
        return [answer_sheet(rows, self._language), account] if rows else [account]


def _ids(part: VerifiedPart) -> tuple[str, ...]:
    return tuple(clause.id for clause in part.clauses)


def _cut(text: str) -> str:
    """Return `text`, or its beginning when it is too long for a report."""
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"


def _excerpts(edit: Edit) -> Iterator[tuple[WordChange, tuple[Piece, ...], tuple[Piece, ...]]]:
    """Give each change of `edit` with the words around it, in the text that was sent and in the one that came back."""
    pieces = edit.pieces
    starts = [
        at for at, piece in enumerate(pieces) if piece.op is not Op.SAME and (not at or pieces[at - 1].op is Op.SAME)
    ]
    for change, start in zip(edit.changes, starts, strict=True):
        end = start
        while end < len(pieces) and pieces[end].op is not Op.SAME:
            end += 1
        yield change, _within(pieces, start, end, Op.OLD), _within(pieces, start, end, Op.NEW)


def _within(pieces: Sequence[Piece], start: int, end: int, side: Op) -> tuple[Piece, ...]:
    changed = _text(piece for piece in pieces[start:end] if piece.op is side)
    before = _text(piece for piece in pieces[:start] if piece.op in (Op.SAME, side)).split(" ")
    after = _text(piece for piece in pieces[end:] if piece.op in (Op.SAME, side)).split(" ")
    left = ("… " if len(before) > AROUND else "") + " ".join(before[-AROUND:])
    right = " ".join(after[:AROUND]) + (" …" if len(after) > AROUND else "")
    left += " " if changed.startswith(" ") else ""
    found = (Piece(Op.SAME, left.lstrip()), Piece(side, changed.strip()), Piece(Op.SAME, right.rstrip()))
    return tuple(piece for piece in found if piece.text)


def _text(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)

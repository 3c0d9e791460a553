"""The report of a verification as a purchaser reads it before signing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from izacontract import dutch
from izacontract.cli.excerpts import cut, excerpts
from izacontract.errors import Told
from izacontract.verify.verification import (
    AddedPart,
    By,
    Edit,
    Kind,
    Note,
    Status,
    Verification,
    VerifiedClause,
    VerifiedPart,
    WordChange,
)

COUNTS = (
    (Status.CHANGED, Told("gewijzigd", "changed")),
    (Status.REMOVED, Told("vervallen", "removed")),
    (Status.MOVED, Told("verplaatst", "moved")),
)
STATUS = {
    Status.CHANGED: Told("gewijzigd", "changed"),
    Status.REMOVED: Told("vervallen", "removed"),
    Status.MOVED: Told("verplaatst, woorden ongewijzigd", "moved, words unchanged"),
    Status.UNCHANGED: Told("ongewijzigd", "unchanged"),
}
PLACES = {
    "frame": Told("Titelblad en tekst rond de artikelen", "Title page and text around the articles"),
    "margin": Told("Kop- en voettekst", "Header and footer"),
    "contents": Told("Inhoudsopgave", "Table of contents"),
    "numbers": Told("Nummering", "Numbering"),
    "file": Told("Bestand", "File"),
}
HEADINGS = {
    Kind.ADDED: Told("toegevoegd", "added"),
    Kind.REMOVED: Told("geschrapt", "removed"),
    Kind.MOVED: Told("verplaatst", "moved"),
    Kind.RENUMBERED: Told("nummering gewijzigd", "numbering changed"),
    Kind.ROW_ADDED: Told("rij toegevoegd", "row added"),
    Kind.ROW_REMOVED: Told("rij geschrapt", "row removed"),
    Kind.COLUMN_ADDED: Told("kolom toegevoegd", "column added"),
    Kind.COLUMN_REMOVED: Told("kolom geschrapt", "column removed"),
    Kind.SPLIT: Told("gesplitst, woorden ongewijzigd", "split, words unchanged"),
    Kind.MERGED: Told("samengevoegd, woorden ongewijzigd", "joined, words unchanged"),
    Kind.UNPROVEN: Told("niet te bewijzen", "cannot be proven"),
}
BY_HAND = {
    "struck": Told("doorgehaald", "struck through"),
    "hidden": Told("als verborgen tekst opgemaakt", "formatted as hidden text"),
    "pale": Told("in de kleur van het papier gezet", "set in the colour of the paper"),
    "tiny": Told("onleesbaar klein gemaakt", "made too small to read"),
    "away": Told("buiten de pagina gezet", "put off the page"),
    "merged": Told("in een andere cel opgegaan", "merged into another cell"),
}


def page(verification: Verification, language: str) -> str:
    """Return the report in `language`: the outcome first, what to heed, then every change in its place."""
    return "\n".join(_Page(verification, language).lines()) + "\n"


class _Page:
    """Writes one report."""

    def __init__(self, verification: Verification, language: str) -> None:
        self._verification = verification
        self._language = language
        self._titles = {clause.id: clause.title for clause in verification.clauses}

    def _say(self, nl: str, en: str) -> str:
        return Told(nl, en).in_language(self._language)

    def _told(self, told: Told) -> str:
        return told.in_language(self._language)

    def lines(self) -> Iterator[str]:
        """Give the lines of the report."""
        found = self._verification
        reference = self._say(f"kenmerk {found.reference}", f"reference {found.reference}")
        yield self._sealed_by()
        yield f"{found.file}: {found.title}, {reference}"
        yield self._outcome()
        heeded = list(self._notes())
        if heeded:
            yield from ("", self._say("Let op:", "Note:"))
            yield from (f"- {line}" for line in heeded)
        for part in found.parts:
            yield from self._part(part)
            yield from (line for added in found.added if added.after in _ids(part) for line in self._added(added))
        yield from (line for added in found.added if not added.after for line in self._added(added))
        for place, told in PLACES.items():
            edits = [outside.edit for outside in found.outside if outside.place == place]
            if edits:
                yield from ("", self._told(told))
                yield from self._edits(edits, "  ")

    def _sealed_by(self) -> str:
        match self._verification.sealed_by:
            case "own-copy":
                return self._say("Vergeleken met uw eigen bestand.", "Compared with your own file.")
            case "known":
                return self._say(
                    "Het zegel is ondertekend met de sleutel die u kent.",
                    "The seal is signed by the key that you know.",
                )
            case "unknown":
                return self._say(
                    "Het zegel is ondertekend met een sleutel die u niet noemde; noem de uwe met --key SLEUTEL.pub.",
                    "The seal is signed by a key that you did not name; name yours with --key KEY.pub.",
                )
            case _:
                return self._say(
                    "Het zegel is niet ondertekend: iedereen kan zo'n zegel maken. Vergelijk bij twijfel met --sent.",
                    "The seal is not signed: anybody can make such a seal. If in doubt, compare with --sent.",
                )

    def _outcome(self) -> str:
        found = self._verification
        total = len(found.clauses)
        if not found.changed:
            return self._say(
                f"Niets gewijzigd: alle {total} clausules zijn zoals verzonden.",
                f"Nothing changed: all {total} clauses are as they were sent.",
            )
        counts = []
        for status, told in COUNTS:
            if number := sum(clause.status is status for clause in found.clauses):
                counts.append(f"{number} {self._told(told)}")
        same = sum(clause.status is Status.UNCHANGED for clause in found.clauses)
        counts.append(f"{same} {self._told(STATUS[Status.UNCHANGED])}")
        text = self._say(
            f"GEWIJZIGD. Van de {total} clausules: {', '.join(counts)}.",
            f"CHANGED. Of the {total} clauses: {', '.join(counts)}.",
        )
        if number := len(found.added):
            text += self._say(f" Nieuwe artikelen of bijlagen: {number}.", f" New articles or annexes: {number}.")
        if number := sum(bool(part.edits) for part in found.parts):
            text += self._say(f" Gewijzigde opschriften: {number}.", f" Changed headings: {number}.")
        if number := len(found.outside):
            text += self._say(f" Buiten de artikelen gewijzigd: {number}.", f" Changes outside the articles: {number}.")
        return text

    def _notes(self) -> Iterator[str]:
        notes = self._verification.notes
        yield from (self._note(note) for note in notes if note.code != "reference-to-nothing")
        lost: dict[str, list[str]] = {}
        for note in notes:
            if note.code == "reference-to-nothing":
                lost.setdefault(note.text, []).append(note.number or note.clause)
        for text, places in lost.items():
            where = ", ".join(dict.fromkeys(places))
            yield self._say(
                f"De verwijzing '{text}' wijst naar iets dat er niet meer staat, in: {where}.",
                f"The reference '{text}' points at something that is not there any more, in: {where}.",
            )
        if any(change.tracked != "all" for change in self._all_changes()):
            yield self._say(
                "Niet alle wijzigingen zijn bijgehouden: wat hieronder 'niet bijgehouden' heet, markeert Word niet.",
                "Not all changes are tracked: Word does not mark what is called 'not tracked' below.",
            )

    def _note(self, note: Note) -> str:
        title = self._titles.get(note.clause, note.clause)
        match note.code:
            case "bookmark-lost":
                one = f"'{title}' ({note.clause})"
                nl, en = (f"{note.count} clausules", f"{note.count} clauses") if note.count else (one, one)
                return self._say(
                    f"De bladwijzer van {nl} is weg; de clausule is teruggevonden aan haar tekst.",
                    f"The bookmark of {en} was removed; the clause was found by its text.",
                )
            case "fields-not-updated":
                return self._say(
                    f"Verwijzingen met een oud nummer: {note.count}. Werk in Word de velden bij (Ctrl+A, daarna F9).",
                    f"References with an old number: {note.count}. Update the fields in Word (Ctrl+A, then F9).",
                )
            case "comment":
                by = ", ".join(filter(None, (note.author, self._day(note.day))))
                title = note.number or title
                text = self._say(f"Opmerking bij {title} van {by}", f"Comment on {title} by {by}")
                return f"{text}: {note.text}"
            case "former-seal":
                nl = "Het zegel is van een eerdere versie: velden en opmaak van het sjabloon zijn niet verzegeld."
                return self._say(nl, "The seal is of a former version, without the fields and looks of the frame.")
            case "tracked-changes":
                return self._say(
                    "Het document bevat bijgehouden wijzigingen; ze zijn gelezen alsof u ze alle aanvaardt.",
                    "The document holds tracked changes; they were read as if you accept them all.",
                )
            case _:
                return self._say(
                    "De automatische nummering is uit het document verdwenen; controleer de nummers zelf.",
                    "The automatic numbering is gone from the document; check the numbers yourself.",
                )

    def _all_changes(self) -> Iterator[WordChange | Edit]:
        found = self._verification
        edits = [edit for part in found.parts for edit in part.edits]
        edits += [edit for clause in found.clauses for edit in clause.edits]
        edits += [edit for added in found.added for edit in added.edits] + [outside.edit for outside in found.outside]
        for edit in edits:
            if edit.changes:
                yield from edit.changes
            elif edit.kind is not Kind.RENUMBERED:
                yield edit

    def _part(self, part: VerifiedPart) -> Iterator[str]:
        clauses = [clause for clause in part.clauses if clause.status is not Status.UNCHANGED or clause.moved]
        if not clauses and not part.edits:
            return
        label = _label(part.number, part.heading)
        now = self._say(f" (nu {part.number_now})", f" (now {part.number_now})")
        gone = any(edit.kind is Kind.REMOVED for edit in part.edits)
        if gone and all(clause.status is Status.REMOVED for clause in part.clauses):
            yield from ("", label + ": " + self._say("VERVALLEN", "REMOVED"))
        else:
            yield from ("", label + (now if part.number_now not in ("", part.number) else ""))
            if part.edits:
                yield f"  {self._say('Opschrift', 'Heading')}:"
                yield from self._edits(part.edits, "    ")
        for clause in clauses:
            yield from self._clause(clause)

    def _clause(self, clause: VerifiedClause) -> Iterator[str]:
        version = self._say(f"tekst van {dutch.day(clause.version)}", f"text of {clause.version}")
        status = self._told(STATUS[clause.status])
        if clause.moved and clause.status is Status.CHANGED:
            status += self._say(" en verplaatst", " and moved")
        yield f"  {clause.title} ({clause.id}, {version}): {status}"
        if clause.moved:
            after = self._titles.get(clause.moved_after, "")
            yield "    " + (
                self._say(f"staat nu na '{after}'", f"stands after '{after}' now")
                if after
                else self._say("staat nu als eerste", "stands first now")
            )
        if clause.status is Status.REMOVED:
            hands = " / ".join(dict.fromkeys(self._hand(edit) for edit in clause.edits))
            count = len(clause.edits)
            yield (
                "    "
                + self._say(
                    f"de hele tekst, {count} alinea's of tabellen; ", f"all of it, {count} paragraphs or tables; "
                )
                + hands
            )
        else:
            yield from self._edits(clause.edits, "    ")

    def _added(self, added: AddedPart) -> Iterator[str]:
        heading, *rest = added.edits
        yield from ("", _label(added.number, added.heading) + ": " + self._say("NIEUW", "NEW"))
        yield f"  {self._hand(heading)}"
        yield from self._edits(rest if heading.now == added.heading else added.edits, "  ")

    def _edits(self, edits: Sequence[Edit], indent: str) -> Iterator[str]:
        for edit in edits:
            place = self._place(edit)
            if edit.changes:
                for change, was, now in excerpts(edit):
                    yield from self._words(change, was, now, f"{indent}{place}", indent)
                continue
            text = cut(edit.now or edit.was or edit.column)
            yield f'{indent}{place}{self._told(HEADINGS[edit.kind])}: "{text}"{self._renumbered(edit)}'
            if edit.kind not in (Kind.RENUMBERED, Kind.COLUMN_ADDED, Kind.COLUMN_REMOVED):
                yield f"{indent}  {self._hand(edit)}"

    def _words(self, change: WordChange, was: str, now: str, start: str, indent: str) -> Iterator[str]:
        lines = [(self._say("was", "was"), was), (self._say("nu ", "now"), now)]
        if not change.was:
            lines = [(self._say("toegevoegd", "added"), now)]
        elif not change.now:
            lines = [(self._say("geschrapt", "removed"), was)]
        for index, (word, text) in enumerate(lines):
            yield f"{start if index == 0 else ' ' * len(start)}{word}: {text}"
        yield f"{indent}  {self._hand(change)}"

    def _place(self, edit: Edit) -> str:
        if edit.row is not None:
            cell = [self._say(f"tabel, rij {edit.row}", f"table, row {edit.row}")]
            cell += [f"'{edit.row_label}'"] if edit.row_label else []
            cell += [self._say(f"kolom '{edit.column}'", f"column '{edit.column}'")] if edit.column else []
            return f"{edit.number} {', '.join(cell)}: ".lstrip()
        number = edit.number or edit.number_now
        now = self._say(f" (nu {edit.number_now})", f" (now {edit.number_now})")
        moved = edit.number and edit.number_now not in ("", edit.number)
        return f"{number}{now if moved else ''}  " if number else ""

    def _renumbered(self, edit: Edit) -> str:
        if edit.kind is not Kind.RENUMBERED:
            return ""
        none = self._say("geen nummer", "no number")
        return self._say(
            f" was {edit.number or none}, nu {edit.number_now or none}",
            f" was {edit.number or none}, now {edit.number_now or none}",
        )

    def _hand(self, change: WordChange | Edit) -> str:
        """Return who made a change, and whether Word recorded it."""
        if not change.by:
            return self._say("niet bijgehouden", "not tracked")
        authors = [self._author(by) for by in change.by if by.how == "tracked"]
        hands = [self._say("bijgehouden: ", "tracked: ") + "; ".join(authors)] if authors else []
        hands += [self._told(BY_HAND[by.how]) for by in change.by if by.how != "tracked"]
        hands += [self._say("de rest is niet bijgehouden", "the rest is not tracked")] * (change.tracked == "partly")
        return "; ".join(hands)

    def _author(self, by: By) -> str:
        author = by.author or self._say("onbekend", "unknown")
        return f"{author}, {self._day(by.day)}" if by.day else author

    def _day(self, day: date | None) -> str:
        return "" if day is None else self._say(dutch.day(day), day.isoformat())


def _label(number: str, heading: str) -> str:
    label = f"{number} {heading}".strip()
    return label[:1].upper() + label[1:]


def _ids(part: VerifiedPart) -> tuple[str, ...]:
    return tuple(clause.id for clause in part.clauses)

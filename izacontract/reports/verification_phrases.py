"""What is said of a verification, in Dutch or English."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from izacontract import dutch
from izacontract.differ.verification import (
    ChangedBy,
    ClauseStatus,
    Edit,
    EditKind,
    Verification,
    VerificationNote,
    VerifiedClause,
    WordChange,
)
from izacontract.errors import Told
from izacontract.model.own import AMENDING, TAKING_OVER, is_own

COUNTS = (
    (ClauseStatus.CHANGED, Told("gewijzigd", "changed")),
    (ClauseStatus.REMOVED, Told("vervallen", "removed")),
    (ClauseStatus.MOVED, Told("verplaatst", "moved")),
)
STATUS = {
    ClauseStatus.CHANGED: Told("gewijzigd", "changed"),
    ClauseStatus.REMOVED: Told("vervallen", "removed"),
    ClauseStatus.MOVED: Told("verplaatst, woorden ongewijzigd", "moved, words unchanged"),
    ClauseStatus.UNCHANGED: Told("ongewijzigd", "unchanged"),
}
PLACES = {
    "frame": Told("Titelblad en tekst rond de artikelen", "Title page and text around the articles"),
    "margin": Told("Kop- en voettekst", "Header and footer"),
    "contents": Told("Inhoudsopgave", "Table of contents"),
    "numbers": Told("Nummering", "Numbering"),
    "file": Told("Bestand", "File"),
}
HEADINGS = {
    EditKind.ADDED: Told("toegevoegd", "added"),
    EditKind.REMOVED: Told("geschrapt", "removed"),
    EditKind.MOVED: Told("verplaatst", "moved"),
    EditKind.RENUMBERED: Told("nummering gewijzigd", "numbering changed"),
    EditKind.ROW_ADDED: Told("rij toegevoegd", "row added"),
    EditKind.ROW_REMOVED: Told("rij geschrapt", "row removed"),
    EditKind.COLUMN_ADDED: Told("kolom toegevoegd", "column added"),
    EditKind.COLUMN_REMOVED: Told("kolom geschrapt", "column removed"),
    EditKind.SPLIT: Told("gesplitst, woorden ongewijzigd", "split, words unchanged"),
    EditKind.MERGED: Told("samengevoegd, woorden ongewijzigd", "joined, words unchanged"),
    EditKind.UNPROVEN: Told("niet te bewijzen", "cannot be proven"),
}
LID_DONE = {
    "vervangen": Told("vervangen", "replaced"),
    "vervallen": Told("vervallen", "dropped"),
    "toevoegen": Told("aangevuld", "added to"),
}
BY_HAND = {
    "struck": Told("doorgehaald", "struck through"),
    "hidden": Told("als verborgen tekst opgemaakt", "formatted as hidden text"),
    "pale": Told("in de kleur van het papier gezet", "set in the colour of the paper"),
    "tiny": Told("onleesbaar klein gemaakt", "made too small to read"),
    "away": Told("buiten de pagina gezet", "put off the page"),
    "merged": Told("in een andere cel opgegaan", "merged into another cell"),
}


class Phrases:
    """What is said of one verification in one language."""

    def __init__(self, verification: Verification, language: str) -> None:
        self._verification = verification
        self._language = language
        self._titles = {clause.id: clause.title for clause in verification.clauses}

    def say(self, nl: str, en: str) -> str:
        """Return the one of both texts that is in the language."""
        return Told(nl, en).in_language(self._language)

    def told(self, told: Told) -> str:
        """Return `told` in the language."""
        return told.in_language(self._language)

    def sealed_by(self) -> str:
        """Return who made the seal that the document was held against."""
        match self._verification.sealed_by:
            case "own-copy":
                return self.say("Vergeleken met uw eigen bestand.", "Compared with your own file.")
            case "known":
                return self.say(
                    "Het zegel is ondertekend met de sleutel die u kent.",
                    "The seal is signed by the key that you know.",
                )
            case "sent":
                return self.say(
                    "Het zegel staat in uw manifest: dit document hebt u gemaakt.",
                    "The seal is in your manifest: you made this document.",
                )
            case "not-sent":
                return self.say(
                    "Het zegel staat niet in het manifest dat u noemde: ga na of u dit document zo hebt verzonden.",
                    "The seal is not in the manifest that you named: find out whether you sent this document so.",
                )
            case "unknown":
                return self.say(
                    "Het zegel is ondertekend met een sleutel die u niet noemde; noem de uwe met --key SLEUTEL.pub.",
                    "The seal is signed by a key that you did not name; name yours with --key KEY.pub.",
                )
            case _:
                return self.say(
                    "Het zegel is niet ondertekend: iedereen kan zo'n zegel maken. Vergelijk bij twijfel met --sent.",
                    "The seal is not signed: anybody can make such a seal. If in doubt, compare with --sent.",
                )

    def outcome(self) -> str:
        """Return in one or two sentences what changed."""
        found = self._verification
        total = len(found.clauses)
        if not found.changed:
            return self.say(
                f"Niets gewijzigd: alle {total} clausules zijn zoals verzonden.",
                f"Nothing changed: all {total} clauses are as they were sent.",
            )
        counts = []
        for status, told in COUNTS:
            if number := sum(clause.status is status for clause in found.clauses):
                counts.append(f"{number} {self.told(told)}")
        same = sum(clause.status is ClauseStatus.UNCHANGED for clause in found.clauses)
        counts.append(f"{same} {self.told(STATUS[ClauseStatus.UNCHANGED])}")
        text = self.say(
            f"GEWIJZIGD. Van de {total} clausules: {', '.join(counts)}.",
            f"CHANGED. Of the {total} clauses: {', '.join(counts)}.",
        )
        if number := len(found.added):
            text += self.say(f" Nieuwe artikelen of bijlagen: {number}.", f" New articles or annexes: {number}.")
        if number := sum(bool(part.edits) for part in found.parts):
            text += self.say(f" Gewijzigde opschriften: {number}.", f" Changed headings: {number}.")
        if number := len(found.outside):
            text += self.say(f" Buiten de artikelen gewijzigd: {number}.", f" Changes outside the articles: {number}.")
        return text

    def sent(self) -> Iterator[str]:
        """Give how the document was sent: without review and why, and what parties had made otherwise in it."""
        if reason := self._verification.unreviewed:
            yield self.say(
                f"Definitief zonder volledige juridische beoordeling, met als reden: {reason}",
                f"Final without a full legal review, for this reason: {reason}",
            )
        for one in self._verification.deviations:
            title = f"'{self._titles.get(one.clause, one.clause)}' ({one.clause})"
            if one.what == "positie":
                yield self.say(
                    f"Van {title} is de positie '{one.subject}' gekozen.",
                    f"Of {title} the position '{one.subject}' was chosen.",
                )
                continue
            nl, en = LID_DONE[one.what].nl, LID_DONE[one.what].en
            yield self.say(f"Van {title} is lid '{one.subject}' {nl}", f"Of {title} lid '{one.subject}' was {en}") + (
                self.say(f", overeengekomen door {one.agreed_by}", f", agreed by {one.agreed_by}") * bool(one.agreed_by)
                + self.say(f" op {self._day(one.agreed_on)}", f" on {self._day(one.agreed_on)}") * bool(one.agreed_on)
                + "."
            )
        for clause in self._verification.clauses:
            if is_own(clause.id) and clause.id not in (*TAKING_OVER, *AMENDING):
                yield self.say(
                    f"'{clause.title}' ({clause.id}) is een eigen afspraak van partijen.",
                    f"'{clause.title}' ({clause.id}) is an arrangement of the parties themselves.",
                )

    def notes(self) -> Iterator[str]:
        """Give what to heed although it changes no word."""
        notes = self._verification.notes
        yield from (self._note(note) for note in notes if note.code != "reference-to-nothing")
        lost: dict[str, list[str]] = {}
        for note in notes:
            if note.code == "reference-to-nothing":
                lost.setdefault(note.text, []).append(note.number or note.clause)
        for text, places in lost.items():
            where = ", ".join(dict.fromkeys(place.rstrip(".") for place in places))
            yield self.say(
                f"De verwijzing '{text}' wijst naar iets dat er niet meer staat, in: {where}.",
                f"The reference '{text}' points at something that is not there any more, in: {where}.",
            )
        if any(change.tracked != "all" for change in self._all_changes()):
            yield self.say(
                "Niet alle wijzigingen zijn bijgehouden: wat hieronder 'niet bijgehouden' heet, markeert Word niet.",
                "Not all changes are tracked: Word does not mark what is called 'not tracked' below.",
            )

    def moved(self, clause: VerifiedClause) -> str:
        """Return where a clause that moved stands now."""
        after = self._titles.get(clause.moved_after, "")
        if after:
            return self.say(f"staat nu na '{after}'", f"stands after '{after}' now")
        return self.say("staat nu als eerste", "stands first now")

    def removed(self, clause: VerifiedClause) -> str:
        """Return what of a clause that is gone was there, and who took it out."""
        count, hands = len(clause.edits), " / ".join(dict.fromkeys(self.hand(edit) for edit in clause.edits))
        return self.say(
            f"de hele tekst, {count} alinea's of tabellen; {hands}", f"all of it, {count} paragraphs or tables; {hands}"
        )

    def place(self, edit: Edit) -> str:
        """Return where `edit` is: the number of the paragraph, or the cell of a table; "" for neither."""
        if edit.row is not None:
            cell = [self.say(f"tabel, rij {edit.row}", f"table, row {edit.row}")]
            cell += [f"'{edit.row_label}'"] if edit.row_label else []
            cell += [self.say(f"kolom '{edit.column}'", f"column '{edit.column}'")] if edit.column else []
            return f"{edit.number} {', '.join(cell)}: ".lstrip()
        number = edit.number or edit.number_now
        now = self.say(f" (nu {edit.number_now})", f" (now {edit.number_now})")
        moved = edit.number and edit.number_now not in ("", edit.number)
        return f"{number}{now if moved else ''}  " if number else ""

    def renumbered(self, edit: Edit) -> str:
        """Return both numbers when `edit` is of the number alone, else ""."""
        if edit.kind is not EditKind.RENUMBERED:
            return ""
        none = self.say("geen nummer", "no number")
        return self.say(
            f" was {edit.number or none}, nu {edit.number_now or none}",
            f" was {edit.number or none}, now {edit.number_now or none}",
        )

    def hand(self, change: WordChange | Edit) -> str:
        """Return who made a change, and whether Word recorded it."""
        if not change.by:
            return self.say("niet bijgehouden", "not tracked")
        authors = [self._author(by) for by in change.by if by.how == "tracked"]
        hands = [self.say("bijgehouden: ", "tracked: ") + "; ".join(authors)] if authors else []
        hands += [self.told(BY_HAND[by.how]) for by in change.by if by.how != "tracked"]
        hands += [self.say("de rest is niet bijgehouden", "the rest is not tracked")] * (change.tracked == "partly")
        return "; ".join(hands)

    def _note(self, note: VerificationNote) -> str:
        title = self._titles.get(note.clause, note.clause)
        match note.code:
            case "bookmark-lost":
                one = f"'{title}' ({note.clause})"
                nl, en = (f"{note.count} clausules", f"{note.count} clauses") if note.count else (one, one)
                return self.say(
                    f"De bladwijzer van {nl} is weg; de clausule is teruggevonden aan haar tekst.",
                    f"The bookmark of {en} was removed; the clause was found by its text.",
                )
            case "fields-not-updated":
                return self.say(
                    f"Verwijzingen met een oud nummer: {note.count}. Werk in Word de velden bij (Ctrl+A, daarna F9).",
                    f"References with an old number: {note.count}. Update the fields in Word (Ctrl+A, then F9).",
                )
            case "comment":
                by = ", ".join(filter(None, (note.author or self.say("onbekend", "unknown"), self._day(note.day))))
                where = note.number or title
                text = self.say(f"Opmerking bij {where} van {by}", f"Comment on {where} by {by}")
                return f"{text}: {note.text}"
            case "former-seal":
                return self.say(
                    "Het zegel is van een eerdere versie: velden en opmaak van het sjabloon zijn niet verzegeld.",
                    "The seal is of a former version: it does not hold which fields and looks the frame had.",
                )
            case "tracked-changes":
                return self.say(
                    "Het document bevat bijgehouden wijzigingen; ze zijn gelezen alsof u ze alle aanvaardt.",
                    "The document holds tracked changes; they were read as if you accept them all.",
                )
            case _:
                return self.say(
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
            elif edit.kind is not EditKind.RENUMBERED:
                yield edit

    def _author(self, by: ChangedBy) -> str:
        author = by.author or self.say("onbekend", "unknown")
        return f"{author}, {self._day(by.day)}" if by.day else author

    def _day(self, day: date | None) -> str:
        return "" if day is None else self.say(dutch.day(day), day.isoformat())


def named(text: str, name: str) -> str:
    """Return `text` with the name of the change that it tells, by which it is accepted or refused."""
    return f"{text} [{name}]" if name else text

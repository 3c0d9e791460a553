"""What is reported of many documents that came back; its JSON is public (`izacontract/verify-files/1`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, Final

from izacontract import dutch
from izacontract.errors import Told
from izacontract.render.answers import json_answer
from izacontract.render.workbook import Cell, Sheet
from izacontract.reports.page import Heading, Page, PageBlock, PageLine, PageTable, Reportable, plain
from izacontract.reports.verification_phrases import BY_HAND, HEADINGS, PLACES, named
from izacontract.reports.verification_rows import FILE, PROVIDER, REFERENCE, WHERE, answer_sheet
from izacontract.verify.many import NEW, Cluster, FileChange, ReturnedFile, ReturnedFiles

SCHEMA: Final = "izacontract/verify-files/1"
KINDS: Final = {str(kind): told for kind, told in HEADINGS.items()} | {
    "reworded": Told("gewijzigd", "changed"),
    "cell": Told("cel gewijzigd", "cell changed"),
    "added-part": Told("nieuw artikel", "new article"),
    "clause-removed": Told("clausule vervallen", "clause removed"),
    "clause-moved": Told("clausule verplaatst", "clause moved"),
    "clause-changed": Told("clausule verplaatst", "clause moved"),
}
OUTCOME: Final = Told("Uitkomst", "Outcome")
COUNT: Final = Told("Wijzigingen", "Changes")
FILES: Final = Told("Bestanden", "Files")
COMMENT: Final = Told("Opmerking", "Comment")
AUTHOR: Final = Told("Van", "By")
DAY: Final = Told("Dag", "Day")
GROUP: Final = Told("Groep", "Group")
TIMES: Final = Told("Aantal", "Count")
LID: Final = Told("Lid", "Lid")
LONGEST: Final = 160
FEW: Final = 6
"""So many providers of a group are named in the text; the workbook names all."""


def returned_report(found: ReturnedFiles, language: str) -> Reportable:
    """Return what is reported in `language`: the files, the same edits, the leden by provider, then every change."""
    report = _Report(found, language)
    return Reportable(report.page, report.sheets, report.json)


class _Report:
    """Writes one report."""

    def __init__(self, found: ReturnedFiles, language: str) -> None:
        self._found = found
        self._language = language
        self._clusters = {cluster.name: cluster for cluster in found.clusters}

    def page(self) -> Page:
        """Return the report to read."""
        files = self._found.files
        title = self._say(f"Teruggekomen bestanden: {len(files)}", f"Files that came back: {len(files)}")
        return Page(title, tuple(self._blocks()), self._language)

    def sheets(self) -> list[Sheet]:
        """Return the changes to answer, the groups, the leden by provider, the comments, and the files."""
        found = self._found
        rows: list[Sequence[Cell]] = [
            (file.file, file.reference, file.provider, self._group(change), *self._cells(change))
            for file in found.files
            for change in file.changes
        ]
        groups = [
            (
                *(one.name, len(one.files), one.clause, one.number, self._kind(one.kind)),
                *(one.was, self._forms(one), "\n".join(one.files)),
            )
            for one in found.clusters
        ]
        comments: list[Sequence[Cell]] = [
            (file.file, file.provider, one.clause, one.number, one.text, one.author, one.day or "")
            for file in found.files
            for one in file.comments
        ]
        sheets = [answer_sheet(rows, self._language, of_files=True)] if rows else []
        if groups:
            titles = self._told((GROUP, TIMES, WHERE[1], WHERE[2], WHERE[3], WHERE[4], WHERE[5], FILES))
            sheets.append(Sheet(self._say("Groepen", "Groups"), titles, (12, 10, 26, 12, 18, 60, 60, 60), groups))
        if rows:
            sheets.append(self._matrix())
        if comments:
            titles = self._told((FILE, PROVIDER, WHERE[1], WHERE[2], COMMENT, AUTHOR, DAY))
            sheets.append(Sheet(self._say("Opmerkingen", "Comments"), titles, (28, 32, 26, 12, 80, 24, 12), comments))
        told = [
            (file.file, file.reference, file.provider, len(file.changes), self._outcome(file)) for file in found.files
        ]
        titles = self._told((FILE, REFERENCE, PROVIDER, COUNT, OUTCOME))
        return [*sheets, Sheet(self._told((FILES,))[0], titles, (36, 18, 36, 14, 80), told)]

    def json(self) -> str:
        """Return the report as JSON in the shape `izacontract/verify-files/1`."""
        files = [
            {**asdict(file), "unread": None if file.unread is None else {"nl": file.unread.nl, "en": file.unread.en}}
            for file in self._found.files
        ]
        return json_answer(
            {
                "schema": SCHEMA,
                "changed": self._found.changed,
                "files": _plain(files),
                "clusters": _plain([asdict(cluster) for cluster in self._found.clusters]),
                "leden": [
                    {
                        "clause": clause,
                        "lid": lid,
                        "files": {file: [one.name for one in held] for file, held in by.items()},
                    }
                    for (clause, lid), by in self._found.leden.items()
                ],
            }
        )

    def _matrix(self) -> Sheet:
        """Return the sheet with a row for each lid that somebody changed and a column for each provider."""
        files = [file for file in self._found.files if file.changes]
        titles = (*self._told((WHERE[1], LID, TIMES)), *(_called(file) for file in files))
        rows: list[Sequence[Cell]] = []
        for (clause, lid), by in self._found.leden.items():
            first = next(iter(by.values()))[0]
            cells = ("; ".join(dict.fromkeys(self._short(one) for one in by.get(file.file, ()))) for file in files)
            rows.append((clause or self._place(first), first.number or self._lid(lid), len(by), *cells))
        return Sheet(self._say("Lid per aanbieder", "Lid by provider"), titles, (26, 30, 10, *[20] * len(files)), rows)

    def _blocks(self) -> Iterator[PageBlock]:
        found = self._found
        unread = [file for file in found.files if file.unread]
        changed = sum(file.changed for file in found.files)
        same = len(found.files) - changed - len(unread)
        yield PageLine(
            plain(
                self._say(
                    f"{changed} gewijzigd, {same} ongewijzigd, {len(unread)} niet gelezen.",
                    f"{changed} changed, {same} unchanged, {len(unread)} not read.",
                )
            )
        )
        rows = tuple((file.file, _called(file), str(len(file.changes)), self._outcome(file)) for file in found.files)
        yield PageTable(self._told((FILE, PROVIDER, COUNT, OUTCOME)), ((self._told((FILE,))[0], rows),), figures=True)
        if found.clusters:
            yield Heading(self._say("Dezelfde wijziging in meer bestanden", "The same change in several files"))
        for one in found.clusters:
            where = " ".join(part for part in (one.number, f"({one.clause})" if one.clause else "") if part)
            names = [_called(file) for file in found.files if file.file in one.files]
            more = f", … (+{len(names) - FEW})" if len(names) > FEW else ""
            line = self._say(f"{len(names)} bestanden: ", f"{len(names)} files: ") + f"{self._kind(one.kind)} {where}"
            yield PageLine(plain(named(line, one.name)), strong=True)
            if one.was:
                yield PageLine(plain(f"{self._say('was', 'was')}: {_cut(one.was)}"), depth=1)
            if any(form for form, _ in one.forms):
                yield PageLine(plain(f"{self._say('nu', 'now')}: {_cut(self._forms(one))}"), depth=1)
            yield PageLine(plain(", ".join(names[:FEW]) + more), depth=1, quiet=True)
        if any(file.changes for file in found.files):
            yield Heading(self._say("Per lid", "By lid"))
            yield PageTable(
                self._told((WHERE[1], LID, TIMES, PROVIDER)),
                ((self._told((WHERE[1],))[0], tuple(self._leden())),),
                figures=True,
            )
        for file in found.files:
            if file.changes or file.comments:
                yield Heading(f"{file.file}: {_called(file)}")
                yield from self._of_file(file)

    def _leden(self) -> Iterator[tuple[str, ...]]:
        files = {file.file: file for file in self._found.files}
        for (clause, lid), by in self._found.leden.items():
            first = next(iter(by.values()))[0]
            names = [_called(files[file]) for file in by]
            more = f", … (+{len(names) - FEW})" if len(names) > FEW else ""
            number = first.number or _cut(self._lid(lid))
            yield clause or self._place(first), number, str(len(by)), ", ".join(names[:FEW]) + more

    def _of_file(self, file: ReturnedFile) -> Iterator[PageBlock]:
        for change in file.changes:
            where = " ".join(part for part in (change.number, f"({change.clause or self._place(change)})") if part)
            yield PageLine(plain(named(f"{where}: {self._kind(change.kind)}", change.name)), strong=True)
            for word, text in ((self._say("was", "was"), change.was), (self._say("nu", "now"), change.now)):
                if text:
                    yield PageLine(plain(f"{word}: {_cut(text)}"), depth=1)
            yield PageLine(plain(self._hand(change)), depth=1, quiet=True)
        for comment in file.comments:
            by = ", ".join(part for part in (comment.author, dutch.day(comment.day) if comment.day else "") if part)
            where = " ".join(part for part in (comment.number, f"({comment.clause})" if comment.clause else "") if part)
            told = self._say("opmerking", "comment")
            yield PageLine(plain(f"{told} {where} ({by}): {comment.text}"), depth=1)

    def _cells(self, change: FileChange) -> tuple[Cell, ...]:
        where = (self._place(change), change.clause, change.number, self._kind(change.kind))
        return (*where, change.was, change.now, self._hand(change), change.name, "", "", change.text)

    def _group(self, change: FileChange) -> str:
        return change.cluster if change.cluster in self._clusters else ""

    def _forms(self, cluster: Cluster) -> str:
        return " / ".join(f"{form} ({count}x)" if len(cluster.forms) > 1 else form for form, count in cluster.forms)

    def _short(self, change: FileChange) -> str:
        words = f"{change.was} → {change.now}" if change.was and change.now else change.now or change.was
        return f"{self._kind(change.kind)}: {_cut(words, 60)}" if words else self._kind(change.kind)

    def _kind(self, kind: str) -> str:
        told = KINDS.get(kind)
        return told.in_language(self._language) if told else kind

    def _lid(self, lid: str) -> str:
        """Return what tells a lid without a number: its first words, or that it is new."""
        return self._say("nieuw", "new") if lid.startswith(NEW) else lid

    def _place(self, change: FileChange) -> str:
        told = PLACES.get(change.place)
        return told.in_language(self._language) if told else change.place

    def _outcome(self, file: ReturnedFile) -> str:
        if file.unread is not None:
            return f"{file.unread.in_language(self._language)} [{file.code}]"
        sealed = (
            ""
            if file.sealed_by != "not-sent"
            else self._say("; zegel niet in uw manifest", "; seal not in your manifest")
        )
        told = self._say("gewijzigd", "changed") if file.changed else self._say("ongewijzigd", "unchanged")
        return told + sealed

    def _hand(self, change: FileChange) -> str:
        """Return who made `change`, and whether Word recorded it."""
        if not change.by:
            return self._say("niet bijgehouden", "not tracked")
        told = []
        for by in change.by:
            if by.how != "tracked":
                told.append(BY_HAND[by.how].in_language(self._language))
                continue
            day = "" if by.day is None else f", {self._say(dutch.day(by.day), by.day.isoformat())}"
            told.append(self._say("bijgehouden: ", "tracked: ") + (by.author or self._say("onbekend", "unknown")) + day)
        if change.tracked == "partly":
            told.append(self._say("de rest is niet bijgehouden", "the rest is not tracked"))
        return "; ".join(told)

    def _say(self, nl: str, en: str) -> str:
        return Told(nl, en).in_language(self._language)

    def _told(self, titles: Sequence[Told]) -> tuple[str, ...]:
        return tuple(title.in_language(self._language) for title in titles)


def _called(file: ReturnedFile) -> str:
    return file.provider or file.reference or file.file


def _cut(text: str, longest: int = LONGEST) -> str:
    plain_text = " / ".join(text.split("\n"))
    return plain_text if len(plain_text) <= longest else plain_text[:longest].rsplit(" ", 1)[0] + " …"


def _plain(value: Any) -> Any:
    """Return `value` with days as text."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else value

"""What is reported of a taking-over: what became of every change, by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from izacontract.errors import Told, dotted
from izacontract.render.workbook import Cell, Sheet
from izacontract.reports.page import Heading, Page, PageBlock, PageLine, PageTable, Reportable, plain
from izacontract.reports.verification_phrases import PLACES
from izacontract.take.folder import FolderRow, FolderSummary
from izacontract.take.record import Missed
from izacontract.take.taking import Outcome, Taken

RESULTS: Final[Mapping[str, Told]] = {
    "key": Told("overgenomen in {key}", "taken over in {key}"),
    "follows": Told("volgt uit een andere waarde", "follows from another value"),
    "words": Told("overgenomen als {key}", "taken over as {key}"),
    "missed": Told("niet geplaatst", "not placed"),
    "answered": Told("geweigerd", "refused"),
    "open": Told("nog niet besloten", "not decided yet"),
}
COUNTERED: Final = Told("tegenvoorstel; ", "counter-proposal; ")
SHOWN: Final = 80
HEADER: Final = (
    Told("Bestand", "File"),
    Told("Kenmerk", "Reference"),
    Told("Nieuwe aanvraag", "New request"),
    Told("Waarden", "Values"),
    Told("Teksten", "Texts"),
    Told("Geweigerd", "Refused"),
    Told("Niet geplaatst", "Not placed"),
    Told("Open", "Open"),
    Told("Uitkomst", "Outcome"),
)
MISSED: Final = (
    HEADER[0],
    HEADER[1],
    Told("Wijziging", "Change"),
    Told("Clausule", "Clause"),
    Told("Waarom niet geplaatst", "Why not placed"),
    Told("Wat te doen", "What to do"),
)


def outcome_lines(taken: Taken, language: str) -> Iterator[str]:
    """Give a line for each change with what became of it, and below it why one has no place and what to do."""
    for one in taken.outcomes:
        where = " ".join(
            part for part in (one.change.number, f"({one.change.clause})" if one.change.clause else "") if part
        )
        told = PLACES.get(one.change.place)
        where = where or (told.in_language(language) if told else one.change.place)
        yield f"{one.change.name}  {where}  {_words(one)}: {_result(one, language)}"
        if one.missed is not None:
            yield f"    {one.missed.message.in_language(language)}"
            yield f"    {one.missed.hint.in_language(language)} [{one.missed.code}]"


def taken_report(summary: FolderSummary, language: str) -> Reportable:
    """Return what is reported of a whole folder in `language`: each file with its counts, and what has no place."""

    def told(titles: Sequence[Told]) -> tuple[str, ...]:
        return tuple(title.in_language(language) for title in titles)

    def outcome(row: FolderRow) -> str:
        if row.because is not None:
            return row.because.in_language(language)
        return Told("stond er al", "was there already").in_language(language) if row.was_there else ""

    def cells(row: FolderRow) -> tuple[Cell, ...]:
        counts = (row.keys, row.words, row.refused, len(row.missed), row.open)
        return (row.file, row.reference, row.target, *counts, outcome(row))

    def sheets() -> list[Sheet]:
        missed: list[Sequence[Cell]] = [
            (row.file, row.reference, name, clause, *(text.in_language(language) for text in _told(why)))
            for row in summary.rows
            for name, clause, why in row.missed
        ]
        files = Sheet(
            Told("Bestanden", "Files").in_language(language),
            told(HEADER),
            (36, 18, 36, 10, 10, 12, 14, 8, 70),
            [cells(row) for row in summary.rows],
        )
        title = Told("Niet geplaatst", "Not placed").in_language(language)
        return [files, *([Sheet(title, told(MISSED), (36, 18, 12, 26, 80, 60), missed)] if missed else [])]

    def blocks() -> Iterator[PageBlock]:
        rows = tuple(tuple(map(str, cells(row))) for row in summary.rows)
        header = told(HEADER)
        yield PageTable(header, ((header[0], rows),), figures=True)
        for row in summary.rows:
            if row.missed:
                yield Heading(f"{row.file}: {Told('niet geplaatst', 'not placed').in_language(language)}")
            for name, clause, why in row.missed:
                message, hint = _told(why)
                yield PageLine(plain(f"{name} {clause}: {message.in_language(language)}"))
                yield PageLine(plain(f"{hint.in_language(language)} [{why.code}]"), depth=1, quiet=True)

    def page() -> Page:
        done = sum(row.because is None for row in summary.rows)
        title = Told(
            f"Overgenomen uit {done} van {len(summary.rows)} bestanden",
            f"Taken over from {done} of {len(summary.rows)} files",
        )
        return Page(title.in_language(language), tuple(blocks()), language)

    return Reportable(page, sheets, lambda: "")


def _told(why: Missed) -> tuple[Told, Told]:
    return Told(why.nl, why.en), Told(why.hint_nl, why.hint_en)


def _result(one: Outcome, language: str) -> str:
    told = RESULTS[one.result].in_language(language).format(key=dotted(one.path) if one.path else one.section)
    return f"{COUNTERED.in_language(language)}{told}" if one.answer.text else told


def _words(one: Outcome) -> str:
    change = one.change
    now = one.answer.text or change.now
    words = f"{_cut(change.was)} → {_cut(now)}" if change.was and now else _cut(now or change.was)
    return f'"{words}"' if words else ""


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[:SHOWN].rsplit(" ", 1)[0] + " …"

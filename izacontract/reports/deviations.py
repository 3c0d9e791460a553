"""What is reported of the deviations in a folder; its JSON is public and versioned (`izacontract/deviations/1`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from typing import Final

from izacontract.deviations import DeviationRow, Deviations
from izacontract.errors import Told
from izacontract.render.answers import json_answer
from izacontract.render.workbook import Sheet
from izacontract.reports.page import Heading, Page, PageBlock, PageLine, PageTable, Reportable, plain

SCHEMA: Final = "izacontract/deviations/1"
HEADER: Final = (
    Told("Clausule", "Clause"),
    Told("Wat", "What"),
    Told("Lid, positie of kop", "Lid, position or heading"),
    Told("Tekst", "Text"),
    Told("Reden", "Reason"),
    Told("Akkoord van", "Agreed by"),
    Told("Op", "On"),
    Told("Bestand", "File"),
    Told("Kenmerk", "Reference"),
    Told("Zorgaanbieder", "Provider"),
)
WIDTHS: Final = (32, 14, 30, 60, 40, 30, 12, 28, 18, 32)
COUNTED: Final = (HEADER[0], HEADER[1], Told("Aanvragen", "Requests"))
UNREAD: Final = (HEADER[7], Told("Waarom niet gelezen", "Why it was not read"))


def deviations_report(found: Deviations, language: str) -> Reportable:
    """Return what is reported in `language`: how often each clause is otherwise, each case, and what is unread."""
    report = _Report(found, language)
    return Reportable(report.page, report.sheets, report.json)


class _Report:
    """Writes one report."""

    def __init__(self, found: Deviations, language: str) -> None:
        self._found = found
        self._language = language

    def page(self) -> Page:
        """Return the report to read."""
        title = self._say(f"Afwijkingen in {self._found.folder}", f"Deviations in {self._found.folder}")
        return Page(title, tuple(self._blocks()), self._language)

    def sheets(self) -> list[Sheet]:
        """Return the cases, the counts and the files that were not read, each as a sheet."""
        counted = [(clause, what, number) for (clause, what), number in self._found.counted.items()]
        unread = [(one.file, one.because.in_language(self._language)) for one in self._found.unread]
        return [
            Sheet(self._say("Afwijkingen", "Deviations"), self._told(HEADER), WIDTHS, [*map(_cells, self._found.rows)]),
            Sheet(self._say("Per clausule", "Per clause"), self._told(COUNTED), (40, 16, 12), counted),
            Sheet(self._say("Niet gelezen", "Not read"), self._told(UNREAD), (40, 80), unread),
        ]

    def json(self) -> str:
        """Return the report as JSON in the shape `izacontract/deviations/1`."""
        return json_answer(
            {
                "schema": SCHEMA,
                "folder": self._found.folder,
                "read": self._found.read,
                "deviations": [asdict(row) for row in self._found.rows],
                "unread": [
                    {"file": one.file, "because": {"nl": one.because.nl, "en": one.because.en}}
                    for one in self._found.unread
                ],
            }
        )

    def _blocks(self) -> Iterator[PageBlock]:
        found = self._found
        files = len({row.file for row in found.rows})
        yield PageLine(
            plain(
                self._say(
                    f"{found.read} aanvragen gelezen, {files} met iets eigens, {len(found.unread)} niet gelezen.",
                    f"{found.read} requests read, {files} with something of their own, {len(found.unread)} not read.",
                )
            )
        )
        if found.rows:
            counted = tuple((clause, what, str(number)) for (clause, what), number in found.counted.items())
            yield PageTable(self._told(COUNTED), (("", counted),), figures=True)
        for clause, rows in groupby(found.rows, lambda row: row.clause):
            yield Heading(clause)
            for row in rows:
                yield from self._row(row)
        if found.unread:
            yield Heading(self._say("Niet gelezen", "Not read"))
        for one in found.unread:
            yield PageLine(plain(f"{one.file}: {one.because.in_language(self._language)}"))

    def _row(self, row: DeviationRow) -> Iterator[PageBlock]:
        subject = f" '{row.subject}'" if row.subject else ""
        yield PageLine(plain(f"{row.what}{subject}: {row.provider}, {row.reference or '-'} ({row.file})"), strong=True)
        for line in row.text.split("\n") if row.text else ():
            yield PageLine(plain(line), depth=1)
        if row.reason:
            yield PageLine(plain(f"{self._say('reden', 'reason')}: {row.reason}"), depth=1, quiet=True)
        if row.what not in ("weggelaten", "bijlage"):
            agreed = " ".join(part for part in (row.agreed_by, row.agreed_on) if part)
            agreed = agreed or self._say("nog niet vastgelegd", "not on record yet")
            yield PageLine(plain(f"{self._say('akkoord', 'agreed')}: {agreed}"), depth=1, quiet=True)

    def _say(self, nl: str, en: str) -> str:
        return Told(nl, en).in_language(self._language)

    def _told(self, titles: tuple[Told, ...]) -> tuple[str, ...]:
        return tuple(title.in_language(self._language) for title in titles)


def _cells(row: DeviationRow) -> tuple[str, ...]:
    return (
        row.clause,
        row.what,
        row.subject,
        row.text,
        row.reason,
        row.agreed_by,
        row.agreed_on,
        row.file,
        row.reference,
        row.provider,
    )

"""What is reported of the duties of a contract; its JSON is public and versioned (`izacontract/duties/1`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from izacontract import dutch
from izacontract.duties.due import Duty
from izacontract.errors import Told
from izacontract.model.contract import Contract
from izacontract.render.answers import json_answer
from izacontract.render.workbook import Cell, Sheet
from izacontract.reports.page import Heading, Page, PageBlock, PageLine, Reportable, plain

SCHEMA: Final = "izacontract/duties/1"
DUE: Final = (
    Told("Dag", "Day"),
    Told("Wie", "Who"),
    Told("Wat", "What"),
    Told("Artikel", "Article"),
    Told("Bewijs", "Proof"),
    Told("Als het niet gebeurt", "If it is not done"),
    Told("Hoe de dag is berekend", "How the day was counted"),
    Told("Clausule", "Clause"),
    Told("Verplichting", "Duty"),
)
DUE_WIDTHS: Final = (12, 16, 60, 16, 30, 20, 60, 32, 40)
WAITING: Final = (
    Told("Wacht op", "Waits for"),
    Told("Gebeurtenis", "Event"),
    Told("Wie", "Who"),
    Told("Wat", "What"),
    Told("Termijn", "Term"),
    Told("Artikel", "Article"),
    Told("Bewijs", "Proof"),
    Told("Als het niet gebeurt", "If it is not done"),
    Told("Clausule", "Clause"),
    Told("Verplichting", "Duty"),
)
WAITING_WIDTHS: Final = (50, 30, 16, 60, 40, 16, 30, 20, 32, 40)


def duties_report(contract: Contract, duties: Sequence[Duty], language: str) -> Reportable:
    """Return what is reported of the `duties` of `contract`: what falls due, by month, and what waits for an event."""
    report = _Report(contract, duties, language)
    return Reportable(report.page, report.sheets, report.json)


class _Report:
    """Writes one report."""

    def __init__(self, contract: Contract, duties: Sequence[Duty], language: str) -> None:
        self._contract = contract
        self._due = [duty for duty in duties if duty.day is not None]
        self._waiting = [duty for duty in duties if duty.day is None]
        self._language = language

    def page(self) -> Page:
        """Return the report to read."""
        contract = self._contract
        title = self._say(f"Verplichtingen bij {contract.reference}", f"Duties under {contract.reference}")
        return Page(title, tuple(self._blocks()), self._language)

    def sheets(self) -> list[Sheet]:
        """Return what falls due and what waits, each as a sheet."""
        due = [due_cells(duty) for duty in self._due]
        waiting = [waiting_cells(duty) for duty in self._waiting]
        return [
            Sheet(self._say("Verplichtingen", "Duties"), self._told(DUE), DUE_WIDTHS, due),
            Sheet(self._say("Wacht op", "Waits for"), self._told(WAITING), WAITING_WIDTHS, waiting),
        ]

    def json(self) -> str:
        """Return the report as JSON in the shape `izacontract/duties/1`."""
        contract = self._contract
        return json_answer(
            {
                "schema": SCHEMA,
                "reference": contract.reference,
                "begin": contract.begin.isoformat(),
                "end": contract.end.isoformat(),
                "due": [duty_json(duty) for duty in self._due],
                "waiting": [duty_json(duty) for duty in self._waiting],
            }
        )

    def _blocks(self) -> Iterator[PageBlock]:
        due, waiting = len(self._due), len(self._waiting)
        yield PageLine(
            plain(
                self._say(
                    f"{due} met een dag, {waiting} die op een gebeurtenis of waarde wachten.",
                    f"{due} with a day, {waiting} that wait for an event or value.",
                )
            )
        )
        for month, group in groupby(self._due, lambda duty: _day(duty).split(" ", 1)[1]):
            yield Heading(month)
            for duty in group:
                yield from self._one(duty)
        if self._waiting:
            yield Heading(self._say("Wacht op", "Waits for"))
        by_event = sorted(self._waiting, key=lambda duty: (duty.event == "", duty.waits_for))
        for _, group in groupby(by_event, lambda duty: (duty.event, duty.waits_for)):
            duties = list(group)
            event = f" [{duties[0].event}]" if duties[0].event else ""
            yield PageLine(plain(f"{duties[0].waits_for}{event}"), strong=True, apart=True)
            for duty in duties:
                yield PageLine(plain(f"{duty.who}, {duty.place}: {duty.what} {self._how(duty)}".rstrip()), depth=1)

    def _how(self, duty: Duty) -> str:
        return f"({duty.how})" if duty.how else ""

    def _one(self, duty: Duty) -> Iterator[PageBlock]:
        yield PageLine(plain(f"{_day(duty)}, {duty.who}: {duty.what} ({duty.place})"), strong=True)
        if duty.proof:
            yield PageLine(plain(f"{self._say('bewijs', 'proof')}: {duty.proof}"), depth=1)
        if duty.otherwise:
            yield PageLine(plain(f"{self._say('als het niet gebeurt', 'if not done')}: {duty.otherwise}"), depth=1)
        yield PageLine(plain(f"{self._say('berekend', 'counted')}: {duty.how}"), depth=1, quiet=True)

    def _say(self, nl: str, en: str) -> str:
        return Told(nl, en).in_language(self._language)

    def _told(self, titles: tuple[Told, ...]) -> tuple[str, ...]:
        return tuple(title.in_language(self._language) for title in titles)


def _day(duty: Duty) -> str:
    return dutch.day(duty.day) if duty.day else ""


def due_cells(duty: Duty) -> tuple[Cell, ...]:
    """Return the row under `DUE` of a duty with a day."""
    found = (duty.who, duty.what, duty.place, duty.proof, duty.otherwise, duty.how, duty.title, duty.key)
    return (duty.day or "", *map(str, found))


def waiting_cells(duty: Duty) -> tuple[Cell, ...]:
    """Return the row under `WAITING` of a duty without one."""
    found = (duty.waits_for, duty.event, duty.who, duty.what, duty.how, duty.place, duty.proof, duty.otherwise)
    return (*map(str, found), duty.title, duty.key)


def duty_json(duty: Duty) -> dict[str, object]:
    """Return `duty` as it stands in JSON."""
    return {
        "id": duty.id,
        "occurrence": duty.occurrence,
        "clause": duty.clause,
        "place": duty.place,
        "who": str(duty.who),
        "what": duty.what,
        "day": duty.day.isoformat() if duty.day else None,
        "waits_for": duty.waits_for,
        "event": duty.event,
        "proof": duty.proof,
        "otherwise": duty.otherwise,
        "how": duty.how,
    }

"""What is reported of all that falls due; its JSON is public and versioned (`izacontract/register-due/1`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from izacontract import dutch
from izacontract.duties.due import Duty
from izacontract.errors import Told
from izacontract.register.due import AllDue, DueContract
from izacontract.render.answers import json_answer
from izacontract.render.workbook import Cell, Sheet
from izacontract.reports.duties import DUE, DUE_WIDTHS, WAITING, WAITING_WIDTHS, due_cells, duty_json, waiting_cells
from izacontract.reports.page import Heading, Page, PageBlock, PageLine, Reportable, plain

SCHEMA: Final = "izacontract/register-due/1"
OF_CONTRACT: Final = (Told("Kenmerk", "Reference"), Told("Zorgaanbieder", "Provider"), Told("Status", "Status"))
OF_CONTRACT_WIDTHS: Final = (20, 36, 12)
NOT_COUNTED: Final = (Told("Wat", "What"), Told("Waarom het niet meetelt", "Why it does not count"))
NO_REQUEST: Final = Told("geen aanvraag gevonden met dit kenmerk", "no request found with this reference")


def due_report(due: AllDue, period: str, language: str) -> Reportable:
    """Return what is reported of all that is `due` in the `period`, as that is said."""
    report = _Report(due, period, language)
    return Reportable(report.page, report.sheets, report.json)


class _Report:
    """Writes one report."""

    def __init__(self, due: AllDue, period: str, language: str) -> None:
        self._due = due
        self._period = period
        self._language = language
        listed = [(one, duty) for one in due.contracts for duty in one.duties]
        dated = [(duty.day, one, duty) for one, duty in listed if duty.day is not None]
        self._dated = sorted(dated, key=lambda found: (found[0], found[1].contract.reference))
        self._waiting = [(one, duty) for one, duty in listed if duty.day is None]

    def page(self) -> Page:
        """Return the report to read."""
        return Page(self._say("Verplichtingen", "Duties") + f", {self._period}", tuple(self._blocks()), self._language)

    def sheets(self) -> list[Sheet]:
        """Return what falls due, what waits for an event, and what does not count, each as a sheet."""
        due = [(*self._contract(one), *due_cells(duty)) for _, one, duty in self._dated]
        waiting = [(*self._contract(one), *waiting_cells(duty)) for one, duty in self._waiting]
        return [
            Sheet(
                self._say("Verplichtingen", "Duties"),
                self._told(OF_CONTRACT + DUE),
                OF_CONTRACT_WIDTHS + DUE_WIDTHS,
                due,
            ),
            Sheet(
                self._say("Wacht op", "Waits for"),
                self._told(OF_CONTRACT + WAITING),
                OF_CONTRACT_WIDTHS + WAITING_WIDTHS,
                waiting,
            ),
            Sheet(self._say("Telt niet mee", "Not counted"), self._told(NOT_COUNTED), (44, 80), list(self._left_out())),
        ]

    def json(self) -> str:
        """Return the report as JSON in the shape `izacontract/register-due/1`."""
        return json_answer(
            {
                "schema": SCHEMA,
                "contracts": [
                    {
                        "reference": one.contract.reference,
                        "provider": one.provider,
                        "status": one.contract.status,
                        "due": [duty_json(duty) for duty in one.duties if duty.day is not None],
                        "waiting": [duty_json(duty) for duty in one.duties if duty.day is None],
                    }
                    for one in self._due.contracts
                ],
                "absent": [one.reference for one in self._due.absent],
                "unread": [
                    {"name": one.name, "because": one.because.in_language(self._language)} for one in self._due.unread
                ],
                "others": [*self._due.others],
            }
        )

    def _blocks(self) -> Iterator[PageBlock]:
        contracts = len(self._due.contracts)
        yield PageLine(
            plain(
                self._say(
                    f"{len(self._dated)} met een dag in {contracts} {'contract' if contracts == 1 else 'contracten'}; "
                    f"{len(self._waiting)} wachten op een gebeurtenis of waarde.",
                    f"{len(self._dated)} with a day in {contracts} {'contract' if contracts == 1 else 'contracts'}; "
                    f"{len(self._waiting)} wait for an event or value.",
                )
            )
        )
        day = None
        for on, one, duty in self._dated:
            if on != day:
                yield Heading(dutch.day(on))
                day = on
            yield PageLine(plain(self._line(one, duty)), strong=True)
            for said, text in (
                (self._say("bewijs", "proof"), duty.proof),
                (self._say("anders", "if not"), duty.otherwise),
            ):
                if text:
                    yield PageLine(plain(f"{said}: {text}"), depth=1)
        left_out = list(self._left_out())
        if left_out:
            yield Heading(self._say("Telt niet mee", "Not counted"))
        for what, why in left_out:
            yield PageLine(plain(f"{what}: {why}"))

    def _line(self, one: DueContract, duty: Duty) -> str:
        of = ", ".join(filter(None, (one.contract.reference, one.provider)))
        return f"{of}: {duty.who}, {duty.what} ({duty.place})"

    def _contract(self, one: DueContract) -> tuple[Cell, ...]:
        return one.contract.reference, one.provider, one.contract.status

    def _left_out(self) -> Iterator[tuple[str, str]]:
        """Give each contract without a request and each file that could not be read, with the reason."""
        for contract in self._due.absent:
            yield contract.reference, NO_REQUEST.in_language(self._language)
        for file in self._due.unread:
            yield file.name, file.because.in_language(self._language)

    def _say(self, nl: str, en: str) -> str:
        return Told(nl, en).in_language(self._language)

    def _told(self, titles: tuple[Told, ...]) -> tuple[str, ...]:
        return tuple(title.in_language(self._language) for title in titles)

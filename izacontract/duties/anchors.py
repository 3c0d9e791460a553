"""The days that duties count from: those of the contract, of its text, of an event, or of another duty."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from izacontract.dutch import day as written
from izacontract.duties.asked import Asked
from izacontract.duties.counting import MONTHS, months_later
from izacontract.duties.printed import MONTHS as MONTH_NAMES
from izacontract.duties.printed import day_in
from izacontract.model.contract import Contract
from izacontract.model.duty import CONTRACT_YEAR, DAY_OF_YEAR, FIRST_DAY, LAST_DAY, SIGNED, START, Event, Year


@dataclass(frozen=True, slots=True)
class Moment:
    """A day to count from, as it is `said`; or, without a day, what it `waits` for and the `event` that gives it.

    `occurrence` tells it apart from the other days of the same anchor; `values` are what is printed beside it.
    """

    day: date | None
    said: str = ""
    occurrence: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    waits: str = ""
    event: str = ""


@dataclass(frozen=True)
class Anchors:
    """Finds the moments of an anchor in one contract, with the days of the `happened` events.

    `printed` are the values that each clause prints, for a day that another lid of the clause names.
    """

    contract: Contract
    known: Mapping[str, Event]
    happened: Mapping[str, Sequence[date]]
    printed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def years(self) -> tuple[int, ...]:
        """Return the calendar years of the term: the contract years."""
        return tuple(range(self.contract.begin.year, self.contract.end.year + 1))

    @property
    def start(self) -> Moment:
        """Return the day on which the contract starts to work: its first, or that of a later signature."""
        signed = max(self.happened.get(SIGNED, ()), default=None)
        if signed is not None and signed > self.contract.begin:
            return Moment(signed, f"de aanvangsdag ({written(signed)}, de dag van ondertekening)")
        known = "" if signed else "; een latere dag van ondertekening is niet opgegeven"
        return Moment(self.contract.begin, f"de aanvangsdag ({written(self.contract.begin)}{known})")

    def of(self, asked: Asked) -> Iterator[Moment]:
        """Give the moments of the anchor of `asked`, of several the latest; but not those of another duty."""
        first, *others = asked.duty.anchors
        if not others:
            yield from self._of(asked, first)
            return
        found = [moment for anchor in (first, *others) for moment in self._of(asked, anchor)]
        waiting = [moment for moment in found if moment.day is None]
        yield waiting[0] if waiting else max(found, key=lambda moment: moment.day or date.min)

    def _of(self, asked: Asked, anchor: str) -> Iterator[Moment]:
        contract = self.contract
        name, _, _ = anchor.partition(".")
        if anchor == FIRST_DAY:
            yield Moment(contract.begin, f"de eerste dag ({written(contract.begin)})")
        elif anchor == LAST_DAY:
            yield Moment(contract.end, f"de laatste dag ({written(contract.end)})")
        elif anchor == START:
            yield self.start
        elif anchor == CONTRACT_YEAR:
            for year in self.years:
                last = min(date(year, 12, 31), contract.end)
                yield Moment(last, f"het einde van contractjaar {year} ({written(last)})", str(year))
        elif match := DAY_OF_YEAR.fullmatch(anchor):
            yield from self._days_of_year(int(match[1]), MONTH_NAMES.index(match[2]) + 1, asked.duty.year)
        elif name in asked.variables:
            yield from self._printed(asked, anchor)
        else:
            yield from self._event(anchor)

    def _days_of_year(self, number: int, month: int, year: Year) -> Iterator[Moment]:
        meant = {"each": self.years, "next": tuple(one + 1 for one in self.years), "last": self.years[-1:]}[year]
        for one in meant:
            day = date(one, month, number)
            if year == "next" or self.contract.begin <= day <= self.contract.end:
                yield Moment(day, written(day), str(one))

    def _printed(self, asked: Asked, anchor: str) -> Iterator[Moment]:
        """Give the days that the lid prints for a variable or column, each with what stands beside it."""
        variable = asked.variables[anchor.partition(".")[0]]
        found = [unit.values for unit in asked.lid.units if anchor in unit.values]
        if not found and anchor in self.printed.get(asked.clause, {}):
            found = [{anchor: self.printed[asked.clause][anchor]}]
        key = variable.key or variable.name
        if not found and key in asked.lid.open:
            text = asked.lid.open[key]
            yield Moment(None, waits=f"{text} in {asked.lid.place}")
        for index, values in enumerate(found):
            text = values[anchor]
            occurrence = str(index + 1) if len(found) > 1 else ""
            if text in MONTHS:
                yield from self._periods(text)
            elif re.fullmatch(r"[1-9]\d{3}", text, re.ASCII):
                yield Moment(date(int(text), 12, 31), f"het einde van {text}", occurrence or text, values)
            elif (day := day_in(text)) is not None:
                yield Moment(day, text, occurrence, values)
            else:
                yield Moment(None, "", occurrence, values, waits=f"{text} in {asked.lid.place}")

    def _periods(self, unit: str) -> Iterator[Moment]:
        """Give the last day of each month, quarter, half year or year of the calendar within the term."""
        months = MONTHS[unit]
        first = date(self.contract.begin.year, 1, 1)
        while first <= self.contract.end:
            after = months_later(first, months)
            last = min(after - timedelta(days=1), self.contract.end)
            if last >= self.contract.begin:
                yield Moment(last, f"afloop van de periode ({written(last)})", last.isoformat())
            first = after

    def _event(self, event: str) -> Iterator[Moment]:
        title = self.known[event].title if event in self.known else event
        days = sorted(set(self.happened.get(event, ())))
        for day in days:
            yield Moment(day, f"{title} ({written(day)})", day.isoformat())
        if not days:
            yield Moment(None, waits=title, event=event)


def moment_of(place: str, day: date, *, done: bool, occurrence: str) -> Moment:
    """Return the moment that another duty gives: the day on which it was done, else its last day."""
    said = "de dag waarop is gedaan wat" if done else "de uiterste dag van wat"
    return Moment(day, f"{said} {place} vraagt ({written(day)})", occurrence)

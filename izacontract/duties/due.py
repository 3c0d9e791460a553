"""The duties of one contract with their days, as its own leden count them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from izacontract.clauses.library import Library
from izacontract.dutch import day as written
from izacontract.duties.anchors import Anchors, Moment, moment_of
from izacontract.duties.asked import Asked, AskedRule, Open, asked_of, counted, filled_in
from izacontract.duties.counting import Term, earlier, later, months_later, next_working_day, why_no_working_day
from izacontract.duties.printed import Printed, printed_in
from izacontract.model.contract import Contract
from izacontract.model.duty import Rule, Who

Events = Mapping[str, Sequence[date]]
"""The days on which an event happened, by its id; by the id of a duty, those on which it was done."""

NOTHING_HAPPENED: Final[Events] = {}


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both inclusive; None for no bound."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Return whether `day` lies in it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


EVER: Final = Period()


@dataclass(frozen=True, slots=True)
class Duty:
    """What one party owes by one day.

    `id` names the duty in the library ("algemeen.volume#afrekening"), `occurrence` which of its days this is: a
    contract year, the day of an event, a row; both stay the same when the day moves. `day` is None while it hangs on
    something: `waits_for` says on what, and `event` is the id of the event that gives the day, "" when none does.
    `otherwise` is the place that says what follows if it is not done, `how` says how the day was counted; both Dutch.
    """

    id: str
    occurrence: str
    clause: str
    title: str
    place: str
    who: Who
    what: str
    day: date | None
    waits_for: str
    event: str
    proof: str
    otherwise: str
    how: str

    @property
    def key(self) -> str:
        """Return what tells it apart from every other duty of its contract."""
        return f"{self.id}/{self.occurrence}" if self.occurrence else self.id


def duties_of(
    contract: Contract, library: Library, events: Events = NOTHING_HAPPENED, days: Period = EVER
) -> tuple[Duty, ...]:
    """Return the duties of `contract` that fall within `days`, in order of day, and then those that still wait.

    `library` is that of the contract's texts; what parties wrote themselves is not in it, and declares nothing. A
    duty is there when the contract prints its lid and its term. The leden of a general part that the contract refers
    to are not in the contract: build it without that part to count them too.
    """
    found = [duty for duty in _Counting(contract, library, events).all() if duty.day is None or days.holds(duty.day)]
    order = {duty.key: place for place, duty in enumerate(found)}
    return tuple(sorted(found, key=lambda duty: (duty.day is None, duty.day or date.max, order[duty.key])))


class _Counting:
    """Counts the days of one contract."""

    def __init__(self, contract: Contract, library: Library, events: Events) -> None:
        self._printed: Printed = printed_in(contract)
        asked, rules = asked_of(contract, library, self._printed)
        self._asked: dict[str, list[Asked]] = {}
        for one in asked:
            self._asked.setdefault(one.id, []).append(one)
        self._rules: Mapping[Rule, AskedRule] = {one.rule.rule: one for one in rules}
        self._titles = {decision.clause: decision.title for decision in contract.decisions}
        self._events = events
        self._anchors = Anchors(contract, library.events, events, self._printed.values)
        self._counted: dict[str, tuple[Duty, ...]] = {}
        self._busy: set[str] = set()

    def all(self) -> Iterator[Duty]:
        """Give every duty, in the order of the contract."""
        for duty_id in self._asked:
            yield from self._of(duty_id)

    def _of(self, duty_id: str) -> tuple[Duty, ...]:
        """Return the duties that the declared one makes; none while it is being counted, as in a circle."""
        if duty_id not in self._counted:
            if duty_id in self._busy:
                return ()
            self._busy.add(duty_id)
            found = tuple(duty for asked in self._asked.get(duty_id, ()) for duty in self._counted_one(asked))
            self._busy.discard(duty_id)
            self._counted[duty_id] = found
        return self._counted[duty_id]

    def _counted_one(self, asked: Asked) -> Iterator[Duty]:
        declared = asked.duty
        if asked.changed:
            waits = "partijen maakten dit lid anders; lees wat er staat"
            yield self._duty(asked, Moment(None, waits=waits), None, "")
            return
        terms = self._usual(declared.usual) if declared.usual else counted(declared.within, asked.lid, asked.variables)
        if terms is None:
            return
        for moment in self._moments(asked):
            if isinstance(terms, Open):
                waits = terms.text if declared.usual else f"{terms.text} in {asked.lid.place}"
                yield self._duty(asked, Moment(None, waits=waits), None, "")
            elif moment.day is None or (declared.by and declared.day is None and not terms):
                waits = moment.waits or f"{declared.by}, na {moment.said}"
                yield self._duty(asked, replace(moment, waits=waits), None, _by(asked, moment, terms))
            else:
                yield from self._days(asked, moment, terms)

    def _usual(self, name: str) -> tuple[Term, ...] | Open | None:
        """Return the term that holds where a lid names none; it is open where the contract does not print that."""
        rule = self._rules.get("usual-terms")
        if rule is None:
            return Open("de termijn die het algemeen deel daarvoor geeft")
        return counted((name,), rule.lid, rule.variables)

    def _moments(self, asked: Asked) -> Iterator[Moment]:
        target, mark, wanted = asked.duty.anchor.partition("#")
        if not mark:
            yield from self._anchors.of(asked)
            return
        other = f"{target or asked.clause}#{wanted}"
        duties = self._of(other)
        if done := sorted(set(self._events.get(other, ()))):
            place = duties[0].place if duties else other
            yield from (moment_of(place, day, done=True, occurrence=day.isoformat()) for day in done)
        elif duties:
            for duty in duties:
                if duty.day is None:
                    yield Moment(
                        None,
                        f"wat {duty.place} vraagt",
                        duty.occurrence,
                        waits=duty.waits_for,
                        event=duty.event or other,
                    )
                else:
                    yield moment_of(duty.place, duty.day, done=False, occurrence=duty.occurrence)
        else:
            yield Moment(None, waits="een dag die dit contract niet geeft", event=other)

    def _days(self, asked: Asked, moment: Moment, terms: tuple[Term, ...]) -> Iterator[Duty]:
        """Give the duty on the day that `moment` and `terms` make; of a yearly one, in each later contract year too."""
        years = self._anchors.years if asked.duty.yearly else self._anchors.years[:1]
        for count, year in enumerate(years):
            occurrence = str(year) if asked.duty.yearly else moment.occurrence
            try:
                from_day = moment.day and months_later(moment.day, 12 * count)
                day, how = self._day(asked, replace(moment, day=from_day), terms, count)
            except OverflowError:
                day, how = None, ""
            yield self._duty(asked, replace(moment, occurrence=occurrence), day, how)

    def _day(self, asked: Asked, moment: Moment, terms: tuple[Term, ...], years: int) -> tuple[date, str]:
        """Return the last day on which it can be done in time, and how it was counted."""
        declared, day = asked.duty, moment.day or date.max
        said = moment.said if not years else f"{moment.said}, {years} jaar later"
        if declared.after is not None:
            for term in terms:
                day = later(day, term)
            usual = self._rules.get("usual-terms") if declared.usual else None
            how = f"{_added(terms)}{f' ({usual.lid.place})' if usual else ''} na {said}"
            return self._ended(day, how, exact=declared.payment or any(term.in_hours for term in terms))
        for term in terms:
            day = earlier(day, term)
        how = f"{_added(terms)} vóór {said}" if terms else f"vaste dag: {said}"
        if not declared.firm and (moved := self._after_start(day)) is not None:
            return moved
        if not declared.firm and (why := why_no_working_day(day)):
            how += f"; dat is {why}, en een vaste dag schuift niet op"
        return day, how

    def _ended(self, day: date, how: str, *, exact: bool) -> tuple[date, str]:
        """Return the day on which a term that counts to `day` ends by the contract's own rule."""
        rule = self._rules.get("next-working-day")
        why = why_no_working_day(day)
        if rule is None or not why:
            return day, how
        if exact:
            return day, f"{how}; {written(day)} is {why}, maar deze termijn wacht daar niet op"
        moved = next_working_day(day)
        return moved, f"{how}; {written(day)} is {why}, dus de eerstvolgende andere dag ({rule.lid.place})"

    def _after_start(self, day: date) -> tuple[date, str] | None:
        """Return when something is due that was due before the start or too soon after it; None when it was not."""
        rule = self._rules.get("not-before-start")
        start = self._anchors.start
        if rule is None or start.day is None:
            return None
        terms = counted(rule.rule.within, rule.lid, rule.variables)
        if terms is None or isinstance(terms, Open):
            return None
        until = start.day
        for term in terms:
            until = later(until, term)
        if day >= until:
            return None
        how = f"{_added(terms)} na {start.said}, omdat {written(day)} eerder valt ({rule.lid.place})"
        return self._ended(until, how, exact=False)

    def _duty(self, asked: Asked, moment: Moment, day: date | None, how: str) -> Duty:
        declared, known = asked.duty, self._printed.values.get(asked.clause, {})
        near = {**{name: text for unit in asked.lid.units for name, text in unit.values.items()}, **moment.values}
        return Duty(
            asked.id,
            moment.occurrence,
            asked.clause,
            self._titles.get(asked.clause, ""),
            asked.lid.place,
            declared.who,
            filled_in(declared.what, near, known),
            day,
            "" if day is not None else moment.waits or "een dag die niet te berekenen is",
            "" if day is not None else moment.event,
            filled_in(declared.proof, near, known),
            self._place(asked.clause, declared.otherwise),
            how,
        )

    def _place(self, clause: str, otherwise: str) -> str:
        """Return where it stands what follows: of a lid that is not printed the clause, "" for what is absent."""
        target, mark, lid = otherwise.partition("#")
        if not mark:
            target, lid = (clause, otherwise) if (clause, otherwise) in self._printed.leden else (otherwise, "")
        if found := self._printed.leden.get((target, lid)):
            return found[0].place
        return self._printed.places.get(target, "")


def _added(terms: tuple[Term, ...]) -> str:
    return " en ".join(map(str, terms))


def _by(asked: Asked, moment: Moment, terms: tuple[Term, ...]) -> str:
    """Return by when a duty is to be done that has no day yet."""
    if asked.duty.by:
        return asked.duty.by
    if not terms:
        return ""
    is_before = asked.duty.before is not None
    if not moment.said:
        return f"{_added(terms)} {'daarvoor' if is_before else 'daarna'}"
    return f"{_added(terms)} {'vóór' if is_before else 'na'} {moment.said}"

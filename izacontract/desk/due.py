"""What falls due over all contracts: some of them at a time, and no request is read again while it stays the same."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from izacontract import dutch
from izacontract.build.contract import build_contract
from izacontract.cli.register_due import IN_FORCE
from izacontract.cli.register_options import filters_of
from izacontract.desk import messages as m
from izacontract.desk.asked import Asked, DeskPage, page
from izacontract.desk.commands import typed
from izacontract.desk.folder import REQUESTS, named
from izacontract.desk.keeping import requests_on
from izacontract.desk.reports import SAVED, inner_page, report
from izacontract.duties.due import Duty, Period, duties_of
from izacontract.errors import IzacontractError, RequestInvalid, Told
from izacontract.impact.portfolio import Unread, first_fault
from izacontract.intake.read import examine_tree
from izacontract.intake.sources import tree_of
from izacontract.model.duty import Who
from izacontract.register.due import AllDue, DueContract, happened_in
from izacontract.register.due_report import due_report
from izacontract.register.facts import known
from izacontract.register.opening import open_register
from izacontract.register.reading import ListedContract, WholeContract, listed, whole
from izacontract.reports.forms import ReportForm, printed
from izacontract.web.answers import Reply
from izacontract.web.worker_cache import plugins_of, reviews_of

AT_ONCE: Final = 25
"""So many contracts are on one page: more would let a visitor wait for their requests to be read."""

Events = tuple[tuple[str, tuple[date, ...]], ...]


@dataclass(frozen=True)
class Counted:
    """The duties of a request, ever, by its reference; `unread` says why it has none."""

    reference: str
    duties: tuple[Duty, ...]
    unread: Told | None = None


def due(asked: Asked) -> Reply:
    """Return what falls due over the contracts, this month or in the days that were chosen."""
    chosen = dict(asked.fields)
    if not chosen.get("van") and not chosen.get("tot"):
        first, last = asked.today.replace(day=1), monthrange(asked.today.year, asked.today.month)[1]
        chosen |= {"van": first.isoformat(), "tot": first.replace(day=last).isoformat()}
    options = [part for field, option in (("wie", "--who"), ("van", "--from"), ("tot", "--to"), ("status", "--status"))
               if (value := chosen.get(field, "").strip()) for part in (option, value)]  # fmt: skip
    command = ["register", "due", REQUESTS, *options]
    if asked.get("vorm") in SAVED:
        return report(asked, asked.word("due"), "termijnen", command)
    values: dict[str, object] = {"chosen": chosen, "title": asked.word("due"), "query": _query(asked), "wrong": ""}
    on = requests_on(asked.desk)
    if not on:
        return page("due.html", asked, {**values, "body": "", "forms": (), "pages": ()})
    try:
        period, who = _period(asked, chosen), _who(chosen.get("wie", ""))
    except m.DeskRefused as error:
        told = f"{error.message.in_language(asked.ask.language)} {error.hint.in_language(asked.ask.language)}"
        values |= {"wrong": told, "body": "", "forms": (), "pages": ()}
        return page("due.html", asked, values, status=422)
    register = open_register(asked.desk.address())
    filters = filters_of([chosen.get("status", "").strip() or ",".join(IN_FORCE)], "", "", None, "")
    found = listed(register, filters, asked.today)
    pages = [(one[0].reference, one[-1].reference) for one in _in_parts(found)]
    part = asked.get("deel")
    number = max(1, min(int(part) if part.isdecimal() and len(part) < 6 else 1, len(pages)))
    some = found[(number - 1) * AT_ONCE : number * AT_ONCE]
    counted = _all_due(asked, whole(register, [one.reference for one in some], asked.today), on, period, who)
    said = asked.told(
        f"{dutch.day(period.first)} tot en met {dutch.day(period.last)}", f"{period.first} to {period.last}"
    )
    body = inner_page(str(printed(due_report(counted, said, asked.ask.language), ReportForm.HTML)))
    values |= {"body": body, "forms": SAVED, "pages": pages, "number": number, "found": len(found)}
    return page("due.html", asked, {**values, "command": typed(command)})


def _query(asked: Asked) -> list[tuple[str, str]]:
    return [(key, value) for key, value in asked.fields if key not in ("vorm", "deel")]


def _period(asked: Asked, chosen: Mapping[str, str]) -> Period:
    """Return the days that were chosen; with one of them the rest of its month."""
    days = {}
    for field in ("van", "tot"):
        if text := chosen.get(field, "").strip():
            try:
                days[field] = date.fromisoformat(text)
            except ValueError:
                raise m.NO_DAY.failure(m.DeskRefused, typed=text[:40]) from None
    month = days.get("van") or days.get("tot") or asked.today
    first = days.get("van") or month.replace(day=1)
    last = days.get("tot") or month.replace(day=monthrange(month.year, month.month)[1])
    if last < first:
        raise m.DAYS_TURNED.failure(m.DeskRefused, first=f"{first:%d-%m-%Y}", last=f"{last:%d-%m-%Y}")
    return Period(first, last)


def _who(text: str) -> Who | None:
    return next((who for who in Who if who.value == text), None)


def _in_parts(found: Sequence[ListedContract]) -> Iterator[Sequence[ListedContract]]:
    for start in range(0, len(found), AT_ONCE):
        yield found[start : start + AT_ONCE]


def _all_due(
    asked: Asked, registered: Sequence[WholeContract], on: Sequence[str], period: Period, who: Who | None
) -> AllDue:
    """Return what falls due in the `registered` contracts, by their requests among those `on` the desk."""
    contracts, absent, unread = [], [], []
    house, reviews = asked.desk.house, reviews_of(asked.desk.house)
    for one in registered:
        happened = tuple(sorted((name, tuple(days)) for name, days in happened_in(one).items()))
        duties: tuple[Duty, ...] | None = None
        for name in _called(named(one.contract.reference), on):
            file = asked.desk.request(name)
            read = _counted(str(file), _stamp(file), house, reviews, happened)
            if read.unread is not None:
                unread.append(Unread(f"{REQUESTS}/{file.name}", read.unread))
            elif read.reference == one.contract.reference:
                duties = read.duties
        if duties is None:
            absent.append(one.contract)
            continue
        theirs = (duty for duty in duties if duty.day is None or period.holds(duty.day))
        contracts.append(
            DueContract(one.contract, tuple(d for d in theirs if who in (None, Who.BOTH) or d.who in (who, Who.BOTH)))
        )
    return AllDue(tuple(contracts), tuple(absent), tuple(unread), ())


def _called(name: str, on: Sequence[str]) -> list[str]:
    """Return the requests that may be of the contract which the desk calls `name`: another one got a number behind."""
    numbered = re.compile(rf"{re.escape(name)}(-\d+)?", re.IGNORECASE)
    return [one for one in on if numbered.fullmatch(one)]


def _stamp(file: Path) -> tuple[int, int]:
    try:
        about = file.stat()
        return about.st_mtime_ns, about.st_size
    except OSError:  # it went meanwhile, and is told as a file that cannot be read
        return 0, 0


@lru_cache(maxsize=4096)
def _counted(file: str, stamp: tuple[int, int], house: Path | None, reviews: int, happened: Events) -> Counted:
    """Return the duties of the request in `file`, remembered while its `stamp` and what `happened` stay the same."""
    plugins = plugins_of(house)
    try:
        examined = examine_tree(tree_of(file, plugins), plugins, Path(file).parent)
        if examined.request is None:
            return Counted("", (), first_fault(RequestInvalid(examined.findings)))
        reference = known(examined.request.agreement.reference)
        contract = build_contract(examined.request, plugins)
    except IzacontractError as error:
        return Counted("", (), first_fault(error))
    return Counted(reference, duties_of(contract, plugins.library, dict(happened)))


PAGES: Final = (DeskPage("/termijnen", due, seconds=180),)

"""The duties of a contract as a calendar file (RFC 5545) that Outlook, Google and others read."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from izacontract.duties.due import Duty
from izacontract.model.contract import Contract

PRODUCT: Final = "-//izacontract//verplichtingen//NL"
NAMESPACE: Final = uuid.uuid5(uuid.NAMESPACE_URL, "izacontract/duties")


def duties_calendar(contract: Contract, duties: Iterable[Duty], stamp: datetime, remind: int | None = None) -> bytes:
    """Return the `duties` that have a day as events of a whole day, with a reminder `remind` days before.

    An event keeps its UID when its day moves, so that a later file replaces it; `stamp` is when the file was made,
    with its zone, by which a calendar knows the later one.
    """
    # It takes a while to import, and only who asks for a calendar needs it.
    from icalendar import Alarm, Calendar, Event

    found = Calendar.new(prodid=PRODUCT, name=f"Verplichtingen {contract.reference}", method="PUBLISH")
    for duty in duties:
        if duty.day is None:
            continue
        event = Event.new(
            summary=f"{str(duty.who).capitalize()}: {duty.what} ({duty.place})",
            description="\n".join(_about(contract, duty)),
            start=duty.day,
            end=duty.day + timedelta(days=1),
            uid=f"{uuid.uuid5(NAMESPACE, _called(contract, duty))}@izacontract",
            stamp=stamp,
            categories=[str(duty.who)],
        )
        event.add("transp", "TRANSPARENT")
        if remind is not None:
            alarm = Alarm.new(description=duty.what)
            alarm.add("action", "DISPLAY")
            alarm.add("trigger", timedelta(days=-remind))
            event.add_component(alarm)
        found.add_component(event)
    written: bytes = found.to_ical()
    return written


def _called(contract: Contract, duty: Duty) -> str:
    """Return what names the duty for ever: the contract by its number, parties and first day, and the duty in it."""
    parties = "|".join(party.name for party in contract.parties)
    return f"{contract.reference}|{parties}|{contract.begin}|{duty.key}"


def _about(contract: Contract, duty: Duty) -> Iterable[str]:
    yield f"{contract.title}, {contract.reference}, {duty.place}"
    if duty.proof:
        yield f"Bewijs: {duty.proof}"
    if duty.otherwise:
        yield f"Als het niet gebeurt: {duty.otherwise}"
    yield f"Berekend: {duty.how}"

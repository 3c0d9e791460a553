#!/usr/bin/env bash
# icalendar 7.3.2: moving the day of an event with `add` leaves the old day in it, and the file that comes of it is written and read.
#
# `event.add("dtstart", day)` on an event that has a day does not replace it: the event has two, `to_ical` writes both, and the
# library's own reader takes the file without an error. A calendar may show either day, or refuse the whole file; RFC 5545
# allows one. Only who asks for `.start` gets an InvalidCalendar. Assigning (`event.DTSTART = day`) replaces. So a term that an
# addendum moves has to be assigned or made anew.
#
# Exits 0 as long as this is so, 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check icalendar==7.3.2
env/bin/python - <<'PY'
from datetime import date, datetime
from importlib.metadata import version

from icalendar import Calendar, Event
from icalendar.error import InvalidCalendar


def days(event):
    calendar = Calendar.new(uid="kalender")
    calendar.add_component(event)
    read = Calendar.from_ical(calendar.to_ical()).walk("VEVENT")[0]
    try:
        start = str(read.start)
    except InvalidCalendar:
        start = "InvalidCalendar"
    return [line for line in read.to_ical().decode().splitlines() if line.startswith("DTSTART")], read.errors, start


def term():
    return Event.new(uid="jaarverantwoording", summary="Verantwoording", stamp=datetime(2026, 11, 1), start=date(2027, 5, 1))


added, assigned = term(), term()
added.add("dtstart", date(2027, 6, 1))
assigned.DTSTART = date(2027, 6, 1)
told = {
    "added": (days(added), (["DTSTART;VALUE=DATE:20270501", "DTSTART;VALUE=DATE:20270601"], [], "InvalidCalendar")),
    "assigned": (days(assigned), (["DTSTART;VALUE=DATE:20270601"], [], "2027-06-01")),
}

print(f"icalendar {version('icalendar')}")
for what, (seen, expected) in told.items():
    print(f"{what}: {seen!r}")
if any(seen != expected for seen, expected in told.values()):
    raise SystemExit("changed")
PY

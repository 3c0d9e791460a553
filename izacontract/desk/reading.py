"""Reading a contract on the desk: its text with the reasons in the margin, and its memo, duties and coverage."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final

from izacontract.desk import messages as m
from izacontract.desk.asked import Asked, DeskPage, page, ran_page
from izacontract.desk.contract import draft_on, known_in_register, on_desk
from izacontract.desk.reports import report
from izacontract.model.picture import Moment, Timeline
from izacontract.register.due import happened_in
from izacontract.web.answers import Reply
from izacontract.web.drawing import drawn
from izacontract.web.view import view_of
from izacontract.web.worker_cache import plugins_of


def read(asked: Asked) -> Reply:
    """Return the draft of a contract with the reasons in its margin."""
    one = on_desk(asked)
    draft = draft_on(asked, one)
    if draft.contract is None or draft.request is None:
        raise m.TOO_LITTLE.failure(m.DeskRefused)
    language = asked.ask.language
    pictures = [drawn(picture, language) for picture in plugins_of(asked.desk.house).draw_pictures(draft.request)]
    view = view_of(draft.contract, pictures, language, level=1, stand_ins=draft.stand_ins)
    values = {"one": one, "view": view, "whole": draft.whole}
    return page("reading.html", asked, {**values, "command": f"izacontract show {one.file} --why"})


def memo(asked: Asked) -> Reply:
    """Return the memo of a contract."""
    one = on_desk(asked)
    return report(
        asked, asked.word("memo"), f"{one.name} memo", ["memo", one.file], values={"back": f"/contract/{one.name}"}
    )


def covered(asked: Asked) -> Reply:
    """Return which commitments stand in a contract."""
    one = on_desk(asked)
    values = {"back": f"/contract/{one.name}"}
    return report(asked, asked.word("coverage_of"), f"{one.name} dekking", ["coverage", one.file], values=values)


def duties(asked: Asked) -> Reply:
    """Return who must do what and when, on a time line and in a table; as a calendar when that is asked."""
    one = on_desk(asked)
    known = known_in_register(asked, one.reference)
    events = [
        f"--event={name}={day}" for name, days in (happened_in(known).items() if known else ()) for day in days
    ]  # fmt: skip
    chosen = [part for field, option in (("wie", "--who"), ("van", "--from"), ("tot", "--to"))
              if (value := asked.get(field)) for part in (option, value)]  # fmt: skip
    arguments = ["duties", one.file, *chosen, *events]
    title = asked.word("duties")
    if asked.get("vorm"):
        return report(asked, title, f"{one.name} termijnen", arguments, forms=("docx", "xlsx", "json", "ics"))
    ran = asked.run(*arguments, "--json")
    if not ran.is_done:
        return ran_page(asked, ran, title)
    found: dict[str, Any] = json.loads(ran.out)
    values = {
        "one": one,
        "due": found["due"],
        "numbers": {day: number for number, day in enumerate(sorted({one["day"] for one in found["due"]}), start=1)},
        "waits": found.get("waiting", []),
        "picture": drawn(_line(found), asked.ask.language) if found["begin"] and found["end"] else None,
        "known": known,
        "events": {event.id: event.title for event in plugins_of(asked.desk.house).library.events.values()},
        "query": [(key, value) for key, value in asked.fields if key != "vorm"],
        "chosen": dict(asked.fields),
        "said": ran.said,
        "today": asked.today,
    }
    return page("duties.html", asked, {**values, "command": ran.line.replace(" --json", "")})


def _line(found: dict[str, Any]) -> Timeline:
    """Return the duties with a day as a time line: one moment for each day."""
    days: dict[str, list[str]] = {}
    for duty in found["due"]:
        if duty["day"]:
            days.setdefault(duty["day"], []).append(f"{duty['who']}: {duty['what']}")
    begin, end = date.fromisoformat(found["begin"]), date.fromisoformat(found["end"])
    moments = tuple(
        Moment(str(number), " ".join(told), date.fromisoformat(day), None)
        for number, (day, told) in enumerate(sorted(days.items()), start=1)
    )
    last = max([end, *(moment.day for moment in moments if moment.day)])
    first = min([begin, *(moment.day for moment in moments if moment.day)])
    return Timeline("termijnen", "", "", first, last, moments)


PAGES: Final = (
    DeskPage("/contract/{name}/lezen", read),
    DeskPage("/contract/{name}/memo", memo),
    DeskPage("/contract/{name}/dekking", covered),
    DeskPage("/contract/{name}/termijnen", duties),
)

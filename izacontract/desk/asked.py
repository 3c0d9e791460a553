"""What a page of the desk is asked, by whom, and how it answers: plain values that travel to a worker and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup

from izacontract.desk.commands import Ran, run
from izacontract.desk.folder import Desk
from izacontract.desk.log import DeskLog
from izacontract.desk.who import EVERYBODY, MAKERS, MAKERS_AND_REVIEWERS, ROLES, Person, Role
from izacontract.desk.words import desk_words
from izacontract.errors import Told
from izacontract.register.listing import details_text
from izacontract.register.recording import REGISTER
from izacontract.register.who import Who
from izacontract.web import answers
from izacontract.web.answers import Ask, Reply
from izacontract.web.plain import in_plain_words
from izacontract.web.words import words_in

HOME: Final = "/bureau"


@dataclass(frozen=True)
class SentFile:
    """A file that a visitor sent in a field: its name without folder, and what it holds."""

    field: str
    name: str
    data: bytes


@dataclass(frozen=True)
class Asked:
    """One question to the desk: `ask` is that of every page, `at` the moment.

    `place` are the parts of the address, `fields` what the form or the address sent, in order, `body` a form as it
    came.
    """

    ask: Ask
    desk: Desk
    person: Person
    at: datetime
    place: Mapping[str, str] = field(default_factory=dict)
    fields: tuple[tuple[str, str], ...] = ()
    files: tuple[SentFile, ...] = ()
    body: bytes = b""
    is_post: bool = False

    def get(self, name: str, otherwise: str = "") -> str:
        """Return the last text that was sent as `name`, without space around it."""
        return next((value.strip() for key, value in reversed(self.fields) if key == name), otherwise)

    def all(self, name: str) -> list[str]:
        """Return every text that was sent as `name`."""
        return [value for key, value in self.fields if key == name]

    def told(self, nl: str, en: str) -> str:
        """Return the one of two texts that is in the language of the page."""
        return Told(nl, en).in_language(self.ask.language)

    def word(self, name: str) -> str:
        """Return the word of the desk called `name`."""
        return desk_words(self.ask.language)[name]

    @property
    def who(self) -> Who:
        """Return who works, as the register keeps it."""
        return Who(self.person.name, self.at)

    @property
    def today(self) -> date:
        """Return the day on which it is, where it is asked."""
        return self.ask.today

    def run(self, *arguments: str) -> Ran:
        """Run a command of the command line in the folder of the desk, by the name of who asks.

        Who only looks at a page keeps nothing: then the register does not hear of what `verify` read.
        """
        environment = dict(self.desk.environment(self.person.name))
        if not self.is_post and arguments[0] == "verify":
            environment[REGISTER] = ""
        return run(arguments, self.desk.folder, environment, self.ask.language)

    def log(self, action: str, about: str = "", details: str = "") -> None:
        """Write a line in the log of the desk."""
        role = next((role.value for role in Role if role in self.person.roles), "")
        DeskLog(self.desk.address()).write(self.who, role, action, about, details)


@dataclass(frozen=True)
class DeskPage:
    """A page of the desk at `path`, under the desk's own address, for `roles`.

    With `action` it does something, by a form that is sent (POST); the word of that name stands in the log, and `about`
    names the part of the address that it is about. `sends_files` is for a form with files; `raw` gives the page the
    form as it came. `seconds` is the longest that its answer may take. A page that is not logged (`is_logged`) does so
    itself, for what it keeps: a form asks for its contract at every change.
    """

    path: str
    answer: Callable[[Asked], Reply]
    roles: frozenset[Role] = EVERYBODY
    action: str = ""
    about: str = "name"
    sends_files: bool = False
    raw: bool = False
    seconds: float = 60.0
    is_logged: bool = True


def page(template: str, asked: Asked, values: Mapping[str, object], *, status: int = 200) -> Reply:
    """Return the page of the desk that `template` makes of `values`; every value is escaped.

    `command` among the values is a command, or more of them, that does the same on the command line; `in_full` is what
    it said there.
    """
    ask, person = asked.ask, asked.person
    command = values.get("command", ())
    given = {
        "t": {**words_in(ask.language), **desk_words(ask.language)},
        "language": ask.language,
        "path": ask.path,
        "root": ask.root,
        "held": ask.held,
        "home": f"{ask.root}{HOME}",
        "person": person,
        "role": ", ".join(ROLES[role].in_language(ask.language) for role in Role if role in person.roles)
        if person.signed_in
        else "",
        "makes": person.may(MAKERS),
        "answers": person.may(MAKERS_AND_REVIEWERS),
        "in_full": "",
        **values,
        "command": [command] if isinstance(command, str) else list(command),  # type: ignore[call-overload]
    }
    return Reply(pages_environment().get_template(template).render(given).encode("utf-8", "replace"), status)


def refused(asked: Asked, message: Told, hint: Told, lines: Sequence[str] = (), *, status: int = 422) -> Reply:
    """Return the page that says why something was not done, and what to do."""
    language = asked.ask.language
    heading = in_plain_words(message.in_language(language))
    values = {"heading": heading, "lines": [in_plain_words(hint.in_language(language)), *lines], "ran": None}
    return page("said.html", asked, {**values, "links": ()}, status=status)


def ran_page(asked: Asked, ran: Ran, heading: str, links: Sequence[tuple[str, str]] = ()) -> Reply:
    """Return the page that shows what a command said; `links` are addresses under the desk with their texts."""
    values = {"heading": heading, "lines": (), "ran": ran, "links": links, "command": ran.line, "in_full": ran.said}
    return page("said.html", asked, values, status=200 if ran.is_done else 422)


def to(asked: Asked, path: str) -> Reply:
    """Return the answer that sends the browser on to `path` under the desk."""
    return Reply(b"", 303, location=f"{asked.ask.root}{HOME}{path}")


@cache
def pages_environment() -> Environment:
    """Return what makes the pages of the desk, and those of who is invited to one."""
    environment = answers.new_environment()
    loader = environment.loader
    ours = PackageLoader("izacontract.desk", "pages")
    environment.loader = ChoiceLoader([ours, loader] if loader else [ours])
    environment.filters |= {
        "moment": _moment,
        "details": details_text,
        "lid_id": _lid_id,
        "clock": clock,
    }
    return environment


def clock(at: datetime) -> str:
    """Return a moment as people here read it: the day and the time in the Netherlands."""
    at = at.astimezone(UTC)
    with suppress(ZoneInfoNotFoundError):  # a machine without time zones
        at = at.astimezone(ZoneInfo("Europe/Amsterdam"))
    return f"{at:%d-%m-%Y %H:%M}"


def _moment(moment: str) -> Markup:
    """Return a moment of the log (UTC) as people here read it."""
    at = datetime.fromisoformat(moment.replace("Z", "+00:00"))
    return Markup('<time datetime="{}">{}</time>').format(moment, clock(at))


def _lid_id(place: str, clause: str) -> str:
    """Return the address of a lid on the page of its contract, by its `place` ("artikel 4.18"), else of its clause."""
    number = place.rpartition(" ")[2]
    return f"lid-{number}" if number.replace(".", "", 1).isdecimal() and "." in number else clause

"""Somebody with an invitation: what is asked, of which draft, and the page or address that answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final
from urllib.parse import urlencode

from izacontract.desk.answering import Answering
from izacontract.desk.asked import SentFile, pages_environment
from izacontract.desk.folder import Desk
from izacontract.desk.invitation import Invitation
from izacontract.desk.invitations import Invitations
from izacontract.desk.invitations import named as person_named
from izacontract.desk.log import DeskLog
from izacontract.desk.sending import Fields
from izacontract.desk.words_invited import invited_words
from izacontract.register.who import Who
from izacontract.web.answers import Ask, Reply
from izacontract.web.sharing import Drafts, Shared

HOME: Final = "/uitnodiging"
SHARED: Final = "gedeeld"
"""Where a desk keeps its shared drafts, and those to which it invites."""

ROLE: Final = "zorgaanbieder"
DONE: Final = frozenset({"fields_saved", "agree_done", "withdrawn_done", "sent", "file_done"})
"""The words that a page may begin with, of what was just done."""


@dataclass(frozen=True)
class Invited:
    """One question of somebody with an invitation; `fields` are what the form or the address sent, in order."""

    ask: Ask
    desk: Desk
    link: str
    draft: Shared
    invitation: Invitation
    at: datetime
    place: Mapping[str, str]
    fields: Fields = ()
    files: tuple[SentFile, ...] = ()

    def get(self, name: str) -> str:
        """Return the last text that was sent as `name`, without space around it."""
        return next((value.strip() for key, value in reversed(self.fields) if key == name), "")

    @property
    def home(self) -> str:
        """Return the address of the first page, below that of the server."""
        return f"{HOME}/{self.link}"

    @property
    def is_open(self) -> bool:
        """Return whether it can still be answered."""
        return self.invitation.is_open(self.at)

    @property
    def words(self) -> Mapping[str, str]:
        """Return the words of the page."""
        return invited_words(self.ask.language)

    @cached_property
    def answering(self) -> Answering:
        """Return the draft."""
        desk = self.desk
        frame = desk.folder / desk.settings.frame if desk.settings.frame else None
        return Answering(self.draft, desk.house, frame)

    @property
    def store(self) -> Invitations:
        """Return where it is kept."""
        return Invitations(self.desk.address())

    @property
    def who(self) -> Who:
        """Return who answers: the name that was typed."""
        return Who(person_named(self.get("_naam")), self.at)

    def log(self, action: str, details: str = "") -> None:
        """Write a line in the log of the desk."""
        DeskLog(self.desk.address()).write(self.who, ROLE, action, self.invitation.contract, details)


def drafts_of(desk: Desk) -> Drafts:
    """Return the shared drafts of `desk`."""
    return Drafts(desk.folder / SHARED)


def invited_to(invited: Invited, path: str, done: str, anchor: str = "") -> Reply:
    """Return the answer that sends the browser on to `path` of the invitation, which then says what was `done`."""
    sign = "&" if "?" in path else "?"
    where = f"{invited.ask.root}{invited.home}{path}{sign}{urlencode({'klaar': done})}"
    return Reply(b"", 303, location=f"{where}#{id_of(anchor)}" if anchor else where)


def id_of(place: str) -> str:
    """Return the id in a page of the paragraph at `place`."""
    return place.replace("|", "-")


def invited_page(template: str, invited: Invited, values: Mapping[str, object], *, status: int = 200) -> Reply:
    """Return the page that `template` makes of `values`; every value is escaped."""
    ask, words = invited.ask, invited.words
    done = invited.get("klaar")
    given = {
        "t": words,
        "language": ask.language,
        "path": ask.path,
        "root": ask.root,
        "held": ask.held,
        "home": f"{ask.root}{invited.home}",
        "invitation": invited.invitation,
        "is_open": invited.is_open,
        "done": words[done] if done in DONE else "",
        "name": invited.get("_naam") or invited.invitation.last_by or invited.invitation.invited,
        "id_of": id_of,
        **values,
    }
    return Reply(pages_environment().get_template(template).render(given).encode("utf-8", "replace"), status)

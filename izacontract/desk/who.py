"""Who is at the desk, in which role, and what each role may do. A proxy of the house has the passwords."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from starlette.requests import Request

from izacontract.desk.settings import SignIn
from izacontract.errors import Told
from izacontract.register.who import clean, who

LONGEST: Final = 100


class Role(StrEnum):
    """What somebody is to the desk."""

    PURCHASER = "inkoper"
    LAWYER = "jurist"
    READER = "lezer"


ROLES: Final = {
    Role.PURCHASER: Told("inkoper", "purchaser"),
    Role.LAWYER: Told("jurist", "lawyer"),
    Role.READER: Told("lezer", "reader"),
}

EVERYBODY: Final = frozenset(Role)
MAKERS: Final = frozenset({Role.PURCHASER})
REVIEWERS: Final = frozenset({Role.LAWYER})
MAKERS_AND_REVIEWERS: Final = MAKERS | REVIEWERS


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the desk, by name, with the roles that the house gives; `signed_in` when a proxy says who it is."""

    name: str
    roles: frozenset[Role]
    signed_in: bool = False

    def may(self, roles: frozenset[Role]) -> bool:
        """Return whether this person has one of `roles`."""
        return bool(self.roles & roles)


class NotKnown(Exception):
    """Nobody may be at the desk in this way; `word` names the text that says why."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


def alone() -> Person:
    """Return who is at this computer: the purchaser, who reviews as well, as there is nobody else."""
    return Person(who().by, EVERYBODY)


def person_of(request: Request, sign_in: SignIn | None) -> Person:
    """Return who sent `request`; without `sign_in` whoever is at this computer.

    Raises NotKnown when the request does not come from a proxy that is named, or names nobody or no role.
    """
    if sign_in is None:
        return alone()
    if not sign_in.believes(request.client.host if request.client else ""):
        raise NotKnown("not_by_proxy")
    # a header that stands there twice was not only written by the proxy
    names = request.headers.getlist(sign_in.name)
    name = clean(_told(names[0]))[:LONGEST] if len(names) == 1 else ""
    if not name:
        raise NotKnown("not_signed_in")
    lines = map(_told, request.headers.getlist(sign_in.groups))
    groups = {group.strip() for line in lines for group in line.split(",")} - {""}
    given = {
        Role.PURCHASER: sign_in.purchasers,
        Role.LAWYER: sign_in.lawyers,
        Role.READER: sign_in.readers,
    }
    roles = frozenset(role for role, named in given.items() if groups & set(named))
    if not roles:
        raise NotKnown("no_role")
    # who makes or reviews reads as well
    return Person(name, roles | {Role.READER}, signed_in=True)


def _told(header: str) -> str:
    """Return what a header says: in UTF-8, as proxies write it, or else in Latin-1, as it was read."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header

"""The tables of invitations in the register of a desk: who was invited, and all that was said in answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, MetaData, String, Table, Text, inspect, select

from izacontract.desk import invitation_messages as m
from izacontract.errors import FileError
from izacontract.register.opening import Opened, open_register

VERSION: Final = 1
"""The version of the shape that this build writes."""

UPGRADES: Final[Mapping[int, Callable[[Connection], None]]] = {}
"""What makes the tables of one version (the key) into those of the next, as for the register itself."""

_tables: Final = MetaData()


def _number(name: str = "number") -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _line(name: str, longest: int = 200) -> Column[str]:
    return Column(name, String(longest), nullable=False)


def _moment(name: str) -> Column[str]:
    return _line(name, 40)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _of_invitation(name: str, *columns: Column[Any]) -> Table:
    """Return the table `name` of what was said in answer to an invitation: numbered, by whom, and when."""
    invitation: Column[int] = Column("invitation", Integer, ForeignKey("desk_invitations.id"), primary_key=True)
    return Table(name, _tables, invitation, _number(), *columns, _line("by"), _moment("at"))


about: Final = Table("desk_invitations_about", _tables, _number("id"), _count("version"))

invitations: Final = Table(
    "desk_invitations",
    _tables,
    _number("id"),
    Column("draft", String(64), nullable=False, unique=True),
    _line("contract"),
    _line("reference"),
    _text("provider"),
    _line("invited"),
    _moment("made"),
    _line("made_by"),
    _moment("until"),
    _moment("closed"),
    _line("closed_by"),
    _line("state", 20),
    _text("answers"),
    _moment("answered"),
    _line("answered_by"),
    _count("revision"),
    Index("desk_invitations_contract", "contract"),
)
"""One draft for one provider. `draft` names it in its link, `contract` the request at the desk; `answers` are the pairs
of names and texts that the form of its fields sent last, as JSON; `state` says whether it is open, and if not, why."""

remarks: Final = _of_invitation(
    "desk_remarks",
    _line("clause"),
    _count("place"),
    _line("label"),
    _text("quoted"),
    _line("side", 20),
    _line("kind", 20),
    _text("text"),
    _moment("withdrawn"),
)
"""What was said of a paragraph: the one at `place` (from 0) of its clause, as it was numbered and read then."""

agreements: Final = _of_invitation(
    "desk_agreements",
    _line("slot"),
    _text("label"),
    _moment("withdrawn"),
    _line("withdrawn_by"),
)

files: Final = _of_invitation(
    "desk_files",
    _line("name"),
    _line("stored"),
    _line("sha256", 64),
    _count("size"),
    _count("changes"),
)
"""A Word file that the provider sent: as it called it, and as it is called in the folder of what came back."""


@lru_cache(maxsize=8)
def with_invitations(address: str) -> Opened:
    """Return the register at `address` with these tables in it, made on first use and converted from an older shape.

    Raises FileError as opening a register does, and for tables of a newer build.
    """
    opened = open_register(address)
    with opened.reading() as connection:
        version = _version(connection)
    if version != VERSION:
        with opened.writing() as connection:
            version = _version(connection)  # another may have made or converted them meanwhile
            if version is None:
                _tables.create_all(connection, checkfirst=False)
                connection.execute(about.insert().values(id=1, version=VERSION))
            elif version > VERSION or any(old not in UPGRADES for old in range(version, VERSION)):
                raise m.NEWER.failure(FileError, where=opened.where)
            else:
                for old in range(version, VERSION):
                    UPGRADES[old](connection)
                connection.execute(about.update().values(version=VERSION))
    return opened


def _version(connection: Connection) -> int | None:
    if not inspect(connection).has_table(about.name):
        return None
    return int(connection.execute(select(about.c.version)).scalar_one())

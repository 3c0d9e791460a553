"""The tables of invitations in the register of a desk: who was invited, and all that was said in answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, MetaData, String, Table, Text, inspect, select

from izacontract.desk import invitation_messages as m
from izacontract.errors import FileError
from izacontract.register.opening import Opened, open_register

VERSION: Final = 1
"""The version of the shape that this build writes."""

UPGRADES: Final[Mapping[int, Callable[[Connection], None]]] = {}
"""What makes the tables of one version (the key) into those of the next, as for the register itself."""

_tables: Final = MetaData()


def _invitation() -> Column[int]:
    return Column("invitation", Integer, ForeignKey("desk_invitations.id"), primary_key=True, nullable=False)


def _number(name: str = "number") -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


about: Final = Table("desk_invitations_about", _tables, _number("id"), Column("version", Integer, nullable=False))

invitations: Final = Table(
    "desk_invitations",
    _tables,
    _number("id"),
    Column("draft", String(64), nullable=False, unique=True),
    Column("contract", String(200), nullable=False),
    Column("reference", String(200), nullable=False),
    Column("provider", Text, nullable=False),
    Column("invited", String(200), nullable=False),
    Column("made", String(40), nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("until", String(40), nullable=False),
    Column("closed", String(40), nullable=False),
    Column("closed_by", String(200), nullable=False),
    Column("state", String(20), nullable=False),
    Column("answers", Text, nullable=False),
    Column("answered", String(40), nullable=False),
    Column("answered_by", String(200), nullable=False),
    Column("revision", Integer, nullable=False),
    Index("desk_invitations_contract", "contract"),
)
"""One draft for one provider. `draft` names it in its link, `contract` the request at the desk; `answers` are the pairs
of names and texts that the form of its fields sent last, as JSON; `state` says whether it is open, and if not, why."""

remarks: Final = Table(
    "desk_remarks",
    _tables,
    _invitation(),
    _number(),
    Column("clause", String(200), nullable=False),
    Column("place", Integer, nullable=False),
    Column("label", String(200), nullable=False),
    Column("quoted", Text, nullable=False),
    Column("side", String(20), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("by", String(200), nullable=False),
    Column("at", String(40), nullable=False),
    Column("withdrawn", String(40), nullable=False),
)
"""What was said of a paragraph: the one at `place` (from 0) of its clause, as it was numbered and read then."""

agreements: Final = Table(
    "desk_agreements",
    _tables,
    _invitation(),
    _number(),
    Column("slot", String(200), nullable=False),
    Column("label", Text, nullable=False),
    Column("by", String(200), nullable=False),
    Column("at", String(40), nullable=False),
    Column("withdrawn", String(40), nullable=False),
    Column("withdrawn_by", String(200), nullable=False),
)

files: Final = Table(
    "desk_files",
    _tables,
    _invitation(),
    _number(),
    Column("name", String(200), nullable=False),
    Column("stored", String(200), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("changes", Integer, nullable=False),
    Column("by", String(200), nullable=False),
    Column("at", String(40), nullable=False),
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

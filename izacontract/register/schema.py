"""The tables of a register, the version of their shape, and the steps from an older shape to this one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

SCHEMA: Final = 2
"""The version of the shape that this build writes."""


def _signed_addenda(connection: Connection) -> None:
    """Give addenda the last day that they set and the day of their signing; of older ones neither is known."""
    for column in ("end", "signed"):
        connection.execute(text(f'ALTER TABLE register_addenda ADD COLUMN "{column}" DATE'))


UPGRADES: Final[Mapping[int, Callable[[Connection], None]]] = {1: _signed_addenda}
"""What makes a register of one version (the key) into one of the next; each runs in the transaction of the others."""

tables: Final = MetaData()
PREFIX: Final = "register_"


def _id(of: str = "id") -> Column[int]:
    return Column(of, Integer, primary_key=True, autoincrement=False)


def _contract() -> Column[int]:
    return Column(
        "contract", Integer, ForeignKey("register_contracts.id", ondelete="CASCADE"), primary_key=True, nullable=False
    )


about: Final = Table("register_about", tables, _id(), Column("version", Integer, nullable=False))
"""One row, with id 1: the version of the shape."""

contracts: Final = Table(
    "register_contracts",
    tables,
    _id(),
    Column("reference", String(200), nullable=False, unique=True),
    Column("sector", String(100), nullable=False),
    Column("title", Text, nullable=False),
    Column("begin", Date),
    Column("end", Date),
    Column("renews", Boolean, nullable=False),
    Column("status", String(20), nullable=False),
    Column("status_day", Date, nullable=False),
    Column("signed", Boolean, nullable=False),
    Column("ended_on", Date),
    Column("created", String(40), nullable=False),
    Column("changed", String(40), nullable=False),
    Column("sought", Text, nullable=False),
    Index("register_contracts_term", "begin", "end"),
    Index("register_contracts_sector", "sector"),
)
"""`sought` is what a search looks through: reference, title, names and codes, in small letters."""

parties: Final = Table(
    "register_parties",
    tables,
    _contract(),
    _id("place"),
    Column("role", String(40), nullable=False),
    Column("name", Text, nullable=False),
    Column("kvk", String(20), nullable=False),
    Column("agb", String(20), nullable=False),
    Column("uzovi", String(20), nullable=False),
    Column("sought", Text, nullable=False),
)

versions: Final = Table(
    "register_versions",
    tables,
    _contract(),
    _id("number"),
    Column("fingerprint", String(80), nullable=False),
    Column("status", String(20), nullable=False),
    Column("open_points", Integer, nullable=False),
    Column("made", String(40), nullable=False),
    UniqueConstraint("contract", "fingerprint", "status"),
)

documents: Final = Table(
    "register_documents",
    tables,
    _contract(),
    _id("number"),
    Column("version", Integer),
    Column("kind", String(40), nullable=False),
    Column("name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("recorded", String(40), nullable=False),
    UniqueConstraint("contract", "sha256"),
    Index("register_documents_sha256", "sha256"),
)

addenda: Final = Table(
    "register_addenda",
    tables,
    _contract(),
    _id("number"),
    Column("effective", Date),
    Column("sha256", String(64), nullable=False),
    Column("recorded", String(40), nullable=False),
    Column("end", Date),
    Column("signed", Date),
)
"""`end` is the last day of the contract once the addendum is signed, `signed` the day on which that was."""

events: Final = Table(
    "register_events",
    tables,
    _contract(),
    _id("number"),
    Column("name", String(200), nullable=False),
    Column("day", Date, nullable=False),
    Column("recorded", String(40), nullable=False),
    UniqueConstraint("contract", "name", "day"),
)

log: Final = Table(
    "register_log",
    tables,
    _id(),
    Column("at", String(40), nullable=False),
    Column("by", String(200), nullable=False),
    Column("action", String(40), nullable=False),
    Column("reference", String(200), nullable=False),
    Column("details", Text, nullable=False),
    Index("register_log_reference", "reference"),
)
"""Who did what when; a line stays as it was written. It names no contract by id, as it outlives the contract."""

notes: Final = Table(
    "register_notes",
    tables,
    Column("entry", Integer, ForeignKey("register_log.id"), primary_key=True, autoincrement=False),
    Column("contract", Integer, ForeignKey("register_contracts.id", ondelete="CASCADE"), index=True),
    Column("text", Text, nullable=False),
)
"""What somebody typed with a line of the log; apart, so that it goes with its contract while the line stays."""

_SQLITE: Final = (
    "CREATE TRIGGER {table}_no_{word} BEFORE {word} ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'the log of a register is append-only'); END"
)
_POSTGRESQL: Final = (
    "CREATE OR REPLACE FUNCTION register_log_stays() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the log of a register is append-only'; END $$",
    "CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION register_log_stays()",
)


def keep_lines(connection: Connection, table: str) -> None:
    """See to it that no line in `table` of the register can be changed or removed, in the transaction at hand."""
    sqlite = [_SQLITE.format(table=table, word=word) for word in ("UPDATE", "DELETE")]
    for statement in sqlite if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.execute(text(statement.format(table=table)))


def create(connection: Connection) -> None:
    """Make every table of a register, with a log in which nothing can be changed, in the transaction at hand."""
    tables.create_all(connection, checkfirst=False)
    keep_lines(connection, log.name)
    connection.execute(about.insert().values(id=1, version=SCHEMA))


def upgrade(connection: Connection, version: int) -> None:
    """Bring a register of an older `version` to this one, step by step, in the transaction at hand.

    Raises LookupError when no step leads on from it.
    """
    for old in range(version, SCHEMA):
        UPGRADES[old](connection)
    connection.execute(about.update().values(version=SCHEMA))

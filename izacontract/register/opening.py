"""Opening a register: its address, its engine, one writer at a time, and a shape that is made, converted or refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, select, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from izacontract.errors import FileError, Told
from izacontract.extras import install_command
from izacontract.register import messages as m
from izacontract.register.schema import PREFIX, SCHEMA, UPGRADES, about, create, upgrade

WAIT: Final = 30
"""So many seconds a writer waits for another."""

LOCK: Final = 0x12AC0417
"""The number of the lock of PostgreSQL that a writer holds until it is done."""

POSTGRESQL: Final = "postgresql+psycopg"
EXTRA: Final = "register-postgres"
_READS: Final = "izacontract_reads"


@dataclass(frozen=True)
class Opened:
    """A register to read and write; `where` names it without password, `is_new` says that it was made just now."""

    engine: Engine
    where: str
    is_new: bool

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees the register as it is at one moment; raises FileError when it fails."""
        options: dict[str, Any] = (
            {_READS: True}
            if self.engine.dialect.name == "sqlite"
            else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        )
        with told(self.where), self.engine.connect() as connection:
            connection.execution_options(**options)
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection that alone may write; all that it wrote is kept at the end, or by an error nothing.

        Raises FileError when it fails, or when others keep the register busy for `WAIT` seconds.
        """
        with told(self.where), self.engine.begin() as connection:
            _alone(connection)
            yield connection


def open_register(address: str) -> Opened:
    """Return the register at `address`: a file of SQLite, or a URL of SQLite or PostgreSQL.

    One that is not there is made, one of an older shape converted. Raises FileError for an address that cannot be used,
    something that is no register, and a shape of a newer build.
    """
    url = _url(address)
    where = url.database or "" if url.drivername.startswith("sqlite") else _named(url)
    if url.drivername.startswith("sqlite") and not Path(where).parent.is_dir():
        raise m.NO_FOLDER.failure(FileError, where=where)
    try:
        engine = create_engine(url, poolclass=NullPool, connect_args=_connecting(url))
    except ImportError as error:  # psycopg is missing, or its library for PostgreSQL
        raise m.NO_DRIVER.failure(FileError, missing=error.name or error, command=install_command(EXTRA)) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _connected)
        event.listen(engine, "begin", _begun)
    opened = Opened(engine, where, is_new=False)
    with opened.reading() as connection:
        version = _version(connection, where)
    if version == SCHEMA:
        return opened
    with opened.writing() as connection:
        version = _version(connection, where)  # another may have made or converted it meanwhile
        if version is None:
            create(connection)
        elif version < SCHEMA:
            upgrade(connection, version)
    return Opened(engine, where, is_new=version is None)


def _url(address: str) -> URL:
    """Return `address` as a URL with the driver that we use; raises FileError for one of something else."""
    if "://" not in address:
        return URL.create("sqlite", database=address)
    try:
        url = make_url(address)
        name = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise m.NOT_A_URL.failure(FileError, where=address.rpartition("@")[2]) from error  # before it: a password
    if name == "sqlite" and url.database and url.database != ":memory:":
        return url
    if name in ("postgresql", "postgres"):
        return url.set(drivername=POSTGRESQL)
    raise m.NOT_A_URL.failure(FileError, where=_named(url))


def _named(url: URL) -> str:
    """Return `url` as messages may show it: without a password, also where it stands behind the question mark."""
    secret = [key for key in url.query if "password" in key.lower()]
    return url.difference_update_query(secret).render_as_string(hide_password=True)


def _connecting(url: URL) -> dict[str, Any]:
    return {"timeout": WAIT} if url.drivername.startswith("sqlite") else {"connect_timeout": WAIT}


def _connected(connection: Any, record: object) -> None:
    """Take transactions in our own hands, and let what is removed be wiped; a power failure loses nothing written."""
    connection.isolation_level = None
    for pragma in ("foreign_keys=ON", "secure_delete=ON", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _begun(connection: Connection) -> None:
    """Let a writer hold the file from its first statement: who reads first and writes later would be refused."""
    connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get(_READS) else "BEGIN IMMEDIATE")


def _alone(connection: Connection) -> None:
    """Wait until no other writes; on SQLite the transaction itself did."""
    if connection.dialect.name != "sqlite":
        connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT}s'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def _version(connection: Connection, where: str) -> int | None:
    """Return the version of the shape; None where nothing stands. Raises FileError for what we cannot use."""
    names = inspect(connection).get_table_names()
    if about.name not in names:
        ours = any(name.startswith(PREFIX) for name in names)
        if ours or (names and connection.dialect.name == "sqlite"):
            raise m.NOT_A_REGISTER.failure(FileError, where=where)
        return None
    version = connection.execute(select(about.c.version)).scalar_one()
    if version > SCHEMA:
        raise m.NEWER.failure(FileError, where=where, found=version, known=SCHEMA)
    if any(old not in UPGRADES for old in range(version, SCHEMA)):
        raise m.TOO_OLD.failure(FileError, where=where, found=version)
    return int(version)


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn what a database says of the register at `where` into a FileError that a user can mend."""
    try:
        yield
    except DBAPIError as error:
        raise _failure(error, where) from error
    except SQLAlchemyError as error:
        why = str(error).partition("\n")[0]
        raise m.UNUSABLE.failure(FileError, where=where, why=why) from error


_REASONS: Final = {
    "SQLITE_CANTOPEN": Told("het bestand kan niet worden geopend", "the file cannot be opened"),
    "SQLITE_READONLY": Told("u mag er niet in schrijven", "you may not write to it"),
    "SQLITE_PERM": Told("u hebt er geen rechten voor", "you have no permission"),
    "SQLITE_FULL": Told("de schijf is vol", "the disk is full"),
    "SQLITE_CORRUPT": Told("het bestand is beschadigd", "the file is damaged"),
    "SQLITE_IOERR": Told("de schijf geeft een leesfout of schrijffout", "the disk gives an input/output error"),
}
_BUSY: Final = ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03")


def _failure(error: DBAPIError, where: str) -> FileError:
    """Return what `error` of the database means for a user."""
    orig = error.orig
    code = str(getattr(orig, "sqlite_errorname", None) or getattr(orig, "sqlstate", None) or "")
    if code == "SQLITE_NOTADB":
        return m.NOT_A_REGISTER.failure(FileError, where=where)
    if code.startswith(_BUSY):
        return m.BUSY.failure(FileError, where=where, seconds=WAIT)
    why = next((reason for name, reason in _REASONS.items() if code.startswith(name)), None)
    if why is None:
        said = " ".join(str(orig).split())
        why = Told(f"de database meldt '{said}'", f"the database says '{said}'")
    return m.UNUSABLE.failure(FileError, where=where, why=why)

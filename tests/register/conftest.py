"""Registers to test with: each test of the store runs on SQLite and on a PostgreSQL of Debian that the tests start."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from izacontract.register.recording import REGISTER
from izacontract.register.who import USER
from tests.conftest import missing

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
OWNER = "postgres"
"""The user that Debian makes for the server, which refuses to run as root."""


@pytest.fixture(autouse=True)
def _no_register_of_the_one_who_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(REGISTER, raising=False)
    monkeypatch.delenv(USER, raising=False)


@pytest.fixture(scope="session")
def server() -> Iterator[Path]:
    """Give the folder with the socket of a server that was started for the tests alone."""
    found = PROGRAMS[-1].parent if PROGRAMS else None
    if found is None and (program := shutil.which("postgres")):
        found = Path(program).parent
    if found is None:
        missing("PostgreSQL")
    home = Path(tempfile.mkdtemp(prefix="iza-pg-"))  # a short path: that of a socket may have a hundred letters
    user = {"user": OWNER} if os.geteuid() == 0 else {}
    if user:
        shutil.chown(home, OWNER)
    try:
        made = [found / "initdb", "-D", home / "data", "-U", "proef", "-A", "trust", "-E", "UTF8", "--locale=C"]
        subprocess.run([*made, "--no-sync"], check=True, capture_output=True, cwd="/", **user)
        settings = ("listen_addresses=", f"unix_socket_directories={home}", "fsync=off", "max_connections=40")
        running = subprocess.Popen(
            [found / "postgres", "-D", home / "data", *(word for one in settings for word in ("-c", one))],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", **user,
        )  # fmt: skip
        try:
            _wait(home, running)
            yield home
        finally:
            running.send_signal(signal.SIGQUIT)  # at once: what it holds goes with its folder
            running.wait(60)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _wait(home: Path, running: subprocess.Popen[bytes]) -> None:
    while running.poll() is None:
        try:
            psycopg.connect(f"host={home} user=proef dbname=postgres").close()
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    pytest.fail("PostgreSQL did not start")


@pytest.fixture
def postgresql(server: Path) -> str:
    """Return the address of an empty database."""
    return database(server)


def database(server: Path) -> str:
    """Make an empty database at the server in the folder `server`; returns its address."""
    name = f"proef_{secrets.token_hex(6)}"
    with psycopg.connect(f"host={server} user=proef dbname=postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"postgresql://proef@/{name}?host={server}"


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    """Return the address of a register that is not there yet."""
    return str(tmp_path / "register.db")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.xdist_group("postgresql"))])
def address(request: pytest.FixtureRequest) -> str:
    """Return the address of a register that is not there yet, on each database."""
    found: str = request.getfixturevalue(request.param)
    return found

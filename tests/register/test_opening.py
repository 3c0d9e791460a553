"""What can be opened as a register, what is made or converted, and what is refused untouched."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from izacontract.errors import ExitStatus, FileError
from izacontract.register import opening, schema
from izacontract.register.facts import AddendumFacts, Entry
from izacontract.register.opening import open_register
from izacontract.register.reading import Filters, listed, whole
from izacontract.register.steps import Status
from izacontract.register.store import Register
from tests.register.support import JANNEKE, TODAY, entry, everything, facts, register_with


def older(address: str) -> dict[str, object]:
    """Make a register as an earlier version would have left it: one contract, in a shape without titles."""
    opened = register_with(address, entry()).opened
    before = everything(opened)
    with opened.writing() as connection:
        connection.execute(text("ALTER TABLE register_contracts DROP COLUMN title"))
        connection.execute(schema.about.update().values(version=schema.SCHEMA - 1))
    return before


def add_titles(connection: Connection) -> None:
    """Bring that version to this one."""
    connection.execute(text("ALTER TABLE register_contracts ADD COLUMN title TEXT NOT NULL DEFAULT ''"))
    connection.execute(schema.contracts.update().values(title="Overgezet"))


@pytest.fixture
def upgrades(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Connection], None]], None]:
    def known(step: Callable[[Connection], None]) -> None:
        monkeypatch.setattr(schema, "UPGRADES", {schema.SCHEMA - 1: step})
        monkeypatch.setattr(opening, "UPGRADES", {schema.SCHEMA - 1: step})

    return known


def test_older_register_is_converted_with_what_is_in_it(
    address: str, upgrades: Callable[[Callable[[Connection], None]], None]
) -> None:
    older(address)
    upgrades(add_titles)
    opened = open_register(address)
    assert not opened.is_new
    (one,) = listed(opened, Filters(), TODAY)
    assert (one.reference, one.title) == ("F-1", "Overgezet")
    assert everything(opened)["register_about"] == [(1, schema.SCHEMA)]


def test_conversion_that_fails_leaves_the_older_register(
    address: str, upgrades: Callable[[Callable[[Connection], None]], None]
) -> None:
    older(address)

    def broken(connection: Connection) -> None:
        add_titles(connection)
        raise KeyboardInterrupt

    upgrades(broken)
    with pytest.raises(KeyboardInterrupt):
        open_register(address)
    upgrades(add_titles)
    assert listed(open_register(address), Filters(), TODAY)[0].title == "Overgezet"


def test_older_register_that_no_step_converts_is_refused(sqlite: str, monkeypatch: pytest.MonkeyPatch) -> None:
    older(sqlite)
    monkeypatch.setattr(opening, "UPGRADES", {})
    with pytest.raises(FileError) as refused:
        open_register(sqlite)
    assert refused.value.code == "register.te-oud"


def test_newer_register_is_refused_and_not_touched(address: str) -> None:
    opened = register_with(address).opened
    with opened.writing() as connection:
        connection.execute(schema.about.update().values(version=schema.SCHEMA + 1))
    before = everything(opened)
    with pytest.raises(FileError) as refused:
        open_register(address)
    assert refused.value.code == "register.nieuwer"
    assert f"indeling {schema.SCHEMA + 1}" in refused.value.message.nl
    assert everything(opened) == before


def test_file_that_is_something_else_is_refused_and_not_touched(tmp_path: Path) -> None:
    other, text_file = tmp_path / "ander.db", tmp_path / "brief.txt"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE brief (tekst TEXT)")
    connection.close()
    text_file.write_text("Geachte heer, " * 100, encoding="utf-8")
    for file in (other, text_file):
        before = file.read_bytes()
        with pytest.raises(FileError) as refused:
            open_register(str(file))
        assert refused.value.code == "register.ander-bestand"
        assert file.read_bytes() == before


def test_empty_file_becomes_a_register(tmp_path: Path) -> None:
    file = tmp_path / "leeg.db"
    file.touch()
    assert open_register(str(file)).is_new


@pytest.mark.parametrize("form", ["{}", "sqlite:///{}"])
def test_file_may_be_named_as_a_file_or_a_url(form: str, tmp_path: Path) -> None:
    file = tmp_path / "met spatie é.db"
    assert open_register(form.format(file)).where == str(file)
    assert file.is_file()


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("mysql://server/inkoop", "register.adres"),
        ("ftp://server", "register.adres"),
        ("sqlite://", "register.adres"),
        ("sqlite:///:memory:", "register.adres"),
        ("postgresql://jan:geheim@/x?host=/bestaat/niet", "register.onbruikbaar"),
    ],
)
def test_address_that_cannot_be_is_told_without_its_password(address: str, code: str) -> None:
    with pytest.raises(FileError) as refused:
        open_register(address)
    assert (refused.value.code, refused.value.status) == (code, ExitStatus.FILE)
    assert "geheim" not in str(refused.value)


def test_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError) as refused:
        open_register(str(tmp_path / "weg" / "register.db"))
    assert refused.value.code == "register.geen-map"
    assert not (tmp_path / "weg").exists()


def test_register_in_place_of_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError) as refused:
        open_register(str(tmp_path))
    assert refused.value.code == "register.onbruikbaar"
    assert "kan niet worden geopend" in refused.value.message.nl


def test_missing_driver_is_told_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(FileError, match="psycopg") as refused:
        open_register("postgresql://server/inkoop")
    assert refused.value.code == "register.stuurprogramma"
    assert "pip" in refused.value.hint.nl


def test_writer_that_waits_in_vain_is_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "WAIT", 1)
    first = register_with(address)
    second = open_register(address)
    with first.opened.writing(), pytest.raises(FileError) as refused, second.writing():
        pytest.fail("two writers at once")
    assert refused.value.code == "register.bezet"


def test_reader_sees_the_register_of_one_moment(address: str) -> None:
    register = register_with(address)
    with register.opened.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM register_contracts")).scalar() == 1
        if "postgresql" in address:  # on SQLite a writer waits for who reads
            register.record("add", [entry("F-2")], JANNEKE)
        assert connection.execute(text("SELECT count(*) FROM register_contracts")).scalar() == 1


def test_password_behind_the_question_mark_is_not_told() -> None:
    with pytest.raises(FileError) as refused:
        open_register("mysql://host/contracten?password=geheim&sslpassword=ook-geheim&port=1")
    assert "geheim" not in f"{refused.value.message.nl} {refused.value.message.en}"
    assert "port=1" in refused.value.message.nl


def test_addenda_of_the_first_version_stay_and_can_be_signed(address: str) -> None:
    given = Entry(facts(), addendum=AddendumFacts(1, date(2027, 4, 1), "a"))
    register_with(address).record("vary", [given], JANNEKE)
    with open_register(address).writing() as connection:
        for column in ("end", "signed"):
            connection.execute(text(f'ALTER TABLE register_addenda DROP COLUMN "{column}"'))
        connection.execute(schema.about.update().values(version=1))
    register = Register(open_register(address))
    register.move(["F-1"], Status.SENT, JANNEKE, on=TODAY)
    register.move(["F-1"], Status.SIGNED, JANNEKE, on=TODAY)
    assert register.sign_addendum("F-1", 1, JANNEKE, on=TODAY) is None
    ((row,),) = (found.addenda for found in whole(register.opened, ["F-1"], TODAY))
    assert (row["effective"], row["end"], row["signed"]) == (date(2027, 4, 1), None, TODAY)

"""The log of the desk: every line stays, in SQLite and in PostgreSQL."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

import izacontract.desk
from izacontract.desk.log import DeskLog
from izacontract.desk.routes import PAGES
from izacontract.desk.words_log import ACTIONS
from izacontract.register.opening import open_register
from izacontract.register.who import Who
from tests.desk.conftest import AtDesk
from tests.desk.support import text_of

WHO = Who("Anouk", datetime(2026, 11, 22, 12, 0, tzinfo=UTC))


def test_line_is_read_back_with_name_and_time(address: str) -> None:
    log = DeskLog(address)
    log.write(WHO, "inkoper", "aanvraag bewaard", "ZB-2027-001", "zoals zij is 100%_")
    log.write(WHO, "inkoper", "concept gemaakt", "ZB-2027-002")
    (newest, oldest) = log.read()
    assert (newest.id, newest.about, newest.at) == (2, "ZB-2027-002", "2026-11-22T12:00:00Z")
    assert (oldest.by, oldest.role, oldest.action) == ("Anouk", "inkoper", "aanvraag bewaard")
    assert [line.id for line in log.read("100%_")] == [1]
    assert not log.read("100__")
    assert [line.id for line in log.read(before=2)] == [1]


@pytest.mark.parametrize("change", ["UPDATE desk_log SET by = 'x'", "DELETE FROM desk_log"])
def test_no_line_changes_or_goes(address: str, change: str) -> None:
    log = DeskLog(address)
    log.write(WHO, "inkoper", "aanvraag bewaard", "ZB-2027-001")
    change = change.replace(" by ", ' "by" ')
    with pytest.raises(DBAPIError, match="append-only"), open_register(address).engine.begin() as connection:
        connection.execute(text(change))
    assert log.read()[0].by == "Anouk"


def test_log_does_not_stand_in_the_way_of_the_register(tmp_path: Path) -> None:
    address = str(tmp_path / "register.sqlite")
    DeskLog(address).write(WHO, "inkoper", "x")
    assert not open_register(address).is_new


def test_page_shows_the_lines_and_escapes_them(at_desk: AtDesk) -> None:
    DeskLog(at_desk.desk.address()).write(WHO, "inkoper", "concept gemaakt", "<b>ZB</b>")
    page = at_desk.client.get("/bureau/logboek").text
    assert "concept gemaakt" in page
    assert "&lt;b&gt;ZB&lt;/b&gt;" in page
    assert "22-11-2026 13:00" in page


def test_every_action_has_its_word_in_english() -> None:
    sources = [file.read_text(encoding="utf-8") for file in Path(izacontract.desk.__path__[0]).glob("*.py")]
    written = re.compile(r"""(?:\.log\(|\.write\(\w+, "", )(?:"([^"]+)" if .+? else )?"([^"]+)\"""")
    actions = {word for source in sources for found in written.findall(source) for word in found if word}
    assert {"stelt vraag", "stelt tekst voor", "nodigt uit", "aanvraag bewaard"} <= actions
    assert actions | {page.action for page in PAGES if page.action} == set(ACTIONS)


def test_page_in_english_tells_and_finds_an_action_in_english_and_keeps_the_line_as_it_was(at_desk: AtDesk) -> None:
    log = DeskLog(at_desk.desk.address())
    log.write(WHO, "inkoper", "allonge gemaakt", "ZB-1")
    log.write(WHO, "zorgaanbieder", "stelt vraag", "ZB-2")
    log.write(WHO, "inkoper", "niet gelukt", "ZB-3", "wijzigingen beantwoord")
    at_desk.client.cookies["taal"] = "en"
    text = text_of(at_desk.client.get("/bureau/logboek"))
    assert "Anouk (purchaser) addendum made ZB-1" in text
    assert "Anouk (provider) asks a question ZB-2" in text
    assert "failed ZB-3 changes answered" in text
    found = text_of(at_desk.client.get("/bureau/logboek?zoek=Addendum"))
    assert "ZB-1" in found
    assert "ZB-2" not in found
    at_desk.client.cookies["taal"] = "nl"
    assert "Anouk (inkoper) allonge gemaakt ZB-1" in text_of(at_desk.client.get("/bureau/logboek"))
    assert log.read()[2].action == "allonge gemaakt"

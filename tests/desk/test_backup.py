"""The folder of a desk is all that there is: a copy of it, made while it stands still, is the same desk."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lxml import html

from izacontract.desk.commands import run
from izacontract.desk.folder import DRAFTS, REQUESTS, opened
from izacontract.desk.log import DeskLog
from izacontract.loading import load_plugins
from izacontract.register.who import Who
from izacontract.web.app import Serving, make_app
from izacontract.web.sharing import Drafts
from tests.conftest import REQUESTS as EXAMPLES
from tests.desk.conftest import AtDesk
from tests.web.conftest import AtOnce, Clock, TestClient, share

SHARED = "gedeeld"


def served(at_desk: AtDesk, clock: Clock) -> TestClient:
    """Return a visitor of a server on the desk, with what is shared in it."""
    drafts = Drafts(at_desk.desk.folder / SHARED)
    app = make_app(Serving(desk=at_desk.desk, drafts=drafts, workers=AtOnce(1), clock=clock, log=lambda line: None))
    return TestClient(app, base_url="http://127.0.0.1:8765")


def rows(page: str) -> list[str]:
    """Return the contracts that the first page of a desk lists."""
    return [" ".join(row.text_content().split()) for row in html.fromstring(page).xpath("//tbody/tr")]


def test_copy_of_the_folder_is_the_same_desk(at_desk: AtDesk, tmp_path: Path) -> None:
    desk = at_desk.desk
    shutil.copy(EXAMPLES / "2027" / "huisartsen.yaml", desk.folder / REQUESTS / "HA-2027-0417.yaml")
    made = ["generate", f"{REQUESTS}/HA-2027-0417.yaml", "-o", f"{DRAFTS}/HA-2027-0417.docx"]
    ran = run(made, desk.folder, desk.environment("Anouk"), "nl")
    assert ran.is_done, ran.said
    DeskLog(desk.address()).write(Who("Anouk", at_desk.clock.now), "inkoper", "concept", "HA-2027-0417")
    link = share(Drafts(desk.folder / SHARED), load_plugins(), at_desk.clock.now)
    with served(at_desk, at_desk.clock) as client:
        before = client.get("/bureau").text
        assert client.get(f"/deel/{link}").status_code == 200
    # nothing of the register waits beside it to be written
    assert [file.name for file in desk.folder.glob("register*")] == ["register.sqlite"]

    elsewhere = tmp_path / "teruggezet" / "bureau"
    shutil.copytree(desk.folder, elsewhere)
    shutil.rmtree(desk.folder)
    again = AtDesk(at_desk.client, opened(elsewhere), at_desk.clock)
    with served(again, at_desk.clock) as client:
        after = client.get("/bureau").text
        assert client.get(f"/deel/{link}").status_code == 200
    assert len(rows(before)) == 1
    assert "HA-2027-0417" in rows(before)[0]
    assert rows(after) == rows(before)
    assert [(line.by, line.about) for line in DeskLog(again.desk.address()).read()] == [("Anouk", "HA-2027-0417")]
    assert (elsewhere / DRAFTS / "HA-2027-0417.docx").is_file()
    # it is not only read: work goes on in it
    assert run(["register", "set", "HA-2027-0417", "verstuurd"], elsewhere, again.desk.environment("Bob"), "nl").is_done


def test_two_servers_on_one_folder_write_one_register(at_desk: AtDesk) -> None:
    address, who = at_desk.desk.address(), Who("Anouk", at_desk.clock.now)

    def write(number: int) -> None:
        DeskLog(address).write(who, "inkoper", "concept", str(number))

    with served(at_desk, at_desk.clock) as one, served(at_desk, at_desk.clock) as other, ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))
        assert [client.get("/bureau/logboek").status_code for client in (one, other)] == [200, 200]
    lines = DeskLog(address).read()
    assert [line.id for line in lines] == list(range(40, 0, -1))
    assert {line.about for line in lines} == {str(number) for number in range(40)}

"""Behind a proxy that gives the preview a folder of its own, all of it stays in that folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html

from izacontract.cli.report import UsageError
from izacontract.cli.serve import checked_url
from izacontract.host import Plugins
from izacontract.web.app import Serving, make_app
from izacontract.web.sharing import Drafts
from tests.web.conftest import AtOnce, Clock, Web, pairs_of, share

ROOT = "/contracten"


@pytest.fixture
def behind(tmp_path: Path) -> Iterator[Web]:
    from starlette.testclient import TestClient

    drafts, clock = Drafts(tmp_path / "concepten"), Clock()
    app = make_app(Serving(drafts=drafts, workers=AtOnce(1), clock=clock, log=lambda line: None, root=ROOT))
    with TestClient(app, base_url="http://127.0.0.1:8765", follow_redirects=False) as client:
        yield Web(client, drafts, clock)


def addresses(page: str) -> set[str]:
    """Return every address on `page` that leads to this server."""
    found = html.fromstring(page).xpath("//@href | //@src | //@action | //@formaction | //@hx-post")
    return {urlsplit(address).path for address in map(str, found) if address.startswith("/")}


@pytest.mark.parametrize("passed_on", [ROOT, ""])
def test_every_address_stays_in_the_folder_and_is_answered(passed_on: str, behind: Web, plugins: Plugins) -> None:
    link = share(behind.drafts, plugins, behind.clock.now, "msz", 14)
    pages = ["/", "/concept/msz?begin=voorbeeld", f"/deel/{link}"]
    found = set[str]()
    for page in pages:
        answer = behind.client.get(f"{passed_on}{page}")
        assert answer.status_code == 200, page
        found |= addresses(answer.text)
    assert all(address.startswith(f"{ROOT}/") for address in found)
    for address in found:
        asked = address if passed_on else address.removeprefix(ROOT)
        assert behind.client.get(asked).status_code in (200, 303, 405), address


def test_change_and_language_stay_in_the_folder(behind: Web, plugins: Plugins) -> None:
    posted = behind.client.post(f"{ROOT}/concept/mdz", data=dict(pairs_of("mdz", plugins)))
    assert all(address.startswith(f"{ROOT}/") for address in addresses(posted.text))
    spoken = behind.client.get(f"{ROOT}/taal/en", params={"terug": "/concept/msz"})
    assert spoken.headers["Location"] == f"{ROOT}/concept/msz"
    assert f"Path={ROOT};" in spoken.headers["Set-Cookie"]


def test_folder_of_another_is_not_ours(behind: Web) -> None:
    assert behind.client.get("/contractenoverzicht").status_code == 404


@pytest.mark.parametrize("url", ["https://x.example/a b", "https://x.example/?q=1", 'https://x.example/"', "https://"])
def test_address_that_is_more_than_server_and_folder_is_refused(url: str) -> None:
    with pytest.raises(UsageError):
        checked_url(url)

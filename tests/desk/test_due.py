"""What falls due over all contracts at the desk: a part of them at a time, each request read once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from izacontract import dutch
from izacontract.desk import due
from tests.desk.conftest import AtDesk
from tests.desk.support import MSZ, finished, ok, text_of

NAMES = [f"MSZ-{number}" for number in range(1, 6)]
PAGE = "/bureau/termijnen?status=concept&van=2027-01-01&tot=2027-03-31"


@pytest.fixture
def read(at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put five contracts on the desk, of which two go on a page, and return what grows by each request that is read."""
    rows = "".join(f"{name};9000100{number}\n" for number, name in enumerate(NAMES))
    files = {"tabel": ("t.csv", f"kenmerk;zorgaanbieder.kvk\n{rows}".encode()), "basis": ("b.yaml", MSZ.read_bytes())}
    finished(at_desk, at_desk.client.post("/bureau/tabellen", files=files))
    found: list[str] = []
    tree_of = due.tree_of

    def reading(file: str, *more: Any) -> Any:
        found.append(Path(file).stem)
        return tree_of(file, *more)

    monkeypatch.setattr(due, "tree_of", reading)
    monkeypatch.setattr(due, "AT_ONCE", 2)
    due._counted.cache_clear()
    return found


def test_page_reads_the_requests_that_it_shows_and_none_of_them_again(at_desk: AtDesk, read: list[str]) -> None:
    first = ok(at_desk.client.get(PAGE))
    assert read == ["MSZ-1", "MSZ-2"]
    links = lxml.html.fromstring(first.content).xpath("//nav//a[contains(@href, 'deel=')]")
    assert [link.text_content() for link in links] == [
        "MSZ-1 tot en met MSZ-2", "MSZ-3 tot en met MSZ-4", "MSZ-5 tot en met MSZ-5",
    ]  # fmt: skip
    assert [link.get("aria-current") for link in links] == ["page", None, None]
    for again in (PAGE, f"{PAGE}&wie=zorgaanbieder", PAGE.replace("2027-03-31", "2027-12-31")):
        assert "MSZ-1" in text_of(ok(at_desk.client.get(again)))
    assert len(read) == 2
    second = ok(at_desk.client.get(f"/bureau/termijnen{links[1].get('href')}"))
    assert read[2:] == ["MSZ-3", "MSZ-4"]
    report = lxml.html.fromstring(second.content).xpath("//div[@class='report']")[0].text_content()
    assert "MSZ-3" in report
    assert "MSZ-1" not in report


def test_request_that_changed_is_read_anew_and_an_event_counts_at_once(at_desk: AtDesk, read: list[str]) -> None:
    ok(at_desk.client.get(PAGE))
    file = at_desk.desk.request("MSZ-2")
    file.write_text(file.read_text(encoding="utf-8") + "\n# anders\n", encoding="utf-8")
    ok(at_desk.client.get(PAGE))
    assert read == ["MSZ-1", "MSZ-2", "MSZ-2"]
    ok(at_desk.client.post("/bureau/contract/MSZ-1/status", data={"status": "verstuurd", "dag": "2026-11-19"}))
    ok(at_desk.client.post("/bureau/contract/MSZ-1/status", data={"status": "getekend", "dag": "2026-11-20"}))
    ok(at_desk.client.get("/bureau/termijnen?van=2027-01-01&tot=2027-03-31"))
    assert read[3:] == ["MSZ-1"]


def test_page_says_what_the_command_says(at_desk: AtDesk, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due, "AT_ONCE", 50)
    page = lxml.html.fromstring(ok(at_desk.client.get(PAGE)).content)
    assert page.xpath("//nav//a[contains(@href, 'deel=')]") == []
    (line,) = page.xpath("//details[@class='command']//code/text()")
    assert line == "izacontract register due aanvragen --from 2027-01-01 --to 2027-03-31 --status concept"
    told = ok(at_desk.client.get(f"{PAGE}&vorm=json")).json()
    days = [dutch.day(date.fromisoformat(one["day"])) for each in told["contracts"] for one in each["due"]]
    report = page.xpath("//div[@class='report']")[0].text_content()
    assert len(told["contracts"]) == 5
    assert days
    assert [day for day in days if day not in report] == []


@pytest.mark.parametrize(
    ("query", "told"),
    [("van=2027-03-01&tot=2027-01-01", "ligt vóór de eerste"), ("van=gisteren", "'gisteren' is geen dag")],
)
def test_wrong_days_are_told(query: str, told: str, at_desk: AtDesk, read: list[str]) -> None:
    page = lxml.html.fromstring(ok(at_desk.client.get(f"/bureau/termijnen?{query}"), 422).content)
    assert told in page.xpath("string(//*[@role='alert'])")
    assert page.get_element_by_id("van").get("value") in query
    assert read == []

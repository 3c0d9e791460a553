"""A purchaser with a real browser does a whole season at the desk, without a terminal; then every page is looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from izacontract.desk.folder import opened
from izacontract.desk.words import desk_words
from izacontract.desk.words_log import action_word
from izacontract.web.words import words_in
from tests.conftest import REQUESTS
from tests.desk.support import MSZ, NAME, edited, reworded
from tests.web.conftest import Server, serving

pytestmark = pytest.mark.xdist_group("desk")
SEASONS = {"nl": ("HA-2027", 20), "en": ("EN-2027", 3)}
"""How the contracts of each language are called, and how many there are: both seasons are done at one desk."""

POSITION = "\nposities: [{clausule: algemeen.nakoming, keuze: standaard, reden: zo is het afgesproken}]\n"
NARROW = 320


@dataclass(frozen=True)
class Season:
    """The contracts that somebody works on in one language, at a server that others use as well."""

    server: Server
    language: str

    def __getitem__(self, name: str) -> str:
        """Return the word called `name`, as the pages have it."""
        return {**words_in(self.language), **desk_words(self.language)}[name]

    @property
    def number(self) -> int:
        return SEASONS[self.language][1]

    def contract(self, number: int) -> str:
        return f"{SEASONS[self.language][0]}-{number:02}"

    def go(self, page: Any, path: str = "") -> None:
        """Open a page of the desk."""
        page.goto(f"{self.server.url}/bureau{path}")

    def begin(self, page: Any, path: str = "") -> None:
        """Open a page of the desk in the language of the season, as a visitor who was not here before."""
        page.goto(f"{self.server.url}/taal/{self.language}?terug=/bureau{path}")

    def button(self, page: Any, name: str) -> None:
        page.get_by_role("button", name=self[name], exact=True).click()

    def link(self, page: Any, name: str) -> None:
        page.get_by_role("link", name=self[name], exact=True).first.click()

    def status(self, page: Any, status: str) -> None:
        """Put the contract on the page a step further."""
        page.get_by_label(self["step_to"]).select_option(status)
        self.button(page, "step_button")
        self.link(page, "to_contract")

    def done(self, page: Any) -> None:
        """Wait until the work on the page is done, which it shows by itself."""
        for _ in range(2_400):
            state = page.locator("#progress .state").first.inner_text()
            if state == self["job_done"]:
                return
            assert state in (self["job_waits"], self["job_runs"]), page.locator("#progress").inner_text()
            page.wait_for_timeout(50)
        pytest.fail("the work never ended")


@pytest.fixture(scope="module")
def at_work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give a server with a desk that has one contract: the longest, with points that are open and wide tables."""
    folder = tmp_path_factory.mktemp("bureau")
    held = opened(folder).request(NAME)
    held.parent.mkdir(parents=True, exist_ok=True)
    held.write_bytes(MSZ.read_bytes())
    with serving(folder / "gedeeld", "--desk", str(folder)) as started:
        yield started


@pytest.fixture(scope="module", params=SEASONS)
def season(
    request: pytest.FixtureRequest, at_work: Server, browser: Any, tmp_path_factory: pytest.TempPathFactory
) -> Season:
    """Make the contracts of a season out of a table in which one number was mistyped, all in the browser."""
    made = Season(at_work, request.param)
    book = openpyxl.Workbook()
    book.active.append(["kenmerk", "zorgaanbieder.kvk", "zorgaanbieder.agb"])
    for number in range(1, made.number + 1):
        kvk = f"900010{number:02}" if number != 2 else "9000102"
        book.active.append([made.contract(number), kvk, f"0199{number:02}02"])
    table = tmp_path_factory.mktemp("tabel") / f"seizoen-{made.language}.xlsx"
    book.save(table)
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(90_000)
    made.begin(page)
    made.link(page, "tables")
    page.get_by_label(made["table_file"]).set_input_files(table)
    base = ((REQUESTS / "2027" / "huisartsen.yaml").read_text(encoding="utf-8") + POSITION).encode()
    page.get_by_label(made["table_base"]).set_input_files({"name": "b.yaml", "mimeType": "text/yaml", "buffer": base})
    made.button(page, "table_make")
    made.done(page)
    made.link(page, "job_back")
    page.get_by_label(f"zorgaanbieder.kvk, {made['row']} 3").fill("90001002")
    made.button(page, "mend_button")
    made.done(page)
    context.close()
    return made


def test_table_became_contracts_once_its_fault_was_mended(season: Season, page: Any) -> None:
    season.begin(page, "/tabellen")
    page.get_by_role("link", name=f"seizoen-{season.language}", exact=True).click()
    assert page.get_by_role("heading", name=season["mend"]).count() == 0
    with page.expect_download() as packed:
        season.link(page, "set_zip")
    assert packed.value.suggested_filename == f"seizoen-{season.language}.zip"
    season.go(page, f"?zoek={SEASONS[season.language][0]}")
    assert f"{season.number} {season['found']}." in page.locator("main").inner_text()


def test_contract_goes_out_and_what_comes_back_is_answered_in_the_next_draft(
    season: Season, page: Any, tmp_path: Path
) -> None:
    season.begin(page)
    page.get_by_role("link", name=season.contract(1), exact=True).click()
    season.button(page, "word_draft")
    with page.expect_download() as downloading:
        season.link(page, "save_word")
    sent = Path(downloading.value.path()).read_bytes()
    season.link(page, "to_contract")
    season.status(page, "verstuurd")

    back = tmp_path / f"terug van het ziekenhuis {season.language}.docx"
    back.write_bytes(edited(edited(sent, reworded(" kalenderdagen ", " werkdagen ")), reworded("3,90%", "2,90%")))
    season.link(page, "nav_returned")
    page.get_by_label(season["returned_label"]).set_input_files(back)
    season.button(page, "returned_button")
    page.get_by_role("link", name=back.name).click()
    words, value = (page.locator("fieldset.answer").nth(place) for place in (0, 1))
    assert "kalenderdagen" in words.inner_text()
    words.get_by_label(season["answer_counter"], exact=True).check()
    words.get_by_role("textbox").fill("weekdagen")
    value.get_by_label(season["answer_accept"], exact=True).check()
    season.button(page, "take_button")
    assert "ova.percentage" in page.locator("main").inner_text()
    season.button(page, "next_draft")
    season.link(page, "to_contract")
    season.status(page, "verstuurd")
    assert page.locator(".contract-facts .state").inner_text() == "verstuurd"


def test_signed_contract_is_changed_by_an_addendum(season: Season, page: Any) -> None:
    season.begin(page, f"/contract/{season.contract(2)}")
    season.status(page, "verstuurd")
    season.status(page, "getekend")
    season.link(page, "edit")
    page.wait_for_load_state()
    page.locator("#s-ova > summary").click()
    page.locator("[name='ova.percentage']").fill("3,95")
    season.button(page, "keep")
    season.link(page, "vary")
    page.get_by_label(season["vary_from"]).fill("2027-03-01")
    season.button(page, "vary_button")
    assert "allonge 1" in page.locator("main").inner_text()
    with page.expect_download() as downloading:
        season.link(page, "save_word")
    assert downloading.value.suggested_filename == f"{season.contract(2)} allonge 1.docx"


def test_articles_are_searched_while_one_reads(season: Season, page: Any) -> None:
    season.begin(page, f"/contract/{season.contract(3)}/lezen")
    page.keyboard.press("/")
    page.keyboard.type("werkdagen overmacht")
    found = page.locator("#found").inner_text()
    assert re.fullmatch(rf"\d+ {season['find_some']}|{season['find_none']}", found)
    page.keyboard.press("Escape")
    assert page.locator("#found").inner_text() == ""


def test_season_is_renewed_and_the_log_tells_who_did_what(season: Season, page: Any) -> None:
    season.begin(page)
    season.link(page, "new_season")
    for chosen in page.locator("input[name='contract']").all():
        if not str(chosen.get_attribute("value")).startswith(SEASONS[season.language][0]):
            chosen.uncheck()
    season.button(page, "season_button")
    season.done(page)
    new = page.locator("#progress .made a")
    assert new.count() == season.number
    new.last.click()
    assert page.locator("h1").inner_text() == f"{season.contract(season.number)}-2028"
    assert season["opens"] in page.locator("main").inner_text()
    season.go(page, "/logboek")
    log = page.locator("main").inner_text()
    for action in ("tabel hersteld", "seizoen vernieuwd"):
        assert action_word(action, season.language) in log


ROOMS = {
    "desk": ["", "/nieuw", "/tabellen", "/terug", "/termijnen", "/vergelijken", "/dekking", "/afwijkingen", "/teksten"],
    "work": ["/werk", "/logboek", "/vernieuwen", "/uitnodigingen", "/contract/geen"],
    "contract": ["", "/memo", "/termijnen", "/dekking", "/allonge"],
    "contract whole": ["/lezen", "/aanvraag"],
}


@pytest.mark.parametrize("rooms", ROOMS)
def test_axe_finds_no_violation_and_nothing_is_cut_off_on_any_page(
    rooms: str, season: Season, page: Any, axe: str
) -> None:
    season.begin(page)
    contracts = {"contract": season.contract(1), "contract whole": NAME}
    below = f"/contract/{contracts[rooms]}" if rooms in contracts else ""
    found = _further(page, season.server) if rooms == "work" else []
    for room in [f"{below}{one}" for one in ROOMS[rooms]] + found:
        page.set_viewport_size({"width": 1300, "height": 900})
        season.go(page, room)
        assert page.locator("html").get_attribute("lang") == season.language
        assert page.locator("mark.open").count() > 0 or rooms != "contract whole"
        result = page.evaluate(f"{axe}; axe.run(document, {{resultTypes: ['violations']}})")
        wrong = [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in result["violations"]]
        assert wrong == [], room
        page.set_viewport_size({"width": NARROW, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW, room


def _further(page: Any, at_work: Server) -> list[str]:
    """Return pages that are there only when something was made: a set, a round, a document and a job."""
    found = []
    for room in ("/tabellen", "/terug", "/werk"):
        page.goto(f"{at_work.url}/bureau{room}")
        links = page.locator(f".desk-page a[href^='/bureau{room}/']").all()
        found += [str(link.get_attribute("href")).removeprefix("/bureau") for link in links[:1]]
    for room in [one for one in found if one.startswith("/terug/")]:
        page.goto(f"{at_work.url}/bureau{room}")
        links = page.locator(f"th a[href^='/bureau{room}/']").all()
        found += [str(link.get_attribute("href")).removeprefix("/bureau") for link in links[:1]]
    return found

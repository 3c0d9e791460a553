"""A purchaser with a real browser does a whole season at the desk, without a terminal; then every page is looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.desk.support import MSZ, edited, reworded
from tests.web.conftest import Server, serving

pytestmark = pytest.mark.xdist_group("desk")
CONTRACTS = 20
FIRST, LAST = "MSZ-2027-01", "MSZ-2027-20"
NARROW = 320


@pytest.fixture(scope="module")
def at_work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give a server with a desk on an empty folder."""
    folder = tmp_path_factory.mktemp("bureau")
    with serving(folder / "gedeeld", "--desk", str(folder)) as started:
        yield started


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workbook with a season of contracts, one of which has a mistyped number."""
    book = openpyxl.Workbook()
    book.active.append(["kenmerk", "zorgaanbieder.kvk", "zorgaanbieder.agb"])
    for number in range(1, CONTRACTS + 1):
        kvk = f"900010{number:02}" if number != 2 else "9000102"
        book.active.append([f"MSZ-2027-{number:02}", kvk, f"0699{number:02}02"])
    file = tmp_path_factory.mktemp("tabel") / "seizoen.xlsx"
    book.save(file)
    return file


def done(page: Any) -> None:
    """Wait until the work on the page is done, which it shows by itself."""
    for _ in range(600):
        state = page.locator("#progress .state").first.inner_text()
        if state == "klaar":
            return
        assert state in ("wacht", "bezig"), page.locator("#progress").inner_text()
        page.wait_for_timeout(200)
    pytest.fail("the work never ended")


def test_season_goes_from_workbook_to_renewal_in_the_browser(
    page: Any, at_work: Server, table: Path, tmp_path: Path
) -> None:
    page.set_default_timeout(60_000)
    page.goto(f"{at_work.url}/")
    page.get_by_role("link", name="Veel contracten uit een tabel").click()
    page.get_by_label("Tabel (Excel of CSV)").set_input_files(table)
    page.get_by_label("Basis: een aanvraag").set_input_files(MSZ)
    page.get_by_role("button", name="Maak de contracten").click()
    done(page)
    page.get_by_role("link", name="Bekijk wat er is gemaakt").click()
    page.get_by_label("zorgaanbieder.kvk, rij 3").fill("90001002")
    page.get_by_role("button", name="Bewaar en maak opnieuw").click()
    done(page)
    page.get_by_role("link", name="Bekijk wat er is gemaakt").click()
    assert page.get_by_role("heading", name="Fouten herstellen").count() == 0
    with page.expect_download() as packed:
        page.get_by_role("link", name="Bewaar de hele set (zip)").click()
    assert packed.value.suggested_filename == "seizoen.zip"

    page.goto(f"{at_work.url}/bureau")
    assert f"{CONTRACTS} contracten." in page.locator("main").inner_text()
    page.get_by_role("link", name=FIRST, exact=True).click()
    page.get_by_role("button", name="Maak het concept in Word").click()
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Bewaar het Word-document").click()
    sent = Path(downloading.value.path()).read_bytes()
    page.get_by_role("link", name="Naar het contract").click()
    page.get_by_label("Het contract is nu").select_option("verstuurd")
    page.get_by_role("button", name="Zet deze status").click()

    back = tmp_path / "terug van het ziekenhuis.docx"
    back.write_bytes(edited(edited(sent, reworded(" kalenderdagen ", " werkdagen ")), reworded("4,18%", "3,18%")))
    page.get_by_role("link", name="Teruggekomen").click()
    page.get_by_label("Word-documenten die terugkwamen").set_input_files(back)
    page.get_by_role("button", name="Kijk wat er is gewijzigd").click()
    page.get_by_role("link", name=back.name).click()
    words, value = (page.locator("fieldset.answer").nth(place) for place in (0, 1))
    assert "kalenderdagen" in words.inner_text()
    words.get_by_label("tegenvoorstel", exact=True).check()
    words.get_by_role("textbox").fill("weekdagen")
    value.get_by_label("overnemen", exact=True).check()
    page.get_by_role("button", name="Neem over en beantwoord").click()
    assert "overgenomen in ova.percentage" in page.locator("main").inner_text()
    page.get_by_role("button", name="Maak het volgende concept").click()
    page.get_by_role("link", name="Naar het contract").click()
    for status in ("verstuurd", "getekend"):
        page.get_by_label("Het contract is nu").select_option(status)
        page.get_by_role("button", name="Zet deze status").click()
        page.get_by_role("link", name="Naar het contract").click()

    page.get_by_role("link", name="Wijzig de aanvraag").click()
    page.wait_for_load_state()
    page.locator("#s-ova > summary").click()
    page.locator("[name='ova.percentage']").fill("4,18")
    page.get_by_role("button", name="Bewaar op het bureau").click()
    page.get_by_role("link", name="Allonge", exact=True).click()
    page.get_by_label("Dag van ingang").fill("2027-03-01")
    page.get_by_role("button", name="Maak de allonge").click()
    assert "allonge 1" in page.locator("main").inner_text()

    page.goto(f"{at_work.url}/bureau")
    page.get_by_role("link", name="Vernieuw een heel seizoen").click()
    page.get_by_role("button", name="Vernieuw deze contracten").click()
    done(page)
    page.goto(f"{at_work.url}/bureau/contract/{LAST}-2028")
    assert "Nog in te vullen" in page.locator("main").inner_text()

    page.goto(f"{at_work.url}/bureau/contract/{FIRST}/lezen")
    page.keyboard.press("/")
    page.keyboard.type("werkdagen overmacht")
    assert re.fullmatch(r"\d+ gevonden|Niets gevonden", page.locator("#found").inner_text())
    page.keyboard.press("Escape")
    assert page.locator("#found").inner_text() == ""
    page.goto(f"{at_work.url}/bureau/logboek")
    log = page.locator("main").inner_text()
    for action in ("tabel hersteld", "wijzigingen beantwoord", "allonge gemaakt", "seizoen vernieuwd"):
        assert action in log


@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_no_violation_and_nothing_is_cut_off_on_any_page(
    language: str, page: Any, at_work: Server, axe: str
) -> None:
    page.set_default_timeout(60_000)
    page.goto(f"{at_work.url}/bureau")
    # whatever the test of a season made is looked at; alone this test makes one contract
    if page.get_by_role("link", name=FIRST, exact=True).count() == 0:
        page.goto(f"{at_work.url}/bureau/nieuw")
        text = MSZ.read_text(encoding="utf-8").replace("MSZ-2025-0008", FIRST)
        sent = {"name": "a.yaml", "mimeType": "text/yaml", "buffer": text.encode()}
        page.get_by_label("Excel, YAML of JSON").set_input_files(sent)
        page.get_by_role("button", name="Zet op het bureau").click()
    contract = f"/contract/{FIRST}"
    rooms = [
        "", "/nieuw", "/tabellen", "/terug", "/termijnen", "/vergelijken", "/dekking", "/afwijkingen", "/teksten",
        "/werk", "/logboek", "/vernieuwen", contract, f"{contract}/lezen", f"{contract}/memo", f"{contract}/termijnen",
        f"{contract}/dekking", f"{contract}/allonge", f"{contract}/aanvraag", "/contract/geen",
    ]  # fmt: skip
    page.goto(f"{at_work.url}/taal/{language}?terug=/bureau")
    rooms += _further(page, at_work)
    for room in rooms:
        page.set_viewport_size({"width": 1300, "height": 900})
        page.goto(f"{at_work.url}/bureau{room}")
        assert page.locator("html").get_attribute("lang") == language
        result = page.evaluate(f"{axe}; axe.run(document, {{resultTypes: ['violations']}})")
        found = [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in result["violations"]]
        assert found == [], room
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

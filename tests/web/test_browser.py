"""A visitor with a real browser: fills in, reads, compares, saves and shares, also by keyboard alone and on a phone."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import docx
import pytest

from izacontract.host import Plugins
from izacontract.intake.schema import schema
from izacontract.intake.yaml_source import read_yaml
from izacontract.web.entries import sent
from izacontract.web.sharing import Drafts
from tests.contracts.support import request_called
from tests.web.conftest import SECTORS, Server, pairs_of, share

# the silent connection is waited for beside these tests, which take longer
pytestmark = [pytest.mark.xdist_group("web"), pytest.mark.usefixtures("silent")]


def until(page: Any, condition: str, given: str = "") -> None:
    """Wait until `condition` holds on the page; Playwright's own way to wait is refused by our policy, as eval."""
    for _ in range(1_500):
        if page.evaluate(f"given => {condition}", given):
            return
        page.wait_for_timeout(20)
    pytest.fail(f"never became true: {condition} {given}")


def changed(page: Any, act: Any, doing: str = "") -> None:
    """Do `act` and wait until the page shows the answer; `doing` is the value of the button that it presses."""

    def is_answer(response: Any) -> bool:
        pressed = re.search(r"(?:^|&)_doe=([^&]*)", response.request.post_data or "")
        return response.request.method == "POST" and unquote_plus(pressed[1] if pressed else "") == doing

    with page.expect_response(is_answer):
        act()
    until(page, "!document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')")


def press(page: Any, doing: str) -> None:
    """Press the button of the form whose value is `doing`, and wait for its answer."""
    changed(page, page.locator(f"button[value='{doing}']").click, doing)


@pytest.mark.parametrize("sector", SECTORS)
def test_whole_request_is_filled_in_by_hand_and_the_text_follows(
    sector: str, page: Any, server: Server, plugins: Plugins
) -> None:
    page.goto(f"{server.url}/")
    page.locator(f"a[href='/concept/{sector}']").click()
    # the page is long and comes in pieces: a click waits for the first of them
    page.wait_for_load_state()
    assert "[IN TE VULLEN: zorgaanbieder.naam" in str(page.locator("#preview").text_content())
    wanted = pairs_of(sector, plugins, request_called(f"alles/{sector}"))
    # an empty row changes no text: to lay out the whole contract after each takes as long as all else
    page.evaluate("document.getElementById('preview').hidden = true")
    for list_name, number in _rows(wanted):
        while page.locator(f"#request [name^='{list_name}.{number}']").count() == 0:
            page.evaluate(OPEN_ONLY, f"erbij:{list_name}")
            press(page, f"erbij:{list_name}")
    page.evaluate("document.getElementById('preview').hidden = false")
    changed(page, lambda: page.evaluate(FILL, wanted))
    until(page, "document.querySelector('#preview').textContent.includes(given)", dict(wanted)["zorgaanbieder.naam"])
    assert page.locator("#problems details.fault").count() == 0
    assert page.locator("#problems details.open").count() == 0
    assert page.locator("#preview mark.open").count() == 0
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Aanvraagbestand (YAML)").click()
    saved = read_yaml(Path(downloading.value.path()).read_bytes(), "a.yaml")
    assert _in_order(saved.root) == _in_order(sent(schema(sector, plugins), wanted).root)


def _in_order(node: Any) -> Any:
    """Return `node` with the choices of a list in one order: boxes are ticked, not ordered."""
    if isinstance(node, dict):
        return {key: _in_order(value) for key, value in node.items()}
    if isinstance(node, list):
        return sorted(map(str, node)) if all(isinstance(item, str) for item in node) else list(map(_in_order, node))
    return node


OPEN_ONLY = """pressed => {
  const button = document.querySelector(`button[value='${pressed}']`);
  for (const part of document.querySelectorAll("details.section")) part.open = part.contains(button);
}"""
"""Opens the part of the form in which a button stands and closes the others, as who fills it in has it."""

FILL = """wanted => {
  for (const [name, value] of wanted) {
    const fields = document.getElementsByName(name);
    if (fields.length === 0) throw new Error("no field " + name);
    for (const field of fields) {
      if (field.type === "checkbox") field.checked = field.checked || field.value === value;
      else if (field.type !== "hidden") field.value = value;
    }
    if (fields[0].value !== value && fields[0].type !== "checkbox") throw new Error("not taken " + name);
    fields[0].dispatchEvent(new Event("change", { bubbles: true }));
  }
}"""


def _rows(wanted: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return each list that `wanted` fills in with the number of each of its rows, outer lists first."""
    found: dict[tuple[str, str], None] = {}
    for name, _ in wanted:
        steps = name.split(".")
        for place, step in enumerate(steps):
            if step.isdigit():
                found[".".join(steps[:place]), step] = None
    return list(found)


def test_change_shows_at_once_and_a_reason_opens_and_stays_open(page: Any, server: Server) -> None:
    page.goto(f"{server.url}/concept/msz?begin=voorbeeld")
    why = page.locator("#preview [data-clause='algemeen.ova'] details")
    why.locator("summary").click()
    assert "Gekeken naar" in why.inner_text()
    page.locator("#s-ova > summary").click()
    assert "4,18%" in str(page.locator("#preview [data-clause='algemeen.ova']").text_content())
    changed(page, lambda: page.locator("[name='ova.percentage']").fill("5,25"))
    clause = page.locator("#preview [data-clause='algemeen.ova']")
    until(page, "document.querySelector(\"[data-clause='algemeen.ova']\").textContent.includes('5,25%')")
    assert clause.locator("details").get_attribute("open") is not None
    assert "changed" in str(clause.get_attribute("class"))
    assert "changed" not in str(page.locator("#preview [data-clause='algemeen.partijen']").get_attribute("class"))


def test_what_did_not_change_stays_where_it_was(page: Any, server: Server) -> None:
    page.goto(f"{server.url}/concept/msz?begin=voorbeeld")
    page.wait_for_load_state()
    page.locator("#s-ova > summary").click()
    field = page.locator("[name='ova.percentage']")
    changed(page, lambda: field.fill("5,25"))
    until(page, "document.querySelector(\"[data-clause='algemeen.ova']\").textContent.includes('5,25%')")
    order = "Array.from(document.querySelectorAll('#preview [data-clause]'), (row) => row.dataset.clause).join()"
    before = page.evaluate(order)
    page.evaluate("for (const row of document.querySelectorAll('#preview [data-clause]')) row.seen = true")
    page.locator("#preview [data-clause='algemeen.nakoming'] summary").click()
    changed(page, lambda: field.fill("5,5"))
    until(page, "document.querySelector(\"[data-clause='algemeen.ova']\").textContent.includes('5,50%')")
    assert page.evaluate(order) == before
    seen = page.evaluate("document.querySelectorAll('#preview [data-clause]').length")
    new = page.evaluate(
        "Array.from(document.querySelectorAll('#preview [data-clause]')).filter((row) => !row.seen)"
        ".map((row) => row.dataset.clause)"
    )
    assert "algemeen.ova" in new
    assert len(new) < seen / 5
    kept = page.locator("#preview [data-clause='algemeen.nakoming'] details")
    assert kept.get_attribute("open") is not None


def test_fault_stands_at_its_field_and_its_link_leads_there(page: Any, server: Server) -> None:
    page.goto(f"{server.url}/concept/huisartsen?begin=voorbeeld")
    page.locator("#s-zorgaanbieder > summary").click()
    field = page.locator("[name='zorgaanbieder.agb']")
    changed(page, lambda: field.fill("123"))
    page.locator("#problems details.fault a").wait_for()
    assert field.get_attribute("aria-invalid") == "true"
    assert "8 cijfers" in page.locator("[id='e-zorgaanbieder.agb']").inner_text()
    page.locator("#s-zorgaanbieder > summary").click()
    page.locator("#problems details.fault a").first.click()
    assert field.evaluate("field => field === document.activeElement && field.checkVisibility()")
    changed(page, lambda: field.fill("01999101"))
    until(page, "!document.querySelector('#problems details.fault')")
    assert field.get_attribute("aria-invalid") is None


def test_change_that_leaves_no_contract_keeps_the_one_that_was_there_and_says_so(page: Any, server: Server) -> None:
    page.goto(f"{server.url}/concept/huisartsen?begin=voorbeeld")
    page.wait_for_load_state()
    clauses = "document.querySelectorAll('#preview [data-clause]').length"
    before = page.evaluate(clauses)
    field = page.locator("[name='overeenkomst.einde']")
    last = field.input_value()
    changed(page, lambda: field.fill("2001-12-31"))
    assert page.evaluate(clauses) == before > 0
    assert "zoals het daarvoor was" in page.locator("#kept").inner_text()
    assert page.locator("#state").inner_text().startswith("Contract niet bijgewerkt: 1 fout")
    assert page.locator("[id='e-overeenkomst.einde']").inner_text() != ""
    changed(page, lambda: field.fill(last))
    until(page, "!document.getElementById('kept')")
    assert page.evaluate(clauses) == before
    assert page.locator("#state").inner_text().startswith("Contract bijgewerkt")


def test_row_that_is_added_leaves_the_contract_that_was_there(page: Any, server: Server) -> None:
    page.goto(f"{server.url}/concept/huisartsen?begin=voorbeeld")
    page.wait_for_load_state()
    clauses = "document.querySelectorAll('#preview [data-clause]').length"
    before = page.evaluate(clauses)
    changed(page, lambda: page.locator("[name='overeenkomst.einde']").fill("2001-12-31"))
    page.evaluate("document.getElementById('s-tarieven').open = true")
    press(page, "erbij:tarieven.prestaties")
    assert page.evaluate(clauses) == before > 0
    assert page.locator("#kept").count() == 1


def test_count_of_a_section_and_the_meaning_of_a_choice_follow(page: Any, server: Server) -> None:
    page.goto(f"{server.url}/concept/huisartsen")
    page.wait_for_load_state()
    assert page.locator("[id='count-ova']").inner_text() == "0 ingevuld"
    page.evaluate("document.getElementById('s-ova').open = true")
    changed(page, lambda: page.locator("[name='ova.percentage']").fill("5,25"))
    assert page.locator("[id='count-ova']").inner_text() == "1 ingevuld"
    typed = page.locator("[id='count-overeenkomst']").inner_text()
    changed(page, lambda: page.locator("[name='overeenkomst.kenmerk']").fill("K-1"))
    assert [typed, page.locator("[id='count-overeenkomst']").inner_text()] == ["2 ingevuld", "3 ingevuld"]
    name = page.evaluate("document.querySelector('#request .meaning').id.slice(8)")
    page.evaluate("document.querySelector('#request .meaning').closest('details').open = true")
    choice = page.locator(f"select[name='{name}']")
    changed(page, lambda: choice.select_option(index=1))
    value, _, meaning = choice.evaluate("field => field.selectedOptions[0].textContent.trim()").partition(": ")
    assert value and meaning
    assert page.locator(f"[id='meaning-{name}']").inner_text() == meaning


def test_versions_are_compared_beside_the_form(page: Any, server: Server) -> None:
    page.goto(f"{server.url}/concept/msz?begin=voorbeeld")
    page.locator("#s-ova > summary").click()
    changed(page, lambda: page.locator("[name='ova.percentage']").fill("5.25"))
    press(page, "vergelijk:versie")
    page.locator("#comparison ins").first.wait_for()
    assert "5,25%" in " ".join(page.locator("#comparison ins").all_inner_texts())
    assert page.evaluate("document.activeElement.id") == "compared"
    press(page, "onthoud")
    press(page, "vergelijk:versie")
    page.get_by_text("Er is geen verschil in wat is vergeleken.").wait_for()


def test_word_document_is_saved_and_opens_again(page: Any, server: Server) -> None:
    page.goto(f"{server.url}/concept/ggz?begin=voorbeeld")
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Word-document").click()
    assert downloading.value.suggested_filename == "GGZ-2026-0031.docx"
    document = docx.Document(io.BytesIO(Path(downloading.value.path()).read_bytes()))
    assert "Zorgovereenkomst" in "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_shared_link_is_read_and_expires(page: Any, server: Server, plugins: Plugins) -> None:
    link = share(Drafts(server.drafts), plugins, datetime.now(UTC))
    page.goto(f"{server.url}/deel/{link}")
    assert "Dit concept is met u gedeeld" in page.inner_text("main")
    page.locator("aside details summary").first.click()
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Word-document").click()
    assert docx.Document(str(downloading.value.path())).paragraphs
    expired = share(Drafts(server.drafts), plugins, datetime.now(UTC) - timedelta(days=14))
    answer = page.request.get(f"{server.url}/deel/{expired}")
    assert answer.status == 404
    assert "Deze link werkt niet" in answer.text()


def test_keyboard_alone_reaches_everything(page: Any, server: Server) -> None:
    page.goto(f"{server.url}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") == "/concept/huisartsen?begin=voorbeeld":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/concept/huisartsen?begin=voorbeeld")
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.name || document.activeElement.tagName"))
        if page.evaluate("document.activeElement.name") == "overeenkomst.kenmerk":
            break
    assert {"A", "SUMMARY", "overeenkomst.kenmerk"} <= seen
    page.keyboard.press("Control+A")
    changed(page, lambda: page.keyboard.type("TOETS-1"))
    until(page, "document.querySelector('#preview').textContent.includes('TOETS-1')")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    summary = page.locator("#preview aside summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("#preview aside details").first.get_attribute("open") is not None


def test_row_that_is_added_gets_the_focus(page: Any, server: Server) -> None:
    page.goto(f"{server.url}/concept/mdz?begin=voorbeeld")
    page.locator("#s-tarieven > summary").click()
    press(page, "erbij:tarieven.prestaties")
    until(page, "/^tarieven\\.prestaties\\.\\d+\\.code$/.test(document.activeElement.name)")


OWN = {
    "bijzondere_bepalingen": {"kop": "Avondspreekuur", "tekst": "Het is {{ laat }}.\nOok **dinsdag**.",
                              "soort": "aanvulling", "reden": "proef"},
    "eigen_bijlagen": {"titel": "Protocol avondzorg", "kenmerk": "PA-3", "datum": "2024-10-01"},
    "posities": {"clausule": "algemeen.geschillen", "keuze": "deskundige", "reden": "proef"},
    "afwijkingen": {"clausule": "algemeen.nakoming", "lid": "verzekering", "wat": "vervangen",
                    "tekst": "De polis is collectief.", "reden": "proef"},
}  # fmt: skip


def test_own_arrangements_are_filled_in_and_the_text_shows_them_as_typed(page: Any, server: Server) -> None:
    page.goto(f"{server.url}/concept/huisartsen?begin=voorbeeld")
    page.evaluate("for (const part of document.querySelectorAll('details.section')) part.open = true")
    for name in OWN:
        press(page, f"erbij:{name}")
    wanted = [(f"{name}.0.{key}", value) for name, row in OWN.items() for key, value in row.items()]
    changed(page, lambda: page.evaluate(FILL, wanted))
    for clause, said in (
        ("eigen.avondspreekuur", "Ook **dinsdag**."),
        ("eigen.bijlage-protocol-avo", "PA-3"),
        ("algemeen.geschillen", "registeraccountant"),
        ("algemeen.nakoming", "De polis is collectief."),
    ):
        assert said in str(page.locator(f"#preview [data-clause='{clause}']").text_content())
    assert "Het is {{ laat }}." in str(page.locator("#preview").text_content())
    assert page.locator("#problems details.fault").count() == 0
    lid = page.locator("[name='afwijkingen.0.lid']")
    changed(page, lambda: lid.fill("polis"))
    until(page, "document.querySelector('#problems details.fault')")
    assert "'verzekering'" in page.locator("[id='e-afwijkingen.0.lid']").inner_text()


def test_contract_is_copied_whole_though_what_is_off_the_screen_is_not_laid_out(page: Any, server: Server) -> None:
    page.goto(f"{server.url}/concept/huisartsen?begin=voorbeeld")
    page.wait_for_load_state()
    selected = """(() => {
      getSelection().selectAllChildren(document.getElementById("preview"));
      return getSelection().toString();
    })()"""
    page.evaluate(selected)
    page.wait_for_timeout(500)
    told = re.sub(r"\s+", "", page.evaluate(selected))
    for row in page.locator("#preview .row > .words").all():
        last = re.sub(r"\s+", "", str(row.text_content()))[-40:]
        assert last in told
    laid_out = "getComputedStyle(document.querySelector('#preview .row')).contentVisibility"
    assert page.evaluate(laid_out) == "auto"
    page.emulate_media(media="print")
    assert page.evaluate(laid_out) == "visible"


def test_page_works_without_script(browser: Any, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1200, "height": 900})
    page = context.new_page()
    page.goto(f"{server.url}/concept/mdz?begin=voorbeeld")
    page.locator("[name='overeenkomst.kenmerk']").fill("ZONDER-SCRIPT")
    page.get_by_role("button", name="Werk het contract bij").click()
    assert "ZONDER-SCRIPT" in str(page.locator("#preview").text_content())
    assert page.locator("[name='overeenkomst.kenmerk']").input_value() == "ZONDER-SCRIPT"
    context.close()


@pytest.mark.parametrize("width", [320, 640])
def test_narrow_screen_needs_no_sideways_scrolling(width: int, browser: Any, server: Server, plugins: Plugins) -> None:
    """640 px is also what a screen of 1280 px shows at 200%."""

    link = share(Drafts(server.drafts), plugins, datetime.now(UTC))
    context = browser.new_context(viewport={"width": width, "height": 640})
    page = context.new_page()
    for path in ("/", "/concept/msz?begin=voorbeeld", f"/deel/{link}", "/weg"):
        page.goto(server.url + path)
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_hostile_values_run_nothing_in_the_browser(page: Any, server: Server) -> None:
    page.add_init_script("window.alert = () => { window.hit = true; }")
    page.goto(f"{server.url}/concept/mdz?begin=voorbeeld")
    hostile = "<img src=x onerror=alert(1)><script>alert(1)</script>{{7*7}}"
    changed(page, lambda: page.locator("[name='overeenkomst.kenmerk']").fill(hostile[:58]))
    page.locator("#s-zorgaanbieder > summary").click()
    changed(page, lambda: page.locator("[name='zorgaanbieder.naam']").fill(hostile))
    until(page, "document.querySelector('#preview').textContent.includes(given)", hostile)
    press(page, "vergelijk:versie")
    page.locator("#comparison ins").first.wait_for()
    assert page.evaluate("window.hit") is None
    assert page.locator("#preview img, #preview script, #comparison img").count() == 0


def test_nothing_comes_from_elsewhere_and_nothing_is_kept_in_the_browser(page: Any, server: Server) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server.url}/concept/mdz?begin=voorbeeld")
    changed(page, lambda: page.locator("[name='overeenkomst.kenmerk']").fill("TOETS-X"))
    assert asked
    assert all(url.startswith(server.url) for url in asked)
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length") == 0
    assert "TOETS-X" not in page.evaluate("JSON.stringify(sessionStorage)")


OPEN_SOME = """() => {
  for (const kind of [".section", ".margin > details", ".outside details", ".coverage details", "figure > details"]) {
    for (const part of [...document.querySelectorAll(kind)].slice(0, 4)) part.open = true;
  }
}"""


@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_no_violation_on_any_page(
    language: str, page: Any, server: Server, axe: str, plugins: Plugins
) -> None:
    link = share(Drafts(server.drafts), plugins, datetime.now(UTC))
    page.goto(f"{server.url}/taal/{language}")
    for path in ("/", "/weg", "/concept/huisartsen?begin=voorbeeld", f"/deel/{link}"):
        page.goto(server.url + path)
        assert page.evaluate("document.documentElement.lang") == language
        if path.startswith("/concept/huisartsen"):
            page.evaluate("for (const part of document.querySelectorAll('details.section')) part.open = true")
            changed(page, lambda: page.locator("[name='ova.percentage']").fill("abc"))
            page.locator("#problems details.fault").wait_for()
            press(page, "vergelijk:jaar")
        page.evaluate(OPEN_SOME)
        found = page.evaluate(
            f"{axe}; axe.run(document, {{resultTypes: ['violations']}})"
            ".then(done => done.violations.map(one => [one.id, one.nodes.slice(0, 3).map(node => node.html)]))"
        )
        assert found == [], path

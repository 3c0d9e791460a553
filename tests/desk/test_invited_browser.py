"""A provider answers in a browser, on a phone and without a script; the purchaser takes it over in the next draft."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from urllib.request import urlopen

import docx
import pytest

from izacontract.desk.folder import Desk, opened
from tests.desk.invited import draft
from tests.web.conftest import Server, serving

pytestmark = pytest.mark.xdist_group("web")

NAME = "HA-2027-0417"
WORDS = {
    "nl": ("Maak de link", "Bewaar uw gegevens", "Verstuur", "Wij gaan akkoord met dit artikel", "Stuur het bestand"),
    "en": ("Make the link", "Save your details", "Send", "We agree to this article", "Send the file"),
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Desk]]:
    folder = tmp_path_factory.mktemp("uitgenodigd")
    desk = opened(folder / "bureau")
    with serving(folder / "concepten", "--desk", str(desk.folder)) as started:
        # its first answer waits until the workers have loaded all they need
        with urlopen(f"{started.url}/bureau", timeout=120) as first:  # noqa: S310  our own server
            assert first.status == 200
        yield started, desk


def check(opened_page: Any, script: str, language: str) -> None:
    """See to it that axe finds nothing, that the page is in its language, and that no phone has to scroll sideways."""
    found = opened_page.evaluate(
        f"{script}; axe.run(document, {{resultTypes: ['violations']}})"
        ".then(done => done.violations.map(one => [one.id, one.nodes.slice(0, 3).map(node => node.html)]))"
    )
    assert found == [], opened_page.url
    assert opened_page.evaluate("document.documentElement.lang") == language
    size = opened_page.viewport_size
    opened_page.set_viewport_size({"width": 320, "height": 640})
    assert opened_page.evaluate("document.documentElement.scrollWidth") <= 320, opened_page.url
    opened_page.set_viewport_size(size)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_provider_answers_and_the_next_draft_holds_it(
    language: str,
    served: tuple[Server, Desk],
    browser: Any,
    page: Any,
    axe: str,
) -> None:
    server, desk = served
    make, save, send, agree, send_file = WORDS[language]
    desk.request(NAME).write_text(draft("huisartsen", 14).request, encoding="utf-8")
    page.goto(f"{server.url}/taal/{language}")
    page.goto(f"{server.url}/bureau/uitnodigingen?contract={NAME}")
    check(page, axe, language)
    page.locator("#wie").fill("Huisartsen Noord")
    page.get_by_role("button", name=make).click()
    link = page.locator("code.link").inner_text()
    assert link.startswith(server.url)
    check(page, axe, language)

    phone = browser.new_context(viewport={"width": 390, "height": 844})
    phone.set_default_timeout(90_000)
    provider = phone.new_page()
    provider.goto(f"{server.url}/taal/{language}")
    provider.goto(link)
    check(provider, axe, language)
    provider.goto(f"{link}/gegevens")
    provider.locator("[name='zorgaanbieder.vertegenwoordiger.naam']").fill("A. & B. Jansen")
    provider.locator("[name='zorgaanbieder.vertegenwoordiger.functie']").fill("bestuurder")
    provider.locator("#naam").fill("J. Jansen")
    check(provider, axe, language)
    provider.get_by_role("button", name=save).last.click()
    provider.locator("[role='status']").wait_for()

    provider.goto(f"{link}/artikel/looptijd")
    asked, proposed = provider.locator("div.paragraph").nth(0), provider.locator("div.paragraph").nth(1)
    asked.locator(".react > summary").click()
    asked.locator("[name='_tekst']").fill("Kan dit ook korter?")
    check(provider, axe, language)
    # each choice stands before its words
    assert asked.locator("[name='_soort']").first.bounding_box()["width"] < 40
    asked.get_by_role("button", name=re.compile(f"^{send}")).click()
    provider.locator(".remark").wait_for()
    proposed.locator(".react > summary").click()
    proposed.locator(".copy > summary").click()
    proposed.locator("[value='replace']").check()
    proposed.locator("[name='_tekst']").fill(f"{proposed.locator('.copied').inner_text()} Zo blijft het helder.")
    proposed.get_by_role("button", name=re.compile(f"^{send}")).click()
    provider.locator(".remark ins").wait_for()
    provider.get_by_role("button", name=agree).click()
    provider.locator("#akkoord [value='terug']").wait_for()
    check(provider, axe, language)

    provider.goto(f"{link}/bestand")
    with provider.expect_download() as downloading:
        provider.locator("a[href$='/concept/word']").click()
    document = docx.Document(downloading.value.path())
    next(one for one in document.paragraphs if "De Zorgverzekeraar int zelf" in one.text).add_run(" Zie de polis.")
    changed = io.BytesIO()
    document.save(changed)
    provider.locator("#bestand").set_input_files(
        {"name": "ons voorstel.docx", "mimeType": "application/octet-stream", "buffer": changed.getvalue()}
    )
    provider.get_by_role("button", name=send_file).click()
    provider.locator(".changes ins").wait_for()
    check(provider, axe, language)

    page.goto(f"{server.url}/bureau/uitnodigingen")
    page.locator("tbody a").first.click()
    check(page, axe, language)
    reply = page.locator("form.reply").first
    reply.locator("textarea").fill("Nee, een jaar is het kortste.")
    reply.locator("button").click()
    page.locator(".remark.purchaser").wait_for()
    provider.goto(f"{link}/artikel/looptijd")
    assert "Nee, een jaar is het kortste." in provider.locator(".remark.purchaser").inner_text()
    phone.close()

    invitation = page.url.partition("#")[0]
    for take in ("form[action$='/teksten'] button", "form[action$='/bestand'] button"):
        page.goto(invitation)
        page.locator(take).click()
        page.locator("[name^='antwoord:'][value='overnemen']").first.check()
        page.locator("#akkoord").fill("A. de Vries en J. Jansen")
        page.get_by_role("button", name=re.compile("Neem over en beantwoord|Take over and answer")).last.click()
        page.wait_for_load_state()
    page.goto(invitation)
    page.locator("form[action$='/gegevens'] button").click()
    page.wait_for_load_state()
    request = desk.request(NAME).read_text(encoding="utf-8")
    for words in ("A. & B. Jansen", "Zo blijft het helder.", "A. de Vries en J. Jansen"):
        assert words in request
    page.goto(f"{server.url}/bureau/contract/{NAME}")
    page.locator("button[value='concept']").click()
    page.wait_for_load_state()
    text = "\n".join(one.text for one in docx.Document(desk.draft(NAME)).paragraphs)
    assert "Zo blijft het helder." in text
    assert "A. & B. Jansen" in text

"""What a visitor gets: the form, the contract beside it, its margin, comparisons and files."""

from __future__ import annotations

import io
import re

import docx
import pytest
from lxml import html

from izacontract.host import Plugins
from izacontract.intake.yaml_source import read_yaml
from tests.conftest import REQUESTS
from tests.web.conftest import SECTORS, Web, pairs_of

HTMX = {"HX-Request": "true"}


def test_start_names_every_sector_and_example(web: Web) -> None:
    page = html.fromstring(web.client.get("/").text)
    links = page.xpath("//ul[contains(@class, 'sectors')]//a/@href")
    assert sorted(links) == sorted(
        address for sector in SECTORS for address in (f"/concept/{sector}", f"/concept/{sector}?begin=voorbeeld")
    )


@pytest.mark.parametrize("sector", SECTORS)
def test_example_shows_form_contract_margin_and_what_is_left_out(sector: str, web: Web, plugins: Plugins) -> None:
    page = html.fromstring(web.client.get(f"/concept/{sector}?begin=voorbeeld").text)
    sent = dict(pairs_of(sector, plugins))
    assert page.xpath("//*[@name='zorgaanbieder.naam']/@value") == [sent["zorgaanbieder.naam"]]
    rows = page.xpath("//section[@id='preview']//div[@data-clause]")
    assert len(rows) > 20
    for row in rows:
        assert row.xpath(".//aside//p[@class='meaning']/text()")
        assert {"Waarom", "Regel", "Tekst", "Bron"} <= set(row.xpath(".//aside//dt/text()"))
    assert page.xpath("//section[@class='outside']//li[@data-clause]")
    assert page.xpath("//section[@class='coverage']//tr")


def test_every_field_has_label_help_and_who_supplies_it(web: Web) -> None:
    page = html.fromstring(web.client.get("/concept/msz?begin=voorbeeld").text)
    controls = page.xpath("//form[@id='request']//*[self::input or self::select or self::textarea][@id][@name]")
    assert len(controls) > 150
    for control in controls:
        assert page.xpath("//label[@for=$id]", id=control.get("id"))
        if control.get("name").startswith("_"):
            continue
        help_id = control.get("aria-describedby").split()[0]
        assert "In te vullen door" in "".join(page.xpath("//*[@id=$id]//text()", id=help_id))


def test_choice_says_what_it_means_and_is_sent_without_that(web: Web) -> None:
    page = html.fromstring(web.client.get("/concept/huisartsen?begin=voorbeeld").text)
    options = {
        one.get("value"): one.text_content().strip() for one in page.xpath("//*[@id='f-tarieven.regime']/option")
    }
    assert options["nza-vast"] == "nza-vast: De NZa stelt het tarief vast; er valt niets af te spreken."
    assert page.xpath("//*[@id='f-tarieven.regime']/option[@selected]/@value") == ["nza-maximum"]
    ticked = page.xpath("//input[@name='mtvp.maatregelen'][@value='netwerk']/following-sibling::span")
    assert [one.text_content().strip() for one in ticked] == ["netwerk: Samenwerken in een netwerk."]


def test_form_names_no_way_of_writing_numbers_that_it_does_not_ask(web: Web, plugins: Plugins) -> None:
    answer = web.client.post("/concept/msz", data=_form(pairs_of("msz", plugins, ova__percentage="vier")), headers=HTMX)
    assert "Typ een getal, zoals 1.250,50." in answer.text
    assert "met een punt voor de decimalen" not in answer.text


def test_field_says_in_titles_beside_which_answers_it_matters(web: Web) -> None:
    page = html.fromstring(web.client.get("/concept/msz?begin=voorbeeld").text)

    def help_of(name: str) -> str:
        return " ".join(page.xpath("string(//*[@id=$id])", id=f"h-{name}").split())

    assert "Alleen bij 'Soort': omzetplafond of zorgkostenplafond." in help_of("volume.bedrag")
    assert "Alleen bij" not in help_of("volume.soort")


def test_empty_form_begins_with_the_coming_year(web: Web) -> None:
    page = html.fromstring(web.client.get("/concept/mdz").text)
    assert page.xpath("//*[@name='overeenkomst.begin']/@value") == ["2027-01-01"]
    assert page.xpath("//section[@id='preview']//mark[@class='open']")
    assert not page.xpath("//*[@aria-invalid]")


def test_change_gives_the_new_contract_and_what_is_found(web: Web, plugins: Plugins) -> None:
    pairs = pairs_of("huisartsen", plugins, zorgaanbieder__naam="Praktijk De Proef")
    answer = web.client.post("/concept/huisartsen", data=_form(pairs), headers=HTMX)
    assert answer.status_code == 200
    assert "Praktijk De Proef" in answer.text
    assert "<html" not in answer.text
    assert "<form" not in answer.text
    assert 'id="problems" hx-swap-oob="innerHTML"' in answer.text
    assert "Contract bijgewerkt" in answer.text


def test_what_is_to_mend_before_final_stands_under_its_own_heading(web: Web, plugins: Plugins) -> None:
    pairs = pairs_of("msz", plugins, ova__percentage="4.17")
    page = html.fromstring(web.client.post("/concept/msz", data=_form(pairs)).text)
    (listed,) = page.xpath("//*[@id='problems']//details[@class='before_final']")
    assert "Te herstellen vóór definitief" in "".join(listed.xpath("./summary//text()"))
    assert listed.xpath(".//a[@href='#f-ova.percentage']")
    assert not page.xpath("//*[@id='problems']//details[@class='warning']//a[@href='#f-ova.percentage']")


def test_without_script_a_change_gives_the_whole_page(web: Web, plugins: Plugins) -> None:
    pairs = pairs_of("huisartsen", plugins, zorgaanbieder__kvk="123")
    page = html.fromstring(web.client.post("/concept/huisartsen", data=_form(pairs)).text)
    field = page.xpath("//*[@name='zorgaanbieder.kvk']")[0]
    assert (field.get("value"), field.get("aria-invalid")) == ("123", "true")
    assert "8 cijfers" in "".join(page.xpath("//*[@id='e-zorgaanbieder.kvk']//text()"))
    assert page.xpath("//*[@id='problems']//a[@href='#f-zorgaanbieder.kvk']")
    assert page.xpath("//section[@id='preview']//div[@data-clause]")


def test_row_is_added_and_taken_away(web: Web, plugins: Plugins) -> None:
    pairs = pairs_of("msz", plugins)
    before = sum(name.startswith("tarieven.prestaties.") and name.endswith(".code") for name, _ in pairs)
    more = web.client.post("/concept/msz", data=_form([*pairs, ("_doe", "erbij:tarieven.prestaties")]), headers=HTMX)
    assert len(re.findall(r'name="tarieven\.prestaties\.\d+\.code"', more.text)) == before + 1
    assert "autofocus" in more.text
    less = web.client.post("/concept/msz", data=_form([*pairs, ("_doe", "weg:tarieven.prestaties.0")]))
    assert len(re.findall(r'name="tarieven\.prestaties\.\d+\.code"', less.text)) == before - 1
    assert "Heupprothese" not in less.text


def test_years_are_compared_with_reasons(web: Web, plugins: Plugins) -> None:
    pairs = [*pairs_of("msz", plugins), ("_doe", "vergelijk:jaar"), ("_jaar", "2024")]
    page = html.fromstring(web.client.post("/concept/msz", data=_form(pairs), headers=HTMX).text)
    assert page.xpath("//div[@class='change']")
    sides = [" ".join(side.itertext()) for side in page.xpath("//dl[@class='sides']/dd")]
    assert "1 januari 2024" in sides[0]
    assert "1 januari 2025" in sides[1]
    # the national figure of each year, from its own dated value
    assert "7,00%" in "".join(page.xpath("//del/text()"))
    assert "5,00%" in "".join(page.xpath("//ins/text()"))


def test_versions_are_compared(web: Web, plugins: Plugins) -> None:
    was = (REQUESTS / "msz.yaml").read_text(encoding="utf-8")
    pairs = [*pairs_of("msz", plugins, ova__percentage="5.00"), ("_doe", "vergelijk:versie"), ("_was", was)]
    page = html.fromstring(web.client.post("/concept/msz", data=_form(pairs), headers=HTMX).text)
    assert "4,18%" in "".join(page.xpath("//del/text()"))
    assert "5,00%" in "".join(page.xpath("//ins/text()"))
    whole = html.fromstring(web.client.post("/concept/msz", data=_form(pairs)).text)
    assert whole.xpath("//section[@id='comparison']//ins")
    assert whole.xpath("//form[@id='request']")


@pytest.mark.parametrize("was", ["", "- geen aanvraag", "a: b: c", "overeenkomst: {sector: msz}"])
def test_version_that_is_no_request_is_told(was: str, web: Web, plugins: Plugins) -> None:
    pairs = [*pairs_of("msz", plugins), ("_doe", "vergelijk:versie"), ("_was", was)]
    answer = web.client.post("/concept/msz", data=_form(pairs), headers=HTMX)
    assert answer.status_code == 200
    assert "De vergelijking lukt nog niet" in answer.text


@pytest.mark.parametrize("sector", SECTORS)
def test_word_text_and_request_are_saved(sector: str, web: Web, plugins: Plugins) -> None:
    pairs = pairs_of(sector, plugins)
    word = web.client.post(f"/concept/{sector}/word", data=_form(pairs))
    assert re.fullmatch(r'attachment; filename="[A-Za-z0-9-]+\.docx"', word.headers["Content-Disposition"])
    paragraphs = [paragraph.text for paragraph in docx.Document(io.BytesIO(word.content)).paragraphs]
    assert any("Zorgovereenkomst" in paragraph for paragraph in paragraphs)
    text = web.client.post(f"/concept/{sector}/tekst", data=_form(pairs))
    assert text.text.startswith("concept\nZorgovereenkomst ")
    saved = web.client.post(f"/concept/{sector}/aanvraag", data=_form(pairs))
    assert read_yaml(saved.content, "a.yaml").root["zorgaanbieder"]["naam"] == dict(pairs)["zorgaanbieder.naam"]


def test_contract_with_a_fault_is_not_saved_but_the_request_is(web: Web, plugins: Plugins) -> None:
    pairs = pairs_of("msz", plugins, ova__percentage="abc")
    refused = web.client.post("/concept/msz/word", data=_form(pairs))
    assert refused.status_code == 422
    assert "&#39;abc&#39; is geen getal" in refused.text
    assert b"percentage: abc" in web.client.post("/concept/msz/aanvraag", data=_form(pairs)).content


@pytest.mark.parametrize("sector", SECTORS)
def test_saved_request_opens_again(sector: str, web: Web, plugins: Plugins) -> None:
    pairs = pairs_of(sector, plugins)
    saved = web.client.post(f"/concept/{sector}/aanvraag", data=_form(pairs)).content
    opened = web.client.post("/openen", files={"bestand": ("aanvraag.yaml", saved)})
    page = html.fromstring(opened.text)
    shown = {
        field.get("name"): field.get("value") for field in page.xpath("//form[@id='request']//input[@type='text']")
    }
    expected = {name: value for name, value in pairs if name in shown}
    assert {name: shown[name] for name in expected} == expected


def test_opened_file_tells_what_it_cannot_take_over(web: Web) -> None:
    data = (REQUESTS / "mdz.yaml").read_bytes() + b"\nonbekend: 1\n"
    assert "niet overgenomen" in web.client.post("/openen", files={"bestand": ("a.yaml", data)}).text


@pytest.mark.parametrize(
    "data", [b"", b"a: b: c", b"\xff\xfe", b"PK\x03\x04", b"overeenkomst: {sector: raar}", b"%PDF"]
)
def test_file_that_is_no_request_is_told(data: bytes, web: Web) -> None:
    answer = web.client.post("/openen", files={"bestand": ("a.yaml", data)})
    assert answer.status_code == 422
    assert "Dit bestand is niet te openen" in answer.text


def test_language_is_kept_in_the_only_cookie(web: Web, plugins: Plugins) -> None:
    answer = web.client.get("/taal/en?terug=/concept/msz")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/concept/msz")
    assert re.match(r"taal=en; HttpOnly; Max-Age=\d+; Path=/; SameSite=lax", answer.headers["Set-Cookie"])
    page = html.fromstring(web.client.get("/").text)
    assert page.get("lang") == "en"
    assert "See your care contract" in page.text_content()
    switched = web.client.post("/concept/msz", data=_form([*pairs_of("msz", plugins), ("_doe", "taal:nl")]))
    assert switched.headers["Set-Cookie"].startswith("taal=nl;")
    assert html.fromstring(switched.text).get("lang") == "nl"


@pytest.mark.parametrize(
    "back", ["https://kwaad.example/", "//kwaad.example", "/\\kwaad", "javascript:x", "/concept/../x"]
)
def test_language_switch_leads_to_our_own_pages_only(back: str, web: Web) -> None:
    assert web.client.get("/taal/en", params={"terug": back}).headers["Location"] == "/"


def test_english_page_marks_what_is_dutch(web: Web) -> None:
    web.client.cookies.set("taal", "en")
    page = html.fromstring(web.client.get("/concept/msz?begin=voorbeeld").text)
    words = page.xpath("//section[@id='preview']//div[@class='words']")
    assert words
    assert all(part.xpath("ancestor-or-self::*[@lang][1]/@lang") == ["nl"] for part in words)
    assert page.xpath("//form[@id='request']//label[@lang='nl']")
    assert "The request" in page.text_content()


@pytest.mark.parametrize("sector", SECTORS)
def test_change_sends_only_the_pieces_that_changed(sector: str, web: Web, plugins: Plugins) -> None:
    pairs = pairs_of(sector, plugins)
    before = _pieces(web.client.post(f"/concept/{sector}", data=_form(pairs), headers=HTMX).text)
    other = [(name, "Ander Huis" if name == "zorgaanbieder.naam" else value) for name, value in pairs]
    whole = web.client.post(f"/concept/{sector}", data=_form(other), headers=HTMX)
    part = web.client.post(f"/concept/{sector}", data=_form([*other, ("_heeft", " ".join(before))]), headers=HTMX)
    assert "Ander Huis" in part.text
    assert len(part.content) < len(whole.content) / 5
    kept = html.fromstring(part.text).xpath("//*[@hx-preserve]/@id")
    assert len(kept) > 20
    # what stays on the page and what came make the whole
    assert {name: before[name] for name in kept} | _pieces(part.text) == _pieces(whole.text)


def test_page_as_a_whole_keeps_nothing_back(web: Web, plugins: Plugins) -> None:
    pairs = pairs_of("mdz", plugins)
    held = " ".join(_pieces(web.client.post("/concept/mdz", data=_form(pairs), headers=HTMX).text))
    assert "hx-preserve" not in web.client.post("/concept/mdz", data=_form([*pairs, ("_heeft", held)])).text


def _pieces(page: str) -> dict[str, str]:
    """Return the words of each piece of the contract on `page`, by its mark."""
    pieces = html.fromstring(page).xpath("//*[@data-mark]")
    return {piece.get("id"): piece.text_content() for piece in pieces}


def _form(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found

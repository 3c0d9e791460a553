"""A provider with an invitation fills in what is its own, asks, proposes, agrees and sends a file; and nothing else."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import timedelta

import docx
import pytest
from lxml import html

from izacontract.build.contract import build_contract
from izacontract.desk.answering import Answering
from izacontract.desk.invitations import Invitations
from izacontract.desk.invited import HOME, drafts_of
from izacontract.desk.inviting import end, invite
from izacontract.errors import FileError
from izacontract.intake.read import examine_tree
from izacontract.intake.sources import tree_of_bytes
from izacontract.register.store import Register
from izacontract.register.who import Who
from tests.contracts.support import plugins
from tests.desk.conftest import AtDesk, Open, address  # noqa: F401
from tests.desk.invited import FIELD, PROVIDER, Link, draft, invited, log_of

INSURED = "zorgverlening"


@pytest.fixture
def link(at_desk: AtDesk) -> Link:
    return invited(at_desk)


def lid(link: Link, slot: str = INSURED, at: int = 0) -> str:
    article = link.answering.article(slot, link.invitation)
    assert article is not None
    return article.lines[at].id


def test_first_page_tells_what_is_asked_what_is_open_and_until_when(link: Link) -> None:
    answer = link.get()
    page = html.fromstring(answer.text)
    text = page.text_content()
    assert answer.status_code == 200
    assert "Huisartsen Noord, u bent uitgenodigd" in text
    assert "6 december 2026, 13:00 uur" in text
    assert "Vertegenwoordiger" in text
    rows = page.xpath("//table[contains(@class, 'articles')]//tbody/tr")
    assert len(rows) == len(list(link.answering.articles(link.invitation)))
    for row in rows:
        assert link.at.client.get(row.xpath("string(th/a/@href)")).status_code == 200


def test_first_page_does_not_call_the_insurers_what_the_provider_filled_in(link: Link) -> None:
    def opened() -> str:
        page = html.fromstring(link.get().text)
        return str(page.xpath("string(//table[contains(@class, 'articles')]//tr[th/a[text()='Ondertekening']]/td[1])"))

    assert opened() == "2 van u"
    link.post("/gegevens", _versie="0", **{FIELD: "A. Jansen"})
    assert opened() == "1 van u, 1 door u ingevuld"


def test_page_in_english_has_its_days_and_who_fills_in_in_english(link: Link) -> None:
    link.at.client.cookies["taal"] = "en"
    text = " ".join(html.fromstring(link.get().text).text_content().split())
    assert "1 January 2027 to 31 December 2027" in text
    assert "6 December 2026, 13:00 (Dutch time)" in text
    whole = " ".join(html.fromstring(link.get("/concept").text).text_content().split())
    assert "Vertegenwoordiger, Naam, by the provider" in whole
    assert "6 December 2026" in whole


def test_form_asks_what_the_provider_supplies_and_nothing_else(link: Link) -> None:
    page = html.fromstring(link.get("/gegevens").text)
    names = set(page.xpath("//form//*[@name]/@name")) - {"_versie", "_naam", "_doe"}
    assert FIELD in names
    assert "zorgaanbieder.kvk" in names
    assert not any(name.startswith(("overeenkomst.", "zorgverzekeraar.", "tarief", "indexatie")) for name in names)


def test_field_that_is_filled_in_is_kept_with_name_and_time_and_shown_again(link: Link) -> None:
    answer = link.post("/gegevens", _versie="0", **{FIELD: "A. & B. <Jansen>"})
    assert answer.status_code == 303
    page = html.fromstring(link.at.client.get(answer.headers["location"]).text)
    assert page.xpath(f"//input[@name='{FIELD}']/@value") == ["A. & B. <Jansen>"]
    assert (link.invitation.answered_by, link.invitation.revision) == (PROVIDER, 1)
    assert (PROVIDER, "vult gegevens in", FIELD) in log_of(link.at.desk)


def test_fields_of_the_insurer_are_left_aside(link: Link) -> None:
    answer = link.post("/gegevens", _versie="0", **{FIELD: "A. Jansen", "overeenkomst.kenmerk": "anders"})
    assert answer.status_code == 303
    pairs = link.invitation.answers
    merged = link.answering.merged(link.answering.filled(pairs))
    assert merged.taken == (FIELD,)
    assert "anders" not in link.answering.answer_file(pairs)


def test_wrong_value_is_told_at_its_field_and_nothing_that_was_typed_is_lost(link: Link) -> None:
    answer = link.post("/gegevens", _versie="0", **{"zorgaanbieder.kvk": "12", FIELD: "A. Jansen"})
    page = html.fromstring(answer.text)
    assert answer.status_code == 422
    assert page.xpath("//input[@name='zorgaanbieder.kvk'][@aria-invalid='true']/@value") == ["12"]
    assert page.xpath(f"//input[@name='{FIELD}']/@value") == ["A. Jansen"]
    assert page.xpath("string(//*[@id='e-zorgaanbieder.kvk'])").strip()
    assert link.invitation.answers == ()


def test_name_is_asked_for_everything(link: Link) -> None:
    for path, fields in (
        ("/gegevens", {FIELD: "x"}),
        (f"/artikel/{INSURED}", {"_doe": "akkoord"}),
        (f"/artikel/{INSURED}", {"_doe": "zeg", "_plek": lid(link), "_soort": "question", "_tekst": "Wat?"}),
    ):
        answer = link.post(path, **{"_naam": " ", **fields})
        assert answer.status_code == 422
        assert html.fromstring(answer.text).xpath("//input[@name='_naam'][@aria-invalid='true']")
    assert link.invitation.answers == link.invitation.remarks == link.invitation.agreements == ()


def test_who_saves_after_a_colleague_is_told_and_can_save_again(link: Link) -> None:
    link.post("/gegevens", _versie="0", _naam="P. Smit", **{FIELD: "A. Jansen"})
    answer = link.post("/gegevens", _versie="0", **{FIELD: "B. Jansen"})
    page = html.fromstring(answer.text)
    assert answer.status_code == 409
    assert "P. Smit" in page.xpath("string(//*[@role='alert'])")
    assert page.xpath(f"//input[@name='{FIELD}']/@value") == ["B. Jansen"]
    (version,) = page.xpath("//input[@name='_versie']/@value")
    assert link.post("/gegevens", _versie=version, **{FIELD: "B. Jansen"}).status_code == 303


def test_row_is_added_and_taken_away_without_saving(link: Link) -> None:
    answer = link.post("/gegevens", _versie="0", _doe="erbij:ai.toepassingen", **{FIELD: "A. Jansen"})
    page = html.fromstring(answer.text)
    assert answer.status_code == 200
    assert page.xpath("//*[@name='ai.toepassingen.0.toepassing']")
    assert page.xpath(f"//input[@name='{FIELD}']/@value") == ["A. Jansen"]
    assert link.invitation.answers == ()


def test_question_and_proposal_stand_at_their_lid_as_typed(link: Link) -> None:
    place = lid(link)
    for kind, text in (("question", "Waarom\r\n<zo>?"), ("replace", "Een & andere tekst.")):
        answer = link.post(f"/artikel/{INSURED}", _doe="zeg", _plek=place, _soort=kind, _tekst=text)
        assert answer.status_code == 303
    page = html.fromstring(link.get(f"/artikel/{INSURED}").text)
    said = page.xpath(f"//div[@id='{place.replace('|', '-')}']//ol[contains(@class, 'thread')]")[0].text_content()
    assert "Waarom\n<zo>?" in said
    assert "Een & andere tekst." in said
    assert [one.by for one in link.invitation.remarks] == [PROVIDER, PROVIDER]
    assert [action for _, action, _ in log_of(link.at.desk)][-2:] == ["stelt vraag", "stelt tekst voor"]


@pytest.mark.parametrize(
    ("soort", "tekst", "field"),
    [("question", " ", "_tekst"), ("", "x", "_soort"), ("answer", "x", "_soort"), ("add", "x" * 10_001, "_tekst")],
)
def test_what_cannot_be_sent_is_told_at_its_field_and_kept(link: Link, soort: str, tekst: str, field: str) -> None:
    answer = link.post(f"/artikel/{INSURED}", _doe="zeg", _plek=lid(link), _soort=soort, _tekst=tekst)
    page = html.fromstring(answer.text)
    assert answer.status_code == 422
    assert page.xpath("//details[contains(@class, 'react')][@open]//*[@class='fault-line']")
    assert page.xpath("string(//details[contains(@class, 'react')][@open]//textarea)").strip() == tekst.strip()
    assert link.invitation.remarks == ()


def test_text_that_stands_there_already_is_no_proposal(link: Link) -> None:
    line = link.answering.article(INSURED, link.invitation).lines[0]  # type: ignore[union-attr]
    answer = link.post(f"/artikel/{INSURED}", _doe="zeg", _plek=line.id, _soort="replace", _tekst=f" {line.text} ")
    assert answer.status_code == 422


def test_proposal_is_withdrawn_by_name(link: Link) -> None:
    link.post(f"/artikel/{INSURED}", _doe="zeg", _plek=lid(link), _soort="replace", _tekst="Anders.")
    nameless = link.post(f"/artikel/{INSURED}", _doe="trek-in:1", _naam=" ")
    assert nameless.status_code == 422
    assert html.fromstring(nameless.text).xpath("//details[@class='withdraw'][@open]//*[@class='fault-line']")
    assert len(link.invitation.proposals) == 1
    assert link.post(f"/artikel/{INSURED}", _doe="trek-in:1").status_code == 303
    assert link.invitation.proposals == ()
    assert "trekt in" in [action for _, action, _ in log_of(link.at.desk)]


def test_article_is_agreed_by_name_and_taken_back(link: Link) -> None:
    assert link.post(f"/artikel/{INSURED}", _doe="akkoord").status_code == 303
    (agreed,) = link.invitation.agreed.values()
    assert (agreed.by, agreed.at) == (PROVIDER, "2026-11-22T12:00:00Z")
    assert f"akkoord door {PROVIDER}" in " ".join(html.fromstring(link.get().text).text_content().split())
    link.post(f"/artikel/{INSURED}", _doe="terug", _naam="P. Smit")
    assert link.invitation.agreed == {}
    assert [one.withdrawn_by for one in link.invitation.agreements] == ["P. Smit"]


def test_changed_word_file_is_read_kept_and_shown(link: Link, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(Register, "record", lambda self, action, entries, who: told.append((action, who.by)))
    word = link.get("/concept/word")
    document = docx.Document(io.BytesIO(word.content))
    paragraph = next(one for one in document.paragraphs if "De Zorgverzekeraar int zelf" in one.text)
    paragraph.add_run(" Dit is nieuw.")
    changed = io.BytesIO()
    document.save(changed)
    answer = link.at.client.post(
        f"{link.home}/bestand",
        data={"_naam": PROVIDER},
        files={"bestand": ("../Ons voorstel é.docx", changed.getvalue(), "application/octet-stream")},
    )
    assert answer.status_code == 303
    page = html.fromstring(link.at.client.get(answer.headers["location"]).text)
    assert "Dit is nieuw." in page.xpath("string(//table[contains(@class, 'changes')])")
    assert told == [("verify", f"{PROVIDER} (zorgaanbieder)")]  # whatever name somebody types, it is none of ours
    (file,) = link.invitation.files
    assert (file.name, file.changes, file.by) == ("Ons voorstel é.docx", 1, PROVIDER)
    assert (link.at.desk.folder / "terug" / "uitnodiging-1" / file.stored).read_bytes() == changed.getvalue()


@pytest.mark.parametrize("data", [b"", b"geen Word", b"PK\x03\x04"])
def test_file_that_is_no_word_document_is_refused_at_the_field(link: Link, data: bytes) -> None:
    answer = link.at.client.post(
        f"{link.home}/bestand", data={"_naam": PROVIDER}, files={"bestand": ("x.docx", data, "text/plain")}
    )
    assert answer.status_code == 422
    assert html.fromstring(answer.text).xpath("//input[@name='bestand'][@aria-invalid='true']")
    assert link.invitation.files == ()


def test_file_of_another_contract_is_refused(link: Link) -> None:
    other = invited(link.at, "ggz")
    data = other.get("/concept/word").content
    answer = link.at.client.post(
        f"{link.home}/bestand", data={"_naam": PROVIDER}, files={"bestand": ("x.docx", data, "text/plain")}
    )
    assert answer.status_code == 422
    assert draft("ggz", 14).contract.reference in answer.text


ROUTES = ("", "/gegevens", f"/artikel/{INSURED}", "/bestand", "/concept", "/concept/word", "/concept/aanvraag", "/x/y")


@pytest.mark.parametrize("route", ROUTES)
def test_no_other_link_shows_anything_and_every_one_says_the_same(route: str, at_desk: AtDesk) -> None:
    link, other = invited(at_desk), invited(at_desk, "ggz")
    revoked = invited(at_desk, "msz")
    drafts = drafts_of(at_desk.desk)
    end(at_desk.desk, revoked.invitation, Who("A. de Vries", at_desk.clock.now))
    read_only = drafts.put("", "{}", "[]", days=14, now=at_desk.clock.now)
    name, signature = link.link.split(".", 1)
    forged = f"{other.link.split('.', 1)[0]}.{signature}"
    tampered = f"{name[:-2]}{'AA' if name[-2:] != 'AA' else 'BB'}.{signature}"
    told = set()
    for wrong in (revoked.link, read_only, forged, tampered, "1", "x" * 500, link.invitation.draft, "..%2f.."):
        for method in ("GET", "POST"):
            answer = at_desk.client.request(
                method, f"{HOME}/{wrong}{route}", data=None if method == "GET" else {"_naam": "x"}
            )
            assert answer.status_code == 404
            told.add(answer.text)
    at_desk.clock.now += timedelta(days=14)
    answer = link.get(route)
    assert answer.status_code == 404
    told.add(answer.text)
    assert len(told) == 1
    assert "Deze link werkt niet" in told.pop()


def test_one_link_never_shows_what_another_provider_said(at_desk: AtDesk) -> None:
    link, other = invited(at_desk), invited(at_desk, "ggz")
    other.post(f"/artikel/{next(other.answering.articles(other.invitation)).slot}", _doe="akkoord", _naam="Geheim")
    slot = other.answering.contract.articles[0].slot
    place = other.answering.article(slot, other.invitation).lines[0].id  # type: ignore[union-attr]
    other.post(f"/artikel/{slot}", _doe="zeg", _plek=place, _soort="question", _tekst="Vertrouwelijk", _naam="Geheim")
    assert len(other.invitation.remarks) == 1
    link.post(f"/artikel/{slot}", _doe="trek-in:1")
    assert other.invitation.remarks[0].withdrawn == ""
    for route in ("", "/gegevens", f"/artikel/{INSURED}", f"/artikel/{slot}", "/bestand?nummer=1"):
        assert "Geheim" not in link.get(route).text
        assert "Vertrouwelijk" not in link.get(route).text


def test_an_invitation_is_no_link_to_read_and_the_other_way_round(link: Link) -> None:
    assert link.at.client.get(f"/deel/{link.link}").status_code == 404


def test_next_invitation_for_the_same_contract_closes_the_former_one(link: Link) -> None:
    link.post(f"/artikel/{INSURED}", _doe="akkoord")
    after = invited(link.at)
    assert link.invitation.state == "replaced"
    page = link.get(f"/artikel/{INSURED}")
    assert "vervangen door een volgend concept" in page.text
    assert "<button" not in page.text
    for path, fields in (("/gegevens", {FIELD: "x"}), (f"/artikel/{INSURED}", {"_doe": "terug"})):
        answer = link.post(path, **fields)
        assert answer.status_code == 422
        assert "kan niet meer worden geantwoord" in answer.text
    assert INSURED in link.invitation.agreed
    assert after.invitation.agreed == {}


def test_form_that_another_website_sends_is_refused(link: Link) -> None:
    answer = link.at.client.post(
        f"{link.home}/artikel/{INSURED}",
        data={"_naam": "x", "_doe": "akkoord"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 403
    assert link.invitation.agreements == ()


def test_too_large_a_form_is_refused(link: Link) -> None:
    answer = link.post(f"/artikel/{INSURED}", _doe="zeg", _plek=lid(link), _soort="question", _tekst="x" * 1_000_001)
    assert answer.status_code == 413


@pytest.mark.parametrize("path", ["", "/gegevens", f"/artikel/{INSURED}", "/bestand"])
def test_pages_are_in_english_too(link: Link, path: str) -> None:
    back = link.at.client.get(f"/taal/en?terug={link.home}{path}")
    assert back.headers["location"] == f"{link.home}{path}"
    page = link.get(path)
    assert 'lang="en"' in page.text
    assert "Your details" in page.text


def test_two_servers_on_one_register_see_the_same(open_desk: Open, address: str) -> None:  # noqa: F811
    at = open_desk(f"register: {address}\n")
    link = invited(at)
    link.post(f"/artikel/{INSURED}", _doe="akkoord")
    link.post(f"/artikel/{INSURED}", _doe="zeg", _plek=lid(link), _soort="question", _tekst="Waarom\0?")
    again = open_desk()
    found = Invitations(again.desk.address()).get(1)
    assert found is not None
    assert (len(found.agreed), len(found.unanswered)) == (1, 1)
    assert again.client.get(link.home).status_code == 200


def test_what_goes_wrong_here_names_no_folder_to_a_provider(link: Link, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(self: Answering, invitation: object) -> None:
        raise FileError("/srv/bureau/huis.docx is weg", "/srv/bureau/huis.docx is gone")

    monkeypatch.setattr(Answering, "articles", failing)
    answer = link.get()
    assert answer.status_code == 500
    assert "/srv" not in answer.text


def test_reasons_of_the_insurer_are_not_the_providers_to_read(at_desk: AtDesk) -> None:
    own = """
posities: [{clausule: algemeen.nakoming, keuze: directe-schade, reden: Geheim van een positie, akkoord_door: Geheime Piet}]
afwijkingen: [{clausule: algemeen.nakoming, lid: bewijs, wat: toevoegen, tekst: Erbij., reden: Geheim van een afwijking}]
bijzondere_bepalingen: [{kop: Eigen, soort: aanvulling, tekst: Wij spreken af., reden: Geheim van een bepaling}]
"""
    text = draft("huisartsen", 14).request + own
    read = examine_tree(tree_of_bytes(text.encode(), "aanvraag.yaml", plugins()), plugins()).request
    assert read is not None
    what = replace(draft("huisartsen", 14), request=text, contract=build_contract(read, plugins()))
    link = Link(at_desk, invite(at_desk.desk, what, Who("A. de Vries", at_desk.clock.now)))
    held = next((at_desk.desk.folder / "gedeeld").glob("*.json")).read_text(encoding="utf-8")
    assert "Geheim" not in json.loads(held)["contract"]
    assert "Geheim van een positie" in json.loads(held)["request"]
    pages = [link.get(path) for path in ("", "/gegevens", "/concept", "/concept/tekst", "/bestand")]
    assert all(page.status_code == 200 and "Geheim" not in page.text for page in pages)
    assert "Erbij." in pages[2].text
    assert "/concept/aanvraag" not in pages[2].text
    assert link.get("/concept/aanvraag").status_code == 404

"""A purchaser invites, sees what each provider answered, answers, and takes it over; by the page or the command."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest
from lxml import html

from izacontract.cli.app import main
from izacontract.desk.folder import Desk, opened
from izacontract.desk.invitations import Invitations
from izacontract.desk.invited import drafts_of
from izacontract.intake.sources import tree_of
from izacontract.intake.tree import typed_at
from tests.contracts.support import plugins
from tests.desk.conftest import TEAM, AtDesk, Open
from tests.desk.invited import FIELD, PROVIDER, Link, draft, invited, log_of
from tests.desk.test_invited import INSURED, lid

TERM = "looptijd"


@pytest.fixture
def link(at_desk: AtDesk) -> Link:
    return invited(at_desk)


def at(link: Link, path: str = "") -> str:
    return f"/bureau/uitnodigingen/{link.invitation.id}{path}"


def request_of(link: Link) -> Path:
    return link.at.desk.request(link.invitation.contract)


def propose(link: Link, words: str) -> None:
    """Propose to add `words` to the first lid of the article on the term."""
    line = link.answering.article(TERM, link.invitation).lines[1]  # type: ignore[union-attr]
    text = f"{line.text} {words}"
    answer = link.post(f"/artikel/{TERM}", _doe="zeg", _plek=line.id, _soort="replace", _tekst=text)
    assert answer.status_code == 303


def test_page_gives_the_link_once_and_lists_the_invitation(link: Link) -> None:
    name = link.invitation.contract
    answer = link.at.client.post("/bureau/uitnodigingen", data={"contract": name, "wie": "Zorg & Zo", "dagen": "7"})
    page = html.fromstring(answer.text)
    assert answer.status_code == 200
    (url,) = page.xpath("//code[contains(@class, 'link')]/text()")
    assert url.startswith("http://127.0.0.1:8765/uitnodiging/")
    assert "alleen deze computer kan deze link openen" in page.text_content()
    assert "Zorg & Zo, u bent uitgenodigd" in html.fromstring(link.at.client.get(url).text).text_content()
    listed = link.at.client.get("/bureau/uitnodigingen").text
    assert url not in listed
    assert [row.xpath("string(td[2])") for row in html.fromstring(listed).xpath("//tbody/tr")] == ["open", "vervangen"]


def test_list_of_one_contract_shows_its_invitations_only(link: Link) -> None:
    other = invited(link.at, "ggz")
    for contract, wanted in (("", 2), (link.invitation.contract, 1), (other.invitation.contract, 1), ("anders", 0)):
        page = html.fromstring(link.at.client.get("/bureau/uitnodigingen", params={"contract": contract}).text)
        assert len(page.xpath("//tbody/tr")) == wanted


@pytest.mark.parametrize(("who", "days"), [(" ", "7"), ("Zorg", "0"), ("Zorg", "x"), ("Zorg", "400")])
def test_invitation_that_cannot_be_is_refused(link: Link, who: str, days: str) -> None:
    name = link.invitation.contract
    answer = link.at.client.post("/bureau/uitnodigingen", data={"contract": name, "wie": who, "dagen": days})
    assert answer.status_code == 422
    assert len(Invitations(link.at.desk.address()).all()) == 1


def test_page_shows_all_that_the_provider_did(link: Link) -> None:
    link.post("/gegevens", _versie="0", **{FIELD: "A. <Jansen>"})
    link.post(f"/artikel/{INSURED}", _doe="zeg", _plek=lid(link), _soort="question", _tekst="Waarom <zo>?")
    link.post(f"/artikel/{INSURED}", _doe="akkoord")
    propose(link, "Zo is het.")
    page = html.fromstring(link.at.client.get(at(link)).text)
    assert "Waarom <zo>?" in page.xpath("string(//section[@aria-labelledby='threads'])")
    assert "Zo is het." in page.xpath("string(//section[@aria-labelledby='threads']//ins)")
    assert page.xpath("//section[@aria-labelledby='fields']//td[2]/text()") == ["A. <Jansen>"]
    assert PROVIDER in page.xpath("string(//section[@aria-labelledby='agreements'])")


def test_answer_stands_at_the_lid_for_both_and_in_the_log(link: Link) -> None:
    link.post(f"/artikel/{INSURED}", _doe="zeg", _plek=lid(link), _soort="question", _tekst="Waarom?")
    assert len(link.invitation.unanswered) == 1
    answer = link.at.client.post(at(link, "/antwoord"), data={"plek": lid(link), "tekst": "Omdat & zo."})
    assert answer.status_code == 303
    assert link.invitation.unanswered == ()
    assert "Omdat & zo." in html.fromstring(link.get(f"/artikel/{INSURED}").text).text_content()
    assert ("antwoordt aanbieder", True) in [(one, "Omdat" in told) for _, one, told in log_of(link.at.desk)]
    assert link.at.client.post(at(link, "/antwoord"), data={"plek": lid(link), "tekst": " "}).status_code == 422
    assert link.at.client.post(at(link, "/antwoord"), data={"plek": "x|0", "tekst": "x"}).status_code == 422


def test_fields_are_taken_over_in_the_request_and_the_earlier_one_is_kept(link: Link) -> None:
    link.post("/gegevens", _versie="0", **{FIELD: "A. Jansen", "zorgaanbieder.vertegenwoordiger.functie": "bestuurder"})
    before = request_of(link).read_bytes()
    assert "Alles staat in de aanvraag" not in link.at.client.get(at(link)).text
    answer = link.at.client.post(at(link, "/gegevens"))
    assert answer.status_code == 200
    page = html.fromstring(link.at.client.get(at(link)).text)
    assert page.xpath("//section[@aria-labelledby='fields']//tbody/tr/td[3]/span/text()") == ["overgenomen"] * 2
    assert "Alles staat in de aanvraag" in page.text_content()
    assert not page.xpath("//form[contains(@action, '/gegevens')]")
    tree = tree_of(request_of(link), plugins())
    assert typed_at(tree.root, tuple(FIELD.split("."))) == "A. Jansen"
    assert before in [file.read_bytes() for file in (link.at.desk.folder / "eerder").iterdir()]
    assert "izacontract merge" in answer.text


def test_proposals_are_answered_as_a_document_that_came_back(link: Link) -> None:
    propose(link, "Zo is het.")
    answer = link.at.client.post(at(link, "/teksten"))
    where = answer.headers["location"]
    assert where == "/bureau/terug/uitnodiging-1/voorstellen.docx"
    page = html.fromstring(link.at.client.get(where).text)
    (name,) = {one.partition(":")[2] for one in page.xpath("//input/@name") if one.startswith("antwoord:")}
    assert PROVIDER in page.text_content()
    given = {"contract": link.invitation.contract, f"antwoord:{name}": "overnemen", "akkoord": "A. de Vries, J. Jansen"}
    assert "Beantwoord:" not in link.at.client.get(at(link)).text
    for waits in ("/bureau", f"/bureau/contract/{link.invitation.contract}"):
        assert "1 vraag, voorstel of bestand" in link.at.client.get(waits).text
    assert link.at.client.post(where, data=given).status_code == 200
    assert "Beantwoord:" in link.at.client.get(at(link)).text
    assert "voorstel of bestand" not in link.at.client.get("/bureau").text
    request = request_of(link).read_text(encoding="utf-8")
    assert re.search(r"Zo is het\.", request)
    assert "A. de Vries, J. Jansen" in request
    assert PROVIDER in request


def test_change_that_was_accepted_and_has_no_place_is_told_before_the_next_draft(link: Link) -> None:
    line = link.answering.article(TERM, link.invitation).lines[-1]  # type: ignore[union-attr]
    assert link.post(f"/artikel/{TERM}", _doe="zeg", _plek=line.id, _soort="drop").status_code == 303
    where = link.at.client.post(at(link, "/teksten")).headers["location"]
    (name,) = re.findall(r'name="antwoord:(\w+)" value="overnemen"', link.at.client.get(where).text)
    given = {"contract": link.invitation.contract, f"antwoord:{name}": "overnemen"}
    page = html.fromstring(link.at.client.post(where, data=given).text)
    assert page.xpath("string(//h1)") == "Niet alles is overgenomen"
    assert where in page.xpath("//main//a/@href")
    given = {**given, f"antwoord:{name}": "weigeren", f"tekst:{name}": "Dit blijft."}
    assert html.fromstring(link.at.client.post(where, data=given).text).xpath("string(//h1)") == "Overgenomen"


def test_file_that_was_sent_is_answered_at_the_desk(link: Link) -> None:
    document = docx.Document(io.BytesIO(link.get("/concept/word").content))
    next(one for one in document.paragraphs if "De Zorgverzekeraar int zelf" in one.text).add_run(" Dit is nieuw.")
    changed = io.BytesIO()
    document.save(changed)
    link.at.client.post(
        f"{link.home}/bestand", data={"_naam": PROVIDER}, files={"bestand": ("ons.docx", changed.getvalue(), "x/y")}
    )
    (file,) = link.invitation.files
    answer = link.at.client.post(at(link, "/bestand"), data={"bestand": file.stored})
    page = link.at.client.get(answer.headers["location"])
    assert page.status_code == 200
    assert "Dit is nieuw." in html.fromstring(page.text).text_content()

    def is_answered() -> list[str]:
        told = html.fromstring(link.at.client.get(at(link)).text)
        return [cell.text_content() for cell in told.xpath("//section[@aria-labelledby='received']//tbody/tr/td[4]")]

    assert is_answered() == ["nog niet"]
    (name,) = re.findall(r'name="antwoord:(\w+)" value="weigeren"', page.text)
    given = {"contract": link.invitation.contract, f"antwoord:{name}": "weigeren", f"tekst:{name}": "Nee."}
    assert link.at.client.post(answer.headers["location"], data=given).status_code == 200
    assert is_answered() == ["22-11-2026 13:00"]


def test_revoked_link_shows_nothing_while_the_desk_keeps_what_was_said(link: Link) -> None:
    other = invited(link.at, "ggz")
    link.post(f"/artikel/{INSURED}", _doe="akkoord")
    assert link.at.client.post(at(link, "/intrekken")).status_code == 303
    number = link.invitation.id
    assert link.get().status_code == 404
    assert other.get().status_code == 200
    page = html.fromstring(link.at.client.get(f"/bureau/uitnodigingen/{number}").text)
    assert "ingetrokken" in page.xpath("string(//dl)")
    assert PROVIDER in page.xpath("string(//section[@aria-labelledby='agreements'])")
    assert "trekt uitnodiging in" in [action for _, action, _ in log_of(link.at.desk)]


@pytest.mark.parametrize("number", ["2", "0", "x", "99999999999"])
def test_invitation_that_is_not_there_is_told(link: Link, number: str) -> None:
    answer = link.at.client.get(f"/bureau/uitnodigingen/{number}")
    assert answer.status_code == 422
    assert "Ga naar de beginpagina" in answer.text


def test_only_a_purchaser_invites_and_revokes_and_a_lawyer_answers(open_desk: Open) -> None:
    at_desk = open_desk(TEAM, "10.0.0.1")
    link = invited(at_desk)
    link.post(f"/artikel/{INSURED}", _doe="zeg", _plek=lid(link), _soort="question", _tekst="Waarom?")
    reply = {"plek": lid(link), "tekst": "Omdat."}
    for role, wanted in (("lezer", (403, 403)), ("jurist", (403, 303)), ("inkoper", (303, 303))):
        headers = at_desk.by(role)
        answered = at_desk.client.post(at(link, "/antwoord"), data=reply, headers=headers).status_code
        assert answered == wanted[1]
        if role != "inkoper":
            assert at_desk.client.post(at(link, "/intrekken"), headers=headers).status_code == wanted[0]
        assert at_desk.client.get(at(link), headers=headers).status_code == 200
    assert at_desk.client.get(link.home).status_code == 200
    assert at_desk.client.get("/bureau/uitnodigingen").status_code == 403


# the command


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "aanvraag.yaml").write_text(draft("huisartsen", 14).request, encoding="utf-8")
    return opened(tmp_path / "bureau")


def share(desk: Desk, *arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main(["share", *arguments, "--desk", str(desk.folder)])
    said = capsys.readouterr()
    return status, said.out.strip(), said.err


def test_share_invites_and_says_who_can_open_it(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    request = str(desk.folder.parent / "aanvraag.yaml")
    status, url, said = share(desk, request, "--invite", "Huisartsen Noord", capsys=capsys)
    assert status == 0
    assert url.startswith("http://127.0.0.1:8765/uitnodiging/")
    assert "alleen deze computer kan deze link openen" in said
    (one,) = Invitations(desk.address()).all()
    assert one.invited == "Huisartsen Noord"
    assert desk.existing(one.contract).read_text(encoding="utf-8") == draft("huisartsen", 14).request
    base = "https://contracten.voorbeeld.example/map"
    status, url, said = share(desk, request, "--invite", "Noord", "--base-url", base, capsys=capsys)
    assert url.startswith(f"{base}/uitnodiging/")
    assert "alleen deze computer" not in said


def test_one_link_is_revoked_and_the_other_goes_on(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    request = str(desk.folder.parent / "aanvraag.yaml")
    invitation = share(desk, request, "--invite", "Noord", capsys=capsys)[1]
    reading = share(desk, request, capsys=capsys)[1]
    drafts = drafts_of(desk)
    assert share(desk, "--revoke", invitation, capsys=capsys)[0] == 0
    assert Invitations(desk.address()).all()[0].state == "revoked"
    assert drafts.held(drafts.name_of(reading.rpartition("/")[2])) is not None
    assert share(desk, "--revoke", reading, capsys=capsys)[0] == 0
    assert drafts.held(drafts.name_of(reading.rpartition("/")[2])) is None
    status, _, said = share(desk, "--revoke", reading, capsys=capsys)
    assert status != 0
    assert "geen concept bij deze link" in said


def test_new_key_ends_every_invitation(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    request = str(desk.folder.parent / "aanvraag.yaml")
    share(desk, request, "--invite", "Noord", capsys=capsys)
    assert share(desk, "--rotate", capsys=capsys)[0] == 0
    (one,) = Invitations(desk.address()).all()
    assert one.state == "revoked"
    assert drafts_of(desk).held(one.draft, invited=True) is not None


def test_invitation_is_ended_by_its_desk_only(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    link = share(desk, str(desk.folder.parent / "aanvraag.yaml"), "--invite", "Noord", capsys=capsys)[1]
    assert main(["share", "--revoke", link, "--drafts", str(drafts_of(desk).folder)]) == 2
    assert "--desk" in capsys.readouterr().err
    (one,) = Invitations(desk.address()).all()
    assert one.state == "open"
    assert drafts_of(desk).held(one.draft, invited=True) is not None


@pytest.mark.parametrize("arguments", [["x.yaml", "--rotate"], ["--invite", "Noord"], ["--rotate", "--revoke", "x"]])
def test_share_says_what_goes_together(desk: Desk, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert share(desk, *arguments, capsys=capsys)[0] == 2


def test_invitation_without_a_desk_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["share", "x.yaml", "--invite", "Noord"]) == 2
    assert "hoort bij een bureau" in capsys.readouterr().err

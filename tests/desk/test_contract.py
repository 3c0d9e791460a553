"""One contract at the desk: begun, checked, drafted, changed, moved on, varied and renewed, by its pages alone."""

from __future__ import annotations

import ast
import io
import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import lxml.html
import openpyxl
import pytest

from izacontract.desk.folder import EARLIER
from izacontract.desk.invitations import Invitations
from izacontract.desk.keeping import documents_of, earlier, renamed, requests_on
from izacontract.desk.log import DeskLog
from izacontract.register.opening import open_register
from izacontract.register.reading import whole
from izacontract.register.who import Who
from izacontract.web.plain import IN_OTHER_WORDS, OPTION, in_plain_words
from tests.conftest import REQUESTS
from tests.desk.conftest import AtDesk, Open
from tests.desk.support import MSZ, NAME, fields, make_word, ok, put_on_desk, text_of

ROOT = Path(__file__).parents[2]
CONTRACT = f"/bureau/contract/{NAME}"


def status(desk: AtDesk) -> str:
    return whole(open_register(desk.desk.address()), [NAME], desk.clock.now.date())[0].contract.status


def test_workbook_becomes_a_contract_with_what_is_to_be_done_at_its_fields(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    page = ok(at_desk.client.get(CONTRACT))
    assert "Nog in te vullen" in text_of(page)
    assert f'href="{CONTRACT}/aanvraag#f-msz.msb_overeenkomst"' in page.text
    assert requests_on(at_desk.desk) == [NAME]


def test_file_that_is_no_request_is_told_with_its_place_and_puts_nothing_on_the_desk(at_desk: AtDesk) -> None:
    sent = {"bestand": ("half.yaml", b"overeenkomst:\n  sector: [\n")}
    answer = ok(at_desk.client.post("/bureau/nieuw/bestanden", files=sent), 422)
    assert "half.yaml" in text_of(answer)
    assert "Er is niets op het bureau gezet" in text_of(answer)
    assert requests_on(at_desk.desk) == []


def test_fault_in_a_file_is_told_at_its_line_and_stands_on_the_desk_to_be_mended(at_desk: AtDesk) -> None:
    text = MSZ.read_text(encoding="utf-8").replace('kvk: "90000202"', 'kvk: "9000020"')
    answer = ok(at_desk.client.post("/bureau/nieuw/bestanden", files={"bestand": ("a.yaml", text.encode())}))
    assert re.search(r"U vult het aan op de pagina van het contract.* a\.yaml:\d+:\d+", text_of(answer))
    page = ok(at_desk.client.get(CONTRACT)).text
    assert "Fouten" in page
    assert f'href="{CONTRACT}/aanvraag#f-zorgaanbieder.kvk"' in page


def test_cell_that_cannot_be_read_stands_at_its_field_unless_it_would_be_read_as_something_else(
    at_desk: AtDesk,
) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(ok(at_desk.client.get("/bureau/nieuw/formulier.xlsx?zorgsoort=msz")).content)
    )
    sheet, sent = book["Aanvraag"], io.BytesIO()
    typed: dict[str, str | int] = {
        "overeenkomst.kenmerk": NAME,
        "overeenkomst.begin": "2025-01-01",
        "overeenkomst.einde": "2027-12-31",
        "zorgaanbieder.kvk": "9000020",
        "overeenkomst.plaats": 12,
    }
    for row in range(1, sheet.max_row + 1):
        if (key := str(sheet.cell(row, 1).value)) in typed:
            sheet.cell(row, 3).value = typed[key]
    book.save(sent)
    told = text_of(
        ok(at_desk.client.post("/bureau/nieuw/bestanden", files={"bestand": ("werkboek.xlsx", sent.getvalue())}))
    )
    assert "'9000020' bestaat niet uit precies 8 cijfers" in told
    assert "cel C9" in told
    page = lxml.html.fromstring(ok(at_desk.client.get(f"{CONTRACT}/aanvraag")).content)
    values = {
        key: page.get_element_by_id(f"f-{key}").get("value")
        for key in typed
        if key in ("zorgaanbieder.kvk", "overeenkomst.plaats")
    }
    assert values == {"zorgaanbieder.kvk": "9000020", "overeenkomst.plaats": ""}
    assert "KvK-nummer '9000020'" in text_of(ok(at_desk.client.get(CONTRACT)))


def test_contract_page_calls_fields_as_people_do(at_desk: AtDesk) -> None:
    text = MSZ.read_text(encoding="utf-8").replace("einde: 2027-12-31", "einde: 2024-12-31", 1)
    at_desk.client.post("/bureau/nieuw/bestanden", files={"bestand": ("a.yaml", text.encode())})
    told = text_of(ok(at_desk.client.get(CONTRACT)))
    assert "Maak 'De overeenkomst, Einde' gelijk aan of later dan 'De overeenkomst, Begin'." in told
    form = lxml.html.fromstring(ok(at_desk.client.get(f"{CONTRACT}/aanvraag")).content)
    assert "Maak 'De overeenkomst, Einde'" in form.get_element_by_id("e-overeenkomst.einde").text_content()


def test_word_document_is_what_the_command_writes_and_stands_in_the_register(
    at_desk: AtDesk, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from izacontract.cli.app import main

    put_on_desk(at_desk)
    document = make_word(at_desk)
    monkeypatch.chdir(at_desk.desk.folder)
    assert main(["generate", f"aanvragen/{NAME}.yaml", "-o", "zelf.docx"]) == 0
    assert (at_desk.desk.folder / "zelf.docx").read_bytes() == document
    assert status(at_desk) == "concept"


def test_page_says_the_command_that_does_the_same(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    page = ok(at_desk.client.post(f"{CONTRACT}/word", data={"soort": "concept"}))
    command = f"izacontract generate aanvragen/{NAME}.yaml -o concepten/{NAME}.docx --force"
    assert f'data-copy="{command}"' in page.text


def test_page_says_without_the_talk_of_a_terminal_what_a_command_did(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    page = lxml.html.fromstring(ok(at_desk.client.post(f"{CONTRACT}/word", data={"soort": "concept"})).content)
    told, in_full = (one.text_content() for one in page.xpath("//pre[@class='said']"))
    assert f"Geschreven: concepten/{NAME}.docx" in told
    assert "10 open punten" in told
    assert re.search(r"izacontract |\.yaml:|\[[a-z]+\.[a-z-]+\]", told) is None
    assert f"aanvragen/{NAME}.yaml:" in in_full
    assert "izacontract memo" in in_full


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("a b.yaml:12:3: ova.jaar: 'x' is fout. [ova.jaar-fout]", "ova.jaar: 'x' is fout."),
        ("Geschreven: a/b.yaml. Controleer met: izacontract check a/b.yaml", "Geschreven: a/b.yaml."),
        ("Klaar; 1 fout.\nHet memo: izacontract memo a.yaml\n2 rijen.", "Klaar; 1 fout.\n2 rijen."),
        ("2 waarschuwingen [contract.niet-beoordeeld]: 48 teksten.", "2 waarschuwingen: 48 teksten."),
        ("[IN TE VULLEN: ova.jaar] staat er; 12:30: niet.", "[IN TE VULLEN: ova.jaar] staat er; 12:30: niet."),
        ("Er staat al iets.\n    Kies iets met -o.\n2 rijen.", "Er staat al iets.\n2 rijen."),
        ("Laat ze beoordelen (reviewed.yaml); of typ --iets.", "Laat ze beoordelen (reviewed.yaml)."),
        ("'--x' is geen dag. Typ een dag na --on.", "'--x' is geen dag."),
        ("Neem haar over; in een YAML-bestand tussen rechte aanhalingstekens.", "Neem haar over."),
        ("Dat kan niet. Controleer de dag na --on.", "Dat kan niet. Controleer de dag."),
    ],
)
def test_plain_words_keep_what_was_said(said: str, plain: str) -> None:
    assert in_plain_words(said) == plain


def test_what_a_page_says_in_other_words_is_what_a_message_says() -> None:
    sources = [*ROOT.joinpath("izacontract").rglob("*.py")]
    texts = [node.value for source in sources for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
             if source.name != "plain.py" and isinstance(node, ast.Constant) and isinstance(node.value, str)]  # fmt: skip
    for words, others in IN_OTHER_WORDS:
        assert any(words in text for text in texts), words
        assert not OPTION.search(others)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_page_names_an_option_beside_its_command(language: str, at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    at_desk.client.cookies["taal"] = language
    answers = [
        at_desk.client.get(CONTRACT),
        at_desk.client.get(f"{CONTRACT}/aanvraag"),
        at_desk.client.post(f"{CONTRACT}/word", data={"soort": "definitief"}),
        at_desk.client.post(f"{CONTRACT}/status", data={"status": "beeindigd", "dag": "geen dag"}),
        at_desk.client.post(f"{CONTRACT}/gebeurtenis", data={"gebeurtenis": "iets", "dag": "2027-13-40"}),
        at_desk.client.post("/bureau/nieuw/vernieuwen", data={"contract": NAME, "begin": ""}),
        at_desk.client.get("/bureau/termijnen?van=2027-03-01&tot=2027-01-01"),
        at_desk.client.get("/bureau/dekking?jaar=1999"),
        at_desk.client.post("/bureau/uitnodigingen", data={"contract": NAME, "wie": "A", "dagen": "900"}),
    ]
    for answer in answers:
        page = lxml.html.fromstring(answer.content)
        for beside in page.xpath("//details[@class='command'] | //script | //style"):
            beside.drop_tree()
        assert OPTION.findall(page.text_content()) == [], answer.url


def test_second_request_with_a_reference_is_told_at_both(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    assert "Er staat nog een aanvraag met dit kenmerk" not in ok(at_desk.client.get(CONTRACT)).text
    put_on_desk(at_desk)
    for name, other in ((NAME, f"{NAME}-2"), (f"{NAME}-2", NAME)):
        page = ok(at_desk.client.get(f"/bureau/contract/{name}"))
        assert f"Er staat nog een aanvraag met dit kenmerk op het bureau: {other}" in text_of(page)
        assert f'href="/bureau/contract/{other}"' in page.text


def test_earlier_versions_have_the_time_of_the_netherlands_and_actions_their_names(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    make_word(at_desk)
    kept = at_desk.desk.folder / EARLIER / f"{NAME}.1.yaml"
    kept.write_text(MSZ.read_text(encoding="utf-8"), encoding="utf-8")
    os.utime(kept, (summer := datetime(2026, 7, 1, 22, 30, tzinfo=UTC).timestamp(), summer))
    page = text_of(ok(at_desk.client.get(CONTRACT)))
    assert "02-07-2026 00:30" in page
    assert "document gemaakt" in page
    for path in (f"{CONTRACT}/allonge", "/bureau/vergelijken"):
        assert "02-07-2026 00:30" in text_of(ok(at_desk.client.get(path)))


def test_what_falls_due_says_of_which_days(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    page = lxml.html.fromstring(ok(at_desk.client.get("/bureau/termijnen")).content)
    assert [page.get_element_by_id(name).get("value") for name in ("van", "tot")] == ["2026-11-01", "2026-11-30"]
    page = lxml.html.fromstring(ok(at_desk.client.get("/bureau/termijnen?tot=2026-12-31")).content)
    assert [page.get_element_by_id(name).get("value") for name in ("van", "tot")] == ["", "2026-12-31"]


def test_empty_desk_says_how_to_begin(at_desk: AtDesk) -> None:
    assert "Begin met één contract" in text_of(ok(at_desk.client.get("/bureau")))
    put_on_desk(at_desk)
    assert "Begin met één contract" not in text_of(ok(at_desk.client.get("/bureau")))


def test_final_text_is_refused_with_the_words_of_the_command(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    page = ok(at_desk.client.post(f"{CONTRACT}/word", data={"soort": "definitief"}), 422)
    assert "nog niet klaar voor een definitief contract" in text_of(page)
    lines = DeskLog(at_desk.desk.address()).read()
    assert [line.action for line in lines[:2]] == ["niet gelukt", "Word-document gemaakt"]


def test_draft_shows_the_reasons_in_its_margin(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    page = ok(at_desk.client.get(f"{CONTRACT}/lezen"))
    assert 'data-clause="algemeen.ova"' in page.text
    assert "Waarom staat dit hier?" in page.text
    assert page.text.count("<h1") == 1


def test_form_keeps_what_is_filled_in_and_the_version_before_it(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    before = at_desk.desk.request(NAME).read_bytes()
    form = ok(at_desk.client.get(f"{CONTRACT}/aanvraag")).text
    filled = {**fields(form), "zorgaanbieder.naam": "Stichting Ander Ziekenhuis", "_doe": "bewaar"}
    ok(at_desk.client.post(f"{CONTRACT}/aanvraag", data=filled), 303)
    assert "Stichting Ander Ziekenhuis" in at_desk.desk.request(NAME).read_text(encoding="utf-8")
    (kept,) = earlier(at_desk.desk, f"{NAME}.yaml")
    assert (at_desk.desk.folder / "eerder" / kept.name).read_bytes() == before
    assert DeskLog(at_desk.desk.address()).read()[0].action == "aanvraag bewaard"
    assert "Stichting Ander Ziekenhuis" in text_of(at_desk.client.get(CONTRACT))


def test_form_that_a_colleague_kept_meanwhile_is_not_overwritten_unasked(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    form = fields(ok(at_desk.client.get(f"{CONTRACT}/aanvraag")).text)
    first = {**form, "zorgaanbieder.naam": "Van de een", "_doe": "bewaar"}
    second = {**form, "zorgaanbieder.naam": "Van de ander", "_doe": "bewaar"}
    ok(at_desk.client.post(f"{CONTRACT}/aanvraag", data=first), 303)
    again = ok(at_desk.client.post(f"{CONTRACT}/aanvraag", data=second), 409)
    assert "Een collega bewaarde deze aanvraag" in text_of(again)
    assert "Van de een" in at_desk.desk.request(NAME).read_text(encoding="utf-8")
    # what was typed is still there, and a second press keeps it
    once_more = {**fields(again.text), "_doe": "bewaar"}
    assert once_more["zorgaanbieder.naam"] == "Van de ander"
    ok(at_desk.client.post(f"{CONTRACT}/aanvraag", data=once_more), 303)
    assert "Van de ander" in at_desk.desk.request(NAME).read_text(encoding="utf-8")


def test_change_in_the_form_sends_only_what_changed(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    form = ok(at_desk.client.get(f"{CONTRACT}/aanvraag")).text
    held = " ".join(re.findall(r'id="(k[0-9a-f]{12})" data-mark', form))
    data = {**fields(form), "_heeft": held}
    answer = ok(at_desk.client.post(f"{CONTRACT}/aanvraag", data=data, headers={"HX-Request": "true"}))
    assert len(answer.text) < len(form) / 4
    assert not [line for line in DeskLog(at_desk.desk.address()).read() if line.action == "formulier"]


def test_status_goes_on_and_what_may_not_follow_is_refused_by_the_register(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    make_word(at_desk)
    day = at_desk.clock.now.date().isoformat()
    ok(at_desk.client.post(f"{CONTRACT}/status", data={"status": "verstuurd", "dag": day}))
    assert status(at_desk) == "verstuurd"
    refused = ok(at_desk.client.post(f"{CONTRACT}/status", data={"status": "loopt", "dag": day}), 422)
    assert "loopt" in text_of(refused)
    assert status(at_desk) == "verstuurd"


def test_signed_contract_is_varied_from_the_version_that_was_signed(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    assert "geen eerdere versie" in text_of(ok(at_desk.client.get(f"{CONTRACT}/allonge")))
    form = fields(ok(at_desk.client.get(f"{CONTRACT}/aanvraag")).text)
    ok(at_desk.client.post(f"{CONTRACT}/aanvraag", data={**form, "ova.percentage": "5,25", "_doe": "bewaar"}), 303)
    page = ok(at_desk.client.get(f"{CONTRACT}/allonge")).text
    assert f'value="{NAME}.1.yaml"' in page
    made = ok(
        at_desk.client.post(
            f"{CONTRACT}/allonge", data={"was": f"{NAME}.1.yaml", "nummer": "1", "ingang": "2026-07-01"}
        )
    )
    assert "allonge 1" in text_of(made)
    assert f'href="{CONTRACT}/allonge">Doorlopende tekst' in made.text
    addendum = f"{NAME} allonge 1.docx"
    assert ok(at_desk.client.get(f"{CONTRACT}/bestand/concepten/{addendum}")).content[:2] == b"PK"
    running = {"was": f"{NAME}.1.yaml", "na": addendum}
    assert "doorlopend" in text_of(ok(at_desk.client.post(f"{CONTRACT}/doorlopend", data=running)))
    refused = at_desk.client.post(f"{CONTRACT}/allonge", data={"was": "../bureau.yaml"})
    assert refused.status_code == 422


def varied_to_another_last_day(desk: AtDesk, **headers: Mapping[str, str]) -> None:
    """Put a contract on the desk and make an addendum of another last day; `headers` says who does."""
    sent = {"bestand": (MSZ.name, MSZ.read_bytes())}
    ok(desk.client.post("/bureau/nieuw/bestanden", files=sent, **headers), 303)
    ok(desk.client.post(f"{CONTRACT}/word", data={"soort": "concept"}, **headers))
    form = fields(ok(desk.client.get(f"{CONTRACT}/aanvraag", **headers)).text)
    changed = {**form, "overeenkomst.einde": "2027-11-30", "_doe": "bewaar"}
    ok(desk.client.post(f"{CONTRACT}/aanvraag", data=changed, **headers), 303)
    made = {"was": f"{NAME}.1.yaml", "nummer": "1", "ingang": "2025-07-01"}
    ok(desk.client.post(f"{CONTRACT}/allonge", data=made, **headers))


def signed(desk: AtDesk, **headers: Mapping[str, str]) -> None:
    for step in ("verstuurd", "akkoord", "getekend"):
        ok(desk.client.post(f"{CONTRACT}/status", data={"status": step, "dag": "2025-01-02"}, **headers))


def test_addendum_that_was_signed_moves_the_last_day_of_its_contract(at_desk: AtDesk) -> None:
    varied_to_another_last_day(at_desk)
    assert "allonge-getekend" not in ok(at_desk.client.get(CONTRACT)).text
    signed(at_desk)
    page = lxml.html.fromstring(ok(at_desk.client.get(CONTRACT)).content)
    (form,) = [one for one in page.forms if one.action == f"{CONTRACT}/allonge-getekend"]
    assert [one.text_content().strip() for one in form.xpath(".//option")] == ["1, geldt vanaf 01-07-2025"]
    answer = ok(at_desk.client.post(form.action, data={**dict(form.form_values()), "dag": "2025-06-20"}))
    assert f"{NAME}: allonge 1 is getekend op 20-06-2025. De laatste dag is nu 30-11-2027." in text_of(answer)
    assert f'data-copy="izacontract register addendum --on 2025-06-20 -- {NAME} 1"' in answer.text
    page = ok(at_desk.client.get(CONTRACT))
    assert "t/m 30-11-2027" in text_of(page)
    assert "allonge getekend" in text_of(page)
    assert "allonge-getekend" not in page.text
    assert DeskLog(at_desk.desk.address()).read()[0].action == "allonge getekend"


def test_addendum_signed_on_a_wrong_day_is_refused_in_words_of_the_page(at_desk: AtDesk) -> None:
    varied_to_another_last_day(at_desk)
    signed(at_desk)
    at_desk.client.cookies["taal"] = "en"
    assert "Record that it was signed" in ok(at_desk.client.get(CONTRACT)).text
    answer = ok(at_desk.client.post(f"{CONTRACT}/allonge-getekend", data={"allonge": "1", "dag": "2099-01-01"}), 422)
    told = lxml.html.fromstring(answer.content).xpath("//pre[@class='said']")[0].text_content()
    assert "is in the future" in told
    assert OPTION.search(told) is None


def test_reader_sees_no_form_for_an_addendum_that_a_lawyer_has(open_desk: Open) -> None:
    from tests.desk.conftest import TEAM

    desk = open_desk(TEAM, client="10.2.0.1")
    varied_to_another_last_day(desk, headers=desk.by("inkoper"))
    signed(desk, headers=desk.by("inkoper"))
    shown = {
        role: "allonge-getekend" in ok(desk.client.get(CONTRACT, headers=desk.by(role))).text
        for role in ("inkoper", "jurist", "lezer")
    }
    assert shown == {"inkoper": True, "jurist": True, "lezer": False}
    sent = {"allonge": "1", "dag": "2025-06-20"}
    ok(desk.client.post(f"{CONTRACT}/allonge-getekend", data=sent, headers=desk.by("lezer")), 403)
    ok(desk.client.post(f"{CONTRACT}/allonge-getekend", data=sent, headers=desk.by("jurist")))


def test_contract_is_renewed_with_what_was_and_will_be(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    made = ok(at_desk.client.post("/bureau/nieuw/vernieuwen", data={"contract": NAME, "begin": "2028-01-01"}))
    assert "in te vullen" in text_of(made)
    assert requests_on(at_desk.desk) == [NAME, f"{NAME}-2028"]
    letter = f"/bureau/contract/{NAME}-2028/bestand/concepten/{NAME}-2028 was-wordt.docx"
    assert ok(at_desk.client.get(letter)).content[:2] == b"PK"


def test_renewed_contract_takes_the_name_of_its_reference_with_its_documents(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    ok(at_desk.client.post("/bureau/nieuw/vernieuwen", data={"contract": NAME, "begin": "2028-01-01"}))
    form = fields(ok(at_desk.client.get(f"{CONTRACT}-2028/aanvraag")).text)
    kept = {**form, "overeenkomst.kenmerk": "ZB 2028/7", "_doe": "bewaar"}
    invitations, by = Invitations(at_desk.desk.address()), Who("Anouk", at_desk.clock.now)
    invitations.add("x", f"{NAME}-2028", "", "", "Noord", at_desk.clock.now, by)
    answer = ok(at_desk.client.post(f"{CONTRACT}-2028/aanvraag", data=kept), 303)
    assert answer.headers["location"] == "/bureau/contract/ZB%202028-7"
    assert requests_on(at_desk.desk) == [NAME, "ZB 2028-7"]
    assert [one.contract for one in invitations.all()] == ["ZB 2028-7"]
    letter = "/bureau/contract/ZB 2028-7/bestand/concepten/ZB 2028-7 was-wordt.docx"
    assert ok(at_desk.client.get(letter)).content[:2] == b"PK"
    assert [one.number for one in earlier(at_desk.desk, "ZB 2028-7.yaml")] == [1]


def test_what_people_type_is_no_option_of_a_command(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    make_word(at_desk)
    other = at_desk.desk.folder / "elders.sqlite"
    answer = at_desk.client.post(f"{CONTRACT}/status", data={"status": f"--register={other}", "dag": ""})
    assert answer.status_code == 422
    assert not other.exists()
    assert status(at_desk) == "concept"


def test_memo_duties_and_coverage_are_those_of_the_commands(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    assert "Bronnen" in text_of(ok(at_desk.client.get(f"{CONTRACT}/memo")))
    duties = ok(at_desk.client.get(f"{CONTRACT}/termijnen"))
    assert "<svg" in duties.text
    chosen = ok(at_desk.client.get(f"{CONTRACT}/termijnen?tot=2026-12-31&wie=zorgaanbieder")).text
    assert 'value="2026-12-31"' in chosen and "<option selected>zorgaanbieder</option>" in chosen
    assert 'href="/bureau/contract/MSZ-2025-0008/lezen#lid-' in duties.text
    calendar = ok(at_desk.client.get(f"{CONTRACT}/termijnen?vorm=ics"))
    assert calendar.text.startswith("BEGIN:VCALENDAR")
    assert "IZA 4.1" in text_of(ok(at_desk.client.get(f"{CONTRACT}/dekking")))
    sheet = ok(at_desk.client.get(f"{CONTRACT}/memo?vorm=xlsx"))
    assert sheet.content[:2] == b"PK"


def test_versions_are_compared(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    form = fields(ok(at_desk.client.get(f"{CONTRACT}/aanvraag")).text)
    ok(at_desk.client.post(f"{CONTRACT}/aanvraag", data={**form, "ova.percentage": "5,25", "_doe": "bewaar"}), 303)
    sides = f"was=eerder/{NAME}.1.yaml&wordt=aanvragen/{NAME}.yaml"
    page = ok(at_desk.client.get(f"/bureau/vergelijken?{sides}"))
    assert "<ins>5,25%</ins>" in page.text or "5,25%" in text_of(page)
    # a file outside the desk is no side
    outside = at_desk.client.get("/bureau/vergelijken?was=/etc/passwd&wordt=/etc/passwd")
    assert "root:" not in outside.text


def test_empty_form_is_begun_once_for_a_reference(at_desk: AtDesk) -> None:
    data = {"zorgsoort": "ggz", "kenmerk": "GGZ 2027/1", "begin": "2027-01-01", "einde": "2027-12-31"}
    answer = ok(at_desk.client.post("/bureau/nieuw/leeg", data=data), 303)
    assert answer.headers["location"] == "/bureau/contract/GGZ 2027-1/aanvraag".replace(" ", "%20")
    assert "Er is al een contract" in text_of(ok(at_desk.client.post("/bureau/nieuw/leeg", data=data), 422))


def test_empty_workbook_is_that_of_the_command(at_desk: AtDesk) -> None:
    answer = ok(at_desk.client.get("/bureau/nieuw/formulier.xlsx?zorgsoort=ggz"))
    assert answer.content[:2] == b"PK"


@pytest.mark.parametrize(
    "path",
    [
        "/bureau/contract/-o",
        "/bureau/contract/.verborgen",
        "/bureau/contract/geen",
        "/bureau/contract/..%2Fregister",
        f"/bureau/contract/{NAME}/bestand/concepten/..%2Fregister.sqlite",
        f"/bureau/contract/{NAME}/bestand/werk/x",
        f"/bureau/contract/{NAME}/bestand/aanvragen/ander.yaml",
        "/bureau/terug/geen",
        "/bureau/tabellen/geen",
        "/bureau/werk/geen",
    ],
)
def test_what_is_not_on_the_desk_is_not_given(at_desk: AtDesk, path: str) -> None:
    put_on_desk(at_desk)
    answer = at_desk.client.get(path)
    assert answer.status_code in (404, 422)
    assert "SQLite" not in answer.text


def test_reader_reads_and_a_lawyer_does_not_make(open_desk: Open) -> None:
    from tests.desk.conftest import TEAM

    desk = open_desk(TEAM, client="10.2.0.1")
    sent = {"bestand": (MSZ.name, MSZ.read_bytes())}
    ok(desk.client.post("/bureau/nieuw/bestanden", files=sent, headers=desk.by("inkoper")), 303)
    page = ok(desk.client.get(CONTRACT, headers=desk.by("lezer"))).text
    assert "Maak het concept in Word" not in page
    assert f"{CONTRACT}/aanvraag" not in page
    ok(desk.client.post(f"{CONTRACT}/word", data={"soort": "concept"}, headers=desk.by("jurist")), 403)
    ok(desk.client.post(f"{CONTRACT}/word", data={"soort": "concept"}, headers=desk.by("inkoper", "Kim Bakker")))
    found = whole(open_register(desk.desk.address()), [NAME], desk.clock.now.date())[0]
    assert {line.by for line in found.log} == {"Kim Bakker"}


def test_contract_that_gets_another_name_leaves_the_files_of_one_that_begins_alike(at_desk: AtDesk) -> None:
    mine = ["aanvragen/A.yaml", "aanvragen/A.antwoord.json", "concepten/A was-wordt.docx", "eerder/A.2.yaml"]
    others = ["aanvragen/A 2.yaml", "aanvragen/A.1.yaml", "concepten/A 2 allonge 1.docx", "eerder/A.1.1.yaml"]
    for file in (*mine, *others):
        (at_desk.desk.folder / file).write_text("")
    assert documents_of(at_desk.desk, "concepten", "A") == ["A was-wordt.docx"]
    assert renamed(at_desk.desk, "A", "B")
    assert all((at_desk.desk.folder / file.replace("/A", "/B", 1)).exists() for file in mine)
    assert all((at_desk.desk.folder / file).exists() for file in others)


def test_final_text_is_offered_once_nothing_is_open_or_to_be_mended(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    page = ok(at_desk.client.get(CONTRACT))
    assert 'value="definitief"' not in page.text
    assert "als er niets meer open is of te herstellen" in text_of(page)
    put_on_desk(at_desk, REQUESTS / "2027" / "huisartsen.yaml")
    name = next(one for one in requests_on(at_desk.desk) if one != NAME)
    page = ok(at_desk.client.get(f"/bureau/contract/{name}"))
    assert 'value="definitief"' in page.text
    final = {"soort": "definitief", "reden": "jurist leest mee"}
    ok(at_desk.client.post(f"/bureau/contract/{name}/word", data=final))

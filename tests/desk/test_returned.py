"""What came back at the desk: looked at, answered per lid, taken over, and the next draft made."""

from __future__ import annotations

import io
import re

import docx
import lxml.html
import openpyxl
import pytest

from izacontract.desk.after import answers_on_desk
from izacontract.desk.asked import Asked
from izacontract.desk.commands import Ran
from izacontract.desk.jobs import Jobs
from izacontract.desk.keeping import earlier
from izacontract.desk.locks import is_held
from izacontract.register.opening import open_register
from izacontract.register.reading import whole
from tests.desk.conftest import AtDesk
from tests.desk.support import NAME, drop, edited, finished, make_word, ok, put_on_desk, reworded, text_of

CONTRACT = f"/bureau/contract/{NAME}"


def names_of(page: str) -> list[str]:
    """Return the names of the changes on a page, in order."""
    return list(dict.fromkeys(re.findall(r'name="antwoord:(\w+)"', page)))


def test_changes_are_side_by_side_and_answered_per_lid(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    sent = make_word(at_desk)
    back = edited(edited(sent, reworded(" kalenderdagen ", " werkdagen ")), reworded("4,18%", "3,18%"))
    place = drop(at_desk, terug=back)
    register = open_register(at_desk.desk.address())
    before = whole(register, [NAME], at_desk.clock.now.date())[0].log
    ok(at_desk.client.get(f"{place}/terug.docx"))
    assert whole(register, [NAME], at_desk.clock.now.date())[0].log == before  # who looks writes nothing
    listed = text_of(ok(at_desk.client.get(place)))
    assert "terug.docx" in listed
    assert "Stichting Ziekenhuis IJsselstreek" in listed
    page = ok(at_desk.client.get(f"{place}/terug.docx")).text
    assert "<del> kalenderdagen</del>" in page
    assert "<ins> werkdagen</ins>" in page
    words, value = names_of(page)
    answers = {
        "contract": NAME,
        f"antwoord:{words}": "weigeren",
        f"tekst:{words}": "Zo staat het in de wet.",
        f"antwoord:{value}": "overnemen",
    }
    taken = ok(at_desk.client.post(f"{place}/terug.docx", data=answers))
    assert "overgenomen in ova.percentage" in text_of(taken)
    assert "--accept=" in taken.text
    assert "percentage: 3.18" in at_desk.desk.request(NAME).read_text(encoding="utf-8")
    assert len(earlier(at_desk.desk, f"{NAME}.yaml")) == 1
    next_draft = ok(at_desk.client.post(f"{CONTRACT}/word", data={"op": f"{place.rpartition('/')[2]}/terug.docx"}))
    assert "--redline-to" in next_draft.text
    document = ok(at_desk.client.get(f"{CONTRACT}/bestand/concepten/{NAME}.docx")).content
    assert document != sent
    register = whole(open_register(at_desk.desk.address()), [NAME], at_desk.clock.now.date())[0]
    assert {"generate", "take"} <= {line.action for line in register.log}
    assert "Beantwoord" in text_of(ok(at_desk.client.get(f"{place}/terug.docx")))


def test_what_was_done_again_and_again_is_one_line_at_the_contract(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    place = drop(at_desk, terug=edited(make_word(at_desk), reworded("4,18%", "3,18%")))
    for _ in range(3):
        ok(at_desk.client.post(f"{place}/opnieuw"), 303)
    page = text_of(ok(at_desk.client.get(CONTRACT)))
    assert "teruggekomen document nagekeken 3×" in page
    assert page.count("teruggekomen document nagekeken") == 2  # the first time it was received


def test_cell_that_came_back_otherwise_is_named_by_its_row_and_column(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    document = docx.Document(io.BytesIO(make_word(at_desk)))
    table = next(one for one in document.tables if one.cell(0, 0).text == "Prestatie" and len(one.rows) > 1)
    column = next(at for at, cell in enumerate(table.rows[1].cells) if cell.text.startswith("€"))
    table.cell(1, column).paragraphs[0].runs[0].text = "€\u00a01,23"
    out = io.BytesIO()
    document.save(out)
    page = text_of(ok(at_desk.client.get(f"{drop(at_desk, terug=out.getvalue())}/terug.docx")))
    assert f": {table.cell(1, 0).text}, {table.cell(0, column).text} cel gewijzigd" in page


@pytest.mark.parametrize(("choice", "told"), [("weigeren", "Typ waarom u weigert"), ("tegenvoorstel", "Typ de tekst")])
def test_answer_without_its_text_is_told_at_it_and_nothing_is_taken_over(
    choice: str, told: str, at_desk: AtDesk
) -> None:
    put_on_desk(at_desk)
    back = edited(edited(make_word(at_desk), reworded(" kalenderdagen ", " werkdagen ")), reworded("4,18%", "3,18%"))
    place = drop(at_desk, terug=back)
    first, second = names_of(ok(at_desk.client.get(f"{place}/terug.docx")).text)
    before = at_desk.desk.request(NAME).read_bytes()
    data = {"contract": NAME, f"antwoord:{first}": choice, f"tekst:{first}": "  "}
    data |= {f"antwoord:{second}": "overnemen", f"tekst:{second}": "ook dit", "akkoord": "A. de Vries"}
    page = lxml.html.fromstring(ok(at_desk.client.post(f"{place}/terug.docx", data=data), 422).content)
    (text,) = page.xpath("//textarea[@aria-invalid='true']")
    assert text.get("name") == f"tekst:{first}"
    assert told in page.get_element_by_id(text.get("aria-describedby")).text_content()
    chosen = {one.get("name"): one.get("value") for one in page.xpath("//input[@type='radio'][@checked]")}
    assert chosen == {f"antwoord:{first}": choice, f"antwoord:{second}": "overnemen"}
    assert page.xpath("//input[@name='akkoord']/@value") == ["A. de Vries"]
    assert at_desk.desk.request(NAME).read_bytes() == before
    ok(at_desk.client.post(f"{place}/terug.docx", data=data | {f"tekst:{first}": "Zo staat het in de wet."}))
    assert at_desk.desk.request(NAME).read_bytes() != before


def test_without_an_answer_nothing_is_taken_over(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    place = drop(at_desk, terug=edited(make_word(at_desk), reworded(" kalenderdagen ", " werkdagen ")))
    answer = ok(at_desk.client.post(f"{place}/terug.docx", data={"contract": NAME}), 422)
    assert "nog geen wijziging beantwoord" in text_of(answer)


def test_what_is_no_word_document_is_told_beside_those_that_are(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    place = drop(at_desk, goed=make_word(at_desk), stuk=b"geen Word")
    page = text_of(ok(at_desk.client.get(place)))
    assert "geen Word-bestand" in page
    assert "ongewijzigd" in page


def test_two_documents_of_one_name_are_both_kept(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    sent = make_word(at_desk)
    files = [("bestand", ("Contract.docx", sent)), ("bestand", ("contract.docx", sent)), ("bestand", ("a.txt", b"x"))]
    place = ok(at_desk.client.post("/bureau/terug", files=files), 303).headers["location"]
    page = text_of(ok(at_desk.client.get(place)))
    assert "Contract.docx" in page
    assert "contract-2.docx" in page
    assert "a.txt" not in page


def test_document_of_a_contract_that_is_not_on_the_desk_is_shown_and_not_taken(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    sent = edited(make_word(at_desk), reworded(" kalenderdagen ", " werkdagen "))
    at_desk.desk.request(NAME).rename(at_desk.desk.folder / "elders.yaml")
    place = drop(at_desk, terug=sent)
    assert "staat niet op het bureau" in text_of(ok(at_desk.client.get(place)))
    page = ok(at_desk.client.get(f"{place}/terug.docx")).text
    assert names_of(page) == []


def test_many_are_answered_together_in_a_workbook(at_desk: AtDesk) -> None:
    put_on_desk(at_desk)
    place = drop(at_desk, terug=edited(make_word(at_desk), reworded("4,18%", "3,18%")))
    sheet = ok(at_desk.client.get(f"{place}/antwoorden.xlsx")).content
    book = openpyxl.load_workbook(io.BytesIO(sheet))
    heads = {cell.value: cell.column for cell in book.worksheets[0][1]}
    book.worksheets[0].cell(2, heads["Accepteren"]).value = "ja"
    filled = io.BytesIO()
    book.save(filled)
    answer = at_desk.client.post(f"{place}/antwoorden", files={"bestand": ("in.xlsx", filled.getvalue())})
    assert "Op het bureau: 1 volgende aanvragen." in finished(at_desk, answer)
    assert "percentage: 3.18" in at_desk.desk.request(NAME).read_text(encoding="utf-8")


def test_request_is_held_while_an_answer_changes_it(at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    put_on_desk(at_desk)
    home = at_desk.desk.folder / "terug" / "ronde"
    home.mkdir()
    (home / "terug.docx").write_bytes(b"")
    seen: list[bool] = []

    def run(asked: Asked, *arguments: str) -> Ran:
        seen.append(is_held(at_desk.desk.folder / "werk" / f"{NAME}.slot"))
        return Ran(arguments, 3, b"", "")

    monkeypatch.setattr(Asked, "run", run)
    answers = {"contract": NAME, "antwoord:abc": "overnemen"}
    ok(at_desk.client.post("/bureau/terug/ronde/terug.docx", data=answers), 422)
    assert seen == [True]
    assert not is_held(at_desk.desk.folder / "werk" / f"{NAME}.slot")


def test_next_request_that_was_changed_since_is_not_put_back_by_a_later_workbook(at_desk: AtDesk) -> None:
    made = at_desk.desk.folder / "terug" / "ronde" / "volgende"
    made.mkdir(parents=True)
    (made / "A.yaml").write_text("a: 1")
    task = Jobs(at_desk.desk).start("Antwoorden", [], "Anouk", "nl", after="antwoorden", subject="terug/ronde/volgende")
    assert at_desk.desk.request("A").read_text() == "a: 1"
    at_desk.desk.request("A").write_text("a: 2")
    (made / "B.yaml").write_text("b: 1")
    assert answers_on_desk(at_desk.desk, task) == "Op het bureau: 1 volgende aanvragen."
    assert (at_desk.desk.request("A").read_text(), at_desk.desk.request("B").read_text()) == ("a: 2", "b: 1")

"""What a lawyer does at the desk: approves positions, and marks texts as reviewed."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

import httpx
import openpyxl
import pytest
import yaml

from izacontract.desk.log import DeskLog
from tests.conftest import REQUESTS
from tests.desk.conftest import TEAM, AtDesk, Open
from tests.desk.support import MSZ, NAME, fields, finished, ok, text_of

HOUSE = "bibliotheek: huis\n"
POSITION = """
posities:
  - clausule: algemeen.nakoming
    keuze: standaard
    reden: zo is het afgesproken
"""


def test_lawyer_approves_a_position_and_a_purchaser_does_not(open_desk: Open) -> None:
    desk = open_desk(TEAM, client="10.2.0.1")
    text = (REQUESTS / "msz.yaml").read_text(encoding="utf-8") + POSITION
    lawyer, purchaser = desk.by("jurist", "Jan Bos"), desk.by("inkoper")
    sent = {"bestand": ("a.yaml", text.encode())}
    assert desk.client.post("/bureau/nieuw/bestanden", files=sent, headers=purchaser).status_code < 400
    page = ok(desk.client.get("/bureau/afwijkingen", headers=lawyer))
    assert 'action="/bureau/afwijkingen/MSZ-2025-0008/0"' in page.text
    assert "action=" not in ok(desk.client.get("/bureau/afwijkingen", headers=purchaser)).text
    read = dict(re.findall(r'name="(gelezen)" value="(\w+)"', page.text))
    ok(desk.client.post("/bureau/afwijkingen/MSZ-2025-0008/0", data=read, headers=purchaser), 403)
    file = desk.desk.request("MSZ-2025-0008")
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace("zo is het afgesproken", "heel anders"), encoding="utf-8")
    ok(desk.client.post("/bureau/afwijkingen/MSZ-2025-0008/0", data=read, headers=lawyer), 422)
    file.write_text(before, encoding="utf-8")
    ok(desk.client.post("/bureau/afwijkingen/MSZ-2025-0008/0", data=read, headers=lawyer), 303)
    assert "akkoord_door: Jan Bos" in desk.desk.request("MSZ-2025-0008").read_text(encoding="utf-8")
    assert "Jan Bos" in text_of(desk.client.get("/bureau/afwijkingen", headers=purchaser))
    ok(desk.client.post("/bureau/afwijkingen/MSZ-2025-0008/7", data=read, headers=lawyer), 422)


def test_text_that_a_lawyer_reviewed_is_so_for_every_contract(open_desk: Open) -> None:
    desk = open_desk(TEAM + HOUSE, client="10.2.0.1")
    (desk.desk.folder / "huis").mkdir()
    (desk.desk.folder / "huis" / "reviewed.yaml").write_text("[]\n")
    lawyer = desk.by("jurist", "Jan Bos")
    before = ok(desk.client.get("/bureau/teksten", headers=lawyer)).text
    value = next(one for one in before.split('"') if one.startswith("algemeen.ova@"))
    ok(desk.client.post("/bureau/teksten", data={"tekst": [value, "geen@2023-01-01", "geen"]}, headers=lawyer), 303)
    ok(desk.client.post("/bureau/teksten", data={"tekst": value}, headers=desk.by("jurist", "Te laat")), 303)
    (line,) = yaml.safe_load((desk.desk.folder / "huis" / "reviewed.yaml").read_bytes())
    assert (line["clause"], line["reviewer"]) == ("algemeen.ova", "Jan Bos")
    after = ok(desk.client.get("/bureau/teksten", headers=lawyer)).text
    assert value not in after
    assert "Jan Bos" in after
    assert [line.details for line in DeskLog(desk.desk.address()).read()] == ["", "algemeen.ova"]


def test_without_a_library_of_the_house_a_review_has_no_place(open_desk: Open) -> None:
    desk = open_desk()
    assert "bibliotheek" in text_of(ok(desk.client.get("/bureau/teksten")))
    answer = ok(desk.client.post("/bureau/teksten", data={"tekst": "algemeen.ova@2023-01-01"}), 422)
    assert "bureau.yaml" in text_of(answer)


APPROVED = f"{POSITION}    akkoord_door: Piet van Inkoop\n"
HOW = "vraag dan een collega met de rol jurist"
FIELD = "posities.0.akkoord_door"


def upload(desk: AtDesk, text: str, headers: Mapping[str, str]) -> httpx.Response:
    return desk.client.post("/bureau/nieuw/bestanden", files={"bestand": ("a.yaml", text.encode())}, headers=headers)


def keep(desk: AtDesk, headers: Mapping[str, str], changes: Mapping[str, str]) -> httpx.Response:
    """Send the form of the contract as it stands, with `changes`."""
    at = f"/bureau/contract/{NAME}/aanvraag"
    stands = fields(desk.client.get(at, headers=headers).text)
    return desk.client.post(at, data={**stands, "_doe": "bewaar", **changes}, headers=headers)


def table(approved: str = "") -> bytes:
    """Return a table of one contract, whose position somebody approved when a name is given."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["kenmerk", "zorgaanbieder.kvk"])
    book.active.append(["MSZ-1", "90001001"])
    if approved:
        sheet = book.create_sheet("posities")
        sheet.append(["kenmerk", "clausule", "keuze", "reden", "akkoord_door"])
        sheet.append(["MSZ-1", "algemeen.nakoming", "standaard", "zo is het afgesproken", approved])
    book.save(out)
    return out.getvalue()


def held(desk: AtDesk) -> str:
    return desk.desk.request(NAME).read_text(encoding="utf-8")


def test_approval_in_a_file_of_a_purchaser_is_left_out_with_how_to_get_it(open_desk: Open) -> None:
    desk = open_desk(TEAM, client="10.2.0.1")
    answer = upload(desk, MSZ.read_text(encoding="utf-8") + APPROVED, desk.by("inkoper"))
    assert "Piet van Inkoop (algemeen.nakoming)" in text_of(ok(answer))
    assert HOW in text_of(answer)
    assert "zo is het afgesproken" in held(desk)
    assert "akkoord_door" not in held(desk)
    assert "nog niet" in text_of(desk.client.get("/bureau/afwijkingen", headers=desk.by("inkoper")))


def test_purchaser_types_no_approval_and_changes_nothing_under_one(open_desk: Open) -> None:
    desk = open_desk(TEAM, client="10.2.0.1")
    purchaser, lawyer = desk.by("inkoper"), desk.by("jurist", "Jan Bos")
    upload(desk, MSZ.read_text(encoding="utf-8") + POSITION, purchaser)
    refused = ok(keep(desk, purchaser, {FIELD: "Piet van Inkoop"}), 422)
    assert HOW in text_of(refused)
    assert fields(refused.text)[FIELD] == "Piet van Inkoop"
    assert "akkoord_door" not in held(desk)
    page = desk.client.get("/bureau/afwijkingen", headers=lawyer).text
    read = dict(re.findall(r'name="(gelezen)" value="(\w+)"', page))
    ok(desk.client.post(f"/bureau/afwijkingen/{NAME}/0", data=read, headers=lawyer), 303)
    ok(keep(desk, purchaser, {"ova.percentage": "4,28"}), 303)
    assert "akkoord_door: Jan Bos" in held(desk)
    other = {"posities.0.reden": "nu heel anders"}
    ok(keep(desk, purchaser, other), 422)
    ok(keep(desk, purchaser, other | {FIELD: ""}), 303)
    assert "akkoord_door" not in held(desk)


def test_table_of_a_purchaser_gives_no_approval_and_takes_that_of_its_base_over(open_desk: Open) -> None:
    desk = open_desk(TEAM, client="10.2.0.1")
    purchaser = desk.by("inkoper")
    plain, approved = table(), table("Piet van Inkoop")

    def send(at: str, data: bytes, base: str = "", **chosen: str) -> httpx.Response:
        files = {"tabel": ("t.xlsx", data)} | ({"basis": ("b.yaml", base.encode())} if base else {})
        return desk.client.post(f"/bureau/tabellen{at}", files=files, data=chosen, headers=purchaser)

    msz = MSZ.read_text(encoding="utf-8")
    for answer in (send("", plain, msz + APPROVED), send("", approved, msz + POSITION)):
        assert "Piet van Inkoop" in text_of(ok(answer, 422))
        assert HOW in text_of(answer)
    assert list((desk.desk.folder / "tabellen").iterdir()) == []
    desk.desk.request(NAME).write_text(msz + APPROVED.replace("Piet van Inkoop", "Jan Bos"), encoding="utf-8")
    finished(desk, send("", plain, aanvraag=NAME))
    assert "akkoord_door: Jan Bos" in desk.desk.request("MSZ-1").read_text(encoding="utf-8")
    ok(send("/t/tabel", approved), 422)
    assert (desk.desk.folder / "tabellen" / "t" / "tabel.xlsx").read_bytes() == plain


@pytest.mark.parametrize("team", [True, False])
def test_lawyer_and_who_works_alone_type_an_approval(team: bool, open_desk: Open) -> None:
    desk = open_desk(TEAM, client="10.2.0.1") if team else open_desk()
    both = {**desk.by("jurist", "Jan Bos"), "X-Forwarded-Groups": "juristen,zorginkoop"} if team else {}
    ok(upload(desk, MSZ.read_text(encoding="utf-8") + APPROVED, both), 303)
    assert "akkoord_door: Piet van Inkoop" in held(desk)
    ok(keep(desk, both, {FIELD: "Jan Bos"}), 303)
    assert "akkoord_door: Jan Bos" in held(desk)

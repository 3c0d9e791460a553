"""What a lawyer does at the desk: approves positions, and marks texts as reviewed."""

from __future__ import annotations

import re

import yaml

from izacontract.desk.log import DeskLog
from tests.conftest import REQUESTS
from tests.desk.conftest import TEAM, Open
from tests.desk.support import ok, text_of

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

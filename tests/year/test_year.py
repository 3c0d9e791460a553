"""A year in the life of one contract of each sector, with the commands that a purchaser types."""

from __future__ import annotations

import json
import re
import subprocess
from calendar import monthrange
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from izacontract.amend.differing import changes_between
from izacontract.amend.provisions import text_of
from izacontract.amend.sides import Given, consolidated
from izacontract.render.seal import Seal
from izacontract.verify.seals import read_seal
from izacontract.word.opening import open_word
from tests.conftest import needs
from tests.verify.test_libreoffice import resaved
from tests.year.back import ADDED, ARTICLE, AUTHOR, HEADING, QUESTION, STRUCK, Values, returned
from tests.year.conftest import Desk

REQUESTS = Path(__file__).parents[1] / "requests" / "2027"
OWN, OTHER = "NL79FIKT0000000101", "NL57FIKT0000000303"
REASON = "dat is ons beleid"
COUNTER = "De Zorgaanbieder ontvangt binnen 30 dagen een bevestiging."
EVENT = "alles-gedeclareerd"
SHARE = "hybride_zorg.doel_aandeel"
SIGNS = "zorgaanbieder.vertegenwoordiger.naam"
ACCOUNT = "zorgaanbieder.iban"


@dataclass(frozen=True)
class Case:
    """One sector: what comes back, the key of its amount, that amount as typed in March, and the next first day."""

    sector: str
    reference: str
    values: Values
    amount: str
    typed: tuple[str, str]
    march: str
    begin: str = "2028-01-01"


CASES = (
    Case(
        "ggz",
        "GGZ-2027-0031",
        Values(
            ("22.100.000,00", "22.400.000,00"), (OTHER, OWN), ("40%", "35%"), ("S. Hiemstra", "S. Verhoeven"), "ZPM-O02"
        ),
        "volume.bedrag",
        ("22100000.00", "22400000.00"),
        "23000000.00",
    ),
    Case(
        "huisartsen",
        "HA-2027-0417",
        Values(("18.000,00", "18.500,00"), (OWN, OTHER), ("40%", "35%"), ("M. el Amrani", "M. Verhoeven"), "HA-203"),
        "huisartsen.maatwerk.resultaten[1].bedrag",
        ("18000.00", "18500.00"),
        "19000.00",
    ),
    Case(
        "mdz",
        "MDZ-2027-0005",
        Values(
            ("301.000,00", "305.000,00"),
            ("NL35FIKT0000000505", OWN),
            ("35%", "30%"),
            ("H. Oomen", "H. Verhoeven"),
            "MDZ-COP",
        ),
        "mdz.diensten[1].budget",
        ("301000.00", "305000.00"),
        "310000.00",
    ),
    Case(
        "msz",
        "MSZ-2027-0008",
        Values(
            ("1.420,40", "1.431,15"),
            ("NL68FIKT0000000202", OWN),
            ("50%", "45%"),
            ("P.J. van den Berg", "P.J. Verhoeven"),
            "MSZ-B11",
        ),
        "tarieven.prestaties[2].tarief",
        ("1420.40", "1431.15"),
        "1440.00",
        "2029-01-01",
    ),
    Case(
        "wijkverpleging",
        "WV-2027-0112",
        Values(
            ("6.980.000,00", "7.050.000,00"),
            ("NL46FIKT0000000404", OWN),
            ("35%", "30%"),
            ("C. Braspenning", "C. Verhoeven"),
            "WV-03",
        ),
        "volume.bedrag",
        ("6980000.00", "7050000.00"),
        "7100000.00",
    ),
)
WITH_PROGRAMS = "ggz"
"""The sector whose second draft goes through LibreOffice and the validator of Word files."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.sector)
def test_year_of_a_contract(desk: Desk, case: Case, tmp_path: Path) -> None:
    year = _Year(desk, case)
    year.first_draft()
    changes = year.comes_back()
    year.is_taken(changes)
    year.second_draft()
    if case.sector == WITH_PROGRAMS:
        opens_elsewhere(tmp_path / "elders", desk.read("volgende.docx"))
    year.is_signed()
    year.falls_due()
    year.is_varied()
    year.is_renewed()
    log = [line["action"] for line in desk.contract(case.reference)["log"]]
    assert log == [
        *("generate", "set", "verify", "take", "generate", "set", "verify", "set", "generate", "set", "verify"),
        *("event", "vary", "verify", "vary", "verify", "consolidate", "verify", "generate", "renew"),
    ]


def opens_elsewhere(folder: Path, draft: bytes) -> None:
    """Check that LibreOffice opens and keeps the draft, and that the validator finds no fault in it."""
    from izacontract.verify.verifying import verify_document

    folder.mkdir()
    file = folder / "volgende.docx"
    file.write_bytes(draft)
    ran = subprocess.run(
        [needs("ooxml-validator", "IZACONTRACT_OOXML_VALIDATOR"), str(file)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert json.loads(ran.stdout)["errors"] == [], ran.stdout
    found = verify_document(resaved(folder, {"volgende": draft})["volgende"], "volgende.docx")
    assert not found.changed
    assert any(note.code == "comment" for note in found.notes)


class _Year:
    """The steps of one year, each with what has to hold after it."""

    def __init__(self, desk: Desk, case: Case) -> None:
        self.desk = desk
        self.case = case
        desk.write("aanvraag.yaml", (REQUESTS / f"{case.sector}.yaml").read_bytes())

    def first_draft(self) -> None:
        self.desk.run("generate", "aanvraag.yaml", "-o", "concept.docx")
        self.stands("concept", versions=1, documents=["concept.docx"])
        self.desk.run("register", "set", self.case.reference, "verstuurd", "--note", "per e-mail")
        self.stands("verstuurd", versions=1, documents=["concept.docx"])

    def comes_back(self) -> list[dict[str, Any]]:
        """Let the draft come back with twelve edits, and check that each is told; returns the changes by name."""
        self.desk.write("terug.docx", returned(self.desk.read("concept.docx"), self.case.values))
        found = self.desk.json("verify", "terug.docx", status=1)
        changes = list(named(found))
        names = [one["change_id"] for one in changes]
        assert all(names) and len(set(names)) == len(names)
        told = {(one["was"], one["now"]) for one in changes}
        values = self.case.values
        for was, now in (values.amount, values.account, values.share):
            assert (was, now) in told
        (was_name, is_name) = (words.rsplit(".", 1)[1].strip() for words in values.name)
        assert (was_name, is_name) in told
        assert {("", "goed"), (STRUCK, ""), ("", ADDED), ("bestaat", "bestond")} <= told
        assert ("geeft dat daarmee niet op", "verliest het na een jaar") in told
        assert [one["was"][: len(values.row)] for one in changes if one["kind"] == "row-removed"] == [values.row]
        assert [one["now"] for one in changes if one["kind"] == "article"] == [f"{HEADING}\n{ARTICLE}"]
        (comment,) = [note for note in found["notes"] if note["code"] == "comment"]
        assert (comment["text"], comment["author"], comment["number"]) == (QUESTION, AUTHOR, "3.1")
        assert {one["author"] for one in changes if one["tracked"]} == {AUTHOR}
        assert not any(one["tracked"] for one in changes if one["was"] == values.account[0])
        self.stands("terug", versions=1, documents=["concept.docx", "terug.docx"])
        return changes

    def is_taken(self, changes: list[dict[str, Any]]) -> None:
        """Accept most, refuse two with a reason, counter one; the fixed lid is accepted, and the checks refuse it."""
        counter = [one["change_id"] for one in changes if one["now"] == ADDED]
        refuse = [
            one["change_id"] for one in changes if one["now"].startswith("verliest") or one["kind"] == "row-removed"
        ]
        accept = [one["change_id"] for one in changes if one["change_id"] not in (*counter, *refuse)]
        said = self.desk.run(
            *("take", "terug.docx", "--into", "aanvraag.yaml", "-o", "tweede.yaml", "--accept", ",".join(accept)),
            *(part for name in refuse for part in ("--refuse", f"{name}={REASON}")),
            *("--counter", f"{counter[0]}={COUNTER}", "--agreed-by", "A. de Wit en B. Smit"),
            *("--agreed-on", "2026-11-10", "--on", "2026-11-11"),
            status=1,
        )
        assert "[overnemen.tekst-geweigerd]" in said and "Integraal Zorgakkoord" in said
        assert said.count("niet geplaatst") == 1
        for key in (self.case.amount, ACCOUNT, SHARE, SIGNS):
            assert f"overgenomen in {key}" in said, key
        was, now = self.desk.read("aanvraag.yaml").decode(), self.desk.read("tweede.yaml").decode()
        gone, come = lines_apart(was, now)
        assert len(gone) == len({self.case.amount, ACCOUNT, SIGNS, SHARE})
        assert self.case.typed[1] in "".join(come) and self.case.values.account[1] in "".join(come)
        for words in ("wat: vervallen", "goed verzekerd tegen", COUNTER, ARTICLE, "kop: Avondspreekuur"):
            assert words in now, words
        assert "verliest" not in now and "bestond" not in now
        answers = json.loads(self.desk.read("tweede.antwoord.json"))["answers"]
        assert {one["name"] for one in answers} == {one["change_id"] for one in changes}
        self.stands("terug", versions=2, documents=["concept.docx", "terug.docx", "tweede.yaml"])

    def second_draft(self) -> None:
        self.desk.run("generate", "tweede.yaml", "--redline-to", "terug.docx", "-o", "volgende.docx")
        self.desk.run("register", "set", self.case.reference, "verstuurd")
        comments = [
            note["text"]
            for note in self.desk.json("verify", "volgende.docx")["notes"]
            if note["code"] == "comment" and note["author"] != AUTHOR
        ]
        assert sum(REASON in text for text in comments) == 2
        assert any(text.startswith("Tegenvoorstel") for text in comments)
        documents = ["concept.docx", "terug.docx", "tweede.yaml", "volgende.docx"]
        self.stands("verstuurd", versions=2, documents=documents)

    def is_signed(self) -> None:
        """Agree about the counter-proposal too, make the final text and sign it."""
        reference = self.case.reference
        self.desk.run("register", "set", reference, "akkoord")
        agreed = "    overeengekomen_door: A. de Wit en B. Smit\n    overeengekomen_op: 2026-11-20\n"
        text = self.desk.read("tweede.yaml").decode()
        self.desk.write(
            "getekend.yaml", re.sub(r"(    reden: \"tegenvoorstel.*\n)", lambda m: m[1] + agreed, text, count=1)
        )
        unreviewed = "onze jurist leest mee vóór de ondertekening"
        self.desk.run("generate", "getekend.yaml", "--final", "--unreviewed", unreviewed, "-o", "getekend.docx")
        self.stands("akkoord", versions=3)
        self.desk.run("register", "set", reference, "getekend")
        assert self.desk.json("verify", "getekend.docx")["changed"] is False
        found = self.desk.json("register", "list", "--json", "--as-of", "2027-03-01")["contracts"]
        assert [(one["reference"], one["versions"]) for one in found] == [(reference, 3)]
        assert self.desk.contract(reference)["versions"][-1]["status"] == "definitief"

    def falls_due(self) -> None:
        """Ask the register what falls due, by month; an event that is recorded gives its duties a day."""
        dated, waiting = self.due("2020-01-01", "2099-12-31")
        months = sorted({one["day"][:7] for one in dated})
        first = f"{months[len(months) // 2]}-01"
        last = f"{first[:8]}{monthrange(int(first[:4]), int(first[5:7]))[1]}"
        asked, _ = self.due(first, last)
        assert asked and asked == [one for one in dated if first <= one["day"] <= last]
        hung = {one["id"] for one in waiting if one["event"] == EVENT}
        assert len(hung) == 2 and not hung & {one["id"] for one in dated}
        self.desk.run("register", "event", self.case.reference, EVENT)
        dated, waiting = self.due("2020-01-01", "2099-12-31")
        assert hung <= {one["id"] for one in dated}
        assert not hung & {one["id"] for one in waiting}

    def due(self, first: str, last: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Return what falls due from `first` through `last`, and what waits for an event."""
        (contract,) = self.desk.json("register", "due", "getekend.yaml", "--from", first, "--to", last)["contracts"]
        assert contract["reference"] == self.case.reference
        return contract["due"], contract["waiting"]

    def is_varied(self) -> None:
        """Write an addendum in March and one in June, and the running text, which says what the last request says."""
        march = self.desk.read("getekend.yaml").decode().replace(self.case.typed[1], self.case.march)
        june = march + (
            "\ntermijnen: {overleg: 35}\n"
            "weggelaten:\n  - {clausule: algemeen.contracteerproces, reden: Partijen volgen het convenant zorginkoop}\n"
        )
        self.desk.write("maart.yaml", march)
        self.desk.write("juni.yaml", june)
        self.desk.run("vary", "getekend.docx", "maart.yaml", "--from", "2027-03-01", "-o", "allonge-1.docx")
        assert self.desk.json("verify", "allonge-1.docx")["changed"] is False
        after = ("--after", "allonge-1.docx", "--from", "2027-06-01")
        self.desk.run("vary", "getekend.docx", "juni.yaml", *after, "-o", "allonge-2.docx")
        assert self.desk.json("verify", "allonge-2.docx")["changed"] is False
        addenda = ("allonge-1.docx", "allonge-2.docx")
        self.desk.run("consolidate", "getekend.docx", *addenda, "-o", "doorlopend.docx")
        assert self.desk.json("verify", "doorlopend.docx")["changed"] is False
        self.desk.run("generate", "juni.yaml", "-o", "juni.docx")
        running = consolidated(
            Given("getekend.docx", self.seal("getekend.docx")), [(name, self.seal(name)) for name in addenda]
        )
        assert changes_between(running.text, text_of(self.seal("juni.docx")), 3) == ()
        found = self.desk.contract(self.case.reference)
        assert [(one["number"], one["effective"]) for one in found["addenda"]] == [(1, "2027-03-01"), (2, "2027-06-01")]
        kinds = {one["name"]: (one["kind"], one["version"]) for one in found["documents"]}
        assert kinds["allonge-1.docx"] == kinds["allonge-2.docx"] == ("allonge", 3)
        assert kinds["doorlopend.docx"] == ("doorlopend", 3)

    def is_renewed(self) -> None:
        """Make next year's request; its draft builds with no other open points than those that were named."""
        renewed = ("renew", "juni.yaml", "--begin", self.case.begin, "-o", "volgend.yaml", "--letter", "brief.json")
        self.desk.run(*renewed)
        steps = json.loads(self.desk.read("brief.json"))["steps"]
        self.desk.run("generate", "volgend.yaml", "-o", "volgend.docx")
        assert self.desk.json("verify", "volgend.docx")["changed"] is False
        findings = self.desk.json("check", "volgend.yaml")["findings"]
        # the performance of a plan that ends with the year pays nothing any more: the command says where it is
        unnamed = [one for one in findings if one["code"] == "algemeen.bedrag-zonder-artikel"]
        assert bool(unnamed) == (self.case.sector == "huisartsen")
        points = {one["path"] for one in findings if one["severity"] == "open"}
        told = {step["key"] for step in steps if step["does"] in ("vragen", "eindigen", "vervallen")}
        assert "overeenkomst.kenmerk" in points
        assert {point for point in points if not any(belongs(point, key) for key in told)} == set()
        assert all(step["reason"] for step in steps)
        assert self.desk.contract(self.case.reference)["log"][-1]["note"].endswith("volgend.yaml")

    def stands(self, status: str, *, versions: int, documents: list[str] | None = None) -> None:
        """Check what the register has of the contract now."""
        found = self.desk.contract(self.case.reference)
        assert (found["status"], len(found["versions"])) == (status, versions)
        if documents is not None:
            assert [one["name"] for one in found["documents"]] == documents

    def seal(self, name: str) -> Seal:
        return read_seal(open_word(self.desk.read(name), name), name)


def belongs(point: str, key: str) -> bool:
    """Return whether an open `point` is at `key`, in what stood there, or is the list of which it was an element."""
    return point == key or point.startswith(f"{key}.") or re.sub(r"\[\d+\]$", "", key) == point


def named(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Return each named change in the JSON of `verify`: its name, what it was and is, its kind, and by whom."""
    changes: list[dict[str, Any]] = []

    def add(node: dict[str, Any], kind: str, now: str) -> None:
        by = [one["author"] for one in node.get("by", ()) if one["how"] == "tracked"]
        changes.append(
            {
                "change_id": node["change_id"], "was": node.get("was", ""), "now": now, "kind": kind,
                "tracked": bool(by), "author": by[0] if by else "",
            }
        )  # fmt: skip

    def edit(one: dict[str, Any]) -> None:
        if one["changes"] and any(words["change_id"] for words in one["changes"]):
            for words in one["changes"]:
                add(words, one["kind"], words["now"])
        elif one["change_id"]:
            add(one, one["kind"], one["now"])

    for part in found["parts"]:
        for one in (*part["edits"], *(each for clause in part["clauses"] for each in clause["edits"])):
            edit(one)
    for part in found["added"]:
        words = "\n".join(one["now"] for one in part["edits"])
        add({"change_id": part["change_id"]}, "article", words)
    for outside in found["outside"]:
        edit(outside["edit"])
    return changes


def lines_apart(was: str, now: str) -> tuple[list[str], list[str]]:
    """Return the lines of `was` that are not in `now`, and the other way round."""
    old, new = was.splitlines(), now.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]

"""The next draft as tracked changes on what came back: real ones, with comments, and the seal holds."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path

from lxml import etree

from izacontract.differ.verification import ClauseStatus
from izacontract.intake.tree import Tree
from izacontract.render.word import word
from izacontract.take.answers import Answer, Decision
from izacontract.take.record import Record, beside, read_record, record_of, record_text
from izacontract.take.redline import Redlined, redlined
from izacontract.take.taking import Taken
from izacontract.verify.verifying import verify_document
from izacontract.word.kit import Kit
from izacontract.word.opening import open_word
from izacontract.word.package import read_package
from izacontract.word.reading import read_part
from tests.conftest import needs
from tests.take.support import DAY, builder, changes_in, sent, taken
from tests.verify.edits import (
    BODY,
    Edited,
    W,
    cells,
    delete_tracked,
    insert,
    new_paragraph,
    new_tracked_paragraph,
    replace,
    reword,
    text,
)
from tests.verify.test_edits import table_of
from tests.verify.test_libreoffice import resaved

SECTOR = "huisartsen"
AUTHOR = "De Linde Zorgverzekeringen N.V."


@cache
def returned() -> bytes:
    """Return a document with edits of all kinds: a value, words, leden, an article, a cell, the title page."""
    edited = Edited(sent(SECTOR))
    replace(edited, edited.line("De OVA bestaat voor 2027"), "3,90%", "2,90%", day="2026-11-03")
    insured = edited.line("De Zorgaanbieder is verzekerd tegen")
    replace(edited, insured, "verzekerd tegen", "goed verzekerd tegen")
    reword(insured, "ook voor aanspraken", "behalve voor aanspraken")
    term = edited.clause("algemeen.looptijd")[0]
    insert(edited, term, "geldt", " stilzwijgend")
    paid = edited.clause("algemeen.declaratie")[0]
    paid.addnext(new_tracked_paragraph(edited, paid, "De Zorgaanbieder ontvangt binnen een week een bevestiging."))
    delete_tracked(edited, edited.line("Partijen beperken hun aansprakelijkheid niet."))
    heading = edited.heading("overleg")
    heading.addprevious(new_paragraph(heading, "Voorrang"))
    heading.addprevious(new_paragraph(paid, "De voorwaarden van de praktijk gaan voor."))
    return edited.saved()


def answers() -> dict[str, Answer]:
    """Return an answer of each kind, by what was changed."""
    found: dict[str, Answer] = {}
    for change in changes_in(returned(), SECTOR):
        if change.clause == "algemeen.looptijd":
            found[change.name] = Answer(Decision.REFUSED, remark="een vaste looptijd is ons beleid")
        elif change.clause == "algemeen.declaratie":
            found[change.name] = Answer(
                Decision.COUNTERED, "De Zorgaanbieder ontvangt binnen 30 dagen een bevestiging."
            )
        elif "goed" in change.now or change.now == "2,90%":
            found[change.name] = Answer(Decision.ACCEPTED)
        else:
            found[change.name] = Answer(Decision.REFUSED)
    return found


@cache
def done() -> Taken:
    return taken(SECTOR, returned(), answers())


def record() -> Record:
    return record_of(done(), "terug.docx", returned(), "HA-2027-0417", DAY, AUTHOR, "")


@cache
def draft() -> bytes:
    """Return the next draft as it is without tracked changes."""
    contract = builder(SECTOR).of(done().root).contract
    assert contract is not None
    return word(contract)


@cache
def made(document: bytes = b"") -> Redlined:
    return redlined(draft(), document or returned(), "terug.docx", AUTHOR, DAY, record())


def body() -> etree._Element:
    return etree.fromstring(read_package(made().document)[BODY])


def test_every_change_and_comment_has_its_author_and_day() -> None:
    ours = [node for kind in ("ins", "del") for node in body().iter(f"{W}{kind}")]
    assert len(ours) > 10
    assert {(node.get(f"{W}author"), node.get(f"{W}date")) for node in ours} == {(AUTHOR, f"{DAY}T00:00:00Z")}
    assert len({node.get(f"{W}id") for node in ours}) == len(ours)
    comments = open_word(made().document, "volgende.docx").comments.values()
    assert {(node.get(f"{W}author"), node.get(f"{W}date")) for node in comments} == {(AUTHOR, f"{DAY}T00:00:00Z")}


def test_what_was_refused_goes_and_what_was_countered_comes_each_with_a_comment() -> None:
    gone = "|".join("".join(node.itertext()) for node in body().iter(f"{W}del"))
    came = "|".join(text(node) for node in body().iter(f"{W}ins"))
    assert " stilzwijgend" in gone and "binnen een week" in gone and "De voorwaarden van de praktijk" in gone
    assert "behalve" in gone and "ook" in came
    assert "binnen 30 dagen een bevestiging" in came and "Partijen beperken hun aansprakelijkheid niet." in came
    assert "goed" not in gone + came and "2,90%" not in gone
    comments = ["".join(node.itertext()) for node in open_word(made().document, "volgende.docx").comments.values()]
    assert made().comments == len(comments) == len([one for one in answers().values() if one.decision != "aanvaard"])
    assert any(said.startswith("Niet overgenomen: een vaste looptijd is ons beleid") for said in comments)
    assert any(said.startswith("Tegenvoorstel in plaats van") for said in comments)


def test_seal_holds_whoever_accepts_every_change() -> None:
    found = verify_document(made().document, "volgende.docx")
    assert [clause.id for clause in found.clauses if clause.status is not ClauseStatus.UNCHANGED] == []
    assert not found.changed
    assert verify_document(made().document, "volgende.docx", draft(), "concept.docx").changed is False


def test_whoever_rejects_every_change_has_what_came_back() -> None:
    assert shown_lines(made().document, before=True) == shown_lines(returned(), before=False)


def shown_lines(data: bytes, *, before: bool) -> list[str]:
    """Return the paragraphs with text of a document, `before` its tracked changes or with all of them accepted."""
    file = open_word(data, "volgende.docx")
    found = []
    for paragraph in read_part(file.body, Kit(file)).paragraphs():
        words = " ".join((paragraph.old_text if before else paragraph.text).split())
        found += [words] if words and not paragraph.in_contents else []
    return found


def test_draft_opens_in_word(tmp_path: Path) -> None:
    validator = needs("ooxml-validator", "IZACONTRACT_OOXML_VALIDATOR")
    file = tmp_path / "volgende.docx"
    file.write_bytes(made().document)
    ran = subprocess.run([validator, str(file)], capture_output=True, text=True, timeout=300)
    assert json.loads(ran.stdout)["errors"] == [], ran.stdout


def test_libreoffice_opens_the_draft_and_keeps_changes_comments_and_seal(tmp_path: Path) -> None:
    saved = resaved(tmp_path, {"volgende": made().document})["volgende"]
    found = verify_document(saved, "volgende.docx")
    assert not found.changed
    assert sum(note.code == "comment" for note in found.notes) == made().comments
    assert any(note.code == "tracked-changes" for note in found.notes)


def test_document_that_libreoffice_saved_gives_the_same_request(tmp_path: Path) -> None:
    saved = resaved(tmp_path, {"terug": returned()})["terug"]
    assert [one.name for one in changes_in(saved, SECTOR)] == [one.name for one in changes_in(returned(), SECTOR)]
    again = taken(SECTOR, saved, answers())
    assert Tree(again.root).fingerprint == Tree(done().root).fingerprint


def test_cell_of_a_table_is_marked_too() -> None:
    edited = Edited(sent(SECTOR))
    cell = cells(table_of(edited), 1)[-1].find(f"{W}p")
    price = text(cell).split("\u00a0")[1]
    reword(cell, price, "1,23")
    found = redlined(sent(SECTOR), edited.saved(), "terug.docx", AUTHOR, DAY)
    marked = etree.fromstring(read_package(found.document)[BODY])
    (gone,) = marked.iter(f"{W}del")
    assert ("".join(gone.itertext()), found.changes) == ("1,23", 1)
    assert not verify_document(found.document, "volgende.docx").changed


def test_record_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    file = beside(tmp_path / "nieuw.yaml")
    file.write_text(record_text(record()), encoding="utf-8")
    assert read_record(file) == record()
    assert record().is_of(returned())
    assert read_record(tmp_path / "weg.json") is None


def test_counter_without_a_place_is_told_in_its_comment() -> None:
    edited = Edited(sent(SECTOR))
    insert(edited, edited.line("Iedere Partij is zelf verwerkings"), "zelf", " ook")
    data = edited.saved()
    (change,) = changes_in(data, SECTOR)
    found = taken(SECTOR, data, {change.name: Answer(Decision.COUNTERED, " samen met de ander")})
    kept = record_of(found, "terug.docx", data, "HA-2027-0417", DAY, AUTHOR, "")
    document = redlined(sent(SECTOR), data, "terug.docx", AUTHOR, DAY, kept).document
    (comment,) = open_word(document, "volgende.docx").comments.values()
    assert "Ons voorstel: “samen met de ander”" in "".join(comment.itertext())


def test_sign_that_no_word_file_holds_stops_no_comment() -> None:
    from izacontract.take.comments import MarginComment, with_comments

    paragraph = etree.Element(f"{W}p")
    parts = {"[Content_Types].xml": b"<T></Types>", "word/_rels/document.xml.rels": b"<R></Relationships>"}
    comment = MarginComment(paragraph, ("geen\x0bzin",))
    made = with_comments(parts, [comment], "Jan\x01 de Wit", DAY)
    assert "geen\ufffdzin" in made["word/comments.xml"].decode()

"""What programs do to a document by themselves changes no word of the agreement, and is not reported."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from izacontract.word.kit import Kit
from izacontract.word.numbers import fill_numbers
from izacontract.word.opening import open_word
from izacontract.word.reading import read_part
from tests.verify.edits import (
    Edited,
    W,
    contract_of,
    delete,
    map_text,
    rewritten,
    run,
    split,
)
from tests.verify.summary import notes, summary, verified
from tests.verify.test_edits import DERDEN, word_in


def split_everything(edited: Edited) -> None:
    for lid in edited.clause(DERDEN)[:3]:
        split(lid, word_in(lid))
        lid.append(etree.Element(f"{W}proofErr"))
        lid.set(f"{W}rsidR", "00AB12CD")


def autocorrect(edited: Edited) -> None:
    signs = {"'": "\u2019", '"': "\u201d", " ": "\u00a0", "e": "e\u00ad", "-": "\u2011"}
    map_text(edited, lambda words: words.translate(str.maketrans(signs)))


def accents_apart(edited: Edited) -> None:
    map_text(edited, lambda words: words.replace("ë", "e\u0308").replace("é", "e\u0301"))


def comment_and_format(edited: Edited) -> None:
    lid = edited.clause(DERDEN)[0]
    lid.insert(1, etree.Element(f"{W}commentRangeStart"))
    lid.append(etree.Element(f"{W}commentReference"))
    change = etree.SubElement(lid.find(f"{W}pPr"), f"{W}pPrChange")
    etree.SubElement(etree.SubElement(change, f"{W}pPr"), f"{W}pStyle").set(f"{W}val", "Tekst")


def content_control(edited: Edited) -> None:
    lid = edited.clause(DERDEN)[1]
    control = etree.Element(f"{W}sdt")
    lid.addprevious(control)
    etree.SubElement(control, f"{W}sdtPr")
    etree.SubElement(control, f"{W}sdtContent").append(lid)


def xml_comment_in_a_word(edited: Edited) -> None:
    words = edited.clause(DERDEN)[1].find(f".//{W}t")
    comment = etree.Comment("x")
    words.text, comment.tail = words.text[:5], words.text[5:]
    words.append(comment)


@pytest.mark.parametrize(
    "change",
    [split_everything, autocorrect, accents_apart, comment_and_format, content_control, xml_comment_in_a_word],
    ids=lambda change: change.__name__,
)
def test_what_changes_no_word_is_no_change(change: Callable[[Edited], None]) -> None:
    edited = Edited(contract_of("huisartsen"))
    change(edited)
    found = verified(edited.saved())
    assert summary(found) == {}
    assert notes(found) == []


@pytest.mark.parametrize("sector", ["ggz", "huisartsen", "mdz", "msz", "wijkverpleging"])
def test_document_as_it_was_sent_has_no_change(sector: str) -> None:
    found = verified(contract_of(sector))
    assert summary(found) == {}
    assert notes(found) == []


def test_clause_without_its_bookmark_is_found_back() -> None:
    edited = Edited(contract_of("huisartsen"))
    delete(*edited.bookmarks("C_algemeen__derden"))
    found = verified(edited.saved())
    assert summary(found) == {}
    assert notes(found) == ["bookmark-lost algemeen.derden"]
    assert next(clause for clause in found.clauses if clause.id == DERDEN).bookmark == "lost"


def test_all_clauses_are_found_back_when_every_bookmark_is_gone() -> None:
    edited = Edited(contract_of("huisartsen"))
    delete(*edited.root.findall(f".//{W}bookmarkStart"), *edited.root.findall(f".//{W}bookmarkEnd"))
    found = verified(edited.saved())
    assert summary(found) == {}
    assert {clause.bookmark for clause in found.clauses} == {"lost"}


def test_numbers_that_a_program_wrote_out_are_no_change() -> None:
    edited = Edited(contract_of("huisartsen"))
    file = open_word(contract_of("huisartsen"), "")
    kit = Kit(file)
    document = read_part(file.body, kit)
    fill_numbers(document, kit)
    for paragraph, node in zip(document.paragraphs(), edited.body.iter(f"{W}p"), strict=True):
        if paragraph.number:
            node.insert(1, run(f"{paragraph.number.upper()}\t"))
            node.find(f"{W}pPr/{W}pStyle").set(f"{W}val", "Tekst")
    found = verified(edited.saved())
    assert summary(found) == {}
    assert notes(found) == []


def test_lost_numbering_is_said_once() -> None:
    edited = Edited(contract_of("huisartsen"))
    for style in edited.body.iter(f"{W}pStyle"):
        style.set(f"{W}val", "Tekst")
    found = verified(edited.saved())
    assert found.changed
    assert "list-lost" in notes(found)
    assert not [clause for clause in found.clauses if clause.edits]


def test_document_of_another_program_opens() -> None:
    """Word on the web calls the body document2.xml, and "Strict Open XML" has other namespaces."""
    edited = Edited(contract_of("huisartsen"))
    body = edited.saved()
    parts = Edited(body).parts
    strict = parts["word/document.xml"].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    moved = rewritten(
        body,
        {
            "word/document.xml": None,
            "word/document2.xml": strict,
            "word/_rels/document.xml.rels": None,
            "word/_rels/document2.xml.rels": parts["word/_rels/document.xml.rels"],
            "_rels/.rels": parts["_rels/.rels"].replace(b"word/document.xml", b"word/document2.xml"),
        },
    )
    assert summary(verified(moved)) == {}

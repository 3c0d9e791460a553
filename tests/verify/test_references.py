"""Numbers in references: one that shifted with its article is no change, one that somebody typed is."""

from __future__ import annotations

import re

import pytest

from izacontract.word.document import Paragraph
from izacontract.word.kit import Kit
from izacontract.word.numbers import fill_numbers
from izacontract.word.opening import open_word
from izacontract.word.reading import read_part
from tests.verify.edits import (
    DAY,
    JANSEN,
    SMIT,
    Edited,
    Element,
    W,
    contract_of,
    delete,
    delete_tracked,
    new_paragraph,
    new_tracked_paragraph,
    run,
    text,
)
from tests.verify.summary import notes, summary, verified

TARGET = "H_geschillen"
"""The heading of what is article 19 in the example of huisartsen."""


def insert_article(edited: Edited, tracked: bool = False) -> None:
    heading, lid = edited.heading("voorwerp"), edited.clause("algemeen.voorwerp")[0]
    for like, words in ((heading, "Voorrang"), (lid, "Ons eigen contract gaat voor.")):
        heading.addprevious(new_tracked_paragraph(edited, like, words) if tracked else new_paragraph(like, words))


def update_fields(edited: Edited, accepted: bool = True) -> int:
    """Write into every reference what its target's list prints, as Word does; returns how many changed.

    Numbers are those with all tracked changes accepted, or those that also count what was taken out.
    """
    file = open_word(edited.saved(), "")
    kit = Kit(file)
    document = read_part(file.body, kit)
    fill_numbers(document, kit)
    at = {name: document.blocks[start[0]] for name, (start, _) in document.bookmarks.items()}
    changed = 0
    for code in edited.body.iter(f"{W}instrText"):
        target = re.match(r" REF (\S+) ", code.text or "")
        block = at.get(target[1]) if target else None
        if isinstance(block, Paragraph):
            runs = (node.find(f"{W}t") for node in code.getparent().itersiblings())
            stored = next((words for words in runs if words is not None), None)
            if stored is None:
                continue
            number = (block.number if accepted else block.numbers[-1]).rstrip(".")
            if number:
                changed += stored.text != number
                stored.text = number
    return changed


@pytest.mark.parametrize("tracked", [False, True], ids=["untracked", "tracked"])
def test_references_that_shifted_with_an_inserted_article_are_no_change(tracked: bool) -> None:
    edited = Edited(contract_of("huisartsen"))
    insert_article(edited, tracked)
    assert update_fields(edited) > 50
    found = verified(edited.saved())
    assert list(summary(found)) == ["new Voorrang"]
    assert [part.number_now for part in found.parts if part.slot == "geschillen"] == ["artikel 20"]
    assert [note for note in notes(found) if not note.startswith("tracked")] == []


def test_references_that_are_not_updated_yet_are_no_change_but_noted() -> None:
    edited = Edited(contract_of("huisartsen"))
    insert_article(edited)
    found = verified(edited.saved())
    assert list(summary(found)) == ["new Voorrang"]
    assert re.fullmatch(r"fields-not-updated \d{2,}", *notes(found))


@pytest.mark.parametrize("accepted", [True, False], ids=["accepted", "still counted"])
def test_number_after_a_tracked_deletion_is_no_change(accepted: bool) -> None:
    """As long as a deletion is not accepted, Word goes on counting the deleted article; after that it does not."""
    edited = Edited(contract_of("huisartsen"))
    delete_tracked(edited, *edited.article("mtvp"))
    assert bool(update_fields(edited, accepted)) == accepted
    assert set(summary(verified(edited.saved()))) == {"heading mtvp", "huisartsen.mtvp"}


def test_number_typed_over_in_a_reference_is_a_change() -> None:
    edited = Edited(contract_of("huisartsen"))
    stored = edited.reference(TARGET)
    stored.find(f"{W}t").text = "artikel 12"
    told = summary(verified(edited.saved()))
    assert list(told.values()) == [["reworded artikel 19 -> artikel 12 (veld: artikel 19)"]]


def test_number_typed_over_after_an_insertion_is_a_change() -> None:
    edited = Edited(contract_of("huisartsen"))
    insert_article(edited)
    update_fields(edited)
    edited.reference(TARGET).find(f"{W}t").text = "artikel 18"
    told = summary(verified(edited.saved()))
    told.pop("new Voorrang")
    assert len(told) == 1


def field_to_text(edited: Edited, stored: Element) -> None:
    """Do to a field what Ctrl+Shift+F9 does: only its result stays."""
    parts = [stored, *(node for node in stored.itersiblings(preceding=True))][1:]
    for node in parts:
        is_start = node.find(f"{W}fldChar[@{W}fldCharType='begin']") is not None
        delete(node)
        if is_start:
            break
    end = next(node for node in stored.itersiblings() if node.find(f"{W}fldChar[@{W}fldCharType='end']") is not None)
    delete(end)


def test_reference_turned_into_plain_text_is_no_change() -> None:
    edited = Edited(contract_of("huisartsen"))
    stored = edited.reference(TARGET)
    field_to_text(edited, stored)
    assert summary(verified(edited.saved())) == {}
    stored.find(f"{W}t").text = "artikel 3"
    assert len(summary(verified(edited.saved()))) == 1


def test_reference_to_another_article_is_a_change() -> None:
    edited = Edited(contract_of("huisartsen"))
    code = next(node for node in edited.body.iter(f"{W}instrText") if f" REF {TARGET} " in node.text)
    code.text = code.text.replace(TARGET, "H_looptijd")
    told = summary(verified(edited.saved()))
    assert list(told.values()) == [["reworded artikel 19 -> artikel 19 (veld: artikel 3)"]]


def test_reference_taken_out_is_a_change() -> None:
    edited = Edited(contract_of("huisartsen"))
    stored = edited.reference(TARGET)
    old = text(stored)
    delete(stored)
    assert list(summary(verified(edited.saved())).values()) == [[f"reworded {old} ->"]]


def test_reference_whose_target_is_gone_is_noted() -> None:
    edited = Edited(contract_of("huisartsen"))
    delete(*edited.article("controle"))
    found = verified(edited.saved())
    assert {note.code for note in found.notes} == {"reference-to-nothing", "fields-not-updated"}
    assert all(note.number or note.clause for note in found.notes if note.code == "reference-to-nothing")


def test_reference_of_their_own_is_read_as_its_text() -> None:
    edited = Edited(contract_of("huisartsen"))
    lid = edited.clause("algemeen.derden")[0]
    for piece in (
        run(" Zie "), run(" REF _Ref99 \\n \\h ", tag="instrText"), run("artikel 3")
    ):  # fmt: skip
        lid.append(piece)
    assert summary(verified(edited.saved())) == {"algemeen.derden": ["reworded -> Zie artikel 3"]}


def test_authors_of_a_changed_reference_are_told() -> None:
    edited = Edited(contract_of("huisartsen"))
    stored = edited.reference(TARGET)
    parent, at = stored.getparent(), stored.getparent().index(stored)
    gone, come = edited.tracked("del", JANSEN), edited.tracked("ins", SMIT)
    gone.append(stored)
    stored.find(f"{W}t").tag = f"{W}delText"
    come.append(run("artikel 3"))
    parent.insert(at, come)
    parent.insert(at, gone)
    told = summary(verified(edited.saved()))
    assert len(told) == 1
    assert f"(all: {JANSEN} {DAY}, {SMIT} {DAY})" in str(told)

"""What the other party proposes in a page becomes a document like one that came back, and is taken over like that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from izacontract.differ.naming import named_changes
from izacontract.differ.verification import EditKind, Verification
from izacontract.take.printed import text_of
from izacontract.take.proposing import Proposal, ProposedHow, proposed
from izacontract.verify.verifying import verify_document
from tests.take.support import DAY, accepted, builder, sent

SECTOR = "huisartsen"
INSURED = "algemeen.verzekerde"
HAND = "J. Jansen (Huisartsen Noord)"


def proposal(clause: str, at: int, text: str, how: ProposedHow = "replace") -> Proposal:
    return Proposal(clause, at, how, text, HAND, DAY)


def says(clause: str, at: int) -> str:
    return text_of(builder(SECTOR).build().clauses[clause].blocks[at].cells[0][0])


def verified(*proposals: Proposal) -> Verification:
    return verify_document(proposed(sent(SECTOR), proposals), "voorstellen.docx", sent(SECTOR), "verzonden.docx")


def test_proposed_words_are_tracked_changes_by_who_proposed_them() -> None:
    was = says(INSURED, 0)
    found = verified(proposal(INSURED, 0, was.replace("vergoeding", "goede vergoeding", 1)))
    (change,) = named_changes(found)
    assert (change.clause, change.now, change.was) == (INSURED, "goede", "")
    assert change.words is not None
    assert change.words.tracked == "all"
    assert [(by.author, by.day) for by in change.words.by] == [(HAND, DAY)]


@pytest.mark.parametrize("at", range(3))
def test_every_text_comes_back_as_it_was_typed(at: int) -> None:
    words = says(INSURED, at).split()
    for text in (
        " ".join(["Vooraan", *words]),
        " ".join(["Anders", *words[1:]]),
        " ".join(words[1:]),
        " ".join([*words[:-1], "anders."]),
        " ".join([*words, "En nog dit."]),
        " ".join([*words[:2], "met", "nadruk", *words[4:]]),
        " ".join([*words[:5], "&", "<kort>:", "12,5%", "van", "€ 1.000,00", *words[5:]]),
    ):
        found = verified(proposal(INSURED, at, text))
        (edit,) = [edit for clause in found.clauses for edit in clause.edits]
        assert " ".join(edit.now.split()) == " ".join(text.split())
        assert edit.at == at


def test_every_paragraph_of_a_contract_takes_a_proposal_and_only_there() -> None:
    contract = builder(SECTOR).build()
    wanted = [
        proposal(name, at, f"{text_of(block.cells[0][0])} Aldus voorgesteld.")
        for name, clause in contract.clauses.items()
        for at, block in enumerate(clause.blocks)
        if not block.is_table
    ]
    found = verified(*wanted)
    edits = {(clause.id, edit.at) for clause in found.clauses for edit in clause.edits}
    assert edits == {(one.clause, one.at) for one in wanted}
    assert not found.outside
    assert all(change.now == "Aldus voorgesteld." for change in named_changes(found))


def test_lid_that_goes_and_lid_that_comes_are_read_as_such() -> None:
    found = verified(
        proposal(INSURED, 1, "", "drop"), proposal("algemeen.declaratie", 0, "Er komt een bevestiging.", "add")
    )
    kinds = {(change.clause, change.edit.kind) for change in named_changes(found) if change.edit is not None}
    assert {(INSURED, EditKind.REMOVED), ("algemeen.declaratie", EditKind.ADDED)} <= kinds


def test_accepted_proposal_is_a_deviation_with_who_proposed_it() -> None:
    changed = f"{says(INSURED, 1)} Zo doen wij het."
    taken = accepted(SECTOR, proposed(sent(SECTOR), [proposal(INSURED, 1, changed)]))
    (item,) = taken.items
    assert item.section == "afwijkingen"
    assert str(item.values["tekst"]) == changed
    assert HAND in str(item.values["reden"])


def test_last_of_two_texts_for_one_lid_holds_and_what_has_no_place_is_passed_over() -> None:
    first = proposal(INSURED, 0, f"{says(INSURED, 0)} Eerst dit.")
    found = verified(
        first,
        replace(first, text=f"{says(INSURED, 0)} Toch dat."),
        proposal("geen.clausule", 0, "x"),
        replace(first, at=99),
    )
    (edit,) = [edit for clause in found.clauses for edit in clause.edits]
    assert edit.now.endswith(" Toch dat.")


def test_text_that_has_nothing_of_the_lid_left_still_takes_its_place() -> None:
    taken = accepted(SECTOR, proposed(sent(SECTOR), [proposal("algemeen.looptijd", 1, "Kort en goed.")]))
    (item,) = taken.items
    assert (str(item.values["wat"]), str(item.values["tekst"])) == ("vervangen", "Kort en goed.")


def test_without_proposals_nothing_changed() -> None:
    assert not verified().changed


def test_two_hands_keep_their_own_names_and_every_mark_has_its_own_id() -> None:
    other = Proposal("algemeen.declaratie", 0, "replace", "Kort en goed.", "P. Smit", date(2026, 11, 12))
    found = verified(proposal(INSURED, 0, f"{says(INSURED, 0)} Kort."), other)
    hands = {by.author for change in named_changes(found) if change.edit for by in (change.words or change.edit).by}
    assert hands == {HAND, "P. Smit"}

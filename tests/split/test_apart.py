"""A contract taken apart says what the whole does: the same words and numbers, links only to what is in the same file."""

from __future__ import annotations

import re
from functools import cache

import pytest

from izacontract import Contract, Reference
from izacontract.model.contract import texts_of
from izacontract.render.frame import annex_frame
from izacontract.render.frame_mending import standard_frame
from izacontract.render.marks import wanted_marks
from izacontract.render.text import text
from izacontract.render.word import word
from izacontract.split.apart import ANNEXES, BELONGS, ListedAnnex, annex_apart, contract_apart
from izacontract.verify.verifying import verify_document
from tests.contracts.support import SECTORS, build, example


@cache
def whole(sector: str) -> Contract:
    return build(example(sector))


def apart(contract: Contract) -> list[Contract]:
    files = {annex.slot: ListedAnnex(f"bijlage {annex.letter}.docx") for annex in contract.annexes}
    return [contract_apart(contract, files), *(annex_apart(contract, annex) for annex in contract.annexes)]


def lines(contract: Contract, clauses: set[str]) -> list[str]:
    """Return what each text of `clauses` of `contract` prints."""
    return [
        f"{part.heading}: {''.join(inline.text for inline in inlines)}"
        for part in contract.parts
        for clause in part.clauses
        if clause.id in clauses
        for block in clause.blocks
        for inlines in texts_of(block)
    ]


@pytest.mark.parametrize("sector", SECTORS)
def test_parts_say_together_what_the_whole_says(sector: str) -> None:
    contract = whole(sector)
    ids = {clause.id for part in contract.parts for clause in part.clauses}
    said = [line for part in apart(contract) for line in lines(part, ids)]
    assert sorted(said) == sorted(lines(contract, ids))


@pytest.mark.parametrize("sector", SECTORS)
def test_no_reference_links_to_another_file(sector: str) -> None:
    for part in apart(whole(sector)):
        wanted_marks(part)  # raises for a link that leads nowhere


def test_reference_to_another_file_keeps_its_words() -> None:
    contract = whole("msz")
    annex = annex_apart(contract, contract.annexes[1])
    told = [
        inline
        for clause in annex.annexes[0].clauses
        for block in clause.blocks
        for inlines in texts_of(block)
        for inline in inlines
        if isinstance(inline, Reference)
    ]
    assert told
    assert all(re.match(r"artikel \d", one.text) and {mark for _, mark in one.parts} == {None} for one in told)


@pytest.mark.parametrize("position", [1, 3])
def test_annex_by_itself_keeps_its_letter_in_word_and_has_no_pages_of_the_contract(position: int) -> None:
    contract = whole("wijkverpleging")
    annex = contract.annexes[position - 1]
    alone = annex_apart(contract, annex)
    data = word(alone, annex_frame(standard_frame(), position))
    verified = verify_document(data, "bijlage")
    assert (verified.changed, verified.outside, verified.notes) == (False, (), ())
    assert [part.number for part in verified.parts] == [f"bijlage {annex.letter}"]
    assert verified.reference == contract.reference
    assert next(clause.id for part in verified.parts for clause in part.clauses) == BELONGS


def test_annex_whose_letter_was_changed_is_told() -> None:
    contract = whole("wijkverpleging")
    alone = annex_apart(contract, contract.annexes[2])
    sent = word(alone, annex_frame(standard_frame(), 3))
    other = word(alone, annex_frame(standard_frame(), 2))
    assert verify_document(other, "terug", sent, "verzonden").changed


def test_contract_lists_its_annexes_before_the_signatures() -> None:
    contract = whole("huisartsen")
    main = apart(contract)[0]
    slots = [part.slot for part in main.parts]
    assert slots.index("eigen-losse-bijlagen") == slots.index("ondertekening") - 1
    assert main.annexes == ()
    listing = text(main).partition("\nBijlagen\n")[2]
    for annex in contract.annexes:
        assert f"| {annex.letter} | {annex.heading} | bijlage {annex.letter}.docx |" in listing
    assert ANNEXES not in text(main)

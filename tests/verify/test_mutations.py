"""Every kind of change of the mutation bench: what shows is told, what programs do by themselves is not."""

from __future__ import annotations

from random import Random

import pytest

from benchmarks.mutations import Draft
from benchmarks.verify_mutations import HARMLESS, VISIBLE
from izacontract.errors import FileError
from tests.verify.edits import contract_of
from tests.verify.summary import notes, summary, verified


def changed(kind: str) -> bytes:
    draft = Draft(contract_of("huisartsen"), Random(kind))
    (VISIBLE | HARMLESS)[kind](draft)
    return draft.saved()


@pytest.mark.parametrize("kind", VISIBLE)
def test_what_shows_is_told(kind: str) -> None:
    try:
        assert verified(changed(kind)).changed
    except FileError:
        return


@pytest.mark.parametrize("kind", HARMLESS)
def test_what_programs_do_by_themselves_is_not_told(kind: str) -> None:
    assert summary(verified(changed(kind))) == {}


def test_comment_is_listed_with_its_place_and_author() -> None:
    found = [note for note in verified(changed("comment")).notes if note.code == "comment"]
    assert [(note.author, str(note.day), note.text) for note in found] == [("K. Smit", "2026-03-03", "Akkoord?")]
    assert found[0].number


def test_restarted_list_is_told_once() -> None:
    found = summary(verified(changed("list_restarted")))
    assert sum(line.startswith("renumbered") for lines in found.values() for line in lines) == 1


def test_list_that_prints_other_numbers_is_told_once() -> None:
    assert list(summary(verified(changed("list_text_changed")))) == ["numbers"]
    assert "tracked-changes" not in notes(verified(changed("list_text_changed")))

"""The second opinion: words that another program shows and nobody reported."""

from __future__ import annotations

from izacontract.render.pdf import find_office, shown_text
from izacontract.verify.verifying import verify_document
from tests.verify.edits import contract_of


def test_libreoffice_shows_what_was_sealed_and_a_word_more_is_told() -> None:
    data = contract_of("huisartsen")
    shown = shown_text(data, find_office())
    assert not verify_document(data, "terug.docx", shown=shown).changed
    found = verify_document(data, "terug.docx", shown=f"{shown} behoudens tegenbericht")
    assert found.changed
    assert "behoudens, tegenbericht" in found.outside[0].edit.now


def test_words_that_are_told_already_are_not_told_again() -> None:
    data = contract_of("huisartsen")
    shown = shown_text(data, find_office()).replace("HA-2025-0417", "HA-0000")
    found = verify_document(data, "terug.docx", shown=shown)
    assert "ha-0000" in found.outside[0].edit.now

"""A position and a lid that parties made otherwise, compared: in requests, in documents and in the library."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from izacontract import load_plugins
from izacontract.cli.sides import SealedDocument, compared
from izacontract.differ.changes import ChangeKind, Comparison
from izacontract.differ.library import compare_library
from izacontract.host import Plugins
from izacontract.render.seal import seal_contract
from tests.build.test_deviations import deviation
from tests.build.test_positions import TEXT, choice, house, with_position
from tests.compare.test_contracts import change
from tests.compare.test_contracts import compared as requests_compared
from tests.support import FYSIO, contract_of, fysio

WITH_POSITION = {"posities": [choice()]}
WITH_LID = {"afwijkingen": [deviation()]}


def reasons(comparison: Comparison) -> list[str]:
    return [reason.text for reason in change(comparison, "fysio.tarief").reasons]


def sent(request: dict[str, Any], plugins: Plugins) -> SealedDocument:
    return SealedDocument("x.docx", seal_contract(contract_of(request, plugins)), b"")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({}, WITH_POSITION, "positie: standaard → voorschot (starter; akkoord van C. Proef)"),
        (WITH_POSITION, {}, "positie: voorschot → standaard"),
        (
            {},
            WITH_LID,
            "lid 'betaling': volgens de tekst → vervangen (proef; akkoord van A. Proef en B. Proef op 3 november 2024)",
        ),
        (WITH_LID, {}, "lid 'betaling': vervangen → volgens de tekst"),
    ],
)
def test_change_is_told_in_words_with_its_reason(
    tmp_path: Path, old: dict[str, Any], new: dict[str, Any], expected: str
) -> None:
    found = requests_compared(fysio(**old), fysio(**new), with_position(tmp_path))
    assert reasons(found) == [expected]
    assert not [reason for line in change(found, "fysio.tarief").lines for reason in line.reasons]


def test_other_words_for_the_same_lid_are_a_change_of_the_parties() -> None:
    found = requests_compared(fysio(**WITH_LID), fysio(afwijkingen=[deviation(words="Anders.")]))
    assert reasons(found)[0].startswith("lid 'betaling': vervangen → vervangen (proef")


def test_documents_tell_what_their_seals_keep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plugins = with_position(tmp_path)
    monkeypatch.setattr(SealedDocument, "is_altered", False)
    found = compared(sent(fysio(), plugins), sent(fysio(**WITH_POSITION), plugins), plugins)
    assert reasons(found) == ["positie: standaard → voorschot"]


def test_later_text_of_a_position_is_in_the_yearly_list(tmp_path: Path) -> None:
    folder = house(tmp_path) / "fysio" / "tarief" / "voorschot"
    later = TEXT.replace("Eerste tekst", "Het voorschot loopt mee").replace("verrekend", "per maand verrekend")
    (folder / "2025-07-01.md").write_text(later, encoding="utf-8")
    plugins = load_plugins([FYSIO], house=tmp_path / "huis")
    listed = compare_library(plugins, plugins.sectors["fysio"], date(2025, 1, 1), date(2025, 8, 1))
    found = change(listed, "fysio.tarief")
    assert found.kinds == (ChangeKind.REWORDED,)
    assert [reason.text for reason in found.reasons] == ["positie voorschot: Het voorschot loopt mee."]
    assert len(found.lines) == 1

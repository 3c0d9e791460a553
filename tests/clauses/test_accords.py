"""Accords and what they ask in time: what is wrong in their files is told with its place, and never printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from izacontract import ClauseError, FileError
from izacontract.clauses.library import Library, read_library

ACCORD = """\
title: Proefakkoord
short: PA
editions: [{name: ondertekend, day: 2022-09-16, identifier: versie 1}]
from: 2023-01-01
until: 2026-12-31
"""
EXTENDED = "extensions: [{by: %s, signed: 2025-09-08, until: 2028-12-31, paragraph: '5', page: '9'}]\n"
ASKED = """\
1 Prijs:
  - id: pa-1
    text: Iets.
    clauses: []
    source: {accord: pa, paragraph: "1"}
"""
AGAINST = 'passages: [{accord: pa, paragraph: "8"}]'


def library(path: Path, accord: str = ACCORD, asked: str = ASKED, name: str = "pa") -> Library:
    """Return a library with one accord, called `name`, that asks one thing."""
    (path / "accords").mkdir()
    (path / "accords" / f"{name}.yaml").write_text(accord, encoding="utf-8")
    (path / "commitments.yaml").write_text(asked, encoding="utf-8")
    return read_library([("proef", path)])


@pytest.mark.parametrize(
    ("accord", "nl", "en"),
    [
        (ACCORD.replace("2026-12-31", "2022-12-31"), "pa.yaml:5: until ligt vóór from", "until is before from"),
        (ACCORD + EXTENDED % "weg", "pa.yaml: 'weg' is geen akkoord", "'weg' is no accord"),
        (
            ACCORD + EXTENDED.replace("page: '9'", "page: '9', against: [{accord: weg, paragraph: '4'}]") % "pa",
            "pa.yaml: 'weg' is geen akkoord",
            "'weg' is no accord",
        ),
        (ACCORD.replace("[{name", "[] # "), "pa.yaml:3: editions is leeg", "editions is empty"),
    ],
)
def test_wrong_accord_is_refused_with_its_file(tmp_path: Path, accord: str, nl: str, en: str) -> None:
    with pytest.raises(ClauseError) as caught:
        library(tmp_path, accord)
    assert f"proef/accords/{nl}" in caught.value.message.nl
    assert en in caught.value.message.en


def test_name_of_an_accord_can_be_typed_as_an_id(tmp_path: Path) -> None:
    with pytest.raises(ClauseError, match="'Pröf 1' is geen goede id"):
        library(tmp_path, name="Pröf 1")


@pytest.mark.parametrize(
    ("more", "nl", "en"),
    [
        ("from: 23", "6: 1 Prijs[1].from is geen jaar van vier cijfers", "is no year of four digits"),
        ("until: 20026", "6: 1 Prijs[1].until is geen jaar van vier cijfers", "is no year of four digits"),
        ("until: 2024\n    from: 2025", "6: 1 Prijs[1].until ligt vóór from", "until is before from"),
        ("from: 2027", " pa-1: from (2027) ligt na 2026", "from (2027) is after 2026"),
        (AGAINST, " pa-1: passages horen bij after", "passages go with after"),
        (
            "after: doorgetrokken",
            " pa-1: noem bij passages waaruit 'doorgetrokken' blijkt",
            "what 'doorgetrokken' rests",
        ),
        (
            f"after: onzeker\n    {AGAINST}",
            " pa-1: noem bij passages waaruit 'onzeker' blijkt",
            "contradict each other",
        ),
    ],
)
def test_wrong_time_of_a_commitment_is_refused(tmp_path: Path, more: str, nl: str, en: str) -> None:
    with pytest.raises(ClauseError) as caught:
        library(tmp_path, asked=f"{ASKED}    {more}\n")
    assert f"proef/commitments.yaml:{nl}" in caught.value.message.nl
    assert en in caught.value.message.en


def test_state_after_an_accord_needs_an_accord(tmp_path: Path) -> None:
    asked = ASKED.replace("{accord: pa, paragraph: ", "{document: Beleid, section: ") + "    after: vervallen\n"
    with pytest.raises(ClauseError, match="pa-1: after hoort bij een bron met accord"):
        library(tmp_path, asked=asked)


def test_folder_of_accords_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = Path.iterdir

    def refusing(folder: Path) -> object:
        if folder.name == "accords":
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", refusing)
    with pytest.raises(FileError, match="kan niet worden gelezen"):
        library(tmp_path)

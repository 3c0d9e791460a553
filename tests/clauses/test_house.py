"""An insurer's own texts and its reviews."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from izacontract import ClauseError, FileError
from izacontract.host import HOUSE, Plugins
from izacontract.render.text import text, text_of_clause
from tests.support import FYSIO, contract_of, fysio, loaded

OWN = "---\nchange: Eigen tekst.\nsources: [{document: Huisbeleid, section: '1', consulted: 2026-11-21}]\n---\n1. {{ lid(\"betaling\") }}Eigen tekst.\n"


def house(folder: Path, day: str, text: str = OWN) -> Plugins:
    path = folder / "huis" / "fysio" / "tarief"
    path.mkdir(parents=True)
    (path / f"{day}.md").write_text(text, encoding="utf-8")
    return loaded(FYSIO, house=folder / "huis")


@pytest.mark.parametrize(("day", "own"), [("2023-01-01", True), ("2024-06-01", True), ("2025-06-01", False)])
def test_house_text_with_an_equal_or_later_day_replaces_ours_from_its_day(tmp_path: Path, day: str, own: bool) -> None:
    contract = contract_of(fysio(), house(tmp_path, day))
    assert ("Eigen tekst." in text(contract)) is own
    decision = next(decision for decision in contract.decisions if decision.clause == "fysio.tarief")
    assert decision.origin == ("huisbibliotheek huis" if own else "fysio")


def test_house_text_older_than_ours_gives_way_to_it(tmp_path: Path) -> None:
    plugins = house(tmp_path, "2022-01-01")
    assert "Eigen tekst." not in text_of_clause(contract_of(fysio(), plugins), "fysio.tarief")


def test_review_marks_the_text(tmp_path: Path) -> None:
    (tmp_path / "reviewed.yaml").write_text(
        "- {clause: fysio.tarief, since: 2023-01-01, reviewer: mr. P. Proef, day: 2026-05-01}\n", encoding="utf-8"
    )
    clause = loaded(FYSIO, house=tmp_path).library.clause("fysio.tarief")
    assert clause.version_on(date(2025, 1, 1)).reviewed == "mr. P. Proef, 1 mei 2026"


@pytest.mark.parametrize(
    "review",
    [
        "- {clause: fysio.weg, since: 2023-01-01, reviewer: x, day: 2026-05-01}",
        "- {clause: fysio.tarief, since: 2020-01-01, reviewer: x, day: 2026-05-01}",
        "- {clause: fysio.tarief}",
    ],
)
def test_wrong_review_is_refused(tmp_path: Path, review: str) -> None:
    (tmp_path / "reviewed.yaml").write_text(review + "\n", encoding="utf-8")
    with pytest.raises(ClauseError):
        _ = loaded(FYSIO, house=tmp_path).library


def test_house_text_for_an_unknown_clause_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "huis" / "fysio" / "weg"
    path.mkdir(parents=True)
    (path / "2025-01-01.md").write_text(OWN, encoding="utf-8")
    with pytest.raises(ClauseError, match=r"fysio\.weg"):
        _ = loaded(FYSIO, house=tmp_path / "huis").library


def test_house_folder_that_is_not_there_is_a_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOUSE, str(tmp_path / "weg"))
    with pytest.raises(FileError, match="geen map"):
        _ = loaded(FYSIO).library

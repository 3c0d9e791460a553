"""An insurer's own texts and its reviews."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from izacontract import ClauseError, FileError, load_plugins
from izacontract.host import Plugins
from izacontract.loading import HOUSE
from izacontract.render.text import text, text_of_clause
from tests.support import FYSIO, contract_of, fysio

OWN = "---\nchange: Eigen tekst.\nsources: [{document: Huisbeleid, section: '1', consulted: 2026-11-21}]\n---\n1. {{ lid(\"betaling\") }}Eigen tekst.\n"


def house(folder: Path, day: str, text: str = OWN) -> Plugins:
    path = folder / "huis" / "fysio" / "tarief"
    path.mkdir(parents=True)
    (path / f"{day}.md").write_text(text, encoding="utf-8")
    return load_plugins([FYSIO], house=folder / "huis")


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
    clause = load_plugins([FYSIO], house=tmp_path).library.clause("fysio.tarief")
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
        _ = load_plugins([FYSIO], house=tmp_path).library


def test_house_text_for_an_unknown_clause_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "huis" / "fysio" / "weg"
    path.mkdir(parents=True)
    (path / "2025-01-01.md").write_text(OWN, encoding="utf-8")
    with pytest.raises(ClauseError, match=r"fysio\.weg"):
        _ = load_plugins([FYSIO], house=tmp_path / "huis").library


def test_house_folder_that_is_not_there_is_a_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOUSE, str(tmp_path / "weg"))
    with pytest.raises(FileError, match="geen map"):
        _ = load_plugins([FYSIO]).library


FIGURES = """\
- id: fysio.maximum
  title: Hoogste tarief per zitting (verzonnen)
  unit: euro
  values:
    - {from: %s, until: %s, value: "%s", status: vastgesteld, source: {document: Huisbesluit, section: "1", consulted: 2026-11-21}}
"""


def figures(folder: Path, since: str, until: str, value: str) -> Plugins:
    path = folder / "huis" / "parameters"
    path.mkdir(parents=True)
    (path / "maximum.yaml").write_text(FIGURES % (since, until, value), encoding="utf-8")
    return load_plugins([FYSIO], house=folder / "huis")


NEXT_YEAR = {**fysio()["overeenkomst"], "begin": "2026-01-01", "einde": "2026-12-31"}


def test_house_figure_holds_on_days_that_the_library_does_not_know(tmp_path: Path) -> None:
    request = fysio(overeenkomst=NEXT_YEAR)
    assert "fysio.maximum" in {point.field for point in contract_of(request).open_points}
    contract = contract_of(request, figures(tmp_path, "2026-01-01", "2026-12-31", "47.50"), final=True)
    assert "47,50" in text_of_clause(contract, "fysio.tarief")
    assert "Huisbesluit" in {source.document for source in contract.sources}


def test_house_figure_leaves_the_figures_of_the_library_alone(tmp_path: Path) -> None:
    plugins = figures(tmp_path, "2026-01-01", "null", "47.50")
    assert plugins.parameters.amount("fysio.maximum", date(2025, 12, 31)) == 45
    added = plugins.parameters.on("fysio.maximum", date(2030, 1, 1))
    assert added is not None
    assert (added.origin, added.place) == ("huisbibliotheek huis", "huis/parameters/maximum.yaml:5")


@pytest.mark.parametrize(("since", "until"), [("2025-12-31", "2026-12-31"), ("2024-01-01", "2025-01-01")])
def test_house_figure_that_contradicts_a_released_one_is_refused_with_both_places(
    tmp_path: Path, since: str, until: str
) -> None:
    with pytest.raises(ClauseError) as caught:
        _ = figures(tmp_path, since, until, "47.50").library
    assert caught.value.code == "clausule.cijfer-tegenstrijdig"
    assert "huis/parameters/maximum.yaml:5" in caught.value.message.nl
    assert "fysio/parameters/maximum.yaml" in caught.value.message.nl


def test_house_figure_that_says_the_same_as_a_released_one_is_left_out(tmp_path: Path) -> None:
    plugins = figures(tmp_path, "2025-03-01", "2025-12-31", "45.0")
    assert plugins.parameters.by_id == load_plugins([FYSIO]).parameters.by_id


def test_key_that_stands_twice_is_refused_at_its_second_line(tmp_path: Path) -> None:
    text = OWN.replace("change: Eigen tekst.\n", "change: Eigen tekst.\nchange: Dubbel.\n")
    with pytest.raises(ClauseError) as told:
        _ = house(tmp_path, "2024-01-01", text).library
    assert "2024-01-01.md:3: sleutel 'change' staat er twee keer." in told.value.message.nl


def test_day_that_no_calendar_has_is_refused_at_its_line_in_dutch(tmp_path: Path) -> None:
    text = OWN.replace("2026-11-21", "2026-21-11").replace("sources: [{", "sources:\n  - {").replace("}]", "}")
    with pytest.raises(ClauseError) as told:
        _ = house(tmp_path, "2024-01-01", text).library
    assert "2024-01-01.md:4: '2026-21-11' is geen dag (jjjj-mm-dd)." in told.value.message.nl

"""An insurer's own texts and its reviews."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks import large_library
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


def test_key_that_stands_twice_is_refused_with_both_lines(tmp_path: Path) -> None:
    text = OWN.replace("change: Eigen tekst.\n", "change: Eigen tekst.\nchange: Dubbel.\n")
    with pytest.raises(ClauseError) as told:
        _ = house(tmp_path, "2024-01-01", text).library
    assert "2024-01-01.md:3: sleutel 'change' staat er twee keer; de eerste staat op regel 2." in told.value.message.nl
    assert "2024-01-01.md:3: key 'change' is there twice; the first is on line 2." in told.value.message.en


def test_key_with_braces_that_stands_twice_is_told_as_typed(tmp_path: Path) -> None:
    (tmp_path / "reviewed.yaml").write_text("- '{line}': 1\n  x: 2\n  '{line}': 3\n", encoding="utf-8")
    with pytest.raises(ClauseError, match=r"reviewed\.yaml:3: sleutel '\{line\}' staat er twee keer; .* regel 1\."):
        _ = load_plugins([FYSIO], house=tmp_path).library


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- {}\n- " + "[" * 201 + "]" * 201, "reviewed.yaml:2: zit te diep in elkaar"),
        ("- " * 201, "reviewed.yaml:1: zit te diep in elkaar"),
        ("- &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + "".join(
            f"- &{name} [{', '.join([f'*{one}'] * 10)}]\n" for one, name in pairwise("abcdef")
        ), "reviewed.yaml:5: de verwijzingen hierin staan samen voor te veel"),
        ("- &a [*a]\n", "reviewed.yaml:1: de verwijzingen hierin staan samen voor te veel"),
    ],
)  # fmt: skip
def test_file_that_nests_or_links_without_end_is_refused_at_its_line(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "reviewed.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ClauseError, match=re.escape(told)):
        _ = load_plugins([FYSIO], house=tmp_path).library


def test_second_review_of_one_text_is_refused_with_both_lines(tmp_path: Path) -> None:
    review = "- {clause: fysio.tarief, since: 2023-01-01, reviewer: %s, day: 2026-05-01}\n"
    (tmp_path / "reviewed.yaml").write_text(f"{review % 'een'}\n{review % 'twee'}", encoding="utf-8")
    with pytest.raises(ClauseError, match=r"reviewed\.yaml:3: .*fysio\.tarief heeft al een beoordeling op regel 1;"):
        _ = load_plugins([FYSIO], house=tmp_path).library


def test_figure_that_ends_before_it_begins_is_refused_at_the_line_of_its_end(tmp_path: Path) -> None:
    path = tmp_path / "huis" / "parameters"
    path.mkdir(parents=True)
    swapped = FIGURES % ("2031-01-01", "2030-12-31", "47.50")
    swapped = (
        swapped.replace("{from", "from").replace(', value: "', '\n      value: "').replace(", until", "\n      until")
    )
    swapped = swapped.replace(", status", "\n      status").replace(", source", "\n      source").replace("}}", "}")
    (path / "maximum.yaml").write_text(swapped, encoding="utf-8")
    with pytest.raises(ClauseError) as told:
        _ = load_plugins([FYSIO], house=tmp_path / "huis").library
    assert told.value.message.nl == "huis/parameters/maximum.yaml:6: [1].values[1].until ligt vóór from."
    assert told.value.message.en == "huis/parameters/maximum.yaml:6: [1].values[1].until is before from."


@pytest.mark.parametrize("linked", ["fysio/tarief/2024-01-01.md", "fysio/tarief", "fysio", "parameters"])
def test_link_out_of_the_house_library_is_refused_with_its_name(tmp_path: Path, linked: str) -> None:
    _ = house(tmp_path, "2024-01-01")
    _ = figures(tmp_path, "2030-01-01", "null", "47.50")
    inside = tmp_path / "huis" / linked
    inside.rename(tmp_path / "elders")
    inside.symlink_to(tmp_path / "elders")
    with pytest.raises(ClauseError, match=rf"huis/{linked}:1: dit is een koppeling naar iets buiten de bibliotheek"):
        _ = load_plugins([FYSIO], house=tmp_path / "huis").library


def test_link_within_the_house_library_and_to_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _ = house(tmp_path, "2024-01-01")
    first = tmp_path / "huis" / "fysio" / "tarief"
    (first / "2024-06-01.md").symlink_to("2024-01-01.md")
    (first / "lus").symlink_to("..")
    (tmp_path / "koppeling").symlink_to(tmp_path / "huis")
    monkeypatch.chdir(tmp_path)
    clause = load_plugins([FYSIO], house=Path("koppeling")).library.clause("fysio.tarief")
    assert [version.since.isoformat() for version in clause.versions] == ["2023-01-01", "2024-01-01", "2024-06-01"]


def test_library_of_a_thousand_clauses_and_a_house_text_of_each_is_one_contract(tmp_path: Path) -> None:
    large_library.write_library(tmp_path / "clausules", 1_000, "fysio")
    large_library.write_house(tmp_path / "huis", 1_000)
    plugins = load_plugins([FYSIO, large_library.plugin(tmp_path / "clausules", 1_000)], house=tmp_path / "huis")
    printed = text(contract_of(fysio(), plugins))
    assert printed.count("Eigen tekst.") == 1_000
    assert "Eerste tekst." not in printed


def test_day_that_no_calendar_has_is_refused_at_its_line_in_dutch(tmp_path: Path) -> None:
    text = OWN.replace("2026-11-21", "2026-21-11").replace("sources: [{", "sources:\n  - {").replace("}]", "}")
    with pytest.raises(ClauseError) as told:
        _ = house(tmp_path, "2024-01-01", text).library
    assert "2024-01-01.md:4: '2026-21-11' is geen dag (jjjj-mm-dd)." in told.value.message.nl

"""A house library over the small library of `test_reader`: what it changes, and each fault in it with its message."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from izacontract.clauses.house import with_house
from izacontract.clauses.keys import ReadableKeys
from izacontract.clauses.library import Library
from izacontract.clauses.text import ClauseTexts
from izacontract.errors import ClauseError
from tests.clauses.test_reader import SOUND, library

TEXT = "---\nchange: Eigen tekst.\nsources: [{law: BWBR1, article: artikel 9}]\n---\n1. Eigen tekst.\n"
FIRST, LATEST = "proef/een/2023-01-01.md", "proef/een/2025-01-01.md"
POSITION = "title: Van ons\nrank: %d\nreplaces: [%s]\ncondition: soms\nexplanation: Een.\nmay_agree: de baas\n"
REVIEW = "- {clause: proef.een, since: %s, reviewer: mr. Q, day: 2026-05-01}\n"
FIGURE = (
    "- id: proef.p\n  title: P\n  unit: euro\n  values:\n"
    "    - {from: %s, until: %s, value: '%s', status: s, source: {law: BWBR1, article: artikel 9}}\n"
)
FREE = SOUND["een/2023-01-01.md"].replace("fixed: {vast: {law: BWBR1, article: artikel 2}}\n", "")
"""Our first text without a fixed lid, so that positions may replace it."""


def house(path: Path, files: dict[str, str], **ours: str) -> Library:
    """Return our library, in which the files of `ours` read otherwise, with a house library of `files`."""
    folder = path / "huis"
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    read = library(path / "proef", **ours) if ours else our_library()
    return with_house(read, folder, ClauseTexts({}), ReadableKeys({}))


@cache
def our_library() -> Library:
    with TemporaryDirectory() as folder:
        return library(Path(folder))


def test_text_stands_among_ours_in_order_of_day_and_keeps_what_is_fixed(tmp_path: Path) -> None:
    between = "proef/een/2023-06-01.md"
    clause = house(tmp_path, {LATEST: TEXT, between: TEXT}).clause("proef.een")
    assert [(one.since.isoformat(), one.origin, one.file.partition("/")[0]) for one in clause.versions] == [
        ("2023-01-01", "", "proef"), ("2023-06-01", "huisbibliotheek huis", "huis"),
        ("2024-01-01", "", "proef"), ("2025-01-01", "huisbibliotheek huis", "huis"),
    ]  # fmt: skip
    assert [sorted(one.fixed) for one in clause.versions] == [["vast"], ["vast"], [], []]
    assert [source.citation for source in clause.versions[1].sources] == ["Wet (BWBR1), artikel 9"]
    assert clause.versions[1].file == "huis/proef/een/2023-06-01.md"


def test_text_of_the_same_day_takes_the_place_of_ours(tmp_path: Path) -> None:
    own = TEXT.replace("---\n1.", "fixed: {eigen: {law: BWBR1, article: artikel 8}}\n---\n1.")
    clause = house(tmp_path, {FIRST: own}).clause("proef.een")
    assert [(one.since.year, one.text) for one in clause.versions] == [(2023, "1. Eigen tekst.\n"), (2024, "1. Nu.\n")]
    assert sorted(clause.versions[0].fixed) == ["eigen", "vast"]


def test_text_older_than_ours_keeps_what_our_first_has_fixed(tmp_path: Path) -> None:
    clause = house(tmp_path, {"proef/een/2020-01-01.md": TEXT}).clause("proef.een")
    assert [(one.since.year, sorted(one.fixed)) for one in clause.versions] == [
        (2020, ["vast"]), (2023, ["vast"]), (2024, []),
    ]  # fmt: skip


def test_review_marks_the_text_of_its_day_and_no_other(tmp_path: Path) -> None:
    clause = house(tmp_path, {"reviewed.yaml": REVIEW % "2024-01-01"}).clause("proef.een")
    assert [one.reviewed for one in clause.versions] == ["mr. P.", "mr. Q, 1 mei 2026"]
    assert [one.reviewed for position in clause.positions for one in position.versions] == [None] * 3


def test_review_of_a_position_marks_its_text_of_that_day(tmp_path: Path) -> None:
    review = (REVIEW % "2024-01-01").replace("since", "position: later, since")
    clause = house(tmp_path, {"reviewed.yaml": review}).clause("proef.een")
    assert [one.reviewed for one in clause.versions] == ["mr. P.", None]
    assert [(position.name, [one.reviewed for one in position.versions]) for position in clause.positions] == [
        ("eerder", [None]), ("later", [None, "mr. Q, 1 mei 2026"]),
    ]  # fmt: skip


def test_both_texts_of_one_day_may_have_a_review(tmp_path: Path) -> None:
    review = REVIEW % "2023-01-01" + (REVIEW % "2023-01-01").replace("since", "position: later, since")
    reviews = review + REVIEW % "2024-01-01"
    clause = house(tmp_path, {"reviewed.yaml": reviews}).clause("proef.een")
    assert [one.reviewed for one in clause.versions] == ["mr. Q, 1 mei 2026"] * 2
    assert [one.reviewed for one in clause.positions[1].versions] == ["mr. Q, 1 mei 2026", None]


def test_position_stands_among_ours_by_rank_or_takes_the_place_of_ours(tmp_path: Path) -> None:
    files = {
        "proef/een/tussen/position.yaml": POSITION % (1, "vast"),
        "proef/een/tussen/2023-01-01.md": TEXT,
        "proef/een/tussen/2024-01-01.md": TEXT,
        "proef/een/later/position.yaml": POSITION % (3, "vast"),
        "proef/een/later/2023-01-01.md": TEXT,
    }
    clause = house(tmp_path, files, **{"een/2023-01-01.md": FREE}).clause("proef.een")
    assert [(one.name, one.rank, one.title) for one in clause.positions] == [
        ("eerder", 1, "Eerder"), ("tussen", 1, "Van ons"), ("later", 3, "Van ons"),
    ]  # fmt: skip
    assert [(one.since.year, one.origin, one.file) for one in clause.positions[1].versions] == [
        (2023, "huisbibliotheek huis", "huis/proef/een/tussen/2023-01-01.md"),
        (2024, "huisbibliotheek huis", "huis/proef/een/tussen/2024-01-01.md"),
    ]
    assert [source.citation for source in clause.positions[2].versions[0].sources] == ["Wet (BWBR1), artikel 9"]


@pytest.mark.parametrize(
    ("files", "nl", "en"),
    [
        ({"proef/een/nieuw/position.yaml": POSITION % (1, "vast"), "proef/een/nieuw/2023-01-01.md": TEXT},
         "huis/proef/een/nieuw/position.yaml:1: lid 'vast' ligt vast.", "huis/proef/een/nieuw/position.yaml:1: lid 'vast' is fixed."),
        ({"proef/een/nieuw/position.yaml": POSITION % (1, "weg"), "proef/een/nieuw/2023-01-01.md": TEXT},
         "huis/proef/een/nieuw/position.yaml:1: lid 'weg' bestaat niet.", "huis/proef/een/nieuw/position.yaml:1: lid 'weg' does not exist."),
        ({"proef/weg/nieuw/position.yaml": POSITION % (1, "vast"), "proef/weg/nieuw/2023-01-01.md": TEXT},
         "huis/proef/weg:1: Er is geen clausule 'proef.weg'.", "huis/proef/weg:1: There is no clause 'proef.weg'."),
        ({"proef/weg/2023-01-01.md": TEXT}, "huis/proef/weg/2023-01-01.md:1: Er is geen clausule 'proef.weg'.",
         "huis/proef/weg/2023-01-01.md:1: There is no clause 'proef.weg'."),
        ({"proef/een/nieuw/2023-01-01.md": TEXT}, "huis/proef/een/nieuw/2023-01-01.md:1: dit bestand wordt niet gelezen",
         "huis/proef/een/nieuw/2023-01-01.md:1: this file is not read"),
        ({"proef/een/diep/er/position.yaml": POSITION % (1, "vast")}, "huis/proef/een/diep/er/position.yaml:1: dit bestand wordt niet gelezen",
         "huis/proef/een/diep/er/position.yaml:1: this file is not read"),
        ({"parameters/p.yml": "[]"}, "huis/parameters/p.yml:1: dit bestand wordt niet gelezen", "huis/parameters/p.yml:1: this file is not read"),
        ({"cijfers/p.yaml": "[]"}, "huis/cijfers/p.yaml:1: dit bestand wordt niet gelezen", "huis/cijfers/p.yaml:1: this file is not read"),
        ({"proef/reviewed.yaml": "[]"}, "huis/proef/reviewed.yaml:1: dit bestand wordt niet gelezen", "huis/proef/reviewed.yaml:1: this file is not read"),
        ({FIRST: TEXT.replace("BWBR1", "BWBR9")}, "huis/proef/een/2023-01-01.md: 'BWBR9' is geen akkoord", "huis/proef/een/2023-01-01.md: 'BWBR9' is no accord"),
        ({FIRST: TEXT.replace("---\n1.", "terms:\n  Een: x\n  Twee: '**x**'\n---\n1.")},
         "huis/proef/een/2023-01-01.md:6: 'vette tekst' mag niet", "huis/proef/een/2023-01-01.md:6: 'bold text' is not allowed"),
        ({FIRST: TEXT.replace("---\n1.", "variables:\n  a: tekst\n  b: {type: tekst, key: overeenkomst.weg}\n---\n1.")},
         "huis/proef/een/2023-01-01.md:6: variables.b klopt niet: de key overeenkomst.weg bestaat niet: 'weg' is onbekend; hier passen: ",
         "huis/proef/een/2023-01-01.md:6: variables.b is not right: the key overeenkomst.weg does not exist: 'weg' is unknown; what fits here: "),
        ({FIRST: TEXT.replace("---\n1.", "variables:\n  a: tekst\n  b: {type: tekst, parameter: proef.weg}\n---\n1.")},
         "huis/proef/een/2023-01-01.md:6: variables.b klopt niet: parameter 'proef.weg' bestaat niet.",
         "huis/proef/een/2023-01-01.md:6: variables.b is not right: parameter 'proef.weg' does not exist."),
        ({FIRST: TEXT + '1. Zie {{ ref("proef.een") }}.\n1. Zie\n   {{ ref("proef.twee", lid="x") }}.\n'},
         "huis/proef/een/2023-01-01.md:8: clausule 'proef.twee' bestaat niet.", "huis/proef/een/2023-01-01.md:8: clause 'proef.twee' does not exist."),
        ({"reviewed.yaml": "\n" + REVIEW % "2022-01-01"}, "huis/reviewed.yaml:2: clausule 'proef.een' heeft geen tekst van 2022-01-01.",
         "huis/reviewed.yaml:2: clause 'proef.een' has no text of 2022-01-01."),
        ({"reviewed.yaml": (REVIEW % "2024-01-01").replace("since", "position: eerder, since")},
         "huis/reviewed.yaml:1: clausule 'proef.een, eerder' heeft geen tekst van 2024-01-01.",
         "huis/reviewed.yaml:1: clause 'proef.een, eerder' has no text of 2024-01-01."),
        ({"reviewed.yaml": (REVIEW % "2024-01-01").replace("proef.een", "proef.weg")},
         "huis/reviewed.yaml:1: Er is geen clausule 'proef.weg'.", "huis/reviewed.yaml:1: There is no clause 'proef.weg'."),
        ({"reviewed.yaml": REVIEW % "2023-01-01" + "#\n" + REVIEW % "2024-01-01" + REVIEW % "2023-01-01"},
         "huis/reviewed.yaml:4: de tekst van 2023-01-01 van proef.een heeft al een beoordeling op regel 1; laat er één staan.",
         "huis/reviewed.yaml:4: the text of 2023-01-01 of proef.een has a review on line 1 already; keep one of them."),
        ({FIRST: TEXT.replace("---\n1. ", "duties:\n  x: [{who: partijen, what: y, after: meldin, by: dan}]\n---\n1. {{ lid('x') }}")},
         "huis/proef/een/2023-01-01.md: lid 'x' hangt aan 'meldin', dat geen dag", "huis/proef/een/2023-01-01.md: lid 'x' hangs on 'meldin', which is no day"),
    ],
)  # fmt: skip
def test_fault_is_told_whole_with_its_line(tmp_path: Path, files: dict[str, str], nl: str, en: str) -> None:
    with pytest.raises(ClauseError) as caught:
        house(tmp_path, files)
    assert caught.value.message.nl.startswith(nl), caught.value.message.nl
    assert caught.value.message.en.startswith(en), caught.value.message.en
    assert caught.value.hint.nl
    assert caught.value.hint.en


def test_event_of_a_house_position_must_be_known(tmp_path: Path) -> None:
    text = TEXT.replace(
        "---\n1. ", "duties:\n  x: [{who: partijen, what: y, after: meldin, by: dan}]\n---\n1. {{ lid('x') }}"
    )
    files = {"proef/een/nieuw/position.yaml": POSITION % (1, "vast"), "proef/een/nieuw/2023-01-01.md": text}
    with pytest.raises(ClauseError, match=r"nieuw/2023-01-01\.md: lid 'x' hangt aan 'meldin'"):
        house(tmp_path, files, **{"een/2023-01-01.md": FREE})


@pytest.mark.parametrize(
    "name", ["README.md", "proef/LEESMIJ.txt", "proef/een/readme.yaml", ".verborgen/x.md", "_oud/x.md"]
)
def test_other_files_are_left_alone(tmp_path: Path, name: str) -> None:
    clause = house(tmp_path, {name: "niets", LATEST: TEXT}).clause("proef.een")
    assert len(clause.versions) == 3


def test_folder_with_nothing_to_read_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ClauseError, match="de map bevat geen teksten"):
        house(tmp_path, {"README.md": "niets"})


@pytest.mark.parametrize(
    ("since", "until", "value", "years"),
    [
        ("2020-01-01", "2022-12-31", "3", [2020, 2023, 2024]),
        ("2023-01-01", "2023-12-31", "1.0", [2023, 2024]),
        ("2023-03-01", "2023-04-01", "1", [2023, 2024]),
        ("2024-01-01", "null", "2", [2023, 2024]),
        ("2030-01-01", "2031-01-01", "2.00", [2023, 2024]),
    ],
)
def test_figure_is_added_for_days_that_ours_do_not_know(
    tmp_path: Path, since: str, until: str, value: str, years: list[int]
) -> None:
    found = house(tmp_path, {"parameters/p.yaml": FIGURE % (since, until, value)}).parameters.by_id["proef.p"]
    assert [one.since.year for one in found.values] == years
    assert [one.origin for one in found.values if one.since.year == 2020] == ["huisbibliotheek huis"] * (2020 in years)
    assert [one.place for one in found.values if one.since.year == 2020] == (
        ["huis/parameters/p.yaml:5"] * (2020 in years)
    )


@pytest.mark.parametrize(
    ("since", "until", "value", "told"),
    [
        ("2022-01-01", "2023-01-01", "1", "proef.p is hier 1 vanaf 2022-01-01, maar op 2023-01-01 geldt al 1 (proef/parameters/p.yaml)."),
        ("2023-01-01", "2023-12-31", "3", "proef.p is hier 3 vanaf 2023-01-01, maar op 2023-01-01 geldt al 1 (proef/parameters/p.yaml)."),
        ("2023-12-31", "2024-12-31", "1", "proef.p is hier 1 vanaf 2023-12-31, maar op 2023-12-31 geldt al 1 (proef/parameters/p.yaml)."),
        ("2023-06-01", "null", "1", "proef.p is hier 1 vanaf 2023-06-01, maar op 2023-06-01 geldt al 1 (proef/parameters/p.yaml)."),
        ("2030-01-01", "null", "3", "proef.p is hier 3 vanaf 2030-01-01, maar op 2030-01-01 geldt al 2 (proef/parameters/p.yaml)."),
        ("2020-01-01", "null", "2", "proef.p is hier 2 vanaf 2020-01-01, maar op 2023-01-01 geldt al 1 (proef/parameters/p.yaml)."),
    ],
)  # fmt: skip
def test_figure_that_says_otherwise_than_ours_is_refused_with_both_places(
    tmp_path: Path, since: str, until: str, value: str, told: str
) -> None:
    with pytest.raises(ClauseError) as caught:
        house(tmp_path, {"parameters/p.yaml": FIGURE % (since, until, value)})
    assert caught.value.message.nl == f"huis/parameters/p.yaml:5: {told}"


def test_fact_without_end_is_the_same_on_all_days(tmp_path: Path) -> None:
    ours = {
        "parameters/p.yaml": FIGURE % ("2023-01-01", "null", "5"),
        "een/2024-01-01.md": SOUND["een/eerder/2023-01-01.md"],
    }
    with pytest.raises(ClauseError, match="maar op 2023-01-01 geldt al 5"):
        house(tmp_path, {"parameters/p.yaml": FIGURE % ("2020-01-01", "2020-12-31", "4")}, **ours)


@pytest.mark.parametrize(
    ("old", "new", "nl", "en"),
    [
        ("proef.p", "proef.pp", "huis/parameters/p.yaml:1: [1].id 'proef.pp' is geen parameter van een plugin; bedoelt u 'proef.p'?",
         "huis/parameters/p.yaml:1: [1].id 'proef.pp' is no plugin's; did you mean 'proef.p'?"),
        ("proef.p", "heel-iets-anders", "huis/parameters/p.yaml:1: [1].id 'heel-iets-anders' is geen parameter van een plugin.",
         "huis/parameters/p.yaml:1: [1].id 'heel-iets-anders' is no plugin's."),
        ("title: P", "title: Q", "huis/parameters/p.yaml:2: [1].title van proef.p hoort 'P' te zijn.", "huis/parameters/p.yaml:2: [1].title of proef.p should be 'P'."),
        ("unit: euro", "unit: uur", "huis/parameters/p.yaml:3: [1].unit van proef.p hoort 'euro' te zijn.", "huis/parameters/p.yaml:3: [1].unit of proef.p should be 'euro'."),
        ("unit: euro\n", "unit: euro\n  information: true\n", "huis/parameters/p.yaml:4: [1].information staat al bij de plugin.",
         "huis/parameters/p.yaml:4: [1].information is said by the plugin already."),
        ("'3'", "'3,5'", "huis/parameters/p.yaml:5: de waarde '3,5' van proef.p is niet te lezen", "huis/parameters/p.yaml:5: the value '3,5' of proef.p cannot be read"),
        ("'3'", "'1e3'", "huis/parameters/p.yaml:5: de waarde '1e3' van proef.p is niet te lezen", "huis/parameters/p.yaml:5: the value '1e3' of proef.p cannot be read"),
        ("BWBR1", "BWBR9", "huis/parameters/p.yaml:5: 'BWBR9' is geen akkoord", "huis/parameters/p.yaml:5: 'BWBR9' is no accord"),
    ],
)  # fmt: skip
def test_wrong_figure_is_told_whole_with_its_line(tmp_path: Path, old: str, new: str, nl: str, en: str) -> None:
    given = FIGURE % ("2020-01-01", "2020-12-31", "3")
    assert old in given
    with pytest.raises(ClauseError) as caught:
        house(tmp_path, {"parameters/p.yaml": given.replace(old, new)})
    assert caught.value.message.nl.startswith(nl), caught.value.message.nl
    assert caught.value.message.en.startswith(en), caught.value.message.en


@pytest.mark.parametrize(("value", "is_read"), [("2027-02-28", True), ("2027-02-29", False), ("3", False)])
def test_figure_that_is_a_day_is_written_as_one(tmp_path: Path, value: str, is_read: bool) -> None:
    ours = {
        "parameters/p.yaml": (FIGURE % ("2023-01-01", "2023-12-31", "2026-01-01")).replace("euro", "datum"),
        "een/2024-01-01.md": SOUND["een/eerder/2023-01-01.md"],
    }
    given = {"parameters/p.yaml": (FIGURE % ("2024-01-01", "null", value)).replace("euro", "datum")}
    if is_read:
        assert len(house(tmp_path, given, **ours).parameters.by_id["proef.p"].values) == 2
        return
    with pytest.raises(ClauseError, match=r"p\.yaml:5: de waarde '.*' van proef\.p is niet te lezen"):
        house(tmp_path, given, **ours)


def test_negative_and_whole_numbers_are_figures_too(tmp_path: Path) -> None:
    files = {"parameters/p.yaml": FIGURE % ("2020-01-01", "2020-12-31", "-3.25")}
    found = house(tmp_path, files).parameters
    assert str(found.amount("proef.p", date(2020, 6, 1))) == "-3.25"


def test_figures_of_a_second_file_and_entry_are_held_against_those_before(tmp_path: Path) -> None:
    one, same = FIGURE % ("2020-01-01", "2020-12-31", "3"), FIGURE % ("2020-02-01", "2020-03-01", "3.0")
    later = FIGURE % ("2021-01-01", "2021-12-31", "4")
    found = house(tmp_path, {"parameters/a.yaml": one + later, "parameters/b.yaml": same}).parameters.by_id["proef.p"]
    assert [one.since.year for one in found.values] == [2020, 2021, 2023, 2024]
    with pytest.raises(ClauseError) as caught:
        house(tmp_path, {"parameters/c.yaml": "#\n" + FIGURE % ("2021-06-01", "2021-07-01", "5")})
    assert caught.value.message.nl == (
        "huis/parameters/c.yaml:6: proef.p is hier 5 vanaf 2021-06-01, maar op 2021-06-01 geldt al 4 "
        "(huis/parameters/a.yaml:10)."
    )

"""The warnings about sources: each kind is found where it is, and a sound source gives none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from izacontract.clauses.lint_sources import source_warnings
from izacontract.clauses.linted import Lint
from tests.clauses.test_sources import library
from tests.contracts.support import plugins as all_plugins

OPENED = "consulted: 2026-11-28"
MOVED = (
    '- {work: pa, from: "4.1.3", to: "onderdeel J, § 5", since: 2022-09-16}\n'
    "- {work: pa, from: bijlage, to: het onderdeel, since: 2022-09-16}\n"
    '- {work: BWBR0000001, from: "artikel 6:248", to: "artikel 6:2", since: 2024-01-01}\n'
)
PUBLISHERS = "- {name: Dagblad, site: dagblad.nl}\n"


def warnings(path: Path, words: str, today: date = date(2026, 11, 28)) -> list[Lint]:
    (path / "moved.yaml").write_text(MOVED, encoding="utf-8")
    (path / "publishers.yaml").write_text(PUBLISHERS, encoding="utf-8")
    return source_warnings(library(path, words), [("proef", path)], today)


@pytest.mark.parametrize(
    "words",
    [
        'accord: pa, paragraph: "4.2.1"',
        'accord: pa, paragraph: "4.1.3", concept: "4.1.4"',
        'accord: pa, onderdeel: J, paragraph: "5", concept: "4.1.3"',
        "law: BWBR0000001, article: artikel 6:2, valid_on: 2023-01-01",
        "law: BWBR0000002, article: artikel 6:248",
        "publisher: De Linde, day: 2024-07-01, document: Beleid, section: prijs",
    ],
)
def test_sound_source_gives_nothing(tmp_path: Path, words: str) -> None:
    assert warnings(tmp_path, f"{words}, {OPENED}") == []


@pytest.mark.parametrize(
    ("words", "code", "what"),
    [
        (f"document: Wet, section: artikel 1, {OPENED}", "bron-zonder-kenmerk", "Wet, artikel 1 heeft geen kenmerk"),
        (f"publisher: De Linde, document: x, section: y, {OPENED}", "bron-zonder-kenmerk", "publisher en day"),
        (
            f"publisher: Dagblad, day: 2024-07-01, document: x, section: y, {OPENED}",
            "bron-uit-tweede-hand",
            "is een pagina van Dagblad",
        ),
        (
            f'ruling: "ECLI:NL:HR:2022:1", court: HR, url: "https://www.dagblad.nl/x", {OPENED}',
            "bron-uit-tweede-hand",
            "is een pagina van Dagblad",
        ),
        (f'accord: pa, paragraph: "4.1.3", {OPENED}', "bron-verplaatst", "in onderdeel J, § 5"),
        (f'accord: pa, paragraph: "4.1.3", page: "17", {OPENED}', "bron-verplaatst", "in onderdeel J, § 5"),
        (f'accord: pa, paragraph: "bijlage J, 2c", concept: "bijlage J, 2c", {OPENED}', "bron-verplaatst", "bijlage"),
        (f'law: BWBR0000001, article: "artikelen 6:2 en 6:248", {OPENED}', "bron-verplaatst", "artikel 6:2"),
        (f"law: BWBR0000001, article: artikel 1, valid_on: 2022-12-31, {OPENED}", "bron-verlopen", "op 2022-12-31"),
        ("law: BWBR0000001, article: artikel 1", "bron-niet-geraadpleegd", "is niet geraadpleegd"),
    ],
)
def test_weak_source_is_named_with_its_file(tmp_path: Path, words: str, code: str, what: str) -> None:
    (found,) = warnings(tmp_path, words)
    assert (found.file, found.code) == ("proef/een/2023-01-01.md", code)
    assert what in found.message.nl


@pytest.mark.parametrize(("today", "count"), [(date(2028, 12, 31), 0), (date(2029, 1, 1), 1)])
def test_accord_lapses_after_the_day_to_which_it_was_extended(tmp_path: Path, today: date, count: int) -> None:
    found = warnings(tmp_path, f'accord: pa, paragraph: "4.2.1", {OPENED}', today)
    assert [item.code for item in found] == ["bron-verlopen"] * count


def test_no_source_of_the_library_has_lapsed_or_stands_elsewhere() -> None:
    plugins = all_plugins()
    found = source_warnings(plugins.library, plugins.folders, date(2026, 11, 28))
    assert [item for item in found if item.code in ("bron-verlopen", "bron-verplaatst")] == []


def test_source_of_a_figure_and_of_a_commitment_is_named_with_what_it_is_for(tmp_path: Path) -> None:
    parameter = (
        "- id: proef.p\n  title: P\n  unit: euro\n  values:\n"
        "    - {from: 2023-01-01, until: 2023-12-31, value: '1', status: s, source: {document: Wet, section: '1'}}\n"
        "    - {from: 2030-01-01, until: null, value: '2', status: s, source: {accord: pa, paragraph: '9', consulted: 2026-11-28}}\n"
    )
    asked = "1 Prijs:\n  - {id: a-1, text: x, clauses: [], source: {law: BWBR0000001, article: artikel 1, valid_on: 2026-12-31}, from: 2027}\n"
    (tmp_path / "parameters").mkdir()
    (tmp_path / "parameters" / "p.yaml").write_text(parameter, encoding="utf-8")
    (tmp_path / "commitments.yaml").write_text(asked, encoding="utf-8")
    found = warnings(
        tmp_path, f"law: BWBR0000001, article: artikel 1, valid_on: 2023-01-01, {OPENED}", date(2031, 6, 1)
    )
    assert [(one.file, one.code, one.message.nl.partition(" ")[0]) for one in found] == [
        ("proef/parameters/p.yaml", "bron-zonder-kenmerk", "proef.p,"),
        ("proef/commitments.yaml", "bron-verlopen", "a-1:"),
        ("proef/parameters/p.yaml", "bron-verlopen", "proef.p,"),
        ("proef/commitments.yaml", "bron-niet-geraadpleegd", "a-1:"),
        ("proef/parameters/p.yaml", "bron-niet-geraadpleegd", "proef.p,"),
    ]
    assert "vóór 2027-01-01; lees haar zoals zij toen gold" in found[1].message.nl
    assert "liep af op 2028-12-31 en wordt gebruikt op 2031-06-01" in found[2].message.nl
    assert "proef.p, 2030-01-01: " in found[2].message.nl


@pytest.mark.parametrize(("valid_on", "is_told"), [("2022-12-31", True), ("2023-01-01", False), ("2023-01-02", False)])
def test_law_is_read_as_it_stood_when_the_text_began(tmp_path: Path, valid_on: str, is_told: bool) -> None:
    found = warnings(tmp_path, f"law: BWBR0000001, article: artikel 1, valid_on: {valid_on}, {OPENED}")
    assert [one.code for one in found] == ["bron-verlopen"] * is_told

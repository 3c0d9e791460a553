"""The sources of a library: what each kind is printed as, and what is refused, with its line."""

from __future__ import annotations

from datetime import date
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from izacontract import ClauseError, load_plugins
from izacontract.clauses.library import Library, read_library
from izacontract.model.accords import Accord
from izacontract.model.clause import Source
from tests.support import FYSIO

ALGEMEEN = EntryPoint("algemeen", "izacontract_algemeen", "izacontract")
ACCORD = """\
title: Proefakkoord
short: PA
editions: [{name: concept, day: null, identifier: concept van 2022}, {name: ondertekend, day: 2022-09-16, identifier: nr. 655}]
signed: 2022-09-16
from: 2023-01-01
until: 2026-12-31
extensions: [{by: later, signed: 2025-09-08, until: 2028-12-31, paragraph: "5", page: "96"}]
"""
LATER = """\
title: Vervolgakkoord
short: VA
editions: [{name: ondertekend, day: 2025-09-08, identifier: versie 1}]
from: 2025-09-08
until: 2028-12-31
"""
LAWS = "- {id: BWBR0000001, title: Proefwet, url: 'https://voorbeeld.nl/1'}\n- {id: BWBR0000002, title: Proefwet}\n"
CLAUSE = "title: Proef\nslot: s\norder: 10\npresence: always\nexplanation: Eerste zin. Tweede zin.\n"


def library(path: Path, *sources: str) -> Library:
    """Return a library whose one text, that starts on line 4 of its file, has these sources."""
    listed = "".join(f"  - {{{source}}}\n" for source in sources)
    for name, words in (
        ("slots.yaml", "- {id: s, heading: Kop}\n"),
        ("laws.yaml", LAWS),
        ("accords/pa.yaml", ACCORD),
        ("accords/later.yaml", LATER),
        ("een/clause.yaml", CLAUSE),
        ("een/2023-01-01.md", f"---\nchange: Eerste tekst.\nsources:\n{listed}---\n1. Tekst.\n"),
    ):
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_text(words, encoding="utf-8")
    return read_library([("proef", path)])


def source(path: Path, words: str) -> Source:
    return library(path, words).clause("proef.een").versions[0].sources[0]


@pytest.mark.parametrize(
    ("words", "citation"),
    [
        (
            'accord: pa, onderdeel: J, paragraph: "5", page: "103-104", concept: "4.1.3"',
            "Proefakkoord (nr. 655), onderdeel J, § 5, p. 103-104",
        ),
        ("accord: pa, paragraph: hoofdstuk 7", "Proefakkoord (nr. 655), hoofdstuk 7"),
        ('law: BWBR0000001, article: "artikel 6:248"', "Proefwet (BWBR0000001), artikel 6:248"),
        ('ruling: "ECLI:NL:HR:2022:1", court: Hoge Raad', "Hoge Raad, ECLI:NL:HR:2022:1"),
        (
            'rule: "Stcrt. 2024, 1", document: Proefregeling, section: artikel 1',
            "Proefregeling (Stcrt. 2024, 1), artikel 1",
        ),
        ('rule: TH/NR-1, publisher: NZa, document: Inkoop, section: "4.2"', "NZa, Inkoop (TH/NR-1), § 4.2"),
        ('paper: "31 765, nr. 655", section: bijlage', "Kamerstukken 31 765, nr. 655, bijlage"),
        (
            "publisher: De Linde, day: 2024-07-01, document: Beleid, section: prijs",
            "Beleid (De Linde, 1 juli 2024), prijs",
        ),
        ("publisher: De Linde, document: Beleid, section: prijs", "De Linde, Beleid, prijs"),
    ],
)
def test_each_kind_is_cited_with_identifier_and_place(tmp_path: Path, words: str, citation: str) -> None:
    assert source(tmp_path, words).citation == citation


def test_accord_keeps_its_place_in_the_concept_apart(tmp_path: Path) -> None:
    found = source(tmp_path, 'accord: pa, onderdeel: J, paragraph: "5", concept: "4.1.3", consulted: 2026-11-28')
    assert (found.work, found.concept, found.consulted) == ("pa", "4.1.3", date(2026, 11, 28))
    assert "4.1.3" not in found.citation


def test_books_of_one_law_stay_apart(tmp_path: Path) -> None:
    found = library(tmp_path, "law: BWBR0000001, article: artikel 1", "law: BWBR0000002, article: artikel 1")
    one, other = found.clause("proef.een").versions[0].sources
    assert one.document == other.document
    assert (one.title, other.title) == ("Proefwet (BWBR0000001)", "Proefwet (BWBR0000002)")


@pytest.mark.parametrize(
    ("words", "nl", "en"),
    [
        ("document: Wet", "sources[2].section ontbreekt", "sources[2].section is missing"),
        ("accord: pa", "sources[2].paragraph ontbreekt", "sources[2].paragraph is missing"),
        ("law: BWBR0000001", "sources[2].article ontbreekt", "sources[2].article is missing"),
        ('ruling: "ECLI:NL:HR:2022:1"', "sources[2].court ontbreekt", "sources[2].court is missing"),
        ("rule: TH/NR-1, section: x", "sources[2].document ontbreekt", "sources[2].document is missing"),
        ("section: x", "sources[2] noemt niet precies één van", "sources[2] does not name exactly one of"),
        (
            "law: BWBR0000001, article: artikel 1, accord: pa, paragraph: x",
            "sources[2] noemt niet precies één van",
            "sources[2] does not name exactly one of",
        ),
        (
            "law: BWBR0000001, article: artikel 1, onderdeel: J",
            "sources[2].onderdeel hoort hier niet",
            "sources[2].onderdeel does not belong here",
        ),
        (
            'law: BWBR0000001, article: "11"',
            "sources[2].article begint niet met artikel",
            "sources[2].article does not begin with artikel",
        ),
    ],
)
def test_wrong_source_is_refused_with_its_line(tmp_path: Path, words: str, nl: str, en: str) -> None:
    with pytest.raises(ClauseError) as caught:
        library(tmp_path, "law: BWBR0000001, article: artikel 1", words)
    assert f"proef/een/2023-01-01.md:5: {nl}" in caught.value.message.nl
    assert f"proef/een/2023-01-01.md:5: {en}" in caught.value.message.en


@pytest.mark.parametrize("words", ["accord: weg, paragraph: x", "law: weg, article: artikel 1"])
def test_work_that_nobody_describes_is_refused(tmp_path: Path, words: str) -> None:
    with pytest.raises(ClauseError, match="'weg' is geen akkoord") as caught:
        library(tmp_path, words)
    assert "een/2023-01-01.md" in caught.value.message.nl
    assert "'weg' is no accord" in caught.value.message.en


def test_accord_lasts_longer_once_its_extension_is_signed(tmp_path: Path) -> None:
    accord = library(tmp_path, "accord: pa, paragraph: x").works["pa"]
    assert isinstance(accord, Accord)
    assert accord.last_day(date(2025, 9, 7)) == date(2026, 12, 31)
    assert accord.last_day(date(2025, 9, 8)) == date(2028, 12, 31)


HOUSE = '---\nchange: Eigen tekst.\nsources: [{%s}]\n---\n1. {{ lid("betaling") }}Eigen tekst.\n'


def house(path: Path, words: str) -> Library:
    file = path / "huis" / "fysio" / "tarief" / "2023-01-01.md"
    file.parent.mkdir(parents=True)
    file.write_text(HOUSE % words, encoding="utf-8")
    return load_plugins([FYSIO, ALGEMEEN], house=path / "huis").library


def test_house_library_cites_an_accord_of_a_plugin(tmp_path: Path) -> None:
    found = house(tmp_path, 'accord: iza, onderdeel: J, paragraph: "5", page: "103-104"')
    assert [one.citation for one in found.clause("fysio.tarief").versions[-1].sources] == [
        "Integraal Zorgakkoord (Kamerstukken 31 765, nr. 655), onderdeel J, § 5, p. 103-104"
    ]


def test_house_library_that_cites_an_unknown_accord_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ClauseError, match="'iza2' is geen akkoord"):
        house(tmp_path, "accord: iza2, paragraph: x")

"""Names of documents: safe everywhere, said why when there is none."""

from __future__ import annotations

import pytest

from izacontract.batch.names import LONGEST, PatternError, read_pattern, safe, sameness
from izacontract.errors import Finding
from tests.batch.support import base


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ZK/2026/001", "ZK-2026-001"),
        (r"..\..\etc\passwd", "-..-etc-passwd"),
        ("../../weg", "-..-weg"),
        (".verborgen", "verborgen"),
        ('a:b*c?d"e<f>g|h', "a-b-c-d-e-f-g-h"),
        ("regel\neinde\ttab", "regel einde tab"),
        ("nul\x00bel\x07", "nul-bel-"),
        ("  spaties  ", "spaties"),
        ("punt aan het eind...", "punt aan het eind"),
        ("CON", "_CON"),
        ("aux.v2", "_aux.v2"),
        ("lpt1", "_lpt1"),
        ("lpt10", "lpt10"),
        ("consult", "consult"),
        ("Café", "Café"),
        ("..", "_"),
        ("om\u202egekeerd", "om-gekeerd"),
        ("half \ud800 teken", "half - teken"),
    ],
)
def test_name_is_safe_on_every_system(typed: str, name: str) -> None:
    assert safe(typed) == name


def test_name_is_filled_from_the_row() -> None:
    pattern = read_pattern("{rij} {kenmerk} {zorgaanbieder.naam} ({overeenkomst.begin})", ".docx")
    assert pattern.name(7, "K/7", base()) == "7 K-7 Praktijk Proef (2025-01-01).docx"


def test_ending_in_the_pattern_is_not_doubled() -> None:
    assert read_pattern("{kenmerk}.docx", ".docx").name(2, "K", base()) == "K.docx"


@pytest.mark.parametrize("pattern", ["contract", "{kenmerk", "kenmerk}", "{}", "{kenmerk}/{rij}", r"{kenmerk}\x", ""])
def test_pattern_that_cannot_name_files_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        read_pattern(pattern, ".docx")


def test_empty_value_in_the_name_is_a_fault_of_the_row() -> None:
    found = read_pattern("{kenmerk} {zorgaanbieder.regio}", ".docx").name(2, "K", base())
    assert isinstance(found, Finding)
    assert (found.code, found.path) == ("batch.naam-leeg", ("zorgaanbieder", "regio"))


def test_group_in_the_name_is_a_fault_of_the_row() -> None:
    found = read_pattern("{zorgaanbieder}", ".docx").name(2, "K", base())
    assert isinstance(found, Finding)
    assert found.code == "batch.naam-leeg"


@pytest.mark.parametrize("letter", ["x", "é", "漢"])
def test_name_that_is_too_long_is_a_fault_of_the_row(letter: str) -> None:
    pattern = read_pattern("{kenmerk}", ".docx")
    fits = (LONGEST - len(".docx")) // len(letter.encode())
    assert isinstance(pattern.name(2, letter * fits, base()), str)
    found = pattern.name(2, letter * (fits + 1), base())
    assert isinstance(found, Finding)
    assert found.code == "batch.naam-te-lang"


@pytest.mark.parametrize(
    ("one", "other"), [("Ärzte", "ärzte"), ("Café", "Cafe\u0301"), ("straße", "STRASSE"), ("ﬁn", "fin")]
)
def test_names_that_some_system_takes_for_the_same_are_the_same(one: str, other: str) -> None:
    assert sameness(one) == sameness(other)

"""Cells as people fill them in: read where that can mean one thing, refused with both where it can mean two."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from izacontract import load_plugins
from izacontract.errors import Finding, Position
from izacontract.intake.cells import TypedCell, TypedLine, fitted, longest_codes
from izacontract.intake.keys import Leaf, SheetKeys, keys_of
from izacontract.intake.readings import Kind, Reading, Readings
from izacontract.intake.tree import rows_told, told_by_column
from izacontract.model.sections import CORE, sections_of
from izacontract.model.values import TypedKind

EURO, PERCENT, SHARE = "mtvp.tarief_per_kwartaal", "ova.percentage", "ova.aandeel_loon"
COUNT, DAY, ANSWER = "mtvp.ingeschreven_verzekerden", "overeenkomst.begin", "mtvp.deelname"
CHOICE, AGB, NAME = "tarieven.regime", "zorgaanbieder.agb", "zorgaanbieder.naam"


@cache
def keys() -> SheetKeys:
    return keys_of([*CORE, *sections_of(None, load_plugins()).values()])


def leaf(key: str) -> Leaf:
    return keys().leaves[key]


def read(key: str, text: str, **more: Any) -> Reading:
    return fitted(TypedCell(1, text, **more), leaf(key))


ONE_MEANING = [
    (EURO, "1.234,56", "1234.56"),
    (EURO, "1,234.56", "1234.56"),
    (EURO, "€ 1.250", "1250"),
    (EURO, "€ 17,42", "17.42"),
    (EURO, "17,42 euro", "17.42"),
    (EURO, "12,-", "12"),
    (EURO, "1\u00a0234,50", "1234.50"),
    (EURO, "1.234.567,89", "1234567.89"),
    (EURO, ",50", "0.50"),
    (EURO, "'3,23", "3.23"),
    (EURO, '="3,23"', "3.23"),
    (PERCENT, "4,18", "4.18"),
    (PERCENT, "4,180", "4.18"),
    (PERCENT, "98,5%", "98.5"),
    (PERCENT, "-2,5 %", "-2.5"),
    (PERCENT, "2,5-", "-2.5"),
    (SHARE, "76%", "0.76"),
    (SHARE, "0,76", "0.76"),
    (COUNT, "3.180", "3180"),
    (DAY, "1-1-2027", "2027-01-01"),
    (DAY, "31/12/2027", "2027-12-31"),
    (DAY, "1 januari 2027", "2027-01-01"),
    (DAY, "2027-01-01 00:00:00", "2027-01-01"),
    (DAY, "20270131", "2027-01-31"),
    (ANSWER, "WAAR", "true"),
    (ANSWER, "onwaar", "false"),
    (ANSWER, "J", "true"),
    (CHOICE, "NZa maximum", "nza-maximum"),
    (AGB, "'01999417", "01999417"),
    (AGB, '="01999417"', "01999417"),
    (AGB, "01 99 94 17", "01999417"),
    (NAME, '="Duin & Zn"', "Duin & Zn"),
]


@pytest.mark.parametrize(("key", "text", "meant"), ONE_MEANING)
def test_text_with_one_meaning_is_read_and_noted(key: str, text: str, meant: str) -> None:
    reading = read(key, text)
    assert (str(reading.value), reading.kind is not None) == (meant, True)


@pytest.mark.parametrize(
    ("key", "text"),
    [(EURO, "3.23"), (EURO, "1234"), (PERCENT, "4.18"), (PERCENT, "4.180"), (DAY, "2027-01-01"), (ANSWER, "ja"),
     (CHOICE, "nza-maximum"), (AGB, "01999417"), (NAME, "'s-Hertogenbosch"), (NAME, "1.234,56")],
)  # fmt: skip
def test_what_a_request_writes_is_left_as_it_is_and_not_noted(key: str, text: str) -> None:
    assert read(key, text) == Reading(read(key, text).value, None)
    assert str(read(key, text).value) == text


TWO_MEANINGS = [
    (COUNT, "3.000", "3", "3000"),
    (EURO, "1.250", "1,25", "1250"),
    (EURO, "1,250", "1,25", "1250"),
    (DAY, "02/01/2027", "2027-01-02", "2027-02-01"),
]


@pytest.mark.parametrize(("key", "text", "first", "second"), TWO_MEANINGS)
def test_text_with_two_meanings_is_refused_with_both(key: str, text: str, first: str, second: str) -> None:
    value = read(key, text).value
    assert isinstance(value, Finding)
    assert (value.code, value.hint.nl) == ("cel.twee-lezingen", f"Typ {first} of {second}.")


@pytest.mark.parametrize(
    ("key", "text"), [(DAY, "2027111"), (EURO, "€" + " " * 9_000 + "x"), (EURO, "1 2"), (EURO, "12%")]
)
def test_what_is_no_day_or_number_is_not_made_one(key: str, text: str) -> None:
    reading = read(key, text)
    assert reading.kind is None
    assert isinstance(reading.value, Finding) or str(reading.value) == text


def test_zero_that_a_code_lost_is_asked_for_and_never_added() -> None:
    value = read(AGB, "1999417", kind=TypedKind.NUMBER, sheet=True).value
    assert isinstance(value, Finding)
    assert "01999417" in value.hint.nl and "00000000" in value.hint.nl
    as_shown = read(AGB, "1999417", kind=TypedKind.NUMBER, sheet=True, width=8)
    assert (str(as_shown.value), as_shown.kind) == ("01999417", Kind.CODE)
    whole = read("zorgaanbieder.kvk", "90000101", kind=TypedKind.NUMBER, sheet=True)
    assert (str(whole.value), whole.kind) == ("90000101", Kind.CODE)


def test_number_in_a_column_of_codes_is_a_code_when_none_of_it_is_longer() -> None:
    code = keys().lists["tarieven.prestaties"].columns["code"]
    cells = [TypedCell(2, text, TypedKind.NUMBER, sheet=True) for text in ("12000", "12001", "101")]
    longest = longest_codes([TypedLine(number, (cell,)) for number, cell in enumerate(cells, start=2)])
    assert longest == {2: 5}
    first, _, short = (fitted(cell, code, longest[2]) for cell in cells)
    assert (str(first.value), first.kind) == ("12000", Kind.CODE)
    assert isinstance(short.value, Finding) and "00101" in short.value.hint.nl


def test_number_that_is_no_day_names_the_day_that_it_would_be() -> None:
    value = read(DAY, "46388", kind=TypedKind.NUMBER, sheet=True, day="2027-01-01").value
    assert isinstance(value, Finding) and "2027-01-01" in value.hint.nl


def test_format_of_words_answers_yes_or_no() -> None:
    assert str(read(ANSWER, "0", kind=TypedKind.NUMBER, sheet=True, word="nee").value) == "nee"


def test_each_kind_of_reading_is_noted_once_with_its_count_and_first_place() -> None:
    readings = Readings()
    for row, text in enumerate(("1.234,56", "€ 3,50", "3.23"), start=2):
        readings.note(read(EURO, text), text, Position("t.csv", row, 4))
    (note,) = readings.findings()
    assert note.message.nl == "Gelezen: 2 getallen die als tekst zijn getypt, zoals '1.234,56' als 1234,56."
    assert (note.severity, note.position) == ("warning", Position("t.csv", 2, 4))


def test_faults_of_a_column_are_one_with_its_rows() -> None:
    value = read(EURO, "1.250").value
    assert isinstance(value, Finding)
    found = [
        Finding(value.severity, value.code, value.message, value.hint, ("prijzen", index, "tarief"), place)
        for index in range(500)
        for place in [Position("a.xlsx", index + 6, 4, "prijzen")]
    ]
    other = Finding(value.severity, value.code, value.message, value.hint, ("ova", "percentage"), found[0].position)
    first, last = told_by_column([*found, other])
    assert first.message.nl.endswith("Zo ook 499 keer elders in deze kolom: rij 7-505.")
    assert (first.position, last) == (found[0].position, other)


def test_rows_are_told_in_ranges() -> None:
    assert rows_told([2, 4, 5, 6, 9]) == "2, 4-6, 9"
    assert rows_told(range(2, 100, 2)).endswith("24, …")

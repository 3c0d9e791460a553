"""What a cell means for its key: read where it can mean one thing only, refused with a reason where it cannot."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

import pytest
from lxml import etree

from izacontract.errors import Finding, Position
from izacontract.intake.cells import TypedCell, TypedLine, code_length, fitted, longest_codes
from izacontract.intake.excel_cells import CellReader, column_of, digits_of, text_of
from izacontract.intake.keys import Leaf, keys_of
from izacontract.intake.readings import Kind, Reading, Readings, read_text, unmarked, wrong_code
from izacontract.model.sector import Section
from izacontract.model.terms import Terms, field
from izacontract.model.values import (
    BOTH,
    Agb,
    Between,
    Day,
    Euro,
    Percentage,
    Share,
    Text,
    Typed,
    TypedKind,
    YesNo,
)


class Every(Terms):
    """A key of each sort."""

    text: Text = field("tekst", "Tekst.", by=BOTH)
    number: Decimal = field("getal", "Getal.", by=BOTH)
    whole: int = field("aantal", "Aantal.", by=BOTH)
    euro: Euro = field("bedrag", "Bedrag.", by=BOTH)
    percent: Percentage = field("procent", "Procent.", by=BOTH)
    limited: Annotated[Percentage, Between(0, 20)] = field("begrensd", "Begrensd.", by=BOTH)
    share: Share = field("deel", "Deel.", by=BOTH)
    day: Day = field("dag", "Dag.", by=BOTH)
    yes: YesNo = field("janee", "Ja of nee.", by=BOTH)
    choice: Literal["vast bedrag", "per_stuk"] = field("keuze", "Keuze.", by=BOTH)
    code: Agb = field("agb", "Code.", by=BOTH)


LEAVES: dict[str, Leaf] = {
    key.removeprefix("proef."): leaf for key, leaf in keys_of([Section("proef", Every, "Proef")]).leaves.items()
}


def said(reading: Reading) -> tuple[str, str]:
    """Return the value that was read, or the code of why not, and how it was written."""
    kind = reading.kind.name if reading.kind else ""
    return (reading.value.code if isinstance(reading.value, Finding) else str(reading.value)), kind


TEXTS = [
    ("tekst", " x ", "x", ""), ("tekst", "'x", "'x", ""), ("tekst", '="x ""y"""', 'x "y"', "MARKED"),
    ("getal", "12", "12", ""), ("getal", "12.5", "12.5", ""), ("getal", "12,5", "12.5", "NUMBER"), ("getal", "1.250,50", "1250.50", "NUMBER"),
    ("getal", "1 250", "1250", "NUMBER"), ("getal", "1'250'000", "1250000", "NUMBER"), ("getal", "1.250.000", "1250000", "NUMBER"),
    ("getal", "-5", "-5", ""), ("getal", "5-", "-5", "NUMBER"), ("getal", "−5,5", "-5.5", "NUMBER"), ("getal", "-5-", "5", "NUMBER"),
    ("getal", "5,-", "5", "NUMBER"), ("getal", "5,--", "5", "NUMBER"), ("getal", ",5", "0.5", "NUMBER"), ("getal", "0,125", "0.125", "NUMBER"),
    ("getal", "'12", "12", "MARKED"), ("getal", '="12"', "12", "MARKED"), ("getal", "12 euro", "12", "NUMBER"), ("getal", "€ 12", "12", "NUMBER"),
    ("getal", "1.250", "cel.twee-lezingen", ""), ("getal", "€ 1.250", "1250", "NUMBER"), ("getal", "1234.567", "1234.567", ""),
    ("getal", "veel", "cel.tekst-in-getal", ""), ("getal", "5%", "cel.tekst-in-getal", ""), ("getal", "1,2,3", "cel.tekst-in-getal", ""),
    ("getal", "1.25.000", "cel.tekst-in-getal", ""), ("getal", "1.250.50", "cel.tekst-in-getal", ""), ("getal", "1,250,50", "cel.tekst-in-getal", ""),
    ("getal", "1" * 40, "1" * 40, ""), ("getal", "1" * 41, "cel.tekst-in-getal", ""),
    ("aantal", "1.250", "1250", "NUMBER"), ("aantal", "1.500", "1500", "NUMBER"), ("aantal", "0.250", "0.250", ""),
    ("procent", "4,18%", "4.18", "NUMBER"), ("procent", "4,18 procent", "4.18", "NUMBER"), ("procent", "4.180", "4.180", ""),
    ("deel", "76%", "0.76", "NUMBER"), ("deel", "0,76", "0.76", "NUMBER"), ("deel", "7,6%", "0.076", "NUMBER"),
    ("dag", "2027-01-31", "2027-01-31", ""), ("dag", "31-1-2027", "2027-01-31", "DAY"), ("dag", "31 januari 2027", "2027-01-31", "DAY"),
    ("dag", "20270131", "2027-01-31", "DAY"), ("dag", "2027/1/31", "2027-01-31", "DAY"), ("dag", "2027-01-31T00:00:00Z", "2027-01-31", "DAY"),
    ("dag", "2027-01-31 0:00", "2027-01-31", "DAY"), ("dag", "2027-13-31 0:00", "2027-13-31 0:00", ""), ("dag", "31/1/2027", "2027-01-31", "DAY"),
    ("dag", "3/1/2027", "cel.twee-lezingen", ""), ("dag", "3/3/2027", "2027-03-03", "DAY"), ("dag", "12/1/2027", "cel.twee-lezingen", ""),
    ("dag", "13/1/2027", "2027-01-13", "DAY"), ("dag", "31-1-27", "31-1-27", ""), ("dag", "gauw", "gauw", ""),
    ("janee", "ja", "ja", ""), ("janee", "WAAR", "true", "ANSWER"), ("janee", "j", "true", "ANSWER"), ("janee", "Onwaar", "false", "ANSWER"),
    ("janee", "no", "false", "ANSWER"), ("janee", "misschien", "misschien", ""),
    ("keuze", "vast bedrag", "vast bedrag", ""), ("keuze", "Vast_Bedrag", "vast bedrag", "CHOICE"), ("keuze", "per – stuk", "per_stuk", "CHOICE"),
    ("keuze", "per uur", "per uur", ""),
    ("agb", "01234567", "01234567", ""), ("agb", "01 23 45-67", "01234567", "SPACED_CODE"), ("agb", "01.234.567", "01234567", "SPACED_CODE"),
    ("agb", "'01234567", "01234567", "MARKED"), ("agb", "1234567", "cel.code-cijfers", ""), ("agb", "012345678", "cel.code-cijfers", ""), ("agb", "x", "cel.code-cijfers", ""),
]  # fmt: skip


@pytest.mark.parametrize(("key", "typed", "value", "kind"), TEXTS)
def test_text_in_a_cell_is_read_where_it_means_one_thing(key: str, typed: str, value: str, kind: str) -> None:
    assert said(read_text(typed, LEAVES[key])) == (value, kind)
    assert said(fitted(TypedCell(1, typed), LEAVES[key])) == (value, kind)


def number(text: str, **about: object) -> TypedCell:
    return TypedCell(1, text, TypedKind.NUMBER, sheet=True, **about)  # type: ignore[arg-type]


CELLS = [
    ("getal", number("12.5"), "12.5", ""), ("tekst", number("12"), "cel.getal-in-tekst", ""), ("keuze", number("12"), "12", ""),
    ("dag", number("46000"), "cel.getal-in-datum", ""), ("bedrag", number("1.25"), "1.25", ""), ("bedrag", number("1.255"), "waarde.meer-dan-centen", ""),
    ("procent", number("0.0418", percent=1), "4.18", ""), ("procent", number("0.000418", percent=2), "4.18", ""), ("deel", number("0.76", percent=1), "0.76", ""),
    ("deel", number("0.0076", percent=2), "0.76", ""), ("getal", number("0.5", percent=1), "cel.procentopmaak", ""), ("procent", number("4.18"), "4.18", ""),
    ("procent", number("0.5", percent=1), "50", ""),
    ("begrensd", number("0.05", prints_percent=True), "cel.procent-twee-lezingen", ""), ("begrensd", number("5", prints_percent=True), "5", ""),
    ("begrensd", number("0.5", prints_percent=True), "0.5", ""), ("begrensd", number("0", prints_percent=True), "0", ""),
    ("begrensd", number("0.2", prints_percent=True), "cel.procent-twee-lezingen", ""), ("begrensd", number("0.21", prints_percent=True), "0.21", ""),
    ("getal", number("0.05", prints_percent=True), "0.05", ""),
    ("agb", number("1234567", width=8), "01234567", "CODE"), ("agb", number("1234567"), "cel.code-cijfers", ""), ("agb", number("12345678"), "12345678", "CODE"),
    ("agb", number("123456789"), "cel.code-cijfers", ""),
    ("janee", number("1", word="ja"), "ja", ""),
    ("tekst", TypedCell(1, "2027-01-31", TypedKind.DAY), "cel.datum-in-tekst", ""), ("getal", TypedCell(1, "2027-01-31", TypedKind.DAY), "cel.datum-in-getal", ""),
    ("dag", TypedCell(1, "2027-01-31", TypedKind.DAY), "2027-01-31", ""), ("janee", TypedCell(1, "true", TypedKind.YES_NO), "true", ""),
    ("tekst", TypedCell(1, "true", TypedKind.YES_NO), "cel.waar-onwaar", ""),
]  # fmt: skip


@pytest.mark.parametrize(("key", "cell", "value", "kind"), CELLS)
def test_cell_is_read_by_the_kind_that_the_sheet_gives_it(key: str, cell: TypedCell, value: str, kind: str) -> None:
    assert said(fitted(cell, LEAVES[key])) == (value, kind)


@pytest.mark.parametrize(
    ("digits", "length", "nl"),
    [
        ("1234567", 8, "typ 01234567 in een cel"), ("1234", 8, "typ 00001234 in een cel"), ("123", 8, "Typ 8 cijfers, met voorloopnullen."),
        ("123456789", 8, "Typ 8 cijfers, met voorloopnullen."), ("12a4567", 8, "Typ 8 cijfers, met voorloopnullen."),
    ],
)  # fmt: skip
def test_code_that_lost_zeros_is_told_as_it_was(digits: str, length: int, nl: str) -> None:
    assert nl in wrong_code(digits, digits, length).hint.nl


@pytest.mark.parametrize(
    ("cell", "length"),
    [
        (TypedCell(1, "00123"), 5), (TypedCell(1, "'00123"), 5), (TypedCell(1, '="00123"'), 5), (TypedCell(1, "a1"), 0), (TypedCell(1, "٣"), 0),
        (number("123"), 3), (number("123", width=5), 5), (number("1.5"), 0), (TypedCell(1, "2027-01-01", TypedKind.DAY), 0),
    ],
)  # fmt: skip
def test_code_is_as_long_as_the_digits_that_it_shows(cell: TypedCell, length: int) -> None:
    assert code_length(cell) == length


def test_longest_code_of_each_column_counts() -> None:
    lines = [
        TypedLine(1, (TypedCell(1, "123"), TypedCell(2, "x"))),
        TypedLine(2, (TypedCell(1, "12345"),)),
        TypedLine(3, (TypedCell(1, "1"),)),
    ]
    assert longest_codes(lines) == {1: 5}
    assert longest_codes([]) == {}


def test_kinds_of_reading_are_told_once_with_the_first_and_their_count() -> None:
    noted = Readings()
    for row, (key, typed) in enumerate(
        [("getal", "1,5"), ("getal", "2,5"), ("dag", "1-2-2027"), ("janee", "no"), ("tekst", "x"), ("getal", "veel")]
    ):
        noted.note(read_text(typed, LEAVES[key]), typed, Position("x.xlsx", row + 1, 1))
    told = [(one.message.nl, one.message.en, one.position.line if one.position else 0) for one in noted.findings()]
    assert [line for _, _, line in told] == [1, 3, 4]
    for (nl, en, _), counted, dutch, english in zip(
        told,
        ("2 getallen die als tekst zijn getypt", "1 datum die als tekst is getypt", "1 ander woord voor ja of nee"),
        ("'1,5' als 1,5", "'1-2-2027' als 1 februari 2027", "'no' als nee"),
        ("'1,5' as 1.5", "'1-2-2027' as 2027-02-01", "'no' as no"),
        strict=True,
    ):
        assert counted in nl
        assert dutch in nl
        assert english in en


@pytest.mark.parametrize(
    ("typed", "text"), [(" x ", "x"), ('="x"', "x"), ('=" a ""b"" "', 'a "b"'), ("=x", "=x"), ('="x', '="x')]
)
def test_marks_of_programs_are_taken_off(typed: str, text: str) -> None:
    assert unmarked(typed) == text


def cell(inner: str, more: str = "", *, is_1904: bool = False) -> tuple[TypedCell, ...]:
    formats = ("General", "0%", "yyyy-mm-dd", "hh:mm", "00000", '0" %"')
    row = etree.fromstring(f'<row xmlns="urn:x"><c r="B2" {more}>{inner}</c></row>')
    return CellReader(("een", "_x0041_b", " "), formats, is_1904=is_1904).cells(row)


SHEET = [
    ("<v>12.5</v>", "", "12.5", "number"), ("<v>0.1</v>", "", "0.1", "number"), ("<v>0.30000000000000004</v>", "", "0.3", "number"),
    ("<v>007</v>", "", "7", "number"), ("<v>0</v>", "", "0", "number"), ("<v>-0</v>", "", "0", "number"), ("<v>1E3</v>", "", "1000", "number"),
    ("<v>123456789012345</v>", "", "123456789012345", "number"), ("<v>1234567890123456</v>", "", "1234567890123460", "number"),
    ("<v>x</v>", "", "x", "cel.foutwaarde"), ("<v>nan</v>", "", "nan", "cel.foutwaarde"), ("<v>inf</v>", "", "inf", "cel.foutwaarde"),
    ("<v>0</v>", 't="s"', "een", "text"), ("<v>1</v>", 't="s"', "Ab", "text"), ("<v>x</v>", 't="str"', "x", "text"), ("<is><t>a</t><r><t>b</t></r></is>", 't="inlineStr"', "ab", "text"),
    ("<v>1</v>", 't="b"', "true", "yes_no"), ("<v>0</v>", 't="b"', "false", "yes_no"), ("<v>#N/A</v>", 't="e"', "#N/B", "cel.foutwaarde"), ("<v>#RAAR</v>", 't="e"', "#RAAR", "cel.foutwaarde"),
    ("<v>2027-01-31T00:00:00</v>", 't="d"', "2027-01-31", "day"), ("<v>2027-01-31T10:30:00Z</v>", 't="d"', "2027-01-31 10:30", "cel.tijd"),
    ("<f>1+1</f><v>2</v>", "", "=1+1", "cel.formule"), ("<f>TRUE()</f><v>1</v>", "", "true", "yes_no"), ("<f> false </f>", "", "false", "yes_no"),
    ('<f>"a ""b"""</f>', "", 'a "b"', "text"),
    ("<v>46418</v>", 's="2"', "2027-01-31", "day"), ("<v>59</v>", 's="2"', "1900-02-28", "day"), ("<v>61</v>", 's="2"', "1900-03-01", "day"), ("<v>1</v>", 's="2"', "1900-01-01", "day"),
    ("<v>0.5</v>", 's="2"', "12:00", "cel.tijd"), ("<v>46418.5</v>", 's="2"', "2027-01-31 12:00", "cel.tijd"), ("<v>0.25</v>", 's="3"', "06:00", "cel.tijd"),
    ("<v>1.5</v>", 's="3"', "36:00", "cel.tijd"), ("<v>9999999</v>", 's="2"', "########", "cel.foutwaarde"), ("<v>12</v>", 's="99"', "12", "number"),
]  # fmt: skip


@pytest.mark.parametrize(("inner", "more", "text", "kind"), SHEET)
def test_cell_of_a_sheet_is_read_as_it_shows(inner: str, more: str, text: str, kind: str) -> None:
    (found,) = cell(inner, more)
    assert (found.column, found.text, found.sheet) == (2, text, True)
    assert (found.fault.code if found.fault else found.kind.name.lower()) == kind


@pytest.mark.parametrize(
    ("inner", "more"), [("", ""), ("<v/>", ""), ("<v></v>", 't="str"'), ("<v>2</v>", 't="s"'), ("<v>  </v>", 't="str"')]
)
def test_cell_with_nothing_but_spaces_is_none(inner: str, more: str) -> None:
    assert cell(inner, more) == ()


def test_number_knows_how_it_shows() -> None:
    assert [cell("<v>0.5</v>", f's="{style}"')[0].percent for style in (0, 1)] == [0, 1]
    assert cell("<v>7</v>", 's="4"')[0].width == 5
    assert cell("<v>7</v>", 's="5"')[0].prints_percent
    for value, day in (
        ("46418", "2027-01-31"),
        ("36000", ""),
        ("36001", "1998-07-25"),
        ("74999", "2105-05-03"),
        ("75000", ""),
        ("46418.5", ""),
    ):
        assert cell(f"<v>{value}</v>")[0].day == day


def test_days_of_an_old_mac_begin_in_1904() -> None:
    assert cell("<v>44956</v>", 's="2"', is_1904=True)[0].text == "2027-01-31"
    assert cell("<v>0</v>", 's="2"', is_1904=True)[0].text == "1904-01-01"
    assert cell("<v>60</v>", 's="2"', is_1904=True)[0].text == "1904-03-01"


def test_cell_without_a_name_stands_behind_the_one_before() -> None:
    row = etree.fromstring('<row xmlns="urn:x"><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c><c/></row>')
    assert [one.column for one in CellReader((), (), is_1904=False).cells(row)] == [1, 4, 5]


@pytest.mark.parametrize(
    ("name", "column"), [("A1", 1), ("Z9", 26), ("AA1", 27), ("AZ", 52), ("BA3", 53), ("XFD1", 16384), ("", 0)]
)
def test_column_is_counted_from_its_letters(name: str, column: int) -> None:
    assert column_of(name) == column


@pytest.mark.parametrize(
    ("text", "digits"),
    [("000", "0"), ("0012", "12"), ("1.50", "1.5"), ("1e-7", "0.0000001"), ("2.675", "2.675"), ("123456789.123456789", "123456789.123457")],
)  # fmt: skip
def test_digits_are_those_that_excel_shows(text: str, digits: str) -> None:
    assert digits_of(text, float(text)) == digits


def test_text_of_a_cell_leaves_out_how_it_is_pronounced() -> None:
    node = etree.fromstring('<is xmlns="urn:x"><r><t>a</t></r><rPh><t>nee</t></rPh><t>b</t></is>')
    assert text_of(node) == "ab"


def test_value_of_a_cell_is_of_its_kind() -> None:
    read = fitted(number("12.5"), LEAVES["getal"]).value
    assert isinstance(read, Typed)
    assert read.kind is TypedKind.NUMBER
    assert Kind.CODE.value[0].nl == "code die als getal is opgeslagen"

"""The borders of reading: what is too much, too long or too far off to be read, and when another word was meant."""

from __future__ import annotations

import io
import zipfile
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl import Workbook

from izacontract.errors import RequestInvalid
from izacontract.intake import excel_package
from izacontract.intake.cells import TypedCell, TypedLine
from izacontract.intake.excel_cells import digits_of
from izacontract.intake.excel_heads import list_header
from izacontract.intake.excel_rules import MOST_IN_FORMULA, _choice
from izacontract.intake.keys import KeyList
from izacontract.intake.readings import _day, _fitting, _meanings, _number, unmarked
from izacontract.intake.tree import rows_told
from izacontract.intake.yaml_source import read_yaml
from izacontract.meant import did_you_mean, nearest
from izacontract.model.values import Typed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("abcdefghijklm-------", "abcdefghijklmnopqrst"),  # 0.65 alike
        ("abcdefghijkl--------", None),  # 0.60
        ("Kenmerk", "kenmerk"),
        ("looptijd_in_jaren", "looptijd-in-jaren"),
        ("", None),
    ],
)
def test_other_word_is_meant_from_two_thirds_alike(typed: str, meant: str | None) -> None:
    known = ["abcdefghijklmnopqrst", "kenmerk", "looptijd-in-jaren"]
    assert nearest(typed, known) == meant
    assert did_you_mean(typed, known).nl == (f"Bedoelt u '{meant}'? " if meant else "")


@pytest.mark.parametrize(("at_least", "meant"), [(0.74, "abcd"), (0.75, "abcd"), (0.76, None)])
def test_how_much_alike_is_enough_can_be_asked(at_least: float, meant: str | None) -> None:
    assert nearest("abcx", ["abcd"], at_least) == meant


@pytest.mark.parametrize(("count", "ends"), [(11, "21"), (12, "23"), (13, "23, …")])
def test_of_many_rows_apart_the_first_twelve_are_named(count: int, ends: str) -> None:
    told = rows_told([2 * row + 1 for row in range(count)])
    assert told.endswith(ends)
    assert told.count(",") == min(count, 12) - 1 + (count > 12)


def test_rows_that_follow_each_other_are_one_stretch() -> None:
    assert rows_told([3, 4, 5, 7, 9, 10]) == "3-5, 7, 9-10"


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        ("12", ["12"]),
        ("1,5", ["1.5"]),
        ("1.25", ["1.25"]),
        ("1.250", ["1.25", "1250"]),
        ("125.250", ["125.25", "125250"]),
        ("1250.250", ["1250.250"]),
        ("0.250", ["0.250"]),
        (".250", ["0.250"]),
        ("1.2500", ["1.2500"]),
        ("1.250.000", ["1250000"]),
        ("1.250,50", ["1250.50"]),
        ("1,250.50", ["1250.50"]),
        ("1.250.50", []),
        ("1.250.500", ["1250500"]),
        ("12.50.000", []),
        ("1250,-", ["1250"]),
        ("1250,--", ["1250"]),
    ],
)
def test_point_with_three_figures_behind_it_means_one_of_two_numbers(body: str, numbers: list[str]) -> None:
    assert _meanings(body) == numbers


@pytest.mark.parametrize(("length", "is_number"), [(39, True), (40, True), (41, False)])
def test_text_of_more_than_forty_characters_is_no_number(length: int, is_number: bool) -> None:
    leaf: Any = SimpleNamespace(sort="number")
    assert isinstance(_number("1" * length, leaf).value, Typed) is is_number


def test_percentage_of_a_thousand_is_not_meant_and_money_has_thousands() -> None:
    from izacontract.intake.keys import Sort

    leaf: Any = SimpleNamespace(sort=Sort.PERCENT)
    assert _fitting(["1.0", "1000"], leaf, is_money=False) == ["1.0"]
    assert _fitting(["1.0", "999"], leaf, is_money=False) == ["1.0", "999"]
    leaf.sort = Sort.WHOLE
    assert _fitting(["1.25", "1250"], leaf, is_money=False) == ["1250"]
    leaf.sort = Sort.NUMBER
    assert _fitting(["1.25", "1250"], leaf, is_money=False) == ["1.25", "1250"]
    assert _fitting(["1.25", "1250"], leaf, is_money=True) == ["1250"]
    assert _fitting(["1.25"], leaf, is_money=True) == ["1.25"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-01-31", "2027-01-31"),
        ("2027/1/31", "2027-01-31"),
        ("20270131", "2027-01-31"),
        ("2027-01-31T00:00:00Z", "2027-01-31"),
        ("2027-02-30T00:00", "2027-02-30T00:00"),
    ],
)
def test_day_is_read_in_the_ways_that_programs_write_it(text: str, day: str | None) -> None:
    value = _day(text).value
    assert (str(value) if isinstance(value, Typed) else None) == day


def test_mark_that_keeps_excel_off_a_value_goes() -> None:
    assert unmarked(' ="01999101" ') == "01999101"
    assert unmarked('="a ""b"""') == 'a "b"'
    assert unmarked("=1+1") == "=1+1"


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("123456789012345", "123456789012345"),
        ("1234567890123456", "1234567890123460"),
        ("0012", "12"),
        ("000", "0"),
        ("0.1", "0.1"),
        ("17.400000000000002", "17.4"),
    ],
)
def test_number_keeps_the_fifteen_digits_that_excel_shows(text: str, digits: str) -> None:
    assert digits_of(text, float(text)) == digits


@pytest.mark.parametrize("text", ["inf", "-inf", "nan"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        digits_of(text, float(text))


@pytest.mark.parametrize(
    ("number", "day"),
    [
        (36_000, ""),
        (36_001, "1998-07-25"),
        (74_999, "2105-05-03"),
        (75_000, ""),
        (46_388.5, ""),
        (46_388, "2027-01-01"),
    ],
)
def test_number_that_may_be_a_day_is_one_of_this_century(number: float, day: str) -> None:
    from izacontract.intake.excel_cells import EPOCH, CellReader

    cells: Any = SimpleNamespace(_epoch=EPOCH)
    assert CellReader._as_day(cells, number) == day


@pytest.mark.parametrize(("size", "is_read"), [(1_999_999, True), (2_000_000, True), (2_000_001, False)])
def test_request_of_more_than_two_million_bytes_is_refused(size: int, is_read: bool) -> None:
    data = b"a: 1\n#".ljust(size, b"x")
    if is_read:
        assert read_yaml(data, "aanvraag.yaml").root
        return
    with pytest.raises(RequestInvalid) as caught:
        read_yaml(data, "aanvraag.yaml")
    assert [finding.code for finding in caught.value.findings] == ["bestand.te-groot"]


@pytest.mark.parametrize(("brackets", "is_fit"), [(10, True), (11, True), (18, True), (19, False)])
def test_request_nests_twenty_deep_at_most_with_its_keys_and_values(brackets: int, is_fit: bool) -> None:
    text = f"a: {'[' * brackets}1{']' * brackets}"
    if is_fit:
        assert read_yaml(text.encode(), "aanvraag.yaml").findings == ()
        return
    with pytest.raises(RequestInvalid):
        read_yaml(text.encode(), "aanvraag.yaml")


def line(number: int, *texts: str) -> TypedLine:
    return TypedLine(number, tuple(TypedCell(column, text) for column, text in enumerate(texts, start=1)))


@pytest.mark.parametrize(("above", "found"), [(18, 19), (19, 20), (20, 1)])
def test_header_of_a_list_stands_in_the_first_twenty_rows(above: int, found: int) -> None:
    known: Any = SimpleNamespace(column=lambda text: text == "code", titled=lambda text: None)
    lines = [*(line(number, "uitleg") for number in range(1, above + 1)), line(above + 1, "code")]
    assert list_header(lines, known).number == found


def test_first_row_that_names_a_column_is_the_header() -> None:
    known: Any = SimpleNamespace(column=lambda text: text in ("code", "tarief"), titled=lambda text: None)
    assert list_header([line(1, "code"), line(2, "code", "tarief")], known).number == 1
    marked = [line(1, "code"), line(2, "#sleutel", "x")]
    assert list_header(marked, known).number == 2


@pytest.mark.parametrize(("more", "is_in_formula"), [(-1, True), (0, True), (1, False)])
def test_choices_that_do_not_fit_in_a_formula_stand_on_a_sheet(more: int, is_in_formula: bool) -> None:
    first = "a" * 100
    rest = "b" * (MOST_IN_FORMULA - len(f'"{first},"') + more)
    rule = _choice([first, rest], Workbook())
    assert (rule.formula1 == f'"{first},{rest}"') is is_in_formula


@pytest.mark.parametrize(
    ("path", "sheet"),
    [
        (("a" * 31,), "a" * 31),
        (("a" * 32,), "a" * 31),
        (("a" * 15, "b" * 15), f"{'a' * 15}.{'b' * 15}"),
        (("a" * 16, "b" * 15), f"{'a' * 15}.{'b' * 15}"),
        (("a" * 15, "b" * 16), f"{'a' * 14}.{'b' * 16}"),
        (("a", "b" * 30), "b" * 30),
        (("x", "y" * 10, "z" * 20), f"{'y' * 10}.{'z' * 20}"),
    ],
)
def test_name_of_a_sheet_has_31_characters_at_most(path: tuple[str, ...], sheet: str) -> None:
    assert KeyList.sheet.fget(SimpleNamespace(key=".".join(path))) == sheet  # type: ignore[attr-defined]
    assert len(sheet) <= 31


@pytest.mark.parametrize(
    ("limit", "is_read"), [("parts", True), ("parts too many", False), ("size", True), ("size too large", False)]
)
def test_workbook_with_too_much_in_it_is_refused_before_it_is_read(
    limit: str, is_read: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = io.BytesIO()
    book = Workbook()
    book.save(file)
    with zipfile.ZipFile(file) as package:
        infos = package.infolist()
    less = 0 if is_read else 1
    at_once = sum(info.file_size for info in infos if not info.filename.startswith("xl/worksheets/"))
    name, value = ("MOST_PARTS", len(infos)) if limit.startswith("parts") else ("MOST_IN_MEMORY", at_once)
    monkeypatch.setattr(excel_package, name, value - less)
    package_of = SimpleNamespace(_package=zipfile.ZipFile(file), name="a.xlsx")
    package_of._parts = {info.filename.lower(): info for info in infos}
    check = excel_package.Package._refuse_unfit
    if is_read:
        check(package_of, sum(info.file_size for info in infos))  # type: ignore[arg-type]
        return
    with pytest.raises(RequestInvalid) as caught:
        check(package_of, 30_000_000)  # type: ignore[arg-type]
    assert {finding.code for finding in caught.value.findings} == {"excel.te-groot"}

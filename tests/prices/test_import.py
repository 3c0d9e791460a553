"""A purchaser's own price list goes into a request as it is, and comes back as Excel."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from izacontract_algemeen.rules.index_calculation import share_of as share_of_contract
from openpyxl import Workbook

from izacontract.errors import Finding, RequestInvalid
from izacontract.intake.keys import KeyList, keys_of
from izacontract.intake.request_file import with_list
from izacontract.intake.schema import schema
from izacontract.intake.tree import Tree, tree_of_mapping
from izacontract.intake.yaml_source import read_yaml
from izacontract.model.sections import sections_of
from izacontract.prices.annex import price_workbook
from izacontract.prices.columns import key_of
from izacontract.prices.completing import changes, completed, lines_of, share_of
from izacontract.prices.listing import read_prices
from tests.contracts.support import plugins

PATH = ("tarieven", "prestaties")
REQUEST = """\
# Onze aanvraag
overeenkomst: {sector: msz, begin: 2027-01-01}

tarieven:
  regime: nza-maximum   # zoals vorig jaar
  percentage_van_maximum: 98.5
  prestaties:
    - {code: "190001", omschrijving: Heup, eenheid: per zorgproduct, tarief: 98.50, maximum: 100.00}
    - {code: "190009", omschrijving: Knie, eenheid: per zorgproduct, tarief: 197.00, maximum: 200.00}

# De ova van het jaar
ova: {jaar: 2027}
"""


def known() -> KeyList:
    installed = plugins()
    return keys_of(sections_of(installed.sectors["msz"], installed).values()).lists[".".join(PATH)]


def tree() -> Tree:
    return read_yaml(REQUEST.encode(), "aanvraag.yaml")


def taken(file: Path, **asked: str) -> tuple[list[Any], list[Finding]]:
    """Return the performances that the list in `file` gives, and what is told of it."""
    sheet = asked.pop("sheet", "")
    read = read_prices(file, known(), sheet=sheet, asked=asked, year="2027")
    lines = completed(read, tree())
    return lines, read.checked()


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes rows to a sheet of a workbook."""

    def write(*rows: tuple[Any, ...], **others: list[tuple[Any, ...]]) -> Path:
        book = Workbook()
        for title, lines in {"Tarieven": list(rows), **others}.items():
            page = book.create_sheet(title)
            for line in lines:
                page.append(line)
        del book[book.sheetnames[0]]
        book.save(tmp_path / "lijst.xlsx")
        return tmp_path / "lijst.xlsx"

    return write


HEAD = ("Prestatiecode", "Omschrijving prestatie", "NZa-maximumtarief 2027", "Tarief 2027 (€)")


def test_list_of_numbers_with_a_title_and_a_total_is_read(sheet: Callable[..., Path]) -> None:
    file = sheet(
        ("Prijslijst ziekenhuis",), HEAD, (190001, "Heup", 110.0, None), (190002, "Knie", 200.0, 180.0),
        (None, "Totaal", 310.0, 180.0), ("Subtotaal", None, 310.0, 180.0),
    )  # fmt: skip
    lines, told = taken(file)
    first, second = lines
    assert first == {
        "code": "190001", "omschrijving": "Heup", "eenheid": "per zorgproduct", "tarief": "108.35", "maximum": "110.00"
    }  # fmt: skip
    assert (second["percentage_van_maximum"], second["tarief"], "eenheid" in second) == ("90", "180.00", False)
    codes = [finding.code for finding in told]
    assert {"prijzen.totaalrij", "prijzen.open"} <= set(codes)
    assert len(codes) == len(set(codes)), "each kind of reading is told once"


def test_dutch_csv_of_windows_is_read(tmp_path: Path) -> None:
    file = tmp_path / "lijst.csv"
    file.write_bytes("Code;Naam;Prijs\r\n12A;Coördinatie;€ 1.234,56\r\n".encode("cp1252"))
    lines, _ = taken(file)
    assert lines[0] == {"code": "12A", "omschrijving": "Coördinatie", "tarief": "1234.56"}


def test_every_fault_is_told_at_once(sheet: Callable[..., Path]) -> None:
    file = sheet(
        ("Code", "Tarief", "Maximum", "%"),
        ("A", 98.49, 100, 98.5), ("B", 98.5, 100, 98.5), ("B", 10, 20, None), (None, 5, None, None), ("C", 21, 20, None),
    )  # fmt: skip
    with pytest.raises(RequestInvalid) as refused:
        taken(file)
    found = {finding.code: finding for finding in refused.value.findings}
    assert {"prijzen.tarief-anders", "prijzen.dubbel", "prijzen.zonder-code", "prijzen.geen-percentage"} <= set(found)
    cent_below = found["prijzen.tarief-anders"]
    assert cent_below.position is not None
    assert cent_below.position.cell == "B2"
    assert "98.50" in cent_below.hint.nl


def test_column_and_sheet_are_asked_for_when_more_can_be_meant(sheet: Callable[..., Path]) -> None:
    rows = [("Code", "Prijs A", "Prijs B"), ("A", 1, 2)]
    file = sheet(("Code", "Tarief", "Prijs"), ("A", 1, 2), Andere=rows)
    for asked, code in (({}, "prijzen.twee-kolommen"), ({"sheet": "Weg"}, "prijzen.geen-blad")):
        with pytest.raises(RequestInvalid) as refused:
            taken(file, **asked)
        assert [finding.code for finding in refused.value.findings if finding.severity == "fault"] == [code]
    lines, _ = taken(file, sheet="Andere", code="code", tarief="prijs b")
    assert lines == [{"code": "A", "tarief": "2.00"}]
    with pytest.raises(RequestInvalid) as refused:
        taken(sheet(("Code", "Tarief"), ("A", 1), Andere=[("Code", "Tarief"), ("A", 1)]))
    assert refused.value.findings[0].code == "prijzen.meer-bladen"


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Prestatie-code", "code"), ("TARIEF 2027 in euro", "tarief"), ("Max. tarief", "maximum"), ("%", "percentage_van_maximum"),
        ("% van het maximum", "percentage_van_maximum"), ("Opmerking", None), ("2027", None), ("Second maximum", "tweede_maximum"),
    ],
)  # fmt: skip
def test_heading_is_known_as_people_write_it(heading: str, key: str | None) -> None:
    assert key_of(heading) == key


def test_only_the_list_changes_in_the_request() -> None:
    root = {**tree().root}
    new = tree_of_mapping({"x": [{"code": "007", "omschrijving": "Nee: 'ja' # wel", "tarief": Decimal("1.50")}]})
    root["tarieven"] = {**root["tarieven"], "prestaties": new.root["x"]}  # type: ignore[dict-item]  # it is a group
    written, is_kept = with_list(REQUEST, schema("msz", plugins()), root, PATH)
    assert is_kept
    assert read_yaml(written.encode(), "").fingerprint == Tree(root).fingerprint
    left = [line for line in REQUEST.splitlines() if "code:" not in line]
    assert [line for line in written.splitlines() if "code:" not in line] == left


@pytest.mark.parametrize("tarieven", ["", "tarieven: {regime: vrij}\n", "tarieven:\n  regime: vrij # zo\n"])
def test_list_comes_into_a_request_without_one(tarieven: str) -> None:
    text = f"overeenkomst: {{sector: msz}}\n{tarieven}"
    root = read_yaml(text.encode(), "").root
    lines = tree_of_mapping({"x": [{"code": "A", "tarief": Decimal("1.50")}]}).root["x"]
    root["tarieven"] = {**(root.get("tarieven") or {}), "prestaties": lines}  # type: ignore[dict-item]  # it is a group
    written, _ = with_list(text, schema("msz", plugins()), root, PATH)
    assert read_yaml(written.encode(), "").fingerprint == Tree(root).fingerprint


def test_codes_that_left_and_came_are_told() -> None:
    found = changes(lines_of(tree()), {"190001": None, "190002": None})
    assert [(finding.code, finding.message.nl) for finding in found] == [
        ("prijzen.vervallen", "Vervallen codes: 190009."), ("prijzen.nieuw", "Nieuwe codes: 190002."),
    ]  # fmt: skip


@given(st.integers(1, 10**8), st.integers(500, 10000))
def test_share_is_rounded_as_the_contract_rounds_it(cents: int, percentage: int) -> None:
    maximum, part = Decimal(cents).scaleb(-2), Decimal(percentage).scaleb(-2)
    assert share_of(maximum, part) == share_of_contract(maximum, part)


texts = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=12)
lines = st.lists(
    st.tuples(st.from_regex(r"[A-Z0-9]{6}", fullmatch=True), texts, st.integers(1, 10**7), st.integers(500, 10000)),
    min_size=1, max_size=8, unique_by=lambda line: line[0],
)  # fmt: skip


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines)
def test_import_of_what_was_exported_gives_the_same_list(
    tmp_path: Path, lines: list[tuple[str, str, int, int]]
) -> None:
    performances = []
    for code, text, cents, hundredths in lines:
        maximum, part = Decimal(cents).scaleb(-2), Decimal(hundredths).scaleb(-2).normalize()
        performances.append(
            {"code": code, "omschrijving": f"T {text} x", "eenheid": "per stuk", "tarief": share_of(maximum, part),
             "maximum": maximum, "percentage_van_maximum": part}
        )  # fmt: skip
    given_tree = tree_of_mapping({"tarieven": {"prestaties": performances}})
    file = tmp_path / "prijzen.xlsx"
    file.write_bytes(price_workbook(lines_of(given_tree).values(), known()))
    read, _ = taken(file)
    assert read == given_tree.root["tarieven"]["prestaties"]  # type: ignore[index, call-overload]  # it is a group

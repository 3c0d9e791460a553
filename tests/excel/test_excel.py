"""A request in Excel: it says what the same request in YAML says, or every fault with its sheet and cell."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula

from izacontract import build_contract, load_plugins
from izacontract.errors import Position, RequestInvalid, column_letters, dotted
from izacontract.host import Plugins
from izacontract.intake.excel_package import MOST_IN_REQUEST
from izacontract.intake.excel_rules import rule_of
from izacontract.intake.read import Examination, examine_request, examine_tree
from izacontract.intake.sources import tree_of, tree_of_bytes
from izacontract.intake.tree import Tree
from izacontract.render.json import json_text
from izacontract.render.text import text
from tests.excel.filling import (
    REQUESTS,
    all_keys,
    bare_form,
    bare_sheet,
    cell_of,
    data_of,
    empty_form,
    filled_form,
    put_items,
)

SECTORS = sorted(file.stem for file in REQUESTS.glob("*.yaml"))
SEASON = sorted(f"2027/{file.stem}" for file in REQUESTS.glob("2027/*.yaml"))
FILE = "aanvraag.xlsx"
Change = Callable[[Workbook], object]


@cache
def plugins() -> Plugins:
    return load_plugins()


@cache
def example(sector: str) -> Tree:
    return tree_of(REQUESTS / f"{sector}.yaml", plugins())


def read(book: Workbook | bytes) -> Examination:
    data = book if isinstance(book, bytes) else data_of(book)
    return examine_tree(tree_of_bytes(data, FILE, plugins()), plugins())


def faults(book: Workbook | bytes) -> list[tuple[str, str, str]]:
    """Return place, key and code of each fault, without the name of the file."""
    try:
        findings = read(book).findings
    except RequestInvalid as refused:
        findings = refused.findings
    return [
        (str(finding.position).removeprefix(FILE).removeprefix(", "), dotted(finding.path), finding.code)
        for finding in findings
        if finding.severity == "fault"
    ]


def changed(change: Change, sector: str = "huisartsen") -> Workbook:
    book = bare_form(example(sector), plugins())
    change(book)
    return book


def put(key: str, value: Any, number_format: str = "") -> Change:
    def change(book: Workbook) -> None:
        cell = cell_of(book, key)
        cell.value = value
        if number_format:
            cell.number_format = number_format

    return change


def place_of(book: Workbook, key: str) -> str:
    return f"blad Aanvraag, cel {cell_of(book, key).coordinate}"


@pytest.mark.parametrize("sector", [*SECTORS, *SEASON])
def test_filled_in_workbook_gives_the_contract_of_the_yaml(sector: str) -> None:
    examined = read(filled_form(example(sector), plugins()))
    known = examine_tree(example(sector), plugins())
    assert examined.request is not None
    assert known.request is not None
    contract, expected = (build_contract(request, plugins()) for request in (examined.request, known.request))
    assert text(contract) == text(expected)
    ours, theirs = (json.loads(json_text(one)) for one in (contract, expected))
    different = {key for key in ours if ours[key] != theirs[key]}
    # The digits of 9874.50 are 9874.5 in a cell, and a warning stands in a cell instead of on a line.
    assert different <= {"fingerprint", "findings"}
    assert sorted(found.code for found in examined.findings) == sorted(found.code for found in known.findings)


@pytest.mark.parametrize("sector", SECTORS)
def test_every_warning_about_a_workbook_names_sheet_and_cell(sector: str) -> None:
    findings = read(filled_form(example(sector), plugins())).findings
    assert all(finding.position and finding.position.cell for finding in findings)


@pytest.mark.parametrize("sector", SECTORS)
def test_empty_workbook_lacks_only_what_a_draft_needs(sector: str) -> None:
    found = faults(empty_form(sector, plugins()))
    assert {code for _, _, code in found} == {"sleutel.ontbreekt"}
    keys = {"overeenkomst.begin", "overeenkomst.einde", "zorgverzekeraar", "zorgaanbieder"}
    assert {key for _, key, _ in found} == keys
    assert all(place.startswith("blad Aanvraag, cel C") for place, _, _ in found)


WRONG_CELLS: dict[str, tuple[str, Any, str, str]] = {
    "a formula": ("mtvp.tarief_per_kwartaal", "=1+2", "", "cel.formule"),
    "a formula for several cells": ("mtvp.tarief_per_kwartaal", ArrayFormula("C9", "=1+2"), "", "cel.formule"),
    "an error": ("zorgaanbieder.naam", "#N/A", "", "cel.foutwaarde"),
    "a code as a number that lost a zero": ("zorgaanbieder.agb", 1999101, "0", "cel.code-cijfers"),
    "a code with decimals": ("zorgaanbieder.kvk", 9000010.5, "", "cel.getal-in-tekst"),
    "a text as a number": ("overeenkomst.kenmerk", 2025, "", "cel.getal-in-tekst"),
    "a text that became a day": ("overeenkomst.kenmerk", date(2025, 4, 17), "", "cel.datum-in-tekst"),
    "a number that became a day": ("ova.percentage", date(2025, 4, 18), "", "cel.datum-in-getal"),
    "a day as a number": ("overeenkomst.begin", 45658, "0", "cel.getal-in-datum"),
    "a day with a time": ("overeenkomst.begin", datetime(2025, 1, 1, 12, 30), "", "cel.tijd"),
    "a time": ("overeenkomst.begin", time(12, 30), "", "cel.tijd"),
    "a day as text, in this century or not": ("overeenkomst.begin", "01-01-25", "", "waarde.geen-datum"),
    "true in a text": ("zorgaanbieder.naam", True, "", "cel.waar-onwaar"),
    "euros as percent": ("mtvp.tarief_per_kwartaal", 3.23, "0%", "cel.procentopmaak"),
    "a word as a number": ("ova.percentage", "n.v.t.", "@", "cel.tekst-in-getal"),
    "no choice": ("tarieven.regime", "nza", "", "waarde.keuze"),
    "a share in percent as a number": ("ova.aandeel_loon", 76, "", "waarde.punt-verschoven"),
}


@pytest.mark.parametrize("case", WRONG_CELLS)
def test_cell_that_cannot_be_trusted_is_refused_at_its_place(case: str) -> None:
    key, value, number_format, code = WRONG_CELLS[case]
    book = changed(put(key, value, number_format))
    assert faults(book) == [(place_of(book, key), key, code)]


def test_formula_is_refused_also_when_excel_has_kept_its_result() -> None:
    book = data_of(changed(put("mtvp.tarief_per_kwartaal", "=1+2")))
    with_result = rewritten(book, "xl/worksheets/sheet1.xml", lambda part: part.replace(b"</f><v", b"</f><v>3</v><v"))
    assert [code for _, _, code in faults(with_result)] == ["cel.formule"]


@pytest.mark.parametrize(
    ("key", "value", "number_format", "meant"),
    [
        ("ova.percentage", 0.0418, "0.00%", "4.18"),
        ("ova.percentage", 0.07, '0.00"x"%', "7"),
        ("ova.aandeel_loon", 0.76, "0%", "0.76"),
        ("ova.percentage", 4.18, '0.00" %"', "4.18"),
        ("ova.percentage", 4.1799999999999997, "", "4.18"),
        ("ova.percentage", 4.180000000000001, "", "4.18"),
        ("mtvp.ingeschreven_verzekerden", 3180.0, "", "3180"),
        ("mtvp.deelname", True, "", "true"),
        ("mtvp.deelname", "Ja", "", "Ja"),
        ("overeenkomst.begin", "2025-01-01", "", "2025-01-01"),
        ("overeenkomst.begin", datetime(2025, 1, 1), "d mmm yyyy", "2025-01-01"),
        ("zorgaanbieder.naam", "=Praktijk & Zn", "text", "=Praktijk & Zn"),
        ("zorgaanbieder.naam", "Praktijk\nDuin", "", "Praktijk\nDuin"),
        ("zorgaanbieder.naam", "Praktijk_x000D_\nDuin", "", "Praktijk\nDuin"),
        ("zorgaanbieder.agb", " 01999101 ", "", "01999101"),
        ("zorgaanbieder.naam", "\u00a0Praktijk Duin \n", "", "Praktijk Duin"),
        ("overeenkomst.sector", "huisartsen ", "", "huisartsen"),
        ("ova.percentage", "4.18", "@", "4.18"),
        ("ova.percentage", 4.18, "0.00_%", "4.18"),
        ("ova.percentage", "4,18 %", "@", "4.18"),
        ("ova.aandeel_loon", "76%", "@", "0.76"),
        ("mtvp.ingeschreven_verzekerden", "3.180", "@", "3180"),
        ("mtvp.deelname", "WAAR", "@", "true"),
        ("mtvp.deelname", "=TRUE()", "", "true"),
        ("overeenkomst.begin", "1-1-2025", "@", "2025-01-01"),
        ("zorgaanbieder.kvk", 90000101, "0", "90000101"),
        ("zorgaanbieder.agb", 1999101, "00000000", "01999101"),
        ("zorgaanbieder.agb", '="01999101"', "", "01999101"),
        ("zorgaanbieder.agb", "019 991 01", "", "01999101"),
    ],
)
def test_cell_is_read_as_it_shows(key: str, value: Any, number_format: str, meant: str) -> None:
    def change(book: Workbook) -> None:
        put(key, value, "" if number_format == "text" else number_format)(book)
        if number_format == "text":
            cell_of(book, key).data_type = "s"

    examined = read(changed(change))
    assert examined.tree is not None
    section, name = key.split(".")
    group: Any = examined.tree.root[section]
    assert (group[name], examined.request is not None) == (meant, True)


def test_all_faults_are_told_at_once_in_the_order_of_the_workbook() -> None:
    def change(book: Workbook) -> None:
        book["tarieven.prestaties"]["B6"] = date(2025, 1, 1)
        put("zorgaanbieder.kvk", 9000101, "0")(book)
        put("overeenkomst.begin", "=TODAY()")(book)
        book["mtvp.maatregelen"]["B7"] = "netwerken"

    found = faults(changed(change))
    assert [(key, code) for _, key, code in found] == [
        ("overeenkomst.begin", "cel.formule"),
        ("zorgaanbieder.kvk", "cel.code-cijfers"),
        ("mtvp.maatregelen[2]", "waarde.keuze"),
        ("tarieven.prestaties[1].code", "cel.datum-in-tekst"),
    ]
    assert [place for place, _, _ in found[2:]] == ["blad mtvp.maatregelen, cel B7", "blad tarieven.prestaties, cel B6"]


def test_number_in_a_cell_for_times_is_told_to_be_formatted_as_a_number() -> None:
    book = changed(put("ova.aandeel_materieel", 0.24, "hh:mm"))
    assert [code for _, _, code in faults(book)] == ["cel.datum-in-getal"]


def test_code_that_is_too_short_is_told_how_many_digits_it_has() -> None:
    (found,) = [f for f in read(changed(put("zorgaanbieder.kvk", "9000 010"))).findings if f.severity == "fault"]
    assert (found.code, "09000010" in found.hint.nl) == ("cel.code-cijfers", True)


def warnings_of(book: Workbook) -> list[tuple[str, str]]:
    examined = read(book)
    assert examined.request is not None
    return [(finding.message.nl, finding.hint.nl) for finding in examined.findings if finding.code.startswith("cel.")]


def test_text_over_several_lines_is_warned_of() -> None:
    ((message, _),) = warnings_of(changed(put("zorgaanbieder.naam", "Praktijk\nDuin")))
    assert "'Praktijk Duin' loopt over meer regels" in message


@pytest.mark.parametrize(
    ("change", "value", "column"),
    [
        (lambda book: book["Aanvraag"].__setitem__("J5", "HA-9"), "HA-9", "C"),
        (lambda book: book["mtvp.maatregelen"].__setitem__("A9", "intervisie"), "intervisie", "B"),
    ],
)
def test_value_that_slipped_to_where_nothing_counts_is_warned_of(change: Change, value: str, column: str) -> None:
    book = changed(change)
    if column == "B":
        book["mtvp.maatregelen"]["B9"] = None
    ((message, hint),) = warnings_of(book)
    assert message.startswith(f"'{value}' telt niet mee") and f"zet het dan in kolom {column};" in hint


def test_note_in_a_column_with_a_name_says_nothing() -> None:
    def change(book: Workbook) -> None:
        book["Aanvraag"]["H1"], book["Aanvraag"]["H5"] = "opmerking", "nog navragen"

    assert warnings_of(changed(change)) == []


def test_list_without_its_rows_of_keys_and_words_is_one_fault() -> None:
    book = filled_form(example("huisartsen"), plugins())
    page = book["Tarieven, prestaties"]
    page.delete_rows(1, 3)
    assert faults(book) == [("blad Tarieven, prestaties, rij 1", "tarieven.prestaties", "kolom.kop-ontbreekt")]


def test_column_with_a_name_that_is_nearly_right_is_the_only_fault() -> None:
    book = changed(lambda book: book["tarieven.prestaties"].__setitem__("B1", "Codde"))
    assert faults(book) == [("blad tarieven.prestaties, cel B1", "tarieven.prestaties", "kolom.onbekend")]


def test_renamed_sheet_is_known_by_its_columns() -> None:
    book = changed(lambda book: setattr(book["tarieven.prestaties"], "title", "Bijlage 2"))
    (found,) = [finding for finding in read(book).findings if finding.code == "blad.onbekend"]
    assert found.hint.nl == "Bedoelt u 'Tarieven, prestaties'? Haal het blad anders weg."


def test_empty_group_is_asked_for_at_the_first_key_that_it_needs() -> None:
    book = empty_form("huisartsen", plugins())
    rows = {cell.value: cell.row for cell in book["Aanvraag"]["A"]}
    places = {key: place for place, key, _ in faults(book)}
    assert places["zorgaanbieder"] == f"blad Aanvraag, cel C{rows['zorgaanbieder.naam']}"
    assert places["zorgverzekeraar"] == f"blad Aanvraag, cel C{rows['zorgverzekeraar.rechtspersonen']}"


def row_below(book: Workbook, *values: Any) -> int:
    page = book["Aanvraag"]
    row = int(page.max_row) + 1
    for column, value in enumerate(values, start=1):
        page.cell(row, column).value = value
    return row


@pytest.mark.parametrize(
    ("key", "code", "hint"),
    [
        ("zorgaanbieder.naem", "sleutel.onbekend", "Bedoelt u 'naam'?"),
        ("zorgaanbider.naam", "sleutel.onbekend", "Bedoelt u 'zorgaanbieder'?"),
        ("iban", "sleutel.onbekend", "'iban' hoort onder 'zorgaanbieder'."),
        ("tarieven.prestaties[1].tarief", "sleutel.lijst", "Zet elk onderdeel op een eigen rij in blad"),
        ("tarieven.prestaties", "sleutel.lijst", "'tarieven.prestaties'"),
        ("zorgaanbieder.vertegenwoordiger", "sleutel.groep", "naam, functie"),
        ("zorgaanbieder.naam.voluit", "kolom.onbekend", "Bedoelt u 'zorgaanbieder.naam'?"),
        ("zorgaanbieder..naam", "kolom.onbekend", "Bedoelt u 'zorgaanbieder.naam'?"),
        ("msz.msb", "sleutel.andere-zorgsoort", ""),
    ],
)
def test_row_with_a_key_that_does_not_fit_is_refused_with_what_was_meant(key: str, code: str, hint: str) -> None:
    book = bare_form(example("huisartsen"), plugins())
    row = row_below(book, key, "", "iets")
    (found,) = [finding for finding in read(book).findings if finding.severity == "fault"]
    assert found.code == code
    assert hint in found.hint.nl
    assert found.position is not None
    assert (found.position.sheet, found.position.line) == ("Aanvraag", row)


def test_two_values_for_one_key_are_refused_naming_both_cells() -> None:
    book = bare_form(example("huisartsen"), plugins())
    first = cell_of(book, "ova.percentage").coordinate
    row = row_below(book, "ova.percentage", "", 5)
    (found,) = [finding for finding in read(book).findings if finding.severity == "fault"]
    assert (found.code, first in found.message.nl) == ("sleutel.dubbel-ingevuld", True)
    assert found.position is not None
    assert found.position.cell == f"C{row}"


def test_value_without_a_key_is_refused() -> None:
    book = bare_form(example("huisartsen"), plugins())
    row = row_below(book, None, None, "zwevend")
    assert faults(book) == [(f"blad Aanvraag, cel C{row}", "", "cel.zonder-sleutel")]


@pytest.mark.parametrize(
    ("change", "place", "code"),
    [
        (lambda book: book.create_sheet("Kladblok").append(["x"]), "blad Kladblok", "blad.onbekend"),
        (lambda book: book.create_sheet("tarieven.prestatie").append(["x"]), "blad tarieven.prestatie", "blad.onbekend"),
        (lambda book: book.create_sheet("prestaties").append(["code"]), "blad prestaties", "blad.dubbel"),
        (lambda book: book["tarieven.prestaties"].__setitem__("H1", "tarif"), "blad tarieven.prestaties, cel H1", "kolom.onbekend"),
        (lambda book: book["tarieven.prestaties"].__setitem__("H1", "tarief"), "blad tarieven.prestaties, cel H1", "kolom.dubbel"),
        (lambda book: book["tarieven.prestaties"].__setitem__("Z7", "x"), "blad tarieven.prestaties, cel Z7", "cel.zonder-kolom"),
        (lambda book: book["tarieven.prestaties"].merge_cells("B12:B13"), "blad tarieven.prestaties, cel B12", "blad.samengevoegd"),
        (lambda book: book["Aanvraag"].merge_cells("C200:D201"), "blad Aanvraag, cel C200", "blad.samengevoegd"),
    ],
)  # fmt: skip
def test_sheet_that_would_lose_something_is_refused(change: Change, place: str, code: str) -> None:
    assert (place, code) in [(place, code) for place, _, code in faults(changed(change))]


def test_unknown_sheet_is_refused_with_the_nearest_name() -> None:
    book = changed(lambda book: book.create_sheet("tarieven.prestatie").append(["x"]))
    (found,) = [finding for finding in read(book).findings if finding.severity == "fault"]
    assert found.hint.nl.startswith("Bedoelt u 'Tarieven, prestaties'?")


def test_empty_sheets_and_emptied_rows_change_nothing() -> None:
    def change(book: Workbook) -> None:
        book.create_sheet("Blad1")
        page = book["tarieven.prestaties"]
        page.insert_rows(7, 2)
        page["A8"] = "eigen notitie"
        for known in all_keys(plugins()).lists.values():
            bare_sheet(book, known)

    assert read(changed(change)).tree.root == read(bare_form(example("huisartsen"), plugins())).tree.root  # type: ignore[union-attr]


def test_columns_and_sheets_may_stand_in_any_order() -> None:
    def change(book: Workbook) -> None:
        book.move_sheet("Aanvraag", 7)
        book["Aanvraag"].insert_cols(2, 2)

    assert read(changed(change)).tree.root == read(bare_form(example("huisartsen"), plugins())).tree.root  # type: ignore[union-attr]


def test_a_far_away_cell_costs_no_time_and_is_seen() -> None:
    book = changed(lambda book: book["Aanvraag"].__setitem__("XFD9000", "x"))
    assert faults(book) == []
    book = changed(lambda book: book["tarieven.prestaties"].__setitem__("XFD9000", "x"))
    assert faults(book) == [("blad tarieven.prestaties, cel XFD9000", "tarieven.prestaties[6]", "cel.zonder-kolom")]


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return file.getvalue()


def rewritten(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return file.getvalue()


def whole() -> bytes:
    return data_of(empty_form("huisartsen", plugins()))


NO_WORKBOOKS: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "text": (lambda: b"overeenkomst:\n", "excel.geen-werkmap", "tekstbestand"),
    "nothing": (lambda: b"", "excel.geen-werkmap", "leeg bestand"),
    "pdf": (lambda: b"%PDF-1.7\n", "excel.geen-werkmap", "pdf"),
    "old excel": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "excel.geen-werkmap", ".xls"),
    "password": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "excel.geen-werkmap",
        "wachtwoord",
    ),
    "word": (lambda: zipped(word__document_dot_xml=b"<x/>"), "excel.geen-werkmap", "Word"),
    "opendocument": (lambda: zipped(mimetype=b"x"), "excel.geen-werkmap", ".ods"),
    "binary": (lambda: zipped(xl__workbook_dot_bin=b"x"), "excel.geen-werkmap", ".xlsb"),
    "zip": (lambda: zipped(a=b"x"), "excel.geen-werkmap", "zipbestand"),
    "cut off": (lambda: whole()[:4000], "excel.beschadigd", ""),
    "no xml": (lambda: rewritten(whole(), "xl/worksheets/sheet2.xml", lambda part: part[:900]), "excel.beschadigd", ""),
    "no styles": (lambda: rewritten(whole(), "xl/styles.xml", lambda part: b""), "excel.beschadigd", ""),
    "entities": (
        lambda: rewritten(whole(), "xl/workbook.xml", lambda part: b'<!DOCTYPE x [<!ENTITY a "a">]>' + part),
        "excel.beschadigd",
        "",
    ),
    "bomb": (lambda: zipped(xl__workbook_dot_xml=b"\0" * (MOST_IN_REQUEST + 1)), "excel.te-groot", ""),
    "other workbook": (lambda: data_of(Workbook()), "blad.ontbreekt", ""),
}


@pytest.mark.parametrize("case", NO_WORKBOOKS)
def test_file_that_is_no_request_in_excel_is_refused_in_one_sentence(case: str) -> None:
    data, code, says = NO_WORKBOOKS[case]
    with pytest.raises(RequestInvalid) as caught:
        read(data())
    (found,) = caught.value.findings
    assert (found.code, str(found.position)) == (code, FILE)
    assert says in found.message.nl


@pytest.mark.parametrize(("case", "opens"), [("old excel", True), ("binary", True), ("word", False), ("pdf", False)])
def test_hint_says_open_in_excel_only_of_what_excel_opens(case: str, opens: bool) -> None:
    with pytest.raises(RequestInvalid) as caught:
        read(NO_WORKBOOKS[case][0]())
    (found,) = caught.value.findings
    assert ("Open het in Excel" in found.hint.nl, "Open it in Excel" in found.hint.en) == (opens, opens)
    assert ".xlsx" in found.hint.nl


def test_file_is_read_by_what_it_is_also_under_another_name(tmp_path: Path) -> None:
    file = tmp_path / "aanvraag.yaml"
    file.write_bytes(data_of(filled_form(example("mdz"), plugins())))
    assert examine_request(file, plugins()).request is not None


def test_drop_downs_offer_every_choice_and_codes_are_text() -> None:
    book = empty_form("msz", plugins())
    keys = all_keys(plugins())

    def rules_of(page: Any, cell: str) -> list[DataValidation]:
        return [rule for rule in page.data_validations.dataValidation if cell in rule.sqref]

    (regime,) = rules_of(book["Aanvraag"], cell_of(book, "tarieven.regime").coordinate)
    assert regime.formula1 == f'"{",".join(keys.leaves["tarieven.regime"].shape.choices)}"'
    (patients,) = rules_of(book["Aanvraag"], cell_of(book, "transformatieplan.patientbetrokkenheid").coordinate)
    assert patients.formula1 == '"ja,nee"'
    (begin,) = rules_of(book["Aanvraag"], cell_of(book, "overeenkomst.begin").coordinate)
    assert begin.type == "date"
    (meter,) = rules_of(book["Betaling bij resultaat"], "J7")
    assert meter.formula1 == '"accountant,onafhankelijke-partij,verzekeraar,aanbieder"'
    assert cell_of(book, "zorgaanbieder.agb").number_format == "@"
    assert book["Tarieven, prestaties"].column_dimensions["B"].number_format == "@"
    assert book["Zorgverzekeraar, rechtspersonen"].column_dimensions["C"].number_format == "@"


@pytest.mark.parametrize("sector", SECTORS)
def test_workbook_names_every_key_with_help_and_supplier(sector: str) -> None:
    book = empty_form(sector, plugins())
    rows = {row[0].value: row for row in book["Aanvraag"].iter_rows(min_row=4) if row[0].value}
    keys = all_keys(plugins())
    for key, row in rows.items():
        if key in keys.leaves:
            unit = keys.leaves[key].unit.partition(",")[0]
            assert (row[3].value or "").startswith(unit)
            assert row[5].value in ("de zorgverzekeraar", "de zorgaanbieder", "partijen")
            # what asks for it stands in words before the help
            assert row[6].value.endswith(keys.leaves[key].shape.info.description)
        elif key in keys.lists:
            sheet = row[3].hyperlink.location.split("!")[0].strip("'")
            head = [cell.value for cell in book[sheet][2]]
            assert set(head) <= {"#sleutel", *keys.lists[key].columns}
            assert len(head) >= len(keys.lists[key].columns)
    assert f"{sector}" in {key.split(".")[0] for key in rows}
    assert len(rows) > 60


def test_workbook_is_the_same_every_time() -> None:
    from izacontract.intake.excel_form import excel_form
    from izacontract.render.workbook import saved

    sector = plugins().sectors["ggz"]
    assert saved(excel_form(sector, plugins())) == saved(excel_form(sector, plugins()))


def test_items_may_be_typed_under_full_names_and_without_the_marking_column() -> None:
    book = bare_form(example("huisartsen"), plugins())
    book.remove(book["tarieven.prestaties"])
    page = book.create_sheet("prestaties")
    page.append(["tarieven.prestaties.code", "tarief", "omschrijving", "eenheid"])
    page.append(["HA-1", 17.42, "Consult", "per consult"])
    tree = read(book).tree
    assert tree is not None
    prices: Any = tree.root["tarieven"]
    assert prices["prestaties"] == [
        {"code": "HA-1", "tarief": "17.42", "omschrijving": "Consult", "eenheid": "per consult"}
    ]


def test_put_items_fills_what_the_reader_reads() -> None:
    book = empty_form("huisartsen", plugins())
    put_items(book, all_keys(plugins()), "hybride_zorg.zorgprocessen", ["een", "twee"])
    tree = tree_of_bytes(data_of(book), FILE, plugins())
    assert tree.root["hybride_zorg"] == {"zorgprocessen": ["een", "twee"]}


def test_row_number_that_no_sheet_can_have_costs_no_time() -> None:
    book = data_of(bare_form(example("huisartsen"), plugins()))
    far = rewritten(book, "xl/worksheets/sheet1.xml", lambda part: part.replace(b'<row r="9"', b'<row r="99999999999"'))
    assert far != book
    assert isinstance(faults(far), list)


def test_days_counted_from_1904_are_the_same_days() -> None:
    book = bare_form(example("huisartsen"), plugins())
    book.epoch = CALENDAR_MAC_1904
    examined = read(book)
    assert examined.request is not None
    assert examined.request.agreement.end == date(2026, 12, 31)


def test_long_choices_are_offered_from_a_hidden_sheet_that_is_no_list() -> None:
    book = empty_form("huisartsen", plugins())
    leaf = all_keys(plugins()).leaves["tarieven.regime"]
    choices = tuple(f"keuze, nummer {number}" for number in range(40))
    rule = rule_of(replace(leaf, shape=replace(leaf.shape, choices=choices)), book)
    assert rule.formula1 == "'Keuzes'!$A$1:$A$40"
    assert [cell.value for cell in book["Keuzes"]["A"]] == list(choices)
    assert book["Keuzes"].sheet_state == "hidden"
    assert {code for _, _, code in faults(book)} == {"sleutel.ontbreekt"}


@pytest.mark.parametrize(
    ("position", "nl", "en"),
    [
        (Position("a.yaml", 3, 7), "a.yaml:3:7", "a.yaml:3:7"),
        (Position("a.yaml", 0, 0), "a.yaml", "a.yaml"),
        (Position("a.xlsx", 12, 3, "Blad 1"), "a.xlsx, blad Blad 1, cel C12", "a.xlsx, sheet Blad 1, cell C12"),
        (Position("a.xlsx", 12, 0, "B"), "a.xlsx, blad B, rij 12", "a.xlsx, sheet B, row 12"),
        (Position("a.xlsx", 0, 0, "B"), "a.xlsx, blad B", "a.xlsx, sheet B"),
    ],
)
def test_position_is_written_for_who_reads_it(position: Position, nl: str, en: str) -> None:
    assert (str(position), position.in_language("en")) == (nl, en)


def test_columns_have_the_letters_of_a_spreadsheet() -> None:
    columns = [1, 26, 27, 52, 53, 702, 703, 16_384]
    assert [column_letters(column) for column in columns] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]


def test_the_codes_of_an_element_stand_in_one_cell() -> None:
    book = bare_form(example("msz"), plugins())
    page: Any = book["overige_prijselementen"]
    column = next(cell.column for cell in page[1] if cell.value == "prestaties")
    row = next(cell.row for cell in page["B"] if cell.value == "passende-zorg")
    page.cell(row, column).value = "MSZ-A01; MSZ-B10"
    request = read(book).request
    assert request is not None
    assert request.value("overige_prijselementen")[0].codes == ("MSZ-A01", "MSZ-B10")
    page.cell(row, column).value = "MSZ-A01, MSZ-Z99"
    wrong = f"blad overige_prijselementen, cel {page.cell(row, column).coordinate}"
    assert faults(book) == [(wrong, "overige_prijselementen[1].prestaties[2]", "algemeen.element-onbekende-prestatie")]

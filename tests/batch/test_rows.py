"""Tables of contracts: a row says what a request with the same values says, or what is wrong, with its place."""

from __future__ import annotations

import csv
import io
import json
import marshal
import pickle
import re
import tracemalloc
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from izacontract import build_contract, load_plugins
from izacontract.batch import table_messages
from izacontract.batch.job import _difference, _restored, pack_rows, unpack_rows
from izacontract.batch.rows import RequestTable, TableRow, read_table
from izacontract.batch.table_template import table_template
from izacontract.errors import Finding, RequestInvalid, Severity, dotted
from izacontract.host import Plugins
from izacontract.intake import cell_messages
from izacontract.intake.excel_form import excel_form
from izacontract.intake.read import examine_request, examine_tree
from izacontract.intake.sources import tree_of
from izacontract.intake.tree import UNREADABLE, Node, Tree
from izacontract.message import Message
from izacontract.model.values import Typed, TypedKind
from izacontract.render.word import word
from izacontract.render.workbook import saved
from tests.conftest import missing, needs
from tests.excel.filling import FIRST_ITEM, REQUESTS, data_of, opened
from tests.render.test_documents import sdk_errors

Cells = Sequence[Any]
PRICES = "tarieven.prestaties"
MEASURES = "mtvp.maatregelen"


@cache
def plugins() -> Plugins:
    return load_plugins()


@cache
def base() -> Tree:
    return tree_of(REQUESTS / "huisartsen.yaml", plugins())


def write_csv(file: Path, *rows: Cells, separator: str = ";", encoding: str = "utf-8-sig") -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    file.write_bytes(text.getvalue().encode(encoding))
    return file


def write_excel(file: Path, rows: Sequence[Cells], **lists: Sequence[Cells]) -> Path:
    book = Workbook()
    page: Any = book.worksheets[0]
    for row in rows:
        page.append(row)
    for name, items in lists.items():
        sheet: Any = book.create_sheet(name.replace("__", "."))
        for item in items:
            sheet.append(item)
    book.save(file)
    return file


def rows_of(file: Path) -> list[TableRow]:
    return list(read_table(file, base(), plugins()).rows())


def refused(file: Path) -> list[tuple[str, str]]:
    """Return place and code of what is wrong with the table as a whole, without the folder."""
    with pytest.raises(RequestInvalid) as caught:
        read_table(file, base(), plugins())
    return [told(finding, file) for finding in caught.value.findings]


def told(finding: Finding, file: Path) -> tuple[str, str]:
    return str(finding.position).replace(f"{file.parent}/", ""), finding.code


def at(row: TableRow, key: str) -> Any:
    node: Any = row.tree.root
    for step in key.split("."):
        node = node[int(step)] if step.isdecimal() else node[step]
    return node


HEAD = ("kenmerk", "zorgaanbieder.naam", "zorgaanbieder.agb", "mtvp.ingeschreven_verzekerden")
ONE = ("HA-1", "Praktijk Een", "01999101", "1200")
TWO = ("HA-2", "Praktijk Twee", "01999102", "")
ITEMS = (
    ("kenmerk", "code", "omschrijving", "eenheid", "tarief"),
    ("HA-2", "A1", "Consult", "per consult", "10.50"),
    ("HA-1", "B1", "Visite", "per visite", "20"),
    ("HA-2", "A2", "Consult lang", "per consult", "21"),
)


def as_csv(folder: Path) -> Path:
    write_csv(folder / f"tabel.{PRICES}.csv", *ITEMS)
    return write_csv(folder / "tabel.csv", HEAD, ONE, TWO)


def as_excel(folder: Path) -> Path:
    items = [ITEMS[0], *((*item[:4], float(item[4])) for item in ITEMS[1:])]
    return write_excel(folder / "tabel.xlsx", [HEAD, (*ONE[:3], 1200), TWO], tarieven__prestaties=items)


@pytest.mark.parametrize("table", [as_csv, as_excel])
def test_row_stands_over_the_base_request(table: Callable[[Path], Path], tmp_path: Path) -> None:
    first, second = rows_of(table(tmp_path))
    assert (first.number, first.kenmerk, second.number, second.kenmerk) == (2, "HA-1", 3, "HA-2")
    assert at(first, "overeenkomst.kenmerk") == "HA-1"
    assert at(first, "zorgaanbieder.agb") == "01999101"
    assert at(first, "mtvp.ingeschreven_verzekerden") == "1200"
    assert at(second, "mtvp.ingeschreven_verzekerden") == "3180", "an empty cell keeps what the base says"
    assert at(second, "zorgaanbieder.kvk") == "90000101"
    assert first.findings == second.findings == ()
    assert all(examine_tree(row.tree, plugins()).request for row in (first, second))


@pytest.mark.parametrize("table", [as_csv, as_excel])
def test_list_items_are_found_by_kenmerk_in_any_order(table: Callable[[Path], Path], tmp_path: Path) -> None:
    first, second = rows_of(table(tmp_path))
    assert [item["code"] for item in at(first, PRICES)] == ["B1"]
    assert [(item["code"], float(item["tarief"])) for item in at(second, PRICES)] == [("A1", 10.5), ("A2", 21)]


def test_a_table_gives_maxima_and_the_codes_of_an_element(tmp_path: Path) -> None:
    write_csv(
        tmp_path / f"tabel.{PRICES}.csv",
        (*ITEMS[0], "maximum", "tweede_maximum", "percentage_van_maximum"),
        ("HA-1", "B1", "Visite", "per visite", "19.60", "20", "", "98"),
        ("HA-1", "B2", "Consult", "per consult", "10", "10", "", ""),
    )
    write_csv(
        tmp_path / "tabel.overige_prijselementen.csv",
        ("kenmerk", "soort", "omschrijving", "percentage", "prestaties", "einde", "onderbouwing", "bewijs"),
        ("HA-1", "doelmatigheid", "Visites samen gereden", "-2", "B1", "2025-12-31", "Proef", "P-1"),
    )
    row = next(iter(rows_of(write_csv(tmp_path / "tabel.csv", HEAD, ONE))))
    request = examine_tree(row.tree, plugins()).request
    assert request is not None
    assert request.value("overige_prijselementen")[0].codes == ("B1",)
    assert [line.maximum for line in request.value(PRICES)] == [20, 10]


def test_what_a_row_does_not_change_is_the_same_object(tmp_path: Path) -> None:
    before = pickle.dumps(base().root)
    for row in rows_of(as_csv(tmp_path)):
        assert row.tree.root["ova"] is base().root["ova"]
        assert row.tree.root["mtvp"] is base().root["mtvp"] or row.kenmerk == "HA-1"
        assert at(row, "zorgaanbieder.vertegenwoordiger") is base().root["zorgaanbieder"]["vertegenwoordiger"]  # type: ignore[index, call-overload]
        assert row.tree.root["zorgaanbieder"] is not base().root["zorgaanbieder"]
    assert pickle.dumps(base().root) == before


@pytest.mark.parametrize("tight", [False, True])
def test_row_survives_the_way_to_another_process(tmp_path: Path, tight: bool) -> None:
    rows = rows_of(as_csv(tmp_path))
    for row, task in zip(rows, unpack_rows(pack_rows(rows, base(), tight=tight), base()), strict=True):
        assert (task.number, task.kenmerk) == (row.number, row.kenmerk)
        assert pickle.dumps(task.tree.root) == pickle.dumps(row.tree.root)
        assert task.tree.root["ova"] is base().root["ova"]
        assert task.tree.fingerprint == row.tree.fingerprint
        assert (task.tree.findings, task.tree.sheets) == (row.tree.findings, row.tree.sheets)
        assert dict(task.tree.values) == dict(row.tree.values)
        path = ("zorgaanbieder", "naam")
        assert task.tree.place(path) == row.tree.place(path) is not None


@pytest.mark.parametrize(
    "typed",
    [
        [{"code": Typed("A1"), "tarief": Typed("2.50", TypedKind.NUMBER)}, {"code": Typed(""), "tarief": Typed("ja")}],
        [{"code": Typed("A1")}, {"tarief": Typed("2.50", TypedKind.NUMBER)}],
        [{"code": Typed("A1"), "tarief": Typed("2")}, {"tarief": Typed("3"), "code": Typed("B1")}],
        [{"code": Typed("A1"), "tarief": None}, {"code": UNREADABLE, "tarief": Typed("1")}],
        [{"code": Typed("A1"), "meer": {"dag": Typed("2027-01-01", TypedKind.DAY)}}],
        [Typed("A1"), Typed("3", TypedKind.NUMBER)],
        [{}, {}],
        [],
    ],
)
def test_list_survives_the_way_to_another_process(typed: list[Node]) -> None:
    packed = marshal.loads(marshal.dumps(_difference(typed, None)))  # noqa: S302 - written here
    assert repr(_kinds(_restored(packed, None))) == repr(_kinds(typed))


def _kinds(node: Node) -> object:
    """Return `node` with the kind of each value in it."""
    if isinstance(node, dict):
        return {key: _kinds(below) for key, below in node.items()}
    if isinstance(node, list):
        return [_kinds(below) for below in node]
    return (node.kind, str(node)) if isinstance(node, Typed) else node


def test_cells_are_known_by_key_as_they_were_typed(tmp_path: Path) -> None:
    first, second = rows_of(as_csv(tmp_path))
    assert dict(first.cells) == {
        "overeenkomst.kenmerk": "HA-1",
        "zorgaanbieder.naam": "Praktijk Een",
        "zorgaanbieder.agb": "01999101",
        "mtvp.ingeschreven_verzekerden": "1200",
        "tarieven.prestaties[1].code": "B1",
        "tarieven.prestaties[1].omschrijving": "Visite",
        "tarieven.prestaties[1].eenheid": "per visite",
        "tarieven.prestaties[1].tarief": "20",
    }
    assert "mtvp.ingeschreven_verzekerden" not in second.cells


def test_faults_of_a_row_name_line_and_column_of_the_file_where_they_are(tmp_path: Path) -> None:
    write_csv(tmp_path / f"tabel.{PRICES}.csv", ITEMS[0], ("HA-1", "A1", "Consult", "per consult", "1.250"))
    row, _ = rows_of(write_csv(tmp_path / "tabel.csv", HEAD, ("HA-1", "Een", "1999101", "x"), TWO))
    found = [
        (told(finding, tmp_path / "tabel.csv"), dotted(finding.path))
        for finding in examine_tree(row.tree, plugins()).findings
        if finding.severity == "fault"
    ]
    assert found == [
        (("tabel.csv:2:3", "cel.code-cijfers"), "zorgaanbieder.agb"),
        (("tabel.csv:2:4", "cel.tekst-in-getal"), "mtvp.ingeschreven_verzekerden"),
        (("tabel.tarieven.prestaties.csv:2:5", "cel.twee-lezingen"), "tarieven.prestaties[1].tarief"),
    ]


def test_faults_of_a_row_name_sheet_and_cell(tmp_path: Path) -> None:
    items = [ITEMS[0], ("HA-1", 101, "Consult", "per consult", "=1+1"), ("HA-2", "12000", "Visite", "per visite", 20)]
    table = write_excel(
        tmp_path / "tabel.xlsx", [HEAD, ("HA-1", "Een", 1999101, date(2025, 1, 2)), TWO], tarieven__prestaties=items
    )
    row, good = rows_of(table)
    assert [(told(finding, table), dotted(finding.path)) for finding in row.findings] == [
        (("tabel.xlsx, blad Sheet, cel C2", "cel.code-cijfers"), "zorgaanbieder.agb"),
        (("tabel.xlsx, blad Sheet, cel D2", "cel.datum-in-getal"), "mtvp.ingeschreven_verzekerden"),
        (("tabel.xlsx, blad tarieven.prestaties, cel B2", "cel.code-cijfers"), "tarieven.prestaties[1].code"),
        (("tabel.xlsx, blad tarieven.prestaties, cel E2", "cel.formule"), "tarieven.prestaties[1].tarief"),
    ]
    assert row.cells["zorgaanbieder.agb"] == "1999101"
    assert row.cells["tarieven.prestaties[1].tarief"] == "=1+1"
    assert good.findings == ()
    assert examine_tree(row.tree, plugins()).request is None


def test_what_a_row_lacks_is_told_at_the_row_and_what_the_base_says_wrong_at_the_base(tmp_path: Path) -> None:
    request = tmp_path / "basis.yaml"
    request.write_text(
        "overeenkomst: {sector: huisartsen, begin: 2025-01-01, einde: gisteren}\n"
        "zorgverzekeraar: {rechtspersonen: [{naam: Proef N.V.}]}\n",
        encoding="utf-8",
    )
    bare = tree_of(request, plugins())
    table = write_excel(tmp_path / "tabel.xlsx", [("kenmerk", "zorgaanbieder.plaats"), ("HA-1", "Ede")])
    (row,) = read_table(table, bare, plugins()).rows()
    found = {f.code: str(f.position) for f in examine_tree(row.tree, plugins()).findings if f.severity == "fault"}
    assert found == {
        "sleutel.ontbreekt": f"{table}, blad Sheet, rij 2",
        "waarde.geen-datum": f"{request}:1:62",
    }


def test_cell_may_take_the_value_of_the_base_away(tmp_path: Path) -> None:
    table = write_csv(
        tmp_path / "tabel.csv", ("kenmerk", "zorgverzekeraar.concern", "mtvp.leidraad"), ("HA-1", "(leeg)", "Nieuw")
    )
    (row,) = rows_of(table)
    assert at(row, "zorgverzekeraar.concern") is None
    assert at(row, "mtvp.leidraad") == "Nieuw"
    request = examine_tree(row.tree, plugins()).request
    assert request is not None
    assert request.insurer.group is None


def test_list_row_may_take_the_list_of_the_base_away(tmp_path: Path) -> None:
    table = write_csv(tmp_path / "tabel.csv", HEAD, ONE, TWO)
    write_csv(tmp_path / f"tabel.{PRICES}.csv", ITEMS[0], ("HA-1", "(leeg)"), ITEMS[1])
    first, second = rows_of(table)
    assert at(first, PRICES) == []
    assert len(at(second, PRICES)) == 1


def test_list_that_is_emptied_and_filled_is_refused(tmp_path: Path) -> None:
    table = write_csv(tmp_path / "tabel.csv", HEAD, ONE, TWO)
    write_csv(tmp_path / f"tabel.{PRICES}.csv", ITEMS[0], ITEMS[2], ("HA-1", "(leeg)"))
    assert [told(finding, table) for row in rows_of(table) for finding in row.findings] == [
        (f"tabel.{PRICES}.csv:3:2", "lijst.leeg-en-gevuld")
    ]


def test_list_of_single_values_has_one_column(tmp_path: Path) -> None:
    lists: Any = {"mtvp__maatregelen": [("kenmerk", "maatregelen"), ("HA-1", "netwerk"), ("HA-1", "netwrk")]}
    table = write_excel(tmp_path / "tabel.xlsx", [HEAD, ONE, TWO], **lists)
    first, second = rows_of(table)
    assert at(first, MEASURES) == ["netwerk", "netwrk"]
    assert at(second, MEASURES) is base().root["mtvp"]["maatregelen"]  # type: ignore[index, call-overload]
    (fault,) = [found for found in examine_tree(first.tree, plugins()).findings if found.severity == "fault"]
    assert told(fault, table) == ("tabel.xlsx, blad mtvp.maatregelen, cel B3", "waarde.keuze")


def test_place_of_every_cell_of_a_long_list_goes_along_and_weighs_little(tmp_path: Path) -> None:
    lines = [("HA-1", f"P{line}", f"Verrichting {line}", f"{line}.50") for line in range(300)]
    table = write_csv(tmp_path / "tabel.csv", HEAD, ONE)
    write_csv(tmp_path / "tabel.tarieven.prestaties.csv", ("kenmerk", "code", "omschrijving", "tarief"), *lines)
    (row,) = rows_of(table)
    (task,) = unpack_rows(pack_rows([row], base(), tight=True), base())
    for line in range(300):
        for column, key in enumerate(("code", "omschrijving", "tarief"), 2):
            place = task.tree.place((*PRICES.split("."), line, key))
            assert place is not None
            assert str(place) == f"{tmp_path}/tabel.tarieven.prestaties.csv:{line + 2}:{column}"
    words = sum(len(text) for line in lines for text in line)
    assert len(pack_rows([row], base())) < 3 * words
    assert len(pack_rows([row], base(), tight=True)) < words


def test_places_of_a_replaced_list_are_not_those_of_the_base(tmp_path: Path) -> None:
    first, _ = rows_of(as_excel(tmp_path))
    place = first.tree.place(("tarieven", "prestaties", 0, "regime"))
    assert str(place) == f"{tmp_path}/tabel.xlsx, blad tarieven.prestaties, cel A3"
    assert str(first.tree.place(("tarieven", "regime"))).startswith(str(REQUESTS))
    assert str(first.tree.place(("nergens",))) == f"{tmp_path}/tabel.xlsx, blad Sheet, rij 2"


COLUMNS: dict[str, tuple[str, str, str]] = {
    "unknown": ("zorgaanbieder.naem", "kolom.onbekend", "Bedoelt u 'zorgaanbieder.naam'?"),
    "without its section": ("iban", "kolom.onbekend", "Bedoelt u 'zorgaanbieder.iban'?"),
    "nothing like it": ("xyz", "kolom.onbekend", "izacontract batch --template"),
    "an item of a list": ("tarieven.prestaties[1].tarief", "sleutel.lijst", "'tarieven.prestaties'"),
    "a list": ("mtvp.maatregelen", "sleutel.lijst", "'mtvp.maatregelen'"),
    "a group": ("zorgaanbieder.vertegenwoordiger", "sleutel.groep", "naam, functie"),
    "another sector": ("msz.msb", "kolom.past-niet", "overeenkomst.sector"),
    "twice": ("zorgaanbieder.naam", "kolom.dubbel", "Laat één van de twee staan."),
    "the kenmerk twice": ("overeenkomst.kenmerk", "kolom.dubbel", "Laat één van de twee staan."),
}


@pytest.mark.parametrize("case", COLUMNS)
def test_column_that_does_not_fit_refuses_the_table_with_what_was_meant(case: str, tmp_path: Path) -> None:
    column, code, hint = COLUMNS[case]
    table = write_csv(tmp_path / "tabel.csv", (*HEAD, column), (*ONE, "x"))
    with pytest.raises(RequestInvalid) as caught:
        read_table(table, base(), plugins())
    (found,) = caught.value.findings
    assert (*told(found, table), hint in found.hint.nl) == ("tabel.csv:1:5", code, True)


def test_many_columns_of_another_sector_are_one_fault_about_the_base(tmp_path: Path) -> None:
    keys = [f"mtvp.{key}" for key in ("deelname", "startkwartaal", "regioplan", "leidraad", "peildatum")]
    keys += ["mtvp.regio_organisatie"]
    table = write_csv(tmp_path / "tabel.csv", (*HEAD, *keys), ONE)
    with pytest.raises(RequestInvalid) as caught:
        read_table(table, tree_of(REQUESTS / "ggz.yaml", plugins()), plugins())
    (found,) = [finding for finding in caught.value.findings if finding.code == "kolom.past-niet"]
    assert found.message.nl.startswith("7 kolommen horen niet bij een contract voor geestelijke gezondheidszorg")
    assert "basisaanvraag" in found.hint.nl


def test_request_given_as_a_table_is_one_fault(tmp_path: Path) -> None:
    table = tmp_path / "aanvraag.xlsx"
    table.write_bytes(saved(excel_form(plugins().sectors["huisartsen"], plugins())))
    with pytest.raises(RequestInvalid) as caught:
        read_table(table, base(), plugins())
    (found,) = caught.value.findings
    assert caught.value.message.nl == "De tabel is niet goed: 1 fout."
    assert (found.code, "izacontract generate" in found.hint.nl) == ("tabel.zonder-kenmerk", True)


def test_all_that_is_wrong_with_a_table_is_told_at_once(tmp_path: Path) -> None:
    lists: Any = {
        "tarieven__prestaties": [(*ITEMS[0], "tarif"), *ITEMS[1:], ("HA-3", "A1"), (None, "A1")],
        "Kladblok": [("x",)],
    }
    table = write_excel(tmp_path / "tabel.xlsx", [(*HEAD, "naam"), ONE, TWO], **lists)
    book = load_workbook(table)
    book["Sheet"].merge_cells("B2:B3")
    book.save(table)
    assert sorted(refused(table)) == sorted(
        [
            ("tabel.xlsx, blad Kladblok", "blad.onbekend"),
            ("tabel.xlsx, blad Sheet, cel B2", "blad.samengevoegd"),
            ("tabel.xlsx, blad Sheet, cel E1", "kolom.onbekend"),
            ("tabel.xlsx, blad tarieven.prestaties, cel F1", "kolom.onbekend"),
            ("tabel.xlsx, blad tarieven.prestaties, cel A5", "lijst.zonder-contract"),
            ("tabel.xlsx, blad tarieven.prestaties, cel A6", "lijst.zonder-kenmerk"),
        ]
    )


def test_item_without_contract_names_the_kenmerk_that_was_meant(tmp_path: Path) -> None:
    table = write_csv(tmp_path / "tabel.csv", HEAD, ("HA-2025-0417", *ONE[1:]))
    write_csv(tmp_path / f"tabel.{PRICES}.csv", ITEMS[0], ("HA-2025-417", *ITEMS[1][1:]))
    with pytest.raises(RequestInvalid) as caught:
        read_table(table, base(), plugins())
    (found,) = caught.value.findings
    assert (found.code, found.hint.nl) == ("lijst.zonder-contract", "Bedoelt u 'HA-2025-0417'?")


def test_kenmerk_that_is_absent_or_not_alone_is_a_fault_of_its_rows_only(tmp_path: Path) -> None:
    table = write_csv(tmp_path / "tabel.csv", HEAD, ONE, ("", *TWO[1:]), TWO, ONE)
    rows = rows_of(table)
    assert [[finding.code for finding in row.findings] for row in rows] == [
        ["rij.dubbel-kenmerk"],
        ["rij.zonder-kenmerk"],
        [],
        ["rij.dubbel-kenmerk"],
    ]
    assert "2, 5" in rows[0].findings[0].message.nl
    assert told(rows[1].findings[0], table)[0] == "tabel.csv:3:1"


def test_value_outside_the_columns_is_a_fault_of_its_row(tmp_path: Path) -> None:
    table = write_excel(tmp_path / "tabel.xlsx", [HEAD, (*ONE, None, "zwevend"), TWO])
    first, second = rows_of(table)
    assert [told(finding, table) for finding in first.findings] == [
        ("tabel.xlsx, blad Sheet, cel F2", "cel.zonder-kolom")
    ]
    assert second.findings == ()


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_csv_is_read_with_the_separator_that_its_header_shows(separator: str, encoding: str, tmp_path: Path) -> None:
    rows = [HEAD, ("HA-1", 'Dorp; Duin, "Zn"\nen co', "01999101", "1"), TWO]
    first, second = rows_of(write_csv(tmp_path / "t.csv", *rows, separator=separator, encoding=encoding))
    assert at(first, "zorgaanbieder.naam") == 'Dorp; Duin, "Zn"\nen co'
    assert second.number == 4, "the line in the file, after a value of two lines"


@pytest.mark.parametrize(("encoding", "noted"), [("cp1252", ["tabel.windows"]), ("utf-16", [])])
def test_csv_in_the_letters_of_windows_is_read_and_said(encoding: str, noted: list[str], tmp_path: Path) -> None:
    table = write_csv(tmp_path / "t.csv", HEAD, ("HA-1", "Coöperatie ’t Duin – één", *ONE[2:]), encoding=encoding)
    read = read_table(table, base(), plugins())
    assert [at(row, "zorgaanbieder.naam") for row in read.rows()] == ["Coöperatie ’t Duin – één"]
    assert [note.code for note in read.notes] == noted


def test_table_as_dutch_excel_saves_it_is_read_with_a_note_for_each_kind(tmp_path: Path) -> None:
    head = ("Kenmerk", "Zorgaanbieder.AGB", "MTVP.Ingeschreven verzekerden", "ova.percentage", "overeenkomst.einde")
    rows = [(f"HA-{number}", '="01999417"', "3.180", "4,18%", "31-12-2026") for number in (1, 2)]
    table = read_table(write_csv(tmp_path / "t.csv", head, *rows, encoding="cp1252"), base(), plugins())
    for row in table.rows():
        keys = ("zorgaanbieder.agb", "mtvp.ingeschreven_verzekerden", "ova.percentage", "overeenkomst.einde")
        assert [at(row, key) for key in keys] == ["01999417", "3180", "4.18", "2026-12-31"]
        assert examine_tree(row.tree, plugins()).request is not None
    assert [note.message.nl for note in table.notes] == [
        'Gelezen: 2 waarden met een apostrof of ="…", zoals \'="01999417"\' als 01999417.',
        "Gelezen: 4 getallen die als tekst zijn getypt, zoals '3.180' als 3180.",
        "Gelezen: 2 datums die als tekst zijn getypt, zoals '31-12-2026' als 31 december 2026.",
    ]


def test_totals_row_of_a_table_is_no_contract_and_hidden_sheets_are_told(tmp_path: Path) -> None:
    from openpyxl.worksheet.table import Table

    file = write_excel(tmp_path / "t.xlsx", [HEAD, ONE, TWO, ("Totaal", None, None, 2400)], Kladblok=[("x",)])
    book = load_workbook(file)
    table = Table(displayName="Contracten", ref="A1:D4")
    table.totalsRowCount = 1
    book["Sheet"].add_table(table)
    book["Kladblok"].sheet_state = "hidden"
    book.save(file)
    read = read_table(file, base(), plugins())
    assert [row.kenmerk for row in read.rows()] == ["HA-1", "HA-2"]
    assert [note.code for note in read.notes] == ["blad.verborgen", "cel.totaalrij"]


def test_five_hundred_codes_that_may_have_lost_a_zero_are_told_as_one_column(tmp_path: Path) -> None:
    items = [("HA-1", number, "Consult", "per consult", 10) for number in range(101, 601)]
    prices = [ITEMS[0], *items, ("HA-1", "12000", "Visite", "per visite", 20)]
    (row,) = rows_of(write_excel(tmp_path / "t.xlsx", [HEAD, ONE], tarieven__prestaties=prices))
    found = [finding for finding in examine_tree(row.tree, plugins()).findings if finding.severity == "fault"]
    assert [finding.code for finding in found] == ["cel.code-cijfers"]
    assert "499 keer elders in deze kolom: rij 3-501." in found[0].message.nl


def test_kenmerk_may_be_headed_with_a_capital(tmp_path: Path) -> None:
    table = write_csv(tmp_path / "t.csv", ("Kenmerk", *HEAD[1:]), ONE)
    write_csv(tmp_path / f"t.{PRICES}.csv", ("KENMERK", *ITEMS[0][1:]), ITEMS[2])
    (row,) = rows_of(table)
    assert (row.kenmerk, at(row, "overeenkomst.kenmerk"), len(at(row, PRICES))) == ("HA-1", "HA-1", 1)


def test_base_request_may_be_in_excel_too(tmp_path: Path) -> None:
    from tests.excel.filling import bare_form

    form = tmp_path / "basis.xlsx"
    form.write_bytes(data_of(bare_form(base(), plugins())))
    table = write_csv(tmp_path / "t.csv", (*HEAD, "ova.percentage"), (*ONE, "x"))
    (row,) = read_table(table, tree_of(form, plugins()), plugins()).rows()
    (fault,) = [found for found in examine_tree(row.tree, plugins()).findings if found.severity == "fault"]
    assert told(fault, table) == ("t.csv:2:5", "cel.tekst-in-getal")
    assert str(row.tree.place(("zorgaanbieder", "kvk"))).startswith(f"{form}, blad Aanvraag, cel C")


def test_csv_may_say_its_separator_as_excel_does(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("sep=,\nkenmerk,zorgaanbieder.naam\nHA-1,a;b;c\n", encoding="utf-8")
    (row,) = rows_of(table)
    assert (row.number, at(row, "zorgaanbieder.naam")) == (3, "a;b;c")


BAD_FILES: dict[str, tuple[str, bytes, str, str]] = {
    "letters of dos": ("t.csv", "kenmerk;zorgaanbieder.naam\nHA-1;Coöperatie\n".encode("cp850"), "tabel.geen-utf8", "t.csv:2:1"),
    "letters of an old mac": ("t.csv", "kenmerk;zorgaanbieder.naam\nHA-1;Coöperatie\n".encode("mac-roman"), "tabel.geen-utf8", "t.csv:2:1"),
    "two encodings": ("t.csv", "kenmerk;zorgaanbieder.naam\nHA-1;Coöperatie\n".encode() + b"HA-2;Co\xf6peratie\n", "tabel.geen-utf8", "t.csv:3:1"),
    "open quote": ("t.csv", b'kenmerk;zorgaanbieder.naam\nHA-1;"Duin\n', "tabel.geen-csv", "t.csv:2:1"),
    "text after quote": ("t.csv", b'kenmerk;zorgaanbieder.naam\nHA-1;"Duin" en\n', "tabel.geen-csv", "t.csv:2:1"),
    "no kenmerk": ("t.csv", b"naam;agb\nx;y\n", "tabel.zonder-kenmerk", "t.csv:1:1"),
    "empty": ("t.csv", b"", "tabel.zonder-kenmerk", "t.csv:1:1"),
    "only a header": ("t.csv", b"kenmerk;zorgaanbieder.naam\n", "tabel.leeg", "t.csv:1:1"),
    "another kind": ("t.pdf", b"x", "tabel.soort", "t.pdf"),
    "no workbook": ("t.xlsx", b"kenmerk;x", "excel.geen-werkmap", "t.xlsx"),
    "old workbook": ("t.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "excel.geen-werkmap", "t.xlsx"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_FILES)
def test_file_that_is_no_table_is_refused(case: str, tmp_path: Path) -> None:
    name, data, code, place = BAD_FILES[case]
    (tmp_path / name).write_bytes(data)
    ((found, why),) = refused(tmp_path / name)
    assert (why, found.startswith(place)) == (code, True)


def test_csv_list_whose_name_is_no_list_is_refused_with_the_nearest(tmp_path: Path) -> None:
    table = write_csv(tmp_path / "tabel.csv", HEAD, ONE)
    write_csv(tmp_path / "tabel.tarieven.prestatie.csv", *ITEMS)
    write_csv(tmp_path / "andere.tarieven.prestatie.csv", *ITEMS)
    with pytest.raises(RequestInvalid) as caught:
        read_table(table, base(), plugins())
    (found,) = caught.value.findings
    assert (found.code, "Bedoelt u 'tarieven.prestaties'?" in found.hint.nl) == ("tabel.onbekende-lijst", True)


def template_with_rows(sector: str = "huisartsen") -> Any:
    book = opened(table_template(sector, plugins()))
    page: Any = book["Contracten"]
    columns = {cell.value: cell.column for cell in page[1]}
    for row, kenmerk in enumerate(("HA-1", "HA-2"), start=FIRST_ITEM):
        page.cell(row, 1).value = kenmerk
        page.cell(row, columns["zorgaanbieder.agb"]).value = "01999101"
        page.cell(row, columns["overeenkomst.einde"]).value = date(2026, 12, 31)
        page.cell(row, columns["ova.percentage"]).value = 4.18
        page.cell(row, columns["mtvp.deelname"]).value = "ja"
    sheet: Any = book["tarieven.prestaties"]
    for column, value in enumerate(("HA-2", "A1", "Consult", "per consult", 10.5), start=1):
        sheet.cell(FIRST_ITEM, column).value = value
    return book


def check_template_rows(rows: list[TableRow], first: int = FIRST_ITEM) -> None:
    assert [(row.number, row.kenmerk) for row in rows] == [(first, "HA-1"), (first + 1, "HA-2")]
    for row in rows:
        assert at(row, "zorgaanbieder.agb") == "01999101"
        assert at(row, "overeenkomst.einde") == "2026-12-31"
        assert at(row, "ova.percentage") == "4.18"
        assert examine_tree(row.tree, plugins()).request is not None
    assert [item["tarief"] for item in at(rows[1], PRICES)] == ["10.5"]


def test_filled_in_template_is_a_table(tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").write_bytes(data_of(template_with_rows()))
    check_template_rows(rows_of(tmp_path / "t.xlsx"))


def test_empty_template_has_no_contracts(tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").write_bytes(table_template("huisartsen", plugins()))
    assert refused(tmp_path / "t.xlsx") == [("t.xlsx, blad Contracten, cel A1", "tabel.leeg")]


def test_explaining_rows_are_known_wherever_sorting_puts_them(tmp_path: Path) -> None:
    book = template_with_rows()
    page = book["Contracten"]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2, max_row=FIRST_ITEM + 1)]
    for number, row in enumerate(sorted(rows, key=lambda row: str(row[0]), reverse=True), start=2):
        for column, value in enumerate(row, start=1):
            page.cell(number, column).value = value
    (tmp_path / "t.xlsx").write_bytes(data_of(book))
    assert [row.kenmerk for row in rows_of(tmp_path / "t.xlsx")] == ["HA-2", "HA-1"]


@pytest.mark.parametrize("sector", ["ggz", "huisartsen", "mdz", "msz", "wijkverpleging"])
def test_template_has_a_column_for_every_key_and_a_sheet_for_every_list(sector: str) -> None:
    from tests.excel.filling import all_keys

    book = opened(table_template(sector, plugins()))
    keys = all_keys(plugins())
    heads = {page.title: [cell.value for cell in page[1]] for page in book.worksheets}
    mine = {key for key in keys.leaves if key.split(".")[0] == sector}
    assert mine <= set(heads["Contracten"])
    assert heads["Contracten"][0] == "kenmerk"
    assert heads["zorgverzekeraar.rechtspersonen"] == ["kenmerk", "naam", "kvk", "uzovi"]
    assert {known.sheet for key, known in keys.lists.items() if key.split(".")[0] == sector} <= set(heads)
    page: Any = book["Contracten"]
    columns = {cell.value: cell.column_letter for cell in page[1]}
    assert page.column_dimensions[columns["zorgaanbieder.agb"]].number_format == "@"
    assert page.column_dimensions["A"].number_format == "@"
    rules = {str(rule.sqref): rule for rule in page.data_validations.dataValidation}
    regime = columns["tarieven.regime"]
    assert rules[f"{regime}6:{regime}1048576"].formula1 == '"vrij,nza-maximum,nza-vast"'
    assert table_template(sector, plugins()) == table_template(sector, plugins())


def test_table_that_libreoffice_saved_is_read_alike(tmp_path: Path) -> None:
    import subprocess

    office = needs("soffice")
    (tmp_path / "t.xlsx").write_bytes(data_of(template_with_rows()))
    formats = (
        "xlsx:Calc MS Excel 2007 XML",
        "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1",
    )
    for form in formats:
        subprocess.run(
            [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
             "--convert-to", form, "--outdir", tmp_path / "out", tmp_path / "t.xlsx"],
            check=False, capture_output=True,
        )  # fmt: skip
    if not (tmp_path / "out" / "t.xlsx").exists():
        missing("LibreOffice Calc")
    check_template_rows(rows_of(tmp_path / "out" / "t.xlsx"))
    for file in (tmp_path / "out").glob("t-*.csv"):
        sheet = file.stem.removeprefix("t-")
        if sheet == "Contracten":
            file.rename(tmp_path / "t.csv")
        elif sheet == PRICES:
            file.rename(tmp_path / f"t.{PRICES}.csv")
    rows = rows_of(tmp_path / "t.csv")
    assert [row.kenmerk for row in rows] == ["HA-1", "HA-2"]
    assert [(at(row, "zorgaanbieder.agb"), at(row, "overeenkomst.einde")) for row in rows] == [
        ("01999101", "2026-12-31")
    ] * 2
    assert [item["code"] for item in at(rows[1], PRICES)] == ["A1"]


def test_rows_are_streamed_and_may_be_read_again(tmp_path: Path) -> None:
    many = 3_000
    write_csv(
        tmp_path / f"t.{PRICES}.csv",
        ITEMS[0],
        *((f"HA-{number % many}", f"A{number}", "Consult", "per consult", "10") for number in range(2 * many)),
    )
    file = write_csv(tmp_path / "t.csv", HEAD, *((f"HA-{number}", *ONE[1:]) for number in range(many)))
    table: RequestTable = read_table(file, base(), plugins())
    tracemalloc.start()
    try:
        assert sum(len(at(row, PRICES)) for row in table.rows()) == 2 * many
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 1_000_000, "one row at a time"
    assert len(table) == sum(1 for _ in table.rows()) == many


NAMES = (
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn"), exclude_characters="_"),
        min_size=1,
        max_size=40,
    )
    .map(str.strip)
    .filter(bool)
)
"""A cell says what it says without the spaces around it."""

VALUES = st.fixed_dictionaries(
    {
        "zorgaanbieder.naam": NAMES,
        "zorgaanbieder.plaats": NAMES,
        "zorgaanbieder.agb": st.integers(0, 999_999).map(lambda number: f"01{number:06}"),
        "mtvp.ingeschreven_verzekerden": st.integers(1, 99_999),
        "mtvp.deelname": st.sampled_from(["ja", "nee"]),
        "overeenkomst.ondertekend_op": st.dates(date(2024, 1, 1), date(2025, 12, 31)),
        "ova.percentage": st.just(Decimal(0)) | st.decimals(1, 9, places=2),
    }
)
PRICE_LISTS = st.lists(st.tuples(NAMES, st.decimals(1, 999, places=2)), max_size=3)


def typed_in(value: object) -> str:
    return f"{float(value):.15g}" if isinstance(value, Decimal) else str(value)


NO_SHRINKING = (Phase.explicit, Phase.generate)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=NO_SHRINKING)
@given(values=VALUES, prices=PRICE_LISTS, kind=st.sampled_from(["csv", "xlsx"]))
def test_row_and_request_with_the_same_values_give_the_same_bytes(
    values: dict[str, Any], prices: list[tuple[str, Decimal]], kind: str
) -> None:
    values = {key: value for key, value in values.items() if str(value).strip()}
    items = [("HA-1", f"A{index}", name, "per consult", price) for index, (name, price) in enumerate(prices)]
    items = [item for item in items if item[2].strip()]
    with TemporaryDirectory() as folder:
        table = Path(folder, f"t.{kind}")
        if kind == "csv":
            write_csv(table, ("kenmerk", *values), ("HA-1", *map(typed_in, values.values())))
            write_csv(Path(folder, f"t.{PRICES}.csv"), ITEMS[0], *((*item[:4], typed_in(item[4])) for item in items))
        else:
            write_typed(table, values, items)
        (row,) = read_table(table, base(), plugins()).rows()
        request: Any = load_yaml((REQUESTS / "huisartsen.yaml").read_text(encoding="utf-8"))
        request["overeenkomst"]["kenmerk"] = "HA-1"
        for key, value in values.items():
            section, name = key.split(".")
            request[section][name] = typed_in(value)
        if items:
            request["tarieven"]["prestaties"] = [
                dict(zip(ITEMS[0][1:], (*item[1:4], typed_in(item[4])), strict=True)) for item in items
            ]
        file = Path(folder, "aanvraag.json")
        file.write_text(json.dumps(request, ensure_ascii=False, default=str), encoding="utf-8")
        ours, theirs = examine_tree(row.tree, plugins()), examine_request(file, plugins())
    assert sorted(found.code for found in ours.findings) == sorted(found.code for found in theirs.findings)
    assert ours.request is not None, ours.findings
    assert theirs.request is not None
    assert word(build_contract(ours.request, plugins())) == word(build_contract(theirs.request, plugins()))


def load_yaml(text: str) -> Any:
    """Return the request in `text` with every value as it was typed."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  it makes texts only


def write_typed(file: Path, values: dict[str, Any], items: Sequence[Cells]) -> None:
    """Write a table in Excel: numbers as numbers, days as days, and texts as texts also when they begin with `=`."""
    book = Workbook()
    pages: list[Any] = [book.worksheets[0], book.create_sheet(PRICES)]
    for page, rows in zip(pages, ([("kenmerk", *values), ("HA-1", *values.values())], [ITEMS[0], *items]), strict=True):
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                cell = page.cell(number, column)
                cell.value = float(value) if isinstance(value, Decimal) else value
                if isinstance(value, str):
                    cell.data_type = "s"
    book.save(file)


def test_page_on_excel_names_every_code() -> None:
    page = (Path(__file__).parent.parent.parent / "docs" / "excel.md").read_text(encoding="utf-8")
    told = {
        found.code
        for module in (cell_messages, table_messages)
        for found in vars(module).values()
        if isinstance(found, Message)
    }
    assert {code for code in told if f"`{code}`" not in page} == set()
    assert set(re.findall(r"`((?:cel|blad|excel|kolom|lijst|rij|tabel)\.[a-z-]+)`", page)) <= told


@pytest.mark.parametrize("sector", ["huisartsen", "msz"])
def test_open_xml_sdk_finds_no_error_in_what_is_to_be_filled_in(sector: str, tmp_path: Path) -> None:
    form = saved(excel_form(plugins().sectors[sector], plugins()))
    for name, data in {"aanvraag.xlsx": form, "tabel.xlsx": table_template(sector, plugins())}.items():
        (tmp_path / name).write_bytes(data)
        assert sdk_errors(tmp_path / name) == []


def test_codes_that_rows_share_are_one_warning_with_five_examples_and_the_count(tmp_path: Path) -> None:
    lines = [(f"K-{number}", "Praktijk", "01234567" if number % 2 else f"0123{number:04}") for number in range(20)]
    table = write_csv(tmp_path / "tabel.csv", ("kenmerk", "zorgaanbieder.naam", "zorgaanbieder.agb"), *lines)
    read = read_table(table, base(), plugins())
    found = {dotted(finding.path): finding for finding in read.doubles()}
    told = found["zorgaanbieder.agb"].message
    assert told.nl == "10 rijen delen hun AGB-code met een andere rij: 01234567 (rij 3, 5, 7, 9, 11 en nog 5)."
    assert told.en.endswith("01234567 (row 3, 5, 7, 9, 11 and 5 more).")
    # The table says nothing of it, so each contract has the number of the base.
    assert found["zorgaanbieder.kvk"].message.nl.startswith("20 rijen delen hun KvK-nummer")
    assert {finding.severity for finding in found.values()} == {Severity.WARNING}


def test_account_of_different_providers_is_one_warning_with_five_examples_and_the_count(tmp_path: Path) -> None:
    account, others = "NL13 FIKT 0000 0001 01", "NL83FIKT0000000202"
    lines = [
        (f"K-{number}", f"Praktijk {number}", f"0123{number:04}", account.lower() if number % 2 else account)
        for number in range(20)
    ]
    # One provider may have two contracts and one account.
    lines += [(f"L-{number}", "Praktijk L", "01239999", others) for number in range(2)]
    header = ("kenmerk", "zorgaanbieder.naam", "zorgaanbieder.agb", "zorgaanbieder.iban")
    read = read_table(write_csv(tmp_path / "tabel.csv", header, *lines), base(), plugins())
    (told,) = (finding for finding in read.doubles() if dotted(finding.path) == "zorgaanbieder.iban")
    assert (told.code, told.severity) == ("tabel.gedeelde-iban", Severity.WARNING)
    assert told.message.nl == (
        "20 rijen van verschillende zorgaanbieders hebben dezelfde IBAN: NL13FIKT0000000101 (rij 2, 3, 4, 5, 6 en nog 15)."
    )


def test_kenmerk_on_very_many_rows_names_the_first_and_the_count(tmp_path: Path) -> None:
    table = write_csv(tmp_path / "tabel.csv", ("kenmerk", "zorgaanbieder.naam"), *[("K-1", "Praktijk")] * 300)
    last = rows_of(table)[-1].findings[0].message
    assert (last.nl.endswith(": 2, 3, 4, 5, 6 en nog 295."), last.en.endswith("6 and 295 more.")) == (True, True)

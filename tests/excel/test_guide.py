"""The workbook of `izacontract new`: what it says, what it reads back, and what a Dutch user may type in it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from izacontract import build_contract, dutch, load_plugins
from izacontract.host import Plugins
from izacontract.intake.cells import TypedCell, fitted
from izacontract.intake.excel_form import FIRST_ITEM, excel_form
from izacontract.intake.excel_sheets import EXPLAINED, FIGURES, OURS, START
from izacontract.intake.inquiry import inquiry_form
from izacontract.intake.keys import KeyList, Leaf, Sort, keys_of
from izacontract.intake.labels import meanings_of
from izacontract.intake.questionnaire import asked_sections
from izacontract.intake.read import Examination, examine_tree
from izacontract.intake.sources import tree_of, tree_of_bytes
from izacontract.intake.tree import Node, Tree
from izacontract.model.request import ContractRequest
from izacontract.model.shapes import shapes_of
from izacontract.model.terms import Terms, choices_of, only_if_of
from izacontract.model.values import By, Typed, TypedKind
from izacontract.render.workbook import saved
from tests.conftest import office_python
from tests.excel.filling import REQUESTS, all_keys, cell_of, data_of, empty_form, leaves_of, opened

SESSION = Path(__file__).parent / "office_typing.py"
SECTORS = sorted(file.stem for file in REQUESTS.glob("*.yaml"))
REQUEST_NAMES = [*SECTORS, *sorted(f"2027/{file.stem}" for file in REQUESTS.glob("2027/*.yaml"))]
IN_OFFICE = ("ggz", "huisartsen")
"""Whose whole request is typed in LibreOffice, which takes its time over a workbook."""

TYPED: dict[str, dict[str, tuple[str, str]]] = {
    "percentages": {
        "tarieven.percentage_van_maximum": ("98,5%", "98.5"),
        "ova.percentage": ("4,18%", "4.18"),
        "ova.nacalculatie": ("0,2", "0.2"),
        "ova.materiele_index": ("2,1", "2.1"),
        "volume.waarschuwing": ("80%", "80"),
        "volume.vergoeding_boven_plafond": ("65", "65"),
    },
    "the rest": {
        "tarieven.percentage_van_maximum": ("98,5", "98.5"),
        "ova.aandeel_loon": ("76%", "0.76"),
        "ova.aandeel_materieel": ("0,24", "0.24"),
        "mtvp.tarief_per_kwartaal": ("€ 3,41", "3.41"),
        "volume.bedrag": ("1.250.000,50", "1250000.5"),
        "volume.reactietermijn_dagen": ("14", "14"),
        "mtvp.ingeschreven_verzekerden": ("3.180", "3180"),
        "overeenkomst.begin": ("1-1-2027", "2027-01-01"),
        "overeenkomst.einde": ("31 december 2027", "2027-12-31"),
        "ova.bron_datum": ("15/9/2026", "2026-09-15"),
        "zorgaanbieder.agb": ("01999101", "01999101"),
        "zorgaanbieder.kvk": ("09000010", "09000010"),
        "zorgaanbieder.naam": ("Praktijk 1-1-2027", "Praktijk 1-1-2027"),
        "mtvp.deelname": ("ja", "ja"),
        "tarieven.regime": ("nza-maximum", "nza-maximum"),
    },
}


@cache
def plugins() -> Plugins:
    return load_plugins()


@cache
def example(name: str) -> Tree:
    return tree_of(REQUESTS / f"{name}.yaml", plugins())


def asked_of(sector: str) -> Tree:
    """Return the example for 2027 without the figure that only another sector has, which its workbook does not ask."""
    tree = example(f"2027/{sector}")
    season: Any = tree.root["seizoen"]
    ours = [{key: item[key] for key in item if sector == "huisartsen" or key != "mtvp_maximum"} for item in season]
    return replace(tree, root={**tree.root, "seizoen": ours})


def asked(sector: str) -> Any:
    return keys_of(asked_sections(plugins().sectors[sector], plugins()))


def examined(data: bytes) -> Examination:
    return examine_tree(tree_of_bytes(data, "aanvraag.xlsx", plugins()), plugins())


def said(known: Examination) -> ContractRequest | list[str]:
    """Return what a request says, without what tells two writings of it apart; its faults where it has any."""
    if known.request is None:
        return [f"{found.position}: {found.message.nl}" for found in known.findings if found.severity == "fault"]
    return replace(known.request, fingerprint="", findings=())


def lists_in(book: Workbook) -> Iterator[Any]:
    return (page for page in book.worksheets if page.title not in (*OURS, "Aanvraag"))


@pytest.mark.parametrize("name", REQUEST_NAMES)
def test_request_written_into_the_workbook_is_read_back_by_key_and_by_label(name: str) -> None:
    known = examine_tree(example(name), plugins())
    assert known.request is not None
    data = saved(excel_form(plugins().sectors[known.request.sector], plugins(), request=example(name)))
    assert said(examined(data)) == said(known)
    book = opened(data)
    book["Aanvraag"].delete_cols(1)
    for page in lists_in(book):
        page.delete_rows(2)
    assert said(examined(data_of(book))) == said(known)


@pytest.mark.parametrize("sector", SECTORS)
def test_words_of_a_sector_mean_one_key_each(sector: str) -> None:
    keys = asked(sector)
    meant = meanings_of(keys.sections)
    for labels in meant.of_section.values():
        assert [found for found in labels.values() if len(found) > 1] == []
    for listed in keys.lists.values():
        assert all(listed.titled(leaf.shape.info.title or leaf.key) is leaf for leaf in listed.columns.values())


def test_sheets_of_lists_have_words_that_mean_one_list() -> None:
    keys = all_keys(plugins())
    for listed in keys.lists.values():
        assert keys.list_called(listed.tab) is listed
        assert keys.list_called(listed.sheet) is listed
        assert len(listed.tab) <= 31
        assert not set(listed.tab) & set("[]:*?/\\._")


@pytest.mark.parametrize("sector", SECTORS)
def test_workbook_has_the_sheets_of_its_sector_and_links_to_each(sector: str) -> None:
    book = empty_form(sector, plugins())
    lists = [listed.tab for listed in asked(sector).lists.values()]
    assert book.sheetnames == [START, "Aanvraag", *lists, FIGURES, EXPLAINED]
    links = [cell.hyperlink.location for cell in book[START]["B"] if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[1:]]


def test_column_of_a_figure_that_another_sector_has_is_not_asked() -> None:
    columns = {sector: [cell.value for cell in empty_form(sector, plugins())["Seizoen"][2]] for sector in SECTORS}
    assert [sector for sector in SECTORS if "mtvp_maximum" in columns[sector]] == ["huisartsen"]


def test_key_columns_are_hidden_and_headings_stay_in_view() -> None:
    book = empty_form("ggz", plugins())
    for page in (book["Aanvraag"], *lists_in(book)):
        assert page.column_dimensions["A"].hidden
        assert page.freeze_panes not in (None, "A1")
        assert page.print_title_rows
    assert all(page.row_dimensions[2].hidden for page in lists_in(book))


def test_cells_have_the_unit_in_their_format_and_the_colour_of_who_fills_them_in() -> None:
    book = empty_form("huisartsen", plugins())
    formats = {
        "tarieven.percentage_van_maximum": '0.00##"%"',
        "volume.bedrag": '"€ "#,##0.00',
        "volume.reactietermijn_dagen": '#,##0" dagen"',
        "overeenkomst.begin": "dd\\-mm\\-yyyy",
        "zorgaanbieder.agb": "@",
    }
    assert {key: cell_of(book, key).number_format for key in formats} == formats
    colours = [cell_of(book, key).fill.fgColor.rgb for key in ("ova.bron", "zorgaanbieder.naam", "overeenkomst.plaats")]
    legend = [cell.fill.fgColor.rgb for cell in book[START]["B"] if cell.fill.fill_type]
    assert len(set(colours)) == 3
    assert legend[:3] == colours


@pytest.mark.parametrize("sector", SECTORS)
def test_rules_and_help_fit_in_what_excel_shows(sector: str) -> None:
    for page in empty_form(sector, plugins()).worksheets:
        for rule in page.data_validations.dataValidation:
            assert rule.prompt
            assert len(rule.prompt) <= 255
            assert len(rule.error or "") <= 225
            assert len(rule.promptTitle) <= 32


def all_shapes(model: type[Terms]) -> Iterator[tuple[type[Terms], Any]]:
    for shape in shapes_of(model).values():
        yield model, shape
        if shape.model is not None:
            yield from all_shapes(shape.model)


def test_every_choice_is_explained() -> None:
    lacking = [
        f"{model.__name__}.{shape.key}"
        for section in all_keys(plugins()).sections
        for model, shape in all_shapes(section.model)
        if shape.choices and tuple(choices_of(shape.info)) != shape.choices
    ]
    assert lacking == []


def test_every_condition_names_a_key_and_values_that_it_may_have() -> None:
    keys = all_keys(plugins())
    for section in keys.sections:
        for model, shape in all_shapes(section.model):
            for name, values in only_if_of(shape.info).items():
                found = keys.leaves[name].shape if "." in name else shapes_of(model)[name]
                assert set(values) <= set(found.choices or ("ja", "nee"))


def test_field_that_hangs_on_a_choice_is_greyed_and_says_so() -> None:
    page: Any = empty_form("huisartsen", plugins())["Aanvraag"]
    rows = {cell.value: cell.row for cell in page["A"] if cell.value}
    row, kind = rows["volume.boven_plafond"], rows["volume.soort"]
    rules = {str(area.sqref): [rule.formula[0] for rule in area.rules] for area in page.conditional_formatting}
    formula = f'AND($C${kind}<>"omzetplafond",$C${kind}<>"zorgkostenplafond",$C${kind}<>"")'
    assert rules[f"B{row}:G{row}"] == [formula]
    assert page.cell(row, 7).value.startswith("Alleen bij 'Soort': omzetplafond of zorgkostenplafond.")
    capacity = rows["huisartsen.acute_capaciteit"]
    assert rules[f"B{capacity}:G{capacity}"] == ["COUNTA('Huisartsen, acute functies'!$B$7:$B$1000)=0"]


def test_known_figures_have_source_and_day_and_what_is_not_known_is_said() -> None:
    maxima = [row for row in figures("huisartsen") if str(row[0]).startswith("Maximumtarief")]
    assert [row[3] for row in maxima] == [3.23, "niet bekend"]
    assert "LHV" in maxima[0][6]
    assert maxima[0][7] == dutch.day(date(2026, 11, 21))
    assert maxima[1][1] == "2026 en later"
    assert not any(str(row[0]).startswith("Maximumtarief") for row in figures("ggz"))


def figures(sector: str) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in empty_form(sector, plugins())[FIGURES].iter_rows(min_row=4)]


def faults(book: Workbook) -> list[tuple[str, str]]:
    return [(found.code, found.message.nl) for found in examined(data_of(book)).findings if found.severity == "fault"]


def full_book() -> Workbook:
    return excel_form(plugins().sectors["huisartsen"], plugins(), request=example("2027/huisartsen"))


def test_rows_that_were_sorted_without_their_hidden_keys_are_refused() -> None:
    book = full_book()
    one, two = cell_of(book, "zorgaanbieder.rechtsvorm").row, cell_of(book, "zorgaanbieder.plaats").row
    page: Any = book["Aanvraag"]
    for column in (2, 3):
        page.cell(one, column).value, page.cell(two, column).value = (
            page.cell(two, column).value,
            page.cell(one, column).value,
        )
    assert [code for code, _ in faults(book)] == ["sleutel.andere-naam"] * 2


def test_label_that_means_nothing_or_more_than_one_key_is_refused() -> None:
    book = Workbook()
    page: Any = book.worksheets[0]
    page.append(["Gegeven", "Waarde"])
    page.append(["Naam van het schip", "Duin"])
    page.append(["Plaats", "Utrecht"])
    codes = [code for code, _ in faults(book)]
    assert [code for code in codes if code.startswith("sleutel.naam")] == ["sleutel.naam-onbekend", "sleutel.naam-meer"]


def test_label_may_follow_the_title_of_its_section() -> None:
    book = Workbook()
    page: Any = book.worksheets[0]
    page.append(["Gegeven", "Waarde"])
    page.append(["De zorgaanbieder: Plaats", "Zandvoort"])
    tree = tree_of_bytes(data_of(book), "a.xlsx", plugins())
    assert tree.root == {"zorgaanbieder": {"plaats": "Zandvoort"}}


@pytest.mark.parametrize(
    ("key", "stored", "meant"),
    [
        ("tarieven.percentage_van_maximum", "98.5", "98.5"),
        ("tarieven.percentage_van_maximum", "0.985", "98.5"),
        ("ova.percentage", "0.0418", "4.18"),
        ("ova.percentage", "4.18", "4.18"),
        ("ova.nacalculatie", "0.5", "0.5"),
        ("ova.nacalculatie", "0", "0"),
        ("ova.nacalculatie", "0.02", None),
        ("volume.waarschuwing", "1", None),
        ("volume.vergoeding_boven_plafond", "0.65", "65"),
    ],
)
def test_percent_sign_behind_a_number_is_read_by_the_limits_or_refused(
    key: str, stored: str, meant: str | None
) -> None:
    cell = TypedCell(3, stored, TypedKind.NUMBER, sheet=True, prints_percent=True)
    reading = fitted(cell, all_keys(plugins()).leaves[key])
    if meant is None:
        assert not isinstance(reading.value, Typed)
        assert reading.value.code == "cel.procent-twee-lezingen"
    else:
        assert str(reading.value) == meant
        assert (reading.kind is not None) == (stored != meant)


@pytest.mark.parametrize("text", ["0.02", "0.5", "98.5", "1"])
def test_percentage_that_a_sign_leaves_in_doubt_is_written_so_that_it_is_read_back(text: str) -> None:
    tree = example("2027/huisartsen")
    root: Any = {**tree.root, "ova": {**tree.root["ova"], "nacalculatie": Typed(text)}}  # type: ignore[dict-item]
    book = saved(excel_form(plugins().sectors["huisartsen"], plugins(), request=Tree(root)))
    group: Any = tree_of_bytes(book, "a.xlsx", plugins()).root["ova"]
    assert Decimal(group["nacalculatie"]) == Decimal(text)


def test_inquiry_asks_the_provider_who_signs_and_not_who_signs_for_the_insurer() -> None:
    book = opened(saved(inquiry_form(plugins().sectors["huisartsen"], plugins(), By.PROVIDER)))
    keys = {cell.value for cell in book["Aanvraag"]["A"]}
    signs = {f"zorgaanbieder.vertegenwoordiger.{key}" for key in ("naam", "functie")}
    assert signs <= keys
    assert not any(str(key).startswith("zorgverzekeraar.vertegenwoordiger") for key in keys)


def test_figure_that_nobody_knows_is_told_in_words_at_its_cell_on_the_sheet_of_the_season() -> None:
    tree = example("2027/huisartsen")
    root = {key: value for key, value in tree.root.items() if key != "seizoen"}
    known = examined(saved(excel_form(plugins().sectors["huisartsen"], plugins(), request=Tree(root))))
    assert known.request is not None
    told = known.with_findings(build_contract(known.request, plugins()).findings)
    (found,) = [one for one in told if "huisartsen.mtvp-maximum" in one.message.nl]
    assert str(found.position) == "aanvraag.xlsx, blad Seizoen, cel F7"
    assert found.message.nl.startswith("Maximumtarief van de NZa voor Meer tijd voor de patiënt (")


def test_open_point_is_told_in_words_with_its_key_behind() -> None:
    root: Any = {**example("2027/huisartsen").root, "zorgaanbieder": {"naam": Typed("Praktijk Duin")}}
    known = examined(saved(excel_form(plugins().sectors["huisartsen"], plugins(), request=Tree(root))))
    assert known.request is not None
    told = [one.message.nl for one in build_contract(known.request, plugins()).findings]
    assert "KvK-nummer (zorgaanbieder.kvk) nog niet ingevuld." in told


def as_dutch(text: str, leaf: Leaf, turn: int) -> str:
    """Return what a Dutch user types for the value that a request writes as `text`."""
    match leaf.sort:
        case Sort.YES_NO:
            return {"true": "ja", "false": "nee"}[text]
        case Sort.DAY:
            day = date.fromisoformat(text)
            return f"{day.day}-{day.month}-{day.year}" if turn % 2 else dutch.day(day)
        case Sort.NUMBER | Sort.WHOLE | Sort.PERCENT | Sort.SHARE:
            number = text.replace(".", ",")
            stored = f"{Decimal(text).scaleb(-2):f}"
            if leaf.sort is Sort.PERCENT and turn % 2 and is_read_as(stored, text, leaf):
                return f"{number}%"
            return f"€ {number}" if leaf.unit == "euro" and turn % 2 else number
        case _:
            return text


def is_read_as(stored: str, text: str, leaf: Leaf) -> bool:
    value = fitted(TypedCell(1, stored, TypedKind.NUMBER, sheet=True, prints_percent=True), leaf).value
    return isinstance(value, Typed) and Decimal(value) == Decimal(text)


def typing(tree: Tree, book: Workbook) -> Iterator[tuple[str, str, str]]:
    """Give sheet, cell and text of everything in `tree`, as a Dutch user types it."""
    keys = all_keys(plugins())
    turn = 0
    for path, value in leaves_of(tree.root).items():
        key = ".".join(path)
        if isinstance(value, list):
            listed = keys.lists[key]
            for row, item in enumerate(value, start=FIRST_ITEM):
                for name, text in values_of(item, listed):
                    turn += 1
                    column = next(cell.column for cell in book[listed.tab][2] if cell.value == name)
                    typed = as_dutch(text, listed.columns[name], turn)
                    yield listed.tab, f"{get_column_letter(column)}{row}", typed
        elif value is not None and key != "overeenkomst.sector":
            turn += 1
            yield "Aanvraag", cell_of(book, key).coordinate, as_dutch(value, keys.leaves[key], turn)


def values_of(item: Node, listed: KeyList) -> Iterator[tuple[str, str]]:
    if listed.bare:
        yield listed.path[-1], str(item)
        return
    for path, value in leaves_of(item).items():
        yield ".".join(path), "; ".join(str(one) for one in value) if isinstance(value, list) else str(value)


@pytest.fixture(scope="module")
def typed_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the workbooks as LibreOffice saved them after a Dutch user typed in them."""
    python = office_python()
    folder = tmp_path_factory.mktemp("typing")
    jobs = {name: list(typing(asked_of(name), empty_form(name, plugins()))) for name in IN_OFFICE}
    empty = empty_form("huisartsen", plugins())
    for name, cells in TYPED.items():
        jobs[name] = [("Aanvraag", cell_of(empty, key).coordinate, text) for key, (text, _) in cells.items()]
    for name, cells in jobs.items():
        sector = plugins().sectors[name if name in IN_OFFICE else "huisartsen"]
        (folder / f"{name}.xlsx").write_bytes(saved(excel_form(sector, plugins())))
        (folder / f"{name}.json").write_text(json.dumps(cells), encoding="utf-8")
    subprocess.run([python, str(SESSION), str(folder)], check=True, capture_output=True, timeout=900)
    return folder / "typed"


@pytest.mark.xdist_group("office")
@pytest.mark.parametrize("sector", IN_OFFICE)
def test_request_that_a_dutch_user_types_in_libreoffice_is_the_expected_one(sector: str, typed_folder: Path) -> None:
    known = examined((typed_folder / f"{sector}.xlsx").read_bytes())
    assert said(known) == said(examine_tree(asked_of(sector), plugins()))


@pytest.mark.xdist_group("office")
@pytest.mark.parametrize("name", TYPED)
def test_cell_means_what_a_dutch_user_types_in_libreoffice(name: str, typed_folder: Path) -> None:
    tree = tree_of_bytes((typed_folder / f"{name}.xlsx").read_bytes(), f"{name}.xlsx", plugins())
    found = {key: str(leaves_of(tree.root)[tuple(key.split("."))]) for key in TYPED[name]}
    assert found == {key: meant for key, (_, meant) in TYPED[name].items()}

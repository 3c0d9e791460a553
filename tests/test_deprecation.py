"""A hook or key that goes still works for one release, with a warning; a test-only plugin uses the former names."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any

import openpyxl
import pytest

from izacontract import (
    BOTH,
    PositiveEuro,
    Section,
    Sector,
    Terms,
    ToFill,
    field,
    hookimpl,
    hookspecs,
    load_plugins,
    read_request,
)
from izacontract.batch.rows import read_table
from izacontract.cli.app import main
from izacontract.errors import RequestInvalid, Severity
from izacontract.hookspecs import Renamed
from izacontract.host import Plugins
from izacontract.intake import examine_request
from izacontract.intake.sources import tree_of
from tests.support import fysio


class Ceiling(Terms):
    amount: ToFill[PositiveEuro] = field("bedrag", "Hoogste vergoeding.", by=BOTH, formerly="plafond")


class Line(Terms):
    price: PositiveEuro = field("prijs", "Prijs.", by=BOTH, formerly="tarief")


class Agreed(Terms):
    ceiling: Ceiling | None = field("grens", "De grens.", by=BOTH, formerly="maximum", default=None)
    lines: tuple[Line, ...] = field("regels", "De regels.", by=BOTH, formerly="posten", default=())


SECTOR = Sector("proef", "proefzorg", Agreed)
SECTION = Section("afslag", Ceiling, "Afslag", always=True, formerly="korting")


@pytest.fixture
def proef(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that loads a plugin with the given hooks."""

    def load(**hooks: Any) -> Plugins:
        module = ModuleType("proefplugin")
        for name, function in hooks.items():
            function.__name__ = name
            setattr(module, name, hookimpl(function))
        monkeypatch.setitem(sys.modules, module.__name__, module)
        return load_plugins([EntryPoint("proef", module.__name__, "izacontract")])

    return load


@pytest.fixture
def renamed_keys(proef: Any) -> Plugins:
    plugins: Plugins = proef(sectors=lambda: [SECTOR], sections=lambda: [SECTION])
    return plugins


def request(**parts: Any) -> dict[str, Any]:
    base = fysio(fysio=None)
    return {**base, "overeenkomst": {**base["overeenkomst"], "sector": "proef"}, **parts}


FORMER = {"korting": {"plafond": 5}, "proef": {"maximum": {"plafond": 100}, "posten": [{"prijs": 1}, {"tarief": 2}]}}
PRESENT = {"afslag": {"bedrag": 5}, "proef": {"grens": {"bedrag": 100}, "regels": [{"prijs": 1}, {"prijs": 2}]}}


def test_former_keys_count_as_the_present_ones_with_a_warning_each(renamed_keys: Plugins) -> None:
    former, present = (read_request(request(**keys), renamed_keys) for keys in (FORMER, PRESENT))
    assert former.sections == present.sections
    assert former.fingerprint == present.fingerprint
    assert present.findings == ()
    assert {finding.code for finding in former.findings} == {"sleutel.hernoemd"}
    assert {finding.severity for finding in former.findings} == {Severity.WARNING}
    assert sorted(".".join(map(str, finding.path)) for finding in former.findings) == [
        "afslag.plafond", "korting", "proef.grens.plafond", "proef.maximum", "proef.posten", "proef.regels.1.tarief",
    ]  # fmt: skip


def test_warning_stands_where_the_former_key_was_typed(renamed_keys: Plugins, tmp_path: Path) -> None:
    written = tmp_path / "aanvraag.yaml"
    written.write_text(
        "overeenkomst: {kenmerk: F, sector: proef, begin: 2025-01-01, einde: 2025-12-31}\n"
        "zorgverzekeraar: {rechtspersonen: [{naam: Proef N.V.}]}\n"
        "zorgaanbieder: {naam: Praktijk}\n"
        "proef:\n"
        "  maximum:\n"
        "    plafond: honderd\n",
        encoding="utf-8",
    )
    findings = examine_request(written, renamed_keys).findings
    places = {(f.code, f.position.line, f.position.column) for f in findings if f.position}
    assert ("sleutel.hernoemd", 5, 3) in places
    assert ("sleutel.hernoemd", 6, 5) in places
    assert ("waarde.geen-getal", 6, 14) in places, "the value is found under its present name"


def test_key_under_both_names_is_a_fault(renamed_keys: Plugins) -> None:
    with pytest.raises(RequestInvalid) as refused:
        read_request(request(proef={"grens": {"bedrag": 1, "plafond": 2}}), renamed_keys)
    assert [f.code for f in refused.value.findings if f.severity is Severity.FAULT] == ["sleutel.hernoemd-dubbel"]


def test_workbook_with_former_keys_is_read_with_the_same_warnings(renamed_keys: Plugins, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Aanvraag"
    page.append(["sleutel", "waarde"])
    rows = {
        "overeenkomst.kenmerk": "F", "overeenkomst.sector": "proef", "overeenkomst.begin": "2025-01-01",
        "overeenkomst.einde": "2025-12-31", "zorgaanbieder.naam": "Praktijk", "proef.maximum.plafond": 100,
    }  # fmt: skip
    for row in rows.items():
        page.append(list(row))
    rows = book.create_sheet("proef.regels")
    rows.append(["tarief"])
    rows.append([2])
    book.save(tmp_path / "aanvraag.xlsx")
    examined = examine_request(tmp_path / "aanvraag.xlsx", renamed_keys)
    warned = [f for f in examined.findings if f.code == "sleutel.hernoemd"]
    assert sorted(f.position.cell if f.position else "" for f in warned) == ["A1", "A7", "A7"]
    assert not [f for f in examined.findings if f.code in ("kolom.onbekend", "sleutel.onbekend")]


def test_table_with_former_columns_fills_in_the_present_keys(renamed_keys: Plugins, tmp_path: Path) -> None:
    table = tmp_path / "tabel.csv"
    table.write_text("kenmerk;proef.maximum.plafond;korting.plafond\nA;100;7\n", encoding="utf-8")
    (tmp_path / "tabel.proef.regels.csv").write_text("kenmerk;tarief\nA;2\n", encoding="utf-8")
    base = tree_of(request(proef={"grens": {"bedrag": 1}}), renamed_keys)
    (row,) = read_table(table, base, renamed_keys).rows()
    assert row.tree.root["proef"] == {"grens": {"bedrag": "100"}, "regels": [{"prijs": "2"}]}
    assert row.tree.root["afslag"] == {"bedrag": "7"}


def test_renamed_key_is_offered_under_its_present_name_only(renamed_keys: Plugins) -> None:
    from izacontract.intake import schema
    from izacontract.intake.questionnaire import yaml_form

    assert "plafond" not in str(schema("proef", renamed_keys))
    assert "plafond" not in yaml_form(SECTOR, renamed_keys)


def test_former_hook_is_asked_with_a_warning(proef: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hookspecs, "RENAMED", MappingProxyType({"zorgsoorten": Renamed("sectors", "0.3")}))
    plugins = proef(zorgsoorten=lambda: [SECTOR])
    assert list(plugins.sectors) == ["proef"]
    (warning,) = plugins.warnings
    assert (warning.code, warning.severity) == ("plugin.hook-hernoemd", Severity.WARNING)
    assert all(word in warning.message.nl for word in ("'proef'", "'zorgsoorten'", "'sectors'", "0.3"))


def test_plugin_with_both_names_is_asked_once_and_not_warned_about(proef: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hookspecs, "RENAMED", MappingProxyType({"zorgsoorten": Renamed("sectors", "0.3")}))
    plugins = proef(zorgsoorten=lambda: [SECTOR], sectors=lambda: [SECTOR])
    assert list(plugins.sectors) == ["proef"], "twice would be refused: one sector brought by two"
    assert plugins.warnings == ()


def test_hook_that_never_existed_is_still_refused(proef: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from izacontract import PluginError

    monkeypatch.setattr(hookspecs, "RENAMED", MappingProxyType({"zorgsoorten": Renamed("sectors", "0.3")}))
    with pytest.raises(PluginError, match="'zorgsoort', die niet bestaat"):
        proef(zorgsoort=lambda: [SECTOR])


@pytest.mark.parametrize("command", [["plugins"], ["check", "aanvraag.json"]])
def test_commands_tell_whoever_uses_the_plugin(
    command: list[str],
    proef: Any,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(hookspecs, "RENAMED", MappingProxyType({"zorgsoorten": Renamed("sectors", "0.3")}))
    plugins = proef(zorgsoorten=lambda: [SECTOR])
    monkeypatch.setattr("izacontract.loading.load_plugins", lambda *_, **__: plugins)
    (tmp_path / "aanvraag.json").write_text("{}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    main(command)
    assert "[plugin.hook-hernoemd]" in capsys.readouterr().err

"""The impact of a change on our own contracts: which leden, which money, and nothing where nothing is touched."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.cli import conftest as of_command
from tests.cli.conftest import Run, use
from tests.contracts.support import REQUESTS, plugins

MSZ = REQUESTS / "2027" / "msz.yaml"
GGZ = REQUESTS / "2027" / "ggz.yaml"
OVA = """\
cijfers:
  - {cijfer: algemeen.ova-percentage, vanaf: 2027-01-01, tot: 2027-12-31, waarde: "4.50"}
waarden:
  - {sleutel: ova.percentage, waarde: "4.50", alleen: {ova.jaar: 2027}}
  - {sleutel: seizoen.ova, waarde: "4.50", contractjaar: 2027}
"""
run = of_command.run


@pytest.fixture
def command(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs the command with our own plugins."""
    use(monkeypatch, plugins())
    return run


def test_new_figure_changes_the_tariffs_of_the_contracts_of_its_year_and_no_others(command: Run) -> None:
    Path("ova.yaml").write_text(OVA, encoding="utf-8")
    found = json.loads(command("impact", "--change", "ova.yaml", MSZ, REQUESTS / "msz.yaml", "--json").out)
    assert (found["schema"], found["untouched"], found["unread"]) == ("izacontract/impact/1", 1, [])
    (touched,) = found["contracts"]
    assert touched["reference"] == "MSZ-2027-0008"
    (tariff,) = {
        (one["old"], one["new"], one["difference"])
        for one in touched["money"]
        if one["what"] == "Nieuw Tarief: MSZ-A01"
    }
    old, new, difference = map(Decimal, tariff)
    # old tariff 10.690,25, share of wages 60%: what a percentage point of 0,6 more does in it
    assert difference == new - old == Decimal("38.56")
    assert any(one["old"] and one["new"] and "4,50%" in one["new"] for one in touched["leden"])


def test_days_of_the_library_show_new_texts_also_in_contracts_of_past_years(command: Run) -> None:
    old = REQUESTS / "ggz.yaml"
    ran = command("impact", "--from", "2026-01-01", "--to", "2027-01-01", old, GGZ, "-o", "gevolgen.xlsx")
    assert ran.status == 0
    book = openpyxl.load_workbook(Path("gevolgen.xlsx"))
    assert book.sheetnames == ["Contracten", "Leden", "Bedragen", "Niet gelezen"]
    assert {row[0].value for row in book["Contracten"].iter_rows(min_row=2)} == {"GGZ-2026-0031", "GGZ-2027-0031"}
    assert any("exclusiecriteria" in str(row[4].value).lower() for row in book["Leden"].iter_rows(min_row=2))


def test_same_day_twice_touches_nothing(command: Run) -> None:
    ran = command("impact", "--from", "2027-01-01", "--to", "2027-01-01", GGZ)
    assert "0 contracten geraakt, 1 niet, 0 niet gelezen." in ran.out


def test_ruling_touches_the_clauses_that_cite_it_and_an_accord_the_leden_that_answer_it(command: Run) -> None:
    change = 'bronnen:\n  - {bron: "ECLI:NL:GHDHA:2022:1008"}\n  - {bron: iza, plaats: "p. 98"}\n'
    Path("bron.yaml").write_text(change, encoding="utf-8")
    found = json.loads(command("impact", "--change", "bron.yaml", MSZ, "--json").out)
    (touched,) = found["contracts"]
    places = {one["clause"]: one for one in touched["leden"]}
    assert "ECLI:NL:GHDHA:2022:1008" in places["algemeen.volume"]["because"]
    assert touched["money"] == []
    assert all(one["old"] == one["new"] == "" for one in touched["leden"])
    assert "regelt wat daar staat" in places["algemeen.gelijkgerichtheid"]["because"]


def test_what_cannot_be_read_is_told_and_stops_nothing(command: Run) -> None:
    Path("map").mkdir()
    Path("map/stuk.yaml").write_text("overeenkomst: [", encoding="utf-8")
    Path("map/tabel.csv").write_text("kenmerk\nX\n", encoding="utf-8")
    Path("map/goed.yaml").write_text(GGZ.read_text(encoding="utf-8"), encoding="utf-8")
    found = json.loads(command("impact", "--from", "2026-01-01", "--to", "2027-01-01", "map", "--json").out)
    assert len(found["contracts"]) == 1
    assert [one["file"] for one in found["unread"]] == ["map/stuk.yaml", "map/tabel.csv"]
    assert "--base" in found["unread"][1]["because"]["nl"]


def test_rows_of_a_table_are_contracts_over_their_base(command: Run) -> None:
    Path("tabel.csv").write_text(
        "overeenkomst.kenmerk;zorgaanbieder.naam\nA-1;Stichting Een\nA-2;Stichting Twee\n", encoding="utf-8"
    )
    Path("basis.yaml").write_text(GGZ.read_text(encoding="utf-8"), encoding="utf-8")
    days = ("--from", "2026-01-01", "--to", "2027-01-01")
    found = json.loads(command("impact", *days, "tabel.csv", "--base", "basis.yaml", "--json").out)
    assert [one["reference"] for one in found["contracts"]] == ["A-1", "A-2"]


@pytest.mark.parametrize(
    "arguments", [(), ("--from", "2026-01-01"), ("--change", "x.yaml", "--from", "2026-01-01", "--to", "2027-01-01")]
)
def test_either_two_days_or_a_file_is_asked(command: Run, arguments: tuple[str, ...]) -> None:
    ran = command("impact", *arguments, GGZ)
    assert ran.status == 2
    assert "--change" in ran.err


def test_path_at_which_nothing_stands_is_told(command: Run) -> None:
    ran = command("impact", "--from", "2026-01-01", "--to", "2027-01-01", "weg.yaml")
    assert ran.status == 5
    assert "weg.yaml" in ran.err


def test_ceiling_that_grows_is_money_per_year(command: Run) -> None:
    Path("plafond.yaml").write_text("waarden:\n  - {sleutel: volume.bedrag, waarde: '53000000.00'}\n", encoding="utf-8")
    request = MSZ.read_text(encoding="utf-8")
    lines = [line for line in request.split("\n") if "bedrag: 52900000.00}" not in line and line != "  jaren:"]
    Path("een.yaml").write_text("\n".join(lines), encoding="utf-8")
    found = json.loads(command("impact", "--change", "plafond.yaml", "een.yaml", "--json").out)
    (touched,) = found["contracts"]
    assert Decimal(touched["difference_per_year"]) > 0
    command("impact", "--change", "plafond.yaml", "een.yaml", "-o", "gevolgen.xlsx")
    page = openpyxl.load_workbook(Path("gevolgen.xlsx"))["Contracten"]
    assert page.cell(2, 8).value == float(touched["difference_per_year"])

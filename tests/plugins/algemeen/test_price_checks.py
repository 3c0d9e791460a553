"""Tariffs, OVA, price elements and volume: every refusal and warning at its bound, and what the contract then prints."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from izacontract_algemeen.checks.price_elements import seems_over_ova
from izacontract_algemeen.checks.prices import price_list
from izacontract_algemeen.terms.prices import Tariffs

from izacontract import Contract, Parameters, RequestInvalid, build_contract, read_request
from izacontract.errors import Severity, dotted
from izacontract.intake.read import examine_request
from izacontract.model.clause import Source
from izacontract.model.contract import Table
from izacontract.model.parameter import Parameter, ParameterValue
from izacontract.render.text import text_of_clause
from tests.contracts.support import example, plugins, smallest, typed

OWN = ("tarieven", "ova", "overige_prijselementen", "volume", "weggelaten")
Changes = dict[str, Any]

LINE = {"code": "X-1", "omschrijving": "Proef", "eenheid": "per stuk", "tarief": "100.00"}
ELEMENT = {
    "soort": "volume",
    "omschrijving": "Effect van meer volume",
    "percentage": "-0.40",
    "onderbouwing": "Businesscase, tabel 2",
}
CEILING: Changes = {
    "volume": {
        "soort": "omzetplafond",
        "bedrag": "1000.00",
        "waarschuwing": 80,
        "reactietermijn_dagen": 21,
        "afrekening_uiterlijk": "2026-07-01",
        "boven_plafond": "bijcontracteren",
    }
}


LUMP_SUM: Changes = {
    "lumpsum": {"bedrag": "900000.00", "prestaties": ["MSZ-B10"], "afrekening_uiterlijk": "2026-07-01"}
}


def request(changes: Changes, sector: str = "wijkverpleging") -> dict[str, Any]:
    """Return the example of `sector` with the values at dotted paths replaced, or dropped where None."""
    made = deepcopy(example(sector))
    for path, value in changes.items():
        *steps, last = (int(step) if step.isdigit() else step for step in path.split("."))
        group: Any = made
        for step in steps:
            group = group[step] if isinstance(step, int) else group.setdefault(step, {})
        if value is None:
            group.pop(last, None)
        else:
            group[last] = typed(value) if isinstance(value, str) else value
    return made


def found(changes: Changes, sector: str = "wijkverpleging") -> set[tuple[str, str, str]]:
    """Return severity, code and path of the findings about prices and volume."""
    examined = examine_request(request(changes, sector), plugins())
    return {
        (finding.severity.value, finding.code.removeprefix("algemeen."), dotted(finding.path))
        for finding in examined.findings
        if dotted(finding.path).startswith(OWN)
    }


def contract(changes: Changes, sector: str = "msz") -> Contract:
    return build_contract(read_request(request(changes, sector), plugins()), plugins())


def printed(made: Contract, clause: str) -> str:
    return text_of_clause(made, clause)


def rows(made: Contract, clause: str, first: str) -> list[list[str]]:
    """Return the rows of the tables of `clause` whose second heading is `first`."""
    return [
        ["".join(inline.text for inline in cell).replace("\N{NO-BREAK SPACE}", " ") for cell in row]
        for annex in made.annexes
        for placed in annex.clauses
        if placed.id == clause
        for table in placed.blocks
        if isinstance(table, Table) and table.header[1] == first
        for row in table.rows
    ]


EXPECTED: dict[str, set[tuple[str, str, str]]] = {
    "msz": set(),
    "ggz": {("warning", "ova-raming", "ova.status"), ("warning", "ova-niet-bekend", "ova.jaar")},
    "huisartsen": {("warning", "aandelen-zonder-bron", "ova.aandelen_bron")},
    "wijkverpleging": {
        ("warning", "aandelen-zonder-bron", "ova.aandelen_bron"),
        ("warning", "element-over-alle-eenheden", "overige_prijselementen[1]"),
    },
    "mdz": {
        ("warning", "ova-raming", "ova.status"),
        ("warning", "ova-niet-bekend", "ova.jaar"),
        ("warning", "aandelen-zonder-bron", "ova.aandelen_bron"),
    },
}


@pytest.mark.parametrize("sector", EXPECTED)
def test_the_examples_are_refused_nothing(sector: str) -> None:
    assert found({}, sector) == EXPECTED[sector]


REFUSED: list[tuple[str, Changes, str, str]] = [
    ("msz", {"tarieven.prestaties.1.code": "MSZ-A01"}, "prestatie-dubbel", "tarieven.prestaties[2].code"),
    (
        "ggz",
        {"tarieven.percentage_van_maximum": "100.01", "tarieven.max_max": "nee", "tarieven.max_max_prestaties": None},
        "percentage-boven-maximum",
        "tarieven.percentage_van_maximum",
    ),
    ("ggz", {"tarieven.max_max": "nee"}, "max-max-niet-afgesproken", "tarieven.max_max_prestaties"),
    (
        "ggz",
        {"tarieven.max_max_prestaties": ["ZPM-V07", "ZPM-X"]},
        "max-max-onbekende-prestatie",
        "tarieven.max_max_prestaties[2]",
    ),
    ("msz", {"ova.jaar": "2023"}, "ova-ander-jaar", "ova.jaar"),
    ("msz", {"ova.jaar": "2028"}, "ova-ander-jaar", "ova.jaar"),
    ("msz", {"ova.aandeel_loon": "0.6011"}, "aandelen-tellen-niet-op", "ova.aandeel_loon"),
    ("msz", {"ova.aandeel_kapitaal": None}, "aandelen-tellen-niet-op", "ova.aandeel_loon"),
    (
        "msz",
        {"overige_prijselementen.0.soort": "ova"},
        "element-soort-ova",
        "overige_prijselementen[1].soort",
    ),
    ("msz", {"overige_prijselementen.0.percentage": "0.00"}, "element-nul", "overige_prijselementen[1].percentage"),
    (
        "msz",
        {"overige_prijselementen.0.soort": "anders", "overige_prijselementen.0.omschrijving": "Korting"},
        "element-anders-zonder-omschrijving",
        "overige_prijselementen[1].omschrijving",
    ),
    (
        "msz",
        {"overige_prijselementen.0.percentage": "-100"},
        "elementen-te-groot",
        "overige_prijselementen",
    ),
    ("msz", {"volume.afrekening_uiterlijk": "2025-12-31"}, "afrekening-te-vroeg", "volume.afrekening_uiterlijk"),
    (
        "msz",
        {"volume.jaren": [{"jaar": "2025", "bedrag": "48750000.00"}]},
        "plafond-andere-jaren",
        "volume.jaren",
    ),
    ("msz", {"volume.jaren.1.jaar": "2025"}, "plafond-andere-jaren", "volume.jaren"),
    (
        "msz",
        {"volume.jaren.0.bedrag": "48750000.01"},
        "plafond-eerste-jaar-anders",
        "volume.jaren[1].bedrag",
    ),
    (
        "msz",
        {"volume.boven_plafond": "bijcontracteren"},
        "vergoeding-zonder-doorleverplicht",
        "volume.vergoeding_boven_plafond",
    ),
]


@pytest.mark.parametrize(("sector", "changes", "code", "path"), REFUSED)
def test_refused(sector: str, changes: Changes, code: str, path: str) -> None:
    assert ("fault", code, path) in found(changes, sector)
    with pytest.raises(RequestInvalid):
        contract(changes, sector)


WARNED: list[tuple[str, Changes, str, str]] = [
    (
        "msz",
        {"overige_prijselementen.0.omschrijving": "Afslag van 1% over de OVA"},
        "element-over-ova",
        "overige_prijselementen[1].omschrijving",
    ),
    ("msz", {"ova.materiele_index": "1.81"}, "materiele-index-anders-dan-bekend", "ova.materiele_index"),
    (
        "msz",
        {
            "overeenkomst.begin": "2029-01-01",
            "overeenkomst.einde": "2029-12-31",
            "volume.jaren": None,
            "volume.afrekening_uiterlijk": "2030-07-01",
            "ova.jaar": "2029",
        },
        "volumegroei-niet-bekend",
        "volume.volumegroei",
    ),
    ("ggz", {"tarieven.prestaties.2.regime": "nza-vast"}, "max-max-zonder-maximum", "tarieven.max_max_prestaties[1]"),
    (
        "msz",
        {"tarieven.percentage_van_maximum": "98"},
        "maximum-zonder-werking",
        "tarieven.percentage_van_maximum",
    ),
    ("msz", {"tarieven.max_max": "ja"}, "maximum-zonder-werking", "tarieven.max_max"),
    ("mdz", {"ova.jaar": "2025"}, "ova-eerder-jaar", "ova.jaar"),
    ("msz", {"tarieven.prestaties.1.tarief": "0"}, "tarief-nul", "tarieven.prestaties[2].tarief"),
    ("msz", {"ova.status": "raming"}, "ova-raming", "ova.status"),
    ("msz", {"ova.status": "definitief"}, "ova-definitief-te-vroeg", "ova.bron_datum"),
    ("msz", {"ova.aandelen_bron": None}, "aandelen-zonder-bron", "ova.aandelen_bron"),
    ("mdz", {"ova.kapitaalindex": "1.00"}, "index-zonder-aandeel", "ova.kapitaalindex"),
    (
        "mdz",
        {"ova.aandeel_loon": "1", "ova.aandeel_materieel": "0"},
        "index-zonder-aandeel",
        "ova.materiele_index",
    ),
    ("msz", {"volume.boven_plafond": "stop"}, "stop-boven-plafond", "volume.boven_plafond"),
    ("msz", {"volume.vergoeding_boven_plafond": None}, "doorleverplicht-onbetaald", "volume.vergoeding_boven_plafond"),
    ("msz", {"volume.vergoeding_boven_plafond": "0"}, "doorleverplicht-onbetaald", "volume.vergoeding_boven_plafond"),
    ("msz", {"volume.volumegroei": "0.41"}, "volumegroei-boven-landelijk", "volume.volumegroei"),
    ("msz", {"volume.soort": "pxq"}, "pxq-met-plafond", "volume.bedrag"),
    ("msz", {"volume.soort": "pxq"}, "pxq-met-plafond", "volume.jaren"),
    (
        "msz",
        {"weggelaten": [{"clausule": "algemeen.ova", "reden": "Tarief is al geïndexeerd afgesproken"}]},
        "ova-weggelaten",
        "weggelaten[1].clausule",
    ),
]


@pytest.mark.parametrize(("sector", "changes", "code", "path"), WARNED)
def test_warned_and_not_refused(sector: str, changes: Changes, code: str, path: str) -> None:
    assert ("warning", code, path) in found(changes, sector)
    assert all(code != name or severity == "warning" for severity, name, _ in found(changes, sector))


def test_of_a_refused_value_nothing_else_is_told() -> None:
    told = [name for _, name, path in found({"volume.vergoeding_boven_plafond": "0.5"}, "msz") if "vergoeding" in path]
    assert told == ["waarde.punt-verschoven"]


NOT_SAID: list[tuple[str, Changes, str]] = [
    ("ggz", {"tarieven.percentage_van_maximum": "100"}, "percentage-zonder-onderbouwing"),
    ("ggz", {"tarieven.percentage_van_maximum": "108"}, "percentage-boven-maximum"),
    ("ggz", {"tarieven.nza_kenmerk": "NR-1", "tarieven.prestaties.0.regime": "vrij"}, "ggz.vrij-tarief"),
    ("ggz", {}, "ggz.vrij-tarief"),
    ("msz", {}, "ova-anders-dan-bekend"),
    ("ggz", {}, "ova-anders-dan-bekend"),
    ("msz", {}, "volumegroei-niet-bekend"),
    ("msz", {"ova.jaar": "2024"}, "ova-ander-jaar"),
    ("msz", {"ova.jaar": "2027"}, "ova-ander-jaar"),
    ("msz", {"ova.jaar": "2025"}, "ova-eerder-jaar"),
    ("msz", {"tarieven.prestaties.1.tarief": "0.01"}, "tarief-nul"),
    ("msz", {"ova.aandeel_loon": "0.601"}, "aandelen-tellen-niet-op"),
    ("msz", {"ova.status": "definitief", "ova.bron_datum": "2025-01-01"}, "ova-definitief-te-vroeg"),
    ("mdz", {"overige_prijselementen": [{**ELEMENT, "percentage": "-3.19"}]}, "elementen-heffen-loon-op"),
    ("msz", {"volume.afrekening_uiterlijk": "2026-01-01"}, "afrekening-te-vroeg"),
    ("msz", {"volume.volumegroei": "0.4"}, "volumegroei-boven-landelijk"),
    ("mdz", {"volume": {**CEILING["volume"], "volumegroei": "5"}}, "volumegroei-boven-landelijk"),
]


@pytest.mark.parametrize(("sector", "changes", "code"), NOT_SAID)
def test_not_said_at_the_bound(sector: str, changes: Changes, code: str) -> None:
    assert code not in {name for _, name, _ in found(changes, sector)}


@pytest.mark.parametrize("sector", ["msz", "ggz"])
@pytest.mark.parametrize("key", ["regime", "prestaties", "percentage_van_maximum"])
def test_open_values_are_not_found_wrong(sector: str, key: str) -> None:
    assert {
        severity for severity, _, path in found({f"tarieven.{key}": None}, sector) if path.startswith("tarieven")
    } <= {"warning"}


@pytest.mark.parametrize(
    ("description", "over"),
    [
        ("Korting van 1% over de OVA", True),
        ("Afroming op de volledige ova", True),
        ("OVA-korting", True),
        ("Aftrek van de loonindexatie", True),
        ("Korting naast de OVA, over het oude tarief", False),
        ("Opslag bovenop de OVA", False),
        ("Opslag boven op de OVA", False),
        ("Los van de OVA: reistijd op de eilanden", False),
        ("Verschil met innovatieve aanbieders", False),
    ],
)
def test_an_element_over_the_ova_is_recognised(description: str, over: bool) -> None:
    assert seems_over_ova(description) is over


def test_a_tariff_above_a_known_maximum_is_refused() -> None:
    source = Source("Proef", "1", date(2026, 1, 1))
    known = ParameterValue(date(2026, 1, 1), None, Decimal("158.71"), "vastgesteld", source)
    parameters = Parameters(
        {"ggz.nza-maximum-zpm-c45": Parameter("ggz.nza-maximum-zpm-c45", "Proef", "euro", (known,))}
    )
    read = read_request(request({"tarieven.prestaties.0.maximum": None}, "ggz"), plugins())
    tariffs = read.section(Tariffs)
    assert tariffs is not None
    findings = price_list(tariffs, read, parameters)
    assert [(finding.severity, dotted(finding.path)) for finding in findings] == [
        (Severity.FAULT, "tarieven.prestaties[1].tarief")
    ]


def test_a_tariff_is_warned_of_when_its_maximum_is_not_known_for_the_contract() -> None:
    source = Source("Proef", "1", date(2025, 1, 1))
    known = ParameterValue(date(2025, 1, 1), date(2025, 12, 31), Decimal("158.71"), "vastgesteld", source)
    parameters = Parameters(
        {"ggz.nza-maximum-zpm-c45": Parameter("ggz.nza-maximum-zpm-c45", "Proef", "euro", (known,))}
    )
    read = read_request(request({"tarieven.prestaties.0.maximum": None}, "ggz"), plugins())
    tariffs = read.section(Tariffs)
    assert tariffs is not None
    findings = price_list(tariffs, read, parameters)
    assert [(finding.severity, finding.code, dotted(finding.path)) for finding in findings] == [
        (Severity.WARNING, "algemeen.maximum-niet-bekend", "tarieven.prestaties[1].tarief")
    ]


def test_a_final_contract_needs_the_nza_reference_only_with_a_free_tariff() -> None:
    def asked(changes: Changes, sector: str = "msz") -> bool:
        return "tarieven.nza_kenmerk" in {point.field for point in contract(changes, sector).open_points}

    assert asked({})
    assert not asked({"tarieven.nza_kenmerk": "NR-1"})
    assert not asked({}, "ggz")


def test_a_final_contract_needs_the_material_index_only_with_a_material_share() -> None:
    without = {"ova.materiele_index": None, "ova.materiele_index_bron": None}
    fields = {point.field for point in contract(without).open_points}
    assert {"ova.materiele_index", "ova.materiele_index_bron"} <= fields
    wages_only = {**without, "ova.aandeel_loon": "1", "ova.aandeel_materieel": "0"}
    assert not {point.field for point in contract(wages_only, "mdz").open_points} & set(without)


def test_annex_b_computes_free_tariffs_part_by_part() -> None:
    made = contract({})
    assert rows(made, "algemeen.bijlage-prijzen", "Oud Tarief")[0] == [
        "MSZ-A01", "€ 9.874,50", "€ 309,99", "€ 53,92", "€ 0,00", "€ -39,50", "€ 10.198,91",
    ]  # fmt: skip
    assert ["Lonen (OVA)", "60%", "5,232218%", "3,139331%"] in rows(made, "algemeen.bijlage-prijzen", "Aandeel")


def test_annex_b_needs_no_open_value_for_a_share_of_nothing() -> None:
    capital = 4
    for changes in ({"ova.materiele_index": None}, {"tarieven.prestaties.0.tarief": None}):
        made = contract({**changes, "overige_prijselementen": None}, "wijkverpleging")
        line = next(r for r in rows(made, "algemeen.bijlage-prijzen", "Oud Tarief") if len(r) == 7)
        assert line[capital] == "€ 0,00"


def test_annex_b_prints_nza_tariffs_as_given_beside_their_maxima() -> None:
    made = contract({}, "ggz")
    printed_rows = rows(made, "algemeen.bijlage-prijzen", "Omschrijving")
    assert ["ZPM-C45", "Behandelconsult 45 minuten gz-psycholoog", "per consult", "€ 164,48", "96,50%", "€ 158,72"] in (
        printed_rows
    )
    assert printed_rows[-1][3:] == ["€ 493,50", "€ 480,00", "€ 528,00", "€ 512,90"]
    assert rows(made, "algemeen.bijlage-prijzen", "Oud Tarief") == []


def test_annex_b_has_a_table_per_regime() -> None:
    made = contract({"tarieven.prestaties.1.regime": "nza-maximum", "volume": None, **LUMP_SUM})
    words = printed(made, "algemeen.bijlage-prijzen")
    assert "Prestaties met een vrij Tarief:" in words
    assert "Prestaties met een maximumtarief van de NZa" in words
    assert "Prestaties onder de Lumpsum" in words
    assert "vast tarief" not in words


def test_articles_say_only_what_the_regime_needs() -> None:
    free, maximum = contract({}), contract({}, "ggz")
    assert "maximumtarief" not in printed(free, "algemeen.ova")
    assert "nieuw bedrag = oud bedrag" not in printed(maximum, "algemeen.ova")
    words = "verlaagt het percentage van het maximumtarief of een Tarief tot het tweede maximum niet"
    assert words in printed(maximum, "algemeen.ova")


def test_ceilings_per_year_are_printed_as_given_and_else_indexed() -> None:
    given = rows(contract({}), "algemeen.bijlage-volume", "Omzetplafond")
    assert [row[:2] for row in given] == [
        ["2025", "€ 48.750.000,00"], ["2026", "€ 49.100.000,00"], ["2027", "€ 49.100.000,00"],
    ]  # fmt: skip
    indexed = rows(contract({"volume.jaren": None}), "algemeen.bijlage-volume", "Omzetplafond")
    assert [row[1] for row in indexed] == ["€ 48.750.000,00", "–", "–"]
    assert indexed[0][3:] == ["2025", "–"]
    assert indexed[1][3:] == ["2026", "het bedrag van het jaar ervoor, naar dit prijspeil gebracht"]


def test_a_ceiling_at_the_older_price_level_is_indexed_with_the_formula() -> None:
    made = contract({"volume.inclusief_ova": "nee"})
    assert rows(made, "algemeen.bijlage-volume", "Oud bedrag")[0] == [
        "2025", "€ 48.750.000,00", "€ 1.530.423,77", "€ 266.175,00", "€ 0,00", "€ -195.000,00", "€ 50.351.598,77",
    ]  # fmt: skip
    assert "€\N{NO-BREAK SPACE}50.351.598,77" in printed(made, "algemeen.volume")


def test_unpaid_delivery_above_the_ceiling_is_printed() -> None:
    assert "0,00% van het Tarief, dus onvergoed" in printed(
        contract({"volume.vergoeding_boven_plafond": None}), "algemeen.volume"
    )


def test_later_years_follow_from_the_term_or_the_renewal() -> None:
    def inside(changes: Changes, sector: str) -> bool:
        decisions = contract(changes, sector).decisions
        return next(d.include for d in decisions if d.clause == "algemeen.ova-vervolgjaren")

    assert inside({}, "msz")
    assert not inside({}, "ggz")
    assert inside({"overeenkomst.verlenging": "stilzwijgend-een-jaar"}, "ggz")
    omitted = [{"clausule": "algemeen.ova", "reden": "Tarief is al geïndexeerd afgesproken"}]
    assert not inside({"weggelaten": omitted}, "msz")


def test_without_the_ova_clause_no_wage_effect_is_computed() -> None:
    omitted = [{"clausule": "algemeen.ova", "reden": "Tarief is al geïndexeerd afgesproken"}]
    made = contract({"weggelaten": omitted})
    assert rows(made, "algemeen.bijlage-prijzen", "Oud Tarief")[0][2] == "€ 0,00"
    assert "Loonindex" not in printed(made, "algemeen.bijlage-prijzen")


@pytest.mark.parametrize("sector", ["msz", "ggz", "huisartsen", "wijkverpleging", "mdz"])
def test_a_draft_with_nothing_agreed_prints_open_points(sector: str) -> None:
    made = build_contract(read_request(smallest(sector), plugins()), plugins())
    fields = {point.field for point in made.open_points}
    assert {"tarieven.regime", "tarieven.prestaties", "ova.jaar", "ova.aandeel_loon"} <= fields


@pytest.mark.parametrize("kind", ["omzetplafond", "zorgkostenplafond", "pxq"])
@pytest.mark.parametrize("above", ["doorleverplicht", "bijcontracteren", "stop"])
def test_every_volume_agreement_builds(kind: str, above: str) -> None:
    made = contract({**CEILING, "volume.soort": kind, "volume.boven_plafond": above}, "huisartsen")
    words = printed(made, "algemeen.volume")
    assert ("Omzetplafond" in words) == (kind != "pxq")


@pytest.mark.parametrize("regime", ["vrij", "nza-maximum", "nza-vast"])
@pytest.mark.parametrize("included", ["ja", "nee"])
def test_every_regime_builds_with_and_without_values(regime: str, included: str) -> None:
    for changes in ({}, {"tarieven.prestaties": None}, {"ova": None}, {"tarieven.prestaties": [LINE]}):
        fixed = {"overige_prijselementen": None} if regime == "nza-vast" else {}
        if regime == "nza-maximum":
            fixed = {"tarieven.percentage_van_maximum": "99.6"}
        made = contract({"tarieven.regime": regime, "volume.inclusief_ova": included, **fixed, **changes})
        assert "algemeen.bijlage-prijzen" in {clause.id for annex in made.annexes for clause in annex.clauses}

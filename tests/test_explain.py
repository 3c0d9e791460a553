"""Why each clause is in a contract or not: one full decision for every clause, in words that people use."""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from izacontract import ClauseError, Contract, explain, load_plugins
from izacontract.explain import Explanation
from izacontract.model.contract import Ground
from izacontract.reports import forms
from izacontract.reports.explanation import explanation_report
from tests.contracts.support import CHANGED, SECTORS, TextFile, build, example, plugins, request_called, with_values
from tests.support import FYSIO, contract_of, fysio


def explanation_text(contract: Contract, found: tuple[Explanation, ...]) -> str:
    return str(forms.printed(explanation_report(contract, found), forms.ReportForm.TEXT))


def explanation_json(contract: Contract, found: tuple[Explanation, ...]) -> str:
    return str(forms.printed(explanation_report(contract, found), forms.ReportForm.JSON))


REQUESTS = [
    *SECTORS,
    *(f"kleinste {sector}" for sector in SECTORS),
    *sorted(str(path.relative_to(CHANGED).with_suffix("")) for path in CHANGED.rglob("*.yaml")),
]
every_request = pytest.mark.parametrize("name", REQUESTS)


def one(contract: Contract, clause: str) -> Explanation:
    (found,) = explain(contract, clause)
    return found


@every_request
def test_every_clause_appears_once_whether_in_or_out(name: str) -> None:
    contract = build(request_called(name))
    found = explain(contract)
    assert sorted(item.decision.clause for item in found) == list(plugins().library.clauses)
    printed = [clause.id for part in contract.parts for clause in part.clauses]
    assert [item.decision.clause for item in found if item.decision.include] == printed
    for text in (explanation_text(contract, found), explanation_json(contract, found)):
        assert text


@every_request
def test_decision_out_tells_as_much_as_a_decision_in(name: str) -> None:
    contract = build(request_called(name))
    for item in explain(contract):
        decision = item.decision
        begun = plugins().library.clauses[decision.clause].text_on(contract.reference_day) is not None
        assert decision.because, decision.clause
        assert decision.explanation, decision.clause
        assert decision.sources, decision.clause
        assert bool(decision.version) is begun, decision.clause
        assert decision.origin == decision.plugin
        assert bool(decision.ruled_by) is (decision.ground in (Ground.RULE, Ground.OMISSION))
        assert decision.include is bool(item.place) is bool(item.heading)
        assert decision.include or decision.looked_at, decision.clause
        assert all(seen.label != seen.path and seen.value for seen in decision.looked_at), decision.clause


@pytest.mark.parametrize("sector", SECTORS)
def test_clause_of_another_sector_is_out_because_of_its_sectors(sector: str) -> None:
    for item in explain(build(example(sector))):
        decision, clause = item.decision, plugins().library.clauses[item.decision.clause]
        elsewhere = clause.sectors is not None and sector not in clause.sectors
        assert (decision.ground is Ground.SECTOR) is elsewhere
        if elsewhere:
            assert not decision.include
            assert decision.because.startswith("geldt alleen voor contracten voor ")
            assert [(seen.path, seen.value) for seen in decision.looked_at] == [("overeenkomst.sector", sector)]


def test_topic_that_the_sector_does_not_carry_is_out_with_the_reason_of_the_sector() -> None:
    decision = one(build(example("msz")), "algemeen.bijlage-mtvp").decision
    assert decision.ground is Ground.TOPIC
    assert "een afspraak met huisartsen en hun regionale organisaties" in decision.because


def test_omission_keeps_what_the_rule_looked_at_and_the_reason() -> None:
    omitted = [{"clausule": "algemeen.hybride-zorg", "reden": "Staat in het regioplan"}]
    decision = one(build(with_values(example("msz"), {"weggelaten": omitted})), "algemeen.hybride-zorg").decision
    assert (decision.include, decision.ground, decision.ruled_by) == (False, Ground.OMISSION, "algemeen")
    assert (decision.omitted, decision.because) == (
        "Staat in het regioplan",
        "weggelaten met reden: Staat in het regioplan",
    )
    assert [seen.path for seen in decision.looked_at] == [
        "overeenkomst.einde",
        "overeenkomst.verlenging",
        "hybride_zorg.zorgprocessen",
        "weggelaten",
    ]


@pytest.mark.parametrize(
    ("sector", "clause", "path", "label", "value"),
    [
        ("msz", "algemeen.transformatiemiddelen", "transformatiemiddelen.toegekend", "Transformatiemiddelen, toegekend", "€\N{NO-BREAK SPACE}4.200.000,00"),
        ("msz", "algemeen.transformatiemiddelen", "transformatieplan.goedgekeurd_op", "Transformatieplan, goedgekeurd op", "17 september 2024"),
        ("msz", "algemeen.ova", "ova.percentage", "OVA, percentage", "4,18%"),
        ("msz", "algemeen.prijsontwikkeling", "ova.aandeel_materieel", "OVA, aandeel materiële kosten", "30%"),
        ("msz", "algemeen.monitoring", "transformatieplan", "Transformatieplan", "TP-IJS-2024-02"),
        ("msz", "algemeen.monitoring", "betaling_bij_resultaat", "Betaling bij resultaat", "K1, K2 en K3"),
        ("msz", "msz.dure-geneesmiddelen", "msz.dure_geneesmiddelen", "Medisch-specialistische zorg, dure geneesmiddelen", "ja"),
        ("msz", "msz.hoogcomplexe-zorg", "msz.hoogcomplexe_zorg", "Medisch-specialistische zorg, hoogcomplexe zorg", "geen"),
        ("huisartsen", "algemeen.bijlage-prijzen", "tarieven.prestaties", "Prestaties en tarieven, prestaties", "HA-101, HA-102, HA-201, HA-202 en nog 1"),
        ("kleinste msz", "algemeen.ova", "ova.jaar", "OVA, jaar", "nog open"),
    ],
)  # fmt: skip
def test_value_that_decided_has_its_name_and_its_unit(
    sector: str, clause: str, path: str, label: str, value: str
) -> None:
    seen = {item.path: item for item in one(build(request_called(sector)), clause).decision.looked_at}
    assert (seen[path].label, seen[path].value, seen[path].open) == (label, value, value == "nog open")


def test_text_is_the_one_in_force_on_the_reference_day() -> None:
    later = {"overeenkomst": {**fysio()["overeenkomst"], "begin": "2026-01-01", "einde": "2026-12-31"}}
    days = [one(contract_of(request), "fysio.behandeling").decision.version for request in (fysio(), fysio(**later))]
    assert [str(day) for day in days] == ["2023-01-01", "2026-01-01"]


def test_text_of_the_house_names_its_library(tmp_path: Path) -> None:
    house = tmp_path / "linde"
    text = "---\nchange: Eigen tekst.\nsources: [{document: Huis, section: '1', consulted: 2026-11-21}]\n---\n1. {{ lid('betaling') }}Tekst.\n"
    for clause in ("tarief", "locaties"):
        (house / "fysio" / clause).mkdir(parents=True)
        (house / "fysio" / clause / "2024-01-01.md").write_text(text, encoding="utf-8")
    contract = contract_of(fysio(fysio={"tarief": 40, "soort": "praktijk"}), load_plugins([FYSIO], house=house))
    printed = explanation_text(contract, explain(contract))
    assert printed.count("geldt sinds 1 januari 2024, uit huisbibliotheek linde") == 2
    assert not one(contract, "fysio.locaties").decision.include


def test_unknown_clause_is_an_error() -> None:
    with pytest.raises(ClauseError, match=r"fysio\.weg"):
        explain(contract_of(fysio()), "fysio.weg")


def test_small_contract_reads_like_an_explanation(snapshot: SnapshotAssertion) -> None:
    contract = contract_of(fysio(fysio={"tarief": 40}))
    assert explanation_text(contract, explain(contract)) == snapshot(extension_class=TextFile)


def test_small_contract_as_json(snapshot: SnapshotAssertion) -> None:
    contract = contract_of(fysio(fysio={"tarief": 40}))
    assert explanation_json(contract, explain(contract)) == snapshot(extension_class=TextFile)


@pytest.mark.parametrize(
    "clause", ["algemeen.transformatiemiddelen", "huisartsen.mtvp", "algemeen.bijlage-mtvp", "algemeen.preventie"]
)
def test_example_tells_a_purchaser_why(clause: str, snapshot: SnapshotAssertion) -> None:
    contract = build(example("msz"))
    assert explanation_text(contract, explain(contract, clause)) == snapshot(extension_class=TextFile)

"""Dated figures in whole contracts: past its day one is an open point, and no rule may answer in its place."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from izacontract import Contract, PluginError, RequestInvalid, Severity
from izacontract.build.fill import fill
from izacontract.build.place import in_document_order
from izacontract.build.propose import settle
from izacontract.clauses.lint import lint
from izacontract.host import Plugins
from izacontract.intake.read import read_request
from izacontract.model.parameter import Parameter, Parameters
from izacontract.render.text import text_of_clause
from tests.contracts.support import SECTORS, build, changed, example, plugins, request_called, smallest

DRUGS = {"msz__dure_geneesmiddelen": True}
PRACTICE = changed(smallest("huisartsen"), mtvp={"deelname": True})
LATER = {"overeenkomst__begin": "2027-01-01", "overeenkomst__einde": "2027-12-31"}


def open_fields(contract: Contract) -> set[str]:
    return {point.field for point in contract.open_points}


def test_parameter_past_its_day_is_an_open_point_that_says_how_it_is_mended() -> None:
    contract, parameter = build(PRACTICE), "huisartsen.mtvp-maximum"
    assert parameter in open_fields(contract)
    (finding,) = (item for item in contract.findings if item.path == ("seizoen", "mtvp_maximum"))
    assert (finding.code, finding.severity) == ("contract.open-punt", Severity.OPEN)
    assert "lijst seizoen, onder mtvp_maximum" in finding.hint.nl
    assert "huisbibliotheek" in finding.hint.nl


@pytest.mark.parametrize(("term", "printed"), [({}, True), (LATER, False)], ids=["binnen het IZA", "na het IZA"])
def test_lid_on_the_threshold_is_there_as_long_as_there_is_a_threshold(term: dict[str, Any], printed: bool) -> None:
    contract = build(changed(smallest("msz"), **DRUGS, **term))
    assert "msz.geneesmiddelen-drempel" not in open_fields(contract)
    words = text_of_clause(contract, "msz.dure-geneesmiddelen")
    assert ("bedraagt de landelijke drempel" in words) is printed
    assert "Geen Partij ontleent aan landelijke afspraken" in words


@pytest.mark.parametrize(
    ("request_", "parameter"),
    [
        (
            changed(smallest("huisartsen"), mtvp={"deelname": True}, overeenkomst__begin="2025-01-01"),
            "huisartsen.mtvp-maximum",
        ),
        (
            changed(
                smallest("huisartsen"),
                mtvp={"deelname": True},
                overeenkomst__begin="2024-01-01",
                overeenkomst__einde="2025-12-31",
            ),
            "huisartsen.mtvp-maximum",
        ),
    ],
    ids=["maximum bekend", "nog geen maximum op de eerste dag"],
)
def test_parameter_that_is_known_or_not_asked_for_is_no_open_point(request_: Mapping[str, Any], parameter: str) -> None:
    assert parameter not in open_fields(build(request_))


def test_final_contract_waits_for_a_parameter_past_its_day_until_the_house_library_gives_it() -> None:
    request = example("huisartsen") | {"instellingen": {"peildatum": "2026-01-01"}}
    with pytest.raises(RequestInvalid) as caught:
        build(request, final=True)
    assert [item.path for item in caught.value] == [("seizoen", "mtvp_maximum")]
    contract = build(request, final=True, used=plugins("cijfers"))
    assert "Op 1 januari 2026 is dat €\xa03,40 per Verzekerde" in text_of_clause(contract, "huisartsen.mtvp")
    source = "Tariefbeschikking huisartsenzorg 2026 (fictief)"
    assert source in {item.document for item in contract.sources}


def test_amount_is_held_against_the_maximum_of_the_house_library() -> None:
    dear = changed(example("huisartsen"), mtvp__tarief_per_kwartaal="3.41")
    dear["overeenkomst"] = {**dear["overeenkomst"], "begin": "2026-01-01", "einde": "2026-12-31"}
    with pytest.raises(RequestInvalid, match="3,40"):
        build(dear, used=plugins("cijfers"))
    assert build(changed(dear, mtvp__tarief_per_kwartaal="3.40"), used=plugins("cijfers")).findings


@pytest.mark.parametrize("sector", SECTORS)
def test_contract_knows_the_source_of_every_figure_that_is_printed(sector: str) -> None:
    contract = build(example(sector))
    named = {source.document for source in contract.sources}
    for decision in filter(lambda decision: decision.include, contract.decisions):
        version = plugins().library.clause(decision.clause).version_on(contract.reference_day)
        for variable in version.variables.values():
            value = plugins().parameters.on(variable.parameter, contract.reference_day) if variable.parameter else None
            assert value is None or value.source.document in named


def test_final_contract_waits_for_the_kind_of_institution() -> None:
    with pytest.raises(RequestInvalid) as caught:
        build(changed(request_called("alles/msz"), msz__soort_instelling=None), final=True)
    assert [item.path for item in caught.value] == [("msz", "soort_instelling")]
    assert build(request_called("alles/msz"), final=True).status == "definitief"


@pytest.mark.parametrize(
    ("clause", "variable", "words"),
    [
        ("msz.dure-geneesmiddelen", "drempel", "de tekst leest haar uit msz.geneesmiddelen-drempel"),
        ("msz.wachttijden", "melding", "de tekst leest haar uit termijnen.melding"),
        ("msz.dure-geneesmiddelen", "onbekend", "de tekst kent haar niet"),
    ],
)
def test_rule_value_for_what_the_text_reads_itself_or_does_not_know_is_refused(
    clause: str, variable: str, words: str
) -> None:
    used, request = plugins(), read_request(example("msz"), plugins())
    settled = [
        replace(item, values={**item.values, variable: 1}) if item.clause.id == clause else item
        for item in settle(request, used)
    ]
    with pytest.raises(PluginError) as caught:
        fill(in_document_order(used.library.slots, settled), request, used.parameters, used.texts, [])
    told = caught.value.message.nl
    assert "'msz'" in told
    assert f"'{clause}'" in told
    assert f"'{variable}'" in told
    assert words in told


def test_heading_names_nothing_that_is_left_out() -> None:
    reason = "Partijen regelen dit in een raamovereenkomst"
    suitable = ("algemeen.passende-zorg", "algemeen.passende-zorg-selectie")
    headings = {
        clause: {part.slot: part.heading for part in build(example("mdz") | {"weggelaten": omitted}).articles}
        for clause, omitted in (
            ("", []),
            ("ova", [{"clausule": "algemeen.ova", "reden": reason}]),
            ("hybride", [{"clausule": "algemeen.hybride-zorg", "reden": reason}]),
            ("passend", [{"clausule": clause, "reden": reason} for clause in suitable]),
            (
                "beide",
                [{"clausule": clause, "reden": reason} for clause in (*suitable, "algemeen.hybride-zorg")],
            ),
        )
    }
    assert headings[""]["indexatie"] == "Indexatie en doorvertaling OVA"
    assert headings["ova"]["indexatie"] == "Indexatie"
    assert headings[""]["passende-zorg"] == "Passende en hybride zorg"
    assert headings["hybride"]["passende-zorg"] == "Passende zorg"
    assert headings["passend"]["passende-zorg"] == "Hybride zorg"
    assert headings["beide"]["passende-zorg"] == "Preventie"


@pytest.mark.parametrize("sector", SECTORS)
def test_renewal_past_a_day_counts_for_text_and_warning_alike(sector: str) -> None:
    term = {"begin": "2024-01-01", "einde": "2024-12-31", "sector": sector}
    once = build(smallest(sector) | {"overeenkomst": term})
    renewed = build(smallest(sector) | {"overeenkomst": term | {"verlenging": "stilzwijgend-een-jaar"}})
    for contract, passes in ((once, False), (renewed, True)):
        included = {decision.clause for decision in contract.decisions if decision.include}
        lids = {lid.name for part in contract.articles for placed in part.clauses for lid in placed.blocks if
                lid.kind == "lid"}  # fmt: skip
        assert ("algemeen.hybride-zorg" in included) is passes
        assert ("na-iza" in lids) is passes
        assert ("algemeen.verlenging-na-iza" in {item.code for item in contract.findings}) is passes


def with_parameter(parameter: Parameter) -> Plugins:
    made = copy(plugins())
    parameters = Parameters({**plugins().parameters.by_id, parameter.id: parameter})
    made.__dict__["library"] = replace(plugins().library, parameters=parameters)
    return made


def codes(used: Plugins) -> set[tuple[str, str]]:
    modules = [module for _, module in used.manager.list_name_plugin()]
    found = lint(used.library, used.folders, modules)
    return {(item.code, item.message.nl.split()[1]) for item in found if item.code.startswith("parameter-")}


def test_parameter_that_nobody_reads_is_found_unless_it_is_information() -> None:
    unread = Parameter("algemeen.verzonnen", "Proef", "euro", ())
    assert codes(with_parameter(unread)) == {("parameter-ongelezen", "algemeen.verzonnen")}
    assert codes(with_parameter(replace(unread, information=True))) == set()


@pytest.mark.parametrize(
    "parameter", ["huisartsen.mtvp-maximum", "algemeen.iza-laatste-dag", "algemeen.volumegroei-msz"]
)
def test_parameter_that_a_text_or_rule_reads_is_no_information(parameter: str) -> None:
    marked = replace(plugins().parameters.by_id[parameter], information=True)
    assert codes(with_parameter(marked)) == {("parameter-toch-gelezen", parameter)}


def test_day_and_count_are_facts_of_one_value_without_end() -> None:
    parameters = plugins().parameters
    assert parameters.day("algemeen.azwa-herijking") == date(2027, 7, 1)
    assert parameters.count("algemeen.transformatiemiddelen-jaren") == 5
    for name in ("huisartsen.mtvp-maximum", "algemeen.iza-laatste-dag", "algemeen.bestaat-niet"):
        with pytest.raises(LookupError):
            parameters.day(name)

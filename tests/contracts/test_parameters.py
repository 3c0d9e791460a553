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
from tests.contracts.support import SECTORS, build, changed, example, plugins, smallest

DRUGS = {"msz__dure_geneesmiddelen": True}
LATER = {"overeenkomst__begin": "2027-01-01", "overeenkomst__einde": "2027-12-31"}


def open_fields(contract: Contract) -> set[str]:
    return {point.field for point in contract.open_points}


@pytest.mark.parametrize(
    ("request_", "parameter"),
    [
        (changed(smallest("msz"), **DRUGS, **LATER), "msz.geneesmiddelen-drempel"),
        (changed(smallest("huisartsen"), mtvp={"deelname": True}), "huisartsen.mtvp-maximum"),
    ],
    ids=["drempel", "maximum"],
)
def test_parameter_past_its_day_is_an_open_point_that_says_how_it_is_mended(
    request_: Mapping[str, Any], parameter: str
) -> None:
    contract = build(request_)
    assert parameter in open_fields(contract)
    (finding,) = (item for item in contract.findings if ".".join(map(str, item.path)) == parameter)
    assert (finding.code, finding.severity) == ("contract.open-punt", Severity.OPEN)
    assert "huisbibliotheek" in finding.hint.nl


@pytest.mark.parametrize(
    ("request_", "parameter"),
    [
        (changed(smallest("msz"), **DRUGS), "msz.geneesmiddelen-drempel"),
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
    ids=["drempel bekend", "maximum bekend", "nog geen maximum op de eerste dag"],
)
def test_parameter_that_is_known_or_not_asked_for_is_no_open_point(request_: Mapping[str, Any], parameter: str) -> None:
    assert parameter not in open_fields(build(request_))


def test_final_contract_waits_for_a_parameter_past_its_day() -> None:
    request = example("msz") | {"instellingen": {"peildatum": "2027-01-01"}}
    with pytest.raises(RequestInvalid) as caught:
        build(request, final=True)
    assert [item.path for item in caught.value] == [("msz", "geneesmiddelen-drempel")]


def test_final_contract_waits_for_the_kind_of_institution() -> None:
    with pytest.raises(RequestInvalid) as caught:
        build(changed(example("msz"), msz__soort_instelling=None), final=True)
    assert [item.path for item in caught.value] == [("msz", "soort_instelling")]
    assert build(example("msz"), final=True).status == "definitief"


@pytest.mark.parametrize(
    ("variable", "words"),
    [
        ("drempel", "die de tekst zelf leest uit msz.geneesmiddelen-drempel"),
        ("melding", "die de tekst zelf leest uit termijnen.melding"),
        ("onbekend", "die de tekst niet kent"),
    ],
)
def test_rule_value_for_what_the_text_reads_itself_or_does_not_know_is_refused(variable: str, words: str) -> None:
    used, request = plugins(), read_request(example("msz"), plugins())
    clause = "msz.dure-geneesmiddelen"
    settled = [
        replace(item, values={**item.values, variable: 1}) if item.clause.id == clause else item
        for item in settle(request, used)
    ]
    with pytest.raises(PluginError) as caught:
        fill(in_document_order(used.library.slots, settled), request, used.library, used.texts)
    told = caught.value.message.nl
    assert "'msz'" in told
    assert f"'{clause}'" in told
    assert f"'{variable}'" in told
    assert words in told


def test_heading_names_nothing_that_is_left_out() -> None:
    reason = "Partijen regelen dit in een raamovereenkomst"
    headings = {
        clause: {part.slot: part.heading for part in build(example("mdz") | {"weggelaten": omitted}).articles}
        for clause, omitted in (
            ("", []),
            ("ova", [{"clausule": "algemeen.ova", "reden": reason}]),
            ("hybride", [{"clausule": "algemeen.hybride-zorg", "reden": reason}]),
            ("passend", [{"clausule": "algemeen.passende-zorg", "reden": reason}]),
            (
                "beide",
                [
                    {"clausule": "algemeen.passende-zorg", "reden": reason},
                    {"clausule": "algemeen.hybride-zorg", "reden": reason},
                ],
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
    assert parameters.day("algemeen.iza-laatste-dag") == date(2026, 12, 31)
    assert parameters.count("algemeen.transformatiemiddelen-jaren") == 5
    for name in ("huisartsen.mtvp-maximum", "msz.geneesmiddelen-drempel", "algemeen.bestaat-niet"):
        with pytest.raises(LookupError):
            parameters.day(name)

"""From request to contract: decisions, numbers, references, terms and open points."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib.metadata import EntryPoint
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from syrupy.assertion import SnapshotAssertion

from izacontract import (
    ClauseError,
    ContractRequest,
    PluginError,
    Proposal,
    RequestInvalid,
    hookimpl,
    leave_out,
    load_plugins,
    put_in,
)
from izacontract.host import Plugins
from izacontract.model.contract import Annex, Lid, Reference
from izacontract.render.html import html
from izacontract.render.json import contract_from_json, contract_schema, json_text
from izacontract.render.text import text, text_of_clause
from tests.conftest import CORE
from tests.support import FYSIO, contract_of, fysio, outside

ROOT = Path(__file__).parents[2]
READ = load_plugins()
"""What an installed plugin would be seen in too, as the module is read."""


@pytest.fixture(scope="module")
def shared() -> Plugins:
    return load_plugins()


def test_tests_of_the_core_see_no_installed_plugin(request: pytest.FixtureRequest, shared: Plugins) -> None:
    assert [plugins.manager.list_name_plugin() for plugins in (READ, shared, load_plugins())] == [[], [], []]
    assert [one for one in CORE if not (ROOT / one).exists()] == []
    core = [item for item in request.session.items if item.nodeid.startswith(CORE)]
    assert request.node in core
    assert [item.nodeid for item in core if "without_our_plugins" not in getattr(item, "fixturenames", ())] == []
    assert [item.nodeid for mark in ("skip", "skipif", "xfail") for item in core if item.get_closest_marker(mark)] == []


def test_contract_reads_like_a_contract(snapshot: SnapshotAssertion) -> None:
    assert text(contract_of(fysio())) == snapshot


def test_smallest_draft_prints_its_open_points(snapshot: SnapshotAssertion) -> None:
    request = fysio(
        overeenkomst={"sector": "fysio", "begin": "2024-01-01", "einde": "2024-12-31"},
        zorgverzekeraar={"rechtspersonen": [{"naam": "Proef N.V."}]},
        zorgaanbieder={"naam": "Praktijk Proef"},
        fysio=None,
    )
    contract = contract_of(request)
    assert text(contract) == snapshot
    assert [point.field for point in contract.open_points] == [
        "overeenkomst.kenmerk", "fysio.soort", "fysio.tarief", "fysio.maximum",
        "zorgverzekeraar.rechtspersonen[1].kvk", "zorgverzekeraar.rechtspersonen[1].uzovi",
        "zorgaanbieder.kvk", "zorgaanbieder.agb",
    ]  # fmt: skip
    assert [finding.code for finding in contract.findings] == ["contract.open-punt"] * 8


def test_reference_day_without_a_text_is_a_fault_of_the_request() -> None:
    with pytest.raises(RequestInvalid) as caught:
        contract_of(fysio(instellingen={"peildatum": "2022-12-31"}))
    (finding,) = caught.value
    assert (finding.path, finding.code) == (("instellingen", "peildatum"), "contract.peildatum-zonder-tekst")
    assert "2022-12-31" in finding.message.nl


def test_first_day_without_a_text_is_a_fault_of_the_library() -> None:
    agreement = fysio()["overeenkomst"] | {"begin": "2022-12-31"}
    with pytest.raises(ClauseError, match="geen tekst die geldt op 2022-12-31"):
        contract_of(fysio(overeenkomst=agreement))


@pytest.mark.parametrize(
    ("clause", "hint"),
    [
        ("fysio.tarif", "Bedoelt u 'fysio.tarief'? Alle ids: izacontract clauses"),
        ("zomaar iets", "Alle ids: izacontract clauses"),
    ],
)
def test_omission_of_an_unknown_clause_names_the_nearest(clause: str, hint: str) -> None:
    with pytest.raises(RequestInvalid) as caught:
        contract_of(fysio(weggelaten=[{"clausule": clause, "reden": "staat in de raamovereenkomst"}]))
    assert [finding.hint.nl for finding in caught.value] == [hint]


def test_final_contract_refuses_open_points_all_at_once() -> None:
    with pytest.raises(RequestInvalid) as caught:
        contract_of(fysio(fysio={}), final=True)
    assert [finding.path for finding in caught.value] == [("fysio", "soort"), ("fysio", "tarief")]


def test_final_contract_is_refused_while_a_plugin_is_broken() -> None:
    broken = EntryPoint("kapot", "er_is_geen_module", "izacontract")
    with pytest.raises(PluginError, match="kapot"):
        contract_of(fysio(), load_plugins([FYSIO, broken]), final=True)
    assert contract_of(fysio(), load_plugins([FYSIO, broken])).status == "concept"


def test_every_clause_gets_exactly_one_decision_with_a_reason() -> None:
    plugins = outside()
    for locations in (["Ede"], None):
        contract = contract_of(fysio(fysio={"locaties": locations}), plugins)
        assert [decision.clause for decision in contract.decisions] == list(plugins.library.clauses)
        assert all(decision.because for decision in contract.decisions)


def test_absent_clause_leaves_no_gap_in_numbers() -> None:
    without = contract_of(fysio(fysio={"tarief": 40, "soort": "praktijk"}))
    assert [(article.number, article.slot) for article in without.articles] == [
        ("1", "fysio-begrippen"), ("2", "fysio-zorg"), ("3", "fysio-tarief"),
    ]  # fmt: skip
    assert without.annexes == ()


def references(contract_request: dict[str, Any]) -> list[Reference]:
    contract = contract_of(contract_request)
    parts = (*contract.articles, *contract.annexes)
    return [
        inline
        for part in parts
        for clause in part.clauses
        for block in clause.blocks
        if isinstance(block, Lid)
        for inline in block.text
        if isinstance(inline, Reference)
    ]


@pytest.mark.parametrize(("style", "lid"), [("punt", "artikel 4.2"), ("aanwijzingen", "artikel 4, tweede lid,")])
def test_references_print_numbers_in_the_style_of_the_settings(style: str, lid: str) -> None:
    found = [reference.text for reference in references(fysio(instellingen={"verwijsstijl": style}))]
    assert found[:3] == ["artikel 4", lid, "bijlage A"]


def test_reference_holds_the_marks_of_its_living_numbers() -> None:
    whole, lid, annex = references(fysio())[:3]
    assert whole.parts == (("artikel 4", "article:fysio-tarief"),)
    assert lid.parts == (("artikel ", None), ("4.2", "fysio.tarief#2"))
    assert annex.parts == (("bijlage A", "annex:bijlage-locaties"),)


def test_text_and_parameters_follow_the_reference_day() -> None:
    day = {"overeenkomst": {**fysio()["overeenkomst"], "begin": "2026-01-01", "einde": "2026-12-31"}}
    assert "Vanaf 2026" in text(contract_of(fysio(**day)))
    earlier = contract_of(fysio(**day, instellingen={"peildatum": "2025-06-01"}))
    assert "Vanaf 2026" not in text(earlier)
    assert "€\N{NO-BREAK SPACE}45,00" in text(earlier)
    assert earlier.reference_day == date(2025, 6, 1)


def test_parameter_past_its_day_is_an_open_point_never_last_years_value() -> None:
    day = {"overeenkomst": {**fysio()["overeenkomst"], "begin": "2026-01-01", "einde": "2026-12-31"}}
    contract = contract_of(fysio(**day))
    assert [point.field for point in contract.open_points] == ["fysio.maximum"]


def test_only_terms_that_the_contract_uses_are_defined_and_alphabetically() -> None:
    printed = text_of_clause(contract_of(fysio()), "fysio.begrippen")
    assert printed.index("Fysiotherapie: ") < printed.index("Praktijk: ")
    assert "Ongebruikt" not in printed


def test_json_holds_the_whole_contract_and_matches_its_schema() -> None:
    contract = contract_of(fysio())
    printed = json_text(contract)
    assert contract_from_json(printed) == contract
    jsonschema.Draft202012Validator(contract_schema()).validate(__import__("json").loads(printed))


def test_json_schema_is_as_documented(snapshot: SnapshotAssertion) -> None:
    assert contract_schema() == snapshot


def test_html_escapes_every_value() -> None:
    page = html(contract_of(fysio(zorgaanbieder={"naam": "<script>alert(1)</script> & zonen"})))
    assert "<script>" not in page
    assert "&lt;SCRIPT&gt;ALERT(1)" in page


def proposing(name: str, *proposals: Proposal, monkeypatch: pytest.MonkeyPatch) -> Plugins:
    """Return the outside plugin together with one called `name` that proposes `proposals`."""
    import sys
    from types import ModuleType

    module = ModuleType(f"proef_{name}")

    def propose_clauses(request: ContractRequest) -> Sequence[Proposal]:
        return proposals

    module.propose_clauses = hookimpl(propose_clauses)  # type: ignore[attr-defined]  # a module made here
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return load_plugins([FYSIO, EntryPoint(name, module.__name__, "izacontract")])


def test_two_plugins_that_put_one_clause_in_are_refused_naming_both(monkeypatch: pytest.MonkeyPatch) -> None:
    plugins = proposing("ander", put_in("fysio.tarief", because="ook"), monkeypatch=monkeypatch)
    with pytest.raises(PluginError, match=r"ander en fysio nemen allebei clausule 'fysio\.tarief' op"):
        contract_of(fysio(), plugins)


def test_another_plugin_may_put_a_clause_in_that_its_owner_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"nummer": 1, "naam": "Ede"}]
    plugins = proposing("ander", put_in("fysio.locaties", because="altijd", values={"locaties": rows}),
                        put_in("fysio.bijlage-locaties", because="altijd", values={"locaties": rows}), monkeypatch=monkeypatch)  # fmt: skip
    contract = contract_of(fysio(fysio={"soort": "praktijk"}), plugins)
    assert any(isinstance(annex, Annex) for annex in contract.annexes)


def test_proposal_for_an_unknown_clause_names_the_plugin(monkeypatch: pytest.MonkeyPatch) -> None:
    plugins = proposing("ander", leave_out("fysio.weg", because="nee"), monkeypatch=monkeypatch)
    with pytest.raises(PluginError, match=r"'ander' stelt clausule 'fysio\.weg' voor"):
        contract_of(fysio(), plugins)


def test_clause_that_another_puts_in_cannot_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    plugins = proposing("ander", leave_out("fysio.tarief", because="nee"), monkeypatch=monkeypatch)
    with pytest.raises(PluginError, match=r"'ander' laat clausule 'fysio\.tarief' weg, maar plugin 'fysio' neemt"):
        contract_of(fysio(), plugins)
    agreeing = proposing("ander", leave_out("fysio.locaties", because="nee"), monkeypatch=monkeypatch)
    assert contract_of(fysio(fysio={"soort": "praktijk"}), agreeing)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"locatie": []}, r"variabele 'locatie': de tekst kent haar niet.*Bedoelt u 'locaties'\?"),
        ({"locaties": "Ede"}, "variabele 'locaties': hoort van type rijen te zijn, maar is str"),
        ({}, "variabele 'locaties': hoort van type rijen te zijn, maar ontbreekt"),
        ({"locaties": [{"nummer": 1}]}, "variabele 'locaties': rij 1"),
    ],
)
def test_wrong_value_of_a_rule_is_told_with_its_plugin(
    values: dict[str, object], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugins = proposing("ander", put_in("fysio.locaties", because="altijd", values=values), monkeypatch=monkeypatch)
    with pytest.raises(PluginError, match=f"Plugin 'ander' geeft bij clausule 'fysio.locaties'.*{told}"):
        contract_of(fysio(fysio={"soort": "praktijk"}), plugins)


def test_reference_to_an_absent_clause_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    plugins = proposing(
        "ander", put_in("fysio.locaties", because="altijd", values={"locaties": []}), monkeypatch=monkeypatch
    )
    with pytest.raises(ClauseError, match=r"fysio\.locaties verwijst naar fysio\.bijlage-locaties"):
        contract_of(fysio(fysio={"soort": "praktijk"}), plugins)


@pytest.mark.parametrize("clause", ["fysio.tarief", "fysio.weg"])
def test_omission_of_a_clause_that_must_stay_is_refused(clause: str) -> None:
    with pytest.raises(RequestInvalid) as caught:
        contract_of(fysio(weggelaten=[{"clausule": clause, "reden": "omdat het kan, echt"}]))
    assert [finding.path for finding in caught.value] == [("weggelaten", 0, "clausule")]


def test_outside_plugin_lives_in_its_own_folder_only() -> None:
    assert Path(str(files("izacontract_fysio"))).parent.name == "outside"

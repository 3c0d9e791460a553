"""Plans, funds and results: every refusal and warning at its bound, and which clauses stand in the contract."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
import yaml
from izacontract_algemeen.terms.transformation import Conditions, TransformationPlan

from izacontract import Contract, RequestInvalid, build_contract, is_open, load_plugins, read_request
from izacontract.errors import dotted
from izacontract.host import Plugins
from izacontract.intake.read import examine_request
from izacontract.render.text import text_of_clause

NAMES = ("algemeen", "ggz", "huisartsen", "mdz", "msz", "wijkverpleging")
OWN = "transformatie", "betaling_bij_resultaat", "monitoring"
LINDE, OOSTRAND, THIRD = "De Linde Zorgverzekeringen N.V.", "Oostrand Zorgverzekeraar U.A.", "Zuiderpoort N.V."
CLAUSES = (
    "algemeen.gelijkgerichtheid",
    "algemeen.meerjarig",
    "algemeen.transformatiemiddelen",
    "algemeen.betaling-bij-resultaat",
    "algemeen.monitoring",
    "algemeen.bijlage-transformatieplan",
    "algemeen.bijlage-resultaten",
)
Changes = dict[str, Any]


@cache
def plugins() -> Plugins:
    return load_plugins([EntryPoint(name, f"izacontract_{name}", "izacontract") for name in NAMES])


@cache
def example(sector: str) -> dict[str, Any]:
    file = Path(__file__).parents[2] / "requests" / f"{sector}.yaml"
    loaded = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  texts only
    assert isinstance(loaded, dict)
    return loaded


def request(changes: Changes, sector: str = "msz") -> dict[str, Any]:
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
            group[last] = value
    return made


def found(changes: Changes, sector: str = "msz") -> set[tuple[str, str, str]]:
    """Return severity, code and path of the findings about our own sections."""
    examined = examine_request(request(changes, sector), plugins())
    return {(f.severity.value, f.code, dotted(f.path)) for f in examined.findings if dotted(f.path).startswith(OWN)}


def contract(changes: Changes, sector: str = "msz") -> Contract:
    return build_contract(read_request(request(changes, sector), plugins()), plugins())


def text_of(made: Contract, clause: str) -> str:
    """Return the words of a clause, running on."""
    return " ".join(
        inline.text
        for part in (*made.articles, *made.annexes)
        for placed in part.clauses
        if placed.id == clause
        for block in placed.blocks
        if block.kind == "lid"
        for piece in (block, *block.parts)
        for inline in piece.text
    )


@pytest.mark.parametrize("sector", ["msz", "ggz", "mdz"])
def test_the_examples_have_no_findings_about_transformation(sector: str) -> None:
    assert found({}, sector) == set()


REFUSED: list[tuple[Changes, str, str]] = [
    ({"transformatieplan.deelnemers": ["Een ander"]}, "aanbieder-geen-deelnemer", "transformatieplan.deelnemers"),
    ({"transformatieplan.marktleiders": [LINDE]}, "marktleiders-niet-twee", "transformatieplan.marktleiders"),
    (
        {"transformatieplan.marktleiders": [LINDE, OOSTRAND, THIRD]},
        "marktleiders-niet-twee",
        "transformatieplan.marktleiders",
    ),
    (
        {"transformatieplan.marktleiders": [LINDE, LINDE.upper()]},
        "marktleiders-gelijk",
        "transformatieplan.marktleiders[2]",
    ),
    (
        {"transformatieplan.marktleiders": [LINDE, "Coöperatie De Linde U.A."]},
        "marktleiders-een-concern",
        "transformatieplan.marktleiders",
    ),
    (
        {"transformatieplan.marktleiders": [THIRD, OOSTRAND]},
        "marktleider-niet-genoemd",
        "transformatieplan.rol_verzekeraar",
    ),
    ({"transformatieplan.rol_verzekeraar": "volger"}, "volger-is-marktleider", "transformatieplan.rol_verzekeraar"),
    ({"transformatieplan.goedkeuring": None}, "goedkeuring-half", "transformatieplan.goedkeuring"),
    ({"transformatieplan.goedgekeurd_op": None}, "goedkeuring-half", "transformatieplan.goedgekeurd_op"),
    ({"transformatieplan": None}, "middelen-zonder-plan", "transformatiemiddelen"),
    (
        {"transformatieplan.goedgekeurd_op": None, "transformatieplan.goedkeuring": None},
        "middelen-zonder-goedkeuring",
        "transformatiemiddelen",
    ),
    (
        {"transformatiemiddelen.toegekend": "1301999.99"},
        "aandeel-boven-toegekend",
        "transformatiemiddelen.aandeel_verzekeraar",
    ),
    ({"transformatiemiddelen.voorschot": "1302000.01"}, "voorschot-boven-aandeel", "transformatiemiddelen.voorschot"),
    ({"transformatiemiddelen.route": "prijsafspraak"}, "prijsafspraak-vanaf-2025", "transformatiemiddelen.route"),
    ({"transformatiemiddelen.route": "spuk"}, "middelen-route-spuk", "transformatiemiddelen.route"),
    ({"transformatiemiddelen.begin": "2024-12-31"}, "middelen-voor-plan", "transformatiemiddelen.begin"),
    ({"transformatieplan.einde": "2027-12-30"}, "middelen-na-plan", "transformatiemiddelen.einde"),
    ({"transformatiemiddelen.einde": "2024-12-31"}, "middelen-einde-voor-begin", "transformatiemiddelen.einde"),
    (
        {"transformatiemiddelen.einde": "2030-01-01", "transformatieplan.einde": "2030-12-31"},
        "middelen-langer-dan-vijf-jaar",
        "transformatiemiddelen.einde",
    ),
    ({"betaling_bij_resultaat.0.bedrag": "402000.01"}, "resultaten-niet-gelijk-aan-aandeel", "betaling_bij_resultaat"),
    ({"betaling_bij_resultaat.1.kpi": "k1"}, "kpi-dubbel", "betaling_bij_resultaat[2].kpi"),
    (
        {"betaling_bij_resultaat.0.streefwaarde": "4.0"},
        "nulwaarde-is-streefwaarde",
        "betaling_bij_resultaat[1].streefwaarde",
    ),
    ({"betaling_bij_resultaat.1.drempel": None}, "drempel-ontbreekt", "betaling_bij_resultaat[2].drempel"),
    ({"betaling_bij_resultaat.1.drempel": "310"}, "drempel-buiten-bereik", "betaling_bij_resultaat[2].drempel"),
    ({"betaling_bij_resultaat.1.drempel": "1200"}, "drempel-buiten-bereik", "betaling_bij_resultaat[2].drempel"),
    (
        {"betaling_bij_resultaat.0.uiterlijk": "2025-12-31"},
        "uiterlijk-voor-peildatum",
        "betaling_bij_resultaat[1].uiterlijk",
    ),
    (
        {"betaling_bij_resultaat.0.peildatum": "2024-12-31"},
        "peildatum-buiten-looptijd",
        "betaling_bij_resultaat[1].peildatum",
    ),
]


@pytest.mark.parametrize(
    ("changes", "code", "path"), REFUSED, ids=[f"{code}-{place}" for place, (_, code, _) in enumerate(REFUSED)]
)
def test_a_request_that_breaks_a_rule_is_refused(changes: Changes, code: str, path: str) -> None:
    assert ("fault", f"algemeen.{code}", path) in found(changes)
    with pytest.raises(RequestInvalid):
        read_request(request(changes), plugins())


ALLOWED: list[Changes] = [
    {"transformatieplan.schaal": "individueel", "transformatieplan.impact": ["vastgoed"]},
    {"transformatieplan.geraakten": None, "transformatieplan.niemand_geraakt": "ja"},
    {"transformatieplan.voorgenomen_op": "2024-09-17", "transformatieplan.snelle_toets_op": "2024-09-17"},
    {"transformatieplan.voorgenomen_op": None, "transformatieplan.begin": "2023-01-31"},
    {"transformatiemiddelen.einde": "2028-12-31", "transformatieplan.einde": "2028-12-31"},
    {"transformatieplan.marktleiders": ["coöperatie  DE LINDE u.a.", OOSTRAND]},
    {"transformatieplan.marktleiders": [THIRD, OOSTRAND], "transformatieplan.rol_verzekeraar": "volger"},
    {"transformatieplan.deelnemers": ["stichting ziekenhuis IJsselstreek"]},
    {"transformatiemiddelen.toegekend": "1302000.00", "transformatiemiddelen.voorschot": "1302000.00"},
    {"betaling_bij_resultaat.1.drempel": "310.01"},
    {"betaling_bij_resultaat.2.gedeeltelijk": "drempel", "betaling_bij_resultaat.2.drempel": "7000"},
    {"betaling_bij_resultaat.0.soort": "inspanning", "betaling_bij_resultaat.0.reden": "Uitkomst pas later meetbaar"},
    {"overeenkomst.einde": "2025-12-31"},  # the measuring days then lie within the term of the funds
]


@pytest.mark.parametrize("changes", ALLOWED, ids=range(len(ALLOWED)))
def test_a_request_at_the_bound_is_accepted(changes: Changes) -> None:
    assert found(changes) == set()


WARNED: list[tuple[Changes, str, str]] = [
    (
        {"transformatieplan.patientbetrokkenheid": None},
        "patientbetrokkenheid-onbekend",
        "transformatieplan.patientbetrokkenheid",
    ),
    ({"transformatieplan.goedgekeurd_op": "2026-02-24"}, "goedgekeurd-na-stop", "transformatieplan.goedgekeurd_op"),
    (
        {"transformatieplan.einde": "2030-01-01"},
        "plan-langer-dan-vijf-jaar",
        "transformatieplan.einde",
    ),
    (
        {"transformatiemiddelen.einde": "2029-01-01", "transformatieplan.einde": "2029-12-31"},
        "middelen-na-laatste-dag",
        "transformatiemiddelen.einde",
    ),
    ({"betaling_bij_resultaat.0.soort": "inspanning"}, "inspanning-zonder-reden", "betaling_bij_resultaat[1].reden"),
    ({"betaling_bij_resultaat.0.meter": "aanbieder"}, "aanbieder-meet-zelf", "betaling_bij_resultaat[1].meter"),
    ({"betaling_bij_resultaat.0.drempel": "10"}, "drempel-zonder-werking", "betaling_bij_resultaat[1].drempel"),
]


@pytest.mark.parametrize(("changes", "code", "path"), WARNED, ids=[code for _, code, _ in WARNED])
def test_a_doubtful_request_is_warned_about_and_accepted(changes: Changes, code: str, path: str) -> None:
    assert found(changes) == {("warning", f"algemeen.{code}", path)}
    assert contract(changes).articles


def test_five_years_is_the_longest_period_of_funds() -> None:
    longest = {"transformatiemiddelen.einde": "2029-12-31", "transformatieplan.einde": "2029-12-31"}
    assert {code for _, code, _ in found(longest)} == {"algemeen.middelen-na-laatste-dag"}


def test_a_plan_approved_before_patients_were_registered_is_not_warned_about() -> None:
    early = {
        "transformatieplan.patientbetrokkenheid": None,
        "transformatieplan.snelle_toets_op": "2023-04-04",
        "transformatieplan.voorgenomen_op": "2023-09-26",
        "transformatieplan.goedgekeurd_op": "2023-10-17",
    }
    assert found(early) == set()


def test_price_agreements_are_a_route_for_a_contract_from_2024() -> None:
    changes = {"overeenkomst.begin": "2024-12-31", "transformatiemiddelen.route": "prijsafspraak", "volume.jaren": None}
    assert found(changes) == set()
    text = text_of(contract(changes), "algemeen.transformatiemiddelen")
    assert "hernieuwde prijsafspraak" in text
    assert "kenmerk NZA" not in text


def test_after_the_assessment_stopped_funds_need_the_reference_of_an_approval() -> None:
    none = {"transformatieplan.goedgekeurd_op": None, "transformatieplan.goedkeuring": None}
    late = {**none, "instellingen.peildatum": "2026-02-24"}
    early = {**none, "instellingen.peildatum": "2026-02-23"}
    assert ("fault", "algemeen.middelen-zonder-kenmerk-na-stop", "transformatiemiddelen") in found(late)
    assert ("fault", "algemeen.middelen-zonder-goedkeuring", "transformatiemiddelen") in found(early)
    without_funds = {**late, "transformatiemiddelen": None, "betaling_bij_resultaat": None}
    assert ("warning", "algemeen.beoordeling-gestopt", "transformatieplan.goedkeuring") in found(without_funds)


def test_funds_without_results_make_a_draft_with_an_open_point() -> None:
    changes = {"betaling_bij_resultaat": None}
    assert found(changes) == {("open", "algemeen.middelen-zonder-resultaten", "betaling_bij_resultaat")}
    made = contract(changes)
    assert "betaling_bij_resultaat" in {point.field for point in made.open_points}


def test_without_a_title_of_its_own_a_result_has_an_open_point() -> None:
    changes = {"betaling_bij_resultaat.0.betaaltitel": None}
    assert found(changes, "mdz") == set()
    assert "betaling_bij_resultaat[1].betaaltitel" in {point.field for point in contract(changes, "mdz").open_points}


def test_with_funds_by_performance_their_reference_is_the_title() -> None:
    made = contract({})
    assert not [point for point in made.open_points if point.field.endswith("betaaltitel")]
    assert "NZA-TRF-0000 (fictief)" in text_of_clause(made, "algemeen.bijlage-resultaten")


def test_monitoring_with_nothing_to_follow_is_warned_about() -> None:
    assert found({"betaling_bij_resultaat": None}, "mdz") == {
        ("warning", "algemeen.monitoring-zonder-onderwerp", "monitoring")
    }


def test_a_missing_contact_for_monitoring_is_an_open_point() -> None:
    made = contract({"monitoring": None})
    assert "monitoring.contact" in {point.field for point in made.open_points}


@pytest.mark.parametrize(
    ("sector", "changes", "expected"),
    [
        ("msz", {}, (True, True, True, True, True, True, True)),
        ("ggz", {}, (True, True, False, False, True, True, False)),
        ("mdz", {}, (False, False, False, True, True, False, True)),
        ("mdz", {"betaling_bij_resultaat": None}, (False, False, False, False, False, False, False)),
        ("ggz", {"transformatieplan.einde": "2026-12-31"}, (True, False, False, False, True, True, False)),
        ("ggz", {"transformatieplan.einde": "2027-01-01"}, (True, True, False, False, True, True, False)),
        ("ggz", {"transformatieplan.einde": None}, (True, False, False, False, True, True, False)),
    ],
)
def test_which_clauses_stand_in_the_contract(sector: str, changes: Changes, expected: tuple[bool, ...]) -> None:
    decisions = {decision.clause: decision for decision in contract(changes, sector).decisions}
    assert tuple(decisions[clause].include for clause in CLAUSES) == expected
    assert all(decisions[clause].because for clause in CLAUSES)


def test_without_funds_the_insurer_assesses_and_no_market_leader_is_named() -> None:
    made = contract({}, "mdz")
    for clause in ("algemeen.betaling-bij-resultaat", "algemeen.monitoring"):
        assert "Marktleider" not in text_of(made, clause)
        assert "Transformatie" not in text_of(made, clause)


def test_a_follower_adopts_the_judgment_of_the_market_leaders() -> None:
    changes = {"transformatieplan.marktleiders": [THIRD, OOSTRAND], "transformatieplan.rol_verzekeraar": "volger"}
    follower, leader = (text_of(contract(given), "algemeen.betaling-bij-resultaat") for given in (changes, {}))
    assert "neemt hun oordeel over" in follower
    assert "samen met de andere Marktleider" in leader


def test_what_a_variant_prints_depends_on_the_request() -> None:
    changes = {
        "transformatieplan.mededinging": "jzojp-procedure",
        "transformatiemiddelen.niet_bestede_middelen": "vrijval-macro",
        "transformatiemiddelen.eigen_bijdrage": "0",
        "transformatiemiddelen.voorschot": "100000",
    }
    made = contract(changes)
    assert "beleidsregel van de ACM" in text_of(made, "algemeen.gelijkgerichtheid")
    assert "vrijvallen" in text_of(made, "algemeen.transformatiemiddelen")
    assert "draagt zelf" not in text_of(made, "algemeen.transformatiemiddelen")
    assert "een voorschot van" in text_of(made, "algemeen.betaling-bij-resultaat")
    assert "Een voorschot dat Partijen later" in text_of(contract({}), "algemeen.betaling-bij-resultaat")


FORMER = {
    "C1": "impact",
    "C2": "urgentie",
    "C3": "businesscase",
    "C4": "afspraken",
    "C5": "impactanalyse",
    "C6": "uitvoering",
    "C7": "vijf_jaar",
    "C8": "mededinging",
}


def test_the_eight_former_keys_of_the_conditions_are_read_and_the_new_ones_are_open() -> None:
    former = {"transformatieplan.voorwaarden": {key: f"Bewijs bij {now}" for key, now in FORMER.items()}}
    examined = examine_request(request(former), plugins())
    said = {(f.severity.value, dotted(f.path), f.hint.nl) for f in examined.findings if f.code == "sleutel.hernoemd"}
    assert said == {
        ("warning", f"transformatieplan.voorwaarden.{key}", f"Schrijf '{now}' in plaats van '{key}'.")
        for key, now in FORMER.items()
    }
    plan = read_request(request(former), plugins()).section(TransformationPlan)
    assert plan is not None
    assert not is_open(plan.conditions)
    values = {info.alias: getattr(plan.conditions, name) for name, info in Conditions.model_fields.items()}
    assert {key for key, value in values.items() if is_open(value)} == {"regioplan", "noodzaak", "duurzaamheid"}
    assert all(values[now] == f"Bewijs bij {now}" for now in FORMER.values())


def test_the_conditions_for_funds_are_asked_with_funds_only() -> None:
    annex = "algemeen.bijlage-transformatieplan"
    with_funds, without = (text_of_clause(contract({}, sector), annex) for sector in ("msz", "ggz"))
    assert all(f"Middelen {number}" in with_funds for number in range(1, 6))
    assert "Middelen 1" not in without
    for text in (with_funds, without):
        assert all(row in text for row in ("Impact", "Begin 3", "Plan 6", "Mededinging"))


@pytest.mark.parametrize(("day", "warned"), [("2026-03-06", False), ("2026-03-07", True), (None, True)])
def test_funds_in_a_contract_from_2026_were_granted_before_they_were_exhausted(day: str | None, warned: bool) -> None:
    later = {
        "overeenkomst.begin": "2026-01-01",
        "overeenkomst.einde": "2026-12-31",
        "transformatiemiddelen.toegekend_op": day,
    }
    assert (("warning", "algemeen.middelen-uitgeput", "transformatiemiddelen.toegekend_op") in found(later)) is warned


def test_earned_funds_stay_with_the_provider_unless_parties_are_stricter() -> None:
    standard = text_of(contract({}), "algemeen.transformatiemiddelen")
    stricter = text_of(
        contract(
            {
                "transformatiemiddelen.niet_bestede_middelen": "terugvordering",
                "transformatiemiddelen.terugvordering_reden": "Ruime begroting",
            }
        ),
        "algemeen.transformatiemiddelen",
    )
    assert "is definitief van de Zorgaanbieder" in standard
    assert "eigen keuze" not in standard
    assert "Als eigen keuze, strenger dan het IZA en om deze reden: “" in stricter
    assert "Ruime begroting" in stricter


def test_from_2026_funds_that_are_not_used_lapse_with_the_year() -> None:
    text = text_of(contract({"instellingen.peildatum": "2026-01-01"}), "algemeen.transformatiemiddelen")
    assert "vervallen na het kalenderjaar van haar peildatum" in text
    assert "vervallen na het kalenderjaar" not in text_of(contract({}), "algemeen.transformatiemiddelen")

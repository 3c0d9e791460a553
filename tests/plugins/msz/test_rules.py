"""The rules and checks of specialist medical care: each clause in and out, each finding there and not there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest
from izacontract_msz import SECTOR, checks, rules
from izacontract_msz.terms import SpecialistCare

from izacontract import ContractRequest, OpenPoint, Parameters, Proposal, Severity
from izacontract.clauses.reader import read_clauses, read_parameters
from izacontract.model.request import Agreement, Insurer, Provider

LIBRARY = files("clause_templates") / "msz"
PARAMETERS = Parameters({parameter.id: parameter for parameter in read_parameters(LIBRARY, "msz")})
OPEN = {key: OpenPoint(f"msz.{key}") for key in ("msb_overeenkomst", "acute_capaciteit")}
OF_A_NORM = ("locatie", "vastgesteld_op", "vanaf", "afwijkingsgrond", "aanpak", "aanpak_met", "aanpak_vanaf")
APPROACH = {key: OpenPoint(f"msz.volumenormen[1].{key}") for key in OF_A_NORM}
NORM = {"interventie": "Slokdarmoperatie", "norm": "100", "volume": "46", "bron": "RT-01"} | APPROACH
NO_ROWS = {"afwijkend": False, "afwijkingen": [], "onder_norm": False, "overgangen": []}
TREATMENT = {"naam": "Gentherapie", "bron": "Lijst 2025"}


def request_for(
    begin: str = "2025-01-01", end: str = "2025-12-31", renewal: str = "geen", **msz: object
) -> ContractRequest:
    terms = SpecialistCare.model_validate({"soort_instelling": "ziekenhuis"} | OPEN | msz)
    agreement = Agreement.model_construct(
        sector="msz", begin=date.fromisoformat(begin), end=date.fromisoformat(end), renewal=renewal
    )
    return ContractRequest(
        agreement, Insurer.model_construct(entities=()), Provider.model_construct(), sections={"msz": terms}
    )


def answer(request: ContractRequest, clause: str) -> Proposal:
    return next(proposal for proposal in rules.propose(request, PARAMETERS) if proposal.clause == clause)


def codes(request: ContractRequest) -> list[tuple[str, Severity]]:
    return [(finding.code, finding.severity) for finding in checks.check_request(request, PARAMETERS)]


@pytest.mark.parametrize(
    ("clause", "given"),
    [
        ("msz.msb", {"msb": "MSB U.A."}),
        ("msz.dure-geneesmiddelen", {"dure_geneesmiddelen": True}),
        ("msz.hoogcomplexe-zorg", {"hoogcomplexe_zorg": [TREATMENT]}),
        ("msz.volumenormen", {"volumenormen": [NORM]}),
        ("algemeen.acute-capaciteit", {"acute_functies": ["seh"]}),
    ],
)
def test_clause_is_in_when_asked_for_and_out_when_not(clause: str, given: Mapping[str, object]) -> None:
    asked, not_asked = answer(request_for(**given), clause), answer(request_for(), clause)
    assert asked.include
    assert not not_asked.include
    assert asked.because
    assert not_asked.because
    assert asked.looked_at


def test_no_for_expensive_drugs_leaves_the_clause_out() -> None:
    assert not answer(request_for(dure_geneesmiddelen=False), "msz.dure-geneesmiddelen").include


def test_rule_answers_for_every_clause_of_the_plugin() -> None:
    answered = {proposal.clause for proposal in rules.propose(request_for(), PARAMETERS)}
    assert answered == {clause.id for clause in read_clauses(LIBRARY, "msz")} | {"algemeen.acute-capaciteit"}


@pytest.mark.parametrize(
    ("begin", "end", "threshold"),
    [
        ("2023-01-01", "2023-12-31", Decimal(7)),
        ("2024-12-31", "2024-12-31", Decimal(7)),
        ("2025-01-01", "2027-12-31", Decimal(5)),
        ("2026-12-31", "2026-12-31", Decimal(5)),
        ("2027-01-01", "2027-12-31", None),
    ],
)
def test_drug_threshold_is_a_parameter_of_the_reference_day_which_no_rule_answers_for(
    begin: str, end: str, threshold: Decimal | None
) -> None:
    proposal = answer(request_for(begin, end, dure_geneesmiddelen=True), "msz.dure-geneesmiddelen")
    assert proposal.values == {"jaar": int(begin[:4])}
    assert PARAMETERS.amount("msz.geneesmiddelen-drempel", date.fromisoformat(begin)) == threshold


@pytest.mark.parametrize(
    ("end", "renewal", "works_from", "work"),
    [
        ("2025-12-31", "geen", APPROACH["vanaf"], False),
        ("2026-01-01", "geen", APPROACH["vanaf"], True),
        ("2025-12-31", "stilzwijgend-een-jaar", APPROACH["vanaf"], True),
        ("2026-12-31", "geen", "2027-01-01", False),
        ("2027-01-01", "geen", "2027-01-01", True),
    ],
)
def test_transfer_is_asked_when_the_contract_can_reach_the_day_on_which_the_norm_works(
    end: str, renewal: str, works_from: object, work: bool
) -> None:
    row = NORM | {"vanaf": works_from}
    proposal = answer(request_for("2025-01-01", end, renewal, volumenormen=[row]), "msz.volumenormen")
    rows = [
        {
            "interventie": "Slokdarmoperatie",
            "aanpak": APPROACH["aanpak"],
            "instelling": APPROACH["aanpak_met"],
            "vanaf": APPROACH["aanpak_vanaf"],
        }
    ]
    assert proposal.values == NO_ROWS | {"onder_norm": work, "overgangen": rows if work else []}


@pytest.mark.parametrize("volume", ["100", OpenPoint("msz.volumenormen[1].volume")])
def test_intervention_that_is_not_known_to_be_below_its_norm_needs_no_approach(volume: object) -> None:
    proposal = answer(
        request_for("2026-01-01", "2026-12-31", volumenormen=[NORM | {"volume": volume}]), "msz.volumenormen"
    )
    assert proposal.values == NO_ROWS


@pytest.mark.parametrize(
    ("norm", "apart"),
    [("49", True), ("50", False), ("100", False), ("101", True), (OpenPoint("msz.volumenormen[1].norm"), False)],
)
def test_norm_outside_the_national_guide_gives_its_ground(norm: object, apart: bool) -> None:
    row = NORM | {"norm": norm, "volume": "200"}
    values = answer(request_for(volumenormen=[row]), "msz.volumenormen").values
    assert values["afwijkend"] == apart
    expected = [{"interventie": "Slokdarmoperatie", "norm": norm, "grond": APPROACH["afwijkingsgrond"]}]
    assert [row | {"norm": str(row["norm"])} for row in values["afwijkingen"]] == (expected if apart else [])


def test_acute_functions_are_readable_and_each_once() -> None:
    proposal = answer(request_for(acute_functies=["seh", "ic", "seh"]), "algemeen.acute-capaciteit")
    assert proposal.values == {"functies": ("seh", "ic"), "capaciteit": OPEN["acute_capaciteit"]}


def test_acute_capacity_is_a_row_per_function() -> None:
    row = {"functie": "seh", "omvang": "18 kamers", "tijden": "altijd", "locatie": "Zwolle"}
    proposal = answer(request_for(acute_functies=["seh"], acute_capaciteit=[row]), "algemeen.acute-capaciteit")
    assert proposal.values == {"functies": ("seh",), "capaciteit": [row]}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"msb": "MSB U.A."}, []),
        ({"msb": "MSB U.A.", "soort_instelling": "umc"}, [("msz.msb-in-umc", Severity.WARNING)]),
        (
            {"msb": "MSB U.A.", "soort_instelling": "zelfstandige-kliniek"},
            [("msz.msb-buiten-ziekenhuis", Severity.FAULT)],
        ),
        ({"msb": "MSB U.A.", "soort_instelling": OpenPoint("msz.soort_instelling")}, []),
        ({"acute_functies": ["seh"]}, []),
        (
            {"acute_functies": ["seh"], "soort_instelling": "zelfstandige-kliniek"},
            [("msz.acuut-in-kliniek", Severity.WARNING)],
        ),
        ({"volumenormen": [NORM, NORM | {"interventie": "Aorta-operatie"}]}, []),
        ({"volumenormen": [NORM, NORM | {"interventie": "slokdarmoperatie"}]}, [("msz.dubbel", Severity.FAULT)]),
        ({"hoogcomplexe_zorg": [TREATMENT, TREATMENT]}, [("msz.dubbel", Severity.FAULT)]),
        (
            {"volumenormen": [NORM | {"afwijkingsgrond": "kwaliteit"}]},
            [("msz.volumenorm-binnen-richtnorm", Severity.WARNING)],
        ),
        ({"volumenormen": [NORM | {"norm": "20", "afwijkingsgrond": "te-weinig-patienten"}]}, []),
        ({"volumenormen": [NORM | {"vastgesteld_op": "2023-11-30", "vanaf": "2027-01-01"}]}, []),
        (
            {"volumenormen": [NORM | {"vastgesteld_op": "2026-01-02", "vanaf": "2026-01-01"}]},
            [("msz.volumenorm-voor-besluit", Severity.FAULT)],
        ),
        ({"volumenormen": [NORM | {"vanaf": "2026-07-01"}]}, [("msz.volumenorm-andere-dag", Severity.WARNING)]),
    ],
)
def test_check_finds(given: Mapping[str, object], expected: list[tuple[str, Severity]]) -> None:
    assert codes(request_for(**given)) == expected


@pytest.mark.parametrize(
    ("end", "row", "warned"),
    [
        ("2026-12-31", NORM, True),
        ("2025-12-31", NORM, False),
        ("2026-12-31", NORM | {"volume": "100"}, False),
        ("2026-12-31", NORM | {"aanpak": "overdracht"}, False),
        ("2026-12-31", NORM | {"volume": OpenPoint("msz.volumenormen[1].volume")}, False),
    ],
)
def test_volume_below_its_norm_is_warned_when_the_norm_works(end: str, row: Mapping[str, object], warned: bool) -> None:
    expected = [("msz.onder-volumenorm", Severity.WARNING)] if warned else []
    assert codes(request_for("2025-01-01", end, volumenormen=[row])) == expected


def test_finding_about_a_row_points_at_its_cell() -> None:
    findings = checks.check_request(request_for(volumenormen=[NORM, NORM]), PARAMETERS)
    assert [finding.path for finding in findings] == [("msz", "volumenormen", 1, "interventie")]


def test_sector_refuses_mtvp_with_its_reason() -> None:
    assert [key for key, reason in SECTOR.refuses if "IZA, onderdeel E" in reason] == ["mtvp"]
    assert "mtvp" not in SECTOR.takes | SECTOR.accepts


NETWORK = {"netwerk": "Oncologie", "rol": "nazorg", "standaard": "S 1"}
OF_THE_AZWA: list[tuple[str, str, object]] = [
    ("msz.basisinfrastructuur", "basisinfrastructuur", {"plan": "P", "akkoord_op": "2026-06-16", "rol": "R"}),
    ("msz.netwerken", "netwerken", [NETWORK]),
    (
        "msz.dure-technologie",
        "dure_technologie",
        [{"technologie": "Robot", "afspraak": "A", "met": "M", "vanaf": "2027-01-01"}],
    ),
    ("msz.kwaliteitsinformatie", "kwaliteitsinformatie", [{"aandoening": "Nierkanker", "indicatoren": "I"}]),
    ("msz.zorgplanning-titel", "zorgplanning_betaaltitel", "Zorgplanning"),
]


@pytest.mark.parametrize(("clause", "key", "value"), OF_THE_AZWA)
def test_agreement_of_the_azwa_stands_in_contracts_from_2026_and_is_told_before(
    clause: str, key: str, value: object
) -> None:
    early, later = request_for("2025-12-31", **{key: value}), request_for("2026-01-01", **{key: value})  # type: ignore[arg-type]
    assert (answer(early, clause).include, answer(later, clause).include) == (False, True)
    assert not answer(request_for("2026-01-01"), clause).include
    assert codes(early) == [("msz.afspraak-van-later", Severity.WARNING)]
    assert codes(later) == []


@pytest.mark.parametrize(
    ("begin", "functions", "included"),
    [("2026-12-31", ["ic"], False), ("2027-01-01", ["ic"], True), ("2027-01-01", ["seh"], False)],
)
def test_intensive_care_registers_what_is_useful_in_contracts_from_2027(
    begin: str, functions: list[str], included: bool
) -> None:
    assert answer(request_for(begin, "2027-12-31", acute_functies=functions), "msz.zire").include is included


def test_name_that_stands_twice_in_a_list_of_the_azwa_is_a_fault() -> None:
    twice = [NETWORK, NETWORK | {"netwerk": "oncologie"}]
    assert codes(request_for("2026-01-01", netwerken=twice)) == [("msz.dubbel", Severity.FAULT)]

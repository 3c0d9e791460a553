"""MTVP and regional plans as sectors share them: the clause in and out, each finding there and not there."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest
from izacontract_algemeen.checks import patient_time as patient_time_checks
from izacontract_algemeen.checks import region as region_checks
from izacontract_algemeen.rules import region
from izacontract_algemeen.terms.patient_time import PatientTime
from izacontract_algemeen.terms.region import Region

from izacontract import ContractRequest, OpenPoint, Parameters, Severity, Terms
from izacontract.clauses.reader import read_parameters
from izacontract.model.request import Agreement, Insurer, Provider

LIBRARY = files("clause_templates") / "algemeen"
CONTRIBUTIONS = OpenPoint("regio.bijdragen")
CONTRIBUTION = {
    "resultaat": "x",
    "partij": "zorgaanbieder",
    "bijdrage": "y",
    "uiterlijk": date(2025, 6, 1),
    "bewijs": "z",
}
PARAMETERS = Parameters({parameter.id: parameter for parameter in read_parameters(LIBRARY, "algemeen")})


def request_with(**sections: Terms) -> ContractRequest:
    agreement = Agreement.model_construct(sector="huisartsen", begin=date(2025, 1, 1), end=date(2025, 11, 30))
    return ContractRequest(
        agreement, Insurer.model_construct(entities=()), Provider.model_construct(), sections=sections
    )


def plan(**given: object) -> PatientTime:
    points = {
        str(info.alias): OpenPoint(f"mtvp.{info.alias}")
        for info in PatientTime.model_fields.values()
        if info.is_required()
    }
    return PatientTime.model_validate(points | given)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"startkwartaal": "2023-Q1"}, [("algemeen.mtvp-start-te-vroeg", Severity.FAULT, ("mtvp", "startkwartaal"))]),
        ({"startkwartaal": "2023-Q2"}, []),
        ({"startkwartaal": "2025-Q4"}, []),
        ({"startkwartaal": "2026-Q1"}, [("algemeen.mtvp-start-na-einde", Severity.WARNING, ("mtvp", "startkwartaal"))]),
        ({"deelname": True, "maatregelen": ["netwerk"]}, []),
        (
            {"deelname": True, "maatregelen": []},
            [("algemeen.mtvp-zonder-maatregel", Severity.FAULT, ("mtvp", "maatregelen"))],
        ),
        ({"deelname": False, "maatregelen": []}, []),
        ({"maatregelen": []}, []),
        (
            {"maatregelen": ["netwerk", "intervisie", "netwerk"]},
            [("algemeen.mtvp-maatregel-dubbel", Severity.FAULT, ("mtvp", "maatregelen", 2))],
        ),
        ({}, []),
    ],
)
def test_check_of_mtvp_finds(given: dict[str, object], expected: list[tuple[object, ...]]) -> None:
    findings = patient_time_checks.check_request(request_with(mtvp=plan(**given)), PARAMETERS)
    assert [(finding.code, finding.severity, finding.path) for finding in findings] == expected


@pytest.mark.parametrize(
    ("given", "plans"),
    [
        ({"regioplan": "Regioplan 2024"}, ("Regioplan 2024",)),
        ({"roaz_plan": "ROAZ-plan 2024"}, ("ROAZ-plan 2024",)),
        ({"roaz_plan": "ROAZ-plan 2024", "regioplan": "Regioplan 2024"}, ("Regioplan 2024", "ROAZ-plan 2024")),
    ],
)
def test_regional_clause_is_in_with_the_plans_that_are_named(given: dict[str, str], plans: tuple[str, ...]) -> None:
    proposal, _ = region.propose(
        request_with(regio=Region.model_validate({"bijdragen": CONTRIBUTIONS} | given)), PARAMETERS
    )
    assert proposal.include
    assert proposal.values == {
        "plannen": plans,
        "meer_plannen": len(plans) > 1,
        "regioplan": "regioplan" in given,
        "roaz_plan": "roaz_plan" in given,
        "resultaten": None,
    }


def test_results_are_named_until_it_is_said_who_contributes_what() -> None:
    given = {"regioplan": "Regioplan 2024", "resultaten": ["x"], "bijdragen": CONTRIBUTIONS}
    for contributions, named in ((CONTRIBUTIONS, ("x",)), ([CONTRIBUTION], None)):
        terms = Region.model_validate(given | {"bijdragen": contributions})
        proposal, _ = region.propose(request_with(regio=terms), PARAMETERS)
        assert proposal.values["resultaten"] == named


def test_regional_clause_is_out_without_the_section() -> None:
    proposal, _ = region.propose(request_with(), PARAMETERS)
    assert not proposal.include
    assert proposal.because


@pytest.mark.parametrize(
    ("given", "refused"),
    [({"regioplan": "Regioplan 2024"}, False), ({"roaz_plan": "ROAZ-plan 2024"}, False), ({"resultaten": ["x"]}, True)],
)
def test_section_without_a_plan_is_refused(given: dict[str, object], refused: bool) -> None:
    findings = region_checks.check_request(
        request_with(regio=Region.model_validate({"bijdragen": CONTRIBUTIONS} | given)), PARAMETERS
    )
    assert [finding.code for finding in findings] == ["algemeen.regio-zonder-plan"] * refused


def test_request_without_the_sections_has_nothing_to_find() -> None:
    assert patient_time_checks.check_request(request_with(), PARAMETERS) == []
    assert region_checks.check_request(request_with(), PARAMETERS) == []

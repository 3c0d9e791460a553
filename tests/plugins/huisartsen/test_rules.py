"""The rules and checks of general practice: each clause in and out, MTVP at its quarters, years and maximum."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest
from izacontract_algemeen.terms.patient_time import PatientTime
from izacontract_huisartsen import SECTOR, checks, rules
from izacontract_huisartsen.terms import GeneralPractice

from izacontract import ContractRequest, OpenPoint, Parameters, Proposal, Severity
from izacontract.clauses.reader import read_clauses, read_parameters
from izacontract.model.request import Agreement, Insurer, Omission, Provider

LIBRARY = files("clause_templates") / "huisartsen"
SHARED = {"algemeen.acute-capaciteit", "algemeen.bijlage-mtvp"}
PARAMETERS = Parameters({parameter.id: parameter for parameter in read_parameters(LIBRARY, "huisartsen")})
CAPACITY = OpenPoint("huisartsen.acute_capaciteit")
DUTY_PLAN = OpenPoint("huisartsen.dienstenplan")
PLAN = {
    "deelname": True,
    "startkwartaal": "2025-Q1",
    "regio_organisatie": "Coöperatie U.A.",
    "regioplan": "Plan 1",
    "leidraad": "Leidraad 2023",
    "maatregelen": ["intervisie"],
    "ingeschreven_verzekerden": 3180,
    "peildatum": date(2024, 10, 1),
    "tarief_per_kwartaal": "3.23",
    "ondersteunde_praktijken": OpenPoint("mtvp.ondersteunde_praktijken"),
}


def request_for(
    begin: str = "2025-01-01",
    end: str = "2026-12-31",
    acute: tuple[str, ...] = (),
    duties: object = DUTY_PLAN,
    **plan: object,
) -> ContractRequest:
    agreement = Agreement.model_construct(
        sector="huisartsen", begin=date.fromisoformat(begin), end=date.fromisoformat(end)
    )
    sections = {
        "huisartsen": GeneralPractice.model_validate(
            {"acute_functies": acute, "acute_capaciteit": CAPACITY, "dienstenplan": duties}
        ),
        "mtvp": PatientTime.model_validate(PLAN | plan),
    }
    return ContractRequest(
        agreement, Insurer.model_construct(entities=()), Provider.model_construct(), sections=sections
    )


def answer(request: ContractRequest, clause: str) -> Proposal:
    return next(proposal for proposal in rules.propose(request, PARAMETERS) if proposal.clause == clause)


@pytest.mark.parametrize("clause", ["huisartsen.mtvp", "huisartsen.beschikbaarheid"])
def test_mandatory_clause_is_always_in(clause: str) -> None:
    assert answer(request_for(), clause).include
    assert answer(request_for(deelname=False), clause).include


def test_acute_capacity_is_in_with_an_acute_function_and_out_without() -> None:
    asked = answer(request_for(acute=("huisartsenpost", "huisartsenpost")), "algemeen.acute-capaciteit")
    assert asked.include
    assert asked.values == {"functies": ("huisartsenpost",), "capaciteit": CAPACITY}
    not_asked = answer(request_for(), "algemeen.acute-capaciteit")
    assert not not_asked.include
    assert not_asked.because


@pytest.mark.parametrize(("acute", "expected"), [((), False), (("huisartsenpost",), True)])
def test_availability_knows_whether_there_is_an_out_of_hours_post(acute: tuple[str, ...], expected: bool) -> None:
    assert answer(request_for(acute=acute), "huisartsen.beschikbaarheid").values == {"huisartsenpost": expected}


def test_rule_answers_for_every_clause_of_the_plugin() -> None:
    answered = {proposal.clause for proposal in rules.propose(request_for(), PARAMETERS)}
    assert answered == {clause.id for clause in read_clauses(LIBRARY, "huisartsen")} | SHARED


@pytest.mark.parametrize(
    ("begin", "end", "quarter", "first", "year"),
    [
        ("2025-01-01", "2026-12-31", "2025-Q1", "2025-03-31", "2025-12-31"),
        ("2025-01-01", "2026-12-31", "2025-Q4", "2025-12-31", "2025-12-31"),
        ("2025-05-01", "2025-11-30", "2023-Q2", "2025-06-30", "2025-11-30"),
        ("2025-01-01", "2025-02-28", "2025-Q1", "2025-02-28", "2025-02-28"),
    ],
)
def test_measures_are_due_at_the_end_of_the_first_quarter_and_year_within_the_contract(
    begin: str, end: str, quarter: str, first: str, year: str
) -> None:
    values = answer(request_for(begin, end, startkwartaal=quarter), "huisartsen.mtvp").values
    assert (values["inrichting"], values["uitvoering"]) == (date.fromisoformat(first), date.fromisoformat(year))


def test_open_quarter_stays_open_in_every_day_that_follows_from_it() -> None:
    point = OpenPoint("mtvp.startkwartaal")
    values = answer(request_for(startkwartaal=point), "huisartsen.mtvp").values
    assert [values[name] for name in ("inrichting", "uitvoering")] == [point] * 2


@pytest.mark.parametrize(
    ("begin", "end", "segment_3", "more_years", "segment_1", "already"),
    [
        ("2023-01-01", "2023-12-31", True, False, False, False),
        ("2023-01-01", "2024-12-31", True, True, False, False),
        ("2024-01-01", "2025-12-31", True, False, True, False),
        ("2025-01-01", "2025-12-31", False, False, True, True),
        ("2026-01-01", "2026-12-31", False, False, True, True),
    ],
)
def test_funding_follows_the_years_of_the_contract(
    begin: str, end: str, segment_3: bool, more_years: bool, segment_1: bool, already: bool
) -> None:
    values = answer(request_for(begin, end), "huisartsen.mtvp").values
    assert (values["segment_3"], values["segment_3_meerjarig"]) == (segment_3, more_years)
    assert (values["segment_1"], values["al_in_segment_1"]) == (segment_1, already)
    assert "maximum" not in values


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ({}, Decimal("10271.40")),
        ({"tarief_per_kwartaal": OpenPoint("mtvp.tarief_per_kwartaal")}, None),
        ({"ingeschreven_verzekerden": OpenPoint("mtvp.ingeschreven_verzekerden")}, None),
    ],
)
def test_estimate_is_the_number_times_the_amount_once_both_are_known(
    plan: dict[str, object], expected: Decimal | None
) -> None:
    assert answer(request_for(**plan), "huisartsen.mtvp").values["raming"] == expected


@pytest.mark.parametrize(
    ("begin", "end", "quarter", "amount", "refused"),
    [
        ("2025-01-01", "2025-12-31", "2025-Q1", "3.23", False),
        ("2025-01-01", "2025-12-31", "2025-Q1", "3.24", True),
        ("2024-01-01", "2024-12-31", "2024-Q1", "3.24", False),
        ("2024-07-01", "2025-12-31", "2024-Q3", "3.24", True),
        ("2026-01-01", "2026-12-31", "2025-Q1", "3.24", False),
        ("2025-01-01", "2026-12-31", "2026-Q1", "3.24", False),
        ("2025-01-01", "2025-12-31", "2026-Q1", "3.24", False),
    ],
)
def test_amount_above_a_maximum_known_for_a_year_of_payment_is_refused(
    begin: str, end: str, quarter: str, amount: str, refused: bool
) -> None:
    request = request_for(begin, end, startkwartaal=quarter, tarief_per_kwartaal=amount)
    found = [(finding.code, finding.path) for finding in checks.check_request(request, PARAMETERS)]
    assert [item for item in found if item[0] != "huisartsen.mtvp-maximum-niet-bekend"] == [
        ("huisartsen.mtvp-boven-maximum", ("mtvp", "tarief_per_kwartaal"))
    ] * refused


@pytest.mark.parametrize(
    ("begin", "end", "years"),
    [
        ("2024-01-01", "2024-12-31", None),
        ("2025-01-01", "2025-12-31", None),
        ("2025-01-01", "2026-12-31", "2026"),
        ("2026-01-01", "2027-06-30", "2026, 2027"),
    ],
)
def test_amount_is_warned_of_in_years_whose_maximum_is_not_known(begin: str, end: str, years: str | None) -> None:
    findings = checks.check_request(request_for(begin, end, startkwartaal="2024-Q1"), PARAMETERS)
    assert [(finding.code, finding.severity) for finding in findings] == [
        ("huisartsen.mtvp-maximum-niet-bekend", Severity.WARNING)
    ] * (years is not None)
    assert all(f"MTVP in {years} is" in finding.message.nl for finding in findings)


@pytest.mark.parametrize(
    ("participation", "omitted", "included"),
    [
        (True, (), True),
        (True, ("algemeen.ova",), True),
        (True, ("huisartsen.mtvp",), False),
        (False, (), False),
        (OpenPoint("mtvp.deelname"), (), False),
    ],
)
def test_annex_with_the_plan_goes_with_participation_and_the_clause(
    participation: object, omitted: tuple[str, ...], included: bool
) -> None:
    omissions = tuple(Omission(clause=clause, reason="in overleg vervallen") for clause in omitted)
    request = replace(request_for(deelname=participation), omissions=omissions)
    proposal = answer(request, "algemeen.bijlage-mtvp")
    assert proposal.include is included
    assert proposal.because
    assert proposal.looked_at


def test_annex_has_a_row_per_measure_and_open_measures_stay_one_open_point() -> None:
    chosen = answer(request_for(maatregelen=["netwerk", "intervisie"]), "algemeen.bijlage-mtvp")
    assert chosen.values["maatregelen"] == (
        {"maatregel": "netwerk", "doel": "netwerk"},
        {"maatregel": "intervisie", "doel": "intervisie"},
    )
    point = OpenPoint("mtvp.maatregelen")
    assert answer(request_for(maatregelen=point), "algemeen.bijlage-mtvp").values["maatregelen"] == point


def test_open_amount_is_not_checked() -> None:
    request = request_for(tarief_per_kwartaal=OpenPoint("mtvp.tarief_per_kwartaal"))
    assert checks.check_request(request, PARAMETERS) == []


def test_open_quarter_counts_from_the_first_day_of_the_contract() -> None:
    request = request_for(startkwartaal=OpenPoint("mtvp.startkwartaal"), tarief_per_kwartaal="3.24")
    assert [finding.code for finding in checks.check_request(request, PARAMETERS)] == ["huisartsen.mtvp-boven-maximum"]


def test_contracts_of_the_sector_always_have_mtvp() -> None:
    assert "mtvp" in SECTOR.takes & SECTOR.accepts & SECTOR.assumes


def duties(*subjects: str, approved: object = None, start: object = "2025-01-01") -> dict[str, object]:
    rows = [
        {"onderwerp": subject, "afspraak": "Rooster", "uiterlijk": "2025-01-01", "bewijs": "R-1"}
        for subject in subjects
    ]
    return {"kenmerk": "Dienstenplan 2", "goedgekeurd_op": approved, "begin": start, "afspraken": rows}


def duty_findings(plan: object, acute: tuple[str, ...] = ("huisartsenpost",)) -> list[str]:
    return [finding.code for finding in checks.duty_plan(request_for(acute=acute, duties=plan), PARAMETERS)]


@pytest.mark.parametrize("clause", ["huisartsen.dienstenplan", "huisartsen.bijlage-dienstenplan"])
def test_plan_for_the_duties_goes_with_an_out_of_hours_centre(clause: str) -> None:
    assert answer(request_for(acute=("huisartsenpost",)), clause).include
    assert not answer(request_for(), clause).include


def test_plan_for_the_duties_names_each_of_its_four_subjects() -> None:
    assert duty_findings(duties(*checks.SUBJECTS)) == []
    assert duty_findings(duties("dekking", "tarieven")) == ["huisartsen.dienstenplan-onvolledig"] * 2
    assert duty_findings(DUTY_PLAN) == []


@pytest.mark.parametrize(
    ("approved", "start", "late"),
    [
        ("2024-11-30", "2025-02-28", False),
        ("2024-11-30", "2025-03-01", True),
        ("2024-01-15", "2024-04-15", False),
        (None, "2026-01-01", False),
    ],
)
def test_plan_for_the_duties_works_within_three_months_of_its_approval(
    approved: str | None, start: str, late: bool
) -> None:
    expected = ["huisartsen.dienstenplan-te-laat"] if late else []
    assert duty_findings(duties(*checks.SUBJECTS, approved=approved, start=start)) == expected


def test_plan_for_the_duties_without_an_out_of_hours_centre_is_refused() -> None:
    assert duty_findings(duties(*checks.SUBJECTS), acute=()) == ["huisartsen.dienstenplan-zonder-huisartsenpost"]


RESULT = {"resultaat": "Praktijk open", "uiterlijk": "2026-06-30", "bewijs": "B", "bedrag": "18000"}
TAILORED = {
    "plan": "P 1",
    "goedgekeurd_op": "2025-12-01",
    "leidraad": "L 1",
    "rol_verzekeraar": "volger",
    "prestatie": "HA-S39",
    "einde": "2026-12-31",
    "resultaten": [RESULT],
}
OF_THE_AZWA: list[tuple[str, str, object, str]] = [
    ("huisartsen.maatwerk", "maatwerk", TAILORED, "2026-01-01"),
    ("huisartsen.vaste-patienten", "plekken_systeem", "het overzicht", "2026-01-01"),
    ("huisartsen.huisvesting", "huisvesting_handreiking", "Handreiking 2.0", "2026-01-01"),
    ("huisartsen.consultatie-ggz", "consultatie_ggz", {"aanbieder": "GGZ", "werkafspraken": "W"}, "2026-01-01"),
    ("huisartsen.zorgplanning", "zorgplanning", True, "2027-01-01"),
]


def with_azwa(begin: str, **given: object) -> ContractRequest:
    request = request_for(begin, "2028-12-31", tarief_per_kwartaal=OpenPoint("mtvp.tarief_per_kwartaal"))
    terms = {"acute_capaciteit": CAPACITY, "dienstenplan": DUTY_PLAN}
    return replace(request, sections=request.sections | {"huisartsen": GeneralPractice.model_validate(terms | given)})


@pytest.mark.parametrize(("clause", "key", "value", "first"), OF_THE_AZWA)
def test_agreement_of_the_azwa_stands_in_contracts_from_its_day_and_is_told_before(
    clause: str, key: str, value: object, first: str
) -> None:
    before = f"{int(first[:4]) - 1}-12-31"
    early, later = with_azwa(before, **{key: value}), with_azwa(first, **{key: value})
    assert (answer(early, clause).include, answer(later, clause).include) == (False, True)
    assert not answer(with_azwa(first), clause).include
    assert [found.code for found in checks.check_request(early, PARAMETERS)] == ["huisartsen.afspraak-van-later"]
    assert checks.check_request(later, PARAMETERS) == []


def test_exploratory_talk_is_in_every_contract() -> None:
    assert answer(request_for(), "huisartsen.verkennend-gesprek").include


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"einde": "2026-06-29"}, ["huisartsen.maatwerk-resultaat-te-laat"]),
        ({"einde": "2028-12-31"}, []),
        ({"einde": "2029-01-01"}, ["huisartsen.maatwerk-na-het-kader"]),
        ({"einde": OpenPoint("huisartsen.maatwerk.einde")}, []),
        ({"resultaten": OpenPoint("huisartsen.maatwerk.resultaten")}, []),
    ],
)
def test_tailored_agreements_end_within_the_frame_and_after_their_results(
    changes: dict[str, object], codes: list[str]
) -> None:
    found = checks.check_request(with_azwa("2026-01-01", maatwerk=TAILORED | changes), PARAMETERS)
    assert [finding.code for finding in found] == codes

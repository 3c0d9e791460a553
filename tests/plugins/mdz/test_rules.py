"""The rules and checks of multidisciplinary care: each clause in and out, each finding there and not there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest
from izacontract_algemeen.terms.patient_time import PatientTime
from izacontract_mdz import SECTOR, checks, rules
from izacontract_mdz.terms import MultidisciplinaryCare

from izacontract import ContractRequest, OpenPoint, Parameters, Proposal
from izacontract.clauses.reader import read_clauses, read_parameters
from izacontract.model.request import Agreement, Insurer, Provider

LIBRARY = files("clause_templates") / "mdz"
PARAMETERS = Parameters({parameter.id: parameter for parameter in read_parameters(LIBRARY, "mdz")})
OPEN = OpenPoint("mdz.diensten")


def request_for(
    quarter: object = None, participation: object = True, begin: str = "2026-01-01", **agreed: object
) -> ContractRequest:
    titles = {key: OpenPoint(f"mdz.{key}") for key in ("prestatie_mtvp", "prestatie_organisatie")}
    sections: dict[str, MultidisciplinaryCare | PatientTime] = {
        "mdz": MultidisciplinaryCare.model_validate(
            {"ketens": ["diabetes", "copd"], "diensten": OPEN} | titles | agreed
        )
    }
    if quarter is not None:
        points = {
            str(info.alias): OpenPoint(f"mtvp.{info.alias}")
            for info in PatientTime.model_fields.values()
            if info.is_required()
        }
        plan = {"deelname": participation, "startkwartaal": quarter}
        sections["mtvp"] = PatientTime.model_validate(points | plan)
    first = date.fromisoformat(begin)
    agreement = Agreement.model_construct(sector="mdz", begin=first, end=date(first.year, 12, 31))
    return ContractRequest(
        agreement, Insurer.model_construct(entities=()), Provider.model_construct(), sections=sections
    )


def answer(request: ContractRequest, clause: str) -> Proposal:
    return next(proposal for proposal in rules.propose(request, PARAMETERS) if proposal.clause == clause)


@pytest.mark.parametrize("clause", ["mdz.ketens", "mdz.doorcontractering"])
def test_mandatory_clause_is_always_in(clause: str) -> None:
    assert answer(request_for(), clause).include


@pytest.mark.parametrize(("given", "included"), [(True, True), (False, False), (None, False)])
def test_organisation_is_in_when_the_provider_delivers_it(given: bool | None, included: bool) -> None:
    proposal = answer(request_for(organisatie_en_infrastructuur=given), "mdz.organisatie")
    assert proposal.include is included
    assert proposal.because


@pytest.mark.parametrize(
    ("regional", "quarter", "participation", "included"),
    [
        (True, "2026-Q1", True, True),
        (True, "2026-Q1", False, True),
        (True, "2026-Q1", OpenPoint("mtvp.deelname"), True),
        (True, None, True, False),
        (False, "2026-Q1", True, False),
        (None, "2026-Q1", True, False),
    ],
)
def test_support_is_in_for_a_regional_organisation_with_mtvp(
    regional: bool | None, quarter: str | None, participation: object, included: bool
) -> None:
    request = request_for(quarter, participation, regionale_huisartsenorganisatie=regional)
    proposal = answer(request, "mdz.mtvp-ondersteuning")
    assert proposal.include is included
    assert proposal.because


@pytest.mark.parametrize(
    ("quarter", "first", "year"),
    [
        ("2026-Q2", date(2026, 6, 30), date(2026, 12, 31)),
        ("2025-Q3", date(2026, 3, 31), date(2026, 12, 31)),
        ("2027-Q1", date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_support_is_due_at_the_end_of_the_first_quarter_and_year_within_the_contract(
    quarter: str, first: date, year: date
) -> None:
    request = request_for(quarter, regionale_huisartsenorganisatie=True)
    values = answer(request, "mdz.mtvp-ondersteuning").values
    assert values == {"inrichting": first, "uitvoering": year, "meer_rechtspersonen": False}


@pytest.mark.parametrize(
    ("regional", "quarter", "participation", "included"),
    [
        (True, "2026-Q1", True, True),
        (True, "2026-Q1", False, False),
        (True, "2026-Q1", OpenPoint("mtvp.deelname"), False),
        (False, "2026-Q1", True, False),
        (True, None, True, False),
    ],
)
def test_annex_with_the_plan_goes_with_support_and_participation(
    regional: bool, quarter: str | None, participation: object, included: bool
) -> None:
    request = request_for(quarter, participation, regionale_huisartsenorganisatie=regional)
    proposal = answer(request, "algemeen.bijlage-mtvp")
    assert proposal.include is included
    assert proposal.because
    assert proposal.values.get("ondersteuning") is (True if included else None)


def test_open_quarter_stays_open_in_every_day_that_follows_from_it() -> None:
    point = OpenPoint("mtvp.startkwartaal")
    request = request_for(point, regionale_huisartsenorganisatie=True)
    assert list(answer(request, "mdz.mtvp-ondersteuning").values.values()) == [point, point, False]


def test_rule_answers_for_every_clause_of_the_plugin_and_for_the_annex_with_the_plan() -> None:
    answered = {proposal.clause for proposal in rules.propose(request_for(), PARAMETERS)}
    assert answered == {clause.id for clause in read_clauses(LIBRARY, "mdz")} | {"algemeen.bijlage-mtvp"}


@pytest.mark.parametrize(
    ("chains", "expected"),
    [
        (["diabetes"], []),
        ([], [("mdz.geen-keten", ("mdz", "ketens"))]),
        (["copd", "copd"], [("mdz.keten-dubbel", ("mdz", "ketens", 1))]),
        (OpenPoint("mdz.ketens"), []),
    ],
)
def test_chains_are_named_and_each_once(chains: object, expected: list[tuple[str, tuple[str | int, ...]]]) -> None:
    findings = checks.check_request(request_for(ketens=chains), PARAMETERS)
    assert [(finding.code, finding.path) for finding in findings] == expected


@pytest.mark.parametrize(
    ("regional", "quarter", "refused"),
    [(True, "2026-Q1", False), (False, "2026-Q1", True), (None, "2026-Q1", True), (None, None, False)],
)
def test_mtvp_without_a_regional_organisation_is_refused(
    regional: bool | None, quarter: str | None, refused: bool
) -> None:
    request = request_for(quarter, regionale_huisartsenorganisatie=regional)
    found = [(finding.code, finding.path) for finding in checks.check_request(request, PARAMETERS)]
    assert found == [("mdz.mtvp-zonder-regionale-organisatie", ("mtvp",))] * refused


def test_sector_accepts_mtvp_without_always_having_it() -> None:
    assert "mtvp" in SECTOR.takes & SECTOR.accepts
    assert "mtvp" not in SECTOR.assumes


ALLIANCE = {"naam": "RESV", "handreiking": "H 1", "wijkverbanden": ["Noord"], "prestatie": "M-1", "taken": []}


@pytest.mark.parametrize(
    ("begin", "alliance", "included"),
    [("2026-12-31", ALLIANCE, False), ("2027-01-01", ALLIANCE, True), ("2027-01-01", None, False)],
)
def test_alliance_is_paid_in_contracts_from_2027(begin: str, alliance: object, included: bool) -> None:
    proposal = answer(request_for(begin=begin, resv=alliance), "mdz.resv")
    assert proposal.include is included
    assert proposal.because


@pytest.mark.parametrize(
    ("begin", "regional", "included"),
    [
        ("2025-12-31", True, False),
        ("2026-01-01", True, True),
        ("2026-01-01", False, False),
        ("2026-01-01", None, False),
    ],
)
def test_regional_organisation_works_on_the_plan_for_access_from_2026(
    begin: str, regional: bool | None, included: bool
) -> None:
    proposal = answer(request_for(begin=begin, regionale_huisartsenorganisatie=regional), "mdz.rho")
    assert proposal.include is included
    assert proposal.because


@pytest.mark.parametrize(
    ("begin", "given", "codes"),
    [
        ("2026-12-31", {"resv": ALLIANCE}, ["mdz.afspraak-van-later"]),
        ("2027-01-01", {"resv": ALLIANCE}, []),
        ("2025-12-31", {"toegangsplan": "P", "regionale_huisartsenorganisatie": True}, ["mdz.afspraak-van-later"]),
        ("2026-01-01", {"toegangsplan": "P", "regionale_huisartsenorganisatie": True}, []),
        ("2026-01-01", {"toegangsplan": "P"}, ["mdz.toegangsplan-zonder-regionale-organisatie"]),
    ],
)
def test_what_the_contract_would_leave_out_is_told(begin: str, given: Mapping[str, object], codes: list[str]) -> None:
    found = checks.check_request(request_for(begin=begin, **given), PARAMETERS)  # type: ignore[arg-type]
    assert [finding.code for finding in found] == codes


@pytest.mark.parametrize(("count", "is_more"), [(1, False), (2, True), (3, True)])
def test_text_speaks_of_more_insurers_from_two_on(count: int, is_more: bool) -> None:
    request = request_for(begin="2027-01-01", resv=ALLIANCE, organisatie_en_infrastructuur=True)
    insurer = Insurer.model_construct(entities=("rechtspersoon",) * count)
    for clause in ("mdz.resv", "mdz.organisatie"):
        values = answer(replace(request, insurer=insurer), clause).values
        assert values["meer_rechtspersonen"] is is_more


@pytest.mark.parametrize(
    ("clause", "begin", "given", "looked_at"),
    [
        ("mdz.rho", "2026-01-01", {}, ["mdz.regionale_huisartsenorganisatie"]),
        ("mdz.rho", "2025-12-31", {"regionale_huisartsenorganisatie": True},
         ["mdz.regionale_huisartsenorganisatie", "mdz.toegangsplan", "overeenkomst.begin"]),
        ("mdz.rho", "2026-01-01", {"regionale_huisartsenorganisatie": True},
         ["mdz.regionale_huisartsenorganisatie", "mdz.toegangsplan"]),
        ("mdz.resv", "2027-01-01", {}, ["mdz.resv"]),
        ("mdz.resv", "2026-12-31", {"resv": ALLIANCE}, ["mdz.resv", "overeenkomst.begin"]),
        ("mdz.resv", "2027-01-01", {"resv": ALLIANCE}, ["mdz.resv"]),
        ("mdz.organisatie", "2026-01-01", {}, ["mdz.organisatie_en_infrastructuur"]),
        ("mdz.organisatie", "2026-01-01", {"organisatie_en_infrastructuur": True},
         ["mdz.organisatie_en_infrastructuur", "mdz.diensten"]),
        ("mdz.ketens", "2026-01-01", {}, ["mdz.ketens"]),
    ],
)  # fmt: skip
def test_rule_says_which_keys_it_looked_at(
    clause: str, begin: str, given: Mapping[str, object], looked_at: list[str]
) -> None:
    assert [*answer(request_for(begin=begin, **given), clause).looked_at] == looked_at

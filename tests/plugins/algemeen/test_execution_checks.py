"""Carrying out the contract: every rule on deadlines, disputes and self-employment at its bound; clauses in and out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from izacontract_algemeen.checks import execution as checks
from izacontract_algemeen.rules import execution as rules
from izacontract_algemeen.terms.execution import Deadlines, Disputes, Liability, SelfEmployed
from pydantic import ValidationError

from izacontract import ContractRequest, OpenPoint, Parameters, Proposal, Severity, Terms
from izacontract.model.request import Agreement, Insurer, Provider

PARAMETERS = Parameters({})
MODELS: Mapping[str, type[Terms]] = {
    "termijnen": Deadlines,
    "geschillen": Disputes,
    "aansprakelijkheid": Liability,
    "zelfstandigen": SelfEmployed,
}
DISPUTES = {"route": "overleg", "daarna": "rechter"}


def request_with(
    *, small: Any = True, renewal: Any = "geen", form: Any = "stichting", **sections: Mapping[str, object]
) -> ContractRequest:
    typed: dict[str, Mapping[str, object]] = {
        "termijnen": {},
        "geschillen": DISPUTES,
        "aansprakelijkheid": {},
        **sections,
    }
    return ContractRequest(
        Agreement.model_construct(sector="msz", renewal=renewal, begin=date(2026, 1, 1), end=date(2026, 12, 31)),
        Insurer.model_construct(entities=()),
        Provider.model_construct(small_or_medium=small, legal_form=form),
        sections={key: MODELS[key].model_validate(values) for key, values in typed.items() if key in MODELS},
    )


def found(request: ContractRequest) -> list[tuple[str, Severity, tuple[str | int, ...]]]:
    return [(f.code, f.severity, f.path) for f in checks.check_request(request, PARAMETERS)]


def answer(request: ContractRequest, clause: str) -> Proposal:
    return next(proposal for proposal in rules.propose(request, PARAMETERS) if proposal.clause == clause)


@pytest.mark.parametrize(
    ("days", "small", "code"),
    [
        (30, True, None),
        (31, True, "algemeen.betaaltermijn-mkb"),
        (61, True, "algemeen.betaaltermijn-mkb"),
        (31, False, None),
        (60, False, None),
        (61, False, "algemeen.betaaltermijn-te-lang"),
        (31, OpenPoint("zorgaanbieder.mkb"), None),
        (61, OpenPoint("zorgaanbieder.mkb"), "algemeen.betaaltermijn-te-lang"),
    ],
)
def test_payment_term_beyond_the_law_is_refused(days: int, small: object, code: str | None) -> None:
    expected = [] if code is None else [(code, Severity.FAULT, ("termijnen", "betaling"))]
    assert found(request_with(small=small, termijnen={"betaling": str(days)})) == expected


def test_default_payment_term_suits_a_small_provider() -> None:
    assert found(request_with()) == []


@pytest.mark.parametrize(
    ("deadlines", "renewal", "warned"),
    [
        ({"opzegging": "4"}, "geen", True),
        ({"opzegging": "3"}, "geen", True),
        ({"opzegging": "4"}, "stilzwijgend-een-jaar", False),
        ({}, "geen", False),
    ],
)
def test_notice_without_renewal_is_warned(deadlines: Mapping[str, str], renewal: str, warned: bool) -> None:
    expected = [("algemeen.opzegging-zonder-verlenging", Severity.WARNING, ("termijnen", "opzegging"))]
    assert found(request_with(renewal=renewal, termijnen=deadlines)) == (expected if warned else [])


@pytest.mark.parametrize(
    ("then", "institute", "warned"),
    [
        ("rechter", "Instituut Proef", True),
        ("rechter", None, False),
        ("arbitrage", "Instituut Proef", False),
        ("bindend-advies", None, False),
        (OpenPoint("geschillen.daarna"), "Instituut Proef", False),
    ],
)
def test_institute_that_nobody_reaches_is_warned(then: object, institute: str | None, warned: bool) -> None:
    disputes = {"route": "overleg", "daarna": then, "instantie": institute}
    expected = [("algemeen.instantie-zonder-functie", Severity.WARNING, ("geschillen", "instantie"))]
    assert found(request_with(geschillen=disputes)) == (expected if warned else [])


@pytest.mark.parametrize(
    ("self_employed", "code"),
    [
        ({"inzet": True, "anw_deelname": True}, None),
        ({"inzet": True, "anw_deelname": False}, "algemeen.anw-geen-deelname"),
        ({"inzet": True}, None),
        ({"inzet": False, "anw_deelname": True}, "algemeen.anw-zonder-inzet"),
        ({"anw_deelname": False}, "algemeen.anw-zonder-inzet"),
        ({}, None),
    ],
)
def test_share_of_shifts_is_checked(self_employed: Mapping[str, object], code: str | None) -> None:
    expected = [] if code is None else [(code, Severity.WARNING, ("zelfstandigen", "anw_deelname"))]
    assert found(request_with(zelfstandigen=self_employed)) == expected


@pytest.mark.parametrize(
    ("model", "typed"),
    [
        (Deadlines, {"melding": "0"}),
        (Deadlines, {"hoor": "91"}),
        (Deadlines, {"betaling": "91"}),
        (Deadlines, {"opzegging": "0"}),
        (Deadlines, {"opzegging": "13"}),
        (Deadlines, {"declaratie": "0"}),
        (Disputes, {**DISPUTES, "daarna": "dobbelsteen"}),
        (Liability, {"maximum": "0"}),
        (Liability, {"verzekerde_som": "-1"}),
    ],
)
def test_value_outside_its_bounds_is_refused(model: type[Terms], typed: Mapping[str, object]) -> None:
    with pytest.raises(ValidationError):
        model.model_validate(typed)


def test_deadlines_default_to_the_drafting_proposals() -> None:
    assert Deadlines().model_dump(by_alias=True) == {
        "melding": 7, "antwoord": 21, "hoor": 28, "herstel": 30, "overleg": 28, "betaling": 30, "opzegging": 3,
        "declaratie": 90,
    }  # fmt: skip


@pytest.mark.parametrize("bound", [{"melding": "1"}, {"melding": "90"}, {"opzegging": "12"}, {"declaratie": "365"}])
def test_deadline_at_its_bound_is_accepted(bound: Mapping[str, str]) -> None:
    Deadlines.model_validate(bound)


@pytest.mark.parametrize(
    ("self_employed", "included", "share"),
    [
        (None, False, None),
        ({}, False, None),
        ({"inzet": False}, False, None),
        ({"inzet": True}, True, "onbekend"),
        ({"inzet": True, "anw_deelname": True}, True, "ja"),
        ({"inzet": True, "anw_deelname": False}, True, "nee"),
    ],
)
def test_self_employed_are_arranged_when_engaged(
    self_employed: Mapping[str, object] | None, included: bool, share: str | None
) -> None:
    sections: dict[str, Any] = {} if self_employed is None else {"zelfstandigen": self_employed}
    proposal = answer(request_with(**sections), "algemeen.zelfstandigen")
    assert (proposal.include, proposal.values.get("deelname")) == (included, share)
    assert proposal.because


@pytest.mark.parametrize(
    ("form", "himself"),
    [
        ("stichting", False),
        ("besloten vennootschap", False),
        ("Eenmanszaak", True),
        (OpenPoint("zorgaanbieder.rechtsvorm"), False),
    ],
)
def test_only_a_provider_who_is_one_person_takes_shifts_himself(form: object, himself: bool) -> None:
    proposal = answer(request_with(form=form, zelfstandigen={"inzet": True}), "algemeen.zelfstandigen")
    assert proposal.values["zelf_zelfstandige"] is himself


def test_every_other_clause_is_in_every_contract() -> None:
    proposals = rules.propose(request_with(), PARAMETERS)
    assert [p.clause for p in proposals if not p.include] == ["algemeen.zelfstandigen"]
    assert len({p.clause for p in proposals}) == len(proposals) == 10

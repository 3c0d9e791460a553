"""The AZWA's new ways of working: how far each finding reaches, and the clauses from their first day."""

from __future__ import annotations

from typing import Any

import pytest

from izacontract import RequestInvalid
from izacontract.render.text import text_of_clause
from tests.contracts.support import build, example, request_called, smallest, with_values

INITIATIVE = {"initiatief": "Groepsbehandeling", "bekendgemaakt_op": "2026-01-30"}
SENSORS = {"technologie": "Sensoren", "vanaf": "2026-04-01", "stopt_op": "2026-06-30"}


def codes(key: str, value: Any) -> set[str]:
    try:
        return {finding.code for finding in build(with_values(example("ggz"), {key: value})).findings}
    except RequestInvalid as refused:
        return {finding.code for finding in refused.findings}


def clauses(**term: str) -> set[str]:
    request = with_values(smallest("msz"), {f"overeenkomst.{key}": day for key, day in term.items()})
    return {decision.clause for decision in build(request).decisions if decision.include}


@pytest.mark.parametrize(
    ("more", "late"),
    [
        ({"uiterlijk": "2028-01-30"}, False),
        ({"uiterlijk": "2028-01-31"}, True),
        ({"uiterlijk": "2028-01-31", "later_omdat": "De koppeling komt in 2028"}, False),
        ({}, False),
    ],
)
def test_initiative_takes_two_years_at_most_unless_it_says_why(more: dict[str, str], late: bool) -> None:
    found = codes("passende_zorg.initiatieven", [INITIATIVE | more])
    assert ("algemeen.initiatief-te-laat" in found) is late


@pytest.mark.parametrize(("stops", "gap"), [("2026-03-31", False), ("2026-03-30", True)])
def test_new_way_begins_no_later_than_the_day_after_the_old_one(stops: str, gap: bool) -> None:
    found = codes("medische_technologie", [SENSORS | {"stopt_op": stops}])
    assert ("algemeen.technologie-gat" in found) is gap


@pytest.mark.parametrize(("paid", "short"), [("2026-06-30", False), ("2026-06-29", True)])
def test_technology_is_paid_until_the_old_way_has_stopped(paid: str, short: bool) -> None:
    found = codes("medische_technologie", [SENSORS | {"betaald_tot": paid}])
    assert ("algemeen.technologie-vergoeding-te-kort" in found) is short


def test_both_fields_of_ai_answered_leave_nothing_to_say() -> None:
    assert not {code for code in codes("ai", request_called("alles/ggz")["ai"]) if code.startswith("algemeen.ai")}


def test_mandatory_clauses_are_there_from_the_first_contract_year_after_the_accord() -> None:
    new = {"algemeen.passende-zorg-selectie", "algemeen.proactieve-zorgplanning"}
    assert new <= clauses(begin="2026-01-01", einde="2026-12-31")
    assert not new & clauses(begin="2025-12-31", einde="2026-12-30")


def test_data_for_mediation_never_steer_purchasing() -> None:
    assert "niet voor inkoop" in text_of_clause(build(smallest("ggz")), "algemeen.zorgverlening")


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        (
            "algemeen.grondslag",
            "Een landelijk doel, aandeel of cijfer is geen norm voor de Zorgaanbieder en geen grond om",
        ),
        ("algemeen.proactieve-zorgplanning", "geen grond om Zorg te weigeren, een aantal gesprekken geen norm"),
    ],
)
def test_goals_of_the_accord_are_no_norm_for_one_provider(clause: str, words: str) -> None:
    assert words in text_of_clause(build(request_called("alles/ggz")), clause)

"""The rules and checks of mental health care: each clause in and out, each finding there and not there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib.resources import files

import pytest
from izacontract_ggz import SECTOR, checks, rules
from izacontract_ggz.terms import MentalHealthCare

from izacontract import ContractRequest, OpenPoint, Parameters, Proposal, Severity, Terms, YesNo, field
from izacontract.clauses.reader import read_clauses, read_parameters
from izacontract.model.request import Agreement, Insurer, Provider
from izacontract.model.values import BOTH

LIBRARY = files("clause_templates") / "ggz"
PARAMETERS = Parameters({parameter.id: parameter for parameter in read_parameters(LIBRARY, "ggz")})
WAITING = {
    "regionale_wachtlijst": True,
    "aanmeldwachttijd_weken": "9",
    "behandelwachttijd_weken": "6",
    "transfertafel": "Transfertafel Noord",
}
TO_FILL = (
    "complexe_zorg_aanbod",
    "acute_capaciteit",
    "verkennend_gesprek_weken",
    "kerninstelling_samenwerking",
    "groeipad",
)
OPEN = {key: OpenPoint(f"ggz.{key}") for key in TO_FILL}
HYBRID = {
    "vorm": "hybride",
    "basisjaar": "2022",
    "beginwaarde": "10",
    "streefwaarde": "16",
    "maat": "Behandeltijd",
    "meetdag": "2027-12-31",
    "bewijs": "Declaraties",
}
GROUP = HYBRID | {"vorm": "groep", "basisjaar": "2025"}
LATER = HYBRID | {"meetdag": "2029-12-31"}
OFFER = {"naam": "Klinische zorg bij eetstoornissen", "capaciteit": "12 plaatsen"}


class Tariffs(Terms):
    max_max: YesNo | None = field("max_max", "Tweede maximum.", by=BOTH, default=None)


def request_for(
    begin: str = "2026-01-01",
    end: str = "2026-12-31",
    renewal: str = "geen",
    tariffs: Tariffs | None = None,
    **ggz: object,
) -> ContractRequest:
    terms = MentalHealthCare.model_validate({"bekostiging": "zpm", "wachttijden": WAITING} | OPEN | ggz)
    agreement = Agreement.model_construct(
        sector="ggz", begin=date.fromisoformat(begin), end=date.fromisoformat(end), renewal=renewal
    )
    sections: dict[str, Terms] = {"ggz": terms} if tariffs is None else {"ggz": terms, "tarieven": tariffs}
    return ContractRequest(
        agreement, Insurer.model_construct(entities=()), Provider.model_construct(), sections=sections
    )


def answer(request: ContractRequest, clause: str) -> Proposal:
    return next(proposal for proposal in rules.propose(request, PARAMETERS) if proposal.clause == clause)


def codes(request: ContractRequest) -> list[tuple[str, Severity]]:
    return [(finding.code, finding.severity) for finding in checks.check_request(request, PARAMETERS)]


@pytest.mark.parametrize(
    "clause",
    [
        "ggz.bekostiging",
        "ggz.toegang",
        "ggz.diensten",
        "ggz.kwaliteit",
        "ggz.wachttijden",
        "ggz.behandelplan",
        "ggz.groeipad",
        "ggz.exclusiecriteria",
    ],
)
def test_mandatory_clause_is_in_every_contract(clause: str) -> None:
    assert answer(request_for(), clause).include


@pytest.mark.parametrize(
    ("clause", "given"),
    [
        ("ggz.complexe-zorg", {"complexe_zorg": True}),
        ("ggz.cruciaal-aanbod", {"cruciaal_aanbod": [OFFER]}),
        ("ggz.verkennend-gesprek", {"verkennend_gesprek": True}),
        ("algemeen.acute-capaciteit", {"acute_functies": ["crisisdienst"]}),
        ("ggz.consultatie", {"consultatie": {"bereikbaar": "Lijn", "betaaltitel": "ZPM-O02"}}),
        ("ggz.passend-vervolg", {"passend_vervolg": {"afspraken": "Afspraken", "terugvalaanbod": "Gesprek"}}),
        ("ggz.administratie", {"administratieprogramma": "Programma"}),
    ],
)
def test_clause_is_in_when_asked_for_and_out_when_not(clause: str, given: Mapping[str, object]) -> None:
    asked, not_asked = answer(request_for(**given), clause), answer(request_for(), clause)
    assert asked.include
    assert not not_asked.include
    assert asked.because
    assert not_asked.because
    assert asked.looked_at


@pytest.mark.parametrize(
    ("clause", "key"), [("ggz.complexe-zorg", "complexe_zorg"), ("ggz.verkennend-gesprek", "verkennend_gesprek")]
)
def test_no_leaves_the_clause_out(clause: str, key: str) -> None:
    assert not answer(request_for(**{key: False}), clause).include


def test_rule_answers_for_every_clause_of_the_plugin() -> None:
    answered = {proposal.clause for proposal in rules.propose(request_for(), PARAMETERS)}
    assert answered == {clause.id for clause in read_clauses(LIBRARY, "ggz")} | {"algemeen.acute-capaciteit"}


@pytest.mark.parametrize(
    ("begin", "end", "renewal", "expected"),
    [
        ("2023-01-01", "2024-12-31", "geen", None),
        ("2024-01-01", "2024-12-31", "stilzwijgend-een-jaar", date(2025, 1, 1)),
        ("2024-01-01", "2025-01-01", "geen", date(2025, 1, 1)),
        ("2026-03-01", "2026-12-31", "geen", date(2026, 3, 1)),
    ],
)
def test_outcome_information_starts_in_2025_or_on_the_first_day(
    begin: str, end: str, renewal: str, expected: date | None
) -> None:
    assert answer(request_for(begin, end, renewal), "ggz.kwaliteit").values["vanaf"] == expected


@pytest.mark.parametrize(("given", "expected"), [({}, False), ({"uitkomstinformatie": True}, True)])
def test_outcome_information_is_there_only_when_the_request_says_so(
    given: Mapping[str, object], expected: bool
) -> None:
    assert answer(request_for(**given), "ggz.kwaliteit").values["beschikbaar"] is expected


@pytest.mark.parametrize(
    ("tariffs", "expected"), [(None, False), (Tariffs(max_max=None), False), (Tariffs(max_max=True), True)]
)
def test_second_maximum_follows_the_tariffs(tariffs: Tariffs | None, expected: bool) -> None:
    proposal = answer(request_for(tariffs=tariffs, complexe_zorg=True), "ggz.complexe-zorg")
    assert proposal.values == {"max_max": expected}


def test_acute_functions_are_readable_and_each_once() -> None:
    proposal = answer(request_for(acute_functies=["crisisdienst", "crisisdienst"]), "algemeen.acute-capaciteit")
    assert proposal.values == {"functies": ("crisisdienst",), "capaciteit": OPEN["acute_capaciteit"]}


@pytest.mark.parametrize(
    ("term", "given", "expected"),
    [
        (("2026-01-01", "2026-12-31"), {}, []),
        (("2026-01-01", "2026-12-31"), {"uitkomstinformatie": True}, []),
        (
            ("2026-01-01", "2026-12-31"),
            {"uitkomstinformatie": False},
            [("ggz.geen-uitkomstinformatie", Severity.WARNING)],
        ),
        (("2023-01-01", "2024-12-31"), {"uitkomstinformatie": False}, []),
        (("2026-01-01", "2026-12-31"), {"cruciaal_aanbod": [OFFER, OFFER | {"naam": "Autisme"}]}, []),
        (("2026-01-01", "2026-12-31"), {"cruciaal_aanbod": [OFFER, OFFER]}, [("ggz.dubbel", Severity.FAULT)]),
    ],
)
def test_check_finds(term: tuple[str, str], given: Mapping[str, object], expected: list[tuple[str, Severity]]) -> None:
    assert codes(request_for(*term, **given)) == expected


def test_sector_refuses_mtvp_with_its_reason() -> None:
    assert [key for key, reason in SECTOR.refuses if "IZA, onderdeel E" in reason] == ["mtvp"]
    assert "mtvp" not in SECTOR.takes | SECTOR.accepts


def test_roles_in_the_region_decide_what_the_texts_ask() -> None:
    roles = request_for(rollen=["kerninstelling", "regievoerder-acute-ggz"], verkennend_gesprek=True)
    assert answer(roles, "ggz.diensten").values == {"kerninstelling": True, "regievoerder": True}
    assert answer(roles, "ggz.verkennend-gesprek").values == {"kerninstelling": True}
    assert answer(request_for(), "ggz.diensten").values == {"kerninstelling": False, "regievoerder": False}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"verkennend_gesprek": True, "verkennend_gesprek_weken": "2"}, []),
        (
            {"verkennend_gesprek": True, "verkennend_gesprek_weken": "3"},
            [("ggz.verkennend-gesprek-laat", Severity.WARNING)],
        ),
        ({"verkennend_gesprek": True, "rollen": ["kerninstelling"]}, []),
        ({"rollen": ["kerninstelling"]}, [("ggz.kerninstelling-zonder-verkennend-gesprek", Severity.WARNING)]),
        ({"rollen": ["regievoerder-acute-ggz"]}, []),
    ],
)
def test_exploratory_talk_is_held_against_the_aim_and_the_role(
    given: Mapping[str, object], expected: list[tuple[str, Severity]]
) -> None:
    assert codes(request_for(**given)) == expected


@pytest.mark.parametrize("clause", rules.OF_AZWA)
def test_contract_that_begins_before_2026_has_nothing_of_the_azwa(clause: str) -> None:
    given = {
        "consultatie": {"bereikbaar": "Lijn", "betaaltitel": "ZPM-O02"},
        "passend_vervolg": {"afspraken": "Afspraken", "terugvalaanbod": "Gesprek"},
        "administratieprogramma": "Programma",
    }
    assert not answer(request_for("2025-12-31", **given), clause).include


@pytest.mark.parametrize(
    ("begin", "given", "included"),
    [
        ("2027-01-01", {"cruciaal_aanbod": [OFFER]}, True),
        ("2026-12-31", {"cruciaal_aanbod": [OFFER]}, False),
        ("2027-01-01", {}, False),
    ],
)
def test_tariffs_of_crucial_offer_are_in_from_2027(begin: str, given: Mapping[str, object], included: bool) -> None:
    assert answer(request_for(begin, "2027-12-31", **given), "ggz.cruciale-tarieven").include is included


@pytest.mark.parametrize(("begin", "expected"), [("2026-03-31", date(2026, 3, 31)), ("2026-04-01", None)])
def test_first_cleaning_of_waiting_lists_is_named_until_its_day(begin: str, expected: date | None) -> None:
    assert answer(request_for(begin), "ggz.wachttijden").values == {"schonen": expected}


@pytest.mark.parametrize(
    ("begin", "paths", "expected"),
    [
        ("2026-01-01", [HYBRID, GROUP], []),
        ("2026-01-01", [HYBRID], [("ggz.groeipad-vorm-ontbreekt", Severity.BEFORE_FINAL)]),
        ("2026-01-01", [HYBRID, GROUP, GROUP], [("ggz.groeipad-dubbel", Severity.FAULT)]),
        ("2026-01-01", [HYBRID | {"basisjaar": "2025"}, GROUP], [("ggz.groeipad-basisjaar", Severity.WARNING)]),
        ("2026-01-01", [HYBRID | {"streefwaarde": "10.6"}, GROUP], []),
        ("2026-01-01", [HYBRID | {"streefwaarde": "10.59"}, GROUP], [("ggz.groeipad-laag", Severity.WARNING)]),
        ("2025-01-01", [HYBRID | {"streefwaarde": "9"}], []),
        ("2029-01-01", [LATER | {"basisjaar": "2028", "streefwaarde": "9"}, LATER | {"vorm": "groep"}], []),
        ("2029-01-01", [LATER, GROUP], [("ggz.groeipad-meetdag-buiten-looptijd", Severity.WARNING)]),
        ("2026-01-01", [HYBRID | {"streefwaarde": "10"}, GROUP], [("ggz.groeipad-laag", Severity.BEFORE_FINAL)]),
    ],
)
def test_growth_path_is_held_against_the_azwa(
    begin: str, paths: list[Mapping[str, object]], expected: list[tuple[str, Severity]]
) -> None:
    assert codes(request_for(begin, "2029-12-31", uitkomstinformatie=True, groeipad=paths)) == expected


@pytest.mark.parametrize("key", ["basisjaar", "beginwaarde", "streefwaarde"])
def test_growth_path_with_an_open_value_gives_no_finding(key: str) -> None:
    paths = [HYBRID | {key: OpenPoint(f"ggz.groeipad[1].{key}")}, GROUP]
    assert codes(request_for(end="2027-12-31", groeipad=paths)) == []

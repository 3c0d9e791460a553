"""The rules and checks of district nursing: each clause in and out, each finding there and not there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest
from izacontract_algemeen.terms.price_elements import PriceElement
from izacontract_algemeen.terms.prices import Tariffs
from izacontract_algemeen.terms.volume import Volume
from izacontract_wijkverpleging import SECTOR, checks, rules
from izacontract_wijkverpleging.terms import DistrictNursing

from izacontract import ContractRequest, OpenPoint, Parameters, Proposal, Terms
from izacontract.clauses.reader import read_clauses, read_parameters
from izacontract.model.request import Agreement, Insurer, Provider

LIBRARY = files("clause_templates") / "wijkverpleging"
PARAMETERS = Parameters({parameter.id: parameter for parameter in read_parameters(LIBRARY, "wijkverpleging")})
OPEN = OpenPoint("wijkverpleging.systeemfuncties")
ROOM = OpenPoint("wijkverpleging.randvoorwaarden")
TERMINAL = OpenPoint("wijkverpleging.terminale_zorg")
OF_AZWA = ("terminale-zorg", "kwaliteit", "domeinoverstijgend", "vroeg-inzet")
PILOT = {"gemeenten": ["Dordrecht"], "vanaf": "2026-09-01", "afsprakenkader": "Plan", "escalatie": "Overleg"}
EARLY = {"wijkverband": "Oost", "taak": "Huisbezoek", "betaaltitel": "WV-05", "grens": "400 uur"}
TEAM = {"wijken": ["Noord", "Oost"], "aanspreekpunt": "078-0000000"}
LINE = {"code": "WV-1", "omschrijving": "Uur", "eenheid": "per uur", "tarief": "70"} | {
    key: OpenPoint(f"tarieven.prestaties[1].{key}") for key in ("maximum", "tweede_maximum")
}


def request_for(
    regime: object = "vrij",
    line_regime: str | None = None,
    begin: date = date(2026, 1, 1),
    more: Mapping[str, Terms | tuple[Terms, ...]] | None = None,
    **agreed: object,
) -> ContractRequest:
    lines = [LINE | {"regime": line_regime}] if line_regime else [LINE]
    points = {key: OpenPoint(f"tarieven.{key}") for key in ("percentage_van_maximum", "nza_kenmerk")}
    tariffs = {"regime": regime, **points}
    sections: dict[str, Terms | tuple[Terms, ...]] = {
        "tarieven": Tariffs.model_validate(tariffs | {"prestaties": lines}),
        "wijkverpleging": DistrictNursing.model_validate(
            {"herkenbaar_team": TEAM, "systeemfuncties": OPEN, "randvoorwaarden": ROOM, "terminale_zorg": TERMINAL}
            | agreed
        ),
    }
    agreement = Agreement.model_construct(sector="wijkverpleging", begin=begin)
    return ContractRequest(
        agreement,
        Insurer.model_construct(entities=()),
        Provider.model_construct(),
        sections=sections | dict(more or {}),
    )


def answer(request: ContractRequest, clause: str) -> Proposal:
    return next(proposal for proposal in rules.propose(request, PARAMETERS) if proposal.clause == clause)


@pytest.mark.parametrize("clause", ["wijkverpleging.indicatie", "wijkverpleging.teams", "wijkverpleging.ruimte"])
def test_mandatory_clause_is_always_in(clause: str) -> None:
    assert answer(request_for(), clause).include


@pytest.mark.parametrize(
    ("regime", "line_regime", "included"),
    [
        ("vrij", None, True),
        ("nza-maximum", None, False),
        ("nza-maximum", "vrij", True),
        ("nza-maximum", "nza-vast", False),
        (OpenPoint("tarieven.regime"), None, False),
        (OpenPoint("tarieven.regime"), "vrij", True),
    ],
)
def test_funding_is_in_with_a_free_tariff(regime: object, line_regime: str | None, included: bool) -> None:
    proposal = answer(request_for(regime, line_regime), "wijkverpleging.bekostiging")
    assert proposal.include is included
    assert proposal.because


@pytest.mark.parametrize(
    ("night_care", "temporary_stay", "included"),
    [(True, True, True), (True, None, True), (None, True, True), (False, False, False), (None, None, False)],
)
def test_system_functions_are_in_with_night_care_or_coordination(
    night_care: bool | None, temporary_stay: bool | None, included: bool
) -> None:
    request = request_for(onplanbare_nachtzorg=night_care, coordinatie_tijdelijk_verblijf=temporary_stay)
    proposal = answer(request, "wijkverpleging.systeemfuncties")
    assert proposal.include is included
    assert proposal.values == ({"nachtzorg": bool(night_care), "coordinatie": bool(temporary_stay)} if included else {})


@pytest.mark.parametrize(("night_care", "included"), [(True, True), (False, False), (None, False)])
def test_acute_capacity_is_in_with_night_care(night_care: bool | None, included: bool) -> None:
    proposal = answer(request_for(onplanbare_nachtzorg=night_care), "algemeen.acute-capaciteit")
    assert proposal.include is included
    assert proposal.values == ({"functies": ("onplanbare-nachtzorg",), "capaciteit": OPEN} if included else {})


@pytest.mark.parametrize(("insight", "expected"), [(True, True), (False, False), (None, False)])
def test_teams_know_whether_capacity_is_shared(insight: bool | None, expected: bool) -> None:
    values = answer(request_for(capaciteitsinzicht=insight), "wijkverpleging.teams").values
    assert values == {"capaciteitsinzicht": expected}


def test_rule_answers_for_every_clause_of_the_plugin() -> None:
    answered = {proposal.clause for proposal in rules.propose(request_for(), PARAMETERS)}
    assert answered == {clause.id for clause in read_clauses(LIBRARY, "wijkverpleging")} | {"algemeen.acute-capaciteit"}


@pytest.mark.parametrize(
    ("team", "expected"),
    [
        (TEAM, []),
        (TEAM | {"wijken": []}, [("wijkverpleging.team-zonder-wijk", ())]),
        (TEAM | {"wijken": ["Noord", "Oost", "Noord"]}, [("wijkverpleging.wijk-dubbel", (2,))]),
        (TEAM | {"wijken": OpenPoint("wijkverpleging.herkenbaar_team.wijken")}, []),
        (OpenPoint("wijkverpleging.herkenbaar_team"), []),
    ],
)
def test_check_finds(team: Mapping[str, object] | OpenPoint, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    findings = checks.check_request(request_for("nza-maximum", herkenbaar_team=team), PARAMETERS)
    path = ("wijkverpleging", "herkenbaar_team", "wijken")
    assert [(finding.code, finding.path) for finding in findings] == [(code, path + row) for code, row in expected]


def test_sector_refuses_mtvp_with_its_reason() -> None:
    assert [key for key, reason in SECTOR.refuses if "IZA, onderdeel E" in reason] == ["mtvp"]
    assert "mtvp" not in SECTOR.takes | SECTOR.accepts


def volume(kind: object) -> dict[str, Terms | tuple[Terms, ...]]:
    return {"volume": Volume.model_construct(kind=kind)}


def element(kind: str) -> dict[str, Terms | tuple[Terms, ...]]:
    return {"overige_prijselementen": (PriceElement.model_construct(kind=kind),)}


@pytest.mark.parametrize("clause", OF_AZWA)
def test_contract_that_begins_before_2026_has_nothing_of_the_azwa(clause: str) -> None:
    given = {"domeinoverstijgend": PILOT, "vroeg_inzet": EARLY}
    request = request_for(begin=date(2025, 12, 31), more=volume("omzetplafond"), **given)
    assert not answer(request, f"wijkverpleging.{clause}").include


@pytest.mark.parametrize(
    ("more", "included", "ceiling"),
    [
        (volume("omzetplafond"), True, True),
        (volume("zorgkostenplafond"), True, True),
        (volume("pxq"), False, None),
        (volume("pxq") | element("doelmatigheid"), True, False),
        (element("doelmatigheid"), True, False),
        (element("volume"), False, None),
        ({}, False, None),
    ],
)
def test_terminal_care_is_in_with_a_ceiling_or_an_efficiency_agreement(
    more: Mapping[str, Terms | tuple[Terms, ...]], included: bool, ceiling: bool | None
) -> None:
    proposal = answer(request_for(more=more), "wijkverpleging.terminale-zorg")
    assert proposal.include is included
    assert proposal.values == ({"plafond": ceiling} if included else {})


def test_terminal_care_is_in_while_the_kind_of_volume_is_open() -> None:
    kind = OpenPoint("volume.soort")
    proposal = answer(request_for(more=volume(kind)), "wijkverpleging.terminale-zorg")
    assert proposal.include
    assert proposal.values == {"plafond": kind}


@pytest.mark.parametrize(
    ("clause", "given"),
    [("domeinoverstijgend", {"domeinoverstijgend": PILOT}), ("vroeg-inzet", {"vroeg_inzet": EARLY})],
)
def test_clause_is_in_when_the_request_fills_its_key(clause: str, given: Mapping[str, object]) -> None:
    assert answer(request_for(**given), f"wijkverpleging.{clause}").include
    assert not answer(request_for(), f"wijkverpleging.{clause}").include


@pytest.mark.parametrize(
    ("level", "begin", "expected"),
    [
        ("49.9", date(2026, 1, 1), ["wijkverpleging.terminale-melding"]),
        ("50", date(2026, 1, 1), []),
        ("70", date(2026, 1, 1), []),
        ("70.1", date(2026, 1, 1), ["wijkverpleging.terminale-melding"]),
        ("80", date(2025, 1, 1), []),
        ("80", date(2029, 1, 1), []),
    ],
)
def test_warning_level_is_held_against_the_azwa(level: str, begin: date, expected: list[str]) -> None:
    care = {"ingang": "Spoedlijn", "waarschuwing": Decimal(level)}
    findings = checks.check_request(request_for("nza-maximum", begin=begin, terminale_zorg=care), PARAMETERS)
    assert [finding.code for finding in findings] == expected


@pytest.mark.parametrize(
    ("begin", "of_azwa"), [(date(2025, 12, 31), False), (date(2026, 1, 1), True), (date(2026, 1, 2), True)]
)
def test_what_the_azwa_asks_is_in_contracts_from_2026_on(begin: date, of_azwa: bool) -> None:
    found = {one.clause: one for one in rules.of_azwa(None, request_for(begin=begin))}
    assert found[rules.QUALITY].include is of_azwa
    assert all("2026 of later" in one.because for one in found.values()) is not of_azwa

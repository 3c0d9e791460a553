"""The leden that law or an accord fixes: no request can say them otherwise, whatever it types."""

from __future__ import annotations

import pytest
import yaml
from syrupy.assertion import SnapshotAssertion

from izacontract.clauses.leden import LID
from tests.contracts.support import REQUESTS, build, plugins

FIXED = {
    "algemeen.ova": "doorvertaling",
    "algemeen.tarieven": "wettelijk-maximum",
    "algemeen.gelijkgerichtheid": "beweging",
    "algemeen.declaratie": "betaaltermijn",
    "algemeen.gegevens": "beveiliging",
    "algemeen.kwaliteit": "transparantie",
    "algemeen.zorgverlening": "acute-zorg",
    "algemeen.verzekerde": "volledige-vergoeding",
    "algemeen.hybride-zorg": "keuze",
    "algemeen.ai": "voorwaarden",
    "ggz.complexe-zorg": "maximum",
    "ggz.wachttijden": "gegevens",
    "huisartsen.mtvp": "basisaanbod",
    "wijkverpleging.terminale-zorg": "ongehinderd",
}


@pytest.mark.parametrize(("clause", "lid"), FIXED.items())
def test_what_law_or_an_accord_fixes_is_fixed_in_every_text(clause: str, lid: str) -> None:
    for version in plugins().library.clause(clause).versions:
        assert version.fixed[lid].citation


def test_every_fixed_lid_is_in_its_text_and_its_source_is_among_those_of_the_text() -> None:
    for clause in plugins().library.clauses.values():
        for version in clause.versions:
            assert set(version.fixed) <= set(LID.findall(version.text))
            named = {source.document for source in version.sources}
            assert {source.document for source in version.fixed.values()} <= named


def test_three_subjects_have_positions_with_what_a_purchaser_needs_to_choose() -> None:
    clauses = plugins().library.clauses
    assert {clause.id for clause in clauses.values() if clause.positions} >= {
        "algemeen.volume", "algemeen.nakoming", "algemeen.geschillen",
    }  # fmt: skip
    for clause in clauses.values():
        assert [position.rank for position in clause.positions] == list(range(1, len(clause.positions) + 1))


@pytest.mark.parametrize(
    ("clause", "position", "lid"),
    [
        ("algemeen.volume", "voorlopige-afrekening", "afrekening"),
        ("algemeen.geschillen", "deskundige", "overleg"),
    ],
)
def test_lid_that_a_position_takes_over_says_what_the_standard_says(clause: str, position: str, lid: str) -> None:
    def said(text: str) -> list[str]:
        return [line for line in text.splitlines() if lid in LID.findall(line)]

    found = plugins().library.clause(clause)
    (chosen,) = (one for one in found.positions if one.name == position)
    assert said(chosen.versions[-1].text) == said(found.versions[-1].text) != []


POSITIONS = [("algemeen.volume", "voorlopige-afrekening"), ("algemeen.nakoming", "directe-schade"),
             ("algemeen.geschillen", "deskundige"), ("algemeen.geschillen", "bestuurlijk-overleg")]  # fmt: skip


@pytest.mark.parametrize(("clause", "position"), POSITIONS)
def test_position_prints_in_a_contract(clause: str, position: str, snapshot: SnapshotAssertion) -> None:
    choice = {"clausule": clause, "keuze": position, "reden": "proef"}
    request = {**yaml.safe_load((REQUESTS / "2027" / "msz.yaml").read_text(encoding="utf-8")), "posities": [choice]}
    contract = build(request)
    (chosen,) = (one for one in plugins().library.clause(clause).positions if one.name == position)
    names = {*LID.findall(chosen.versions[-1].text)}
    placed = next(one for part in contract.parts for one in part.clauses if one.id == clause)
    printed = [
        " ".join("".join(i.text for i in lid.text).split())
        for lid in placed.blocks
        if getattr(lid, "name", "") in names
    ]
    assert len(printed) == len(names)
    assert "\n".join(printed) == snapshot

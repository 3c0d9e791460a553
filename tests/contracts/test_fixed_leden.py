"""The leden that law or an accord fixes: no request can say them otherwise, whatever it types."""

from __future__ import annotations

import pytest

from izacontract.clauses.proof import LID
from tests.contracts.support import plugins

FIXED = {
    "algemeen.ova": "doorvertaling",
    "algemeen.tarieven": "wettelijk-maximum",
    "algemeen.gelijkgerichtheid": "beweging",
    "algemeen.declaratie": "betaaltermijn",
    "algemeen.gegevens": "beveiliging",
    "algemeen.kwaliteit": "transparantie",
    "algemeen.zorgverlening": "acute-zorg",
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

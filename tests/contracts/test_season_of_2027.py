"""The examples of the season of 2027: complete but for legal review, with every duty of the AZWA arranged or reasoned."""

from __future__ import annotations

import pytest

from izacontract import coverage
from izacontract.build.commitments import NOT_CARRIED
from izacontract.render.text import text
from tests.contracts.support import SEASON, build, request_called


@pytest.mark.parametrize("sector", SEASON)
def test_example_of_the_season_gives_a_definite_text_that_names_both_accords(sector: str) -> None:
    contract = build(request_called(f"2027/{sector}"), final=True)
    assert (contract.status, contract.begin.year, contract.open_points) == ("definitief", 2027, ())
    printed = text(contract)
    assert "Integraal Zorgakkoord" in printed
    assert "Aanvullend Zorg- en Welzijnsakkoord" in printed


@pytest.mark.parametrize("sector", SEASON)
def test_example_of_the_season_arranges_every_commitment_or_gives_the_reason(sector: str) -> None:
    found = coverage(build(request_called(f"2027/{sector}")))
    assert [row.commitment.id for row in found.rows if row.status in NOT_CARRIED] == []

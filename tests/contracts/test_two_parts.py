"""A general part and the contract beside it as people read them: the wording that a lawyer reviews."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from syrupy.assertion import SnapshotAssertion

from izacontract.build.contract import build_contract, build_general_part
from izacontract.intake.read import read_request
from izacontract.model.contract import Contract
from izacontract.render.text import text, text_of_clause
from tests.contracts.support import REQUESTS, plugins

DAY = date(2024, 11, 12)


def both_parts(sector: str) -> tuple[Contract, Contract]:
    """Return the edition of a sector and the contract of its example that refers to it."""
    request = read_request(REQUESTS / f"{sector}.yaml", plugins())
    apart = build_general_part(request, plugins(), "2025", DAY, is_of_house=False)
    assert apart.general is not None
    return apart, build_contract(request, plugins(), general=replace(apart.general, sha256="0" * 64))


@pytest.mark.parametrize("sector", ["huisartsen", "msz"])
def test_both_parts_read_like_one_contract(sector: str, snapshot: SnapshotAssertion) -> None:
    apart, contract = both_parts(sector)
    assert text(contract) == snapshot(name="contract")
    assert text(apart) == snapshot(name="algemeen deel")


def test_clause_that_only_the_general_part_has_is_shown_with_its_numbers_there() -> None:
    _, contract = both_parts("huisartsen")
    shown = text_of_clause(contract, "algemeen.geschillen")
    assert shown.startswith("artikel A")
    assert shown.count("van het Algemeen deel\n") > 5

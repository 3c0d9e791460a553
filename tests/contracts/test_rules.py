"""Every clause of the library in a contract and out of one, each with the reason that the decision gives."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from izacontract.model.clause import Presence
from izacontract.model.contract import Decision
from tests.contracts.support import SECTORS, build, living, plugins, request_called, typed, with_values

LISTING: Mapping[str, Any] = typed((Path(__file__).parent / "rules.yaml").read_text(encoding="utf-8"))
ALWAYS = frozenset(clause for clause, rows in LISTING.items() if rows == "altijd")


class Row(NamedTuple):
    """A request, whether it puts the clause in the contract, and words of the reason."""

    clause: str
    name: str
    included: bool
    because: str
    request: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.clause} {'in' if self.included else 'uit'}: {self.name}"


def rows() -> list[Row]:
    return [
        Row(clause, name, side == "in", changes["omdat"], request_of(changes))
        for clause, sides in LISTING.items()
        if clause not in ALWAYS
        for side, named in sides.items()
        for name, changes in named.items()
    ]


def request_of(changes: Mapping[str, Any]) -> dict[str, Any]:
    values = {path: value for path, value in changes.items() if path not in ("van", "omdat")}
    return with_values(request_called(changes["van"]), values)


def decision_on(clause: str, request: Mapping[str, Any]) -> Decision:
    return next(decision for decision in build(request).decisions if decision.clause == clause)


@cache
def included_in(name: str) -> frozenset[str]:
    """Return the clauses that the request called `name` puts in."""
    return frozenset(decision.clause for decision in build(request_called(name)).decisions if decision.include)


@pytest.mark.parametrize("row", rows(), ids=str)
def test_clause_is_in_or_out_with_its_reason(row: Row) -> None:
    decision = decision_on(row.clause, row.request)
    assert (decision.include, row.because in decision.because) == (row.included, True), decision.because


@pytest.mark.parametrize("sector", SECTORS)
def test_clauses_of_every_contract_are_in_whatever_the_request(sector: str) -> None:
    for name in (sector, f"kleinste {sector}"):
        assert included_in(name) >= ALWAYS


def test_every_clause_has_a_row_in_and_a_row_out() -> None:
    assert list(LISTING.keys() - plugins().library.clauses.keys()) == []
    assert [
        clause
        for clause in sorted(living())
        if LISTING.get(clause) != "altijd" and not all(LISTING.get(clause, {}).get(side) for side in ("in", "uit"))
    ] == []


def test_only_clauses_of_every_contract_are_listed_as_such() -> None:
    always = {clause.id for clause in plugins().library.clauses.values() if clause.presence is Presence.ALWAYS}
    assert always == ALWAYS


def test_every_mandatory_clause_is_left_out_in_a_row() -> None:
    mandatory = {clause.id for clause in plugins().library.clauses.values() if clause.presence is Presence.MANDATORY}
    left_out = {row.clause for row in rows() if not row.included and "weggelaten met reden" in row.because}
    assert left_out >= mandatory

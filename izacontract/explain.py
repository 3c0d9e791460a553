"""Why each clause is in a contract or not: the decision, and where the clause then stands."""

from __future__ import annotations

from dataclasses import dataclass

from izacontract.clauses.library import UNKNOWN_CLAUSE
from izacontract.errors import ClauseError
from izacontract.meant import did_you_mean
from izacontract.model.contract import Contract, Decision
from izacontract.model.places import standings


@dataclass(frozen=True, slots=True)
class Explanation:
    """The decision on one clause; `place` ("artikel 8.1 tot en met 8.12") and `heading` are "" when it is out."""

    decision: Decision
    place: str
    heading: str


def explain(contract: Contract, clause: str | None = None) -> tuple[Explanation, ...]:
    """Return the explanation of every clause once: those in the contract in its order, then the others by id.

    With `clause` only of that one. Raises ClauseError when the library has no such clause.
    """
    places = standings(contract)
    decisions = {decision.clause: decision for decision in contract.decisions}
    if clause is not None and clause not in decisions:
        raise UNKNOWN_CLAUSE.failure(ClauseError, clause_id=clause, meant=did_you_mean(clause, decisions))
    ids = (clause,) if clause is not None else dict.fromkeys((*places, *sorted(decisions)))
    return tuple(
        Explanation(
            decisions[name],
            places[name].words if name in places else "",
            places[name].heading if name in places else "",
        )
        for name in ids
    )

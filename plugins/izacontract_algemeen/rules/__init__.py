"""The rules that decide on the shared clauses, by topic."""

from __future__ import annotations

from izacontract import ContractRequest, Parameters, Proposal
from izacontract_algemeen.rules import (
    administration,
    breakthrough,
    care,
    contract,
    execution,
    lump_sum,
    prices,
    region,
    results,
    technology,
    transformation,
    volume,
)

TOPICS = (
    contract, care, technology, prices, lump_sum, volume, transformation, breakthrough, results, region, execution,
    administration,
)  # fmt: skip


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return one answer, in or out, for every shared clause but those that a sector's own rules decide."""
    return [proposal for topic in TOPICS for proposal in topic.propose(request, parameters)]

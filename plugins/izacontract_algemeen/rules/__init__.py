"""The rules that decide on the shared clauses, by topic."""

from __future__ import annotations

from izacontract import ContractRequest, Parameters, Proposal
from izacontract_algemeen.rules import (
    care,
    contract,
    execution,
    patient_time,
    prices,
    region,
    results,
    transformation,
    volume,
)

TOPICS = (contract, care, prices, volume, patient_time, transformation, results, region, execution)


def propose(request: ContractRequest, parameters: Parameters) -> list[Proposal]:
    """Return one answer, in or out, for every shared clause."""
    return [proposal for topic in TOPICS for proposal in topic.propose(request, parameters)]

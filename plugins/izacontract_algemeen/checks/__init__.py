"""The checks on the shared part of a request, by topic."""

from __future__ import annotations

from izacontract import ContractRequest, Finding, Parameters
from izacontract_algemeen.checks import (
    accords,
    breakthrough,
    care,
    contract,
    entities,
    execution,
    lump_sum,
    new_ways,
    patient_time,
    prices,
    region,
    results,
    season,
    transformation,
    volume,
)

TOPICS = (
    contract, accords, season, care, new_ways, prices, lump_sum, volume, patient_time, transformation, breakthrough,
    results, region, execution, entities,
)  # fmt: skip


def check_request(request: ContractRequest, parameters: Parameters) -> list[Finding]:
    """Return the faults and warnings of every topic."""
    return [finding for topic in TOPICS for finding in topic.check_request(request, parameters)]

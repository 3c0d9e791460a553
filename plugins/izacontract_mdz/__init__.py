"""The sector plugin for multidisciplinary care (multidisciplinaire zorg, ketenzorg)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable

from izacontract import ContractRequest, Finding, Parameters, Proposal, Sector, hookimpl
from izacontract_mdz import checks, rules
from izacontract_mdz.terms import MultidisciplinaryCare

SECTOR = Sector(
    code="mdz",
    title="multidisciplinaire zorg",
    terms=MultidisciplinaryCare,
    takes=frozenset({"ova", "mtvp", "gelijkgerichtheid", "transformatiemiddelen", "resultaat", "hybride-zorg"}),
    accepts=frozenset({"mtvp"}),
    assumes=frozenset({"hybride_zorg"}),
    agb_prefixes=("53", "67", "37"),
)


@hookimpl
def sectors() -> Sequence[Sector]:
    """Name the sector of multidisciplinary care."""
    return [SECTOR]


@hookimpl
def libraries() -> Sequence[Traversable]:
    """Name the folder with the clauses of multidisciplinary care."""
    return [files("clause_templates") / "mdz"]


@hookimpl
def propose_clauses(request: ContractRequest, parameters: Parameters) -> Sequence[Proposal]:
    """Name the clauses that a contract for multidisciplinary care needs."""
    return rules.propose(request, parameters)


@hookimpl
def check_request(request: ContractRequest, parameters: Parameters) -> Sequence[Finding]:
    """Report what a contract for multidisciplinary care may not hold."""
    return checks.check_request(request, parameters)

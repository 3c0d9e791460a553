"""The sector plugin for general practice (huisartsenzorg)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable

from izacontract import ContractRequest, Finding, Parameters, Proposal, Sector, hookimpl
from izacontract_huisartsen import checks, rules
from izacontract_huisartsen.terms import GeneralPractice

SECTOR = Sector(
    code="huisartsen",
    title="huisartsenzorg",
    terms=GeneralPractice,
    takes=frozenset(
        {"ova", "mtvp", "gelijkgerichtheid", "transformatiemiddelen", "resultaat", "hybride-zorg", "acute-zorg"}
    ),
    accepts=frozenset({"mtvp"}),
    assumes=frozenset({"hybride_zorg", "mtvp"}),
    agb_prefixes=("01", "21", "37"),
)


@hookimpl
def sectors() -> Sequence[Sector]:
    """Name the sector of general practice."""
    return [SECTOR]


@hookimpl
def libraries() -> Sequence[Traversable]:
    """Name the folder with the clauses and parameters of general practice."""
    return [files("clause_templates") / "huisartsen"]


@hookimpl
def propose_clauses(request: ContractRequest, parameters: Parameters) -> Sequence[Proposal]:
    """Name the clauses that a contract for general practice needs."""
    return rules.propose(request, parameters)


@hookimpl
def check_request(request: ContractRequest, parameters: Parameters) -> Sequence[Finding]:
    """Report what a contract for general practice may not hold."""
    return checks.check_request(request, parameters)

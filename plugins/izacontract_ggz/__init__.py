"""The sector plugin for mental health care (geestelijke gezondheidszorg)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable

from izacontract import ContractRequest, Finding, Parameters, Proposal, Sector, hookimpl
from izacontract_ggz import checks, rules
from izacontract_ggz.terms import MentalHealthCare

SECTOR = Sector(
    code="ggz",
    title="geestelijke gezondheidszorg",
    terms=MentalHealthCare,
    takes=frozenset({"ova", "gelijkgerichtheid", "transformatiemiddelen", "resultaat", "hybride-zorg", "acute-zorg"}),
    assumes=frozenset({"hybride_zorg"}),
    refuses=(
        (
            "mtvp",
            "Meer tijd voor de patiënt is een afspraak met huisartsen en hun regionale organisaties "
            "(IZA, onderdeel E, § 3, 2 b, p. 66-67), niet met aanbieders van geestelijke gezondheidszorg.",
        ),
    ),
    agb_prefixes=("54", "06", "25", "79", "72", "94", "03"),
)


@hookimpl
def sectors() -> Sequence[Sector]:
    """Name the sector of mental health care."""
    return [SECTOR]


@hookimpl
def libraries() -> Sequence[Traversable]:
    """Name the folder with the clauses of mental health care."""
    return [files("clause_templates") / "ggz"]


@hookimpl
def propose_clauses(request: ContractRequest, parameters: Parameters) -> Sequence[Proposal]:
    """Name the clauses that a contract for mental health care needs."""
    return rules.propose(request, parameters)


@hookimpl
def check_request(request: ContractRequest, parameters: Parameters) -> Sequence[Finding]:
    """Report what a contract for mental health care may not hold."""
    return checks.check_request(request, parameters)

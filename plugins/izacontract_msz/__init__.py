"""The sector plugin for specialist medical care (medisch-specialistische zorg)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable

from izacontract import ContractRequest, Finding, Parameters, Proposal, Sector, hookimpl
from izacontract_msz import checks, rules
from izacontract_msz.terms import SpecialistCare

SECTOR = Sector(
    code="msz",
    title="medisch-specialistische zorg",
    terms=SpecialistCare,
    takes=frozenset({"ova", "gelijkgerichtheid", "transformatiemiddelen", "resultaat", "hybride-zorg", "acute-zorg"}),
    assumes=frozenset({"hybride_zorg"}),
    refuses=(
        (
            "mtvp",
            "Meer tijd voor de patiënt is een afspraak met huisartsen en hun regionale organisaties "
            "(IZA, onderdeel E, § 3, 2 b, p. 66-67), niet met aanbieders van medisch-specialistische zorg.",
        ),
    ),
    agb_prefixes=("06", "22", "03", "18", "19", "20", "23"),
)


@hookimpl
def sectors() -> Sequence[Sector]:
    """Name the sector of specialist medical care."""
    return [SECTOR]


@hookimpl
def libraries() -> Sequence[Traversable]:
    """Name the folder with the clauses and parameters of specialist medical care."""
    return [files("clause_templates") / "msz"]


@hookimpl
def propose_clauses(request: ContractRequest, parameters: Parameters) -> Sequence[Proposal]:
    """Name the clauses that a contract for specialist medical care needs."""
    return rules.propose(request, parameters)


@hookimpl
def check_request(request: ContractRequest, parameters: Parameters) -> Sequence[Finding]:
    """Report what a contract for specialist medical care may not hold."""
    return checks.check_request(request, parameters)

"""The sector plugin for district nursing (wijkverpleging)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable

from izacontract import ContractRequest, Finding, Parameters, Proposal, Sector, hookimpl
from izacontract_wijkverpleging import checks, rules
from izacontract_wijkverpleging.terms import DistrictNursing

SECTOR = Sector(
    code="wijkverpleging",
    title="wijkverpleging",
    terms=DistrictNursing,
    takes=frozenset({"ova", "gelijkgerichtheid", "transformatiemiddelen", "resultaat", "hybride-zorg", "acute-zorg"}),
    assumes=frozenset({"hybride_zorg"}),
    refuses=(
        (
            "mtvp",
            "Meer tijd voor de patiënt is een afspraak met huisartsen en hun regionale organisaties "
            "(IZA, onderdeel E, § 3, 2 b, p. 66-67), niet met aanbieders van wijkverpleging.",
        ),
    ),
    agb_prefixes=("75", "41", "91"),
)


@hookimpl
def sectors() -> Sequence[Sector]:
    """Name the sector of district nursing."""
    return [SECTOR]


@hookimpl
def libraries() -> Sequence[Traversable]:
    """Name the folder with the clauses of district nursing."""
    return [files("clause_templates") / "wijkverpleging"]


@hookimpl
def propose_clauses(request: ContractRequest, parameters: Parameters) -> Sequence[Proposal]:
    """Name the clauses that a contract for district nursing needs."""
    return rules.propose(request, parameters)


@hookimpl
def check_request(request: ContractRequest, parameters: Parameters) -> Sequence[Finding]:
    """Report what a contract for district nursing may not hold."""
    return checks.check_request(request, parameters)

"""The plugin with what sectors share: articles that every contract has, and the topics that a sector may take."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable

from izacontract import AnnexSheet, ContractRequest, Finding, Parameters, Picture, Proposal, Section, hookimpl
from izacontract_algemeen import checks, pictures, rules, sheets, terms


@hookimpl
def sections() -> Sequence[Section]:
    """Name the keys that sectors share."""
    return terms.SECTIONS


@hookimpl
def libraries() -> Sequence[Traversable]:
    """Name the folder with the shared slots, clauses, parameters and commitments."""
    return [files("clause_templates") / "algemeen"]


@hookimpl
def propose_clauses(request: ContractRequest, parameters: Parameters) -> Sequence[Proposal]:
    """Answer for every shared clause whether this contract needs it."""
    return rules.propose(request, parameters)


@hookimpl
def check_request(request: ContractRequest, parameters: Parameters) -> Sequence[Finding]:
    """Report what the shared part of a request may not hold."""
    return checks.check_request(request, parameters)


@hookimpl
def draw_pictures(request: ContractRequest, parameters: Parameters) -> Sequence[Picture]:
    """Name what can be drawn of the prices, the results and the national growth."""
    return pictures.pictures(request, parameters)


@hookimpl
def calculate_annexes(request: ContractRequest, parameters: Parameters) -> Sequence[AnnexSheet]:
    """Name the sheets on which the price list can be computed again."""
    return sheets.sheets(request, parameters)

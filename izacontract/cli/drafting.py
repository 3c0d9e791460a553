"""From a request file to its contract: what the commands that need a contract share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from izacontract.cli.report import Report
from izacontract.errors import Finding, RequestInvalid

if TYPE_CHECKING:
    from izacontract.host import Plugins
    from izacontract.intake import Examination
    from izacontract.model.contract import Contract
    from izacontract.model.edition import GeneralPart
    from izacontract.model.request import ContractRequest


def loaded_plugins(report: Report, *, warn: bool = True) -> Plugins:
    """Return the installed plugins with the house library of this run, after a warning for each that does not work."""
    from izacontract.loading import load_plugins
    from izacontract.model.memory import collect_seldom

    collect_seldom()

    plugins = load_plugins(house=report.library)
    if warn:
        report.broken_plugins(plugins.problems)
        report.findings(plugins.warnings)
    return plugins


def given_general(file: Path | None, plugins: Plugins) -> GeneralPart | None:
    """Return the general part in `file`, in YAML a document of others; None without a file; raises as reading does."""
    if file is None:
        return None
    from izacontract.cli.files import content_of

    if file.suffix.lower() in (".yaml", ".yml"):
        from izacontract.intake.outside import read_outside_part

        return read_outside_part(content_of(file), str(file), plugins.library)
    from izacontract.verify.general import read_general_part

    return read_general_part(content_of(file), str(file))


def draft(
    request: str, plugins: Plugins, *, final: bool = False, unreviewed: str = "", general: GeneralPart | None = None
) -> tuple[Contract, tuple[Finding, ...]]:
    """Return the contract that the file `request` describes, with every warning and open point in order of place.

    It refers to the `general` part, if any. Raises RequestInvalid with all findings when there is a fault or, with
    `final`, an open point or a text that no lawyer reviewed while no reason `unreviewed` is given.
    """
    _, contract, findings = drafted(request, plugins, final=final, unreviewed=unreviewed, general=general)
    return contract, findings


def drafted(
    request: str, plugins: Plugins, *, final: bool = False, unreviewed: str = "", general: GeneralPart | None = None
) -> tuple[ContractRequest, Contract, tuple[Finding, ...]]:
    """Return the request in the file `request` beside what `draft` returns; raises as `draft` does."""
    from izacontract.intake import examine_request

    examined = examine_request(request, plugins)
    return drafted_of(examined, plugins, final=final, unreviewed=unreviewed, general=general)


def drafted_of(
    examined: Examination,
    plugins: Plugins,
    *,
    final: bool = False,
    unreviewed: str = "",
    general: GeneralPart | None = None,
) -> tuple[ContractRequest, Contract, tuple[Finding, ...]]:
    """Return what `drafted` does, of a request that was read before."""
    from izacontract.build.check import with_review
    from izacontract.build.contract import build_contract

    if examined.request is None:
        raise RequestInvalid(examined.findings)
    try:
        contract = build_contract(examined.request, plugins, final=final, general=general)
        if final:
            contract = with_review(contract, unreviewed)
    except RequestInvalid as refused:
        raise RequestInvalid(examined.with_findings(refused.findings)) from refused
    return examined.request, contract, examined.with_findings(contract.findings)

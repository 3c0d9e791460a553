"""`izacontract show`: the contract in the terminal."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from izacontract.cli.library import clause_of, misused
from izacontract.cli.options import ByReference, Lang, Library, RequestFile, report_of
from izacontract.cli.report import Report
from izacontract.errors import TOLD_WITH_DRAFT

if TYPE_CHECKING:
    from izacontract.model.contract import Contract


def show(
    context: typer.Context,
    request: RequestFile,
    clause: Annotated[str | None, typer.Option("--clause", metavar="ID", help="Alleen deze clausule.")] = None,
    why: Annotated[
        bool, typer.Option("--why", help="Zet in de kantlijn wat elke clausule betekent en waarom zij erin staat.")
    ] = False,
    by_reference: ByReference = None,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Print the contract that REQUEST describes, or one clause of it."""
    from izacontract.cli.drafting import draft, given_general, loaded_plugins
    from izacontract.model.own import is_own

    report = report_of(context)
    plugins = loaded_plugins(report)
    if clause is not None and not is_own(clause):
        clause_of(clause, plugins)
    contract, findings = draft(request, plugins, general=given_general(by_reference, plugins))
    report.findings(finding for finding in findings if finding.severity in TOLD_WITH_DRAFT)
    with misused():
        report.data(_printed(contract, clause, report, why=why))


def _printed(contract: Contract, clause: str | None, report: Report, *, why: bool) -> str:
    """Return what is shown; plain text where nobody looks at a terminal, so that it can be searched and compared."""
    from izacontract.render.text import text, text_of_clause

    if why:
        from izacontract.cli.margin import with_notes

        return with_notes(contract, clause, report.language)
    if sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        from izacontract.cli.margin import coloured

        return coloured(contract, clause)
    return text(contract) if clause is None else text_of_clause(contract, clause)

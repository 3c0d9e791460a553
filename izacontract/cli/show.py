"""`izacontract show`: the contract in the terminal."""

from __future__ import annotations

from typing import Annotated

import typer

from izacontract.cli.options import Lang, Library, RequestFile, report_of
from izacontract.cli.report import UsageError
from izacontract.errors import ClauseError, Severity


def show(
    context: typer.Context,
    request: RequestFile,
    clause: Annotated[str | None, typer.Option("--clause", metavar="ID", help="Alleen deze clausule.")] = None,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Print the contract that REQUEST describes, or one clause of it."""
    from izacontract.cli.drafting import draft, loaded_plugins
    from izacontract.render.text import text, text_of_clause

    report = report_of(context)
    plugins = loaded_plugins(report)
    if clause is not None:
        from izacontract.cli.library import known_clause

        known_clause(clause, plugins)
    contract, findings = draft(request, plugins)
    report.findings(finding for finding in findings if finding.severity is Severity.WARNING)
    try:
        report.data(text(contract) if clause is None else text_of_clause(contract, clause))
    except ClauseError as absent:
        raise UsageError(absent.message.nl, absent.message.en, absent.hint.nl, absent.hint.en, absent.code) from absent

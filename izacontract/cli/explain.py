"""`izacontract explain`: why each clause is in the contract or not."""

from __future__ import annotations

from typing import Annotated

import typer

from izacontract.cli.library import clause_of
from izacontract.cli.options import AsJson, ByReference, Lang, Library, RequestFile, report_of
from izacontract.cli.output import AsForm, Force, Out, chosen_form, deliver


def explain(
    context: typer.Context,
    request: RequestFile,
    clause: Annotated[str | None, typer.Option("--clause", metavar="ID", help="Alleen deze clausule.")] = None,
    by_reference: ByReference = None,
    format: AsForm = None,
    as_json: AsJson = False,
    out: Out = None,
    force: Force = False,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Print of every clause, or one, whether REQUEST's contract has it, why, and with which text."""
    from izacontract.cli.drafting import draft, given_general, loaded_plugins
    from izacontract.explain import explain as explanations_of
    from izacontract.model.own import is_own
    from izacontract.reports.explanation import explanation_report

    report = report_of(context)
    chosen = chosen_form(format, as_json, out, request, by_reference, force=force)
    plugins = loaded_plugins(report)
    if clause is not None and not is_own(clause):
        clause_of(clause, plugins)
    contract, _ = draft(request, plugins, general=given_general(by_reference, plugins))
    reported = explanation_report(contract, explanations_of(contract, clause))
    deliver(reported, chosen, out, report, force=force)

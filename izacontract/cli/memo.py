"""`izacontract memo`: what is to be known of a contract and does not stand in it."""

from __future__ import annotations

import typer

from izacontract.cli.options import (
    AsFinal,
    AsJson,
    ByReference,
    Lang,
    Library,
    RequestFile,
    Unreviewed,
    reason_unreviewed,
    report_of,
)
from izacontract.cli.output import AsForm, Force, Out, chosen_form, deliver


def memo(
    context: typer.Context,
    request: RequestFile,
    format: AsForm = None,
    as_json: AsJson = False,
    out: Out = None,
    final: AsFinal = False,
    unreviewed: Unreviewed = None,
    by_reference: ByReference = None,
    force: Force = False,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Write the memo of REQUEST's contract: open points, warnings, deviations, coverage, figures, sources, review."""
    from izacontract.cli.drafting import drafted, given_general, loaded_plugins
    from izacontract.memo import memo_of
    from izacontract.reports.memo import memo_report

    report = report_of(context)
    reason = reason_unreviewed(unreviewed, final=final)
    chosen = chosen_form(format, as_json, out, request, by_reference, force=force)
    plugins = loaded_plugins(report)
    general = given_general(by_reference, plugins)
    read, contract, _ = drafted(request, plugins, final=final, unreviewed=reason, general=general)
    deliver(memo_report(memo_of(contract, read, plugins)), chosen, out, report, force=force)

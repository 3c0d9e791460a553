"""`izacontract deviations`: what the requests of a folder say otherwise than the library."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from izacontract.cli.options import AsJson, Lang, Library, report_of
from izacontract.cli.output import AsForm, Force, Out, chosen_form, deliver


def deviations(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Map met aanvragen (YAML of Excel) en tabellen.")],
    base: Annotated[
        Path | None, typer.Option("--base", metavar="REQUEST", help="Aanvraag waar de rijen van een tabel over gaan.")
    ] = None,
    format: AsForm = None,
    as_json: AsJson = False,
    out: Out = None,
    force: Force = False,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Show clauses by deviation over all requests in FOLDER, with own provisions, annexes, positions and omissions."""
    from izacontract.cli.drafting import loaded_plugins
    from izacontract.deviations import deviations_in
    from izacontract.reports.deviations import deviations_report

    report = report_of(context)
    chosen = chosen_form(format, as_json, out, force=force)
    plugins, rows_of = loaded_plugins(report), None
    if base is not None:
        from izacontract.batch.rows import rows_over
        from izacontract.intake.sources import tree_of

        rows_of = rows_over(tree_of(str(base), plugins), plugins)
    found = deviations_in(folder, plugins, base, rows_of)
    deliver(deviations_report(found, report.language), chosen, out, report, force=force)

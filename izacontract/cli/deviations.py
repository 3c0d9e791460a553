"""`izacontract deviations`: what the requests of a folder say otherwise than the library."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from izacontract.cli.options import AsJson, Lang, Library, report_of
from izacontract.cli.output import AsForm, Force, Out, chosen_form, deliver


def deviations(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Map met aanvragen (YAML of Excel).")],
    format: AsForm = None,
    as_json: AsJson = False,
    out: Out = None,
    force: Force = False,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Show clauses by deviation over all requests in FOLDER, with own provisions, positions and omissions."""
    from izacontract.cli.drafting import loaded_plugins
    from izacontract.deviations import deviations_in
    from izacontract.reports.deviations import deviations_report

    report = report_of(context)
    chosen = chosen_form(format, as_json, out, force=force)
    found = deviations_in(folder, loaded_plugins(report))
    deliver(deviations_report(found, report.language), chosen, out, report, force=force)

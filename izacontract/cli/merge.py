"""`izacontract merge`: take the answer to an inquiry over in the request."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from izacontract.cli.new import YAML, Asked
from izacontract.cli.options import Lang, report_of
from izacontract.cli.output import STANDARD, Force, check_output, put_out
from izacontract.cli.report import PROGRAM, UsageError


def merge(
    context: typer.Context,
    request: Annotated[str, typer.Argument(metavar="REQUEST", help="Aanvraag in YAML, JSON of Excel.")],
    answer: Annotated[str, typer.Argument(metavar="ANSWER", help="Ingevulde uitvraag in Excel, of YAML.")],
    out: Annotated[
        str, typer.Option("--out", "-o", metavar="FILE", help="Nieuwe aanvraag (.yaml); - geeft die als uitvoer.")
    ],
    by: Annotated[Asked, typer.Option("--by", help="Wie het antwoord gaf.")] = Asked.PROVIDER,
    force: Force = False,
    lang: Lang = None,
) -> None:
    """Write REQUEST with what ANSWER supplies; a field that is not for the other party to fill in is never changed."""
    from izacontract.cli.drafting import loaded_plugins
    from izacontract.cli.library import known_sector
    from izacontract.errors import RequestInvalid, Severity
    from izacontract.intake.inquiry import merged
    from izacontract.intake.request_file import request_file
    from izacontract.intake.schema import schema
    from izacontract.intake.sources import tree_of

    report = report_of(context)
    if out != STANDARD and Path(out).suffix.lower() not in YAML:
        raise UsageError(
            f"De nieuwe aanvraag is YAML, maar {out} eindigt niet op .yaml.",
            f"The new request is YAML, but {out} does not end in .yaml.",
            f"Bijvoorbeeld: {PROGRAM} merge {request} {answer} -o nieuw.yaml",
            f"For example: {PROGRAM} merge {request} {answer} -o new.yaml",
        )
    check_output(out, request, answer, force=force, binary=False)
    plugins = loaded_plugins(report)
    tree = tree_of(request, plugins)
    if any(finding.severity is Severity.FAULT for finding in tree.findings):
        raise RequestInvalid(tree.findings)
    sector = known_sector(str(tree.sector or ""), plugins)
    found = merged(tree, tree_of(answer, plugins), sector, plugins, by.supplier)
    report.findings(found.findings)
    put_out(request_file(schema(sector.code, plugins), found.tree.root), out, report, force=force)
    report.say(
        f"Overgenomen: {len(found.taken)} velden en lijsten. Controleer met: {PROGRAM} check {out}",
        f"Taken over: {len(found.taken)} fields and lists. Check it with: {PROGRAM} check {out}",
    )

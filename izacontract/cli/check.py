"""`izacontract check`: every fault, warning and open point of a request at once."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from izacontract.cli.options import AsJson, Lang, Library, RequestFile, report_of
from izacontract.cli.report import Report
from izacontract.errors import ExitStatus, Finding, RequestInvalid, Severity
from izacontract.render.answers import json_answer

SHAPE = "izacontract/check/1"


def check(
    context: typer.Context, request: RequestFile, as_json: AsJson = False, library: Library = None, lang: Lang = None
) -> None:
    """Report everything about REQUEST that is wrong, deserves a warning or is still open."""
    from izacontract.cli.drafting import draft, loaded_plugins

    report = report_of(context)
    plugins = loaded_plugins(report)
    try:
        findings = draft(request, plugins)[1]
    except RequestInvalid as refused:
        findings = refused.findings
        if not as_json:
            raise
    if as_json:
        report.data(as_text(findings, report))
    else:
        report.findings(findings)
        counts = report.counts(findings, Severity.OPEN, Severity.WARNING)
        report.say(f"De aanvraag is goed; {counts}.", f"The request is valid; {counts}.")
    if not is_valid(findings):
        raise typer.Exit(ExitStatus.REQUEST)


def is_valid(findings: Sequence[Finding]) -> bool:
    """Return whether none of `findings` is a fault."""
    return all(finding.severity is not Severity.FAULT for finding in findings)


def as_text(findings: Sequence[Finding], report: Report) -> str:
    """Return the findings as JSON in the shape `izacontract/check/1`, messages in the language of the report."""
    answer = {
        "schema": SHAPE,
        "valid": is_valid(findings),
        "findings": [report.entry(finding) for finding in findings],
    }
    return json_answer(answer)

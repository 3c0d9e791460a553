"""`izacontract check`: every fault, warning and open point of a request at once."""

from __future__ import annotations

import json
from collections.abc import Sequence

import typer

from izacontract.cli.options import AsJson, Lang, Library, RequestFile, report_of
from izacontract.cli.report import Report
from izacontract.errors import ExitStatus, Finding, RequestInvalid, Severity, dotted

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
        "findings": [
            {
                "severity": finding.severity.value,
                "code": finding.code,
                "path": dotted(finding.path),
                "message": finding.message.in_language(report.language),
                "hint": finding.hint.in_language(report.language),
                "file": finding.position.file if finding.position else None,
                "line": (finding.position.line or None) if finding.position else None,
                "column": (finding.position.column or None) if finding.position else None,
                "sheet": (finding.position.sheet or None) if finding.position else None,
                "cell": (finding.position.cell or None) if finding.position else None,
            }
            for finding in findings
        ],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2)

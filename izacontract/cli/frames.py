"""`izacontract frames`: take the standard Word frame along to restyle it, and see what a frame of your own lacks."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import typer

from izacontract.cli.options import AsJson, Lang, report_of
from izacontract.cli.output import STANDARD, Force
from izacontract.cli.report import Report
from izacontract.errors import ExitStatus, Finding, Severity
from izacontract.render.answers import json_answer

SHAPE: Final = "izacontract/frame-check/1"

frames = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@frames.command("export", help="Schrijf het standaardsjabloon, als begin van een eigen sjabloon.")
def export(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="Doelbestand (.docx); - is de standaarduitvoer.")],
    force: Force = False,
    lang: Lang = None,
) -> None:
    """Write the standard frame to FILE."""
    from izacontract.cli.files import write_whole
    from izacontract.render.frame_mending import standard_frame

    report = report_of(context)
    if file == STANDARD:
        report.data(standard_frame())
        return
    write_whole(Path(file), standard_frame(), force=force)
    report.say(
        f"Geschreven: {file}. Verander de opmaak van de stijlen, niet hun naam, en laat de codes staan.",
        f"Written: {file}. Change the looks of the styles, not their names, and leave the tags.",
    )


@frames.command("check", help="Meld alles wat aan een eigen Word-sjabloon ontbreekt of fout is.")
def check(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="Het Word-sjabloon; - leest de standaardinvoer.")],
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Report everything that is wrong with the frame in FILE or deserves a warning."""
    from izacontract.render.frame import examine_frame, frame_bytes
    from izacontract.word.package import MOST_PACKED

    report = report_of(context)
    data = sys.stdin.buffer.read(MOST_PACKED + 1) if file == STANDARD else frame_bytes(Path(file))
    frame, findings = examine_frame(data)
    if as_json:
        report.data(as_text(file, findings, report))
    else:
        report.findings(findings)
        counts = report.counts(findings, Severity.WARNING)
        if frame is None:
            report.say(f"Het sjabloon is niet goed: {counts}.", f"The frame is not valid: {counts}.")
        else:
            report.say(f"Het sjabloon is goed; {counts}.", f"The frame is valid; {counts}.")
    if frame is None:
        raise typer.Exit(ExitStatus.PLUGIN)


def as_text(file: str, findings: Sequence[Finding], report: Report) -> str:
    """Return the findings as JSON in the shape `izacontract/frame-check/1`, messages in the language of the report."""
    answer = {
        "schema": SHAPE,
        "file": file,
        "valid": all(finding.severity is not Severity.FAULT for finding in findings),
        "findings": [report.entry(finding, "severity", "code", "message", "hint") for finding in findings],
    }
    return json_answer(answer)

"""Where a report goes: standard output, or a file that is never overwritten unasked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from izacontract.cli.report import Report, UsageError

STANDARD: Final = "-"
Out = Annotated[
    str | None,
    typer.Option("--out", "-o", metavar="FILE", help="Doelbestand; zonder opgave, of bij -, de standaarduitvoer."),
]
Force = Annotated[bool, typer.Option("--force", help="Overschrijf een bestaand bestand.")]


def check_output(out: str | None, *, force: bool, binary: bool) -> None:
    """Raise FileError when `out` may not be written, UsageError when `binary` would fill a terminal."""
    if out is not None and out != STANDARD:
        from izacontract.cli.files import check_target

        check_target(Path(out), force=force)
    elif binary and out is None and sys.stdout.isatty():
        raise UsageError(
            "Een Excel- of Word-bestand is niet te lezen in de terminal.",
            "An Excel or Word file cannot be read in the terminal.",
            "Noem een bestand met -o.",
            "Name a file with -o.",
        )


def put_out(printed: str | bytes, out: str | None, report: Report, *, force: bool) -> None:
    """Write `printed` to the file `out`, or to standard output without one."""
    if out is None or out == STANDARD:
        report.data(printed)
        return
    from izacontract.cli.files import write_whole

    write_whole(Path(out), printed.encode() if isinstance(printed, str) else printed, force=force)
    report.say(f"Geschreven: {out}.", f"Written: {out}.")

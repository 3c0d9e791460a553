"""In which form a report is written and where it goes: standard output, or a file that is never overwritten unasked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from izacontract.cli.report import Report, UsageError
from izacontract.reports.forms import SUFFIXES, ReportForm, form_of, printed

if TYPE_CHECKING:
    from izacontract.reports.page import Reportable

STANDARD: Final = "-"
Out = Annotated[
    str | None,
    typer.Option("--out", "-o", metavar="FILE", help="Doelbestand; zonder opgave, of bij -, de standaarduitvoer."),
]
AsForm = Annotated[
    ReportForm | None, typer.Option("--format", help="Vorm; zonder opgave volgt zij uit de naam na -o, anders text.")
]
Force = Annotated[bool, typer.Option("--force", help="Overschrijf een bestaand bestand.")]


def chosen_form(
    form: ReportForm | None, as_json: bool, out: str | None, *given: str | Path | None, force: bool
) -> ReportForm:
    """Return the form to write: `form`, JSON, or what the name `out` asks for.

    Raises UsageError for two forms at once, for a name that ends in no form and for a file that would fill a terminal,
    FileError when `out` may not be written, as one of the files that were `given` to be read may not.
    """
    if as_json and form not in (None, ReportForm.JSON):
        raise UsageError(
            f"--json en --format {form} gaan niet samen.",
            f"--json and --format {form} do not go together.",
            "Kies één van beide; zie --help.",
            "Choose one of the two; see --help.",
        )
    chosen = ReportForm.JSON if as_json else form or form_of(out or "")
    if chosen is None:
        raise UsageError(
            f"De naam {out} eindigt niet op een vorm waarin izacontract een overzicht schrijft.",
            f"The name {out} does not end in a form in which izacontract writes a report.",
            f"Laat de naam eindigen op een van: {', '.join(SUFFIXES)}.",
            f"Let the name end in one of: {', '.join(SUFFIXES)}.",
        )
    check_output(out, *given, force=force, binary=chosen.is_binary)
    return chosen


def deliver(reported: Reportable, form: ReportForm, out: str | None, report: Report, *, force: bool) -> None:
    """Write `reported` in `form` to the file `out`, or to standard output without one."""
    put_out(printed(reported, form), out, report, force=force)


def check_output(out: str | None, *given: str | Path | None, force: bool, binary: bool) -> None:
    """Raise FileError when `out` may not be written, as no file `given` to be read may be.

    Raises UsageError when `binary` would fill a terminal.
    """
    if out is not None and out != STANDARD:
        from izacontract.cli.files import check_target, given_files

        check_target(Path(out), force=force, sources=given_files(*given))
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

"""`izacontract compare`: what differs between two contracts, or between two days of the library, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from izacontract.cli.options import AsJson, Lang, Library, report_of
from izacontract.cli.output import Force, Out, chosen_form, put_out
from izacontract.cli.report import Report, UsageError
from izacontract.errors import ExitStatus
from izacontract.reports.forms import ReportForm, printed

if TYPE_CHECKING:
    from izacontract.differ.changes import Comparison
    from izacontract.host import Plugins


SIDE: Final = "aanvraag, contract als JSON of document van izacontract"


def compare(
    context: typer.Context,
    old: Annotated[str | None, typer.Argument(metavar="OLD", help=f"Wat was: {SIDE}.")] = None,
    new: Annotated[str | None, typer.Argument(metavar="NEW", help=f"Wat wordt: {SIDE}.")] = None,
    sector: Annotated[
        str | None,
        typer.Option("--sector", metavar="S", help="Vergelijk de bibliotheek voor deze zorgsoort op twee dagen."),
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="Eerste dag bij --sector (jjjj-mm-dd).")
    ] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Tweede dag bij --sector.")] = None,
    format: Annotated[
        ReportForm | None,
        typer.Option(
            "--format",
            help="Vorm; zonder opgave volgt zij uit de naam na -o, anders text. docx van twee bestanden: revisies.",
        ),
    ] = None,
    as_json: AsJson = False,
    frame: Annotated[Path | None, typer.Option("--frame", metavar="FILE", help="Eigen Word-sjabloon bij docx.")] = None,
    out: Out = None,
    force: Force = False,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Report what differs between OLD and NEW, or for a sector between two days; status 1 when anything does."""
    from izacontract.cli.drafting import loaded_plugins
    from izacontract.reports.comparison import comparison_report

    report = report_of(context)
    chosen = chosen_form(format, as_json, out, old, new, frame, force=force)
    if frame is not None and (sector is not None or chosen is not ReportForm.DOCX):
        raise _misused("--frame geldt alleen voor docx van twee bestanden.", "--frame is for docx of two files only.")
    if sector is not None:
        if old or new:
            raise _misused(
                "--sector vergelijkt de bibliotheek: zonder OLD en NEW.",
                "--sector compares the library: without OLD and NEW.",
            )
        comparison = _of_library(sector, start, end, loaded_plugins(report))
        written = printed(comparison_report(comparison), chosen)
    else:
        if old is None or new is None or start or end or old == new == "-":
            raise _misused(
                "Noem twee bestanden om te vergelijken, of --sector met --from en --to.",
                "Name two files to compare, or --sector with --from and --to.",
            )
        comparison, written = _of_files(old, new, chosen, frame, report)
    put_out(written, out, report, force=force)
    if comparison.differs or comparison.altered:
        raise typer.Exit(ExitStatus.DIFFERENCES)


def _of_library(sector: str, start: str | None, end: str | None, plugins: Plugins) -> Comparison:
    from izacontract.cli.library import day_of, known_sector
    from izacontract.differ.library import compare_library

    known_sector(sector, plugins)
    first, last = day_of(start), day_of(end)
    if first is None or last is None:
        raise _misused("Bij --sector horen --from en --to.", "--sector needs --from and --to.")
    return compare_library(plugins, plugins.sectors[sector], first, last)


def _of_files(
    old: str, new: str, form: ReportForm, frame: Path | None, report: Report
) -> tuple[Comparison, str | bytes]:
    """Return what differs between two files, written as a report, or in Word as the tracked changes between them."""
    from izacontract.cli.drafting import loaded_plugins
    from izacontract.cli.sides import compared, read_side
    from izacontract.reports.comparison import comparison_report

    plugins = loaded_plugins(report)
    was, now = read_side(old, plugins), read_side(new, plugins)
    comparison = compared(was, now, plugins)
    if form is not ReportForm.DOCX:
        return comparison, printed(comparison_report(comparison), form)
    from izacontract.render.frame import read_frame
    from izacontract.reports.redline import NOT_COMPARED, redline

    chosen = read_frame(frame)
    written = redline(was.word(chosen), now.word(chosen))
    report.say(f"Niet vergeleken: {NOT_COMPARED.nl}.", f"Not compared: {NOT_COMPARED.en}.")
    return comparison, written


def _misused(nl: str, en: str) -> UsageError:
    return UsageError(nl, en, "Zie: izacontract compare --help", "See: izacontract compare --help")

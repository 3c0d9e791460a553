"""`izacontract compare`: what differs between two contracts, or between two days of the library, and why."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from izacontract.cli.options import AsJson, Lang, Library, report_of
from izacontract.cli.output import Force, Out, check_output, put_out
from izacontract.cli.report import UsageError
from izacontract.errors import ExitStatus

if TYPE_CHECKING:
    from izacontract.differ.changes import Comparison
    from izacontract.host import Plugins


class Format(StrEnum):
    """The forms in which a comparison can be written."""

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"
    JSON = "json"


SUFFIXES: Final = {
    ".txt": Format.TEXT,
    ".html": Format.HTML,
    ".docx": Format.DOCX,
    ".xlsx": Format.XLSX,
    ".json": Format.JSON,
}
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
        Format | None,
        typer.Option("--format", help="Vorm; zonder opgave volgt zij uit de naam na -o, anders text. docx: revisies."),
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

    report = report_of(context)
    chosen = _chosen(format, as_json, out)
    check_output(out, force=force, binary=chosen in (Format.DOCX, Format.XLSX))
    if frame is not None and chosen is not Format.DOCX:
        raise _misused("--frame geldt alleen voor docx.", "--frame is for docx only.")
    if sector is not None:
        if old or new or chosen is Format.DOCX:
            raise _misused(
                "--sector vergelijkt de bibliotheek: zonder OLD en NEW, en niet als docx.",
                "--sector compares the library: without OLD and NEW, and not as docx.",
            )
        comparison = _of_library(sector, start, end, loaded_plugins(report))
        printed = _printed(comparison, chosen)
    else:
        if old is None or new is None or start or end or old == new == "-":
            raise _misused(
                "Noem twee bestanden om te vergelijken, of --sector met --from en --to.",
                "Name two files to compare, or --sector with --from and --to.",
            )
        comparison, printed = _of_files(old, new, chosen, frame, loaded_plugins(report))
    put_out(printed, out, report, force=force)
    if chosen is Format.DOCX:
        from izacontract.reports.comparison.redline import NOT_COMPARED

        report.say(f"Niet vergeleken: {NOT_COMPARED.nl}.", f"Not compared: {NOT_COMPARED.en}.")
    if comparison.differs:
        raise typer.Exit(ExitStatus.DIFFERENCES)


def _chosen(format: Format | None, as_json: bool, out: str | None) -> Format:
    if as_json and format not in (None, Format.JSON):
        raise _misused(
            f"--json en --format {format} gaan niet samen.", f"--json and --format {format} do not go together."
        )
    return Format.JSON if as_json else format or SUFFIXES.get(Path(out or "").suffix.lower(), Format.TEXT)


def _of_library(sector: str, start: str | None, end: str | None, plugins: Plugins) -> Comparison:
    from izacontract.cli.library import day_of, known_sector
    from izacontract.differ.library import compare_library

    known_sector(sector, plugins)
    first, last = day_of(start), day_of(end)
    if first is None or last is None:
        raise _misused("Bij --sector horen --from en --to.", "--sector needs --from and --to.")
    return compare_library(plugins, plugins.sectors[sector], first, last)


def _of_files(
    old: str, new: str, format: Format, frame: Path | None, plugins: Plugins
) -> tuple[Comparison, str | bytes]:
    from izacontract.cli.sides import compared, read_side

    was, now = read_side(old, plugins), read_side(new, plugins)
    comparison = compared(was, now, plugins)
    if format is not Format.DOCX:
        return comparison, _printed(comparison, format)
    from izacontract.render.frame import read_frame
    from izacontract.reports.comparison.redline import redline

    chosen = read_frame(frame)
    return comparison, redline(was.word(chosen), now.word(chosen))


def _printed(comparison: Comparison, format: Format) -> str | bytes:
    match format:
        case Format.JSON:
            from izacontract.reports.comparison.json import comparison_json

            return comparison_json(comparison)
        case Format.HTML:
            from izacontract.reports.comparison.html import comparison_html

            return comparison_html(comparison)
        case Format.XLSX:
            from izacontract.reports.comparison.xlsx import comparison_xlsx

            return comparison_xlsx(comparison)
        case _:
            from izacontract.reports.comparison.text import comparison_text

            return comparison_text(comparison)


def _misused(nl: str, en: str) -> UsageError:
    return UsageError(nl, en, "Zie: izacontract compare --help", "See: izacontract compare --help")

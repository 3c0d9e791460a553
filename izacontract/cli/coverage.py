"""`izacontract coverage`: what of the national agreements landed in a contract, or in the library."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from izacontract.cli.options import AsJson, Lang, Library, report_of
from izacontract.cli.output import STANDARD, Force, Out, check_output, put_out
from izacontract.cli.report import UsageError

if TYPE_CHECKING:
    from izacontract.coverage import Coverage
    from izacontract.host import Plugins

ALL: Final = "alle"


class Format(StrEnum):
    """The forms in which a coverage can be written."""

    TEXT = "text"
    HTML = "html"
    XLSX = "xlsx"
    JSON = "json"


SUFFIXES: Final = {".txt": Format.TEXT, ".html": Format.HTML, ".xlsx": Format.XLSX, ".json": Format.JSON}


def coverage(
    context: typer.Context,
    subject: Annotated[
        str,
        typer.Argument(
            metavar="REQUEST|SECTOR",
            help="Aanvraag, - voor de standaardinvoer, een zorgsoort, of alle voor alle zorgsoorten.",
        ),
    ] = ALL,
    format: Annotated[
        Format | None, typer.Option("--format", help="Vorm; zonder opgave volgt zij uit de naam na -o, anders text.")
    ] = None,
    as_json: AsJson = False,
    out: Out = None,
    force: Force = False,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """Hold the agreements against the contract that REQUEST describes, against SECTOR's clauses, or against all."""
    from izacontract.cli.drafting import loaded_plugins
    from izacontract.coverage import unlinked

    report = report_of(context)
    chosen = _chosen(format, as_json, out)
    check_output(out, force=force, binary=chosen is Format.XLSX)
    plugins = loaded_plugins(report)
    coverages = _coverages(subject, plugins)
    put_out(_printed(coverages, chosen, unlinked(plugins.library)), out, report, force=force)


def _chosen(format: Format | None, as_json: bool, out: str | None) -> Format:
    if as_json and format not in (None, Format.JSON):
        raise UsageError(
            f"--json en --format {format} gaan niet samen.",
            f"--json and --format {format} do not go together.",
            "Kies één van beide.",
            "Choose one of the two.",
        )
    return Format.JSON if as_json else format or SUFFIXES.get(Path(out or "").suffix.lower(), Format.TEXT)


def _coverages(subject: str, plugins: Plugins) -> list[Coverage]:
    from izacontract.coverage import coverage as contract_coverage
    from izacontract.coverage import sector_coverage

    if subject in plugins.sectors:
        return [sector_coverage(plugins.sectors[subject], plugins.library)]
    if subject == ALL and not plugins.sectors:
        raise UsageError(
            "Er is geen plugin met een zorgsoort.",
            "There is no plugin with a sector.",
            "Zie: izacontract plugins",
            "See: izacontract plugins",
        )
    if subject == ALL:
        return [sector_coverage(sector, plugins.library) for sector in plugins.sectors.values()]
    if subject != STANDARD and not Path(subject).exists():
        raise _unknown(subject, plugins)
    from izacontract.cli.drafting import draft

    return [contract_coverage(draft(subject, plugins)[0])]


def _unknown(subject: str, plugins: Plugins) -> UsageError:
    names = ", ".join((*plugins.sectors, ALL))
    return UsageError(
        f"'{subject}' is geen bestand en geen zorgsoort.",
        f"'{subject}' is neither a file nor a sector.",
        f"Noem een aanvraag, of kies uit: {names}.",
        f"Name a request, or choose from: {names}.",
    )


def _printed(coverages: Sequence[Coverage], format: Format, unlinked: Sequence[str]) -> str | bytes:
    match format:
        case Format.JSON:
            from izacontract.render.coverage.json import coverage_json

            return coverage_json(coverages, unlinked)
        case Format.HTML:
            from izacontract.render.coverage.html import coverage_html

            return coverage_html(coverages, unlinked)
        case Format.XLSX:
            from izacontract.render.coverage.xlsx import coverage_xlsx

            return coverage_xlsx(coverages, unlinked)
        case Format.TEXT:
            from izacontract.render.coverage.text import coverage_text

            return coverage_text(coverages, unlinked)

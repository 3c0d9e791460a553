"""`izacontract plugins`, its `new` and `check`, and `schema`: what is installed, and what a request may hold."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from izacontract.cli.library import known_sector
from izacontract.cli.options import AsJson, Lang, Library, report_of
from izacontract.cli.report import PROGRAM, Report
from izacontract.errors import ExitStatus, Severity
from izacontract.render.answers import json_answer

if TYPE_CHECKING:
    from izacontract.testing.check import PluginReport

CHECK: Final = "izacontract/plugin-check/1"


class NewPluginKind(StrEnum):
    """What a new plugin is for."""

    SECTOR = "sector"
    RULES = "rules"


plugins = typer.Typer(rich_markup_mode=None)


@plugins.callback(invoke_without_command=True)
def listing(context: typer.Context, as_json: AsJson = False, lang: Lang = None, library: Library = None) -> None:
    """List the plugins, with their sectors and clauses, and those that do not work."""
    if context.invoked_subcommand is not None:
        return
    from izacontract.cli.plugin_list import list_plugins

    list_plugins(report_of(context), as_json=as_json)


@plugins.command("new", help="Maak een nieuwe plugin: een pakket met een clausule, regels, controles en tests.")
def new(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Naam van de plugin, zoals paramedisch.")],
    kind: Annotated[
        NewPluginKind,
        typer.Option("--kind", help="sector: een zorgsoort; rules: regels van uw huis voor elke zorgsoort."),
    ] = NewPluginKind.SECTOR,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FOLDER", help="Map; anders izacontract-NAME.")
    ] = None,
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", help="Naam van de zorgsoort of het huis in teksten.")
    ] = "",
    lang: Lang = None,
) -> None:
    """Make the package of a new plugin in FOLDER, ready to install and to test."""
    from izacontract.testing.scaffold import make_plugin

    report = report_of(context)
    made = make_plugin(name, kind.value, out or Path(f"{PROGRAM}-{name}"), title)
    report.say(f"Geschreven: {made.folder}. Ga verder met:", f"Written: {made.folder}. Go on with:")
    steps = (
        f"cd {made.folder}",
        "pip install -e '.[test]'",
        "pytest",
        f"{PROGRAM} generate {made.request} -o contract.docx",
    )
    for step in steps:
        report.say(f"    {step}", f"    {step}")


@plugins.command("check", help="Controleer geïnstalleerde plugins: hooks, teksten, bronnen, regels en taal.")
def check(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Naam van de plugin; anders alle.")] = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Report what is wrong with the plugin NAME, or with each installed one, and what to do about it."""
    from izacontract.testing.check import check_plugin
    from izacontract.testing.loading import installed

    report = report_of(context)
    names = [name] if name else [found.name for found in installed()]
    checked = []
    for one in names:
        checked.append(check_plugin(one))
        if not as_json:
            _say(checked[-1], report)
    if as_json:
        report.data(json_answer({"schema": CHECK, "plugins": [_checked(one, report) for one in checked]}))
    elif not names:
        report.say("Er zijn geen plugins.", "There are no plugins.")
    if any(one.faults for one in checked):
        raise typer.Exit(ExitStatus.PLUGIN)


def _say(checked: PluginReport, report: Report) -> None:
    report.findings(checked.findings)
    counts = report.counts(checked.findings, Severity.WARNING)
    if checked.faults:
        report.say(
            f"Plugin {checked.plugin} is niet goed: {counts}.", f"Plugin {checked.plugin} is not right: {counts}."
        )
    else:
        report.say(f"Plugin {checked.plugin} is goed; {counts}.", f"Plugin {checked.plugin} is right; {counts}.")


def _checked(checked: PluginReport, report: Report) -> dict[str, Any]:
    return {
        "name": checked.plugin,
        "distribution": checked.distribution,
        "version": checked.version,
        "valid": not checked.faults,
        "findings": [
            report.entry(finding, "severity", "code", "message", "hint", "file", "line") for finding in checked.findings
        ],
    }


def schema(
    context: typer.Context,
    sector: Annotated[str, typer.Argument(metavar="SECTOR", help="Code van een geïnstalleerde zorgsoort.")],
    lang: Lang = None,
) -> None:
    """Print the JSON Schema of a request for SECTOR."""
    from izacontract.cli.drafting import loaded_plugins
    from izacontract.intake import schema as schema_of

    report = report_of(context)
    installed = loaded_plugins(report)
    known_sector(sector, installed)
    report.data(json_answer(schema_of(sector, installed)))

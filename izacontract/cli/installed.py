"""`izacontract plugins` and `schema`: what is installed, and what a request for it may hold."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from izacontract.cli.clause_pages import as_json as json_of
from izacontract.cli.clause_pages import columns
from izacontract.cli.library import known_sector
from izacontract.cli.options import AsJson, Lang, Library, report_of

PLUGINS: Final = "izacontract/plugins/1"


def plugins(context: typer.Context, as_json: AsJson = False, lang: Lang = None, library: Library = None) -> None:
    """List the plugins, with their sectors and clauses, and those that do not work."""
    from izacontract.cli.drafting import loaded_plugins

    report = report_of(context)
    found = loaded_plugins(report, warn=False)
    wrong = found.library_problem
    if as_json:
        answer = {
            "schema": PLUGINS,
            "plugins": [
                {
                    "name": plugin.name,
                    "distribution": plugin.distribution,
                    "version": plugin.version,
                    "sectors": list(plugin.sectors),
                    "clauses": list(plugin.clauses),
                }
                for plugin in found.installed
            ],
            "problems": [
                {"name": p.name, "distribution": p.distribution, "cause": p.cause.in_language(report.language)}
                for p in found.problems
            ],
            "library": wrong.message.in_language(report.language) if wrong else None,
        }
        report.data(json_of(answer))
        return
    words = report.told("clausules", "clauses")
    unknown = report.told("clausules onbekend", "clauses unknown")
    rows = [
        (
            p.name,
            f"{p.distribution} {p.version}",
            unknown if wrong else f"{len(p.clauses)} {words}",
            ", ".join(p.sectors),
        )
        for p in found.installed
    ]
    if rows:
        report.data(columns(rows))
    else:
        report.say("Er zijn geen plugins.", "There are no plugins.")
    report.broken_plugins(found.problems)
    if wrong:
        report.error(wrong)


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
    report.data(json_of(schema_of(sector, installed)))

"""`izacontract clauses`, `plugins` and `schema`: what is installed."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from izacontract.cli.options import AsJson, Lang, report_of
from izacontract.cli.report import UsageError
from izacontract.errors import NoVersionInForce

if TYPE_CHECKING:
    from izacontract.host import Plugins
    from izacontract.model.clause import Clause, ClauseVersion

CLAUSES: Final = "izacontract/clauses/1"
CLAUSE: Final = "izacontract/clause/1"
PLUGINS: Final = "izacontract/plugins/1"

FEW: Final = 12
"""So many names still fit in a hint."""


class Action(StrEnum):
    """What `clauses` does."""

    LIST = "list"
    SHOW = "show"


def clauses(
    context: typer.Context,
    action: Annotated[Action, typer.Argument(help="list of show.")] = Action.LIST,
    clause: Annotated[str | None, typer.Argument(metavar="[ID]", help="Id van de clausule bij show.")] = None,
    sector: Annotated[
        str | None, typer.Option("--sector", metavar="S", help="Alleen clausules van deze zorgsoort.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DAY", help="De tekst die geldt op deze dag (jjjj-mm-dd).")
    ] = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """List the clauses of the library, or show one with its text; without --as-of with every day it changed."""
    from izacontract.cli.drafting import loaded_plugins

    report = report_of(context)
    day = day_of(as_of)
    if (action is Action.SHOW) != (clause is not None):
        raise UsageError(
            "Geef een id op na show, en alleen daar.",
            "Name an id after show, and only there.",
            "Alle ids: izacontract clauses",
            "All ids: izacontract clauses",
        )
    installed = loaded_plugins(report)
    if sector is not None:
        known_sector(sector, installed)
    if clause is not None:
        found = known_clause(clause, installed)
        version = version_of(found, day)
        report.data(_json(_full(found, version)) if as_json else "\n".join(_page(found, version)))
        return
    listed = [c for c in installed.library.clauses.values() if _holds(c, sector, day)]
    if as_json:
        report.data(_json({"schema": CLAUSES, "clauses": [_brief(c, day) for c in listed]}))
    else:
        report.data("\n".join(_columns([_row(c, day) for c in listed])))


def plugins(context: typer.Context, as_json: AsJson = False, lang: Lang = None) -> None:
    """List the plugins, with their sectors and clauses, and those that do not work."""
    from izacontract.host import load_plugins

    report = report_of(context)
    found = load_plugins()
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
        }
        report.data(_json(answer))
        return
    words = report.told("clausules", "clauses")
    rows = [
        (p.name, f"{p.distribution} {p.version}", f"{len(p.clauses)} {words}", ", ".join(p.sectors))
        for p in found.installed
    ]
    report.data("\n".join(_columns(rows)))
    report.broken_plugins(found.problems)


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
    report.data(_json(schema_of(sector, installed)))


def known_sector(sector: str, plugins: Plugins) -> None:
    """Raise UsageError, with the installed ones, when `sector` is not installed."""
    if sector not in plugins.sectors:
        raise UsageError(
            f"Zorgsoort '{sector}' is niet geïnstalleerd.",
            f"Sector '{sector}' is not installed.",
            *_meant(sector, plugins.sectors),
        )


def known_clause(clause: str, plugins: Plugins) -> Clause:
    """Return the clause with this id; raises UsageError, with the nearest id, when there is none."""
    if clause not in plugins.library.clauses:
        raise UsageError(
            f"Clausule '{clause}' bestaat niet.",
            f"Clause '{clause}' does not exist.",
            *_meant(clause, plugins.library.clauses),
        )
    return plugins.library.clauses[clause]


def version_of(clause: Clause, day: date | None) -> ClauseVersion:
    """Return the text of `clause` on `day`, without a day its newest; raises UsageError when there is none."""
    try:
        return clause.version_on(day) if day else clause.versions[-1]
    except NoVersionInForce as error:
        raise UsageError(error.message.nl, error.message.en, error.hint.nl, error.hint.en, error.code) from error


def day_of(text: str | None) -> date | None:
    """Return the day that `text` writes as yyyy-mm-dd; raises UsageError when it writes none."""
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise UsageError(
            f"'{text}' is geen datum.",
            f"'{text}' is not a date.",
            "Typ jaar, maand en dag: 2026-01-31.",
            "Type year, month and day: 2026-01-31.",
        ) from error


def _meant(typed: str, known: Collection[str]) -> tuple[str, str]:
    from izacontract.intake.translate import nearest

    if found := nearest(typed, known):
        return f"Bedoelt u '{found}'?", f"Did you mean '{found}'?"
    if len(known) > FEW:
        return "Alle ids: izacontract clauses", "All ids: izacontract clauses"
    names = ", ".join(known)
    return f"Kies uit: {names}.", f"Choose from: {names}."


def _holds(clause: Clause, sector: str | None, day: date | None) -> bool:
    if sector is not None and clause.sectors is not None and sector not in clause.sectors:
        return False
    try:
        return day is None or bool(clause.version_on(day))
    except NoVersionInForce:
        return False


def _since(clause: Clause, day: date | None) -> list[str]:
    versions: Iterable[ClauseVersion] = [clause.version_on(day)] if day else clause.versions
    return [version.since.isoformat() for version in versions]


def _row(clause: Clause, day: date | None) -> tuple[str, ...]:
    sectors = ", ".join(sorted(clause.sectors)) if clause.sectors else "alle"
    return clause.id, clause.title, clause.slot, clause.presence.value, sectors, ", ".join(_since(clause, day))


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _brief(clause: Clause, day: date | None) -> dict[str, Any]:
    return {
        "id": clause.id,
        "title": clause.title,
        "plugin": clause.plugin,
        "slot": clause.slot,
        "presence": clause.presence.value,
        "sectors": sorted(clause.sectors) if clause.sectors is not None else None,
        "topic": clause.topic,
        "versions": _since(clause, day),
        "withdrawn": clause.withdrawn.isoformat() if clause.withdrawn else None,
    }


def _full(clause: Clause, version: ClauseVersion) -> dict[str, Any]:
    return {
        "schema": CLAUSE,
        **_brief(clause, None),
        "explanation": clause.explanation,
        "since": version.since.isoformat(),
        "change": version.change,
        "text": version.text,
        "variables": {
            name: {"type": v.type, "key": v.key, "parameter": v.parameter, "optional": v.optional}
            for name, v in version.variables.items()
        },
        "terms": [{"term": term.term, "meaning": term.meaning} for term in version.terms],
        "sources": [
            {
                "document": source.document,
                "section": source.section,
                "consulted": source.consulted.isoformat() if source.consulted else None,
                "url": source.url,
                "edition": source.edition,
            }
            for source in version.sources
        ],
    }


def _page(clause: Clause, version: ClauseVersion) -> list[str]:
    days = ", ".join(_since(clause, None))
    sectors = ", ".join(sorted(clause.sectors)) if clause.sectors else "alle"
    ends = f"; ingetrokken per {clause.withdrawn.isoformat()}" if clause.withdrawn else ""
    return [
        f"{clause.id}: {clause.title}",
        f"plaats {clause.slot}, {clause.presence.value}, zorgsoorten: {sectors}",
        f"versies: {days}{ends}",
        "",
        clause.explanation.strip(),
        "",
        f"Tekst sinds {version.since.isoformat()}: {version.change}",
        "",
        version.text.strip(),
        "",
        *(f"Bron: {source.document}, {source.section}" for source in version.sources),
    ]


def _json(answer: object) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=2)

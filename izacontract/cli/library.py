"""`izacontract clauses`: the clauses of the library, its dated figures, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from types import ModuleType
from typing import TYPE_CHECKING, Annotated

import typer

from izacontract.cli import clause_pages as pages
from izacontract.cli.options import AsJson, Lang, Library, report_of
from izacontract.cli.report import Report, UsageError
from izacontract.errors import ClauseError, ExitStatus, Told
from izacontract.meant import meant_or

if TYPE_CHECKING:
    from izacontract.host import Plugins
    from izacontract.model.clause import Clause, ClauseVersion
    from izacontract.model.sector import Sector


class Action(StrEnum):
    """What `clauses` does."""

    LIST = "list"
    SHOW = "show"
    PARAMETERS = "parameters"
    SLOTS = "slots"
    TOPICS = "topics"
    SECTIONS = "sections"
    LINT = "lint"
    RELEASE = "release"


def clauses(
    context: typer.Context,
    action: Annotated[
        Action, typer.Argument(help="list, show, parameters, slots, topics, sections, lint of release.")
    ] = Action.LIST,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID|FOLDER...]", help="Id van de clausule bij show; mappen met clausules bij release."),
    ] = None,
    sector: Annotated[
        str | None, typer.Option("--sector", metavar="S", help="Alleen clausules van deze zorgsoort.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DAY", help="De tekst die geldt op deze dag (jjjj-mm-dd).")
    ] = None,
    renew: Annotated[
        bool,
        typer.Option("--renew", help="Leg bij release ook gewijzigde teksten vast; alleen vóór de eerste uitgave."),
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Noem bij lint elke bron waarvoor wordt gewaarschuwd.")
    ] = False,
    as_json: AsJson = False,
    library: Library = None,
    lang: Lang = None,
) -> None:
    """List clauses, dated figures or names, show a clause, say what is wrong with the library, or lock its texts."""
    from izacontract.cli.drafting import loaded_plugins

    report = report_of(context)
    day = day_of(as_of)
    if renew and action is not Action.RELEASE:
        raise UsageError("--renew hoort bij release.", "--renew belongs to release.")
    if verbose and action is not Action.LINT:
        raise UsageError("--verbose hoort bij lint.", "--verbose belongs to lint.")
    names = names or []
    if len(names) != 1 if action is Action.SHOW else bool(names) and action is not Action.RELEASE:
        raise UsageError(
            "Geef één id op na show, mappen na release, en verder niets.",
            "Name one id after show, folders after release, and nothing else.",
            "Alle ids: izacontract clauses",
            "All ids: izacontract clauses",
        )
    installed = loaded_plugins(report)
    care = None if sector is None else known_sector(sector, installed)
    if action is Action.SHOW:
        found = clause_of(names[0], installed)
        version = version_of(found, day)
        page = pages.clause_json(found, version) if as_json else pages.clause_page(found, version, report.language)
        report.data(page)
    elif action is Action.PARAMETERS:
        _parameters(report, installed, day, as_json=as_json)
    elif action is Action.RELEASE:
        from izacontract.cli.release import release_texts

        release_texts(report, names, installed, renew=renew)
    elif action is Action.LINT:
        _lint(report, installed, as_json=as_json, verbose=verbose)
    elif action in (Action.SLOTS, Action.TOPICS, Action.SECTIONS):
        _names(report, installed, action.value, as_json=as_json)
    else:
        _list(report, installed, care, day, as_json=as_json)


def _list(report: Report, plugins: Plugins, sector: Sector | None, day: date | None, *, as_json: bool) -> None:
    listed = [clause for clause in plugins.library.clauses.values() if pages.holds(clause, sector, day)]
    if as_json:
        report.data(pages.clause_list_json(listed, day))
    elif listed:
        report.data(pages.clause_list(listed, day, report.language))
    elif day is not None:
        report.say(f"Op {day} is geen enkele tekst van kracht.", f"No text is in force on {day}.")
    else:
        report.say("Er zijn geen clausules.", "There are no clauses.")


def _parameters(report: Report, plugins: Plugins, day: date | None, *, as_json: bool) -> None:
    values = [
        (parameter, value)
        for parameter in sorted(plugins.parameters.by_id.values(), key=lambda parameter: parameter.id)
        for value in ([parameter.on(day)] if day else parameter.values)
        if value is not None
    ]
    if as_json:
        report.data(pages.parameter_list_json(values))
    elif values:
        report.data(pages.parameter_list(values, report.language))
    else:
        report.say("Er geldt geen enkel cijfer.", "No figure is in force.")


def _names(report: Report, plugins: Plugins, kind: str, *, as_json: bool) -> None:
    from izacontract.cli.library_names import names_json, names_list

    listed = names_json(kind, plugins) if as_json else names_list(kind, plugins, report.language)
    if listed:
        report.data(listed)
    else:
        report.say("Er zijn er geen.", "There are none.")


def _lint(report: Report, plugins: Plugins, *, as_json: bool, verbose: bool) -> None:
    """Print what is to be mended; of the sources to look at, which are no fault, how many there are of each kind."""
    from izacontract.clauses.lint import lint
    from izacontract.clauses.lint_duties import missing_duties
    from izacontract.clauses.lint_sources import source_warnings

    modules = [module for _, module in plugins.manager.list_name_plugin() if isinstance(module, ModuleType)]
    found = lint(plugins.library, plugins.folders, modules)
    missing = missing_duties(plugins.library)
    warnings = [*source_warnings(plugins.library, plugins.folders, date.today()), *missing]
    if as_json:
        report.data(pages.lint_list_json(found, warnings, report.language))
    elif listed := pages.lint_list([*found, *(warnings if verbose else ())], report.language):
        report.data(listed)
    if not as_json and not found:
        report.say("Geen fouten.", "No faults.") if warnings else report.say("Niets te verbeteren.", "Nothing to mend.")
    if not as_json and warnings:
        counts = pages.warning_counts(warnings, report.language)
        more = "" if verbose else report.told("; elke plaats: -v", "; every place: -v")
        report.say(
            f"Waarschuwingen over bronnen en termijnen{more}:\n{counts}",
            f"Warnings about sources and terms{more}:\n{counts}",
        )
    if found:
        raise typer.Exit(ExitStatus.PLUGIN)


def known_sector(sector: str, plugins: Plugins) -> Sector:
    """Return the sector with this code; raises UsageError, with the installed ones, when there is none."""
    if sector not in plugins.sectors:
        names = ", ".join(plugins.sectors)
        hint = meant_or(Told(f"Kies uit: {names}.", f"Choose from: {names}."), sector, plugins.sectors)
        raise UsageError(
            f"Zorgsoort '{sector}' is niet geïnstalleerd.", f"Sector '{sector}' is not installed.", hint.nl, hint.en
        )
    return plugins.sectors[sector]


def clause_of(clause: str, plugins: Plugins) -> Clause:
    """Return the clause with this id; raises UsageError, with the nearest id, when there is none."""
    library = plugins.library
    with misused():
        return library.clause(clause)


def version_of(clause: Clause, day: date | None) -> ClauseVersion:
    """Return the text of `clause` on `day`, without a day its newest; raises UsageError when there is none."""
    with misused():
        return clause.version_on(day) if day else clause.versions[-1]


@contextmanager
def misused() -> Iterator[None]:
    """Turn a ClauseError into a UsageError: what was typed asks for what the library does not have."""
    try:
        yield
    except ClauseError as error:
        raise UsageError(error.message.nl, error.message.en, error.hint.nl, error.hint.en, error.code) from error


def day_of(text: str | None) -> date | None:
    """Return the day that `text` writes as yyyy-mm-dd or the Dutch way; raises UsageError when it writes none."""
    from izacontract.model.typed import day_meant

    if text is None:
        return None
    try:
        return datetime.strptime(day_meant(text) or text, "%Y-%m-%d").date()
    except ValueError as error:
        raise UsageError(
            f"'{text}' is geen datum.",
            f"'{text}' is not a date.",
            "Typ jaar, maand en dag, 2026-01-31, of dag, maand en jaar: 31-1-2026.",
            "Type year, month and day, 2026-01-31, or day, month and year: 31-1-2026.",
        ) from error

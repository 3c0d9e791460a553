"""The list of installed plugins: what each brings, the hooks it answers, and why one does not work."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires
from typing import TYPE_CHECKING, Any, Final

from izacontract.cli.clause_pages import columns
from izacontract.cli.report import PROGRAM, Report
from izacontract.errors import Finding, IzacontractError, PluginError
from izacontract.render.answers import json_answer

if TYPE_CHECKING:
    from izacontract.host import PluginInfo, PluginProblem, Plugins

PLUGINS: Final = "izacontract/plugins/1"


@dataclass(frozen=True)
class _Listed:
    """What is installed; `wrong` is why the clauses are unknown, or why the plugins do not go together."""

    infos: tuple[PluginInfo, ...]
    problems: tuple[PluginProblem, ...]
    hooks: dict[str, tuple[str, ...]]
    wrong: IzacontractError | None
    warnings: tuple[Finding, ...] = ()


def list_plugins(report: Report, *, as_json: bool) -> None:
    """Print the plugins with version, sectors, clauses and hooks, and a warning for each that does not work."""
    from izacontract.hookspecs import VERSION

    listed = _listed(report)
    if as_json:
        report.data(json_answer({"schema": PLUGINS, "hook_version": VERSION, **_answer(listed, report)}))
        return
    words = report.told("clausules", "clauses")
    unknown = report.told("clausules onbekend", "clauses unknown")
    rows = [
        (
            info.name,
            f"{info.distribution} {info.version}",
            unknown if listed.wrong else f"{len(info.clauses)} {words}",
            ", ".join(info.sectors),
            _requires(info.distribution),
        )
        for info in listed.infos
    ]
    if rows:
        report.data(columns(rows))
        report.say(f"De hooks hebben versie {VERSION}.", f"The hooks have version {VERSION}.")
    else:
        report.say("Er zijn geen plugins.", "There are no plugins.")
    report.broken_plugins(listed.problems)
    report.findings(listed.warnings)
    if listed.wrong:
        report.error(listed.wrong)


def _answer(listed: _Listed, report: Report) -> dict[str, Any]:
    return {
        "plugins": [
            {
                "name": info.name,
                "distribution": info.distribution,
                "version": info.version,
                "requires": _requires(info.distribution),
                "hooks": list(listed.hooks[info.name]),
                "sectors": list(info.sectors),
                "clauses": list(info.clauses),
            }
            for info in listed.infos
        ],
        "problems": [
            {"name": p.name, "distribution": p.distribution, "cause": p.cause.in_language(report.language)}
            for p in listed.problems
        ],
        "warnings": [warning.message.in_language(report.language) for warning in listed.warnings],
        "library": listed.wrong.message.in_language(report.language) if listed.wrong else None,
    }


def _listed(report: Report) -> _Listed:
    """Return what is installed, also when one plugin is so wrong that no other command would start."""
    from izacontract.cli.drafting import loaded_plugins

    try:
        plugins = loaded_plugins(report, warn=False)
        hooks, wrong = _hooks(plugins), plugins.library_problem
        return _Listed(plugins.installed, plugins.problems, hooks, wrong, plugins.warnings)
    except PluginError:
        return _each()


def _each() -> _Listed:
    """Return what is installed, each plugin tried by itself and then those that work together."""
    from izacontract.host import PluginProblem
    from izacontract.testing.loading import cause_of_problem, host_of, installed

    found = installed()
    problems = tuple(
        PluginProblem(one.name, one.distribution[0], cause_of_problem(one.problem)) for one in found if one.problem
    )
    working = [one for one in found if one.problem is None]
    try:
        plugins = host_of([entry for one in working for entry in one.entries])
        return _Listed(plugins.installed, problems, _hooks(plugins), plugins.library_problem)
    except PluginError as error:
        apart = [host_of(one.entries) for one in working]
        hooks = {name: names for plugins in apart for name, names in _hooks(plugins).items()}
        return _Listed(tuple(info for plugins in apart for info in plugins.installed), problems, hooks, error)


def _hooks(plugins: Plugins) -> dict[str, tuple[str, ...]]:
    """Return the hooks that each plugin answers."""
    return {
        name: tuple(sorted(caller.name for caller in plugins.manager.get_hookcallers(module) or ()))
        for name, module in plugins.manager.list_name_plugin()
    }


def _requires(distribution: str) -> str:
    """Return what the distribution asks of izacontract, such as "izacontract>=0.1"; "" when it asks nothing."""
    try:
        asked = requires(distribution) if distribution else None
    except PackageNotFoundError:
        return ""
    return next((line.split(";")[0].strip() for line in asked or () if line.startswith(f"{PROGRAM}>")), "")

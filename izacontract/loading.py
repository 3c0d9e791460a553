"""Finding the installed plugins and loading them, or exactly those that are named."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from importlib.metadata import EntryPoint, entry_points
from inspect import isroutine
from pathlib import Path

import pluggy

from izacontract import hookspecs
from izacontract.calling import cause_of, place_of
from izacontract.errors import PluginError, Told
from izacontract.former_hooks import PluginManager
from izacontract.hookspecs import GROUP
from izacontract.host import ONLY, PluginProblem, Plugins

HOUSE = "IZACONTRACT_LIBRARY"
"""The environment variable that names the folder with an insurer's own texts."""

UNKNOWN = Told(f"{ONLY} noemt hem, maar hij is niet geïnstalleerd", f"{ONLY} names it, but it is not installed")


def load_plugins(entries: Sequence[EntryPoint] | None = None, house: Path | None = None) -> Plugins:
    """Return the plugins of `entries`: exactly these, or where they are left out the installed ones.

    IZACONTRACT_PLUGINS narrows the installed ones only: who names plugins one by one gets them all.
    `house` is the folder with an insurer's own texts; by default the one that IZACONTRACT_LIBRARY names, if any.
    A plugin that does not import, or that IZACONTRACT_PLUGINS names in vain, is in `problems` and stops nothing.
    Raises PluginError when two plugins have one name, or a plugin has a hook that does not exist or is not marked.
    """
    manager = PluginManager(GROUP)
    manager.add_hookspecs(hookspecs)
    sources: dict[str, tuple[str, str]] = {}
    found = entry_points(group=GROUP) if entries is None else entries
    only = narrowed() if entries is None else None
    problems = [PluginProblem(name, "", UNKNOWN) for name in sorted((only or set()) - {entry.name for entry in found})]
    for entry in in_order(found, only):
        distribution = (entry.dist.name, entry.dist.version) if entry.dist else ("", "")
        if entry.name in sources:
            raise PluginError(
                f"Twee plugins heten '{entry.name}': van {sources[entry.name][0]} en van {distribution[0]}.",
                f"Two plugins are called '{entry.name}': from {sources[entry.name][0]} and from {distribution[0]}.",
                "Verwijder een van beide pakketten.",
                "Remove one of the two packages.",
                code="plugin.dubbel",
            )
        try:
            module = entry.load()
        except (Exception, SystemExit) as error:  # noqa: BLE001  whatever a plugin raises on import, the others must go on
            cause = cause_of(error)
            problems.append(PluginProblem(entry.name, distribution[0], Told(cause, cause)))
            continue
        sources[entry.name] = distribution
        _register(manager, module, entry.name)
    folder = house or (Path(os.environ[HOUSE]) if os.environ.get(HOUSE) else None)
    plugins = Plugins(manager, tuple(problems), sources, folder)
    _refuse_unknown_hooks(manager)
    return plugins


def narrowed() -> set[str] | None:
    """Return the names to which the environment narrows the plugins, None when it does not."""
    only = os.environ.get(ONLY)
    return None if only is None else {name.strip() for name in only.split(",")} - {""}


def in_order(entries: Iterable[EntryPoint], only: Collection[str] | None) -> list[EntryPoint]:
    """Return the `entries` called as `only` says (None: all of them), in order of name."""
    wanted = [entry for entry in entries if only is None or entry.name in only]
    return sorted(wanted, key=lambda entry: (entry.name, entry.value))


def _register(manager: pluggy.PluginManager, module: object, name: str) -> None:
    try:
        manager.register(module, name)
    except pluggy.PluginValidationError as error:
        raise PluginError(
            f"Plugin '{name}' heeft een hook met verkeerde argumenten: {error}.",
            f"Plugin '{name}' has a hook with wrong arguments: {error}.",
            "Zie de beschrijving van de hooks in docs/plugins.md.",
            "See the description of the hooks in docs/plugins.md.",
            code="plugin.verkeerde-hook",
        ) from error


def _refuse_unknown_hooks(manager: pluggy.PluginManager) -> None:
    known = sorted(name for name in vars(hookspecs) if hasattr(getattr(hookspecs, name), f"{GROUP}_spec"))
    for name, module in manager.list_name_plugin():
        for attribute, value in vars(module).items() if module is not None else ():
            marked = isroutine(value) and hasattr(value, f"{GROUP}_impl")  # pluggy asks functions only
            if marked and attribute not in known and attribute not in hookspecs.RENAMED:
                raise PluginError(
                    f"Plugin '{name}' heeft een hook '{attribute}', die niet bestaat{place_of(value)}.",
                    f"Plugin '{name}' has a hook '{attribute}', which does not exist{place_of(value)}.",
                    f"De hooks zijn: {', '.join(known)}.",
                    f"The hooks are: {', '.join(known)}.",
                    code="plugin.onbekende-hook",
                )
            if attribute in known and not marked and callable(value):
                raise PluginError(
                    f"Plugin '{name}' heeft een functie '{attribute}' zonder @hookimpl; zo wordt zij nooit gevraagd.",
                    f"Plugin '{name}' has a function '{attribute}' without @hookimpl; so it is never asked.",
                    "Zet @hookimpl erboven, of geef de functie een andere naam.",
                    "Put @hookimpl above it, or give the function another name.",
                    code="plugin.hook-zonder-merk",
                )

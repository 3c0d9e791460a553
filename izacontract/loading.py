"""Finding the installed plugins and loading them, or exactly those that are named."""

from __future__ import annotations

import itertools
import os
from collections.abc import Collection, Iterable, Sequence
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

import pluggy

from izacontract import hookspecs
from izacontract.calling import arguments_of, cause_of, place_of
from izacontract.errors import PluginError, Told, did_you_mean
from izacontract.former_hooks import MARK, PluginManager, hooks_of
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
    return Plugins(manager, tuple(problems), sources, folder)


def narrowed() -> set[str] | None:
    """Return the names to which the environment narrows the plugins, None when it does not."""
    only = os.environ.get(ONLY)
    return None if only is None else {name.strip() for name in only.split(",")} - {""}


def in_order(entries: Iterable[EntryPoint], only: Collection[str] | None) -> list[EntryPoint]:
    """Return the `entries` called as `only` says (None: all of them), in order of name."""
    wanted = [entry for entry in entries if only is None or entry.name in only]
    return sorted(wanted, key=lambda entry: (entry.name, entry.value))


def _register(manager: pluggy.PluginManager, module: object, name: str) -> None:
    """Register the plugin; raises PluginError for a hook that does not exist, or that asks what no hook gives."""
    known = {hook: arguments_of(getattr(hookspecs, hook))[0] for hook in vars(hookspecs) if _is_hook(hook)}
    for hook, function in hooks_of(module):
        present = hookspecs.RENAMED[hook].now if hook in hookspecs.RENAMED else hook
        place = place_of(function)
        if present not in known:
            meant = did_you_mean(hook, known)
            raise PluginError(
                f"Plugin '{name}' heeft een hook '{hook}', die niet bestaat{place}.",
                f"Plugin '{name}' has a hook '{hook}', which does not exist{place}.",
                f"{meant.nl}De hooks zijn: {', '.join(sorted(known))}.",
                f"{meant.en}The hooks are: {', '.join(sorted(known))}.",
                code="plugin.onbekende-hook",
            )
        for argument in itertools.chain.from_iterable(arguments_of(function)):
            if argument not in known[present]:
                meant, fits = did_you_mean(argument, known[present]), ", ".join(known[present])
                raise PluginError(
                    f"Plugin '{name}' vraagt in {hook} een argument '{argument}', dat die hook niet geeft{place}.",
                    f"Plugin '{name}' asks in {hook} for an argument '{argument}', which that hook has not{place}.",
                    f"{meant.nl}De hook geeft: {fits}." if fits else "De hook geeft geen argumenten.",
                    f"{meant.en}The hook gives: {fits}." if fits else "The hook gives no arguments.",
                    code="plugin.verkeerde-hook",
                )
    for attribute, value in vars(module).items():
        if attribute in known and callable(value) and not hasattr(value, MARK):
            raise PluginError(
                f"Plugin '{name}' heeft een functie '{attribute}' zonder @hookimpl; zo wordt zij nooit gevraagd.",
                f"Plugin '{name}' has a function '{attribute}' without @hookimpl; so it is never asked.",
                "Zet @hookimpl erboven, of geef de functie een andere naam.",
                "Put @hookimpl above it, or give the function another name.",
                code="plugin.hook-zonder-merk",
            )
    manager.register(module, name)


def _is_hook(name: str) -> bool:
    return hasattr(getattr(hookspecs, name), f"{GROUP}_spec")

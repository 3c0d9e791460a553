"""Finding the installed plugins and loading them, or exactly those that are named."""

from __future__ import annotations

import itertools
import os
from collections.abc import Collection, Iterable, Sequence
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

import pluggy

from izacontract import hookspecs
from izacontract import plugin_messages as m
from izacontract.calling import arguments_of, cause_of, place_of
from izacontract.errors import PluginError, Told
from izacontract.former_hooks import MARK, PluginManager, hooks_of
from izacontract.guarding import Overdue, apart, within
from izacontract.hookspecs import GROUP
from izacontract.host import ONLY, PluginProblem, Plugins
from izacontract.meant import did_you_mean

HOUSE = "IZACONTRACT_LIBRARY"
"""The environment variable that names the folder with an insurer's own texts."""

SECONDS = 60.0
"""The longest that a plugin may take to be imported."""

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
            raise m.TWO_PLUGINS.failure(
                PluginError, name=entry.name, first=sources[entry.name][0], second=distribution[0]
            )
        try:
            with within(SECONDS):
                module = apart(entry.name, "import", entry.load, importing=True)
        except (KeyboardInterrupt, Overdue):
            raise
        except BaseException as error:  # noqa: BLE001  whatever a plugin raises on import, the others must go on
            told = error.message if isinstance(error, PluginError) else Told(*[cause_of(error)] * 2)
            problems.append(PluginProblem(entry.name, distribution[0], told))
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
            raise m.UNKNOWN_HOOK.failure(
                PluginError, name=name, hook=hook, place=place, meant=meant, known=", ".join(sorted(known))
            )
        for argument in itertools.chain.from_iterable(arguments_of(function)):
            if argument not in known[present]:
                meant, names = did_you_mean(argument, known[present]), ", ".join(known[present]) or "-"
                raise m.UNKNOWN_ARGUMENT.failure(
                    PluginError, name=name, hook=hook, argument=argument, place=place, meant=meant, names=names
                )
    for attribute, value in vars(module).items():
        if attribute in known and callable(value) and not hasattr(value, MARK):
            raise m.UNMARKED.failure(PluginError, name=name, attribute=attribute)
    manager.register(module, name)


def _is_hook(name: str) -> bool:
    return hasattr(getattr(hookspecs, name), f"{GROUP}_spec")

"""Hooks under their former name: for one release they are still asked, with a warning to whoever uses the plugin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import isroutine
from typing import Final

import pluggy

from izacontract import hookspecs
from izacontract import plugin_messages as m
from izacontract.errors import Finding

MARK: Final = f"{hookspecs.GROUP}_impl"
"""The attribute that `hookimpl` gives a function."""


def hooks_of(plugin: object) -> list[tuple[str, Callable[..., object]]]:
    """Return the functions of `plugin` that are marked as hooks, each with the hook that it answers.

    That is the one that its mark names (`specname`), or else the one that it is called like.
    """
    marked = [(name, value) for name, value in vars(plugin).items() if isroutine(value) and hasattr(value, MARK)]
    return [(getattr(function, MARK).get("specname") or name, function) for name, function in marked]


class PluginManager(pluggy.PluginManager):
    """Registers a hook under its former name too, unless the plugin has it under the present one as well."""

    def parse_hookimpl_opts(self, plugin: object, name: str) -> pluggy.HookimplOpts | None:
        """Return the options of the hook called `name` in `plugin`, None when that is no hook."""
        options = super().parse_hookimpl_opts(plugin, name)
        renamed = hookspecs.RENAMED.get(options["specname"] or name) if options else None
        if options is None or renamed is None:
            return options
        if any(hook == renamed.now for hook, _ in hooks_of(plugin)):
            return None
        return {**options, "specname": renamed.now}


def former_hooks(manager: pluggy.PluginManager) -> Iterator[Finding]:
    """Give a warning for each hook that a plugin has under its former name only, in order of plugin name."""
    for plugin, module in sorted(manager.list_name_plugin(), key=lambda pair: pair[0]):
        hooks = {hook for hook, _ in hooks_of(module)} if module is not None else set()
        for former, renamed in sorted(hookspecs.RENAMED.items()):
            if former in hooks and renamed.now not in hooks:
                yield m.FORMER_HOOK.warning(plugin=plugin, former=former, now=renamed.now, until=renamed.until)

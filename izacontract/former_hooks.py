"""Hooks under their former name: for one release they are still asked, with a warning to whoever uses the plugin."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import isroutine

import pluggy

from izacontract import hookspecs
from izacontract.errors import Finding
from izacontract.message import Message

FORMER_HOOK = Message(
    "plugin.hook-hernoemd",
    "Plugin '{plugin}' heeft hook '{former}', die nu '{now}' heet; vanaf uitgave {until} werkt die naam niet meer.",
    "Plugin '{plugin}' uses hook '{former}', now called '{now}'; from release {until} that name is gone.",
    "Werk de plugin bij, of vraag de maker om '{now}' te schrijven.",
    "Update the plugin, or ask its maker to write '{now}'.",
)


class PluginManager(pluggy.PluginManager):
    """Registers a hook under its former name too, unless the plugin has it under the present one as well."""

    def parse_hookimpl_opts(self, plugin: object, name: str) -> pluggy.HookimplOpts | None:
        """Return the options of the hook called `name` in `plugin`, None when that is no hook."""
        options, renamed = super().parse_hookimpl_opts(plugin, name), hookspecs.RENAMED.get(name)
        if options is None or renamed is None:
            return options
        if hasattr(plugin, renamed.now) and super().parse_hookimpl_opts(plugin, renamed.now):
            return None
        options["specname"] = renamed.now
        return options


def former_hooks(manager: pluggy.PluginManager) -> Iterator[Finding]:
    """Give a warning for each hook that a plugin has under its former name only, in order of plugin name."""
    for plugin, module in sorted(manager.list_name_plugin(), key=lambda pair: pair[0]):
        for former, renamed in sorted(hookspecs.RENAMED.items()):
            function = getattr(module, former, None)
            if isroutine(function) and manager.parse_hookimpl_opts(module, former):
                yield FORMER_HOOK.warning(plugin=plugin, former=former, now=renamed.now, until=renamed.until)

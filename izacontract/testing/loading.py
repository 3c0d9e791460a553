"""Which plugins are installed, which of them work, and a host with just some of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points

from izacontract.errors import IzacontractError, PluginError, Told
from izacontract.hookspecs import GROUP
from izacontract.host import Plugins
from izacontract.loading import in_order, load_plugins, narrowed
from izacontract.message import Message

NOT_LOADED = Message(
    "plugin.kapot",
    "De plugin is niet te laden: {cause}.",
    "The plugin does not load: {cause}.",
    "Verbeter de import, of installeer wat de plugin nodig heeft.",
    "Mend the import, or install what the plugin needs.",
)


@dataclass(frozen=True)
class Found:
    """An installed plugin: its entry points (one, unless two packages claim the name), and why it does not work."""

    name: str
    entries: tuple[EntryPoint, ...]
    problem: IzacontractError | None

    @property
    def distribution(self) -> tuple[str, str]:
        """Return the name and the version of the distribution, both "" when nobody knows."""
        made = self.entries[0].dist
        return (made.name, made.version) if made else ("", "")


def installed(entries: Sequence[EntryPoint] | None = None) -> tuple[Found, ...]:
    """Return the plugins that `load_plugins(entries)` would load, in order of name, each tried by itself."""
    found = in_order(entry_points(group=GROUP), narrowed()) if entries is None else in_order(entries, None)
    by_name: dict[str, list[EntryPoint]] = {}
    for entry in found:
        by_name.setdefault(entry.name, []).append(entry)
    return tuple(Found(name, tuple(own), problem_of(own)) for name, own in by_name.items())


def host_of(entries: Sequence[EntryPoint]) -> Plugins:
    """Return exactly the plugins of `entries`, without a house library.

    Raises PluginError when one does not import, or as `load_plugins` does.
    """
    plugins = load_plugins(entries)
    for problem in plugins.problems:
        raise NOT_LOADED.failure(PluginError, cause=problem.cause)
    plugins.house = None
    return plugins


def problem_of(entries: Sequence[EntryPoint]) -> IzacontractError | None:
    """Return why the plugin of `entries` does not work at all, whatever stands beside it; None when it does."""
    try:
        plugins = host_of(entries)
        _ = plugins.sectors, plugins.sections, plugins.folders, plugins.texts
    except IzacontractError as error:
        return error
    return None


def cause_of_problem(problem: IzacontractError) -> Told:
    """Return what is wrong in one sentence, without the full stop."""
    return Told(problem.message.nl.rstrip("."), problem.message.en.rstrip("."))

"""`check_plugin`: whether a plugin keeps everything that izacontract asks of one."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint
from types import ModuleType

from izacontract.errors import Finding, IzacontractError, PluginError, Severity, Told
from izacontract.host import Plugins
from izacontract.message import Message
from izacontract.testing.findings import about, of_error
from izacontract.testing.language import check_language
from izacontract.testing.loading import Found, host_of, installed
from izacontract.testing.rules import check_rules
from izacontract.testing.shuffled import check_shuffled
from izacontract.testing.texts import check_texts

ABSENT = Message(
    "plugin.ontbreekt",
    "Plugin '{name}' is niet geïnstalleerd.",
    "Plugin '{name}' is not installed.",
    "Installeer hem{more}.",
    "Install it{more}.",
)


@dataclass(frozen=True)
class PluginReport:
    """What the check found about one plugin; printed, it is a line and a hint for each finding."""

    plugin: str
    distribution: str
    version: str
    findings: tuple[Finding, ...]

    @property
    def faults(self) -> tuple[Finding, ...]:
        """Return what must be mended; the other findings are warnings."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.FAULT)

    def __str__(self) -> str:
        lines = [f"{self.plugin}: {len(self.faults)} faults"]
        for finding in self.findings:
            place = f"{finding.position}: " if finding.position else ""
            kind = "" if finding.severity is Severity.FAULT else "warning: "
            lines += [f"{place}{kind}{finding.message.en}", f"    {finding.hint.en} [{finding.code}]"]
        return "\n".join(lines)


def check_plugin(
    name: str, *, beside: Sequence[str] | None = None, entries: Sequence[EntryPoint] | None = None
) -> PluginReport:
    """Return everything that is wrong with the installed plugin `name`, or deserves a warning.

    It stands beside the plugins that `beside` names, by default all others that work. `entries` are the entry points
    to choose from, by default those installed. Raises PluginError when `name` or one of `beside` is not among them.
    """
    found = {one.name: one for one in installed(entries)}
    for wanted in (name, *(beside or ())):
        if wanted not in found:
            raise absent(wanted, list(found))
    others = [
        other
        for other in found.values()
        if other.name != name and (other.problem is None if beside is None else other.name in beside)
    ]
    own = found[name]
    findings = tuple(dict.fromkeys(_findings(own, others)))
    return PluginReport(name, *own.distribution, findings)


def absent(name: str, known: Sequence[str]) -> PluginError:
    """Return the error that there is no plugin `name`, with those that there are."""
    choice = ", ".join(known)
    more = Told(f", of kies uit: {choice}", f", or choose from: {choice}") if known else Told("", "")
    return ABSENT.failure(PluginError, name=name, more=more)


def _findings(own: Found, others: Sequence[Found]) -> Iterator[Finding]:
    """Give what is wrong with `own`, as far as it can be told: what does not load has no rules to try."""
    if own.problem is not None:
        yield of_error(own.name, own.problem)
        return
    entries = [*own.entries, *(entry for other in others for entry in other.entries)]
    try:
        plugins = host_of(entries)
        _ = plugins.sectors, plugins.sections, plugins.texts, plugins.library
    except IzacontractError as error:
        yield of_error(own.name, error)
        return
    yield from (about(own.name, finding) for finding in host_of(own.entries).warnings)
    texts = list(check_texts(own.name, plugins))
    yield from texts
    yield from check_language(own.name, modules_of(own.name, plugins), plugins)
    if any(finding.severity is Severity.FAULT for finding in texts):
        return  # a contract would only say once more what is wrong with a text
    rules = check_rules(own.name, plugins)
    yield from rules
    if not any(finding.severity is Severity.FAULT for finding in rules):
        yield from check_shuffled(own.name, entries)


def modules_of(plugin: str, plugins: Plugins) -> list[ModuleType]:
    """Return the modules of `plugin` that are loaded: its own, and those of its package."""
    module = plugins.manager.get_plugin(plugin)
    name = str(getattr(module, "__name__", ""))
    loaded = sorted(sys.modules.items())
    return [found for path, found in loaded if path == name or path.startswith(f"{name}.")]

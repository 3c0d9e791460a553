"""All talk with plugins: finding them, loading them, and calling each by name."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import pluggy

from izacontract import hookspecs
from izacontract.clauses.house import with_house
from izacontract.clauses.library import Library, read_library
from izacontract.clauses.text import ClauseTexts
from izacontract.errors import Finding, IzacontractError, PluginError, Told
from izacontract.hookspecs import GROUP
from izacontract.model.contract import Contract
from izacontract.model.parameter import Parameters
from izacontract.model.proposal import Proposal
from izacontract.model.request import ContractRequest
from izacontract.model.sector import Section, Sector

ONLY = "IZACONTRACT_PLUGINS"
"""The environment variable that narrows the plugins: unset all, empty none, else names between commas."""

HOUSE = "IZACONTRACT_LIBRARY"
"""The environment variable that names the folder with an insurer's own texts."""

UNKNOWN = Told(f"{ONLY} noemt hem, maar hij is niet geïnstalleerd", f"{ONLY} names it, but it is not installed")

T = TypeVar("T")


@dataclass(frozen=True)
class PluginProblem:
    """A plugin that did not import: its name, its distribution and the cause."""

    name: str
    distribution: str
    cause: Told


@dataclass(frozen=True)
class PluginInfo:
    """An installed plugin: name, distribution with version, the sectors and clauses it brings."""

    name: str
    distribution: str
    version: str
    sectors: tuple[str, ...]
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What one plugin answered to a hook."""

    plugin: str
    items: tuple[Any, ...]


@dataclass
class Plugins:
    """The plugins that are loaded, and everything they bring."""

    manager: pluggy.PluginManager
    problems: tuple[PluginProblem, ...] = ()
    sources: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    house: Path | None = None

    @cached_property
    def sectors(self) -> Mapping[str, Sector]:
        """Return the sectors by code; raises PluginError when two plugins bring one code."""
        return self._unique("sectors", Sector, lambda sector: sector.code)

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        """Return the shared sections by key; raises PluginError when two plugins bring one key."""
        return self._unique("sections", Section, lambda section: section.key)

    @cached_property
    def library(self) -> Library:
        """Return the clause library of all plugins, with the house's own texts in it where there is a house library.

        Raises ClauseError when a file in it is wrong, FileError when the house library cannot be read.
        """
        library = read_library(self.folders)
        return library if self.house is None else with_house(library, self.house)

    @cached_property
    def folders(self) -> tuple[tuple[str, Traversable], ...]:
        """Return the library folders, each with the name of its plugin."""
        answers = call_each(self.manager, "libraries", Traversable)
        return tuple((answer.plugin, folder) for answer in answers for folder in answer.items)

    @cached_property
    def texts(self) -> ClauseTexts:
        """Return the compiler of clause texts, with the filters of all plugins."""
        filters: dict[str, Callable[[object], str]] = {}
        for name, function in _implementations(self.manager, "template_filters"):
            given = _called(name, function, {})
            if not isinstance(given, Mapping):
                raise _wrong_return(name, "template_filters", given)
            filters |= {f"{name.replace('-', '_')}_{key}": value for key, value in given.items()}
        return ClauseTexts(filters)

    @cached_property
    def library_problem(self) -> IzacontractError | None:
        """Return what is wrong with the clause library, None when it can be read."""
        try:
            _ = self.library
        except IzacontractError as error:
            return error
        return None

    @cached_property
    def installed(self) -> tuple[PluginInfo, ...]:
        """Return the loaded plugins by name; without their clauses when the library cannot be read."""
        brought = () if self.library_problem else tuple(self.library.clauses.values())
        answers = {answer.plugin: answer.items for answer in call_each(self.manager, "sectors", Sector)}
        infos = []
        for name, _ in sorted(self.manager.list_name_plugin()):
            distribution, version = self.sources.get(name, ("", ""))
            sectors = tuple(sorted(sector.code for sector in answers.get(name, ())))
            clauses = tuple(clause.id for clause in brought if clause.plugin == name)
            infos.append(PluginInfo(name, distribution, version, sectors, clauses))
        return tuple(infos)

    def propose_clauses(self, request: ContractRequest) -> tuple[Answer, ...]:
        """Return what each plugin proposes for `request`."""
        return call_each(self.manager, "propose_clauses", Proposal, request=request, parameters=self.parameters)

    def check_request(self, request: ContractRequest) -> list[Finding]:
        """Return what all plugins find in `request`."""
        answers = call_each(self.manager, "check_request", Finding, request=request, parameters=self.parameters)
        return [finding for answer in answers for finding in answer.items]

    def check_contract(self, contract: Contract) -> list[Finding]:
        """Return what all plugins find in `contract`."""
        answers = call_each(self.manager, "check_contract", Finding, contract=contract)
        return [finding for answer in answers for finding in answer.items]

    @property
    def parameters(self) -> Parameters:
        """Return the dated parameters of all plugins."""
        return self.library.parameters

    def _unique(self, hook: str, kind: type[T], name_of: Callable[[T], str]) -> dict[str, T]:
        found: dict[str, tuple[str, T]] = {}
        for answer in call_each(self.manager, hook, kind):
            for item in answer.items:
                name = name_of(item)
                if name in found:
                    raise PluginError(
                        f"De plugins {found[name][0]} en {answer.plugin} brengen allebei '{name}'.",
                        f"The plugins {found[name][0]} and {answer.plugin} both bring '{name}'.",
                        f"Verwijder een van beide, of kies met {ONLY}.",
                        f"Remove one of the two, or choose with {ONLY}.",
                        code="plugin.dubbel",
                    )
                found[name] = (answer.plugin, item)
        return {name: item for name, (_, item) in sorted(found.items())}


def load_plugins(entries: Sequence[EntryPoint] | None = None, house: Path | None = None) -> Plugins:
    """Return the installed plugins, read from the entry points unless `entries` are given.

    `house` is the folder with an insurer's own texts; by default the one that IZACONTRACT_LIBRARY names, if any.
    A plugin that does not import, or that IZACONTRACT_PLUGINS names in vain, is in `problems` and stops nothing.
    Raises PluginError when two plugins have one name or a plugin has a hook that does not exist.
    """
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(hookspecs)
    sources: dict[str, tuple[str, str]] = {}
    found = tuple(entry_points(group=GROUP) if entries is None else entries)
    problems = [PluginProblem(name, "", UNKNOWN) for name in sorted((_only() or set()) - {e.name for e in found})]
    for entry in _wanted(found):
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
            cause = f"{type(error).__name__}: {error}{_where(error)}"
            problems.append(PluginProblem(entry.name, distribution[0], Told(cause, cause)))
            continue
        sources[entry.name] = distribution
        _register(manager, module, entry.name)
    folder = house or (Path(os.environ[HOUSE]) if os.environ.get(HOUSE) else None)
    plugins = Plugins(manager, tuple(problems), sources, folder)
    _refuse_unknown_hooks(manager)
    return plugins


def call_each(manager: pluggy.PluginManager, hook: str, kind: type, **arguments: object) -> tuple[Answer, ...]:
    """Return each plugin's answer to `hook`, in order of plugin name.

    Raises PluginError, naming the plugin and the place, when it raises or gives something else than a sequence
    of `kind`.
    """
    answers = []
    for name, function in _implementations(manager, hook):
        given = _called(name, function, arguments)
        if not isinstance(given, tuple) or not all(isinstance(item, kind) for item in given):
            raise _wrong_return(name, hook, given)
        answers.append(Answer(name, given))
    return tuple(answers)


def _only() -> set[str] | None:
    """Return the names to which the environment narrows the plugins, None when it does not."""
    only = os.environ.get(ONLY)
    return None if only is None else {name.strip() for name in only.split(",")} - {""}


def _wanted(entries: Sequence[EntryPoint]) -> Iterator[EntryPoint]:
    names = _only()
    for entry in sorted(entries, key=lambda entry: (entry.name, entry.value)):
        if names is None or entry.name in names:
            yield entry


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


def _implementations(manager: pluggy.PluginManager, hook: str) -> list[tuple[str, pluggy.HookImpl]]:
    implementations = getattr(manager.hook, hook).get_hookimpls()
    return sorted(
        ((implementation.plugin_name, implementation) for implementation in implementations), key=lambda pair: pair[0]
    )


def _called(name: str, implementation: pluggy.HookImpl, arguments: Mapping[str, object]) -> object:
    """Return what the plugin answers, a sequence as a tuple; raises PluginError, naming it, for whatever it raises."""
    try:
        given = implementation.function(*(arguments[argument] for argument in implementation.argnames))
        return tuple(given) if isinstance(given, Sequence) and not isinstance(given, str) else given
    except (Exception, SystemExit) as error:  # a plugin may raise anything; the user must hear whose error it is
        cause = f"{type(error).__name__}: {error}{_where(error)}"
        raise PluginError(
            f"Plugin '{name}' gaf een fout in {implementation.function.__name__}: {cause}.",
            f"Plugin '{name}' raised an error in {implementation.function.__name__}: {cause}.",
            "Meld dit bij de maker van de plugin, of werk de plugin bij.",
            "Report this to the plugin's maker, or update the plugin.",
            code="plugin.fout",
        ) from error


def _where(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return f" ({frames[-1].filename}:{frames[-1].lineno})" if frames else ""


def _wrong_return(name: str, hook: str, given: object) -> PluginError:
    return PluginError(
        f"Plugin '{name}' gaf bij {hook} iets anders terug dan afgesproken: {given!r:.200}.",
        f"Plugin '{name}' returned something else than agreed from {hook}: {given!r:.200}.",
        "Zie de beschrijving van de hook in de documentatie.",
        "See the description of the hook in the documentation.",
        code="plugin.verkeerd-antwoord",
    )


def _refuse_unknown_hooks(manager: pluggy.PluginManager) -> None:
    known = sorted(name for name in vars(hookspecs) if hasattr(getattr(hookspecs, name), f"{GROUP}_spec"))
    for name, module in manager.list_name_plugin():
        for attribute in vars(module) if module is not None else ():
            if hasattr(getattr(module, attribute), f"{GROUP}_impl") and attribute not in known:
                raise PluginError(
                    f"Plugin '{name}' heeft een hook '{attribute}', die niet bestaat.",
                    f"Plugin '{name}' has a hook '{attribute}', which does not exist.",
                    f"De hooks zijn: {', '.join(known)}.",
                    f"The hooks are: {', '.join(known)}.",
                    code="plugin.onbekende-hook",
                )

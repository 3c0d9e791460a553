"""All talk with plugins: finding them, loading them, and calling each by name."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points
from importlib.resources.abc import Traversable
from inspect import isroutine
from pathlib import Path
from types import GenericAlias, MappingProxyType
from typing import TypeVar

import pluggy

from izacontract import hookspecs
from izacontract.calling import Answer, answered, call_each, called, cause_of, implementations, place_of, wrong_return
from izacontract.clauses.house import with_house
from izacontract.clauses.keys import Keys
from izacontract.clauses.library import Library, read_library
from izacontract.clauses.proof import prove_keys
from izacontract.clauses.text import ClauseTexts
from izacontract.clauses.wording import with_wordings
from izacontract.errors import Finding, IzacontractError, PluginError, Told
from izacontract.former_hooks import PluginManager, former_hooks
from izacontract.hookspecs import GROUP
from izacontract.model.contract import Contract
from izacontract.model.parameter import Parameters
from izacontract.model.picture import Bars, Picture, Series, Timeline
from izacontract.model.proposal import Proposal
from izacontract.model.request import CORE_KEYS, ContractRequest
from izacontract.model.sector import Section, Sector

ONLY = "IZACONTRACT_PLUGINS"
"""The environment variable that narrows the plugins: unset all, empty none, else names between commas."""

HOUSE = "IZACONTRACT_LIBRARY"
"""The environment variable that names the folder with an insurer's own texts."""

UNKNOWN = Told(f"{ONLY} noemt hem, maar hij is niet geïnstalleerd", f"{ONLY} names it, but it is not installed")

T = TypeVar("T")
RequestCheck = Callable[[ContractRequest], tuple[Finding, ...]]


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


@dataclass
class Plugins:
    """The plugins that are loaded, and everything they bring."""

    manager: pluggy.PluginManager
    problems: tuple[PluginProblem, ...] = ()
    sources: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    house: Path | None = None

    @cached_property
    def sectors(self) -> Mapping[str, Sector]:
        """Return the sectors by code; raises PluginError when two plugins bring one code, or one is a core key."""
        found = self._brought("sectors", Sector, lambda sector: sector.code)
        return MappingProxyType({code: sector for code, (_, sector) in found.items()})

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        """Return the shared sections by key; raises PluginError when two plugins bring one key.

        Also when the key is one of the core or the code of a sector, under which its own agreements stand.
        """
        found = self._brought("sections", Section, lambda section: section.key)
        sectors = self._brought("sectors", Sector, lambda sector: sector.code)
        for key in sorted(found.keys() & sectors.keys()):
            raise _taken(key, sectors[key][0], found[key][0])
        return MappingProxyType({key: section for key, (_, section) in found.items()})

    @cached_property
    def library(self) -> Library:
        """Return the clause library of all plugins, with the house's own texts in it where there is a house library.

        Raises ClauseError when a file in it is wrong, FileError when the house library cannot be read.
        """
        library = read_library(self.folders)
        prove_keys(library, self.keys)
        if wordings := [(plugin, Path(str(folder))) for plugin, folder in self._folders("wordings")]:
            library = with_wordings(library, wordings, self.texts, self.keys)
        return library if self.house is None else with_house(library, self.house, self.texts, self.keys)

    @property
    def keys(self) -> Keys:
        """Return the keys that a clause text may read from a request."""
        sections = {
            key: GenericAlias(tuple, (section.model, ...)) if section.many else section.model
            for key, section in self.sections.items()
        }
        return Keys(sections | {code: sector.terms for code, sector in self.sectors.items()})

    @cached_property
    def folders(self) -> tuple[tuple[str, Traversable], ...]:
        """Return the library folders, each with the name of its plugin."""
        return self._folders("libraries")

    def _folders(self, hook: str) -> tuple[tuple[str, Traversable], ...]:
        """Return the folders that plugins name in `hook`; raises PluginError for one that is not there."""
        answers = call_each(self.manager, hook, Traversable)
        folders = tuple((answer.plugin, folder) for answer in answers for folder in answer.items)
        for plugin, folder in folders:
            if not folder.is_dir():
                raise PluginError(
                    f"Plugin '{plugin}' noemt in {hook} map {folder}, die er niet is.",
                    f"Plugin '{plugin}' names folder {folder} in {hook}, which is not there.",
                    "Noem een map die met de plugin wordt geïnstalleerd (package-data).",
                    "Name a folder that is installed with the plugin (package-data).",
                    code="plugin.map-ontbreekt",
                )
        return folders

    @cached_property
    def texts(self) -> ClauseTexts:
        """Return the compiler of clause texts, with the filters of all plugins."""
        filters: dict[str, Callable[[object], str]] = {}
        for name, function in implementations(self.manager, "template_filters"):
            given = called(name, function, {})
            if not isinstance(given, dict) or not all(isinstance(key, str) and callable(given[key]) for key in given):
                raise wrong_return(name, function, given)
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

    @cached_property
    def warnings(self) -> tuple[Finding, ...]:
        """Return what of the plugins works still, but no longer in a next release."""
        return tuple(former_hooks(self.manager))

    def propose_clauses(self, request: ContractRequest) -> tuple[Answer, ...]:
        """Return what each plugin proposes for `request`."""
        return call_each(self.manager, "propose_clauses", Proposal, request=request, parameters=self.parameters)

    def check_request(self, request: ContractRequest) -> list[Finding]:
        """Return what all plugins find in `request`."""
        return [finding for check in self.request_checks for finding in check(request)]

    @property
    def request_checks(self) -> tuple[RequestCheck, ...]:
        """Return each plugin's check of a request by itself, in order of plugin name; each raises as `call_each`."""
        parameters = self.parameters

        def alone(name: str, implementation: pluggy.HookImpl) -> RequestCheck:
            return lambda request: answered(name, implementation, Finding, request=request, parameters=parameters)

        return tuple(alone(*implementation) for implementation in implementations(self.manager, "check_request"))

    def check_contract(self, contract: Contract) -> list[Finding]:
        """Return what all plugins find in `contract`."""
        answers = call_each(self.manager, "check_contract", Finding, contract=contract)
        return [finding for answer in answers for finding in answer.items]

    def draw_pictures(self, request: ContractRequest) -> list[Picture]:
        """Return the pictures that plugins make of `request`, by plugin."""
        kinds = (Bars, Timeline, Series)
        answers = call_each(self.manager, "draw_pictures", kinds, request=request, parameters=self.parameters)
        return [picture for answer in answers for picture in answer.items]

    @property
    def parameters(self) -> Parameters:
        """Return the dated parameters of all plugins."""
        return self.library.parameters

    def _brought(self, hook: str, kind: type[T], name_of: Callable[[T], str]) -> dict[str, tuple[str, T]]:
        """Return what plugins bring by name, each with its plugin; raises PluginError for a name that is taken."""
        found: dict[str, tuple[str, T]] = {}
        for answer in call_each(self.manager, hook, kind):
            for item in answer.items:
                name = name_of(item)
                if name in CORE_KEYS:
                    raise _taken(name, GROUP, answer.plugin)
                if name in found:
                    raise _taken(name, found[name][0], answer.plugin)
                found[name] = (answer.plugin, item)
        return dict(sorted(found.items()))


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


def _taken(name: str, first: str, second: str) -> PluginError:
    """Return the error that two bring one name: two plugins, or `first` is izacontract itself."""
    owners = (f"{GROUP} zelf", f"{GROUP} itself") if first == GROUP else (f"plugin {first}", f"plugin {first}")
    return PluginError(
        f"Plugin {second} en {owners[0]} brengen allebei '{name}'.",
        f"Plugin {second} and {owners[1]} both bring '{name}'.",
        f"Verwijder een van de plugins, of kies met {ONLY}.",
        f"Remove one of the plugins, or choose with {ONLY}.",
        code="plugin.dubbel",
    )


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

"""All talk with plugins: finding them, loading them, and calling each by name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from types import GenericAlias, MappingProxyType
from typing import Any, TypeVar

import pluggy

from izacontract import plugin_messages as m
from izacontract.calling import (
    Carried,
    HookAnswer,
    Implementation,
    answered,
    call_each,
    called,
    implementations,
    wrong_return,
)
from izacontract.clauses.kept_library import known_library
from izacontract.clauses.keys import ReadableKeys
from izacontract.clauses.library import Library
from izacontract.clauses.proof import prove_keys
from izacontract.clauses.text import ClauseTexts
from izacontract.errors import Finding, IzacontractError, PluginError, Told
from izacontract.former_hooks import former_hooks
from izacontract.hookspecs import GROUP
from izacontract.meant import nearest
from izacontract.model.contract import Contract
from izacontract.model.memory import Same, remembered
from izacontract.model.parameter import Parameters, ParameterValue
from izacontract.model.picture import Bars, Picture, Series, Timeline
from izacontract.model.proposal import Proposal
from izacontract.model.request import CORE_KEYS, ContractRequest
from izacontract.model.sector import Section, Sector
from izacontract.model.sheet import AnnexSheet

ONLY = "IZACONTRACT_PLUGINS"
"""The environment variable that narrows the plugins: unset all, empty none, else names between commas."""

T = TypeVar("T")
RequestCheck = Callable[[ContractRequest], tuple[Finding, ...]]
Supply = Callable[[Any], Iterable[tuple[str, ParameterValue]]]


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
        return MappingProxyType({code: sector for code, (_, sector) in self._sectors.items()})

    @cached_property
    def _sectors(self) -> Mapping[str, tuple[str, Sector]]:
        """Return the sectors by code, each with the plugin that brings it."""
        return self._brought("sectors", Sector, lambda sector: sector.code)

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        """Return the shared sections by key; raises PluginError when two plugins bring one key.

        Also when the key is one of the core or the code of a sector, under which its own agreements stand.
        """
        return MappingProxyType({key: section for key, (_, section) in self._sections.items()})

    @cached_property
    def _sections(self) -> Mapping[str, tuple[str, Section]]:
        """Return the shared sections by key, each with the plugin that brings it; raises as `sections` does."""
        found = self._brought("sections", Section, lambda section: section.key)
        for key in sorted(found.keys() & self._sectors.keys()):
            raise _taken(key, self._sectors[key][0], found[key][0])
        for plugin, sector in self._sectors.values():
            for word in ("accepts", "assumes"):
                _refuse_misspelt(plugin, sector, word, getattr(sector, word), found)
        return found

    @cached_property
    def library(self) -> Library:
        """Return the clause library of all plugins, with the house's own texts in it where there is a house library.

        Raises ClauseError when a file in it is wrong, FileError when the house library cannot be read.
        """
        library = known_library(self.folders)
        topics = {clause.topic for clause in library.clauses.values() if clause.topic}
        for plugin, sector in self._sectors.values():
            _refuse_misspelt(plugin, sector, "takes", sector.takes, topics)
            _refuse_misspelt(plugin, sector, "refuses", dict(sector.refuses), topics | self.sections.keys())
        prove_keys(library, self.keys)
        if wordings := [(plugin, Path(str(folder))) for plugin, folder in self._folders("wordings")]:
            from izacontract.clauses.wording import with_wordings

            library = with_wordings(library, wordings, self.texts, self.keys)
        if self.house is None:
            return library
        from izacontract.clauses.house import with_house

        return with_house(library, self.house, self.texts, self.keys)

    @property
    def keys(self) -> ReadableKeys:
        """Return the keys that a clause text may read from a request."""
        sections = {
            key: GenericAlias(tuple, (section.model, ...)) if section.many else section.model
            for key, section in self.sections.items()
        }
        return ReadableKeys(sections | {code: sector.terms for code, sector in self.sectors.items()})

    @cached_property
    def folders(self) -> tuple[tuple[str, Traversable], ...]:
        """Return the library folders, also those that sectors carry, each with the name of its plugin."""
        brought = self._sectors.values()
        carried = [(plugin, sector.library) for plugin, sector in brought if sector.library is not None]
        return self._folders("libraries", carried)

    def _folders(self, hook: str, more: Iterable[tuple[str, Traversable]] = ()) -> tuple[tuple[str, Traversable], ...]:
        """Return the folders that plugins name in `hook`, and `more`; raises PluginError for one that is not there."""
        answers = call_each(self.manager, hook, Traversable)
        folders = [*((answer.plugin, folder) for answer in answers for folder in answer.items), *more]
        folders.sort(key=lambda pair: pair[0])
        for plugin, folder in folders:
            if not folder.is_dir():
                raise m.NO_FOLDER.failure(PluginError, plugin=plugin, hook=hook, folder=folder)
        return tuple(folders)

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

    def propose_clauses(self, request: ContractRequest, *, of: str = "") -> tuple[HookAnswer, ...]:
        """Return what each plugin proposes for `request`, and what the rules of its sector do; `of` asks one alone."""
        given = {"request": request, "parameters": self.parameters_for(request)}
        answers = list(call_each(self.manager, "propose_clauses", Proposal, of=of, **given))
        plugin, sector = self._sectors[request.sector]
        if sector.propose is not None and of in ("", plugin):
            answers.append(HookAnswer(plugin, answered(plugin, Carried(sector.propose), Proposal, **given)))
        return tuple(sorted(answers, key=lambda answer: answer.plugin))

    def check_request(self, request: ContractRequest) -> list[Finding]:
        """Return what all plugins find in `request`."""
        return [finding for check in self.request_checks for finding in check(request)]

    @property
    def request_checks(self) -> tuple[RequestCheck, ...]:
        """Return each plugin's check of a request by itself, in order of plugin name; each raises as `call_each`.

        The check that a sector carries is asked about requests for that sector only.
        """

        def alone(name: str, implementation: Implementation, code: str = "") -> RequestCheck:
            def check(request: ContractRequest) -> tuple[Finding, ...]:
                if code and request.sector != code:
                    return ()
                parameters = self.parameters_for(request)
                return answered(name, implementation, Finding, request=request, parameters=parameters)

            return check

        checks = [(name, alone(name, one)) for name, one in implementations(self.manager, "check_request")]
        checks += [
            (name, alone(name, Carried(one.check), one.code)) for name, one in self._sectors.values() if one.check
        ]
        return tuple(check for _, check in sorted(checks, key=lambda pair: pair[0]))

    def check_contract(self, contract: Contract) -> list[Finding]:
        """Return what all plugins find in `contract`."""
        answers = call_each(self.manager, "check_contract", Finding, contract=contract)
        return [finding for answer in answers for finding in answer.items]

    def draw_pictures(self, request: ContractRequest) -> list[Picture]:
        """Return the pictures that plugins make of `request`, by plugin."""
        kinds = (Bars, Timeline, Series)
        answers = call_each(
            self.manager, "draw_pictures", kinds, request=request, parameters=self.parameters_for(request)
        )
        return [picture for answer in answers for picture in answer.items]

    def calculate_annexes(self, request: ContractRequest) -> list[AnnexSheet]:
        """Return the sheets on which annexes of the contract of `request` can be computed again, by plugin."""
        parameters = self.parameters_for(request)
        answers = call_each(self.manager, "calculate_annexes", AnnexSheet, request=request, parameters=parameters)
        return [sheet for answer in answers for sheet in answer.items]

    @property
    def parameters(self) -> Parameters:
        """Return the dated parameters of all plugins."""
        return self.library.parameters

    def parameters_for(self, request: ContractRequest) -> Parameters:
        """Return the parameters with what `request` itself supplies for days on which the library has no value.

        Raises PluginError as `call_each` does when a section cannot say what it supplies.
        """
        supplied: list[tuple[str, ParameterValue]] = []
        for plugin, key, supply in self._supplies:
            given = request.sections.get(key, ())
            for item in given if isinstance(given, tuple) else (given,):
                supplied += _supplied(plugin, supply, item)
        if not supplied:
            return self.parameters
        return _with_supplied(self.parameters, tuple(supplied))

    @cached_property
    def _supplies(self) -> tuple[tuple[str, str, Supply], ...]:
        """Return the sections that supply figures: the plugin, the key, and how an item does."""
        return tuple(
            (plugin, key, section.figures) for key, (plugin, section) in self._sections.items() if section.figures
        )

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


@remembered(64, key=lambda parameters, supplied: (Same(parameters), supplied))
def _with_supplied(parameters: Parameters, supplied: tuple[tuple[str, ParameterValue], ...]) -> Parameters:
    return parameters.with_values(supplied)


def _refuse_misspelt(plugin: str, sector: Sector, word: str, names: Iterable[str], known: Collection[str]) -> None:
    """Raise PluginError for a name in `takes` or the like that is nearly one of `known`.

    One that is near to none may belong to a plugin that is not there.
    """
    for name in sorted(set(names).difference(known)):
        if near := nearest(name, known, at_least=0.8):
            listed = "topics" if word == "takes" else "sections"
            raise m.MISSPELT.failure(
                PluginError, plugin=plugin, sector=sector.code, word=word, name=name, near=near, listed=listed
            )


def _supplied(plugin: str, supply: Supply, item: object) -> tuple[tuple[str, ParameterValue], ...]:
    """Return the figures that `item` of a section supplies; raises PluginError, naming `plugin`, when it cannot."""

    def figures() -> tuple[tuple[str, ParameterValue], ...]:
        return tuple(supply(item))

    given = answered(plugin, Carried(figures), object)
    if not all(isinstance(pair, tuple) and len(pair) == 2 and isinstance(pair[1], ParameterValue) for pair in given):
        raise wrong_return(plugin, Carried(supply), given)
    return given


def _taken(name: str, first: str, second: str) -> PluginError:
    """Return the error that two bring one name: two plugins, or `first` is izacontract itself."""
    owners = (f"{GROUP} zelf", f"{GROUP} itself") if first == GROUP else (f"plugin {first}", f"plugin {first}")
    return m.TAKEN.failure(PluginError, second=second, owner=Told(*owners), name=name)

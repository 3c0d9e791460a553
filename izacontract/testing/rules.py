"""Tries the rules and checks of a plugin on its examples and on many changes to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from izacontract.build.contract import build_contract
from izacontract.build.propose import settle
from izacontract.errors import Finding, IzacontractError, RequestInvalid, Severity, Told
from izacontract.host import Plugins
from izacontract.intake.read import examine_tree
from izacontract.intake.sources import EXAMPLE
from izacontract.intake.tree import Tree
from izacontract.model.contract import Decision, Ground
from izacontract.model.proposal import Proposal
from izacontract.model.request import ContractRequest
from izacontract.testing import findings as f
from izacontract.testing.language import is_english
from izacontract.testing.requests import AS_IT_IS, Sample, example_of, samples, smallest
from izacontract.testing.watching import Touched, watching

PLACE = re.compile(r"\(([^()]*:\d+)\)")


@dataclass
class _Told:
    """What was found, each thing once, however many requests show it."""

    plugin: str
    roots: frozenset[str] = frozenset()
    seen: dict[object, Finding] = field(default_factory=dict)

    def add(self, key: object, finding: Finding, place: str = "") -> None:
        self.seen.setdefault(key, f.about(self.plugin, finding, place))

    def error(self, error: IzacontractError) -> None:
        """Take in the error that a plugin gave; one that follows from what `watching` refused is told there."""
        if not isinstance(error.__cause__, Touched):
            place = PLACE.search(error.message.nl)
            self.seen.setdefault((error.code, place[1] if place else error.message.nl), f.of_error(self.plugin, error))


def check_rules(plugin: str, plugins: Plugins) -> list[Finding]:
    """Return what is wrong with what `plugin` answers for the examples of its sectors, or of all when it has none."""
    told = _Told(plugin, frozenset(plugins.keys.roots))
    with watching(code_of(plugin, plugins)) as watch:
        for sample in samples(plugins, _trees(plugin, plugins, told)):
            try:
                _try(sample, plugins, told)
            except IzacontractError as error:
                told.error(error)
    for place, what in watch.touched.items():
        told.add(place, f.OUTSIDE_WORLD.finding(what=what, place=place), place)
    return list(told.seen.values())


def code_of(plugin: str, plugins: Plugins) -> Path:
    """Return the folder of the plugin's package, or the one file that it is."""
    module = plugins.manager.get_plugin(plugin)
    file = Path(str(getattr(module, "__file__", "")))
    return file.parent if hasattr(module, "__path__") else file


def _trees(plugin: str, plugins: Plugins, told: _Told) -> Mapping[str, Tree]:
    """Return the request of each sector that concerns `plugin`, by code."""
    own = next((info.sectors for info in plugins.installed if info.name == plugin), ())
    trees: dict[str, Tree] = {}
    for sector in own or plugins.sectors:
        try:
            tree = example_of(plugins, sector)
        except RequestInvalid as error:
            tree = None
            for found in error.findings:
                told.add(found, _refused(sector, found), EXAMPLE)
        if tree is None and sector in own:
            told.add(sector, f.NO_EXAMPLE.warning(sector=sector))
        trees[sector] = tree or smallest(sector)
    return trees


def _try(sample: Sample, plugins: Plugins, told: _Told) -> None:
    examined = examine_tree(sample.tree, plugins)
    for found in examined.findings:
        _readable(found, told)
    request = examined.request
    if request is None:
        if sample.what is AS_IT_IS:
            for found in examined.findings:
                if found.severity is Severity.FAULT:
                    told.add(found, _refused(sample.sector, found), str(found.position or EXAMPLE))
        return
    _answers(sample, request, plugins, told)
    try:
        contract = build_contract(request, plugins)
    except IzacontractError as error:
        _unanswered(sample, request, [item.decision for item in settle(request, plugins)], plugins, told)
        if not isinstance(error, RequestInvalid):
            raise
        if sample.what is AS_IT_IS:
            for found in error.findings:
                told.add(found, _refused(sample.sector, found), EXAMPLE)
        return
    _unanswered(sample, request, contract.decisions, plugins, told)
    for found in contract.findings:
        _readable(found, told)


def _unanswered(
    sample: Sample, request: ContractRequest, decisions: Iterable[Decision], plugins: Plugins, told: _Told
) -> None:
    """Tell of each clause of the plugin itself on which no rule decided."""
    for decision in decisions:
        clause = plugins.library.clauses[decision.clause]
        if clause.plugin != told.plugin or clause.is_withdrawn_on(request.reference_day):
            continue
        if decision.ground is Ground.NOBODY:
            what, place = sample.what, clause.versions[-1].file.rpartition("/")[0]
            finding = f.UNANSWERED.finding(clause=clause.id, sector=sample.sector, what=what)
            told.add(clause.id, finding, f"{place}/clause.yaml")


def _answers(sample: Sample, request: ContractRequest, plugins: Plugins, told: _Told) -> None:
    """Look at what the plugin itself proposes: the same each time, with Dutch reasons and paths that exist."""
    first, second = (plugins.propose_clauses(request, of=told.plugin) for _ in range(2))
    if repr(first) != repr(second):
        nl = f"propose_clauses antwoordt bij {sample.what.nl} de tweede keer anders"
        en = f"propose_clauses answers otherwise the second time for {sample.what.en}"
        told.add("unstable", f.UNSTABLE.finding(why=Told(nl, en)))
    for answer in first:
        for proposal in answer.items:
            _proposal(proposal, told)


def _proposal(proposal: Proposal, told: _Told) -> None:
    reason = Told(f"De reden bij {proposal.clause}", f"The reason for {proposal.clause}")
    if not proposal.because.strip():
        told.add((proposal.clause, "because"), f.EMPTY.finding(what=reason))
    elif is_english(proposal.because):
        told.add(proposal.because, f.NOT_DUTCH.finding(what=reason, text=proposal.because))
    for path in proposal.looked_at:
        if path.split(".")[0].split("[")[0] not in told.roots:
            told.add((proposal.clause, path), f.UNKNOWN_PATH.finding(clause=proposal.clause, key=path))


def _readable(found: Finding, told: _Told) -> None:
    """Look at a finding of the plugin itself, which is known by its code: its Dutch text is Dutch."""
    if found.code.startswith(f"{told.plugin}."):
        name = Told(f"De melding {found.code}", f"Message {found.code}")
        for text in (found.message.nl, found.hint.nl):
            if is_english(text):
                told.add((found.code, "nl"), f.NOT_DUTCH.finding(what=name, text=text))


def _refused(sector: str, found: Finding) -> Finding:
    return f.EXAMPLE_REFUSED.finding(sector=sector, why=found.message)


def example_contracts(plugin: str, plugins: Plugins) -> Iterator[str]:
    """Give the JSON of the contract that each example of `plugin` makes, or its smallest request without one."""
    from izacontract.render.json import json_text

    for tree in _trees(plugin, plugins, _Told(plugin)).values():
        request = examine_tree(tree, plugins).request
        if request is not None:
            yield json_text(build_contract(request, plugins))

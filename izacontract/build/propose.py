"""Step propose and settle: exactly one decision for every clause of the library."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from izacontract import dutch
from izacontract.build.evidence import Evidence
from izacontract.calling import HookAnswer
from izacontract.clauses.library import Library
from izacontract.dutch import listing
from izacontract.errors import Finding, PluginError
from izacontract.host import Plugins
from izacontract.meant import did_you_mean
from izacontract.message import Message
from izacontract.model.clause import Clause, ClauseVersion, Presence
from izacontract.model.contract import Decision, Ground, LookedAt
from izacontract.model.memory import Same, remembered
from izacontract.model.proposal import Proposal
from izacontract.model.request import ContractRequest

UNKNOWN_CLAUSE = Message(
    "plugin.onbekende-clausule",
    "Plugin '{plugin}' stelt clausule '{clause}' voor, die niet bestaat.",
    "Plugin '{plugin}' proposes clause '{clause}', which does not exist.",
    "{meant}Verbeter de id in de regel van de plugin.",
    "{meant}Mend the id in the plugin's rule.",
)
PUT_IN_TWICE = Message(
    "plugin.dubbele-opname",
    "De plugins {names} nemen allebei clausule '{clause}' op.",
    "The plugins {names} both put clause '{clause}' in.",
    "Laat één van beide de clausule opnemen.",
    "Let only one of them put the clause in.",
)
OF_ANOTHER = Message(
    "plugin.andermans-clausule",
    "Plugin '{plugin}' laat clausule '{clause}' weg, maar plugin '{other}' neemt haar op.",
    "Plugin '{plugin}' leaves clause '{clause}' out, but plugin '{other}' puts it in.",
    "Een clausule van plugin '{owner}' kan een andere alleen opnemen. Haal de leave_out weg, of laat de clausule, "
    "als zij dat toelaat, weg in de aanvraag (weggelaten).",
    "A clause of plugin '{owner}' can only be put in by another. Remove the leave_out, or leave the clause, if it "
    "allows that, out in the request (weggelaten).",
)

OMISSION_IDLE = Message(
    "weggelaten.staat-er-niet",
    "Clausule '{clause}' staat ook zonder deze regel niet in het contract.",
    "Clause '{clause}' is not in the contract without this line either.",
    "Haal de regel weg; waarom de clausule ontbreekt zegt: izacontract explain AANVRAAG --clause {clause}",
    "Remove the line; why the clause is absent says: izacontract explain REQUEST --clause {clause}",
)


SECTOR: Final = ("overeenkomst.sector",)
"""What is looked at to say that a clause is none for this contract's sector."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The decision on one clause, the values that fill it, and its text in force, if any.

    `alternative` is the text of the position that the request chose.
    """

    clause: Clause
    decision: Decision
    values: Mapping[str, object]
    version: ClauseVersion | None = None
    alternative: ClauseVersion | None = None


def settle(request: ContractRequest, plugins: Plugins) -> list[Settled]:
    """Return one settled decision per clause of the library, in order of id.

    Raises PluginError when a proposal names an unknown clause or two plugins put one clause in.
    """
    library = plugins.library
    proposals = _by_clause(library, plugins.propose_clauses(request))
    settler = _Settler(request, plugins)
    elsewhere = _elsewhere(settler, library)
    return [
        elsewhere.get(name) or settler.settle(clause, proposals.get(name, ()))
        for name, clause in library.clauses.items()
    ]


def omission_findings(request: ContractRequest, settled: Sequence[Settled]) -> list[Finding]:
    """Return a warning for each omission of a clause that would not have been in the contract anyway."""
    absent = {item.clause.id for item in settled if not item.decision.include and item.decision.omitted is None}
    return [
        OMISSION_IDLE.warning("weggelaten", index, "clausule", clause=omission.clause)
        for index, omission in enumerate(request.omissions)
        if omission.clause in absent
    ]


def _by_clause(library: Library, answers: Sequence[HookAnswer]) -> dict[str, list[tuple[str, Proposal]]]:
    proposals: dict[str, list[tuple[str, Proposal]]] = {}
    for answer in answers:
        for proposal in answer.items:
            if proposal.clause not in library.clauses:
                meant = did_you_mean(proposal.clause, library.clauses)
                raise UNKNOWN_CLAUSE.failure(PluginError, plugin=answer.plugin, clause=proposal.clause, meant=meant)
            proposals.setdefault(proposal.clause, []).append((answer.plugin, proposal))
    return proposals


class _Settler:
    """Settles the clauses of one request."""

    def __init__(self, request: ContractRequest, plugins: Plugins) -> None:
        self._day = request.reference_day
        self._sectors = plugins.sectors
        self._sector = plugins.sectors[request.sector]
        self._look = Evidence(request, plugins)
        self._omitted = {omission.clause: omission.reason for omission in request.omissions}

    def elsewhere(self, library: Library) -> Mapping[str, Settled]:
        """Return the decisions on the clauses that contracts of this sector never hold, by id."""
        reasons = [(clause, self._elsewhere(clause)) for clause in library.clauses.values()]
        return {clause.id: self._never(clause, *reason) for clause, reason in reasons if reason}

    def same_elsewhere(self, library: Library) -> Hashable:
        """Return the key of `elsewhere`: requests for one sector and day share its answer."""
        return Same(library), Same(self._sectors), Same(self._sector), self._day, *map(Same, self._look.at(SECTOR))

    def settle(self, clause: Clause, proposals: Sequence[tuple[str, Proposal]]) -> Settled:
        """Return the decision on `clause` given what plugins, each with its name, propose."""
        plugin, chosen = _chosen(clause, proposals)
        if chosen is None:
            return self._out(clause, Ground.NOBODY, self._named_by_nobody(clause))
        omitted = self._omitted.get(clause.id) if clause.presence is Presence.MANDATORY else None
        if chosen.include and omitted is not None:
            asked = replace(chosen, looked_at=(*chosen.looked_at, "weggelaten"))
            return self._out(clause, Ground.OMISSION, asked, plugin, omitted)
        if not chosen.include:
            return self._out(clause, Ground.RULE, chosen, plugin)
        version = clause.version_on(self._day)
        return self._decided(clause, version, Ground.RULE, chosen, plugin)

    def _named_by_nobody(self, clause: Clause) -> Proposal:
        if clause.withdrawn is None or not clause.is_withdrawn_on(self._day):
            return Proposal(clause.id, False, "geen plugin neemt haar op")
        because = f"ingetrokken: zij staat in geen contract met een peildatum vanaf {dutch.day(clause.withdrawn)}"
        return Proposal(clause.id, False, because, looked_at=("overeenkomst.begin",))

    def _never(self, clause: Clause, ground: Ground, because: str) -> Settled:
        return self._out(clause, ground, Proposal(clause.id, False, because, looked_at=SECTOR))

    def _elsewhere(self, clause: Clause) -> tuple[Ground, str] | None:
        """Return why contracts of this sector never hold `clause`, None when they can."""
        own = self._sector
        reason = dict(own.refuses).get(clause.topic or "", "").rstrip(".")
        if clause.sectors is not None and own.code not in clause.sectors:
            known = self._sectors
            others = listing([known[code].title if code in known else code for code in sorted(clause.sectors)])
            because = f"geldt alleen voor contracten voor {others}, en dit contract is voor {own.title}"
            return Ground.SECTOR, f"{because}; {_small(reason)}" if reason else because
        if clause.topic is not None and clause.topic not in own.takes:
            return Ground.TOPIC, _small(
                reason
            ) or f"contracten voor {own.title} voeren het onderwerp {clause.topic} niet"
        return None

    def _out(
        self, clause: Clause, ground: Ground, proposal: Proposal, plugin: str = "", omitted: str | None = None
    ) -> Settled:
        return self._decided(clause, clause.text_on(self._day), ground, proposal, plugin, omitted)

    def _decided(
        self,
        clause: Clause,
        version: ClauseVersion | None,
        ground: Ground,
        proposal: Proposal,
        plugin: str,
        omitted: str | None = None,
    ) -> Settled:
        include = proposal.include and ground is Ground.RULE
        looked_at = self._look.at(proposal.looked_at)
        because = f"weggelaten met reden: {omitted}" if omitted is not None else proposal.because
        decision = _decision(clause, version, looked_at, include, because, omitted, ground.value, plugin)
        return Settled(clause, decision, proposal.values if include else {}, version)


@remembered(64, key=_Settler.same_elsewhere)
def _elsewhere(settler: _Settler, library: Library) -> Mapping[str, Settled]:
    return settler.elsewhere(library)


@remembered(512)
def _decision(
    clause: Clause,
    version: ClauseVersion | None,
    looked_at: tuple[LookedAt, ...],
    include: bool,
    because: str,
    omitted: str | None,
    ground: str,
    ruled_by: str,
) -> Decision:
    return Decision(
        clause.id,
        clause.title,
        include,
        because,
        clause.plugin,
        clause.presence,
        version.since if version else None,
        (version.origin if version else "") or clause.plugin,
        looked_at,
        omitted,
        (version or clause.versions[-1]).sources,
        Ground(ground),
        ruled_by,
        clause.explanation,
        version.reviewed if version else None,
    )


def _chosen(clause: Clause, proposals: Sequence[tuple[str, Proposal]]) -> tuple[str, Proposal | None]:
    """Return the proposal that decides on `clause`, with its plugin; None when nobody named the clause."""
    if len(proposals) == 1:
        return proposals[0]
    including = [(plugin, proposal) for plugin, proposal in proposals if proposal.include]
    if len(including) > 1:
        names = " en ".join(plugin for plugin, _ in including)
        raise PUT_IN_TWICE.failure(PluginError, names=names, clause=clause.id)
    for plugin, proposal in proposals if including else ():
        if not proposal.include and plugin != clause.plugin:
            raise OF_ANOTHER.failure(
                PluginError, plugin=plugin, clause=clause.id, other=including[0][0], owner=clause.plugin
            )
    owner = [(plugin, proposal) for plugin, proposal in proposals if plugin == clause.plugin]
    return next(iter((*including, *owner, *proposals)), ("", None))


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]

"""Step propose and settle: exactly one decision for every clause of the library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from izacontract.clauses.library import Library
from izacontract.errors import Finding, Message, PluginError
from izacontract.host import Answer
from izacontract.model.clause import Clause, Presence
from izacontract.model.contract import Decision
from izacontract.model.proposal import Proposal
from izacontract.model.request import ContractRequest
from izacontract.model.sector import Sector
from izacontract.model.terms import Terms
from izacontract.model.values import OpenPoint

OMISSION_UNKNOWN = Message(
    "weglaten.onbekende-clausule",
    "Er is geen clausule '{clause}'.",
    "There is no clause '{clause}'.",
    "Alle ids: izacontract clauses",
    "All ids: izacontract clauses",
)
OMISSION_REFUSED = Message(
    "weglaten.niet-toegestaan",
    "Clausule '{clause}' kan niet worden weggelaten: {why}.",
    "Clause '{clause}' cannot be left out: it is not a mandatory clause that a reason may remove.",
    "Haal de regel weg; alleen clausules met aanwezigheid 'mandatory' kunnen met een reden vervallen.",
    "Remove the line; only clauses whose presence is 'mandatory' may be left out with a reason.",
)


@dataclass(frozen=True, slots=True)
class Settled:
    """The decision on one clause, with the values that fill it."""

    clause: Clause
    decision: Decision
    values: Mapping[str, object]


def settle(request: ContractRequest, sector: Sector, library: Library, answers: Sequence[Answer]) -> list[Settled]:
    """Return one settled decision per clause of `library`, in order of id.

    Raises PluginError when a proposal names an unknown clause or two plugins put one clause in.
    """
    proposals = _by_clause(library, answers)
    omitted = {omission.clause: omission.reason for omission in request.omissions}
    return [
        _settled(request, sector, clause, proposals.get(clause.id, []), omitted.get(clause.id))
        for clause in library.clauses.values()
    ]


def omission_findings(request: ContractRequest, library: Library, settled: Sequence[Settled]) -> list[Finding]:
    """Return a fault for each omission of a clause that cannot be left out or does not exist."""
    findings = []
    by_id = {item.clause.id: item for item in settled}
    for index, omission in enumerate(request.omissions):
        item = by_id.get(omission.clause)
        if item is None:
            findings.append(OMISSION_UNKNOWN.finding("weggelaten", index, "clausule", clause=omission.clause))
        elif item.clause.presence is not Presence.MANDATORY:
            why = {
                Presence.ALWAYS: "elk contract heeft haar",
                Presence.CONDITIONAL: "zij volgt uit de aanvraag zelf",
                Presence.OPTIONAL: "zij komt er alleen op verzoek in",
            }[item.clause.presence]
            findings.append(OMISSION_REFUSED.finding("weggelaten", index, "clausule", clause=omission.clause, why=why))
    return findings


def _by_clause(library: Library, answers: Sequence[Answer]) -> dict[str, list[tuple[str, Proposal]]]:
    proposals: dict[str, list[tuple[str, Proposal]]] = {}
    for answer in answers:
        for proposal in answer.items:
            if proposal.clause not in library.clauses:
                raise PluginError(
                    f"Plugin '{answer.plugin}' stelt clausule '{proposal.clause}' voor, die niet bestaat.",
                    f"Plugin '{answer.plugin}' proposes clause '{proposal.clause}', which does not exist.",
                    "Controleer de id in de regel van de plugin.",
                    "Check the id in the plugin's rule.",
                    code="plugin.onbekende-clausule",
                )
            proposals.setdefault(proposal.clause, []).append((answer.plugin, proposal))
    return proposals


def _settled(
    request: ContractRequest, sector: Sector, clause: Clause, proposals: list[tuple[str, Proposal]], omitted: str | None
) -> Settled:
    if clause.sectors is not None and sector.code not in clause.sectors:
        return _out(request, clause, f"geldt alleen voor {', '.join(sorted(clause.sectors))}, niet voor {sector.code}")
    if clause.topic is not None and clause.topic not in sector.takes:
        return _out(request, clause, f"contracten voor {sector.title} voeren het onderwerp {clause.topic} niet")
    owner = next((proposal for plugin, proposal in proposals if plugin == clause.plugin), None)
    including = [(plugin, proposal) for plugin, proposal in proposals if proposal.include]
    if len(including) > 1:
        names = " en ".join(plugin for plugin, _ in including)
        raise PluginError(
            f"De plugins {names} nemen allebei clausule '{clause.id}' op.",
            f"The plugins {names} both put clause '{clause.id}' in.",
            "Laat één van beide de clausule opnemen.",
            "Let only one of them put the clause in.",
            code="plugin.dubbele-opname",
        )
    chosen = including[0][1] if including else owner or (proposals[0][1] if proposals else None)
    if chosen is None:
        return _out(request, clause, "geen plugin neemt haar op voor deze aanvraag")
    if chosen.include and omitted is not None and clause.presence is Presence.MANDATORY:
        return _out(request, clause, f"weggelaten met reden: {omitted}", chosen.looked_at, omitted)
    if not chosen.include:
        return _out(request, clause, chosen.because, chosen.looked_at)
    version = clause.version_on(request.reference_day)
    decision = Decision(
        clause.id,
        clause.title,
        True,
        chosen.because,
        clause.plugin,
        clause.presence,
        version.since,
        version.origin or clause.plugin,
        looked_at(request, chosen.looked_at),
        None,
        version.sources,
    )
    return Settled(clause, decision, chosen.values)


def _out(
    request: ContractRequest, clause: Clause, because: str, paths: tuple[str, ...] = (), omitted: str | None = None
) -> Settled:
    sources = clause.versions[-1].sources
    decision = Decision(
        clause.id,
        clause.title,
        False,
        because,
        clause.plugin,
        clause.presence,
        None,
        clause.plugin,
        looked_at(request, paths),
        omitted,
        sources,
    )
    return Settled(clause, decision, {})


def looked_at(request: ContractRequest, paths: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return each path with its value as text: "geen" where nothing stands, "open" where it is still open."""
    return tuple((path, _shown(request.value(path))) for path in paths)


def _shown(value: object) -> str:
    if value is None:
        return "geen"
    if isinstance(value, OpenPoint):
        return "open"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, tuple):
        return f"{len(value)} opgegeven"
    if isinstance(value, Terms):
        return "opgegeven"
    return str(value)

"""From a request to a contract: the steps in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Final

from izacontract.build.check import NOT_IN_FORCE, open_point_findings, parameter_findings, review_findings
from izacontract.build.contents import Cited, all_points, figure_sources
from izacontract.build.deviate import absent_clauses, with_deviations
from izacontract.build.fill import fill
from izacontract.build.number import number
from izacontract.build.own import absent_places, doubtful_words, own_words, with_own_clauses, with_own_slots
from izacontract.build.place import in_document_order, place
from izacontract.build.propose import Settled, omission_findings, settle
from izacontract.build.refer import refer
from izacontract.clauses.omitted import omitted_clauses
from izacontract.errors import REFUSED_IN_DRAFT, REFUSED_IN_FINAL, NoVersionInForce, PluginError, RequestInvalid
from izacontract.host import Plugins
from izacontract.message import Message
from izacontract.model.clause import Source
from izacontract.model.contract import SCHEMA, Contract, Party
from izacontract.model.memory import remembered
from izacontract.model.request import ContractRequest

PLUGINS_BROKEN = Message(
    "plugin.kapot",
    "Een definitief contract kan niet zolang een plugin kapot is: {names}.",
    "A final contract cannot be made while a plugin is broken: {names}.",
    "Herstel of verwijder de plugin; zie izacontract plugins.",
    "Mend or remove the plugin; see izacontract plugins.",
)


def build_contract(request: ContractRequest, plugins: Plugins, *, final: bool = False) -> Contract:
    """Return the contract that `request` describes: a draft, or with `final` the definite text.

    Its findings are those of the request and those of the build. Raises RequestInvalid when an omission is not
    allowed, when a text that is needed is not in force on the reference day that was typed, when a plugin's check
    finds a fault, or when `final` is asked while values are still open or something has to be mended before that;
    PluginError and ClauseError when a plugin or clause is at fault, also for `final` while a plugin is broken.
    """
    if final and plugins.problems:
        names = ", ".join(problem.name for problem in plugins.problems)
        raise PLUGINS_BROKEN.failure(PluginError, names=names)
    try:
        return _built(request, plugins, final=final)
    except NoVersionInForce as error:
        if request.settings.reference_day is None:
            raise
        told = error.message
        raise RequestInvalid([NOT_IN_FORCE.finding("instellingen", "peildatum", why=told)]) from error


_SOURCE_PARTS: Final = tuple(part.name for part in fields(Source))


def _built(request: ContractRequest, plugins: Plugins, *, final: bool) -> Contract:
    sector = plugins.sectors[request.sector]
    settled, parameters = settle(request, plugins), plugins.parameters_for(request)
    faults = [
        *omitted_clauses(request, sector, plugins.library),
        *absent_places(request, settled),
        *absent_clauses(request, settled),
    ]
    if faults:
        raise RequestInvalid(faults)
    settled = with_deviations(request, settled)
    own = own_words(request, plugins.library)
    slots = with_own_slots(plugins.library.slots, own)
    ordered = with_own_clauses(in_document_order(slots, settled), own)
    settled += own.settled
    filled = fill(ordered, request, parameters, plugins.texts, faults)
    if faults:
        raise RequestInvalid(faults)
    placed = place(slots, filled)
    parts = refer(number(placed), placed, request.settings.reference_style)
    points = all_points(request, (point for clause in filled for point in clause.filled.open_points))
    figures = figure_sources([clause.version for clause in filled], parameters, request.reference_day)
    contract = Contract(
        schema=SCHEMA,
        reference=str(request.agreement.reference),
        title=f"Zorgovereenkomst {sector.title}",
        sector=sector.code,
        sector_title=sector.title,
        status="definitief" if final else "concept",
        begin=request.agreement.begin,
        end=request.agreement.end,
        reference_day=request.reference_day,
        fingerprint=request.fingerprint,
        insurers=tuple(
            Party("zorgverzekeraar", entity.name, (("KvK-nummer", str(entity.kvk)), ("UZOVI-code", str(entity.uzovi))))
            for entity in request.insurer.entities
        ),
        provider=Party(
            "zorgaanbieder",
            request.provider.name,
            (("KvK-nummer", str(request.provider.kvk)), ("AGB-code", str(request.provider.agb))),
        ),
        opening=parts.opening,
        articles=parts.articles,
        closing=parts.closing,
        annexes=parts.annexes,
        decisions=tuple(item.decision for item in settled),
        findings=(),
        open_points=tuple(points),
        sources=_sources(settled, figures),
        commitments=plugins.library.commitments,
    )
    findings = [
        *request.findings,
        *omission_findings(request, settled),
        *doubtful_words(request, settled),
        *open_point_findings(points, request, parameters),
        *review_findings(contract),
        *parameter_findings(filled, request, parameters),
        *plugins.check_contract(contract),
    ]
    refused = REFUSED_IN_FINAL if final else REFUSED_IN_DRAFT
    if any(finding.severity in refused for finding in findings):
        raise RequestInvalid([finding for finding in findings if finding.severity in refused])
    return replace(contract, findings=tuple(findings))


def _sources(settled: Sequence[Settled], figures: Sequence[Cited]) -> tuple[Source, ...]:
    """Return the sources of the clauses that are in, and of the figures in them, each once."""
    listed = tuple(item.decision.sources for item in settled if item.decision.include)
    return _each_once((*listed, tuple(source for _, source in figures)))


@remembered(256)
def _each_once(sources: tuple[tuple[Source, ...], ...]) -> tuple[Source, ...]:
    return tuple(sorted({source for some in sources for source in some}, key=_order))


def _order(source: Source) -> tuple[str, ...]:
    return tuple([str(getattr(source, name)) for name in _SOURCE_PARTS])

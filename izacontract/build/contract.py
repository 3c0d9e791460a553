"""From a request to a contract: the steps in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Final

from izacontract.build.beside import OTHER_SECTOR, OTHER_TEXTS, beside, incorporated, with_incorporation
from izacontract.build.check import NOT_IN_FORCE, open_point_findings, parameter_findings, review_findings
from izacontract.build.contents import Cited, FilledClause, all_points, figure_sources
from izacontract.build.deviate import absent_clauses, with_deviations
from izacontract.build.edition import OF_ONE_CONTRACT, general_articles, general_clauses, published
from izacontract.build.fill import fill
from izacontract.build.number import number
from izacontract.build.outside import under
from izacontract.build.own import absent_places, doubtful_words, own_words, with_own_clauses, with_own_slots
from izacontract.build.place import in_document_order, place
from izacontract.build.propose import Settled, omission_findings, settle
from izacontract.build.refer import NOWHERE, refer
from izacontract.clauses.omitted import omitted_clauses
from izacontract.errors import (
    REFUSED_IN_DRAFT,
    REFUSED_IN_FINAL,
    ClauseError,
    Finding,
    NoVersionInForce,
    PluginError,
    RequestInvalid,
)
from izacontract.host import Plugins
from izacontract.message import Message
from izacontract.model.clause import Slot, Source
from izacontract.model.contract import SCHEMA, Contract, Party
from izacontract.model.edition import GeneralPart
from izacontract.model.memory import remembered
from izacontract.model.parameter import Parameters
from izacontract.model.request import ContractRequest

PLUGINS_BROKEN = Message(
    "plugin.kapot",
    "Een definitief contract kan niet zolang een plugin kapot is: {names}.",
    "A final contract cannot be made while a plugin is broken: {names}.",
    "Herstel of verwijder de plugin; zie izacontract plugins.",
    "Mend or remove the plugin; see izacontract plugins.",
)


def build_contract(
    request: ContractRequest, plugins: Plugins, *, final: bool = False, general: GeneralPart | None = None
) -> Contract:
    """Return the contract that `request` describes: a draft, or with `final` the definite text.

    What the `general` part says in the same words is left out, and referred to.
    Its findings are those of the request and those of the build. Raises RequestInvalid when an omission is not
    allowed, when a text that is needed is not in force on the reference day that was typed, when a plugin's check
    finds a fault, or when `final` is asked while values are still open or something has to be mended before that;
    PluginError and ClauseError when a plugin or clause is at fault, also for `final` while a plugin is broken.
    """
    if final and plugins.problems:
        names = ", ".join(problem.name for problem in plugins.problems)
        raise PLUGINS_BROKEN.failure(PluginError, names=names)
    try:
        return _built(request, plugins, general, final=final)
    except NoVersionInForce as error:
        if request.settings.reference_day is None:
            raise
        told = error.message
        raise RequestInvalid([NOT_IN_FORCE.finding("instellingen", "peildatum", why=told)]) from error


_SOURCE_PARTS: Final = tuple(part.name for part in fields(Source))


def _built(request: ContractRequest, plugins: Plugins, general: GeneralPart | None, *, final: bool) -> Contract:
    sector, parameters = plugins.sectors[request.sector], plugins.parameters_for(request)
    slots, settled, filled = _filled(request, plugins, parameters)
    stay, elsewhere, told = filled, NOWHERE, tuple[Finding, ...]()
    if general is not None:
        if not general.is_outside and general.sector != sector.code:
            fault = OTHER_SECTOR.finding("overeenkomst", "sector", title=general.title, sector=sector.code)
            raise RequestInvalid([fault])
        if general.is_outside:
            apart = under(filled, general, request)
        else:
            apart = beside(filled, general, slots, request.settings.reference_style)
        general, elsewhere = apart.general, apart.elsewhere
        taken_over = incorporated(apart)
        settled.append(taken_over)
        told = apart.findings
        slots = with_incorporation(slots, taken_over.clause)
        stay = [*apart.clauses, *fill([taken_over], request, parameters, plugins.texts, [])]
    placed = place(slots, stay)
    try:
        parts = refer(number(placed), placed, request.settings.reference_style, elsewhere)
    except ClauseError as error:
        if general is None or general.is_outside:
            raise
        fault = OTHER_TEXTS.finding("overeenkomst", "begin", title=general.title, why=error.message)
        raise RequestInvalid([fault]) from error
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
        general=general,
    )
    findings = [
        *request.findings,
        *omission_findings(request, settled),
        *doubtful_words(request, settled),
        *told,
        *open_point_findings(points, request, parameters),
        *review_findings(contract),
        *parameter_findings(filled, request, parameters),
        *plugins.check_contract(contract),
    ]
    refused = REFUSED_IN_FINAL if final else REFUSED_IN_DRAFT
    if any(finding.severity in refused for finding in findings):
        raise RequestInvalid([finding for finding in findings if finding.severity in refused])
    return replace(contract, findings=tuple(findings))


def _filled(
    request: ContractRequest, plugins: Plugins, parameters: Parameters
) -> tuple[Sequence[Slot], list[Settled], list[FilledClause]]:
    """Return the slots of a contract, what was settled about every clause, and those that are in, filled."""
    settled = settle(request, plugins)
    sector = plugins.sectors[request.sector]
    absent = list(absent_clauses(request, settled))
    faults = [*omitted_clauses(request, sector, plugins.library), *absent_places(request, settled)]
    if faults:
        raise RequestInvalid([*faults, *absent])
    settled = with_deviations(request, settled)
    own = own_words(request, plugins.library)
    slots = with_own_slots(plugins.library.slots, own)
    ordered = with_own_clauses(in_document_order(slots, settled), own)
    settled += own.settled
    faults += absent
    filled = fill(ordered, request, parameters, plugins.texts, faults)
    if faults:
        raise RequestInvalid(faults)
    return slots, settled, filled


def build_general_part(
    request: ContractRequest, plugins: Plugins, edition: str, day: date, *, is_of_house: bool
) -> Contract:
    """Return the general part of the contracts for a sector, as `edition` of `day`: its articles, numbered A1, A2.

    It prints the defaults of `request` and, when that `is_of_house`, what was typed there for every contract, but no
    parties and no term. Raises as `build_contract` does.
    """
    sector, parameters = plugins.sectors[request.sector], plugins.parameters_for(request)
    slots, settled, filled = _filled(request, plugins, parameters)

    def is_for_all(key: str) -> bool:
        return not key.startswith(OF_ONE_CONTRACT) and (is_of_house or request.is_default(key))

    clauses = general_clauses(filled, slots, is_for_all)
    articles = general_articles(clauses, filled, slots, request.settings.reference_style)
    ids = {item.version.clause for item in clauses}
    year = request.agreement.begin.year
    title = f"Algemeen deel {sector.title} {year}"
    inside = [item for item in settled if item.clause.id in ids]
    contract = Contract(
        schema=SCHEMA,
        reference=edition,
        title=title,
        sector=sector.code,
        sector_title=sector.title,
        status="definitief",
        begin=date(year, 1, 1),
        end=date(year, 12, 31),
        reference_day=request.reference_day,
        fingerprint=request.fingerprint,
        insurers=(),
        provider=None,
        opening=(),
        articles=articles,
        closing=(),
        annexes=(),
        decisions=tuple(item.decision for item in inside),
        findings=(),
        open_points=(),
        sources=_sources(inside, ()),
        commitments=plugins.library.commitments,
        general=published(articles, edition, day, title, sector.code),
    )
    return replace(contract, findings=tuple(review_findings(contract)))


def _sources(settled: Sequence[Settled], figures: Sequence[Cited]) -> tuple[Source, ...]:
    """Return the sources of the clauses that are in, and of the figures in them, each once."""
    listed = tuple(item.decision.sources for item in settled if item.decision.include)
    return _each_once((*listed, tuple(source for _, source in figures)))


@remembered(256)
def _each_once(sources: tuple[tuple[Source, ...], ...]) -> tuple[Source, ...]:
    return tuple(sorted({source for some in sources for source in some}, key=_order))


def _order(source: Source) -> tuple[str, ...]:
    return tuple([str(getattr(source, name)) for name in _SOURCE_PARTS])

"""Reading a request: from a file or mapping to a ContractRequest, or every fault at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path as FilePath
from typing import cast

from izacontract.errors import Finding, Path, PluginError, RequestInvalid, Severity, Told
from izacontract.host import Plugins, RequestCheck
from izacontract.intake import messages as m
from izacontract.intake.bind import Binder
from izacontract.intake.checks import check_core, parts_of
from izacontract.intake.effect import without_effect
from izacontract.intake.own import with_checksums
from izacontract.intake.renamed import with_current_keys
from izacontract.intake.sources import STDIN, RequestSource, tree_of
from izacontract.intake.translate import suggested_choice, suggested_key
from izacontract.intake.tree import Tree, is_absent, told_by_column
from izacontract.meant import nearest
from izacontract.message import Message
from izacontract.model.deviation import LidDeviation, PositionChoice
from izacontract.model.messages import UNUSUAL
from izacontract.model.own import OwnAnnex, OwnProvision
from izacontract.model.request import Agreement, ContractRequest, Insurer, Omission, Provider, Settings
from izacontract.model.sections import (
    AGREEMENT,
    CORE,
    DEVIATIONS,
    INSURER,
    OMISSIONS,
    OWN_ANNEXES,
    POSITIONS,
    PROVIDER,
    PROVISIONS,
    SETTINGS,
    sections_of,
)
from izacontract.model.sector import Section, Sector
from izacontract.model.shapes import shapes_of
from izacontract.model.terms import Terms
from izacontract.model.values import is_open

KEY_OF_ABSENT = Message(
    "plugin.ontbreekt",
    "Sleutel '{key}' hoort bij een plugin die niet geladen is{broken}.",
    "Key '{key}' belongs to a plugin that is not loaded{broken}.",
    "Bekijk de plugins met: izacontract plugins",
    "See the plugins with: izacontract plugins",
)
SECTOR_BROKEN = Message(
    "plugin.kapot",
    "Plugin '{plugin}' ({distribution}) werkt niet: {cause}",
    "Plugin '{plugin}' ({distribution}) does not work: {cause}",
    "Herstel of vervang de plugin; de aanvraag is van die zorgsoort.",
    "Mend or replace the plugin; the request is of that sector.",
)


@dataclass(frozen=True)
class Examination:
    """What is known of a request: the request itself unless it has a fault, and every finding in order of place."""

    request: ContractRequest | None
    findings: tuple[Finding, ...]
    tree: Tree | None = None
    choices: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)

    def with_findings(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return all findings together with `findings` from a later step, each with its place, in order.

        An open point that is not free says what it may be.
        """
        everything = [*self.findings, *(self._with_choices(finding) for finding in findings)]
        return self.tree.located(everything) if self.tree else tuple(dict.fromkeys(everything))

    def _with_choices(self, finding: Finding) -> Finding:
        known = self.choices.get(finding.path) if finding.severity is Severity.OPEN else None
        if known is None:
            return finding
        choose = suggested_choice("", known)
        return replace(finding, hint=Told(f"{finding.hint.nl} {choose.nl}", f"{finding.hint.en} {choose.en}"))


def read_request(source: RequestSource, plugins: Plugins) -> ContractRequest:
    """Return the request in `source`: a file, `-` for standard input, or a mapping.

    Raises RequestInvalid with every fault and warning, FileError when the file cannot be read, PluginError when
    the request needs a plugin that is broken or absent.
    """
    examined = examine_request(source, plugins)
    if examined.request is None:
        raise RequestInvalid(examined.findings)
    return examined.request


def examine_request(source: RequestSource, plugins: Plugins) -> Examination:
    """Return what `source` holds and everything that is wrong with it or deserves a warning.

    Raises FileError and PluginError as `read_request` does, never RequestInvalid.
    """
    try:
        tree = tree_of(source, plugins)
    except RequestInvalid as refused:
        return Examination(None, refused.findings)
    folder = None if isinstance(source, Mapping) or str(source) == STDIN else FilePath(source).parent
    return examine_tree(tree, plugins, folder)


def examine_tree(tree: Tree, plugins: Plugins, folder: FilePath | None = None) -> Examination:
    """Return what was typed as a request, with every finding; raises PluginError as `read_request` does.

    `folder` is where the files lie that the request names; without one none is opened.
    """
    tree = with_current_keys(tree, CORE)
    unbound = Binder(tree)
    sector = _sector(tree, plugins, unbound)
    tree = with_current_keys(tree, sections_of(sector, plugins).values())
    binder = Binder(tree)
    binder.findings += [*tree.findings, *unbound.findings]
    request, of_files = with_checksums(_request(tree, sections_of(sector, plugins), binder), folder)
    _unknown_keys(tree, sector, plugins, binder)
    faulty = any(finding.severity is Severity.FAULT for finding in binder.findings)
    found = [*of_files, *check_core(request, sector, lambda: plugins.library)]
    if sector is not None:
        found += _asked(request, plugins, binder) if faulty else plugins.check_request(request)
    found += without_effect(parts_of(request), [*binder.findings, *found])
    # Of a value that is absent or refused nothing more is told: what follows from it is no mistake of its own.
    told = binder.replaced | _refused(binder)
    found = [finding for finding in found if finding.path not in told]
    findings = tuple(told_by_column(tree.located([*_without_doubts(binder.findings, found), *found])))
    faulty = any(finding.severity is Severity.FAULT for finding in findings)
    known = None if faulty else replace(request, findings=findings)
    return Examination(known, findings, tree, binder.choices)


def _sector(tree: Tree, plugins: Plugins, binder: Binder) -> Sector | None:
    code = tree.sector
    if code is None or is_absent(code):
        return None
    if code in plugins.sectors:
        return plugins.sectors[code]
    for problem in plugins.problems:
        if problem.name == code:
            raise SECTOR_BROKEN.failure(
                PluginError, plugin=problem.name, distribution=problem.distribution, cause=problem.cause
            )
    hint = Told("Installeer de plugin van deze zorgsoort.", "Install the plugin of this sector.")
    if plugins.sectors:
        hint = suggested_choice(code, list(plugins.sectors))
    unknown = m.UNKNOWN_SECTOR.finding(AGREEMENT.key, "sector", sector=code, hint=hint + _broken(plugins))
    binder.findings.append(unknown)
    return None


def _broken(plugins: Plugins) -> Told:
    names = ", ".join(problem.name for problem in plugins.problems)
    if not names:
        return Told("", "")
    return Told(
        f" Niet geladen omdat ze niet werken: {names}; zie: izacontract plugins.",
        f" Not loaded because they do not work: {names}; see: izacontract plugins.",
    )


def _request(tree: Tree, sections: Mapping[str, Section], binder: Binder) -> ContractRequest:
    bound = {section.key: _bound(section, tree, binder) for section in CORE}
    shared = {key: _bound(section, tree, binder) for key, section in sections.items()}
    known = {*bound, *shared}
    return ContractRequest(
        agreement=cast(Agreement, bound[AGREEMENT.key]),
        insurer=cast(Insurer, bound[INSURER.key]),
        provider=cast(Provider, bound[PROVIDER.key]),
        provisions=cast(tuple[OwnProvision, ...], bound[PROVISIONS.key] or ()),
        own_annexes=cast(tuple[OwnAnnex, ...], bound[OWN_ANNEXES.key] or ()),
        positions=cast(tuple[PositionChoice, ...], bound[POSITIONS.key] or ()),
        deviations=cast(tuple[LidDeviation, ...], bound[DEVIATIONS.key] or ()),
        omissions=cast(tuple[Omission, ...], bound[OMISSIONS.key] or ()),
        settings=cast(Settings, bound[SETTINGS.key] or Settings()),
        sections={key: terms for key, terms in shared.items() if terms},
        given=frozenset(key for key, typed in tree.root.items() if key in known and not is_absent(typed)),
        fingerprint=tree.fingerprint,
    )


def _bound(section: Section, tree: Tree, binder: Binder) -> Terms | tuple[Terms, ...] | None:
    typed, path = tree.root.get(section.key), (section.key,)
    if section.many:
        return binder.items(section.model, typed, path)
    if not is_absent(typed):
        return binder.group(section.model, typed, path)
    if isinstance(typed, dict):
        binder.unknown_keys(section.model, typed, path)
    if not section.always:
        return None
    needed = [key for key, shape in shapes_of(section.model).items() if shape.need == "draft"]
    if needed:
        what = f"{section.title}, met ten minste {', '.join(needed)}."
        binder.findings.append(m.MISSING.finding(section.key, key=section.key, help=what))
    return binder.group(section.model, None, path, needed=False)


def _refused(binder: Binder) -> set[Path]:
    """Return the path of each value that was refused, and of the item of a list that it stands in."""
    refused = {finding.path for finding in binder.findings if finding.severity is Severity.FAULT}
    return refused | {path[:-1] for path in refused if len(path) > 1 and isinstance(path[-2], int)}


def _without_doubts(findings: list[Finding], found: list[Finding]) -> Iterator[Finding]:
    """Give `findings`, without the warning that an unusual value may stay where one of `found` says to mend it."""
    mended = {finding.path for finding in found if finding.severity in (Severity.FAULT, Severity.BEFORE_FINAL)}
    return (f for f in findings if f.code != UNUSUAL.code or f.path not in mended)


def _unknown_keys(tree: Tree, sector: Sector | None, plugins: Plugins, binder: Binder) -> None:
    sections = sections_of(sector, plugins)
    known = [*(section.key for section in CORE), *sections]
    for key in tree.root:
        # Without a sector a key that resembles no other may well belong to the sector that is not installed.
        if key not in known and (sector or nearest(key, known)):
            binder.findings.append(binder.at_key(_refused_key(key, known, sector, plugins)))


def _refused_key(key: str, known: list[str], sector: Sector | None, plugins: Plugins) -> Finding:
    if sector is not None:
        if reason := dict(sector.refuses).get(key):
            return m.REFUSED_KEY.finding(key, key=key, sector=sector.title, reason=reason.rstrip(".") + ".")
        if key in plugins.sectors:
            return m.OTHER_SECTOR.finding(key, key=key, sector=sector.title)
        if key in plugins.sections:
            return m.UNACCEPTED_KEY.finding(key, key=key, sector=sector.title)
        if key in sector.accepts | sector.assumes:
            names = ", ".join(f"{p.name} ({p.cause.nl})" for p in plugins.problems)
            broken = Told(f"; kapot: {names}", f"; broken: {names}") if names else Told("", "")
            raise KEY_OF_ABSENT.failure(PluginError, key=key, broken=broken)
    hint = suggested_key(key, known)
    holders = [s for s in (*CORE, *sections_of(sector, plugins).values()) if key in shapes_of(s.model)]
    if len(holders) == 1:
        hint = Told(f"'{key}' hoort onder '{holders[0].key}'.", f"'{key}' belongs under '{holders[0].key}'.")
    return m.UNKNOWN_KEY.finding(key, key=key, hint=hint + _broken(plugins))


def _asked(request: ContractRequest, plugins: Plugins, binder: Binder) -> list[Finding]:
    """Return what the plugins find in a request that has faults; nothing of a plugin that cannot answer.

    Values that even a draft needs may be stand-ins here, which a check need not expect. So a check that fails is
    asked again without them: with two different terms, of which only the findings common to both count, and
    without the list items and sections that hold a stand-in.
    """
    bare = _without_stand_ins(request, binder)
    attempts = (([request], False), (list(_terms(request)), False), (list(_terms(bare)), True))
    return [finding for check in plugins.request_checks for finding in _found(check, attempts, binder)]


def _found(
    check: RequestCheck, attempts: Sequence[tuple[list[ContractRequest], bool]], binder: Binder
) -> list[Finding]:
    """Return what one plugin's `check` finds in the first of the `attempts` that it can answer."""
    touched = {path[:1] for path in binder.replaced}
    for variants, unspoiled in attempts:
        try:
            answers = [check(variant) for variant in variants]
        except Exception:  # noqa: BLE001, S112  the request is at fault, and its faults are told already
            continue
        common = [finding for finding in answers[0] if all(finding in answer for answer in answers)]
        return [finding for finding in common if not unspoiled or finding.path[:1] not in touched]
    return []


def _terms(request: ContractRequest) -> Iterator[ContractRequest]:
    """Give `request` as it is, or with a short and a long term when its first or last day is unknown."""
    agreement = request.agreement
    if not is_open(agreement.begin, agreement.end):
        yield request
        return
    for first, last in ((date(2024, 1, 1), date(2024, 12, 31)), (date(2023, 1, 1), date(2031, 12, 31))):
        begin = first if is_open(agreement.begin) else agreement.begin
        end = last if is_open(agreement.end) else agreement.end
        yield replace(request, agreement=agreement.model_copy(update={"begin": begin, "end": end}))


def _without_stand_ins(request: ContractRequest, binder: Binder) -> ContractRequest:
    sections = dict(request.sections)
    for key, terms in request.sections.items():
        spoiled = {path[1] for path in binder.replaced if path[0] == key}
        if isinstance(terms, tuple):
            sections[key] = tuple(item for index, item in enumerate(terms) if index not in spoiled)
        elif spoiled:
            del sections[key]
    return replace(request, sections={key: terms for key, terms in sections.items() if terms})

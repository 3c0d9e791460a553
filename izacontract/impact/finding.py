"""What a change touches in contracts: each is made as it was and as it becomes, and the two are compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from izacontract import dutch
from izacontract.build.contents import figure_sources
from izacontract.build.contract import build_contract
from izacontract.differ.changes import ClauseChange, LineChange, Op
from izacontract.differ.contracts import compare
from izacontract.errors import IzacontractError, RequestInvalid
from izacontract.errors import Path as KeyPath
from izacontract.host import Plugins
from izacontract.impact.change import Change, ChangedValue
from izacontract.impact.money import ChangedAmount, changed_amounts
from izacontract.impact.portfolio import Typed, Unread, first_fault
from izacontract.intake.layers import laid_over
from izacontract.intake.read import examine_tree
from izacontract.intake.tree import Node, Tree
from izacontract.model.contract import Contract
from izacontract.model.places import standings
from izacontract.model.request import ContractRequest
from izacontract.model.values import Typed as TypedCell
from izacontract.model.values import TypedKind

Sides = Callable[[Typed], tuple[Contract, Contract]]
"""Makes a contract as it was and as it becomes; raises for one that cannot be made."""


@dataclass(frozen=True, slots=True)
class TouchedLid:
    """A lid, row or clause that a change touches: where it stands, what it said and says, and why.

    `old` and `new` are "" where only a source is cited.
    """

    clause: str
    title: str
    place: str
    old: str
    new: str
    because: str


@dataclass(frozen=True, slots=True)
class ContractImpact:
    """What is touched in one contract; `ceiling` is how many euros more its yearly amounts become, None for none."""

    file: str
    reference: str
    provider: str
    sector: str
    begin: date
    end: date
    leden: tuple[TouchedLid, ...]
    money: tuple[ChangedAmount, ...]

    @property
    def ceiling(self) -> Decimal | None:
        """Return the sum of the differences of what is paid in a whole year, None when none of these differs."""
        found = [one.difference for one in self.money if one.is_ceiling and one.difference is not None]
        return sum(found, Decimal(0)) if found else None


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change touches in a portfolio: the contracts that it touches, how many it does not, and what is unread."""

    about: str
    contracts: tuple[ContractImpact, ...]
    untouched: int
    unread: tuple[Unread, ...]


def impact_of_days(typed: Iterable[Typed | Unread], plugins: Plugins, start: date, end: date) -> Impact:
    """Return what differs in each contract when it is made with the texts and figures of `end` instead of `start`."""

    def sides(one: Typed) -> tuple[Contract, Contract]:
        request = _request(one.tree, one, plugins)
        return _built(_on(request, start), plugins), _built(_on(request, end), plugins)

    about = f"teksten en cijfers van {dutch.day(end)} in plaats van {dutch.day(start)}"
    return _impact(about, typed, plugins, sides, Change())


def impact_of_change(typed: Iterable[Typed | Unread], plugins: Plugins, change: Change) -> Impact:
    """Return what differs in each contract when it is made with `change`, and which leden cite its sources."""
    changed = copy(plugins)
    if change.figures:
        parameters = change.parameters(plugins.library.parameters)
        vars(changed)["library"] = replace(plugins.library, parameters=parameters)

    def sides(one: Typed) -> tuple[Contract, Contract]:
        request = _request(one.tree, one, plugins)
        values = dict(_laid(one.tree, request, change.values))
        other = laid_over(one.tree, values, {}) if values else one.tree
        return _built(request, plugins), _built(_request(other, one, changed), changed)

    return _impact("de wijziging in het bestand", typed, plugins, sides, change)


def _impact(about: str, typed: Iterable[Typed | Unread], plugins: Plugins, sides: Sides, change: Change) -> Impact:
    found: list[ContractImpact] = []
    unread: list[Unread] = []
    untouched = 0
    for one in typed:
        if isinstance(one, Unread):
            unread.append(one)
            continue
        try:
            old, new = sides(one)
        except IzacontractError as error:
            unread.append(Unread(one.name, first_fault(error)))
            continue
        leden = (*_reworded(old, new, plugins), *_citing(old, plugins, change))
        money = changed_amounts(old, new, plugins.library.clauses)
        if leden or money:
            provider = new.provider.name if new.provider else ""
            facts = (new.reference, provider, new.sector, new.begin, new.end)
            found.append(ContractImpact(one.name, *facts, leden, money))
        else:
            untouched += 1
    return Impact(about, tuple(found), untouched, tuple(unread))


def _laid(tree: Tree, request: ContractRequest, changed: Iterable[ChangedValue]) -> Iterator[tuple[KeyPath, Node]]:
    """Give the values of `changed` that concern `request`, each with the path at which it stands in `tree`."""
    lists: dict[str, list[Node]] = {}
    for one in changed:
        runs = one.year is None or request.agreement.begin.year <= one.year <= request.agreement.end.year
        if not runs or any(str(request.value(key)) != known for key, known in one.where):
            continue
        head, *below = one.key.split(".")
        cell = TypedCell(one.value, TypedKind.TEXT)
        items = lists.get(head) or tree.root.get(head)
        if isinstance(items, list):
            lists[head] = [
                {**item, below[0]: cell} if len(below) == 1 and _is_meant(item, below[0], one.year) else item
                for item in items
                if isinstance(item, dict)
            ]
        elif request.value(one.key) is not None:
            yield (head, *below), cell
    yield from (((head,), items) for head, items in lists.items())


def _is_meant(item: Mapping[str, Node], key: str, year: int | None) -> bool:
    """Return whether a list's `item` has a value at `key`, and is of `year` when both name one."""
    known = item.get("jaar")
    return key in item and (year is None or known is None or str(getattr(known, "text", known)) == str(year))


def _request(tree: Tree, typed: Typed, plugins: Plugins) -> ContractRequest:
    """Return the request that was typed; raises RequestInvalid when it has a fault."""
    examined = examine_tree(tree, plugins, typed.folder)
    if examined.request is None:
        raise RequestInvalid(examined.findings)
    return examined.request


def _on(request: ContractRequest, day: date) -> ContractRequest:
    """Return `request` with `day` as its reference day."""
    return replace(request, settings=request.settings.model_copy(update={"reference_day": day}))


def _built(request: ContractRequest, plugins: Plugins) -> Contract:
    return build_contract(request, plugins)


def _reworded(old: Contract, new: Contract, plugins: Plugins) -> Iterator[TouchedLid]:
    """Give each line that differs between the two contracts, with the reason that a comparison gives."""
    for change in compare(old, new, library=plugins.library).changes:
        because = "; ".join(dict.fromkeys(reason.text for reason in change.reasons))
        for line in change.lines:
            own = "; ".join(dict.fromkeys(reason.text for reason in line.reasons)) or because
            said = (_side(line, Op.OLD), _side(line, Op.NEW))
            yield TouchedLid(change.id, change.title, _place(change, line), *said, own)
        if not change.lines:
            place = (change.new or change.old or None) and _label(change)
            told = "; ".join(f"{one.old or '-'} wordt {one.new or '-'}" for one in change.sources)
            yield TouchedLid(change.id, change.title, place or "", "", "", told or because)


def _side(line: LineChange, side: Op) -> str:
    """Return what the line said (OLD) or says (NEW)."""
    return "".join(
        " | " if piece.kind == "cell" else piece.text for piece in line.pieces if piece.op in (Op.SAME, side)
    ).strip()


def _label(change: ClauseChange) -> str:
    place = change.new or change.old
    return (place.label or place.heading) if place else ""


def _place(change: ClauseChange, line: LineChange) -> str:
    """Return where the line stands: "artikel 8.5", "bijlage B"."""
    number = line.new_number or line.old_number
    return f"artikel {number}" if "." in number and _label(change).startswith("artikel") else _label(change)


def _citing(contract: Contract, plugins: Plugins, change: Change) -> Iterator[TouchedLid]:
    """Give the leden of `contract` that cite a changed source, as precise as the library knows it.

    A lid that a source fixes, or that answers what an accord asks there, is named itself; else the clause whose text
    or figure cites it is.
    """
    if not change.sources:
        return
    standing, library = standings(contract), plugins.library
    for decision in contract.decisions:
        if not decision.include or decision.clause not in standing or decision.clause not in library.clauses:
            continue
        clause, place = library.clauses[decision.clause], standing[decision.clause]
        version = next((one for one in clause.versions if one.since == decision.version), None)
        found: dict[str, str] = {}
        for lid, source in version.fixed.items() if version else ():
            if place.has(lid) and any(one.is_cited_by(source) for one in change.sources):
                found[place.lid(lid)] = f"legt dit lid vast: {source.citation}"
        for commitment in contract.commitments:
            if any(one.is_cited_by(commitment.source) for one in change.sources):
                for link in commitment.clauses:
                    if link.clause == decision.clause and link.lid and place.has(link.lid):
                        found.setdefault(place.lid(link.lid), f"regelt wat daar staat: {commitment.source.citation}")
        figures = figure_sources([version], library.parameters, contract.reference_day) if version else ()
        cited = [*decision.sources, *(source for _, source in figures)]
        if not found:
            told = [source.citation for source in cited if any(one.is_cited_by(source) for one in change.sources)]
            if told:
                found[place.words] = f"steunt op: {'; '.join(dict.fromkeys(told))}"
        for where, because in found.items():
            yield TouchedLid(decision.clause, decision.title, where, "", "", because)

"""Requests to try a plugin with: the example of its sector, changes to it, and each key of it left out in turn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Protocol

from izacontract.errors import RequestInvalid, Told, dotted
from izacontract.host import Plugins
from izacontract.intake.read import examine_tree
from izacontract.intake.sources import example_files
from izacontract.intake.tree import Node, Tree, tree_of_mapping
from izacontract.intake.yaml_source import read_yaml
from izacontract.model.contract import Contract
from izacontract.model.request import ContractRequest
from izacontract.model.sections import sections_of
from izacontract.model.shapes import Shape, shapes_of
from izacontract.model.terms import Terms
from izacontract.model.values import Typed, TypedKind

AS_IT_IS: Final = Told("het voorbeeld", "the example")
LEAST: Final = Told("een aanvraag met zo min mogelijk", "a request with as little as can be")
LATER: Final = Told("het voorbeeld voor 2040 en 2041", "the example for 2040 and 2041")

KeyPath = tuple[str, ...]


class MakeRequest(Protocol):
    """Makes a request of the example, with changes."""

    def __call__(self, changes: Mapping[str, object] | None = None, *, sector: str | None = None) -> ContractRequest:
        """Return the request with the values of `changes` at their dotted paths; None takes a key away.

        `sector` is the sector whose example it is; by default that of the plugin, or else the first by code. Raises
        RequestInvalid, as `read_request` does.
        """


class MakeContract(Protocol):
    """Makes the contract of the example, with changes."""

    def __call__(self, changes: Mapping[str, object] | None = None, *, sector: str | None = None) -> Contract:
        """Return the contract of what `MakeRequest` gives; raises as `build_contract` does."""


@dataclass(frozen=True)
class Sample:
    """A request to try: its sector, whether it is the example itself or what was done to it, and what was typed."""

    sector: str
    what: Told
    tree: Tree


def contract_text(contract: Contract) -> str:
    """Return the whole contract as text, one line a lid: the form in which a snapshot reads."""
    from izacontract.render.text import text

    return text(contract)


def clause_text(contract: Contract, clause: str) -> str:
    """Return one clause of `contract` as text below its heading; raises ClauseError when it is not in it."""
    from izacontract.render.text import text_of_clause

    return text_of_clause(contract, clause)


def example_of(plugins: Plugins, sector: str) -> Tree | None:
    """Return the example request of `sector`, None when no library has one; raises RequestInvalid for unsound YAML."""
    trees = (read_yaml(data, name) for name, data in example_files(plugins))
    return next((tree for tree in trees if tree.sector == sector), None)


def smallest(sector: str) -> Tree:
    """Return the smallest request for `sector` that gives a draft."""
    return tree_of_mapping(
        {
            "overeenkomst": {"sector": sector, "begin": "2026-01-01", "einde": "2026-12-31"},
            "zorgverzekeraar": {"rechtspersonen": [{"naam": "De Linde Zorgverzekeringen N.V."}]},
            "zorgaanbieder": {"naam": "Zorgaanbieder Voorbeeld"},
        }
    )


def changed(tree: Tree, changes: Mapping[str, object]) -> Tree:
    """Return `tree` with the values of `changes` at their dotted paths; None takes the key away."""
    root = tree.root
    typed = tree_of_mapping({path: value for path, value in changes.items() if value is not None})
    if typed.findings:
        raise RequestInvalid(typed.findings)
    for path in changes:
        root = _with(root, tuple(path.split(".")), typed.root.get(path))
    return replace(tree, root=root)


def samples(plugins: Plugins, sectors: Mapping[str, Tree]) -> Iterator[Sample]:
    """Give the request of each of `sectors` as it is, without each key in turn, with other choices, and a later term.

    A value that the request needs is never taken away: what lacks it is refused anyway.
    """
    for sector, tree in sectors.items():
        yield Sample(sector, AS_IT_IS, tree)
        yield Sample(sector, LEAST, smallest(sector))
        models = {key: section.model for key, section in sections_of(plugins.sectors[sector], plugins).items()}
        for path, node in _paths(tree.root):
            name = dotted(path)
            without = Told(f"het voorbeeld zonder {name}", f"the example without {name}")
            yield Sample(sector, without, replace(tree, root=_with(tree.root, path, None)))
            for value in _others(node, _shape(models, path)):
                what = Told(f"het voorbeeld met {name}: {value}", f"the example with {name}: {value}")
                yield Sample(sector, what, replace(tree, root=_with(tree.root, path, value)))
        later = {"overeenkomst.begin": "2040-01-01", "overeenkomst.einde": "2041-12-31"}
        yield Sample(sector, LATER, changed(tree, later))


def _paths(group: Mapping[str, Node], above: KeyPath = ()) -> Iterator[tuple[KeyPath, Node]]:
    for key, node in group.items():
        yield (*above, key), node
        if isinstance(node, dict):
            yield from _paths(node, (*above, key))


def _with(group: dict[str, Node], path: KeyPath, node: Node) -> dict[str, Node]:
    """Return `group` with `node` at `path`, or without what stands there when `node` is None."""
    head, *rest = path
    if rest:
        inner = group.get(head)
        return {**group, head: _with(inner if isinstance(inner, dict) else {}, tuple(rest), node)}
    return {**group, head: node} if node is not None else {key: other for key, other in group.items() if key != head}


def _shape(models: Mapping[str, type[Terms]], path: KeyPath) -> Shape | None:
    """Return the shape of the field at `path`, None where it is no field of a plugin's section."""
    model: type[Terms] | None = models.get(path[0])
    shape: Shape | None = None
    for step in path[1:]:
        shape = shapes_of(model).get(step) if model else None
        model = shape.model if shape else None
    return shape


def _others(node: Node, shape: Shape | None) -> Iterator[Typed]:
    """Give the other values that may stand where `node` stands: other choices, or the other answer."""
    if isinstance(node, Typed) and shape is not None and shape.single:
        if node.kind is TypedKind.YES_NO:
            yield Typed("nee" if str(node).lower() in ("true", "ja") else "ja")
        yield from (Typed(choice) for choice in shape.choices if choice != node)


def chosen_sector(plugins: Plugins, plugin: str, asked: str | None) -> str:
    """Return the sector to make a request for: the one asked, the plugin's first, or the first by code.

    Raises LookupError when there is none.
    """
    own = next((info.sectors for info in plugins.installed if info.name == plugin), ())
    for code in [asked] if asked else [*own, *plugins.sectors]:
        if code in plugins.sectors:
            return code
    raise LookupError(f"no sector {asked or ''}: name a plugin that brings one in izacontract_beside")


def request_of(plugins: Plugins, sector: str, changes: Mapping[str, Any]) -> ContractRequest:
    """Return the example of `sector`, or without one the smallest request, with `changes`; raises RequestInvalid."""
    examined = examine_tree(changed(example_of(plugins, sector) or smallest(sector), changes), plugins)
    if examined.request is None:
        raise RequestInvalid(examined.findings)
    return examined.request

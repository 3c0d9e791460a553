"""The request of a document that came back, and the contract that it gives with other values in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path as FilePath

from izacontract.build.contract import build_contract
from izacontract.errors import Finding, Path, RequestInvalid, Severity
from izacontract.host import Plugins
from izacontract.intake.read import examine_tree
from izacontract.intake.tree import Node, Tree
from izacontract.model.clause import Variable
from izacontract.model.contract import Contract, Inline
from izacontract.model.edition import GeneralPart
from izacontract.model.values import Typed
from izacontract.take.printed import PrintedClause, Spot, printed_clauses, texts


@dataclass(frozen=True)
class Built:
    """What a request gives: its contract, or None with the faults for which it gives none."""

    contract: Contract | None
    faults: tuple[Finding, ...]

    @cached_property
    def clauses(self) -> dict[str, PrintedClause]:
        """Return the clauses as they print; none without a contract."""
        return printed_clauses(self.contract) if self.contract else {}

    @cached_property
    def texts(self) -> dict[Spot, tuple[Inline, ...]]:
        """Return every text of the contract by its spot."""
        return texts(self.clauses)


class Builder:
    """Builds contracts of one request with a few values otherwise, each once."""

    def __init__(
        self, tree: Tree, plugins: Plugins, general: GeneralPart | None = None, folder: FilePath | None = None
    ) -> None:
        self.tree = tree
        self.plugins = plugins
        self._general = general
        self._folder = folder
        self._known: dict[frozenset[tuple[Path, str]], Built] = {}

    def build(self, values: Mapping[Path, Typed] | None = None) -> Built:
        """Return what the request gives with `values` at their paths."""
        key = frozenset((path, str(value)) for path, value in (values or {}).items())
        if key not in self._known:
            self._known[key] = self.of(with_values(self.tree.root, values or {}))
        return self._known[key]

    def of(self, root: dict[str, Node]) -> Built:
        """Return what the request `root` gives."""
        examined = examine_tree(Tree(root), self.plugins, self._folder)
        faults = tuple(one for one in examined.findings if one.severity is Severity.FAULT)
        if examined.request is None:
            return Built(None, faults)
        try:
            return Built(build_contract(examined.request, self.plugins, general=self._general), faults)
        except RequestInvalid as refused:
            return Built(None, tuple(refused.findings))

    def variable(self, clause: str, name: str) -> Variable | None:
        """Return what the text of `clause` says of the value `name`; None where that is not known."""
        contract = self.build().contract
        known = self.plugins.library.clauses.get(clause)
        text = known.text_on(contract.reference_day) if known and contract else None
        return None if text is None else text.variables.get(name.partition(".")[0])


def with_values(root: dict[str, Node], values: Mapping[Path, Node]) -> dict[str, Node]:
    """Return a copy of `root` with `values` at their paths; a group that a path needs is made."""
    copied = {key: _copied(value) for key, value in root.items()}
    for path, value in values.items():
        node: Node = copied
        for step, following in pairwise(path):
            if isinstance(node, dict):
                below = node.get(str(step))
                if not isinstance(below, (dict, list)):
                    below = {} if isinstance(following, str) else []
                    node[str(step)] = below
                node = below
            elif isinstance(node, list):
                node = node[int(step)]
        if isinstance(node, dict):
            node[str(path[-1])] = value
        elif isinstance(node, list):
            node[int(path[-1])] = value
    return copied


def leaves(node: Node, above: Path = ()) -> Sequence[tuple[Path, Typed]]:
    """Return every single value in `node` with its path."""
    if isinstance(node, dict):
        return [leaf for key, value in node.items() for leaf in leaves(value, (*above, key))]
    if isinstance(node, list):
        return [leaf for at, value in enumerate(node) for leaf in leaves(value, (*above, at))]
    return [(above, node)] if isinstance(node, Typed) else []


def _copied(node: Node) -> Node:
    if isinstance(node, dict):
        return {key: _copied(value) for key, value in node.items()}
    return [_copied(value) for value in node] if isinstance(node, list) else node

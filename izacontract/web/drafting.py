"""A request that is still being filled in -> as much of its contract as can be made, with every finding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from izacontract.build.contract import build_contract
from izacontract.errors import Finding, Path, RequestInvalid, Severity, dotted
from izacontract.host import Plugins
from izacontract.intake.messages import MISSING
from izacontract.intake.read import Examination, examine_tree
from izacontract.intake.request_file import Schema, is_kind
from izacontract.intake.tree import Node, Tree
from izacontract.model.contract import Contract
from izacontract.model.request import ContractRequest
from izacontract.model.values import BOTH, OpenPoint, Typed
from izacontract.web.entries import schema_at

PLACEHOLDER: Final = "[IN TE VULLEN: "
"""How an open point begins in print."""

ROUNDS: Final = 6
"""So many times faults are set aside; what is set aside may show other faults behind it."""


@dataclass(frozen=True)
class Draft:
    """What could be made of a request: the contract, None when not even a part of it can be.

    `findings` are all that was found in the request as typed, and then in its contract. `whole` says that nothing
    had to be set aside or stood in for: the contract is what the request asks. `stand_ins` are the texts that stand
    where even a draft needs a value.
    """

    contract: Contract | None
    request: ContractRequest | None
    findings: tuple[Finding, ...]
    whole: bool
    stand_ins: tuple[str, ...] = ()


def draft_of(root: dict[str, Node], schema: Schema, plugins: Plugins) -> Draft:
    """Return the draft for what was typed; what is at fault in it is set aside, and told.

    Raises PluginError and ClauseError as `build_contract` does.
    """
    repair = _Repair(_copied(root), schema)
    told: list[Finding] = []
    whole = True
    for _ in range(ROUNDS):
        examined = examine_tree(Tree(repair.root), plugins)
        contract, refused = _built(examined, plugins)
        if whole:
            told += [finding for finding in examined.findings if not _about_stand_in(finding)]
        told += [finding for finding in refused if finding not in told]
        if contract is not None:
            findings = examined.with_findings(contract.findings)
            told += [finding for finding in findings if finding not in told and _still_holds(finding, whole)]
            return Draft(contract, examined.request, tuple(told), whole, tuple(repair.stand_ins))
        whole = False
        faults = [f for f in (*examined.findings, *refused) if f.severity is Severity.FAULT]
        if not repair.without(faults):
            break
    return Draft(None, None, tuple(told), whole=False)


def kind_of(finding: Finding) -> str:
    """Return how a form tells `finding`, by the name of a severity; what was not filled in yet is open, no fault."""
    return Severity.OPEN.value if finding.code == MISSING.code else finding.severity.value


def _still_holds(finding: Finding, whole: bool) -> bool:
    """Return whether a finding about a mended request holds for the request as typed: faults were told already."""
    return whole or finding.severity is not Severity.FAULT


def _about_stand_in(finding: Finding) -> bool:
    """Return whether a fault is about the text that stands in for a value that is absent; that one is told."""
    return finding.severity is Severity.FAULT and PLACEHOLDER in finding.message.nl


def _built(examined: Examination, plugins: Plugins) -> tuple[Contract | None, Sequence[Finding]]:
    if examined.request is None:
        return None, ()
    try:
        return build_contract(examined.request, plugins), ()
    except RequestInvalid as refused:
        return None, refused.findings


class _Repair:
    """Takes faulty values out of a copy of a request and puts stand-ins where a draft needs a text."""

    def __init__(self, root: dict[str, Node], schema: Schema) -> None:
        self.root = root
        self.stand_ins: list[str] = []
        self._schema = schema

    def without(self, faults: Iterable[Finding]) -> bool:
        """Mend what `faults` are about; returns whether anything could be."""
        # from the last item of a list to the first, so that taking one out leaves the places of the others
        paths = sorted({fault.path for fault in faults if fault.path}, key=_last_first)
        mended = [self._mend(path) for path in paths]
        return any(mended)

    def _mend(self, path: Path) -> bool:
        return (
            self._taken_out(path)
            or self._stood_in(path)
            or any(
                self._may_go(path[:length]) and self._taken_out(path[:length]) for length in range(len(path) - 1, 0, -1)
            )
        )

    def _taken_out(self, path: Path) -> bool:
        """Take the value at `path` out; returns whether something stood there."""
        *above, last = path
        at: Any = self.root
        for step in above:
            at = _at(at, step)
        if _at(at, last) is None or str(_at(at, last)) in self.stand_ins:
            return False
        del at[last]
        return True

    def _stood_in(self, path: Path) -> bool:
        """Put a stand-in at `path`, where nothing stands; returns whether the schema allows one."""
        part = schema_at(self._schema, ".".join(map(str, path)))
        at: Any = self.root
        for step in path[:-1]:
            at = at.setdefault(step, {}) if isinstance(at, dict) and isinstance(step, str) else _at(at, step)
        if part is None or not isinstance(at, dict) or _at(at, path[-1]) is not None:
            return False
        made = self._stand_in(part, path)
        if made is not None:
            at[str(path[-1])] = made
        return made is not None

    def _stand_in(self, part: Schema, path: Path) -> Node:
        if is_kind(part, "array"):
            item = self._stand_in(part["items"], (*path, 0))
            return None if item is None else [item]
        if is_kind(part, "object"):
            made = {key: self._stand_in(part["properties"][key], (*path, key)) for key in part["required"]}
            return None if not made or None in made.values() else made
        if part.get("type") != "string" or {"enum", "const", "format", "pattern"} & set(part):
            return None
        text = str(OpenPoint(dotted(path), by=part.get("x-by", BOTH)))
        self.stand_ins.append(text)
        return Typed(text)

    def _may_go(self, path: Path) -> bool:
        """Return whether what stands at `path` can be left out as a whole: an item of a list, or what is optional."""
        if isinstance(path[-1], int):
            return True
        part = schema_at(self._schema, ".".join(map(str, path)))
        return part is None or part.get("x-need") == "optional" or is_kind(part, "array")


def _last_first(path: Path) -> tuple[tuple[int, int | str], ...]:
    return tuple((-step, "") if isinstance(step, int) else (0, step) for step in path)


def _at(node: Any, step: str | int) -> Any:
    if isinstance(node, dict):
        return node.get(step)
    if isinstance(node, list) and isinstance(step, int) and step < len(node):
        return node[step]
    return None


def _copied(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _copied(value) for key, value in node.items()}
    return [_copied(item) for item in node] if isinstance(node, list) else node

"""A request renewed: the text of the next one, what was done to it, and what is wrong with it still."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from izacontract import dutch
from izacontract.build.contract import build_contract
from izacontract.errors import Finding, IzacontractError, RequestInvalid
from izacontract.host import Plugins
from izacontract.intake.read import Examination, examine_tree
from izacontract.intake.schema import schema
from izacontract.intake.sources import tree_of_bytes
from izacontract.intake.tree import Node, Tree
from izacontract.intake.yaml_source import read_yaml
from izacontract.model.contract import Contract
from izacontract.model.sheet import AnnexSheet
from izacontract.renewal import messages as m
from izacontract.renewal.editing import NotByLines, edited
from izacontract.renewal.planning import Step, Term, carried_out, planned, term_from
from izacontract.renewal.rules import Rule, rules_in
from izacontract.renewal.tariffs import tariffs_after

YAML: Final = (".yaml", ".yml")
NEW: Final = "nieuw.yaml"
"""How messages call a request that came from no file."""

LayOut = Callable[[dict[str, Any], dict[str, Node]], str]
"""Writes a request as YAML: the schema of its sector, and what was typed."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """The next request as YAML, the terms of both, and every step from the old one to it.

    `findings` are warnings about the term. `examined` is what intake says of the new request; it has no request while
    something is wrong. `keeps_comments` is False where the text was laid out anew.
    """

    text: str
    term: Term
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]
    old: Examination
    examined: Examination
    keeps_comments: bool


def renewed(data: bytes, name: str, begin: date, plugins: Plugins, lay_out: LayOut) -> Renewed:
    """Return the request in `data` as it is for a contract as long from `begin`; `name` is how messages call it.

    `lay_out` writes a request that is no YAML, or cannot be changed line by line, as YAML. Raises RequestInvalid when
    the old request is not right or names no days, or `begin` does not come after its first.
    """
    tree = tree_of_bytes(data, name, plugins)
    text = data.decode("utf-8-sig") if name.lower().endswith(YAML) else None
    return renewed_tree(tree, begin, plugins, lay_out, text, Path(name).parent)


def renewed_tree(
    tree: Tree,
    begin: date,
    plugins: Plugins,
    lay_out: LayOut,
    text: str | None = None,
    folder: Path | None = None,
) -> Renewed:
    """Return what `renewed` does, of a request that was read before; `text` is its YAML, where it was typed so."""
    old = examine_tree(tree, plugins, folder)
    if old.request is None:
        raise RequestInvalid(old.findings)
    term = term_from(tree, begin)
    if term is None:
        raise RequestInvalid(tree.located([m.NO_TERM.finding("overeenkomst")]))
    if begin <= term.was[0]:
        fault = m.NOT_LATER.finding("overeenkomst", "begin", begin=dutch.day(begin), was=dutch.day(term.was[0]))
        raise RequestInvalid(tree.located([fault]))
    rules = rules_in(plugins.folders)
    computed, asked = tariffs_after(tree, term, lambda: _sheets(tree, rules, plugins, folder))
    steps = planned(tree, rules, term, computed, asked)
    made, keeps = _text(text, tree, steps, plugins, lay_out)
    examined = examine_tree(read_yaml(made.encode(), tree.file or NEW), plugins, folder)
    return Renewed(made, term, tuple(steps), tuple(_of_term(term)), old, examined, keeps)


def _sheets(tree: Tree, rules: Sequence[Rule], plugins: Plugins, folder: Path | None) -> Sequence[AnnexSheet]:
    """Return the computed annexes of the old contract without what ends with it; none when that makes no contract."""
    ending = {rule.steps[0] for rule in rules if rule.does == "vervallen" and len(rule.steps) == 1}
    root = {key: value for key, value in tree.root.items() if key not in ending}
    examined = examine_tree(replace(tree, root=root), plugins, folder)
    if examined.request is None:
        return ()
    try:
        return tuple(plugins.calculate_annexes(examined.request))
    except IzacontractError:
        return ()


def _text(text: str | None, tree: Tree, steps: Sequence[Step], plugins: Plugins, lay_out: LayOut) -> tuple[str, bool]:
    """Return the new request, and whether all that was not touched stands as it was typed."""
    root = carried_out(tree.root, steps)
    meant = root if isinstance(root, dict) else {}
    if text is not None and (found := _edited(text, steps, meant)) is not None:
        return found, True
    shape = schema(str(tree.sector), plugins)
    anew = _edited(lay_out(shape, tree.root), steps, meant)
    return (lay_out(shape, meant) if anew is None else anew), text is None


def _edited(text: str, steps: Sequence[Step], meant: dict[str, Node]) -> str | None:
    """Return `text` with `steps` done in its lines; None where that cannot be, or would say another than `meant`."""
    try:
        found = edited(text, steps)
        return found if read_yaml(found.encode(), NEW).fingerprint == Tree(meant).fingerprint else None
    except (NotByLines, RequestInvalid):
        return None


def contracts_of(made: Renewed, plugins: Plugins) -> tuple[Contract, Contract] | None:
    """Return the old contract and the new one, None while something is wrong with the new request."""
    if made.old.request is None or made.examined.request is None:
        return None
    try:
        return build_contract(made.old.request, plugins), build_contract(made.examined.request, plugins)
    except RequestInvalid:
        return None


def _of_term(term: Term) -> list[Finding]:
    """Return a warning when the old contract and the new one overlap, or leave days between them."""
    facts = {"begin": dutch.day(term.now[0]), "end": dutch.day(term.was[1])}
    if term.now[0] <= term.was[1]:
        return [m.OVERLAPS.warning("overeenkomst", "begin", **facts)]
    if term.now[0] > term.was[1] + timedelta(days=1):
        return [m.GAP.warning("overeenkomst", "begin", **facts)]
    return []

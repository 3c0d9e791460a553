"""Two versions of what a form holds, or one with the texts and figures of two years, compared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from izacontract.differ.changes import Comparison
from izacontract.differ.contracts import compare
from izacontract.errors import Finding, IzacontractError, RequestInvalid, Severity, Told
from izacontract.host import Plugins
from izacontract.intake.request_file import Schema
from izacontract.intake.tree import Node
from izacontract.intake.yaml_source import read_yaml
from izacontract.model.sections import SETTINGS
from izacontract.model.values import Typed
from izacontract.web.drafting import Draft, draft_of


@dataclass(frozen=True)
class Compared:
    """A comparison, or the faults that prevent it."""

    comparison: Comparison | None
    faults: tuple[Finding, ...] = ()


def with_year(root: dict[str, Node], year: str, now: str, schema: Schema, plugins: Plugins) -> Compared:
    """Return the request `root` with the texts and figures of `year` beside its own, the older first.

    `now` is what its own side is called.
    """
    try:
        other, own = draft_of(_on(root, f"{year}-01-01"), schema, plugins), draft_of(root, schema, plugins)
    except IzacontractError as error:
        return Compared(None, _told(error))
    if _day(other) > _day(own):
        return _compared((own, other), (now, year), plugins)
    return _compared((other, own), (year, now), plugins)


def with_version(
    root: dict[str, Node], version: str, names: tuple[str, str], schema: Schema, plugins: Plugins
) -> Compared:
    """Return an earlier `version`, the text of a request file, beside the request `root`; `names` are theirs."""
    try:
        tree = read_yaml(version.encode("utf-8", "replace"), names[0])
        drafts = (draft_of(tree.root, schema, plugins), draft_of(root, schema, plugins))
    except IzacontractError as error:
        return Compared(None, _told(error))
    return _compared(drafts, names, plugins)


def _compared(drafts: tuple[Draft, Draft], names: tuple[str, str], plugins: Plugins) -> Compared:
    old, new = drafts
    if old.contract is None or new.contract is None or old.request is None or new.request is None:
        without = (draft for draft in drafts if draft.contract is None)
        return Compared(None, tuple(f for draft in without for f in draft.findings if f.severity is Severity.FAULT))
    made = compare(old.contract, new.contract, library=plugins.library, requests=(old.request, new.request))
    was, becomes = (
        replace(side, name=f"{side.name} ({name})") for side, name in zip((made.old, made.new), names, strict=True)
    )
    return Compared(replace(made, old=was, new=becomes))


def _day(draft: Draft) -> date:
    return draft.contract.reference_day if draft.contract else date.min


def _on(root: dict[str, Node], day: str) -> dict[str, Node]:
    """Return the request with the texts and figures of `day`."""
    settings = root.get(SETTINGS.key)
    return root | {SETTINGS.key: (settings if isinstance(settings, dict) else {}) | {"peildatum": Typed(day)}}


def _told(error: IzacontractError) -> tuple[Finding, ...]:
    if isinstance(error, RequestInvalid):
        return error.findings
    return (Finding(Severity.FAULT, error.code, error.message, Told("", "")),)

"""The hooks: all that the core asks of a plugin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Final

import pluggy

from izacontract.errors import Finding
from izacontract.model.contract import Contract
from izacontract.model.parameter import Parameters
from izacontract.model.picture import Picture
from izacontract.model.proposal import Proposal
from izacontract.model.request import ContractRequest
from izacontract.model.sector import Section, Sector
from izacontract.model.sheet import AnnexSheet

GROUP = "izacontract"
"""The entry-point group and the name of the plugin project."""


@dataclass(frozen=True)
class Renamed:
    """What a hook is called now, and the release of izacontract that no longer knows its former name."""

    now: str
    until: str


RENAMED: Final[Mapping[str, Renamed]] = MappingProxyType({})
"""The hooks that had another name in the last release, by that name; a plugin that uses it works, with a warning."""

VERSION = 1
"""The version of the hooks: rises when a hook goes, or loses or renames an argument; new hooks leave it as it is."""

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@hookspec
def sectors() -> Sequence[Sector]:  # type: ignore[empty-body]  # a hookspec has no body
    """Name the sectors whose contracts this plugin describes."""


@hookspec
def sections() -> Sequence[Section]:  # type: ignore[empty-body]  # a hookspec has no body
    """Name the keys that this plugin adds to a request, each with its model."""


@hookspec
def libraries() -> Sequence[Traversable]:  # type: ignore[empty-body]  # a hookspec has no body
    """Name the folders that hold this plugin's slots, clauses, parameters and commitments."""


@hookspec
def wordings() -> Sequence[Traversable]:  # type: ignore[empty-body]  # a hookspec has no body
    """Name the folders with texts of this plugin for clauses of others, laid out `<plugin>/<clause>/<day>.md`.

    Such a text takes the place of the clause's own from its day on; two plugins that write one clause are refused.
    """


@hookspec
def propose_clauses(request: ContractRequest, parameters: Parameters) -> Sequence[Proposal]:  # type: ignore[empty-body]  # a hookspec has no body
    """Name the clauses this request needs, and those it could expect but does not get, each with its reason.

    Every plugin is asked; a clause that nobody names is out, and the core says so from its sectors.
    Order does not matter: the core sorts by slot, order and id.
    """


@hookspec
def check_request(request: ContractRequest, parameters: Parameters) -> Sequence[Finding]:  # type: ignore[empty-body]  # a hookspec has no body
    """Report what in the request breaks a rule or deserves a warning, each at the path where it was typed.

    Also asked when values elsewhere are wrong: those are open points here, so that all faults come at once.
    """


@hookspec
def check_contract(contract: Contract) -> Sequence[Finding]:  # type: ignore[empty-body]  # a hookspec has no body
    """Report what in the finished contract deserves a warning."""


@hookspec
def draw_pictures(request: ContractRequest, parameters: Parameters) -> Sequence[Picture]:  # type: ignore[empty-body]  # a hookspec has no body
    """Name the figures of the request that a picture makes clearer; the preview in the browser draws them."""


@hookspec
def calculate_annexes(request: ContractRequest, parameters: Parameters) -> Sequence[AnnexSheet]:  # type: ignore[empty-body]  # a hookspec has no body
    """Name the sheets on which an annex can be computed again; separate files have them as a workbook beside it."""


@hookspec
def template_filters() -> Mapping[str, Callable[[object], str]]:  # type: ignore[empty-body]  # a hookspec has no body
    """Name the filters that this plugin's clause texts use; each becomes `<plugin>_<name>`."""

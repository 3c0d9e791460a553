"""What a plugin registers: a sector, and a section of the request."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from inspect import signature
from typing import Any

from izacontract.errors import Finding
from izacontract.model.clause import Clause
from izacontract.model.parameter import ParameterValue
from izacontract.model.proposal import Proposal
from izacontract.model.terms import Terms

ARGUMENTS = frozenset({"request", "parameters"})
"""What the rules and the check of a sector may ask for, by name."""


@dataclass(frozen=True)
class Section:
    """A key in the request and its model.

    With `many` the key holds a list of items. `always` means that every contract has the section: when the
    request lacks it, its defaults hold and its other values are open points. `common` means that a request of any
    sector may hold it, unless the sector refuses it. `formerly` is the key that it had in the last release: what is
    typed under it counts, with a warning. `figures` gives, of one item, the values that it supplies for parameters on
    days for which the library has none, each with the parameter's id; what is still open is left out.
    """

    key: str
    model: type[Terms]
    title: str
    many: bool = False
    always: bool = False
    common: bool = False
    formerly: str = ""
    figures: Callable[[Any], Iterable[tuple[str, ParameterValue]]] | None = None

    def __post_init__(self) -> None:
        if not (isinstance(self.model, type) and issubclass(self.model, Terms)):
            raise TypeError(f"the model of section '{self.key}' is no class of Terms")


@dataclass(frozen=True)
class Sector:
    """A kind of care: its code, its own agreements, and what it shares with others.

    `terms` is the model under the sector's own key. `takes` names the shared topics whose clauses its
    contracts carry. `accepts` names the keys of sections that a request may hold besides those that belong in
    contracts of any sector; `assumes` those that its contracts always have, as open points when absent.
    `refuses` gives the reason why a key that others accept has no place here, also when it is a common one.
    `agb_prefixes` are the usual first digits of the AGB code. `library` is the folder with the sector's own clauses,
    parameters and commitments; `propose` and `check` are its rules and checks, asked as the hooks `propose_clauses` and
    `check_request` are, but about requests for this sector only.
    """

    code: str
    title: str
    terms: type[Terms]
    takes: frozenset[str] = frozenset()
    accepts: frozenset[str] = frozenset()
    assumes: frozenset[str] = frozenset()
    refuses: tuple[tuple[str, str], ...] = ()
    agb_prefixes: tuple[str, ...] = ()
    library: Traversable | None = None
    propose: Callable[..., Sequence[Proposal]] | None = None
    check: Callable[..., Sequence[Finding]] | None = None

    def __post_init__(self) -> None:
        if not (isinstance(self.terms, type) and issubclass(self.terms, Terms)):
            raise TypeError(f"the terms of sector '{self.code}' are no class of Terms")
        sets = (self.takes, self.accepts, self.assumes)
        if not all(isinstance(names, frozenset) for names in sets) or not isinstance(self.agb_prefixes, tuple):
            raise TypeError(f"sector '{self.code}': takes, accepts and assumes are frozensets, agb_prefixes a tuple")
        if self.library is not None and not isinstance(self.library, Traversable):
            raise TypeError(f"sector '{self.code}': library is no folder; give a Path or importlib.resources.files()")
        for key, function in (("propose", self.propose), ("check", self.check)):
            if function is not None and not (callable(function) and set(signature(function).parameters) <= ARGUMENTS):
                raise TypeError(f"sector '{self.code}': {key} is no function of request, parameters or both")

    def may_hold(self, clause: Clause) -> bool:
        """Return whether contracts of this sector may hold `clause`: it is for the sector, and its topic is taken."""
        return (clause.sectors is None or self.code in clause.sectors) and (
            clause.topic is None or clause.topic in self.takes
        )

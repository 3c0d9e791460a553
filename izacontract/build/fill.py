"""Step fill: the text in force on the reference day with its values becomes blocks."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from typing import Any, Final

from izacontract.build.contents import AboutContract, FilledClause
from izacontract.build.deviate import deviated, position_absent, referred_to, take_position
from izacontract.build.propose import Settled
from izacontract.clauses.declared import problem_with
from izacontract.clauses.text import ClauseTexts, Filled
from izacontract.errors import ClauseError, Finding, PluginError, Told
from izacontract.meant import did_you_mean
from izacontract.message import Message
from izacontract.model.clause import ClauseVersion, Variable
from izacontract.model.memory import Same, exactly, remembered
from izacontract.model.parameter import Parameters
from izacontract.model.request import ContractRequest, child
from izacontract.model.values import BOTH, OpenPoint

WRONG_VALUE = Message(
    "plugin.waarde",
    "Plugin '{plugin}' geeft bij clausule '{clause}' een verkeerde waarde voor variabele '{name}': {why}.",
    "Plugin '{plugin}' gives for clause '{clause}' a wrong value for variable '{name}': {why}.",
    "{meant}Verbeter de waarden (values) in de regel van de plugin, of de kop van de tekst.",
    "{meant}Mend the values in the plugin's rule, or the header of the text.",
)

CONTRACT = "contract."
"""Keys that begin so are not typed by people: the builder gives them once the other clauses are filled."""

NOTHING: Final = Told("", "")

KeyedValue = tuple[object, Hashable]
"""A value, and the key that another value has only when it is exactly the same."""


def fill(
    settled: Sequence[Settled],
    request: ContractRequest,
    parameters: Parameters,
    texts: ClauseTexts,
    faults: list[Finding],
) -> list[FilledClause]:
    """Return the clauses that are in, filled, in the order of `settled`.

    A clause that prints which terms the contract uses is filled after the others. A text that was filled with the same
    values before gives the very same blocks. What parties say otherwise is done to those blocks; what cannot be done
    is added to `faults`.
    """
    chosen = [(item, item.version) for item in settled if item.decision.include and item.version is not None]
    filled: dict[str, FilledClause] = {}
    values = _Values(request, parameters, AboutContract(settled, filled, texts))
    needed = [(item, version, _needs(version)) for item, version in chosen]
    for is_later in (False, True):
        for item, version, needs in needed:
            if needs.about_contract is is_later:
                _has_fitting_values(item, version)
                blocks = _filled(texts, item, version, values.of(item, needs))
                if (other := item.alternative) is not None:
                    leden = item.decision.position.leden if item.decision.position else ()
                    taken = take_position(blocks, _filled(texts, item, other, values.of(item, _needs(other))), leden)
                    if taken is None:
                        faults.append(position_absent(request, item.clause.id))
                    blocks = taken or blocks
                filled[item.clause.id] = deviated(FilledClause(item, version, blocks), request, faults)
    found = [filled[item.clause.id] for item, _ in chosen]
    faults += referred_to(request, found)
    return found


def _filled(texts: ClauseTexts, item: Settled, version: ClauseVersion, known: Sequence[KeyedValue]) -> Filled:
    try:
        return _with_values(texts, version, known)
    except _RuleIsWrong as error:
        raise _wrong_value(item, error.variable, error.why) from error


class _RuleIsWrong(Exception):
    """A rule gave what the text does not take for `variable`."""

    def __init__(self, variable: str, why: Told) -> None:
        super().__init__(variable)
        self.variable, self.why = variable, why


def _keys(texts: ClauseTexts, version: ClauseVersion, known: Sequence[KeyedValue]) -> Hashable:
    return Same(texts), Same(version), *[key for _, key in known]


@remembered(1024, key=_keys)
def _with_values(texts: ClauseTexts, version: ClauseVersion, known: Sequence[KeyedValue]) -> Filled:
    values = {name: value for name, (value, _) in zip(version.variables, known, strict=True)}
    try:
        return texts.fill(version, values)
    except ClauseError:
        for name, variable in version.variables.items():
            by_rule = not (variable.key or variable.parameter or version.origin)
            if by_rule and (wrong := problem_with(variable, values[name])):
                raise _RuleIsWrong(name, wrong) from None
        raise


class _From(Enum):
    """Where a variable gets its value."""

    KEY = auto()
    ROWS = auto()
    CONTRACT = auto()
    PARAMETER = auto()
    RULE = auto()


@dataclass(frozen=True, slots=True)
class _Needs:
    """What the text of a version asks for: each variable with its origin and the name to look for there."""

    variables: tuple[tuple[_From, str, Variable], ...]
    about_contract: bool


@remembered(1024)
def _needs(version: ClauseVersion) -> _Needs:
    asked = tuple(_asked(variable) for variable in version.variables.values())
    return _Needs(asked, any(origin is _From.CONTRACT for origin, _, _ in asked))


def _asked(variable: Variable) -> tuple[_From, str, Variable]:
    if variable.key is None:
        origin = _From.RULE if variable.parameter is None else _From.PARAMETER
        return origin, variable.parameter or variable.name, variable
    if variable.key.startswith(CONTRACT):
        return _From.CONTRACT, variable.key.removeprefix(CONTRACT), variable
    return _From.ROWS if variable.type == "rijen" else _From.KEY, variable.key, variable


class _Values:
    """Finds the values that clauses print; those of keys and parameters once for the whole request."""

    def __init__(self, request: ContractRequest, parameters: Parameters, own: AboutContract) -> None:
        self._request = request
        self._parameters = parameters
        self._own = own
        self._found: dict[str, KeyedValue] = {}

    def of(self, item: Settled, needs: _Needs) -> list[KeyedValue]:
        """Return what each variable stands for, in their order, each with the key that tells it apart."""
        given, found = item.values, self._found
        known: list[KeyedValue] = []
        for origin, name, variable in needs.variables:
            if origin is _From.RULE:
                value = given.get(name)
                known.append((value, exactly(value)))
            elif origin is _From.KEY:
                known.append(found.get(name) or self._at(name))
            else:
                known.append(self._other(origin, name, variable))
        return known

    def _at(self, key: str) -> KeyedValue:
        value = self._request.value(key)
        self._found[key] = value, exactly(value)
        return self._found[key]

    def _other(self, origin: _From, name: str, variable: Variable) -> KeyedValue:
        if origin is _From.CONTRACT:
            return self._own.terms()
        if origin is _From.ROWS:
            value = _plain(self._request.value(name), variable)
            return value, exactly(value)
        return _looked_up(self._parameters, variable, name, self._request.reference_day)


@remembered(1024)
def _looked_up(parameters: Parameters, variable: Variable, name: str, day: date) -> KeyedValue:
    """Return the figure on `day`; without one what is optional is not there, and anything else is open."""
    found = parameters.on(name, day)
    known = parameters.by_id[name]
    absent = None if variable.optional else OpenPoint(name, known.unit, BOTH, known.title)
    value = _read(found.value, variable.type) if found else absent
    return value, exactly(value)


@remembered(1024, key=lambda item, version: (Same(item.clause), Same(version), *item.values))
def _has_fitting_values(item: Settled, version: ClauseVersion) -> bool:
    """Return True; raise PluginError for a rule's value that the text reads elsewhere, or that no text asks for.

    A rule that answers for a key or a parameter would hide that its value is open or past its date. A house's own
    text may leave out or look up what ours asks of the rule: that is no fault of the plugin.
    """
    if version.origin:
        return True
    asked = {name for text in item.clause.versions for name in text.variables}
    for name in item.values:
        variable = version.variables.get(name)
        if variable is not None and (variable.key or variable.parameter):
            source = variable.key or variable.parameter
            raise _wrong_value(
                item, name, Told(f"de tekst leest haar uit {source}", f"the text reads it from {source}")
            )
        if name not in asked:
            meant = did_you_mean(name, asked)
            raise _wrong_value(item, name, Told("de tekst kent haar niet", "the text does not know it"), meant)
    return True


def _wrong_value(item: Settled, name: str, why: Told, meant: Told = NOTHING) -> PluginError:
    plugin, clause = item.decision.ruled_by, item.clause.id
    return WRONG_VALUE.failure(PluginError, plugin=plugin, clause=clause, name=name, why=why, meant=meant)


def _plain(value: Any, variable: Variable) -> object:
    """Return a request's value as a text sees it: models become rows by their Dutch keys."""
    if isinstance(value, tuple):
        return tuple({column.key: child(item, column.key) for column in variable.columns} for item in value)
    return value


def _read(text: Decimal | str, kind: str) -> object:
    if kind == "datum":
        return date.fromisoformat(str(text))
    if kind in ("dagen", "weken", "maanden", "jaar"):
        return int(text)
    return str(text) if kind == "tekst" else Decimal(text)

"""Step fill: the text in force on the reference day with its values becomes blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from izacontract.build.contents import FilledClause, own_values
from izacontract.build.propose import Settled
from izacontract.clauses.library import Library
from izacontract.clauses.text import ClauseTexts
from izacontract.model.clause import ClauseVersion, Variable
from izacontract.model.parameter import Parameters
from izacontract.model.request import ContractRequest, child
from izacontract.model.values import BOTH, OpenPoint

CONTRACT = "contract."
"""Keys that begin so are not typed by people: the builder gives them once the other clauses are filled."""


def fill(
    settled: Sequence[Settled], request: ContractRequest, library: Library, texts: ClauseTexts
) -> list[FilledClause]:
    """Return the clauses that are in, filled, in the order of `settled`.

    A clause that prints what the contract itself holds (its terms, sources, open points) is filled after the
    others, in the order of the document: definitions stand before sources.
    """
    chosen = [item for item in settled if item.decision.include]
    versions = {item.clause.id: item.clause.version_on(request.reference_day) for item in chosen}
    later = [item for item in chosen if _about_contract(versions[item.clause.id])]
    filled: dict[str, FilledClause] = {}
    for item in [item for item in chosen if item not in later] + later:
        version = versions[item.clause.id]
        own = own_values(request, settled, versions, filled, texts, library.commitments) if item in later else {}
        values = {
            name: _value(variable, item, request, library.parameters, own)
            for name, variable in version.variables.items()
        }
        filled[item.clause.id] = FilledClause(item, version, texts.fill(version, values))
    return [filled[item.clause.id] for item in chosen]


def _about_contract(version: ClauseVersion) -> bool:
    return any((variable.key or "").startswith(CONTRACT) for variable in version.variables.values())


def _value(
    variable: Variable, item: Settled, request: ContractRequest, parameters: Parameters, own: Mapping[str, object]
) -> object:
    if variable.name in item.values:
        return item.values[variable.name]
    if variable.key is not None and variable.key.startswith(CONTRACT):
        return own[variable.key.removeprefix(CONTRACT)]
    if variable.key is not None:
        return _plain(request.value(variable.key), variable)
    if variable.parameter is not None:
        found = parameters.on(variable.parameter, request.reference_day)
        unit = parameters.by_id[variable.parameter].unit
        return OpenPoint(variable.parameter, unit, BOTH) if found is None else _read(found.value, variable.type)
    return None


def _plain(value: Any, variable: Variable) -> object:
    """Return a request's value as a text sees it: models become rows by their Dutch keys."""
    if isinstance(value, tuple) and variable.type == "rijen":
        return tuple({column.key: child(item, column.key) for column in variable.columns} for item in value)
    return value


def _read(text: Decimal | str, kind: str) -> object:
    if kind == "datum":
        return date.fromisoformat(str(text))
    if kind in ("dagen", "weken", "maanden", "jaar"):
        return int(text)
    return str(text) if kind == "tekst" else Decimal(text)

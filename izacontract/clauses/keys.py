"""Whether a variable can get its value from a request: the key exists, does not lie below a list, and has the type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from izacontract.clauses.printing import ACCEPTED
from izacontract.errors import Told
from izacontract.model.clause import Variable
from izacontract.model.request import CORE_KEYS, ContractRequest
from izacontract.model.terms import Terms
from izacontract.model.values import OpenPoint

CONTRACT = "contract."
"""Keys that begin so are not typed by people: the builder gives them once the other clauses are filled."""

OWN_VALUES = frozenset({"begrippen"})
"""What the builder gives so."""


@dataclass(frozen=True)
class ReadableKeys:
    """The keys that requests may have: `sections` gives those of the plugins, a model or a tuple of it each."""

    sections: Mapping[str, object]

    @cached_property
    def roots(self) -> Mapping[str, object]:
        """Return the type of what stands under each key at the top of a request."""
        core = get_type_hints(ContractRequest)
        return {**self.sections, **{key: core[attribute] for key, attribute in CORE_KEYS.items()}}

    def problem(self, variable: Variable) -> Told | None:
        """Return why `variable` cannot get its value by its key; None when it can, or has no key."""
        key = variable.key
        if key is None:
            return None
        if key.startswith(CONTRACT):
            return None if key.removeprefix(CONTRACT) in OWN_VALUES else _unknown(key, CONTRACT + "*", OWN_VALUES)
        head, *rest = key.split(".")
        roots = self.roots
        if head not in roots:
            return _unknown(key, head, roots)
        found = [roots[head]]
        for step in rest:
            models = _models(found)
            if not models:
                below_list = any(get_origin(kind) is tuple for kind in found)
                return _below_list(key) if below_list else _below_value(key)
            fields = {info.alias or name: info for model in models for name, info in model.model_fields.items()}
            if step not in fields:
                return _unknown(key, step, fields)
            found = list(_kinds(fields[step].annotation))
        return None if any(_fits(kind, variable) for kind in found) else _other_type(key, variable)


def _models(kinds: Iterable[object]) -> list[type[Terms]]:
    return [kind for kind in kinds if isinstance(kind, type) and get_origin(kind) is None and issubclass(kind, Terms)]


def _kinds(annotation: Any) -> Iterator[object]:
    """Give the types that a value of `annotation` may have, without that of an open point and without None."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _kinds(get_args(annotation)[0])
    elif origin in (Union, UnionType):
        for one in get_args(annotation):
            yield from _kinds(one)
    elif annotation not in (OpenPoint, type(None)):
        yield annotation


def _fits(kind: Any, variable: Variable) -> bool:
    """Return whether a value of `kind` may stand for `variable`; true where nobody can tell."""
    if get_origin(kind) is tuple:
        models = _models(_kinds(get_args(kind)[0]))
        if variable.type != "rijen":
            return variable.type == "lijst" and not models
        keys = {info.alias or name for model in models for name, info in model.model_fields.items()}
        return bool(models) and all(column.key in keys for column in variable.columns)
    if get_origin(kind) is Literal:
        kind = type(get_args(kind)[0])
    if not isinstance(kind, type):
        return True
    if kind is bool:
        return variable.type == "janee"
    return issubclass(kind, ACCEPTED[variable.type])


def _unknown(key: str, step: str, known: Mapping[str, object] | frozenset[str]) -> Told:
    names = ", ".join(sorted(known))
    return Told(
        f"de key {key} bestaat niet: '{step}' is onbekend; hier passen: {names}",
        f"the key {key} does not exist: '{step}' is unknown; what fits here: {names}",
    )


def _below_list(key: str) -> Told:
    return Told(
        f"de key {key} ligt onder een lijst; neem de lijst zelf, als type rijen",
        f"the key {key} lies below a list; take the list itself, as type rijen",
    )


def _below_value(key: str) -> Told:
    return Told(f"de key {key} ligt onder een enkele waarde", f"the key {key} lies below a single value")


def _other_type(key: str, variable: Variable) -> Told:
    return Told(
        f"de waarde van de key {key} past niet bij type {variable.type}",
        f"the value of the key {key} does not fit type {variable.type}",
    )

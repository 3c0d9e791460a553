"""Values that were typed where they do not count: beside another answer than the one they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from izacontract.errors import Finding, Path
from izacontract.intake import messages as m
from izacontract.model.memory import remembered
from izacontract.model.terms import Condition, Terms, key_of, only_if_of, only_if_told
from izacontract.model.values import is_open


def without_effect(parts: Mapping[str, object], found: Iterable[Finding]) -> Iterator[Finding]:
    """Give a warning for each value in `parts` that another answer beside it leaves without effect.

    `parts` holds what was typed by its key. Of what `found` tells something about already nothing is said.
    """
    idle = [((key, *path), condition) for key, part in parts.items() for path, condition in _idle_in(part)]
    if not idle:
        return
    told = {finding.path for finding in found}
    for path, condition in idle:
        if not any(other[: len(path)] == path for other in told):
            yield m.NO_EFFECT.warning(*path, key=path[-1], why=only_if_told(condition))


def _idle_in(value: object) -> tuple[tuple[Path, Condition], ...]:
    if isinstance(value, Terms):
        return _idle_of(value)
    if isinstance(value, tuple):
        return tuple(((at, *path), why) for at, item in enumerate(value) for path, why in _idle_in(item))
    return ()


@remembered(1024)
def _idle_of(terms: Terms) -> tuple[tuple[Path, Condition], ...]:
    """Return where in `terms` such a value stands, with the condition that is not met."""
    found: list[tuple[Path, Condition]] = []
    for key, name, condition in _fields(type(terms)):
        value = getattr(terms, name)
        if condition and not _is_met(condition, terms):
            if _is_typed(value, type(terms).model_fields[name].default):
                found.append(((key,), condition))
        else:
            found += [((key, *path), why) for path, why in _idle_in(value)]
    return tuple(found)


@cache
def _fields(model: type[Terms]) -> tuple[tuple[str, str, Condition], ...]:
    """Return key and name of each field, with its condition; one on another section is for who knows that section."""
    fields = ((key_of(name, info), name, only_if_of(info)) for name, info in model.model_fields.items())
    return tuple((key, name, {} if any("." in one for one in only_if) else only_if) for key, name, only_if in fields)


def _is_met(condition: Condition, terms: Terms) -> bool:
    """Return whether one of the answers that `condition` names was given; a choice that is still to make may be it.

    So may a key that the group does not have.
    """
    by_key = {key_of(name, info): name for name, info in type(terms).model_fields.items()}
    answers = [(by_key.get(key), values) for key, values in condition.items()]
    return any(name is None or _is_answer(getattr(terms, name), values) for name, values in answers)


def _is_answer(value: object, values: tuple[str, ...]) -> bool:
    if is_open(value):
        return True
    if not values:
        return value is not None and value != ()
    if isinstance(value, tuple):
        return any(str(one) in values for one in value)
    return value is None or _typed(value) in values


def _is_typed(value: object, default: object) -> bool:
    """Return whether anything was typed; a group of which nothing was is one of open points."""
    if isinstance(value, Terms):
        fields = type(value).model_fields
        return any(_is_typed(getattr(value, name), info.default) for name, info in fields.items())
    return not is_open(value) and value is not None and value != () and value != default


def _typed(value: object) -> str:
    return ("ja" if value else "nee") if isinstance(value, bool) else str(value)

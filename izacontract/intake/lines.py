"""Groups of single values of which none is wrong, such as the lines of a price list: bound at once, without a search.

It only saves time: what is not as plain as that is None here, and is looked at more closely by the binder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter

from izacontract.errors import Finding, Path, dotted
from izacontract.intake.tree import Node
from izacontract.model.limits import Between
from izacontract.model.shapes import Shape, shapes_of
from izacontract.model.terms import Terms, supplier_of
from izacontract.model.values import OpenPoint, Typed

MANY: Final = 20
"""More lines than this are bound together, and not remembered one by one: of a long list of its own none comes back."""


@dataclass(frozen=True, slots=True)
class PlainLines:
    """Groups as they were bound, with the warnings about them and what may be filled in for a value still open."""

    terms: tuple[Terms, ...]
    findings: Sequence[Finding]
    choices: Mapping[Path, tuple[str, ...]]


def plain_lines(model: type[Terms], typed: Sequence[Node], paths: Sequence[Path]) -> PlainLines | None:
    """Return what the binder makes of the groups `typed` at `paths`; None when any of them is not plain."""
    form = _form(model)
    if form is None or not {*map(type, typed)} <= {dict}:
        return None
    values: list[dict[str, Any]] = []
    choices: dict[Path, tuple[str, ...]] = {}
    for group, path in zip(typed, paths, strict=True):
        given: dict[str, Any] = dict(group)  # type: ignore[arg-type]  # its type was looked at
        keys = given.keys()
        if not (keys <= form.keys and form.draft <= keys and {*map(type, given.values())} <= {Typed}):
            return None
        if not all(given.values()):
            return None
        if len(absent := form.final.keys() - keys) > 0:
            place = dotted(path)
            for key in form.final:
                if key in absent:
                    given[key] = OpenPoint(f"{place}.{key}", *form.final[key])
                    if key in form.choices:
                        choices[*path, key] = form.choices[key]
        values.append(given)
    try:
        terms = _adapter(model).validate_python(values, by_alias=True, by_name=False)
    except Exception:  # noqa: BLE001 - what is wrong is found and told when it is looked at more closely
        return None
    return PlainLines(tuple(terms), _doubts_of(model, terms, typed, paths), choices)


def doubts(read: Terms, typed: Mapping[str, Any], path: Path) -> Iterator[Finding]:
    """Give a warning for each value of `typed` that is unusual, as it was `read`."""
    for key, name, limits, many in _limited(type(read)):
        if key in typed and not isinstance(value := getattr(read, name), OpenPoint):
            for item in value if many else (value,):
                if doubt := limits.doubt(item, (*path, key)):
                    yield doubt


def _doubts_of(
    model: type[Terms], terms: Sequence[Terms], typed: Sequence[Any], paths: Sequence[Path]
) -> list[Finding]:
    """Return the warnings about all of `terms`, without a look at each where the least and the most are usual."""
    if len(terms) > 1 and all(_are_usual(limited, terms) for limited in _limited(model)):
        return []
    return [doubt for read, group, path in zip(terms, typed, paths, strict=True) for doubt in doubts(read, group, path)]


def _are_usual(limited: tuple[str, str, Between, bool], terms: Sequence[Terms]) -> bool:
    _, name, limits, many = limited
    usual = limits.usual
    if usual is None or many or usual.apart is not None:
        return False
    found = [value for one in terms if type(value := getattr(one, name)) is not OpenPoint and value is not None]
    return not found or (usual.admits(min(found)) and usual.admits(max(found)))


@cache
def _limited(model: type[Terms]) -> tuple[tuple[str, str, Between, bool], ...]:
    """Return key, name and usual limits of each field of `model` that has some, and whether it holds a list."""
    found = ((shape, shape.limits) for shape in shapes_of(model).values())
    return tuple((shape.key, shape.name, limits, shape.many) for shape, limits in found if limits and limits.usual)


@dataclass(frozen=True, slots=True)
class _Form:
    """The keys of a model without groups, those that even a draft needs, and those that a final text needs.

    Of the last it holds what an open point says of each, behind its path.
    """

    keys: AbstractSet[str]
    draft: AbstractSet[str]
    final: Mapping[str, tuple[Any, ...]]
    choices: Mapping[str, tuple[str, ...]]


@cache
def _form(model: type[Terms]) -> _Form | None:
    """Return the form of `model`, None when it has groups in it."""
    shapes = shapes_of(model)
    if any(shape.model is not None for shape in shapes.values()):
        return None
    draft = frozenset(key for key, shape in shapes.items() if shape.need == "draft")
    final = {key: shape for key, shape in shapes.items() if shape.need == "final"}
    choices = {key: shape.choices for key, shape in final.items() if shape.choices}
    return _Form(shapes.keys(), draft, {key: _of_point(shape) for key, shape in final.items()}, choices)


def _of_point(shape: Shape) -> tuple[Any, ...]:
    return shape.unit, supplier_of(shape.info), shape.info.title or ""


@cache
def _adapter(model: type[Terms]) -> TypeAdapter[list[Terms]]:
    return TypeAdapter(list[model])  # type: ignore[valid-type]  # the model is known only here

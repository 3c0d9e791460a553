"""What a field of a model holds: one value, a list, a group or groups; read from its annotation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from izacontract.model.limits import Between, limits_of
from izacontract.model.terms import Terms, key_of, unit_of_field
from izacontract.model.values import OpenPoint

Need = Literal["draft", "final", "optional"]
"""Until when a value may be absent: not even in a draft, in a draft only, or always."""


@dataclass(frozen=True)
class Shape:
    """The form of a field's value: its Dutch key and English name; `model` is the type of its group or groups.

    `choices` are the values that it, or each item of its list, may have; empty where it is free. `limits` say how
    large it may be.
    """

    key: str
    name: str
    info: FieldInfo
    need: Need
    model: type[Terms] | None = None
    many: bool = False
    text: bool = False
    choices: tuple[str, ...] = ()
    limits: Between | None = None

    @cached_property
    def unit(self) -> str:
        """Return the unit of its values, "" for none."""
        return unit_of_field(self.info)

    @property
    def single(self) -> bool:
        """Return whether one typed value belongs here, no list or group."""
        return self.model is None and not self.many


@cache
def shapes_of(model: type[Terms]) -> Mapping[str, Shape]:
    """Return the shape of each field of `model` by its Dutch key, in the order of the model."""
    return {shape.key: shape for shape in (_shape(name, info) for name, info in model.model_fields.items())}


def can_be_all_open(model: type[Terms]) -> bool:
    """Return whether a draft can do with `model` when nothing of it is known."""
    return all(shape.need != "draft" for shape in shapes_of(model).values())


def _shape(name: str, info: FieldInfo) -> Shape:
    kinds = _members(info.annotation)
    open_too = OpenPoint in kinds
    kinds = [_bare(kind) for kind in kinds if kind not in (OpenPoint, NoneType)]
    need: Need = "optional" if not info.is_required() else "final" if open_too else "draft"
    kind = kinds[0] if len(kinds) == 1 else None
    if _is_terms(kind):
        return Shape(key_of(name, info), name, info, need, kind)
    many = get_origin(kind) in (tuple, list, frozenset, set, dict) or get_origin(kind) in (Mapping,)
    items = [_bare(item) for item in get_args(kind) if item is not Ellipsis] if many else []
    model = items[0] if len(items) == 1 and _is_terms(items[0]) else None
    choices = tuple(str(choice) for item in items or [kind] if get_origin(item) is Literal for choice in get_args(item))
    limits = limits_of(info.annotation, *info.metadata)
    return Shape(key_of(name, info), name, info, need, model, many, kind is str, choices, limits)


def _members(annotation: Any) -> list[Any]:
    bare = _bare(annotation)
    if get_origin(bare) in (Union, UnionType):
        return [member for part in get_args(bare) for member in _members(part)]
    return [annotation]


def _bare(annotation: Any) -> Any:
    return _bare(get_args(annotation)[0]) if get_origin(annotation) is Annotated else annotation


def _is_terms(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Terms)

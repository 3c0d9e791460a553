"""The JSON Schema (2020-12) of a request for one sector: titles, help, units, who supplies a value and when."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter

from izacontract.host import Plugins
from izacontract.model.sections import AGREEMENT, CORE, sections_of
from izacontract.model.sector import Section
from izacontract.model.shapes import Shape, can_be_all_open, shapes_of
from izacontract.model.terms import Terms, choices_of, only_if_of, supplier_of, unit_of_field

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(sector: str, plugins: Plugins) -> dict[str, Any]:
    """Return the JSON Schema of a request for `sector`; strict: no keys beside those it names.

    `x-need` says until when a value may be absent ("draft": not even in a draft; "final": in a draft; "optional":
    always), `x-by` who supplies it, `x-unit` its unit, `x-choices` what each choice means,
    `x-only-if` the keys of which one must have one of those values for it to matter (none named: any). Raises KeyError
    for a sector that is not installed.
    """
    found = plugins.sectors[sector]
    properties = {section.key: _section(section) for section in (*CORE, *sections_of(found, plugins).values())}
    properties[AGREEMENT.key]["properties"]["sector"]["const"] = found.code
    return {
        "$schema": DIALECT,
        "title": f"Contractaanvraag {found.title}",
        "type": "object",
        "properties": properties,
        "required": [key for key, part in properties.items() if part["x-need"] == "draft"],
        "additionalProperties": False,
    }


def _section(section: Section) -> dict[str, Any]:
    group = deepcopy(_group(section.model))  # who asks may add to it, as `schema` does
    if section.many:
        return {"title": section.title, "type": "array", "items": group, "x-need": "optional"}
    need = "optional" if not section.always else "final" if can_be_all_open(section.model) else "draft"
    return {"title": section.title, **group, "x-need": need}


@cache
def _group(model: type[Terms]) -> dict[str, Any]:
    """Return the schema of a group of keys; made once, for sectors share most of theirs."""
    shapes = shapes_of(model)
    return {
        "type": "object",
        "properties": {key: _property(shape) for key, shape in shapes.items()},
        "required": [key for key, shape in shapes.items() if shape.need == "draft"],
        "additionalProperties": False,
    }


def _property(shape: Shape) -> dict[str, Any]:
    info = shape.info
    about: dict[str, Any] = {"title": info.title or shape.key, "description": info.description or ""}
    if unit := unit_of_field(info):
        about["x-unit"] = unit
    if only_if := only_if_of(info):
        about["x-only-if"] = {name: list(values) for name, values in only_if.items()}
    if meanings := choices_of(info):
        about["x-choices"] = meanings
    about |= {"x-by": supplier_of(info).value, "x-need": shape.need}
    if shape.model is not None:
        group = _group(shape.model)
        return about | ({"type": "array", "items": group} if shape.many else group)
    annotation: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    value = TypeAdapter(annotation).json_schema()
    kinds = [kind for kind in value.get("anyOf", []) if kind != {"type": "null"}]
    if len(kinds) == 1:
        value = kinds[0]
    if shape.need == "optional" and info.default not in (None, ()):
        value = value | {"default": TypeAdapter(annotation).dump_python(info.default, mode="json")}
    return about | value

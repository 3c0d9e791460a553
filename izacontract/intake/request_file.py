"""A request written as YAML, as a person would type it: codes between quotes, numbers and days bare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import yaml

from izacontract.errors import RequestInvalid
from izacontract.intake.request_text import PLAIN, composed, in_quotes, last_of, pair_of
from izacontract.intake.tree import Node, Tree
from izacontract.intake.yaml_source import read_yaml
from izacontract.model.values import Typed

Schema = Mapping[str, Any]
"""A part of the JSON Schema of a sector's request."""

TAG: Final = "tag:yaml.org,2002:"
BARE: Final = (
    ("integer", re.compile(r"0|-?[1-9]\d{0,14}"), "int"),
    ("number", re.compile(r"0|-?[1-9]\d{0,14}"), "int"),
    ("number", re.compile(r"-?(0|[1-9]\d{0,14})\.\d+"), "float"),
    ("boolean", re.compile("true|false"), "bool"),
    ("string", re.compile(r"\d{4}-\d{2}-\d{2}"), "timestamp"),
)
"""What may stand without quotes: the type in the schema, how it looks, and how YAML then reads it."""

NUMBER_LIKE: Final = re.compile(r"[-+.]?\d[\w.+-]*")
"""What may be read as a number by one YAML or another: 06999202 is none in YAML 1.1 and one in YAML 1.2."""


class _Bare(str):
    """A scalar that stands without quotes; `tag` is what YAML reads in it."""

    __slots__ = ("tag",)
    tag: str


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        return super().increase_indent(flow, False)


class _Quoted(str):
    """A scalar that stands between quotes, because YAML would read a number in it and drop its leading zeros."""

    __slots__ = ()


_Dumper.add_representer(_Quoted, lambda dumper, text: dumper.represent_scalar(f"{TAG}str", str(text), style="'"))
_Dumper.add_representer(_Bare, lambda dumper, bare: dumper.represent_scalar(TAG + bare.tag, str(bare)))


def request_file(schema: Schema, root: dict[str, Node]) -> str:
    """Return the request `root` as YAML text; reading it gives the same request."""
    return yaml.dump(
        _plain(schema, root), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100, default_flow_style=False
    )


def is_kind(part: Schema, *kinds: str) -> bool:
    """Return whether a value of one of `kinds` (the types of JSON Schema) may stand at `part`."""
    found = part.get("type", ())
    return not {found}.isdisjoint(kinds) if isinstance(found, str) else not set(found).isdisjoint(kinds)


def _plain(part: Schema, node: Node) -> Any:
    if isinstance(node, dict):
        properties = part.get("properties", {})
        known = [key for key in properties if key in node]
        ordered = (*known, *(key for key in node if key not in known))
        return {key: _plain(properties.get(key, {}), node[key]) for key in ordered}
    if isinstance(node, list):
        return [_plain(part.get("items", {}), item) for item in node]
    return _scalar(part, node) if isinstance(node, Typed) else None


def _scalar(part: Schema, typed: Typed) -> str:
    for kind, looks, tag in BARE:
        if is_kind(part, kind) and looks.fullmatch(typed) and (kind != "string" or part.get("format") == "date"):
            bare = _Bare(typed)
            bare.tag = tag
            return bare
    return _Quoted(typed) if NUMBER_LIKE.fullmatch(typed) else str(typed)


def with_list(text: str, schema: Schema, root: dict[str, Node], path: tuple[str, str]) -> tuple[str, bool]:
    """Return the request `text` in which the list at `path` is that of `root`, and whether all else stands as it was.

    Where the text is laid out in such a way that the list cannot be replaced alone, all of it is written anew.
    """
    section, key = path
    group = root[section]
    items = group[key] if isinstance(group, dict) else None
    part = schema["properties"][section]["properties"][key]
    written = list(_item_lines(part.get("items", {}), items if isinstance(items, list) else []))
    spliced = _spliced(text, path, written)
    try:
        if spliced and read_yaml(spliced.encode(), "").fingerprint == Tree(root).fingerprint:
            return spliced, True
    except RequestInvalid:
        pass
    return request_file(schema, root), False


def _item_lines(part: Schema, items: Iterable[Node]) -> Iterator[str]:
    """Give each of `items`, which are groups of single values, on a line of its own."""
    properties = part.get("properties", {})
    for item in items:
        pairs = item.items() if isinstance(item, dict) else ()
        written = (f"{key}: {_between_braces(properties.get(key, {}), value)}" for key, value in pairs)
        yield f"- {{{', '.join(written)}}}"


def _between_braces(part: Schema, value: Node) -> str:
    if not isinstance(value, Typed):
        return "null"
    scalar = _scalar(part, value)
    if isinstance(scalar, _Bare) or (PLAIN.fullmatch(scalar) and not isinstance(scalar, _Quoted)):
        return str(scalar)
    return in_quotes(scalar)


def _spliced(text: str, path: tuple[str, str], items: list[str]) -> str:
    """Return `text` with `items` for the list at `path`; "" where it is not laid out by lines."""
    try:
        node = composed(text)
    except yaml.YAMLError:
        return ""
    section = pair_of(node, path[0])
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    if section is None:
        new = [f"\n{path[0]}:\n", f"  {path[1]}:\n", *(f"    {item}\n" for item in items)]
        return "".join([*lines, *new])
    group = section[1]
    if not isinstance(group, yaml.MappingNode) or group.flow_style or not group.value:
        return ""
    indent = " " * group.start_mark.column
    new = [f"{indent}{path[1]}:\n", *(f"{indent}  {item}\n" for item in items)]
    found = pair_of(group, path[1])
    if found is None:
        start = group.start_mark.line
        return "".join([*lines[:start], *new, *lines[start:]])
    return "".join([*lines[: found[0].start_mark.line], *new, *lines[last_of(found[1]).end_mark.line + 1 :]])

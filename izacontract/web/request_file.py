"""A request written as YAML, as a person would type it: codes between quotes, numbers and days bare."""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

from izacontract.intake.tree import Node
from izacontract.model.values import Typed
from izacontract.web.entries import Schema, is_kind

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

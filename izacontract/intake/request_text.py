"""A request in YAML of which a part is written anew: where things stand in the text, and how a value is typed there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

import yaml

from izacontract.errors import Path
from izacontract.model.values import Typed, TypedKind

BARE: Final = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d+)?|\d{4}-\d{2}-\d{2}|true|false")
"""What stands without quotes and is read as typed."""

PLAIN: Final = re.compile(r"(?!(?:true|false|null|yes|no|on|off|ja|nee|y|n)$)[^\W\d_](?:[\w ()/.+€%-]*[\w)%])?", re.I)
"""A text that no YAML reads as something else, also between braces."""

Span = tuple[int, int, str]
"""From where to where in the text, and what stands there instead."""


def composed(text: str) -> Any:
    """Return the nodes of `text`, each with its place, None when it is empty; raises YAMLError when it is no YAML."""
    return yaml.compose(text, Loader=yaml.CSafeLoader)


def pair_of(node: Any, key: str) -> tuple[Any, Any] | None:
    """Return the key and the value of `key` in the group `node`, None where it is not there."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((pair for pair in pairs if pair[0].value == key), None)


def node_at(root: Any, path: Path) -> Any:
    """Return the node at `path` below `root`; None where nothing stands."""
    node = root
    for step in path:
        if isinstance(step, str):
            pair = pair_of(node, step)
            node = None if pair is None else pair[1]
        else:
            items = node.value if isinstance(node, yaml.SequenceNode) else ()
            node = items[step] if step < len(items) else None
    return node


def last_of(node: Any) -> Any:
    """Return what `node` ends with: itself, or deep inside it the last value that stands on lines of its own.

    Where that ends `node` ends, without the comments and empty lines that follow it.
    """
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node


def is_block(node: Any) -> bool:
    """Return whether `node` is a text below `|` or `>`, which for YAML ends where the next key begins."""
    return isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")


def replaced(text: str, spans: Iterable[Span]) -> str:
    """Return `text` with each of `spans`, of which none lies within another."""
    pieces: list[str] = []
    at = 0
    for start, end, new in sorted(spans):
        pieces += (text[at:start], new)
        at = end
    return "".join([*pieces, text[at:]])


def quoted(text: str, style: str | None) -> str | None:
    """Return `text` in the quotes of `style`; None where that has none, or they cannot hold it."""
    if style == "'" and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    return in_quotes(text) if style == '"' else None


def in_quotes(text: str) -> str:
    """Return `text` between double quotes, as any YAML reads it."""
    return json.dumps(text, ensure_ascii=False)


def scalar(typed: Typed, style: str | None = "") -> str:
    """Return `typed` as YAML, in the quotes of `style` where it had some; None is a value that stood bare."""
    text = str(typed)
    if (same := quoted(text, style)) is not None:
        return same
    if typed.kind is not TypedKind.TEXT and BARE.fullmatch(text):
        return text
    return text if PLAIN.fullmatch(text) and not _is_day(text) else in_quotes(text)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True

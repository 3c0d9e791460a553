"""What a form sent: names and texts -> entries by place -> a request as typed; and a request -> entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Union

from izacontract.errors import Path
from izacontract.intake.request_file import Schema, is_kind
from izacontract.intake.tree import Node
from izacontract.model.typed import Typed, number_in

Entries = dict[str, Union["Entries", tuple[str, ...]]]
"""What stands in the form by key; rows of a list under their number ("0", "1"); texts as typed, also empty ones."""

LONGEST_NAME: Final = 200
MOST_ROWS: Final = 500
"""So many rows a list of the form may have; a contract with as many prices takes a worker a second."""

MOST_ROWS_TOGETHER: Final = 1_000
"""So many rows all lists of the form may have together."""

DUTCH_NUMBER: Final = re.compile(r"[-+]?(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,(?:\d+|-))?")
ROW: Final = re.compile(r"\d{1,6}")


@dataclass(frozen=True)
class Sent:
    """A form as it was sent: its entries, the request that they make, and what was left aside.

    `names` gives the field of the form that holds the value at a path of the request: a row that is empty makes no
    item, so that rows and items may be numbered differently. `unknown` counts names that the form does not have.
    """

    entries: Entries
    root: dict[str, Node]
    names: Mapping[Path, str]
    unknown: int

    def name_of(self, path: Path) -> str:
        """Return the name of the field for `path`, which need not have been filled in."""
        for length in range(len(path), 0, -1):
            if known := self.names.get(path[:length]):
                return ".".join([known, *map(str, path[length:])])
        return ".".join(map(str, path))


def sent(schema: Schema, pairs: Iterable[tuple[str, str]]) -> Sent:
    """Return what the form of `schema` sent as `pairs` of names and texts; an unknown name is counted and left."""
    entries: Entries = {}
    unknown = 0
    for name, text in pairs:
        if name.startswith("_"):
            continue
        if len(name) > LONGEST_NAME or not _put(entries, schema, name.split("."), text):
            unknown += 1
    return of_entries(schema, entries, unknown)


def of_entries(schema: Schema, entries: Entries, unknown: int = 0) -> Sent:
    """Return `entries` together with the request that they make."""
    names: dict[Path, str] = {}
    root = _group(schema, entries, (), "", names)
    return Sent(entries, root if isinstance(root, dict) else {}, names, unknown)


def entries_of(schema: Schema, root: Node) -> Entries:
    """Return the entries that show the request `root` in the form; what the form has no place for is left out."""
    entries: Entries = {}
    for name, text in pairs_of(schema, root):
        _put(entries, schema, name.split("."), text)
    return entries


def crowded(schema: Schema, names: Iterable[str]) -> tuple[str, int] | None:
    """Return the list among the fields `names` with more rows than the form takes, and how many those are.

    The name is "" when all lists together have too many; None when there is room for all.
    """
    rows: dict[str, set[str]] = {}
    for name in names:
        steps = name.split(".") if len(name) <= LONGEST_NAME else []
        for place, step in enumerate(steps):
            if ROW.fullmatch(step):
                rows.setdefault(".".join(steps[:place]), set()).add(step)
    held = {name: len(found) for name, found in rows.items() if (part := schema_at(schema, name)) and is_list(part)}
    full = next((name for name, count in held.items() if count > MOST_ROWS), None)
    if full is not None:
        return full, held[full]
    together = sum(held.values())
    return ("", together) if together > MOST_ROWS_TOGETHER else None


def with_row(schema: Schema, entries: Entries, name: str) -> str:
    """Add an empty row to the list `name` of `entries` and return the row's name, "" when there is no such list."""
    part = schema_at(schema, name)
    if part is None or not is_list(part):
        return ""
    held = _held(entries, name)
    number = 1 + max((int(row) for row in held if ROW.fullmatch(row)), default=-1) if held else 0
    item = part["items"]
    steps = [*name.split("."), str(number)]
    while is_kind(item, "object"):
        key, item = next(iter(item["properties"].items()))
        steps.append(key)
    _put(entries, schema, steps, "")
    return f"{name}.{number}"


def without_row(entries: Entries, name: str) -> bool:
    """Take the row called `name` out of `entries`; returns whether it was there."""
    head, _, row = name.rpartition(".")
    held = _held(entries, head)
    return ROW.fullmatch(row) is not None and held is not None and held.pop(row, None) is not None


def without_place(part: Schema, node: Node, name: str) -> Iterator[str]:
    """Give the names in a request for which the form of `part` has no place."""
    if isinstance(node, dict):
        known = part.get("properties")
        if known is None:
            yield name
            return
        for key, value in node.items():
            below = f"{name}.{key}" if name else key
            if key not in known:
                yield below
            else:
                yield from without_place(known[key], value, below)
    elif isinstance(node, list):
        if "items" not in part:
            yield name
            return
        for number, item in enumerate(node):
            yield from without_place(part["items"], item, f"{name}.{number}")
    elif isinstance(node, Typed) and ("properties" in part or "items" in part):
        yield name


def schema_at(schema: Schema, name: str) -> Schema | None:
    """Return the part of `schema` for the field, group or list called `name`, None where there is none."""
    part: Schema | None = schema
    for step in name.split("."):
        if part is None:
            return None
        part = part["items"] if is_kind(part, "array") and ROW.fullmatch(step) else _below(part, step)
    return part


def is_number(part: Schema) -> bool:
    """Return whether a number belongs at `part`."""
    return is_kind(part, "number", "integer")


def is_list(part: Schema) -> bool:
    """Return whether `part` is shown as rows; a list of a few choices is not."""
    return is_kind(part, "array") and not choices_of(part["items"])


def choices_of(part: Schema) -> tuple[str, ...]:
    """Return the values that a field may have, none where it is free."""
    if "const" in part:
        return (str(part["const"]),)
    return tuple(str(choice) for choice in part.get("enum", ()))


def _below(part: Schema, key: str) -> Schema | None:
    found: Schema | None = part.get("properties", {}).get(key)
    return found


def _held(entries: Entries, name: str) -> Entries | None:
    at: Entries | tuple[str, ...] | None = entries
    for step in name.split("."):
        at = at.get(step) if isinstance(at, dict) else None
    return at if isinstance(at, dict) else None


def _put(entries: Entries, part: Schema, steps: list[str], text: str) -> bool:
    """Put `text` at `steps` in `entries` when `part` has such a place; returns whether it has."""
    at, rest = entries, list(steps)
    while rest:
        step = rest.pop(0)
        below = part["items"] if is_list(part) and ROW.fullmatch(step) else _below(part, step)
        if below is None:
            return False
        part = below
        if not rest and not is_kind(part, "object") and not is_list(part):
            held = at.get(step, ())
            at[step] = (*(held if isinstance(held, tuple) else ()), text) if is_kind(part, "array") else (text,)
            return True
        inner = at.setdefault(step, {})
        if not isinstance(inner, dict):
            return False
        at = inner
    return False


def _group(part: Schema, entries: Entries, path: Path, name: str, names: dict[Path, str]) -> dict[str, Node] | None:
    found: dict[str, Node] = {}
    for key, below in part["properties"].items():
        if key in entries:
            value = _value(below, entries[key], (*path, key), f"{name}.{key}" if name else key, names)
            if value is not None:
                found[key] = value
    return found or None


def _value(part: Schema, held: Entries | tuple[str, ...], path: Path, name: str, names: dict[Path, str]) -> Node:
    names[path] = name
    if isinstance(held, tuple):
        filled = [_typed(part, text) for text in held if text.strip()]
        if is_kind(part, "array"):
            return list(filled) or None
        return filled[0] if filled else None
    if is_kind(part, "object"):
        return _group(part, held, path, name, names)
    items: list[Node] = []
    for row in sorted(held, key=int):
        of_row: dict[Path, str] = {}
        item = _value(part["items"], held[row], (*path, len(items)), f"{name}.{row}", of_row)
        if item is not None:
            items.append(item)
            names |= of_row
    return items or None


def _typed(part: Schema, text: str) -> Typed:
    """Return `text` as typed; a number as a Dutch user writes it becomes the number of a request.

    A decimal comma or two points leave one meaning only; one point does not, so that a wrong guess is never made: who
    typed "1.250" is asked. An amount may bear the sign of the euro.
    """
    text = text.replace("\r\n", "\n")
    if is_number(part):
        text = text.strip()
        bare = text.removeprefix("€").lstrip() if part.get("x-unit", "").startswith("euro") else text
        if DUTCH_NUMBER.fullmatch(bare) and ("," in bare or bare.count(".") != 1):
            text = number_in(bare) or text
    return Typed(text)


def pairs_of(part: Schema, node: Node, name: str = "") -> Iterator[tuple[str, str]]:
    """Give what the form of `part` shows of the request `node`: the name of each field with its text."""
    if isinstance(node, dict):
        for key, below in part.get("properties", {}).items():
            yield from pairs_of(below, node.get(key), f"{name}.{key}" if name else key)
    elif isinstance(node, list) and is_kind(part, "array"):
        for number, item in enumerate(node):
            yield from pairs_of(part["items"], item, f"{name}.{number}" if is_list(part) else name)
    elif isinstance(node, Typed):
        yield name, _answer(node) if is_kind(part, "boolean") else str(node)


def _answer(node: Typed) -> str:
    return {"true": "ja", "false": "nee"}.get(node.lower(), str(node))

"""A library from what an earlier run read of the very same files: written as data, so that nothing is checked again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from importlib.resources.abc import Traversable
from operator import attrgetter
from typing import Any, Final

from izacontract.clauses.kept import kept
from izacontract.clauses.library import Library, read_library
from izacontract.model import accords, clause, commitment, duty, parameter

KINDS: Final[Mapping[str, type[Any]]] = {
    known.__name__: known
    for known in (
        Library, accords.Accord, accords.Edition, accords.Extension, accords.Law, clause.Clause, clause.ClausePosition,
        clause.ClauseVersion, clause.Column, clause.Place, clause.Presence, clause.Slot, clause.Source, clause.Term,
        clause.Variable, commitment.After, commitment.Commitment, commitment.Link, commitment.State, date, Decimal,
        duty.CountingRule, duty.DeclaredDuty, duty.Duties, duty.Event, duty.Who, frozenset, parameter.Parameter,
        parameter.Parameters, parameter.ParameterValue,
    )
}  # fmt: skip
"""All that a library is made of, besides texts, numbers, tuples and dicts: nothing else comes out of what is kept."""

KIND: Final = "\x00"
"""The key of a thing that is more than a dict: its kind, and what it is made from."""


class _NotKept(Exception):
    """The library holds something that is none of `KINDS`."""


def known_library(folders: Iterable[tuple[str, Traversable]]) -> Library:
    """Return what `read_library` does, from an earlier run if that read the same files; raises as it does."""
    listed = list(folders)
    read: list[Library] = []

    def written() -> str:
        read.append(read_library(listed))
        return json.dumps(_as_data(read[0]), ensure_ascii=False, separators=(",", ":"))

    if not kept.is_used:
        return read_library(listed)
    try:
        text = kept("library", "\n".join(_files(listed)), written)
    except (_NotKept, OSError):
        return read[0] if read else read_library(listed)
    found = json.loads(text, object_hook=_made)
    return found if isinstance(found, Library) else read_library(listed)


def _files(folders: Iterable[tuple[str, Traversable]]) -> Iterator[str]:
    """Give the name and hash of each file that a library may be read from."""
    for plugin, folder in sorted(folders, key=lambda entry: entry[0]):
        for name, file in _below(folder, plugin):
            yield f"{name} {sha256(file.read_bytes()).hexdigest()}"


def _below(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=attrgetter("name")):
        if entry.name.endswith((".yaml", ".md")):
            yield f"{name}/{entry.name}", entry
        elif "." not in entry.name and entry.is_dir():
            yield from _below(entry, f"{name}/{entry.name}")


def _as_data(value: Any) -> Any:
    kind = type(value)
    if value is None or kind in (str, int, bool):
        return value
    if kind is tuple:
        return [_as_data(one) for one in value]
    if kind is dict and all(type(key) is str and key != KIND for key in value):
        return {key: _as_data(one) for key, one in value.items()}
    if KINDS.get(kind.__name__) is not kind:
        raise _NotKept(kind.__name__)
    if is_dataclass(value):
        made_from = [_as_data(getattr(value, field.name)) for field in fields(value)]
    elif kind is frozenset:
        made_from = [sorted(value)]
    else:
        made_from = [value.value if isinstance(value, Enum) else str(value)]
    return {KIND: [kind.__name__, *made_from]}


def _made(data: dict[str, Any]) -> Any:
    """Return the thing that `data` stands for; its parts are made already."""
    if KIND not in data:
        return {key: _tuple(one) if one.__class__ is list else one for key, one in data.items()}
    name, *made_from = data[KIND]
    if name == "date":
        return date.fromisoformat(made_from[0])
    return KINDS[name](*[_tuple(one) if one.__class__ is list else one for one in made_from])


def _tuple(listed: list[Any]) -> tuple[Any, ...]:
    return tuple([_tuple(one) if one.__class__ is list else one for one in listed])

"""Requests for the installed sectors: the five examples, changes to them, and the variants of single clauses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from izacontract import Contract, build_contract, load_plugins, read_request
from izacontract.host import Plugins

REQUESTS = Path(__file__).parent.parent / "requests"
CHANGED = Path(__file__).parent / "requests"
VARIANTS = Path(__file__).parent / "variants"
HOUSES = Path(__file__).parent / "houses"
SECTORS = tuple(sorted(path.stem for path in REQUESTS.glob("*.yaml")))
SEASON = tuple(sorted(path.stem for path in (REQUESTS / "2027").glob("*.yaml")))
"""The sectors with an example of the season of 2027."""


class TextFile(SingleFileSnapshotExtension):
    """A snapshot that is a text file of its own, to be read as a contract."""

    file_extension = "txt"
    _write_mode = WriteMode.TEXT


def plugins(house: str = "") -> Plugins:
    """Return the installed plugins, loaded once, with the house library of that name in `houses/` if any."""
    return _loaded(house)


@cache
def _loaded(house: str) -> Plugins:
    # apart, for a cache holds `plugins()` and `plugins("")` as two
    return load_plugins(house=HOUSES / house if house else None)


@cache
def living() -> frozenset[str]:
    """Return the ids of the clauses that were not withdrawn; of those no contract holds a text."""
    return frozenset(clause.id for clause in plugins().library.clauses.values() if clause.withdrawn is None)


class TypedLoader(yaml.CSafeLoader):
    """Reads every scalar as the text that was typed, with the kind that YAML gives it."""


def _typed(loader: yaml.CSafeLoader, node: yaml.ScalarNode) -> object:
    from izacontract.model.values import Typed, TypedKind

    kinds = {"int": TypedKind.NUMBER, "float": TypedKind.NUMBER, "bool": TypedKind.YES_NO, "timestamp": TypedKind.DAY}
    return Typed(node.value, kinds.get(node.tag.rsplit(":", 1)[1], TypedKind.TEXT))


for _tag in ("int", "float", "bool", "timestamp", "str"):
    TypedLoader.add_constructor(f"tag:yaml.org,2002:{_tag}", _typed)


def typed(text: str) -> Any:
    """Return what the YAML in `text` holds, numbers as the digits that were typed."""
    return yaml.load(text, Loader=TypedLoader)  # noqa: S506  a safe loader


@cache
def _typed_file(file: Path) -> Any:
    return typed(file.read_text(encoding="utf-8"))


def _copied(value: Any) -> Any:
    """Return `value` with mappings and lists of its own, so that who changes it changes it for nobody else."""
    if isinstance(value, Mapping):
        return {key: _copied(item) for key, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value


def example(sector: str) -> dict[str, Any]:
    """Return the example request of `sector` as a mapping."""
    request: dict[str, Any] = _copied(_typed_file(REQUESTS / f"{sector}.yaml"))
    return request


def smallest(sector: str) -> dict[str, Any]:
    """Return the smallest request that still gives a draft."""
    return {
        "overeenkomst": {"sector": sector, "begin": "2026-01-01", "einde": "2026-12-31"},
        "zorgverzekeraar": {"rechtspersonen": [{"naam": "De Linde Zorgverzekeringen N.V."}]},
        "zorgaanbieder": {"naam": "Zorgaanbieder Voorbeeld"},
    }


def with_values(request: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return `request` with the values at dotted paths of `values`; a value of None removes the key."""
    result: dict[str, Any] = {key: dict(value) if isinstance(value, dict) else value for key, value in request.items()}
    for path, value in values.items():
        *groups, key = path.split(".")
        group = result
        for name in groups:
            group[name] = dict(group.get(name) or {})
            group = group[name]
        if value is None:
            group.pop(key, None)
        else:
            group[key] = value
    return result


def changed(request: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """Return `request` with values replaced at dotted paths (`__` for a dot), or removed where the value is None."""
    return with_values(request, {path.replace("__", "."): value for path, value in changes.items()})


def request_called(name: str) -> dict[str, Any]:
    """Return the request called `name`.

    "msz" is the example of that sector, "2027/msz" that of the season of 2027, "kleinste msz" its smallest draft,
    "alles/msz" the file of that name in `requests/`. Such a file gives, beside the request that it is made from (`van`), the values at dotted paths
    that are different; an empty value removes the key.
    """
    if name in SECTORS or name.startswith("2027/"):
        return example(name)
    if name.startswith("kleinste "):
        return smallest(name.removeprefix("kleinste "))
    return _made_from(_copied(_typed_file(CHANGED / f"{name}.yaml")))


def _made_from(changes: Mapping[str, Any]) -> dict[str, Any]:
    values = {path: value for path, value in changes.items() if path not in ("van", "huis")}
    return with_values(request_called(changes["van"]), values)


def build(request: Mapping[str, Any], *, final: bool = False, used: Plugins | None = None) -> Contract:
    """Return the contract that `request` describes, by the installed plugins unless others are `used`."""
    chosen = used or plugins()
    return build_contract(read_request(request, chosen), chosen, final=final)


@dataclass(frozen=True)
class Variant:
    """A clause printed from a request that decides which of its sentences appear.

    `house` names a house library in `houses/`, "" for none.
    """

    clause: str
    name: str
    request: Mapping[str, Any]
    house: str = ""

    def __str__(self) -> str:
        return f"{self.clause} {self.name}"


@cache
def variants(table: str) -> tuple[Variant, ...]:
    """Return the variants in a table of `variants/`: per clause, per variant, the request.

    A request is written as in `request_called`; `huis` names a house library besides.
    """
    clauses = typed((VARIANTS / f"{table}.yaml").read_text(encoding="utf-8"))
    return tuple(
        Variant(str(clause), str(name), _made_from(changes), str(changes.get("huis", "")))
        for clause, named in clauses.items()
        for name, changes in named.items()
    )

"""Requests for the installed sectors: the five examples, and changes to them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from izacontract import Contract, build_contract, load_plugins, read_request
from izacontract.host import Plugins

REQUESTS = Path(__file__).parent.parent / "requests"
SECTORS = tuple(sorted(path.stem for path in REQUESTS.glob("*.yaml")))


class TextFile(SingleFileSnapshotExtension):
    """A snapshot that is a text file of its own, to be read as a contract."""

    file_extension = "txt"
    _write_mode = WriteMode.TEXT


@cache
def plugins() -> Plugins:
    """Return the installed plugins, loaded once."""
    return load_plugins()


class TypedLoader(yaml.SafeLoader):
    """Reads every scalar as the text that was typed, with the kind that YAML gives it."""


def _typed(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> object:
    from izacontract.model.values import Kind, Typed

    kinds = {"int": Kind.NUMBER, "float": Kind.NUMBER, "bool": Kind.YES_NO, "timestamp": Kind.DAY}
    return Typed(node.value, kinds.get(node.tag.rsplit(":", 1)[1], Kind.TEXT))


for _tag in ("int", "float", "bool", "timestamp", "str"):
    TypedLoader.add_constructor(f"tag:yaml.org,2002:{_tag}", _typed)


def typed(text: str) -> Any:
    """Return what the YAML in `text` holds, numbers as the digits that were typed."""
    return yaml.load(text, Loader=TypedLoader)  # noqa: S506  a safe loader


def example(sector: str) -> dict[str, Any]:
    """Return the example request of `sector` as a mapping."""
    request: dict[str, Any] = typed((REQUESTS / f"{sector}.yaml").read_text(encoding="utf-8"))
    return request


def changed(request: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """Return `request` with values replaced at dotted paths (`__` for a dot), or removed where the value is None."""
    result: dict[str, Any] = {key: dict(value) if isinstance(value, dict) else value for key, value in request.items()}
    for path, value in changes.items():
        *groups, key = path.split("__")
        group = result
        for name in groups:
            group[name] = dict(group.get(name) or {})
            group = group[name]
        if value is None:
            group.pop(key, None)
        else:
            group[key] = value
    return result


def build(request: Mapping[str, Any], *, final: bool = False) -> Contract:
    """Return the contract that `request` describes, by the installed plugins."""
    return build_contract(read_request(request, plugins()), plugins(), final=final)


def smallest(sector: str) -> dict[str, Any]:
    """Return the smallest request that still gives a draft."""
    return {
        "overeenkomst": {"sector": sector, "begin": "2026-01-01", "einde": "2026-12-31"},
        "zorgverzekeraar": {"rechtspersonen": [{"naam": "De Linde Zorgverzekeringen N.V."}]},
        "zorgaanbieder": {"naam": "Zorgaanbieder Voorbeeld"},
    }

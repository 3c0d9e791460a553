"""Prints a contract as JSON, and reads it back; the shape is public and versioned (`izacontract/contract/1`)."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import PurePath
from typing import Any

from pydantic import TypeAdapter

from izacontract.errors import Finding
from izacontract.model.contract import Contract


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Contract]:
    return TypeAdapter(Contract)


def json_text(contract: Contract) -> str:
    """Return `contract` as JSON text with English keys, indented by two spaces.

    A finding names the file of the request without its folder: where somebody keeps a file is nobody else's business,
    and the same file elsewhere gives the same bytes.
    """
    bare = replace(contract, findings=tuple(_without_folder(finding) for finding in contract.findings))
    return _adapter().dump_json(bare, indent=2).decode() + "\n"


def _without_folder(finding: Finding) -> Finding:
    place = finding.position
    return finding if place is None else replace(finding, position=replace(place, file=PurePath(place.file).name))


def contract_from_json(text: str | bytes) -> Contract:
    """Return the contract that `json_text` wrote; raises pydantic's ValidationError for any other shape."""
    return _adapter().validate_json(text)


def contract_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what `json_text` writes."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | _adapter().json_schema(mode="serialization")

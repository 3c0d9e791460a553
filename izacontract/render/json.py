"""Prints a contract as JSON, and reads it back; the shape is public and versioned (`izacontract/contract/1`)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from izacontract.model.contract import Contract


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Contract]:
    return TypeAdapter(Contract)


def json_text(contract: Contract) -> str:
    """Return `contract` as JSON text with English keys, indented by two spaces."""
    return _adapter().dump_json(contract, indent=2).decode() + "\n"


def contract_from_json(text: str | bytes) -> Contract:
    """Return the contract that `json_text` wrote; raises pydantic's ValidationError for any other shape."""
    return _adapter().validate_json(text)


def contract_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what `json_text` writes."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | _adapter().json_schema(mode="serialization")

"""Prints a comparison as JSON, and reads it back; the shape is public and versioned (`izacontract/compare/1`)."""

from __future__ import annotations

from functools import lru_cache

from pydantic import TypeAdapter

from izacontract.differ.changes import Comparison


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Comparison]:
    return TypeAdapter(Comparison)


def comparison_json(comparison: Comparison) -> str:
    """Return `comparison` as JSON text with English keys, indented by two spaces."""
    return _adapter().dump_json(comparison, indent=2).decode() + "\n"


def comparison_from_json(text: str | bytes) -> Comparison:
    """Return the comparison that `comparison_json` wrote; raises pydantic's ValidationError for any other shape."""
    return _adapter().validate_json(text)

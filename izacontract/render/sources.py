"""How a source is shown as JSON, in every answer that names sources."""

from __future__ import annotations

from typing import Any

from izacontract.model.clause import Source


def source_json(source: Source) -> dict[str, Any]:
    """Return what is known of `source`; None where nothing is."""
    return {
        "document": source.document,
        "section": source.section,
        "identifier": source.identifier or None,
        "work": source.work or None,
        "concept": source.concept or None,
        "publisher": source.publisher or None,
        "consulted": source.consulted.isoformat() if source.consulted else None,
        "valid_on": source.valid_on.isoformat() if source.valid_on else None,
        "url": source.url,
    }

"""What every answer in JSON has alike: how it is laid out, and how a source is shown in it."""

from __future__ import annotations

import json
from typing import Any

from izacontract.model.clause import Source


def json_answer(answer: object) -> str:
    """Return `answer` as JSON text that people can read."""
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


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

"""How people call a field, and what is found in a request in those words: on a page nobody sees keys."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from izacontract.errors import Finding, Told
from izacontract.intake.request_file import Schema
from izacontract.web.entries import schema_at

OWN_KEY: Final = re.compile(r" \(([a-z_]+(?:\.[a-z_]+)+)\)")
"""A key between brackets, behind the name of what it is the key of."""

KEY: Final = re.compile(r"(?<![\w./'])('?)([a-z_]+(?:\.[a-z_]+)+)\1(?![\w/'\[])")


def title_of(schema: Schema, name: str) -> str:
    """Return how people call the field `name`: "De zorgaanbieder, KvK-nummer"."""
    steps = name.split(".") if name else []
    titles = []
    for length, step in enumerate(steps, start=1):
        part = schema_at(schema, ".".join(steps[:length]))
        if step.isdigit():
            titles.append(str(int(step) + 1))
        elif part is not None:
            titles.append(str(part.get("title", step)))
    return ", ".join(titles)


def by_titles(finding: Finding, schema: Schema) -> Finding:
    """Return `finding` with the keys of `schema` in its sentences as people call those fields."""

    def called(found: re.Match[str]) -> str:
        return f"'{title_of(schema, found[2])}'" if schema_at(schema, found[2]) else found[0]

    def told(text: str) -> str:
        return KEY.sub(called, OWN_KEY.sub(lambda own: "" if schema_at(schema, own[1]) else own[0], text))

    message, hint = (Told(told(said.nl), told(said.en)) for said in (finding.message, finding.hint))
    return replace(finding, message=message, hint=hint)

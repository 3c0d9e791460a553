"""The page `names.md`: the slots, topics and sections that a plugin or house library may name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docs.make.keys import our_plugins
from izacontract.cli.library_names import KINDS, TITLES

HEAD: Final = """\
# Slots, topics and sections

What a plugin or house library may name, of the plugins that come with izacontract. This page is made from the code;
`izacontract clauses slots`, `topics` and `sections` print the same of your own installation, also with `--json`.
"""
ABOUT: Final = {
    "slots": "A clause names the slot it stands in (`slot` in `clause.yaml`); a slot of your own follows one of these "
    "(`after` in `slots.yaml`). They stand in the order of the document.",
    "topics": "A clause that sectors share may have a `topic`; contracts hold it when their sector `takes` that.",
    "sections": "The keys that sectors share. A sector names those that it holds in `accepts` or `assumes`; one marked "
    "`common` belongs in requests of every sector that does not refuse it.",
}


def names_page() -> str:
    """Return the page."""
    lines = [HEAD]
    for kind, about in ABOUT.items():
        lines += [f"## {kind.capitalize()}", "", about, "", *_table(kind), ""]
    return "\n".join(lines).rstrip() + "\n"


def _table(kind: str) -> Iterator[str]:
    rows = KINDS[kind](our_plugins())
    yield f"| {' | '.join(TITLES[key].en for key in rows[0])} |"
    yield f"|{' --- |' * len(rows[0])}"
    for first, *others in (list(row.values()) for row in rows):
        yield f"| `{first}` | {' | '.join(map(_shown, others))} |"


def _shown(value: object) -> str:
    return ", ".join(f"`{name}`" for name in value) if isinstance(value, list) else str(value)

"""The tables that benchmarks print, as the pages of the docs hold them: each between two marks, under a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

PRINTED: Final = Path("build", "benchmarks.md")
"""What the last run printed."""

NOT_MEASURED: Final = "not measured"
DOCS: Final = Path(__file__).parent.parent / "docs"
BLOCK: Final = re.compile(r"<!-- measured: ([\w-]+) -->\n.*?<!-- end of measured -->\n", re.DOTALL)


def lines(header: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Return the lines of a table in Markdown, its first column to the left and the others to the right."""
    rule = ("---", *("---:" for _ in header[1:]))
    return [f"| {' | '.join(map(str, row))} |" for row in (header, rule, *rows)]


def show(name: str, header: Sequence[str], rows: Iterable[Sequence[object]], write: bool = False) -> None:
    """Print the table `name` between its marks; `write` also puts it in the page of the docs that holds it."""
    text = "\n".join([f"\n<!-- measured: {name} -->\n", *lines(header, rows), "\n<!-- end of measured -->"])
    print(text, flush=True)
    if write:
        put_in_docs(f"{text}\n")


def blocks(text: str) -> dict[str, str]:
    """Return the tables in `text` by name, with their marks."""
    return {found[1]: found[0] for found in BLOCK.finditer(text)}


def put_in_docs(printed: str) -> list[str]:
    """Put each table of `printed` in the page that holds it, and return the names of tables that no page holds."""
    fresh = blocks(printed)
    homeless = set(fresh)
    for page in sorted(DOCS.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        homeless -= set(blocks(text))
        filled = BLOCK.sub(lambda found: fresh.get(found[1], found[0]), text)
        if filled != text:
            page.write_text(filled, encoding="utf-8")
    return sorted(homeless)

"""The tables that benchmarks print, as the pages of the docs hold them: each between two marks, under a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

DOCS: Final = Path(__file__).parent.parent / "docs"
BLOCK: Final = re.compile(r"<!-- measured: ([\w-]+) -->\n.*?<!-- end of measured -->\n", re.DOTALL)


def show(name: str, header: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
    """Print the table `name` in Markdown, its first column to the left and the others to the right."""
    rule = ("---", *("---:" for _ in header[1:]))
    print(f"\n<!-- measured: {name} -->\n")
    for line in (header, rule, *lines):
        print(f"| {' | '.join(map(str, line))} |")
    print("\n<!-- end of measured -->", flush=True)


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

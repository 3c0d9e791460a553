"""The leden of a clause text before it is filled in: where each begins, its name and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LID = re.compile(r"""{{\s*lid\(\s*["']([^"']+)["']\s*\)\s*}}""")
CONTROL = re.compile(r"{%.*?%}")
BEGINS = re.compile(r"\d+\. ")


@dataclass(frozen=True, slots=True)
class TextLid:
    """A lid as typed: its name ("" for none), its words with what hangs below it, and its line in the text from 1."""

    name: str
    words: str
    line: int


def leden_of(text: str) -> Iterator[TextLid]:
    """Give the leden of `text` and its paragraphs and tables, each with the onderdelen or rows below it."""
    begun, words = 0, list[str]()
    for number, line in enumerate(text.split("\n"), start=1):
        said = CONTROL.sub("", line).strip()
        if BEGINS.match(line) or (said and not line.startswith(" ") and not _goes_on(words, line)):
            if words:
                yield _lid(words, begun)
            begun, words = number, []
        if words or said:
            begun = begun or number
            words.append(line)
    if words:
        yield _lid(words, begun)


def _goes_on(words: list[str], line: str) -> bool:
    """Return whether `line` is a further row of a table, or a table or value that stands below a lid."""
    return bool(words) and line.startswith(("|", "{{")) and not LID.match(line)


def _lid(words: list[str], line: int) -> TextLid:
    whole = "\n".join(words)
    named = LID.search(words[0])
    return TextLid(named[1] if named else "", whole, line)

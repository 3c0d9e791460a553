"""The fields of Word: what an instruction says, whoever wrote it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from izacontract.word.xml import W

VOLATILE = frozenset(
    ("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "STYLEREF", "SEQ", "DATE", "TIME", "CREATEDATE",
     "SAVEDATE", "PRINTDATE", "EDITTIME", "REVNUM", "NUMWORDS", "NUMCHARS", "FILENAME", "FILESIZE", "TEMPLATE",
     "AUTHOR", "LASTSAVEDBY", "USERNAME", "TITLE", "SUBJECT", "KEYWORDS", "COMMENTS", "INFO", "DOCPROPERTY")
)  # fmt: skip
"""The fields whose result says nothing about the agreement; that they are there counts."""

_IN_CONTENTS = re.compile(r"\s*(?:PAGEREF\b|HYPERLINK\s+\\l\b)", re.IGNORECASE)
"""What Word and LibreOffice put around the lines of a table of contents by themselves."""

_WORD = re.compile(r'"[^"]*"|\\[^\s"]|[^\s"\\]+')
_CONTENTS_LOOKS = frozenset((r"\h", r"\z", r"\n", r"\w", r"\x", r"\o", r"\u", r"\f", r"\l"))
"""Switches of a table of contents that say how its lines look and how deep it goes; LibreOffice writes others.

Which headings there are is compared, and so is each line.
"""

_FORMAT_ONLY = frozenset(("MERGEFORMAT", "CHARFORMAT"))
_AS_NUMBER = frozenset((r"\n", r"\r", r"\w"))
_AS_IT_IS = _AS_NUMBER | {r"\h", r"\*"}


def kind_of(instruction: str) -> str:
    """Return the kind of a field, in capitals; "" for a field without an instruction."""
    return (instruction.split() or [""])[0].upper()


def is_in_contents(instruction: str) -> bool:
    """Return whether programs put such a field around the lines of a table of contents: it leads to the page itself."""
    return _IN_CONTENTS.match(instruction) is not None


def normal(instruction: str) -> str:
    """Return `instruction` in one form: single spaces, its switches in order, without what only keeps a format."""
    words = [word.strip('"') if " " not in word else word for word in _WORD.findall(instruction)]
    head: list[str] = []
    switches: list[list[str]] = []
    for word in words:
        if word.startswith("\\"):
            switches.append([word])
        elif switches and len(switches[-1]) == 1:
            switches[-1].append(word)
        else:
            head.append(word)
    if head and head[0].upper() == "TOC":
        switches = [one for one in switches if one[0] not in _CONTENTS_LOOKS]
    kept = sorted(" ".join(one) for one in switches if not _is_format_only(one))
    return " ".join([*(word.upper() for word in head[:1]), *head[1:], *kept])


def _is_format_only(switch: list[str]) -> bool:
    return switch[0] == r"\*" and switch[-1].upper() in _FORMAT_ONLY


def number_of(instruction: str) -> str:
    r"""Return the bookmark of which a field prints the number, "" for any other field.

    REF without `\n`, `\r` or `\w` prints the text at the bookmark instead; other switches print more or less than it.
    """
    words = _WORD.findall(instruction)
    if len(words) < 2 or words[0].upper() != "REF" or _AS_NUMBER.isdisjoint(words):
        return ""
    if any(word not in _AS_IT_IS and word.upper() not in _FORMAT_ONLY for word in words[2:]):
        return ""
    return str(words[1]).strip('"')


@dataclass(slots=True)
class Field:
    """A field that is open where we read."""

    number: int
    instruction: str = ""
    locked: bool = False
    shows: bool = False

    @property
    def kind(self) -> str:
        """Return its kind, in capitals."""
        return kind_of(self.instruction)

    @property
    def target(self) -> str:
        """Return the bookmark of which it prints the number, "" for any other field."""
        return number_of(self.instruction)


def is_locked(node: etree._Element) -> bool:
    """Return whether a field keeps what it shows, whatever it would print."""
    return node.get(f"{W}fldLock", "0") not in ("0", "false", "off")

"""File names of documents from a pattern: safe on every system, and unique whatever its letter case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from izacontract.batch.messages import NAME_EMPTY, NAME_TOO_LONG
from izacontract.errors import Finding
from izacontract.intake.tree import Node, Tree, typed_at
from izacontract.model.values import Typed

ROW: Final = "rij"
REFERENCE: Final = "kenmerk"
PART: Final = "deel"
LONGEST: Final = 150
"""The most characters, and the most bytes, of a name: systems stop at 255 bytes, Windows at 260 for a whole path."""

_PLACE: Final = re.compile(r"\{([^{}]*)\}")
_UNSAFE: Final = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]+'
)
_SPACE: Final = re.compile(r"\s+")
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)", re.IGNORECASE)
"""Names that Windows keeps for devices, with any ending."""


class PatternError(ValueError):
    """The pattern cannot name files; `args` are the reason in Dutch and in English."""


@dataclass(frozen=True)
class Pattern:
    """How documents are named: words with `{rij}`, `{kenmerk}` and dotted keys of the request between braces.

    Those of a contract in parts also have `{deel}`: what the part is called.
    """

    text: str
    suffix: str

    @property
    def keys(self) -> tuple[str, ...]:
        """Return what stands between braces, without `rij`, `kenmerk` and `deel`."""
        return tuple(key for key in _PLACE.findall(self.text) if key not in (ROW, REFERENCE, PART))

    def name(self, row: int, reference: str, tree: Tree, part: str = "", suffix: str = "") -> str | Finding:
        """Return the file name for a row, or the finding that says why there is none.

        `part` is what this part of a contract in parts is called, `suffix` how its name ends if not as the others do.
        Unicode is composed (NFC); what a file name cannot hold on some system becomes a hyphen.
        """
        values = {key: str(typed_at(tree.root, key.split(".")) or "") for key in self.keys}
        values |= {ROW: str(row), REFERENCE: reference, PART: part}
        for key in _PLACE.findall(self.text):
            if not values[key].strip():
                return NAME_EMPTY.finding(*key.split("."), key=key)
        stem = safe(_PLACE.sub(lambda found: values[found[1]], self.text))
        name = stem + (suffix or self.suffix)
        length = max(len(name), len(name.encode()))
        if length > LONGEST:
            keys = [key for key in _PLACE.findall(self.text) if key not in (ROW, PART)]
            return NAME_TOO_LONG.finding(*keys[-1].split(".") if keys else (), length=length, longest=LONGEST)
        return name


def read_pattern(text: str, suffix: str, *, in_parts: bool = False) -> Pattern:
    """Return the pattern in `text`, whose names end in `suffix`; raises PatternError when it cannot name files.

    One for contracts `in_parts` gets the name of the part at its end, unless it says where.
    """
    bare = text.removesuffix(suffix)
    words = _PLACE.sub("", bare)
    if not _PLACE.search(bare):
        raise PatternError(
            "er staat geen {kenmerk} of andere sleutel in, dus alle bestanden zouden zo heten",
            "it holds no {kenmerk} or other key, so every file would have this name",
        )
    if "{" in words or "}" in words or "{}" in bare:
        raise PatternError("een accolade staat los of er staat niets tussen", "a brace stands alone or holds nothing")
    if in_parts and f"{{{PART}}}" not in bare:
        bare += f" {{{PART}}}"
    elif PART in _PLACE.findall(bare) and not in_parts:
        raise PatternError("{deel} is er alleen met --split", "{deel} is there with --split only")
    if "/" in words or "\\" in words:
        raise PatternError("alle bestanden komen in één map", "all files go into one folder")
    return Pattern(bare, suffix)


def safe(text: str) -> str:
    """Return `text` as a name that Windows, macOS and Linux all take, and that none of them hides."""
    name = _UNSAFE.sub("-", _SPACE.sub(" ", unicodedata.normalize("NFC", text)))
    name = name.strip().lstrip(".~").rstrip(". ").strip()
    if not name:
        return "_"
    return f"_{name}" if _RESERVED.match(name) else name


def sameness(name: str) -> str:
    """Return the key under which two names are the same file on some system."""
    return unicodedata.normalize("NFKC", name).casefold()


def known_keys(tree: Tree) -> Iterator[str]:
    """Give the dotted key of every single value in `tree`."""
    return _keys(tree.root, "")


def _keys(group: Mapping[str, Node], above: str) -> Iterator[str]:
    for key, node in group.items():
        if isinstance(node, dict):
            yield from _keys(node, f"{above}{key}.")
        elif isinstance(node, Typed):
            yield f"{above}{key}"

"""What a number format of a spreadsheet makes of a number: a percentage, a day, a time, a word, or just the number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne
from typing import Final

GENERAL: Final = "General"
_DAY: Final = "yyyy-mm-dd"
BUILT_IN: Final = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: _DAY, 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), _DAY),
}  # fmt: skip
"""The formats that a file names by number only (ECMA-376, part 1, 18.8.30); every other number is a plain number."""

_TOKEN: Final = re.compile(r'"[^"]*(?:"|$)|[\\_*].|\[[^\]]*\]|.', re.DOTALL)
_CONDITION: Final = re.compile(r"\[(<=|>=|<>|=|<|>)\s*(-?\d+(?:\.\d+)?)\]")
_ELAPSED: Final = re.compile(r"\[(h+|m+|s+|u+)\]", re.IGNORECASE)
_COMPARE: Final[dict[str, Callable[[float, float], bool]]] = {"<=": le, ">=": ge, "<>": ne, "=": eq, "<": lt, ">": gt}
_NO_FORMAT: Final = re.compile("general|standaard|standard|algemeen|estándar|geral|général|generale", re.IGNORECASE)
"""A format in a file is in English; some programs write the word that their users see."""

_PARTS_OF_SECONDS: Final = re.compile("s+[.,]0+")
_NUMERIC: Final = 3
"""So many sections of a format are for numbers, the next is for texts."""


class Shows(StrEnum):
    """What the reader of the sheet sees of a number."""

    NUMBER = "number"
    DAY = "day"
    TIME = "time"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Shown:
    """How a number shows.

    `percent` counts the percent signs, each of which shows a hundred times as much; one that is quoted, escaped or
    only leaves its width counts for nothing; `prints_percent` tells that one stands behind the number as it is.
    `width` is the number of digits that a format of zeros only shows at least. `word` is what stands there instead of
    the number.
    """

    shows: Shows = Shows.NUMBER
    percent: int = 0
    width: int = 0
    word: str = ""
    prints_percent: bool = False


@lru_cache(maxsize=4096)
def shown_always(code: str) -> Shown | None:
    """Return how every number shows in the format `code`; None when that depends on the number."""
    sections = _sections(code)
    return _shown(sections[0]) if len(sections) == 1 and not _condition(sections[0]) else None


def shown(code: str, value: float) -> Shown:
    """Return how `value` shows in the format `code`, such as `0.00%;[Red]-0.00%;"geen"`."""
    return shown_always(code) or _shown(_section(_sections(code)[:_NUMERIC], value))


def _section(sections: tuple[str, ...], value: float) -> str:
    conditions = [_condition(section) for section in sections]
    if not any(conditions):
        turn = 1 if value < 0 else 2 if value == 0 and len(sections) == _NUMERIC else 0
        return sections[min(turn, len(sections) - 1)]
    for index, (section, condition) in enumerate(zip(sections, conditions, strict=True)):
        below_zero = ("<", 0.0) if index == 1 and len(sections) == _NUMERIC else None
        if (known := condition or below_zero) is None or _COMPARE[known[0]](value, known[1]):
            return section
    return sections[-1]


@lru_cache(maxsize=4096)
def _sections(code: str) -> tuple[str, ...]:
    sections = [""]
    for piece in _TOKEN.findall(code):
        if piece == ";":
            sections.append("")
        else:
            sections[-1] += piece
    return tuple(sections)


def _condition(section: str) -> tuple[str, float] | None:
    found = _CONDITION.search("".join(token for token in _TOKEN.findall(section) if token.startswith("[")))
    return (found[1], float(found[2])) if found else None


@lru_cache(maxsize=4096)
def _shown(section: str) -> Shown:
    tokens = _TOKEN.findall(section)
    bare = "".join(_bare(tokens))
    codes = _NO_FORMAT.sub("", bare.lower()).replace("am/pm", "").replace("a/p", "")
    has_digits = re.search("[0#?]", _PARTS_OF_SECONDS.sub("s", codes)) is not None
    if not has_digits and (letters := set(codes) & set("dyjmhsu")):
        return Shown(Shows.DAY if letters & set("dyj") or not letters & set("hsu") else Shows.TIME)
    if not has_digits and not codes.strip("@ ") and bare == codes and (word := "".join(_words(tokens)).strip()):
        return Shown(Shows.WORD, word=word)
    zeros = [token for token in tokens if not token.startswith("[")]
    width = len(zeros) if len(zeros) > 1 and set(zeros) == {"0"} else 0
    return Shown(percent=codes.count("%"), width=width, prints_percent="%" in "".join(_words(tokens)))


def _bare(tokens: Iterable[str]) -> Iterable[str]:
    """Give what is left of a section without what it only prints, leaves room for, fills up with or colours."""
    for token in tokens:
        if elapsed := _ELAPSED.fullmatch(token):
            yield elapsed[1]
        elif len(token) == 1:
            yield token


def _words(tokens: Iterable[str]) -> Iterable[str]:
    for token in tokens:
        if token[0] == '"':
            yield token.strip('"')
        elif token[0] == "\\":
            yield token[1:]

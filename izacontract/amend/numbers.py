"""Numbers for what an addendum puts in: what stands keeps its number, and what lapsed leaves its number unused.

A lid behind the last one of its article takes the next number ("9.10"); one in between that of the lid before it with a
letter ("9.6a"), as an amending law does. So does an article, and a new annex comes after the others.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import count
from string import ascii_lowercase
from typing import Final

from izacontract.amend.provisions import LID, Part, Provision
from izacontract.build.number import letter, position_of

_ARTICLE: Final = re.compile(r"artikel (\d+)([a-z]*)")


def next_lid(part: Part, stand: Sequence[Provision], at: int) -> str:
    """Return the number for a lid of `part` that comes at place `at` among the provisions that `stand` in it."""
    numbers = [one.number for one in stand if one.kind == "lid" and one.number]
    before = [one.number for one in stand[:at] if one.kind == "lid" and one.number]
    behind = [one for one in stand[at:] if one.kind == "lid" and one.number]
    if not behind:
        return _written(part, max((_count(number) for number in numbers), default=0) + 1, "")
    base = _count(before[-1]) if before else 0
    return next(found for mark in _letters() if (found := _written(part, base, mark)) not in numbers)


def next_label(parts: Sequence[Part], at: int, kind: str) -> str:
    """Return what is printed before the heading of a part that comes at place `at` among `parts`: "artikel 9a"."""
    if kind == "annex":
        taken = [part.label.removeprefix("bijlage ") for part in parts if part.kind == "annex"]
        return f"bijlage {letter(max((position_of(one) for one in taken), default=-1) + 1)}"
    if kind != "article":
        return ""
    labels = [part.label for part in parts if part.kind == "article"]
    before = [found for part in parts[:at] if (found := _ARTICLE.fullmatch(part.label))]
    if not any(part.kind == "article" for part in parts[at:]):
        return f"artikel {max(_numbers(labels), default=0) + 1}"
    base = before[-1][1] if before else "0"
    return next(label for mark in _letters() if (label := f"artikel {base}{mark}") not in labels)


def is_in_list(number: str) -> bool:
    """Return whether the lists of Word print the `number` by themselves: they count on, and know no 9.6a or 9a.1."""
    return re.fullmatch(r"(?:\d+|[A-Z]+)\.\d+|\d+\.|artikel \d+|bijlage [A-Z]+", number) is not None


def _written(part: Part, number: int, mark: str) -> str:
    name = part.label.partition(" ")[2]
    return f"{name}.{number}{mark}" if name else f"{number}{mark}."


def _count(number: str) -> int:
    found = LID.fullmatch(number)
    return int(found[1]) if found else 0


def _numbers(labels: Collection[str]) -> Iterator[int]:
    yield from (int(found[1]) for label in labels if (found := _ARTICLE.fullmatch(label)))


def _letters() -> Iterator[str]:
    """Give a, b, ... z, aa, bb, ... without end."""
    yield from (sign * times for times in count(1) for sign in ascii_lowercase)

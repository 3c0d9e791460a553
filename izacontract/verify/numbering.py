"""The numbers that came back against those that the order of the text asks for: restarted, retyped, or right."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from izacontract.build.number import letter, position_of
from izacontract.differ.verification import Edit, EditKind
from izacontract.verify.comparing import shape
from izacontract.verify.returned import Unit, bare_number
from izacontract.word.document import Paragraph

_LAST = re.compile(r"(\d+|[A-Za-z]+)\D*$")


@dataclass(slots=True)
class _List:
    """How far one of the three lists has counted: its headings, the figure of the last one, and the levels below it."""

    heads: int = 0
    head: str = ""
    levels: list[int] = field(default_factory=lambda: [0, 0, 0])


class _Counts:
    """The lists of articles, annexes, and what stands before and after; `last` is the one that counted last.

    `annexes` of the contract do not stand in this document: they come before its first one.
    """

    def __init__(self, annexes: int) -> None:
        self._lists = {"article": _List(), "annex": _List(heads=annexes), "other": _List()}
        self._last = self._lists["other"]

    def begin(self) -> None:
        """Begin a part without a number of its own."""
        self._last = self._lists["other"]
        self._last.levels = [0, 0, 0]

    def next(self, like: str) -> str | None:
        """Return the next number of the level of `like` and count it; None for a number of no level that we print."""
        match shape(like).lower():
            case "artikel 9":
                return self._headed("article", "artikel", str)
            case "artikel a9":  # of a general part: A12
                return self._headed("article", "artikel", lambda count: f"{like.split()[1][0]}{count}")
            case "bijlage a":
                return self._headed("annex", "bijlage", lambda count: letter(count - 1))
            case "9.9" | "a9.9":
                return f"{self._lists['article'].head}.{self._counted('article', 0)}"
            case "a.9":
                return f"{self._lists['annex'].head}.{self._counted('annex', 0)}"
            case "9.":
                return f"{self._counted('other', 0)}."
            case "a.":
                return f"{letter(self._counted('', 1) - 1).lower()}."
            case "9°":
                return f"{self._counted('', 2)}°"
            case _:
                return None

    def count_on(self, number: str) -> None:
        """Let the level of `number`, a wrong one that was just counted, count on from it."""
        found = _LAST.search(number)
        if found is None:
            return
        count = int(found[1]) if found[1].isdecimal() else ord(found[1][0].lower()) - ord("a") + 1
        match shape(number).lower():
            case "artikel 9" | "artikel a9" | "bijlage a":
                self._last.heads, self._last.head = count, number.split()[1]
            case "9.9" | "a9.9" | "a.9":
                self._last.head, self._last.levels[0] = number.rpartition(".")[0], count
            case "9.":
                self._last.levels[0] = count
            case "a.":
                self._last.levels[1] = count
            case _:
                self._last.levels[2] = count

    def _headed(self, name: str, word: str, figure: Callable[[int], str]) -> str:
        self._last = self._lists[name]
        self._last.heads += 1
        self._last.head = figure(self._last.heads)
        self._last.levels = [0, 0, 0]
        return f"{word} {self._last.head}"

    def _counted(self, name: str, level: int) -> int:
        self._last = self._lists.get(name, self._last)
        self._last.levels[level] += 1
        self._last.levels[level + 1 :] = [0] * (2 - level)
        return self._last.levels[level]


def wrong_numbers(
    units: Sequence[Unit], sent: Mapping[int, str], heads: Collection[int], parts: Iterable[str]
) -> Iterator[tuple[int, str, str]]:
    """Give the place of each unit whose number is not the next one, with the number that it should have and has.

    `sent` says with which number a unit was sent, `heads` where the headings are, which begin anew, and `parts` the
    numbers of all parts as sent: an annex by itself need not be the first. What counts on from a wrong number is not
    wrong once more; a unit that nobody sent has the number that it has.
    """
    letters = (part.split()[1] for part in parts if shape(part).lower() == "bijlage a")
    counts = _Counts(position_of(next(letters, "A")))
    for unit in units:
        if not isinstance(unit.block, Paragraph):
            continue
        now = unit.block.number.strip()
        was = sent.get(unit.at, "")
        if unit.at in heads and not now:
            counts.begin()
        expected = counts.next(now or was)
        if expected is None:
            continue
        bare = bare_number(now)
        if unit.at in sent and was and shape(was) == shape(now) and bare != bare_number(expected):
            others = {bare_number(number) for number in unit.block.numbers}
            if bare_number(expected) not in others:
                yield unit.at, expected, now
        if now and bare != bare_number(expected):
            counts.count_on(now)


def number_forms(edit: Edit) -> tuple[str, str] | None:
    """Return the forms of both numbers when `edit` only changed the number: "9.9" and "lid 9.9"."""
    if edit.kind is not EditKind.RENUMBERED:
        return None
    return shape(edit.number.split()[-1] if edit.number else ""), shape(edit.number_now)

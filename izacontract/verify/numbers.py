"""The numbers that Word's lists print: needed to tell a reference that was renumbered from one that was rewritten."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from izacontract.build.number import letter
from izacontract.render.word_changes import W
from izacontract.render.word_text import Document, Paragraph

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(slots=True)
class _Level:
    """One level of a list: how it counts and what it prints."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    style: str = ""


@dataclass(slots=True)
class _List:
    """A list as paragraphs use it; lists with the same `root` count on together."""

    root: str
    levels: list[_Level]
    starts: Mapping[int, int] = field(default_factory=dict)


def fill_numbers(document: Document, styles: etree._Element | None, numbering: etree._Element | None) -> None:
    """Write into each paragraph of `document` the number that its list prints, "" where there is none.

    Word counts what was taken out as long as that is not accepted, so a paragraph has up to two numbers.
    """
    lists = _Lists(styles, numbering)
    paragraphs = [paragraph for paragraph in document.paragraphs() if not paragraph.in_contents]
    accepted = [paragraph for paragraph in paragraphs if paragraph.text.strip() or not paragraph.old_text.strip()]
    for paragraph, number in lists.numbers(accepted):
        paragraph.number = number
    for paragraph, number in lists.numbers(paragraphs):
        paragraph.numbers = tuple(dict.fromkeys((paragraph.number, number)))


class _Lists:
    """The lists of one document."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        named = () if styles is None else styles.iter(f"{W}style")
        self._styles = {node.get(f"{W}styleId", ""): node for node in named}
        self._roots = _by_id(numbering, "abstractNum", "abstractNumId")
        self._nums = _by_id(numbering, "num", "numId")
        self._lists = {number: found for number in self._nums if (found := self._list(number))}

    def numbers(self, paragraphs: Iterable[Paragraph]) -> Iterable[tuple[Paragraph, str]]:
        """Give each of `paragraphs` with its number, when they are all that there is."""
        counts: dict[str, list[int | None]] = {}
        begun: set[tuple[str, int]] = set()
        for paragraph in paragraphs:
            list_id, depth = self._place(paragraph)
            listed = self._lists.get(list_id)
            if listed is None or not 0 <= depth < _LEVELS:
                yield paragraph, ""
                continue
            count = counts.setdefault(listed.root, [None] * _LEVELS)
            if depth in listed.starts and (list_id, depth) not in begun:
                count[depth] = listed.starts[depth] - 1
            begun.add((list_id, depth))
            _count(count, depth, listed.levels)
            yield paragraph, _printed(count, depth, listed.levels)

    def _place(self, paragraph: Paragraph) -> tuple[str, int]:
        """Return the list and the level of `paragraph`: its own, or else those of its style."""
        list_id, depth = self._of_style(paragraph.style)
        if paragraph.list_id is not None:
            list_id = paragraph.list_id
        return list_id, depth if paragraph.level is None else paragraph.level

    def _of_style(self, style: str) -> tuple[str, int]:
        seen: list[str] = []
        list_id, depth = "", None
        while style in self._styles and style not in seen:
            seen.append(style)
            node = self._styles[style]
            if not list_id:
                list_id = _value(node, "pPr", "numPr", "numId")
            if depth is None and (typed := _value(node, "pPr", "numPr", "ilvl")).isdecimal():
                depth = int(typed)
            style = _value(node, "basedOn")
        found = self._lists.get(list_id)
        linked = [level for level, one in enumerate(found.levels) if one.style in seen and one.style] if found else []
        return list_id, linked[0] if linked else depth or 0

    def _list(self, number: str) -> _List | None:
        node = self._nums[number]
        root = _value(node, "abstractNumId")
        linked = _value(self._roots[root], "numStyleLink") if root in self._roots else ""
        if linked in self._styles:
            number_of_style = _value(self._styles[linked], "pPr", "numPr", "numId")
            if number_of_style in self._nums:
                root = _value(self._nums[number_of_style], "abstractNumId")
        if root not in self._roots:
            return None
        levels = [_Level() for _ in range(_LEVELS)]
        for level in self._roots[root].findall(f"{W}lvl"):
            _put(levels, level)
        starts: dict[int, int] = {}
        for override in node.findall(f"{W}lvlOverride"):
            for level in override.findall(f"{W}lvl"):
                _put(levels, level)
            depth, start = override.get(f"{W}ilvl", ""), _value(override, "startOverride")
            if depth.isdecimal() and start.isdecimal():
                starts[int(depth)] = int(start)
        return _List(root, levels, starts)


def _by_id(numbering: etree._Element | None, tag: str, key: str) -> dict[str, etree._Element]:
    found = () if numbering is None else numbering.findall(f"{W}{tag}")
    return {node.get(f"{W}{key}", ""): node for node in found}


def _value(node: etree._Element, *path: str) -> str:
    found = node.find("/".join(f"{W}{step}" for step in path))
    return "" if found is None else str(found.get(f"{W}val", ""))


def _put(levels: list[_Level], node: etree._Element) -> None:
    depth = node.get(f"{W}ilvl", "")
    if not depth.isdecimal() or int(depth) >= _LEVELS:
        return
    start, restart = _value(node, "start"), _value(node, "lvlRestart")
    levels[int(depth)] = _Level(
        start=int(start) if start.isdecimal() else 1,
        form=_value(node, "numFmt") or "decimal",
        text=_value(node, "lvlText"),
        restart=int(restart) if restart.isdecimal() else None,
        style=_value(node, "pStyle"),
    )


def _count(count: list[int | None], depth: int, levels: list[_Level]) -> None:
    """Count one paragraph at `depth`: levels above it that never counted begin, those below it begin again."""
    for above in range(depth):
        if count[above] is None:
            count[above] = levels[above].start
    now = count[depth]
    count[depth] = levels[depth].start if now is None else now + 1
    for below in range(depth + 1, _LEVELS):
        restart = levels[below].restart
        if restart != 0 and (restart is None or depth < restart):
            count[below] = None


def _printed(count: list[int | None], depth: int, levels: list[_Level]) -> str:
    if levels[depth].form == "bullet":
        return levels[depth].text

    def figure(found: re.Match[str]) -> str:
        level = int(found[1]) - 1
        return _figure(count[level] or 0, levels[level].form) if level <= depth else ""

    return _PLACEHOLDER.sub(figure, levels[depth].text)


def _figure(number: int, form: str) -> str:
    match form:
        case "none":
            return ""
        case "lowerLetter" if number > 0:
            return letter(number - 1).lower()
        case "upperLetter" if number > 0:
            return letter(number - 1)
        case "lowerRoman" | "upperRoman":
            text = ""
            for size, sign in _ROMAN:
                text, number = text + sign * (number // size), number % size
            return text.upper() if form == "upperRoman" else text
        case "decimalZero":
            return f"{number:02}"
        case "ordinal":
            return f"{number}e"
        case _:
            return str(number)

"""The numbers that Word's lists print: needed to tell a reference that was renumbered from one that was rewritten."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from izacontract.build.number import letter
from izacontract.word.document import Document, Paragraph, Span, Table
from izacontract.word.kit import Kit
from izacontract.word.looks import Ground, look_of_number
from izacontract.word.styles import value
from izacontract.word.xml import W

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
    look: etree._Element | None = None
    plain: bool = False


@dataclass(slots=True)
class _List:
    """A list as paragraphs use it; lists with the same `root` count on together."""

    root: str
    levels: list[_Level]
    starts: Mapping[int, int] = field(default_factory=dict)


def fill_numbers(document: Document, kit: Kit) -> None:
    """Write into each paragraph of `document` the number that its list prints, "" where nobody sees one.

    Word counts what was taken out as long as that is not accepted, so a paragraph has up to two numbers. In a table the
    number becomes part of the text of its cell.
    """
    lists = kit.lists if isinstance(kit.lists, _Lists) else _Lists(kit)
    kit.lists = lists
    paragraphs = [paragraph for paragraph in document.paragraphs() if not paragraph.in_contents]
    accepted = [paragraph for paragraph in paragraphs if paragraph.text.strip() or not paragraph.old_text.strip()]
    for paragraph, number in lists.numbers(accepted):
        paragraph.number = number
    for paragraph, number in lists.numbers(paragraphs):
        paragraph.numbers = tuple(dict.fromkeys((paragraph.number, number)))
    for block in document.blocks:
        if isinstance(block, Table):
            for paragraph in Document((block,), {}).paragraphs():
                if paragraph.number.strip():
                    paragraph.spans.insert(0, Span(f"{paragraph.number} "))


class _Lists:
    """The lists of one document."""

    def __init__(self, kit: Kit) -> None:
        self._looks = kit.looks
        self._styles = kit.styles
        numbering = kit.file.first("numbering")
        self._roots = _by_id(numbering, "abstractNum", "abstractNumId")
        self._nums = _by_id(numbering, "num", "numId")
        self._lists = {number: found for number in self._nums if (found := self._list(number))}
        self._styled: dict[str, tuple[str, int]] = {}
        self._seen: dict[tuple[int, bytes, Ground], bool] = {}

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
            seen = self._is_seen(paragraph, listed.levels[depth])
            yield paragraph, _printed(count, depth, listed.levels) if seen else ""

    def _is_seen(self, paragraph: Paragraph, level: _Level) -> bool:
        """Return whether the number of `paragraph` is there to be read: its level and the mark of its end say so."""
        mark = paragraph.properties.find(f"{W}rPr") if paragraph.properties is not None else None
        if paragraph.ground is None or (mark is None and level.look is None and not paragraph.ground.away):
            return True
        # a level lives as long as the lists, so its id is nobody else's
        key = (id(level), b"" if mark is None else etree.tostring(mark), paragraph.ground)
        if key not in self._seen:
            looks = [one for one in (level.look, mark) if one is not None]
            self._seen[key] = look_of_number(looks, paragraph.ground, self._looks).hides is None
        return self._seen[key]

    def _place(self, paragraph: Paragraph) -> tuple[str, int]:
        """Return the list and the level of `paragraph`: its own, or else those of its style."""
        style = paragraph.style or self._styles.default_of("paragraph")
        if style not in self._styled:
            self._styled[style] = self._of_style(style)
        list_id, depth = self._styled[style]
        if paragraph.list_id is not None:
            list_id = paragraph.list_id
        return list_id, depth if paragraph.level is None else paragraph.level

    def _of_style(self, style: str) -> tuple[str, int]:
        chain = self._styles.chain(style)
        list_id = next((typed for node in chain if (typed := value(node, "pPr", "numPr", "numId"))), "")
        depths = (value(node, "pPr", "numPr", "ilvl") for node in chain)
        depth = next((int(typed) for typed in depths if typed.isdecimal()), None)
        seen = [node.get(f"{W}styleId", "") for node in chain]
        found = self._lists.get(list_id)
        linked = [level for level, one in enumerate(found.levels) if one.style in seen and one.style] if found else []
        return list_id, linked[0] if linked else depth or 0

    def _list(self, number: str) -> _List | None:
        node = self._nums[number]
        root = value(node, "abstractNumId")
        linked = value(self._roots[root], "numStyleLink") if root in self._roots else ""
        if linked in self._styles:
            number_of_style = value(self._styles.chain(linked)[0], "pPr", "numPr", "numId")
            if number_of_style in self._nums:
                root = value(self._nums[number_of_style], "abstractNumId")
        if root not in self._roots:
            return None
        levels = [_Level() for _ in range(_LEVELS)]
        for level in self._roots[root].findall(f"{W}lvl"):
            _put(levels, level)
        starts: dict[int, int] = {}
        for override in node.findall(f"{W}lvlOverride"):
            for level in override.findall(f"{W}lvl"):
                _put(levels, level)
            depth, start = override.get(f"{W}ilvl", ""), value(override, "startOverride")
            if depth.isdecimal() and start.isdecimal():
                starts[int(depth)] = int(start)
        return _List(root, levels, starts)


def _by_id(numbering: etree._Element | None, tag: str, key: str) -> dict[str, etree._Element]:
    found = () if numbering is None else numbering.findall(f"{W}{tag}")
    return {node.get(f"{W}{key}", ""): node for node in found}


def _put(levels: list[_Level], node: etree._Element) -> None:
    depth = node.get(f"{W}ilvl", "")
    if not depth.isdecimal() or int(depth) >= _LEVELS:
        return
    start, restart = value(node, "start"), value(node, "lvlRestart")
    levels[int(depth)] = _Level(
        start=int(start) if start.isdecimal() else 1,
        form=value(node, "numFmt") or "decimal",
        text=value(node, "lvlText"),
        restart=int(restart) if restart.isdecimal() else None,
        style=value(node, "pStyle"),
        look=node.find(f"{W}rPr"),
        plain=node.find(f"{W}isLgl") is not None,
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
        form = "decimal" if levels[depth].plain and levels[level].form != "none" else levels[level].form
        return _figure(count[level] or 0, form) if level <= depth else ""

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
        case "decimal":
            return str(number)
        case _:
            # A way of counting that we do not know prints something else than a figure.
            return f"{number}({form})"

"""Tracked changes in the XML of a Word file: words, paragraphs and rows put in and taken out, with author and day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import TypeAlias

from lxml import etree

from izacontract.take.readings import bare
from izacontract.word.xml import W

Element: TypeAlias = etree._Element
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
FIRST_ID = 900_000
"""Ids of tracked changes begin here, far from those of bookmarks."""


@dataclass
class _Unit:
    """Runs that stay together: one with a single text, or all of a field; `text` is what shows."""

    runs: list[Element]
    text: str
    is_field: bool


@dataclass
class Tracker:
    """Marks changes by one author on one day; `author` and `day` are what Word shows of each."""

    author: str
    day: date
    _ids: count[int] = field(default_factory=lambda: count(FIRST_ID))

    def by(self, author: str, day: date) -> Tracker:
        """Return one for changes in the same document by `author` on `day`: no two marks get the same id."""
        return Tracker(author, day, self._ids)

    def words(self, paragraph: Element, changes: Iterable[tuple[int, int, str]]) -> None:
        """Mark letters of `paragraph` as put in, and before them the words that they replace as taken out.

        Each of `changes` is where the letters start and end, counted without white space, and those words.
        """
        for start, end, gone in sorted(changes, reverse=True):
            units = _units(paragraph)
            first = _cut(units, start, before_space=start == end or not gone)
            last = _cut(units, end, before_space=True) if end > start else first
            covered = [run for unit in units[first:last] for run in unit.runs]
            following = units[first].runs[0] if first < len(units) else None
            if gone:
                out = self._out(gone, covered[0] if covered else units[first - 1].runs[-1] if units else None)
                _put_before(paragraph, out, following, units)
            self._wrap(covered)

    def replaced(self, paragraph: Element, changes: Iterable[tuple[int, int, str]]) -> None:
        """Mark letters of `paragraph` as taken out, and behind them the words that replace them as put in.

        Each of `changes` is where the letters start and end, counted without white space, and the words that come;
        both with the white space that stands before them.
        """
        for start, end, come in sorted(changes, reverse=True):
            units = _units(paragraph)
            first = _cut(units, start, before_space=True)
            last = _cut(units, end, before_space=True) if end > start else first
            covered = [run for unit in units[first:last] for run in unit.runs]
            before = covered[-1] if covered else units[first - 1].runs[-1] if first else None
            if come:
                come = f"{come} " if before is None else come
                mark = self._put_in(come, covered[0] if covered else before)
                if before is not None:
                    before.addnext(mark)
                else:
                    units[0].runs[0].addprevious(mark)
            self._take_out(covered)

    def paragraph_gone(self, paragraph: Element) -> None:
        """Mark `paragraph`, with its end, as taken out."""
        self._take_out([run for unit in _units(paragraph) for run in unit.runs])
        self._mark_end(paragraph, "del")

    def paragraph_after(self, text: str, like: Element) -> Element:
        """Return a paragraph of `text` that is put in, in the style and the list of the paragraph `like`."""
        node = etree.Element(f"{W}p")
        properties = like.find(f"{W}pPr")
        if properties is not None:
            node.append(deepcopy(properties))
        self._mark_end(node, "ins")
        node.append(self._put_in(text, None))
        return node

    def paragraph_in(self, paragraph: Element) -> None:
        """Mark `paragraph` as put in, with an end: its own, or that before it where another style follows.

        Whoever rejects it joins what stands around that end, and LibreOffice would then make a lid of a heading.
        """
        self._wrap([run for unit in _units(paragraph) for run in unit.runs])
        before, after = paragraph.getprevious(), paragraph.getnext()
        typed_after = before is not None and _style(before) == _style(paragraph) != _style(after)
        is_free = before is not None and before.find(f"{W}pPr/{W}rPr/{W}ins") is None
        self._mark_end(before if typed_after and is_free and before is not None else paragraph, "ins")

    def paragraph_out(self, text: str, like: Element) -> Element:
        """Return a paragraph of `text` that is taken out, in the style of the paragraph `like` but without a number."""
        node = etree.Element(f"{W}p")
        properties = etree.SubElement(node, f"{W}pPr")
        style = like.find(f"{W}pPr/{W}pStyle")
        if style is not None:
            properties.append(deepcopy(style))
        listed = etree.SubElement(properties, f"{W}numPr")
        etree.SubElement(listed, f"{W}ilvl").set(f"{W}val", "0")
        etree.SubElement(listed, f"{W}numId").set(f"{W}val", "0")
        self._mark_end(node, "del")
        node.append(self._out(text, None))
        return node

    def row_in(self, row: Element) -> None:
        """Mark the table row `row` as put in."""
        for paragraph in row.iter(f"{W}p"):
            self._wrap([run for unit in _units(paragraph) for run in unit.runs])
        self._mark_row(row, "ins")

    def row_out(self, cells: Sequence[str], like: Element) -> Element:
        """Return a row with `cells` that is taken out, laid out as the row `like`."""
        row = deepcopy(like)
        for cell, text in zip(row.findall(f"{W}tc"), cells, strict=False):
            first, *others = cell.findall(f"{W}p")
            for other in others:
                cell.remove(other)
            for node in list(first):
                if node.tag != f"{W}pPr":
                    first.remove(node)
            if text.strip():
                first.append(self._out(text, None))
        self._mark_row(row, "del")
        return row

    def _wrap(self, runs: Sequence[Element]) -> None:
        """Put `runs`, next to each other but for bookmarks, in the fewest marks that say they were put in."""
        mark: Element | None = None
        for run in runs:
            if mark is None or mark.getnext() is not run:
                mark = self._mark("ins")
                run.addprevious(mark)
            mark.append(run)

    def _take_out(self, runs: Sequence[Element]) -> None:
        """Put each of `runs` in a mark that says it was taken out; its text is then deleted text."""
        for run in runs:
            mark = self._mark("del")
            run.addprevious(mark)
            mark.append(run)
            for piece in run.iter(f"{W}t"):
                piece.tag = f"{W}delText"
            for piece in run.iter(f"{W}instrText"):
                piece.tag = f"{W}delInstrText"

    def _out(self, text: str, like: Element | None) -> Element:
        return self._marked("del", "delText", text, like)

    def _put_in(self, text: str, like: Element | None) -> Element:
        return self._marked("ins", "t", text, like)

    def _marked(self, kind: str, tag: str, text: str, like: Element | None) -> Element:
        """Return a mark of `kind` around a run of `text`, which looks as the run `like`."""
        mark = self._mark(kind)
        run = etree.SubElement(mark, f"{W}r")
        look = like.find(f"{W}rPr") if like is not None else None
        if look is not None:
            run.append(deepcopy(look))
        piece = etree.SubElement(run, f"{W}{tag}")
        piece.text = " ".join(text.split("\n"))
        piece.set(SPACE, "preserve")
        return mark

    def _mark(self, kind: str) -> Element:
        mark = etree.Element(f"{W}{kind}")
        mark.set(f"{W}id", str(next(self._ids)))
        mark.set(f"{W}author", self.author)
        mark.set(f"{W}date", f"{self.day.isoformat()}T00:00:00Z")
        return mark

    def _mark_end(self, paragraph: Element, kind: str) -> None:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            properties = etree.Element(f"{W}pPr")
            paragraph.insert(0, properties)
        look = properties.find(f"{W}rPr")
        if look is None:
            look = etree.SubElement(properties, f"{W}rPr")
        look.insert(0, self._mark(kind))

    def _mark_row(self, row: Element, kind: str) -> None:
        properties = row.find(f"{W}trPr")
        if properties is None:
            properties = etree.Element(f"{W}trPr")
            at = 1 if row.find(f"{W}tblPrEx") is not None else 0
            row.insert(at, properties)
        properties.append(self._mark(kind))


def shown(paragraph: Element) -> str:
    """Return the text that `paragraph` shows; codes of fields do not count."""
    return "".join(unit.text for unit in _units(paragraph))


def _style(node: Element | None) -> str:
    style = node.find(f"{W}pPr/{W}pStyle") if node is not None else None
    return "" if style is None else str(style.get(f"{W}val"))


def _units(paragraph: Element) -> list[_Unit]:
    """Return the runs of `paragraph` that show something, after giving each text a run of its own."""
    units: list[_Unit] = []
    depth = 0
    for run in list(paragraph.iterchildren(f"{W}r")):
        for piece in _apart(run):
            kinds = [node.get(f"{W}fldCharType") for node in piece.iter(f"{W}fldChar")]
            if depth == 0 and "begin" in kinds:
                units.append(_Unit([], "", is_field=True))
            depth += kinds.count("begin")
            if depth:
                units[-1].runs.append(piece)
                units[-1].text += _text(piece)
            else:
                units.append(_Unit([piece], _text(piece), is_field=False))
            depth -= kinds.count("end")
    return units


def _apart(run: Element) -> list[Element]:
    """Return `run` as runs with one child each, in its place."""
    children = [node for node in run if node.tag != f"{W}rPr"]
    if len(children) < 2:
        return [run]
    look = run.find(f"{W}rPr")
    found = []
    for child in children:
        piece = etree.Element(f"{W}r")
        if look is not None:
            piece.append(deepcopy(look))
        piece.append(child)
        run.addprevious(piece)
        found.append(piece)
    parent = run.getparent()
    if parent is not None:
        parent.remove(run)
    return found


def _text(run: Element) -> str:
    shows = {f"{W}tab": "\t", f"{W}br": "\n"}
    return "".join(node.text or "" if node.tag == f"{W}t" else shows.get(str(node.tag), "") for node in run)


def _cut(units: list[_Unit], letters: int, *, before_space: bool) -> int:
    """Return which of `units` begins after so many letters, after cutting one in two where that is needed.

    The white space there goes with what follows it, or `before_space` with what stands before the cut.
    """
    seen = 0
    for at, unit in enumerate(units):
        length = len(bare(unit.text))
        if seen + length < letters or (seen + length == letters and not _has_space(unit, letters - seen, before_space)):
            seen += length
            if seen == letters and (at + 1 == len(units) or before_space or bare(units[at + 1].text)):
                return at + 1
            continue
        if unit.is_field:
            return at if letters == seen else at + 1
        place = _place(unit.text, letters - seen, before_space=before_space)
        if place == 0:
            return at
        if place == len(unit.text):
            return at + 1
        run = unit.runs[0]
        other = deepcopy(run)
        for node, text in ((run, unit.text[:place]), (other, unit.text[place:])):
            piece = node.find(f"{W}t")
            if piece is not None:
                piece.text = text
                piece.set(SPACE, "preserve")
        run.addnext(other)
        units[at : at + 1] = [_Unit([run], unit.text[:place], False), _Unit([other], unit.text[place:], False)]
        return at + 1
    return len(units)


def _has_space(unit: _Unit, letters: int, before_space: bool) -> bool:
    """Return whether the cut lies within `unit`, in the white space at its end."""
    return not unit.is_field and before_space and len(unit.text) > _place(unit.text, letters, before_space=True)


def _place(text: str, letters: int, *, before_space: bool) -> int:
    """Return how many characters of `text` stand before the cut after so many letters."""
    seen = 0
    for at, letter in enumerate(text):
        if not letter.isspace():
            if seen == letters:
                return at
            seen += 1
        elif seen == letters and before_space:
            return at
    return len(text)


def _put_before(paragraph: Element, node: Element, following: Element | None, units: Sequence[_Unit]) -> None:
    """Put `node` before the run `following`, or behind the last run of `paragraph`."""
    if following is not None:
        following.addprevious(node)
    elif units:
        units[-1].runs[-1].addnext(node)
    else:
        paragraph.append(node)

"""Provisions as the blocks that every printer knows, and the texts of ours around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal

from izacontract.amend.numbers import is_in_list
from izacontract.amend.provisions import Line, Provision
from izacontract.clauses.ours import our_clauses
from izacontract.clauses.text import ClauseTexts
from izacontract.model.contract import (
    Block,
    Definitions,
    Inline,
    Lid,
    Onderdeel,
    PlacedClause,
    Placeholder,
    Reference,
    Table,
    Words,
)
from izacontract.model.own import OWNER

_OPEN: Final = re.compile(r"\[IN TE VULLEN: ([\w.-]+)[^\]]*\]")
_RIGHT: Final = re.compile(r"(?:€\xa0)?-?[\d.]+,\d\d\d*%?|€\xa0.*|-?[\d.,]+%")
_TEXTS: Final = ClauseTexts({})


def our_text(name: str, values: Mapping[str, object], label: str = "") -> PlacedClause:
    """Return the text of ours called `name`, filled with `values`; its leden are numbered after `label` ("2")."""
    clause = our_clauses()[f"{OWNER}.{name}"]
    version = clause.versions[-1]
    count, blocks = 0, list[Block]()
    for block in _TEXTS.fill(version, values).blocks:
        if isinstance(block, Lid) and block.number:
            count += 1
            block = replace(block, number=f"{label}.{count}" if label else f"{count}.")
        blocks.append(block)
    return PlacedClause(clause.id, clause.title, version.since, tuple(blocks))


def our_line(name: str, values: Mapping[str, object]) -> tuple[Inline, ...]:
    """Return the one paragraph that the text of ours called `name` is with `values`; what is not given is absent."""
    version = our_clauses()[f"{OWNER}.{name}"].versions[-1]
    (block,) = _TEXTS.fill(version, dict.fromkeys(version.variables) | dict(values)).blocks
    return block.text if isinstance(block, Lid) else ()


def quoted(one: Provision) -> Iterator[Block]:
    """Give the blocks of `one` as another document quotes it: its numbers are words, no list prints them."""
    if one.kind == "tabel":
        yield table(one)
    elif one.kind == "begrip":
        yield Lid("", words(one.lines[0].text))
    else:
        for index, line in enumerate(one.lines):
            number = line.number if index else one.number
            yield Lid("", words(f"{number}\t{line.text}" if number else line.text))


def standing(one: Provision, marks: Mapping[str, str]) -> Iterator[Block]:
    """Give the blocks of `one` in its own place; a number that no list of Word would print there is typed.

    `marks` are those that the document holds, by the bookmark that leads to them: only they become references.
    """
    if one.kind == "tabel":
        yield table(one)
    elif one.kind == "begrip":
        term, _, meaning = one.lines[0].text.partition(": ")
        points = tuple((start - len(term) - 2, end - len(term) - 2, mark) for start, end, mark in one.lines[0].points)
        yield Definitions(((term, inlines(Line(meaning, "", points), marks)),))
    elif one.number and not is_in_list(one.number):
        yield from quoted(one)
    elif one.lines:
        parts = tuple(_nested(one.lines[1:], marks))
        yield Lid(one.number, inlines(one.lines[0], marks), parts, marks.get(one.mark, ""))


def table(one: Provision, rows: Sequence[tuple[Line, ...]] | None = None) -> Table:
    """Return a table, or only `rows` of it; a column with nothing but amounts and shares stands to the right."""
    shown = one.rows[1:] if rows is None else rows
    align: list[Literal["left", "right"]] = []
    for column in range(len(one.header)):
        cells = [row[column].text for row in one.rows[1:] if column < len(row)]
        is_right = any(map(_RIGHT.fullmatch, cells)) and all(_RIGHT.fullmatch(cell) or cell == "–" for cell in cells)
        align.append("right" if is_right else "left")
    return Table(one.header, tuple(align), tuple(tuple(words(cell.text) for cell in row) for row in shown))


def words(text: str) -> tuple[Inline, ...]:
    """Return `text`, with what is still open in it as such."""
    found: list[Inline] = []
    at = 0
    for match in _OPEN.finditer(text):
        found += [Words(text[at : match.start()])] if match.start() > at else []
        found.append(Placeholder(match[0], match[1]))
        at = match.end()
    return (*found, Words(text[at:])) if at < len(text) or not found else tuple(found)


def inlines(line: Line, marks: Mapping[str, str]) -> tuple[Inline, ...]:
    """Return `line` with a living reference wherever it points at what the document holds."""
    found: list[Inline] = []
    at = 0
    for start, end, bookmark in line.points:
        mark = marks.get(bookmark)
        if mark is None:
            continue
        found += words(line.text[at:start]) if start > at else ()
        printed = line.text[start:end]
        found.append(Reference(printed, mark.partition("#")[0], parts=((printed, mark),)))
        at = end
    return (*found, *words(line.text[at:])) if at < len(line.text) or not found else tuple(found)


def _nested(lines: Iterable[Line], marks: Mapping[str, str]) -> Iterator[Onderdeel]:
    """Give the onderdelen in `lines`, each with its own below it."""
    held: tuple[Line, list[Onderdeel]] | None = None
    for line in lines:
        if line.number.endswith("°") and held is not None:
            held[1].append(Onderdeel(line.number, inlines(line, marks)))
            continue
        if held is not None:
            yield Onderdeel(held[0].number, inlines(held[0], marks), tuple(held[1]))
        held = line, []
    if held is not None:
        yield Onderdeel(held[0].number, inlines(held[0], marks), tuple(held[1]))

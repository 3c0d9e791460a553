"""What was typed, whatever the file format: groups, lists and typed values, with the place of each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final, Union

from izacontract.errors import Finding, Path, Position, Told
from izacontract.intake import messages as m
from izacontract.model.values import Typed, TypedKind


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Stands where a value could not be read and a finding already says so; `typed` is what a cell held there."""

    typed: str = ""


UNREADABLE: Final = Unreadable()

Node = Union[dict[str, "Node"], list["Node"], Typed, Unreadable, None]  # noqa: UP007  a recursive alias
"""A value as typed; None is an empty one. An empty item of a list is dropped."""


EXCEL_ENDINGS: Final = (".xlsx", ".xlsm", ".ods")
"""How the name of a workbook ends; what it is, its bytes say."""

TEXT_ENDINGS: Final = (".csv", ".txt", ".tsv")
"""How the name of a table in a file of text ends."""

MOST_RANGES: Final = 12
"""So many rows, or rows in a row, are still named."""

ZIP: Final = b"PK\x03\x04"
"""How a workbook begins, and every other package in the zip format."""

COMPOUND: Final = b"\xd0\xcf\x11\xe0"
"""How an old Excel file begins, and a new one with a password."""

TypedPlace = tuple[int, int] | Position
"""Line and column in the file of the tree, or a position in a sheet or another file."""


@dataclass(frozen=True)
class Tree:
    """A request as typed.

    `keys` and `values` hold where keys and values stand by path: line and column (from 1) in `file`, or a place of
    its own in a sheet or another file; both are empty for a request that was no file. `sheets` are the sheets of a
    workbook, or the files, in the order in which their findings are told. `findings` are the faults of the file itself.
    `start` is where a section belongs of which nothing was typed: the first key, or the sheet with the values.
    """

    root: dict[str, Node]
    file: str = ""
    keys: Mapping[Path, TypedPlace] = field(default_factory=dict)
    values: Mapping[Path, TypedPlace] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    sheets: tuple[str, ...] = ()
    start: TypedPlace | None = None

    def place(self, path: Path) -> Position | None:
        """Return where the value at `path` was typed, or the nearest group around it; None without a file.

        A group or list is found at its key, a single value at its first character. Where nothing around it was
        typed either, the place is that of the request as a whole: its start, the row of a table, or the file.
        """
        while path:
            if found := self.values.get(path):
                return self._at(found)
            path = path[:-1]
        if whole := self.values.get((), self.start):
            return self._at(whole)
        return Position(self.file, 0, 0) if self.file else None

    def place_of_key(self, path: Path) -> Position | None:
        """Return where the key at `path` was typed, or None without a file."""
        found = self.keys.get(path)
        return self._at(found) if found else self.place(path)

    def located(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return `findings` with their positions, each once, in the order of the file."""
        placed = [f if f.position else replace(f, position=self.place(f.path)) for f in findings]
        return tuple(sorted(dict.fromkeys(placed), key=self._order))

    def _at(self, place: TypedPlace) -> Position:
        return place if isinstance(place, Position) else Position(self.file, *place)

    def _order(self, finding: Finding) -> tuple[int, int, int, str]:
        place = finding.position
        if place is None:
            return (-1, 0, 0, "")
        name = place.sheet or place.file
        turn = self.sheets.index(name) if name in self.sheets else len(self.sheets)
        return (turn, place.line, place.column, finding.code)

    @property
    def sector(self) -> Typed | None:
        """Return what was typed as the code of the sector; None where nothing was."""
        return typed_at(self.root, ("overeenkomst", "sector"))

    @property
    def fingerprint(self) -> str:
        """Return the sha256 of what was typed: the same digits under the same keys give the same one."""
        canonical = json.dumps(_filled(self.root), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def told_by_column(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Give `findings`, of which those about one column of a sheet or CSV file that are alike are one, with the rows."""
    alike: dict[object, list[Finding]] = {}
    for finding in findings:
        place = finding.position
        in_column = place and place.column and any(isinstance(step, int) for step in finding.path)
        key: object = id(finding)
        if place and in_column and (place.sheet or place.file.lower().endswith(TEXT_ENDINGS)):
            keys = tuple(step for step in finding.path if isinstance(step, str))
            key = (finding.severity, finding.code, place.file, place.sheet, place.column, keys)
        alike.setdefault(key, []).append(finding)
    for first, *others in alike.values():
        if rows := sorted({other.position.line for other in others if other.position}):
            text = rows_told(rows)
            count = len(others)
            nl = f"{first.message.nl} Zo ook {count} keer elders in deze kolom: rij {text}."
            en = f"{first.message.en} So too {count} times elsewhere in this column: row {text}."
            yield replace(first, message=Told(nl, en))
        else:
            yield first


def rows_told(rows: Sequence[int]) -> str:
    """Return `rows`, which go up, in words: `7, 9-12`; of many only the first."""
    parts: list[list[int]] = []
    for row in rows:
        if parts and row == parts[-1][1] + 1:
            parts[-1][1] = row
        else:
            parts.append([row, row])
    told = [str(first) if first == last else f"{first}-{last}" for first, last in parts[:MOST_RANGES]]
    return ", ".join(told) + (", …" if len(parts) > MOST_RANGES else "")


def typed_at(node: Node, path: Sequence[str | int]) -> Typed | None:
    """Return the single value at `path` below `node`; None where something else stands, or nothing."""
    for step in path:
        if isinstance(node, dict) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            return None
    return node if isinstance(node, Typed) else None


def _filled(node: Node) -> object:
    if isinstance(node, dict):
        if {*map(type, node.values())} == {Typed} and all(node.values()):
            return node  # the line of a price list: JSON writes what was typed as any text
        # Only a group can be absent without being empty itself.
        kept = ((key, value) for key, value in node.items() if value and not (type(value) is dict and is_absent(value)))
        return {key: _filled(value) for key, value in kept}
    if isinstance(node, list):
        return [_filled(value) for value in node]
    return str(node) if isinstance(node, Typed) else None


def is_absent(node: Node) -> bool:
    """Return whether nothing was typed at all: null, an empty text, an empty list or a group of those."""
    if isinstance(node, dict):
        return all(is_absent(value) for value in node.values())
    return node is None or (isinstance(node, (str, list)) and not node)


def tree_of_mapping(request: Mapping[str, object]) -> Tree:
    """Return the tree of a request that a program hands over: texts, numbers, dates, mappings and sequences."""
    findings: list[Finding] = []
    root = _group(request, (), findings)
    return Tree(root, findings=tuple(findings))


def _group(typed: Mapping[Any, object], path: Path, findings: list[Finding]) -> dict[str, Node]:
    return {str(key): _node(item, (*path, str(key)), findings) for key, item in typed.items()}


def _node(value: object, path: Path, findings: list[Finding]) -> Node:
    if value is None or isinstance(value, Typed):
        return value
    if isinstance(value, Mapping):
        return _group(value, path, findings)
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
        items = (item for item in value if item is not None)
        return [_node(item, (*path, index), findings) for index, item in enumerate(items)]
    if typed := _typed(value):
        return typed
    findings.append(m.FOREIGN.finding(*path, type=type(value).__name__))
    return UNREADABLE


def _typed(value: object) -> Typed | None:
    match value:
        case str():
            return Typed(value)
        case bool():
            return Typed("true" if value else "false", TypedKind.YES_NO)
        case int():
            return Typed(str(value), TypedKind.NUMBER)
        case float():
            # A float's repr is the shortest text that reads back as it: the digits that a spreadsheet shows.
            return Typed(_digits(Decimal(repr(value))), TypedKind.NUMBER)
        case Decimal():
            return Typed(_digits(value), TypedKind.NUMBER)
        case datetime() if (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0):
            return Typed(value.date().isoformat(), TypedKind.DAY)
        case date():
            return Typed(value.isoformat(), TypedKind.DAY)
        case _:
            return None


def _digits(value: Decimal) -> str:
    return f"{value:f}"

"""A workbook with one request, as `izacontract new` writes it and a person fills it in, as a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Final

from izacontract.errors import Finding, Path, Position, Told, column_letters, dotted
from izacontract.intake import cell_messages as m
from izacontract.intake.cells import MARKS, TypedCell, TypedLine, fitted, longest_codes
from izacontract.intake.excel_file import Workbook, open_workbook
from izacontract.intake.excel_heads import MARK_COLUMN, TITLE_MARK, TOP, list_header
from izacontract.intake.excel_package import MOST_IN_REQUEST
from izacontract.intake.excel_rows import RowKeys, columns_of
from izacontract.intake.excel_sheets import OURS, list_sheets
from izacontract.intake.keys import KeyList, Leaf, SheetKeys, Sort, plain_key
from izacontract.intake.messages import FORMER_KEY
from izacontract.intake.readings import Readings
from izacontract.intake.tree import UNREADABLE, Node, Tree, TypedPlace, Unreadable
from izacontract.meant import meant_or, nearest

REQUEST: Final = "Aanvraag"
"""The sheet with the single values in a workbook that we make; in another it is the first with the right header."""

LONGEST_KEY: Final = 200


def read_excel(data: bytes, name: str, keys: SheetKeys) -> Tree:
    """Return the tree of the request in the workbook `data`; `name` is its name in messages, `keys` all there are.

    A cell that Excel may have changed is a fault in the tree's findings; so are sheets, columns and rows that fit
    nowhere. Raises RequestInvalid when it is no workbook with a request.
    """
    with open_workbook(data, name, MOST_IN_REQUEST) as book:
        return _Reader(book, keys).tree()


@dataclass(frozen=True)
class _Head:
    """The key of each column of a list by its number, None where there is none that fits here.

    Of the columns in `unsure` the key is only what their name most likely means; those in `notes` hold marks and notes.
    `longest` has the number of digits of the longest code of a column.
    """

    columns: Mapping[int, Leaf | None]
    unsure: Set[int]
    notes: Set[int]
    longest: dict[int, int] = field(default_factory=dict)


@dataclass
class _Reader:
    book: Workbook
    keys: SheetKeys
    root: dict[str, Node] = field(default_factory=dict)
    key_places: dict[Path, TypedPlace] = field(default_factory=dict)
    places: dict[Path, TypedPlace] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    filled: dict[Path, Position] = field(default_factory=dict)
    pointed: set[Path] = field(default_factory=set)
    readings: Readings = field(default_factory=Readings)

    def tree(self) -> Tree:
        book = self.book
        main = self._main()
        if main is None:
            raise m.NO_REQUEST_SHEET.refusal(Position(book.name, 0, 0))
        self._read_values(main)
        what = Told("een aanvraag", "a request")
        for sheet, known in list_sheets(book, main, self.keys, what, self.findings, attrgetter("tab")):
            self._read_list(sheet, known)
        findings = (*self.findings, *book.notes, *self.readings.findings())
        start = Position(book.name, 0, 0, main)
        return Tree(self.root, book.name, self.key_places, self.places, findings, book.sheets, start)

    def _main(self) -> str | None:
        order = sorted(self.book.sheets, key=lambda name: name.strip().casefold() != REQUEST.casefold())
        for sheet in order:
            if sheet not in OURS and any(columns_of(line) for line in _first(self.book.lines(sheet))):
                return sheet
        return None

    def _read_values(self, sheet: str) -> None:
        lines = self.book.lines(sheet)
        header, columns = next((line, found) for line in lines if (found := columns_of(line)))
        names = RowKeys(columns, self.keys)
        named = {cell.column for cell in header.cells}
        for line in lines:
            by_column = {cell.column: cell for cell in line.cells}
            self._note_others(sheet, line, named, columns.value)
            key, fault = names.of(by_column)
            value = by_column.get(columns.value)
            if fault is not None and key is not None:
                self._add(fault, Position(self.book.name, line.number, key.column, sheet))
            elif value is not None:
                self._put(sheet, line.number, key, value)
            elif key is not None:
                self._pass_over(Position(self.book.name, line.number, columns.value, sheet), key)
        self._refuse_merged(sheet, header.number)

    def _note_others(self, sheet: str, line: TypedLine, named: set[int], value: int) -> None:
        """Warn of what stands beside the columns that the header names: it may be a value that slipped."""
        for cell in line.cells:
            if cell.column not in named:
                nl, en = "deze kolom heeft geen naam in de kop", "the header does not name this column"
                finding = m.NOT_COUNTED.warning(value=cell.text, why=Told(nl, en), column=column_letters(value))
                self._add(finding, Position(self.book.name, line.number, cell.column, sheet))

    def _pass_over(self, position: Position, key: TypedCell) -> None:
        """Remember where the value of `key` belongs, for what is said about it when it is missing."""
        path: Path = tuple(self.keys.called(key.text.strip()).split("."))
        if path not in self.filled:
            self.places[path] = self.key_places[path] = position
        known = self.keys.leaves.get(dotted(path)) or self.keys.lists.get(dotted(path))
        above = path[:-1]
        if known and known.shape and known.shape.need == "draft" and above not in self.pointed:
            # A group that lacks everything is filled in at the first key that it needs, not at its title.
            self.pointed.add(above)
            self.places[above] = position

    def _put(self, sheet: str, number: int, key: TypedCell | None, value: TypedCell) -> None:
        """Take in the value of one row; what has no such key is left for the binder to refuse with its neighbours."""
        at_value = Position(self.book.name, number, value.column, sheet)
        text = self.keys.called(key.text.strip()) if key else ""
        if key is None or text in MARKS:
            self._add(m.NO_KEY.finding(value=value.text), at_value)
            return
        at_key = Position(self.book.name, number, key.column, sheet)
        path: Path = tuple(text.split("."))
        bare = re.sub(r"\[\d*\]", "", text)
        listed = next((known for name, known in self.keys.lists.items() if f"{bare}.".startswith(f"{name}.")), None)
        if listed is not None:
            tab = listed.tab if listed.tab in self.book.sheets else listed.sheet
            finding = m.LIST_VALUE.finding(*path, key=text, sheet=tab, where=Told("blad", "sheet"))
            self._add(finding, at_value)
        elif text in self.keys.groups:
            self._add(m.GROUP_VALUE.finding(*path, key=text, known=", ".join(self.keys.groups[text])), at_value)
        elif path in self.filled:
            self._add(m.DOUBLE_KEY.finding(*path, key=text, place=self.filled[path].cell), at_value)
        elif not all(path) or len(text) > LONGEST_KEY or not self._set(path, self._fitted(value, path, at_value)):
            self._unknown(text, at_key)
        else:
            self.key_places[path], self.places[path], self.filled[path] = at_key, at_value, at_value
            for length in range(1, len(path)):
                self.key_places.setdefault(path[:length], at_key)
                self.places.setdefault(path[:length], at_key)

    def _fitted(self, value: TypedCell, path: Path, position: Position) -> Node:
        leaf = self.keys.by_path.get(path)
        return UNREADABLE if leaf is None else self._read(value, leaf, path, position)

    def _read(self, cell: TypedCell, leaf: Leaf, path: Path, position: Position, longest: int = 0) -> Node:
        reading = fitted(cell, leaf, longest)
        self.readings.note(reading, cell.text, position)
        read = reading.value
        if isinstance(read, Finding):
            self._add(replace(read, path=path), position)
            return Unreadable(cell.text)
        if leaf.sort is Sort.TEXT and "\n" in read:
            self._add(m.LINE_BREAK.warning(*path, value=read.replace("\n", " ")), position)
        return read

    def _set(self, path: Path, value: Node) -> bool:
        """Put `value` at `path`; returns False when a value stands where a group must be."""
        group: Node = self.root
        for step in path[:-1]:
            group = group.setdefault(str(step), {}) if isinstance(group, dict) else None
        if not isinstance(group, dict) or path[-1] in group:
            return False
        group[str(path[-1])] = value
        return True

    def _unknown(self, key: str, position: Position) -> None:
        hint = Told("Haal de rij weg, of zie: izacontract schema", "Remove the row, or see: izacontract schema")
        hint = meant_or(hint, key, self.keys.leaves)
        self._add(m.UNKNOWN_COLUMN.finding(key=key[:LONGEST_KEY], hint=hint), position)

    def _read_list(self, sheet: str, known: KeyList) -> None:
        lines = list(self.book.lines(sheet))
        if not lines:
            return
        header = list_header(lines, known)
        if header.cells[0].text.strip() in MARKS[1:]:
            columns = ", ".join((MARK_COLUMN, *known.columns))
            finding = m.NO_HEAD.finding(*known.path, columns=columns)
            self._add(finding, Position(self.book.name, header.number, 0, sheet))
            self._set(known.path, UNREADABLE)
            return
        below = [line for line in lines[lines.index(header) + 1 :] if line.cells[0].text.strip() not in MARKS]
        head = self._list_head(sheet, header, known)
        head.longest.update(longest_codes(below))
        items: list[Node] = []
        for line in below:
            self._read_item(sheet, line, known, head, items)
        self._refuse_merged(sheet, header.number)
        self._place_list(sheet, known, head, header, below[0].number if below else lines[-1].number + 1)
        if items:
            self._set(known.path, items)

    def _place_list(self, sheet: str, known: KeyList, head: _Head, header: TypedLine, row: int) -> None:
        """Remember where a list, and each of its columns, is filled in: its first `row` below the head."""
        columns = {column: leaf for column, leaf in head.columns.items() if leaf}
        self.key_places[known.path] = Position(self.book.name, header.number, min(columns, default=1), sheet)
        self.places[known.path] = Position(self.book.name, row, min(columns, default=1), sheet)
        for column, leaf in columns.items():
            if not known.bare:
                self.places.setdefault((*known.path, *leaf.path), Position(self.book.name, row, column, sheet))

    def _list_head(self, sheet: str, header: TypedLine, known: KeyList) -> _Head:
        columns: dict[int, Leaf | None] = {}
        unsure: set[int] = set()
        notes = {cell.column for cell in header.cells if cell.text.strip() in (MARK_COLUMN, TITLE_MARK)}
        seen: dict[str, Position] = {}
        for cell in header.cells:
            name = cell.text.strip()
            if cell.column in notes:
                columns[cell.column] = None
                continue
            short = name.removeprefix(f"{known.key}.")
            keyed = known.column(name) or known.column(short)
            leaf = keyed or known.titled(name)
            position = Position(self.book.name, header.number, cell.column, sheet)
            if keyed and leaf and plain_key(leaf.key) not in (plain_key(name), plain_key(short)):
                self._add(FORMER_KEY.warning(*known.path, former=short, key=leaf.key), position)
            columns[cell.column] = None if leaf and leaf.key in seen else leaf
            if leaf is None:
                meant = nearest(name, known.columns)
                names = ", ".join(known.columns)
                hint = Told(f"Kolommen die hier passen: {names}.", f"Columns that fit here: {names}.")
                hint = Told(f"{hint.nl} Haal de kolom anders weg.", f"{hint.en} Otherwise remove the column.")
                if meant:
                    hint = Told(f"Bedoelt u '{meant}'?", f"Did you mean '{meant}'?")
                    # What stands below it is not missing, so nothing is said of it until the name is mended.
                    columns[cell.column] = known.columns[meant]
                    unsure.add(cell.column)
                self._add(m.UNKNOWN_COLUMN.finding(*known.path, key=name, hint=hint), position)
            elif leaf.key in seen:
                self._add(m.DOUBLE_COLUMN.finding(*known.path, key=name, place=seen[leaf.key].cell), position)
            else:
                seen[leaf.key] = position
        return _Head(columns, unsure, notes)

    def _read_item(self, sheet: str, line: TypedLine, known: KeyList, head: _Head, items: list[Node]) -> None:
        """Add what a row says of one item to `items`; the notes in a column under the marks are passed over."""
        columns = head.columns
        if len(line.cells) == 1 and (note := line.cells[0]).column in head.notes:
            first = min((column for column, leaf in columns.items() if leaf), default=note.column + 1)
            nl, en = "deze kolom is voor aantekeningen", "this column is for notes"
            finding = m.NOT_COUNTED.warning(
                *known.path, value=note.text, why=Told(nl, en), column=column_letters(first)
            )
            self._add(finding, Position(self.book.name, line.number, note.column, sheet))
        item: dict[str, Node] = {}
        below: Path = (*known.path, len(items))
        for cell in line.cells:
            position = Position(self.book.name, line.number, cell.column, sheet)
            if cell.column not in columns:
                self._add(m.NO_COLUMN.finding(*below, value=cell.text), position)
            leaf = columns.get(cell.column)
            if leaf is None:
                continue
            path = below if known.bare else (*below, *leaf.path)
            self.places.setdefault(below, position)
            self.places[path] = position
            longest = head.longest.get(cell.column, 0)
            value = UNREADABLE if cell.column in head.unsure else self._read(cell, leaf, path, position, longest)
            if known.bare:
                items.append(value)
                return
            group = item
            for step in leaf.path[:-1]:
                inner = group.setdefault(step, {})
                group = inner if isinstance(inner, dict) else {}
            group[leaf.path[-1]] = value
        if item:
            items.append(item)

    def _refuse_merged(self, sheet: str, header: int) -> None:
        for area in self.book.merged(sheet):
            if area.last >= header:
                self._add(m.MERGED.finding(cells=area.name), Position(self.book.name, area.line, area.column, sheet))

    def _add(self, finding: Finding, position: Position) -> None:
        self.findings.append(replace(finding, position=position))


def _first(lines: Iterator[TypedLine]) -> Iterator[TypedLine]:
    return (line for _, line in zip(range(TOP), lines, strict=False))

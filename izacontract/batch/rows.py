"""The rows of a table, each laid over the base request: one contract a row, its lists found by kenmerk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final

from izacontract.batch import table_messages as m
from izacontract.batch.table_columns import REFERENCE, Header, Known, Place, is_header, list_header, table_header
from izacontract.batch.table_sources import Source, Sources, open_sources
from izacontract.batch.table_store import EMPTY, KINDS, UNREADABLE, Store, Stored
from izacontract.errors import Finding, Position, RequestInvalid, Told, dotted
from izacontract.errors import Path as KeyPath
from izacontract.host import Plugins
from izacontract.intake import cell_messages as c
from izacontract.intake import tree as trees
from izacontract.intake.cells import EMPTIED, MARKS, Cell, Line, fitted
from izacontract.intake.keys import KeyList, Leaf, keys_of
from izacontract.intake.layers import EVERYTHING, laid_over
from izacontract.intake.read import CORE, sections_of
from izacontract.intake.translate import nearest
from izacontract.intake.tree import Node, Tree
from izacontract.model.sector import Sector
from izacontract.model.values import Typed

TOP: Final = 10
"""The header stands in one of the first so many rows that are not empty."""

FEW_ROWS: Final = 2_000
"""In a table of at most so many rows a kenmerk is sought that resembles the one that is missing."""


class Texts(Mapping[str, str]):
    """What was typed in the cells of a row and its lists, by dotted key; put together when it is asked for."""

    def __init__(self, typed: tuple[tuple[KeyPath, str], ...]) -> None:
        self._typed = typed

    @cached_property
    def _by_key(self) -> dict[str, str]:
        return {dotted(path): text for path, text in self._typed}

    def __getitem__(self, key: str) -> str:
        """Return what was typed for `key`; raises KeyError where the cell is empty."""
        return self._by_key[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_key)

    def __len__(self) -> int:
        return len(self._by_key)


@dataclass(frozen=True)
class Row:
    """A contract of the table: `number` is the row or line as the user sees it, `kenmerk` what names the contract.

    `tree` is the base request with the row's values in it; what the row does not change are the same objects.
    `findings` are the faults of its cells, which the tree has as well; `cells` what was typed, by dotted key.
    """

    number: int
    kenmerk: str
    tree: Tree
    findings: tuple[Finding, ...]
    cells: Mapping[str, str]


class Table:
    """A table that was read: its columns by dotted key, and as many rows as `len` says."""

    def __init__(self, base: Tree, place: Place, header: Header, lists: list[_Listed], store: Store) -> None:
        self.columns: tuple[str, ...] = tuple(leaf.key for leaf in header.columns.values())
        self._base = base
        self._place = place
        self._header = header
        self._lists = lists
        self._store = store
        self._doubles = store.doubles()
        self._sheets = (place.name, *(listed.place.name for listed in lists))

    def __len__(self) -> int:
        return self._store.count

    def rows(self) -> Iterator[Row]:
        """Give the contracts in the order of the table; may be asked more than once."""
        for stored in self._store.rows():
            yield self._row(stored)

    def _row(self, stored: Stored) -> Row:
        whole = self._place.at(stored.number, self._header.kenmerk)
        layer = _Layer()
        layer.places[EVERYTHING] = replace(whole, column=0) if whole.sheet else whole
        if not stored.kenmerk:
            layer.findings.append(replace(m.ROW_WITHOUT_KENMERK.finding(), position=whole))
        elif rows := self._doubles.get(stored.kenmerk):
            finding = m.KENMERK_TWICE.finding(
                *REFERENCE.split("."), kenmerk=stored.kenmerk, rows=", ".join(map(str, rows))
            )
            layer.findings.append(replace(finding, position=whole))
        for column, value in self._read(stored, (), self._header, self._place, layer).items():
            layer.values[self._header.columns[column].path] = value
        if stored.kenmerk:
            self._add_lists(stored.kenmerk, layer)
        tree = laid_over(self._base, layer.values, layer.places)
        found = tuple(layer.findings)
        tree = replace(tree, findings=(*self._base.findings, *found), sheets=self._sheets)
        return Row(stored.number, stored.kenmerk, tree, found, Texts(tuple(layer.typed)))

    def _add_lists(self, kenmerk: str, layer: _Layer) -> None:
        items: dict[int, list[Node]] = {}
        emptied: dict[int, Position] = {}
        for stored in self._store.items_of(kenmerk):
            listed = self._lists[stored.list]
            path = listed.known.path
            below: KeyPath = (*path, len(items.setdefault(stored.list, [])))
            layer.places.setdefault(path, listed.place.at(stored.number, listed.header.kenmerk))
            layer.places[below] = listed.place.at(stored.number, listed.header.kenmerk)
            read = self._read(stored, below, listed.header, listed.place, layer, bare=listed.known.bare)
            given = {column: value for column, value in read.items() if column != listed.header.kenmerk}
            if given and all(value is None for value in given.values()):
                emptied[stored.list] = listed.place.at(stored.number, min(given))
            elif listed.known.bare:
                items[stored.list].extend(value for value in given.values() if value is not None)
            else:
                items[stored.list].append(_item(listed.header, given))
        for index, nodes in items.items():
            path = self._lists[index].known.path
            if index in emptied and nodes:
                finding = m.EMPTIED_WITH_ITEMS.finding(*path, key=dotted(path))
                layer.findings.append(replace(finding, position=emptied[index]))
            layer.values[path] = nodes

    def _read(
        self, stored: Stored, path: KeyPath, header: Header, place: Place, layer: _Layer, *, bare: bool = False
    ) -> dict[int, Node]:
        """Return what `stored` says by column; its faults, places and texts go in `layer`."""
        read: dict[int, Node] = {}
        for column, text, kind in stored.values:
            leaf = header.columns.get(column)
            is_key = bool(path) and column == header.kenmerk
            if leaf is None or is_key:
                continue
            below = path if bare else (*path, *leaf.path)
            layer.places[below] = place.at(stored.number, column)
            layer.typed.append((below, text))
            read[column] = (
                trees.UNREADABLE if kind == UNREADABLE else None if kind == EMPTY else Typed(text, KINDS[kind])
            )
        for column, finding in stored.faults:
            leaf = header.columns.get(column)
            is_key = bool(path) and column == header.kenmerk
            below = path if bare or is_key or leaf is None else (*path, *leaf.path)
            layer.findings.append(replace(finding, path=below, position=place.at(stored.number, column)))
        return read


@dataclass(frozen=True)
class _Listed:
    """A list of the table: which, where, and its columns."""

    known: KeyList
    place: Place
    header: Header


class _Layer:
    """What one row says: values, places, faults, and the characters typed."""

    def __init__(self) -> None:
        self.values: dict[KeyPath, Node] = {}
        self.places: dict[KeyPath, trees.Place] = {}
        self.findings: list[Finding] = []
        self.typed: list[tuple[KeyPath, str]] = []


def read_table(table: Path, base: Tree, plugins: Plugins) -> Table:
    """Return the contracts in the file `table`, a workbook or CSV with its lists, each laid over `base`.

    Raises RequestInvalid with every fault of the table itself: what is wrong with its columns, sheets and files, and
    list items that belong to no row. What is wrong with one row is in that row's findings. Raises FileError when a
    file cannot be read.
    """
    with open_sources(table) as sources:
        return _Reader(sources, base, plugins).table()


class _Reader:
    def __init__(self, sources: Sources, base: Tree, plugins: Plugins) -> None:
        self._sources = sources
        self._base = base
        self._plugins = plugins
        self._everywhere = keys_of([*CORE, *sections_of(None, plugins).values()])
        self._reference = self._everywhere.leaves[REFERENCE]
        self._store = Store()
        self._findings: list[Finding] = []

    def table(self) -> Table:
        """Return the table, or raise RequestInvalid with all that is wrong with it as a whole."""
        main, *others = self._sources.parts(self._everywhere, self._findings)
        header = self._main(main)
        lists: list[_Listed] = []
        for source in others:
            if source.known is not None and (found := self._list(source, source.known, len(lists))):
                lists.append(found)
        self._store.close_lists()
        if header is not None:
            if not self._store.count and not self._findings:
                self._findings.append(replace(m.EMPTY_TABLE.finding(), position=main.place.at(header.line)))
            self._orphans(lists)
        if header is None or self._findings:
            order = Tree({}, sheets=tuple(part.place.name for part in (main, *others)))
            raise RequestInvalid(order.located(self._findings))
        return Table(self._base, main.place, header, lists, self._store)

    def _main(self, source: Source) -> Header | None:
        lines = source.lines()
        line = _first_header(lines)
        if line is None:
            self._findings.append(replace(m.NO_KENMERK.finding(), position=source.place.at(1)))
            return None
        sector = self._sector(line)
        here = self._everywhere if sector is None else keys_of([*CORE, *sections_of(sector, self._plugins).values()])
        known = Known(here, self._everywhere, sector.title if sector else "", self._sources.where)
        header = table_header(line, source.place, known)
        self._fill(source, header, lines, -1)
        return header

    def _list(self, source: Source, known: KeyList, index: int) -> _Listed | None:
        lines = source.lines()
        line = _first_header(lines)
        if line is None:
            self._findings.append(replace(m.NO_KENMERK.finding(), position=source.place.at(1)))
            return None
        header = list_header(line, source.place, known, self._reference)
        self._fill(source, header, lines, index)
        return _Listed(known, source.place, header)

    def _fill(self, source: Source, header: Header, lines: Iterator[Line], index: int) -> None:
        """Put the rows below the header aside; what concerns them all is a fault of the table."""
        self._findings.extend(header.findings)
        refused = {finding.position.column for finding in header.findings if finding.position}
        for line in lines:
            stored = _stored(line, header, refused, index)
            if stored.kenmerk in MARKS:
                continue
            if index >= 0 and not stored.kenmerk:
                finding = m.ITEM_WITHOUT_KENMERK.finding()
                self._findings.append(replace(finding, position=source.place.at(line.number, header.kenmerk)))
            else:
                self._store.put(stored)
        self._findings.extend(source.faults(header.line))

    def _sector(self, header: Line) -> Sector | None:
        """Return the sector of every contract, None when it is unknown or a column says it."""
        agreement = self._base.root.get("overeenkomst")
        code = agreement.get("sector") if isinstance(agreement, dict) else None
        if any(cell.text.strip() == "overeenkomst.sector" for cell in header.cells) or not isinstance(code, Typed):
            return None
        return self._plugins.sectors.get(code)

    def _orphans(self, lists: list[_Listed]) -> None:
        orphans = self._store.orphans()
        known = self._store.kenmerken(FEW_ROWS) if orphans and self._store.count <= FEW_ROWS else []
        for index, number, kenmerk in orphans:
            meant = nearest(kenmerk, known)
            hint = Told("Voeg de rij van dat contract toe, of haal deze weg.", "Add its row, or remove this.")
            if meant:
                hint = Told(f"Bedoelt u '{meant}'?", f"Did you mean '{meant}'?")
            finding = m.ITEM_WITHOUT_CONTRACT.finding(kenmerk=kenmerk, hint_nl=hint.nl, hint_en=hint.en)
            listed = lists[index]
            self._findings.append(replace(finding, position=listed.place.at(number, listed.header.kenmerk)))


def _first_header(lines: Iterator[Line]) -> Line | None:
    for _, line in zip(range(TOP), lines, strict=False):
        if is_header(line):
            return line
    return None


def _stored(line: Line, header: Header, refused: set[int], index: int) -> Stored:
    values = []
    faults = []
    kenmerk = ""
    for cell in line.cells:
        if cell.column == header.kenmerk:
            kenmerk = cell.text.strip()
        leaf = header.columns.get(cell.column)
        if leaf is None:
            if cell.column not in refused:
                faults.append((cell.column, cell.fault or c.NO_COLUMN.finding(value=cell.text)))
            continue
        kind, finding = _kind(cell, leaf)
        values.append((cell.column, kind[1], kind[0]))
        if finding is not None:
            faults.append((cell.column, finding))
    return Stored(line.number, kenmerk, values, faults, index)


def _kind(cell: Cell, leaf: Leaf) -> tuple[tuple[str, str], Finding | None]:
    """Return the kind and text of what `cell` says for `leaf`, and what is wrong with it."""
    if cell.fault is None and cell.text.strip() == EMPTIED:
        return (EMPTY, cell.text), None
    value = fitted(cell, leaf)
    if isinstance(value, Finding):
        return (UNREADABLE, cell.text), value
    return (value.kind.value, str(value)), None


def _item(header: Header, given: Mapping[int, Node]) -> Node:
    """Return the item of a list with the values `given` by column."""
    item: dict[str, Node] = {}
    for column, value in given.items():
        *above, last = header.columns[column].path
        group = item
        for key in above:
            below = group.setdefault(key, {})
            group = below if isinstance(below, dict) else {}
        group[last] = value
    return item

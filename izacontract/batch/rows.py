"""The rows of a table, each laid over the base request: one contract a row, its lists found by kenmerk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from izacontract.batch import table_messages as m
from izacontract.batch.cell_places import CellGrid, CellPlaces
from izacontract.batch.table_columns import REFERENCE, Header
from izacontract.batch.table_reading import TableParts, TableReader
from izacontract.batch.table_sources import open_sources
from izacontract.batch.table_store import EMPTY, FEW, KINDS, NUMBER_CODE, UNREADABLE, Stored
from izacontract.errors import Finding, Position, RequestInvalid, Told, dotted
from izacontract.errors import Path as KeyPath
from izacontract.host import Plugins
from izacontract.intake import tree as trees
from izacontract.intake.layers import EVERYTHING, laid_over
from izacontract.intake.read import Examination, examine_tree
from izacontract.intake.readings import wrong_code
from izacontract.intake.tree import Node, Tree
from izacontract.model.values import Typed, TypedKind

CODES: Final = {
    "zorgaanbieder.agb": Told("AGB-code", "AGB code"),
    "zorgaanbieder.kvk": Told("KvK-nummer", "KvK number"),
}
"""What tells providers apart: two contracts with the same one deserve a look."""

IBAN: Final = "zorgaanbieder.iban"
OWNER: Final = (*CODES, "zorgaanbieder.naam")
"""The first of these that a row has says whose account it is."""


class Texts(Mapping[str, str]):
    """What was typed in the cells of a row and its lists, by dotted key; put together when it is asked for."""

    def __init__(self, grids: Sequence[CellGrid]) -> None:
        self._grids = grids

    @cached_property
    def _by_key(self) -> dict[str, str]:
        return {dotted(path): text for grid in self._grids for path, text in grid.typed()}

    def __getitem__(self, key: str) -> str:
        """Return what was typed for `key`; raises KeyError where the cell is empty."""
        return self._by_key[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_key)

    def __len__(self) -> int:
        return len(self._by_key)


@dataclass(frozen=True)
class TableRow:
    """A contract of the table: `number` is the row or line as the user sees it, `kenmerk` what names the contract.

    `tree` is the base request with the row's values in it; what the row does not change are the same objects.
    `findings` are the faults of its cells, which the tree has as well; `cells` what was typed, by dotted key.
    """

    number: int
    kenmerk: str
    tree: Tree
    findings: tuple[Finding, ...]
    cells: Mapping[str, str]


class RequestTable:
    """A table that was read: its columns by dotted key, its lists by path, and as many rows as `len` says.

    `notes` say how its cells were read, and what was passed over.
    """

    def __init__(self, base: Tree, parts: TableParts) -> None:
        self.columns: tuple[str, ...] = tuple(leaf.key for leaf in parts.header.columns.values())
        self.lists: tuple[KeyPath, ...] = tuple(listed.known.path for listed in parts.lists)
        self.notes = parts.notes
        self._base = base
        self._place, self._header, self._lists, self._store = parts.place, parts.header, parts.lists, parts.store
        self._paths = _paths(parts.header, of_list=False)
        self._list_paths = [_paths(listed.header, bare=listed.known.bare) for listed in parts.lists]
        self._shapes: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._doubles = parts.store.doubles()
        self._sheets = (parts.place.name, *(listed.place.name for listed in parts.lists))

    def __len__(self) -> int:
        return self._store.count

    def rows(self) -> Iterator[TableRow]:
        """Give the contracts in the order of the table; may be asked more than once."""
        for stored in self._store.rows():
            yield self._row(stored)

    def filled(self) -> set[KeyPath]:
        """Return the values and lists that some row fills in; a column that is empty everywhere fills in none."""
        columns = {cell for row in self._store.rows() for cell, *_ in (*row.values, *row.faults)}
        paths = {leaf.path for column, leaf in self._header.columns.items() if column in columns}
        return {*paths, *(self._lists[number].known.path for number in self._store.lists())}

    def doubles(self) -> tuple[Finding, ...]:
        """Return a warning for each kind of code that more than one contract has, with a few examples and the count.

        An account (IBAN) is told where the rows are of different providers.
        """
        columns = {leaf.key: column for column, leaf in self._header.columns.items()}
        for stored in self._store.rows():
            texts = {column: "" if kind == EMPTY else text for column, text, kind in stored.values}
            said = {
                key: texts.get(columns.get(key, 0), str(trees.typed_at(self._base.root, key.split(".")) or "")).strip()
                for key in (*OWNER, IBAN)
            }
            for key in filter(said.get, CODES):
                self._store.put_code(key, said[key], stored.number)
            if account := re.sub(r"\s", "", said[IBAN]).upper():
                owner = next((said[key].casefold() for key in OWNER if said[key]), "")
                self._store.put_code(IBAN, account, stored.number, owner)
        self._store.close_codes()
        found: list[Finding] = []
        for key, what in {**CODES, IBAN: Told("IBAN", "IBAN")}.items():
            count, codes = self._store.shared(key)
            if count:
                rows = [(code, _some(tuple(numbers), many)) for code, numbers, many in codes]
                examples = Told(
                    "; ".join(f"{code} (rij {some.nl})" for code, some in rows),
                    "; ".join(f"{code} (row {some.en})" for code, some in rows),
                )
                facts: dict[str, Any] = {"count": count, "examples": examples, "key": key}
                path = key.split(".")
                warning = (
                    m.SHARED_ACCOUNT.warning(*path, **facts)
                    if key == IBAN
                    else m.SHARED_CODE.warning(*path, what=what, **facts)
                )
                found.append(replace(warning, position=self._place.at(self._header.line, columns.get(key, 1))))
        return tuple(found)

    def _row(self, stored: Stored) -> TableRow:
        whole = self._place.at(stored.number, self._header.kenmerk)
        layer = _Layer()
        if not stored.kenmerk:
            layer.findings.append(replace(m.ROW_WITHOUT_KENMERK.finding(), position=whole))
        elif rows := self._doubles.get(stored.kenmerk):
            finding = m.KENMERK_TWICE.finding(*REFERENCE.split("."), kenmerk=stored.kenmerk, rows=_some(*rows))
            layer.findings.append(replace(finding, position=whole))
        grid = CellGrid(self._place.file, self._place.sheet, self._paths)
        for column, value in self._read(stored, 0, self._header, grid, layer).items():
            layer.values[self._header.columns[column].path] = value
        grids = [grid, *(self._add_lists(stored.kenmerk, layer) if stored.kenmerk else ())]
        places = CellPlaces({EVERYTHING: replace(whole, column=0) if whole.sheet else whole}, grids)
        tree = laid_over(self._base, layer.values, places)
        found = tuple(layer.findings)
        tree = replace(tree, findings=(*self._base.findings, *found), sheets=self._sheets)
        return TableRow(stored.number, stored.kenmerk, tree, found, Texts(grids))

    def _add_lists(self, kenmerk: str, layer: _Layer) -> Iterable[CellGrid]:
        """Put the lists of the contract in `layer` and return where their lines stand."""
        items: dict[int, list[Node]] = {}
        emptied: dict[int, Position] = {}
        grids: dict[int, CellGrid] = {}
        for stored in self._store.items_of(kenmerk):
            listed = self._lists[stored.list]
            column_of_key = listed.header.kenmerk
            grid = grids.get(stored.list)
            if grid is None:
                place, known = listed.place, listed.known
                grids[stored.list] = grid = CellGrid(
                    place.file, place.sheet, self._list_paths[stored.list], known.path, column_of_key
                )
                items[stored.list] = []
            nodes = items[stored.list]
            given = self._read(stored, len(nodes), listed.header, grid, layer)
            if given and all(value is None for value in given.values()):
                emptied[stored.list] = listed.place.at(stored.number, min(given))
            elif listed.known.bare:
                nodes.extend(value for value in given.values() if value is not None)
            else:
                nodes.append(_item(listed.header, given))
        for index, nodes in items.items():
            path = self._lists[index].known.path
            if index in emptied and nodes:
                finding = m.EMPTIED_WITH_ITEMS.finding(*path, key=dotted(path))
                layer.findings.append(replace(finding, position=emptied[index]))
            layer.values[path] = nodes
        return grids.values()

    def _read(self, stored: Stored, index: int, header: Header, grid: CellGrid, layer: _Layer) -> dict[int, Node]:
        """Return what `stored`, item `index` of `grid`, says by column; its faults go in `layer`."""
        read: dict[int, Node] = {}
        paths = grid.paths
        columns, texts, _ = zip(*stored.values, strict=True) if stored.values else ((), (), ())
        grid.lines.append((index, stored.number, self._shapes.setdefault(columns, columns)))
        grid.texts.append(texts)
        for column, text, kind in stored.values:
            if column not in paths:
                continue
            if kind == NUMBER_CODE and len(text) < (length := header.longest.get(column, 0)):
                fault = wrong_code(text, text, length)
                layer.findings.append(
                    replace(fault, path=grid.at(index, column), position=grid.position(stored.number, column))
                )
                read[column] = trees.UNREADABLE
                continue
            read[column] = (
                trees.UNREADABLE
                if kind == UNREADABLE
                else None
                if kind == EMPTY
                else Typed(text, KINDS.get(kind, TypedKind.TEXT))
            )
        for column, finding in stored.faults:
            layer.findings.append(
                replace(finding, path=grid.at(index, column), position=grid.position(stored.number, column))
            )
        return read


class _Layer:
    """What one row says: values and faults."""

    def __init__(self) -> None:
        self.values: dict[KeyPath, Node] = {}
        self.findings: list[Finding] = []


def _paths(header: Header, *, bare: bool = False, of_list: bool = True) -> dict[int, KeyPath]:
    """Return which key each column fills, from where its line stands; the kenmerk of a list fills none."""
    return {
        column: () if bare else leaf.path
        for column, leaf in header.columns.items()
        if not (of_list and column == header.kenmerk)
    }


class TableInvalid(RequestInvalid):
    """The table is at fault, whatever the requests in its rows may be."""

    @property
    def verdict(self) -> Told:
        """Return what is to be said of the table, without the count of its findings."""
        return Told("De tabel is niet goed", "The table is not valid")


def read_table(table: Path, base: Tree, plugins: Plugins) -> RequestTable:
    """Return the contracts in the file `table`, a workbook or CSV with its lists, each laid over `base`.

    Raises TableInvalid with every fault of the table itself: what is wrong with its columns, sheets and files, and
    list items that belong to no row. What is wrong with one row is in that row's findings. Raises FileError when a
    file cannot be read.
    """
    try:
        with open_sources(table) as sources:
            return RequestTable(base, TableReader(sources, base, plugins).parts())
    except RequestInvalid as refused:
        raise TableInvalid(refused.findings) from refused


def rows_over(base: Tree, plugins: Plugins) -> Callable[[Path], Iterator[tuple[str, Examination]]]:
    """Return what reads each row of a table as a request over `base`, under the name of the file and the row."""

    def rows_of(table: Path) -> Iterator[tuple[str, Examination]]:
        for row in read_table(table, base, plugins).rows():
            yield f"{table.name}, rij {row.number}", examine_tree(row.tree, plugins)

    return rows_of


def _some(numbers: tuple[int, ...], count: int) -> Told:
    """Write the first of the rows and how many there are more."""
    named, more = ", ".join(map(str, numbers[:FEW])), count - len(numbers[:FEW])
    return Told(named + (f" en nog {more}" if more else ""), named + (f" and {more} more" if more else ""))


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

"""Reading a table as a whole: its columns, its rows and list items put aside, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from izacontract.batch import table_messages as m
from izacontract.batch.table_columns import (
    REFERENCE,
    Header,
    KnownColumns,
    TablePlace,
    is_header,
    list_header,
    table_header,
)
from izacontract.batch.table_sources import Sources, TableSource
from izacontract.batch.table_store import EMPTY, NUMBER_CODE, UNREADABLE, Store, Stored
from izacontract.errors import Finding, RequestInvalid, Severity, Told
from izacontract.host import Plugins
from izacontract.intake import cell_messages as c
from izacontract.intake.cells import EMPTIED, MARKS, TypedLine, code_length, fitted
from izacontract.intake.excel_rows import KEY, VALUE
from izacontract.intake.keys import KeyList, Sort, keys_of
from izacontract.intake.readings import Kind, Readings, unmarked
from izacontract.intake.tree import Tree
from izacontract.meant import meant_or
from izacontract.model.sections import CORE, sections_of
from izacontract.model.sector import Sector

TOP: Final = 10
"""The header stands in one of the first so many rows that are not empty."""

FEW_ROWS: Final = 2_000
"""In a table of at most so many rows a kenmerk is sought that resembles the one that is missing."""


@dataclass(frozen=True)
class Listed:
    """A list of the table: which, where, and its columns."""

    known: KeyList
    place: TablePlace
    header: Header


@dataclass(frozen=True)
class TableParts:
    """What a table consists of: where it stands, its columns, its lists, and the rows put aside.

    `notes` say how cells were read, and what was passed over.
    """

    place: TablePlace
    header: Header
    lists: tuple[Listed, ...]
    store: Store
    notes: tuple[Finding, ...] = ()


class TableReader:
    """Reads the sources of one table into a store, and gathers what is wrong with it as a whole."""

    def __init__(self, sources: Sources, base: Tree, plugins: Plugins) -> None:
        self._sources = sources
        self._base = base
        self._plugins = plugins
        self._everywhere = keys_of([*CORE, *sections_of(None, plugins).values()])
        self._reference = self._everywhere.leaves[REFERENCE]
        self._store = Store()
        self._findings: list[Finding] = []
        self._readings = Readings()

    def parts(self) -> TableParts:
        """Return what the table consists of, or raise RequestInvalid with all that is wrong with it as a whole."""
        found: list[Finding] = []
        main, *others = self._sources.parts(self._everywhere, found)
        self._findings += (finding for finding in found if finding.severity is Severity.FAULT)
        passed = [finding for finding in found if finding.severity is not Severity.FAULT]
        header = self._main(main)
        lists: list[Listed] = []
        # Without a kenmerk it is no table at all, and each list would say so once more.
        for source in others if header is not None else ():
            if source.known is not None and (listed := self._list(source, source.known, len(lists))):
                lists.append(listed)
        self._store.close_lists()
        if header is not None:
            if not self._store.count and not self._findings:
                self._findings.append(replace(m.EMPTY_TABLE.finding(), position=main.place.at(header.line)))
            self._orphans(lists)
        if header is None or self._findings:
            order = Tree({}, sheets=tuple(part.place.name for part in (main, *others)))
            raise RequestInvalid(order.located(self._findings))
        notes = (*passed, *self._sources.notes, *self._readings.findings())
        return TableParts(main.place, header, tuple(lists), self._store, notes)

    def _head(self, source: TableSource) -> tuple[TypedLine, Iterator[TypedLine]] | None:
        """Return the row with the columns of `source`, and the rows below it; None, which is a fault, without one."""
        lines = source.lines()
        if line := _first_header(lines):
            return line, lines
        self._findings.append(replace(m.NO_KENMERK.finding(), position=source.place.at(1)))
        return None

    def _main(self, source: TableSource) -> Header | None:
        if (head := self._head(source)) is None:
            return None
        line, lines = head
        sector = self._sector(line)
        here = self._everywhere if sector is None else keys_of([*CORE, *sections_of(sector, self._plugins).values()])
        known = KnownColumns(here, self._everywhere, sector.title if sector else "", self._sources.where)
        header = table_header(line, source.place, known)
        self._fill(source, header, lines, -1)
        return header

    def _list(self, source: TableSource, known: KeyList, index: int) -> Listed | None:
        if (head := self._head(source)) is None:
            return None
        line, lines = head
        header = list_header(line, source.place, known, self._reference)
        self._fill(source, header, lines, index)
        return Listed(known, source.place, header)

    def _fill(self, source: TableSource, header: Header, lines: Iterator[TypedLine], index: int) -> None:
        """Put the rows below the header aside; what concerns them all is a fault of the table."""
        self._findings.extend(header.findings)
        refused = {finding.position.column for finding in header.findings if finding.position}
        for line in lines:
            if any(cell.column == header.kenmerk and cell.text.strip() in MARKS for cell in line.cells):
                continue
            stored = self._stored(line, header, refused, source.place, index)
            if index >= 0 and not stored.kenmerk:
                finding = m.ITEM_WITHOUT_KENMERK.finding()
                self._findings.append(replace(finding, position=source.place.at(line.number, header.kenmerk)))
            else:
                self._store.put(stored)
        self._findings.extend(source.faults(header.line))

    def _sector(self, header: TypedLine) -> Sector | None:
        """Return the sector of every contract, None when it is unknown or a column says it."""
        if any(cell.text.strip() == "overeenkomst.sector" for cell in header.cells):
            return None
        return self._plugins.sectors.get(self._base.sector or "")

    def _orphans(self, lists: list[Listed]) -> None:
        orphans = self._store.orphans()
        known = self._store.kenmerken(FEW_ROWS) if orphans and self._store.count <= FEW_ROWS else []
        for index, number, kenmerk in orphans:
            hint = Told("Voeg de rij van dat contract toe, of haal deze weg.", "Add its row, or remove this.")
            hint = meant_or(hint, kenmerk, known)
            finding = m.ITEM_WITHOUT_CONTRACT.finding(kenmerk=kenmerk, hint=hint)
            listed = lists[index]
            self._findings.append(replace(finding, position=listed.place.at(number, listed.header.kenmerk)))

    def _stored(self, line: TypedLine, header: Header, refused: set[int], place: TablePlace, index: int) -> Stored:
        values = []
        faults = []
        kenmerk = ""
        for cell in line.cells:
            if cell.column == header.kenmerk:
                kenmerk = unmarked(cell.text)
            leaf = header.columns.get(cell.column)
            if leaf is None:
                if cell.column not in refused:
                    faults.append((cell.column, cell.fault or c.NO_COLUMN.finding(value=cell.text)))
                continue
            if leaf.sort is Sort.CODE and (length := code_length(cell)) > header.longest.get(cell.column, 0):
                header.longest[cell.column] = length
            if cell.fault is None and cell.text.strip() == EMPTIED:
                values.append((cell.column, cell.text, EMPTY))
                continue
            reading = fitted(cell, leaf)
            if isinstance(reading.value, Finding):
                values.append((cell.column, cell.text, UNREADABLE))
                faults.append((cell.column, reading.value))
                continue
            self._readings.note(reading, cell.text, place.at(line.number, cell.column))
            kind = NUMBER_CODE if reading.kind is Kind.CODE else reading.value.kind.value
            values.append((cell.column, str(reading.value), kind))
        return Stored(line.number, kenmerk, values, faults, index)


def _first_header(lines: Iterator[TypedLine]) -> TypedLine | None:
    for _, line in zip(range(TOP), lines, strict=False):
        if {KEY, VALUE} <= {cell.text.strip().casefold() for cell in line.cells}:
            return None  # a single request, whose rows hold keys
        if is_header(line):
            return line
    return None

"""What a table consists of: the sheets of a workbook, or a CSV file with the CSV files of its lists beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Protocol

from izacontract.batch import table_messages as m
from izacontract.batch.table_columns import TablePlace
from izacontract.batch.table_csv import read_csv
from izacontract.errors import Finding, Position, Told
from izacontract.intake import cell_messages as c
from izacontract.intake.cells import TypedLine
from izacontract.intake.excel_file import Workbook, open_workbook
from izacontract.intake.excel_package import MOST_IN_TABLE
from izacontract.intake.excel_sheets import OURS, list_sheets
from izacontract.intake.keys import KeyList, SheetKeys
from izacontract.intake.translate import suggested_choice
from izacontract.intake.tree import EXCEL_ENDINGS, TEXT_ENDINGS
from izacontract.meant import meant_or

CONTRACTS: Final = "Contracten"
"""The sheet with the contracts in a table that we make; in another workbook it is the first."""


@dataclass(frozen=True)
class TableSource:
    """A sheet or file of the table: of the contracts, or of the list `known`.

    `lines` gives its rows, once. `faults` then says what is wrong with the sheet from its header row on.
    """

    place: TablePlace
    known: KeyList | None
    lines: Callable[[], Iterator[TypedLine]]
    faults: Callable[[int], list[Finding]] = lambda header: []


class Sources(Protocol):
    """A table as it lies on disk."""

    where: Told

    @property
    def notes(self) -> tuple[Finding, ...]:
        """Return what is to be told of how it was read."""

    def parts(self, keys: SheetKeys, findings: list[Finding]) -> list[TableSource]:
        """Return the contracts and after them the lists; what belongs to neither is put in `findings`."""


@contextmanager
def open_sources(table: Path) -> Iterator[Sources]:
    """Open `table`; raises RequestInvalid when it is no table, FileError when it cannot be read."""
    ending = table.suffix.lower()
    if ending in TEXT_ENDINGS:
        yield _Files(table)
    elif ending in EXCEL_ENDINGS:
        with open_workbook(table, str(table), MOST_IN_TABLE) as book:
            yield _Sheets(book)
    else:
        raise m.NO_TABLE.refusal(Position(str(table), 0, 0), name=table.name)


class _Files:
    """`contracten.csv`, and beside it `contracten.tarieven.prestaties.csv` for that list."""

    where = Told("het bestand van de lijst,", "the file of the list,")

    def __init__(self, table: Path) -> None:
        self._table = table
        self._notes: list[Finding] = []

    @property
    def notes(self) -> tuple[Finding, ...]:
        """Return in which files the letters were read as Windows writes them."""
        return tuple(self._notes)

    def parts(self, keys: SheetKeys, findings: list[Finding]) -> list[TableSource]:
        """Return the contracts and after them the lists; a file that is named as a list but is none is a fault."""
        found: dict[str, TableSource] = {}
        stem = f"{self._table.stem}."
        for file in _beside(self._table):
            if not file.name.startswith(stem) or file.name == self._table.name:
                continue
            key = file.stem.removeprefix(stem)
            known = keys.list_called(key)
            position = Position(str(file), 0, 0)
            if known is None:
                hint = meant_or(suggested_choice(key, list(keys.lists)), key, keys.lists)
                finding = m.UNKNOWN_FILE.finding(name=file.name, key=key, hint=hint)
                findings.append(replace(finding, position=position))
            elif known.key in found:
                first = Path(found[known.key].place.file).name
                finding = m.FILE_TWICE.finding(first=first, name=file.name, key=known.key)
                findings.append(replace(finding, position=position))
            else:
                found[known.key] = self._source(file, known)
        return [self._source(self._table, None), *found.values()]

    def _source(self, file: Path, known: KeyList | None) -> TableSource:
        return TableSource(TablePlace(str(file)), known, lambda: read_csv(file, self._notes))


def _beside(table: Path) -> list[Path]:
    """Return the CSV files in the folder of `table`; none where it cannot be read, which the table itself then says."""
    try:
        return sorted(file for file in table.parent.iterdir() if file.suffix.lower() in TEXT_ENDINGS)
    except OSError:
        return []


class _Sheets:
    """The sheets of a workbook: that of the contracts, and one for each list."""

    where = Told("blad", "sheet")

    def __init__(self, book: Workbook) -> None:
        self._book = book

    @property
    def notes(self) -> tuple[Finding, ...]:
        """Return what was passed over in the sheets."""
        return self._book.notes

    def parts(self, keys: SheetKeys, findings: list[Finding]) -> list[TableSource]:
        """Return the contracts and after them the lists; a sheet with something else in it is a fault."""
        book = self._book
        main = next((name for name in book.sheets if name.strip().casefold() == CONTRACTS.casefold()), "")
        main = main or next((name for name in book.sheets if name not in (*OURS, *book.hidden)), book.sheets[0])
        what = Told("deze tabel", "this table")
        lists = list_sheets(book, main, keys, what, findings)
        return [self._source(main, None), *(self._source(sheet, known) for sheet, known in lists)]

    def _source(self, sheet: str, known: KeyList | None) -> TableSource:
        book = self._book

        def faults(header: int) -> list[Finding]:
            return [
                replace(c.MERGED.finding(cells=area.name), position=Position(book.name, area.line, area.column, sheet))
                for area in book.merged(sheet)
                if area.last >= header
            ]

        return TableSource(TablePlace(book.name, sheet), known, lambda: book.lines(sheet), faults)

"""A set: the contracts of one table, in a folder of their own with the table, its base, and what a run made."""

from __future__ import annotations

import csv
import json
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_STORED, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from izacontract.batch import faults, memo, overview
from izacontract.batch.folder import MANIFEST
from izacontract.batch.manifest import whole_lines
from izacontract.cli.files import content_of, write_whole
from izacontract.desk import messages as m
from izacontract.desk.folder import BATCHES, Desk
from izacontract.errors import FileError, unreadable

TABLE: Final = "tabel"
BASE: Final = "basis"
MADE: Final = "contracten"
MOST_FAULTS: Final = 100
"""So many faults can be mended on one page."""


@dataclass(frozen=True, slots=True)
class FaultRow:
    """A fault of a table: where it is, as the list of faults says, what stands there and what is wrong."""

    row: int
    reference: str
    column: str
    value: str
    message: str
    hint: str
    place: str


@dataclass(frozen=True)
class TableSet:
    """A set that ran: the documents that it made, each with its reference, and its faults; `more` are not shown.

    `columns` are those of the table itself, in which a fault can be mended.
    """

    name: str
    documents: Sequence[tuple[str, str]]
    faults: Sequence[FaultRow]
    more: int
    lists: Sequence[str]
    columns: frozenset[str]


def home_of(desk: Desk, name: str) -> Path:
    """Return the folder of the set `name`; raises DeskRefused when it is not there."""
    home = desk.file(BATCHES, name)
    if not home.is_dir():
        raise m.GONE.failure(m.DeskRefused, name=name)
    return home


def sets_on(desk: Desk) -> list[str]:
    """Return the name of every set, the newest first."""
    folder = desk.folder / BATCHES
    try:
        homes = [entry for entry in folder.iterdir() if entry.is_dir()]
    except OSError as error:
        raise unreadable(folder, error) from error
    return [home.name for home in sorted(homes, key=lambda home: home.stat().st_mtime, reverse=True)]


def file_of(home: Path, stem: str) -> Path:
    """Return the table or the base in the folder of a set, whatever form it has; raises FileError without one."""
    found = sorted(entry for entry in home.glob(f"{stem}.*") if entry.is_file())
    if not found:
        raise m.GONE.failure(FileError, name=f"{home.name}/{stem}")
    return found[0]


def read_set(desk: Desk, name: str) -> TableSet:
    """Return what the last run of the set `name` made; raises DeskRefused when the set is not there."""
    folder = home_of(desk, name) / MADE
    documents: list[tuple[str, str]] = []
    if (folder / MANIFEST).is_file():
        for line in list(whole_lines(folder / MANIFEST))[1:]:
            told = json.loads(line)
            documents.append((str(told.get("reference", "")), str(told.get("file", ""))))
    found = _faults(folder / faults.CSV)
    names = (overview.XLSX, faults.XLSX, faults.CSV, memo.XLSX, MANIFEST)
    lists = [one for one in names if (folder / one).is_file()]
    columns = _columns(file_of(home_of(desk, name), TABLE)) if found else frozenset()
    return TableSet(name, documents, found[:MOST_FAULTS], max(0, len(found) - MOST_FAULTS), lists, columns)


def _faults(file: Path) -> list[FaultRow]:
    with suppress(OSError, csv.Error, ValueError):
        lines = list(csv.reader(StringIO(file.read_text(encoding="utf-8-sig")), delimiter=";"))[1:]
        return [FaultRow(int(row), *(_bare(cell) for cell in rest)) for row, *rest in lines]
    return []


def _columns(table: Path) -> frozenset[str]:
    """Return the heads of `table`, without those of its lists."""
    if table.suffix.lower() == ".csv":
        heads: list[object] = list(_lines_of(content_of(table))[0][0])
    else:
        heads = [cell.value for cell in _sheet_of(load_workbook(BytesIO(content_of(table))))[1]]
    return frozenset(str(head).strip() for head in heads if head)


def _lines_of(raw: bytes) -> tuple[list[list[str]], str]:
    """Return the lines of a table in CSV, of which there is one at least, and the sign between its cells."""
    text = raw.decode("utf-8-sig", "replace")
    separator = max(";,\t", key=text.partition("\n")[0].count)
    return list(csv.reader(StringIO(text), delimiter=separator)) or [[]], separator


def _sheet_of(book: Workbook) -> Worksheet:
    """Return the sheet of a table that holds a row for each contract."""
    return next(one for one in book.worksheets if "kenmerk" in [cell.value for cell in one[1]])


def _bare(cell: str) -> str:
    """Return `cell` without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell.startswith("'") and faults.harmless(cell[1:]) == cell else cell


def mended(desk: Desk, name: str, values: Mapping[tuple[int, str], str]) -> list[str]:
    """Put `values`, each by the row and column of its fault, in the table of the set `name`.

    Returns the columns that the table does not have, or that stand in a list: those are mended in the file itself.
    """
    file = file_of(home_of(desk, name), TABLE)
    data, left = (_in_csv if file.suffix.lower() == ".csv" else _in_workbook)(file, values)
    write_whole(file, data, force=True)
    return left


def _in_csv(file: Path, values: Mapping[tuple[int, str], str]) -> tuple[bytes, list[str]]:
    rows, separator = _lines_of(content_of(file))
    heads = [head.strip() for head in rows[0]]
    left = []
    for (number, column), value in values.items():
        if column not in heads or not 1 < number <= len(rows):
            left.append(column)
            continue
        row = rows[number - 1]
        row += [""] * (len(heads) - len(row))
        row[heads.index(column)] = value
    out = StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode("utf-8-sig"), left


def _in_workbook(file: Path, values: Mapping[tuple[int, str], str]) -> tuple[bytes, list[str]]:
    book = load_workbook(BytesIO(content_of(file)))
    sheet = _sheet_of(book)
    heads = {str(cell.value).strip(): cell.column for cell in sheet[1] if cell.value}
    left = []
    for (number, column), value in values.items():
        if column not in heads or not 1 < number <= sheet.max_row:
            left.append(column)
            continue
        cell = sheet.cell(number, heads[column])
        # as text: a code keeps its first zeros, and a formula stays what was typed
        cell.value, cell.data_type = value, "s"
    out = BytesIO()
    book.save(out)
    return out.getvalue(), left


def zipped(desk: Desk, name: str, target: Path) -> None:
    """Write everything that the run of the set `name` made to the zip file `target`; raises FileError when it fails."""
    folder = home_of(desk, name) / MADE
    temporary = target.with_name(f".{secrets.token_hex(4)}.zip")
    try:
        # a docx is packed already
        with ZipFile(temporary, "w", ZIP_STORED) as packed:
            for entry in sorted(folder.rglob("*")):
                if entry.is_file() and not any(part.startswith(".") for part in entry.relative_to(folder).parts):
                    packed.write(entry, entry.relative_to(folder).as_posix())
        temporary.replace(target)
    except OSError as error:
        raise unreadable(target, error) from error
    finally:
        temporary.unlink(missing_ok=True)

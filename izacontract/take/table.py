"""The workbook of `verify`, filled in: per file the answer to each of its changes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook

from izacontract.errors import FileError, reason_of
from izacontract.message import Message
from izacontract.reports.verification_rows import ACCEPT, FILE, NAME, REFERENCE, REMARK

YES: Final = ("ja", "j", "yes", "y", "x", "waar", "true")
NO: Final = ("nee", "n", "no", "onwaar", "false")
COLUMNS: Final = (FILE, REFERENCE, NAME, ACCEPT, REMARK)

NO_TABLE: Final = Message(
    "overnemen.geen-tabel",
    "{file} is geen ingevulde tabel van verify: {why}.",
    "{file} is no filled-in table of verify: {why}.",
    "Maak de tabel met: izacontract verify MAP -o terug.xlsx, en vul de kolom Accepteren in.",
    "Make the table with: izacontract verify FOLDER -o back.xlsx, and fill in the column Accepteren.",
)


@dataclass
class FileAnswers:
    """What is answered to the changes of one file: names to take over, to refuse and to counter, each with a text."""

    file: str
    reference: str
    accept: list[str] = field(default_factory=list)
    refuse: list[tuple[str, str]] = field(default_factory=list)
    counter: list[tuple[str, str]] = field(default_factory=list)
    remarks: dict[str, str] = field(default_factory=dict)


def read_answers(file: Path) -> list[FileAnswers]:
    """Return the answers in the workbook `file` by file, in its order; raises FileError when it is no such table."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise NO_TABLE.failure(FileError, file=file, why=reason_of(error)) from error
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise NO_TABLE.failure(FileError, file=file, why="het is geen Excel-bestand") from error
    for page in book.worksheets:
        rows = page.iter_rows(values_only=True)
        columns = _columns(next(rows, ()))
        if columns is not None:
            return list(_answers(rows, columns).values())
    raise NO_TABLE.failure(FileError, file=file, why="geen blad heeft de kolommen Bestand, Wijziging en Accepteren")


def _columns(header: tuple[Any, ...]) -> dict[str, int] | None:
    """Return where each column stands, None when one of them is not there; the remarks may be left out."""
    titles = [" ".join(str(cell or "").split()).casefold() for cell in header]
    found = {}
    for told in COLUMNS:
        at = next((titles.index(name.casefold()) for name in (told.nl, told.en) if name.casefold() in titles), None)
        if at is None and told is not REMARK:
            return None
        found[told.en] = -1 if at is None else at
    return found


def _answers(rows: Iterator[tuple[Any, ...]], columns: dict[str, int]) -> dict[str, FileAnswers]:
    found: dict[str, FileAnswers] = {}
    for row in rows:
        cells = {name: _text(row[at]) if 0 <= at < len(row) else "" for name, at in columns.items()}
        file, name, answer, remark = (cells[told.en] for told in (FILE, NAME, ACCEPT, REMARK))
        if not file or not name:
            continue
        held = found.setdefault(file, FileAnswers(file, cells[REFERENCE.en]))
        if remark:
            held.remarks[name] = remark
        if answer.casefold() in YES:
            held.accept.append(name)
        elif answer.casefold() in NO:
            held.refuse.append((name, remark))
        elif answer:
            held.counter.append((name, answer))
    return found


def _text(cell: Any) -> str:
    """Return the text of a cell; a yes or no that Excel made of one is one."""
    if isinstance(cell, bool):
        return YES[0] if cell else NO[0]
    return "" if cell is None else str(cell).strip()

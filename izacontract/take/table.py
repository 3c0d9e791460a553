"""The workbook of `verify`, filled in: per file the answer to each of its changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from izacontract.errors import FileError, RequestInvalid, Told
from izacontract.intake.cells import TypedCell, TypedLine
from izacontract.intake.excel_file import open_workbook
from izacontract.intake.excel_package import MOST_IN_TABLE
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
NO_SHEET: Final = Told(
    "geen blad heeft de kolommen Bestand, Wijziging en Accepteren",
    "no sheet has the columns Bestand, Wijziging and Accepteren",
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
        with open_workbook(file, str(file), MOST_IN_TABLE) as book:
            for sheet in book.sheets:
                lines = book.lines(sheet)
                columns = _columns(next(lines, None))
                if columns is not None:
                    return list(_answers(file, lines, columns).values())
    except RequestInvalid as refused:
        why = refused.findings[0].message if refused.findings else refused.message
        raise NO_TABLE.failure(FileError, file=file, why=why) from refused
    raise NO_TABLE.failure(FileError, file=file, why=NO_SHEET)


def _columns(header: TypedLine | None) -> dict[str, int] | None:
    """Return where each column stands, None when one of them is not there; the remarks may be left out."""
    titles = {" ".join(cell.text.split()).casefold(): cell.column for cell in header.cells} if header else {}
    found = {}
    for told in COLUMNS:
        at = next((titles[name.casefold()] for name in (told.nl, told.en) if name.casefold() in titles), None)
        if at is None and told is not REMARK:
            return None
        found[told.en] = at or 0
    return found


def _answers(file: Path, lines: Iterator[TypedLine], columns: dict[str, int]) -> dict[str, FileAnswers]:
    found: dict[str, FileAnswers] = {}
    for line in lines:
        by_column = {cell.column: cell for cell in line.cells}
        cells = {name: _text(file, line, by_column.get(at)) for name, at in columns.items()}
        document, name, answer, remark = (cells[told.en] for told in (FILE, NAME, ACCEPT, REMARK))
        if not document or not name:
            continue
        held = found.setdefault(document, FileAnswers(document, cells[REFERENCE.en]))
        if remark:
            held.remarks[name] = remark
        if answer.casefold() in YES:
            held.accept.append(name)
        elif answer.casefold() in NO:
            held.refuse.append((name, remark))
        elif answer:
            held.counter.append((name, answer))
    return found


def _text(file: Path, line: TypedLine, cell: TypedCell | None) -> str:
    """Return the text of a cell; a yes or no that Excel made of one is one. Raises FileError for one without a text."""
    if cell is None:
        return ""
    if cell.fault is not None:
        why = Told(f"rij {line.number}: {cell.fault.message.nl}", f"row {line.number}: {cell.fault.message.en}")
        raise NO_TABLE.failure(FileError, file=file, why=why)
    return cell.text.strip()

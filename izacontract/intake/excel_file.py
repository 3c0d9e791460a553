"""A workbook as lines of cells: opened with care, read as it was typed."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from izacontract.errors import FileError, Finding, Position, RequestInvalid, Told, unreadable
from izacontract.intake import cell_messages as m
from izacontract.intake.cells import TypedCell, TypedLine
from izacontract.intake.tree import COMPOUND, ZIP
from izacontract.message import Message
from izacontract.model.values import TypedKind

if TYPE_CHECKING:
    from openpyxl import Workbook as OpenedWorkbook

MOST_IN_REQUEST: Final = 30_000_000
MOST_IN_TABLE: Final = 2_000_000_000
"""The most bytes that a workbook may have when unpacked: one request, and thousands of rows."""

MOST_IN_MEMORY: Final = 150_000_000
"""The most bytes of what is not a sheet, such as the texts of all cells: that is read as a whole."""

LAST_ROW: Final = 1_048_576
"""The last row that Excel knows."""

MOST_PARTS: Final = 5_000
DIGITS: Final = ".15g"
"""Excel keeps fifteen digits of a number and shows no more; what follows in the file is how it is stored."""

ERRORS: Final = {
    "#N/A": "#N/B",
    "#REF!": "#VERW!",
    "#VALUE!": "#WAARDE!",
    "#DIV/0!": "#DEEL/0!",
    "#NAME?": "#NAAM?",
    "#NUM!": "#GETAL!",
    "#NULL!": "#LEEG!",
}
"""What Excel stores for an error, and what a Dutch Excel shows."""

_QUOTED: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_CHUNK: Final = 1 << 20
_TAIL: Final = 200
"""More bytes than one element about merged cells has."""


@dataclass(frozen=True)
class Area:
    """Cells that are merged: their name, the line and column of the first, and the last line."""

    name: str
    line: int
    column: int
    last: int


class Workbook:
    """An open workbook, read sheet by sheet; `name` is what messages call it."""

    def __init__(self, opened: OpenedWorkbook, package: zipfile.ZipFile, name: str) -> None:
        self.name = name
        self._opened = opened
        self._package = package
        self.sheets: tuple[str, ...] = tuple(sheet.title for sheet in opened.worksheets)

    def lines(self, sheet: str) -> Iterator[TypedLine]:
        """Give the rows of `sheet` that are not empty; raises RequestInvalid when they cannot be read."""
        page: Any = self._sheet(sheet)
        # What a sheet says of its own size need not be true; without it every row is read.
        page.reset_dimensions()
        rows = page.iter_rows(max_row=LAST_ROW)
        while True:
            with _told_as(self.name):
                row = next(rows, None)
                if row is None:
                    return
                cells = tuple(found for cell in row if cell.value is not None and (found := _cell(cell)))
            if cells:
                yield TypedLine(row[cells[0].column - 1].row, cells)

    def is_empty(self, sheet: str) -> bool:
        """Return whether `sheet` has no cell with anything in it."""
        return next(self.lines(sheet), None) is None

    def merged(self, sheet: str) -> list[Area]:
        """Return the cells of `sheet` that are merged."""
        # openpyxl tells of merged cells only when it holds the whole sheet in memory.
        part = self._sheet(sheet)._worksheet_path.lstrip("/")
        found: dict[str, Area] = {}
        with _told_as(self.name), self._package.open(part) as stream:
            before = b""
            while chunk := stream.read(_CHUNK):
                for match in _MERGED.finditer(before + chunk):
                    left, top, right, bottom = (group.decode() for group in match.groups())
                    name = f"{left}{top}:{right}{bottom}"
                    found[name] = Area(name, int(top), _number(left), int(bottom))
                before = chunk[-_TAIL:]
        return list(found.values())

    def _sheet(self, name: str) -> Any:
        return self._opened[name]


@contextmanager
def open_workbook(source: bytes | Path, name: str, most: int) -> Iterator[Workbook]:
    """Open the workbook in `source`, which may have `most` bytes when unpacked; `name` is what messages call it.

    Raises RequestInvalid when it is none or too large, FileError when it cannot be read.
    """
    from openpyxl import load_workbook

    try:
        with ExitStack() as stack:
            stack.enter_context(warnings.catch_warnings())
            warnings.filterwarnings("ignore", module=r"openpyxl\..*")
            file = stack.enter_context(io.BytesIO(source) if isinstance(source, bytes) else source.open("rb"))
            _refuse_others(file.read(8), file, name)
            file.seek(0)
            with _told_as(name):
                package = stack.enter_context(zipfile.ZipFile(file))
                _refuse_unfit(package, name, most)
                book = load_workbook(file, read_only=True, keep_links=False)
            stack.callback(book.close)
            if not book.worksheets:
                raise m.DAMAGED.refusal(Position(name, 0, 0))
            yield Workbook(book, package, name)
    except OSError as error:
        raise unreadable(name, error) from error


@contextmanager
def _told_as(name: str) -> Iterator[None]:
    """Turn whatever a damaged workbook makes openpyxl raise into one finding."""
    try:
        yield
    except (RequestInvalid, FileError, OSError, GeneratorExit):
        raise
    except (zipfile.BadZipFile, ArithmeticError, AttributeError, LookupError, SyntaxError, TypeError) as error:
        raise m.DAMAGED.refusal(Position(name, 0, 0)) from error
    except ValueError as error:
        raise m.DAMAGED.refusal(Position(name, 0, 0)) from error


def _refuse_others(start: bytes, file: Any, name: str) -> None:
    if start.startswith(ZIP):
        return
    nl, en = "een ander bestand", "another file"
    if start.startswith(COMPOUND):
        file.seek(0)
        if "EncryptedPackage".encode("utf-16-le") in file.read():
            nl, en = "een bestand met een wachtwoord", "a file with a password"
        else:
            nl, en = "een oud Excel- of Word-bestand (.xls, .doc)", "an old Excel or Word file (.xls, .doc)"
    elif start.startswith(b"%PDF"):
        nl, en = "een pdf", "a PDF"
    elif not start:
        nl, en = "een leeg bestand", "an empty file"
    elif all(byte >= ord(" ") or byte in b"\t\r\n" for byte in start):
        nl, en = "een tekstbestand", "a text file"
    raise _no_workbook(name, nl, en, is_sheet=start.startswith(COMPOUND))


def _refuse_unfit(package: zipfile.ZipFile, name: str, most: int) -> None:
    """Refuse a package that is no workbook, would be too large when unpacked, or declares entities in its XML."""
    infos = package.infolist()
    names = {info.filename for info in infos}
    # A part is never read beyond the size that the package gives for it, so this sum can be trusted.
    size = sum(info.file_size for info in infos)
    at_once = sum(info.file_size for info in infos if not info.filename.startswith("xl/worksheets/"))
    if size > most or len(infos) > MOST_PARTS:
        raise m.WORKBOOK_TOO_LARGE.refusal(Position(name, 0, 0), size=size, largest=most)
    if at_once > MOST_IN_MEMORY:
        raise m.WORKBOOK_TOO_LARGE.refusal(Position(name, 0, 0), size=at_once, largest=MOST_IN_MEMORY)
    if "xl/workbook.xml" not in names:
        nl, en = "een zipbestand", "a zip file"
        if "word/document.xml" in names:
            nl, en = "een Word-document", "a Word document"
        elif "xl/workbook.bin" in names:
            nl, en = "een binaire werkmap (.xlsb)", "a binary workbook (.xlsb)"
        elif "mimetype" in names:
            nl, en = "een OpenDocument-bestand (.ods)", "an OpenDocument file (.ods)"
        raise _no_workbook(name, nl, en, is_sheet="xl/workbook.bin" in names or "mimetype" in names)
    for info in infos:
        if info.filename.endswith((".xml", ".rels")):
            with package.open(info) as part:
                if b"<!DOCTYPE" in part.read(4096).replace(b"\0", b""):
                    raise m.DAMAGED.refusal(Position(name, 0, 0))


def _no_workbook(name: str, nl: str, en: str, *, is_sheet: bool) -> RequestInvalid:
    """Return the error for a file of another kind: one that Excel can open is saved anew, another is none at all."""
    hint = Told(
        "Open het in Excel en sla het op als Excel-werkmap (.xlsx), zonder wachtwoord.",
        "Open it in Excel and save it as an Excel workbook (.xlsx), without a password.",
    )
    if not is_sheet:
        hint = Told(
            "Geef een Excel-werkmap (.xlsx); een aanvraag mag ook YAML of JSON zijn.",
            "Give an Excel workbook (.xlsx); a request may also be YAML or JSON.",
        )
    return m.NO_WORKBOOK.refusal(Position(name, 0, 0), why=Told(nl, en), hint=hint)


def _cell(cell: Any) -> TypedCell | None:
    """Return what was typed in a cell; None when it holds spaces only."""
    column, value = cell.column, cell.value
    match value:
        case _ if cell.data_type == "f":
            return _fault(column, str(getattr(value, "text", value)), m.FORMULA)
        case _ if cell.data_type == "e":
            shown = ERRORS.get(str(value), str(value))
            return _fault(column, shown, m.CELL_ERROR, value=shown)
        case bool():
            return TypedCell(column, "true" if value else "false", TypedKind.YES_NO)
        case int() | float():
            percent = "%" in _QUOTED.sub("", cell.number_format or "")
            return TypedCell(column, _digits(value), TypedKind.NUMBER, percent)
        case datetime() if value.time() == time():
            return TypedCell(column, value.date().isoformat(), TypedKind.DAY)
        case datetime() | time() | timedelta():
            shown = value.isoformat(" ", "minutes") if isinstance(value, datetime) else str(value)
            return _fault(column, shown, m.CELL_TIME, value=shown)
        case date():
            return TypedCell(column, value.isoformat(), TypedKind.DAY)
        case str():
            text = _unescaped(value)
            return TypedCell(column, text, sheet=True) if text.strip() else None
        case _:
            return _fault(column, str(value), m.FORMULA)


def _fault(column: int, text: str, message: Message, **facts: Any) -> TypedCell:
    finding: Finding = message.finding(**facts)
    return TypedCell(column, text, fault=finding)


def _digits(value: float) -> str:
    """Return the digits of a number as Excel shows them in a wide cell."""
    return str(value) if isinstance(value, int) else f"{Decimal(format(value, DIGITS)):f}"


def _unescaped(text: str) -> str:
    """Return `text` with what Excel writes as `_x000D_` put back; line ends are line feeds."""
    if "_x" in text:
        from openpyxl.utils.escape import unescape

        text = unescape(text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number

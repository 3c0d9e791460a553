"""A workbook as lines of cells: opened with care, read as it shows, whatever program wrote it.

The sheets are read by a reader of our own, for requests and tables alike: docs/excel.md says why.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from lxml import etree

from izacontract.errors import FileError, Finding, Position, RequestInvalid, unreadable
from izacontract.intake import cell_messages as m
from izacontract.intake.cells import TypedLine
from izacontract.intake.excel_cells import CellReader, column_of, text_of
from izacontract.intake.excel_package import Package, local, nodes, refuse_others
from izacontract.intake.number_format import BUILT_IN, GENERAL
from izacontract.intake.open_document import LOOKED_AT, as_excel, is_open_document

LAST_ROW: Final = 1_048_576
"""The last row that Excel knows."""

_DAMAGE: Final = (
    *(zipfile.BadZipFile, zlib.error, etree.LxmlError),
    *(ArithmeticError, AttributeError, LookupError, RuntimeError, SyntaxError, TypeError, ValueError),
)
"""What unpacking and parsing raise for a file that is damaged."""

_AREA: Final = re.compile(r"\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?")
LONGEST_FORMAT: Final = 255
"""The most characters that Excel allows in a number format."""

_TRUE: Final = ("1", "true", "on")


@dataclass(frozen=True)
class Area:
    """Cells that belong together: their name, and the first and the last line and column."""

    name: str
    line: int
    column: int
    last: int
    last_column: int


class Workbook:
    """An open workbook, read sheet by sheet; `name` is what messages call it.

    `hidden` are the sheets that the program does not show. `notes` says what of the sheets read so far was passed over.
    """

    def __init__(self, package: Package) -> None:
        self.name = package.name
        self._package = package
        book = package.root(package.main)
        targets = package.related(package.main, "worksheet")
        self._parts: dict[str, str] = {}
        hidden = set()
        for sheet in book.iterfind("{*}sheets/{*}sheet"):
            pointer = next((value for key, value in sheet.items() if key.endswith("}id")), "")
            if pointer in targets:
                self._parts[sheet.attrib["name"]] = targets[pointer]
                if sheet.get("state", "visible") != "visible":
                    hidden.add(sheet.attrib["name"])
        self.sheets: tuple[str, ...] = tuple(self._parts)
        self.hidden = frozenset(hidden)
        settings = book.find("{*}workbookPr")
        is_1904 = settings is not None and settings.get("date1904", "") in _TRUE
        self._cells = CellReader(_texts(package), _formats(package), is_1904=is_1904)
        self._merged: dict[str, list[Area]] = {}
        self._notes: dict[tuple[str, int], Finding] = {}
        self._whole = tuple(replace(note, position=Position(self.name, 0, 0)) for note in _not_used(package))

    @property
    def notes(self) -> tuple[Finding, ...]:
        """Return what was passed over in the sheets that were read, and of the workbook as a whole."""
        return (*self._whole, *self._notes.values())

    def lines(self, sheet: str) -> Iterator[TypedLine]:
        """Give the rows of `sheet` that are not empty; raises RequestInvalid when they cannot be read."""
        with _told_as(self.name):
            totals = self._totals(sheet)
        rows = self._rows(sheet)
        while True:
            with _told_as(self.name):
                line = next(rows, None)
            if line is None:
                return
            for area in totals:
                if area.line <= line.number <= area.last:
                    line = self._without(area, line, sheet)
            if line.cells:
                yield line

    def is_empty(self, sheet: str) -> bool:
        """Return whether `sheet` has no cell with anything in it."""
        return next(self.lines(sheet), None) is None

    def merged(self, sheet: str) -> list[Area]:
        """Return the cells of `sheet` that are merged."""
        if sheet not in self._merged:
            with _told_as(self.name):
                for _ in self._rows(sheet):
                    pass
        return self._merged[sheet]

    def _rows(self, sheet: str) -> Iterator[TypedLine]:
        """Give every row of `sheet`; after the last one its merged cells are known."""
        merged: dict[str, Area] = {}
        number = 0
        for node in nodes(self._package.rows(self._parts[sheet]), "row", "mergeCell"):
            if local(node) == "mergeCell":
                area = _area(node.get("ref", ""))
                merged[area.name] = area
                continue
            number = int(node.get("r") or number + 1)
            if not 0 < number <= LAST_ROW:
                raise ValueError(number)
            if cells := self._cells.cells(node):
                yield TypedLine(number, cells)
        self._merged[sheet] = list(merged.values())

    def _totals(self, sheet: str) -> list[Area]:
        """Return the rows of `sheet` with the totals of its tables, which Excel reckons itself."""
        found = []
        for part in self._package.related(self._parts[sheet], "table").values():
            table = self._package.root(part)
            if rows := int(table.get("totalsRowCount", "0")):
                area = _area(table.get("ref", ""))
                found.append(Area(area.name, area.last - rows + 1, area.column, area.last, area.last_column))
        return found

    def _without(self, area: Area, line: TypedLine, sheet: str) -> TypedLine:
        kept = tuple(cell for cell in line.cells if not area.column <= cell.column <= area.last_column)
        if len(kept) < len(line.cells):
            note = m.TOTALS.warning(row=line.number, table=area.name)
            at = Position(self.name, line.number, area.column, sheet)
            self._notes[sheet, line.number] = Finding(note.severity, note.code, note.message, note.hint, (), at)
        return TypedLine(line.number, kept)


def _not_used(package: Package) -> Iterator[Finding]:
    """Give a warning for macros, and for what the workbook takes from other files: neither is opened."""
    if package.has("xl/vbaProject.bin"):
        yield m.MACROS.warning()
    links = package.related(package.main, "externalLink").values()
    files = [target.replace("\\", "/").rpartition("/")[2] for link in links for target in package.elsewhere(link)]
    if package.related(package.main, "connections"):
        files.append("xl/connections.xml")
    if files:
        yield m.OTHER_FILES.warning(files=", ".join(dict.fromkeys(files)))


@contextmanager
def open_workbook(source: bytes | Path, name: str, most: int) -> Iterator[Workbook]:
    """Open the workbook in `source`, which may have `most` bytes when unpacked; `name` is what messages call it.

    A file that LibreOffice wrote (.ods) goes through LibreOffice first; bytes that came from elsewhere do not. Raises
    RequestInvalid when it is none or too large, FileError when it cannot be read.
    """
    try:
        with ExitStack() as stack:
            file = stack.enter_context(io.BytesIO(source) if isinstance(source, bytes) else source.open("rb"))
            start = file.read(LOOKED_AT)
            refuse_others(start[:8], file, name)
            file.seek(0)
            if isinstance(source, Path) and is_open_document(start):
                file = stack.enter_context(io.BytesIO(as_excel(file.read(), name, most)))
            with _told_as(name):
                book = Workbook(Package(stack.enter_context(zipfile.ZipFile(file)), name, most))
            if not book.sheets:
                raise m.DAMAGED.refusal(Position(name, 0, 0))
            yield book
    except OSError as error:
        raise unreadable(name, error) from error


@contextmanager
def _told_as(name: str) -> Iterator[None]:
    """Turn whatever a damaged workbook makes us raise into one finding."""
    try:
        yield
    except (RequestInvalid, FileError, OSError):
        raise
    except _DAMAGE as error:
        raise m.DAMAGED.refusal(Position(name, 0, 0)) from error


def _texts(package: Package) -> list[str]:
    """Return the texts that cells point to by their number."""
    part = next(iter(package.related(package.main, "sharedStrings").values()), "")
    return [text_of(node) for node in nodes(package.open(part), "si")] if part else []


def _formats(package: Package) -> list[str]:
    """Return the number format of each style that cells point to by its number."""
    part = next(iter(package.related(package.main, "styles").values()), "")
    if not part:
        return []
    styles = package.root(part)
    found = styles.iterfind("{*}numFmts/{*}numFmt")
    own = {int(node.attrib["numFmtId"]): node.get("formatCode", "")[:LONGEST_FORMAT] for node in found}
    numbers = (int(node.get("numFmtId", "0")) for node in styles.iterfind("{*}cellXfs/{*}xf"))
    return [own.get(number) or BUILT_IN.get(number, GENERAL) for number in numbers]


def _area(name: str) -> Area:
    if (found := _AREA.fullmatch(name)) is None:
        raise ValueError(name)
    left, top, right, bottom = found.groups()
    return Area(name, int(top), column_of(left), int(bottom or top), column_of(right or left))

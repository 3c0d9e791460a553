"""A price list in Excel or CSV -> the performances of a request, or everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from izacontract.batch.table_csv import read_csv
from izacontract.errors import Finding, Position, RequestInvalid, Severity
from izacontract.intake.cells import TypedLine, fitted, longest_codes
from izacontract.intake.excel_file import Workbook, open_workbook
from izacontract.intake.excel_package import MOST_IN_REQUEST
from izacontract.intake.keys import KeyList
from izacontract.intake.readings import Readings
from izacontract.intake.tree import TEXT_ENDINGS, Tree, rows_told, told_by_column
from izacontract.model.values import Typed
from izacontract.prices import messages as m
from izacontract.prices.columns import columns_of, is_header

AT: Final = ("tarieven", "prestaties")
"""Where the price list stands in a request."""

_TOP: Final = 30
"""The header stands in one of the first so many rows that are not empty."""

_TOTAL: Final = re.compile(r"(sub)?tota+l|gemiddeld|som\b|average", re.IGNORECASE)
_AMOUNTS: Final = frozenset({"tarief", "maximum", "tweede_maximum", "oud_tarief"})


@dataclass
class PriceRow:
    """One performance as typed: its values by key, and the place of each and of the row."""

    values: dict[str, Typed]
    places: dict[str, Position]
    place: Position


@dataclass
class PriceList:
    """The performances of a list in its order, what is wrong with it, and what deserves to be told."""

    rows: list[PriceRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def checked(self) -> list[Finding]:
        """Return what deserves to be told; raises RequestInvalid with everything when a fault is among it."""
        found = list(told_by_column(Tree({}).located(self.findings)))
        if any(finding.severity is Severity.FAULT for finding in found):
            raise RequestInvalid(found)
        return found


def read_prices(file: Path, known: KeyList, *, sheet: str, asked: Mapping[str, str], year: str) -> PriceList:
    """Return the price list in `file`, whose columns fill in the keys `known`.

    `sheet` names its sheet, "" where it is to be found; `asked` the columns by key; `year` is that of the contract.
    Raises RequestInvalid when it has no header or more than one, FileError when it cannot be read.
    """
    read = PriceList()
    if file.suffix.lower() in TEXT_ENDINGS:
        lines = list(read_csv(file, read.findings))
        head = _head(lines, asked)
    else:
        with open_workbook(file, str(file), MOST_IN_REQUEST) as book:
            sheet, lines, head = _sheet(book, sheet, asked)
            read.findings += book.notes
    name = str(file)
    if head is None:
        raise m.NO_HEADER.refusal(Position(name, 0, 0, sheet))
    found: list[Finding] = []
    columns = columns_of(lines[head], asked, year, found)
    read.findings += [replace(finding, position=Position(name, lines[head].number, 0, sheet)) for finding in found]
    _fill(read, lines[head + 1 :], columns, known, name, sheet)
    if not read.rows and not read.findings:
        read.findings.append(replace(m.EMPTY.finding(), position=Position(name, lines[head].number, 0, sheet)))
    return read


def _sheet(book: Workbook, sheet: str, asked: Mapping[str, str]) -> tuple[str, list[TypedLine], int | None]:
    """Return the sheet with the price list, its rows and the place of its header among them."""
    same = [name for name in book.sheets if name.strip().casefold() == sheet.strip().casefold()]
    if sheet and not same:
        raise m.NO_SHEET.refusal(Position(book.name, 0, 0), sheet=sheet, sheets=", ".join(book.sheets))
    read = {name: list(book.lines(name)) for name in same or book.sheets if same or name not in book.hidden}
    heads = {name: head for name, lines in read.items() if (head := _head(lines, asked)) is not None}
    if len(heads) > 1:
        names = [f"'{name}'" for name in heads]
        raise m.WHICH_SHEET.refusal(Position(book.name, 0, 0), sheets=", ".join(names), first=next(iter(heads)))
    chosen = next(iter(heads or read), "")
    return chosen, read.get(chosen, []), heads.get(chosen)


def _head(lines: Sequence[TypedLine], asked: Mapping[str, str]) -> int | None:
    return next((place for place, line in enumerate(lines[:_TOP]) if is_header(line, asked)), None)


def _fill(
    read: PriceList, lines: Sequence[TypedLine], columns: Mapping[int, str], known: KeyList, name: str, sheet: str
) -> None:
    longest = longest_codes(lines)
    readings = Readings()
    first: dict[str, int] = {}
    totals: list[int] = []
    for line in lines:
        row = PriceRow({}, {}, Position(name, line.number, 1, sheet))
        faults = []
        for cell in line.cells:
            if (key := columns.get(cell.column)) is None:
                continue
            at = Position(name, line.number, cell.column, sheet)
            reading = fitted(cell, known.columns[key], longest.get(cell.column, 0))
            if isinstance(reading.value, Finding):
                faults.append(replace(reading.value, path=(*AT, len(read.rows), key), position=at))
                continue
            readings.note(reading, cell.text, at)
            row.values[key], row.places[key] = reading.value, at
        codes = [cell.text.strip() for cell in line.cells if columns.get(cell.column) == "code"]
        if not codes or _TOTAL.match(codes[0]):
            if any(_TOTAL.match(cell.text.strip()) for cell in line.cells):
                totals.append(line.number)
            elif not _AMOUNTS.isdisjoint(row.values):
                read.findings.append(replace(m.NO_CODE.finding(), position=row.place))
            continue
        read.findings += faults
        code = str(row.values.get("code", ""))
        if code and code in first:
            at = row.places["code"]
            read.findings.append(replace(m.DOUBLE.finding(code=code, row=first[code]), position=at))
        first.setdefault(code, line.number)
        read.rows.append(row)
    if totals:
        found = m.TOTALS.warning(rows=rows_told(totals))
        read.findings.append(replace(found, position=Position(name, totals[0], 0, sheet)))
    read.findings += readings.findings()


def few(codes: Iterable[str], most: int = 5) -> str:
    """Return `codes` as a sentence names them: the first `most`, and how many there are."""
    named = list(codes)
    return ", ".join(named[:most]) + (f", … ({len(named)})" if len(named) > most else "")

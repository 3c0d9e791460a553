"""A CSV file as lines of cells: UTF-8, with the separator that its header shows."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from izacontract.batch import table_messages as m
from izacontract.errors import Position, Told, unreadable
from izacontract.intake.cells import TypedCell, TypedLine

SEPARATORS: Final = (";", ",", "\t")
LONGEST_VALUE: Final = 1_000_000
"""Characters; a longer value means that a quote was never closed."""

UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
SAYS_SEPARATOR: Final = "sep="
"""How Excel itself notes the separator, on a first line of its own."""


def read_csv(file: Path) -> Iterator[TypedLine]:
    """Give the lines of `file` that are not empty, with the number of the line in the file where each begins.

    Raises RequestInvalid when it is no CSV in UTF-8, FileError when it cannot be read.
    """
    name = str(file)
    try:
        with file.open("rb") as raw:
            if raw.read(2) in UTF16:
                raise m.NOT_UTF8.refusal(Position(name, 1, 1))
        with file.open(encoding="utf-8-sig", newline="") as text:
            first = text.readline()
            skipped = first[:4].lower() == SAYS_SEPARATOR
            separator = first[4:5] if skipped else _separator(first)
            if not skipped:
                text.seek(0)
            yield from _lines(csv.reader(text, delimiter=separator, strict=True), name, int(skipped))
    except UnicodeDecodeError as error:
        raise m.NOT_UTF8.refusal(Position(name, _first_garbled(file), 1)) from error
    except OSError as error:
        raise unreadable(name, error) from error


def _lines(reader: Iterator[list[str]], name: str, skipped: int) -> Iterator[TypedLine]:
    csv.field_size_limit(LONGEST_VALUE)
    number = 1 + skipped
    while True:
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise m.BAD_CSV.refusal(Position(name, number, 1), why=Told(_dutch(error), str(error))) from error
        cells = tuple(TypedCell(index, value) for index, value in enumerate(values, start=1) if value.strip())
        if cells:
            yield TypedLine(number, cells)
        number = reader.line_num + 1 + skipped  # type: ignore[attr-defined]  # typeshed names the reader's type privately


def _first_garbled(file: Path) -> int:
    """Return the number of the first line of `file` that is not UTF-8."""
    with file.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    return 1


def _separator(header: str) -> str:
    """Return the separator that stands most often in `header` outside quotes; the first of them where none does."""
    bare = "".join(header.split('"')[::2])
    return max(SEPARATORS, key=bare.count)


def _dutch(error: csv.Error) -> str:
    if "field larger" in str(error) or "unexpected end of data" in str(error):
        return "een aanhalingsteken wordt niet gesloten"
    if "expected after" in str(error):
        return "na het sluitende aanhalingsteken staat nog tekst"
    return "zij bevat een teken dat niet in een tekstbestand hoort"

"""A CSV file as lines of cells, in the letters of Unicode or of Windows, with the separator that its header shows."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from izacontract.batch import table_messages as m
from izacontract.errors import Finding, Position, Told, unreadable
from izacontract.intake.cells import TypedCell, TypedLine

SEPARATORS: Final = (";", ",", "\t")
LONGEST_VALUE: Final = 1_000_000
"""Characters; a longer value means that a quote was never closed."""

UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_UNCERTAIN: Final = re.compile(
    rb"[A-Za-z][\x81-\x91\x93-\x9f][A-Za-z]|[A-Za-z][\x82\x88-\x8f]|\x83[a-z]|[\x81\x8d\x8f\x90\x9d]"
)
"""Signs of Windows where no word has them: DOS and old Macs had letters there."""

_WORD: Final = re.compile(rb"[^\s;,]*[\x80-\xff][^\s;,]*")
SAYS_SEPARATOR: Final = "sep="
"""How Excel itself notes the separator, on a first line of its own."""


def read_csv(file: Path, notes: list[Finding]) -> Iterator[TypedLine]:
    """Give the lines of `file` that are not empty, with the number of the line in the file where each begins.

    Letters that are no UTF-8 are read as Windows writes them where that gives words; `notes` gets that, with an
    example. Raises RequestInvalid when it is no CSV, or its letters are uncertain; FileError when it cannot be read.
    """
    name = str(file)
    try:
        encoding, example = _encoding(file)
        if example:
            notes.append(replace(m.WINDOWS.warning(example=example), position=Position(name, 0, 0)))
        with file.open(encoding=encoding, newline="") as text:
            first = text.readline()
            skipped = first[:4].lower() == SAYS_SEPARATOR
            separator = first[4:5] if skipped else _separator(first)
            if not skipped:
                text.seek(0)
            yield from _lines(csv.reader(text, delimiter=separator, strict=True), name, int(skipped))
    except UnicodeDecodeError as error:
        raise m.NOT_UTF8.refusal(Position(name, 1, 1)) from error
    except OSError as error:
        raise unreadable(name, error) from error


def _encoding(file: Path) -> tuple[str, str]:
    """Return the encoding of `file`, and an example of what Windows wrote in it; raises RequestInvalid when unsure."""
    example = ""
    has_utf8 = False
    with file.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if number == 1 and line.startswith(UTF16):
                return "utf-16", ""
            if line.isascii():
                continue
            try:
                line.decode()
                has_utf8 = True
            except UnicodeDecodeError:
                found = None if _UNCERTAIN.search(line) else _WORD.search(line)
                example = example or (found[0].decode("cp1252") if found else "")
                if not found:
                    raise m.NOT_UTF8.refusal(Position(str(file), number, 1)) from None
            if has_utf8 and example:
                raise m.NOT_UTF8.refusal(Position(str(file), number, 1))
    return ("cp1252", example) if example else ("utf-8-sig", "")


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

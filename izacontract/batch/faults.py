"""What failed, as a list that a purchaser mends: a line for each fault, as CSV for Dutch Excel and as a workbook."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from izacontract.errors import Finding, Told, dotted
from izacontract.intake.tree import typed_at
from izacontract.render.workbook import Sheet, workbook
from izacontract.word.ooxml import printable

if TYPE_CHECKING:
    from izacontract.batch.rows import TableRow

CSV: Final = "fouten.csv"
XLSX: Final = "fouten.xlsx"

HEADER: Final = (
    Told("rij", "row"),
    Told("kenmerk", "reference"),
    Told("kolom", "column"),
    Told("waarde", "value"),
    Told("melding", "message"),
    Told("oplossing", "hint"),
    Told("plaats", "place"),
)
WIDTHS: Final = (6, 18, 34, 24, 60, 60, 34)

MOST_LINES: Final = 20_000
"""The most faults in the workbook, which must be held in memory; the CSV has them all."""

LONGEST: Final = 1_000
"""The most characters of a value that are repeated."""

_FORMULA: Final = re.compile(r"\s*[=+\-@\t\r]")
_NUMBER: Final = re.compile(r"[-+]?\d[\d.,]*%?")

FaultLine = tuple[int | str, ...]
"""One fault: the cells under `HEADER`, and after them the name and AGB code of the provider."""

PROVIDER: Final = ("zorgaanbieder.naam", "zorgaanbieder.agb")


def fault_lines(row: TableRow, findings: Iterable[Finding], language: str) -> Iterator[FaultLine]:
    """Give a line for each of `findings` about `row`, in `language`."""
    provider = [row.cells.get(key) or str(typed_at(row.tree.root, key.split(".")) or "") for key in PROVIDER]
    for finding in findings:
        column = dotted(finding.path)
        value = row.cells[column] if column in row.cells else str(typed_at(row.tree.root, finding.path) or "")
        yield (
            row.number,
            row.kenmerk,
            column,
            value if len(value) <= LONGEST else value[:LONGEST] + "…",
            finding.message.in_language(language),
            finding.hint.in_language(language),
            finding.position.in_language(language) if finding.position else "",
            *(text[:LONGEST] for text in provider),
        )


def alike(lines: Iterable[FaultLine]) -> Iterator[tuple[FaultLine, Sequence[int]]]:
    """Give each of `lines` that says something new of a column, with the rows of which another line says the same."""
    first: dict[tuple[str, str], FaultLine] = {}
    rows: dict[tuple[str, str], list[int]] = {}
    for line in lines:
        number, _, column, value, message, *_ = line
        key = (re.sub(r"\[\d+\]", "", str(column)), str(message).replace(str(value), "…") if value else str(message))
        rows.setdefault(key, []).append(int(number))
        first.setdefault(key, line)
    for key, line in first.items():
        yield line, sorted(set(rows[key]) - {int(line[0])})


def packed(line: FaultLine) -> bytes:
    """Return `line` as it is kept until the end of the run."""
    return json.dumps(line).encode() + b"\n"


def unpacked(line: bytes) -> FaultLine:
    """Return the line that `packed` wrote."""
    return tuple(json.loads(line))


def write_csv(file: Path, lines: Iterable[FaultLine], language: str) -> None:
    """Write `lines` to `file`: UTF-8 with a mark and semicolons, as Dutch Excel opens it at a double click."""
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        _write(out, lines, language)


def _write(out: TextIO, lines: Iterable[FaultLine], language: str) -> None:
    writer = csv.writer(out, delimiter=";")
    writer.writerow([title.in_language(language) for title in HEADER])
    for line in lines:
        writer.writerow([cell if isinstance(cell, int) else harmless(cell) for cell in line[: len(HEADER)]])


def harmless(text: str) -> str:
    """Return `text` so that a spreadsheet never takes it for a formula: one that could be gets an apostrophe."""
    text = printable(text)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def as_workbook(lines: Iterable[FaultLine], language: str) -> bytes:
    """Return `lines` as an Excel file; past `MOST_LINES` it names the CSV, which has the rest."""
    rows: list[Sequence[int | str]] = []
    for line in lines:
        if len(rows) == MOST_LINES:
            rest = Told(f"Er zijn meer fouten; ze staan in {CSV}.", f"There are more faults; they are in {CSV}.")
            rows.append(("", "", "", "", rest.in_language(language), "", ""))
            break
        rows.append([cell if isinstance(cell, int) else printable(cell) for cell in line[: len(HEADER)]])
    title = Told("Fouten", "Faults").in_language(language)
    header = tuple(name.in_language(language) for name in HEADER)
    return workbook(title, [Sheet(title, header, WIDTHS, rows)])


def is_ours(file: Path) -> bool:
    """Return whether `file` is a list of faults that a run wrote."""
    if file.name == XLSX:
        return is_ours(file.with_name(CSV))
    starts = tuple(";".join(title.in_language(language) for title in HEADER) for language in ("nl", "en"))
    try:
        with file.open(encoding="utf-8-sig") as lines:
            return lines.readline().rstrip("\r\n") in starts
    except (OSError, UnicodeDecodeError):
        return False

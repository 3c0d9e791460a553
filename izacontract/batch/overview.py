"""The overview of a run: a line for each contract, with what is left to do and by whom, and filtered totals."""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final

from izacontract.batch.faults import FaultLine
from izacontract.errors import Finding, Severity
from izacontract.intake.key_words import KeyWords
from izacontract.model.contract import Contract
from izacontract.model.request import ContractRequest
from izacontract.model.values import By, is_open
from izacontract.render.workbook import Cell, Sheet, workbook
from izacontract.word.ooxml import printable

XLSX: Final = "overzicht.xlsx"
MOST_LINES: Final = 20_000
"""The most contracts in the workbook, which must be held in memory; the manifest has them all."""

LONGEST: Final = 4_000
"""The most characters in a cell."""

HEADER: Final = (
    "Rij", "Kenmerk", "Stand", "Zorgverzekeraar", "UZOVI", "Zorgaanbieder", "AGB", "KvK", "Bestand", "Begin", "Einde",
    "Open: zorgaanbieder", "Open: zorgverzekeraar", "Open: partijen", "Te herstellen vóór definitief",
    "Waarschuwingen", "In te vullen door de zorgaanbieder", "In te vullen door de zorgverzekeraar",
    "In te vullen door partijen", "Wat te herstellen of na te gaan is", "sha256 van het bestand",
)  # fmt: skip
WIDTHS: Final = (7, 20, 22, 28, 10, 30, 12, 12, 28, 12, 12, 14, 16, 12, 16, 16, 40, 40, 40, 70, 24)
PROVIDER, AGB = HEADER.index("Zorgaanbieder"), HEADER.index("AGB")
MEND: Final = "Vóór definitief: "
COUNTED: Final = range(11, 16)
"""The columns of which the head gives a total, from 0."""

SUPPLIERS: Final = (By.PROVIDER, By.INSURER, By.BOTH)

_Row = tuple[Cell, ...]


def overview_of(request: ContractRequest, contract: Contract, told: Sequence[Finding]) -> dict[str, Any]:
    """Return what the overview and a register say of `contract` beside what the manifest has, as JSON takes it."""
    entities = request.insurer.entities
    return {
        "insurer": "; ".join(_text(one.name) for one in entities),
        "uzovi": "; ".join(_text(one.uzovi) for one in entities),
        "provider": _text(request.provider.name),
        "agb": _text(request.provider.agb),
        "kvk": _text(request.provider.kvk),
        "begin": contract.begin.isoformat(),
        "end": contract.end.isoformat(),
        "open": {by.name.lower(): [one.field for one in contract.open_points if one.by is by] for by in SUPPLIERS},
        "told": {severity: _words(told, severity) for severity in (Severity.BEFORE_FINAL, Severity.WARNING)},
        "sector": contract.sector,
        "title": contract.title,
        "status": contract.status,
        "renews": request.agreement.renewal != "geen",
        "entities": [{"name": _text(one.name), "kvk": _text(one.kvk), "uzovi": _text(one.uzovi)} for one in entities],
    }


def run_overview(lines: Iterable[bytes], faults: Iterable[FaultLine], words: KeyWords) -> bytes:
    """Return the overview, as an Excel file, of the contracts in the `lines` of a manifest and the rows with `faults`.

    What is open is called by its `words`, with the key of its column behind it. Both are in order of row. No more than
    `MOST_LINES` rows are held; the last line says how many more there are.
    """
    rows: list[Sequence[Cell]] = []
    more = 0
    for row in heapq.merge(_made(lines, words), _failed(faults, words), key=lambda row: row[0]):
        if len(rows) < MOST_LINES:
            rows.append(row)
        else:
            more += 1
    last = len(rows) + 2
    totals: list[Cell] = ["", f'="Regels: "&SUBTOTAL(103,B3:B{last})', *[""] * (len(HEADER) - 2)]
    for column in COUNTED:
        letter = "ABCDEFGHIJKLMNOPQRSTU"[column]
        totals[column] = f"=SUBTOTAL(109,{letter}3:{letter}{last})"
    if more:
        rows.append((0, f"Nog {more} regels staan alleen in manifest.jsonl en fouten.csv.", *[""] * (len(HEADER) - 2)))
    return workbook("Overzicht van een run", [Sheet("Overzicht", HEADER, WIDTHS, rows, tuple(totals))])


def _made(lines: Iterable[bytes], words: KeyWords) -> Iterator[_Row]:
    for line in lines:
        entry = json.loads(line)
        if "schema" in entry:
            continue
        known: Mapping[str, Any] = entry["overview"]
        counts = [sum(entry[kind].values()) for kind in ("before_final", "warnings")]
        left = entry["open_points"] or counts[0]
        yield (
            entry["row"],
            _cell(entry["reference"]),
            "nog te doen" if left else "na te gaan" if counts[1] else "compleet",
            *(_cell(known[key]) for key in ("insurer", "uzovi", "provider", "agb", "kvk")),
            _cell(entry["file"]),
            date.fromisoformat(known["begin"]),
            date.fromisoformat(known["end"]),
            *(len(known["open"][by.name.lower()]) for by in SUPPLIERS),
            *counts,
            *(said_in_cell(_called(words, key) for key in known["open"][by.name.lower()]) for by in SUPPLIERS),
            said_in_cell(
                [*(MEND + one for one in told_of(entry, Severity.BEFORE_FINAL)), *told_of(entry, Severity.WARNING)]
            ),
            entry["sha256"],
        )


def told_of(entry: Mapping[str, Any], severity: Severity) -> Sequence[str]:
    """Return what the manifest's `entry` of a contract says in words of what is of `severity`."""
    told: Sequence[str] = entry["overview"]["told"][severity]
    return told


def _words(told: Iterable[Finding], severity: Severity) -> list[str]:
    return list(dict.fromkeys(finding.message.nl for finding in told if finding.severity is severity))


def _called(words: KeyWords, key: str) -> str:
    called = words.of(key)
    return key if called == key else f"{called} ({key})"


def _failed(faults: Iterable[FaultLine], words: KeyWords) -> Iterator[_Row]:
    for (row, kenmerk), lines in groupby(faults, key=lambda line: (line[0], line[1])):
        found = [*lines]
        what = "\n".join(f"{_called(words, str(line[2]))}: {line[4]}" if line[2] else str(line[4]) for line in found)
        state = "niet gemaakt: 1 fout" if len(found) == 1 else f"niet gemaakt: {len(found)} fouten"
        empty: list[Cell] = [""] * len(HEADER)
        empty[:3] = [row, _cell(str(kenmerk)), state]
        empty[PROVIDER], empty[AGB] = (_cell(str(text)) for text in found[0][-2:])
        empty[len(HEADER) - 2] = _cell(what)
        yield tuple(empty)


def _text(value: object) -> str:
    return "" if is_open(value) else str(value)


def said_in_cell(told: Iterable[str]) -> str:
    """Return what was `told` as the text of one cell, a line each; what would be too long is cut off."""
    return _cell("\n".join(told))


def _cell(text: str) -> str:
    return printable(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")

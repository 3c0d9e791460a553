"""The memo of a run: a line for each contract, and once for all of them the texts in force with their sources."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from izacontract import dutch
from izacontract.batch.overview import said_in_cell, told_of
from izacontract.clauses.library import Library
from izacontract.errors import Severity
from izacontract.model.clause import ClauseVersion, Source
from izacontract.render.workbook import Sheet, workbook
from izacontract.reports.memo import NOT_CONSULTED

XLSX: Final = "memo.xlsx"
MOST_LINES: Final = 20_000
"""The most contracts in the workbook, which must be held in memory; the manifest has them all."""

CONTRACT: Final = (
    "Rij", "Kenmerk", "Bestand", "Open punten", "Te herstellen vóór definitief", "Waarschuwingen", "Eigen afspraken",
)  # fmt: skip
TEXT: Final = ("Clausule", "Titel", "Tekst van", "Juridisch beoordeeld", "Contracten")
SOURCE: Final = ("Document", "Vindplaats", "Kenmerk", "Geraadpleegd op", "Clausules")

_Row = Sequence[str | int]


def run_memo(lines: Iterable[bytes], library: Library, unreviewed: str) -> bytes:
    """Return the memo, as an Excel file, of the contracts that the `lines` of a manifest tell of.

    `unreviewed` is the reason why final texts go out without review; no more than `MOST_LINES` contracts are held.
    """
    contracts: list[_Row] = []
    texts: Counter[tuple[str, str]] = Counter()
    number = 0
    for line in lines:
        entry = json.loads(line)
        if "schema" in entry:
            continue
        number += 1
        texts.update(entry["clauses"].items())
        if number <= MOST_LINES:
            contracts.append(_contract(entry))
    facts: list[_Row] = [("Contracten in deze run", number)]
    if number > MOST_LINES:
        facts.append(("Contracten die hier niet staan, maar wel in manifest.jsonl", number - MOST_LINES))
    if unreviewed:
        facts.append(("Definitief gemaakt zonder volledige juridische beoordeling, met als reden", unreviewed))
    used = [(version, count) for key, count in sorted(texts.items()) if (version := _version(library, *key))]
    return workbook(
        "Memo bij een run",
        [
            Sheet("Run", ("Gegeven", "Waarde"), (60, 60), facts),
            Sheet("Contracten", CONTRACT, (8, 24, 34, 14, 60, 60, 40), contracts),
            Sheet("Teksten", TEXT, (34, 40, 20, 40, 12), [_text(library, *one) for one in used]),
            Sheet("Bronnen", SOURCE, (44, 34, 34, 20, 60), _sources(version for version, _ in used)),
        ],
    )


def _contract(entry: Mapping[str, Any]) -> _Row:
    told = (said_in_cell(told_of(entry, severity)) for severity in (Severity.BEFORE_FINAL, Severity.WARNING))
    return (
        entry["row"],
        entry["reference"],
        entry["file"],
        entry["open_points"],
        *told,
        "; ".join(entry.get("own", ())),
    )


def _version(library: Library, clause: str, since: str) -> ClauseVersion | None:
    """Return the text of `clause` that began on the day `since`; None for a clause of the parties."""
    found = library.clauses.get(clause)
    return next((one for one in found.versions if str(one.since) == since), None) if found else None


def _text(library: Library, version: ClauseVersion, count: int) -> _Row:
    title = library.clause(version.clause).title
    return version.clause, title, dutch.day(version.since), version.reviewed or "nee", count


def _sources(versions: Iterable[ClauseVersion]) -> list[_Row]:
    found: dict[tuple[str, str, str], tuple[Source, dict[str, None]]] = {}
    for version in versions:
        for source in version.sources:
            key = source.document, source.identifier, source.section
            found.setdefault(key, (source, {}))[1][version.clause] = None
    return [
        (
            source.document,
            source.section,
            source.identifier,
            dutch.day(source.consulted) if source.consulted else NOT_CONSULTED,
            ", ".join(clauses),
        )
        for _, (source, clauses) in sorted(found.items())
    ]

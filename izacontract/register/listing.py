"""What a register shows: lists and contracts as text, as sheets, as CSV and as JSON, whose shape is public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from izacontract.errors import Told
from izacontract.register.facts import INSURER, PROVIDER
from izacontract.register.reading import Filters, ListedContract, LogLine, WholeContract
from izacontract.render.answers import json_answer
from izacontract.render.workbook import Cell

LISTED: Final = "izacontract/register/1"
SHOWN: Final = "izacontract/register-contract/1"
EXPORTED: Final = "izacontract/register-export/1"

REFERENCE: Final = Told("Kenmerk", "Reference")
SECTOR: Final = Told("Zorgsoort", "Sector")
STATUS: Final = Told("Status", "Status")
SINCE: Final = Told("Sinds", "Since")
BEGIN: Final = Told("Begin", "Begin")
END: Final = Told("Einde", "End")
NAME: Final = Told("Naam", "Name")
NUMBER: Final = Told("Nummer", "Number")
RECORDED: Final = Told("Vastgelegd (UTC)", "Recorded (UTC)")
KIND: Final = Told("Soort", "Kind")
DAY: Final = Told("Dag", "Day")

IN_TERMINAL: Final = (REFERENCE, SECTOR, STATUS, SINCE, BEGIN, END, Told("Zorgaanbieder", "Provider"))
CONTRACTS: Final = (
    (REFERENCE, 20), (SECTOR, 16), (STATUS, 12), (SINCE, 12), (BEGIN, 12), (END, 12),
    (Told("Loopt door", "Renews"), 10), (Told("Geëindigd op", "Ended on"), 13),
    (Told("Zorgverzekeraar", "Insurer"), 32), (Told("UZOVI", "UZOVI"), 10), (Told("Zorgaanbieder", "Provider"), 36),
    (Told("AGB", "AGB"), 11),
    (Told("KvK", "KvK"), 11), (Told("Titel", "Title"), 44), (Told("Versies", "Versions"), 9),
    (Told("Documenten", "Documents"), 12), (Told("Allonges", "Addenda"), 10), (Told("Gebeurtenissen", "Events"), 15),
    (RECORDED, 22), (Told("Gewijzigd (UTC)", "Changed (UTC)"), 22),
)  # fmt: skip
VERSIONS: Final = (
    (REFERENCE, 20), (NUMBER, 9), (Told("Soort", "Kind"), 12), (Told("Open punten", "Open points"), 12),
    (RECORDED, 22), (Told("Vingerafdruk", "Fingerprint"), 68),
)  # fmt: skip
DOCUMENTS: Final = (
    (REFERENCE, 20), (NUMBER, 9), (Told("Versie", "Version"), 8), (KIND, 14), (Told("Bestand", "File"), 44),
    (Told("Bytes", "Bytes"), 10), (RECORDED, 22), (Told("sha256", "sha256"), 68),
)  # fmt: skip
ADDENDA: Final = (
    (REFERENCE, 20), (NUMBER, 9), (Told("Geldt vanaf", "Holds from"), 12),
    (Told("Laatste dag", "Last day"), 12), (Told("Getekend op", "Signed on"), 12), (RECORDED, 22),
    (Told("sha256", "sha256"), 68),
)  # fmt: skip
EVENTS: Final = ((REFERENCE, 20), (Told("Gebeurtenis", "Event"), 40), (DAY, 12), (RECORDED, 22))
LOG: Final = (
    (REFERENCE, 20), (Told("Wanneer (UTC)", "When (UTC)"), 22), (Told("Wie", "Who"), 18), (Told("Wat", "What"), 12),
    (Told("Details", "Details"), 60), (Told("Opmerking", "Note"), 50),
)  # fmt: skip
PARTIES: Final = Told("Partijen", "Parties")
PARTY: Final = (Told("Rol", "Role"), NAME, Told("KvK", "KvK"), Told("AGB", "AGB"), Told("UZOVI", "UZOVI"))
PARTS: Final = (
    (Told("Versies", "Versions"), VERSIONS),
    (Told("Allonges", "Addenda"), ADDENDA),
    (Told("Documenten", "Documents"), DOCUMENTS),
    (Told("Gebeurtenissen", "Events"), EVENTS),
    (Told("Log", "Log"), LOG),
)
"""What a contract has many of, each with its columns; the first of them is the reference of the contract."""

LONGEST_NAME: Final = 44
"""So many letters of names stand in a list in the terminal."""


def list_text(found: Sequence[ListedContract], language: str) -> str:
    """Return `found` as a table for the terminal."""
    rows = [
        (one.reference, one.sector or "-", one.status, _day(one.status_day), _day(one.begin), _last(one, language),
         _cut(one.names(PROVIDER)))
        for one in found
    ]  # fmt: skip
    return _grid([title.in_language(language) for title in IN_TERMINAL], rows)


def list_json(found: Iterable[ListedContract], where: str, filters: Filters, on: date) -> str:
    """Return `found` in the shape `izacontract/register/1`."""
    contracts = contracts_json(found)
    return json_answer(
        {
            "schema": LISTED,
            "register": where,
            "as_of": on.isoformat(),
            "filters": filters.as_json(),
            "count": len(contracts),
            "contracts": contracts,
        }
    )


def contracts_json(found: Iterable[ListedContract]) -> list[dict[str, Any]]:
    """Return each of `found` as it stands in every answer in JSON."""
    return [_contract_json(one) for one in found]


def show_text(whole: WholeContract, language: str) -> str:
    """Return everything about one contract, to read."""
    one = whole.contract
    told = {
        SECTOR: one.sector or "-",
        Told("Titel", "Title"): one.title or "-",
        STATUS: f"{one.status}, {Told('sinds', 'since').in_language(language)} {_day(one.status_day)}",
        Told("Looptijd", "Term"): f"{_day(one.begin)} - {_last(one, language)}",
    }
    lines = [one.reference, *_labels([(label.in_language(language), text) for label, text in told.items()])]
    party = [(one.role, one.name, one.kvk or "-", one.agb or "-", one.uzovi or "-") for one in one.parties]
    titles: list[tuple[Told, Sequence[Told], Sequence[Sequence[str]]]] = [
        (PARTIES, PARTY, party),
        *((title, [name for name, _ in columns[1:]], _without(columns, [whole], language)) for title, columns in PARTS),
    ]
    for title, header, rows in titles:
        if rows:
            lines += ["", title.in_language(language).upper()]
            lines.append(_grid([name.in_language(language) for name in header], rows).rstrip("\n"))
    return "\n".join(lines) + "\n"


def log_text(lines: Sequence[LogLine], language: str) -> str:
    """Return the `lines` of the log, to read."""
    rows = [tuple(shown(cell) for cell in row[1:]) for row in _log_rows(lines, language)]
    return _grid([title.in_language(language) for title, _ in LOG[1:]], rows)


def show_json(whole: WholeContract, where: str, on: date) -> str:
    """Return everything about one contract in the shape `izacontract/register-contract/1`."""
    return json_answer({"schema": SHOWN, "register": where, "as_of": on.isoformat(), **whole_json(whole)})


_Columns = Sequence[tuple[Told, int]]


def rows_under(columns: _Columns, found: Iterable[WholeContract], language: str) -> Iterator[Sequence[Cell]]:
    """Give the rows under `columns`, each beginning with the reference of its contract."""
    for whole in found:
        reference = whole.contract.reference
        if columns is CONTRACTS:
            yield _contract_row(whole.contract, language)
        elif columns is LOG:
            yield from _log_rows(whole.log, language)
        elif columns is VERSIONS:
            for one in whole.versions:
                yield (reference, one["number"], one["status"], one["open_points"], one["made"], one["fingerprint"])
        elif columns is DOCUMENTS:
            for one in whole.documents:
                yield (reference, one["number"], one["version"] or "", one["kind"], one["name"] or "-", one["size"],
                       one["recorded"], one["sha256"])  # fmt: skip
        elif columns is ADDENDA:
            for one in whole.addenda:
                yield (reference, one["number"], one["effective"] or "", one["end"] or "", one["signed"] or "",
                       one["recorded"], one["sha256"])  # fmt: skip
        else:
            for one in whole.events:
                yield (reference, one["name"], one["day"], one["recorded"])


def _without(columns: _Columns, found: Iterable[WholeContract], language: str) -> list[tuple[str, ...]]:
    """Return the rows under `columns` as text, without the reference that they begin with."""
    return [tuple(shown(cell) for cell in row[1:]) for row in rows_under(columns, found, language)]


def _contract_row(one: ListedContract, language: str) -> Sequence[Cell]:
    yes, no = Told("ja", "yes").in_language(language), Told("nee", "no").in_language(language)
    return (
        one.reference, one.sector, one.status, one.status_day, one.begin or "", one.end or "",
        yes if one.renews else no, one.ended_on or "", one.names(INSURER), one.codes(INSURER, "uzovi"),
        one.names(PROVIDER), one.codes(PROVIDER, "agb"), one.codes(PROVIDER, "kvk"), one.title, one.versions,
        one.documents, one.addenda, one.events, one.created, one.changed,
    )  # fmt: skip


def _log_rows(lines: Iterable[LogLine], language: str) -> Iterator[Sequence[Cell]]:
    for one in lines:
        yield (one.reference, one.at, one.by, one.action, details_text(one.details, language), one.note)


def details_text(details: Mapping[str, Any], language: str) -> str:
    """Return the `details` of a line of the log in words."""
    said = []
    if details.get("new"):
        said.append(Told("nieuw", "new"))
    if "from" in details:
        said.append(Told(f"{details['from']} → {details['to']}", f"{details['from']} → {details['to']}"))
    if "event" in details:
        said.append(Told(str(details["event"]), str(details["event"])))
    if "day" in details:
        day = _day(date.fromisoformat(details["day"]))
        said.append(Told(f"op {day}", f"on {day}"))
    if "version" in details:
        said.append(Told(f"versie {details['version']}", f"version {details['version']}"))
    if "addendum" in details:
        said.append(Told(f"allonge {details['addendum']}", f"addendum {details['addendum']}"))
    if "signed" in details:
        day = _day(date.fromisoformat(details["signed"]))
        said.append(Told(f"getekend op {day}", f"signed on {day}"))
    if "taken_back" in details:
        day = _day(date.fromisoformat(details["taken_back"]))
        said.append(Told(f"toch niet getekend op {day}", f"not signed on {day} after all"))
    if "end" in details:
        day = _day(date.fromisoformat(details["end"]))
        said.append(Told(f"laatste dag wordt {day}", f"last day becomes {day}"))
    for document in details.get("documents", ()):
        text = f"{document['kind']} {document['sha256'][:12]}"
        said.append(Told(text, text))
    if details.get("facts"):
        said.append(Told("gegevens gewijzigd", "facts changed"))
    if "status" in details:
        said.append(Told(f"was {details['status']}", f"was {details['status']}"))
    return ", ".join(one.in_language(language) for one in said)


def _contract_json(one: ListedContract) -> dict[str, Any]:
    return {name: _json(value) for name, value in asdict(one).items()}


def whole_json(whole: WholeContract) -> dict[str, Any]:
    """Return everything about one contract as it stands in an answer in JSON."""
    rows = {
        "versions": whole.versions,
        "documents": whole.documents,
        "addenda": whole.addenda,
        "events": whole.events,
        "log": [{name: value for name, value in asdict(line).items() if name != "reference"} for line in whole.log],
    }
    lists = {name: [{key: _json(cell) for key, cell in row.items()} for row in some] for name, some in rows.items()}
    return {**_contract_json(whole.contract), **lists}


def _json(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _day(day: date | None) -> str:
    return "-" if day is None else f"{day:%d-%m-%Y}"


def _last(one: ListedContract, language: str) -> str:
    """Return the last day of a contract, and whether it goes on after it."""
    if one.ended_on is not None:
        return _day(one.ended_on)
    goes_on = Told(" (loopt door)", " (renews)").in_language(language) if one.renews else ""
    return f"{_day(one.end)}{goes_on}"


def shown(cell: object) -> str:
    """Return `cell` as text: a day as 31-12-2027."""
    if isinstance(cell, date):
        return _day(cell)
    return str(cell)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1]}…"


def _labels(rows: Sequence[tuple[str, str]]) -> list[str]:
    width = max(len(label) for label, _ in rows) + 2
    return [f"{label:<{width}}{text}" for label, text in rows]


def _grid(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table whose columns are as wide as what stands in them."""
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in (header, *rows)]
    return "\n".join(line.rstrip() for line in lines) + "\n"

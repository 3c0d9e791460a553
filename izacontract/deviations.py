"""What the requests of a folder say otherwise than the library: one table over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from izacontract.errors import FileError, IzacontractError, Severity, Told, unreadable
from izacontract.host import Plugins
from izacontract.intake import examine_request
from izacontract.message import Message
from izacontract.model.deviation import STANDARD
from izacontract.model.request import ContractRequest
from izacontract.model.values import is_open

NO_FOLDER = Message(
    "bestand.geen-map",
    "{folder} is geen map.",
    "{folder} is not a folder.",
    "Noem de map met de aanvragen.",
    "Name the folder with the requests.",
)
REQUESTS: Final = (".yaml", ".yml", ".xlsx")
"""The ends of the names of files that are read as requests."""
OWN_ARTICLE: Final = "eigen artikel"
"""Where a provision without a place stands."""


@dataclass(frozen=True, slots=True)
class DeviationRow:
    """One thing that one request says otherwise: the clause, what was done, why, and who agreed to it when.

    `clause` is "eigen artikel" for a provision that follows none. `what` is one of vervangen, vervallen, toevoegen,
    positie, aanvulling, afwijking and weggelaten; `subject` the lid, the position or the heading. `agreed_by` and
    `agreed_on` are "" while open.
    """

    clause: str
    what: str
    subject: str
    text: str
    reason: str
    agreed_by: str
    agreed_on: str
    file: str
    reference: str
    provider: str


@dataclass(frozen=True, slots=True)
class UnreadRequest:
    """A file that could not be read as a request, with the first reason."""

    file: str
    because: Told


@dataclass(frozen=True, slots=True)
class Deviations:
    """What the requests in a folder say otherwise, in order of clause; `read` counts the requests in it."""

    folder: str
    read: int
    rows: tuple[DeviationRow, ...]
    unread: tuple[UnreadRequest, ...]

    @property
    def counted(self) -> dict[tuple[str, str], int]:
        """Return in how many requests each clause has each kind of deviation."""
        found: dict[tuple[str, str], set[str]] = {}
        for row in self.rows:
            found.setdefault((row.clause, row.what), set()).add(row.file)
        return {key: len(files) for key, files in found.items()}


def deviations_in(folder: Path, plugins: Plugins) -> Deviations:
    """Return what the requests in `folder` say otherwise; a file that is no request is told and stops nothing.

    Raises FileError when there is no such folder.
    """
    if not folder.is_dir():
        raise NO_FOLDER.failure(FileError, folder=folder)
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        raise unreadable(str(folder), error) from error
    files = [one for one in entries if one.suffix.lower() in REQUESTS and one.is_file() and one.name[0] not in ".~"]
    rows: list[DeviationRow] = []
    unread: list[UnreadRequest] = []
    for file in files:
        try:
            examination = examine_request(file, plugins)
        except IzacontractError as error:
            unread.append(UnreadRequest(file.name, error.message))
            continue
        if examination.request is None:
            faults = [one.message for one in examination.findings if one.severity is Severity.FAULT]
            unread.append(UnreadRequest(file.name, faults[0] if faults else Told("geen aanvraag", "no request")))
        else:
            rows += _rows(examination.request, file.name)
    ordered = sorted(rows, key=lambda row: (row.clause == OWN_ARTICLE, row.clause, row.what, row.subject, row.file))
    return Deviations(folder.name or str(folder), len(files) - len(unread), tuple(ordered), tuple(unread))


def _rows(request: ContractRequest, file: str) -> Iterator[DeviationRow]:
    where = (file, _known(request.agreement.reference), request.provider.name)
    for one in request.deviations:
        agreed = (_known(one.agreed_by), _known(one.agreed_on))
        yield DeviationRow(one.clause, one.what, one.lid, _lines(one.lines), one.reason, *agreed, *where)
    for choice in request.positions:
        if choice.choice != STANDARD:
            by = _known(choice.approved_by)
            yield DeviationRow(choice.clause, "positie", choice.choice, "", choice.reason, by, "", *where)
    for own in request.provisions:
        agreed = (_known(own.agreed_by), _known(own.agreed_on))
        clause = own.follows or OWN_ARTICLE
        yield DeviationRow(clause, own.kind, own.heading, _lines(own.lines), own.reason, *agreed, *where)
    for omission in request.omissions:
        yield DeviationRow(omission.clause, "weggelaten", "", "", omission.reason, "", "", *where)


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _known(value: object) -> str:
    """Return `value` as text, "" while it is open."""
    return "" if is_open(value) else str(value)

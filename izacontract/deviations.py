"""What the requests of a folder say otherwise than the library: one table over all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from izacontract.errors import FileError, IzacontractError, RequestInvalid, Severity, Told
from izacontract.host import Plugins
from izacontract.intake import Examination, examine_request
from izacontract.intake.folder import files_in, is_list_of_table, is_same
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
TABLES: Final = (".xlsx", ".csv")
"""The ends of the names of files that may be tables; a workbook may be a request as well."""
READ: Final = (".yaml", ".yml", *TABLES)
MAYBE_TABLE: Final = Told(
    "alleen als tabel te lezen, met de aanvraag waar de rijen over gaan: --base AANVRAAG",
    "to be read as a table only, with the request that the rows go over: --base REQUEST",
)
OWN_ARTICLE: Final = "eigen artikel"
"""Where a provision without a place stands."""
OWN_ANNEX: Final = "eigen bijlage"

Examined = Iterable[tuple[str, Examination]]
"""Requests that were read, each with the name of its file, and its row where it is one of a table."""


@dataclass(frozen=True, slots=True)
class DeviationRow:
    """One thing that one request says otherwise: the clause, what was done, why, and who agreed to it when.

    `clause` is "eigen artikel" for a provision that follows none and "eigen bijlage" for an annex. `what` is one of
    vervangen, vervallen, toevoegen, positie, aanvulling, afwijking, bijlage and weggelaten; `subject` the lid, the
    position, the heading or the title. `agreed_by` and `agreed_on` are "" while open, and of an annex or omission.
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


def deviations_in(
    folder: Path, plugins: Plugins, base: Path | None = None, rows_of: Callable[[Path], Examined] | None = None
) -> Deviations:
    """Return what the requests in `folder` say otherwise; a file that is no request is told and stops nothing.

    A file that is no request is read with `rows_of`, as a table whose rows go over the request `base`; that one
    itself is no contract. Raises FileError when there is no such folder.
    """
    if not folder.is_dir():
        raise NO_FOLDER.failure(FileError, folder=folder)
    files = files_in(folder, READ)
    rows: list[DeviationRow] = []
    unread: list[UnreadRequest] = []
    read = 0
    for file in files:
        if is_same(file, base) or is_list_of_table(file, files):
            continue
        try:
            for name, examination in _examined(file, plugins, rows_of):
                if examination.request is None:
                    unread.append(UnreadRequest(name, _why(examination)))
                else:
                    read += 1
                    rows += _rows(examination.request, name)
        except IzacontractError as error:
            unread.append(UnreadRequest(file.name, _first(error)))
    own = (OWN_ARTICLE, OWN_ANNEX)
    ordered = sorted(rows, key=lambda row: (row.clause in own, row.clause, row.what, row.subject, row.file))
    return Deviations(folder.name or str(folder), read, tuple(ordered), tuple(unread))


def _examined(file: Path, plugins: Plugins, rows_of: Callable[[Path], Examined] | None) -> Examined:
    """Give the request in `file`, or else those in the rows of the table that it is."""
    ending = file.suffix.lower()
    if ending == ".csv":
        if rows_of is None:
            raise FileError(MAYBE_TABLE.nl, MAYBE_TABLE.en)
        yield from rows_of(file)
        return
    examination, refused = None, None
    try:
        examination = examine_request(file, plugins)
    except RequestInvalid as error:
        refused = error
    if examination is not None and (examination.request is not None or ending not in TABLES):
        yield file.name, examination
    elif ending in TABLES and rows_of is not None:
        yield from rows_of(file)
    elif refused is not None:
        raise refused
    elif examination is not None:
        why = _why(examination)
        raise FileError(f"{why.nl} Of: {MAYBE_TABLE.nl}", f"{why.en} Or: {MAYBE_TABLE.en}")


def _why(examination: Examination) -> Told:
    faults = [one.message for one in examination.findings if one.severity is Severity.FAULT]
    return faults[0] if faults else Told("geen aanvraag", "no request")


def _first(error: IzacontractError) -> Told:
    return error.findings[0].message if isinstance(error, RequestInvalid) and error.findings else error.message


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
    for annex in request.own_annexes:
        facts = (_known(annex.mark), _known(annex.day), annex.file, annex.sha256)
        yield DeviationRow(
            OWN_ANNEX, "bijlage", annex.title, ", ".join(fact for fact in facts if fact), "", "", "", *where
        )
    for omission in request.omissions:
        yield DeviationRow(omission.clause, "weggelaten", "", "", omission.reason, "", "", *where)


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _known(value: object) -> str:
    """Return `value` as text, "" while it is open."""
    return "" if is_open(value) else str(value)

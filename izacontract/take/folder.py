"""A whole folder taken over: every document of a filled-in table in the request of its contract, one at a time.

A request and its record are each written whole, the request last: where both stand a run was done with it, and one that
was cut off goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from izacontract.errors import FileError, IzacontractError, RequestInvalid, Told, reason_of, unreadable
from izacontract.host import Plugins
from izacontract.intake.folder import files_in
from izacontract.intake.sources import tree_of_bytes
from izacontract.intake.tree import typed_at
from izacontract.message import Message
from izacontract.take.answers import Decision, gathered
from izacontract.take.record import Missed, Record, beside, read_record, record_text
from izacontract.take.single import Anew, Returned, Terms, made_of, taken_file
from izacontract.take.table import FileAnswers, read_answers

READ: Final = (".yaml", ".yml", ".json", ".xlsx", ".xlsm")
REFERENCE: Final = ("overeenkomst", "kenmerk")

NO_REQUEST: Final = Message(
    "overnemen.geen-aanvraag",
    "In {folder} staat geen aanvraag met kenmerk {reference}.",
    "In {folder} there is no request with reference {reference}.",
    "Zet de aanvraag waarmee dit document is gemaakt in die map.",
    "Put the request of which this document was made in that folder.",
)
TWO_REQUESTS: Final = Message(
    "overnemen.twee-aanvragen",
    "In {folder} staan twee aanvragen met kenmerk {reference}: {one} en {other}.",
    "In {folder} there are two requests with reference {reference}: {one} and {other}.",
    "Houd in die map de aanvraag waarmee dit document is gemaakt.",
    "Keep the request of which this document was made in that folder.",
)
NO_DOCUMENT: Final = Message(
    "overnemen.document-weg",
    "Het teruggekomen document {file} is er niet meer.",
    "The document that came back, {file}, is not there any more.",
    "Zet het terug waar het stond toen u verify draaide, of in de map van de xlsx.",
    "Put it back where it was when you ran verify, or in the folder of the xlsx.",
)
TWO_DOCUMENTS: Final = Message(
    "overnemen.twee-documenten",
    "Uit {other} is al overgenomen naar {file}; wat hier is geantwoord, zou dat vervangen.",
    "{other} was taken over to {file} already; what was answered here would replace that.",
    "Neem dit document apart over in de nieuwe aanvraag: izacontract take {named} --into {file} -o NIEUW",
    "Take this document over in the new request by itself: izacontract take {named} --into {file} -o NEW",
)
SAME_FOLDER: Final = Message(
    "overnemen.zelfde-map",
    "De nieuwe aanvragen kunnen niet in {folder} komen: daar staan de aanvragen zelf.",
    "The new requests cannot go to {folder}: the requests themselves stand there.",
    "Kies na -o een andere map.",
    "Choose another folder after -o.",
)
EXISTS: Final = Message(
    "overnemen.bestaat",
    "{file} bestaat al.",
    "{file} exists already.",
    "Ga verder met --resume, of overschrijf met --force.",
    "Go on with --resume, or overwrite with --force.",
)


@dataclass(frozen=True)
class FolderRow:
    """What became of one document: where its request went and how many changes became what.

    `missed` are the changes without a place (name, clause, why); `because` is why nothing was written.
    """

    file: str
    reference: str = ""
    target: str = ""
    keys: int = 0
    words: int = 0
    refused: int = 0
    open: int = 0
    missed: tuple[tuple[str, str, Missed], ...] = ()
    because: Told | None = None
    was_there: bool = False


@dataclass(frozen=True)
class FolderSummary:
    """What became of every document."""

    rows: tuple[FolderRow, ...]

    @property
    def left(self) -> bool:
        """Return whether something was not written, or not placed."""
        return any(row.because is not None or row.missed for row in self.rows)


@dataclass(frozen=True)
class Source:
    """Where the request of a contract is: its file, or how messages call it, and what reads it whole."""

    path: Path
    read: Callable[[], bytes]


Sources = Mapping[str, Sequence[Source]]
"""The requests by the reference of their contract."""


def take_folder(
    table: Path,
    requests: Path,
    out: Path,
    sent: Path | None,
    terms: Terms,
    plugins: Plugins,
    *,
    anew: Anew,
    write: Callable[[Path, bytes], None],
    resume: bool = False,
    force: bool = False,
    tell: Callable[[FolderRow], None] = lambda row: None,
    known: Sources | None = None,
) -> FolderSummary:
    """Take every document that `table` answers over in its request in the folder `requests`, to the folder `out`.

    `known` are the requests when `requests` is no folder but a table that makes them. `write` writes a file whole or
    not at all; `tell` hears of each one. With `resume` what stands there already of the same answers is kept. Raises
    FileError when the table or a folder cannot be used; what is wrong with one document is in its row.
    """
    if out.exists() and out.resolve() == requests.resolve():
        raise SAME_FOLDER.failure(FileError, folder=out)
    answers = read_answers(table)
    known = _requests(requests, plugins) if known is None else known
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unreadable(out, error) from error
    taker = _Taker(table.parent, requests, out, sent, terms, plugins, anew, write, known, resume=resume, force=force)
    rows = []
    for one in answers:
        rows.append(taker.row(one))
        tell(rows[-1])
    return FolderSummary(tuple(rows))


@dataclass(frozen=True)
class _Taker:
    """Takes the documents over, one at a time."""

    beside_table: Path
    requests: Path
    out: Path
    sent: Path | None
    terms: Terms
    plugins: Plugins
    anew: Anew
    write: Callable[[Path, bytes], None]
    known: Sources
    resume: bool
    force: bool
    written: dict[Path, str] = field(default_factory=dict)
    """Which document went to each new request in this run."""

    def row(self, one: FileAnswers) -> FolderRow:
        """Return what became of one document; whatever is wrong with it stops no other."""
        try:
            return self._taken(one)
        except RequestInvalid as error:
            told = error.findings[0].message if error.findings else error.message
            return FolderRow(one.file, one.reference, because=told)
        except IzacontractError as error:
            return FolderRow(one.file, one.reference, because=error.message)
        except OSError as error:
            return FolderRow(one.file, one.reference, because=reason_of(error))

    def _taken(self, one: FileAnswers) -> FolderRow:
        source = self._request(one.reference)
        request = source.path
        target = self.out / f"{request.stem}.yaml"
        file = self._document(one)
        data = source.read()
        answers = gathered(one.file, file.names, one.accept, one.refuse, one.counter, one.remarks)
        if target in self.written:
            raise TWO_DOCUMENTS.failure(FileError, file=target, other=self.written[target], named=one.file)
        if target.exists():
            record = read_record(beside(target))
            if self.resume and record is not None and record.made_of == made_of(file, data, answers, self.terms):
                self.written[target] = one.file
                return _counted(one, target, record, was_there=True)
            if not self.force:
                raise EXISTS.failure(FileError, file=target)
        done = taken_file(file, request, data, answers, self.terms, self.plugins, self.anew)
        self.written[target] = one.file
        target.unlink(missing_ok=True)
        self.write(beside(target), record_text(done.record).encode())
        self.write(target, done.request.encode())
        return _counted(one, target, done.record)

    def _request(self, reference: str) -> Source:
        found = self.known.get(reference, [])
        if not found:
            raise NO_REQUEST.failure(FileError, folder=self.requests, reference=reference or "-")
        if len(found) > 1:
            one, other = found[:2]
            raise TWO_REQUESTS.failure(
                FileError, folder=self.requests, reference=reference, one=one.path.name, other=other.path.name
            )
        return found[0]

    def _document(self, one: FileAnswers) -> Returned:
        """Return the document as it was named to verify, from here or from the folder of the table."""
        named = Path(one.file)
        places = (named, self.beside_table / named, self.beside_table / named.name)
        place = next((path for path in places if path.is_file()), None)
        if place is None:
            raise NO_DOCUMENT.failure(FileError, file=one.file)
        if self.sent is None:
            return Returned(place.read_bytes(), one.file)
        sent = self.sent / named.name if self.sent.is_dir() else self.sent
        return Returned(place.read_bytes(), one.file, sent.read_bytes(), str(sent))


def _requests(folder: Path, plugins: Plugins) -> dict[str, list[Source]]:
    """Return the requests in `folder` by reference; what is no request is passed over."""
    found: dict[str, list[Source]] = {}
    for entry in files_in(folder, READ):
        try:
            tree = tree_of_bytes(entry.read_bytes(), entry.name, plugins)
        except (IzacontractError, OSError):
            continue
        reference = typed_at(tree.root, REFERENCE)
        if reference:
            found.setdefault(str(reference), []).append(Source(entry, entry.read_bytes))
    return found


def _counted(one: FileAnswers, target: Path, record: Record, *, was_there: bool = False) -> FolderRow:
    answers = record.answers
    return FolderRow(
        one.file,
        one.reference,
        target.as_posix(),
        sum(each.result in ("key", "follows") for each in answers),
        sum(each.result == "words" for each in answers),
        sum(each.decision is Decision.REFUSED for each in answers),
        sum(each.result == "open" for each in answers),
        tuple((each.name, each.clause, each.missed) for each in answers if each.missed is not None),
        was_there=was_there,
    )

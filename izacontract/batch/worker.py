"""What a worker does with rows: each becomes the bytes of a document, or the findings that refuse it."""

from __future__ import annotations

import pickle
import socket
import tempfile
import traceback
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any, Final, TypedDict, TypeVar

from izacontract import loading
from izacontract.batch.dependencies import surroundings_of
from izacontract.batch.job import House, Job, Task, unpack_rows
from izacontract.batch.messages import ROW_BROKE, ROWS_TOO_LONG
from izacontract.batch.names import Pattern
from izacontract.batch.overview import overview_of
from izacontract.build.check import with_review
from izacontract.build.contract import build_contract
from izacontract.calling import fault_of
from izacontract.differ.agreed import agreed_words
from izacontract.errors import (
    REFUSED_IN_DRAFT,
    REFUSED_IN_FINAL,
    TOLD_WITH_DRAFT,
    FileError,
    Finding,
    IzacontractError,
    PluginError,
    RequestInvalid,
    Severity,
)
from izacontract.guarding import within
from izacontract.host import Plugins
from izacontract.intake.read import examine_tree
from izacontract.model.contract import Contract
from izacontract.model.request import ContractRequest
from izacontract.office import office_program
from izacontract.plugin_messages import TOOK_TOO_LONG
from izacontract.render.formats import ContractFormat, printed
from izacontract.render.frame import Frame, compile_frame
from izacontract.render.pdf import find_office, pdfs
from izacontract.render.seal_part import seal_checksum
from izacontract.split.files import CONTRACT, NameOf, SplitFile, split_files, with_metadata, with_pdf

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What the manifest says of a document.

    `before_final` and `warnings` are numbers of findings by code; `seal` is the sha256 of the seal, "" without one;
    `own` names each provision, annex, position and lid that is this contract's own; `overview` is what the overview
    says of it in words.
    """

    fingerprint: str
    clauses: dict[str, str]
    sha256: str
    size: int
    before_final: dict[str, int]
    warnings: dict[str, int]
    open_points: int
    seal: str = ""
    own: tuple[str, ...] = ()
    overview: dict[str, Any] = field(default_factory=dict)
    parts: tuple[PartFacts, ...] = ()


class PartFacts(TypedDict):
    """What the manifest says of another file of a contract in parts; `seal` is "" where it has none."""

    file: str
    sha256: str
    size: int
    seal: str


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of a row: a document with its facts, or else the faults in `findings`.

    `parts` are the other files of a contract in parts, in the order of its facts. `findings` of a document hold an
    example of each warning that no document before it in the same work gave.
    """

    document: bytes = b""
    facts: DocumentFacts | None = None
    findings: tuple[Finding, ...] = ()
    parts: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class _Printed:
    """A contract with its files as far as this program makes them, and what is told with it."""

    request: ContractRequest
    contract: Contract
    files: tuple[SplitFile, ...]
    told: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Different:
    """What a worker answers that would make other documents than the one who asks."""

    where: str
    what: tuple[str, ...]


@dataclass
class Workshop:
    """A job with everything it takes at hand; so many rows in succession were `overdue`."""

    job: Job
    plugins: Plugins
    frame: Frame | None
    lock: Lock = field(default_factory=Lock)
    overdue: int = 0


MOST_JOBS: Final = 2
MOST_OVERDUE: Final = 5
"""How many rows in succession may take too long before we conclude that it is not the rows."""

_workshops: OrderedDict[str, Workshop | Different] = OrderedDict()
_opening: Final = Lock()


def work(job: bytes, digest: str, rows: bytes) -> list[RowOutcome] | Different:
    """Return what becomes of each of `rows`, packed for the packed `job`.

    The job is opened once in a process and remembered by its `digest`. Threads take turns: what is remembered about
    texts is made for one at a time. Raises PluginError when row after row takes too long.
    """
    workshop = _workshop(job, digest)
    if isinstance(workshop, Different):
        return workshop
    with workshop.lock:
        tasks = unpack_rows(rows, workshop.job.base)
        done = []
        for task in tasks:
            if workshop.overdue >= MOST_OVERDUE:
                raise ROWS_TOO_LONG.failure(PluginError, rows=workshop.overdue, seconds=f"{workshop.job.seconds:g}")
            done.append(_guarded(partial(_in_time, workshop, task), workshop.job))
        told: set[str] = set()
        return [
            one
            if isinstance(one, RowOutcome)
            else _guarded(partial(_finished, workshop.job, task, one, made, told), workshop.job)
            for task, one, made in zip(tasks, done, _pdfs_of(workshop.job, done), strict=True)
        ]


def remember(digest: str, workshop: Workshop) -> None:
    """Let this process use `workshop` for the job with `digest`."""
    _workshops[digest] = workshop
    while len(_workshops) > MOST_JOBS:
        _workshops.popitem(last=False)


def open_job(job: Job) -> Workshop | Different:
    """Return what it takes to do `job` here, or what is different here."""
    plugins = _plugins(job.house)
    here = surroundings_of(plugins, job.frame, job.surroundings.options)
    different = here.differences(job.surroundings)
    if job.form is ContractFormat.PDF and not job.only_check and office_program() is None:
        different = [*different, "LibreOffice (pdf)"]
    if different:
        return Different(socket.gethostname(), tuple(different))
    return Workshop(job, plugins, None if job.frame is None else compile_frame(job.frame))


def _workshop(job: bytes, digest: str) -> Workshop | Different:
    with _opening:
        if digest not in _workshops:
            opened = open_job(pickle.loads(job))  # noqa: S301 - from the run that started us, not from a file
            if isinstance(opened, Different):
                return opened
            remember(digest, opened)
        return _workshops[digest]


def _plugins(house: House | None) -> Plugins:
    """Return the plugins of this process with the texts of `house` read in."""
    if house is None:
        plugins = loading.load_plugins()
        _ = plugins.library
        return plugins
    with tempfile.TemporaryDirectory(prefix="izacontract-") as folder:
        home = Path(folder, house.name)
        home.mkdir()
        for name, content in house.files:
            file = home / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        plugins = loading.load_plugins(house=home)
        _ = plugins.library
        return plugins


def _guarded(make: Callable[[], Made], job: Job) -> Made | RowOutcome:
    """Return what `make` makes of a row, or the findings that say why there is nothing."""
    try:
        return make()
    except RequestInvalid as refused:
        return RowOutcome(findings=_refusing(refused.findings, job.final))
    except IzacontractError as error:
        return RowOutcome(findings=(Finding(Severity.FAULT, error.code, error.message, error.hint),))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001  one row that breaks must not stop the thousands after it
        if fault := fault_of(error):
            return RowOutcome(findings=(Finding(Severity.FAULT, fault.code, fault.message, fault.hint),))
        place = traceback.extract_tb(error.__traceback__)[-1]
        cause = f"{type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"
        return RowOutcome(findings=(ROW_BROKE.finding(cause=cause),))


def _in_time(workshop: Workshop, task: Task) -> _Printed:
    """Return what is printed of a row; raises PluginError when it takes too long."""
    try:
        with within(workshop.job.seconds):
            made = _printed(workshop, task)
    except PluginError as error:
        workshop.overdue = workshop.overdue + 1 if error.code == TOOK_TOO_LONG.code else 0
        raise
    workshop.overdue = 0
    return made


def _printed(workshop: Workshop, task: Task) -> _Printed:
    job, plugins = workshop.job, workshop.plugins
    examined = examine_tree(task.tree, plugins)
    if examined.request is None:
        raise RequestInvalid(examined.findings)
    try:
        contract = build_contract(examined.request, plugins, final=job.final, general=job.general)
        if job.final:
            contract = with_review(contract, job.unreviewed)
    except RequestInvalid as refused:
        raise RequestInvalid(examined.with_findings(refused.findings)) from refused
    told = tuple(f for f in examined.with_findings(contract.findings) if f.severity in TOLD_WITH_DRAFT)
    if job.only_check:
        return _Printed(examined.request, contract, (), told)
    if job.parts is not None and workshop.frame is not None and job.frame is not None:
        sheets = plugins.calculate_annexes(examined.request)
        files = split_files(contract, sheets, workshop.frame, job.frame, _names(job.parts, task))
        return _Printed(examined.request, contract, tuple(files), told)
    form = ContractFormat.DOCX if job.form is ContractFormat.PDF else job.form
    document = printed(contract, form, workshop.frame)
    seal = seal_checksum(document) if job.form is ContractFormat.DOCX else ""
    return _Printed(
        examined.request, contract, (SplitFile("", CONTRACT, contract.title, form, document, seal=seal),), told
    )


def _names(pattern: Pattern, task: Task) -> NameOf:
    """Return what names the files of the contract in parts of `task`; it raises RequestInvalid for one that fails."""

    def name_of(part: str, suffix: str) -> str:
        named = pattern.name(task.number, task.kenmerk, task.tree, part, suffix)
        if isinstance(named, Finding):
            raise RequestInvalid([named])
        return named

    return name_of


def _pdfs_of(job: Job, every: Sequence[_Printed | RowOutcome]) -> list[list[bytes | FileError]]:
    """Return the PDFs of each row, made together: to start takes LibreOffice longer than a document does."""
    documents = [
        [file.data for file in one.files if file.becomes_pdf] if isinstance(one, _Printed) else [] for one in every
    ]
    if job.form is not ContractFormat.PDF or not any(documents):
        return [[] for _ in every]
    made = iter(pdfs([document for some in documents for document in some], find_office()))
    return [[next(made) for _ in some] for some in documents]


def _finished(job: Job, task: Task, one: _Printed, made: Sequence[bytes | FileError], told: set[str]) -> RowOutcome:
    """Return what became of a row whose documents were `made` PDFs as far as was asked; `told` grows."""
    if failed := next((pdf for pdf in made if isinstance(pdf, FileError)), None):
        raise failed
    ready = [pdf for pdf in made if isinstance(pdf, bytes)]
    files = list(one.files)
    if files and job.parts is not None:
        name_of = _names(job.parts, task)
        files = with_metadata(one.contract, with_pdf(files, ready, name_of) if ready else files, name_of)
    elif ready:
        files = [replace(files[0], data=ready[0])]
    document, seal = (files[0].data, files[0].seal) if files else (b"", "")
    facts = DocumentFacts(
        fingerprint=one.contract.fingerprint,
        clauses={item.clause: str(item.version) for item in one.contract.decisions if item.include},
        sha256=sha256(document).hexdigest(),
        size=len(document),
        before_final=_by_code(one.told, Severity.BEFORE_FINAL),
        warnings=_by_code(one.told, Severity.WARNING),
        open_points=len(one.contract.open_points),
        seal=seal,
        own=tuple(agreed_words(one.contract.decisions)),
        overview=overview_of(one.request, one.contract, one.told),
        parts=tuple(PartFacts(file=f.name, sha256=f.sha256, size=len(f.data), seal=f.seal) for f in files[1:]),
    )
    examples = {finding.code: finding for finding in reversed(one.told) if finding.code not in told}
    told.update(examples)
    return RowOutcome(document, facts, tuple(examples.values()), tuple(file.data for file in files[1:]))


def _by_code(findings: Iterable[Finding], severity: Severity) -> dict[str, int]:
    return dict(sorted(Counter(finding.code for finding in findings if finding.severity is severity).items()))


def _refusing(findings: Sequence[Finding], final: bool) -> tuple[Finding, ...]:
    refusing = REFUSED_IN_FINAL if final else REFUSED_IN_DRAFT
    return tuple(finding for finding in findings if finding.severity in refusing)

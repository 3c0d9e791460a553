"""What a worker does with rows: each becomes the bytes of a document, or the findings that refuse it."""

from __future__ import annotations

import pickle
import socket
import tempfile
import traceback
from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any, Final

from izacontract import loading
from izacontract.batch.dependencies import surroundings_of
from izacontract.batch.job import House, Job, Task, unpack_rows
from izacontract.batch.messages import ROW_BROKE
from izacontract.batch.overview import overview_of
from izacontract.build.check import with_review
from izacontract.build.contract import build_contract
from izacontract.errors import (
    REFUSED_IN_DRAFT,
    REFUSED_IN_FINAL,
    TOLD_WITH_DRAFT,
    Finding,
    IzacontractError,
    RequestInvalid,
    Severity,
)
from izacontract.host import Plugins
from izacontract.intake.read import examine_tree
from izacontract.render.formats import ContractFormat, printed
from izacontract.render.frame import Frame, compile_frame
from izacontract.render.seal_part import seal_checksum


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What the manifest says of a document.

    `before_final` and `warnings` are numbers of findings by code; `seal` is the sha256 of the seal, "" without one.
    `overview` is what the overview says of it in words.
    """

    fingerprint: str
    clauses: dict[str, str]
    sha256: str
    size: int
    before_final: dict[str, int]
    warnings: dict[str, int]
    open_points: int
    seal: str = ""
    overview: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of a row: a document with its facts, or else the faults in `findings`.

    `findings` of a document hold an example of each warning that no document before it in the same work gave.
    """

    document: bytes = b""
    facts: DocumentFacts | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Different:
    """What a worker answers that would make other documents than the one who asks."""

    where: str
    what: tuple[str, ...]


@dataclass
class Workshop:
    """A job with everything it takes at hand."""

    job: Job
    plugins: Plugins
    frame: Frame | None
    lock: Lock = field(default_factory=Lock)


MOST_JOBS: Final = 2
_workshops: OrderedDict[str, Workshop | Different] = OrderedDict()
_opening: Final = Lock()


def work(job: bytes, digest: str, rows: bytes) -> list[RowOutcome] | Different:
    """Return what becomes of each of `rows`, packed for the packed `job`.

    The job is opened once in a process and remembered by its `digest`. Threads take turns: what is remembered about
    texts is made for one at a time.
    """
    workshop = _workshop(job, digest)
    if isinstance(workshop, Different):
        return workshop
    with workshop.lock:
        told: set[str] = set()
        return [_outcome(workshop, task, told) for task in unpack_rows(rows, workshop.job.base)]


def remember(digest: str, workshop: Workshop) -> None:
    """Let this process use `workshop` for the job with `digest`."""
    _workshops[digest] = workshop
    while len(_workshops) > MOST_JOBS:
        _workshops.popitem(last=False)


def open_job(job: Job) -> Workshop | Different:
    """Return what it takes to do `job` here, or what is different here."""
    plugins = _plugins(job.house)
    here = surroundings_of(plugins, job.frame, job.surroundings.options)
    if different := here.differences(job.surroundings):
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


def _outcome(workshop: Workshop, task: Task, told: set[str]) -> RowOutcome:
    try:
        return _made(workshop, task, told)
    except RequestInvalid as refused:
        return RowOutcome(findings=_refusing(refused.findings, workshop.job.final))
    except IzacontractError as error:
        return RowOutcome(findings=(Finding(Severity.FAULT, error.code, error.message, error.hint),))
    except Exception as error:  # noqa: BLE001  one row that breaks must not stop the thousands after it
        place = traceback.extract_tb(error.__traceback__)[-1]
        cause = f"{type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"
        return RowOutcome(findings=(ROW_BROKE.finding(cause=cause),))


def _made(workshop: Workshop, task: Task, told: set[str]) -> RowOutcome:
    examined = examine_tree(task.tree, workshop.plugins)
    if examined.request is None:
        raise RequestInvalid(examined.findings)
    try:
        contract = build_contract(examined.request, workshop.plugins, final=workshop.job.final)
        if workshop.job.final:
            contract = with_review(contract, workshop.job.unreviewed)
    except RequestInvalid as refused:
        raise RequestInvalid(examined.with_findings(refused.findings)) from refused
    document = b"" if workshop.job.only_check else printed(contract, workshop.job.form, workshop.frame)
    told_too = [f for f in examined.with_findings(contract.findings) if f.severity in TOLD_WITH_DRAFT]
    facts = DocumentFacts(
        fingerprint=contract.fingerprint,
        clauses={item.clause: str(item.version) for item in contract.decisions if item.include},
        sha256=sha256(document).hexdigest(),
        size=len(document),
        before_final=_by_code(told_too, Severity.BEFORE_FINAL),
        warnings=_by_code(told_too, Severity.WARNING),
        open_points=len(contract.open_points),
        seal=seal_checksum(document) if document and workshop.job.form is ContractFormat.DOCX else "",
        overview=overview_of(examined.request, contract, told_too),
    )
    examples = {finding.code: finding for finding in reversed(told_too) if finding.code not in told}
    told.update(examples)
    return RowOutcome(document, facts, tuple(examples.values()))


def _by_code(findings: Iterable[Finding], severity: Severity) -> dict[str, int]:
    return dict(sorted(Counter(finding.code for finding in findings if finding.severity is severity).items()))


def _refusing(findings: Sequence[Finding], final: bool) -> tuple[Finding, ...]:
    refusing = REFUSED_IN_FINAL if final else REFUSED_IN_DRAFT
    return tuple(finding for finding in findings if finding.severity in refusing)

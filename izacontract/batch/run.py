"""A run: rows in, documents and the list of faults out, in order of row whoever makes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from izacontract.batch.base import blamed
from izacontract.batch.chunks import Chunk, ChunkSender
from izacontract.batch.dependencies import surroundings_of
from izacontract.batch.executors import Crew
from izacontract.batch.faults import FaultLine, fault_lines
from izacontract.batch.folder import RunFolder
from izacontract.batch.job import SECONDS, Job, Packed, kinds_of, pack, read_house
from izacontract.batch.manifest import Entry, entry_of, header_line
from izacontract.batch.memo import run_memo
from izacontract.batch.messages import BROKEN_PLUGINS, FILE_EXISTS, NAME_TAKEN
from izacontract.batch.names import Pattern, sameness
from izacontract.batch.worker import RowOutcome, Workshop, remember
from izacontract.build.check import UNREVIEWED
from izacontract.clauses.library import Library
from izacontract.errors import Finding, PluginError, Severity
from izacontract.host import Plugins
from izacontract.intake.key_words import KeyWords, key_words
from izacontract.intake.tree import Tree
from izacontract.model.edition import GeneralPart
from izacontract.model.sections import sections_of
from izacontract.render.formats import ContractFormat
from izacontract.render.frame import compile_frame
from izacontract.render.frame_mending import standard_frame
from izacontract.split.files import CONTRACT

if TYPE_CHECKING:
    from izacontract.batch.rows import TableRow

MOST_ROWS: Final = 25
"""The rows in a chunk: enough to make sending them cheap, few enough to keep memory flat and all workers busy."""

MOST_KEPT: Final = 500
"""The rows of which nothing has to be made that travel in one chunk."""


@dataclass
class Totals:
    """What a run did: rows seen, documents made anew, kept as they were, and taken away; rows that failed.

    `unreviewed` counts the rows that failed for a text that no lawyer reviewed. `before_final` and `warnings` are
    numbers of findings by code; `examples` has a finding for each code, where a row of this run gave one. `lines` are
    the faults of a run without a folder.
    """

    rows: int = 0
    made: int = 0
    kept: int = 0
    removed: int = 0
    failed: int = 0
    unreviewed: int = 0
    faults: int = 0
    open_points: int = 0
    before_final: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    examples: dict[str, Finding] = field(default_factory=dict)
    lines: list[FaultLine] = field(default_factory=list)


@dataclass(slots=True)
class _Planned:
    """A row with its name, what is wrong before anything is made, and the document that can stay."""

    row: TableRow
    name: str
    findings: tuple[Finding, ...]
    kept: Entry | None


WatchTotals = Callable[[Totals], None]


@dataclass(frozen=True)
class Prepared:
    """A job with everything checked that all rows share, ready to be sent."""

    job: Job
    packed: Packed
    library: Library
    words: KeyWords


def prepare(
    base: Tree,
    plugins: Plugins,
    form: ContractFormat,
    frame: bytes | None = None,
    *,
    final: bool = False,
    unreviewed: str = "",
    only_check: bool = False,
    parts: Pattern | None = None,
    general: GeneralPart | None = None,
    seconds: float = SECONDS,
) -> Prepared:
    """Return the job of a run over `base` with `plugins`, in the Word file `frame` (default: the standard frame).

    With `parts`, which names their files, each contract is written in parts, as PDFs too when that is the form. The
    contracts refer to the `general` part, if any. With `only_check` nothing is printed or written. A row that is not
    ready after `seconds` is stopped. Raises PluginError while an installed plugin is broken, ClauseError and FileError
    when the library cannot be read, FrameInvalid for a frame with faults.
    """
    if plugins.problems:
        names = ", ".join(problem.name for problem in plugins.problems)
        raise BROKEN_PLUGINS.failure(PluginError, names=names)
    house = read_house(plugins.house)
    in_word = form in (ContractFormat.DOCX, ContractFormat.PDF)
    drawn = (standard_frame() if frame is None else frame) if in_word else None
    part = "" if general is None else general.digest
    options = {
        "format": form.value, "final": final, "unreviewed": unreviewed, "kinds": kinds_of(base), "general_part": part,
    }  # fmt: skip
    if parts is not None:
        options["parts"] = parts.text  # the contract itself says what the files of its annexes are called
    surroundings = surroundings_of(plugins, drawn, options)
    job = Job(base, form, final, drawn, house, surroundings, only_check, unreviewed, parts, general, seconds)
    packed = pack(job)
    remember(packed.digest, Workshop(job, plugins, None if drawn is None else compile_frame(drawn)))
    sector = plugins.sectors.get(str(base.sector))
    return Prepared(job, packed, plugins.library, key_words(sections_of(sector, plugins).values()))


def run(
    rows: Iterable[TableRow],
    prepared: Prepared,
    pattern: Pattern,
    folder: RunFolder | None,
    crew: Crew,
    language: str = "nl",
    watch: WatchTotals = lambda totals: None,
) -> Totals:
    """Make the document of each of `rows` in `folder`, by `crew`, and return what was done.

    `watch` is told after each chunk. Rows that fail stop nothing; they go in the list of faults, in `language`. A job
    that only checks makes nothing else; it needs no folder, the faults then are in the totals. Raises FileError when
    the folder takes no more or the workers are gone: what was made stays, and the run can go on from there. Raises
    PluginError when a worker cannot do the work.
    """
    return _Run(prepared, pattern, folder, language).all(rows, crew, watch)


class _Run:
    def __init__(self, prepared: Prepared, pattern: Pattern, folder: RunFolder | None, language: str) -> None:
        self._job = prepared.job
        self._packed = prepared.packed
        self._library = prepared.library
        self._words = prepared.words
        self._pattern = pattern
        self._folder = folder
        self._language = language
        self._totals = Totals()
        self._names: dict[str, tuple[int, str]] = {}

    def all(self, rows: Iterable[TableRow], crew: Crew, watch: WatchTotals) -> Totals:
        folder, job = self._folder, self._job
        if folder is not None and not job.only_check:
            folder.start(header_line(job.surroundings, job.base.fingerprint, self._pattern.text))
        for chunk, outcomes in ChunkSender(crew, self._packed, job.base).outcomes(self._chunks(rows)):
            self._settle(chunk.load, outcomes)
            watch(self._totals)
        if folder is not None:
            folder.write_faults(self._language)
            if not job.only_check:
                folder.write_memo(partial(run_memo, library=self._library, unreviewed=job.unreviewed))
                folder.write_overview(self._words)
                self._totals.removed = folder.finish()
        return self._totals

    def _chunks(self, rows: Iterable[TableRow]) -> Iterator[Chunk[_Planned]]:
        chunk: Chunk[_Planned] = Chunk([], [])
        for row in rows:
            planned = self._plan(row)
            chunk.load.append(planned)
            if planned.kept is None:
                chunk.rows.append(row)
            if len(chunk.rows) >= MOST_ROWS or len(chunk.load) >= MOST_KEPT:
                yield chunk
                chunk = Chunk([], [])
        if chunk.load:
            yield chunk

    def _plan(self, row: TableRow) -> _Planned:
        named = self._pattern.name(row.number, row.kenmerk, row.tree, CONTRACT)
        if isinstance(named, Finding):
            return _Planned(row, "", (named,) if row.kenmerk else (), None)
        number, kenmerk = self._names.setdefault(sameness(named), (row.number, row.kenmerk))
        if number != row.number:
            # That two rows have one kenmerk is a fault that the table tells of both already.
            taken = NAME_TAKEN.finding(row=row.number, other=number, name=named)
            return _Planned(row, "", () if kenmerk == row.kenmerk else (taken,), None)
        if self._folder is None or self._job.only_check:
            return _Planned(row, named, (), None)
        if not self._folder.takes(named):
            return _Planned(row, "", (FILE_EXISTS.finding(name=named),), None)
        return _Planned(row, named, (), self._kept(row, named, self._folder))

    def _kept(self, row: TableRow, name: str, folder: RunFolder) -> Entry | None:
        """Return the entry of the document that an earlier run made for `row` if it is as we would make it."""
        if folder.earlier is None or not folder.reuse:
            return None
        found = folder.earlier.entry(row.kenmerk)
        if found is None or any(finding.severity is Severity.FAULT for finding in row.findings):
            return None
        entry, surroundings = found
        if entry.file != name or entry.fingerprint != row.tree.fingerprint:
            return None
        return replace(entry, row=row.number) if self._job.surroundings.keeps(surroundings, entry.clauses) else None

    def _settle(self, load: Sequence[_Planned], outcomes: Sequence[RowOutcome]) -> None:
        """Deliver what became of a chunk: `outcomes` are those of the rows that were to be made, in their order."""
        made = iter(outcomes)
        documents: list[tuple[str, bytes]] = []
        lines: list[bytes] = []
        kept: list[str] = []
        wrong: list[FaultLine] = []
        for planned in load:
            entry = planned.kept
            if entry is not None:
                kept += entry.files
                self._totals.kept += 1
            else:
                outcome = next(made)
                refusing = (*planned.findings, *(outcome.findings if outcome.facts is None else ()))
                refusing += tuple(self._taken(planned, outcome))
                if outcome.facts is None or refusing or not planned.name:
                    wrong += fault_lines(planned.row, blamed(planned.row, refusing, self._job.base), self._language)
                    self._totals.failed += 1
                    self._totals.unreviewed += any(finding.code == UNREVIEWED.code for finding in refusing)
                    continue
                entry = entry_of(planned.row.number, planned.row.kenmerk, planned.name, outcome.facts)
                for finding in outcome.findings:
                    self._totals.examples.setdefault(finding.code, finding)
                folder = self._folder
                if folder is not None and all(folder.is_there(*file) for file in entry.files.items()):
                    kept += entry.files
                    self._totals.kept += 1
                else:
                    documents += zip(entry.files, (outcome.document, *outcome.parts), strict=True)
                    self._totals.made += 1
            self._count(entry)
            lines.append(entry.line())
        self._totals.rows += len(load)
        self._totals.faults += len(wrong)
        self._put(documents, lines, kept, wrong)

    def _taken(self, planned: _Planned, outcome: RowOutcome) -> Iterator[Finding]:
        """Give a fault for each other file of a contract in parts that may not have its name."""
        for part in outcome.facts.parts if outcome.facts is not None else ():
            name, row = part["file"], planned.row
            other, _ = self._names.setdefault(sameness(name), (row.number, row.kenmerk))
            if other != row.number:
                yield NAME_TAKEN.finding(row=row.number, other=other, name=name)
            elif self._folder is not None and not self._folder.takes(name):
                yield FILE_EXISTS.finding(name=name)

    def _put(
        self, documents: list[tuple[str, bytes]], lines: list[bytes], kept: list[str], wrong: list[FaultLine]
    ) -> None:
        if self._folder is None:
            self._totals.lines += wrong
            return
        if not self._job.only_check:
            self._folder.deliver(documents, lines)
            self._folder.keep(kept)
        if wrong:
            self._folder.fault(wrong)

    def _count(self, entry: Entry) -> None:
        self._totals.open_points += entry.open_points
        self._totals.before_final.update(entry.before_final)
        self._totals.warnings.update(entry.warnings)

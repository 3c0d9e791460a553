"""Chunks of rows on their way through a crew: bounded in number, back in order, and made again when a worker dies."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from izacontract.batch import messages as m
from izacontract.batch.executors import Crew
from izacontract.batch.job import Packed, pack_rows
from izacontract.batch.worker import Different, RowOutcome, work
from izacontract.errors import FileError, IzacontractError, PluginError
from izacontract.intake.tree import Tree

if TYPE_CHECKING:
    from izacontract.batch.rows import TableRow

STRIKES: Final = 2
"""How many workers a single row may take with it before it counts as that row's failure."""

MOST_LOST: Final = 5
"""How many rows in succession may be lost so before we conclude that it is not the rows."""

PATIENCE: Final = 15.0
"""How many seconds to wait before asking whether there is anybody to wait for."""

MOST_SILENCE: Final = 20
"""How many times in succession nobody may be there before we give up."""

ChunkResult = Future[list[RowOutcome] | Different]


Load = TypeVar("Load")


@dataclass
class Chunk(Generic[Load]):
    """Rows that travel together; `rows` are those of `load` that a worker has to make."""

    load: list[Load]
    rows: list[TableRow]
    future: ChunkResult = field(default_factory=Future)


class ChunkSender:
    """Sends chunks of the packed `job` to `crew`, whose rows are laid over `base`."""

    def __init__(self, crew: Crew, job: Packed, base: Tree) -> None:
        self._crew = crew
        self._job = job
        self._base = base
        self._executor: Executor | None = None
        self._lost = 0

    def outcomes(self, chunks: Iterable[Chunk[Load]]) -> Iterator[tuple[Chunk[Load], list[RowOutcome]]]:
        """Give each of `chunks` in its order with what became of its rows.

        Raises FileError when the workers keep dying or the cluster is gone, PluginError when a worker cannot do the
        work.
        """
        out: deque[Chunk[Load]] = deque()
        coming = iter(chunks)
        try:
            while True:
                while len(out) < self._crew.ahead and (chunk := next(coming, None)) is not None:
                    if chunk.rows:
                        chunk.future = self._send(chunk.rows)
                    out.append(chunk)
                if not out:
                    if self._executor is not None:
                        # else memory would hold the workers beside what is written at the end
                        self._crew.release(self._executor)
                    return
                first = out[0]
                if not first.rows:
                    outcomes = []
                else:
                    try:
                        outcomes = self._received(first.future)
                    except self._crew.lost:
                        self._rescue(out)
                        continue
                    self._lost = 0
                out.popleft()
                yield first, outcomes
        finally:
            if self._executor is not None:
                self._crew.dismiss(self._executor)

    def _send(self, rows: Sequence[TableRow]) -> ChunkResult:
        if self._executor is None:
            self._executor = self._crew.hire()
        try:
            packed = pack_rows(rows, self._base, tight=self._crew.far)
            return self._executor.submit(work, self._job.data, self._job.digest, packed)
        except BrokenExecutor as error:
            failed: ChunkResult = Future()
            failed.set_exception(error)
            return failed

    def _received(self, future: ChunkResult) -> list[RowOutcome]:
        silence = 0
        while True:
            try:
                answer = future.result(timeout=PATIENCE)
                break
            except CancelledError as error:
                raise m.CLUSTER_LOST.failure(FileError, cause="CancelledError") from error
            except self._crew.lost:
                raise
            except IzacontractError:
                raise
            except TimeoutError as error:
                if future.done():
                    raise m.WORKER_FAILED.failure(PluginError, cause=f"TimeoutError: {error}") from error
                silence = 0 if self._crew.alive() else silence + 1
                if silence >= MOST_SILENCE:
                    raise m.CLUSTER_LOST.failure(FileError, cause="0 workers") from error
            except Exception as error:
                raise m.WORKER_FAILED.failure(PluginError, cause=f"{type(error).__name__}: {error}") from error
        if isinstance(answer, Different):
            raise m.WORKER_DIFFERS.failure(PluginError, where=answer.where, what=", ".join(answer.what))
        return answer

    def _rescue(self, out: Iterable[Chunk[Load]]) -> None:
        """Make again what was lost of `out`, chunk by chunk: if a row takes workers with it, it shows which one."""
        self._renew()
        lost = [chunk for chunk in out if chunk.rows and self._is_lost(chunk.future)]
        for chunk in lost:
            outcomes = self._again(chunk.rows)
            chunk.future = Future()
            chunk.future.set_result(outcomes)

    def _again(self, rows: Sequence[TableRow]) -> list[RowOutcome]:
        """Return what becomes of `rows`, of which one may take every worker with it, while nothing else is sent."""
        if not self._crew.certain and len(rows) > 1:
            try:
                return self._received(self._send(rows))
            except self._crew.lost:
                self._renew()
        return [outcome for row in rows for outcome in self._alone(row)]

    def _is_lost(self, future: ChunkResult) -> bool:
        """Return whether `future` will never have a result."""
        if not future.done():
            return not self._crew.certain
        return future.cancelled() or isinstance(future.exception(), self._crew.lost)

    def _alone(self, row: TableRow) -> list[RowOutcome]:
        """Return what becomes of `row`: its failure when it took workers with it more than once."""
        error: BaseException | None = None
        for _ in range(1 if self._crew.certain else STRIKES):
            try:
                outcomes = self._received(self._send([row]))
            except self._crew.lost as lost:
                error = lost
                self._renew()
            else:
                self._lost = 0
                return outcomes
        self._lost += 1
        if self._lost >= MOST_LOST:
            raise m.WORKERS_STOP.failure(FileError) from error
        return [RowOutcome(findings=(m.ROW_KILLED.finding(),))]

    def _renew(self) -> None:
        """Replace the executor when it is gone."""
        if self._executor is not None and not self._crew.certain:
            self._crew.dismiss(self._executor)
            self._executor = None

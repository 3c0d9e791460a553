"""Who does the work: this process, processes beside it, or a cluster; all as an Executor that can be replaced."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from tempfile import gettempdir
from typing import Any, Final

from izacontract.batch import messages as m
from izacontract.errors import FileError, PluginError
from izacontract.extras import install_command
from izacontract.model.memory import collect_seldom

SECONDS_TO_JOIN: Final = 30
"""How long a cluster may take to answer and to have its first worker."""

SECONDS_TO_END: Final = 10
"""How long workers that are done may take to end."""


LONGEST_FOLDER: Final = 70
"""So many bytes the name of the temporary folder may have: a socket in it has a name of 108 at most."""

PRELOADED: Final = ["izacontract.batch.worker", "izacontract.loading", "izacontract.render.word"]
"""What a worker imports whatever it makes; plugins, which may do anything, it imports itself."""


@dataclass(frozen=True)
class Crew:
    """An executor and how to get another when its workers die.

    `size` is how many rows can be worked on at the same time, `ahead` how many chunks may be out at once. `lost` are
    the errors that say that a worker died; with `certain` such an error comes for the very task that several workers
    died of, and the others go on; without it the executor is gone with all that was out. `alive` tells whether there
    is anybody to wait for, and `dismiss` ends an executor without waiting for what has not begun. Before that, when
    all went well, `release` waits until what the workers held is free, where they are ours; not longer than it takes
    most. Workers that are `far` are reached over a network.
    """

    hire: Callable[[], Executor]
    dismiss: Callable[[Executor], None]
    size: int
    ahead: int
    lost: tuple[type[BaseException], ...] = (BrokenExecutor,)
    certain: bool = False
    alive: Callable[[], bool] = lambda: True
    release: Callable[[Executor], None] = lambda executor: None
    far: bool = False


def of_executor(executor: Executor, size: int) -> Crew:
    """Return the crew that is `executor`, of which `size` workers work at once; it cannot be replaced."""
    return Crew(lambda: executor, _leave, size, 2 * size + 2)


def here() -> Crew:
    """Return the crew that is this process alone."""
    return Crew(_Here, _leave, 1, 1)


def processes(number: int) -> Crew:
    """Return a crew of `number` processes on this computer."""
    return Crew(lambda: _pool(number), _end_pool, number, 2 * number + 2, release=_release_pool)


@contextmanager
def cluster(address: str) -> Iterator[Crew]:
    """Give the crew of the dask.distributed cluster whose scheduler is at `address`.

    Raises PluginError when dask.distributed is not installed, FileError when no cluster with workers answers.
    """
    try:
        from distributed import Client
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        raise m.DASK_MISSING.failure(PluginError, command=install_command("dask")) from error
    for name in ("distributed.client", "distributed.comm", "distributed.core"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what happens to the cluster, we tell ourselves
    try:
        connect: Any = Client  # distributed has no types
        client = connect(address, timeout=SECONDS_TO_JOIN, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise m.NO_CLUSTER.failure(FileError, address=address, cause=str(error) or type(error).__name__) from error
    try:
        try:
            client.wait_for_workers(1, timeout=SECONDS_TO_JOIN)
        except TimeoutError as error:
            raise m.NO_CLUSTER.failure(FileError, address=address, cause=0) from error
        size = max(1, sum(client.ncores().values()))
        yield Crew(
            # Equal rows must not be taken for one task, so no result is ever looked up.
            hire=lambda: client.get_executor(pure=False),
            dismiss=lambda executor: executor.shutdown(wait=False),
            size=size,
            ahead=min(2 * size + 2, size + 64),
            lost=(KilledWorker,),
            certain=True,
            alive=lambda: bool(client.scheduler_info(n_workers=-1)["workers"]),
            far=True,
        )
    finally:
        client.close(timeout=5)


def _pool(number: int) -> Executor:
    return ProcessPoolExecutor(number, _context(), _settle_in, (dict(os.environ),))


def _context() -> BaseContext:
    """Return how workers begin, in a way that is safe beside the threads of a progress bar.

    On Linux each is a fork of one process that imported what they all need, once; elsewhere, and where the socket of
    that process would have too long a name, each begins anew.
    """
    if sys.platform != "linux" or len(os.fsencode(gettempdir())) > LONGEST_FOLDER:
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    return context


def _settle_in(environment: Mapping[str, str]) -> None:
    """Prepare a worker, in the environment of the run, which may be another than when its first worker began.

    Ctrl-C is for the run, which ends its workers itself; a worker never outlives a killed run.
    """
    os.environ.clear()
    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


class _Here(Executor):
    """Does each task at once, in this process."""

    def submit(self, task: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(task(*arguments, **named))
        except Exception as error:  # noqa: BLE001  an executor keeps the error for who asks for the result
            future.set_exception(error)
        return future


def _leave(executor: Executor) -> None:
    """Leave alone an executor that is somebody else's, or holds nothing to end."""


def _release_pool(executor: Executor) -> None:
    # a plugin may keep a worker from ending: then what is made goes on beside it
    waiting = threading.Thread(target=executor.shutdown, daemon=True)
    waiting.start()
    waiting.join(SECONDS_TO_END)


def _end_pool(executor: Executor) -> None:
    executor.shutdown(wait=False, cancel_futures=True)

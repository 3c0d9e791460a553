"""Building in worker processes, one question at a time each, that are stopped when an answer takes too long."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeVar

import anyio
import anyio.to_process

from izacontract.calling import fault_of
from izacontract.errors import IzacontractError, PluginError
from izacontract.guarding import within
from izacontract.plugin_messages import TOOK_TOO_LONG

T = TypeVar("T")

SECONDS: Final = 10.0
"""The longest that one answer may take; a contract takes far less."""

WAITING: Final = 20.0
"""The longest that a question waits for a free worker."""

STARTING: Final = 60.0
"""The longest that the server waits for its workers before it answers its first visitor."""


OF_A_PLUGIN: Final = 0.8
"""After this part of the time a worker stops by itself, and can say which plugin it waited for."""
FEWEST: Final = 2
"""With one worker nobody would be served beside who uses it."""

USUAL_MOST: Final = 8
"""More workers, each of some 150 MB, only where they are asked for: a container sees all cores of its machine."""


LARGE: Final = "*"
"""Whose share it is that what is large of all visitors has together; no visitor is called so."""


class Busy(Exception):
    """No worker came free in time."""


class TookTooLong(Exception):
    """The answer was not ready in time; its worker was stopped."""


class WorkerBroke(Exception):
    """What a worker raised would have ended the server."""


def _in_time(seconds: float, question: Callable[..., T], *given: object) -> T:
    """Return what `question` answers, in a worker.

    Raises PluginError for what a plugin does wrong, naming it, and TookTooLong when it was our own work.
    """
    _leave_the_end_to_the_server()
    try:
        with within(seconds):
            return question(*given)
    except PluginError as error:
        if error.code == TOOK_TOO_LONG.code and not error.plugin:
            raise TookTooLong from error
        raise
    except (KeyboardInterrupt, IzacontractError):
        raise
    except BaseException as error:
        if fault := fault_of(error):
            raise fault from error
        if isinstance(error, Exception):
            raise
        raise WorkerBroke(type(error).__name__) from error


@dataclass
class _Share:
    """The places that one visitor may take, and how many of its questions wait for them or have them."""

    places: anyio.Semaphore
    users: int = 0


class Workers:
    """So many worker processes, by default one for each core; a stopped one is replaced by itself."""

    def __init__(self, number: int | None = None, *, seconds: float = SECONDS) -> None:
        self.number = number or max(FEWEST, min(USUAL_MOST, _cores()))
        self._seconds = seconds
        self._limiter: anyio.CapacityLimiter | None = None
        self._shares: dict[str, _Share] = {}

    async def ask(
        self,
        question: Callable[..., T],
        *given: object,
        who: str = "",
        is_large: bool = False,
        seconds: float | None = None,
    ) -> T:
        """Return what `question` answers to `given` in a worker, within `seconds` when that is not as long as others.

        All but one of the workers at most work for `who`, and for what is large of anybody, so that others are served
        besides. Raises Busy when none comes free in time, and TookTooLong when the answer is not ready in time.
        """
        async with AsyncExitStack() as held:
            names = (who, LARGE) if is_large else (who,)
            shares = [await held.enter_async_context(self._share(name)) for name in names]
            try:
                with anyio.fail_after(WAITING):
                    for share in shares:
                        await held.enter_async_context(share.places)
                    await held.enter_async_context(self._free())
            except TimeoutError as error:
                raise Busy from error
            return await self._answered(seconds or self._seconds, question, *given)

    @asynccontextmanager
    async def _share(self, who: str) -> AsyncIterator[_Share]:
        """Give the share of `who`, or of what is large, which is kept as long as somebody uses it."""
        share = self._shares.setdefault(who, _Share(anyio.Semaphore(max(1, self.number - 1))))
        share.users += 1
        try:
            yield share
        finally:
            share.users -= 1
            if not share.users:
                del self._shares[who]

    async def warm(self, question: Callable[..., object], *given: object) -> None:
        """Let every worker answer `question` once, so that what it loads is there; a slow one is left to its own."""

        async def one() -> None:
            with suppress(TookTooLong):
                await self._answered(STARTING, _warmed, question, *given)

        async with anyio.create_task_group() as group:
            for _ in range(self.number):
                group.start_soon(one)

    async def _answered(self, seconds: float, question: Callable[..., T], *given: object) -> T:
        try:
            with anyio.fail_after(seconds):
                # a limiter of its own: ours counts the workers, and the time that a question waits is not its own
                return await anyio.to_process.run_sync(
                    _in_time, OF_A_PLUGIN * seconds, question, *given,
                    cancellable=True, limiter=anyio.CapacityLimiter(1),
                )  # fmt: skip
        except TimeoutError as error:
            raise TookTooLong from error

    def _free(self) -> anyio.CapacityLimiter:
        """Return what counts the free workers; it belongs to the event loop, so it is made there."""
        if self._limiter is None:
            self._limiter = anyio.CapacityLimiter(self.number)
        return self._limiter


def _cores() -> int:
    """Return on how many cores this process may run."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _warmed(question: Callable[..., object], *given: object) -> None:
    """Answer `question`, and take what it loaded out of the rounds of Python's collector: it stays anyway.

    Otherwise one answer in some tens waits a tenth of a second for such a round.
    """
    question(*given)
    gc.collect()
    gc.freeze()


@cache
def _leave_the_end_to_the_server() -> None:
    """Go on when the server is told to stop: a terminal tells its workers too, and they finish what they are at.

    What a worker starts itself does hear it: a handler stays behind, where a signal that is ignored would not.
    """
    for told in (signal.SIGINT, signal.SIGTERM):
        signal.signal(told, lambda *_: None)

"""Building in worker processes, one question at a time each, that are stopped when an answer takes too long."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from typing import Final, TypeVar

import anyio
import anyio.to_process

T = TypeVar("T")

SECONDS: Final = 10.0
"""The longest that one answer may take; a contract takes far less."""

WAITING: Final = 20.0
"""The longest that a question waits for a free worker."""


STARTING: Final = 60.0
"""The longest that the server waits for its workers before it answers its first visitor."""


class Busy(Exception):
    """No worker came free in time."""


class TookTooLong(Exception):
    """The answer was not ready in time; its worker was stopped."""


class Workers:
    """So many worker processes, the machine's cores unless told otherwise; a stopped one is replaced by itself."""

    def __init__(self, number: int | None = None, *, seconds: float = SECONDS) -> None:
        self.number = number or os.cpu_count() or 1
        self._seconds = seconds
        self._limiter: anyio.CapacityLimiter | None = None

    async def ask(self, question: Callable[..., T], *given: object) -> T:
        """Return what `question` answers to `given` in a worker.

        Raises Busy when none comes free in time, and TookTooLong when the answer is not ready in time.
        """
        try:
            with anyio.fail_after(WAITING):
                await self._free().acquire()
        except TimeoutError as error:
            raise Busy from error
        try:
            return await self._answered(self._seconds, question, *given)
        finally:
            self._free().release()

    async def warm(self, question: Callable[..., object], *given: object) -> None:
        """Let every worker answer `question` once, so that what it loads is there; a slow one is left to its own."""

        async def one() -> None:
            with suppress(TookTooLong):
                await self._answered(STARTING, question, *given)

        async with anyio.create_task_group() as group:
            for _ in range(self.number):
                group.start_soon(one)

    async def _answered(self, seconds: float, question: Callable[..., T], *given: object) -> T:
        try:
            with anyio.fail_after(seconds):
                # a limiter of its own: ours counts the workers, and the time that a question waits is not its own
                return await anyio.to_process.run_sync(
                    question, *given, cancellable=True, limiter=anyio.CapacityLimiter(1)
                )
        except TimeoutError as error:
            raise TookTooLong from error

    def _free(self) -> anyio.CapacityLimiter:
        """Return what counts the free workers; it belongs to the event loop, so it is made there."""
        if self._limiter is None:
            self._limiter = anyio.CapacityLimiter(self.number)
        return self._limiter

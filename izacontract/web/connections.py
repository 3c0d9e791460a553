"""Connections: a visitor who is slow or silent takes no place from the others, and nobody takes all places."""

from __future__ import annotations

import asyncio
from typing import Final, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

MOST: Final = 500
"""So many connections are open at once; for one more, the longest silent one is closed."""

HEADERS_SECONDS: Final = 10.0
"""The longest that the headers of a request may be on their way, from the first moment of a connection."""


class Connection(H11Protocol):
    """A connection that is closed when the headers of a request do not come in time, or when its place is needed."""

    _waits: asyncio.TimerHandle | None = None

    @property
    def is_silent(self) -> bool:
        """Return whether no whole request has come, or none after the last answer."""
        return self.conn.their_state is h11.IDLE

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn narrows it
        """Wait for the headers, and see to it that there is a place."""
        super().connection_made(transport)
        self._wait()
        if len(self.connections) > MOST:
            others = (cast(Connection, one) for one in self.connections if one is not self)
            silent = [one for one in others if one.is_silent and one._waits is not None]
            if silent:
                min(silent, key=lambda one: one._until).close()

    def data_received(self, data: bytes) -> None:
        """Read on; what comes in drops has no more time than what comes at once."""
        super().data_received(data)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop()
        super().connection_lost(exc)

    def close(self) -> None:
        """Close it without an answer: there was no request."""
        self._stop()
        self.connections.discard(self)
        self.transport.abort()

    @property
    def _until(self) -> float:
        return self._waits.when() if self._waits else float("inf")

    def _wait(self) -> None:
        if not self.is_silent:
            self._stop()
        elif self._waits is None:
            self._waits = self.loop.call_later(HEADERS_SECONDS, self.close)

    def _stop(self) -> None:
        if self._waits is not None:
            self._waits.cancel()
            self._waits = None

"""Connections: a visitor who is slow or silent takes no place from the others, and nobody takes all places."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Final, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

MOST: Final = 500
"""So many connections are open at once; for one more, one that keeps us waiting is closed."""

HEADERS_SECONDS: Final = 10.0
"""The longest that the headers of a request may be on their way, from the first moment of a connection."""

REQUEST_SECONDS: Final = 300.0
"""The longest that a request may take, from its headers until its answer has been read on a slow line."""


class Connection(H11Protocol):
    """A connection that is closed when a request does not come or end in time, or when its place is needed."""

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn narrows it
        """Wait for the headers, and see to it that there is a place."""
        super().connection_made(transport)
        self._allow(HEADERS_SECONDS)
        if len(self.connections) > MOST:
            self._make_place()

    def data_received(self, data: bytes) -> None:
        """Read on; what comes in drops has no more time than what comes at once."""
        was_silent = self._is_silent
        super().data_received(data)
        if was_silent and not self._is_silent:
            self._allow(REQUEST_SECONDS)

    def on_response_complete(self) -> None:
        """Wait for the next request; who still reads the answer may go on with that."""
        super().on_response_complete()
        is_read = self._is_silent and not self.transport.get_write_buffer_size()
        self._allow(HEADERS_SECONDS if is_read else REQUEST_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop()
        super().connection_lost(exc)

    def close(self) -> None:
        """Close it at once: no answer, or no more of it, would be read."""
        self._stop()
        self.connections.discard(self)
        self.transport.abort()

    @property
    def _is_silent(self) -> bool:
        """Return whether no whole request has come, or none after the last answer."""
        return self.conn.their_state is h11.IDLE

    @property
    def _patience(self) -> int:
        """Return how soon its place may be taken: 0 when it says nothing, 2 when it waits for us, and then never."""
        if self._is_silent:
            return 0
        sends_or_reads_slowly = self.conn.their_state is h11.SEND_BODY or self.flow.write_paused
        return 1 if sends_or_reads_slowly else 2

    def _make_place(self) -> None:
        """Close the connection that keeps us waiting longest, of whoever has most of them."""
        others = [cast(Connection, one) for one in self.connections if one is not self]
        held = Counter(one._host for one in others)
        ranked = [(one._patience, -held[one._host], one._until, number) for number, one in enumerate(others)]
        patience, *_, number = min(ranked)
        if patience < 2:
            others[number].close()

    @property
    def _host(self) -> str:
        return self.client[0] if self.client else ""

    @property
    def _until(self) -> float:
        return self._timer.when() if self._timer else float("inf")

    def _allow(self, seconds: float) -> None:
        self._stop()
        self._timer = self.loop.call_later(seconds, self.close)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

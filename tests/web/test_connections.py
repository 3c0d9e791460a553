"""Who keeps us waiting gives way to who comes; who waits for us never does."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any, TypeVar

import pytest
import uvicorn
from uvicorn.server import ServerState

from izacontract.web import connections
from izacontract.web.connections import Connection

T = TypeVar("T")

REQUEST = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
HALF = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\na"


class Line:
    """The transport of a connection that nobody reads."""

    def __init__(self, host: str) -> None:
        self.host, self.is_open = host, True

    def get_extra_info(self, name: str) -> Any:
        return (self.host, 1) if name in ("peername", "sockname") else None

    def abort(self) -> None:
        self.is_open = False

    close = abort

    def is_closing(self) -> bool:
        return not self.is_open

    def get_write_buffer_size(self) -> int:
        return 0

    def write(self, data: bytes) -> None:
        pass

    def pause_reading(self) -> None:
        pass

    resume_reading = pause_reading


async def _never_ready(scope: Any, receive: Any, send: Any) -> None:
    await asyncio.Event().wait()


class Server:
    """Connections to one server, each called by what it does."""

    def __init__(self) -> None:
        self._config, self._state = uvicorn.Config(_never_ready, log_config=None), ServerState()
        self.lines: dict[str, Line] = {}
        self._number: Iterator[int] = count()

    def come(self, kind: str, host: str = "") -> str:
        """Let one come that is "silent", "half", "slow" in reading, or "waiting" for its answer."""
        name = f"{kind} {next(self._number)}"
        one, line = Connection(self._config, self._state, {}), Line(host or name)
        self.lines[name] = line
        one.connection_made(line)  # type: ignore[arg-type]
        if kind != "silent":
            one.data_received(HALF if kind == "half" else REQUEST)
        if kind == "slow":
            one.flow.pause_writing()
        return name

    def gone(self) -> list[str]:
        return [name for name, line in self.lines.items() if not line.is_open]

    def end(self) -> None:
        for task in self._state.tasks:
            task.cancel()


@pytest.fixture(autouse=True)
def _few_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "MOST", 4)


def in_loop(run: Coroutine[Any, Any, T]) -> T:
    """Return what `run` answers, in a loop of its own: a browser that another test drives has one in this thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, run).result()


@pytest.mark.parametrize(
    ("there", "goes"),
    [
        (["waiting", "slow", "half", "silent"], ["silent 3"]),
        (["waiting", "slow", "half", "waiting"], ["slow 1"]),  # of two that keep us waiting who came first
        (["waiting", "half", "slow", "waiting"], ["half 1"]),
        (["waiting"] * 4, []),
        (["silent"] * 4, ["silent 0"]),
    ],
)
def test_place_is_taken_from_who_keeps_us_waiting(there: list[str], goes: list[str]) -> None:
    async def run() -> list[str]:
        server = Server()
        for kind in there:
            server.come(kind)
            await asyncio.sleep(0)
        server.come("waiting")
        gone = server.gone()
        server.end()
        return gone

    assert in_loop(run()) == goes


def test_place_is_taken_from_who_has_most_of_them() -> None:
    async def run() -> list[str]:
        server = Server()
        for host in ("een", "veel", "veel", "veel", "nieuw"):
            server.come("half", host)
        gone = server.gone()
        server.end()
        return gone

    assert in_loop(run()) == ["half 1"]


@pytest.mark.parametrize(
    ("kind", "moments"),
    [("silent", ["HEADERS_SECONDS"]), ("half", ["HEADERS_SECONDS", "REQUEST_SECONDS"])],
)
def test_each_part_of_a_request_has_its_time(kind: str, moments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    allowed: list[float] = []
    monkeypatch.setattr(Connection, "_allow", lambda self, seconds: allowed.append(seconds))

    async def run() -> None:
        server = Server()
        server.come(kind)
        server.end()

    in_loop(run())
    assert allowed == [getattr(connections, name) for name in moments]


def test_time_that_is_over_closes_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "REQUEST_SECONDS", 0.0)

    async def run() -> list[str]:
        server = Server()
        server.come("silent")
        server.come("waiting")
        while not server.gone():
            await asyncio.sleep(0.001)
        gone = server.gone()
        server.end()
        return gone

    assert in_loop(run()) == ["waiting 1"]

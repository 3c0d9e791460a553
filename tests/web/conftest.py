"""The preview for tests: in this process without workers, and as a real server for a real browser."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from izacontract.build.contract import build_contract
from izacontract.host import Plugins
from izacontract.intake.read import read_request
from izacontract.intake.schema import schema
from izacontract.intake.sources import tree_of
from izacontract.loading import load_plugins
from izacontract.render.json import json_text
from izacontract.web.app import Serving, make_app
from izacontract.web.connections import HEADERS_SECONDS
from izacontract.web.entries import Entries, entries_of
from izacontract.web.outward import outward
from izacontract.web.reading import pictures_json
from izacontract.web.sharing import Drafts
from izacontract.web.workers import Workers
from tests.conftest import REQUESTS

with warnings.catch_warnings():
    # Starlette 1.10 would rather have httpx2 here; httpx is what we test with
    warnings.filterwarnings("ignore", "Using `httpx` with")
    from starlette.testclient import TestClient

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SECTORS = ("ggz", "huisartsen", "mdz", "msz", "wijkverpleging")


class AtOnce(Workers):
    """Answers in this process."""

    async def ask(self, question: Any, *given: object, **named: Any) -> Any:
        return question(*given)

    async def warm(self, question: Any, *given: object) -> None:
        pass


@dataclass
class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Web:
    """The preview in this process: its client, its folder with drafts, its clock, and the lines of its log."""

    client: TestClient
    drafts: Drafts
    clock: Clock
    log: list[str] = field(default_factory=list)


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Web]:
    log: list[str] = []
    drafts, clock = Drafts(tmp_path / "concepten"), Clock()
    app = make_app(Serving(drafts=drafts, workers=AtOnce(1), clock=clock, log=log.append))
    with TestClient(app, base_url="http://127.0.0.1:8765", follow_redirects=False) as client:
        yield Web(client, drafts, clock, log)


@pytest.fixture(scope="session")
def plugins() -> Plugins:
    return load_plugins()


def pairs_of(
    sector: str, plugins: Plugins, request: Mapping[str, Any] | None = None, **changes: str
) -> list[tuple[str, str]]:
    """Return what the form sends for `request`, with values replaced; `__` stands for a point.

    Without a request it is the example of `sector`.
    """
    made = schema(sector, plugins)
    entries = entries_of(made, tree_of(request or str(REQUESTS / f"{sector}.yaml"), plugins).root)
    found = dict(_flat(entries, ""))
    found |= {name.replace("__", "."): (value,) for name, value in changes.items()}
    return [(name, value) for name, values in found.items() for value in values]


def _flat(entries: Entries, name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for key, held in entries.items():
        below = f"{name}.{key}" if name else key
        if isinstance(held, dict):
            yield from _flat(held, below)
        else:
            yield below, held


@dataclass(frozen=True)
class Server:
    """A server as people start it, with its folder of drafts and the lines of its log."""

    url: str
    drafts: Path
    log: list[str]
    process: subprocess.Popen[str]


@contextmanager
def serving(drafts: Path, *more: str) -> Iterator[Server]:
    """Start `izacontract serve` on a free port, and stop it."""
    drafts.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "izacontract", "serve", "--port", "0", "--drafts", str(drafts), *more]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"})
    assert process.stderr is not None
    log: list[str] = []
    reader = None
    try:
        found = None
        for line in process.stderr:
            log.append(line)
            if found := re.search(r"http://[^ ]+/", line):
                break
        assert found, "".join(log)
        reader = threading.Thread(target=lambda: log.extend(process.stderr or ()), daemon=True)
        reader.start()
        # it answers once its workers are ready: no visitor of a test waits for that on a busy machine
        httpx.get(f"{found[0]}gezond", timeout=180).raise_for_status()
        yield Server(found[0].rstrip("/"), drafts, log, process)
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(15)
        if process.poll() is None:
            process.kill()
            process.wait()
        if reader is not None:
            reader.join(5)
        process.stderr.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("web") / "concepten") as started:
        yield started


@pytest.fixture(scope="session")
def silent(server: Server) -> Iterator[Future[bytes]]:
    """Return what the server says in the end to a connection that said half of a request.

    The wait is a failure when it takes much longer than the server promises. It goes on beside other tests.
    """
    address = urlsplit(server.url)

    def answer(one: socket.socket) -> bytes:
        with suppress(ConnectionResetError):
            return one.recv(1)
        return b""

    with socket.create_connection((address.hostname or "", address.port or 0), 20) as one, ThreadPoolExecutor() as pool:
        one.sendall(b"GET / HTTP/1.1\r\n")
        one.settimeout(HEADERS_SECONDS * 4)
        yield pool.submit(answer, one)


def share(drafts: Drafts, plugins: Plugins, now: datetime, sector: str = "msz", days: int = 14) -> str:
    """Put the example of `sector` in `drafts` and return the end of its link."""
    return share_file(drafts, plugins, now, REQUESTS / f"{sector}.yaml", days)


def share_file(drafts: Drafts, plugins: Plugins, now: datetime, file: Path, days: int = 14) -> str:
    """Put the request in `file` in `drafts` and return the end of its link."""
    request = read_request(file, plugins)
    contract = build_contract(request, plugins)
    pictures = pictures_json(plugins.draw_pictures(request), contract)
    made = file.read_text(encoding="utf-8")
    return drafts.put(made, json_text(outward(contract)), pictures, days=days, now=now)

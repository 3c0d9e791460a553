"""Watches what the code of a plugin touches outside the request: files, the network, other programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any, Final

from izacontract.errors import Told

FILE: Final = Told("opent of doorzoekt een bestand of map", "opens or searches a file or folder")
NETWORK: Final = Told("gebruikt het netwerk", "uses the network")
PROGRAM: Final = Told("start een ander programma", "starts another program")

EVENTS: Final = {
    "open": FILE, "os.listdir": FILE, "os.scandir": FILE, "os.remove": FILE, "os.rename": FILE, "os.mkdir": FILE,
    "glob.glob": FILE, "sqlite3.connect": FILE,
    "socket.connect": NETWORK, "socket.getaddrinfo": NETWORK, "socket.bind": NETWORK, "socket.sendto": NETWORK,
    "socket.gethostbyname": NETWORK,
    "subprocess.Popen": PROGRAM, "os.system": PROGRAM, "os.exec": PROGRAM, "os.posix_spawn": PROGRAM,
}  # fmt: skip
"""The audit events of Python that say so."""


class Touched(RuntimeError):
    """The plugin touched something outside the request; raised in its place, so that nothing happens."""


@dataclass
class Watched:
    """What the code whose files begin with `files` touched: what it is, by the file and line that did it."""

    files: str
    touched: dict[str, Told] = field(default_factory=dict)


_WATCH: Final[ContextVar[Watched | None]] = ContextVar("izacontract_watch", default=None)


@contextmanager
def watching(code: Path) -> Iterator[Watched]:
    """Refuse, and remember, what `code` (a folder or one file) touches outside the request."""
    _listen()
    watch = Watched(f"{code}{os.sep}" if code.is_dir() else str(code))
    token = _WATCH.set(watch)
    try:
        yield watch
    finally:
        _WATCH.reset(token)


@cache
def _listen() -> None:
    """Hear Python's audit events; once, because a hook can never be taken away again."""
    sys.addaudithook(_heard)


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in EVENTS:
        return
    watch = _WATCH.get()
    if watch is None:
        return
    place = _place(sys._getframe(1), watch.files)
    if place is not None:
        watch.touched.setdefault(place, EVENTS[event])
        raise Touched(f"{event} {place}")


def _place(frame: FrameType | None, files: str) -> str | None:
    """Return where the plugin's code stands that leads to `frame`, None when the core or an import stands between."""
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith(files):
            return f"{file}:{frame.f_lineno}"
        if file.startswith(("<frozen importlib", _CORE)):
            return None
        frame = frame.f_back
    return None


_CORE: Final = f"{Path(__file__).parent.parent}{os.sep}"

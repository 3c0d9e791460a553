"""The log of the server: one JSON object a line, of a visit as of what the server and its libraries say themselves."""

from __future__ import annotations

import json
import logging
import queue
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TextIO

from izacontract.errors import PluginError

WAITING: Final = 10_000
"""So many lines wait for whoever reads the log; what comes on top of them is counted and left out."""

LAST_SECONDS: Final = 2.0
"""The longest that the end of the server waits for the last lines to be read."""

OF_OURS: Final = ("uvicorn", "py.warnings")
"""Loggers whose sentences hold nothing of a visitor; of any other the sentence is told without what fills it in."""

_END: Final = ""


def line(**facts: object) -> str:
    """Return a line of the log: `facts` with the time in UTC before them."""
    return json.dumps({"time": datetime.now(UTC).isoformat(timespec="milliseconds"), **facts})


def cause(error: BaseException) -> dict[str, object]:
    """Return the facts that say where it went wrong, and in which plugin, without the values that it had."""
    plugin = {"code": error.code, "plugin": error.plugin} if isinstance(error, PluginError) else {}
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    return {
        "error": type(error).__name__,
        **plugin,
        "places": [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames],
    }


class Log:
    """Writes lines to `stream`, standard error by default, from a thread of its own.

    A reader that does not read, a full disk or a closed stream holds nobody up: lines that cannot wait are counted, and
    their number is told as `lost` once there is room.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._lines: queue.Queue[str] = queue.Queue(WAITING)
        self._lost = 0
        self._thread = threading.Thread(target=self._write, name="log", daemon=True)
        self._thread.start()

    def __call__(self, text: str) -> None:
        """Write a line; returns at once."""
        try:
            self._lines.put_nowait(text)
        except queue.Full:
            self._lost += 1

    def close(self) -> None:
        """Wait a moment until the last lines are read."""
        with suppress(queue.Full):
            self._lines.put(_END, timeout=LAST_SECONDS)
            self._thread.join(LAST_SECONDS)

    def _write(self) -> None:
        while text := self._lines.get():
            try:
                if self._lost:
                    print(line(lost=self._lost), file=self._stream)
                    self._lost = 0
                print(text, file=self._stream, flush=True)
            except (OSError, ValueError):
                self._lost += 1


class _Handler(logging.Handler):
    """Hands what libraries log to the log of the server."""

    def __init__(self, write: Callable[[str], None]) -> None:
        super().__init__()
        self._write = write

    def emit(self, record: logging.LogRecord) -> None:
        """Write `record` as a line."""
        facts: dict[str, object] = {"level": record.levelname.lower(), "from": record.name}
        facts["message"] = (record.getMessage() if record.name.startswith(OF_OURS) else str(record.msg)).strip()
        if record.exc_info and record.exc_info[1]:
            facts |= cause(record.exc_info[1])
        self._write(line(**facts))


@contextmanager
def logged(write: Callable[[str], None]) -> Iterator[None]:
    """Let everything that Python's logging and its warnings tell go to `write`, and put it back afterwards."""
    root, uvicorn, handler = logging.getLogger(), logging.getLogger("uvicorn"), _Handler(write)
    handlers, level = root.handlers, uvicorn.level
    root.handlers = [handler]
    uvicorn.setLevel(logging.INFO)
    logging.captureWarnings(True)
    try:
        yield
    finally:
        logging.captureWarnings(False)
        uvicorn.setLevel(level)
        root.handlers = handlers

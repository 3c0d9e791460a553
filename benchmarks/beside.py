"""Processes beside the one that measures: each gets a task a line, does it, and answers a line with what it took."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from shutil import which
from typing import Any, Final

MODULES: Final = "IZACONTRACT_NODE_MODULES"
"""The variable that says in which folder docxtemplater, pizzip and carbone stand."""


class Beside:
    """A process that does one task at a time; ends with the `with` that opened it."""

    def __init__(
        self, command: Sequence[str], folder: Path | None = None, environment: Mapping[str, str] | None = None
    ) -> None:
        """Start `command`, in `folder` and with this `environment` unless in those of this process."""
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=folder,
            env=environment,
        )

    def ask(self, task: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the process answers to `task`; raises RuntimeError when it failed."""
        assert self._process.stdin and self._process.stdout  # noqa: S101 - both are pipes
        self._process.stdin.write(json.dumps(task) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        answer: dict[str, Any] = json.loads(line) if line else {"error": f"stopped, status {self._process.wait()}"}
        if "error" in answer:
            raise RuntimeError(f"{self._process.args}: {answer['error']}")
        return answer

    def __enter__(self) -> Beside:
        return self

    def __exit__(self, *raised: object) -> None:
        assert self._process.stdin and self._process.stdout  # noqa: S101 - both are pipes
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()


def python(module: str, *arguments: str) -> Beside:
    """Return a process of its own that runs `module` of this package."""
    return Beside([sys.executable, "-m", f"benchmarks.{module}", *arguments])


def node(modules: str) -> Beside:
    """Return a Node process with the generators that are installed in the folder `modules`."""
    return Beside([which("node") or "node", str(Path(__file__).with_name("peers.cjs")), modules])


def node_modules() -> str | None:
    """Return the folder with the modules for Node, None when there is none or no Node."""
    folder = os.environ.get(MODULES, "")
    found = folder and which("node") and all(Path(folder, name).is_dir() for name in ("docxtemplater", "carbone"))
    return folder if found else None


def serve(do: Callable[[dict[str, Any]], Mapping[str, Any]]) -> None:
    """Do each task on standard input, and answer it on standard output, until there are no more."""
    for task in _tasks():
        print(json.dumps(do(task)), flush=True)


def timed(run: Callable[[], object]) -> dict[str, float]:
    """Return the milliseconds that `run` takes, by the clock and of the processor."""
    start, busy = time.perf_counter(), time.process_time()
    run()
    return {"ms": (time.perf_counter() - start) * 1000, "cpu": (time.process_time() - busy) * 1000}


def _tasks() -> Iterator[dict[str, Any]]:
    for line in sys.stdin:
        yield json.loads(line)

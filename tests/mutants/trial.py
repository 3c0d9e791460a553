"""One mistake tried: a child of this process reads the module with the mistake in it and runs the tests near it."""

from __future__ import annotations

import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

import pytest

from .mistakes import ROOT, Mistake
from .nearest import QUIET, silence

READ_AGAIN = ("izacontract/clauses/", "izacontract/model/")
"""Modules whose outcome is kept on disk between commands: a mistake in them gets a folder of its own for that."""


LONGEST = 900
"""Seconds by the clock."""


class _Mistaken(SourceFileLoader):
    """Reads one module with the mistake in it; nothing on disk changes, no bytecode is written."""

    def __init__(self, name: str, path: str, source: str) -> None:
        super().__init__(name, path)
        self._source = source

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._source, self.path, "exec", dont_inherit=True)


class _Finder(MetaPathFinder):
    """Finds the module of `mistake` as Python does, and gives it a loader that makes the mistake."""

    def __init__(self, mistake: Mistake) -> None:
        self._path, self._source = str(ROOT / mistake.module), mistake.source

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not fullname.startswith("izacontract"):
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.origin == self._path:
            spec.loader = _Mistaken(fullname, self._path, self._source)
        return spec


class _Chosen:
    """Lets pytest run just these tests, in this order."""

    def __init__(self, tests: Sequence[str]) -> None:
        self._order = {test: number for number, test in enumerate(tests)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        chosen = [item for item in items if item.nodeid in self._order]
        items[:] = sorted(chosen, key=lambda item: self._order[item.nodeid])


def tried(mistake: Mistake, tests: Sequence[str], seconds: int, shared: Path) -> tuple[str, str]:
    """Return what became of `mistake`, and the test that noticed: "killed", "endless", "survived" or "unknown".

    Endless is a mistake with which the tests take more than `seconds` of processor time, and counts as noticed. Nothing
    is known of one that waits for longer than `LONGEST` on a busy machine.
    """
    with tempfile.TemporaryDirectory(prefix="izacontract-mutant-") as folder:
        noted = Path(folder) / "noticed"
        if (child := os.fork()) == 0:
            status = 70
            try:
                os.setpgid(0, 0)
                own = any(mistake.module.startswith(part) for part in READ_AGAIN)
                os.environ["IZACONTRACT_CACHE"] = f"{folder}/gelezen" if own else str(shared)
                os.environ["TMPDIR"] = folder
                resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
                status = _run(mistake, tests, noted)
            finally:
                os._exit(status)
        end = time.monotonic() + LONGEST
        while True:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                break
            if time.monotonic() > end:
                os.killpg(child, signal.SIGKILL)
                os.waitpid(child, 0)
                return "unknown", ""
            time.sleep(0.02)
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL):
            return "endless", ""
        noticed = noted.read_text(encoding="utf-8") if noted.exists() else ""
        return ("survived" if status == 0 else "killed"), noticed


class _Noted:
    """Writes down the test that fails first."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self._file.exists():
            self._file.write_text(report.nodeid, encoding="utf-8")


def _run(mistake: Mistake, tests: Sequence[str], noted: Path) -> int:
    silence()
    sys.meta_path.insert(0, _Finder(mistake))
    places = list(dict.fromkeys(str(ROOT / test.split("::")[0]) for test in tests))
    return int(pytest.main([*QUIET, "-x", *places], plugins=[_Chosen(tests), _Noted(noted)]))

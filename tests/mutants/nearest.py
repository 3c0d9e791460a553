"""Which tests come to which line, told by coverage: every test file by itself, kept until it or the code changes."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from .mistakes import ROOT

FOLDER = ROOT / "build" / "mutants"
CHOICES = tuple(f"tests/contracts/test_{name}.py" for name in ("rules", "refusals", "ranges", "kinds_of_faults"))
NEAR: dict[str, tuple[str, ...]] = {
    "build": (
        "tests/build",
        "tests/test_coverage.py",
        "tests/contracts/test_edition.py",
        "tests/contracts/test_outside.py",
        *CHOICES,
    ),
    "clauses": ("tests/clauses", "tests/cli/test_faulty_library.py", "tests/build"),
    "intake": ("tests/intake", "tests/excel", "tests/batch/test_rows.py", "tests/cli/test_merge.py", *CHOICES),
    "word": ("tests/word", "tests/verify", "tests/render/test_frame.py", "tests/take/test_values.py"),
    "differ": ("tests/compare", "tests/verify"),
    "plugins": (
        "tests/plugins",
        *CHOICES,
        *(f"tests/contracts/test_{name}_variants.py" for name in ("general", "topic")),
    ),
}
FAR = (
    "test_redline.py",
    "test_libreoffice.py",
    "test_rendering.py",
    "test_peers.py",
    "test_other_programs.py",
    "test_open_document.py",
    "test_mutations.py",
    "test_impact.py",
    "test_typed_dutch.py",
    "test_pairs.py",
)
"""Files left out: they ask another program, or take minutes; what only they notice counts as survived."""

BUDGET = 60.0
"""Seconds of tests for one mistake, as those tests took when they were traced."""


@dataclass
class Tracing:
    """Notes for every test how long it takes and, by coverage, which lines it comes to."""

    coverage: Any

    def __post_init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.coverage.switch_context(item.nodeid)
        start = time.monotonic()
        result = yield
        self.seconds[item.nodeid] = time.monotonic() - start
        self.coverage.switch_context("")
        return result


def files(package: str) -> list[str]:
    """Return the test files near `package`, in order."""
    found = [
        file
        for place in NEAR[package]
        for file in (sorted((ROOT / place).rglob("test_*.py")) if (ROOT / place).is_dir() else [ROOT / place])
    ]
    return [file.relative_to(ROOT).as_posix() for file in found if file.name not in FAR]


@cache
def traced(file: str, module: str = "") -> dict[str, dict[str, Any]]:
    """Return per test of `file` its seconds and the lines it comes to by module.

    Traces the file where that is not kept, or where the file or `module` is no longer what it was then. One that does not
    pass even without a mistake is left out of this run.
    """
    kept = FOLDER / "traced" / (file.replace("/", "-") + ".json")
    if kept.exists():
        told = json.loads(kept.read_text(encoding="utf-8"))
        if all(_text_of(name) == told["texts"].get(name, _text_of(name)) for name in filter(None, (file, module))):
            return dict(told["tests"])
    kept.parent.mkdir(parents=True, exist_ok=True)
    if (child := os.fork()) == 0:
        status = 1
        try:
            tests = _trace(file)
            names = {file, *(name for told in tests.values() for name in told["lines"])}
            texts = {name: _text_of(name) for name in sorted(names)}
            kept.write_text(json.dumps({"texts": texts, "tests": tests}), encoding="utf-8")
            status = 0
        finally:
            os._exit(status)
    if os.waitpid(child, 0)[1]:
        print(f"{file} could not be traced and is left out", flush=True)
        return {}
    return dict(json.loads(kept.read_text(encoding="utf-8"))["tests"])


@cache
def _text_of(name: str) -> str:
    return sha256((ROOT / name).read_bytes()).hexdigest()[:16]


def _trace(file: str) -> dict[str, dict[str, Any]]:
    from coverage import Coverage

    silence()
    coverage = Coverage(data_file=None, config_file=False, source=[str(ROOT / "izacontract"), str(ROOT / "plugins")])
    tracing = Tracing(coverage)
    coverage.start()
    status = pytest.main([*QUIET, str(ROOT / file)], plugins=[tracing])
    coverage.stop()
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise RuntimeError(f"{file} does not pass without any mistake: {status}")
    tests: dict[str, dict[str, Any]] = {
        test: {"seconds": seconds, "lines": {}} for test, seconds in tracing.seconds.items()
    }
    data = coverage.get_data()
    for measured in data.measured_files():
        module = Path(measured).relative_to(ROOT).as_posix()
        for line, contexts in data.contexts_by_lineno(measured).items():
            for test in filter(None, contexts):
                tests[test]["lines"].setdefault(module, []).append(line)
    return tests


QUIET = (
    *("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--rootdir", str(ROOT), "-c", str(ROOT / "pyproject.toml")),
    # what stands in a group of xdist waits for another program
    *("-o", "markers=xdist_group", "-m", "not xdist_group"),
    # what a child needs was imported before pytest began in it
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
)


def silence() -> None:
    """Let what this process and its children print go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def nearest(package: str, module: str, line: int) -> tuple[list[str], bool]:
    """Return the tests for a mistake on `line` of `module`, in the order to run them, and whether any comes to the line.

    First those that come to the line, quickest first, then what else their files hold, for one test may do work that
    the next one looks at. For a line that runs when the module is read: the tests that come to most of the module.
    """
    hits: list[tuple[float, str]] = []
    beside: list[tuple[float, str]] = []
    others: list[tuple[float, str]] = []
    for file in files(package):
        tests = traced(file, module)
        here = [test for test, told in tests.items() if line in told["lines"].get(module, ())]
        hits += [(tests[test]["seconds"], test) for test in here]
        rest = [(told["seconds"], test) for test, told in tests.items() if test not in set(here)]
        if here:
            beside += rest
        others += [(seconds, test) for seconds, test in rest if module in tests[test]["lines"]]
    order = [*sorted(hits), *sorted(beside)] or sorted(others)
    chosen, spent = [], 0.0
    for seconds, test in order:
        if (spent := spent + seconds) > BUDGET and chosen:
            break
        chosen.append(test)
    return chosen, bool(hits)

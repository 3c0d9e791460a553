"""Every command and sample of the docs and the README works, in the order of the page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from docs.make.pages import PAGES
from tests.docs.samples import ROOT, STARTED, Reader, Runner, chapters_of, matches, samples_of

ELSEWHERE = {
    "plugins-tutorial.md": "tests/testing",
    "plugins-house.md": "tests/testing",
}
"""Pages whose samples build a package of their own, each with the tests that run them."""

WRITTEN = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
RUN = [page for page in WRITTEN if page.name not in (*ELSEWHERE, *PAGES)]
MOST_SKIPPED = 10
"""Blocks in all pages together that a test cannot run: a cluster, a server that does not stop."""


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return where a process listens that runs our command for the samples."""
    path = tmp_path_factory.mktemp("gestart") / "socket"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT), *sys.path))}
    process = subprocess.Popen([sys.executable, str(STARTED), str(path)], cwd=ROOT, env=environment)
    for _ in range(1_200):
        if path.exists() or process.poll() is not None:
            break
        time.sleep(0.05)
    assert path.exists()
    yield path
    process.terminate()
    process.wait(15)


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory, started: Path) -> Callable[[Path], Reader]:
    """Return a function that gives the reader of a page, the same one for all its chapters."""

    @cache
    def reader(page: Path) -> Reader:
        place = tmp_path_factory.mktemp("lezer")
        # A copy: what a sample writes or deletes must never reach the checkout.
        shutil.copytree(ROOT / "tests" / "requests", place / "werk" / "tests" / "requests")
        chapters = chapters_of(page.read_text(encoding="utf-8"))
        return Reader(Runner(place / "werk", place / "bin", started), chapters)

    return reader


@pytest.mark.parametrize(
    ("page", "chapter"),
    [
        pytest.param(page, chapter, id=f"{page.name}-{chapter}", marks=pytest.mark.xdist_group(page.name))
        for page in RUN
        for chapter in chapters_of(page.read_text(encoding="utf-8"))
    ],
)
def test_samples_of_the_chapter_work(page: Path, chapter: str, readers: Callable[[Path], Reader]) -> None:
    readers(page).read_up_to(chapter)


def test_few_samples_are_not_run() -> None:
    skipped = [s for page in RUN for s in samples_of(page.read_text(encoding="utf-8")) if "skip" in s.said]
    assert len(skipped) <= MOST_SKIPPED


@pytest.mark.parametrize("page", [page for page in ELSEWHERE if (ROOT / "docs" / page).exists()])
def test_page_whose_samples_run_elsewhere_is_named_there(page: str) -> None:
    tests = (ROOT / ELSEWHERE[page]).rglob("*.py")
    assert any(page in test.read_text(encoding="utf-8") for test in tests)


@pytest.mark.parametrize(
    ("printed", "output", "same"),
    [
        ("een\n…\nvier", "een\ntwee\ndrie\nvier\n", True),
        ("een … drie", "een twee drie\n", True),
        ("een\nvier", "een\ntwee\nvier\n", False),
        ("een …", "twee\n", False),
        ("een", "een\ntwee\n", False),
    ],
)
def test_page_and_output_are_compared_line_by_line(printed: str, output: str, same: bool) -> None:
    assert matches(printed, output) is same

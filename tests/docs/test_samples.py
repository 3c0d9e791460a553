"""Every command and sample of the docs and the README works, in the order of the page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from docs.make.pages import PAGES
from tests.docs.samples import ROOT, Runner, matches, samples_of

ELSEWHERE = {
    "plugins-tutorial.md": "tests/testing",
    "plugins-house.md": "tests/testing",
}
"""Pages whose samples build a package of their own, each with the tests that run them."""

WRITTEN = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
RUN = [page for page in WRITTEN if page.name not in (*ELSEWHERE, *PAGES)]
MOST_SKIPPED = 6
"""Blocks in all pages together that a test cannot run: a cluster, a server that does not stop."""


@pytest.mark.parametrize("page", RUN, ids=lambda page: page.name)
def test_samples_of_the_page_work(page: Path, tmp_path: Path) -> None:
    folder = tmp_path / "werk"
    # A copy: what a sample writes or deletes must never reach the checkout.
    shutil.copytree(ROOT / "tests" / "requests", folder / "tests" / "requests")
    runner = Runner(folder, tmp_path / "bin")
    for sample in samples_of(page.read_text(encoding="utf-8")):
        runner.run(sample)


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

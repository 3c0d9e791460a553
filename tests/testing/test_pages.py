"""The tutorial and the page on house rules: every command and file of them, in order, with the built wheel."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.docs.samples import ROOT, Reader, Runner, Sample, chapters_of, lines, shown

PAGES = ("plugins-tutorial.md", "plugins-house.md")
PUBLISHED = "pip install '.[testing]'"
"""Installs izacontract from where it is published; here the built wheel stands for it."""


class Author(Runner):
    """Types what a page says in an environment with the wheel; `cd` moves on for good, `pip` installs for real."""

    def __init__(self, folder: Path, programs: Path) -> None:
        super().__init__(folder, folder.parent / "bin")
        path = f"{programs}{os.pathsep}{os.environ['PATH']}"
        self.environment = {name: value for name, value in self.environment.items() if name != "PYTHONPATH"}
        types = folder.parent.with_name("mypy")  # shared: the types of the libraries are read once
        self.environment |= {"PATH": path, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "MYPY_CACHE_DIR": str(types)}
        # what builds is in the environment; pip reads this variable as the opposite of its name
        self.environment["PIP_NO_BUILD_ISOLATION"] = "0"

    def _commands(self, sample: Sample) -> None:
        if "run" in sample.said:
            self._command(sample.text, "", 0, sample)
            return
        pairs = list(shown(sample.text) if sample.kind == "console" else lines(sample.text))
        for turn, (command, printed) in enumerate(pairs):
            status = sample.said.get("status", "0") if turn == len(pairs) - 1 else "0"
            if command.startswith("cd "):
                self.folder = self.folder / command.removeprefix("cd ")
                assert self.folder.is_dir()
            elif command != PUBLISHED:
                self._command(command, printed, int(status), sample)


OWN_RULES = "and what it made is held to the rules of this project"
PACKAGES = ("paramedisch", "zilverlinde", "goudlinde")


@pytest.fixture(scope="module")
def authors(programs: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Reader]:
    """Return a function that gives the author who types a page, the same one for all its chapters.

    Pages share one environment; what the page before installed is taken out first.
    """

    @cache
    def author(page: str) -> Reader:
        folder = tmp_path_factory.mktemp("auteur") / "werk"
        folder.mkdir()
        own = [f"{sys.executable} -m ruff check .", f"{sys.executable} -m ruff format --check .", "mypy"]
        typing = Author(folder, programs)
        typing.run(Sample("sh", f"pip uninstall -q -y {' '.join(f'izacontract-{name}' for name in PACKAGES)}", 0))
        return Reader(typing, _chapters(page) | {OWN_RULES: [Sample("sh", line, 0) for line in own]})

    return author


def _chapters(page: str) -> dict[str, list[Sample]]:
    return chapters_of((ROOT / "docs" / page).read_text(encoding="utf-8"))


@pytest.mark.xdist_group("installed")
@pytest.mark.parametrize(
    ("page", "chapter"), [(page, chapter) for page in PAGES for chapter in (*_chapters(page), OWN_RULES)]
)
def test_chapter_leads_to_a_plugin_that_works(page: str, chapter: str, authors: Callable[[str], Reader]) -> None:
    authors(page).read_up_to(chapter)

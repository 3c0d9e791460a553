"""The tutorial and the page on house rules: every command and file of them, in order, with the built wheel."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.docs.samples import ROOT, Runner, Sample, lines, samples_of, shown

PAGES = ("plugins-tutorial.md", "plugins-house.md")
PUBLISHED = "pip install '.[testing]'"
"""Installs izacontract from where it is published; here the built wheel stands for it."""


class Author(Runner):
    """Types what a page says in an environment with the wheel; `cd` moves on for good, `pip` installs for real."""

    def __init__(self, folder: Path, programs: Path) -> None:
        super().__init__(folder, folder.parent / "bin")
        path = f"{programs}{os.pathsep}{os.environ['PATH']}"
        self.environment = {name: value for name, value in self.environment.items() if name != "PYTHONPATH"}
        self.environment |= {"PATH": path, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}

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


@pytest.mark.parametrize("page", PAGES)
def test_page_leads_to_a_plugin_that_works(page: str, programs: Path, tmp_path: Path) -> None:
    folder = tmp_path / "werk"
    folder.mkdir()
    author = Author(folder, programs)
    try:
        for sample in samples_of((ROOT / "docs" / page).read_text(encoding="utf-8")):
            author.run(sample)
        for line in (f"{sys.executable} -m ruff check .", f"{sys.executable} -m ruff format --check .", "mypy"):
            author.run(Sample("sh", line, 0))
    finally:
        names = ("paramedisch", "zilverlinde", "goudlinde")
        author.run(Sample("sh", f"pip uninstall -q -y {' '.join(f'izacontract-{name}' for name in names)}", 0))

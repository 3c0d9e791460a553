"""The samples of a page of the docs, in their order: what a reader would type, keep as a file, or only look at.

A fenced block is `sh` (each line is a command), `console` (commands after `$ `, each with what it prints), `python` (a
script), or `yaml`, `json`, `toml` and the like (data). A comment just before it says more:

- `<!-- sample: file NAME -->`: the block is kept as file NAME for what follows;
- `<!-- sample: status N -->`: the last command of the block ends with that status;
- `<!-- sample: skip WHY -->`: the block cannot be run, and why;
- `<!-- sample: run COMMAND -->`: nothing a reader sees: what must be there for the blocks that follow.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
STARTED = Path(__file__).with_name("started.py")
COMMENT = re.compile(r"<!-- sample: (\w+) ?(.*?) -->", re.DOTALL)
INSTALLS = ("pip install ", "pipx install ", "pipx inject ", "make ")
"""What prepares a computer; the lead of the project runs these elsewhere: in `.ci/run` and with the built wheel."""
MAY_DIFFER = ("izacontract compare ", "izacontract verify ")
"""Commands for which finding a difference, status 1, is an answer like any other."""
GAP = "…"


@dataclass
class Sample:
    """One block: its language, its text, its line on the page and what a comment said of it."""

    kind: str
    text: str
    line: int
    said: dict[str, str] = field(default_factory=dict)


def chapters_of(page: str) -> dict[str, list[Sample]]:
    """Return the fenced blocks and the hidden commands of `page` by the chapter in which they stand, in order.

    What stands before the first chapter is in the chapter "". A chapter without any is left out.
    """
    said: dict[str, str] = {}
    chapters: dict[str, list[Sample]] = {"": []}
    tokens = MarkdownIt().parse(page)
    for turn, token in enumerate(tokens):
        line = token.map[0] + 1 if token.map else 0
        found = chapters[next(reversed(chapters))]
        if token.type == "heading_open" and token.tag == "h2":
            chapters[tokens[turn + 1].content] = []
        elif token.type == "html_block":
            for word, rest in COMMENT.findall(token.content):
                if word == "run":
                    found.append(Sample("sh", rest, line, {"run": ""}))
                else:
                    said[word] = rest.strip()
        elif token.type == "fence":
            found.append(Sample(token.info.strip().partition(" ")[0], token.content, line, said))
            said = {}
    return {title: samples for title, samples in chapters.items() if samples}


def samples_of(page: str) -> list[Sample]:
    """Return the fenced blocks and the hidden commands of `page`, in order."""
    return [sample for samples in chapters_of(page).values() for sample in samples]


@dataclass
class Reader:
    """Somebody who types a page, chapter by chapter; a chapter builds on what those before it left."""

    runner: Runner
    chapters: dict[str, list[Sample]]

    def read_up_to(self, title: str) -> None:
        """Run the chapter called `title`, and first those before it that were not run yet."""
        while title in self.chapters:
            samples = self.chapters.pop(next(iter(self.chapters)))
            for sample in samples:
                self.runner.run(sample)


class Runner:
    """Runs samples in `folder`, where the command `izacontract` is this checkout's.

    With `started`, where tests/docs/started.py listens, each command is a fork of that process.
    """

    def __init__(self, folder: Path, tools: Path, started: Path | None = None) -> None:
        self.folder = folder
        tools.mkdir()
        ours = f"-IS {STARTED} {started} call" if started else "-m izacontract"
        for name, call in (("izacontract", ours), ("python", ""), ("pytest", "-m pytest")):
            program = tools / name
            program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {call} "$@"\n', encoding="utf-8")
            program.chmod(0o755)
        hidden = [name for name in os.environ if name.startswith("IZACONTRACT_") and name != "IZACONTRACT_CACHE"]
        kept = {name: value for name, value in os.environ.items() if name not in hidden}
        self.environment = kept | {
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "PROJECT": str(ROOT), "HOME": str(folder.parent),
            "NO_COLOR": "1", "PYTHONPATH": os.pathsep.join(sys.path), "COLUMNS": "200",
        }  # fmt: skip

    def run(self, sample: Sample) -> None:
        """Run, keep or read `sample`; fails with its line on the page."""
        if "skip" in sample.said:
            assert len(sample.said["skip"]) > 10, f"line {sample.line}: say why this cannot be run"
        elif name := sample.said.get("file"):
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(sample.text, encoding="utf-8")
        elif sample.kind in ("sh", "console"):
            self._commands(sample)
        elif sample.kind == "python":
            self._command(f"{sys.executable} -", "", 0, sample, given=sample.text)
        else:
            read(sample)

    def _commands(self, sample: Sample) -> None:
        pairs = list(shown(sample.text) if sample.kind == "console" else lines(sample.text))
        for turn, (command, printed) in enumerate(pairs):
            status = sample.said.get("status", "0") if turn == len(pairs) - 1 else "0"
            if "run" in sample.said or not command.startswith(INSTALLS):
                self._command(command, printed, int(status), sample)

    def _command(self, command: str, printed: str, status: int, sample: Sample, given: str | None = None) -> None:
        done = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {command}"], cwd=self.folder, env=self.environment, check=False, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, input=given or "", timeout=120,
        )  # fmt: skip
        said = f"line {sample.line}: {command}\n{done.stdout}"
        expected = {status, 1} if command.startswith(MAY_DIFFER) and "status" not in sample.said else {status}
        assert done.returncode in expected, f"status {done.returncode}; {said}"
        if printed:
            assert matches(printed, done.stdout), f"{said}\nbut the page shows\n{printed}"


def shown(text: str) -> Iterator[tuple[str, str]]:
    """Give each command of a console with what the page says it prints."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, printed = re.match(r"((?:.*\\\n)*.*)\n?", part), ""
        assert command is not None
        printed = part[command.end() :]
        yield command[1].replace("\\\n", " "), printed.strip("\n")


def lines(text: str) -> Iterator[tuple[str, str]]:
    """Give each command of a block, one on a line unless the line ends in a backslash."""
    for line in text.replace("\\\n", " ").splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            yield line.strip(), ""


def matches(printed: str, output: str) -> bool:
    """Return whether `output` is what the page shows; a line of a GAP only stands for any lines, a GAP for any words."""
    pattern = ""
    for line in printed.splitlines():
        alone = line.strip() == GAP
        pattern += r"(?:.*\n)*?" if alone else GAP.join(map(re.escape, line.rstrip().split(GAP))).replace(GAP, ".*")
        pattern += "" if alone else r"[ ]*\n"
    return re.fullmatch(pattern, output.rstrip("\n") + "\n") is not None


def read(sample: Sample) -> None:
    """Read a block of data as what it says it is, so that a slip in it is seen."""
    if sample.kind == "yaml":
        list(yaml.safe_load_all(sample.text))
    elif sample.kind == "json":
        json.loads(sample.text)
    elif sample.kind == "toml":
        tomllib.loads(sample.text)
    else:
        assert sample.kind in ("", "text", "markdown", "csv", "xml", "{toctree}"), (
            f"line {sample.line}: what is {sample.kind}?"
        )
        assert not re.search(r"^\$? ?izacontract ", sample.text, re.MULTILINE) or sample.said, (
            f"line {sample.line}: a command stands in a block that nobody runs; make it sh or console"
        )

"""Running a command of the command line for a page: the same words, files, register and exit status, in one place."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path

from izacontract.cli.app import main
from izacontract.cli.report import PROGRAM
from izacontract.errors import ExitStatus


@dataclass(frozen=True)
class Ran:
    """What a command did: its arguments, exit status, what it gave, and what it said line by line."""

    arguments: tuple[str, ...]
    status: int
    out: bytes
    said: str

    @property
    def is_done(self) -> bool:
        """Return whether it did what was asked, also when it has something to tell (status 1)."""
        return self.status in (ExitStatus.DONE, ExitStatus.DIFFERENCES)

    @property
    def line(self) -> str:
        """Return the command as somebody types it."""
        return typed(self.arguments)


def typed(arguments: Sequence[str]) -> str:
    """Return a command as somebody types it in the folder of the desk; its language is that of the page."""
    return shlex.join([PROGRAM, *arguments])


def run(arguments: Sequence[str], folder: Path, environment: Mapping[str, str], language: str) -> Ran:
    """Run the command `arguments` in `folder` and return what it did; messages are in `language`.

    Files are named as they are from the folder, so that the command can be copied. It changes the folder and the
    environment of this process as long as it runs: a worker answers one question at a time.
    """
    out, said = BytesIO(), BytesIO()
    printed, told = (TextIOWrapper(stream, "utf-8", write_through=True) for stream in (out, said))
    with within(folder, environment), redirect_stdout(printed), redirect_stderr(told):
        status = main(["--lang", language, *arguments])
    return Ran(tuple(arguments), status, out.getvalue(), said.getvalue().decode("utf-8", "replace").strip())


@contextmanager
def within(folder: Path, environment: Mapping[str, str]) -> Iterator[None]:
    """Work in `folder` with `environment`, as long as it lasts."""
    here, before = Path.cwd(), {name: os.environ.get(name) for name in environment}
    os.chdir(folder)
    os.environ.update(environment)
    try:
        yield
    finally:
        os.chdir(here)
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value

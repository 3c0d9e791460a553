"""Long work: commands that run in a process of their own, with what is known of each in the folder of the desk.

A job goes on when the server stops, and is found again when it starts. It holds a lock while it runs, so that nobody
takes one that was broken off for one at work.
"""

from __future__ import annotations

import os
import re
import secrets
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from threading import Thread
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from izacontract.batch.folder import WORK as RUN
from izacontract.cli.files import write_whole
from izacontract.desk.folder import WORK, Desk
from izacontract.desk.locks import is_held
from izacontract.errors import FileError, unreadable

TASK, SAID, OUT, END, LOCK, COUNT = "taak.json", "gezegd.txt", "uitvoer.txt", "einde.json", "slot", "stand"
ID: Final = re.compile(r"\d{8}-\d{6}-[0-9a-f]{6}")
STARTING: Final = 30.0
"""So many seconds a job may take before it holds its lock."""

KEPT: Final = 200
"""So many jobs are remembered; what they made stays."""


class State(StrEnum):
    """How far a job is."""

    WAITS = "waits"
    RUNS = "runs"
    DONE = "done"
    FAILED = "failed"
    BROKEN = "broken"


class Task(BaseModel):
    """What a job does: `commands` one after the other, then what `after` names, for `by`, who asked for it `at`.

    `back` is the page of the desk that shows what it made, `again` the commands that go on after it was broken off.
    `total` are the documents or files that it is about, 0 when nobody knows; they come in `folder`. `contracts` are the
    names of those that it puts on the desk, each by a command of its own.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    by: str
    at: datetime
    language: str
    commands: tuple[tuple[str, ...], ...]
    again: tuple[tuple[str, ...], ...] = ()
    after: str = ""
    subject: str = ""
    back: str = ""
    folder: str = ""
    total: int = 0
    contracts: tuple[str, ...] = ()


class End(BaseModel):
    """How a job ended: the exit status of its last command, and when."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    status: int
    at: datetime


@dataclass(frozen=True)
class Job:
    """A job as it is now: its task, how far it is, how many documents are there, and what it said."""

    task: Task
    state: State
    made: int
    said: str
    end: End | None

    @property
    def is_over(self) -> bool:
        """Return whether nothing more happens by itself."""
        return self.state not in (State.WAITS, State.RUNS)


@dataclass(frozen=True)
class Jobs:
    """The jobs of a desk."""

    desk: Desk

    @property
    def folder(self) -> Path:
        """Return the folder that holds one for each job."""
        return self.desk.folder / WORK

    def start(
        self,
        title: str,
        commands: Sequence[Sequence[str]],
        by: str,
        language: str,
        *,
        again: Sequence[Sequence[str]] = (),
        after: str = "",
        subject: str = "",
        back: str = "",
        folder: str = "",
        total: int = 0,
        contracts: Sequence[str] = (),
    ) -> Task:
        """Start a job and return its task; raises FileError when it cannot be kept."""
        now = datetime.now(UTC)
        task = Task(
            id=f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}",
            title=title,
            by=by,
            at=now,
            language=language,
            commands=tuple(map(tuple, commands)),
            again=tuple(map(tuple, again)),
            after=after,
            subject=subject,
            back=back,
            folder=folder,
            total=total,
            contracts=tuple(contracts),
        )
        home = self.folder / task.id
        try:
            home.mkdir()
        except OSError as error:
            raise unreadable(home, error) from error
        write_whole(home / TASK, task.model_dump_json().encode(), force=True)
        self._forget()
        self._run(task.id)
        return task

    def resume(self, id: str) -> None:
        """Let a job that was broken off go on; does nothing with one that runs or is done."""
        if (job := self.get(id)) is not None and job.state is State.BROKEN:
            self._run(id)

    def stop(self, id: str) -> None:
        """Break off a job that runs: its command ends as it does at Ctrl+C, whole."""
        home = self._home(id)
        if home and is_held(home / LOCK):
            with suppress(OSError, ValueError):
                os.kill(int((home / LOCK).read_text()), signal.SIGINT)

    def get(self, id: str) -> Job | None:
        """Return the job `id`, None when it is not here."""
        home = self._home(id)
        try:
            task = Task.model_validate_json((home / TASK).read_bytes()) if home else None
        except (OSError, ValidationError):
            return None
        if task is None or home is None:
            return None
        end = _end(home)
        state = _state(home, task, end)
        return Job(task, state, self._made(task), _text(home / SAID), end)

    def all(self) -> list[Job]:
        """Return every job, the newest first."""
        names = sorted((entry.name for entry in self._entries()), reverse=True)
        return [job for name in names[:KEPT] if (job := self.get(name))]

    def at_work(self) -> list[Job]:
        """Return the jobs that are not over, and those that were broken off."""
        return [job for job in self.all()[:50] if not job.is_over or job.state is State.BROKEN]

    def out(self, id: str) -> bytes:
        """Return what the commands of job `id` gave."""
        home = self._home(id)
        try:
            return (home / OUT).read_bytes() if home else b""
        except OSError:
            return b""

    def _run(self, id: str) -> None:
        home = self.folder / id
        (home / END).unlink(missing_ok=True)
        (home / TASK).touch()
        command = [sys.executable, "-m", "izacontract.desk.job", str(self.desk.folder), id]
        try:
            # it outlives the server: its words go to files, and an interruption of the server is not for it
            started = subprocess.Popen(  # noqa: S603  our own program, with names of our own
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            raise unreadable(sys.executable, error) from error
        # somebody has to ask how it ended, or it stays in the list of processes
        Thread(target=started.wait, daemon=True).start()

    def _made(self, task: Task) -> int:
        """Return how many commands are done; of a run how many documents, by its journal or, at the end, manifest."""
        if not task.folder:
            return int(_text(self.folder / task.id / COUNT) or 0)
        folder = self.desk.folder / task.folder
        for file in (folder / RUN / "journal.jsonl", folder / "manifest.jsonl"):
            with suppress(OSError):
                return max(0, file.read_bytes().count(b"\n") - 1)
        return 0

    def _home(self, id: str) -> Path | None:
        home = self.folder / id
        return home if ID.fullmatch(id) and home.is_dir() else None

    def _entries(self) -> list[Path]:
        try:
            return [entry for entry in self.folder.iterdir() if ID.fullmatch(entry.name)]
        except OSError as error:
            raise unreadable(self.folder, error) from error

    def _forget(self) -> None:
        """Remove what is known of the oldest jobs that are over."""
        for home in sorted(self._entries(), key=lambda entry: entry.name)[:-KEPT]:
            if not is_held(home / LOCK):
                with suppress(OSError):
                    for file in home.iterdir():
                        file.unlink()
                    home.rmdir()


def _state(home: Path, task: Task, end: End | None) -> State:
    if end is not None:
        return State.DONE if end.status in (0, 1) else State.FAILED
    if is_held(home / LOCK):
        return State.RUNS
    with suppress(OSError):
        if datetime.now(UTC).timestamp() - (home / TASK).stat().st_mtime < STARTING:
            return State.WAITS
    return State.BROKEN


def _end(home: Path) -> End | None:
    try:
        return End.model_validate_json((home / END).read_bytes())
    except (OSError, ValidationError):
        return None


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def task_of(desk: Desk, id: str) -> Task:
    """Return the task of job `id`; raises FileError when it cannot be read."""
    file = desk.folder / WORK / id / TASK
    try:
        return Task.model_validate_json(file.read_bytes())
    except OSError as error:
        raise unreadable(file, error) from error
    except ValidationError as error:
        raise FileError(f"{file} is geen taak.", f"{file} is no task.") from error

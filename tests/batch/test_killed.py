"""The command itself, in its own process with workers: killed, interrupted, out of disk, and taken up again."""

from __future__ import annotations

import csv
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stderr
from functools import partial
from io import StringIO
from pathlib import Path

import psutil
import pytest

from izacontract.cli.app import main
from izacontract.errors import ExitStatus
from izacontract.render import seal
from tests.batch.support import contents, install, outlived
from tests.support import fysio

ROWS = 120


def _begin(before: Callable[[], None] | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell lets what runs in the background ignore Ctrl-C
    if before is not None:
        before()


class Command:
    """`izacontract batch` over a table of the outside plugin in `home`, with so many `rows`."""

    def __init__(self, home: Path, rows: int = ROWS) -> None:
        self.home = home
        (home / "plugins").mkdir()
        self.environment = {**os.environ, **install(home / "plugins")}
        (home / "basis.json").write_text(json.dumps(fysio()), encoding="utf-8")
        with (home / "tabel.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, delimiter=";")
            table.writerow(["kenmerk", "zorgaanbieder.naam", "fysio.tarief"])
            for number in range(rows):
                table.writerow([f"F-{number}", f"Praktijk {number}", "x" if number % 60 == 30 else 20 + number % 9])

    def start(
        self, out: str, *options: str, before: Callable[[], None] | None = None, **surroundings: str
    ) -> subprocess.Popen[str]:
        arguments = [sys.executable, "-m", "izacontract", "batch", "tabel.csv", "--base", "basis.json", "-o", out]
        return subprocess.Popen(
            [*arguments, *options], cwd=self.home, env=self.environment | surroundings, stderr=subprocess.PIPE,
            text=True, start_new_session=True, preexec_fn=partial(_begin, before),
        )  # fmt: skip

    def run(self, out: str, *options: str, before: Callable[[], None] | None = None) -> tuple[int, str]:
        with self.start(out, *options, before=before) as running:
            said = running.communicate()[1]
        return running.returncode, said

    def here(self, out: str, *options: str) -> tuple[int, str]:
        """Run it in this process, which need not read all modules again: for a run that nothing happens to."""
        said = StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stderr(said):
            for name, value in self.environment.items():
                patch.setenv(name, value)
            for part in self.environment["PYTHONPATH"].split(os.pathsep):
                patch.syspath_prepend(part)
            patch.chdir(self.home)
            seal._installed.cache_clear()  # the versions of installed plugins are asked once in a process
            status = main(["batch", "tabel.csv", "--base", "basis.json", "-o", out, "--workers", "1", *options])
        seal._installed.cache_clear()
        return status, said.getvalue()

    def made(self, out: str) -> int:
        return len(list((self.home / out).glob("*.docx")))


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Command:
    return Command(tmp_path_factory.mktemp("batch"))


@pytest.fixture(scope="module")
def whole(command: Command) -> dict[str, str]:
    """Return what an unbroken run of two workers makes."""
    status, said = command.run("heel", "--workers", "2")
    assert status == ExitStatus.DIFFERENCES, said
    assert said.splitlines()[-1].startswith("120 rijen: 118 gemaakt, 0 ongewijzigd, 0 verwijderd, 2 mislukt")
    assert "Traceback" not in said
    return contents(command.home / "heel")


def test_one_worker_makes_what_two_make(command: Command, whole: dict[str, str]) -> None:
    command.here("een")
    assert contents(command.home / "een") == whole


@pytest.mark.parametrize("seed", [1, 2])
def test_run_killed_at_a_random_moment_and_taken_up_gives_the_same_folder(
    seed: int, command: Command, whole: dict[str, str]
) -> None:
    chance = random.Random(seed)
    out = f"gedood{seed}"
    for moment in (chance.randrange(40), 40 + chance.randrange(70)):
        running = command.start(out, "--workers", "2", "--resume")
        while command.made(out) <= moment and running.poll() is None:
            time.sleep(0.005)
        workers = psutil.Process(running.pid).children(recursive=True) if running.poll() is None else []
        os.kill(running.pid, signal.SIGKILL)
        said = running.communicate()[1]
        assert "Traceback" not in said
        assert outlived(workers) == [], "workers outlive a killed run"
    assert 0 < command.made(out) <= 118
    status, said = command.here(out, "--resume")
    assert status == ExitStatus.DIFFERENCES, said
    assert contents(command.home / out) == whole


def test_interrupted_run_says_how_to_go_on(command: Command, whole: dict[str, str]) -> None:
    out = "onderbroken"
    running = command.start(out, "--workers", "2", KWAAD_SECONDEN="0.5")
    while not (command.home / out).exists() and running.poll() is None:
        time.sleep(0.005)
    os.killpg(running.pid, signal.SIGINT)  # as Ctrl-C does: to the workers too
    said = running.communicate()[1]
    assert running.returncode == ExitStatus.INTERRUPTED, said
    assert "--resume" in said
    assert "Traceback" not in said
    status, said = command.here(out, "--resume")
    assert status == ExitStatus.DIFFERENCES, said
    assert contents(command.home / out) == whole


@pytest.mark.parametrize("workers", ["2"])
def test_disk_that_takes_no_more_is_told_and_leaves_nothing_half_written(
    workers: str, command: Command, whole: dict[str, str]
) -> None:
    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, 8_000))

    out = f"vol{workers}"
    status, said = command.run(out, "--workers", workers, before=small_files)
    assert status == ExitStatus.FILE, said
    assert "[batch.onschrijfbaar]" in said
    assert "Traceback" not in said
    assert not (command.home / out).exists()
    status, said = command.here(out, "--resume")
    assert status == ExitStatus.DIFFERENCES, said
    assert contents(command.home / out) == whole


def test_run_in_a_folder_that_is_busy_is_refused(command: Command) -> None:
    first = command.start("bezig", "--workers", "1")
    while not command.made("bezig") and first.poll() is None:
        time.sleep(0.005)
    os.kill(first.pid, signal.SIGSTOP)
    try:
        status, said = command.run("bezig", "--resume")
    finally:
        os.kill(first.pid, signal.SIGCONT)
        first.communicate()
    assert status == ExitStatus.FILE
    assert "[batch.bezig]" in said

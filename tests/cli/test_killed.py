"""A run that is killed leaves the old file or the new one, whatever the moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.contracts.support import REQUESTS

OLD = b"oud" * 1000
STOPPED = """
import sys, time
from pathlib import Path
from izacontract.cli import files

def stop(*arguments):
    print("klaar", flush=True)
    time.sleep(60)

Path.replace = stop
files.write_whole(Path(sys.argv[1]), b"nieuw" * 1000, force=True)
"""


def test_run_killed_while_it_writes_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "contract.docx"
    target.write_bytes(OLD)
    writing = subprocess.Popen([sys.executable, "-c", STOPPED, str(target)], stdout=subprocess.PIPE)
    assert writing.stdout is not None
    assert writing.stdout.readline() == b"klaar\n"
    os.kill(writing.pid, signal.SIGKILL)
    writing.communicate()
    assert target.read_bytes() == OLD


@pytest.mark.parametrize("share", [0.6, 0.9, 1.0])
def test_run_killed_at_any_moment_leaves_the_old_file_or_the_new_one(
    share: float, tmp_path: Path, whole_run: tuple[float, bytes]
) -> None:
    seconds, new = whole_run
    target = tmp_path / "contract.docx"
    target.write_bytes(OLD)
    running = subprocess.Popen(command(target), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(seconds * share)
    running.kill()
    running.wait()
    assert target.read_bytes() in (OLD, new)


@pytest.fixture(scope="module")
def whole_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[float, bytes]:
    """Return how long a run takes here, and what it writes."""
    target = tmp_path_factory.mktemp("heel") / "contract.docx"
    start = time.perf_counter()
    subprocess.run(command(target), check=True, capture_output=True)
    return time.perf_counter() - start, target.read_bytes()


def command(target: Path) -> list[str]:
    request = str(REQUESTS / "huisartsen.yaml")
    return [sys.executable, "-m", "izacontract", "generate", request, "-o", str(target), "--force"]

"""A write that is killed at whatever step leaves a register that opens and holds nothing of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.register.killing import WRITES

ROOT = Path(__file__).parents[2]


def steps_killed(address: str, write: str) -> int:
    """Return at how many steps the write was killed; what was wrong fails the test."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.register.killing", address, write],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


@pytest.mark.parametrize("write", WRITES)
def test_write_killed_at_any_step_leaves_all_or_nothing_in_a_file(write: str, sqlite: str) -> None:
    assert steps_killed(sqlite, write) > 5


@pytest.mark.parametrize("write", ["make", "add", "remove", "upgrade"])
def test_write_killed_at_any_step_leaves_all_or_nothing_on_postgresql(write: str, postgresql: str) -> None:
    assert steps_killed(postgresql, write) > 5

"""A write that is killed at whatever step leaves a register that opens and holds nothing of it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.register.conftest import database
from tests.register.killing import WRITES

ROOT = Path(__file__).parents[2]
ON_POSTGRESQL = ("make", "add", "remove", "upgrade")


def killed(addresses: Mapping[str, str]) -> dict[str, int | str]:
    """Return at how many steps each write was killed at its address, or what was wrong."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.register.killing", *(f"{write}={where}" for write, where in addresses.items())],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, int | str] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def in_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int | str]:
    folder = tmp_path_factory.mktemp("gedood")
    return killed({write: str(folder / f"{write}.db") for write in WRITES})


@pytest.fixture(scope="module")
def on_postgresql(server: Path) -> dict[str, int | str]:
    return killed({write: database(server) for write in ON_POSTGRESQL})


@pytest.mark.parametrize("write", WRITES)
def test_write_killed_at_any_step_leaves_all_or_nothing_in_a_file(write: str, in_files: dict[str, int | str]) -> None:
    steps = in_files[write]
    assert isinstance(steps, int), steps
    assert steps > 5


@pytest.mark.parametrize("write", ON_POSTGRESQL)
def test_write_killed_at_any_step_leaves_all_or_nothing_on_postgresql(
    write: str, on_postgresql: dict[str, int | str]
) -> None:
    steps = on_postgresql[write]
    assert isinstance(steps, int), steps
    assert steps > 5

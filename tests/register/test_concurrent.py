"""Several processes that write to one register at the same time lose nothing of each other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from izacontract.register.opening import open_register
from izacontract.register.reading import Filters, listed, whole
from tests.register.support import TODAY

ROOT = Path(__file__).parents[2]
PROCESSES = 5
EACH = 12


def test_processes_that_write_at_once_lose_nothing(address: str) -> None:
    names = [f"P{number}" for number in range(PROCESSES)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.register.writing", address, str(EACH), *names],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert sorted(done.stdout.splitlines()) == ["als eerste", *["te laat"] * (PROCESSES - 1)]
    opened = open_register(address)
    own = {f"P{number}-{one}" for number in range(PROCESSES) for one in range(EACH)}
    assert {one.reference for one in listed(opened, Filters(), TODAY)} == {"SAMEN", *own}
    (shared,) = whole(opened, ["SAMEN"], TODAY)
    assert {row["name"] for row in shared.events} == own
    assert {row["fingerprint"] for row in shared.versions} == {"a", *own}
    assert [row["number"] for row in shared.versions] == list(range(1, len(own) + 2))
    actions = [line.action for line in shared.log]
    assert (actions.count("add"), actions.count("event"), actions.count("set")) == (len(own) + 1, len(own), 1)

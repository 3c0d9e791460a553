"""Measures what a user waits for: commands from a cold start, each in a process of its own.

Run with `make bench`, or `python -m benchmarks.commands [ROUNDS]`. Every command has to succeed.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import tables
from benchmarks.rows import base_of

ROUNDS = 7
IZACONTRACT = ("-m", "izacontract")


def seconds(*arguments: str) -> float:
    """Return how long a Python process with `arguments` takes; raises CalledProcessError when it does not succeed."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - start


def main(rounds: int) -> None:
    """Print how long commands take from nothing, in turns, next to Python itself and to docxtpl's import."""
    request = str(base_of("huisartsen"))
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder, "een.docx"))
        commands = {
            "`izacontract --help`": ((*IZACONTRACT, "--help"), 0.25),
            "`izacontract generate`, huisartsen": ((*IZACONTRACT, "generate", request, "-o", out, "--force"), 1.0),
            "`izacontract check`, huisartsen": ((*IZACONTRACT, "check", request), ""),
            "Python, doing nothing": (("-c", "pass"), ""),
            "Python, importing docxtpl": (("-c", "import docxtpl"), ""),
        }
        took: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, (arguments, _goal) in commands.items():
                took[name].append(seconds(*arguments))
    lines = [(name, f"{statistics.median(took[name]):.2f}", goal) for name, (_, goal) in commands.items()]
    tables.show("commands", ("cold command", "seconds", "goal"), lines)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)

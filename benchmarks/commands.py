"""Measures what a user waits for: commands from a cold start, each in a process of its own.

Run with `make bench`, or `python -m benchmarks.commands [ROUNDS]`. Every command has to succeed.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import tables
from benchmarks.rows import base_of

ROUNDS = 10
BARE = "Python, doing nothing"
IZACONTRACT = ("-m", "izacontract")


def took_by(*arguments: str) -> tuple[float, float]:
    """Return the seconds, and those of the processor, that a Python process with `arguments` takes.

    Raises CalledProcessError when it does not succeed.
    """
    start, before = time.perf_counter(), _children()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - start, _children() - before


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(rounds: int) -> None:
    """Print how long commands take from nothing, in turns, next to Python itself and to docxtpl's import."""
    request, other = (str(base_of(example)) for example in ("huisartsen", "msz"))
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder, "een.docx"))
        commands = {
            BARE: (("-c", "pass"), ""),
            "`izacontract --help`": ((*IZACONTRACT, "--help"), 6),
            "`izacontract generate`, huisartsen": ((*IZACONTRACT, "generate", request, "-o", out, "--force"), 20),
            "`izacontract generate`, msz": ((*IZACONTRACT, "generate", other, "-o", out, "--force"), 20),
            "`izacontract check`, huisartsen": ((*IZACONTRACT, "check", request), 16),
            "`izacontract show`, huisartsen": ((*IZACONTRACT, "show", request), 16),
            "Python, importing docxtpl": (("-c", "import docxtpl"), ""),
        }
        took: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for arguments, _goal in commands.values():
            took_by(*arguments)  # what it keeps for a next run
        for _ in range(rounds):
            for name, (arguments, _goal) in commands.items():
                took[name].append(took_by(*arguments))
    medians = {name: [*map(statistics.median, zip(*took[name], strict=True))] for name in commands}
    lines = [
        (name, f"{clock:.2f}", f"{cpu:.2f}", f"{cpu / medians[BARE][1]:.1f}", commands[name][1])
        for name, (clock, cpu) in medians.items()
    ]
    tables.show("commands", ("cold command", "seconds", "CPU s", "times bare Python", "goal, times"), lines)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)

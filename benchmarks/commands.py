"""Measures what a user waits for: cold commands, and a batch of more rows and with more workers.

Run with `make bench`. Every command is a process of its own, and has to succeed.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.rows import EXAMPLES, base_of, write_table

ROUNDS = 7
ROWS = (250, 500, 1000, 2000)
IZACONTRACT = ("-m", "izacontract")


def seconds(*arguments: str) -> float:
    """Return how long a Python process with `arguments` takes; raises CalledProcessError when it does not succeed."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - start


def cold(folder: Path) -> None:
    """Print how long commands take from nothing, in turns, next to Python itself and to docxtpl's import."""
    request = str(base_of("huisartsen"))
    commands = {
        "izacontract --help": ((*IZACONTRACT, "--help"), 0.25),
        "izacontract generate": ((*IZACONTRACT, "generate", request, "-o", str(folder / "een.docx"), "--force"), 1.0),
        "izacontract check": ((*IZACONTRACT, "check", request), None),
        "python, doing nothing": (("-c", "pass"), None),
        "python, importing docxtpl": (("-c", "import docxtpl"), None),
    }
    took: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, (arguments, _goal) in commands.items():
            took[name].append(seconds(*arguments))
    print(f"\nFrom a cold start, medians of {ROUNDS}\n")
    print("| command | s | goal |\n| --- | ---: | ---: |")
    for name, (_, goal) in commands.items():
        print(f"| {name} | {statistics.median(took[name]):.2f} | {goal or ''} |")


def batch(example: str, count: int, workers: int, folder: Path) -> float:
    """Return the seconds of a batch of `count` rows from its start to its end; raises when a row fails."""
    table = write_table(example, count, folder)
    with tempfile.TemporaryDirectory(dir=folder) as out:
        return seconds(
            *IZACONTRACT, "batch", str(table), "--base", str(base_of(example)), "-o", out, "--workers", str(workers)
        )  # fmt: skip


def batches(example: str, folder: Path) -> None:
    """Print how long batches take by number of rows, and with two workers."""
    print(f"\n{example}: izacontract batch, whole process\n")
    print("| rows | workers | s | contracts a second | ms a row over the first |\n| ---: | ---: | ---: | ---: | ---: |")
    first = batch(example, 1, 1, folder)
    last: dict[int, float] = {}
    for count, workers in (*((count, 1) for count in ROWS), (ROWS[-1], 2)):
        took = batch(example, count, workers, folder)
        last[workers] = took - first
        print(f"| {count} | {workers} | {took:.1f} | {count / took:.0f} | {(took - first) / (count - 1) * 1000:.1f} |")
    print(f"\nTwo workers: {last[1] / last[2]:.2f} times as fast as one (goal: 1.9); {os.cpu_count()} cores here.")


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        cold(Path(folder))
        for example in EXAMPLES:
            batches(example, Path(folder))


if __name__ == "__main__":
    main()

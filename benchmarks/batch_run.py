"""Measures a large batch: rows a second with one and with two workers, and the memory of all its processes together.

Run with `python -m benchmarks.batch_run [EXAMPLE] [ROWS]`; 20,000 rows of the first example unless told otherwise.
Memory is the sum of what the command and its workers hold at the same moment; what they share counts once (PSS).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil

from benchmarks.rows import EXAMPLES, base_of, write_table

ROWS = 20_000
WORKERS = (1, 2)
BETWEEN = 0.5
"""Seconds between two looks at memory."""


def batch(table: Path, example: str, out: Path, workers: int) -> tuple[float, float]:
    """Return the seconds that the batch of `table` took and the most megabytes it held; raises when it fails."""
    command = [
        sys.executable, "-m", "izacontract", "batch", str(table), "--base", str(base_of(example)), "-o", str(out),
        "--workers", str(workers),
    ]  # fmt: skip
    start = time.perf_counter()
    most = 0.0
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        while running.poll() is None:
            most = max(most, held(running.pid))
            with suppress(subprocess.TimeoutExpired):
                running.wait(BETWEEN)
        took = time.perf_counter() - start
        said = running.stderr.read() if running.stderr else ""
    if running.returncode:
        raise RuntimeError(f"the batch failed with status {running.returncode}: {said}")
    print("    " + said.strip().splitlines()[-1])
    return took, most


def held(pid: int) -> float:
    """Return the megabytes that the process `pid` and all it started hold now."""
    total = 0
    with suppress(psutil.NoSuchProcess):
        running = psutil.Process(pid)
        for process in (running, *running.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                memory = process.memory_full_info()
                total += getattr(memory, "pss", memory.uss)
    return total / 1e6


def main(example: str, count: int) -> None:
    """Print rows a second and the most memory, by number of workers."""
    with tempfile.TemporaryDirectory() as folder:
        table = write_table(example, count, Path(folder))
        speeds = []
        for workers in WORKERS:
            out = Path(folder, "uit")
            took, most = batch(table, example, out, workers)
            size = sum(file.stat().st_size for file in out.glob("*.docx")) / 1e6
            shutil.rmtree(out)
            speeds.append(count / took)
            print(f"{example}, {count} rows, {workers} worker(s): {took:.1f} s, {count / took:.0f} rows a second, "
                  f"{most:.0f} MB at most, {size:.0f} MB of documents")  # fmt: skip
        print(f"{WORKERS[-1]} workers against {WORKERS[0]}: {speeds[-1] / speeds[0]:.2f} times")


if __name__ == "__main__":
    asked = sys.argv[1:]
    main(asked[0] if asked else EXAMPLES[0], int(asked[1]) if len(asked) > 1 else ROWS)

"""Measures whole batches, the command from its start to its end: time, and the memory of all its processes.

Run with `make bench`, or `python -m benchmarks.batch_run [ROWS]`. Memory is the sum of what the command and its workers
hold at the same moment; what they share counts once (PSS). What batches make is deleted at the end of all: a file
system may pass over what was deleted in the last minute, and the next batch would wait for each new file.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks import tables
from benchmarks.rows import DIFFERENT, HOME, STOCK, Kind, base_of, write_table
from izacontract import load_plugins
from izacontract.batch.folder import MANIFEST
from izacontract.host import Plugins

ROWS = 20_000
CASES = (("huisartsen", STOCK, 1.0), ("msz", STOCK, 0.1), ("huisartsen", DIFFERENT, 0.1), ("msz", DIFFERENT, 0.05))
"""The tables, and which part of the rows each has."""

WORKERS = (1, 2)
BETWEEN = 0.5
"""Seconds between two looks at memory."""

MANY = 1_000_000
DUTCH = {STOCK: "", DIFFERENT: ", alles anders"}


@dataclass
class Batch:
    """What a batch took: seconds, those of the processor in all processes and in the command's own, megabytes, bytes.

    `first` is the same batch with one row: what starting costs.
    """

    rows: int
    first: Batch | None = None
    seconds: float = 0.0
    busy: float = 0.0
    own_seconds: float = 0.0
    together: float = 0.0
    largest_worker: float = 0.0
    own: float = 0.0
    documents: int = 0
    manifest: int = 0

    @property
    def pace(self) -> float:
        """Return contracts a second, start included."""
        return self.rows / self.seconds

    @property
    def each(self) -> float:
        """Return the seconds that one more contract takes."""
        return (self.seconds - self.first.seconds) / (self.rows - 1) if self.first else self.seconds

    @property
    def busy_each(self) -> float:
        """Return the seconds of the processor that one more contract takes, in all processes."""
        return (self.busy - self.first.busy) / (self.rows - 1) if self.first else self.busy

    @property
    def own_each(self) -> float:
        """Return the seconds that the command itself is busy with one more contract."""
        return (self.own_seconds - self.first.own_seconds) / (self.rows - 1) if self.first else self.own_seconds


def batch(
    example: str, kind: Kind, count: int, workers: int, plugins: Plugins, place: Path, build: Path = HOME
) -> Batch:
    """Return what a batch of so many rows takes the `build`, in a new folder in `place`; RuntimeError when it fails."""
    folder = Path(tempfile.mkdtemp(dir=place))
    table, out = write_table(example, kind, count, folder, plugins, build), folder / "uit"
    command = [
        sys.executable, "-m", "izacontract", "batch", str(table), "--base", str(base_of(example, build)),
        "-o", str(out), "--workers", str(workers),
    ]  # fmt: skip
    found = Batch(count, batch(example, kind, 1, workers, plugins, place, build) if count > 1 else None)
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join((str(build), str(build / "plugins")))}
    start, busy = time.perf_counter(), of_children()
    with subprocess.Popen(command, cwd=build, env=surroundings, stderr=subprocess.PIPE, text=True) as running:
        while running.poll() is None:
            look(running.pid, found)
            with suppress(subprocess.TimeoutExpired):
                running.wait(BETWEEN)
        found.seconds = time.perf_counter() - start
        said = running.stderr.read() if running.stderr else ""
    found.busy = of_children() - busy
    if running.returncode:
        raise RuntimeError(f"the batch failed with status {running.returncode}: {said}")
    found.documents = sum(file.stat().st_size for file in out.glob("*.docx"))
    found.manifest = (out / MANIFEST).stat().st_size
    return found


def of_children() -> float:
    """Return the seconds of the processor that ended processes of ours took, with all that they started."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def look(pid: int, found: Batch) -> None:
    """Note in `found` what the process `pid` and all it started hold now, and what it used itself."""
    with suppress(psutil.NoSuchProcess):
        running = psutil.Process(pid)
        times = running.cpu_times()
        found.own_seconds = times.user + times.system
        own = held(running)
        workers = [held(process) for process in running.children(recursive=True)]
        found.own = max(found.own, own)
        found.largest_worker = max(found.largest_worker, *workers, 0.0)
        found.together = max(found.together, own + sum(workers))


def held(process: psutil.Process) -> float:
    """Return the megabytes that `process` holds."""
    with suppress(psutil.NoSuchProcess):
        memory = process.memory_full_info()
        return float(getattr(memory, "pss", memory.uss)) / 1e6
    return 0.0


def hours(seconds: float) -> str:
    """Write a span of time the Dutch way, to the minute."""
    minutes = round(seconds / 60)
    return f"{minutes // 60} uur {minutes % 60:02} min" if minutes >= 60 else f"{minutes} min"


def show_million(names: Sequence[str], alone: Sequence[Batch], double: Sequence[Batch]) -> None:
    """Print what a million contracts would take, reckoned from what was measured."""

    def line(name: str, say: Callable[[Batch], str], batches: Sequence[Batch]) -> tuple[str, ...]:
        return (name, *map(say, batches))

    lines = [
        line("op 1 kern", lambda made: hours(MANY * made.each), alone),
        line("op 2 kernen", lambda made: hours(MANY * made.each), double),
        *(
            line(f"op {cores} kernen, berekend uit 2", lambda made, cores=cores: hours(MANY * made.each * 2 / cores),
                 double)
            for cores in (8, 16)
        ),
        line("documenten", lambda made: f"{made.documents / made.rows * MANY / 1e9:.0f} GB", alone),
        line("over een netwerk van 1 Gbit/s ten minste",
             lambda made: hours(made.documents / made.rows * MANY * 8 / 1e9), alone),
        line("rekentijd van de opdracht zelf per contract, met 2 werkers",
             lambda made: f"{made.own_each * 1000:.1f} ms", double),
        line("manifest per contract", lambda made: f"{made.manifest / made.rows / 1000:.1f} kB", alone),
        line("geheugen van de opdracht en van haar grootste werker",
             lambda made: f"{made.own:.0f} en {made.largest_worker:.0f} MB", double),
    ]  # fmt: skip
    tables.show("million", ("een miljoen contracten", *names), lines)


def main(most: int) -> None:
    """Print the tables: batches as they were, and what a million contracts would take."""
    plugins = load_plugins()
    made: list[list[Batch]] = []
    with tempfile.TemporaryDirectory() as place:
        for example, kind, part in CASES:
            count = max(int(most * part), 1)
            made.append([batch(example, kind, count, workers, plugins, Path(place)) for workers in WORKERS])
    header = ("batch", "rows", "workers", "seconds", "contracts a second", "times one worker",
              "CPU ms of one more", "MB of all processes")  # fmt: skip
    tables.show("batches", header, [
        (f"{example}, {kind.name}", found.rows, workers, f"{found.seconds:.1f}", f"{found.pace:.0f}",
         f"{found.pace / batches[0].pace:.2f}", f"{1000 * found.busy_each:.1f}", f"{found.together:.0f}")
        for (example, kind, _), batches in zip(CASES, made, strict=True)
        for workers, found in zip(WORKERS, batches, strict=True)
    ])  # fmt: skip
    names = [f"{example}{DUTCH[kind]}" for example, kind, _ in CASES]
    alone, double = zip(*made, strict=True)
    show_million(names, alone, double)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ROWS)

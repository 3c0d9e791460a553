"""Runs an older build of ours beside this one, and prints how many times as fast this one is.

`make bench BASE=REVISION`, or `python -m benchmarks.builds REVISION [ROWS [BEFORE]]`. The older build is checked out in
a folder of its own and works in processes of its own. Both make each row of the same table, over the same request, by
turns; what counts is the time of the processor, and the last column says of how many rows both wrote the very same
document. A build of before `benchmarks/ours.py` cannot: of such a one whole batches are run beside those of this
build, by turns, each over the example that it has itself. Its contracts are then not ours: their sizes are printed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from benchmarks import tables
from benchmarks.batch_path import BEFORE, Ours
from benchmarks.batch_run import batch
from benchmarks.beside import Beside
from benchmarks.rows import DIFFERENT, EXAMPLES, HOME, KINDS, LONG, STOCK, Kind, base_of, write_table
from izacontract import load_plugins
from izacontract.host import Plugins

ROWS = 30
CORES = 2
BATCHES = (
    ("huisartsen", STOCK, 20_000, 2),
    ("msz", STOCK, 300, 3),
    ("huisartsen", DIFFERENT, 300, 3),
    ("msz", DIFFERENT, 300, 3),
)
"""The whole batches of a build that cannot make single rows for us: their rows, and how often each build makes them."""

PROCESS = Path("benchmarks", "ours.py")


@contextmanager
def checked_out(revision: str) -> Iterator[Path]:
    """Give a folder with the build of `revision` as long as it is needed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "build")
        git = ["git", "-C", str(HOME), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", str(folder), revision], check=True)
        try:
            yield folder
        finally:
            subprocess.run([*git, "remove", "--force", str(folder)], check=True)


def process(build: Path, table: Path, example: str) -> Beside:
    """Return the process of the build in the folder `build` that makes the rows of `table`."""
    path = os.pathsep.join((str(build), str(build / "plugins")))
    command = [sys.executable, "-m", "benchmarks.ours", str(table), str(base_of(example))]
    return Beside(command, build, {**os.environ, "PYTHONPATH": path})


def compared(base: Path, example: str, kind: Kind, timed: int, before: int, plugins: Plugins) -> tuple[str, ...]:
    """Return what the older build and this one take for a row, in milliseconds of the processor, and their ratio."""
    took: dict[Path, list[float]] = {base: [], HOME: []}
    alike = 0
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        table = write_table(example, kind, before + timed, Path(name), plugins)
        builds = {build: Ours(stack.enter_context(process(build, table, example))) for build in took}
        outs = {build: Path(name, f"{number}.docx") for number, build in enumerate(took)}
        for row in range(before + timed):
            for build, ours in builds.items():
                answer = ours.make(outs[build])
                if row >= before:
                    took[build].append(answer["cpu"])
            alike += row >= before and outs[base].read_bytes() == outs[HOME].read_bytes()
    old, new = (median(times) for times in took.values())
    return f"{old:.1f}", f"{new:.1f}", f"{old / new:.2f}", f"{alike} of {timed}"


def whole_batches(base: Path, revision: str, share: float, plugins: Plugins) -> None:
    """Print what whole batches, with a `share` of their rows, take the older build and this one: the middle of all."""
    header = (
        "batch", "rows", f"{revision} contracts a second", "this build", "times as fast",
        f"{revision} CPU ms of one more", "this build", "times as fast",
        f"{revision} MB of all processes", "this build", f"{revision} kB", "this build kB",
    )  # fmt: skip
    lines = []
    with tempfile.TemporaryDirectory() as name:
        for example, kind, most, turns in BATCHES:
            rows = max(int(most * share), 2)
            made = []
            for turn in range(turns):
                # who comes second writes while the disk still takes what the first wrote
                order = (base, HOME) if turn % 2 == 0 else (HOME, base)
                took = {build: batch(example, kind, rows, CORES, plugins, Path(name), build) for build in order}
                made.append((took[base], took[HOME]))
            paces, busy, memory = (
                [median(getattr(one, what) for one in build) for build in zip(*made, strict=True)]
                for what in ("pace", "busy_each", "together")
            )
            sizes = [f"{one.documents / rows / 1000:.0f}" for one in made[0]]
            lines.append((
                f"{example}, {kind.name}", rows, *(f"{pace:.0f}" for pace in paces), f"{paces[1] / paces[0]:.2f}",
                *(f"{1000 * one:.1f}" for one in busy), f"{busy[0] / busy[1]:.2f}", *(f"{one:.0f}" for one in memory),
                *sizes,
            ))  # fmt: skip
            print(*lines[-1], file=sys.stderr)
    tables.show("builds-batches", header, lines)


def main(revision: str, timed: int = ROWS, before: int = BEFORE) -> None:
    """Print the table."""
    plugins = load_plugins()
    header = ("rows", f"{revision} CPU ms", "this build CPU ms", "times as fast", "the same document")
    with checked_out(revision) as base:
        if not (base / PROCESS).is_file():
            whole_batches(base, revision, timed / ROWS, plugins)
            return
        lines = []
        for kind in KINDS:
            count, made = (max(timed // 3, 1), max(before // 3, 1)) if kind is LONG else (timed, before)
            for example in EXAMPLES:
                lines.append((f"{example}, {kind.name}", *compared(base, example, kind, count, made, plugins)))
                print(*lines[-1], file=sys.stderr)
    tables.show("builds", header, lines)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))

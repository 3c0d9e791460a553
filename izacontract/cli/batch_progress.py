"""How far a run is, on standard error: a bar on a terminal, and elsewhere a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from izacontract.cli.report import Report

if TYPE_CHECKING:
    from izacontract.batch.run import Totals

SECONDS: Final = 10.0
"""How often a line is printed where there is no terminal."""


@contextmanager
def progress(report: Report, total: int | None) -> Iterator[Callable[[Totals], None]]:
    """Give what is to be told how far a run of `total` rows is (None: nobody knows)."""
    if sys.stderr.isatty():
        with _bar(report, total) as watch:
            yield watch
    else:
        yield _Lines(report, total).watch


@contextmanager
def _bar(report: Report, total: int | None) -> Iterator[Callable[[Totals], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[counts]}"),
        TimeRemainingColumn(compact=True),
    )
    start = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(report.told("Contracten", "Contracts"), total=total, counts="")

        def watch(totals: Totals) -> None:
            counts = _counts(totals, total, time.monotonic() - start, report)
            bar.update(task, completed=totals.rows, counts=counts)

        yield watch


class _Lines:
    """Prints a line at most once in so many seconds."""

    def __init__(self, report: Report, total: int | None) -> None:
        self._report = report
        self._total = total
        self._start = self._said = time.monotonic()

    def watch(self, totals: Totals) -> None:
        now = time.monotonic()
        if now - self._said < SECONDS:
            return
        self._said = now
        passed = now - self._start
        line = _counts(totals, self._total, passed, self._report)
        if self._total and totals.rows:
            left = passed / totals.rows * (self._total - totals.rows)
            clock = f"{int(left) // 60}:{int(left) % 60:02}"
            line += self._report.told(f", nog ongeveer {clock}", f", about {clock} left")
        self._report.say(line, line)


def _counts(totals: Totals, total: int | None, seconds: float, report: Report) -> str:
    """Write the rows done, their rate, and how many failed: "1200 van 5000 rijen, 84 per seconde, 3 mislukt"."""
    rate = totals.rows / seconds if seconds else 0.0
    of_all = "" if total is None else report.told(f" van {total}", f" of {total}")
    text = f"{totals.rows}{of_all} " + report.told(f"rijen, {rate:.0f} per seconde", f"rows, {rate:.0f} a second")
    return text + (report.told(f", {totals.failed} mislukt", f", {totals.failed} failed") if totals.failed else "")

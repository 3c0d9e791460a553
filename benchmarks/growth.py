"""Measures how the work grows with what it is given: processor time at several sizes, and the exponent between them.

Run with `make bench`, or `python -m benchmarks.growth [PART]`, where PART of the full sizes is measured. Everything
that grows is made anew in a process of its own, split off from one that is warm, and the least disturbed of three
rounds counts. What the smallest thing costs is subtracted, so that a start does not hide what follows it. An exponent
of 1 is in proportion, 2 is quadratic; the aim is at most 1.1.
"""

from __future__ import annotations

import contextlib
import copy
import csv
import io
import math
import os
import resource
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any, Final

import yaml

from benchmarks import tables
from benchmarks.rows import STOCK, base_of, write_table
from izacontract import build_contract, load_plugins, read_request
from izacontract.cli.app import main as izacontract
from izacontract.host import Plugins
from izacontract.render.word import word
from izacontract.web.sharing import Drafts

ROUNDS: Final = 3
MOST_ROUNDS: Final = 8
"""How often each size is measured, and how often what takes a second or less: the least of few says little of it."""

AIM: Final = 1.1
SIZES: Final[dict[str, tuple[int, ...]]] = {
    "rows of a table": (100, 400, 1_600),
    "rows that are done, with --resume": (200, 800, 2_400),
    "equal references in a table": (500, 5_000, 20_000),
    "performances in a request": (250, 1_000, 4_000),
    "entities of an insurer": (250, 1_000, 4_000),
    "results that are paid for (KPI)": (125, 500, 2_000),
    "clauses of a house": (60, 250, 1_000),
    "texts of a house in the place of ours": (250, 1_000, 4_000),
    "drafts that are shared": (250, 1_000, 4_000),
}
"""The sizes at which each is measured."""

HOUSE = '''
"""A house with its own clauses."""

from pathlib import Path

from izacontract import hookimpl, put_in


@hookimpl
def libraries():
    return [Path(__file__).parent / "{name}"]


@hookimpl
def propose_clauses(request):
    return [put_in(f"{name}.eigen-{{number}}", because="eigen tekst") for number in range({count})]
'''
CLAUSE = """title: Eigen {number}
sectors: [huisartsen]
presence: optional
slot: overleg
order: {order}
explanation: Een eigen tekst van het huis.
"""
TEXT = """---
change: Eigen tekst.
sources: [{{document: Huisbeleid, section: '1', consulted: 2026-11-21}}]
---
1. De Zorgaanbieder geeft de Zorgverzekeraar op verzoek opgave nummer {number}.
"""

Work = Callable[[], object]


def cpu_of(work: Work) -> float:
    """Return the seconds of processor time, also of what it starts, that `work` takes in a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        with os.fdopen(writing, "w") as told:
            before = _used()
            try:
                quietly(work)
                told.write(str(_used() - before))
            except BaseException:  # noqa: BLE001  the child ends here whatever happens, and not in its parent's code
                traceback.print_exc()
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        took = answer.read()
    os.waitpid(child, 0)
    if not took:
        raise RuntimeError("what was measured did not succeed")
    return float(took)


def quietly(work: Work) -> None:
    """Do `work`; what it says shows only when it fails."""
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            work()
    except BaseException:
        print(said.getvalue(), file=sys.stderr)
        raise


def _used() -> float:
    both = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def fresh(folder: Path) -> Path:
    """Return a folder below `folder` in which nothing stands."""
    return Path(tempfile.mkdtemp(dir=folder))


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """Return the power with which `seconds` grow between the two largest of `sizes`."""
    return math.log(seconds[-1] / seconds[-2]) / math.log(sizes[-1] / sizes[-2])


class Grown:
    """Makes each thing that grows, at a size, in `folder`."""

    def __init__(self, folder: Path, plugins: Plugins) -> None:
        self._folder = folder
        self._plugins = plugins
        self._huisartsen = yaml.safe_load(base_of("huisartsen").read_text(encoding="utf-8"))
        self._msz = yaml.safe_load(base_of("msz").read_text(encoding="utf-8"))
        self._made = 0

    def work_of(self, what: str, size: int) -> Work:
        """Return what is measured: `what` at `size`, all that comes before it being done."""
        makers: Sequence[Callable[[int], Work]] = (
            self._rows, self._resumed, self._equal, self._performances, self._entities, self._results, self._clauses,
            self._texts, self._drafts,
        )  # fmt: skip
        return dict(zip(SIZES, makers, strict=True))[what](size)

    def _new(self) -> Path:
        self._made += 1
        folder = self._folder / str(self._made)
        folder.mkdir()
        return folder

    def _batch(self, table: Path, out: Path, *more: str, status: int = 0) -> None:
        arguments = ["batch", str(table), "--base", str(base_of("huisartsen")), "--workers", "1", *more]
        if izacontract([*arguments, "-o", str(out)]) != status:
            raise RuntimeError(f"{table}: the batch did not end with status {status}")

    def _rows(self, size: int) -> Work:
        table = write_table("huisartsen", STOCK, size, self._new(), self._plugins)
        return lambda: self._batch(table, fresh(table.parent), "--format", "text")

    def _resumed(self, size: int) -> Work:
        table = write_table("huisartsen", STOCK, size, self._new(), self._plugins)
        out = table.parent / "uit"
        cpu_of(lambda: self._batch(table, out, "--format", "text"))
        return lambda: self._batch(table, out, "--format", "text", "--resume")

    def _equal(self, size: int) -> Work:
        table = self._new() / "gelijk.csv"
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(["kenmerk", "zorgaanbieder.naam"])
            writer.writerows(["ALTIJD-HETZELFDE", f"Praktijk {row}"] for row in range(size + 1))
        return lambda: self._batch(table, fresh(table.parent), "--format", "text", "--dry-run", status=1)

    def _contract(self, typed: dict[str, Any], plugins: Plugins | None = None) -> Work:
        known = plugins or self._plugins
        return lambda: word(build_contract(read_request(typed, known), known))

    def _performances(self, size: int) -> Work:
        typed = copy.deepcopy(self._huisartsen)
        items = typed["tarieven"]["prestaties"]
        typed["tarieven"]["prestaties"] = [
            {**items[row % len(items)], "code": f"P{row}", "omschrijving": f"Verrichting {row}"} for row in range(size)
        ]
        return self._contract(typed)

    def _entities(self, size: int) -> Work:
        typed = copy.deepcopy(self._huisartsen)
        first = typed["zorgverzekeraar"]["rechtspersonen"][0]
        others = [
            {"naam": f"De Beuk {row} N.V.", "kvk": f"{90000100 + row}", "uzovi": f"{1000 + row}"}
            for row in range(size - 1)
        ]
        typed["zorgverzekeraar"]["rechtspersonen"] = [first, *others]
        return self._contract(typed)

    def _results(self, size: int) -> Work:
        typed = copy.deepcopy(self._msz)
        first = typed["betaling_bij_resultaat"][0]
        cents, total = 130_200_000 // size, 130_200_000
        amounts = [cents] * (size - 1) + [total - cents * (size - 1)]
        typed["betaling_bij_resultaat"] = [
            {**first, "kpi": f"R{row}", "omschrijving": f"Controles {row}", "bedrag": f"{amount / 100:.2f}"}
            for row, amount in enumerate(amounts)
        ]
        return self._contract(typed)

    def _clauses(self, size: int) -> Work:
        name, folder = f"eigen{size}", self._new()
        (folder / f"{name}.py").write_text(HOUSE.format(name=name, count=size), encoding="utf-8")
        for number in range(size):
            clause = folder / name / f"eigen-{number}"
            clause.mkdir(parents=True)
            (clause / "clause.yaml").write_text(CLAUSE.format(number=number, order=1000 + number), encoding="utf-8")
            (clause / "2023-01-01.md").write_text(TEXT.format(number=number), encoding="utf-8")

        def work() -> object:
            sys.path.insert(0, str(folder))
            entries = [EntryPoint(one, f"izacontract_{one}", "izacontract") for one in ("algemeen", "huisartsen")]
            plugins = load_plugins([*entries, EntryPoint(name, name, "izacontract")])
            return self._contract(self._huisartsen, plugins)()

        return work

    def _texts(self, size: int) -> Work:
        folder = self._new()
        ours = [clause for clause in self._plugins.library.clauses.values() if not clause.positions]
        for number in range(size):
            plugin, _, name = ours[number % len(ours)].id.partition(".")
            text = folder / plugin / name / f"{1990 + number // len(ours)}-01-01.md"
            text.parent.mkdir(parents=True, exist_ok=True)
            text.write_text(TEXT.format(number=number), encoding="utf-8")
        return lambda: load_plugins(house=folder).library

    def _drafts(self, size: int) -> Work:
        folder, now = self._new(), datetime.now(UTC)

        def work() -> None:
            drafts = Drafts(fresh(folder))
            for _ in range(size):
                drafts.put("aanvraag", "{}", "[]", days=14, now=now)

        return work


def main(part: float) -> None:
    """Print what each thing takes at its sizes, and how that grows."""
    lines = []
    with tempfile.TemporaryDirectory() as name:
        plugins = load_plugins()
        grown = Grown(Path(name), plugins)
        grown.work_of("performances in a request", 5)()
        for what, sizes in SIZES.items():
            counts = [max(2 + step, int(size * part)) for step, size in enumerate(sizes)]
            quietly(grown.work_of(what, 2))  # here, so that every size finds the same things remembered
            works = [grown.work_of(what, count) for count in (1, *counts)]
            rounds = [[cpu_of(work) for work in works]]
            more = MOST_ROUNDS if max(rounds[0]) <= 1 else ROUNDS
            rounds += [[cpu_of(work) for work in works] for _ in range(more - 1)]
            least, *seconds = map(min, zip(*rounds, strict=True))
            took = [max(one - least, 0.001) for one in seconds]
            told = (f"{count}: {seconds:.3f}" for count, seconds in zip(counts, took, strict=True))
            lines.append((what, *told, f"{exponent(counts, took):.2f}"))
            print(*lines[-1], file=sys.stderr)
    tables.show("growth", ("what grows", "number: CPU s", "number: CPU s", "number: CPU s", "exponent"), lines)


if __name__ == "__main__":
    main(float(sys.argv[1]) if sys.argv[1:] else 1.0)

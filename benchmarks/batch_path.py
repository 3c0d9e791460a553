"""Measures the whole path of a batch, from row to document on disk, next to other generators of the same text.

Run with `make bench`, or `python -m benchmarks.batch_path [ROWS [BEFORE]]`. Every generator works in a process of its
own, and all take turns of some rows, so that a busy machine slows them alike; what counts is the ratio of medians. Ours
has never seen a row before it is timed. docs/benchmarks.md explains each line.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import beside, tables
from benchmarks.beside import Beside
from benchmarks.rows import DIFFERENT, EXAMPLES, KINDS, STOCK, Kind, base_of, write_table
from benchmarks.templates import LANGUAGES, data, template
from benchmarks.typed_template import typed_template
from izacontract import Contract, build_contract, load_plugins
from izacontract.batch.rows import read_table
from izacontract.host import Plugins
from izacontract.intake.read import examine_tree
from izacontract.intake.sources import tree_of
from izacontract.intake.tree import Tree
from izacontract.word.package import LEVEL, read_package

ROWS = 30
BEFORE = 100
"""How many rows are timed, and how many ours makes before, unless told otherwise."""

WARM_UP = 3
"""Rows that all generators make before the first that is timed."""

TURN = 11
"""The rows that a generator makes before it is another's turn: a run makes row after row, and finds its data near."""

LEVELS = (1, 3, 6)
OURS = "izacontract"
PEERS = ("docxtpl, generated template", "docxtpl, typed template", "docxtemplater", "carbone")
ZIPS = {f"raw zip, level {LEVEL}": LEVEL, "raw zip, level 1": 1}

UNITS = ("ms", "cpu")
COLUMNS = ("ms / CPU", "times ours / CPU", "kB")


@dataclass(frozen=True)
class Counts:
    """How many rows are timed, and how many other rows of the same table ours has made before, as in a batch."""

    timed: int
    before: int


@dataclass
class Line:
    """What a generator took for each row, and how big its last document was; of ours also what was `remembered`."""

    took: list[Mapping[str, Any]] = field(default_factory=list)
    size: float = 0.0
    remembered: Mapping[str, Any] = field(default_factory=dict)

    def middle(self, unit: str) -> float:
        """Return the median over the rows that count."""
        return float(median(row[unit] for row in self.took[WARM_UP:]))


def made(tree: Tree, plugins: Plugins) -> Contract:
    """Return the contract of a row, validated, built and numbered; for the others, in this process."""
    examined = examine_tree(tree, plugins)
    if examined.request is None:
        raise ValueError([finding.message.nl for finding in examined.findings])
    return build_contract(examined.request, plugins)


def contracts_of(table: Path, example: str, start: int, plugins: Plugins) -> list[Contract]:
    """Return the contracts of the rows of `table` from the row `start` on."""
    rows = read_table(table, tree_of(str(base_of(example)), plugins), plugins).rows()
    return [made(row.tree, plugins) for row in islice(rows, start, None)]


class Ours:
    """Our process, with a table open; the time of opening is spread over all its rows."""

    def __init__(self, process: Beside) -> None:
        self._process = process
        self.opened = process.ask({"do": "open"})
        self.seen: set[str] = set()

    def remembered(self) -> dict[str, Any]:
        """Return how many answers the process remembers now, and how many megabytes it holds."""
        return self._process.ask({"do": "count"})

    def make(self, out: Path) -> dict[str, Any]:
        """Return what the next row of the table took; raises RuntimeError when such a row came before."""
        answer = self._process.ask({"do": "next", "out": str(out)})
        if answer["fingerprint"] in self.seen:
            raise RuntimeError(f"{answer['kenmerk']}: made before")
        self.seen.add(answer["fingerprint"])
        return answer | {unit: answer[unit] + self.opened[unit] / self.opened["rows"] for unit in UNITS}


def words_of(document: Path) -> str:
    """Return the text of the body of a Word file, without the spaces, which generators treat each in their own way."""
    body = read_package(document.read_bytes())["word/document.xml"].decode()
    return "".join(re.sub(r"\s", "", text) for text in re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", body))


def peer_tasks(contracts: Sequence[Contract], ours: Path, folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Return for each other generator its task for each of `contracts`; `ours` is where our document will stand."""
    filled = [data(contract) for contract in contracts]
    sources = {
        PEERS[0]: ("docxtpl", template(contracts[0], LANGUAGES["docxtpl"])),
        PEERS[1]: ("docxtpl", typed_template(contracts[0], filled)),
        PEERS[2]: ("docxtemplater", template(contracts[0], LANGUAGES["docxtemplater"])),
        PEERS[3]: ("carbone", template(contracts[0], LANGUAGES["carbone"])),
    }
    tasks: dict[str, list[dict[str, Any]]] = {}
    for number, (name, (peer, source)) in enumerate(sources.items()):
        file = folder / f"template-{number}.docx"
        file.write_bytes(source)
        out = folder / f"peer-{number}.docx"
        tasks[name] = [
            {"peer": peer, "template": str(file), "data": values, "out": str(one_of_turn(out, row))}
            for row, values in enumerate(filled)
        ]
    for name, level in ZIPS.items():
        tasks[name] = [
            {"peer": "zip", "level": level, "parts": str(one_of_turn(ours, row)),
             "out": str(one_of_turn(folder / f"zip-{level}.docx", row))}
            for row in range(len(contracts))
        ]  # fmt: skip
    return tasks


def one_of_turn(out: Path, row: int) -> Path:
    """Return where the document of `row` stands, beside `out`, until the turn of all is over."""
    return out.with_name(f"{row % TURN}-{out.name}")


def take_turns(
    ours: Ours,
    tasks: Mapping[str, Sequence[dict[str, Any]]],
    ask: Callable[[dict[str, Any]], Any],
    out: Path,
    most: int = TURN,
) -> dict[str, Line]:
    """Return what each generator took for the rows that all make; raises ValueError when one prints other words.

    In a turn it makes `most` rows. Our documents stand beside `out`, under the names that `one_of_turn` gives.
    """
    lines = {name: Line() for name in (OURS, *tasks)}
    rows = range(len(next(iter(tasks.values()))))
    for turn in (rows[begin : begin + most] for begin in rows[::most]):
        documents = [one_of_turn(out, row) for row in turn]
        lines[OURS].took += [ours.make(document) for document in documents]
        lines[OURS].size = documents[-1].stat().st_size / 1000
        words = [words_of(document) for document in documents]
        for name, coming in tasks.items():
            lines[name].took += [ask(coming[row]) for row in turn]
            theirs = [Path(coming[row]["out"]) for row in turn]
            lines[name].size = theirs[-1].stat().st_size / 1000
            for row, document, said in zip(turn, theirs, words, strict=True):
                if words_of(document) != said:
                    raise ValueError(f"{name} prints other words than ours on row {row}")
    lines[OURS].remembered = ours.remembered()
    return lines


def measure(
    example: str, kind: Kind, counts: Counts, plugins: Plugins, modules: str | None, most: int = TURN
) -> dict[str, Line]:
    """Return what each generator takes for a document of `example`, over rows of this kind, `most` in a turn."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        table = write_table(example, kind, counts.before + WARM_UP + counts.timed, folder, plugins)
        out = folder / "ours.docx"
        tasks = peer_tasks(contracts_of(table, example, counts.before, plugins), out, folder)
        ours = Ours(stack.enter_context(beside.python("ours", str(table), str(base_of(example)))))
        python = stack.enter_context(beside.python("peers"))
        node = stack.enter_context(beside.node(modules)) if modules else None
        for _ in range(counts.before):
            ours.make(out)
        if node is None:
            tasks = {peer: coming for peer, coming in tasks.items() if peer not in PEERS[2:]}
        inside = dict.fromkeys(("docxtemplater", "carbone"), node)
        return take_turns(ours, tasks, lambda task: (inside.get(task["peer"]) or python).ask(task), out, most)


def cells(name: str, lines: Mapping[str, Line]) -> Sequence[str]:
    """Return what the table says of a generator for one example."""
    if name not in lines:
        return (tables.NOT_MEASURED, "", "")
    ms, cpu = (lines[name].middle(unit) for unit in UNITS)
    my_ms, my_cpu = (lines[OURS].middle(unit) for unit in UNITS)
    return (f"{ms:.1f} / {cpu:.1f}", f"{ms / my_ms:.2f} / {cpu / my_cpu:.2f}", f"{lines[name].size:.0f}")


def measure_levels(example: str, counts: Counts, plugins: Plugins) -> dict[int, Line]:
    """Return what our path takes by deflate level, each in a process of its own; all take turns on every row."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        table = write_table(example, STOCK, counts.before + counts.timed, Path(name), plugins)
        started = {
            level: Ours(stack.enter_context(beside.python("ours", str(table), str(base_of(example)), str(level))))
            for level in LEVELS
        }
        lines = {level: Line() for level in LEVELS}
        for _ in range(counts.before + counts.timed):
            for level, ours in started.items():
                out = Path(name, f"{level}.docx")
                lines[level].took.append(ours.make(out))
                lines[level].size = out.stat().st_size / 1000
        return {level: Line(line.took[counts.before - WARM_UP :], line.size) for level, line in lines.items()}


def show_remembered(found: Mapping[tuple[str, str], Mapping[str, Line]]) -> None:
    """Print what our process remembered after the last row."""
    told = ((f"{example}, {kind}", lines[OURS].remembered) for (kind, example), lines in found.items())
    lines = [(name, one["answers"], f"{one['megabytes']:.0f}") for name, one in told]
    tables.show("remembered", ("rows", "answers remembered", "MB of the process"), lines)


def show_turns(found: Mapping[int, Sequence[Mapping[str, Line]]]) -> None:
    """Print what a stock row takes by how many rows a turn has: `found` of each example."""
    header = (
        "rows in a turn",
        *(f"{example} {what}" for example in EXAMPLES for what in ("CPU ms", "docxtpl", "times")),
    )
    lines = []
    for most, examples in found.items():
        took = [(lines[OURS].middle("cpu"), lines[PEERS[0]].middle("cpu")) for lines in examples]
        lines.append((most, *(cell for my, its in took for cell in (f"{my:.1f}", f"{its:.1f}", f"{its / my:.2f}"))))
    tables.show("turns", header, lines)


def main(timed: int = ROWS, before: int = BEFORE) -> None:
    """Print the tables."""
    plugins, modules = load_plugins(), beside.node_modules()
    header = ("generator", *(f"{example} {column}" for example in EXAMPLES for column in COLUMNS))
    found: dict[tuple[str, str], dict[str, Line]] = {}
    for kind in KINDS:
        counts = Counts(timed if kind in (STOCK, DIFFERENT) else max(timed // 3, 1), before)
        for example in EXAMPLES:
            found[kind.name, example] = measure(example, kind, counts, plugins, modules)
        of_kind = [found[kind.name, example] for example in EXAMPLES]
        lines = [(name, *(cell for lines in of_kind for cell in cells(name, lines))) for name in (OURS, *PEERS, *ZIPS)]
        tables.show(f"documents-{kind.name}", header, lines)
    show_remembered(found)
    stock = [found[STOCK.name, example] for example in EXAMPLES]
    by_one = [measure(example, STOCK, Counts(timed, before), plugins, None, most=1) for example in EXAMPLES]
    show_turns({TURN: stock, 1: by_one})
    levels = [measure_levels(example, Counts(timed, before), plugins) for example in EXAMPLES]
    header = ("level", *(f"{example} {column}" for example in EXAMPLES for column in ("CPU ms", "kB")))
    sides = [(level, *(cell for found in levels for cell in (f"{found[level].middle('cpu'):.1f}",
              f"{found[level].size:.0f}"))) for level in LEVELS]  # fmt: skip
    tables.show("levels", header, sides)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

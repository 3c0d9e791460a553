"""Measures the whole path of a batch, from row to document on disk, next to other generators of the same text.

Run with `make bench`. All take turns on every row, so that a busy machine slows them alike; what counts is the ratio of
medians. docs/benchmarks.md explains each line.
"""

from __future__ import annotations

import re
import statistics
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from benchmarks.peers import (
    MODULES,
    Node,
    Run,
    as_frame_filler,
    as_users_use_it,
    in_node,
    node_modules,
    raw_zip,
    timed,
)
from benchmarks.rows import EXAMPLES, base_of, rows, write_table
from izacontract import Contract, build_contract, load_plugins
from izacontract.batch.rows import read_table
from izacontract.cli.files import write_whole
from izacontract.host import Plugins
from izacontract.intake.read import examine_tree, tree_of
from izacontract.intake.tree import Tree
from izacontract.render import package
from izacontract.render.package import LEVEL, read_package
from izacontract.render.word import word

ROUNDS = 20
WARM_UP = 4
LEVELS = (1, 2, 3, 6)
OURS = "izacontract"
GOALS = {"docxtpl, as users use it": 25, "docxtpl, fills our frame": 0, "docxtemplater": 10, "carbone": 0}
"""The other generators, and how many times faster than each we want to be; 0 for no goal."""

LIMIT = f"raw zip of ready parts, level {LEVEL}"
FASTEST_LIMIT = "raw zip of ready parts, level 1"
NOT_MEASURED = "niet gemeten"


def made(tree: Tree, plugins: Plugins) -> Contract:
    """Return the contract of a row, validated, built and numbered."""
    examined = examine_tree(tree, plugins)
    if examined.request is None:
        raise ValueError([finding.message.nl for finding in examined.findings])
    return build_contract(examined.request, plugins)


def ours(example: str, count: int, plugins: Plugins, out: Path) -> Run:
    """Return our whole path for the next row of a table: read, validated, built, numbered, printed and written."""
    table = read_table(write_table(example, count, out.parent), tree_of(str(base_of(example)), plugins), plugins)
    coming = table.rows()

    def one() -> None:
        write_whole(out, word(made(next(coming).tree, plugins)), force=True)

    return lambda row: timed(one)


def words_of(document: Path) -> str:
    """Return the text of the body of a Word file, without the spaces, which generators treat each in their own way."""
    body = read_package(document.read_bytes())["word/document.xml"].decode()
    return "".join(re.sub(r"\s", "", text) for text in re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", body))


def runs(example: str, plugins: Plugins, folder: Path, node: Node | None) -> Mapping[str, tuple[Run | None, Path]]:
    """Return each generator for `example` by name, None when it cannot run here, and the file that it writes."""
    count = WARM_UP + ROUNDS
    contracts = [made(tree, plugins) for tree in rows(example, count, folder, plugins)]
    names = (OURS, *GOALS, LIMIT, FASTEST_LIMIT)
    outs = [folder / f"{example}-{number}.docx" for number in range(len(names))]
    started = (
        ours(example, count, plugins, outs[0]),
        as_users_use_it(contracts, outs[1]),
        as_frame_filler(contracts, outs[2]),
        in_node(node, "docxtemplater", contracts, outs[3]) if node else None,
        in_node(node, "carbone", contracts, outs[4]) if node else None,
        raw_zip(contracts, outs[5], LEVEL),
        raw_zip(contracts, outs[6], 1),
    )
    return {name: (run, out) for name, run, out in zip(names, started, outs, strict=True)}


def measure(example: str, plugins: Plugins, folder: Path, node: Node | None) -> None:
    """Print how long each generator takes for a document of `example`, and how many times that is ours."""
    generators = runs(example, plugins, folder, node)
    took: dict[str, list[float]] = {name: [] for name in generators}
    for row in range(WARM_UP + ROUNDS):
        for name, (run, _) in generators.items():
            if run is not None:
                took[name].append(run(row))
    medians = {name: statistics.median(times[WARM_UP:]) for name, times in took.items() if times}
    mine = medians[OURS]
    text = words_of(generators[OURS][1])
    print(f"\n{example}: row to document on disk, medians of {ROUNDS} rows\n")
    print("| generator | ms | times ours | goal | kB | same words |\n| --- | ---: | ---: | ---: | ---: | --- |")
    for name, (_, out) in generators.items():
        if name not in medians:
            print(f"| {name} | {NOT_MEASURED} ({MODULES}) | | | | |")
            continue
        same = "yes" if words_of(out) == text else "NO"
        ratio = medians[name] / mine
        print(
            f"| {name} | {medians[name]:.1f} | {ratio:.2f} | {GOALS.get(name) or ''} "
            f"| {out.stat().st_size / 1000:.0f} | {same} |"
        )
    print(f"\n{mine / medians[LIMIT]:.2f} times the raw zip at the level that ships (goal: at most 3),")
    print(f"{mine / medians[FASTEST_LIMIT]:.2f} times that at level 1; {1000 / mine:.0f} contracts a second a core.")


def measure_levels(example: str, plugins: Plugins, folder: Path) -> None:
    """Print what each deflate level costs and saves: a contract printed and written, next to the raw zip of its parts.

    The levels take turns, each with rows of its own: what is remembered of one level serves no other.
    """
    turns, each = 4, WARM_UP + 6
    coming = iter([made(tree, plugins) for tree in rows(example, turns * len(LEVELS) * each, folder, plugins)])
    out, zipped = folder / f"{example}.docx", folder / "zip.docx"
    took: dict[int, list[tuple[float, float]]] = {level: [] for level in LEVELS}
    sizes: dict[int, tuple[float, float]] = {}
    for level in LEVELS * turns:
        package.LEVEL = level
        package._block.forget()
        contracts = list(islice(coming, each))
        bare = raw_zip(contracts, zipped, level)
        pairs = [
            (timed(lambda c=c: write_whole(out, word(c), force=True)), bare(row)) for row, c in enumerate(contracts)
        ]
        took[level] += pairs[WARM_UP:]
        sizes[level] = (out.stat().st_size / 1000, zipped.stat().st_size / 1000)
    package.LEVEL = LEVEL
    package._block.forget()
    print(f"\n{example}: contract to document on disk by deflate level, medians of {turns * (each - WARM_UP)} rows\n")
    print("| level | ms | kB | raw zip ms | raw zip kB |\n| ---: | ---: | ---: | ---: | ---: |")
    for level in LEVELS:
        ms, bare_ms = (statistics.median(side) for side in zip(*took[level], strict=True))
        print(f"| {level} | {ms:.1f} | {sizes[level][0]:.0f} | {bare_ms:.1f} | {sizes[level][1]:.0f} |")


def main() -> None:
    """Print the tables."""
    plugins = load_plugins()
    modules = node_modules()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        node = stack.enter_context(Node(modules)) if modules else None
        for example in EXAMPLES:
            measure(example, plugins, folder, node)
        for example in EXAMPLES:
            measure_levels(example, plugins, folder)


if __name__ == "__main__":
    main()

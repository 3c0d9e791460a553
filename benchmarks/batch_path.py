"""Measures the whole path of a batch, from row to document on disk, next to other generators of the same text.

Run with `make bench`. All take turns on every row, so that a busy machine slows them alike; what counts is the ratio of
medians. docs/benchmarks.md explains each line.
"""

from __future__ import annotations

import re
import statistics
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
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
from benchmarks.rows import EXAMPLES, vary
from izacontract import Contract, build_contract, load_plugins
from izacontract.cli.files import write_whole
from izacontract.host import Plugins
from izacontract.intake.read import examine_tree
from izacontract.intake.tree import Tree
from izacontract.render.package import LEVEL, read_package
from izacontract.render.word import word

ROUNDS = 20
WARM_UP = 3
OURS = "izacontract"
PEERS = (
    ("docxtpl, as users use it", 25),
    ("docxtpl, fills our frame", None),
    ("docxtemplater", 10),
    ("carbone", None),
)
"""The other generators, and how many times faster we want to be."""

LIMIT = "raw zip of ready parts"
NOT_MEASURED = "niet gemeten"


def made(tree: Tree, plugins: Plugins) -> Contract:
    """Return the contract of a row, validated, built and numbered."""
    examined = examine_tree(tree, plugins)
    if examined.request is None:
        raise ValueError([finding.message.nl for finding in examined.findings])
    return build_contract(examined.request, plugins)


def ours(trees: Sequence[Tree], plugins: Plugins, out: Path) -> Run:
    """Return our whole path: a row validated, built, numbered, printed and written."""
    return lambda row: timed(lambda: write_whole(out, word(made(trees[row], plugins)), force=True))


def words_of(document: Path) -> str:
    """Return the text of the body of a Word file, without the spaces, which generators treat each in their own way."""
    body = read_package(document.read_bytes())["word/document.xml"].decode()
    return "".join(re.sub(r"\s", "", text) for text in re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", body))


def runs(example: str, plugins: Plugins, folder: Path, node: Node | None) -> Mapping[str, tuple[Run | None, Path]]:
    """Return each generator for `example` by name, None when it cannot run here, and the file that it writes."""
    trees = vary(example, WARM_UP + ROUNDS)
    contracts = [made(tree, plugins) for tree in trees]
    names = [OURS, *(name for name, _ in PEERS), LIMIT]
    outs = {name: folder / f"{example}-{number}.docx" for number, name in enumerate(names)}
    started = (
        ours(trees, plugins, outs[OURS]),
        as_users_use_it(contracts, outs[names[1]]),
        as_frame_filler(contracts, outs[names[2]]),
        in_node(node, "docxtemplater", contracts, outs[names[3]]) if node else None,
        in_node(node, "carbone", contracts, outs[names[4]]) if node else None,
        raw_zip(contracts, outs[LIMIT]),
    )
    return {name: (run, outs[name]) for name, run in zip(names, started, strict=True)}


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
    goals = dict(PEERS) | {OURS: None, LIMIT: None}
    text = words_of(generators[OURS][1])
    print(f"\n{example}: row to document on disk, medians of {ROUNDS} rows\n")
    print("| generator | ms | times ours | goal | kB | same words |\n| --- | ---: | ---: | ---: | ---: | --- |")
    for name, (_, out) in generators.items():
        if name not in medians:
            print(f"| {name} | {NOT_MEASURED} ({MODULES}) | | | | |")
            continue
        goal = f"{goals[name]}" if goals[name] else ""
        same = "yes" if words_of(out) == text else "NO"
        ratio = medians[name] / mine
        print(f"| {name} | {medians[name]:.1f} | {ratio:.2f} | {goal} | {out.stat().st_size / 1000:.0f} | {same} |")
    print(f"\n{mine / medians[LIMIT]:.2f} times the raw zip (goal: at most 3); {1000 / mine:.0f} contracts a second")


def main() -> None:
    """Print the tables."""
    plugins = load_plugins()
    print(f"Deflate level {LEVEL}, for the raw zip too; the others as their makers set it.")
    modules = node_modules()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        node = stack.enter_context(Node(modules)) if modules else None
        for example in EXAMPLES:
            measure(example, plugins, Path(folder), node)


if __name__ == "__main__":
    main()

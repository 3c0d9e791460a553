"""Shows where the time of one contract goes, step by step, for the rows of a table: from what was typed to the file.

Run with `python -m benchmarks.profile_contract [ROWS] [EXAMPLE ...]`. The figures are milliseconds of this process
itself on one core, a median of all rows but the first ones; a step does not count the steps within it. Measuring
costs a little too, so the sum is somewhat more than `batch_path.py` gives.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import Any

from benchmarks.rows import EXAMPLES, rows
from izacontract import load_plugins
from izacontract.build import contract
from izacontract.cli import files
from izacontract.host import Plugins
from izacontract.intake import read
from izacontract.intake.tree import Tree
from izacontract.render import word

WARM_UP = 50

STEPS = {
    "intake: the rest": "izacontract.intake.read:examine_tree",
    "intake: bind": "izacontract.intake.read:_request",
    "intake: core's checks": "izacontract.intake.read:check_core",
    "intake: plugins' checks": "izacontract.host:Plugins.check_request",
    "build: the rest": "izacontract.build.contract:build_contract",
    "propose: plugins' rules": "izacontract.host:Plugins.propose_clauses",
    "settle": "izacontract.build.contract:settle",
    "fill": "izacontract.build.contract:fill",
    "fill: new texts": "izacontract.clauses.text:ClauseTexts.fill",
    "place": "izacontract.build.contract:place",
    "number": "izacontract.build.contract:number",
    "refer": "izacontract.build.contract:refer",
    "check": "izacontract.host:Plugins.check_contract",
    "word: the rest": "izacontract.render.word:word",
    "word: frame": "izacontract.render.word:_filled",
    "word: articles": "izacontract.render.word:print_places",
    "word: seal": "izacontract.render.word:sealed",
    "package": "izacontract.render.frame:Frame.package",
    "write": "izacontract.cli.files:write_whole",
}
"""What each step is called here, and the function that does it."""


class Watch:
    """Keeps the time of each step of each row, without that of the steps within it."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._within: list[float] = []

    def over(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return `function` under the eye of this watch."""

        def watched(*arguments: Any, **named: Any) -> Any:
            self._within.append(0.0)
            begun = time.thread_time()
            try:
                return function(*arguments, **named)
            finally:
                whole = time.thread_time() - begun
                self.spent[step] += whole - self._within.pop()
                if self._within:
                    self._within[-1] += whole

        return watched


def watch_steps(watch: Watch) -> None:
    """Put every step under the eye of `watch`."""
    for step, place in STEPS.items():
        module, _, name = place.partition(":")
        owner, _, attribute = name.rpartition(".")
        holder = attrgetter(owner)(import_module(module)) if owner else import_module(module)
        setattr(holder, attribute, watch.over(step, getattr(holder, attribute)))


def profiled(watch: Watch, trees: list[Tree], plugins: Plugins, folder: Path) -> dict[str, float]:
    """Return the median milliseconds of each step over `trees`, whose documents are written in `folder`."""
    made: list[dict[str, float]] = []
    for number, tree in enumerate(trees):
        watch.spent.clear()
        request = read.examine_tree(tree, plugins).request
        if request is None:
            raise SystemExit(f"row {number} has faults")
        document = word.word(contract.build_contract(request, plugins))
        files.write_whole(folder / f"{number}.docx", document, force=True)
        made.append(dict(watch.spent))
    return {step: 1000 * statistics.median(row.get(step, 0.0) for row in made[WARM_UP:]) for step in STEPS}


def main() -> None:
    """Print the table: a line per step, a column per example."""
    count, *examples = (*sys.argv[1:], *(() if sys.argv[2:] else EXAMPLES)) if sys.argv[1:] else ("200", *EXAMPLES)
    plugins, watch = load_plugins(), Watch()
    watch_steps(watch)
    columns = []
    for example in examples:
        with tempfile.TemporaryDirectory() as folder:
            trees = rows(example, WARM_UP + int(count), Path(folder), plugins)
            columns.append(profiled(watch, trees, plugins, Path(folder)))
    print(f"{'ms per contract, median of ' + count:<32}" + "".join(f"{example:>14}" for example in examples))
    for step in STEPS:
        print(f"{step:<32}" + "".join(f"{column[step]:>14.2f}" for column in columns))
    print(f"{'together':<32}" + "".join(f"{sum(column.values()):>14.2f}" for column in columns))


if __name__ == "__main__":
    main()

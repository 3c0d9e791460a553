"""Shows where the time of one contract goes, step by step, for the rows of a table: from what was typed to the file.

Run with `make bench`, or `python -m benchmarks.profile_contract [ROWS]`. The figures are milliseconds of the processor,
a median of all rows but the first ones; a step does not count the steps within it. Watching costs some time too, and
what `batch_path.py` times beside this is reading the table, packing the row and the checksum of the document.
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

from benchmarks import tables
from benchmarks.rows import EXAMPLES, STOCK, base_of, write_table
from izacontract import load_plugins
from izacontract.batch.rows import read_table
from izacontract.build import contract
from izacontract.cli import files
from izacontract.host import Plugins
from izacontract.intake import read
from izacontract.model.memory import collect_seldom
from izacontract.render import word

ROWS = 150
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


def profiled(watch: Watch, example: str, count: int, plugins: Plugins) -> dict[str, float]:
    """Return the median milliseconds of each step over so many stock rows, each read just before it is made."""
    made: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = write_table(example, STOCK, WARM_UP + count, folder, plugins)
        for row in read_table(table, read.tree_of(str(base_of(example)), plugins), plugins).rows():
            watch.spent.clear()
            request = read.examine_tree(row.tree, plugins).request
            if request is None:
                raise SystemExit(f"{row.kenmerk} has faults")
            document = word.word(contract.build_contract(request, plugins))
            files.write_whole(folder / f"{row.number}.docx", document, force=True)
            made.append(dict(watch.spent))
    return {step: 1000 * statistics.median(row.get(step, 0.0) for row in made[WARM_UP:]) for step in STEPS}


def main(count: int) -> None:
    """Print the table: a line per step, a column per example."""
    collect_seldom()
    plugins, watch = load_plugins(), Watch()
    watch_steps(watch)
    columns = [profiled(watch, example, count, plugins) for example in EXAMPLES]
    lines = [(step, *(f"{column[step]:.2f}" for column in columns)) for step in STEPS]
    together = ("together", *(f"{sum(column.values()):.2f}" for column in columns))
    tables.show("steps", ("step", *(f"{example} CPU ms" for example in EXAMPLES)), [*lines, together])


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ROWS)

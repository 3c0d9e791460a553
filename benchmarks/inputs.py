"""Measures what comes in: reading a request of many lines, and what a row weighs on its way to another computer.

Run with `make bench`, or `python -m benchmarks.inputs [PART]`, where PART of the full sizes is measured. A request is
read in a process of its own that read none of its kind before. A row weighs all that dask.distributed is handed for a
chunk, as it writes that, divided by the rows in it; the documents that come back are left out.
"""

from __future__ import annotations

import sys
import tempfile
from itertools import islice
from pathlib import Path
from typing import Any, Final

import yaml

from benchmarks import tables
from benchmarks.growth import cpu_of
from benchmarks.rows import EXAMPLES, LONG, STOCK, Kind, base_of, write_table
from izacontract import load_plugins
from izacontract.batch.job import pack_rows
from izacontract.batch.rows import read_table
from izacontract.batch.run import MOST_ROWS, prepare
from izacontract.batch.worker import work
from izacontract.host import Plugins
from izacontract.intake.read import examine_request
from izacontract.intake.sources import tree_of
from izacontract.render.formats import ContractFormat

LINES: Final = (50, 500, 5_000)
ROUNDS: Final = 3


def long_request(lines: int, folder: Path) -> Path:
    """Return a request for huisartsen with so many lines in its price list, written in `folder`."""
    typed = yaml.safe_load(base_of("huisartsen").read_text(encoding="utf-8"))
    first = typed["tarieven"]["prestaties"][0]
    typed["tarieven"]["prestaties"] = [first | {"code": str(10_000 + line)} for line in range(lines)]
    request = folder / f"{lines}.yaml"
    request.write_text(yaml.safe_dump(typed, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return request


def weight(example: str, kind: Kind, plugins: Plugins) -> float:
    """Return the bytes that a row of a full chunk weighs on its way to a cluster."""
    from distributed.protocol import serialize

    base = tree_of(str(base_of(example)), plugins)
    packed = prepare(base, plugins, ContractFormat.DOCX).packed
    with tempfile.TemporaryDirectory() as name:
        table = read_table(write_table(example, kind, MOST_ROWS, Path(name), plugins), base, plugins)
        rows = list(islice(table.rows(), MOST_ROWS))
    write: Any = serialize  # distributed has no types
    _, frames = write((work, packed.data, packed.digest, pack_rows(rows, base, tight=True)))
    return sum(map(len, frames)) / len(rows)


def main(part: float) -> None:
    """Print both tables."""
    plugins = load_plugins()
    examine_request(str(base_of("huisartsen")), plugins)
    lines = []
    with tempfile.TemporaryDirectory() as name:
        for count in (max(2, int(size * part)) for size in LINES):
            request = str(long_request(count, Path(name)))
            read = min(cpu_of(lambda request=request: tree_of(request, plugins)) for _ in range(ROUNDS))  # type: ignore[misc]
            checked = min(cpu_of(lambda request=request: examine_request(request, plugins)) for _ in range(ROUNDS))  # type: ignore[misc]
            lines.append((count, f"{read:.3f}", f"{checked:.3f}"))
    tables.show("reading", ("price lines in a YAML request", "read, CPU s", "read and checked, CPU s"), lines)
    sent = [
        (f"{example}, {kind.name}", f"{weight(example, kind, plugins) / 1000:.1f}")
        for kind in (STOCK, LONG)
        for example in EXAMPLES
    ]
    tables.show("sent", ("rows", "kB of a row to a cluster"), sent)


if __name__ == "__main__":
    main(float(sys.argv[1]) if sys.argv[1:] else 1.0)

"""Tables, plugins and folders for tests of a run: rows over the request of the outside plugin."""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import psutil

from izacontract.batch.executors import Crew, here
from izacontract.batch.folder import run_folder
from izacontract.batch.names import read_pattern
from izacontract.batch.rows import TableRow
from izacontract.batch.run import Totals, prepare, run
from izacontract.host import Plugins
from izacontract.intake.tree import Tree, tree_of_mapping
from izacontract.model.values import Typed
from izacontract.render.formats import ContractFormat
from tests.conftest import OUTSIDE
from tests.support import fysio, outside

BAD_PLUGIN = '''
"""A plugin that misbehaves on some rows, as their remark tells it to."""

import os
import time
from pathlib import Path

from izacontract import Finding, hookimpl


@hookimpl
def check_request(request):
    time.sleep(float(os.environ.get("KWAAD_SECONDEN", "0")))
    for terms in request.sections.values():
        match str(getattr(terms, "remark", "") or "").split(" "):
            case ["breek"]:
                raise RuntimeError("deze rij bevalt me niet")
            case ["sterf"]:
                os._exit(3)
            case ["sterf-eens", mark]:
                if not Path(mark).exists():
                    Path(mark).touch()
                    os._exit(3)
    return []
'''


def base(**changes: Any) -> Tree:
    """Return the tree of the outside plugin's request, with top-level keys replaced."""
    return tree_of_mapping(fysio(**changes))


def row(over: Tree, number: int, cells: Mapping[str, str], kenmerk: str = "") -> TableRow:
    """Return the row `number` (the first is 2, below the titles) with `cells` laid over `over`."""
    kenmerk = kenmerk or f"K-{number:05}"
    cells = {"overeenkomst.kenmerk": kenmerk, **cells}
    root = dict(over.root)
    for key, value in cells.items():
        group, name = key.split(".")
        root[group] = {**dict(root.get(group) or {}), name: Typed(value)}  # type: ignore[arg-type]
    return TableRow(number=number, kenmerk=kenmerk, tree=replace(over, root=root), findings=(), cells=cells)


def good(over: Tree, count: int) -> list[TableRow]:
    """Return rows that differ in name and rate."""
    return [
        row(over, number, {"zorgaanbieder.naam": f"Praktijk {number}", "fysio.tarief": str(20 + number % 15)})
        for number in range(2, count + 2)
    ]


FAULTS = (
    {"zorgaanbieder.kvk": "12"},
    {"fysio.tarief": "duur"},
    {"fysio.tarief": "4000"},
    {"overeenkomst.begin": "31-02-2025"},
    {"zorgaanbieder.iban": "NL00FIKT0000000101"},
)
"""What can be wrong with a row, each in one cell."""


def with_faults(rows: list[TableRow], over: Tree, count: int, seed: int) -> dict[int, str]:
    """Spoil `count` of `rows` in place; returns the column of the faulty cell by number of row."""
    chosen = random.Random(seed).sample(range(len(rows)), count)
    spoiled = {}
    for turn, index in enumerate(chosen):
        cells = FAULTS[turn % len(FAULTS)]
        old = rows[index]
        rows[index] = row(over, old.number, {**{k: v for k, v in old.cells.items() if "." in k}, **cells}, old.kenmerk)
        spoiled[old.number] = next(iter(cells))
    return spoiled


def made(
    rows: Iterable[TableRow],
    out: Path,
    *,
    crew: Crew | None = None,
    resume: bool = False,
    force: bool = False,
    over: Tree | None = None,
    plugins: Plugins | None = None,
    form: ContractFormat = ContractFormat.TEXT,
    name: str = "{kenmerk}",
    final: bool = False,
) -> Totals:
    """Run `rows` into `out`, by this process unless there is a `crew`."""
    prepared = prepare(over or base(), plugins or outside(), form, final=final)
    with run_folder(out, resume=resume, force=force) as folder:
        return run(rows, prepared, read_pattern(name, form.suffix), folder, crew or here())


def contents(folder: Path) -> dict[str, str]:
    """Return the sha256 of everything in `folder` by name, hidden files and all."""
    return {
        str(file.relative_to(folder)): sha256(file.read_bytes()).hexdigest() if file.is_file() else "folder"
        for file in sorted(folder.rglob("*"))
    }


def outlived(processes: Iterable[psutil.Process]) -> list[psutil.Process]:
    """Return which of `processes` still run after a minute; one that ended counts so, though nobody asked how yet."""
    left = list(processes)
    until = time.monotonic() + 60
    while (left := [one for one in left if _runs(one)]) and time.monotonic() < until:
        time.sleep(0.01)
    return left


def _runs(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def entries(folder: Path) -> list[dict[str, Any]]:
    """Return the documents in the manifest of `folder`."""
    lines = (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines[1:]]


def install(folder: Path) -> dict[str, str]:
    """Put the outside plugin and one that misbehaves in `folder` as installed ones, for new processes too.

    Returns what must stand in their environment.
    """
    (folder / "kwaad.py").write_text(BAD_PLUGIN, encoding="utf-8")
    for name, module in (("fysio", "izacontract_fysio"), ("kwaad", "kwaad")):
        info = folder / f"{name}_proef-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}-proef\nVersion: 1.0\n", encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[izacontract]\n{name} = {module}\n", encoding="utf-8")
    path = os.pathsep.join(part for part in (str(folder), str(OUTSIDE), os.environ.get("PYTHONPATH", "")) if part)
    return {"PYTHONPATH": path, "IZACONTRACT_PLUGINS": "fysio,kwaad"}

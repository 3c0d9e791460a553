"""`python -m tests.mutants [PACKAGE|MODULE...]`: tries mistakes, and writes build/mutants.md."""

from __future__ import annotations

import argparse
import ast
import importlib
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from pathlib import Path

from . import nearest, report
from .mistakes import PACKAGES, ROOT, Mistake, is_for_types, mistakes_in, modules
from .trial import tried

BEFOREHAND = [
    "babel.dates",
    "babel.numbers",
    "cryptography.hazmat.primitives.asymmetric.ed25519",
    "docx",
    "docxtpl",
    "holidays",
    "hypothesis",
    "icalendar",
    "jinja2",
    "jsonschema",
    "lxml.etree",
    "markdown_it",
    "openpyxl",
    "pydantic",
    "pytest",
    "rich.console",
    "ruamel.yaml",
    "sqlalchemy",
    "starlette.applications",
    "syrupy",
    "typer",
    "yaml",
]
"""What our modules and tests import of others: read once here, so that no child has to."""

ORDER = ("clauses", "intake", "build", "word", "differ", "plugins")
"""The packages from the ground up: what one of them reads never reads a later one."""


def read_below(package: str) -> None:
    """Import the modules of ours that import neither `package` nor a later one, by themselves or by others.

    So no child has to. Raises SystemExit when one of those is in memory already: it would be tried without its mistake.
    """
    leads = {name: _imports(name, file) for name, file in _ours().items()}
    later = ORDER[ORDER.index(package) :]
    above = {name for name in leads if [*name.split("."), ""][1] in later}
    while more := {name for name, imported in leads.items() if name not in above and imported & above}:
        above |= more
    for name in leads:
        if name not in above and name != "izacontract.__main__":
            importlib.import_module(name)
    if early := sorted(name for name in sys.modules if name in above or name.startswith("izacontract_")):
        raise SystemExit(f"in memory before the mistakes are made: {', '.join(early)}")


@cache
def _ours() -> dict[str, Path]:
    files = sorted((ROOT / "izacontract").rglob("*.py"))
    return {".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file for file in files}


@cache
def _imports(name: str, file: Path) -> frozenset[str]:
    """Return the modules of ours that `file` imports when it is read, with the packages that they stand in."""
    found: set[str] = {name}
    waiting: list[ast.AST] = list(ast.parse(file.read_text(encoding="utf-8")).body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not is_for_types(node):
            waiting += ast.iter_child_nodes(node)
    packages = {module.rpartition(".")[0] for module in found}
    return frozenset((found | packages) & _ours().keys())


def main() -> None:
    """Try the mistakes that the command line asks for, and write the report."""
    asked = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    asked.add_argument("modules", nargs="*", help=f"{', '.join(PACKAGES)}, or folders and modules in them; else all")
    asked.add_argument("--limit", type=int, help="at most so many mistakes of each package or module that is named")
    asked.add_argument("--seed", type=int, default=2027, help="which ones a limit takes (2027)")
    asked.add_argument("--minutes", type=float, help="begin no further mistake after so many minutes")
    asked.add_argument("--endless", type=int, default=60, help="seconds of processor time that tests may take (60)")
    asked.add_argument("--again", action="store_true", help="try again what survived, and nothing else")
    asked.add_argument("--trace", action="store_true", help="only find out which tests come to which lines")
    asked.add_argument("--write", action="store_true", help="put the table in the page of the docs that holds it")
    asked.add_argument("--near", nargs="+", help="test files and folders to ask instead of those that are near")
    given = asked.parse_args()
    if given.near:
        nearest.NEAR.update(dict.fromkeys(PACKAGES, tuple(given.near)))
    for name in BEFOREHAND:
        with suppress(ImportError):
            importlib.import_module(name)
    if given.trace:
        for package in given.modules or PACKAGES:
            for file in nearest.files(package):
                start = time.monotonic()
                print(file, len(nearest.traced(file)), f"{time.monotonic() - start:.1f} s", flush=True)
        return
    nearest.FOLDER.mkdir(parents=True, exist_ok=True)
    results = Results(nearest.FOLDER / "results.json")
    end = time.monotonic() + given.minutes * 60 if given.minutes else None
    with tempfile.TemporaryDirectory(prefix="izacontract-mutants-") as shared:
        for mistake in sorted(chosen(given.modules, given.limit, given.seed), key=lambda one: ORDER.index(one.package)):
            known = results.of(mistake)
            if (known != "survived") if given.again else known is not None:
                continue
            if end and time.monotonic() > end:
                break
            read_below(mistake.package)
            tests, reached = nearest.nearest(mistake.package, mistake.module, mistake.line)
            start = time.monotonic()
            outcome, by = tried(mistake, tests, given.endless, Path(shared)) if tests else ("survived", "")
            results.note(mistake, outcome, by, reached)
            took = f"{time.monotonic() - start:.1f} s"
            print(f"{outcome:8} {took:>7} {mistake.module}:{mistake.line} {mistake.change[1]}", flush=True)
    report.written(results.standing(), {module: total(module) for module in modules()}, given.write)


def chosen(wanted: Iterable[str], limit: int | None, seed: int) -> list[Mistake]:
    """Return the mistakes to try: of each named part all, or `limit` that `seed` draws."""
    every: list[Mistake] = []
    for part in wanted or PACKAGES:
        found = [mistake for module in modules((part,)) for mistake in mistakes_in(module)]
        every += random.Random(seed).sample(found, min(limit, len(found))) if limit else found
    return list(dict.fromkeys(every))


def total(module: str) -> int:
    """Return how many mistakes can be made in `module`."""
    return sum(1 for _ in mistakes_in(module))


class Results:
    """What became of each mistake, kept in a file as long as the text of its module stays the same."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._noted: dict[str, dict[str, object]] = json.loads(file.read_text("utf-8")) if file.exists() else {}

    @staticmethod
    def _key(mistake: Mistake) -> str:
        text = sha256((ROOT / mistake.module).read_bytes()).hexdigest()[:16]
        return f"{mistake.module} {text} {mistake.operator} {mistake.occurrence}"

    def of(self, mistake: Mistake) -> str | None:
        """Return what became of `mistake` in an earlier run, or None where that is not known."""
        told = self._noted.get(self._key(mistake))
        return str(told["outcome"]) if told and told["outcome"] != "unknown" else None

    def note(self, mistake: Mistake, outcome: str, by: str, reached: bool) -> None:
        """Keep what became of `mistake`, at once, so that a run may be stopped."""
        if self._file.exists():  # another run may have noted something meanwhile
            self._noted = json.loads(self._file.read_text("utf-8"))
        self._noted[self._key(mistake)] = {
            **asdict(mistake),
            "change": mistake.change,
            "outcome": outcome,
            "by": by,
            "reached": reached,
        }
        self._file.write_text(json.dumps(self._noted, indent=0), encoding="utf-8")

    def standing(self) -> list[tuple[Mistake, str, bool]]:
        """Return the outcomes that still hold, with whether a test came to the line."""
        found = []
        for key, told in self._noted.items():
            mistake = Mistake(**{name: told[name] for name in Mistake.__dataclass_fields__})
            known = told["outcome"] in ("killed", "endless", "survived")
            if known and (ROOT / mistake.module).exists() and key == self._key(mistake):
                found.append((mistake, str(told["outcome"]), bool(told["reached"])))
        return found


if __name__ == "__main__":
    main()

"""Runs every benchmark, one after the other: `python -m benchmarks [--short] [--write] [NAME ...]`.

What they print also goes to build/benchmarks.md; `--write` puts each table in the page of the docs that holds it.
`--short` runs all with a few rows, to see that they run: its figures are worth nothing, and are never written.
`--base REVISION` only runs that older build beside this one.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

from benchmarks import tables
from benchmarks.tables import PRINTED

SHORT = {
    "surroundings": (),
    "batch_path": ("3", "3"),
    "commands": ("2",),
    "profile_contract": ("10",),
    "by_reference": ("2",),
    "batch_run": ("100",),
    "reports": ("2",),
    "large_library": ("20",),
    "web_load": ("15",),
    "growth": ("0.02",),
    "web_held": ("3",),
    "verify_mutations": ("1", "word_changed", "untouched"),
    "inputs": ("0.02",),
    "aims": (),
}
"""The benchmarks in the order in which they run, and how much of each is enough to see that it runs."""


def main() -> int:
    """Run the benchmarks; returns 1 when one failed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(SHORT)}; all unless named")
    options.add_argument("--short", action="store_true")
    options.add_argument("--write", action="store_true")
    options.add_argument("--base", metavar="REVISION")
    chosen = options.parse_args()
    if chosen.base and chosen.names:
        options.error("--base runs no other benchmark")
    runs = {name: SHORT[name] if chosen.short else () for name in chosen.names or SHORT}
    if chosen.base:
        runs = {"builds": (chosen.base, *(("1", "1") if chosen.short else ()))}
    printed = PRINTED.with_stem(f"{PRINTED.stem}-base") if chosen.base else PRINTED
    printed.parent.mkdir(exist_ok=True)
    failed = []
    with printed.open("w", encoding="utf-8") as file:
        for name, given in runs.items():
            file.flush()  # the last of them reads what the others printed
            command = [sys.executable, "-m", f"benchmarks.{name}", *given]
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
                for line in running.stdout or ():
                    print(line, end="", flush=True)
                    file.write(line)
            if running.returncode:
                failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    if chosen.write and not chosen.short and (homeless := tables.put_in_docs(printed.read_text(encoding="utf-8"))):
        print(f"in no page: {', '.join(homeless)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

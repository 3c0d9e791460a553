"""The report: how many mistakes were noticed, by package and by module, and which were not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from benchmarks import tables

from .mistakes import PACKAGES, ROOT, Mistake

EQUIVALENT = Path(__file__).parent / "equivalent.yaml"
HEAD = ("", "can be made", "tried", "noticed", "not", "changes nothing", "noticed of the rest")


def equivalents() -> dict[tuple[str, str], str]:
    """Return the mistakes that change nothing, by module and the line as it then reads, with the reason."""
    entries = yaml.safe_load(EQUIVALENT.read_text(encoding="utf-8")) or []
    return {(entry["module"], entry["becomes"]): entry["because"] for entry in entries}


def written(results: Sequence[tuple[Mistake, str, bool]], totals: Mapping[str, int], write: bool) -> None:
    """Write build/mutants.md and print its table by package, which goes into the docs too when `write` says so."""
    nothing = equivalents()
    tried: Counter[str] = Counter()
    lived: Counter[str] = Counter()
    excused: Counter[str] = Counter()
    survivors: list[tuple[Mistake, bool]] = []
    can: Counter[str] = Counter()
    packages = {module: Mistake(module, "", 0, 0).package for module in totals}
    for module, number in totals.items():
        can[module] += number
        can[packages[module]] += number
    for mistake, outcome, reached in results:
        for name in (mistake.module, mistake.package):
            tried[name] += 1
            if outcome == "survived":
                lived[name] += 1
                excused[name] += (mistake.module, mistake.change[1]) in nothing
        if outcome == "survived" and (mistake.module, mistake.change[1]) not in nothing:
            survivors.append((mistake, reached))

    def row(name: str) -> tuple[object, ...]:
        left = tried[name] - excused[name]
        noticed = tried[name] - lived[name]
        share = f"{100 * noticed / left:.0f}%" if left else "–"
        rest = lived[name] - excused[name]
        return name, can[name], tried[name], noticed, rest, excused[name], share

    packages_told = [row(name) for name in PACKAGES]
    table = "\n".join(tables.lines(HEAD, packages_told))
    by_module = "\n".join(tables.lines(HEAD, (row(module) for module in totals if tried[module])))
    lines = [
        f"- `{mistake.module}:{mistake.line}` `{mistake.change[0]}` → `{mistake.change[1]}`"
        + ("" if reached else " (no test near comes here)")
        for mistake, reached in sorted(survivors, key=lambda one: (one[0].module, one[0].line))
    ]
    text = f"# Mistakes made on purpose\n\n{table}\n\n## By module\n\n{by_module}\n\n## Not noticed\n\n" + "\n".join(
        lines
    )
    (ROOT / "build" / "mutants.md").write_text(text + "\n", encoding="utf-8")
    tables.show("mutants", HEAD, packages_told, write=write)
    print("\nbuild/mutants.md names every mistake that no test noticed.")

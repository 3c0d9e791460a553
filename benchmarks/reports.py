"""Measures the reports on the largest example in a warm process: from the request to the printed answer.

Run with `make bench`, or `python -m benchmarks.reports [ROUNDS]`.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks import tables
from benchmarks.beside import timed
from benchmarks.rows import REQUESTS
from izacontract import Contract, build_contract, compare, coverage, explain, load_plugins, read_request
from izacontract.coverage import sector_coverage
from izacontract.host import Plugins
from izacontract.render.text import text
from izacontract.reports.comparison import comparison_report
from izacontract.reports.coverage import coverage_report
from izacontract.reports.explanation import explanation_report
from izacontract.reports.forms import ReportForm, printed

ROUNDS = 15
LIMIT = 300
"""The most milliseconds that a report may take."""


def largest(plugins: Plugins) -> Path:
    """Return the example whose contract has the most text."""
    requests = sorted(REQUESTS.glob("*.yaml"))
    return max(requests, key=lambda request: len(text(build_contract(read_request(request, plugins), plugins))))


def other_requests(request: Path, folder: Path) -> tuple[Path, Path]:
    """Return two requests to compare `request` with: the same with another OVA, and the least that gives a draft."""
    typed = request.read_text(encoding="utf-8")
    other, least = folder / "other.yaml", folder / "least.yaml"
    other.write_text(re.sub(r"(?m)^(  percentage: \d+)\.\d+", r"\1.15", typed, count=1), encoding="utf-8")
    least.write_text(
        f"overeenkomst: {{sector: {request.stem}, begin: 2026-01-01, einde: 2026-12-31}}\n"
        "zorgverzekeraar: {rechtspersonen: [{naam: Proef N.V.}]}\nzorgaanbieder: {naam: Stichting Proef}\n",
        encoding="utf-8",
    )
    return other, least


def comparison(old: Path, new: Path, plugins: Plugins) -> str:
    """Return the comparison of two requests as text, with all its reasons."""
    requests = (read_request(old, plugins), read_request(new, plugins))
    contracts = (build_contract(requests[0], plugins), build_contract(requests[1], plugins))
    return str(
        printed(comparison_report(compare(*contracts, library=plugins.library, requests=requests)), ReportForm.TEXT)
    )


def reports(request: Path, plugins: Plugins, folder: Path) -> Mapping[str, Callable[[], object]]:
    """Return a run of each report by its name; `folder` is for requests to compare with."""
    other, least = other_requests(request, folder)

    def contract() -> Contract:
        return build_contract(read_request(request, plugins), plugins)

    def covered(form: ReportForm) -> str | bytes:
        return printed(coverage_report([coverage(contract())]), form)

    def explanation() -> str:
        built = contract()
        return str(printed(explanation_report(built, explain(built)), ReportForm.TEXT))

    return {
        f"`explain {request.name}`": explanation,
        f"`coverage {request.name}`": lambda: covered(ReportForm.TEXT),
        f"`coverage {request.name} --format html`": lambda: printed(
            coverage_report([coverage(contract())]), ReportForm.HTML
        ),
        f"`coverage {request.name} --format xlsx`": lambda: printed(
            coverage_report([coverage(contract())]), ReportForm.XLSX
        ),
        "`coverage`, all sectors": lambda: printed(
            coverage_report([sector_coverage(sector, plugins.library) for sector in plugins.sectors.values()]),
            ReportForm.TEXT,
        ),
        f"`compare {request.name}` with another OVA": lambda: comparison(request, other, plugins),
        f"`compare {request.name}` with the least": lambda: comparison(request, least, plugins),
    }


def main(rounds: int) -> None:
    """Print the median of each report next to the most that it may take."""
    plugins = load_plugins()
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for name, run in reports(largest(plugins), plugins, Path(folder)).items():
            run()
            lines.append((name, f"{statistics.median(timed(run)['ms'] for _ in range(rounds)):.0f}", LIMIT))
    tables.show("reports", ("report", "ms", "goal: at most"), lines)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)

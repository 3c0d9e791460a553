"""Makes contracts that refer to a general part beside full ones, and prints what each takes.

`python -m benchmarks.by_reference [ROUNDS]`. Both go from a request that was read to the bytes of the Word file, in one
process and by turns, so that what else the computer does falls on both. The first of each is not counted.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Sequence
from datetime import date

import yaml

from benchmarks import tables
from benchmarks.beside import timed
from benchmarks.rows import EXAMPLES, base_of
from izacontract import load_plugins
from izacontract.build.contract import build_contract, build_general_part
from izacontract.host import Plugins
from izacontract.intake.read import read_request
from izacontract.model.memory import collect_seldom
from izacontract.model.request import ContractRequest
from izacontract.render.frame import read_frame
from izacontract.render.word import word
from izacontract.verify.general import read_general_part

ROUNDS = 40


def requests_for(sector: str, plugins: Plugins, count: int) -> list[ContractRequest]:
    """Return the example of a sector `count` times, each with a reference and a place of its own."""
    typed = yaml.safe_load(base_of(sector).read_text(encoding="utf-8"))
    return [
        read_request(
            typed
            | {
                "overeenkomst": typed["overeenkomst"] | {"kenmerk": f"PROEF-{number:04}"},
                "zorgaanbieder": typed["zorgaanbieder"] | {"plaats": f"Plaats {number}"},
            },
            plugins,
        )
        for number in range(count)
    ]


def compared(requests: Sequence[ContractRequest], plugins: Plugins) -> tuple[float, float]:
    """Return the milliseconds of the processor that a full contract takes, and one that refers: a median each."""
    apart = build_general_part(requests[0], plugins, "proef", date(2024, 11, 12), is_of_house=False)
    general = read_general_part(word(apart, read_frame(prefix="A")), "algemeen-deel.docx")
    took = [
        (
            timed(lambda request=request: word(build_contract(request, plugins)))["cpu"],  # type: ignore[misc]
            timed(lambda request=request: word(build_contract(request, plugins, general=general)))["cpu"],  # type: ignore[misc]
        )
        for request in requests
    ][1:]
    full, by_reference = (statistics.median(column) for column in zip(*took, strict=True))
    return full, by_reference


def main(rounds: int = ROUNDS) -> None:
    """Print the table."""
    collect_seldom()
    plugins = load_plugins()
    lines = []
    for sector in EXAMPLES:
        full, by_reference = compared(requests_for(sector, plugins, rounds + 1), plugins)
        lines.append((sector, f"{full:.1f}", f"{by_reference:.1f}", f"{full / by_reference:.2f}", "3"))
    header = ("sector", "full, CPU ms", "by reference, CPU ms", "times as fast", "aim")
    tables.show("by-reference", header, lines)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

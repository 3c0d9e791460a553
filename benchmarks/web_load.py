"""The load on the preview: visitors who change a value every few seconds, all at once, on one machine.

Run with `make bench`, or `python -m benchmarks.web_load [SECONDS]`. It starts the server as people start it, lets every
visitor fill in an example, and prints how long a change took, what travelled, and the CPU time of the server. A
visitor reads and types between two changes: the pause is drawn between 1 and 3 seconds, so 50 visitors make about 25
changes a second.
"""

from __future__ import annotations

import asyncio
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil

from benchmarks import tables
from izacontract.intake.schema import schema
from izacontract.intake.sources import tree_of
from izacontract.loading import load_plugins
from izacontract.web.entries import entries_of

REQUESTS = Path(__file__).parent.parent / "tests" / "requests"
VISITORS = 50
SECONDS = 60.0
PAUSE = (1.0, 3.0)
PIECE = re.compile(r'id="(k[0-9a-f]{12})"')
"""The mark of a piece of a contract, which the page keeps as long as it stays the same."""


def forms() -> dict[str, dict[str, str]]:
    """Return what the form of each sector sends for its example."""
    plugins = load_plugins()
    found = {}
    for sector in plugins.sectors:
        file = REQUESTS / f"{sector}.yaml"
        if file.is_file():
            found[sector] = dict(flat(entries_of(schema(sector, plugins), tree_of(str(file), plugins).root), ""))
    return found


def flat(entries: Mapping[str, Any], name: str) -> Iterator[tuple[str, str]]:
    """Give the names and texts of `entries`."""
    for key, held in entries.items():
        below = f"{name}.{key}" if name else key
        if isinstance(held, dict):
            yield from flat(held, below)
        else:
            yield below, held[0]


@contextmanager
def serving() -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Start the server on a free port and give its address and its process."""
    command = [sys.executable, "-m", "izacontract", "serve", "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        line = next(line for line in process.stderr or () if "http://" in line)
        yield re.findall(r"http://[^ ]+", line)[0].rstrip("/"), process
    finally:
        process.terminate()
        process.wait(30)


@dataclass
class Measured:
    """What visitors saw in so many seconds: how long each change took, its bytes as they travelled, and what failed.

    `used` are the CPU seconds of the server and its workers.
    """

    seconds: float
    used: float = 0.0
    took: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


async def visit(
    number: int, url: str, sector: str, form: dict[str, str], seen: Measured, all_in: asyncio.Barrier
) -> None:
    """Let one visitor come, and change a value now and then, as the page does: it says which pieces it has already."""
    dice = random.Random(number)  # noqa: S311  repeatable, no secret
    # as a proxy on this machine tells one visitor from another
    headers = {"X-Forwarded-For": f"192.0.2.{number}"}
    async with httpx.AsyncClient(base_url=url, timeout=60, headers=headers) as client:
        await asyncio.sleep(dice.uniform(0, PAUSE[1]))
        while (first := await client.get(f"/concept/{sector}", params={"begin": "voorbeeld"})).status_code == 503:
            seen.failed.append("begin 503")  # all come at once; who is told that it is busy tries again
        held, change = PIECE.findall(first.text), 0
        await all_in.wait()
        until = time.monotonic() + seen.seconds
        while time.monotonic() < until:
            await asyncio.sleep(dice.uniform(*PAUSE))
            change += 1
            name = f"Aanbieder {number}-{change}"
            typed = {"zorgaanbieder.naam": name, "ova.percentage": f"{4 + change % 10 / 10:.2f}"}
            begun = time.perf_counter()
            try:
                answer = await client.post(
                    f"/concept/{sector}",
                    data=form | typed | {"_heeft": " ".join(held)},
                    headers={"HX-Request": "true"},
                )
            except httpx.HTTPError as error:
                seen.failed.append(type(error).__name__)
                continue
            seen.took.append(time.perf_counter() - begun)
            seen.sizes.append(answer.num_bytes_downloaded)
            held = PIECE.findall(answer.text)
            if answer.status_code != 200 or name not in answer.text:
                seen.failed.append(f"change {answer.status_code}")


async def load(url: str, server: psutil.Process, seen: Measured) -> None:
    """Let the visitors come, and measure what they change once all are in."""
    all_in = asyncio.Barrier(VISITORS + 1)
    sent = list(forms().items())
    async with asyncio.TaskGroup() as group:
        for number in range(VISITORS):
            group.create_task(visit(number, url, *sent[number % len(sent)], seen, all_in))
        await all_in.wait()
        seen.used -= cpu(server)
    seen.used += cpu(server)


def cpu(server: psutil.Process) -> float:
    """Return the CPU seconds that `server` and its workers have used."""
    times = [process.cpu_times() for process in (server, *server.children(recursive=True))]
    return sum(one.user + one.system for one in times)


def main(seconds: float) -> int:
    """Run the load and print the figures; returns 1 when anything failed."""
    with serving() as (url, process):
        # somebody must read the log
        threading.Thread(target=lambda: [None for _ in process.stderr or ()], daemon=True).start()
        httpx.get(f"{url}/gezond", timeout=120).raise_for_status()  # answered once the workers are ready
        seen = Measured(seconds)
        asyncio.run(load(url, psutil.Process(process.pid), seen))
    took, sizes = sorted(seen.took), sorted(seen.sizes)
    if not took:
        raise SystemExit(f"no change was answered in {seconds:.0f} seconds: {seen.failed}")
    print(*sorted(set(seen.failed)), file=sys.stderr)

    def within(share: int, sorted_values: Sequence[float]) -> float:
        return sorted_values[min(len(sorted_values) - 1, len(sorted_values) * share // 100)]

    tables.show("preview", (f"{VISITORS} bezoekers, {seconds:.0f} seconden", "gemeten"), [
        ("wijzigingen", len(took)),
        ("fouten", len(seen.failed)),
        *((f"{share} van de 100 wijzigingen binnen", f"{within(share, took) * 1000:.0f} ms") for share in (50, 95, 99)),
        ("langste", f"{took[-1] * 1000:.0f} ms"),
        *((f"{share} van de 100 reisden met hoogstens", f"{within(share, sizes) / 1000:.1f} kB") for share in (50, 95)),
        ("rekentijd van de server per wijziging", f"{seen.used / len(took) * 1000:.0f} ms"),
    ])  # fmt: skip
    return 1 if seen.failed else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if sys.argv[1:] else SECONDS))

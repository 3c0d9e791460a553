"""The load on the preview: visitors who change a value every few seconds, all at once, on one machine.

Run with `make bench`, or `python -m benchmarks.web_load [SECONDS]`. It starts the server as people start it, lets every
visitor fill in an example, and prints how long a change took. A visitor reads and types between two changes: the pause
is drawn between 1 and 3 seconds, so 50 visitors make about 25 changes a second.
"""

from __future__ import annotations

import asyncio
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from benchmarks import tables
from izacontract.intake.read import tree_of
from izacontract.intake.schema import schema
from izacontract.loading import load_plugins
from izacontract.web.entries import entries_of

REQUESTS = Path(__file__).parent.parent / "tests" / "requests"
VISITORS = 50
SECONDS = 60.0
PAUSE = (1.0, 3.0)


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


async def visit(
    number: int, url: str, sector: str, form: dict[str, str], until: float, took: list[float], failed: list[str]
) -> None:
    """Let one visitor come, and change a value now and then."""
    dice = random.Random(number)  # noqa: S311  repeatable, no secret
    async with httpx.AsyncClient(base_url=url, timeout=30) as client:
        await asyncio.sleep(dice.uniform(0, PAUSE[1]))
        first = await client.get(f"/concept/{sector}", params={"begin": "voorbeeld"})
        if first.status_code != 200:
            failed.append(f"begin {first.status_code}")
        change = 0
        while time.monotonic() < until:
            await asyncio.sleep(dice.uniform(*PAUSE))
            change += 1
            name = f"Aanbieder {number}-{change}"
            begun = time.perf_counter()
            try:
                answer = await client.post(
                    f"/concept/{sector}",
                    data=form | {"zorgaanbieder.naam": name, "ova.percentage": f"{4 + change % 10 / 10:.2f}"},
                    headers={"HX-Request": "true"},
                )
            except httpx.HTTPError as error:
                failed.append(type(error).__name__)
                continue
            took.append(time.perf_counter() - begun)
            if answer.status_code != 200 or name not in answer.text:
                failed.append(f"change {answer.status_code}")


async def load(url: str, visitors: int, seconds: float) -> tuple[list[float], list[str]]:
    """Return how long each change took (seconds), and what failed."""
    took: list[float] = []
    failed: list[str] = []
    sent = list(forms().items())
    until = time.monotonic() + seconds
    await asyncio.gather(
        *(visit(number, url, *sent[number % len(sent)], until, took, failed) for number in range(visitors))
    )
    return took, failed


def main(seconds: float) -> int:
    """Run the load and print the figures; returns 1 when anything failed."""
    with serving() as (url, process):
        httpx.get(f"{url}/gezond", timeout=120).raise_for_status()  # answered once the workers are ready
        # somebody must read the log, or the server waits for it
        threading.Thread(target=lambda: [None for _ in process.stderr or ()], daemon=True).start()
        took, failed = asyncio.run(load(url, VISITORS, seconds))
    if not took:
        raise SystemExit(f"no change was answered in {seconds:.0f} seconds: {failed}")
    took.sort()
    print(*sorted(set(failed)), file=sys.stderr)
    within = {share: took[min(len(took) - 1, len(took) * share // 100)] * 1000 for share in (50, 95, 99)}
    lines = [(f"{share} van de 100 wijzigingen binnen", f"{ms:.0f} ms") for share, ms in within.items()]
    counts = [("wijzigingen", len(took)), ("fouten", len(failed))]
    tables.show("preview", (f"{VISITORS} bezoekers, {seconds:.0f} seconden", "gemeten"), [
        *counts, *lines, ("langste", f"{took[-1] * 1000:.0f} ms")
    ])  # fmt: skip
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if sys.argv[1:] else SECONDS))

"""Measures one contract: the whole path in a warm process and the cold start, next to docxtpl as its users use it.

Run with `make bench`. The peer gets the same text: our own document with each value turned into a tag, opened as a
new DocxTemplate per document, as docxtpl's documentation does. Peers take turns, so a busy machine slows them alike.
"""

from __future__ import annotations

import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate

from izacontract import Contract, build_contract, load_plugins, read_request
from izacontract.model.contract import Value
from izacontract.render.word import word

REQUESTS = Path(__file__).parent.parent / "tests" / "requests"
ROUNDS = 15


def tagged(thing: Any, values: dict[str, str]) -> Any:
    """Return `thing` with every value replaced by a tag, and put the values in `values` by tag name."""
    if isinstance(thing, Value):
        name = f"v{len(values)}"
        values[name] = thing.text
        return replace(thing, text=f"{{{{ {name} }}}}")
    if isinstance(thing, tuple):
        return tuple(tagged(item, values) for item in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        changed = {item.name: tagged(getattr(thing, item.name), values) for item in fields(thing)}
        return replace(thing, **changed)
    return thing


def naive(contract: Contract, folder: Path) -> Callable[[], object]:
    """Return what docxtpl's users run per document: open the template, render, save."""
    values: dict[str, str] = {}
    template = folder / "template.docx"
    template.write_bytes(word(tagged(contract, values)))

    def run() -> None:
        document = DocxTemplate(template)
        document.render(values, autoescape=True)
        document.save(io.BytesIO())

    return run


def timed(run: Callable[[], object]) -> float:
    """Return the milliseconds that `run` takes."""
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def measure(name: str, ours: Callable[[], object], theirs: Callable[[], object]) -> None:
    """Print the medians of `ours` and `theirs`, taken in turns after a warm-up, and their ratio."""
    ours(), theirs()
    pairs = [(timed(ours), timed(theirs)) for _ in range(ROUNDS)]
    our, their = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"{name:<44}{our:10.1f}{their:12.1f}{their / our:10.1f}x")


def command(*arguments: str) -> Callable[[], object]:
    """Return a run of a whole process, its output thrown away."""
    return lambda: subprocess.run([sys.executable, *arguments], check=False, capture_output=True)


def main() -> None:
    """Print the table."""
    plugins = load_plugins()
    print(f"{'median of ' + str(ROUNDS) + ' (ms)':<44}{'izacontract':>10}{'docxtpl':>12}{'ratio':>11}")
    with tempfile.TemporaryDirectory() as folder:
        for request in sorted(REQUESTS.glob("*.yaml")):
            typed = read_request(request, plugins)
            peer = naive(build_contract(typed, plugins), Path(folder))

            def whole(request: Path = request) -> bytes:
                return word(build_contract(read_request(request, plugins), plugins))

            measure(f"{request.stem}: request to document, warm", whole, peer)
        peer_start = command(
            "-c", "import docxtpl; docxtpl.DocxTemplate(r'%s').render({})" % (Path(folder) / "template.docx")
        )
        measure(
            "cold: check, next to one docxtpl render", command("-m", "izacontract", "check", str(request)), peer_start
        )
        measure(
            "cold: --help, next to import docxtpl",
            command("-m", "izacontract", "--help"),
            command("-c", "import docxtpl"),
        )


if __name__ == "__main__":
    main()

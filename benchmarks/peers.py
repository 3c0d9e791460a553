"""Other generators at work on one document: docxtpl in two ways, docxtemplater, carbone, and the raw zip."""

from __future__ import annotations

import json
import os
import subprocess
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from shutil import which
from typing import Any

from docxtpl import DocxTemplate
from markupsafe import Markup

from benchmarks.templates import LANGUAGES, data, template
from izacontract.model.contract import Contract
from izacontract.render.frame import CORE, CORE_XML, mended, read_frame, standard_frame
from izacontract.render.package import pack_parts, read_package
from izacontract.render.seal_part import SEAL
from izacontract.render.word import frame_values, print_places, word

MODULES = "IZACONTRACT_NODE_MODULES"
"""The variable that says in which folder docxtemplater, pizzip and carbone stand."""

Run = Callable[[int], float]
"""Makes the document of a row, by its number, and gives the milliseconds that it took."""


class Node:
    """A running Node process that makes documents one at a time; ends with the `with` that opened it."""

    def __init__(self, modules: str) -> None:
        node = which("node") or "node"
        script = Path(__file__).with_name("peers.cjs")
        self._process = subprocess.Popen(
            [node, str(script), modules], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def make(self, peer: str, template: Path, data: Mapping[str, Any], out: Path) -> float:
        """Return the milliseconds that `peer` takes from reading `template` to `out` on disk; raises on its error."""
        assert self._process.stdin and self._process.stdout  # noqa: S101 - both are pipes
        task = {"peer": peer, "template": str(template), "data": data, "out": str(out)}
        self._process.stdin.write(json.dumps(task) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        answer = json.loads(line) if line else {"error": f"Node stopped with status {self._process.wait()}"}
        if "error" in answer:
            raise RuntimeError(f"{peer}: {answer['error']}")
        return float(answer["ms"])

    def __enter__(self) -> Node:
        return self

    def __exit__(self, *raised: object) -> None:
        assert self._process.stdin and self._process.stdout  # noqa: S101 - both are pipes
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()


def node_modules() -> str | None:
    """Return the folder with the modules for Node, None when there is none or no Node."""
    folder = os.environ.get(MODULES, "")
    found = folder and which("node") and all(Path(folder, name).is_dir() for name in ("docxtemplater", "carbone"))
    return folder if found else None


def timed(run: Callable[[], object]) -> float:
    """Return the milliseconds that `run` takes."""
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def as_users_use_it(contracts: Sequence[Contract], out: Path) -> Run:
    """Return docxtpl as its users use it: one template with all the text, opened anew for each document."""
    source = out.with_name("docxtpl-sjabloon.docx")
    source.write_bytes(template(contracts[0], LANGUAGES["docxtpl"]))
    filled = [data(contract) for contract in contracts]

    def one(row: int) -> None:
        document = DocxTemplate(source)
        document.render(filled[row], autoescape=True)
        document.save(out)

    return lambda row: timed(lambda: one(row))


def as_frame_filler(contracts: Sequence[Contract], out: Path) -> Run:
    """Return docxtpl that fills our frame with our articles, whose XML it gets for nothing."""
    source = out.with_name("docxtpl-kader.docx")
    parts = mended(read_package(standard_frame())) | {CORE: CORE_XML.encode(), SEAL: b"<seal/>"}
    source.write_bytes(pack_parts(parts))
    frame = read_frame()
    contexts: list[dict[str, Any]] = []
    for contract in contracts:
        printed = print_places(contract, frame)
        ready = {place: Markup(b"".join(part.xml for part in parts).decode()) for place, parts in printed.items()}  # noqa: S704 - printed by us
        contexts.append(frame_values(contract, frame) | ready)

    def one(row: int) -> None:
        document = DocxTemplate(source)
        document.render(contexts[row], autoescape=True)
        document.save(out)

    return lambda row: timed(lambda: one(row))


def in_node(node: Node, peer: str, contracts: Sequence[Contract], out: Path) -> Run:
    """Return a generator that runs in Node, with the same text as one template."""
    source = out.with_name(f"{peer}-sjabloon.docx")
    source.write_bytes(template(contracts[0], LANGUAGES[peer]))
    filled = [data(contract) for contract in contracts]
    return lambda row: node.make(peer, source, filled[row], out)


def raw_zip(contracts: Sequence[Contract], out: Path, level: int) -> Run:
    """Return the floor of whoever deflates whole parts: our parts, ready, put in a zip at `level` and written."""
    ready = [read_package(word(contract)) for contract in contracts]

    def one(parts: Mapping[str, bytes]) -> None:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as package:
            for name, part in parts.items():
                package.writestr(name, part)

    return lambda row: timed(lambda: one(ready[row]))

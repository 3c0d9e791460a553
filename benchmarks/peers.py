"""Other generators at work in a process of their own: docxtpl, and the raw zip. `peers.cjs` has those of Node.

Each task names the generator, what it reads and where it writes; a template is opened anew for each document, as the
documentation of docxtpl does. This process imports nothing of ours.
"""

from __future__ import annotations

import zipfile
from typing import Any

from docxtpl import DocxTemplate

from benchmarks.beside import serve, timed


def made(task: dict[str, Any]) -> dict[str, float]:
    """Return what it takes to make the document of `task`."""
    if task["peer"] == "zip":
        return zipped(task)
    return timed(lambda: filled(task))


def filled(task: dict[str, Any]) -> None:
    """Fill a template by docxtpl."""
    document = DocxTemplate(task["template"])
    document.render(task["data"], autoescape=True)
    document.save(task["out"])


def zipped(task: dict[str, Any]) -> dict[str, float]:
    """Return what it takes to put the parts of a document, ready, in a zip: the floor of who deflates whole parts."""
    with zipfile.ZipFile(task["parts"]) as package:
        ready = {name: package.read(name) for name in package.namelist()}

    def one() -> None:
        with zipfile.ZipFile(task["out"], "w", zipfile.ZIP_DEFLATED, compresslevel=task["level"]) as package:
            for name, part in ready.items():
                package.writestr(name, part)

    return timed(one)


if __name__ == "__main__":
    serve(made)

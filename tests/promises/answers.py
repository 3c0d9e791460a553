"""What the commands answer as JSON about one small contract: the keys of each shape, and the kind of their values."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from izacontract.cli.app import main
from tests.support import fysio, outside

KEY = re.compile(r"[a-z][a-z0-9_]*")
"""A key that is a name; any other is a code or id, and stands for all of them."""

QUESTIONS: tuple[tuple[str, ...], ...] = (
    ("check", "fout.json", "--json"),
    ("check", "oud.json", "--json"),
    ("generate", "oud.json", "-o", "oud-contract.json"),
    ("generate", "oud.json", "-o", "oud.docx"),
    ("generate", "oud.json", "--split", "delen"),
    ("explain", "oud.json", "--json"),
    ("memo", "oud.json", "--json"),
    ("coverage", "oud.json", "--json"),
    ("duties", "oud.json", "--json"),
    ("compare", "oud.json", "nieuw.json", "--json"),
    ("deviations", "map", "--json"),
    ("impact", "--from", "2025-01-01", "--to", "2026-06-01", "map", "--json"),
    ("verify", "oud.docx", "--json"),
    ("verify", "oud.docx", "oud.docx", "--json"),
    ("verify", "delen", "--json"),
    ("take", "oud.docx", "--into", "oud.json", "-o", "genomen.yaml"),
    ("renew", "oud.json", "--begin", "2026-01-01", "-o", "volgend.yaml", "--letter", "volgend.json"),
    ("batch", "tabel.csv", "--base", "oud.json", "-o", "uit", "--json"),
    ("clauses", "list", "--json"),
    ("clauses", "show", "fysio.tarief", "--json"),
    ("clauses", "parameters", "--json"),
    ("clauses", "slots", "--json"),
    ("clauses", "lint", "--json"),
    ("plugins", "--json"),
    ("frames", "export", "sjabloon.docx"),
    ("frames", "check", "sjabloon.docx", "--json"),
    ("register", "add", "oud.json", "--json"),
    ("register", "list", "--json"),
    ("register", "show", "F-1", "--json"),
    ("register", "due", "oud.json", "--from", "2025-01-01", "--to", "2025-12-31", "--json"),
    ("register", "export", "-o", "register.json"),
)
"""The commands of which the answers are kept, run in one folder in this order."""


def answers(folder: Path) -> set[tuple[str, str, str]]:
    """Return shape, key and kind of all that `QUESTIONS` answer, run in `folder`."""
    (folder / "map").mkdir()
    terms = {"tarief": 40, "soort": "thuis", "locaties": ["Ede"], "melding": None}
    for name, request in {
        "oud.json": fysio(),
        "nieuw.json": fysio(fysio={**terms, "tarief": 41}),
        "fout.json": fysio(fysio={"tarief": "veel", "soort": None}),
        "map/een.json": fysio(),
    }.items():
        (folder / name).write_text(json.dumps(request, indent=1), encoding="utf-8")
    (folder / "tabel.csv").write_text("overeenkomst.kenmerk;fysio.tarief\nK-1;41\nK-2;veel\n", encoding="utf-8")
    plugins = outside()
    given = {"IZACONTRACT_REGISTER": str(folder / "register.db"), "IZACONTRACT_CACHE": "-"}
    with (
        contextlib.chdir(folder),
        mock.patch.dict(os.environ, given),
        mock.patch("izacontract.loading.load_plugins", lambda house=None: plugins),
    ):
        told = [_answer(question) for question in QUESTIONS]
    for file in folder.rglob("*.json*"):
        text = file.read_text(encoding="utf-8")
        told += text.splitlines() if file.suffix == ".jsonl" else [text]
    return {one for text in told for one in _of_text(text)}


def _answer(question: tuple[str, ...]) -> str:
    """Return what the command in `question` writes on the standard output."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        main(list(question))
    return out.getvalue()


def _of_text(text: str) -> Iterator[tuple[str, str, str]]:
    """Give shape, key and kind of what `text` holds, when it is JSON that names its shape."""
    try:
        held = json.loads(text)
    except ValueError:
        return
    if isinstance(held, dict) and isinstance(shape := held.get("schema"), str):
        yield from ((shape, key, kind) for key, kind in _within(held, ""))


def _within(value: Any, key: str) -> Iterator[tuple[str, str]]:
    match value:
        case dict():
            if key:
                yield key, "group"
            for name, item in value.items():
                yield from _within(item, f"{key}.{name if KEY.fullmatch(name) else '*'}".lstrip("."))
        case list():
            yield key, "list"
            for item in value:
                yield from _within(item, f"{key}[]")
        case None:
            yield key, "null"
        case bool():
            yield key, "yes/no"
        case int() | float():
            yield key, "number"
        case _:
            yield key, "text"

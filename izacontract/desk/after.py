"""What is done with what a job made: its requests and drafts get their place on the desk, and nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from izacontract.batch.rows import read_table
from izacontract.cli.files import content_of, write_whole
from izacontract.desk.folder import BATCHES, REQUESTS, Desk, named
from izacontract.desk.jobs import Task
from izacontract.desk.keeping import changing, digest, put
from izacontract.desk.sets import BASE, MADE, TABLE, file_of, read_set
from izacontract.errors import Severity, Told
from izacontract.host import Plugins
from izacontract.intake.folder import ANSWER
from izacontract.intake.request_file import request_file
from izacontract.intake.schema import schema
from izacontract.intake.sources import tree_of
from izacontract.loading import load_plugins

SET: Final = "gezet.json"
"""What a set or a round put on the desk: a digest of each request by its name."""


def table_on_desk(desk: Desk, task: Task) -> str:
    """Put the request of each row that has no fault, and its draft, on the desk; return what is to be said of it.

    A request that somebody changed since the set put it there is left as it is, and told.
    """
    home = desk.folder / BATCHES / task.subject
    plugins = load_plugins(house=desk.house)
    documents = {named(reference): file for reference, file in read_set(desk, task.subject).documents}
    made, left = 0, []
    with _put_before(home) as before:
        for name, data in _requests(file_of(home, TABLE), file_of(home, BASE), plugins):
            file = desk.request(name)
            with changing(desk, name):
                stands = digest(content_of(file)) if file.exists() else ""
                if stands not in ("", digest(data), before.get(name)):
                    left.append(name)
                    continue
                put(desk, file, data)
            before[name] = digest(data)
            draft = home / MADE / documents.get(name, f"{name}.docx")
            if draft.is_file():
                put(desk, desk.draft(name), content_of(draft))
            made += 1
    said = Told(f"Op het bureau: {made} contracten.", f"On the desk: {made} contracts.")
    if left:
        names = ", ".join(left)
        said += Told(
            f" Niet vervangen, omdat een collega ze op het bureau wijzigde: {names}.",
            f" Not replaced, because a colleague changed them at the desk: {names}.",
        )
    return said.in_language(task.language)


def answers_on_desk(desk: Desk, task: Task) -> str:
    """Put the next request of each document that was answered on the desk; return what is to be said of it.

    One that an earlier workbook of the round put there stays as it is now: it was changed since.
    """
    folder = desk.folder / task.subject
    made = 0
    with _put_before(folder.parent) as before:
        for file in sorted(folder.glob("*.yaml")):
            data = content_of(file)
            if before.get(file.stem) == digest(data):
                continue
            with changing(desk, file.stem):
                put(desk, desk.folder / REQUESTS / file.name, data)
            before[file.stem] = digest(data)
            answer = file.with_name(f"{file.stem}{ANSWER}")
            if answer.is_file():
                write_whole(desk.folder / REQUESTS / answer.name, content_of(answer), force=True)
            made += 1
    said = Told(f"Op het bureau: {made} volgende aanvragen.", f"On the desk: {made} next requests.")
    return said.in_language(task.language)


@contextmanager
def _put_before(home: Path) -> Iterator[dict[str, str]]:
    """Give what was put on the desk of the work in `home`, to add to; kept also when it breaks off."""
    before: dict[str, str] = {}
    with suppress(OSError, ValueError):
        before = json.loads(content_of(home / SET)) if (home / SET).is_file() else {}
    try:
        yield before
    finally:
        write_whole(home / SET, json.dumps(before).encode(), force=True)


def _requests(table: Path, base: Path, plugins: Plugins) -> Iterator[tuple[str, bytes]]:
    """Give the request of each row without faults, by the name of its contract."""
    for row in read_table(table, tree_of(str(base), plugins), plugins).rows():
        if row.kenmerk and not any(one.severity is Severity.FAULT for one in row.findings):
            text = request_file(schema(str(row.tree.sector), plugins), row.tree.root)
            yield named(row.kenmerk), text.encode()

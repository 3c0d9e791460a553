"""Requests and drafts on the desk: what is written keeps what was there, so that no version is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from izacontract.cli.files import content_of, write_whole
from izacontract.desk.folder import DRAFTS, EARLIER, REQUESTS, WORK, Desk, named
from izacontract.desk.locks import held
from izacontract.errors import unreadable
from izacontract.intake.folder import ANSWER

VERSION: Final = re.compile(r"(.+)\.(\d{1,6})(\.\w+)")


@dataclass(frozen=True)
class EarlierFile:
    """An earlier version of a file: its name in the folder for those, its number from 1, and when it was put there."""

    name: str
    number: int
    at: datetime


@contextmanager
def changing(desk: Desk, name: str) -> Iterator[None]:
    """Change the request of the contract `name`, as long as it lasts: who else wants to waits, and reads the new one.

    Raises DeskRefused for a name that is none of ours.
    """
    with held(desk.file(WORK, f"{name}.slot")):
        yield


def put(desk: Desk, file: Path, data: bytes) -> str:
    """Write `file`, and return the name under which what stood there is kept; "" when nothing did or it is the same.

    Raises FileError when it cannot be written.
    """
    kept = keep(desk, file) if file.exists() and content_of(file) != data else ""
    write_whole(file, data, force=True)
    return kept


def keep(desk: Desk, file: Path) -> str:
    """Put a copy of `file` with the earlier versions and return its name there; "" when the last is the same."""
    data = content_of(file)
    before = earlier(desk, file.name)
    if before and content_of(desk.folder / EARLIER / before[0].name) == data:
        return before[0].name
    number = (before[0].number if before else 0) + 1
    name = f"{file.stem}.{number}{file.suffix}"
    write_whole(desk.folder / EARLIER / name, data, force=False)
    return name


def earlier(desk: Desk, name: str) -> list[EarlierFile]:
    """Return the earlier versions of the file called `name`, the newest first."""
    return all_earlier(desk).get(name, [])


def all_earlier(desk: Desk) -> dict[str, list[EarlierFile]]:
    """Return the earlier versions by the name of their file, the newest first."""
    found: dict[str, list[EarlierFile]] = {}
    for entry in _entries(desk.folder / EARLIER):
        if parts := VERSION.fullmatch(entry.name):
            at = datetime.fromtimestamp(entry.stat().st_mtime).astimezone()
            found.setdefault(parts[1] + parts[3], []).append(EarlierFile(entry.name, int(parts[2]), at))
    return {name: sorted(versions, key=lambda one: -one.number) for name, versions in found.items()}


def renamed(desk: Desk, old: str, new: str) -> bool:
    """Give the contract `old` the name `new`, with its documents and earlier versions; return whether it has it now.

    It keeps its name when another contract has the new one.
    """
    if new.casefold() in {one.casefold() for one in requests_on(desk)}:
        return False
    names = requests_on(desk)
    for room in (DRAFTS, EARLIER, REQUESTS):
        for entry in _entries(desk.folder / room):
            if _owner(room, entry.name, names) == old:
                entry.rename(entry.with_name(new + entry.name.removeprefix(old)))
    return True


def _owner(room: str, file: str, names: list[str]) -> str:
    """Return which of the contracts `names` has `file` in `room`, "" for none: "A 2 memo" is of "A 2", not of "A"."""
    parts = VERSION.fullmatch(file) if room == EARLIER else None
    plain = parts[1] + parts[3] if parts else file
    return max((name for name in names if plain.startswith((f"{name}.", f"{name} "))), key=len, default="")


def requests_on(desk: Desk) -> list[str]:
    """Return the name of every contract whose request is on the desk, in order."""
    names = (entry.name for entry in _entries(desk.folder / REQUESTS) if entry.suffix == ".yaml")
    return sorted(name.removesuffix(".yaml") for name in names if not name.startswith("."))


def documents_of(desk: Desk, room: str, name: str) -> list[str]:
    """Return the files in `room` that were made of the contract `name`, in order."""
    names = [*requests_on(desk), name]
    return sorted(
        entry.name
        for entry in _entries(desk.folder / room)
        if _owner(room, entry.name, names) == name and not entry.name.endswith(ANSWER)
    )


def free_name(desk: Desk, wanted: str) -> str:
    """Return a name for a new contract that no other has: `wanted`, or with a number behind it."""
    name = named(wanted)
    taken = {one.casefold() for one in requests_on(desk)}
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{name}-{number}"
    return free


def digest(data: bytes) -> str:
    """Return what tells two versions of a file apart."""
    return sha256(data).hexdigest()[:32]


def _entries(folder: Path) -> list[Path]:
    try:
        return [entry for entry in folder.iterdir() if not entry.name.startswith((".", "~"))]
    except OSError as error:
        raise unreadable(folder, error) from error

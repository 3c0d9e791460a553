"""Rounds: the documents that came back together, in a folder of their own, with what was found in each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from izacontract.cli.files import write_whole
from izacontract.desk import messages as m
from izacontract.desk.folder import RETURNED, Desk
from izacontract.errors import unreadable

FOUND: Final = "uitkomst.json"
ANSWERED: Final = "beantwoord.json"


def rounds_on(desk: Desk) -> list[str]:
    """Return the name of every round, the newest first."""
    try:
        return sorted((entry.name for entry in (desk.folder / RETURNED).iterdir() if entry.is_dir()), reverse=True)
    except OSError as error:
        raise unreadable(desk.folder / RETURNED, error) from error


def round_home(desk: Desk, name: str) -> Path:
    """Return the folder of the round `name`; raises DeskRefused when it is not there."""
    home = desk.file(RETURNED, name)
    if not home.is_dir():
        raise m.GONE.failure(m.DeskRefused, name=name)
    return home


def look(name: str) -> list[str]:
    """Return the command that looks what changed in the documents of the round `name`, and keeps what it found."""
    return ["verify", f"{RETURNED}/{name}", "--format", "json", "-o", f"{RETURNED}/{name}/{FOUND}", "--force"]


def documents_in(home: Path) -> list[str]:
    """Return the Word documents of a round, in order."""
    return sorted(entry.name for entry in home.glob("*.docx"))


def found_in(home: Path) -> Mapping[str, Any]:
    """Return what `verify` found in the documents of a round (`izacontract/verify-files/1`); empty when not yet."""
    with suppress(OSError, ValueError):
        found = json.loads((home / FOUND).read_bytes())
        return found if isinstance(found, dict) else {}
    return {}


def files_in_round(home: Path) -> Sequence[Mapping[str, Any]]:
    """Return what was found in each document of a round, under its bare name."""
    return [{**one, "file": Path(str(one["file"])).name} for one in found_in(home).get("files", ())]


def returned_of(desk: Desk, reference: str) -> list[tuple[str, str]]:
    """Return the documents that came back of the contract with `reference`: the round and the name of each."""
    return [
        (name, str(one["file"]))
        for name in rounds_on(desk)
        for one in files_in_round(desk.folder / RETURNED / name)
        if one.get("reference") == reference
    ]


def answered_in(home: Path) -> Mapping[str, str]:
    """Return the moment at which each document of a round was answered."""
    with suppress(OSError, ValueError):
        found = json.loads((home / ANSWERED).read_bytes())
        return found if isinstance(found, dict) else {}
    return {}


def answered(home: Path, file: str, moment: str) -> None:
    """Keep that the document `file` of a round was answered."""
    write_whole(home / ANSWERED, json.dumps({**answered_in(home), file: moment}).encode(), force=True)

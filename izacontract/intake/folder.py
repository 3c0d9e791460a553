"""The files in a folder that somebody may have filled in: no hidden ones, and nothing that is only kept beside them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

from izacontract.errors import unreadable

ANSWER: Final = ".antwoord.json"
"""How the name ends of what is kept beside a request: the answers to a document that came back, and no request."""
OVERVIEW: Final = "overzicht.xlsx"
"""What `take`, `renew` and `batch` call the list of what they did in a folder."""
CSV: Final = ".csv"


def files_in(folder: Path, endings: Collection[str]) -> list[Path]:
    """Return the files in `folder`, in order of name, that end as one of `endings`; raises FileError when it is none.

    What begins with a dot or a tilde is a file that a program keeps for itself while another is open.
    """
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        raise unreadable(folder, error) from error
    return [
        entry
        for entry in entries
        if entry.suffix.lower() in endings
        and entry.name[0] not in ".~"
        and not entry.name.lower().endswith(ANSWER)
        and entry.name != OVERVIEW
        and not entry.is_dir()
    ]


def is_list_of_table(file: Path, files: Sequence[Path]) -> bool:
    """Return whether `file` is the list of a table among `files`: `contracten.tarieven.csv` of `contracten.csv`."""
    if file.suffix.lower() != CSV:
        return False
    tables = {one.stem for one in files if one.suffix.lower() == CSV}
    return any(file.stem[:at] in tables for at, letter in enumerate(file.stem) if letter == ".")


def is_same(file: Path, other: Path | None) -> bool:
    """Return whether `file` and `other` are one file, which may be named in two ways; not when one is not there."""
    return other is not None and file.exists() and other.exists() and file.samefile(other)

"""The folder of one contract in parts: all of its files or none, and no file of anybody else touched."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from izacontract.errors import FileError, reason_of
from izacontract.split import messages as m
from izacontract.split.files import SplitFile
from izacontract.split.metadata import read_metadata

FORMER: Final = ".former"
"""Where what stood in a folder waits until all that is new is there."""


def check_folder(folder: Path, *, force: bool) -> None:
    """Raise FileError when a contract in parts may not go into `folder`.

    It must be new or empty; with `force` it may hold such a contract, but nothing else.
    """
    with _telling(folder):
        if not os.path.lexists(folder):
            return
        if not folder.is_dir():
            raise m.NO_FOLDER.failure(FileError, folder=folder)
        names = {entry.name for entry in folder.iterdir()}
        others = sorted(names - _ours(folder))
    if others:
        some = ", ".join(others[:5]) + (" ..." if len(others) > 5 else "")
        raise m.HOLDS_OTHERS.failure(FileError, folder=folder, some=some)
    if names and not force:
        raise m.HOLDS_SET.failure(FileError, folder=folder)


def write_folder(folder: Path, files: Sequence[SplitFile], *, force: bool) -> None:
    """Write `files` into `folder`, in the place of what stands there with `force`; raises FileError as above.

    All are written beside it first: when something fails, the folder is as it was.
    """
    check_folder(folder, force=force)
    with _telling(folder):
        folder = folder.resolve()
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = folder.with_name(f".{folder.name[:40]}.{secrets.token_hex(4)}.tmp")
        is_done = False
        try:
            made.mkdir()
            for file in files:
                (made / file.name).write_bytes(file.data)
            if folder.exists():
                _exchange(folder, made)
            else:
                made.rename(folder)
            is_done = True
        finally:
            if is_done or not os.path.lexists(made / FORMER) or not any((made / FORMER).iterdir()):
                shutil.rmtree(made, ignore_errors=True)


def _exchange(folder: Path, made: Path) -> None:
    """Move what stands in `folder` out of it, and the files of `made` into it; back again when that fails."""
    new = sorted(entry.name for entry in made.iterdir())
    former = made / FORMER
    former.mkdir()
    moved: list[tuple[Path, Path]] = []
    try:
        for source, target in (
            *((entry, former / entry.name) for entry in list(folder.iterdir())),
            *((made / name, folder / name) for name in new),
        ):
            source.rename(target)
            moved.append((source, target))
    except BaseException:
        try:
            for source, target in reversed(moved):
                target.rename(source)
        except OSError as error:
            raise m.NOT_PUT_BACK.failure(FileError, folder=folder, where=former, why=reason_of(error)) from error
        raise


def _ours(folder: Path) -> set[str]:
    """Return the names of the files in `folder` that belong to contracts in parts, those that list them included."""
    names: set[str] = set()
    for listing in folder.glob("*.json"):
        with suppress(FileError):
            found = read_metadata(listing.read_bytes(), listing.name)
            names |= {listing.name, *(file.file for file in found.files)}
    return names


@contextmanager
def _telling(folder: Path) -> Iterator[None]:
    """Turn what the system refuses into a FileError that names `folder`."""
    try:
        yield
    except OSError as error:
        raise m.NOT_WRITABLE.failure(FileError, folder=folder, why=reason_of(error)) from error

"""Reading files, and writing them whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from izacontract.errors import FileError, reason_of, unreadable


def content_of(path: Path) -> bytes:
    """Return what the file at `path` holds; raises FileError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error


def given_files(*given: str | Path | None) -> list[Path]:
    """Return those of `given` that are files: not standard input, nor the name of something else."""
    return [Path(file) for file in given if file is not None and os.path.isfile(file)]  # noqa: PTH113  Path.is_file raises for a long name


def check_target(target: Path, *, force: bool, sources: Iterable[Path] = ()) -> None:
    """Raise FileError when `target` may not be written.

    That is when it exists (unless `force`), is a folder, is one of `sources`, has no folder to stand in, or has a name
    that the system does not take.
    """
    try:
        target.stat()
    except FileNotFoundError:
        pass
    except OSError as error:
        why = reason_of(error)
        raise _unwritable(target, why.nl, why.en) from error
    if target.is_dir():
        raise _unwritable(target, "het is een map", "it is a folder")
    if not target.parent.is_dir():
        raise _unwritable(target, f"map {target.parent} bestaat niet", f"folder {target.parent} does not exist")
    if target.exists() and any(target.samefile(source) for source in sources):
        raise _unwritable(target, "deze opdracht leest het zelf", "this very command reads it")
    if target.is_file() and not force:
        raise FileError(
            f"{target} bestaat al.",
            f"{target} exists already.",
            "Kies een andere naam met -o, of overschrijf het met --force.",
            "Choose another name with -o, or overwrite it with --force.",
            code="bestand.bestaat",
        )
    if not target.exists() and not os.access(target.parent, os.W_OK):
        raise _unwritable(target, f"u mag niet schrijven in {target.parent}", f"you may not write in {target.parent}")


def write_whole(target: Path, data: bytes, *, force: bool) -> None:
    """Write `data` to `target` in one step: readers see the old file or the new one, never a half.

    A device or pipe is written directly. Raises FileError as `check_target` does, and when writing fails.
    """
    check_target(target, force=force)
    try:
        target = target.resolve()
        if target.exists() and not target.is_file():
            target.write_bytes(data)
            return
        _replace(target, data)
    except OSError as error:
        why = reason_of(error)
        raise _unwritable(target, why.nl, why.en) from error


def _replace(target: Path, data: bytes) -> None:
    temporary = target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
        temporary.replace(target)
    except BaseException:
        with suppress(FileNotFoundError):
            temporary.unlink()
        raise


def _unwritable(target: Path, nl: str, en: str) -> FileError:
    return FileError(
        f"{target} kan niet worden geschreven: {nl}.",
        f"{target} cannot be written: {en}.",
        "Kies een andere map of naam met -o.",
        "Choose another folder or name with -o.",
        code="bestand.onschrijfbaar",
    )

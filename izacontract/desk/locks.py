"""Locks that the system lets go of when their process ends, whatever way: on files in the folder of the desk."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

PAUSE: Final = 0.2


@contextmanager
def held(file: Path) -> Iterator[None]:
    """Hold `file`, in which the number of this process then stands, waiting for whoever holds it."""
    with held_one([file]):
        yield


@contextmanager
def held_one(files: Sequence[Path]) -> Iterator[None]:
    """Hold one of `files`, waiting until one is free: so many work at once."""
    while True:
        for file in files:
            opened = file.open("r+b" if file.exists() else "w+b")
            if _taken(opened):
                try:
                    opened.truncate()
                    opened.write(str(os.getpid()).encode())
                    opened.flush()
                    yield
                finally:
                    opened.close()
                return
            opened.close()
        time.sleep(PAUSE)


def is_held(file: Path) -> bool:
    """Return whether some process holds `file`."""
    with suppress(OSError), file.open("r+b") as opened:
        return not _taken(opened)
    return False


def _taken(file: BinaryIO) -> bool:
    """Take `file` if it is free, and return whether it was."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(1 << 20)  # a place behind what stands in it, which others may read
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            file.seek(0)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True

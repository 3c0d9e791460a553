"""The released lock: the sha256 of every released text, so that none changes without a new dated file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources.abc import Traversable
from pathlib import Path

NAME = "released.lock"
POSITION = "position.yaml"


@dataclass(frozen=True, slots=True)
class LockState:
    """How the texts of a library compare with its lock; paths are `<clause>/<day>.md` and below."""

    changed: tuple[str, ...]
    missing: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def broken(self) -> tuple[str, ...]:
        """Return the released texts that are not what was released: nothing is locked as long as there are any."""
        return (*self.changed, *self.missing)


def lock_state(folder: Traversable) -> LockState:
    """Return which released texts of `folder` changed or are missing, and which texts are not released yet."""
    texts, locked = dict(_texts(folder)), _locked(folder)
    return LockState(
        changed=tuple(path for path in locked if path in texts and texts[path] != locked[path]),
        missing=tuple(path for path in locked if path not in texts),
        new=tuple(path for path in texts if path not in locked),
    )


def release(folder: Path, *, renew: bool = False) -> LockState:
    """Add the new texts of `folder` to its lock and return the state before.

    Where a released text changed or is gone the lock stays as it is, unless `renew` locks what there is now.
    """
    state = lock_state(folder)
    if renew or not state.broken:
        lines = [f"{digest}  {path}\n" for path, digest in _texts(folder)]
        folder.joinpath(NAME).write_text("".join(lines), encoding="utf-8")
    return state


def _texts(folder: Traversable) -> Iterator[tuple[str, str]]:
    for sub in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not sub.is_dir() or not sub.joinpath("clause.yaml").is_file():
            continue
        for file in sorted(sub.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".md"):
                yield f"{sub.name}/{file.name}", sha256(file.read_bytes()).hexdigest()
            elif file.is_dir() and file.joinpath(POSITION).is_file():
                for text in sorted(file.iterdir(), key=lambda entry: entry.name):
                    if text.name.endswith(".md") or text.name == POSITION:
                        yield f"{sub.name}/{file.name}/{text.name}", sha256(text.read_bytes()).hexdigest()


def _locked(folder: Traversable) -> dict[str, str]:
    file = folder.joinpath(NAME)
    if not file.is_file():
        return {}
    entries = (line.partition("  ") for line in file.read_text(encoding="utf-8").splitlines() if line)
    return {path: digest for digest, _, path in entries}

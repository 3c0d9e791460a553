"""What was read from the files of a library in an earlier run, kept in the user's own cache folder.

Kept is data only, as JSON: the values in a YAML file, the parts of a text, the tags of a frame. Each stands under the
hash of what was read, so a file that changes is read anew, and what is damaged, of another version or in a folder that
others may write is not used. Without it everything works as well, and slower.
"""

from __future__ import annotations

import atexit
import json
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final

VARIABLE: Final = "IZACONTRACT_CACHE"
"""Names another folder than the user's own for it; with "-" nothing is kept."""
READERS: Final = ("pyyaml", "jinja2", "markdown-it-py", "docxtpl")
LONGEST_UNUSED: Final = 90 * 24 * 3600
"""Seconds after which a file that another version kept goes."""

OURS: Final = ("clauses", "render", "word")
"""What reads: of another version of one of these packages, or other modules in one of our rooms, nothing is used."""

LARGEST: Final = 16_000_000
"""So many bytes are kept at most; what would be more begins anew."""

_DAY: Final = "\x00dag"


def cache_folder() -> Path:
    """Return the user's own cache folder, or the one that IZACONTRACT_CACHE names; it need not exist."""
    chosen = os.environ.get(VARIABLE, "-")
    if chosen not in ("", "-"):
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_cache_dir("izacontract", appauthor=False))


class Kept:
    """Answers by the hash of what was asked about; it reads and writes nothing until `keep` or `keep_in` says where."""

    def __init__(self) -> None:
        self._is_told = False
        self._folder: Path | None = None
        self._file: Path | None = None
        self._known: dict[str, Any] = {}
        self._new: dict[str, Any] = {}

    def keep(self) -> None:
        """Use what earlier runs kept in the folder of the user, or the one that IZACONTRACT_CACHE names, and add to it.

        What this run reads is kept when the program ends.
        """
        if not self._is_told:
            atexit.register(self.save)
            self._is_told = True
        if os.environ.get(VARIABLE) != "-":
            self.keep_in(cache_folder())

    def keep_in(self, folder: Path | None) -> None:
        """Use what is kept in `folder`, where `save` adds what this run reads; without one nothing is kept.

        It is opened when something is first asked for.
        """
        if folder is None or folder != self._folder:
            self._folder, self._file, self._known, self._new = folder, None, {}, {}

    def _open(self, folder: Path) -> None:
        from importlib.metadata import version

        made_by = " ".join((*(f"{name} {version(name)}" for name in READERS), *_our_modules()))
        self._file = folder / f"gelezen-{sha256(made_by.encode()).hexdigest()[:16]}.json"
        self._known = _read(self._file)

    @property
    def is_used(self) -> bool:
        """Return whether anything is kept."""
        return self._folder is not None

    def __call__(self, kind: str, text: str, read: Callable[[], Any]) -> Any:
        """Return what `read` gives for `text`, from an earlier run where that is known; raises as `read` does."""
        if self._folder is None:
            return read()
        if self._file is None:
            self._open(self._folder)
        key = f"{kind} {sha256(text.encode()).hexdigest()}"
        if key in self._known:
            return self._known[key]
        found = self._known[key] = read()
        if _is_data(found):
            self._new[key] = found
        return found

    def save(self) -> None:
        """Keep what this run read, whole or not at all; where that cannot be, the next run reads again."""
        if self._file is None or not self._new:
            return
        with suppress(OSError, ValueError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            kept = {**_read(self._file), **self._new}
            body = _body(kept)
            if len(body) > LARGEST:
                body = _body(self._new)
            with NamedTemporaryFile(dir=self._file.parent, prefix=".", delete=False) as file:
                file.write(sha256(body).hexdigest().encode() + b"\n" + body)
            Path(file.name).replace(self._file)
            self._new = {}
            for other in self._file.parent.glob("gelezen-*.json"):
                if other.stat().st_mtime < self._file.stat().st_mtime - LONGEST_UNUSED:
                    other.unlink()


def _our_modules() -> Iterator[str]:
    """Give the name, size and time of each module that may have made what is kept."""
    house = Path(__file__).parent.parent
    for room in OURS:
        with suppress(OSError), os.scandir(house / room) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.endswith(".py"):
                    about = entry.stat()
                    yield f"{room}/{entry.name} {about.st_size} {about.st_mtime_ns}"


def _body(kept: dict[str, Any]) -> bytes:
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"), default=_as_json).encode()


def _read(file: Path) -> dict[str, Any]:
    """Return what is kept in `file`, nothing when that is not ours alone, not whole or not there."""
    with suppress(OSError, ValueError), file.open("rb") as opened:
        about = os.fstat(opened.fileno())
        is_ours = not hasattr(os, "getuid") or (about.st_uid == os.getuid() and not about.st_mode & stat.S_IWOTH)
        data = opened.read(LARGEST + 100) if is_ours else b""
        told, _, body = data.partition(b"\n")
        if told == sha256(body).hexdigest().encode():
            found = json.loads(body, object_hook=_from_json)
            return found if isinstance(found, dict) else {}
    return {}


def _as_json(value: object) -> object:
    if type(value) is date:
        return {_DAY: value.isoformat()}
    raise ValueError("not data")


def _from_json(value: dict[str, Any]) -> object:
    return date.fromisoformat(value[_DAY]) if _DAY in value else value


def _is_data(value: Any) -> bool:
    """Return whether `value` comes back from JSON as it is: its keys are texts, for one."""
    match value:
        case dict():
            return all(type(key) is str and key != _DAY for key in value) and all(map(_is_data, value.values()))
        case list():
            return all(map(_is_data, value))
        case float():
            return value == value and abs(value) != float("inf")
        case _:
            return value is None or type(value) in (str, int, bool, date)


kept: Final = Kept()

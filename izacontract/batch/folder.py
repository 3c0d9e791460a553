"""The folder of a run: one run at a time, every document whole or not there, and nothing left behind at the end.

While a run is at work a hidden folder inside holds its lock, its journal (the manifest as far as it is) and the files
that are being written. A journal line is written before its document takes its name, so whatever stands in the folder
under a name of ours is in the journal, also after a kill.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from izacontract.batch import faults, memo, overview
from izacontract.batch import messages as m
from izacontract.batch.manifest import Earlier, read_earlier, whole_lines
from izacontract.errors import FileError, Told, reason_of
from izacontract.intake.key_words import KeyWords

MANIFEST: Final = "manifest.jsonl"
WORK: Final = ".izacontract-batch"
_JOURNAL, _EARLIER, _FAULTS, _LOCK = "journal.jsonl", "earlier.jsonl", "faults.jsonl", "lock"


class RunFolder:
    """The folder at `path`, held by this run.

    With `reuse` a document of an earlier run that is as we would make it stays; with `force` files of somebody else may
    be overwritten.
    """

    def __init__(self, path: Path, earlier: Earlier | None, *, reuse: bool, force: bool) -> None:
        self.path = path
        self.earlier = earlier
        self.reuse = reuse
        self.made: set[str] = set()
        self._force = force
        self._work = path / WORK
        self._journal: BinaryIO | None = None
        self._faults: BinaryIO | None = None
        self._fault_count = 0

    def start(self, header: bytes) -> None:
        """Begin the journal with its first line."""
        with _telling(self.path):
            self._journal = (self._work / _JOURNAL).open("wb", buffering=0)
            _write_all(self._journal, header)

    def takes(self, name: str) -> bool:
        """Return whether a document may get `name`: nothing stands there, or what an earlier run made."""
        file = self.path / name
        ours = self.earlier is not None and self.earlier.has_made(name)
        return not os.path.lexists(file) or ((ours or self._force) and not file.is_dir())

    def is_there(self, name: str, sha256: str) -> bool:
        """Return whether the document with these bytes stands there already."""
        return self.earlier is not None and self.earlier.on_disk.get(name) == sha256

    def deliver(self, documents: Sequence[tuple[str, bytes]], lines: Sequence[bytes]) -> None:
        """Write `documents`, each by its name, and `lines` in the journal; all whole or, by a FileError, not at all."""
        if self._journal is None:
            raise RuntimeError("a run starts before it delivers")
        waiting = [(self._work / str(number), name) for number, (name, _) in enumerate(documents)]
        try:
            with _telling(self.path):
                for (temporary, _), (_, data) in zip(waiting, documents, strict=True):
                    temporary.write_bytes(data)
                _write_all(self._journal, b"".join(lines))
                # From here on something of ours may stand there, also when we are interrupted halfway.
                self.made.update(name for name, _ in documents)
                for temporary, name in waiting:
                    temporary.replace(self.path / name)
        except BaseException:
            for temporary, _ in waiting:
                with suppress(OSError):
                    temporary.unlink(missing_ok=True)
            raise

    def keep(self, names: Iterable[str]) -> None:
        """Keep the documents `names` of an earlier run, which are as we would make them."""
        self.made.update(names)

    def fault(self, lines: Sequence[faults.FaultLine]) -> None:
        """Put aside `lines` for the list of faults."""
        with _telling(self.path):
            if self._faults is None:
                self._faults = (self._work / _FAULTS).open("wb", buffering=0)
            _write_all(self._faults, b"".join(map(faults.packed, lines)))
        self._fault_count += len(lines)

    def write_faults(self, language: str) -> None:
        """Write the list of faults as CSV and workbook; take away that of an earlier run when there are none."""
        with _telling(self.path):
            csv, xlsx = self.path / faults.CSV, self.path / faults.XLSX
            if self._fault_count:
                listed = self._work / _FAULTS
                faults.write_csv(self._work / faults.CSV, map(faults.unpacked, whole_lines(listed)), language)
                sheet = faults.as_workbook(map(faults.unpacked, whole_lines(listed)), language)
                (self._work / faults.XLSX).write_bytes(sheet)
                for file in (csv, xlsx):
                    (self._work / file.name).replace(file)
            elif faults.is_ours(csv):
                xlsx.unlink(missing_ok=True)
                csv.unlink()

    def write_memo(self, memo_of: Callable[[Iterable[bytes]], bytes]) -> None:
        """Write the memo of the run, which `memo_of` makes from the lines of the manifest."""
        with _telling(self.path):
            (self._work / memo.XLSX).write_bytes(memo_of(whole_lines(self._work / _JOURNAL)))
            (self._work / memo.XLSX).replace(self.path / memo.XLSX)

    def write_overview(self, words: KeyWords) -> None:
        """Write the overview of the run: what the manifest tells of each contract, and the rows that failed.

        `words` are what people call keys.
        """
        with _telling(self.path):
            wrong = map(faults.unpacked, whole_lines(self._work / _FAULTS))
            sheet = overview.run_overview(whole_lines(self._work / _JOURNAL), wrong, words)
            (self._work / overview.XLSX).write_bytes(sheet)
            (self._work / overview.XLSX).replace(self.path / overview.XLSX)

    def finish(self) -> int:
        """Take away what earlier runs made and this one would not, and put the manifest in place.

        Returns how many documents went. The order matters: a kill in between leaves what the next run understands.
        """
        if self._journal is None:
            raise RuntimeError("a run starts before it finishes")
        with _telling(self.path):
            gone = self._sweep_documents()
            (self._work / _EARLIER).unlink(missing_ok=True)
            os.fsync(self._journal.fileno())
            self._journal.close()
            (self._work / _JOURNAL).replace(self.path / MANIFEST)
        return gone

    def _sweep_documents(self) -> int:
        if self.earlier is None:
            return 0
        gone = 0
        lower = {name.lower(): name for name in self.made}
        for name in sorted(self.earlier.on_disk.keys() - self.made):
            file, like = self.path / name, lower.get(name.lower())
            # On a system that ignores letter case the old name may be the new file.
            if like is None or not file.samefile(self.path / like):
                file.unlink()
                gone += 1
        return gone

    def close(self) -> None:
        """Close what is open."""
        for file in (self._journal, self._faults):
            if file is not None:
                file.close()


@contextmanager
def run_folder(path: Path, *, resume: bool, force: bool) -> Iterator[RunFolder]:
    """Give the folder at `path`, made when it is not there, for one run; afterwards nothing hidden is left in it.

    After a failure the journal stays, for `resume`, unless nothing was made. Raises FileError when the folder cannot be
    written, holds something else (unless `resume` or `force`), when another run is at work in it, or when a document
    was changed after it was made (unless `force`).
    """
    with _telling(path):
        new = not path.exists()
        path.mkdir(parents=True, exist_ok=True)
        if not force:
            _refuse_contents(path, resume=resume)
    with _held(path, new=new):
        with _telling(path):
            earlier = _earlier(path, reuse=resume, force=force)
        if earlier is not None and earlier.changed and not force:
            some = ", ".join(earlier.changed[:5]) + (" ..." if len(earlier.changed) > 5 else "")
            raise m.CHANGED_BY_HAND.failure(FileError, count=len(earlier.changed), some=some)
        folder = RunFolder(path, earlier, reuse=resume, force=force)
        try:
            yield folder
        except BaseException:
            folder.close()
            if not folder.made and earlier is None:
                with suppress(OSError):
                    _sweep(path / WORK)
            raise
        folder.close()
        with _telling(path):
            _sweep(path / WORK)


@contextmanager
def check_folder(path: Path) -> Iterator[RunFolder]:
    """Give the folder at `path` for a run that only checks: whatever it holds, only the list of faults is written.

    Raises FileError when the folder cannot be written, or another run is at work in it.
    """
    with _telling(path):
        new = not path.exists()
        path.mkdir(parents=True, exist_ok=True)
    with _held(path, new=new):
        folder = RunFolder(path, None, reuse=False, force=True)
        try:
            yield folder
        finally:
            folder.close()
            for name in (_FAULTS, faults.CSV, faults.XLSX):
                with suppress(OSError):
                    (path / WORK / name).unlink()


def _refuse_contents(path: Path, *, resume: bool) -> None:
    names = {entry.name for entry in path.iterdir()}
    if faults.is_ours(path / faults.CSV):
        names -= {faults.CSV, faults.XLSX}
    if WORK in names or MANIFEST in names:
        if not resume:
            interrupted, done = (
                Told("een onderbroken run", "an interrupted run"),
                Told("een eerdere run", "an earlier run"),
            )
            raise m.HOLDS_RUN.failure(FileError, folder=path, what=interrupted if WORK in names else done)
    elif names:
        raise (m.NOTHING_TO_RESUME if resume else m.NOT_EMPTY).failure(FileError, folder=path)


@contextmanager
def _held(path: Path, *, new: bool) -> Iterator[None]:
    """Hold the lock of the folder at `path`; afterwards the hidden folder goes when a run left nothing in it.

    A `new` folder in which nothing was written goes too.
    """
    work = path / WORK
    with _telling(path):
        work.mkdir(exist_ok=True)
        lock = _lock(path)
    try:
        yield
    finally:
        with suppress(OSError):
            if sys.platform == "win32":
                lock.close()
            if {entry.name for entry in work.iterdir()} <= {_LOCK}:
                # Before we let go: who takes the lock now finds that its file is gone, and makes another.
                (work / _LOCK).unlink()
                work.rmdir()
        lock.close()
        if new:
            with suppress(OSError):
                path.rmdir()


def _lock(path: Path) -> BinaryIO:
    """Return the lock file, held: the system lets go of it when we end, whatever way."""
    file = path / WORK / _LOCK
    while True:
        file.parent.mkdir(exist_ok=True)
        with suppress(FileNotFoundError):
            opened = file.open("ab")
            try:
                _hold(opened)
            except OSError as error:
                opened.close()
                raise m.BUSY.failure(FileError, folder=path) from error
            with suppress(FileNotFoundError):
                if file.stat().st_ino == os.fstat(opened.fileno()).st_ino:
                    return opened
            opened.close()


def _hold(file: BinaryIO) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _earlier(path: Path, *, reuse: bool, force: bool) -> Earlier | None:
    """Return what earlier runs made here, gathered in one file; None when there was none."""
    work = path / WORK
    gathered, journal = work / _EARLIER, work / _JOURNAL
    first = gathered if gathered.exists() else path / MANIFEST
    if first.exists() or journal.exists():
        new = work / "earlier.new"
        with new.open("wb") as out:
            for file in (first, journal):
                out.writelines(whole_lines(file))
        new.replace(gathered)
        journal.unlink(missing_ok=True)
    for entry in work.iterdir():
        if entry.name not in (_EARLIER, _LOCK):
            entry.unlink()
    try:
        return read_earlier(gathered, path) if gathered.exists() else None
    except FileError:
        if force and not reuse:
            gathered.unlink()
            return None
        raise


def _sweep(work: Path) -> None:
    for entry in work.iterdir():
        if entry.name != _LOCK:
            entry.unlink()


def _write_all(file: BinaryIO, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = reason_of(error)
        raise m.NOT_WRITABLE.failure(FileError, place=path, why=why) from error

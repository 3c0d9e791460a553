"""What came back in many files at once: the changes by file, the same edit of several, and what is unread."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

from izacontract.differ.naming import LETTERS, NamedChange, named_changes
from izacontract.differ.verification import ChangedBy, Tracked, Verification
from izacontract.errors import FileError, IzacontractError, Told
from izacontract.intake.folder import files_in as documents_in
from izacontract.message import Message

READ: Final = (".docx", ".docm", ".dotx", ".doc", ".odt", ".rtf", ".pdf")
"""How the names of files end that may be a contract that came back; what cannot be read is told, not passed over."""

NO_FILES: Final = Message(
    "bestand.geen-teruggekomen",
    "In {folder} staat geen document dat teruggekomen kan zijn.",
    "In {folder} there is no document that may have come back.",
    "Zet de Word-bestanden in die map, of noem ze zelf.",
    "Put the Word files in that folder, or name them yourself.",
)
LENGTH: Final = 6
NEW: Final = "+"
"""Begins what tells a lid that was not there, before its place where that is known."""
FIRST_WORDS: Final = 8
"""So many words at the start of a lid say which lid it is."""

_DIGITS: Final = re.compile(r"\d+(?:[.,:/-]\d+)*")


@dataclass(frozen=True, slots=True)
class FileChange:
    """One change in one file: its name, where, what was and is, who; `cluster` is what the same edits share.

    `lid` is what the same lid of other contracts shares with it; `text` is the lid as it was sent when words of it
    changed, "" otherwise.
    """

    name: str
    clause: str
    place: str
    number: str
    kind: str
    was: str
    now: str
    tracked: Tracked
    by: tuple[ChangedBy, ...]
    cluster: str
    lid: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class FileComment:
    """A comment in the margin of one file."""

    clause: str
    number: str
    text: str
    author: str
    day: date | None


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """One file that came back; `unread` is why nothing is known of it, None for one that was read."""

    file: str
    reference: str = ""
    provider: str = ""
    title: str = ""
    sealed_by: str = ""
    changed: bool = False
    changes: tuple[FileChange, ...] = ()
    comments: tuple[FileComment, ...] = ()
    unread: Told | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Cluster:
    """The same edit in several files, up to the figures and the names in it: which files, and how often each form."""

    name: str
    clause: str
    number: str
    kind: str
    was: str
    now: str
    files: tuple[str, ...]
    forms: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ReturnedFiles:
    """All that came back, file by file in the order in which it was asked for."""

    files: tuple[ReturnedFile, ...]

    @property
    def changed(self) -> bool:
        """Return whether a file changed, or could not be read."""
        return any(file.changed or file.unread for file in self.files)

    @property
    def clusters(self) -> tuple[Cluster, ...]:
        """Return each edit that stands in more than one file, the most common first."""
        found: dict[str, list[tuple[ReturnedFile, FileChange]]] = {}
        for file in self.files:
            for change in file.changes:
                found.setdefault(change.cluster, []).append((file, change))
        clusters = []
        for name, held in found.items():
            files = tuple(dict.fromkeys(file.file for file, _ in held))
            if len(files) > 1:
                first = held[0][1]
                forms: dict[str, int] = {}
                for _, change in held:
                    forms[change.now] = forms.get(change.now, 0) + 1
                common = tuple(sorted(forms.items(), key=lambda form: -form[1]))
                clusters.append(
                    Cluster(name, first.clause, first.number, first.kind, first.was, first.now, files, common)
                )
        return tuple(sorted(clusters, key=lambda cluster: -len(cluster.files)))

    @property
    def leden(self) -> dict[tuple[str, str], dict[str, list[FileChange]]]:
        """Return the changes by lid (its clause and what the same leden share), and of each by file."""
        found: dict[tuple[str, str], dict[str, list[FileChange]]] = {}
        for file in self.files:
            for change in file.changes:
                found.setdefault((change.clause, change.lid), {}).setdefault(file.file, []).append(change)
        return dict(sorted(found.items(), key=lambda held: (held[0][0] == "", held[0][0])))


def files_in(given: Iterable[str]) -> list[Path]:
    """Return the files among `given`, and of each folder the documents in it by name.

    Raises FileError for a folder without any, or that cannot be read.
    """
    files: list[Path] = []
    for one in map(Path, given):
        if not one.is_dir():
            files.append(one)
            continue
        found = documents_in(one, READ)
        if not found:
            raise NO_FILES.failure(FileError, folder=one)
        files += found
    return list(dict.fromkeys(files))


def verify_files(files: Iterable[Path], verify: Callable[[Path], Verification]) -> Iterator[ReturnedFile]:
    """Give what `verify` finds in each of `files`, one at a time; one that cannot be read is told with its reason."""
    for file in files:
        name = file.as_posix()
        try:
            yield _returned(verify(file), name)
        except IzacontractError as error:
            yield ReturnedFile(name, unread=error.message, code=error.code)
        except (MemoryError, RecursionError) as error:
            cause = type(error).__name__
            told = Told(f"Het is te groot om te lezen ({cause}).", f"It is too large to read ({cause}).")
            yield ReturnedFile(name, unread=told, code="bestand.geen-word")


def _returned(found: Verification, name: str) -> ReturnedFile:
    comments = tuple(
        FileComment(note.clause, note.number, note.text, note.author, note.day)
        for note in found.notes
        if note.code == "comment"
    )
    changes = tuple(_change(change, found) for change in named_changes(found))
    return ReturnedFile(
        name, found.reference, found.provider, found.title, found.sealed_by, found.changed, changes, comments
    )


def _change(change: NamedChange, found: Verification) -> FileChange:
    edit = change.edit
    if edit is None and change.added is not None:
        edit = change.added.edits[0]
    kind = str(edit.kind) if edit else str(change.gone.status) if change.gone else ""
    kind = "added-part" if change.added else f"clause-{kind}" if change.gone else kind
    hand = change.words or edit
    same = [change.clause, kind, *(_folded(text, found.provider) for text in (change.was, change.now))]
    lid = _lid(change, found.provider)
    if change.gone is not None and not hand:
        edits = change.gone.edits
        by = tuple(dict.fromkeys(by for one in edits for by in one.by))
        tracked: Tracked = "all" if edits and all(one.tracked == "all" for one in edits) else "partly" if by else "none"
    else:
        tracked, by = (hand.tracked, hand.by) if hand else ("none", ())
    place = change.place if not change.clause else ""
    cluster = _short("\x1f".join((*same, lid)))
    text = edit.was if edit and change.words else ""
    return FileChange(
        change.name, change.clause, place, change.number, kind, change.was, change.now, tracked, by, cluster, lid, text
    )


def _lid(change: NamedChange, provider: str) -> str:
    """Return what tells the lid of `change` from the others in its clause, whatever a contract fills in there."""
    edit = change.edit
    if edit is None:
        return change.place if not change.clause else ""
    cell = f"{_folded(edit.row_label, provider)} {edit.column}" if edit.row is not None else ""
    told = f"{' '.join(_folded(edit.was, provider).split()[:FIRST_WORDS])} {cell}".strip()
    return told or (NEW if edit.at is None else f"{NEW}{edit.at}")


def _folded(text: str, provider: str) -> str:
    """Return `text` with its figures and the name of the provider alike for all."""
    plain = " ".join(text.split())
    if provider:
        plain = plain.replace(" ".join(provider.split()), "…")
    return _DIGITS.sub("#", plain)


def _short(text: str) -> str:
    number = int.from_bytes(sha256(text.encode()).digest()[:8], "big")
    return "".join(LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in range(LENGTH))

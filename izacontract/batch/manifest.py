"""The manifest of a run: a line of JSON for what all depend on, then one for each document in order of row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from izacontract.batch.dependencies import Dependencies
from izacontract.batch.messages import MANIFEST_UNREADABLE, NO_SEALS, NOT_A_MANIFEST
from izacontract.batch.worker import DocumentFacts, PartFacts
from izacontract.errors import FileError, reason_of

SCHEMA: Final = "izacontract/batch/1"


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in the manifest: the row and request it was made from, its file and what is in it.

    `parts` are the other files of a contract in parts.
    """

    row: int
    reference: str
    file: str
    fingerprint: str
    sha256: str
    size: int
    open_points: int
    before_final: Mapping[str, int]
    warnings: Mapping[str, int]
    clauses: Mapping[str, str]
    seal: str = ""
    own: Sequence[str] = ()
    overview: Mapping[str, Any] = field(default_factory=dict)
    parts: Sequence[PartFacts] = ()

    @property
    def files(self) -> Mapping[str, str]:
        """Return the sha256 of each of its files, by name."""
        return {self.file: self.sha256} | {part["file"]: part["sha256"] for part in self.parts}

    def line(self) -> bytes:
        """Return the entry as a line of JSON."""
        told = {known.name: getattr(self, known.name) for known in fields(self)}
        return _line(told if self.parts else {key: value for key, value in told.items() if key != "parts"})


def entry_of(row: int, reference: str, file: str, facts: DocumentFacts) -> Entry:
    """Return the entry for the document `file` with `facts`."""
    return Entry(
        row, reference, file, facts.fingerprint, facts.sha256, facts.size, facts.open_points, facts.before_final,
        facts.warnings, facts.clauses, facts.seal, facts.own, facts.overview, facts.parts,
    )  # fmt: skip


def header_line(surroundings: Dependencies, base: str, name: str) -> bytes:
    """Return the first line: the shape, the fingerprint of the base, the pattern of names, and the surroundings."""
    return _line({"schema": SCHEMA, "base": base, "name": name, "surroundings": surroundings.as_json()})


def _line(facts: Mapping[str, object]) -> bytes:
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"


@dataclass
class Earlier:
    """What earlier runs made in a folder, read from their manifests and journals one after another; later lines win.

    `on_disk` holds the sha256 of each of their files that is still there as it was made; `changed` the names of
    those that somebody changed.
    """

    file: Path
    on_disk: dict[str, str]
    changed: list[str]
    _headers: list[Dependencies]
    _places: dict[str, tuple[int, int]]
    _names: set[str]

    def entry(self, reference: str) -> tuple[Entry, Dependencies] | None:
        """Return the document made for `reference`, if it is there unchanged, and the surroundings it was made in."""
        found = self._places.get(reference)
        if found is None:
            return None
        header, offset = found
        with self.file.open("rb") as lines:
            lines.seek(offset)
            entry = Entry(**json.loads(lines.readline()))
        is_there = all(self.on_disk.get(name) == sha256 for name, sha256 in entry.files.items())
        return (entry, self._headers[header]) if is_there else None

    def has_made(self, name: str) -> bool:
        """Return whether an earlier run made a file called `name`."""
        return name in self._names


def read_earlier(file: Path, folder: Path) -> Earlier:
    """Return what the lines in `file` say was made in `folder`; a last line that was cut off does not count.

    Raises FileError when the lines are not those of a manifest.
    """
    headers: list[Dependencies] = []
    places: dict[str, tuple[int, int]] = {}
    made: dict[str, set[str]] = {}
    try:
        for offset, facts in _lines(file):
            if "schema" in facts:
                if facts["schema"] != SCHEMA:
                    raise MANIFEST_UNREADABLE.failure(FileError, place=folder)
                headers.append(Dependencies(**facts["surroundings"]))
            else:
                entry = Entry(**facts)
                places[entry.reference] = (len(headers) - 1, offset)
                for name, digest in entry.files.items():
                    if Path(name).name != name or name in ("", ".", ".."):
                        raise MANIFEST_UNREADABLE.failure(FileError, place=folder)
                    made.setdefault(name, set()).add(digest)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise MANIFEST_UNREADABLE.failure(FileError, place=folder) from error
    if made and not headers:
        raise MANIFEST_UNREADABLE.failure(FileError, place=folder)
    on_disk, changed = {}, []
    for name, digests in made.items():
        found = _digest(folder / name)
        if found in digests:
            on_disk[name] = found
        elif found:
            changed.append(name)
    return Earlier(file, on_disk, changed, headers, places, set(made))


def seals_in(file: Path) -> frozenset[str]:
    """Return the sha256 of the seal of each document in the manifest `file`, or the list of a contract in parts.

    A last line that was cut off does not count. Raises FileError when it cannot be read, or is no manifest with seals.
    """
    try:
        if file.suffix.lower() == ".json":
            facts = [{"parts": json.loads(file.read_bytes())["files"]}]
        else:
            with file.open("rb") as lines:
                facts = [json.loads(line) for line in lines if line.endswith(b"\n")]
        found = frozenset(
            str(one["seal"]) for fact in facts for one in (fact, *fact.get("parts", ())) if one.get("seal")
        )
    except OSError as error:
        raise NO_SEALS.failure(FileError, place=file, why=reason_of(error)) from error
    except (ValueError, AttributeError, KeyError, TypeError) as error:
        raise NO_SEALS.failure(FileError, place=file, why=NOT_A_MANIFEST) from error
    if not found:
        raise NO_SEALS.failure(FileError, place=file, why=NOT_A_MANIFEST)
    return found


def whole_lines(file: Path) -> Iterator[bytes]:
    """Give the lines of `file` but a last one that was cut off; none when there is no file."""
    if file.exists():
        with file.open("rb") as lines:
            yield from (line for line in lines if line.endswith(b"\n"))


def _lines(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    offset = 0
    for line in whole_lines(file):
        facts = json.loads(line)
        if not isinstance(facts, dict):
            raise TypeError("a line of a manifest is an object")
        yield offset, facts
        offset += len(line)


def _digest(file: Path) -> str:
    """Return the sha256 of `file`; "" when it is not there, or empty as a power failure may leave it."""
    try:
        data = file.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        return ""
    return sha256(data).hexdigest() if data else ""

"""A contract in parts against the file that lists them: what is there as it was, and whether the contract agrees."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Final

from izacontract.errors import IzacontractError, unreadable
from izacontract.render.answers import json_answer
from izacontract.render.seal import SealedTable
from izacontract.render.workbook import Sheet
from izacontract.reports.page import Page, PageLine, PageTable, Reportable, plain
from izacontract.split.apart import ANNEXES
from izacontract.split.files import CONTRACT
from izacontract.split.metadata import ListedFile, SplitSet, read_metadata
from izacontract.verify.seals import read_seal
from izacontract.word.opening import open_word

SCHEMA: Final = "izacontract/verify-set/1"


class FileStatus(StrEnum):
    """What became of a file since it was written."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    MISSING = "missing"
    NOT_LISTED = "not-listed"  # the contract itself does not name it so among its annexes


SAID: Final[Mapping[FileStatus, tuple[str, str]]] = {
    FileStatus.UNCHANGED: ("ongewijzigd", "unchanged"),
    FileStatus.CHANGED: ("GEWIJZIGD", "CHANGED"),
    FileStatus.MISSING: ("ONTBREEKT", "MISSING"),
    FileStatus.NOT_LISTED: ("STAAT ANDERS IN DE OVEREENKOMST", "NAMED OTHERWISE IN THE CONTRACT"),
}


@dataclass(frozen=True, slots=True)
class VerifiedSet:
    """A set of files with what became of each."""

    name: str
    listed: SplitSet
    statuses: tuple[tuple[ListedFile, FileStatus], ...]

    @property
    def changed(self) -> bool:
        """Return whether a file is not as it was written."""
        return any(status is not FileStatus.UNCHANGED for _, status in self.statuses)


def verify_set(file: Path) -> VerifiedSet:
    """Return what became of the files that `file` lists, which stand beside it.

    The seal of the contract says which annexes it has: a file that it names otherwise is told. Raises FileError when
    `file` cannot be read, or is no such list.
    """
    try:
        listed = read_metadata(file.read_bytes(), str(file))
    except OSError as error:
        raise unreadable(file, error) from error
    named = _annexes_of(file.parent, listed)
    statuses = tuple((one, _status(file.parent, one, named)) for one in listed.files)
    return VerifiedSet(str(file), listed, statuses)


def _status(folder: Path, one: ListedFile, named: Mapping[str, str] | None) -> FileStatus:
    data = _content(folder, one)
    if data is None:
        return FileStatus.MISSING
    if sha256(data).hexdigest() != one.sha256:
        return FileStatus.CHANGED
    is_annex = one.annex and one.file.endswith(".docx")
    if is_annex and named is not None and named.get(one.file, "-") not in ("", one.sha256):
        return FileStatus.NOT_LISTED
    return FileStatus.UNCHANGED


def _content(folder: Path, one: ListedFile) -> bytes | None:
    """Return the bytes of a file in `folder`; None when it is not there, or its name leads out of the folder."""
    if Path(one.file).name != one.file:
        return None
    try:
        return (folder / one.file).read_bytes()
    except OSError:
        return None


def _annexes_of(folder: Path, listed: SplitSet) -> Mapping[str, str] | None:
    """Return the sha256 of each annex as the seal of the contract names them, "" in a draft; None without the seal."""
    main = next((one for one in listed.files if one.part == CONTRACT and one.file.endswith(".docx")), None)
    data = None if main is None else _content(folder, main)
    if main is None or data is None:
        return None
    try:
        seal = read_seal(open_word(data, main.file), main.file)
    except IzacontractError:
        return None
    tables = (
        block
        for clause in seal.clauses
        if clause.id == ANNEXES
        for block in clause.blocks
        if isinstance(block, SealedTable)
    )
    return {row[2].text: row[3].text if len(row) > 3 else "" for table in tables for row in table.rows[1:]}


def set_report(verified: VerifiedSet, language: str) -> Reportable:
    """Return what is reported of `verified`, in `language`."""
    english = language == "en"
    rows = tuple((one.file, SAID[status][english]) for one, status in verified.statuses)
    lines = tuple(f"{name}: {said}" for name, said in rows)
    header = ("File", "Status") if english else ("Bestand", "Stand")
    title = f"{verified.listed.title}, {'reference' if english else 'kenmerk'} {verified.listed.reference}"
    return Reportable(
        lambda: Page(title, (*_said(verified, english), PageTable(header, (("", rows),), lines)), language),
        lambda: [Sheet("Set", header, (60, 34), rows)],
        lambda: _json(verified),
    )


def _said(verified: VerifiedSet, english: bool) -> Iterator[PageLine]:
    count = sum(status is not FileStatus.UNCHANGED for _, status in verified.statuses)
    of = len(verified.statuses)
    if not count:
        as_written = f"All {of} files are as they were written."
        yield PageLine(plain(as_written if english else f"Alle {of} bestanden zijn zoals ze zijn geschreven."))
        return
    yield PageLine(plain(f"{count} of {of} files differ." if english else f"{count} van {of} bestanden wijken af."))
    changed = next((one.file for one, status in verified.statuses if status is FileStatus.CHANGED and one.seal), None)
    if changed is not None:
        command = f"izacontract verify {shlex.quote(str(Path(verified.name).parent / changed))}"
        about = "What changed in a document" if english else "Wat er in een document veranderde"
        yield PageLine(plain(f"{about}: {command}"))


def _json(verified: VerifiedSet) -> str:
    return json_answer(
        {
            "schema": SCHEMA,
            "file": verified.name,
            "reference": verified.listed.reference,
            "changed": verified.changed,
            "files": [
                {"file": one.file, "part": one.part, "annex": one.annex or None, "status": status.value}
                for one, status in verified.statuses
            ],
        }
    )

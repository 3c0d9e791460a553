"""All requests of a folder or table renewed: a row for each, also for one that could not be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from izacontract.batch.names import safe, sameness
from izacontract.errors import FileError, IzacontractError, RequestInvalid, Severity, Told, dotted
from izacontract.host import Plugins
from izacontract.intake.folder import OVERVIEW, files_in
from izacontract.render.workbook import Sheet
from izacontract.renewal import messages as m
from izacontract.renewal.renewed import LayOut, Renewed, renewed, renewed_tree

ENDINGS: Final = (".yaml", ".yml", ".json", ".xlsx", ".xlsm")
SUMMARY: Final = OVERVIEW
HEADS: Final = ("Aanvraag", "Uitkomst", "Nieuwe aanvraag", "In te vullen", "Berekend", "Verschoven", "Weggelaten",
                "Na te lopen", "Fouten", "Waarom")  # fmt: skip
WIDTHS: Final = (40, 22, 40, 14, 12, 12, 12, 12, 10, 90)
DONE, TO_MEND, FAILED = "gemaakt", "gemaakt, nog niet goed", "niet gemaakt"


@dataclass(frozen=True, slots=True)
class RenewedRow:
    """A request of a portfolio: its name, the file that its next one gets ("" for none), and why it is not right."""

    name: str
    file: str
    made: Renewed | None
    because: str = ""

    @property
    def outcome(self) -> str:
        """Return in a word what became of it."""
        if self.made is None:
            return FAILED
        return DONE if self.made.examined.request is not None else TO_MEND


def requests_in(folder: Path) -> list[Path]:
    """Return the files of `folder` that may be requests; raises FileError when there is no such folder, or none."""
    if not folder.is_dir():
        raise m.NO_FOLDER.failure(FileError, folder=folder)
    files = files_in(folder, ENDINGS)
    if not files:
        raise m.NO_REQUESTS.failure(FileError, folder=folder)
    return files


def renewed_files(files: Iterable[Path], begin: date, plugins: Plugins, lay_out: LayOut) -> Iterator[RenewedRow]:
    """Give a row for each of `files`, in their order."""
    taken: set[str] = set()
    for file in files:
        try:
            made = renewed(file.read_bytes(), str(file), begin, plugins, lay_out)
        except OSError as error:
            yield RenewedRow(file.name, "", None, str(error.strerror or error))
        except IzacontractError as error:
            if file.name != SUMMARY:  # what this command wrote itself, when these requests were made
                yield RenewedRow(file.name, "", None, _why(error))
        else:
            yield _row(file.name, file.stem, made, taken)


def renewed_rows(table: Path, base: Path, begin: date, plugins: Plugins, lay_out: LayOut) -> Iterator[RenewedRow]:
    """Give a row for each contract of `table`, whose cells stand over the request `base`."""
    from izacontract.batch.rows import read_table
    from izacontract.intake.sources import tree_of

    taken: set[str] = set()
    for row in read_table(table, tree_of(str(base), plugins), plugins).rows():
        name = f"{table.name}, rij {row.number}"
        try:
            made = renewed_tree(row.tree, begin, plugins, lay_out, None, base.parent)
        except IzacontractError as error:
            yield RenewedRow(name, "", None, _why(error))
        else:
            yield _row(name, safe(row.kenmerk), made, taken)


def summary(rows: Sequence[RenewedRow]) -> list[Sheet]:
    """Return the sheet that says of each request what became of it, and one with what is still to be supplied."""
    asked = [
        (row.file, dotted(step.path), step.was, step.reason)
        for row in rows
        if row.made is not None
        for step in row.made.steps
        if step.does == "vragen"
    ]
    sheets = [Sheet("Overzicht", HEADS, WIDTHS, [_cells(row) for row in rows])]
    if asked:
        sheets.append(Sheet("In te vullen", ("Nieuwe aanvraag", "Sleutel", "Was", "Waarom"), (40, 40, 40, 70), asked))
    return sheets


def _row(name: str, stem: str, made: Renewed, taken: set[str]) -> RenewedRow:
    """Return the row of a request that was renewed, under a file name that no other has."""
    file, count = f"{stem}-{made.term.now[0].year}.yaml", 1
    while sameness(file) in taken or file == SUMMARY:
        count += 1
        file = f"{stem}-{made.term.now[0].year}-{count}.yaml"
    taken.add(sameness(file))
    faults = [one for one in made.examined.findings if one.severity is Severity.FAULT]
    return RenewedRow(name, file, made, "; ".join(f"{dotted(one.path)}: {one.message.nl}" for one in faults))


def _cells(row: RenewedRow) -> tuple[str | int, ...]:
    counts = dict.fromkeys(("vragen", "berekend", "verschuiven", "weg", "nalopen"), 0)
    for step in row.made.steps if row.made is not None else ():
        counts["weg" if step.does in ("vervallen", "eindigen") else step.does] += 1
    faults = row.made.examined.findings if row.made is not None else ()
    number = sum(one.severity is Severity.FAULT for one in faults)
    return row.name, row.outcome, row.file, *counts.values(), number, row.because


def _why(error: IzacontractError) -> str:
    """Return in one line why a request could not be renewed."""
    told: Told = error.message
    faults = (
        [one for one in error.findings if one.severity is Severity.FAULT] if isinstance(error, RequestInvalid) else []
    )
    return (
        "; ".join(f"{dotted(one.path)}: {one.message.nl}" if one.path else one.message.nl for one in faults) or told.nl
    )

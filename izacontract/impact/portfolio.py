"""The contracts that are looked at: requests, tables over a base request, and the folders that hold them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from izacontract.errors import FileError, IzacontractError, RequestInvalid, Severity, Told
from izacontract.host import Plugins
from izacontract.intake.folder import files_in, is_list_of_table, is_same
from izacontract.intake.read import examine_tree
from izacontract.intake.sources import tree_of
from izacontract.intake.tree import Tree
from izacontract.message import Message

NOTHING: Final = Message(
    "bestand.geen-map",
    "{file} is geen bestand en geen map.",
    "{file} is no file and no folder.",
    "Noem een aanvraag, een tabel of een map met aanvragen.",
    "Name a request, a table or a folder with requests.",
)
READ: Final = (".yaml", ".yml", ".json", ".xlsx", ".csv")
TABLES: Final = (".xlsx", ".csv")
ONLY_TABLE: Final = Told(
    "alleen als tabel te lezen, met de aanvraag waar de rijen over gaan: --base AANVRAAG",
    "to be read as a table only, with the request that the rows go over: --base REQUEST",
)

Rows = Callable[[Path], Iterator[tuple[str, Tree]]]
"""Reads a table as requests: what each is called, and what was typed."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed as one request, under its name; `folder` is where its files lie."""

    name: str
    tree: Tree
    folder: Path | None


@dataclass(frozen=True, slots=True)
class Unread:
    """A file or row that is no request without faults, with the first reason."""

    name: str
    because: Told


def typed_in(
    paths: Sequence[Path], plugins: Plugins, rows_of: Rows | None, base: Path | None
) -> Iterator[Typed | Unread]:
    """Give what was typed in each request that `paths` name or hold, and what could not be read.

    A workbook or CSV that is no request is read with `rows_of`, as a table; `base`, the request that its rows go
    over, is no contract itself. Raises FileError for a path at which nothing stands.
    """
    for path in paths:
        if path.is_dir():
            files = files_in(path, READ)
            for file in files:
                if not is_list_of_table(file, files):
                    yield from _typed(file, plugins, rows_of, base)
        elif path.is_file():
            yield from _typed(path, plugins, rows_of, base)
        else:
            raise NOTHING.failure(FileError, file=path)


def _typed(file: Path, plugins: Plugins, rows_of: Rows | None, base: Path | None) -> Iterator[Typed | Unread]:
    if is_same(file, base):
        return
    is_table = file.suffix.lower() in TABLES
    try:
        if file.suffix.lower() != ".csv":
            tree = tree_of(str(file), plugins)
            if not is_table or examine_tree(tree, plugins, file.parent).request is not None:
                yield Typed(str(file), tree, file.parent)
                return
    except RequestInvalid as refused:
        if not is_table or rows_of is None:
            yield Unread(str(file), first_fault(refused))
            return
    except IzacontractError as error:
        yield Unread(str(file), error.message)
        return
    if rows_of is None:
        yield Unread(str(file), ONLY_TABLE)
        return
    try:
        for name, tree in rows_of(file):
            yield Typed(name, tree, None)
    except IzacontractError as error:
        yield Unread(str(file), first_fault(error))


def first_fault(error: IzacontractError) -> Told:
    """Return the first fault that `error` tells of, else what it says itself."""
    if isinstance(error, RequestInvalid):
        faults = [finding.message for finding in error.findings if finding.severity is Severity.FAULT]
        return faults[0] if faults else error.message
    return error.message

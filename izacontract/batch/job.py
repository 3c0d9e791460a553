"""What a worker needs to know once, and the rows it gets: both as bytes that can go to any computer."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from izacontract.batch.dependencies import Dependencies
from izacontract.clauses.house import house_files
from izacontract.errors import Position
from izacontract.intake.tree import Tree
from izacontract.model.edition import GeneralPart
from izacontract.model.values import Typed
from izacontract.render.formats import ContractFormat

if TYPE_CHECKING:
    from izacontract.batch.names import Pattern
    from izacontract.batch.rows import TableRow


SECONDS: Final = 60.0
"""The longest that one row may take; one of 5,000 prices takes a few seconds."""


@dataclass(frozen=True)
class House:
    """An insurer's own texts as they go to a worker that may share no disk with us: a folder's name and files."""

    name: str
    files: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True)
class Job:
    """What all rows of a run share. With `only_check` nothing is printed.

    A final text that no lawyer reviewed is refused without the reason `unreviewed`. With `parts`, which names their
    files, each contract is written in parts. Each contract refers to the `general` part, if any. A row that is not
    ready after `seconds` is stopped, with the plugin that holds it up.
    """

    base: Tree
    form: ContractFormat
    final: bool
    frame: bytes | None
    house: House | None
    surroundings: Dependencies
    only_check: bool = False
    unreviewed: str = ""
    parts: Pattern | None = None
    general: GeneralPart | None = None
    seconds: float = SECONDS


@dataclass(frozen=True)
class Packed:
    """A job as bytes, with the digest under which a worker remembers it."""

    data: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class Task:
    """A row as a worker sees it."""

    number: int
    kenmerk: str
    tree: Tree


def read_house(folder: Path | None) -> House | None:
    """Return the texts in `folder`, which was read as a house library before."""
    if folder is None:
        return None
    files = [file for file in house_files(folder, folder) if file.suffix in (".md", ".yaml") and file.is_file()]
    named = ((file.relative_to(folder).as_posix(), file.read_bytes()) for file in sorted(files))
    return House(folder.resolve().name if folder.name in ("", ".", "..") else folder.name, tuple(named))


def pack(job: Job) -> Packed:
    """Return `job` as bytes."""
    data = pickle.dumps(job, pickle.HIGHEST_PROTOCOL)
    return Packed(data, sha256(data).hexdigest())


def pack_rows(rows: Iterable[TableRow], base: Tree) -> bytes:
    """Return `rows` as bytes in which everything that stands in `base` is a number only.

    The worker puts its own copy of the base there, one and the same for every row it ever gets: less to send, and
    what was computed for one row can be recognised in the next.
    """
    file = io.BytesIO()
    pickler: Any = _Pickler(file, {id(node): number for number, node in enumerate(_shared(base))})
    pickler.dispatch_table = _BY_ARGUMENTS
    pickler.dump([Task(row.number, row.kenmerk, row.tree) for row in rows])
    return file.getvalue()


def unpack_rows(data: bytes, base: Tree) -> list[Task]:
    """Return the rows in `data`, which `pack_rows` wrote in this run, with the parts of `base` in place."""
    tasks: list[Task] = _Unpickler(io.BytesIO(data), _shared(base)).load()
    return tasks


class _Pickler(pickle.Pickler):
    def __init__(self, file: io.BytesIO, known: dict[int, int]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._find = known.get

    def persistent_id(self, value: object) -> int | None:
        return self._find(id(value))


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, known: Sequence[object]) -> None:
        super().__init__(file)
        self._known = known

    def persistent_load(self, number: int) -> object:
        return self._known[number]


_BY_ARGUMENTS: Final[Mapping[type, Callable[[Any], tuple[Any, ...]]]] = {
    Position: lambda place: (Position, (place.file, place.line, place.column, place.sheet)),
    Typed: lambda typed: (Typed, (str(typed), typed.kind)),
}
"""How what a row has most of is written: by the arguments that make it, which is faster than by its state."""


def kinds_of(base: Tree) -> str:
    """Return the sha256 of how the values of `base` were typed: a code without quotes is refused, its digits the same.

    The fingerprint of a request tells digits only.
    """
    kinds = [node.kind.value for node in _nodes(base.root) if isinstance(node, Typed)]
    return sha256(" ".join(kinds).encode()).hexdigest()[:16]


def _shared(base: Tree) -> list[object]:
    """Return what rows may share with `base`, each once, in a fixed order."""
    nodes = (base.keys, base.values, *_nodes(base.root))
    return list({id(node): node for node in nodes}.values())


def _nodes(node: object) -> Iterator[object]:
    if isinstance(node, (dict, list)):
        yield node
        for below in node.values() if isinstance(node, dict) else node:
            yield from _nodes(below)
    elif isinstance(node, Typed):
        yield node

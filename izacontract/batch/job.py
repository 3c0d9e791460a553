"""What a worker needs to know once, and the rows it gets: both as bytes that can go to any computer."""

from __future__ import annotations

import marshal
import pickle
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from izacontract.batch.cell_places import CellPlaces
from izacontract.batch.dependencies import Dependencies
from izacontract.clauses.house import house_files
from izacontract.errors import Path as KeyPath
from izacontract.intake.layers import Places
from izacontract.intake.tree import UNREADABLE, Node, Tree
from izacontract.model.edition import GeneralPart
from izacontract.model.values import Typed, TypedKind
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


def pack_rows(rows: Iterable[TableRow], base: Tree, *, tight: bool = False) -> bytes:
    """Return `rows`, each laid over `base`, as bytes in which everything that stands there in `base` is a number only.

    The worker puts its own copy of the base there, one and the same for every row it ever gets: less to send, and
    what was computed for one row can be recognised in the next. What goes over a network is packed `tight`.
    """
    data = marshal.dumps([_packed(row, base) for row in rows])
    return _TIGHT + zlib.compress(data, 1) if tight else data


def unpack_rows(data: bytes, base: Tree) -> list[Task]:
    """Return the rows in `data`, which `pack_rows` wrote in this run, with the parts of `base` in place."""
    if data.startswith(_TIGHT):
        data = zlib.decompress(data[len(_TIGHT) :])
    return [_task(packed, base) for packed in marshal.loads(data)]  # noqa: S302 - from the run that started us


_TIGHT: Final = b"zlib"
"""With this begins what is packed tight; no list does in what marshal writes."""

_IN_BASE: Final = 0
_UNREADABLE: Final = 1
_SIGNS: Final = {TypedKind.TEXT: "t", TypedKind.NUMBER: "n", TypedKind.DAY: "d", TypedKind.YES_NO: "y"}
_KINDS: Final = {sign: kind for kind, sign in _SIGNS.items()}
"""A value goes as its characters behind the sign of its kind."""


def _packed(row: TableRow, base: Tree) -> tuple[Any, ...]:
    """Return `row` in what marshal knows: numbers, texts, bytes, lists and dictionaries."""
    tree = row.tree
    marks, replaced = b"", frozenset[KeyPath]()
    if isinstance(places := tree.values, Places) and isinstance(places.top, CellPlaces):
        marks, replaced = places.top.pack(), places.replaced
    own = tree.findings[len(base.findings) :]
    findings = pickle.dumps(own, pickle.HIGHEST_PROTOCOL) if own else b""
    root = _difference(tree.root, base.root)
    return row.number, row.kenmerk, root, marks, list(replaced), findings, tree.sheets


def _task(packed: tuple[Any, ...], base: Tree) -> Task:
    number, kenmerk, root, marks, replaced, findings, sheets = packed
    own = pickle.loads(findings) if findings else ()  # noqa: S301 - from the run that started us, not from a file
    places, gone = CellPlaces({}, packed=marks), frozenset(replaced)
    tree = Tree(
        cast("dict[str, Node]", _restored(root, base.root)),
        base.file,
        Places(places, base.keys, gone),
        Places(places, base.values, gone),
        (*base.findings, *own),
        sheets,
    )
    return Task(number, kenmerk, tree)


def _difference(node: Node, known: Node) -> Any:
    """Return `node` in what marshal knows; what is the very object that stands there in the base is a number."""
    if node is None:
        return None
    if node is known:
        return _IN_BASE
    if isinstance(node, Typed):
        return _SIGNS[node.kind] + node
    if isinstance(node, dict):
        there = known if isinstance(known, dict) else {}
        return {key: _difference(below, there.get(key)) for key, below in node.items()}
    if isinstance(node, list):
        return _lines(node) or [_difference(below, None) for below in node]
    return _UNREADABLE


def _lines(nodes: list[Node]) -> tuple[tuple[str, ...], tuple[str, ...], str] | None:
    """Return groups of single values under the same keys, such as a price list: keys, texts and signs; None for others.

    A list stands in no base, so nothing in it is a number; and the cells are taken together, however many they are.
    """
    if {*map(type, nodes)} != {dict}:
        return None
    groups = cast("list[dict[str, Node]]", nodes)
    cells = list(chain.from_iterable(map(dict.values, groups)))
    if {*map(type, cells)} != {Typed} or len(keys := {*map(tuple, groups)}) != 1:
        return None
    return keys.pop(), tuple(map(str, cells)), "".join(map(_SIGNS.__getitem__, map(attrgetter("kind"), cells)))


def _restored(packed: Any, known: Node) -> Node:
    """Return what `_difference` made `packed` of, with the object that is `known` to stand in the base."""
    kind = type(packed)
    if kind is tuple:
        keys, texts, signs = packed
        cells = map(Typed, texts, map(_KINDS.__getitem__, signs))
        return [dict(zip(keys, line, strict=True)) for line in zip(*[cells] * len(keys), strict=True)]
    if kind is str:
        return Typed(packed[1:], _KINDS[packed[0]])
    if kind is int:
        return UNREADABLE if packed == _UNREADABLE else known
    if kind is dict:
        there = known if isinstance(known, dict) else {}
        return {key: _restored(below, there.get(key)) for key, below in packed.items()}
    return None if packed is None else [_restored(below, None) for below in packed]


def kinds_of(base: Tree) -> str:
    """Return the sha256 of how the values of `base` were typed: a code without quotes is refused, its digits the same.

    The fingerprint of a request tells digits only.
    """
    kinds = [node.kind.value for node in _nodes(base.root) if isinstance(node, Typed)]
    return sha256(" ".join(kinds).encode()).hexdigest()[:16]


def _nodes(node: object) -> Iterator[object]:
    if isinstance(node, (dict, list)):
        yield node
        for below in node.values() if isinstance(node, dict) else node:
            yield from _nodes(below)
    elif isinstance(node, Typed):
        yield node

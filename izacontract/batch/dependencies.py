"""What a document depends on besides its row: versions, code, clause library, frame; recorded and compared."""

from __future__ import annotations

import json
import platform
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from enum import Enum
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import izacontract
from izacontract.clauses.library import Library
from izacontract.host import Plugins
from izacontract.model.clause import Clause, ClauseVersion

SHAPING: Final = (
    "Babel", "Jinja2", "MarkupSafe", "PyYAML", "docxtpl", "lxml", "markdown-it-py", "pydantic", "python-docx",
)  # fmt: skip
"""The packages whose version may show in a document."""

ELSEWHERE: Final = ("batch", "cli", "register", "testing", "web")
"""The rooms of izacontract that no document depends on."""

_CODE: Final = re.compile(r"(?!.*__pycache__).*\.(?:py|html|css)")


@dataclass(frozen=True)
class Dependencies:
    """What a document depends on beside its row: the same of both give the same bytes, whatever the computer.

    `code` is a sha256 of the program and its plugins, `library` of the clause library but its wording, `wordings` of
    the texts of each clause, `frame` of the Word frame ("" where none is used), `options` what was asked.
    """

    izacontract: str
    python: str
    zlib: str
    packages: Mapping[str, str]
    plugins: Mapping[str, str]
    code: str
    library: str
    wordings: Mapping[str, str]
    frame: str
    options: Mapping[str, str | bool]

    def differences(self, other: Dependencies) -> list[str]:
        """Return the names of what differs between these surroundings and `other`."""
        return [field.name for field in fields(self) if getattr(self, field.name) != getattr(other, field.name)]

    def keeps(self, earlier: Dependencies, clauses: Mapping[str, str]) -> bool:
        """Return whether a document with `clauses`, made in the surroundings `earlier`, is as we would make it.

        A changed wording touches only the contracts that hold the clause; anything else may touch all. A JSON or HTML
        page also tells of clauses that are out.
        """
        different = self.differences(earlier)
        if not different:
            return True
        if different != ["wordings"] or self.options["format"] not in ("docx", "pdf", "text"):
            return False
        if self.wordings.keys() != earlier.wordings.keys():
            return False
        return all(self.wordings.get(clause) == earlier.wordings.get(clause) for clause in clauses)

    def as_json(self) -> dict[str, object]:
        """Return the surroundings as JSON values."""
        return asdict(self)


def surroundings_of(plugins: Plugins, frame: bytes | None, options: Mapping[str, str | bool]) -> Dependencies:
    """Return the surroundings of a run with `plugins` and the Word file `frame`; raises ClauseError as reading does."""
    library, wordings = digests(plugins.library)
    names = sorted(name for name, _ in plugins.manager.list_name_plugin())
    return Dependencies(
        izacontract=_version("izacontract"),
        python=".".join(platform.python_version_tuple()[:2]),
        zlib=zlib.ZLIB_RUNTIME_VERSION,
        packages={name: _version(name) for name in SHAPING},
        plugins={name: plugins.sources.get(name, ("", ""))[1] for name in names},
        code=_code(plugins),
        library=library,
        wordings=wordings,
        frame="" if frame is None else sha256(frame).hexdigest(),
        options=dict(options),
    )


def digests(library: Library) -> tuple[str, dict[str, str]]:
    """Return the sha256 of all of `library` but its wording, and that of the wording of each clause."""
    wordings = {}
    bare = []
    for clause in library.clauses.values():
        wordings[clause.id] = _digest([_wording(version) for version in clause.versions])[:16]
        bare.append(_without_wording(clause))
    return _digest([library.slots, bare, library.parameters, library.commitments]), wordings


def _wording(version: ClauseVersion) -> tuple[object, ...]:
    return version.since, version.text, version.change, version.reviewed, version.origin


def _without_wording(clause: Clause) -> Clause:
    versions = (
        replace(version, text="", change="", reviewed=None, origin="", file="", first_line=0)
        for version in clause.versions
    )
    return replace(clause, versions=tuple(versions))


def _digest(value: object) -> str:
    return sha256(json.dumps(_plain(value), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _plain(value: object) -> object:
    """Return `value` as what JSON can hold, the same for every order of a set."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, (str, int, bool)):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(str(item) for item in value)
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return str(value)


def _code(plugins: Plugins) -> str:
    """Return the sha256 of every file of code that documents come from."""
    whole = sha256(_ours().encode())
    for name, module in sorted(plugins.manager.list_name_plugin()):
        if file := getattr(module, "__file__", None):
            whole.update(f"{name}\n".encode())
            home = Path(file)
            whole.update(_tree(home.parent if home.name == "__init__.py" else home, ()).encode())
    return whole.hexdigest()


@cache
def _ours() -> str:
    return _tree(Path(izacontract.__file__).parent, ELSEWHERE)


def _tree(home: Path, without: tuple[str, ...]) -> str:
    whole = sha256()
    for name, file in sorted(_files(home, without)):
        whole.update(f"{name}\n{sha256(file.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def _files(home: Path, without: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    if home.is_file():
        yield home.name, home
        return
    for file in home.rglob("*"):
        name = file.relative_to(home).as_posix()
        if _CODE.fullmatch(name) and name.split("/")[0] not in without and file.is_file():
            yield name, file


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""

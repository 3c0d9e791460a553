"""Makes the package of a new plugin from the template in `template/`, with its first snapshots."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.metadata import EntryPoint, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal

from izacontract.errors import FileError, PluginError, reason_of
from izacontract.extras import install_command
from izacontract.hookspecs import GROUP
from izacontract.host import Plugins
from izacontract.intake.sources import EXAMPLE, example_files
from izacontract.message import Message
from izacontract.model.own import OWNER
from izacontract.model.request import CORE_KEYS
from izacontract.testing.check import absent
from izacontract.testing.loading import Found, host_of, installed
from izacontract.testing.requests import clause_text, contract_text, request_of

NOT_WRITTEN = Message(
    "bestand.onschrijfbaar",
    "De plugin kan niet worden geschreven in {folder}: {why}.",
    "The plugin cannot be written in {folder}: {why}.",
    "",
    "",
)
BAD_NAME = Message(
    "plugin.naam",
    "'{name}' is geen goede naam voor een plugin.",
    "'{name}' is not a good name for a plugin.",
    "Neem 2 tot 15 kleine letters en cijfers, en begin met een letter: paramedisch.",
    "Take 2 to 15 lower-case letters and digits, beginning with a letter: paramedisch.",
)
NAME_TAKEN = Message(
    "plugin.naam",
    "De naam '{name}' is al van een plugin, een zorgsoort of een sleutel van de aanvraag.",
    "The name '{name}' already belongs to a plugin, a sector or a key of the request.",
    "Kies een andere naam dan: {taken}.",
    "Choose another name than: {taken}.",
)
FOLDER_IN_USE = Message(
    "bestand.bestaat",
    "{folder} bestaat al en is niet leeg.",
    "{folder} already exists and is not empty.",
    "Kies met -o een andere map.",
    "Choose another folder with -o.",
)
NO_COPIER = Message(
    "plugin.zonder-copier",
    "Een nieuwe plugin maken vraagt copier, en dat is niet geïnstalleerd.",
    "Making a new plugin needs copier, which is not installed.",
    "Installeer het met: {command}",
    "Install it with: {command}",
)

ScaffoldKind = Literal["sector", "rules"]
NAME: Final = re.compile(r"[a-z][a-z0-9]{1,14}")
TEMPLATE: Final = Path(__file__).parent / "template"
SNAPSHOTS: Final = "tests/__snapshots__/test_contract"


@dataclass(frozen=True)
class Made:
    """A package that was made: its folder, and the request to try it with, relative to that folder."""

    folder: Path
    request: str


def make_plugin(name: str, kind: ScaffoldKind, folder: Path, title: str = "") -> Made:
    """Make the package of plugin `name` in `folder`, which must not exist or be empty, and return what was made.

    `title` is the name of the sector or the house, by default `name`. Raises PluginError when the name is no good or
    taken, or copier is not installed, and FileError when the folder cannot be written.
    """
    found = installed()
    _refuse_name(name, found)
    _refuse_folder(folder)
    beside = _beside(kind, found)
    data = {
        "dot": ".",
        "name": name,
        "package": f"izacontract_{name}",
        "model": name.capitalize(),
        "title": title or name,
        "kind": kind,
        "beside": [one.name for one in beside],
        "year": date.today().year,
        "today": date.today().isoformat(),
        "version": version(GROUP),
    }
    try:
        with TemporaryDirectory(dir=folder.absolute().parent) as made:
            whole = Path(made) / "plugin"
            for part in ("common", kind):
                _copy(whole, {**data, "part": part})
            request = _finish(name, kind, whole, beside)
            whole.chmod(0o755)
            whole.replace(folder)
    except OSError as error:
        why = reason_of(error)
        raise NOT_WRITTEN.failure(FileError, folder=folder, why=why) from error
    return Made(folder, request)


def _refuse_name(name: str, found: Sequence[Found]) -> None:
    if not NAME.fullmatch(name):
        raise BAD_NAME.failure(PluginError, name=name)
    taken = {*(one.name for one in found), *CORE_KEYS, GROUP, OWNER, "contract"}
    for one in found:
        if one.problem is None:
            plugins = host_of(one.entries)
            taken |= {*plugins.sectors, *plugins.sections}
    if name in taken:
        raise NAME_TAKEN.failure(PluginError, name=name, taken=", ".join(sorted(taken)))


def _refuse_folder(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FOLDER_IN_USE.failure(FileError, folder=folder)


def _beside(kind: ScaffoldKind, found: Sequence[Found]) -> list[Found]:
    """Return the plugins of our own that a new one stands on: those without a sector, for rules also one with."""
    ours = [one for one in found if one.problem is None and one.distribution[0] == GROUP]
    shared = [one for one in ours if not host_of(one.entries).sectors]
    sectors = [one for one in ours if one not in shared]
    if not shared or (kind == "rules" and not sectors):
        raise absent("algemeen", [one.name for one in found])
    return shared if kind == "sector" else [*shared, sectors[0]]


def _copy(folder: Path, data: dict[str, object]) -> None:
    try:
        from copier import run_copy
    except ImportError as error:
        raise NO_COPIER.failure(PluginError, command=install_command("testing")) from error
    run_copy(str(TEMPLATE), folder, data=data, defaults=True, overwrite=True, quiet=True)


def _finish(name: str, kind: ScaffoldKind, folder: Path, beside: Sequence[Found]) -> str:
    """Write the first snapshots, for rules also a request to try, and return the name of the request."""
    package = f"izacontract_{name}"
    with _importable(folder, package):
        entries = [EntryPoint(name, package, GROUP), *(entry for one in beside for entry in one.entries)]
        plugins = host_of(entries)
        if kind == "sector":
            _snapshots_of_sector(name, folder / SNAPSHOTS, plugins)
            return f"{package}/library/{EXAMPLE}"
        _snapshots_of_rules(name, folder / SNAPSHOTS, plugins)
        _, example = next(example_files(plugins))
    house = f"{name}:\n  loket: het Loket Zorgaanbieders\n  antwoordtermijn: 5\n"
    _write(folder / EXAMPLE, f"{example.decode().rstrip()}\n\n{house}")
    return EXAMPLE


@contextmanager
def _importable(folder: Path, package: str) -> Iterator[None]:
    """Let `package` in `folder` be imported for a while, without leaving a trace of it."""
    kept = sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        sys.dont_write_bytecode = kept
        for name in [name for name in sys.modules if name == package or name.startswith(f"{package}.")]:
            del sys.modules[name]


def _snapshots_of_sector(name: str, folder: Path, plugins: Plugins) -> None:
    from izacontract.build.contract import build_contract

    usual = build_contract(request_of(plugins, name, {}), plugins)
    _write(folder / "test_example_reads_like_a_contract.txt", contract_text(usual))
    for answer in ("ja", "nee"):
        contract = build_contract(request_of(plugins, name, {f"{name}.aan_huis": answer}), plugins)
        _write(folder / f"test_access_reads_like_a_clause[{answer}].txt", clause_text(contract, f"{name}.toegang"))


def _snapshots_of_rules(name: str, folder: Path, plugins: Plugins) -> None:
    from izacontract.build.contract import build_contract

    sector = next(iter(plugins.sectors))
    known = build_contract(request_of(plugins, sector, {f"{name}.loket": "het Loket Zorgaanbieders"}), plugins)
    _write(folder / "test_contract_of_the_house_reads_like_a_contract.txt", contract_text(known))
    _write(folder / "test_desk_reads_like_a_clause[known].txt", clause_text(known, f"{name}.loket"))
    unknown = build_contract(request_of(plugins, sector, {}), plugins)
    _write(folder / "test_desk_reads_like_a_clause[open].txt", clause_text(unknown, f"{name}.loket"))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")

"""Plugins made by the scaffold, and an environment in which the built wheel stands as a user has it."""

from __future__ import annotations

import shutil
import sys
import sysconfig
import venv
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

import pytest

from izacontract.testing.scaffold import ScaffoldKind, make_plugin
from tests.conftest import Built, missing, run

NAMES: dict[ScaffoldKind, str] = {"sector": "paramedisch", "rules": "zilverlinde"}
TITLES: dict[ScaffoldKind, str] = {"sector": "paramedische zorg", "rules": "Zilverlinde"}

Make = Callable[..., Path]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[ScaffoldKind, Path]:
    """Return the package that the scaffold makes of each kind, to be copied and never changed."""
    folder = tmp_path_factory.mktemp("gemaakt")
    if not any(entry.name == "algemeen" for entry in entry_points(group="izacontract")):
        missing("the plugin with what sectors share")
    return {kind: make_plugin(name, kind, folder / name, TITLES[kind]).folder for kind, name in NAMES.items()}


@pytest.fixture
def plugin(
    made: dict[ScaffoldKind, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[ScaffoldKind], Path]]:
    """Return a function that gives a copy of a made package, importable for this test only."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    def copy(kind: ScaffoldKind = "sector") -> Path:
        folder = tmp_path / NAMES[kind]
        shutil.copytree(made[kind], folder)
        monkeypatch.syspath_prepend(folder)
        return folder

    yield copy
    for name in [
        name for name in sys.modules if name.startswith(tuple(f"izacontract_{own}" for own in NAMES.values()))
    ]:
        del sys.modules[name]


def entry(name: str, module: str = "") -> EntryPoint:
    """Return the entry point of plugin `name`, in the package that the scaffold calls so unless told otherwise."""
    return EntryPoint(name, module or f"izacontract_{name}", "izacontract")


@pytest.fixture(scope="session")
def programs(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the programs folder of an environment with our wheel, and all else as it is where the tests run.

    Installing the libraries too is what tests/test_installed.py does; here that would only take time. What builds our
    wheel builds a plugin too.
    """
    folder = tmp_path_factory.mktemp("omgeving")
    venv.create(folder / "venv", with_pip=False)
    python = folder / "venv" / "bin" / "python"
    into = (sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-compile")
    run(*into, "--no-deps", built.ours, folder=folder)
    where = (python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
    packages = Path(run(*where, folder=folder).strip())
    builders = run(built.python, *where[1:], folder=folder).strip()
    around = [f"import site; site.addsitedir({one!r})\n" for one in (builders, sysconfig.get_path("purelib"))]
    (packages / "around.pth").write_text("".join(around), encoding="utf-8")
    for name in ("pip", "pytest", "mypy"):
        program = python.parent / name
        program.write_text(f'#!/bin/sh\nexec "{python}" -m {name} "$@"\n', encoding="utf-8")
        program.chmod(0o755)
    found = run(python, "-c", "import izacontract; print(izacontract.__file__)", folder=folder)
    assert found.startswith(str(packages)), f"this is not the wheel: {found}"
    return python.parent

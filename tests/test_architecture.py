"""The shape of the house: imports go one way, the core names no sector, plugins use public names only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import izacontract

ROOT = Path(__file__).parent.parent
ORDER = [
    {"errors", "dutch"},
    {"model"},
    {"clauses"},
    {"hookspecs"},
    {"host"},
    {"intake"},
    {"build"},
    {"compare", "coverage", "explain"},
    {"render"},
    {"verify"},
    {"batch"},
    {"cli", "web", "testing", "__main__"},
]
"""The floors of the package, from the ground up: a module imports from its own floor and those below."""

SECTORS = ("msz", "ggz", "huisartsen", "wijkverpleging", "mdz")
MODULES = sorted((ROOT / "izacontract").rglob("*.py"))
PLUGIN_MODULES = sorted((ROOT / "plugins").rglob("*.py"))


def floor(room: str) -> int:
    return next(index for index, rooms in enumerate(ORDER) if room in rooms)


def imports(module: Path) -> Iterator[str]:
    """Give every module name that `module` imports, also inside functions, but not for type checking only."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_one_way(module: Path) -> None:
    parts = module.relative_to(ROOT / "izacontract").with_suffix("").parts
    if parts == ("__init__",):
        return
    here = floor(parts[0])
    for name in imports(module):
        if name.startswith("izacontract."):
            assert floor(name.split(".")[1]) <= here, f"{module.name} imports {name}"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_core_names_no_sector(module: Path) -> None:
    words = ast.unparse(ast.parse(module.read_text(encoding="utf-8"))).replace("'", " ").replace('"', " ").split()
    assert not set(words) & set(SECTORS)


@pytest.mark.parametrize("module", PLUGIN_MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_plugins_import_public_names_only(module: Path) -> None:
    own = module.relative_to(ROOT / "plugins").parts[0]
    for name in imports(module):
        if name.startswith("izacontract"):
            public = name.removeprefix("izacontract.") in izacontract.__all__
            assert public or name.split(".")[0] == own, f"{module} imports {name}"


@pytest.mark.parametrize("module", [*MODULES, *PLUGIN_MODULES], ids=lambda path: str(path.relative_to(ROOT)))
def test_module_holds_one_subject(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 330


@pytest.mark.parametrize("name", izacontract.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(izacontract, name) is not None

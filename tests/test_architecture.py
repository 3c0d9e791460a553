"""The shape of the house: imports go one way, the core names no sector, plugins use public names only."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

import izacontract

ROOT = Path(__file__).parent.parent
ORDER = [
    {"errors", "meant", "dutch", "extras", "message", "office", "plugin_messages"},
    {"model"},
    {"clauses"},
    {"hookspecs"},
    {"calling", "former_hooks", "guarding", "host", "loading"},
    {"intake"},
    {"build"},
    {"word"},
    {"coverage", "deviations", "duties", "explain"},
    {"memo"},
    {"render"},
    {"differ"},
    {"impact"},
    {"verify"},
    {"take", "reports"},
    {"split"},
    {"batch"},
    {"register"},
    {"prices"},
    {"amend", "renewal"},
    {"cli", "desk", "web", "testing", "__main__"},
]
"""The floors of the package, from the ground up: a module imports from its own floor and those below."""

APART = {"build": "intake"}
"""Rooms that know nothing of each other, though they stand on floors of their own: who builds does not read."""

SECTORS = ("msz", "ggz", "huisartsen", "wijkverpleging", "mdz")
MODULES = sorted((ROOT / "izacontract").rglob("*.py"))
PLUGIN_MODULES = sorted((ROOT / "plugins").rglob("*.py"))


def floor(room: str) -> int:
    return next(index for index, rooms in enumerate(ORDER) if room in rooms)


def imports(module: Path) -> Iterator[str]:
    """Give every module name that `module` imports, also inside functions and for type checking only."""
    package = module.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else ()
            start = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{start}.{name.name}" for name in node.names)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_one_way(module: Path) -> None:
    parts = module.relative_to(ROOT / "izacontract").with_suffix("").parts
    if parts == ("__init__",):
        return
    here = floor(parts[0])
    for name in imports(module):
        if name.startswith("izacontract."):
            room = name.split(".")[1]
            assert floor(room) <= here, f"{module.name} imports {name}"
            assert APART.get(parts[0]) != room, f"{module.name} imports {name}"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_core_names_no_sector(module: Path) -> None:
    assert sectors_in(module.read_text(encoding="utf-8")) == set()


def sectors_in(source: str) -> set[str]:
    """Return the sectors that `source` names: anywhere in a longer word too, but an abbreviation as a part by itself.

    The letters of an abbreviation may stand in a word that means something else; `MSZ`, `msz_terms`, `is-ggz` and
    `MszTerms` name the sector all the same.
    """
    # Between a small letter and a capital, and around what is no letter, a new part of a name begins.
    parts = set(re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", source))
    return {
        sector
        for sector in SECTORS
        if (len(sector) > 3 and sector in source.lower()) or sector in {part.lower() for part in parts}
    }


@pytest.mark.parametrize(
    ("source", "sectors"),
    [
        ("x = 'msz'", {"msz"}),
        ("from izacontract_ggz import terms", {"ggz"}),
        ("class MszTerms: ...", {"msz"}),
        ("# also for MDZ.", {"mdz"}),
        ("'mdz.ketens', f(ggz=1)", {"mdz", "ggz"}),
        ("Huisartsenzorg = 1", {"huisartsen"}),
        ("def wijkverplegings_terms(): ...", {"wijkverpleging"}),
        ("hamsz = 'aggzy'", set()),
    ],
)
def test_name_of_a_sector_is_found_wherever_it_stands(source: str, sectors: set[str]) -> None:
    assert sectors_in(source) == sectors


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


def test_every_type_inside_a_contract_is_public() -> None:
    seen: set[object] = set()

    def walk(kind: object) -> None:
        for inner in get_args(kind):
            walk(inner)
        if isinstance(kind, type) and kind.__module__.startswith("izacontract.") and kind not in seen:
            seen.add(kind)
            assert getattr(izacontract, kind.__name__, None) is kind, f"izacontract.{kind.__name__} is not public"
            for inner in get_type_hints(kind).values() if is_dataclass(kind) else ():
                walk(inner)

    walk(izacontract.Contract)
    assert {izacontract.Table, izacontract.Decision, izacontract.Commitment, izacontract.Position} <= seen

"""`izacontract plugins new`: what it makes is whole and exemplary, and what it refuses it says."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import izacontract
import izacontract.testing
from izacontract import build_contract, read_request
from izacontract.cli.app import main
from izacontract.extras import install_command
from izacontract.testing.loading import host_of, installed
from izacontract.testing.scaffold import ScaffoldKind
from tests.testing.conftest import NAMES, entry


def entries(*more: Any) -> list[Any]:
    """Return the entry points of the installed plugins and `more`."""
    return [one for found in installed() for one in found.entries] + list(more)


@pytest.mark.parametrize("kind", NAMES)
def test_package_has_everything_of_a_plugin(kind: ScaffoldKind, made: dict[ScaffoldKind, Path]) -> None:
    folder, name = made[kind], NAMES[kind]
    files = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}
    package = f"izacontract_{name}"
    assert {
        "pyproject.toml", "README.md", ".gitignore", f"{package}/__init__.py", f"{package}/py.typed", f"{package}/terms.py",
        f"{package}/rules.py", f"{package}/checks.py", f"{package}/library/slots.yaml", "tests/test_plugin.py",
        f"{package}/library/commitments.yaml", "tests/test_contract.py",
    } <= files  # fmt: skip
    assert sum(file.startswith("tests/__snapshots__/") for file in files) == 3
    assert any(file.endswith("example.yaml") for file in files)
    assert any("/parameters/" in file for file in files)
    assert not [file for file in files if "__pycache__" in file or file.endswith(".jinja")]
    left = [file for file in files if "[[" in (folder / file).read_text(encoding="utf-8")]
    assert left == []


@pytest.mark.parametrize("kind", NAMES)
def test_package_imports_public_names_only(kind: ScaffoldKind, made: dict[ScaffoldKind, Path]) -> None:
    public = {f"izacontract.{name}" for name in izacontract.__all__}
    public |= {f"izacontract.testing.{name}" for name in izacontract.testing.__all__}
    for module in made[kind].rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and str(node.module).split(".")[0] == "izacontract":
                assert {f"{node.module}.{name.name}" for name in node.names} <= public, module


def test_sector_has_a_contract_beside_all_other_plugins(plugin: Callable[..., Path]) -> None:
    folder = plugin("sector")
    plugins = host_of(entries(entry("paramedisch")))
    request = read_request(folder / "izacontract_paramedisch" / "library" / "example.yaml", plugins)
    contract = build_contract(request, plugins)
    assert contract.title == "Zorgovereenkomst paramedische zorg"
    assert "Toegang tot de zorg" in [article.heading for article in contract.articles]
    assert [finding.code for finding in contract.findings if finding.code.startswith("paramedisch.")] == []


def test_house_adds_its_clause_to_every_sector(plugin: Callable[..., Path]) -> None:
    plugin("rules")
    plugins = host_of(entries(entry("zilverlinde")))
    for sector in plugins.sectors:
        request = read_request(
            {
                "overeenkomst": {"sector": sector, "begin": "2026-01-01", "einde": "2026-12-31"},
                "zorgverzekeraar": {"rechtspersonen": [{"naam": "De Linde Zorgverzekeringen N.V."}]},
                "zorgaanbieder": {"naam": "Zorgaanbieder Voorbeeld"},
            },
            plugins,
        )
        assert "Loket" in [article.heading for article in build_contract(request, plugins).articles]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Paramedisch", "geen goede naam"),
        ("para-medisch", "geen goede naam"),
        ("p", "geen goede naam"),
        ("../weg", "geen goede naam"),
        ("veeltelangenaamvooreenplugin", "geen goede naam"),
        ("algemeen", "al van een plugin"),
        ("volume", "al van een plugin"),
        ("overeenkomst", "al van een plugin"),
        ("izacontract", "al van een plugin"),
    ],
)
def test_name_that_is_no_good_or_taken_is_refused(
    name: str, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["plugins", "new", name, "-o", "hier"]) == 4
    told = capsys.readouterr().err
    assert why in told
    assert "[plugin.naam]" in told
    assert list(tmp_path.iterdir()) == []


def test_folder_that_holds_something_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "werk.txt").write_text("niet weggooien", encoding="utf-8")
    assert main(["plugins", "new", "paramedisch", "-o", str(tmp_path)]) == 5
    assert "bestaat al" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["werk.txt"]


def test_folder_in_a_place_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plugins", "new", "paramedisch", "-o", str(tmp_path / "weg" / "hier")]) == 5
    assert "het bestaat niet" in capsys.readouterr().err


def test_without_copier_it_says_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "copier", None)
    assert main(["plugins", "new", "paramedisch", "-o", str(tmp_path / "hier")]) == 4
    told = capsys.readouterr().err
    assert f"Installeer het met: {install_command('testing')}" in told
    assert "[plugin.zonder-copier]" in told
    assert list(tmp_path.iterdir()) == []


def test_what_to_do_next_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plugins", "new", "paramedisch", "-o", str(tmp_path / "hier"), "--lang", "en"]) == 0
    told = capsys.readouterr().err
    assert "Written:" in told
    assert "izacontract generate izacontract_paramedisch/library/example.yaml -o contract.docx" in told
    assert "izacontract_paramedisch" not in sys.modules

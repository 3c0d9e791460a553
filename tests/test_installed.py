"""The wheel in an empty environment, far from this folder: the five contracts, and a plugin from outside beside ours."""

from __future__ import annotations

import json
import shutil
import sys
import tarfile
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.conftest import Built, run

ROOT = Path(__file__).parent.parent
REQUESTS = sorted((ROOT / "tests" / "requests").glob("*.yaml"))


in_one_environment = pytest.mark.xdist_group("installed")
"""Tests that share one wheel, with those of tests/testing/test_pages.py."""


@pytest.fixture(scope="session")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the programs folder of an empty environment in which our wheel and the outside plugin are installed."""
    folder = tmp_path_factory.mktemp("leeg")
    outside = folder / "buiten"
    shutil.copytree(ROOT / "tests" / "outside", outside, ignore=shutil.ignore_patterns("*.egg-info", "build"))
    built.wheel(outside, folder)
    venv.create(folder / "omgeving")
    programs = folder / "omgeving" / "bin"
    # our pip, which need not be installed first; bytecode is made only of what the commands below read
    into = (sys.executable, "-m", "pip", "--python", programs / "python", "install", "--quiet", "--no-compile")
    # nobody who installs us needs a compiler: all that we stand on comes as a wheel
    into = (*into, "--only-binary", ":all:")
    run(*into, "-c", ROOT / "constraints.txt", built.ours, *folder.glob("*.whl"), folder=folder)
    return programs


@in_one_environment
def test_wheel_holds_no_script_of_ours_nor_what_python_left(built: Built) -> None:
    names = ZipFile(built.ours).namelist()
    assert "clause_templates/frames/overeenkomst.docx" in names
    assert "izacontract/web/static/htmx.min.js" in names
    assert not [name for name in names if name.endswith(".pyc") or "make_frame" in name]


def _held(wheel: Path) -> dict[str, bytes]:
    with ZipFile(wheel) as package:
        return {name: package.read(name) for name in package.namelist()}


@in_one_environment
def test_wheel_from_the_source_package_is_the_wheel_from_the_checkout(built: Built, tmp_path: Path) -> None:
    run(built.python, "-m", "build", "--quiet", "--no-isolation", "--outdir", tmp_path, built.source, folder=tmp_path)
    (theirs,) = tmp_path.glob("izacontract-*.whl")
    (source,) = tmp_path.glob("izacontract-*.tar.gz")
    assert built.ours.name == theirs.name
    assert _held(built.ours) == _held(theirs)
    with tarfile.open(source) as package:
        names = {name.partition("/")[2] for name in package.getnames()}
    assert {"LICENSE", "README.md", "pyproject.toml", "clause_templates/frames/overeenkomst.docx"} <= names


@in_one_environment
def test_wheel_writes_the_five_contracts_from_another_folder(installed: Path, tmp_path: Path) -> None:
    for request in REQUESTS:
        target = tmp_path / f"{request.stem}.docx"
        run(installed / "izacontract", "generate", request, "-o", target, folder=tmp_path)
        assert ZipFile(target).testzip() is None


@in_one_environment
def test_outside_plugin_needs_nothing_that_ours_do_not(installed: Path, tmp_path: Path) -> None:
    listed = json.loads(run(installed / "izacontract", "plugins", "--json", folder=tmp_path))
    names = {plugin["name"]: plugin for plugin in listed["plugins"]}
    assert names["fysio"]["distribution"] == "izacontract-fysio"
    assert names["fysio"]["version"] == "1.2.0"
    assert {"algemeen", "ggz", "huisartsen", "mdz", "msz", "wijkverpleging"} < set(names)
    request = tmp_path / "fysio.yaml"
    request.write_text(
        "overeenkomst: {sector: fysio, begin: 2025-01-01, einde: 2025-12-31}\n"
        "zorgverzekeraar: {rechtspersonen: [{naam: Proef N.V.}]}\n"
        "zorgaanbieder: {naam: Praktijk Proef}\n"
        "fysio: {tarief: 40.00, soort: thuis}\n",
        encoding="utf-8",
    )
    printed = run(installed / "izacontract", "generate", request, "--format", "text", "-o", "-", folder=tmp_path)
    assert "De Praktijk meldt een huisbezoek binnen 7\N{NO-BREAK SPACE}dagen:" in printed

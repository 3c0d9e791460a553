"""What an extra needs, and the command that a user gets to install it."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import distributions, version
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

from izacontract.extras import PIPX, install_command, requirements
from tests.conftest import OUTSIDE

PROJECT = tomllib.loads((OUTSIDE.parent.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize("extra", ["redline", "dask", "register-postgres", "testing"])
def test_extra_needs_what_the_project_says(extra: str) -> None:
    assert set(requirements(extra)) == set(PROJECT["optional-dependencies"][extra])


def test_command_installs_the_very_version_of_the_redline_engine_that_is_tested() -> None:
    (wanted,) = requirements("redline")
    assert wanted == f"python-redlines[docxodus]=={version('python-redlines')}"


def test_command_is_for_the_python_that_runs() -> None:
    assert install_command("redline").startswith(f"{sys.executable} -m pip install ")


def test_who_used_pipx_is_told_to_inject_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / PIPX).write_text("{}", encoding="utf-8")
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    command = install_command("redline")
    assert re.fullmatch(r'pipx inject izacontract "python-redlines\[docxodus\]==[0-9.]+"', command)
    readme = (OUTSIDE.parent.parent / "README.md").read_text(encoding="utf-8")
    assert command in readme


def test_extra_that_is_not_there_is_an_error() -> None:
    with pytest.raises(LookupError, match="nergens"):
        requirements("nergens")


def test_nothing_that_is_installed_asks_for_a_newer_python_than_we_do() -> None:
    least = str(PROJECT["requires-python"]).removeprefix(">=") + ".0"
    asks = {found.name: found.metadata.get("Requires-Python") for found in distributions()}
    assert [name for name, asked in asks.items() if asked and not SpecifierSet(asked).contains(least)] == []

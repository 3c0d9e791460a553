"""A plugin of somebody else in the environment changes nothing in these tests, also when it does not even import."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOREIGN = """
from izacontract import Section, Terms, Text, field, hookimpl, BOTH


class Own(Terms):
    name: Text = field("naam", "Een naam.", by=BOTH)


@hookimpl
def sections():
    return [Section("vreemd", Own, "Vreemd", common=True)]
"""
TOUCHED = (
    "tests/contracts/test_whole_contracts.py::test_contract_reads_like_a_contract[ggz-voorbeeld]",
    "tests/contracts/test_whole_contracts.py::test_with_everything_on_no_clause_that_the_sector_may_have_is_out[ggz]",
    "tests/contracts/test_refusals.py::test_every_message_of_the_plugins_has_a_row",
    "tests/web/test_entries.py::test_example_is_the_same_request_after_the_form[ggz]",
)
"""Tests that see every plugin, each in its own way."""


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """Return a folder on which two plugins of others are installed: a sound one and one that breaks on import."""
    for name, source in (("vreemd", FOREIGN), ("kapot", "import bestaat_niet\n")):
        (tmp_path / f"{name}_plugin.py").write_text(source, encoding="utf-8")
        info = tmp_path / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[izacontract]\n{name} = {name}_plugin\n", encoding="utf-8")
    return tmp_path


def python(foreign: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python where the plugins in `foreign` are installed too, and nobody narrowed the plugins before."""
    kept = {name: value for name, value in os.environ.items() if name != "IZACONTRACT_PLUGINS"}
    kept["PYTHONPATH"] = os.pathsep.join(filter(None, (str(foreign), os.environ.get("PYTHONPATH"))))
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, env=kept, capture_output=True, text=True, check=False)


def test_tests_pass_beside_plugins_of_others(foreign: Path) -> None:
    listed = python(foreign, "-m", "izacontract", "plugins")
    assert "vreemd 1.0" in listed.stdout
    assert "kapot" in listed.stderr
    done = python(foreign, "-m", "pytest", "-q", "-p", "no:cacheprovider", *TOUCHED)
    assert done.returncode == 0, done.stdout

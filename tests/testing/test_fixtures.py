"""The pytest plugin: fixtures for one plugin, and nothing for everybody else."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

PLUGIN = "izacontract.testing.fixtures"
OTHERS = ("hypothesispytest", "anyio", "openxml-audit")
"""Plugins of pytest that these tests do not use; to load them takes longer than the tests."""


def pytest_of(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pytest in `folder` with our plugin, named where this environment does not name it by itself."""
    known = any(one.value == PLUGIN for one in entry_points(group="pytest11"))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *(() if known else ("-p", PLUGIN))]
    command += [word for other in OTHERS for word in ("-p", f"no:{other}")]
    return subprocess.run([*command, *arguments], cwd=folder, capture_output=True, text=True, check=False)


def test_run_that_uses_no_fixture_imports_nothing_of_ours(tmp_path: Path) -> None:
    (tmp_path / "test_other.py").write_text(
        "import sys\n\ndef test_light():\n"
        "    ours = {name for name in sys.modules if name.startswith('izacontract')}\n"
        "    assert ours == {'izacontract', 'izacontract.testing', 'izacontract.testing.fixtures'}\n"
        "    assert 'pydantic' not in sys.modules and 'pluggy' in sys.modules\n",
        encoding="utf-8",
    )
    done = pytest_of(tmp_path, "-W", "error", "-p", "xdist", "-n", "2")
    assert done.returncode == 0, done.stdout + done.stderr


def test_fixtures_load_one_plugin_with_what_it_stands_on(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text(
        "[pytest]\nizacontract_plugin = ggz\nizacontract_beside = algemeen\n", encoding="utf-8"
    )
    (tmp_path / "test_own.py").write_text(
        "import pytest\nfrom izacontract import RequestInvalid\nfrom izacontract.testing import clause_text\n\n"
        "def test_host(plugin_host, clause_library):\n"
        "    assert sorted(name for name, _ in plugin_host.manager.list_name_plugin()) == ['algemeen', 'ggz']\n"
        "    assert 'ggz.toegang' in clause_library.clauses\n\n"
        "def test_changes(make_request, make_contract):\n"
        "    assert make_request({'ggz.complexe_zorg': None, 'overeenkomst.kenmerk': 'X-1'}).agreement.reference == 'X-1'\n"
        "    with pytest.raises(RequestInvalid):\n"
        "        make_request({'overeenkomst.einde': 'ooit'})\n"
        "    assert clause_text(make_contract(), 'ggz.toegang').startswith('Artikel')\n\n"
        "def test_snapshot(make_contract, contract_snapshot):\n"
        "    assert make_contract() == contract_snapshot\n",
        encoding="utf-8",
    )
    assert "1 failed" in pytest_of(tmp_path, "-k", "snapshot").stdout  # nothing was kept yet
    assert pytest_of(tmp_path, "--snapshot-update").returncode == 0
    done = pytest_of(tmp_path, "-n", "2")
    assert done.returncode == 0, done.stdout + done.stderr
    (kept,) = tmp_path.rglob("*.txt")
    text = kept.read_text(encoding="utf-8")
    assert "Zorgovereenkomst geestelijke gezondheidszorg" in text
    kept.write_text(text.replace("Zorgaanbieder", "Aanbieder"), encoding="utf-8")
    assert "1 failed" in pytest_of(tmp_path, "-k", "snapshot").stdout


def test_plugin_that_is_not_named_or_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "test_own.py").write_text("def test_host(plugin_host):\n    pass\n", encoding="utf-8")
    assert "izacontract_plugin = ..." in pytest_of(tmp_path).stdout
    (tmp_path / "pytest.ini").write_text("[pytest]\nizacontract_plugin = nergens\n", encoding="utf-8")
    assert "'nergens' is niet geïnstalleerd" in pytest_of(tmp_path).stdout

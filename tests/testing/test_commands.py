"""`izacontract plugins` and `plugins check`: what is installed, what is wrong with it, and what a broken plugin stops."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from izacontract.cli.app import main
from izacontract.errors import PluginError
from izacontract.loading import load_plugins
from izacontract.testing.loading import host_of
from tests.support import FYSIO, fysio

BROKEN = EntryPoint("kapot", "bestaat_niet", "izacontract")


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Callable[[Sequence[EntryPoint]], None]:
    """Return a function that makes these plugins the installed ones."""

    def use(entries: Sequence[EntryPoint]) -> None:
        monkeypatch.setattr("izacontract.testing.loading.entry_points", lambda group: tuple(entries))
        monkeypatch.setattr("izacontract.loading.entry_points", lambda group: tuple(entries))
        monkeypatch.delenv("IZACONTRACT_PLUGINS", raising=False)

    return use


def misspelt(folder: Path, monkeypatch: pytest.MonkeyPatch) -> EntryPoint:
    """Return the entry point of a plugin with a hook that does not exist."""
    (folder / "typfout.py").write_text(
        "from izacontract import hookimpl\n\n\n@hookimpl\ndef propose_clause(request):\n    return []\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.delitem(sys.modules, "typfout", raising=False)
    return EntryPoint("typfout", "typfout", "izacontract")


def test_list_names_version_hooks_sectors_and_clauses(install: Any, capsys: pytest.CaptureFixture[str]) -> None:
    install([FYSIO, BROKEN])
    assert main(["plugins", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    (plugin,) = answer["plugins"]
    assert answer["hook_version"] == 1
    assert plugin["sectors"] == ["fysio"]
    assert "fysio.tarief" in plugin["clauses"]
    assert plugin["hooks"] == ["check_request", "libraries", "propose_clauses", "sectors", "template_filters"]
    assert [problem["name"] for problem in answer["problems"]] == ["kapot"]


def test_list_goes_on_when_a_plugin_stops_every_other_command(
    install: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    install([FYSIO, BROKEN, misspelt(tmp_path, monkeypatch)])
    assert main(["plugins"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("fysio ")
    assert "plugin 'kapot'" in err
    assert "propose_clause" in err
    assert "typfout.py:4" in err


def test_check_of_one_and_of_all(install: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    install([FYSIO, BROKEN, misspelt(tmp_path, monkeypatch)])
    assert main(["plugins", "check", "--json", "--lang", "en"]) == 4
    answer = json.loads(capsys.readouterr().out)
    assert answer["schema"] == "izacontract/plugin-check/1"
    found = {
        plugin["name"]: [f["code"] for f in plugin["findings"] if f["severity"] == "fault"]
        for plugin in answer["plugins"]
    }
    assert found == {
        "fysio": ["clausule.begrip-ongebruikt"],
        "kapot": ["plugin.kapot"],
        "typfout": ["plugin.onbekende-hook"],
    }
    assert main(["plugins", "check", "typfout"]) == 4
    told = capsys.readouterr().err
    assert told.splitlines()[0].startswith(
        "typfout: Plugin 'typfout' heeft een hook 'propose_clause', die niet bestaat ("
    )
    assert told.splitlines()[-1] == "Plugin typfout is niet goed: 1 fout, geen waarschuwingen."


def test_check_of_a_plugin_that_is_not_there_names_those_that_are(
    install: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    install([FYSIO])
    assert main(["plugins", "check", "fyso"]) == 4
    assert "kies uit: fysio" in capsys.readouterr().err


def test_check_without_plugins_says_so(install: Any, capsys: pytest.CaptureFixture[str]) -> None:
    install([])
    assert main(["plugins", "check"]) == 0
    assert "Er zijn geen plugins." in capsys.readouterr().err


def test_broken_plugin_stops_only_its_own_sector_and_what_is_final(
    install: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install([FYSIO, BROKEN])
    request = tmp_path / "aanvraag.json"
    request.write_text(json.dumps(fysio()), encoding="utf-8")
    draft = ["generate", str(request), "--format", "text", "-o"]
    assert main([*draft, str(tmp_path / "a.txt")]) == 0
    assert "plugin 'kapot'" in capsys.readouterr().err
    assert main([*draft, str(tmp_path / "b.txt"), "--final"]) == 4
    assert "[plugin.kapot]" in capsys.readouterr().err
    own = fysio()
    own["overeenkomst"]["sector"] = "kapot"
    request.write_text(json.dumps(own), encoding="utf-8")
    assert main([*draft, str(tmp_path / "c.txt")]) == 4
    told = capsys.readouterr().err
    assert "bestaat_niet" in told
    assert sorted(file.name for file in tmp_path.glob("*.txt")) == ["a.txt"]


def house(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch, *, clause: str = "tarief") -> EntryPoint:
    """Return the entry point of a plugin with words of its own for a clause of the outside plugin."""
    text = folder / f"woorden_{name}" / "fysio" / clause / "2024-01-01.md"
    text.parent.mkdir(parents=True)
    text.write_text(
        "---\nchange: De woorden van het huis.\nsources:\n  - {document: Beleid, section: '1', consulted: 2026-11-21}\n"
        "variables:\n  tarief: {type: euro, key: fysio.tarief}\n---\n"
        f'1. {{{{ lid("betaling") }}}}Volgens {name} is het tarief {{{{ tarief | euro }}}}.\n',
        encoding="utf-8",
    )
    (folder / f"huis_{name}.py").write_text(
        "from pathlib import Path\n\nfrom izacontract import hookimpl\n\n\n@hookimpl\ndef wordings():\n"
        f"    return [Path(__file__).parent / 'woorden_{name}']\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.delitem(sys.modules, f"huis_{name}", raising=False)
    return EntryPoint(name, f"huis_{name}", "izacontract")


def test_plugin_replaces_the_words_of_a_clause_from_its_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plugins = host_of([FYSIO, house(tmp_path, "linde", monkeypatch)])
    clause = plugins.library.clauses["fysio.tarief"]
    assert [(str(version.since), version.origin) for version in clause.versions] == [
        ("2023-01-01", ""),
        ("2024-01-01", "linde"),
    ]
    assert clause.versions[1].file == "linde/woorden_linde/fysio/tarief/2024-01-01.md"


def test_two_plugins_that_write_one_clause_are_refused_with_both_names_and_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [FYSIO, house(tmp_path, "linde", monkeypatch), house(tmp_path, "eik", monkeypatch)]
    for order in (entries, entries[::-1]):
        with pytest.raises(PluginError, match=r"eik en linde schrijven allebei.*'fysio\.tarief'.*IZACONTRACT_PLUGINS"):
            _ = load_plugins(order).library
    other = house(tmp_path, "beuk", monkeypatch, clause="behandeling")
    assert host_of([*entries[:2], other]).library.clauses["fysio.behandeling"].versions[1].origin == "beuk"


def test_words_for_a_clause_that_is_not_there_name_the_plugin_and_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugins = host_of([FYSIO, house(tmp_path, "linde", monkeypatch, clause="tarif")])
    assert plugins.library_problem is not None
    told = plugins.library_problem.message.nl
    assert told.startswith("Plugin 'linde': woorden_linde/fysio/tarif/2024-01-01.md:1")

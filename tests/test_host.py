"""Finding, loading and calling plugins: whose fault it is always shows."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import EntryPoint
from types import ModuleType
from typing import Any

import pytest

from izacontract import FileError, PluginError, Sector, Terms, hookimpl, load_plugins
from izacontract.host import ONLY, call_each

FYSIO = EntryPoint("fysio", "izacontract_fysio", "izacontract")


@pytest.fixture
def modules(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Return a function that makes an importable plugin module from hook functions and gives its entry point."""

    def make(name: str, **hooks: Any) -> EntryPoint:
        module = ModuleType(f"proef_{name}")
        for hook, function in hooks.items():
            function.__name__ = hook
            setattr(module, hook, hookimpl(function))
        monkeypatch.setitem(sys.modules, module.__name__, module)
        return EntryPoint(name, module.__name__, "izacontract")

    monkeypatch.delenv(ONLY, raising=False)
    yield make


def test_plugin_brings_sector_library_and_clauses() -> None:
    plugins = load_plugins([FYSIO])
    assert list(plugins.sectors) == ["fysio"]
    assert plugins.installed[0].clauses[0] == "fysio.begrippen"


def test_without_plugins_everything_is_empty() -> None:
    plugins = load_plugins([])
    assert not plugins.sectors
    assert not plugins.library.clauses
    assert plugins.installed == ()


def test_plugin_that_does_not_import_is_a_problem_and_stops_nothing() -> None:
    plugins = load_plugins([EntryPoint("kapot", "er_is_geen_module", "izacontract"), FYSIO])
    assert list(plugins.sectors) == ["fysio"]
    (problem,) = plugins.problems
    assert problem.name == "kapot"
    assert "er_is_geen_module" in problem.cause.nl


def test_plugin_that_raises_is_named_with_place_and_cause(modules: Any) -> None:
    def sectors() -> Sequence[Sector]:
        raise ZeroDivisionError("delen door nul")

    plugins = load_plugins([modules("stuk", sectors=sectors)])
    with pytest.raises(
        PluginError, match=r"'stuk' gaf een fout in sectors: ZeroDivisionError: delen door nul.*test_host\.py:\d+"
    ):
        _ = plugins.sectors


@pytest.mark.parametrize("answer", [None, "tekst", ["tekst"], 7, {"a": 1}])
def test_plugin_that_answers_something_else_is_named(modules: Any, answer: object) -> None:
    plugins = load_plugins([modules("vreemd", sectors=lambda: answer)])
    with pytest.raises(PluginError, match="'vreemd' gaf bij sectors iets anders terug"):
        _ = plugins.sectors


def test_hook_that_does_not_exist_is_refused_with_the_hooks_that_do(modules: Any) -> None:
    with pytest.raises(PluginError, match=r"'propose_clause', die niet bestaat.*propose_clauses"):
        load_plugins([modules("typfout", propose_clause=lambda request: [])])


def test_two_plugins_with_one_name_are_refused() -> None:
    with pytest.raises(PluginError, match="Twee plugins heten 'fysio'"):
        load_plugins([FYSIO, FYSIO])


def test_two_plugins_with_one_sector_are_refused_naming_both(modules: Any) -> None:
    class Own(Terms):
        """Nothing."""

    def sectors() -> Sequence[Sector]:
        return [Sector("fysio", "nog een", Own)]

    plugins = load_plugins([FYSIO, modules("ook", sectors=sectors)])
    with pytest.raises(PluginError, match="fysio en ook brengen allebei 'fysio'"):
        _ = plugins.sectors


@pytest.mark.parametrize(("only", "names"), [("fysio", ["fysio"]), ("", []), ("ander", [])])
def test_environment_narrows_the_plugins(monkeypatch: pytest.MonkeyPatch, only: str, names: list[str]) -> None:
    monkeypatch.setenv(ONLY, only)
    assert [name for name, _ in load_plugins([FYSIO]).manager.list_name_plugin()] == names


def test_name_in_the_environment_that_is_not_installed_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ONLY, "fysio, fysoi,")
    plugins = load_plugins([FYSIO])
    assert list(plugins.sectors) == ["fysio"]
    (problem,) = plugins.problems
    assert (problem.name, problem.distribution) == ("fysoi", "")
    assert "niet geïnstalleerd" in problem.cause.nl


def test_answers_come_in_order_of_name_whatever_the_order_of_loading(modules: Any) -> None:
    entries = [modules(name, sectors=lambda: []) for name in ("b", "c", "a")]
    for order in (entries, entries[::-1]):
        assert [answer.plugin for answer in call_each(load_plugins(order).manager, "sectors", Sector)] == [
            "a",
            "b",
            "c",
        ]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Sector("x", "x", Terms, agb_prefixes=["04"]),  # type: ignore[arg-type]  a mistake on purpose
        lambda: Sector("x", "x", Terms, accepts=()),  # type: ignore[arg-type]  a mistake on purpose
        lambda: Sector("x", "x", dict),  # type: ignore[arg-type]  a mistake on purpose
        lambda: sys.exit(0),
        lambda: (_ for _ in ()).throw(FileError("weg", "gone")),
    ],
)
def test_whatever_a_hook_does_wrong_the_plugin_is_named(modules: Any, wrong: Any) -> None:
    plugins = load_plugins([modules("fout", sectors=lambda: [wrong()])])
    with pytest.raises(PluginError, match="'fout' gaf een fout in sectors"):
        _ = plugins.sectors


def test_hook_with_an_argument_that_does_not_exist_is_refused(modules: Any) -> None:
    with pytest.raises(PluginError, match="'typfout' heeft een hook met verkeerde argumenten"):
        load_plugins([modules("typfout", propose_clauses=lambda aanvraag: [])])

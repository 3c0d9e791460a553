"""Finding, loading and calling plugins: whose fault it is always shows."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from izacontract import (
    BOTH,
    ContractRequest,
    FileError,
    Finding,
    PluginError,
    RequestInvalid,
    Section,
    Sector,
    Severity,
    Terms,
    Text,
    field,
    hookimpl,
    leave_out,
    load_plugins,
    put_in,
    read_request,
)
from izacontract.calling import call_each
from izacontract.cli.app import main
from izacontract.errors import Told
from izacontract.host import ONLY
from tests.conftest import OUTSIDE
from tests.support import FYSIO, fysio


@pytest.fixture(autouse=True)
def _all_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ONLY, raising=False)


@pytest.fixture
def modules(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Return a function that makes an importable plugin module from hook functions and gives its entry point."""

    def make(name: str, *, marked: bool = True, **hooks: Any) -> EntryPoint:
        module = ModuleType(f"proef_{name}")
        for hook, function in hooks.items():
            function.__name__ = hook
            setattr(module, hook, hookimpl(function) if marked else function)
        monkeypatch.setitem(sys.modules, module.__name__, module)
        return EntryPoint(name, module.__name__, "izacontract")

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
    with pytest.raises(PluginError, match=r"'vreemd' gaf bij sectors \(.*test_host\.py:\d+\) iets anders terug"):
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
    with pytest.raises(PluginError, match="Plugin ook en plugin fysio brengen allebei 'fysio'"):
        _ = plugins.sectors


@pytest.mark.parametrize(("only", "names"), [("fysio", ["fysio"]), ("", []), ("ander", [])])
def test_environment_narrows_the_installed_plugins(
    monkeypatch: pytest.MonkeyPatch, only: str, names: list[str]
) -> None:
    monkeypatch.setattr("izacontract.loading.entry_points", lambda group: (FYSIO,))
    monkeypatch.setenv(ONLY, only)
    assert [name for name, _ in load_plugins().manager.list_name_plugin()] == names
    assert [name for name, _ in load_plugins([FYSIO]).manager.list_name_plugin()] == ["fysio"]


def test_name_in_the_environment_that_is_not_installed_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("izacontract.loading.entry_points", lambda group: (FYSIO,))
    monkeypatch.setenv(ONLY, "fysio, fysoi,")
    plugins = load_plugins()
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
    with pytest.raises(PluginError, match=r"'typfout' vraagt in .* een argument"):
        load_plugins([modules("typfout", propose_clauses=lambda aanvraag: [])])


class Mute(Exception):
    """An error that cannot even say what it is."""

    def __str__(self) -> str:
        raise ZeroDivisionError


class Shapeless:
    """A thing that cannot show itself."""

    def __repr__(self) -> str:
        raise ZeroDivisionError


class Unfinished(Sequence[Sector]):
    """A sequence that fails when somebody reads it."""

    def __len__(self) -> int:
        return 1

    def __getitem__(self, index: Any) -> Any:
        raise RuntimeError("pas later gelezen")


class Own(Terms):
    """Nothing."""


class Named(Terms):
    """A thing with a name."""

    name: Text = field("naam", "Naam.", by=BOTH)


def raising(error: BaseException) -> Any:
    """Return a hook that raises `error`."""

    def hook() -> Any:
        raise error

    return hook


def finding(path: Any = (), **changes: Any) -> Finding:
    """Return a warning, with what is wrong in `changes`."""
    told = Told("let op", "mind")
    return Finding(
        **{"severity": Severity.WARNING, "code": "stuk.x", "message": told, "hint": told, "path": path} | changes
    )


FAULTS_OF_PLUGINS: dict[str, tuple[dict[str, Any], str]] = {
    "a path that is a text": ({"check_request": lambda request: [finding("fysio.tarief")]}, "TypeError: a finding has a path"),
    "a path of nothing known": ({"check_request": lambda request: [finding((None,))]}, "TypeError: a finding has a path"),
    "a severity that is a word": ({"check_request": lambda request: [finding(severity="erg")]}, "TypeError: a finding has a sev"),
    "a message in one language": ({"check_request": lambda request: [finding(message="let op")]}, "TypeError: a finding has a m"),
    "a sentence that is a number": ({"check_contract": lambda contract: [finding(hint=Told(7, "x"))]}, "TypeError: a sentence"),  # type: ignore[arg-type]  a mistake on purpose
    "a text for findings": ({"check_contract": lambda contract: "let op"}, "'let op'"),
    "nothing for findings": ({"check_contract": lambda contract: None}, "None"),
    "a generator of findings": ({"check_request": lambda request: (finding() for _ in "a")}, "<generator object"),
    "a generator of sectors": ({"sectors": lambda: (Sector("x", "x", Own) for _ in "a")}, "<generator object"),
    "a sequence that fails when read": ({"sectors": lambda: Unfinished()}, "RuntimeError: pas later gelezen"),
    "things that cannot show themselves": ({"sectors": lambda: [Shapeless()]}, "tuple"),
    "an error without words": ({"sectors": raising(Mute())}, "Mute"),
    "a way out": ({"sectors": raising(SystemExit(0))}, "SystemExit: 0"),
    "a section under a core key": ({"sections": lambda: [Section("overeenkomst", Own, "x")]}, "izacontract zelf brengen allebei 'overeenkomst'"),
    "a section under a sector's code": ({"sections": lambda: [Section("fysio", Own, "x")]}, "plugin fysio brengen allebei 'fysio'"),
    "a sector under a core key": ({"sectors": lambda: [Sector("weggelaten", "x", Own)]}, "izacontract zelf brengen allebei 'weggelaten'"),
    "a library that is no folder": ({"sectors": lambda: [Sector("stuk", "x", Own, library="clauses")]}, "library is no folder"),  # type: ignore[arg-type]  a mistake on purpose
    "rules that ask for something else": ({"sectors": lambda: [Sector("stuk", "x", Own, propose=lambda aanvraag: [])]}, "propose is no function of request"),
    "a check that cannot be called": ({"sectors": lambda: [Sector("stuk", "x", Own, check="streng")]}, "check is no function of request"),  # type: ignore[arg-type]  a mistake on purpose
    "a folder that is not there": ({"libraries": lambda: [Path("/er/is/niets")]}, "map /er/is/niets"),
    "a folder that is a text": ({"libraries": lambda: ["clauses"]}, "'clauses'"),
    "a hook that does not exist": ({"propose_clause": lambda request: []}, "'propose_clause', die niet bestaat"),
    "an argument that does not exist": ({"propose_clauses": lambda aanvraag: []}, "aanvraag"),
    "a clause that nobody has": ({"propose_clauses": lambda request: [leave_out("er.niet", because="x")]}, "'er.niet'"),
    "a clause that another decides": ({"propose_clauses": lambda request: [put_in("fysio.tarief", because="x")]}, "'fysio.tarief'"),
    "a reason that is no text": ({"propose_clauses": lambda request: [leave_out("fysio.tarief", because=None)]}, "TypeError: a proposal"),  # type: ignore[arg-type]  a mistake on purpose
    "filters in a list": ({"template_filters": lambda: ["luid"]}, "('luid',)"),
    "a filter that cannot be called": ({"template_filters": lambda: {"luid": "hard"}}, "{'luid': 'hard'}"),
}  # fmt: skip


@pytest.mark.parametrize("kind", FAULTS_OF_PLUGINS)
def test_fault_of_a_plugin_is_told_with_its_name_place_and_cause(
    modules: Any, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hooks, cause = FAULTS_OF_PLUGINS[kind]
    entries = [FYSIO, modules("stuk", **hooks)]
    monkeypatch.setattr("izacontract.loading.load_plugins", lambda house=None: load_plugins(entries))
    request = tmp_path / "aanvraag.json"
    request.write_text(json.dumps(fysio()), encoding="utf-8")
    status = main(["check", str(request)])
    out, err = capsys.readouterr()
    assert (status, out) == (4, ""), err
    assert "Traceback" not in err
    assert "stuk" in err.splitlines()[0]
    assert next(iter(hooks)) in err or "allebei" in err or "voor, die" in err
    assert cause in err
    assert "[plugin." in err


def of_sector(code: str) -> dict[str, Any]:
    """Return a complete request for a sector whose own section asks nothing."""
    return fysio(fysio=None, overeenkomst=fysio()["overeenkomst"] | {"sector": code})


def test_sector_is_asked_about_its_own_requests_only(modules: Any) -> None:
    asked: list[tuple[str, str]] = []

    def noting(what: str) -> Any:
        def note(request: ContractRequest) -> list[Any]:
            asked.append((what, request.sector))
            return []

        return note

    sector = Sector("ander", "andere zorg", Own, propose=noting("rules"), check=noting("check"))
    plugins = load_plugins([FYSIO, modules("ander", sectors=lambda: [sector])])
    plugins.propose_clauses(read_request(fysio(), plugins))
    assert asked == []
    plugins.propose_clauses(read_request(of_sector("ander"), plugins))
    assert asked == [("check", "ander"), ("rules", "ander")]


def test_function_without_a_name_is_told_by_its_type(modules: Any) -> None:
    check = partial(raising(RuntimeError("kan hier niets mee")))
    plugins = load_plugins([modules("stuk", sectors=lambda: [Sector("stuk", "x", Own, check=check)])])
    with pytest.raises(PluginError, match="Plugin 'stuk' gaf een fout in partial: RuntimeError: kan hier niets mee"):
        read_request(of_sector("stuk"), plugins)


@pytest.mark.parametrize(
    ("supply", "cause"),
    [
        (raising(RuntimeError("kan hier niets mee")), "gaf een fout in figures: TypeError"),
        (lambda item: None, "gaf een fout in figures: TypeError"),
        (lambda item: [1], "iets anders terug dan afgesproken: (1,)"),
        (lambda item: [("fysio.x", 3)], "iets anders terug dan afgesproken: (('fysio.x', 3),)"),
    ],
)
def test_section_that_cannot_say_its_figures_is_told_with_its_plugin(modules: Any, supply: Any, cause: str) -> None:
    section = Section("eigen", Named, "x", many=True, common=True, figures=supply)
    plugins = load_plugins([FYSIO, modules("stuk", sections=lambda: [section])])
    with pytest.raises(PluginError) as caught:
        read_request(fysio(eigen=[{"naam": "x"}]), plugins)
    assert "Plugin 'stuk'" in str(caught.value)
    assert cause in str(caught.value)


def test_argument_with_a_default_gets_its_value(modules: Any) -> None:
    told: list[object] = []

    def check_request(request: ContractRequest, parameters: object = None) -> list[Finding]:
        told.append(parameters)
        return []

    def propose_clauses(*, request: ContractRequest | None = None) -> list[Any]:
        told.append(request)
        return []

    plugins = load_plugins([FYSIO, modules("proef", check_request=check_request, propose_clauses=propose_clauses)])
    request = read_request(fysio(), plugins)
    plugins.propose_clauses(request)
    assert told == [plugins.parameters, request]


def test_specname_is_honoured_and_a_wrong_one_refused_with_the_nearest_hook(
    modules: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mine(request: ContractRequest) -> list[Finding]:
        return [finding(("fysio",))]

    def named(hook: str) -> EntryPoint:
        module = ModuleType("proef_specname")
        module.mijn_controle = hookimpl(specname=hook)(mine)  # type: ignore[attr-defined]  a module takes any name
        monkeypatch.setitem(sys.modules, module.__name__, module)
        return EntryPoint("proef", module.__name__, "izacontract")

    plugins = load_plugins([FYSIO, named("check_request")])
    assert [found.code for found in read_request(fysio(), plugins).findings] == ["stuk.x"]
    with pytest.raises(PluginError, match=r"'check_requests', die niet bestaat.*Bedoelt u 'check_request'\?"):
        load_plugins([FYSIO, named("check_requests")])


def test_argument_that_is_nearly_right_is_refused_with_the_right_one(modules: Any) -> None:
    with pytest.raises(PluginError, match=r"'proef' vraagt in check_request .*'paramters'.*Bedoelt u 'parameters'\?"):
        load_plugins([modules("proef", check_request=lambda request, paramters=None: [])])


@pytest.mark.parametrize("word", ["accepts", "assumes", "refuses"])
def test_key_that_a_sector_nearly_names_right_is_told_with_the_plugin(modules: Any, word: str) -> None:
    names: Any = (("gegevnes", "niet hier"),) if word == "refuses" else frozenset({"gegevnes", "heel anders"})
    sector = Sector("ander", "andere zorg", Own, **{word: names})
    hooks = {"sectors": lambda: [sector], "sections": lambda: [Section("gegevens", Own, "x")]}
    plugins = load_plugins([modules("proef", **hooks)])
    with pytest.raises(PluginError, match=rf"'proef' noemt bij sector 'ander' in {word} 'gegevnes'.* 'gegevens'\?"):
        _ = plugins.library


def test_topic_that_a_sector_nearly_names_right_is_told_with_the_plugin(modules: Any, tmp_path: Path) -> None:
    folder = shutil.copytree(OUTSIDE / "izacontract_fysio" / "clauses", tmp_path / "clauses")
    with (folder / "tarief" / "clause.yaml").open("a", encoding="utf-8") as file:
        file.write("topic: acute-zorg\n")
    sector = Sector("ander", "andere zorg", Own, takes=frozenset({"acute-zrog", "heel-anders"}))
    plugins = load_plugins([modules("fysio", sectors=lambda: [sector], libraries=lambda: [folder])])
    with pytest.raises(PluginError, match=r"'fysio' noemt bij sector 'ander' in takes 'acute-zrog'.* 'acute-zorg'\?"):
        _ = plugins.library


def test_function_called_as_a_hook_is_told_when_it_is_not_marked(modules: Any) -> None:
    with pytest.raises(PluginError, match="'vergeten' heeft een functie 'sectors' zonder @hookimpl"):
        load_plugins([modules("vergeten", marked=False, sectors=lambda: [])])


def test_plugin_that_fails_on_a_faulty_request_hides_nothing_that_others_find(modules: Any) -> None:
    plugins = load_plugins(
        [
            modules("a", check_request=raising(RuntimeError("kan hier niets mee"))),
            FYSIO,
            modules("z", check_request=lambda request: [finding(("fysio",))]),
        ]
    )
    request = fysio(fysio={"tarief": 40, "soort": "tuis"})
    with pytest.raises(RequestInvalid) as caught:
        read_request(request, plugins)
    assert [found.code for found in caught.value] == ["waarde.keuze", "stuk.x"]
    request = fysio(fysio={"tarief": 46, "soort": "tuis"})
    with pytest.raises(RequestInvalid) as caught:
        read_request(request, plugins)
    assert "fysio.tarief-boven-maximum" in [found.code for found in caught.value]


def test_error_of_a_plugin_has_a_hash_and_is_equal_to_itself_only() -> None:
    one, other = PluginError("x", "x"), PluginError("x", "x")
    assert len({one, other}) == 2

"""A plugin that prints, leaves, hangs, changes what is around it or raises anywhere: it is named, others are unharmed."""

from __future__ import annotations

import decimal
import json
import locale
import os
import sys
import threading
import time
import warnings
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from izacontract import Finding, PluginError, hookimpl, load_plugins, read_request
from izacontract.batch.executors import here
from izacontract.batch.folder import run_folder
from izacontract.batch.names import read_pattern
from izacontract.batch.run import Totals, prepare, run
from izacontract.cli.app import main
from izacontract.guarding import within
from izacontract.host import Plugins
from izacontract.plugin_messages import TOOK_TOO_LONG
from izacontract.render.formats import ContractFormat
from izacontract.web.app import Serving, make_app
from izacontract.web.workers import WorkerBroke, _in_time
from tests.batch.support import base, good, row
from tests.support import FYSIO, fysio
from tests.web.conftest import AtOnce, TestClient

LONG = 20.0
"""So many seconds a plugin would wait: a test that fails takes them, one that passes a fraction."""


def _plugins(monkeypatch: pytest.MonkeyPatch, **hooks: Any) -> Plugins:
    """Return the outside plugin and one called `kwaad` that answers with `hooks`."""
    module = ModuleType("proef_kwaad")
    for name, function in hooks.items():
        function.__name__ = name
        setattr(module, name, hookimpl(function))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return load_plugins([FYSIO, EntryPoint("kwaad", module.__name__, "izacontract")])


def _loops() -> None:
    until = time.monotonic() + LONG
    while time.monotonic() < until:
        pass


def _holds_on() -> None:
    """Catch whatever interrupts it, once."""
    try:
        time.sleep(LONG)
    except BaseException:  # noqa: BLE001  as bad as a plugin can be
        time.sleep(LONG)


CHANGES: dict[str, tuple[Callable[[], object], str]] = {
    "a variable more": (lambda: os.environ.__setitem__("KWAAD", "1"), "os.environ: KWAAD"),
    "a variable less": (lambda: os.environ.pop("PATH"), "os.environ: PATH"),
    "another folder": (lambda: os.chdir("/"), "os.chdir"),
    "another locale": (lambda: locale.setlocale(locale.LC_ALL, "C.UTF-8"), "locale.setlocale"),
    "fewer decimals": (lambda: setattr(decimal.getcontext(), "prec", 3), "decimal.getcontext"),
    "another rounding": (lambda: setattr(decimal.getcontext(), "rounding", decimal.ROUND_UP), "decimal.getcontext"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_plugin_changes_around_it_is_put_back_and_told(
    change: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    before = (dict(os.environ), Path.cwd(), locale.setlocale(locale.LC_ALL), str(decimal.getcontext()))
    function, what = CHANGES[change]
    plugins = _plugins(monkeypatch, check_request=lambda request: [function()][:0])
    with pytest.raises(PluginError) as caught:
        read_request(fysio(), plugins)
    assert f"Plugin 'kwaad' veranderde in check_request de omgeving van het programma ({what})" in str(caught.value)
    assert (dict(os.environ), Path.cwd(), locale.setlocale(locale.LC_ALL), str(decimal.getcontext())) == before


def test_filters_of_warnings_that_a_plugin_sets_hold_no_longer_than_its_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def check_request(request: object) -> list[Finding]:
        warnings.simplefilter("ignore")
        return []

    plugins = _plugins(monkeypatch, check_request=check_request)
    before = list(warnings.filters)
    read_request(fysio(), plugins)
    assert list(warnings.filters) == before
    with pytest.raises(UserWarning, match="telt"):
        warnings.warn("telt", stacklevel=1)


def test_plugin_that_changes_the_folder_on_import_is_a_problem_with_its_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "verhuist.py").write_text('import os\nprint("dag")\nos.chdir("/")\n', encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(tmp_path)
    plugins = load_plugins([EntryPoint("verhuist", "verhuist", "izacontract"), FYSIO])
    assert [(problem.name, "os.chdir" in problem.cause.en) for problem in plugins.problems] == [("verhuist", True)]
    assert list(plugins.sectors) == ["fysio"]
    assert Path.cwd() == tmp_path


def test_what_a_plugin_prints_does_not_come_between_our_data(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plugins = _plugins(monkeypatch, check_request=lambda request: [print("een\ntwee", end="")][:0])  # noqa: T201
    monkeypatch.setattr("izacontract.loading.load_plugins", lambda house=None: plugins)
    request = tmp_path / "aanvraag.json"
    request.write_text(json.dumps(fysio()), encoding="utf-8")
    assert main(["check", str(request), "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)
    assert "plugin kwaad: een\nplugin kwaad: twee" in err


@pytest.mark.parametrize("hang", [lambda: time.sleep(LONG), _loops, _holds_on])
def test_plugin_that_hangs_is_interrupted_and_named(hang: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    plugins = _plugins(monkeypatch, check_request=lambda request: [hang()][:0])
    with pytest.raises(PluginError, match=r"Plugin 'kwaad' was na 0\.3 s nog niet klaar") as caught, within(0.3):
        read_request(fysio(), plugins)
    assert (caught.value.plugin, caught.value.status) == ("kwaad", 4)
    read_request(fysio(), load_plugins([FYSIO]))


def test_plugin_that_turns_in_circles_is_interrupted_in_a_thread_too(monkeypatch: pytest.MonkeyPatch) -> None:
    plugins = _plugins(monkeypatch, check_request=lambda request: [_loops()][:0])
    told: list[PluginError] = []

    def work() -> None:
        try:
            with within(0.3):
                read_request(fysio(), plugins)
        except PluginError as error:
            told.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(LONG)
    assert [error.plugin for error in told] == ["kwaad"]


def test_within_a_limit_another_one_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PluginError, match=r"Dit contract was na 0\.4 s nog niet klaar"), within(0.4):
        with within(0.001):
            time.sleep(0.05)
        time.sleep(LONG)


def _raises(error: BaseException) -> Callable[[str], str]:
    def judge(value: str) -> str:
        raise error

    return judge


@pytest.mark.parametrize("error", [RuntimeError("dat bevalt me niet"), SystemExit(0), GeneratorExit()])
def test_type_of_a_section_that_raises_is_told_with_its_plugin(
    error: BaseException, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = (
        "from typing import Annotated\n"
        "from pydantic import AfterValidator\n"
        "from izacontract import BOTH, Section, Terms, Text, field, hookimpl\n"
        f"def judge(value):\n    raise {error!r}\n"
        "class Own(Terms):\n"
        "    'Nothing.'\n"
        "    name: Annotated[Text, AfterValidator(judge)] = field('naam', 'Naam.', by=BOTH)\n"
        "@hookimpl\n"
        "def sections():\n    return [Section('eigen', Own, 'x', common=True)]\n"
    )
    (tmp_path / "kwaad_type.py").write_text(source, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "kwaad_type", raising=False)
    entry = EntryPoint("kwaad", "kwaad_type", "izacontract")
    monkeypatch.setattr("izacontract.guarding.entry_points", lambda group: (FYSIO, entry))
    plugins = load_plugins([FYSIO, entry])
    monkeypatch.setattr("izacontract.loading.load_plugins", lambda house=None: plugins)
    request = tmp_path / "aanvraag.json"
    request.write_text(json.dumps(fysio(eigen={"naam": "x"})), encoding="utf-8")
    assert main(["check", str(request)]) == 4
    err = capsys.readouterr().err
    assert "kwaad" in err
    assert type(error).__name__ in err
    assert "Traceback" not in err


def _remarks(request: Any) -> list[Finding]:
    """Do on a row what its remark says."""
    for terms in request.sections.values():
        match str(getattr(terms, "remark", "") or ""):
            case "hang":
                time.sleep(LONG)
            case "verlaat":
                sys.exit(0)
            case "verhuis":
                os.environ["TZ"] = "Pacific/Auckland"
            case "breek":
                raise GeneratorExit
            case "druk":
                print("hier")  # noqa: T201
    return []


def _made(rows: list[Any], plugins: Plugins, out: Path) -> Totals:
    prepared = prepare(base(), plugins, ContractFormat.TEXT, seconds=1.0)
    with run_folder(out, resume=False, force=False) as folder:
        return run(rows, prepared, read_pattern("{kenmerk}", ".txt"), folder, here())


def test_rows_on_which_a_plugin_misbehaves_fail_with_its_name_and_no_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plugins = _plugins(monkeypatch, check_request=_remarks)
    rows = good(base(), 8)
    for index, remark in enumerate(["hang", "verlaat", "verhuis", "breek", "druk"]):
        rows[index] = row(base(), rows[index].number, {"fysio.opmerking": remark})
    totals = _made(rows, plugins, tmp_path / "uit")
    assert (totals.made, totals.failed) == (4, 4)
    faults = (tmp_path / "uit" / "fouten.csv").read_text(encoding="utf-8-sig")
    for told in ("'kwaad' was na 1 s nog niet klaar", "SystemExit: 0", "os.environ: TZ", "GeneratorExit"):
        assert told in faults
    assert faults.count("Plugin 'kwaad'") == 4
    assert len(list((tmp_path / "uit").glob("*.txt"))) == 4


def test_run_stops_when_a_plugin_holds_up_row_after_row(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("izacontract.batch.worker.MOST_OVERDUE", 2)
    plugins = _plugins(monkeypatch, check_request=lambda request: [time.sleep(LONG)][:0])
    with pytest.raises(PluginError, match="2 rijen achtereen waren na 1 s nog niet klaar"):
        _made(good(base(), 3), plugins, tmp_path / "uit")


def test_worker_of_the_preview_names_the_plugin_it_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    plugins = _plugins(monkeypatch, check_request=lambda request: [time.sleep(LONG)][:0])
    with pytest.raises(PluginError) as caught:
        _in_time(0.3, read_request, fysio(), plugins)
    assert caught.value.plugin == "kwaad"


def test_visitor_waits_no_longer_and_the_log_names_the_plugin() -> None:
    class Held(AtOnce):
        async def ask(self, question: Any, *given: object, **named: Any) -> Any:
            raise TOOK_TOO_LONG.failure(PluginError, name="kwaad", seconds=8).of("kwaad")

    log: list[str] = []
    with TestClient(make_app(Serving(workers=Held(1), log=log.append)), base_url="http://127.0.0.1:8765") as client:
        assert client.get("/").status_code == 504
    assert json.loads(log[0]) | {"places": [], "time": ""} == {
        "time": "", "error": "PluginError", "code": "plugin.te-lang", "plugin": "kwaad", "places": [],
    }  # fmt: skip


def test_way_out_that_a_worker_of_the_preview_takes_does_not_end_the_server() -> None:
    with pytest.raises(WorkerBroke, match="SystemExit"):
        _in_time(5.0, sys.exit, 0)

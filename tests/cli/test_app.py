"""The command as a whole: exit statuses, languages, streams, and errors that are ours."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from izacontract.cli.app import COMMANDS, main
from izacontract.cli.report import Language, Report
from izacontract.errors import Finding, Severity, Told
from tests.cli.conftest import Run

Written = Callable[..., Path]
ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chek"], "Onbekende opdracht 'chek'"),
        (["check"], "ontbreekt"),
        (["check", "--foo", "x"], "Onbekende optie: --foo"),
        (["check", "a", "b"], "Onverwacht argument"),
        (["generate", "a", "-o"], "Bij optie '-o' hoort een waarde"),
        (["--lang", "fr", "check", "a"], "'fr' is geen van 'nl', 'en'"),
        ([], "Usage: izacontract"),
    ],
)
def test_wrong_use_is_told_with_status_two(run: Run, arguments: list[str], words: str) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["generate", "--help"], ["clauses", "--help"]])
def test_help_is_plain_text(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert ran.status == 0
    assert ran.out.startswith("Usage: izacontract")
    assert "─" not in ran.out


def test_version_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda name: "9.9")
    assert (run("--version").out, run("--version").status) == ("izacontract 9.9\n", 0)


def broken(error: BaseException) -> Callable[..., Any]:
    def raising(*arguments: object, **options: object) -> None:
        raise error

    return raising


def test_mistake_of_ours_is_told_as_such(run: Run, request_file: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("izacontract.build.contract.build_contract", broken(KeyError("tarief")))
    ran = run("check", request_file())
    assert ran.status == 70
    assert "dit is een fout in izacontract" in ran.err
    assert "KeyError: 'tarief'" in ran.err
    assert "Traceback" not in ran.err
    assert "this is an error in izacontract" in run("check", request_file(), "--lang", "en").err


@pytest.mark.parametrize(("error", "status"), [(KeyboardInterrupt(), 130), (MemoryError(), 70), (RecursionError(), 70)])
def test_interruption_and_exhaustion_have_a_status(
    run: Run, request_file: Written, monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int
) -> None:
    monkeypatch.setattr("izacontract.build.contract.build_contract", broken(error))
    assert run("check", request_file()).status == status


def test_plugin_that_raises_has_status_four_and_its_name(
    run: Run, request_file: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = import_module("izacontract_fysio").check_request
    monkeypatch.setattr(check, "__code__", (lambda request, parameters: 1 / 0).__code__)
    ran = run("check", request_file())
    assert ran.status == 4
    assert "fysio" in ran.err
    assert "ZeroDivisionError" in ran.err


def test_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); from izacontract.cli.app import app, main\n"
        "@app.command()\n"
        "def lang():\n"
        "    from izacontract.cli.report import Report\n"
        "    [Report().data('x' * 1000) for _ in range(1000)]\n"
        "sys.exit(main(['lang']))\n"
    )
    script = tmp_path / "veel.py"
    script.write_text(program)
    with subprocess.Popen(
        [sys.executable, script, str(ROOT)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (0, b"")


def test_module_runs_as_a_program(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "izacontract", "check", tmp_path / "weg.yaml"],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert ran.returncode == 5
    assert "het bestaat niet" in ran.stderr


class Terminal:
    """A stream that says it is a terminal."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("no_color", "coloured"), [(None, True), ("1", False)])
def test_colours_are_for_terminals_that_want_them(
    monkeypatch: pytest.MonkeyPatch, no_color: str | None, coloured: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color:
        monkeypatch.setenv("NO_COLOR", no_color)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    Report().findings([Finding(Severity.FAULT, "a.b", Told("fout", "wrong"), Told("", ""))])
    assert ("\033[" in terminal.text) is coloured


@pytest.mark.parametrize(
    ("severities", "always", "nl", "en"),
    [
        ([], [], "", ""),
        ([], [Severity.OPEN, Severity.WARNING], "geen open punten, geen waarschuwingen", "no open points, no warnings"),
        ([Severity.OPEN], [Severity.WARNING], "1 open punt, geen waarschuwingen", "1 open point, no warnings"),
        ([Severity.WARNING] * 2 + [Severity.FAULT], [], "1 fout, 2 waarschuwingen", "1 fault, 2 warnings"),
    ],
)
def test_findings_are_counted_in_words(severities: list[Severity], always: list[Severity], nl: str, en: str) -> None:
    findings = [Finding(severity, "a.b", Told("", ""), Told("", "")) for severity in severities]
    assert (Report().counts(findings, *always), Report(Language.EN).counts(findings, *always)) == (nl, en)


def test_streams_write_every_character(run: Run, request_file: Written) -> None:
    ran = run("check", request_file(fysio={"tarief": "€ 4\u2009😀"}))
    assert "€ 4\u2009😀" in ran.err


def test_main_takes_the_arguments_of_the_process(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setattr(sys, "argv", ["izacontract", "--help"])
    assert main() == 0
    assert "Usage: izacontract" in capsys.readouterr().out


def test_error_that_nobody_can_read_keeps_its_status(
    run: Run, request_file: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise BrokenPipeError

    request = request_file(fysio={"tarief": "veel"})
    monkeypatch.setattr(Report, "_print", gone)
    assert run("check", request).status == 3
    assert run("check").status == 2


def test_mistake_in_printing_an_error_is_told_without_a_traceback(
    run: Run, request_file: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Report, "findings", broken(TypeError("geen tekst")))
    ran = run("check", request_file(fysio={"tarief": "veel"}))
    assert ran.status == 70
    assert "dit is een fout in izacontract" in ran.err
    assert "Traceback" not in ran.err


def test_what_was_typed_does_not_steer_the_terminal(run: Run, request_file: Written) -> None:
    ran = run("check", request_file(fysio={"tarief": "\x1b[31mveel"}))
    assert "\\u001b[31mveel" in ran.err
    assert "\x1b" not in ran.err


def test_help_imports_no_command_and_lists_what_each_one_says_of_itself(run: Run) -> None:
    asked = (
        "import sys; from izacontract.cli.app import main; main(['--help']); "
        "sys.exit(' '.join(name for name in sys.modules if name == 'pydantic' or name.endswith('.generate')))"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=False, cwd=ROOT)
    assert done.stderr == b"\n"
    for name, (home, told) in COMMANDS.items():
        assert hasattr(import_module(f"izacontract.cli.{home}"), name)
        first = told.split(",")[0].split(":")[0].split(";")[0][:60]
        assert first in " ".join(run(name, "--help").out.split())

"""What all tests share: the plugins of this project and no others, and tests that need a system package."""

from __future__ import annotations

import gc
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import venv
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.slow import slow_first

OUTSIDE = Path(__file__).parent / "outside"
REQUESTS = Path(__file__).parent / "requests"
LONG_NAME = 300
"""Characters of a text that still names a test."""

sys.path.insert(0, str(OUTSIDE))

GROUP = "izacontract"
OURS: tuple[str, ...] = tuple(
    tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "entry-points"
    ][GROUP]
)
"""The plugins of this project; what else is installed here may not change what a test sees."""

CORE: tuple[str, ...] = ("tests/build/", "tests/clauses/", "tests/intake/", "tests/test_dutch.py", "tests/test_host.py")
"""The tests of the core, for which no plugin of this project is installed."""

MOST_LIBRARIES = 12
"""So many libraries are remembered, besides the one that was read last."""

os.environ.setdefault("IZACONTRACT_PLUGINS", ",".join(OURS))

os.environ.setdefault("DOTNET_TieredPGO", "0")
"""The validator of the SDK and Docxodus end before it pays to profile themselves."""


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a test after the length of a long text, which would be two million characters of its name."""
    return f"{argname} of {len(val)}" if isinstance(val, (str, bytes)) and len(val) > LONG_NAME else None


def pytest_configure(config: pytest.Config) -> None:
    """Let this run and all commands that it starts keep what they read in one folder of their own, not in the user's."""
    from izacontract.clauses.kept import VARIABLE, kept

    if VARIABLE not in os.environ:
        folder = tempfile.mkdtemp(prefix="izacontract-gelezen-")
        os.environ[VARIABLE] = folder
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
        if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
            # the command is started hundreds of times, and would compile all modules each time
            os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder, "bytecode"))
    # what commands kept stays out of this process: it may try a mistake that they did not make
    kept.keep_in(Path(os.environ[VARIABLE], f"proces-{os.getpid()}"))
    read_libraries_once()


def read_libraries_once() -> None:
    """Let all plugins that read the very same files share what stands in them, which is frozen.

    Every set of plugins that a test loads would read all texts again, and fill each of them for the first time.
    """
    from izacontract import host
    from izacontract.clauses.kept_library import _files, known_library
    from izacontract.clauses.library import Library

    known: dict[str, Library] = {}

    def remembered(folders: Iterable[tuple[str, Traversable]]) -> Library:
        listed = list(folders)
        try:
            files = "\n".join(_files(listed))
        except OSError:
            return known_library(listed)
        if files not in known:
            for oldest in list(known)[: max(0, len(known) - MOST_LIBRARIES)]:
                del known[oldest]
            known[files] = known_library(listed)
        return known[files]

    host.known_library = remembered


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give each process whole files, when the run asks to keep groups together."""
    from tests.scheduling import WholeFiles

    return WholeFiles(config, log) if config.getvalue("dist") == "loadgroup" else None


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Any, Any]:
    """Let the tests of the core be read and run as they would with the core alone."""
    if not isinstance(collector, pytest.Module) or not collector.nodeid.startswith(CORE):
        return (yield)
    collector.add_marker(pytest.mark.usefixtures("without_our_plugins"))
    with _no_plugins():
        return (yield)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no process waits for another at the end."""
    slow_first(items)


def pytest_sessionfinish() -> None:
    """Look for garbage once: pytest looks five times at the end, each time at all contracts that are remembered."""
    gc.collect()
    gc.freeze()


def pytest_collection_finish() -> None:
    """Look for garbage seldom: what was collected and what is remembered stays, and to go through it takes a sixth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(300_000, 20, 50)


@contextmanager
def _no_plugins() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IZACONTRACT_PLUGINS", "")
        yield


@pytest.fixture(scope="module")
def without_our_plugins() -> Iterator[None]:
    """Let no plugin be installed; who names plugins one by one gets them all the same."""
    with _no_plugins():
        yield


def our_entries() -> list[EntryPoint]:
    """Return the entry points of our own plugins, in order of name."""
    return sorted((entry for entry in entry_points(group=GROUP) if entry.name in OURS), key=lambda entry: entry.name)


def needs(program: str, variable: str = "") -> str:
    """Return the program called `program`, or the one that the environment names in `variable`.

    Skips the test where it is not installed; fails where everything must be.
    """
    found = shutil.which(os.environ.get(variable, program))
    return found or missing(program)


def missing(what: str) -> NoReturn:
    """Skip the test because `what` is not installed; fail where everything must be."""
    if os.environ.get("IZACONTRACT_REQUIRE_ALL"):
        pytest.fail(f"{what} is not installed, and here nothing may skip")
    pytest.skip(f"{what} is not installed")


def office_python() -> str:
    """Return a Python that knows the bridge to LibreOffice: that of the system, mostly; where none does, skip."""
    needs("soffice")
    for python in ("/usr/bin/python3", "python3", sys.executable):
        with suppress(OSError):
            if subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
                return python
    missing("python3-uno")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Return Chromium, driven by Playwright, which can run only once in a process.

    Its build without windows takes a third less of the processor for the same pages, where it is installed.
    """
    program = needs(shutil.which("chromium-headless-shell") or "chromium", "IZACONTRACT_CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """Return an empty page of a visitor of its own; what its console complains of fails the test."""
    context = browser.new_context(viewport={"width": 1300, "height": 900}, locale="nl-NL", accept_downloads=True)
    opened = context.new_page()
    complaints: list[str] = []
    # htmx tells of a request that a later change or another page cut off; a page that is not there is asked on purpose
    cut_off = re.compile("htmx:(afterRequest|sendAbort|sendError)")

    def complain(told: Any) -> None:
        if told.type == "error" and not cut_off.match(told.text) and told.location.get("url") != opened.url:
            complaints.append(told.text)

    opened.on("console", complain)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    # a page waits for a worker, and two cores may be busy with other tests
    opened.set_default_timeout(90_000)
    yield opened
    context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the script of axe-core, which the environment names in IZACONTRACT_AXE."""
    file = os.environ.get("IZACONTRACT_AXE", "")
    if not Path(file).is_file():
        missing("axe-core (IZACONTRACT_AXE=/path/to/axe.min.js)")
    return Path(file).read_text(encoding="utf-8")


def run(*arguments: object, folder: Path, errors: bool = False) -> str:
    """Return what the command prints, with all that is installed there; with `errors` also what it warns of.

    A command that fails fails the test, with all that it said.
    """
    hidden = ("PYTHONPATH", "IZACONTRACT_PLUGINS")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [*map(str, arguments)], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + (done.stderr if errors else "")


@dataclass(frozen=True)
class Built:
    """A copy of what a package of ours is built from, its wheel `ours`, and the Python that holds what builds it."""

    source: Path
    ours: Path
    python: Path

    def wheel(self, project: Path, folder: Path) -> None:
        """Put the wheel of `project` in `folder`."""
        build_wheel(self.python, project, folder)


def build_wheel(python: Path, project: Path, folder: Path) -> None:
    """Put the wheel of `project` in `folder`, with what `python` holds to build it, and nothing else."""
    wheel = ("wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, project)
    told = run(sys.executable, "-m", "pip", "--python", python, *wheel, folder=folder, errors=True)
    assert "is absent from" not in told, told


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return our wheel, built once for all tests that install it.

    Every build would make an environment of its own with what it needs; here they share one, which holds what
    `pyproject.toml` asks for and what `python -m build` is.
    """
    folder = tmp_path_factory.mktemp("gebouwd")
    root = Path(__file__).parent.parent
    source = folder / "bron"
    for part in ("izacontract", "plugins", "clause_templates"):
        shutil.copytree(root / part, source / part, ignore=shutil.ignore_patterns("*.egg-info", "__pycache__"))
    for file in root.iterdir():
        if file.is_file() and not file.name.startswith("."):
            shutil.copy(file, source)
    stray = source / "clause_templates" / "frames" / "__pycache__" / "make_frame.pyc"
    stray.parent.mkdir()
    stray.write_bytes(b"")
    venv.create(folder / "werkplaats")
    python = folder / "werkplaats" / "bin" / "python"
    needed = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    into = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-compile")
    run(*into, "-c", root / "constraints.txt", *needed, "build", folder=folder)
    build_wheel(python, source, folder)
    (ours,) = folder.glob("izacontract-*.whl")
    return Built(source, ours, python)

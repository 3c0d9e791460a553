"""Letting code of plugins run: within a time, what it prints kept apart, and what it changes around it put back."""

from __future__ import annotations

import ctypes
import decimal
import io
import locale
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from importlib.metadata import entry_points
from types import FrameType
from typing import Any, Final, TypeVar

from izacontract import plugin_messages as m
from izacontract.errors import PluginError
from izacontract.hookspecs import GROUP

AGAIN: Final = 1.0
"""After so many seconds code that caught the first interruption is interrupted once more."""

T = TypeVar("T")
_raise_in: Final[Callable[[Any, Any], int]] = ctypes.pythonapi.PyThreadState_SetAsyncExc
_limits: Final = threading.local()


class Overdue(BaseException):
    """The time is up; no `except Exception` of a plugin or library holds it."""


def apart(plugin: str, what: str, function: Callable[[], T], *, importing: bool = False) -> T:
    """Return what `function`, which is code of `plugin`, gives; `what` tells people which code.

    What it prints goes to the standard error behind its name: the standard output holds our own data. Raises
    PluginError when it left the program otherwise than it was: environment, folder, locale or the context of decimals;
    that is put back, and filters of warnings are without a word. With `importing` environment and filters are left
    alone, for libraries set those.
    """
    before = _Surroundings()
    try:
        with redirect_stdout(_Aside(plugin)):
            given = function()
    finally:
        changed = before.restored(importing)
    if changed:
        told = ", ".join(changed)
        raise m.CHANGED_SURROUNDINGS.failure(PluginError, name=plugin, hook=what, what=told).of(plugin)
    return given


class _Aside(io.TextIOBase):
    """Writes on the standard error, each line behind the name of a plugin."""

    def __init__(self, plugin: str) -> None:
        self._start = f"plugin {plugin}: "
        self._fresh = True

    def writable(self) -> bool:
        return True

    def write(self, text: str, /) -> int:
        for line in text.splitlines(keepends=True):
            sys.stderr.write(f"{self._start if self._fresh else ''}{line}")
            self._fresh = line.endswith("\n")
        return len(text)


class _Surroundings:
    """What of the program a plugin could change so that others work otherwise."""

    def __init__(self) -> None:
        # the mapping behind os.environ: to copy that itself takes hundreds of times as long
        self._environment: dict[Any, Any] = os.environ._data.copy()  # type: ignore[attr-defined]  # typeshed hides it
        self._folder = _folder()
        self._locale = locale.setlocale(locale.LC_ALL)
        self._decimals = decimal.getcontext().copy()
        self._filters = warnings.filters[:]

    def restored(self, importing: bool) -> list[str]:
        """Return the names of what changed, which is put back; see `apart`."""
        changed: list[str] = []
        if not importing:
            if os.environ._data != self._environment:  # type: ignore[attr-defined]  # as above
                changed += [f"os.environ: {name}" for name in self._put_environment_back()]
            if warnings.filters != self._filters:
                warnings.filters[:] = self._filters  # type: ignore[index]  # typeshed calls the list a sequence
                warnings._filters_mutated()  # type: ignore[attr-defined]  # as warnings.catch_warnings does
        if self._folder and _folder() != self._folder:
            os.chdir(self._folder)
            changed.append("os.chdir")
        if locale.setlocale(locale.LC_ALL) != self._locale:
            locale.setlocale(locale.LC_ALL, self._locale)
            changed.append("locale.setlocale")
        now = decimal.getcontext()
        if (now.prec, now.rounding, now.traps) != (self._decimals.prec, self._decimals.rounding, self._decimals.traps):
            decimal.setcontext(self._decimals)
            changed.append("decimal.getcontext")
        return changed

    def _put_environment_back(self) -> list[str]:
        decode = os.environ.decodevalue
        before = {decode(key): decode(value) for key, value in self._environment.items()}
        now = dict(os.environ)
        changed = sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))
        for name in changed:
            if name in before:
                os.environ[name] = before[name]
            else:
                del os.environ[name]
        return changed


def _folder() -> str:
    """Return the working folder, "" when it is gone."""
    try:
        return os.getcwd()  # noqa: PTH109  a Path of it takes ten times as long, at each question to a plugin
    except OSError:
        return ""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Stop what is done here after so many seconds, also a plugin that waits or turns in circles.

    Inside another limit only that one counts. Raises PluginError, which names the plugin that was
    running if one was. Where Python has no alarm (Windows, a thread), code that waits inside the system is
    stopped only when it comes back.
    """
    if getattr(_limits, "running", False):
        yield
        return
    busy: list[str] = []
    alarmed = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    _limits.running = True
    try:
        with (_alarm if alarmed else _interruption)(seconds, busy):
            yield
    except Overdue as error:
        if name := next(iter(busy), ""):
            raise m.TOOK_TOO_LONG.failure(PluginError, name=name, seconds=f"{seconds:g}").of(name) from error
        raise m.ALL_TOOK_TOO_LONG.failure(PluginError, seconds=f"{seconds:g}") from error
    finally:
        _limits.running = False


@contextmanager
def _alarm(seconds: float, busy: list[str]) -> Iterator[None]:
    """Raise Overdue here by the system's alarm; `busy` gets the plugin that was running, if any."""

    def ring(number: int, frame: FrameType | None) -> None:
        busy.append(_running(frame))
        raise Overdue

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _interruption(seconds: float, busy: list[str]) -> Iterator[None]:
    """Raise Overdue in this thread from another one; `busy` as above."""
    here = threading.get_ident()
    done = threading.Event()
    turn = threading.Lock()

    def ring() -> None:
        pause = seconds
        while not done.wait(pause):
            with turn:
                if not done.is_set():
                    busy.append(_running(sys._current_frames().get(here)))
                    _raise_in(ctypes.c_ulong(here), ctypes.py_object(Overdue))
            pause = AGAIN

    threading.Thread(target=ring, daemon=True).start()
    try:
        yield
    finally:
        with turn:
            done.set()
            _raise_in(ctypes.c_ulong(here), None)  # one that is on its way arrives no more


def blamed(error: BaseException) -> str:
    """Return the name of the plugin whose code raised `error` or called what did, "" when it is none's."""
    frames: list[FrameType] = []
    step = error.__traceback__
    while step is not None:
        frames.append(step.tb_frame)
        step = step.tb_next
    return next(filter(None, map(_owner(), reversed(frames))), "")


def _running(frame: FrameType | None) -> str:
    """Return the name of the plugin whose code runs in `frame` or called it, "" when it is none's."""
    owner = _owner()
    while frame is not None:
        if name := owner(frame):
            return name
        frame = frame.f_back
    return ""


def _owner() -> Callable[[FrameType], str]:
    """Return what tells whose code a frame is: by its module, or by who was asked in it."""
    packages = {entry.module.partition(".")[0]: entry.name for entry in entry_points(group=GROUP)}

    def owner(frame: FrameType) -> str:
        if frame.f_code is apart.__code__:
            return str(frame.f_locals["plugin"])
        return packages.get(str(frame.f_globals.get("__name__", "")).partition(".")[0], "")

    return owner

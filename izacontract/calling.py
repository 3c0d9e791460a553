"""Calling a hook of each plugin by itself, so that whatever goes wrong has a plugin's name and a place."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from inspect import signature
from typing import Any

import pluggy

from izacontract import plugin_messages as m
from izacontract.errors import PluginError
from izacontract.guarding import Overdue, apart, blamed


@dataclass(frozen=True)
class HookAnswer:
    """What one plugin answered to a hook."""

    plugin: str
    items: tuple[Any, ...]


@dataclass(frozen=True)
class Carried:
    """A function that a plugin hands over with something else, and that is called as one that answers a hook."""

    function: Callable[..., object]


Implementation = pluggy.HookImpl | Carried


def call_each(
    manager: pluggy.PluginManager, hook: str, kind: type | tuple[type, ...], *, of: str = "", **arguments: object
) -> tuple[HookAnswer, ...]:
    """Return each plugin's answer to `hook`, in order of plugin name, or only that of the plugin called `of`.

    Raises PluginError, naming the plugin and the place, when it raises or gives something else than a sequence
    of `kind`.
    """
    return tuple(
        HookAnswer(name, answered(name, implementation, kind, **arguments))
        for name, implementation in implementations(manager, hook)
        if of in ("", name)
    )


def answered(
    name: str, implementation: Implementation, kind: type | tuple[type, ...], **arguments: object
) -> tuple[Any, ...]:
    """Return what one plugin answers; raises PluginError as `call_each` does."""
    given = called(name, implementation, arguments)
    if not isinstance(given, tuple) or not all(isinstance(item, kind) for item in given):
        raise wrong_return(name, implementation, given)
    return given


def implementations(manager: pluggy.PluginManager, hook: str) -> list[tuple[str, pluggy.HookImpl]]:
    """Return the functions that answer `hook`, each with the name of its plugin, in order of that name."""
    found = getattr(manager.hook, hook).get_hookimpls()
    return sorted(((one.plugin_name, one) for one in found), key=lambda pair: pair[0])


def called(name: str, implementation: Implementation, arguments: Mapping[str, object]) -> object:
    """Return what the plugin answers, a sequence as a tuple and a mapping as a dict.

    Raises PluginError, naming the plugin, for whatever it raises. A generator is no sequence: it would run, and fail,
    only later, where nobody knows whose it is.
    """

    def asked() -> object:
        try:
            by_place, by_name = arguments_of(implementation.function)
            given = implementation.function(
                *[arguments[name] for name in by_place], **{name: arguments[name] for name in by_name}
            )
            if isinstance(given, Mapping):
                return dict(given)
            return tuple(given) if isinstance(given, Sequence) and not isinstance(given, str) else given
        except (KeyboardInterrupt, Overdue):
            raise
        except BaseException as error:  # a plugin may raise anything; the user must hear whose error it is
            raise m.RAISED.failure(PluginError, name=name, hook=hook, cause=cause_of(error)).of(name) from error

    hook = name_of(implementation.function)
    return apart(name, hook, asked)


@lru_cache(maxsize=512)
def arguments_of(function: Callable[..., object]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the arguments that `function` asks for: those by place and those by name only.

    One with a default counts as any other: whoever names it, gets its value.
    """
    asked = signature(function).parameters.values()
    return (
        tuple(one.name for one in asked if one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD)),
        tuple(one.name for one in asked if one.kind is one.KEYWORD_ONLY),
    )


def cause_of(error: BaseException) -> str:
    """Return the kind of `error`, what it says if it can say it, and the line that raised it."""
    try:
        cause = f"{type(error).__name__}: {error}"
    except Exception:  # noqa: BLE001  the error is a plugin's own, and so may its text be
        cause = type(error).__name__
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if not frame.filename.startswith("<frozen ")]
    return f"{cause} ({frames[-1].filename}:{frames[-1].lineno})" if frames else cause


def fault_of(error: BaseException) -> PluginError | None:
    """Return the error that names the plugin whose code raised `error` outside a hook, None when it is no plugin's.

    Such code is that of a filter, of a type of a section, or of what a plugin answered.
    """
    name = blamed(error)
    if not name:
        return None
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    hook = step.tb_frame.f_code.co_name if step is not None else "?"
    return m.RAISED.failure(PluginError, name=name, hook=hook, cause=cause_of(error)).of(name)


def wrong_return(name: str, implementation: Implementation, given: object) -> PluginError:
    """Return the error that a plugin answered `given`, with the function that did."""
    hook, place = name_of(implementation.function), place_of(implementation.function)
    try:
        what = f"{given!r:.200}"
    except Exception:  # noqa: BLE001  what the plugin gave is its own, and so may its repr be
        what = type(given).__name__
    return m.WRONG_ANSWER.failure(PluginError, name=name, hook=hook, place=place, what=what).of(name)


def name_of(function: object) -> str:
    """Return what `function` is called; its type for one without a name, such as a partial function."""
    return getattr(function, "__name__", type(function).__name__)


def place_of(function: object) -> str:
    """Return where `function` stands, as " (file:line)" behind a word; "" when nobody knows."""
    code = getattr(function, "__code__", None)
    return f" ({code.co_filename}:{code.co_firstlineno})" if code else ""

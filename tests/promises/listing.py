"""Everything that is public, each as a line that can be found again: names, options, keys, codes, shapes and leden."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Final

import izacontract
from docs.make.code import listed_codes
from docs.make.commands import commands
from docs.make.keys import our_plugins, public_keys
from docs.make.public import VARIABLE, _found, hook_signatures, shapes
from izacontract.clauses.leden import LID
from izacontract.errors import ExitStatus

FOLDER: Final = Path(__file__).parent


def recorded() -> Path:
    """Return the record of the last release."""
    return max(FOLDER.glob("*.txt"), key=lambda file: tuple(int(part) for part in file.stem.split(".")))


def promises(answers: Iterable[tuple[str, str, str]]) -> list[str]:
    """Return every promise, in alphabetical order; `answers` are shape, key and kind of what JSON was seen to hold."""
    found = {
        *_python(),
        *(f"hook {signature}" for signature in hook_signatures()),
        *_options(),
        *(f"status {status.name} = {status.value}" for status in ExitStatus),
        *(f"variable {name}" for name in _found(VARIABLE)),
        *(f"message {code}" for code in listed_codes()),
        *(f"shape {shape}" for shape in shapes()),
        *(f"json {shape} {key}: {kind}" for shape, key, kind in answers),
        *(f"key {key}" for key in public_keys()),
        *_clauses(),
    }
    return sorted(found)


def differences(earlier: Iterable[str], now: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return what was promised `earlier` and is no longer `now`, and what is new."""
    before, present = set(earlier), set(now)
    return sorted(before - present), sorted(present - before)


def _python() -> Iterator[str]:
    for name in izacontract.__all__:
        value: Any = getattr(izacontract, name)
        yield f"python {name}"
        if inspect.isfunction(value):
            for one in inspect.signature(value).parameters.values():
                need = "needed" if one.default is one.empty else "optional"
                yield f"python {name}({one.name}): {need}"
        elif inspect.isclass(value) and issubclass(value, Enum):
            yield from (f"python {name}.{member.name} = {member.value}" for member in value)
        elif inspect.isclass(value) and is_dataclass(value):
            yield from (f"python {name}.{one.name}" for one in fields(value) if not one.name.startswith("_"))


def _options() -> Iterator[str]:
    for path, command in commands():
        name = " ".join(("izacontract", *path))
        yield f"command {name}"
        for number, one in enumerate(command.params):
            if not one.opts[0].startswith("-"):
                yield f"command {name} argument {number}: {one.name}, {'needed' if one.required else 'optional'}"
                continue
            takes = "value" if not getattr(one, "is_flag", False) else "nothing"
            for option in one.opts:
                yield f"command {name} {option}: takes {takes}{', needed' if one.required else ''}"
            taken = one.type_descriptor.annotation
            if inspect.isclass(taken) and issubclass(taken, Enum):
                yield from (f"command {name} {one.opts[0]} {choice.value}" for choice in taken)


def _clauses() -> Iterator[str]:
    for clause in our_plugins().library.clauses.values():
        yield f"clause {clause.id}"
        leden = {lid for version in clause.versions for lid in LID.findall(version.text)}
        yield from (f"clause {clause.id} lid {lid}" for lid in leden)

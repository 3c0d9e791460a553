"""What the next year does to each key of a request, as `renewal.yaml` in a library folder says it, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final, Literal

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config

from izacontract.errors import ClauseError
from izacontract.message import Message
from izacontract.model.own import OWNER

FILE: Final = "renewal.yaml"
OURS: Final = files("clause_templates") / OWNER

Deed = Literal["vragen", "verschuiven", "vervallen", "eindigen", "nalopen"]

WRONG: Final = Message(
    "verlenging.regels",
    "{file} zegt niet goed wat een nieuw jaar met een sleutel doet: {why}.",
    "{file} does not say rightly what a new year does to a key: {why}.",
    "Elke regel heeft `key`, `does` en `reason`; zie docs/nieuw-seizoen.md.",
    "Each rule has `key`, `does` and `reason`; see docs/nieuw-seizoen.md.",
)


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Rule:
    """What a new year does to the value at a dotted `key`; `[]` behind a part of it stands for each item of a list.

    `vragen` takes the value out and leaves it open; `verschuiven` moves a day, quarter or year on; `vervallen` takes it
    out for good; `eindigen` does so where the day, quarter or year at `by` below it lies before the new first day;
    `nalopen` keeps it and names it. `reason` says why, for people.
    """

    key: str
    does: Deed
    reason: str
    by: str = ""

    @property
    def steps(self) -> tuple[str, ...]:
        """Return the keys on the way, "[]" for each item of a list."""
        return tuple(step for part in self.key.split(".") for step in _steps(part))


def rules_in(folders: Iterable[tuple[str, Traversable]]) -> tuple[Rule, ...]:
    """Return the rules of the core and those in `folders` of plugins; raises ClauseError for a file that is wrong."""
    return tuple(rule for folder in (OURS, *(folder for _, folder in folders)) for rule in _read(folder))


def _steps(part: str) -> Iterator[str]:
    yield part.removesuffix("[]")
    if part.endswith("[]"):
        yield "[]"


def _read(folder: Traversable) -> tuple[Rule, ...]:
    file = folder / FILE
    if not file.is_file():
        return ()
    try:
        return _adapter().validate_python(yaml.safe_load(file.read_text(encoding="utf-8")) or ())
    except (yaml.YAMLError, ValidationError, UnicodeDecodeError) as error:
        raise WRONG.failure(ClauseError, file=str(file), why=str(error).splitlines()[0]) from error


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[tuple[Rule, ...]]:
    return TypeAdapter(tuple[Rule, ...])

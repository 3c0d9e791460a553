"""The keys of a request as a spreadsheet names them: single values, and lists with their columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any, Final, get_args

from pydantic import WithJsonSchema

from izacontract.errors import Path, dotted
from izacontract.model.sector import Section
from izacontract.model.shapes import Shape, shapes_of
from izacontract.model.terms import Terms, former_key, unit_of_field
from izacontract.model.values import InOneCell, IsCode, Percentage, Share, has_mark, unit_of

Names = tuple[str, ...]

LONGEST_SHEET: Final = 31
"""The most characters that Excel allows in the name of a sheet."""

CUT: Final = "…"

PERCENT: Final = unit_of(Percentage)
SHARE: Final = unit_of(Share)


class Sort(StrEnum):
    """What kind of value a key takes, as far as a cell must know it."""

    TEXT = "text"
    CODE = "code"
    CHOICE = "choice"
    NUMBER = "number"
    WHOLE = "whole"
    PERCENT = "percent"
    SHARE = "share"
    DAY = "day"
    YES_NO = "yes_no"

    @property
    def is_text(self) -> bool:
        """Return whether the characters count as they were typed, so that a number or date would lose some."""
        return self in (Sort.TEXT, Sort.CODE, Sort.CHOICE)

    @property
    def is_number(self) -> bool:
        """Return whether the value is reckoned with."""
        return self in (Sort.NUMBER, Sort.WHOLE, Sort.PERCENT, Sort.SHARE)


@dataclass(frozen=True)
class Leaf:
    """A key that takes one value, or each item of a list of values; `path` is from the request, or from the item."""

    path: tuple[str, ...]
    shape: Shape
    sort: Sort

    @property
    def key(self) -> str:
        """Return the key as people type it."""
        return dotted(self.path)

    @property
    def unit(self) -> str:
        """Return the unit, "" for none."""
        return unit_of_field(self.shape.info)

    @property
    def digits(self) -> int:
        """Return how many digits a code has; 0 where that is not fixed, and for what is no code."""
        found = re.fullmatch(r"(\d+) cijfers", self.unit) if self.sort is Sort.CODE else None
        return int(found[1]) if found else 0


@dataclass(frozen=True)
class KeyList:
    """A key that takes a list: `columns` are the keys of an item.

    With `bare` each item is one value, and the only column bears the last part of the key. `shape` is None for a
    section that is itself a list. `former` gives the present key of a column that was called otherwise.
    """

    path: tuple[str, ...]
    title: str
    columns: Mapping[str, Leaf]
    bare: bool
    shape: Shape | None = None
    former: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Return the key as people type it."""
        return dotted(self.path)

    def column(self, name: str) -> Leaf | None:
        """Return the key of the column called `name`, also under its former name; None where there is none."""
        return self.columns.get(self.former.get(name, name)) or self._by_plain_name.get(plain_key(name))

    @cached_property
    def _by_plain_name(self) -> Mapping[str, Leaf]:
        former = {plain_key(name): self.columns[now] for name, now in self.former.items()}
        return former | {plain_key(name): leaf for name, leaf in self.columns.items()}

    @property
    def sheet(self) -> str:
        """Return the name of its sheet: the key, of a long one the last parts that fit.

        A last part alone may be that of other lists too, so it keeps what fits of the first one before it.
        """
        name = self.key
        while len(name) > LONGEST_SHEET and "." in name:
            name = name.partition(".")[2]
        if name == self.key or "." in name:
            return name[:LONGEST_SHEET]
        start = self.key[: max(LONGEST_SHEET - len(name) - 1, 0)].rstrip("._")
        return f"{start}.{name}" if start else name[:LONGEST_SHEET]

    @property
    def tab(self) -> str:
        """Return the name of its sheet in words, from the last two parts of the key: `Tarieven, prestaties`."""
        *above, last = (part.replace("_", " ") for part in self.path[-2:])
        if not above:
            return last.capitalize()[:LONGEST_SHEET]
        first, room = above[0].capitalize(), LONGEST_SHEET - len(last) - len(", ")
        if len(first) > room:
            first = f"{first[: max(room - len(CUT), 0)].rstrip()}{CUT}"
        return f"{first}, {last}"[:LONGEST_SHEET]

    def titled(self, title: str) -> Leaf | None:
        """Return the key of the column with the words `title` above it; None where none has, or more than one."""
        plain = plain_key(title)
        found = [leaf for leaf in self.columns.values() if plain_key(leaf.shape.info.title or leaf.key) == plain]
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True)
class SheetKeys:
    """All keys that sections bring: single values, lists and groups, by dotted key in the order of the models.

    `former` gives the present key of a single value that was called otherwise in the last release.
    """

    sections: tuple[Section, ...]
    leaves: Mapping[str, Leaf]
    lists: Mapping[str, KeyList]
    groups: Mapping[str, tuple[str, ...]]
    former: Mapping[str, str]

    def list_called(self, name: str) -> KeyList | None:
        """Return the list that a sheet or file called `name` holds: its key, the end of one key only, or its words."""
        wanted = name.strip().casefold()
        found = [known for key, known in self.lists.items() if key.casefold() == wanted]
        if not found and wanted:
            ends = [known for key, known in self.lists.items() if f".{key.casefold()}".endswith(f".{wanted}")]
            named = [one for one in self.lists.values() if wanted in (one.sheet.casefold(), one.tab.casefold())]
            found = ends or named
        if len(found) > 1:  # a list of codes alone is seldom meant by the name of a table
            found = [known for known in found if not known.bare]
        return found[0] if len(found) == 1 else None

    def called(self, name: str) -> str:
        """Return the key that people write as `name`, whatever its capitals and spaces; `name` where there is none."""
        return self._by_plain_name.get(plain_key(name), name)

    @cached_property
    def _by_plain_name(self) -> Mapping[str, str]:
        return {plain_key(key): key for key in (*self.groups, *self.lists, *self.former, *self.leaves)}

    @cached_property
    def by_path(self) -> Mapping[Path, Leaf]:
        """Return the single values by their path, also by a former one."""
        former: dict[Path, Leaf] = {tuple(key.split(".")): self.leaves[now] for key, now in self.former.items()}
        return former | {leaf.path: leaf for leaf in self.leaves.values()}


def plain_key(name: str) -> str:
    """Return `name` as keys are compared: `Zorgaanbieder. Naam` is the key zorgaanbieder.naam."""
    return re.sub(r" ?\. ?", ".", " ".join(name.casefold().split())).replace(" ", "_")


def keys_of(sections: Iterable[Section]) -> SheetKeys:
    """Return the keys of `sections`; a list inside an item of a list is left out, unless it fits one cell."""
    keys = tuple(sections)
    leaves: dict[str, Leaf] = {}
    lists: dict[str, KeyList] = {}
    groups: dict[str, tuple[str, ...]] = {}
    former: dict[str, str] = {}

    def gather(model: type[Terms], path: Names, once: tuple[Names, ...]) -> None:
        groups[dotted(path)] = tuple(shapes_of(model))
        for key, shape in shapes_of(model).items():
            below = (*path, key)
            before = _former_paths(shape, path, once)
            if shape.many:
                lists[dotted(below)] = _list_of(below, shape.info.title or key, shape.model, shape)
            elif shape.model is not None:
                gather(shape.model, below, before)
            else:
                leaves[dotted(below)] = Leaf(below, shape, sort_of(shape))
                former.update((dotted(name), dotted(below)) for name in before)

    for section in keys:
        if section.many:
            lists[section.key] = _list_of((section.key,), section.title, section.model, None)
        else:
            gather(section.model, (section.key,), ((section.formerly,),) if section.formerly else ())
    return SheetKeys(keys, leaves, lists, groups, former)


def sort_of(shape: Shape) -> Sort:
    """Return what kind of value `shape` takes, read from its type; a text where that says nothing."""
    if shape.choices:
        return Sort.CHOICE
    parts = (*shape.info.metadata, shape.info.annotation)
    schema = next((found for part in parts if (found := _schema(part))), {})
    match schema.get("type"):
        case "boolean" | ["boolean", *_]:
            return Sort.YES_NO
        case "number" | "integer" as kind:
            unit = unit_of_field(shape.info)
            number = Sort.WHOLE if kind == "integer" else Sort.NUMBER
            return Sort.PERCENT if unit == PERCENT else Sort.SHARE if unit == SHARE else number
        case "string" if schema.get("format") == "date":
            return Sort.DAY
        case "string" if "pattern" in schema or any(has_mark(IsCode, part) for part in parts):
            return Sort.CODE
        case _:
            return Sort.TEXT


def is_in_one_cell(shape: Shape) -> bool:
    """Return whether a table holds the list that `shape` takes in one cell."""
    return has_mark(InOneCell, shape.info.annotation) or any(has_mark(InOneCell, part) for part in shape.info.metadata)


def _schema(annotation: Any) -> Mapping[str, Any]:
    """Return what stands somewhere in `annotation` about the JSON of a value; {} where nothing does."""
    if isinstance(annotation, WithJsonSchema):
        return annotation.json_schema or {}
    if isinstance(annotation, type):
        plain = {bool: "boolean", int: "integer", Decimal: "number", float: "number"}
        return {"type": "string", "format": "date"} if annotation is date else _typed(plain.get(annotation))
    inner = (*getattr(annotation, "__metadata__", ()), *get_args(annotation))
    return next((found for part in inner if (found := _schema(part))), {})


def _typed(kind: str | None) -> Mapping[str, Any]:
    return {"type": kind} if kind else {}


def _list_of(path: tuple[str, ...], title: str, model: type[Terms] | None, shape: Shape | None) -> KeyList:
    if model is None and shape is not None:
        leaf = Leaf((path[-1],), shape, sort_of(shape))
        return KeyList(path, title, {leaf.key: leaf}, bare=True, shape=shape)
    columns: dict[str, Leaf] = {}
    former: dict[str, str] = {}

    def gather(group: type[Terms], below: Names, once: tuple[Names, ...]) -> None:
        for key, part in shapes_of(group).items():
            before = _former_paths(part, below, once)
            if part.model is not None and not part.many:
                gather(part.model, (*below, key), before)
            elif not part.many or is_in_one_cell(part):
                columns[dotted((*below, key))] = Leaf((*below, key), part, sort_of(part))
                former.update((dotted(name), dotted((*below, key))) for name in before)

    if model is not None:
        gather(model, (), ())
    return KeyList(path, title, columns, bare=False, shape=shape, former=former)


def _former_paths(shape: Shape, above: Names, once: tuple[Names, ...]) -> tuple[Names, ...]:
    """Return the other paths that `shape` had below `above`, which was called as in `once` too."""
    former = former_key(shape.info)
    names = (shape.key, former) if former else (shape.key,)
    return tuple((*path, name) for path in (above, *once) for name in names)[1:]

"""The form of a sector, made from the schema of its request: groups, rows and fields with what was typed in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from izacontract.errors import Finding, Severity
from izacontract.intake.request_file import Schema, is_kind
from izacontract.model.limits import dutch_notation, in_words, limits_in_schema
from izacontract.model.terms import only_if_told
from izacontract.model.values import in_english
from izacontract.web.drafting import kind_of
from izacontract.web.entries import MOST_ROWS, ROW, Entries, Sent, choices_of, is_list, is_number, schema_at
from izacontract.web.titles import by_titles, title_of
from izacontract.web.words import supplier_in

Control = Literal["line", "lines", "day", "number", "digits", "choice", "choices", "fixed"]

LONG_LINE: Final = 60
"""Characters; a longer text is shown on more lines."""

LEADING: Final = ("overeenkomst", "zorgverzekeraar", "zorgaanbieder")
TRAILING: Final = ("bijzondere_bepalingen", "eigen_bijlagen", "posities", "afwijkingen", "weggelaten", "instellingen")
ANSWERS: Final = ("ja", "nee")


@dataclass(frozen=True)
class Field:
    """One value: how it is asked for, and what was typed."""

    name: str
    title: str
    help: str
    unit: str
    by: str
    need: str
    control: Control
    values: tuple[str, ...]
    choices: tuple[str, ...] = ()
    meanings: Mapping[str, str] = field(default_factory=dict)
    default: str = ""
    longest: int = 0
    limits: str = ""
    faults: tuple[Finding, ...] = ()

    @property
    def value(self) -> str:
        """Return the one text that was typed, "" for none."""
        return self.values[0] if self.values else ""


@dataclass(frozen=True)
class Group:
    """Fields that belong together; `filled` of `total` have a value. A row of a list has no title."""

    name: str
    title: str
    help: str
    need: str
    members: tuple[Field | Group | FormRows, ...]
    faults: tuple[Finding, ...] = ()

    @property
    def filled(self) -> int:
        """Return how many fields have a value that somebody typed."""
        return sum(
            (member.control != "fixed" and any(member.values)) if isinstance(member, Field) else member.filled
            for member in self.members
        )

    @property
    def has_fault(self) -> bool:
        """Return whether anything in it is at fault."""
        return bool(self.faults) or any(
            bool(member.faults) if isinstance(member, Field) else member.has_fault for member in self.members
        )


@dataclass(frozen=True)
class FormRows:
    """A list: each item a group, or one field; a row can be added and taken away."""

    name: str
    title: str
    help: str
    need: str
    items: tuple[Group, ...]
    faults: tuple[Finding, ...] = ()

    @property
    def is_full(self) -> bool:
        """Return whether no row can be added."""
        return len(self.items) >= MOST_ROWS

    @property
    def filled(self) -> int:
        """Return how many rows have a value."""
        return sum(item.filled > 0 for item in self.items)

    @property
    def has_fault(self) -> bool:
        """Return whether anything in it is at fault."""
        return bool(self.faults) or any(item.has_fault for item in self.items)


def form_of(schema: Schema, sent: Sent, findings: Iterable[Finding], language: str) -> tuple[Group | FormRows, ...]:
    """Return the sections of the form, what every contract needs first, with each fault at its field."""
    faults: dict[str, list[Finding]] = {}
    for finding in findings:
        if kind_of(finding) == Severity.FAULT.value:
            faults.setdefault(sent.name_of(finding.path), []).append(by_titles(finding, schema))
    maker = _Maker(schema, faults, language)
    made = {key: maker.part(key, key, schema["properties"][key], sent.entries.get(key)) for key in schema["properties"]}
    keys = sorted(made, key=lambda key: _rank(key, schema))
    return tuple(part for key in keys if not isinstance(part := made[key], Field))


def names_in(parts: Sequence[Field | Group | FormRows]) -> Iterator[str]:
    """Give the name of everything in the form, in its order."""
    for part in parts:
        yield part.name
        if isinstance(part, Group):
            yield from names_in(part.members)
        elif isinstance(part, FormRows):
            yield from names_in(part.items)


def list_in(parts: Sequence[Any], name: str) -> FormRows | None:
    """Return the list called `name` in the form, None when there is none."""
    for part in parts:
        if isinstance(part, FormRows) and part.name == name:
            return part
        inner = part.members if isinstance(part, Group) else part.items if isinstance(part, FormRows) else ()
        if name.startswith(f"{part.name}.") and (found := list_in(inner, name)):
            return found
    return None


def _rank(key: str, schema: Schema) -> tuple[int, int, str]:
    if key in LEADING:
        return (0, LEADING.index(key), "")
    if key in TRAILING:
        return (3, TRAILING.index(key), "")
    part = schema["properties"][key]
    # the sector's own section bears the code that the agreement names
    own = schema["properties"]["overeenkomst"]["properties"]["sector"]["const"]
    return (1 if key == own or part["x-need"] != "optional" else 2, 0 if key == own else 1, part["title"])


class _Maker:
    """Makes the parts of one form."""

    def __init__(self, schema: Schema, faults: Mapping[str, list[Finding]], language: str) -> None:
        self._schema = schema
        self._faults = faults
        self._language = language

    def part(
        self, key: str, name: str, part: Schema, held: Entries | tuple[str, ...] | None
    ) -> Field | Group | FormRows:
        """Return what asks for `part`, called `name`, in which `held` was typed."""
        title = part.get("title") or key.replace("_", " ").capitalize()
        about = (name, title, f"{part.get('description', '')} {self._only_if(name, part)}".strip())
        faults = tuple(self._faults.get(name, ()))
        inner: Any = held if isinstance(held, dict) else {}
        if is_list(part):
            rows = sorted((row for row in inner if ROW.fullmatch(row)), key=int)
            items = tuple(self._row(f"{name}.{row}", part["items"], inner[row], title) for row in rows)
            return FormRows(*about, part.get("x-need", "optional"), items, faults)
        if is_kind(part, "object"):
            members = tuple(
                self.part(below, f"{name}.{below}", what, inner.get(below))
                for below, what in part["properties"].items()
            )
            return Group(*about, part.get("x-need", "optional"), members, faults)
        return self._field(about, part, held if isinstance(held, tuple) else (), faults)

    def _row(self, name: str, part: Schema, held: Entries | tuple[str, ...], title: str) -> Group:
        made = self.part("", name, part, held)
        if isinstance(made, Group):
            return made
        whole = (made if isinstance(made, Field) and made.title else self._field((name, title, ""), part, held, ()),)
        return Group(name, "", "", "optional", whole, ())

    def _field(self, about: tuple[str, str, str], part: Schema, held: object, faults: tuple[Finding, ...]) -> Field:
        values = tuple(value for value in held if value) if isinstance(held, tuple) else ()
        free = part["items"] if is_kind(part, "array") else part
        choices = ANSWERS if is_kind(free, "boolean") else choices_of(free)
        english = self._language == "en"
        unit = part.get("x-unit", "")
        by = supplier_in(part.get("x-by", ""), self._language)
        return Field(
            *about,
            unit=in_english(unit) if english else unit,
            by=by,
            need=part.get("x-need", "optional"),
            control=_control(part, choices, values),
            values=values,
            choices=(*choices, *(value for value in values if choices and value not in choices)),
            meanings=part.get("x-choices", {}),
            default=_default(part),
            longest=int(part.get("maxLength", 0)),
            limits=self._limits(part) if is_number(part) else "",
            faults=faults,
        )

    def _only_if(self, name: str, part: Schema) -> str:
        """Return in Dutch, as the help is, beside which answers the field `name` matters; "" for always."""
        group = name.rpartition(".")[0]

        def called(key: str) -> str:
            beside = schema_at(self._schema, f"{group}.{key}")
            return f"'{beside['title']}'" if beside else f"'{title_of(self._schema, key)}'"

        return only_if_told(part.get("x-only-if", {}), called).nl

    def _limits(self, part: Schema) -> str:
        """Return the limits of a number, written as the language of the page writes numbers."""
        limits = limits_in_schema(part)
        return in_words(limits, dutch_notation).nl if self._language == "nl" else in_words(limits).en


def _control(part: Schema, choices: tuple[str, ...], values: tuple[str, ...]) -> Control:
    if is_kind(part, "array"):
        return "choices"
    if choices:
        return "fixed" if part.get("x-need") == "draft" and "const" in part else "choice"
    value = values[0] if values else ""
    if part.get("format") == "date":
        # a browser shows nothing for a day that it cannot read, and what was typed would be lost
        return "day" if not value or re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) else "line"
    if is_number(part):
        return "number"
    if str(part.get("pattern", "")).startswith("^[0-9]{") and "Q" not in str(part["pattern"]):
        return "digits"
    return "lines" if part.get("x-lines") or len(value) > LONG_LINE or "\n" in value else "line"


def _default(part: Schema) -> str:
    value = part.get("default")
    if value is None or value in ([], ()):
        return ""
    return ANSWERS[0] if value is True else ANSWERS[1] if value is False else str(value)

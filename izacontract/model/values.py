"""The values that people supply: texts, codes, amounts, shares, days, and the open point for one still missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, TypeVar, Union, get_args

from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from izacontract.model import messages as m
from izacontract.model.limits import Between as Between
from izacontract.model.typed import (
    LONGEST_TEXT,
    Digits,
    as_printed,
    four_digit_year,
    in_cents,
    read_day,
    read_decimal,
    read_iban,
    read_quarter,
    read_share,
    read_text,
    read_whole,
    read_yes_no,
    split_codes,
)
from izacontract.model.typed import UNPRINTABLE as UNPRINTABLE
from izacontract.model.typed import Typed as Typed
from izacontract.model.typed import TypedKind as TypedKind

T = TypeVar("T")


class By(StrEnum):
    """Who supplies a value."""

    INSURER = "de zorgverzekeraar"
    PROVIDER = "de zorgaanbieder"
    BOTH = "partijen"


INSURER, PROVIDER, BOTH = By.INSURER, By.PROVIDER, By.BOTH


class Undecided(TypeError):
    """A rule or text compares an open point with a value: there is nothing to choose by."""


@dataclass(frozen=True, slots=True, eq=False)
class OpenPoint:
    """A value still to be filled in: the field's path, its unit ("" for none), who supplies it and its `title`.

    It prints itself as a placeholder and refuses to be compared: ask `is_open` first.
    """

    field: str
    unit: str = ""
    by: By = BOTH
    title: str = ""

    @property
    def words(self) -> str:
        """Return the field as a person reads it: its title with the path behind it, or only the path without one."""
        return f"{self.title} ({self.field})" if self.title else self.field

    def __str__(self) -> str:
        unit = f" ({self.unit})" if self.unit else ""
        return f"[IN TE VULLEN: {self.field}{unit}, door {self.by}]"

    def __eq__(self, other: object) -> bool:
        if isinstance(other, OpenPoint):
            return (self.field, self.unit, self.by) == (other.field, other.unit, other.by)
        raise Undecided(f"{self.field} is nog open")

    def __hash__(self) -> int:
        return hash((self.field, self.unit, self.by))

    def __bool__(self) -> bool:
        raise Undecided(f"{self.field} is nog open")


def is_open(*values: object) -> bool:
    """Return whether any of `values` is still an open point."""
    for value in values:  # noqa: SIM110 - asked for each value of each line of a price list, and any() takes twice as long
        if isinstance(value, OpenPoint):
            return True
    return False


class _MayBeOpen:
    """Lets an `OpenPoint` through and validates everything else as the type itself."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        kinds = [kind for kind in get_args(source) if kind is not OpenPoint]
        inner = handler.generate_schema(Union[tuple(kinds)])  # noqa: UP007  the members are known only here

        def check(value: Any, validate: core_schema.ValidatorFunctionWrapHandler) -> Any:
            return value if isinstance(value, OpenPoint) else validate(value)

        return core_schema.no_info_wrap_validator_function(check, inner)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(schema)


MAY_BE_OPEN = _MayBeOpen()
ToFill = Annotated[Union[T, OpenPoint], MAY_BE_OPEN]  # noqa: UP007  a generic alias needs Union
"""A value that a draft may lack: the value or its open point. A final contract refuses the open point."""


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of a value, as printed in a placeholder, the schema and a form."""

    name: str


@dataclass(frozen=True, slots=True)
class Longest:
    """Limits a text to `length` characters."""

    length: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def _check(self, value: str) -> str:
        if len(value) > self.length:
            raise m.TEXT_TOO_LONG.error(length=len(value), longest=self.length)
        return value


@dataclass(frozen=True, slots=True)
class IsCode:
    """Marks a text as a code from a register: a number in it is never a person's."""


@dataclass(frozen=True, slots=True)
class InOneCell:
    """Marks a list whose items a table holds in one cell, parted by `;` or `,`."""


def _schema(kind: str, **more: object) -> WithJsonSchema:
    return WithJsonSchema({"type": kind, **more})


_ANSWERS = WithJsonSchema(
    {"type": ["boolean", "string"], "pattern": "^([Jj][Aa]|[Nn][Ee][Ee]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$"}
)


Text = Annotated[str, BeforeValidator(read_text), _schema("string", minLength=1, maxLength=LONGEST_TEXT)]
Lines = Annotated[
    str,
    BeforeValidator(read_text),
    _schema("string", minLength=1, maxLength=LONGEST_TEXT, **{"x-lines": True}),
]
"""A text of several lines; `x-lines` in the schema asks a form for room."""
Code = Annotated[Text, IsCode()]
"""A code from a register that is not checked by its form, such as that of a performance."""
Codes = Annotated[tuple[Code, ...], BeforeValidator(split_codes), InOneCell()]
"""A list of such codes; a table holds them in one cell, as `A01; A02`."""
Number = Annotated[Decimal, BeforeValidator(read_decimal), AfterValidator(as_printed), _schema("number")]
Euro = Annotated[
    Decimal, BeforeValidator(read_decimal), AfterValidator(in_cents), _schema("number"), Between(low=0), Unit("euro")
]
PositiveEuro = Annotated[
    Decimal, BeforeValidator(read_decimal), AfterValidator(in_cents), _schema("number"), Between(above=0), Unit("euro")
]
Percentage = Annotated[
    Decimal, BeforeValidator(read_decimal), AfterValidator(as_printed), _schema("number"), Unit("procent")
]
Share = Annotated[
    Decimal,
    BeforeValidator(read_share),
    AfterValidator(as_printed),
    _schema("number"),
    Between(0, 1, usual=Between(Decimal("0.02"), 1)),
    Unit("deel van één, bijvoorbeeld 0.60"),
]
Whole = Annotated[int, BeforeValidator(read_whole), _schema("integer")]
Count = Annotated[int, BeforeValidator(read_whole), _schema("integer"), Between(above=0), Unit("aantal")]
Days = Annotated[int, BeforeValidator(read_whole), _schema("integer"), Unit("dagen")]
Weeks = Annotated[int, BeforeValidator(read_whole), _schema("integer"), Between(low=0), Unit("weken")]
Months = Annotated[int, BeforeValidator(read_whole), _schema("integer"), Unit("maanden")]
Year = Annotated[
    int,
    BeforeValidator(read_whole),
    AfterValidator(four_digit_year),
    _schema("integer"),
    Between(2000, 2100, usual=Between(2022, 2040)),
    Unit("jaar"),
]
Day = Annotated[
    date,
    BeforeValidator(read_day),
    _schema("string", format="date"),
    Between(usual=Between(date(2015, 1, 1), date(2050, 12, 31))),
    Unit("datum, jjjj-mm-dd"),
]
YesNo = Annotated[bool, BeforeValidator(read_yes_no), _ANSWERS, Unit("ja/nee")]
Quarter = Annotated[
    str, BeforeValidator(read_quarter), _schema("string", pattern="^[0-9]{4}-Q[1-4]$"), Unit("kwartaal, jjjj-Qn")
]
Kvk = Annotated[
    str, BeforeValidator(Digits("KvK-nummer", 8)), _schema("string", pattern="^[0-9]{8}$"), Unit("8 cijfers")
]
Agb = Annotated[str, BeforeValidator(Digits("AGB-code", 8)), _schema("string", pattern="^[0-9]{8}$"), Unit("8 cijfers")]
Uzovi = Annotated[
    str, BeforeValidator(Digits("UZOVI-code", 4)), _schema("string", pattern="^[0-9]{4}$"), Unit("4 cijfers")
]
Iban = Annotated[str, BeforeValidator(read_iban), _schema("string"), Unit("IBAN")]


ENGLISH_UNITS = {
    "euro": "euro",
    "procent": "percent",
    "deel van één, bijvoorbeeld 0.60": "part of one, for example 0.60",
    "aantal": "count",
    "dagen": "days",
    "weken": "weeks",
    "maanden": "months",
    "jaar": "year",
    "datum, jjjj-mm-dd": "date, yyyy-mm-dd",
    "ja/nee": "ja or nee",
    "kwartaal, jjjj-Qn": "quarter, yyyy-Qn",
    "8 cijfers": "8 digits",
    "4 cijfers": "4 digits",
    "IBAN": "IBAN",
}


def has_mark(mark: type, annotation: object) -> bool:
    """Return whether a `mark`, such as `IsCode`, stands somewhere in `annotation`."""
    if isinstance(annotation, mark):
        return True
    inner = (*get_args(annotation), *getattr(annotation, "__metadata__", ()))
    return any(has_mark(mark, part) for part in inner)


def in_english(unit: str) -> str:
    """Return `unit` in English for messages; as it is where a plugin brings a unit of its own."""
    return ENGLISH_UNITS.get(unit, unit)


def unit_of(annotation: object) -> str:
    """Return the unit that stands somewhere in `annotation`, or "" where none does."""
    if isinstance(annotation, Unit):
        return annotation.name
    for inner in (*get_args(annotation), *getattr(annotation, "__metadata__", ())):
        if unit := unit_of(inner):
            return unit
    return ""

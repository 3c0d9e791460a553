"""The values that people supply: texts, codes, amounts, shares, days, and the open point for one still missing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Annotated, Any, TypeVar, Union, get_args

from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema
from stdnum import iban as iban_number
from stdnum.exceptions import ValidationError as NumberInvalid

from izacontract.model import messages as m

LONGEST_TEXT = 10_000
NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")
CURLY = "“”„‟‘’‚‛«»"
SURELY_PERCENT = 2
"""A share from here on was meant in percent; 1.1 may as well be a slip."""
CENTS = 2
THOUSANDS = 3
"""So many digits after a point make a thousand in Dutch notation, and are one more than cents."""
UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0, and so a Word file, cannot hold."""

T = TypeVar("T")


class Kind(StrEnum):
    """How a value was typed in the request: between quotes or as a bare word, number, day or yes/no."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    YES_NO = "yes_no"


class Typed(str):
    """The characters of one value exactly as typed, with the kind that the file format gives them."""

    __slots__ = ("kind",)
    kind: Kind

    def __new__(cls, text: str, kind: Kind = Kind.TEXT) -> Typed:
        """Return `text` marked with its `kind`."""
        typed = super().__new__(cls, text)
        typed.kind = kind
        return typed


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
    """A value still to be filled in: the field's path, its unit ("" for none) and who supplies it.

    It prints itself as a placeholder and refuses to be compared: ask `is_open` first.
    """

    field: str
    unit: str = ""
    by: By = BOTH

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
    return any(isinstance(value, OpenPoint) for value in values)


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


def _decimal(value: object) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, str):
        text = str(_straight(value)).strip()
        if re.fullmatch(r"[-+]?[\d.]*\d,\d+", text):
            raise m.DECIMAL_COMMA.error(value=text, better=text.replace(".", "").replace(",", "."))
        if re.fullmatch(NUMBER, text):
            return Decimal(text)
        if meant := _number_in(text):
            raise m.NUMBER_WITH_MORE.error(value=text, better=meant)
    raise m.NOT_A_NUMBER.error(value=value)


def _number_in(text: str) -> str:
    """Return the number that `text` most likely means, as a request writes it; "" when it holds none.

    Signs for euro and percent and spaces fall away, and so do the points that part thousands.
    """
    bare = re.sub(r"€|%|\beuro?\b|\bprocent\b|\s", "", text, flags=re.IGNORECASE)
    grouped = re.fullmatch(r"([-+]?\d{1,3}(?:\.\d{3})+)(?:,(\d+|-))?", bare)
    if grouped and (bare.count(".") > 1 or "€" in text or grouped[2]):
        bare = grouped[1].replace(".", "") + (f".{grouped[2]}" if (grouped[2] or "-") != "-" else "")
    bare = bare.removesuffix(",-").replace(",", ".")
    return bare if re.fullmatch(NUMBER, bare) else ""


def _share(value: object) -> Decimal:
    """Return a share of one; what is typed in percent is refused with the share that it means."""
    percent = _number_in(str(value)) if isinstance(value, str) and "%" in value else ""
    share = Decimal(percent) if percent else _decimal(value)
    if percent or SURELY_PERCENT <= share <= 100:
        raise m.SHARE_IN_PERCENT.error(value=str(value), percent=f"{share:f}", better=f"{share.scaleb(-2):f}")
    return share


def _straight(value: str) -> str:
    """Return `value`, which may not stand between the curly quotes that a word processor makes."""
    if len(value) > 1 and value[0] in CURLY and value[-1] in CURLY:
        raise m.CURLY_QUOTES.error(value=str(value), better=value[1:-1])
    return value


def _whole(value: object) -> int:
    amount = _decimal(value)
    if amount != amount.to_integral_value():
        raise m.NOT_WHOLE.error(value=value)
    return int(amount)


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", _straight(value)):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise m.NOT_A_DAY.error(value=str(value)) from error
    raise m.NOT_A_DAY.error(value=value)


def _yes_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    answers = {"true": True, "ja": True, "false": False, "nee": False}
    if isinstance(value, str) and _straight(value).lower() in answers:
        return answers[value.lower()]
    raise m.NOT_YES_NO.error(value=value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise m.NOT_A_TEXT.error(value=value)
    text = str(value)
    if not text.strip():
        raise m.EMPTY_TEXT.error()
    if len(text) > LONGEST_TEXT:
        raise m.TEXT_TOO_LONG.error(length=len(text), longest=LONGEST_TEXT)
    if found := UNPRINTABLE.search(text):
        raise m.UNPRINTABLE.error(code=f"U+{ord(found[0]):04X}", place=found.start() + 1)
    return text.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True, slots=True)
class _Digits:
    """Reads a code of a fixed number of digits, which must have been typed as text."""

    name: str
    length: int

    def __call__(self, value: object) -> str:
        text = _straight(str(value))
        if not re.fullmatch(rf"[0-9]{{{self.length}}}", text):
            count = sum(character.isdecimal() for character in text)
            raise m.CODE_DIGITS.error(name=self.name, value=text, length=self.length, count=count)
        if not isinstance(value, str) or getattr(value, "kind", Kind.TEXT) is not Kind.TEXT:
            raise m.CODE_UNQUOTED.error(name=self.name, value=text, length=self.length)
        return text


def _iban(value: object) -> str:
    text = _straight(_text(value))
    try:
        return iban_number.validate(text)
    except NumberInvalid as error:
        raise m.IBAN.error(value=text) from error


def _quarter(value: object) -> str:
    text = _straight(_text(value))
    if not re.fullmatch(r"\d{4}-Q[1-4]", text):
        raise m.NOT_A_QUARTER.error(value=text)
    return text


@dataclass(frozen=True, slots=True)
class Between:
    """Limits a number: `low` <= value <= `high`, or strictly above `low` with `above`."""

    low: Decimal | int | None = None
    high: Decimal | int | None = None
    above: Decimal | int | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        limits = {"minimum": self.low, "maximum": self.high, "exclusiveMinimum": self.above}
        return handler(schema) | {name: float(limit) for name, limit in limits.items() if limit is not None}

    def _check(self, value: Any) -> Any:
        if self.above is not None and value <= self.above:
            raise m.NOT_ABOVE.error(value=value, limit=self.above)
        if self.low is not None and value < self.low:
            raise m.TOO_LOW.error(value=value, limit=self.low)
        if self.high is not None and value > self.high:
            raise m.TOO_HIGH.error(value=value, limit=self.high)
        return value


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


def _cents(value: Decimal) -> Decimal:
    """Return `value`; 1.250 is refused although it is whole cents, for it may well mean 1250."""
    decimals = -int(value.as_tuple().exponent)
    if decimals <= CENTS:
        return value
    rounded = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    if decimals == THOUSANDS:
        raise m.POINT_PER_THOUSAND.error(value=str(value), thousands=f"{value.scaleb(THOUSANDS):.2f}", rounded=rounded)
    raise m.MORE_THAN_CENTS.error(value=str(value), rounded=rounded)


def _year(value: int) -> int:
    if not 2000 <= value <= 2100:
        raise m.NOT_A_YEAR.error(value=value)
    return value


def _schema(kind: str, **more: object) -> WithJsonSchema:
    return WithJsonSchema({"type": kind, **more})


Text = Annotated[str, BeforeValidator(_text), _schema("string", minLength=1, maxLength=LONGEST_TEXT)]
Number = Annotated[Decimal, BeforeValidator(_decimal), _schema("number")]
Euro = Annotated[
    Decimal, BeforeValidator(_decimal), AfterValidator(_cents), _schema("number"), Between(low=0), Unit("euro")
]
PositiveEuro = Annotated[
    Decimal, BeforeValidator(_decimal), AfterValidator(_cents), _schema("number"), Between(above=0), Unit("euro")
]
Percentage = Annotated[Decimal, BeforeValidator(_decimal), _schema("number"), Unit("procent")]
Share = Annotated[
    Decimal,
    BeforeValidator(_share),
    _schema("number"),
    Between(low=0, high=1),
    Unit("deel van één, bijvoorbeeld 0.60"),
]
Whole = Annotated[int, BeforeValidator(_whole), _schema("integer")]
Count = Annotated[int, BeforeValidator(_whole), _schema("integer"), Between(above=0), Unit("aantal")]
Days = Annotated[int, BeforeValidator(_whole), _schema("integer"), Unit("dagen")]
Weeks = Annotated[int, BeforeValidator(_whole), _schema("integer"), Between(low=0), Unit("weken")]
Months = Annotated[int, BeforeValidator(_whole), _schema("integer"), Unit("maanden")]
Year = Annotated[int, BeforeValidator(_whole), AfterValidator(_year), _schema("integer"), Unit("jaar")]
Day = Annotated[date, BeforeValidator(_day), _schema("string", format="date"), Unit("datum, jjjj-mm-dd")]
YesNo = Annotated[bool, BeforeValidator(_yes_no), _schema("boolean"), Unit("ja/nee")]
Quarter = Annotated[
    str, BeforeValidator(_quarter), _schema("string", pattern=r"^\d{4}-Q[1-4]$"), Unit("kwartaal, jjjj-Qn")
]
Kvk = Annotated[
    str, BeforeValidator(_Digits("KvK-nummer", 8)), _schema("string", pattern="^[0-9]{8}$"), Unit("8 cijfers")
]
Agb = Annotated[
    str, BeforeValidator(_Digits("AGB-code", 8)), _schema("string", pattern="^[0-9]{8}$"), Unit("8 cijfers")
]
Uzovi = Annotated[
    str, BeforeValidator(_Digits("UZOVI-code", 4)), _schema("string", pattern="^[0-9]{4}$"), Unit("4 cijfers")
]
Iban = Annotated[str, BeforeValidator(_iban), _schema("string"), Unit("IBAN")]


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

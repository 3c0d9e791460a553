"""What was typed as a value, and the readers that turn it into a number, day, code or text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache

from stdnum import iban as iban_number
from stdnum.exceptions import ValidationError as NumberInvalid

from izacontract.model import messages as m

LONGEST_TEXT = 10_000
NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")
EXAMPLE_DAY = "2026-01-31"
EXAMPLE_QUARTER = "2026-Q1"
MONTHS = {
    name: str(number)
    for number, names in enumerate(
        ("jan", "feb", "mrt maa mar", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"), 1
    )
    for name in names.split()
}
"""The numbers of the months by the first three letters of their names."""
CURLY = "“”„‟‘’‚‛«»"
CENTS = 2
THOUSANDS = 3
"""So many digits after a point make a thousand in Dutch notation, and are one more than cents."""
PRINTED_DECIMALS = 6
"""The filters of numbers, percentages and shares print so many decimals; more would be rounded unseen."""
_SAYS_NOTHING = re.compile(r"true|false|[-+]?\.?inf(inity)?|\.?nan", re.IGNORECASE)
"""What a program writes for a value that it has not, or for a tick: never the text that was meant."""
UNPRINTABLE = re.compile(
    "[^\t\n\r\u0020-\u007e\u00a0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
"""Characters that no request may hold, neither in the file nor as an escape.

XML 1.0, and so a Word file, cannot hold the control characters; the line separators (U+2028, U+2029) and what turns
the direction of writing (U+202A to U+202E, U+2066 to U+2069) let a text read otherwise than it is.
"""

UNITS_OF_TIME = "dag|dagen|werkdagen|week|weken|maand|maanden|jaar|jaren|uur|uren|days|weeks|months|years|hours"

LARGEST = Decimal("9999999999999")
"""Above this an amount in cents no longer fits the arithmetic of 28 digits."""


class TypedKind(StrEnum):
    """How a value was typed in the request: between quotes or as a bare word, number, day or yes/no."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    YES_NO = "yes_no"


class Typed(str):
    """The characters of one value exactly as typed, with the kind that the file format gives them."""

    __slots__ = ("kind",)
    kind: TypedKind

    def __new__(cls, text: str, kind: TypedKind = TypedKind.TEXT) -> Typed:
        """Return `text` marked with its `kind`."""
        typed = super().__new__(cls, text)
        typed.kind = kind
        return typed


def read_decimal(value: object) -> Decimal:
    """Return a number with its decimals as typed; signs, commas and words are refused, each with what to type."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, str):
        if NUMBER.fullmatch(value):
            return _countable(Decimal(value))
        text = str(_straight(value)).strip()
        if re.fullmatch(r"[-+]?[0-9.]*[0-9],[0-9]+", text):
            raise m.DECIMAL_COMMA.error(value=text, better=text.replace(".", "").replace(",", "."))
        if NUMBER.fullmatch(text):
            return _countable(Decimal(text))
        if meant := number_in(text):
            raise m.NUMBER_WITH_MORE.error(value=text, better=meant)
    raise m.NOT_A_NUMBER.error(value=value)


def _countable(value: Decimal) -> Decimal:
    """Return `value` unless it is too large to reckon with to the cent."""
    if abs(value) > LARGEST:
        raise m.TOO_HIGH.error(value=value, limit=LARGEST)
    return value


def number_in(text: str) -> str:
    """Return the number that `text` most likely means, as a request writes it; "" when it holds none.

    Signs for euro and percent, units of time and spaces fall away, and so do the points that part thousands.
    """
    bare = re.sub(rf"€|%|\b(?:euro?|procent|{UNITS_OF_TIME})\b|\s", "", text, flags=re.IGNORECASE)
    grouped = re.fullmatch(r"([-+]?[0-9]{1,3}(?:\.[0-9]{3})+)(?:,([0-9]+|-))?", bare)
    if grouped and (bare.count(".") > 1 or "€" in text or grouped[2]):
        bare = grouped[1].replace(".", "") + (f".{grouped[2]}" if (grouped[2] or "-") != "-" else "")
    bare = bare.removesuffix(",-").replace(",", ".")
    return bare if re.fullmatch(NUMBER, bare) else ""


def read_share(value: object) -> Decimal:
    """Return a share of one; what is typed with a percent sign is refused with the share that it means."""
    percent = number_in(str(value)) if isinstance(value, str) and "%" in value else ""
    if percent:
        share = Decimal(percent)
        raise m.SHARE_IN_PERCENT.error(value=str(value), percent=percent, better=f"{share.scaleb(-2):f}")
    return read_decimal(value)


def _straight(value: str) -> str:
    """Return `value`, which may not stand between the curly quotes that a word processor makes."""
    if len(value) > 1 and value[0] in CURLY and value[-1] in CURLY:
        raise m.CURLY_QUOTES.error(value=str(value), better=value[1:-1])
    return value


def read_whole(value: object) -> int:
    """Return a number without decimals."""
    amount = read_decimal(value)
    if amount != amount.to_integral_value():
        raise m.NOT_WHOLE.error(value=value)
    return int(amount)


def read_day(value: object) -> date:
    """Return the day that is written year first."""
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", _straight(value)):
        try:
            read = date.fromisoformat(_straight(value))
        except ValueError as error:
            raise m.NOT_A_DAY.error(value=str(value), better=day_meant(value) or EXAMPLE_DAY) from error
        four_digit_year(read.year)
        return read
    raise m.NOT_A_DAY.error(value=value, better=day_meant(value) or EXAMPLE_DAY)


def day_meant(value: object) -> str:
    """Return the day that `value` writes the Dutch way, such as 31-12-2027 or 1 januari 2027; "" when it is none."""
    pattern = r"([0-9]{1,2})[-/. ]([0-9]{1,2}|[a-z]{3,9})\.?[-/. ]([0-9]{4}|[0-9]{2})"
    found = re.fullmatch(pattern, str(value).strip().lower())
    if found is None:
        return ""
    day, month, year = found.groups()
    number = month if month.isdecimal() else MONTHS.get(month[:3], "0")
    try:
        return date(int(year) if int(year) > 99 else 2000 + int(year), int(number), int(day)).isoformat()
    except ValueError:
        return ""


def read_yes_no(value: object) -> bool:
    """Return the answer that `ja`, `nee`, `true` or `false` gives."""
    if isinstance(value, bool):
        return value
    answers = {"true": True, "ja": True, "false": False, "nee": False}
    if isinstance(value, str) and _straight(value).lower() in answers:
        return answers[value.lower()]
    raise m.NOT_YES_NO.error(value=value)


def read_text(value: object) -> str:
    """Return a text that Word can hold, with every line end as a line feed."""
    if not isinstance(value, str):
        raise m.NOT_A_TEXT.error(value=value)
    text = str(value)
    if isinstance(value, Typed) and value.kind is not TypedKind.TEXT and _SAYS_NOTHING.fullmatch(text):
        raise m.NO_WORD.error(value=value)
    if not text.strip():
        raise m.EMPTY_TEXT.error()
    if len(text) > LONGEST_TEXT:
        raise m.TEXT_TOO_LONG.error(length=len(text), longest=LONGEST_TEXT)
    if found := UNPRINTABLE.search(text):
        raise m.UNPRINTABLE.error(code=f"U+{ord(found[0]):04X}", place=found.start() + 1)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def one_line(text: str) -> str:
    """Return `text`, which has no line end or tab: it stands in a heading."""
    if "\n" in text or "\t" in text:
        raise m.MORE_LINES.error()
    return text.strip()


def file_name(text: str) -> str:
    """Return the name of a file without a folder before it."""
    if re.search(r"[/\\:\n\t]", text) or text.strip() in (".", ".."):
        raise m.NOT_A_FILE_NAME.error(value=text)
    return text.strip()


def lowercase_sha256(text: str) -> str:
    """Return the 64 hexadecimal digits of a SHA-256 in small letters."""
    digits = text.strip().lower()
    if not re.fullmatch(r"[0-9a-f]{64}", digits):
        raise m.NOT_A_SHA256.error()
    return digits


def split_codes(value: object) -> object:
    """Return the codes that stand in one text, parted by `;` or `,`; anything else as it is."""
    if not isinstance(value, str):
        return value
    return tuple(Typed(code.strip()) for code in re.split("[;,]", _straight(value)) if code.strip())


@dataclass(frozen=True, slots=True)
class Digits:
    """Reads a code of a fixed number of digits, which must have been typed as text."""

    name: str
    length: int

    def __call__(self, value: object) -> str:
        """Return the digits."""
        text = _straight(str(value))
        if not re.fullmatch(rf"[0-9]{{{self.length}}}", text):
            count = sum(character.isdecimal() for character in text)
            raise m.CODE_DIGITS.error(name=self.name, value=text, length=self.length, count=count)
        if not isinstance(value, str) or getattr(value, "kind", TypedKind.TEXT) is not TypedKind.TEXT:
            raise m.CODE_UNQUOTED.error(name=self.name, value=text, length=self.length)
        return text


def read_iban(value: object) -> str:
    """Return an account number, without spaces, that passes ISO 13616."""
    text = _straight(read_text(value))
    try:
        return _valid_iban(str(text))
    except NumberInvalid as error:
        raise m.IBAN.error(value=text) from error


@lru_cache(maxsize=4096)
def _valid_iban(text: str) -> str:
    if not text.isascii():
        raise NumberInvalid
    return iban_number.validate(text)


def read_quarter(value: object) -> str:
    """Return a quarter, such as 2026-Q1."""
    text = _straight(read_text(value))
    if not re.fullmatch(r"[0-9]{4}-Q[1-4]", text):
        raise m.NOT_A_QUARTER.error(value=text, better=_quarter_meant(text))
    four_digit_year(int(text[:4]))
    return text


def _quarter_meant(text: str) -> str:
    """Return the quarter that `text` writes otherwise, such as Q1 2027 or 2027/1, else an example."""
    found = re.fullmatch(
        r"(?:q?([1-4])(?:e kwartaal)?[- /]?)?([0-9]{4})(?:[- /]?(?:q|k|kwartaal )?([1-4]))?", text.lower()
    )
    if found is None or bool(found[1]) is bool(found[3]):
        return EXAMPLE_QUARTER
    return f"{found[2]}-Q{found[1] or found[3]}"


def in_cents(value: Decimal) -> Decimal:
    """Return an amount in whole cents with two decimals at most.

    1.250 is refused although it is whole cents, for it may well mean 1250.
    """
    decimals = -int(value.as_tuple().exponent)
    if decimals <= CENTS:
        return value
    rounded = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    if decimals == THOUSANDS:
        raise m.POINT_PER_THOUSAND.error(value=str(value), thousands=f"{value.scaleb(THOUSANDS):.2f}", rounded=rounded)
    raise m.MORE_THAN_CENTS.error(value=str(value), rounded=rounded)


def as_printed(value: Decimal) -> Decimal:
    """Return a number of which the document prints every decimal."""
    rounded = round(value, PRINTED_DECIMALS)
    if value != rounded:
        raise m.MORE_THAN_PRINTED.error(value=str(value), most=PRINTED_DECIMALS, rounded=rounded.normalize())
    return value


def four_digit_year(value: int) -> int:
    """Return a year of this century."""
    if not 2000 <= value <= 2100:
        raise m.NOT_A_YEAR.error(value=value)
    return value

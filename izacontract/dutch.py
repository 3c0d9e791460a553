"""Amounts, shares, dates, ordinals and lists as Dutch text; the only user of Babel."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal, localcontext
from functools import lru_cache

from babel.dates import format_date

LOCALE = "nl_NL"
NOTATION = str.maketrans(",.", ".,")
NBSP = "\N{NO-BREAK SPACE}"
EXACT = 60
"""Digits that hold the largest number with all its decimals."""

ORDINALS = (
    "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende",
    "elfde", "twaalfde", "dertiende", "veertiende", "vijftiende", "zestiende", "zeventiende", "achttiende",
    "negentiende", "twintigste",
)  # fmt: skip
UNITS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")


@lru_cache(maxsize=16384)
def euro(amount: Decimal) -> str:
    """Write `amount` (euro) the Dutch way: "€ 1.250.000,00".

    The space after the sign is a no-break space, so Word keeps both on one line. Written without Babel, which is
    slow at amounts; a test holds the two equal.
    """
    return f"€{NBSP}{written(Decimal(amount), '.2f')}"


def euros(amounts: Iterable[Decimal]) -> list[str]:
    """Write each of `amounts` as `euro` does: those of a column of a table, at once."""
    written_all = "".join([f"\n{amount:,.2f}" for amount in amounts]).translate(NOTATION)
    return written_all.replace("\n", f"\n€{NBSP}").split("\n")[1:]


@lru_cache(maxsize=4096)
def percentage(value: Decimal) -> str:
    """Write `value` (percent) with two decimals at least: 4.18 becomes "4,18%", -0.4 "-0,40%"."""
    return f"{_rounded(value, 2, 6)}%"


@lru_cache(maxsize=4096)
def share(value: Decimal) -> str:
    """Write `value` (a fraction of one) as a percentage without needless decimals: 0.60 becomes "60%"."""
    return f"{_rounded(value * 100, 0, 4)}%"


@lru_cache(maxsize=4096)
def number(value: Decimal | int) -> str:
    """Write `value` with points per thousand and a decimal comma: 3180 becomes "3.180"."""
    return _rounded(value, 0, 6)


def _rounded(value: Decimal | int, least: int, most: int) -> str:
    """Write `value` with at least and at most so many decimals, rounded half to even, without needless noughts.

    Written without Babel, as amounts are; a test holds the two equal.
    """
    with localcontext(prec=EXACT):
        whole, _, decimals = f"{round(Decimal(value), most):,f}".partition(".")
    decimals = decimals.rstrip("0").ljust(least, "0")
    return (f"{whole}.{decimals}" if decimals else whole).translate(NOTATION)


def written(value: Decimal, spec: str = "") -> str:
    """Write `value` in the digits that it has, with points per thousand and a decimal comma: 45.00 becomes "45,00".

    `spec` is what Python's own formatting takes, such as ".1f". Messages write a number so, as it was typed.
    """
    return format(value, f",{spec or 'f'}").translate(NOTATION)


@lru_cache(maxsize=4096)
def day(value: date) -> str:
    """Write `value` in full: "1 januari 2027"."""
    return format_date(value, "d MMMM y", locale=LOCALE)


def quarter(value: str) -> str:
    """Write a quarter such as "2025-Q1": "eerste kwartaal van 2025"."""
    year, number = value.split("-Q")
    return f"{ORDINALS[int(number) - 1]} kwartaal van {year}"


def days(count: int) -> str:
    """Write a term of `count` days: "1 dag", "28 dagen"."""
    return f"{count}{NBSP}{'dag' if count == 1 else 'dagen'}"


def weeks(count: int) -> str:
    """Write a term of `count` weeks: "1 week", "6 weken"."""
    return f"{count}{NBSP}{'week' if count == 1 else 'weken'}"


def months(count: int) -> str:
    """Write a term of `count` months: "1 maand", "3 maanden"."""
    return f"{count}{NBSP}{'maand' if count == 1 else 'maanden'}"


def listing(items: Sequence[str], last: str = "en") -> str:
    """Write `items` as a Dutch list, without a comma before `last`: "a, b en c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def section(name: str) -> str:
    """Write the section of a document as a citation does: "§ 4.1.3"; words stay as they are."""
    return f"§ {name}" if re.match(r"\d+(\.\d+)+", name) else name


def ordinal(position: int) -> str:
    """Write the rank of `position` (from 1): "eerste", "tweede", "tweeëntwintigste"; from a hundred "100e"."""
    if position <= len(ORDINALS):
        return ORDINALS[position - 1]
    if position >= 100:
        return f"{position}e"
    tens, unit = divmod(position, 10)
    if not unit:
        return f"{TENS[tens - 2]}ste"
    link = "ën" if UNITS[unit - 1].endswith("e") else "en"
    return f"{UNITS[unit - 1]}{link}{TENS[tens - 2]}ste"

"""What the text in a cell means where people write otherwise than a request: read when it can mean one thing only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final

from izacontract import dutch
from izacontract.errors import Finding, Position, Told
from izacontract.intake import cell_messages as m
from izacontract.intake.keys import Leaf, Sort
from izacontract.model.typed import day_meant
from izacontract.model.values import Typed, TypedKind


class Kind(Enum):
    """How a value was written otherwise than a request writes it: one such value, and more; each kind is noted once."""

    CODE = (
        Told("code die als getal is opgeslagen", "code that is stored as a number"),
        Told("codes die als getal zijn opgeslagen", "codes that are stored as numbers"),
    )
    SPACED_CODE = (
        Told("code met spaties of punten", "code with spaces or points"),
        Told("codes met spaties of punten", "codes with spaces or points"),
    )
    NUMBER = (
        Told("getal dat als tekst is getypt", "number that was typed as text"),
        Told("getallen die als tekst zijn getypt", "numbers that were typed as text"),
    )
    DAY = (
        Told("datum die als tekst is getypt", "date that was typed as text"),
        Told("datums die als tekst zijn getypt", "dates that were typed as text"),
    )
    ANSWER = (
        Told("ander woord voor ja of nee", "other word for yes or no"),
        Told("andere woorden voor ja of nee", "other words for yes or no"),
    )
    CHOICE = (
        Told("keuze die anders is geschreven", "choice that is written otherwise"),
        Told("keuzes die anders zijn geschreven", "choices that are written otherwise"),
    )
    MARKED = (
        Told('waarde met een apostrof of ="…"', 'value with an apostrophe or ="…"'),
        Told('waarden met een apostrof of ="…"', 'values with an apostrophe or ="…"'),
    )
    PERCENT = (
        Told("percentage dat met een procentteken is getypt", "percentage that was typed with its sign"),
        Told("percentages die met een procentteken zijn getypt", "percentages that were typed with their sign"),
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says, or why it says nothing; `kind` tells that it was written otherwise."""

    value: Typed | Finding
    kind: Kind | None = None


class Readings:
    """How often each kind of reading was needed, with the first of each."""

    def __init__(self) -> None:
        self._counted: dict[Kind, int] = {}
        self._first: dict[Kind, tuple[str, str, Position]] = {}

    def note(self, reading: Reading, text: str, position: Position) -> None:
        """Count `reading`, of the characters `text`, when they were not as a request writes them."""
        if reading.kind is not None and isinstance(reading.value, Typed):
            self._counted[reading.kind] = self._counted.get(reading.kind, 0) + 1
            self._first.setdefault(reading.kind, (text, str(reading.value), position))

    def findings(self) -> Iterator[Finding]:
        """Give a warning for each kind of reading."""
        for kind, (text, value, position) in self._first.items():
            count = self._counted[kind]
            what = kind.value[count > 1]
            found = m.READ.warning(count=count, what=what, example=_example(text, value, kind))
            yield replace(found, position=position)


def _example(text: str, value: str, kind: Kind) -> Told:
    """Return `text`, and the `value` that was read in it as the reader of a message writes it."""
    nl, en = value, value
    match kind:
        case Kind.NUMBER:
            nl = value.replace(".", ",")
        case Kind.DAY:
            nl = dutch.day(date.fromisoformat(value))
        case Kind.ANSWER:
            nl, en = ("ja", "yes") if value == "true" else ("nee", "no")
    if value == text:
        return Told(f"'{text}'", f"'{text}'")
    return Told(f"'{text}' als {nl}", f"'{text}' as {en}")


ANSWERS: Final = {
    **dict.fromkeys(("waar", "j", "yes", "y"), "true"),
    **dict.fromkeys(("onwaar", "n", "no"), "false"),
}
"""Other words for an answer than `ja`, `nee`, `true` and `false`, which a request knows."""

LONGEST_NUMBER: Final = 40
"""No number that anybody types has more characters; the pattern is not tried on more."""

_AS_FORMULA: Final = re.compile(r'="((?:[^"]|"")*)"')
_PLAIN: Final = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")
_MONEY: Final = r"(?:€|eur|euro)"
_NUMBER: Final = re.compile(
    rf"{_MONEY}?\s*(?P<sign>[-+−]?)\s*{_MONEY}?\s*(?P<body>[0-9.,'’\s]*[0-9](?:,-{{1,2}})?)"
    rf"\s*(?P<unit>%|procent|{_MONEY})?\s*(?P<behind>-?)",
    re.IGNORECASE,
)
_DECIMAL: Final = re.compile(r"([0-9]*)[.,]([0-9]+)")
_GROUPED: Final = re.compile(r"([0-9]{1,3}(?:([.,'’\s])[0-9]{3})(?:\2[0-9]{3})*)(?:([.,])([0-9]+))?")
_GROUP: Final = 3
_LEAST_PER_THOUSAND: Final = 1000
_BY_SLASH: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/[0-9]{4}")
_MOMENT: Final = re.compile(
    r"([0-9]{4})(?:[-/]([0-9]{1,2})[-/]([0-9]{1,2})|([0-9]{2})([0-9]{2}))(?:[T ]0?0:00(?::00(?:\.0+)?)?Z?)?"
)
_MONTHS: Final = 12


def unmarked(text: str) -> str:
    """Return `text` without spaces around it, and without the `="…"` by which programs keep Excel off a value."""
    text = text.strip()
    found = _AS_FORMULA.fullmatch(text)
    return found[1].replace('""', '"').strip() if found else text


def read_text(typed: str, leaf: Leaf) -> Reading:
    """Return what the text `typed` means for `leaf`; what cannot be read at all is left for the binder to refuse."""
    text = unmarked(typed)
    if leaf.sort is not Sort.TEXT and re.match("['’‘`]", text):
        text = text[1:].strip()
    marked = None if text == typed.strip() else Kind.MARKED
    reading = _read(text, leaf)
    return reading if reading.kind or isinstance(reading.value, Finding) else Reading(reading.value, marked)


def _read(text: str, leaf: Leaf) -> Reading:
    match leaf.sort:
        case Sort.NUMBER | Sort.WHOLE | Sort.PERCENT | Sort.SHARE:
            return _number(text, leaf)
        case Sort.DAY:
            return _day(text)
        case Sort.YES_NO if answer := ANSWERS.get(text.casefold()):
            return Reading(Typed(answer, TypedKind.YES_NO), Kind.ANSWER)
        case Sort.CHOICE if text not in leaf.shape.choices:
            same = [choice for choice in leaf.shape.choices if _sameness(choice) == _sameness(text)]
            return Reading(Typed(same[0]), Kind.CHOICE) if len(same) == 1 else Reading(Typed(text))
        case Sort.CODE if leaf.digits and not re.fullmatch(f"[0-9]{{{leaf.digits}}}", text):
            digits = re.sub(r"[\s.\-]", "", text)
            if re.fullmatch(f"[0-9]{{{leaf.digits}}}", digits):
                return Reading(Typed(digits), Kind.SPACED_CODE)
            return Reading(wrong_code(text, digits, leaf.digits))
        case _:
            return Reading(Typed(text))


def wrong_code(text: str, digits: str, length: int) -> Finding:
    """Return the finding that `text` is no code of `length` digits, with the code that it means when zeros are gone."""
    lost = digits.isdecimal() and digits.isascii() and 0 < length - len(digits) <= len(digits)
    hint = Told(f"Typ {length} cijfers, met voorloopnullen.", f"Type {length} digits, with leading zeros.")
    if lost:
        better = digits.zfill(length)
        hint = Told(
            f"Is een voorloopnul weggevallen, geef de kolom in Excel dan de getalnotatie {'0' * length}, of typ "
            f"{better} in een cel die is opgemaakt als Tekst.",
            f"If a leading zero was lost, give the column the number format {'0' * length} in Excel, or type "
            f"{better} in a cell formatted as text.",
        )
    return m.CODE_IN_CELL.finding(value=text, length=length, hint=hint)


def _sameness(choice: str) -> str:
    return re.sub(r"[\s_\-–]+", "-", choice.strip().casefold())


def _number(text: str, leaf: Leaf) -> Reading:
    found = _NUMBER.fullmatch(text) if len(text) <= LONGEST_NUMBER else None
    percent = found is not None and (found["unit"] or "").lower() in ("%", "procent")
    if found is None or (percent and leaf.sort not in (Sort.PERCENT, Sort.SHARE)):
        return Reading(m.TEXT_IN_NUMBER.finding(value=text))
    minus = "-" if (found["sign"] in ("-", "−")) is not bool(found["behind"]) else ""
    meant = [f"{minus}{number}" for number in _fitting(_meanings(found["body"]), leaf, is_money="€" in text)]
    if not meant:
        return Reading(m.TEXT_IN_NUMBER.finding(value=text))
    if len(meant) > 1:
        first, second = (number.replace(".", ",") for number in meant)
        return Reading(m.TWO_READINGS.finding(value=text, first=first, second=second))
    number = f"{Decimal(meant[0]).scaleb(-2):f}" if percent and leaf.sort is Sort.SHARE else meant[0]
    is_plain = _PLAIN.fullmatch(text) is not None and Decimal(number) == Decimal(text)
    return Reading(Typed(text)) if is_plain else Reading(Typed(number, TypedKind.NUMBER), Kind.NUMBER)


def _meanings(body: str) -> list[str]:
    """Return the numbers that `body` can mean: `1.250` is 1250, or 1,25 with a zero behind it."""
    body = re.sub(",-{1,2}$", "", body)
    if re.fullmatch("[0-9]+", body):
        return [body]
    if found := _DECIMAL.fullmatch(body):
        whole, decimals = found.groups()
        number = f"{whole or 0}.{decimals}"
        is_group = len(decimals) == _GROUP and 0 < len(whole) <= _GROUP and whole[0] != "0"
        return [_short(number), whole + decimals] if is_group else [number]
    if (found := _GROUPED.fullmatch(body)) and found[2] != found[3]:
        return [re.sub("[^0-9]", "", found[1]) + (f".{found[4]}" if found[4] else "")]
    return []


def _short(number: str) -> str:
    return number.rstrip("0").rstrip(".")


def _fitting(meant: list[str], leaf: Leaf, *, is_money: bool) -> list[str]:
    """Return those of two meanings that `leaf` may have: a count has no decimals, a percentage no thousands."""
    if len(meant) < 2:
        return meant
    if leaf.sort in (Sort.PERCENT, Sort.SHARE):
        return [number for number in meant if Decimal(number) < _LEAST_PER_THOUSAND]
    if is_money:
        return meant[1:]
    if leaf.sort is Sort.WHOLE:
        return [number for number in meant if "." not in number]
    return meant


def _day(text: str) -> Reading:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return Reading(Typed(text))
    if found := _MOMENT.fullmatch(text):
        try:
            return Reading(Typed(date(*(int(part) for part in found.groups() if part)).isoformat()), Kind.DAY)
        except ValueError:
            return Reading(Typed(text))
    if not (meant := day_meant(text)) or not re.search(r"[0-9]{4}$", text):
        return Reading(Typed(text))
    if (found := _BY_SLASH.fullmatch(text)) and found[1] != found[2] and int(found[1]) <= _MONTHS:
        # An English Excel writes the month first.
        first = date.fromisoformat(meant)
        second = date(first.year, first.day, first.month).isoformat()
        return Reading(m.TWO_READINGS.finding(value=text, first=meant, second=second))
    return Reading(Typed(meant), Kind.DAY)

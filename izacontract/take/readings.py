"""What a printed value may mean in a request: a number, a day, a quarter, a code, or the text as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final, NamedTuple

from izacontract import dutch
from izacontract.model.values import Typed, TypedKind

_NUMBER: Final = re.compile(r"(?:€\s*)?(-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?)(%?)(?:\s+[a-z]+)?")
"""A number as we print it, with its sign or the unit behind it."""

_MONTHS: Final = {dutch.day(date(2000, month, 1)).split()[1]: month for month in range(1, 13)}
_DAY: Final = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})")
_CODE: Final = re.compile(r"(?=.*[A-Z])(?=.*[0-9])[A-Z0-9]{8,}")
"""Letters and digits in one piece, which people also write in groups."""

_QUARTER: Final = re.compile(r"(\w+) kwartaal van (\d{4})")


class Meaning(NamedTuple):
    """One thing that a text may mean: its kind, and what makes two texts of that kind mean the same."""

    kind: str
    of: str


@lru_cache(maxsize=8192)
def typed_meanings(typed: str) -> frozenset[Meaning]:
    """Return what was typed may mean where a contract prints it."""
    found = {Meaning("text", plain(typed)), Meaning("bare", bare(typed)), Meaning("code", typed)}
    found |= {Meaning("day", typed)} if _is_day(typed) else {Meaning("quarter", typed)} if _is_quarter(typed) else set()
    try:
        number = Decimal(typed)
    except InvalidOperation:
        number = None
    if number is not None and number.is_finite():
        found.add(Meaning("number", _canonical(number)))
        found.add(Meaning("share", _canonical(number * 100)))
    return frozenset(found)


def meanings(printed: str, labels: Mapping[str, str]) -> dict[Meaning, str]:
    """Return what `printed` may mean, each with the characters that are typed for it; `labels` print for codes."""
    text = plain(printed)
    found = {Meaning("text", text): text, Meaning("bare", bare(text)): bare(text)}
    for code, label in labels.items():
        if plain(label) == text:
            found[Meaning("code", code)] = code
    if (number := _number(text)) is not None:
        found[Meaning("number", _canonical(number))] = f"{number:f}"
        found[Meaning("share", _canonical(number))] = f"{number.scaleb(-2):f}"
    found |= {Meaning("day", typed): typed for typed in _days(text)}
    found |= {Meaning("quarter", typed): typed for typed in _quarters(text)}
    return found


def retyped(old: Typed, before: str, after: str, labels: Mapping[str, str]) -> Iterator[Typed]:
    """Give what is typed in the place of `old`, of which a contract prints `before`, for it to print `after`.

    Nothing when `before` is not what a contract prints of it.
    """
    was, now = meanings(before, labels), meanings(after, labels)
    kinds = {meaning.kind for meaning in typed_meanings(str(old)) if meaning in was}
    for meaning, typed in now.items():
        if meaning.kind in kinds and not (meaning.kind == "bare" and "text" in kinds):
            if meaning.kind in ("number", "share"):
                typed = _as_long(typed, str(old))
            if typed != str(old):
                yield Typed(typed, old.kind)


def filled(after: str, labels: Mapping[str, str]) -> Iterator[Typed]:
    """Give what may be typed where nothing stood, for a contract to print `after`: the most telling first."""
    kinds = {"number": TypedKind.NUMBER, "share": TypedKind.NUMBER, "day": TypedKind.DAY}
    order = ("day", "quarter", "number", "share", "code", "text", "bare")
    for meaning, typed in sorted(meanings(after, labels).items(), key=lambda one: order.index(one[0].kind)):
        yield Typed(typed, kinds.get(meaning.kind, TypedKind.TEXT))


def plain(text: str) -> str:
    """Return `text` with single spaces."""
    return " ".join(text.split())


def bare(text: str) -> str:
    """Return `text` without spaces, as a code or IBAN is compared."""
    return "".join(text.split())


def says_same(printed: str, came: str) -> bool:
    """Return whether `came` is what a contract `printed`: the same text, or the same code in groups, as of an IBAN."""
    text = plain(printed)
    return text == plain(came) or (_CODE.fullmatch(text) is not None and text == bare(came))


def _number(text: str) -> Decimal | None:
    match = _NUMBER.fullmatch(text)
    return None if match is None else Decimal(match[1].replace(".", "").replace(",", "."))


def _days(text: str) -> Iterator[str]:
    if match := _DAY.fullmatch(text):
        try:
            yield date(int(match[3]), _MONTHS[match[2]], int(match[1])).isoformat()
        except ValueError:
            return


def _quarters(text: str) -> Iterator[str]:
    match = _QUARTER.fullmatch(text)
    if match and match[1] in dutch.ORDINALS[:4]:
        yield f"{match[2]}-Q{dutch.ORDINALS.index(match[1]) + 1}"


def _is_quarter(typed: str) -> bool:
    return re.fullmatch(r"\d{4}-Q[1-4]", typed) is not None


def _is_day(typed: str) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\d", typed) is not None


def _canonical(number: Decimal) -> str:
    return f"{number.normalize():f}" if number else "0"


def _as_long(typed: str, old: str) -> str:
    """Return the number `typed` with as many decimals as `old` has, or more where it needs them."""
    number = Decimal(typed)
    places = len(old.partition(".")[2])
    shortest = _canonical(number)
    least = len(shortest.partition(".")[2])
    return f"{number:.{max(places, least)}f}" if max(places, least) else shortest

"""Figures of a contract that are clearer as a picture: bars, a timeline, a series over the years; data, no drawing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Bar:
    """One amount built up: `start`, then a part for each name of its picture, together `end`; all in euro.

    What hangs on an open value is None.
    """

    name: str
    start: Decimal | None
    parts: tuple[Decimal | None, ...]
    end: Decimal | None


@dataclass(frozen=True, slots=True)
class Bars:
    """Amounts that are built up from the same parts; `start`, `parts` and `end` are their names."""

    id: str
    title: str
    note: str
    start: str
    parts: tuple[str, ...]
    end: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that is due: `day` and `amount` (euro) are None while they are open."""

    name: str
    text: str
    day: date | None
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is due on which day, between the first and the last day of a contract."""

    id: str
    title: str
    note: str
    begin: date
    end: date
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """The value of one year, and how sure it is."""

    year: int
    value: Decimal
    status: str


@dataclass(frozen=True, slots=True)
class Series:
    """A national figure over the years, with its unit and source; the years of the contract are `marked`."""

    id: str
    title: str
    note: str
    unit: str
    source: str
    points: tuple[Point, ...]
    marked: tuple[int, ...]


Picture = Bars | Timeline | Series

"""Pictures of a contract as SVG: places in percent of the width and letters in pixels, so text keeps its size.

Every picture also stands beside it as a table; a drawing says nothing that its table does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from markupsafe import Markup

from izacontract import dutch
from izacontract.errors import Told
from izacontract.model.picture import Bar, Bars, Moment, Picture, Series, Timeline

HUNDRED: Final = Decimal(100)
NARROW: Final = Decimal(7)
"""Percent of the width; dots nearer to each other stand on different heights."""

NOTHING: Final = Markup()
HEIGHTS: Final = 4
UNKNOWN: Final = Told("nog open", "still open")


@dataclass(frozen=True)
class DrawnRow:
    """A row of the table beside a picture: its heading and its cells; `svg` is its own drawing, if it has one."""

    name: str
    cells: tuple[str, ...]
    svg: Markup = NOTHING
    words: str = ""


@dataclass(frozen=True)
class Drawn:
    """A picture ready to print: drawing, table and, where it has parts, the names that its colours stand for.

    With `table_first` the table holds what the drawing has no room for, and is not to be folded away.
    """

    id: str
    title: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[DrawnRow, ...]
    svg: Markup = NOTHING
    legend: tuple[str, ...] = ()
    source: str = ""
    table_first: bool = False


def drawn(picture: Picture, language: str) -> Drawn:
    """Return `picture` drawn; `language` is that of the words that the drawing adds."""
    match picture:
        case Bars():
            return _bars(picture, UNKNOWN.in_language(language))
        case Timeline():
            return _timeline(picture, language)
        case Series():
            return _series(picture, language)


def _bars(picture: Bars, unknown: str) -> Drawn:
    used = [place for place in range(len(picture.parts)) if any(bar.parts[place] != 0 for bar in picture.bars)]
    low, high = _reach(picture.bars)
    rows = tuple(
        DrawnRow(
            bar.name,
            tuple(_euro(amount, unknown) for amount in (bar.start, *(bar.parts[place] for place in used), bar.end)),
            _bar(bar, used, low, high),
            _change(bar, unknown),
        )
        for bar in picture.bars
    )
    legend = tuple(picture.parts[place] for place in used)
    return Drawn(
        picture.id, picture.title, picture.note, ("", picture.start, *legend, picture.end), rows, legend=legend
    )


def _shares(bar: Bar) -> tuple[Decimal, ...] | None:
    """Return each part of `bar` in percent of its start, None while anything is open."""
    known = [part for part in bar.parts if part is not None]
    if not bar.start or len(known) < len(bar.parts):
        return None
    return tuple(part * HUNDRED / bar.start for part in known)


def _reach(bars: Sequence[Bar]) -> tuple[Decimal, Decimal]:
    """Return the lowest and highest point that any of `bars` reaches, in percent of its start."""
    found = [shares for bar in bars if (shares := _shares(bar)) is not None]
    low = min((sum((s for s in shares if s < 0), Decimal(0)) for shares in found), default=Decimal(0))
    high = max((sum((s for s in shares if s > 0), Decimal(0)) for shares in found), default=Decimal(0))
    return low, high if high > low else low + 1


def _bar(bar: Bar, used: Sequence[int], low: Decimal, high: Decimal) -> Markup:
    shares = _shares(bar)
    if shares is None:
        return Markup()
    scale = HUNDRED / (high - low)
    zero = -low * scale
    left = right = zero
    drawn = []
    for colour, place in enumerate(used, start=1):
        width = abs(shares[place]) * scale
        if shares[place] < 0:
            left -= width
        start = left if shares[place] < 0 else right
        if shares[place] > 0:
            right += width
        if width:
            drawn.append(
                Markup('<rect class="part-{}" x="{}%" y="4" width="{}%" height="20"/>').format(
                    colour, _place(start), _place(width)
                )
            )
    return Markup(
        '<svg class="bar" width="100%" height="28" aria-hidden="true" focusable="false">{}'
        '<line class="axis" x1="{}%" x2="{}%" y1="0" y2="28"/></svg>'
    ).format(Markup("").join(drawn), _place(zero), _place(zero))


def _change(bar: Bar, unknown: str) -> str:
    """Return a bar in words: "€ 287,35 → € 296,79 (+3,29%)"."""
    if not bar.start or bar.end is None:
        return f"{_euro(bar.start, unknown)} → {_euro(bar.end, unknown)}"
    change = ((bar.end - bar.start) * HUNDRED / bar.start).quantize(Decimal("0.01"))
    sign = "+" if change > 0 else ""
    return f"{_euro(bar.start, unknown)} → {_euro(bar.end, unknown)} ({sign}{dutch.percentage(change)})"


def _timeline(picture: Timeline, language: str) -> Drawn:
    unknown = UNKNOWN.in_language(language)
    moments = sorted(picture.moments, key=lambda moment: (moment.day is None, moment.day or picture.end))
    rows = tuple(
        DrawnRow(
            moment.name,
            (moment.text, dutch.day(moment.day) if moment.day else unknown, _euro(moment.amount, unknown)),
        )
        for moment in moments
    )
    heads = {"nl": ("", "Resultaat", "Uiterlijk", "Bedrag"), "en": ("", "Result", "By", "Amount")}[language]
    known = [moment for moment in moments if moment.day]
    return Drawn(picture.id, picture.title, picture.note, heads, rows, _line(picture, known), table_first=True)


def _line(picture: Timeline, moments: Sequence[Moment]) -> Markup:
    if not moments:
        return NOTHING
    days = [moment.day for moment in moments if moment.day]
    first = date(min(picture.begin, *days).year, 1, 1)
    last = date(max(picture.end, *days).year + 1, 1, 1)
    span = Decimal((last - first).days)

    def at(day: date) -> Decimal:
        # the margins keep the outermost letters inside the drawing
        return 4 + 92 * Decimal((day - first).days) / span

    years = range(first.year, last.year + 1)
    short = len(years) > 6
    dots = list(_heights([(at(moment.day), moment.name) for moment in moments if moment.day]))
    base = 30 + 22 * max(height for _, height, _ in dots)
    ticks = Markup("").join(
        Markup(
            '<line class="axis" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"/><text class="year" x="{0}%" y="{3}">{4}</text>'
        ).format(_place(at(date(year, 1, 1))), base - 4, base + 4, base + 20, f"’{year % 100:02}" if short else year)
        for year in years
    )
    stems = Markup("").join(
        Markup(
            '<line class="stem" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"/><circle class="dot" cx="{0}%" cy="{2}" r="4"/>'
            '<text class="dot-name" x="{0}%" y="{3}">{4}</text>'
        ).format(_place(place), base - height * 22 - 6, base, base - height * 22 - 9, name)
        for place, height, name in dots
    )
    return Markup(
        '<svg class="timeline" width="100%" height="{}" aria-hidden="true" focusable="false">'
        '<rect class="term" x="{}%" y="{}" width="{}%" height="8"/>'
        '<line class="axis" x1="4%" x2="96%" y1="{}" y2="{}"/>{}{}</svg>'
    ).format(
        base + 26, _place(at(picture.begin)), base - 4, _place(at(picture.end) - at(picture.begin)), base, base,
        ticks, stems,
    )  # fmt: skip


def _heights(dots: Sequence[tuple[Decimal, str]]) -> Iterator[tuple[Decimal, int, str]]:
    """Give each dot with a height (from 0) on which its name does not touch that of another."""
    ends: dict[int, Decimal] = {}
    for place, name in dots:
        width = max(NARROW, NARROW * len(name) / 3)
        free = (height for height in range(HEIGHTS) if ends.get(height, Decimal(-100)) + width <= place)
        height = next(free, HEIGHTS - 1)
        ends[height] = place
        yield place, height, name[:8]


def _series(picture: Series, language: str) -> Drawn:
    rows = tuple(DrawnRow(str(point.year), (dutch.number(point.value), point.status)) for point in picture.points)
    heads = {"nl": ("Jaar", picture.unit, "Status"), "en": ("Year", picture.unit, "Status")}[language]
    return Drawn(picture.id, picture.title, picture.note, heads, rows, _columns(picture), source=picture.source)


def _columns(picture: Series) -> Markup:
    values = [Decimal(0), *(point.value for point in picture.points)]
    low, high = min(values), max(values)
    span = high - low or Decimal(1)
    step = HUNDRED / len(picture.points)
    full, top = Decimal(110), Decimal(24)

    def y(value: Decimal) -> Decimal:
        return top + full * (high - value) / span

    columns = Markup("").join(
        Markup(
            '<rect class="{}" x="{}%" y="{}" width="{}%" height="{}"/><text class="value" x="{}%" y="{}">{}</text>'
            '<text class="year" x="{}%" y="{}">{}</text>'
        ).format(
            "column marked" if point.year in picture.marked else "column",
            _place(step * place + step / 4), _place(min(y(point.value), y(Decimal(0)))), _place(step / 2),
            _place(abs(y(point.value) - y(Decimal(0)))), _place(step * place + step / 2),
            _place(min(y(point.value), y(Decimal(0))) - 6), dutch.number(point.value),
            _place(step * place + step / 2), _place(top + full + 20), point.year,
        )
        for place, point in enumerate(picture.points)
    )  # fmt: skip
    return Markup(
        '<svg class="columns" width="100%" height="{}" aria-hidden="true" focusable="false">{}'
        '<line class="axis" x1="0" x2="100%" y1="{}" y2="{}"/></svg>'
    ).format(_place(top + full + 28), columns, _place(y(Decimal(0))), _place(y(Decimal(0))))


def _euro(amount: Decimal | None, unknown: str) -> str:
    return unknown if amount is None else dutch.euro(amount)


def _place(value: Decimal) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")

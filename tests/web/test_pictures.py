"""Pictures say what their tables say, and their tables what the contract says."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from lxml import etree

from izacontract.build.contract import build_contract
from izacontract.host import Plugins
from izacontract.intake.read import read_request
from izacontract.model.picture import Bar, Bars, Moment, Point, Series, Timeline
from izacontract.render.text import text
from izacontract.web.drawing import drawn
from tests.conftest import REQUESTS
from tests.web.conftest import SECTORS


@pytest.mark.parametrize("sector", SECTORS)
def test_amounts_in_pictures_stand_in_the_contract(sector: str, plugins: Plugins) -> None:
    request = read_request(REQUESTS / f"{sector}.yaml", plugins)
    contract = text(build_contract(request, plugins)).replace("\N{NO-BREAK SPACE}", " ")
    pictures = plugins.draw_pictures(request)
    assert any(isinstance(picture, Series) for picture in pictures)
    for picture in pictures:
        if isinstance(picture, Bars):
            for bar in picture.bars:
                assert bar.start is not None
                assert bar.start + sum(part or 0 for part in bar.parts) == bar.end
        if not isinstance(picture, Series):
            for row in drawn(picture, "nl").rows:
                for amount in re.findall(r"€\s[\d.,]+", " ".join(row.cells).replace("\N{NO-BREAK SPACE}", " ")):
                    if amount != "€ 0,00":
                        assert amount.removeprefix("€ ") in contract, amount


def _bars(*parts: str | None, start: str | None = "100") -> Bars:
    amounts = tuple(None if part is None else Decimal(part) for part in parts)
    end = None if None in amounts or start is None else Decimal(start) + sum(part or 0 for part in amounts)
    bar = Bar("A", None if start is None else Decimal(start), amounts, end)
    return Bars("b", "Titel", "", "Oud", tuple(f"deel {n}" for n in range(len(parts))), "Nieuw", (bar,))


def _rects(svg: str) -> list[tuple[str, Decimal, Decimal]]:
    root = etree.fromstring(svg)
    return [
        (rect.get("class"), Decimal(rect.get("x").rstrip("%")), Decimal(rect.get("width").rstrip("%")))
        for rect in root.iter("rect")
    ]


def test_parts_of_a_bar_are_as_wide_as_their_share_and_touch() -> None:
    row = drawn(_bars("3", "0", "-1"), "nl").rows[0]
    assert _rects(row.svg) == [("part-1", Decimal(25), Decimal(75)), ("part-2", Decimal(0), Decimal(25))]
    assert row.words == "€\N{NO-BREAK SPACE}100,00 → €\N{NO-BREAK SPACE}102,00 (+2,00%)"


def test_part_that_is_nothing_everywhere_has_no_colour() -> None:
    assert drawn(_bars("3", "0", "-1"), "nl").legend == ("deel 0", "deel 2")


@pytest.mark.parametrize("bars", [_bars("3", None), _bars("3", start=None), _bars("0"), _bars("0", start="0")])
def test_bar_without_known_parts_is_still_a_row(bars: Bars) -> None:
    row = drawn(bars, "nl").rows[0]
    assert len(row.cells) == len(drawn(bars, "nl").heads) - 1
    assert _rects(row.svg) == [] if row.svg else True


def test_open_amounts_are_named_in_the_language_of_the_page() -> None:
    assert "nog open" in drawn(_bars("3", None), "nl").rows[0].cells
    assert "still open" in drawn(_bars("3", None), "en").rows[0].cells


def _timeline(*days: date | None) -> Timeline:
    moments = tuple(Moment(f"K{number}", "tekst", day, Decimal(number)) for number, day in enumerate(days, start=1))
    return Timeline("t", "Titel", "", date(2025, 1, 1), date(2025, 12, 31), moments)


def test_timeline_stands_in_order_of_day_with_open_days_last() -> None:
    picture = drawn(_timeline(None, date(2025, 9, 1), date(2025, 3, 1)), "nl")
    assert [row.name for row in picture.rows] == ["K3", "K2", "K1"]
    dots = [Decimal(dot.get("cx").rstrip("%")) for dot in etree.fromstring(picture.svg).iter("circle")]
    assert dots == sorted(dots)
    assert all(Decimal(4) <= dot <= Decimal(96) for dot in dots)


def test_names_of_dots_on_one_day_do_not_touch() -> None:
    picture = drawn(_timeline(*[date(2025, 6, 1)] * 3), "nl")
    names = [name.get("y") for name in etree.fromstring(picture.svg).iter("text") if name.get("class") == "dot-name"]
    assert len(set(names)) == 3


def test_timeline_without_known_days_is_a_table_only() -> None:
    picture = drawn(_timeline(None), "nl")
    assert not picture.svg
    assert len(picture.rows) == 1


@pytest.mark.parametrize("values", [("0",), ("0", "0"), ("-1", "2"), ("1.5", "0.4", "0")])
def test_columns_are_as_high_as_their_value(values: tuple[str, ...]) -> None:
    points = tuple(Point(2023 + number, Decimal(value), "s") for number, value in enumerate(values))
    root = etree.fromstring(drawn(Series("s", "Titel", "", "procent", "Bron", points, (2023,)), "nl").svg)
    heights = [Decimal(rect.get("height")) for rect in root.iter("rect")]
    span = max(0, *map(Decimal, values)) - min(0, *map(Decimal, values))
    expected = [abs(Decimal(value)) * 110 / (span or 1) for value in values]
    assert all(abs(height - want) < Decimal("0.01") for height, want in zip(heights, expected, strict=True))
    assert next(root.iter("rect")).get("class") == "column marked"


def test_names_in_pictures_are_escaped() -> None:
    moments = (Moment("<b>&", "x", date(2025, 6, 1), None),)
    svg = drawn(Timeline("t", "", "", date(2025, 1, 1), date(2025, 2, 1), moments), "nl").svg
    assert "<b>" not in svg
    assert "&lt;b&gt;&amp;" in svg

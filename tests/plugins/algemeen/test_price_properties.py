"""Annex B over random price lists: regimes mixed, elements limited to performances, each figure worked out a second time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from izacontract_algemeen.rules.index_calculation import calculate
from izacontract_algemeen.rules.prices import price_list
from izacontract_algemeen.rules.volume import annex_values
from izacontract_algemeen.terms.volume import Volume

from izacontract import ContractRequest, read_request
from tests.contracts.support import plugins, smallest

BEGIN, END = date(2026, 1, 1), date(2027, 12, 31)
REASON = "Deze korting volgt uit de eigen meting en heeft met de lonen niets te maken"
Row = Mapping[str, Any]


def exact(amount: object) -> Fraction:
    assert isinstance(amount, Decimal)
    return Fraction(amount)


def cents_of(amount: Fraction) -> Decimal:
    """Return `amount` in cents, half away from zero, worked out with whole numbers."""
    size = floor(abs(amount) * 100 + Fraction(1, 2))
    return (Decimal(size) / 100).copy_sign(-1 if amount < 0 else 1)


def hundredths(low: int, high: int) -> st.SearchStrategy[Decimal]:
    return st.integers(low, high).map(lambda value: Decimal(value) / 100)


indices = st.just(Decimal(0)) | hundredths(50, 900) | hundredths(-200, -50)
"""What a request may hold as an index: nothing, or so far from it that it cannot be a share."""


@dataclass(frozen=True)
class Case:
    """A request with the shares and indices behind it, and per code the elements that must hold for it."""

    request: ContractRequest
    effects: tuple[Fraction, Fraction, Fraction]
    lines: Mapping[str, Row]
    held: Mapping[str, list[Row]]

    def rows(self, table: str) -> list[Row]:
        values = price_list(self.request, plugins().parameters).values
        found = values[table]
        assert isinstance(found, list)
        return found


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Give requests that are right: what an element takes from an NZa maximum is what its percentage leaves."""
    wages, material = draw(st.integers(0, 100)), draw(st.integers(0, 100))
    share = Decimal(wages) / 100
    rest = (1 - share) * Decimal(material) / 100
    percentage, settlement, goods = draw(indices), draw(hundredths(-100, 200)), draw(indices)
    ova = {
        "jaar": "2026", "percentage": percentage, "nacalculatie": settlement, "aandeel_loon": share,
        "aandeel_materieel": rest, "aandeel_kapitaal": 1 - share - rest, "materiele_index": goods,
    }  # fmt: skip
    index = (1 + Fraction(percentage) / 100) * (1 + Fraction(settlement) / 100) - 1
    effects = (Fraction(share) * index, Fraction(rest) * Fraction(goods) / 100, Fraction(0))

    regimes = draw(st.lists(st.sampled_from(["vrij", "nza-maximum", "tweede", "nza-vast"]), min_size=1, max_size=6))
    codes = {f"P{place}": regime for place, regime in enumerate(regimes)}
    reachable = [code for code, regime in codes.items() if regime in ("vrij", "nza-maximum")]
    general = [code for code in reachable if codes[code] == "vrij"] or reachable
    elements, held = [], {code: [] for code in codes}
    for place in range(draw(st.integers(0, 4)) if reachable else 0):
        named = draw(st.lists(st.sampled_from(reachable), unique=True, max_size=3))
        targets = named or general
        below = any(codes[code] == "nza-maximum" for code in targets)
        size = draw(
            hundredths(-200, -5) if below else hundredths(-200, 200).filter(lambda size: abs(size) >= Decimal("0.05"))
        )
        last = draw(st.none() | st.integers(0, (END - BEGIN).days).map(lambda days: BEGIN + timedelta(days=days)))
        element = {
            "soort": "volume", "omschrijving": f"Element {place}", "percentage": size, "onderbouwing": "Meting",
            "bewijs": "M-1", "reden_naast_ova": REASON, "prestaties": named, "einde": last and str(last),
        }  # fmt: skip
        elements.append(element)
        for code in targets:
            held[code].append(element)

    lines = {}
    for code, regime in codes.items():
        amount = draw(hundredths(1, 10_000_000))
        line = {"code": code, "tarief": amount, "regime": "nza-maximum" if regime == "tweede" else regime}
        if regime == "nza-maximum":
            below_all = 100 + sum((element["percentage"] for element in held[code]), Decimal(0))
            line |= {"maximum": amount, "percentage_van_maximum": below_all}
            line["tarief"] = cents_of(Fraction(amount) * Fraction(below_all) / 100)
        if regime == "tweede":
            line |= {"maximum": amount, "tweede_maximum": amount + 1, "tarief": amount + draw(hundredths(0, 100))}
        lines[code] = line

    given_values = smallest("mdz") | {
        "ova": ova,
        "tarieven": {
            "percentage_van_maximum": "100", "max_max": "ja", "prestaties": list(lines.values()),
            "max_max_prestaties": [code for code, regime in codes.items() if regime == "tweede"],
        },
        "overige_prijselementen": elements,
        "volume": {"soort": "omzetplafond", "bedrag": draw(hundredths(1, 10**9)), "inclusief_ova": "nee"},
    }  # fmt: skip
    given_values["overeenkomst"] |= {"begin": str(BEGIN), "einde": str(END)}
    return Case(read_request(_typed(given_values), plugins()), effects, lines, held)


def _typed(value: Any) -> Any:
    """Return `value` without what is absent, numbers as the digits that a person types."""
    if isinstance(value, Mapping):
        return {key: _typed(item) for key, item in value.items() if item not in (None, [], {})}
    if isinstance(value, list):
        return [_typed(item) for item in value]
    return f"{value:f}" if isinstance(value, Decimal) else value


def part_of(amount: Decimal, elements: Iterable[Row]) -> Fraction:
    return Fraction(amount) * sum((exact(element["percentage"]) for element in elements), Fraction(0)) / 100


@settings(max_examples=150, deadline=None)
@given(cases())
def test_free_tariffs_are_the_formula_and_their_parts_add_up(case: Case) -> None:
    new = {row["code"]: row["nieuw"] for row in case.rows("vrij")}
    for row in case.rows("berekening_vrij"):
        old, code = row["oud"], row["code"]
        right = Fraction(old) * (1 + sum(case.effects)) + part_of(old, case.held[code])
        assert row["nieuw"] == new[code] == cents_of(right)
        assert old + row["loon"] + row["materieel"] + row["kapitaal"] + row["overig"] == new[code]
        if case.effects[0] >= 0:
            assert row["loon"] == cents_of(Fraction(old) * case.effects[0])
        shown = [other["bedrag"] for other in case.rows("element_per_prestatie") if other["code"] == code]
        assert sum(shown, Decimal(0)) == row["overig"]


@settings(max_examples=150, deadline=None)
@given(cases())
def test_each_element_is_a_line_within_a_cent_and_never_changes_its_sign(case: Case) -> None:
    shown = [*case.rows("element_per_prestatie"), *case.rows("element_van_maximum")]
    assert len(shown) == sum(len(elements) for elements in case.held.values())
    for row in shown:
        assert row["bedrag"] == 0 or (row["bedrag"] > 0) == (row["percentage"] > 0)
        assert abs(Fraction(row["bedrag"]) - Fraction(row["van"]) * Fraction(row["percentage"]) / 100) < Fraction(
            1, 100
        )


@settings(max_examples=150, deadline=None)
@given(cases())
def test_elements_lead_from_the_maximum_to_the_tariff(case: Case) -> None:
    for row in case.rows("maximum"):
        shown = [other["bedrag"] for other in case.rows("element_van_maximum") if other["code"] == row["code"]]
        assert row["maximum"] + sum(shown, Decimal(0)) == row["tarief"]
        assert row["tarief"] == cents_of(Fraction(row["maximum"]) * Fraction(row["percentage"]) / 100)
    for row in case.rows("tweede_maximum"):
        assert row["maximum"] < row["tweede"] >= row["tarief"]


@settings(max_examples=100, deadline=None)
@given(cases())
def test_the_tariff_after_an_element_is_the_one_without_it(case: Case) -> None:
    rows = case.rows("na_afloop")
    for row in rows:
        line = case.lines[row["code"]]
        left = [one for one in case.held[row["code"]] if (one["einde"] or str(END)) >= str(row["vanaf"])]
        base = line.get("maximum", line["tarief"])
        effects = Fraction(0) if "maximum" in line else sum(case.effects, Fraction(0))
        assert row["tarief"] == cents_of(Fraction(base) * (1 + effects) + part_of(base, left))
    ends = {(code, one["einde"] or str(END)) for code, elements in case.held.items() for one in elements}
    ends = {(code, last) for code, last in ends if last < str(END)}
    assert {(row["code"], str(row["vanaf"] - timedelta(days=1))) for row in rows} == ends


@settings(max_examples=100, deadline=None)
@given(cases())
def test_a_ceiling_moves_with_the_elements_of_every_tariff_only(case: Case) -> None:
    agreed = case.request.section(Volume)
    assert agreed is not None
    general = {
        one["omschrijving"]: one
        for code, elements in case.held.items()
        for one in elements
        if not one["prestaties"] and case.lines[code]["regime"] == "vrij"
    }
    rows = annex_values(case.request, agreed)["berekening"]
    assert isinstance(rows, list)
    for row in rows:
        right = Fraction(row["oud"]) * (1 + sum(case.effects)) + part_of(row["oud"], general.values())
        assert row["nieuw"] == cents_of(right)
        assert row["oud"] + row["loon"] + row["materieel"] + row["kapitaal"] + row["overig"] == row["nieuw"]


@given(hundredths(0, 10**12), st.lists(hundredths(-3000, 3000), min_size=1, max_size=7))
def test_no_part_changes_its_sign_or_leaves_its_exact_amount_by_a_cent(old: Decimal, effects: list[Decimal]) -> None:
    calculation = calculate(old, effects)
    assert isinstance(calculation.new, Decimal)
    parts = [part for part in calculation.effects if isinstance(part, Decimal)]
    assert old + sum(parts, Decimal(0)) == calculation.new
    for effect, part in zip(effects, parts, strict=True):
        right = Fraction(old) * Fraction(effect) / 100
        assert part == 0 or (part > 0) == (right > 0)
        assert abs(Fraction(part) - right) < Fraction(1, 100)
    if effects[0] >= 0:
        assert parts[0] == cents_of(Fraction(old) * Fraction(effects[0]) / 100)
